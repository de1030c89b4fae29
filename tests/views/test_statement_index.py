"""The statements in memory answer as the list does, whatever is asked."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline.ledger import Store
from dateline.views import list_statements
from dateline.views.statement_index import StatementIndex

ASKED = st.fixed_dictionaries(
    {},
    optional={
        "speaker": st.sampled_from(["Rutte", "NATO", "Russia", "officials", "Nobody"]),
        "addressee": st.sampled_from(["reporters", "NATO", "Baltic"]),
        "actor": st.sampled_from(["Russia", "Estonia", "Rutte"]),
        "country": st.sampled_from(["RUS", "Estonia"]),
        "act": st.lists(st.sampled_from(["say", "deny", "warn"]), max_size=2),
        "outlet": st.sampled_from(["Courier", "Nobody"]),
        "search": st.sampled_from(["airspace", "talks", "no such words", "!"]),
        "since": st.sampled_from(["2025", "2025-10-24", "2026-03"]),
        "until": st.sampled_from(["2025-10", "2026-03-12"]),
        "sort": st.sampled_from(["published", "-published", "speaker", "-speaker"]),
        "all_versions": st.booleans(),
        "limit": st.integers(0, 20),
    },
)


@given(filters=ASKED)
@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_finds_what_the_list_finds(example_ledger: Store, filters: dict[str, object]) -> None:
    index = StatementIndex(example_ledger)
    listed = list_statements(example_ledger, **filters)  # type: ignore[arg-type]
    found = index.find(example_ledger, **filters)  # type: ignore[arg-type]
    assert index.ids[found.rows].tolist() == list(listed.numbers)
    assert found.undated == listed.undated
