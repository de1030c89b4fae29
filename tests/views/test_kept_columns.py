"""Columns that were kept are those of the ledger as it stands, and answer as new ones do."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from dateline.cli.quick import list_quickly
from dateline.ledger import Store
from dateline.views import (
    EXPORTS,
    Table,
    Wish,
    large,
    list_actors,
    list_articles,
    list_events,
    list_places,
    list_statements,
)
from dateline.views.kept_columns import load_events_index, read_columns, write_columns


@pytest.fixture
def small_is_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(large, "LARGE", 5)


@pytest.mark.usefixtures("small_is_large")
def test_commands_give_the_same_rows(example_ledger: Store, tmp_path: Path) -> None:
    for filters in ({}, {"actor": "Russia", "limit": 4}, {"since": "2026", "sort": "-time"}, {"search": "drone"}):
        for _ in range(2):  # made, then read back
            quick = list_quickly("events", example_ledger, tmp_path, **filters)
            assert quick is not None
            listed = list_events(example_ledger, **filters)  # type: ignore[arg-type]
            assert list(quick) == list(listed)
            assert quick.undated == listed.undated
    said = list_quickly("statements", example_ledger, tmp_path, speaker="NATO")
    assert said is not None
    assert list(said) == list(list_statements(example_ledger, speaker="NATO"))
    said = list_quickly("statements", example_ledger, tmp_path, sort="-speaker")
    assert said is not None
    assert list(said) == list(list_statements(example_ledger, sort="-speaker"))
    for what, ask in (("articles", list_articles), ("actors", list_actors), ("places", list_places)):
        for more in ({"since": "2025-10"}, {"outlet": "Courier", "limit": 3}):
            others = list_quickly(what, example_ledger, tmp_path, **more)
            assert others is not None
            assert list(others) == list(ask(example_ledger, **more))  # type: ignore[operator]
        assert list_quickly(what, example_ledger, tmp_path) is None
    assert list_quickly("articles", example_ledger, tmp_path) is None
    assert list_quickly("events", example_ledger, None) is None


@pytest.mark.usefixtures("small_is_large")
def test_a_changed_ledger_is_followed_with_the_columns_that_are_kept(example_path: Path, tmp_path: Path) -> None:
    example_ledger = Store(shutil.copy(example_path, tmp_path / "copy.db"))
    before = len(load_events_index(example_ledger, tmp_path))
    kept = list(tmp_path.glob("*/events-*"))
    assert len(kept) == 1
    (number,) = example_ledger.query("SELECT article_id FROM articles WHERE id IN (SELECT article FROM events)")[0]
    example_ledger.withdraw(number)
    assert len(load_events_index(example_ledger, tmp_path)) < before
    assert list(tmp_path.glob("*/events-*")) == kept
    example_ledger.close()


@pytest.mark.usefixtures("small_is_large")
def test_damaged_files_are_made_again(example_ledger: Store, tmp_path: Path) -> None:
    index = load_events_index(example_ledger, tmp_path)
    (kept,) = tmp_path.glob("*/events-*")
    for broken in ("ids.npy", "told.json"):
        (kept / broken).write_bytes(b"no columns")
        assert read_columns(kept) is None
        assert load_events_index(example_ledger, tmp_path).ids.tolist() == index.ids.tolist()
        assert read_columns(kept) is not None


def test_small_ledgers_keep_no_files(example_ledger: Store, tmp_path: Path) -> None:
    load_events_index(example_ledger, tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_what_is_written_is_read_back(example_ledger: Store, tmp_path: Path) -> None:
    columns = load_events_index(example_ledger, None).columns
    write_columns(tmp_path / "some", columns)
    kept = read_columns(tmp_path / "some")
    assert kept is not None
    read = kept.as_made()
    assert read.words == columns.words
    assert set(read.arrays) == set(columns.arrays)
    assert all(
        np.array_equal(read.arrays[name], columns.arrays[name], equal_nan=name == "score") for name in read.arrays
    )
    whole = sum((tmp_path / "some" / f"{name}.npy").stat().st_blocks * 512 for name in read.arrays)
    assert whole < sum(values.nbytes for values in read.arrays.values()) + 8192 * len(read.arrays), "room is holes"


@pytest.mark.usefixtures("small_is_large")
@pytest.mark.parametrize("form", ["csv", "geojson", "atom", "ics", "acled"])
def test_exports_hold_the_same_rows(example_ledger: Store, tmp_path: Path, form: str) -> None:
    asked: list[str] = []

    def quick(what: str, store: Store, **filters: object) -> object:
        asked.append(what)
        return list_quickly(what, store, tmp_path, **filters)

    table: Table
    for table in ("events", "statements") if form == "csv" else ("events",):
        wish = Wish(table=table, all_versions=True)
        quickly = replace(wish, quick=quick)  # type: ignore[arg-type]
        assert b"".join(EXPORTS[form](example_ledger, quickly)) == b"".join(EXPORTS[form](example_ledger, wish))
        assert asked.pop() == table
