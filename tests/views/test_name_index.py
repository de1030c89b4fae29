"""Actors and places of some articles, counted by columns, are those of the lists, whatever is asked."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline.ledger import Store
from dateline.views import list_actors, list_places
from dateline.views.index import EventIndex
from dateline.views.name_columns import NameIndex, make_name_columns
from dateline.views.name_index import Books, find_names
from dateline.views.statement_index import StatementIndex

_COMMON: dict[str, Any] = {
    "country": st.sampled_from(["RUS", ["Estonia", "FRA"]]),
    "outlet": st.sampled_from(["Courier", "Nobody"]),
    "since": st.sampled_from(["2025", "2025-10-24", "2026-03"]),
    "until": st.sampled_from(["2025-10", "2026-03-12"]),
    "sort": st.sampled_from([way + by for by in ("events", "articles", "mentions", "name") for way in ("", "-")]),
    "all_versions": st.booleans(),
    "limit": st.integers(0, 20),
}
ACTORS = st.fixed_dictionaries(
    {}, optional={**_COMMON, "actor": st.sampled_from(["Russia", "NATO", "Nobody", ["Rutte", "Estonia"], "Ukraine"])}
)
PLACES = st.fixed_dictionaries(
    {}, optional={**_COMMON, "place": st.sampled_from(["Kharkiv", "Estonia", "Nowhere", ["Russia", "Tallinn"]])}
)


@pytest.fixture
def books(example_ledger: Store) -> Books:
    said = StatementIndex(example_ledger)
    return Books(EventIndex(example_ledger), lambda: said, NameIndex(make_name_columns(example_ledger)))


@given(filters=ACTORS)
@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_finds_the_actors_of_the_list(example_ledger: Store, books: Books, filters: dict[str, Any]) -> None:
    found = find_names("actors", books, example_ledger, **filters)
    assert found.load(found.numbers.tolist()) == list(list_actors(example_ledger, **filters))


@given(filters=PLACES)
@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_finds_the_places_of_the_list(example_ledger: Store, books: Books, filters: dict[str, Any]) -> None:
    found = find_names("places", books, example_ledger, **filters)
    assert found.load(found.numbers.tolist()) == list(list_places(example_ledger, **filters))
