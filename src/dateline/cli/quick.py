"""Lists of large ledgers asked of the columns that are kept for them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from dateline.ledger import Store
from dateline.views import Listing
from dateline.views.large import is_large


def list_quickly(what: str, store: Store, cache: Path | None, **filters: Any) -> Listing[Any] | None:
    """List events, statements or threads of a large ledger as their own lists do; None for any other.

    The columns are made where none are kept, which takes some 12 seconds a million events and is done once. Raises
    ConfigError as the lists do.
    """
    if cache is None or what not in ("events", "statements", "threads"):
        return None
    if not is_large(store):
        return None
    from dateline.views.index_links import RowNumbers
    from dateline.views.kept_columns import load_events_index, load_statements_index

    if what == "threads":
        from dateline.views.threads import find_listed, list_found

        return list_found(store, find_listed(store, lambda: load_events_index(store, cache), **filters))
    if what == "events":
        from dateline.views.columns import EVENT_COLUMNS
        from dateline.views.filters import read_filters
        from dateline.views.loading import load_events

        index = load_events_index(store, cache)
        found = index.find(store, **filters)
        policy = read_filters("events", filters).policy
        return Listing(
            RowNumbers(index.ids, found.rows),
            lambda some: load_events(store, some, policy),
            EVENT_COLUMNS,
            found.undated,
        )
    from dateline.views.columns import STATEMENT_COLUMNS
    from dateline.views.loading import load_statements

    said = load_statements_index(store, cache)
    told = said.find(store, **filters)
    return Listing(
        RowNumbers(said.ids, told.rows), lambda some: load_statements(store, some), STATEMENT_COLUMNS, told.undated
    )
