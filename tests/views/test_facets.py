"""Counts beside the filters of a list: each agrees with the list itself."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from dateline.model.errors import ConfigError
from dateline.views import Ledger
from dateline.views.facets import FACETS
from records_by_hand import make_article, make_record


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    ledger = Ledger(tmp_path / "a.db")
    ledger.add(make_record())
    ledger.add(make_record(make_article(outlet="Baltic Courier")))
    return ledger


def test_counts_are_those_of_the_list(ledger: Ledger) -> None:
    for facet in ("register", "type", "status"):
        for filters in ({}, {"outlet": "Baltic Courier"}, {"status": "occurred"}):
            rows = Counter(getattr(row, facet) for row in ledger.events(**filters))  # type: ignore[misc]
            assert dict(ledger.count(facet, **filters)) == dict(rows)  # type: ignore[arg-type, misc]
    outlets = dict(ledger.count("outlet"))
    assert outlets["Baltic Courier"] == len(ledger.events(outlet="Baltic Courier"))
    for country, count in ledger.count("country"):
        if country is not None:
            assert count == len(ledger.events(country=country))
    said = dict(ledger.count("said"))
    assert said.get("a claim", 0) == sum(bool(row.said_by) for row in ledger.events())
    months = dict(ledger.count("month"))
    assert sum(months.values()) == len(ledger.events())


def test_the_order_is_by_number_then_value_and_others_are_refused(ledger: Ledger) -> None:
    for facet in FACETS:
        counts = [count for _, count in ledger.count(facet)]
        assert counts == sorted(counts, reverse=True)
    with pytest.raises(ConfigError, match="not counted by 'colour'"):
        ledger.count("colour")  # type: ignore[arg-type]
