"""The index in memory answers as the lists do, whatever is asked."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline.ledger import Store
from dateline.views import index_links, list_events
from dateline.views.facets import FACETS, count_events
from dateline.views.index import EventIndex

ASKED = st.fixed_dictionaries(
    {},
    optional={
        "actor": st.sampled_from(["Russia", "NATO", "Ukraine", "Nobody"]),
        "recipient": st.sampled_from(["Estonia", "Ukraine"]),
        "type": st.lists(st.sampled_from(["ASSAULT", "CONSULT", "SANCTION", "AID"]), max_size=2),
        "status": st.sampled_from(["occurred", "planned", "cancelled"]),
        "register": st.sampled_from(["airspace", "strike", "meeting"]),
        "country": st.sampled_from(["RUS", "Poland"]),
        "place": st.sampled_from(["Kharkiv", "Estonia"]),
        "outlet": st.sampled_from(["Courier", "Nobody"]),
        "said_by": st.sampled_from(["officials", "NATO", "Zelensky", "Russia"]),
        "search": st.sampled_from(["drone", "talks", "no such words"]),
        "since": st.sampled_from(["2025", "2025-10-24", "2026-03"]),
        "until": st.sampled_from(["2025-10", "2026-03-12"]),
        "sort": st.sampled_from(
            [f"{way}{by}" for by in ("time", "published", "type", "confidence") for way in ("", "-")]
        ),
        "contested": st.booleans(),
        "reports": st.booleans(),
        "rejected": st.booleans(),
        "all_versions": st.booleans(),
        "policy": st.sampled_from(["conservative", "informative", "representative"]),
        "limit": st.integers(0, 20),
    },
)


@pytest.fixture
def asked(example_ledger: Store, monkeypatch: pytest.MonkeyPatch) -> tuple[Store, EventIndex]:
    monkeypatch.setattr(index_links, "STRETCH", 3)
    return example_ledger, EventIndex(example_ledger)


@given(filters=ASKED)
@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_finds_what_the_list_finds(asked: tuple[Store, EventIndex], filters: dict[str, object]) -> None:
    store, index = asked
    listed = list_events(store, **filters)  # type: ignore[arg-type]
    found = index.find(store, **filters)  # type: ignore[arg-type]
    assert index.ids[found.rows].tolist() == list(listed.numbers)
    assert found.undated == listed.undated


@pytest.mark.parametrize("facet", FACETS)
@pytest.mark.parametrize("filters", [{}, {"actor": "Russia"}, {"reports": True}, {"since": "2026"}])
def test_counts_as_the_facets_do(asked: tuple[Store, EventIndex], facet: str, filters: dict[str, object]) -> None:
    store, index = asked
    found = index.find(store, **filters)  # type: ignore[arg-type]
    counted = count_events(store, facet, **filters)  # type: ignore[arg-type]
    assert index.count(facet, found.rows) == [pair for pair in counted if facet != "country" or pair[0] is not None]


def test_an_empty_ledger_has_nothing(tmp_path) -> None:  # type: ignore[no-untyped-def]
    with Store(tmp_path / "empty.db") as store:
        store.open_for_writing()
        index = EventIndex(store)
        assert len(index.find(store).rows) == 0
        assert index.find(store, contested=True, since="2025").rows.tolist() == []
        assert index.newest is None
