"""The joined view is a function of articles and decisions: any order, any batches, the same bytes."""

from __future__ import annotations

import random
import sqlite3
from pathlib import Path
from typing import Any

import pytest

import dateline
from dateline.ledger import Store
from dateline.merging import parts
from dateline.merging.candidates import Crowd
from dateline.merging.graph import Graph
from dateline.merging.refreshing import refresh
from dateline.model.record import Record

REPORTS = Path(__file__).resolve().parents[2] / "examples" / "reports"


@pytest.fixture(scope="module")
def records() -> list[Record]:
    return [dateline.read(str(path)) for path in sorted(REPORTS.iterdir())]


def view(path: Path) -> dict[str, list[Any]]:
    """Give all that the joined view holds, but not the history of how it came about."""
    asked = {
        table: f"SELECT * FROM {table} ORDER BY 1, 2"
        for table in ("joined", "joined_fields", "merge_edges", "merge_keys", "stories", "story_articles")
    }
    asked["joined_reports"] = "SELECT number, joined, chosen FROM joined_reports ORDER BY 1"
    with sqlite3.connect(path) as connection:
        return {name: connection.execute(sql).fetchall() for name, sql in asked.items()}


def build(path: Path, records: list[Record], batch: int) -> dict[str, list[Any]]:
    with Store(path) as store:
        for first in range(0, len(records), batch):
            for record in records[first : first + batch]:
                store.add(record)
            refresh(store)
    return view(path)


@pytest.mark.parametrize(("seed", "batch"), [(1, 1), (2, 2), (3, 5), (4, 3)])
def test_any_order_and_batching(tmp_path: Path, records: list[Record], seed: int, batch: int) -> None:
    whole = build(tmp_path / "whole.db", records, 100)
    shuffled = random.Random(seed).sample(records, len(records))
    assert build(tmp_path / "other.db", shuffled, batch) == whole


@pytest.mark.parametrize(("seed", "batch"), [(1, 1), (2, 2), (3, 5)])
@pytest.mark.parametrize("crowd", [Crowd(3, 2, 8), Crowd(2, 1, 5), Crowd(4, 2, 100)])
def test_any_order_where_many_share_a_key(
    tmp_path: Path, records: list[Record], monkeypatch: pytest.MonkeyPatch, seed: int, batch: int, crowd: Crowd
) -> None:
    monkeypatch.setattr(Graph.__init__, "__defaults__", (crowd,))
    whole = build(tmp_path / "whole.db", records, 100)
    shuffled = random.Random(seed).sample(records, len(records))
    assert build(tmp_path / "other.db", shuffled, batch) == whole


@pytest.mark.parametrize(("seed", "batch"), [(1, 1), (2, 2), (3, 5)])
@pytest.mark.parametrize("limit", [1, 2, 3, 6])
def test_any_order_where_much_hangs_together(
    tmp_path: Path, records: list[Record], monkeypatch: pytest.MonkeyPatch, seed: int, batch: int, limit: int
) -> None:
    monkeypatch.setattr(parts, "LIMIT", limit)
    whole = build(tmp_path / "whole.db", records, 100)
    shuffled = random.Random(seed).sample(records, len(records))
    assert build(tmp_path / "other.db", shuffled, batch) == whole


def test_what_is_withdrawn_and_comes_back_leaves_no_trace(tmp_path: Path, records: list[Record]) -> None:
    path = tmp_path / "a.db"
    whole = build(path, records, 4)
    with Store(path) as store:
        taken = [record.article.id for record in records[2:5]]
        for article in taken:
            store.withdraw(article)
        refresh(store)
        kept = build(tmp_path / "fewer.db", [r for r in records if r.article.id not in taken], 100)
        assert view(path) == kept, "as if they had never come"
        for record in records[2:5]:
            store.readmit(record.article.id)
            store.add(record)
        refresh(store)
    assert view(path) == whole
