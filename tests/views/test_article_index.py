"""Articles found by columns are those of the list, in its order, whatever is asked."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline.ledger import Store
from dateline.views import list_articles
from dateline.views.article_index import find_listed, has_order
from dateline.views.index import EventIndex

ASKED = st.fixed_dictionaries(
    {},
    optional={
        "actor": st.sampled_from(["Russia", "NATO", "officials", "Nobody", ["Rutte", "Estonia"]]),
        "country": st.sampled_from(["RUS", ["Estonia", "FRA"]]),
        "place": st.sampled_from(["Kharkiv", "Estonia", "Nowhere"]),
        "outlet": st.sampled_from(["Courier", "Nobody"]),
        "search": st.sampled_from(["airspace", "talks", "no such words", "!"]),
        "since": st.sampled_from(["2025", "2025-10-24", "2026-03"]),
        "until": st.sampled_from(["2025-10", "2026-03-12"]),
        "sort": st.sampled_from(["published", "-published", "outlet", "-outlet"]),
        "all_versions": st.booleans(),
        "limit": st.integers(0, 20),
    },
)


@given(filters=ASKED)
@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_finds_what_the_list_finds(example_ledger: Store, filters: dict[str, object]) -> None:
    listed = list_articles(example_ledger, **filters)  # type: ignore[arg-type]
    found = find_listed(EventIndex(example_ledger), example_ledger, **filters)  # type: ignore[arg-type]
    assert found.numbers == list(listed.numbers)
    assert found.undated == listed.undated
    assert found.total == len(list_articles(example_ledger, **{**filters, "limit": None}))  # type: ignore[arg-type]


def test_titles_are_not_in_the_columns() -> None:
    assert has_order(None)
    assert has_order("-outlet")
    assert not has_order("-title")
