"""Voices that are kept up are those that finding all of them anew gives, whatever came, went and changed."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any, cast

import numpy as np
import pytest

import dateline
from dateline.ledger import Store
from dateline.ledger.merges import KeptSource
from dateline.merging.copies import BOUNDS, Bounds
from dateline.merging.refreshing import refresh
from voices_by_hand import TABLES, Kept, keep_up, make_articles

REPORTS = Path(__file__).resolve().parents[2] / "examples" / "reports"
FEW = (Bounds(4, 2), Bounds(3, 1), Bounds(8, 3), Bounds(6, 6), BOUNDS)


@pytest.mark.parametrize("seed", range(8))
@pytest.mark.parametrize("bounds", FEW)
def test_keeping_up_is_finding_anew(tmp_path: Path, seed: int, bounds: Bounds) -> None:
    with Store(tmp_path / "a.db") as store:
        store.open_for_writing()
        kept = Kept(store, bounds)
        before = kept.voices()
        for others, come in keep_up(kept, seed, 30):
            now = kept.voices()
            assert now == kept.wanted()
            stayed = before.keys() & now.keys() - come
            assert others == sorted(article for article in stayed if before[article] != now[article])
            before = now
        rows = kept.rows()
        assert rows["merge_texts"]
        assert rows == kept.anew()
        assert kept.voices() == kept.wanted()


@pytest.mark.parametrize("seed", range(4))
def test_many_changes_are_settled_a_few_at_a_time(tmp_path: Path, seed: int) -> None:
    with Store(tmp_path / "a.db") as store:
        store.open_for_writing()
        kept = Kept(store, Bounds(4, 2), waiting=3)
        before = kept.voices()
        for others, come in keep_up(kept, seed, 20):
            now = kept.voices()
            assert now == kept.wanted()
            stayed = before.keys() & now.keys() - come
            assert {article for article in stayed if before[article] != now[article]} <= set(others) <= now.keys()
            before = now
        assert kept.rows() == kept.anew()


def test_the_rows_of_many_are_not_looked_at_for_one(tmp_path: Path) -> None:
    """The steps of the database that a new text takes are as many among 50 texts as among 500."""
    taken = []
    for many in (50, 500):
        with Store(tmp_path / f"{many}.db") as store:
            store.open_for_writing()
            kept = Kept(store, BOUNDS)
            kept.change([], [alone(number) for number in range(many)])
            taken.append(count_steps(store, kept, alone(many)))
    assert taken[1] <= taken[0] * 1.1


def alone(number: int) -> KeptSource:
    """Make a text that shares one run with those before it and after it."""
    runs = np.array([number, number + 1, *range(10_000 * number, 10_000 * number + 40)], dtype=np.uint64)
    return replace(make_articles(number, 1)[0], fingerprint=np.unique(runs * np.uint64(16)).tobytes())


def count_steps(store: Store, kept: Kept, new: KeptSource) -> int:
    """Count the instructions of the database that keeping up with a new text takes."""
    seen = 0

    def see() -> int:
        nonlocal seen
        seen += 1
        return 0

    store.attempt(lambda connection: cast(Any, connection).set_progress_handler(see, 1))
    kept.change([], [new])
    return seen


def test_articles_kept_before_their_runs_were_get_them_at_the_next_joining(tmp_path: Path) -> None:
    records = [dateline.read(str(path)) for path in sorted(REPORTS.iterdir())]
    with Store(tmp_path / "a.db") as store:
        for record in records[:-1]:
            store.add(record)
        refresh(store)
        asked = [f"SELECT * FROM {table} ORDER BY 1, 2, 3" for table in TABLES]
        whole = [store.query(sql) for sql in asked]
        for table in TABLES:
            store.attempt(lambda connection, table=table: connection.execute(f"DELETE FROM {table}"))
        store.attempt(lambda connection: connection.execute("DELETE FROM merge_state WHERE name = 'copies'"))
        assert refresh(store).events == 0, "nothing but the tables was made again"
        assert [store.query(sql) for sql in asked] == whole
        store.add(records[-1])
        refresh(store)
        kept = [store.query(sql) for sql in asked]
    with Store(tmp_path / "b.db") as store:
        for record in records:
            store.add(record)
        refresh(store)
        assert kept == [store.query(sql) for sql in asked]
