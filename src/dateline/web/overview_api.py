"""The overview as data."""

from __future__ import annotations

from dateline.ledger import Store
from dateline.views.overview import Overview, make_overview
from dateline.web.book import Indexes


def overview_answer(store: Store, indexes: Indexes) -> Overview:
    """Give the overview, worked out once for each state of the ledger."""
    with store.snapshot():
        made: Overview = indexes.keep("overview", lambda: make_overview(store, indexes.events, indexes.statements))
    return made
