"""Stories found by columns are those of the list, in its order, whatever is asked; and so is what they tell of."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline.ledger import Store
from dateline.views import list_stories
from dateline.views.index import EventIndex
from dateline.views.story_index import find_stories, load_counted

ASKED = st.fixed_dictionaries(
    {},
    optional={
        "actor": st.sampled_from(["Russia", "NATO", "Nobody", ["Rutte", "Estonia"]]),
        "country": st.sampled_from(["RUS", ["Estonia", "FRA"]]),
        "place": st.sampled_from(["Kharkiv", "Estonia", "Nowhere"]),
        "outlet": st.sampled_from(["Courier", "Nobody"]),
        "search": st.sampled_from(["airspace", "talks", "no such words", "!"]),
        "since": st.sampled_from(["2025", "2025-10-24", "2026-03"]),
        "until": st.sampled_from(["2025-10", "2026-03-12"]),
        "sort": st.sampled_from([way + by for by in ("until", "since", "articles", "voices") for way in ("", "-")]),
        "all_versions": st.booleans(),
    },
)


def _work_out(key: object, make: Callable[[], Any]) -> Any:
    return make()


@given(filters=ASKED)
@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_finds_what_the_list_finds(example_ledger: Store, filters: dict[str, object]) -> None:
    index = EventIndex(example_ledger)
    listed = list_stories(example_ledger, **filters)  # type: ignore[arg-type]
    if len(filters) > len(filters.keys() & {"sort", "all_versions"}):
        found = find_stories(index, example_ledger, _work_out, **filters)  # type: ignore[arg-type]
        assert found.numbers.tolist() == list(listed.numbers)
        assert found.undated == listed.undated
    assert load_counted(index, example_ledger, list(listed.numbers)) == list(listed)


def test_there_are_stories_to_find(example_ledger: Store) -> None:
    assert any(row.events for row in list_stories(example_ledger))
