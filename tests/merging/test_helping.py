"""Merging that is cut into partitions for helpers gives what merging at one place gives, byte for byte."""

from __future__ import annotations

import random
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

import dateline
from dateline.ledger import Store
from dateline.merging import helping
from dateline.merging.helping import Partitions
from dateline.merging.jobs import Joined, do_job, pack_part, unpack_part
from dateline.merging.parts import Part
from dateline.merging.refreshing import refresh
from dateline.model.record import Record

REPORTS = Path(__file__).resolve().parents[2] / "examples" / "reports"
TABLES = (
    "joined", "joined_fields", "merge_edges", "merge_keys", "merge_marks", "stories", "story_articles", "merge_sources",
    "joined_history",
)  # fmt: skip


class Others:
    """Helpers that work far ahead of whoever takes what they made."""

    def __init__(self) -> None:
        self.done: Counter[str] = Counter()

    def help(self, job: str, orders: Iterable[bytes]) -> Iterator[bytes]:
        made = [do_job(job, order) for order in orders]
        self.done[job] += len(made)
        return iter(made)


@pytest.fixture(scope="module")
def records() -> list[Record]:
    return [dateline.read(str(path)) for path in sorted(REPORTS.iterdir())]


@pytest.fixture
def finely(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the smallest work be given to helpers, in the smallest partitions."""
    for name, value in (
        ("_FEW_ARTICLES", 0), ("_ARTICLES", 2), ("_FEW_PAIRS", 0), ("_LEAST", 7), ("_MOST", 7), ("_LARGE_PART", 1),
        ("_PART_MEMBERS", 3), ("_HELD_PARTS", 5),
    ):  # fmt: skip
        monkeypatch.setattr(helping, name, value)


def build(path: Path, records: list[Record], batch: int, helpers: Others | None) -> dict[str, list[Any]]:
    with Store(path) as store:
        for first in range(0, len(records), batch):
            for record in records[first : first + batch]:
                store.add(record)
            refresh(store, None, helpers)
    with sqlite3.connect(path) as connection:
        found = {
            table: [
                row[1:] if table == "joined_history" else row for row in connection.execute(f"SELECT * FROM {table}")
            ]
            for table in TABLES
        }
        found["joined_reports"] = connection.execute("SELECT * FROM joined_reports ORDER BY 1").fetchall()
        return found


@pytest.mark.usefixtures("finely")
@pytest.mark.parametrize(("seed", "batch"), [(1, 100), (2, 3), (3, 1)])
def test_helpers_change_nothing(tmp_path: Path, records: list[Record], seed: int, batch: int) -> None:
    shuffled, others = random.Random(seed).sample(records, len(records)), Others()
    alone = build(tmp_path / "alone.db", shuffled, batch, None)
    assert build(tmp_path / "helped.db", shuffled, batch, others) == alone
    assert alone["joined"]
    assert alone["stories"]
    assert sorted(others.done) == [
        "compare articles", "compare reports", "cut articles", "join articles", "join reports",
    ]  # fmt: skip


def test_little_work_is_done_at_once(tmp_path: Path, records: list[Record]) -> None:
    others = Others()
    build(tmp_path / "a.db", records, 100, others)
    assert not others.done


@pytest.mark.usefixtures("finely")
def test_what_people_decided_on_is_joined_here(tmp_path: Path, records: list[Record]) -> None:
    parts = [Part([1, 2], {(1, 2): 4.5}), Part([3, 4], {(3, 4): 5.0}), Part([5], {})]
    sent: list[bytes] = []

    class Seen(Partitions):
        def _pack(self, some: Any) -> bytes:
            sent.extend(some)
            return b""

    class Nobody:
        def help(self, job: str, orders: Iterable[bytes]) -> Iterator[bytes]:
            list(orders)
            return iter([b"\x92\x90\x90"])  # [[], []]

    none: Any = None
    found = list(Seen(none, none, Nobody()).join("join reports", parts, lambda part: [], Joined, frozenset((4,))))
    assert [part for part, _ in found] == parts
    assert sent == [parts[0], parts[2]]


def test_parts_travel_whole() -> None:
    part = Part([2, 5, 1 << 59], {(2, 5): 4.25, (5, 1 << 59): 7.125})
    assert unpack_part(pack_part(part)) == part
