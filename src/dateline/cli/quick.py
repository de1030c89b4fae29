"""Lists of large ledgers asked of the columns that are kept for them."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Literal

from dateline.ledger import Store
from dateline.views import Listing
from dateline.views.large import is_large


def list_quickly(what: str, store: Store, cache: Path | None, **filters: Any) -> Listing[Any] | None:
    """List what columns tell of a large ledger as the lists themselves do; None for any other question.

    The columns are made where none are kept, which takes some 12 seconds a million events and is done once. Raises
    ConfigError as the lists do.
    """
    if cache is None or what not in ("events", "statements", "threads", "articles", "actors", "places"):
        return None
    if not is_large(store):
        return None
    if what == "articles":
        return _list_articles(store, cache, filters)
    if what == "actors" or what == "places":
        return _list_names("actors" if what == "actors" else "places", store, cache, filters)
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


def _list_articles(store: Store, cache: Path, filters: dict[str, Any]) -> Listing[Any] | None:
    """List articles that are narrowed by names, outlets or days; None for what an index gives."""
    from dateline.views.article_index import find_listed, has_order, narrows
    from dateline.views.columns import ARTICLE_COLUMNS
    from dateline.views.filters import read_filters
    from dateline.views.kept_columns import load_events_index
    from dateline.views.loading import load_articles

    wanted = read_filters("articles", filters)
    if not (narrows(wanted) and has_order(wanted.sort)):
        return None
    found = find_listed(load_events_index(store, cache), store, **filters)
    return Listing(
        found.numbers, lambda some: load_articles(store, some, wanted.search), ARTICLE_COLUMNS, found.undated
    )


def _list_names(what: Literal["actors", "places"], store: Store, cache: Path, filters: Any) -> Listing[Any] | None:
    """List actors or places of some articles; None for those of all, of which there are totals."""
    from dateline.views.columns import ACTOR_COLUMNS, PLACE_COLUMNS
    from dateline.views.filters import read_filters
    from dateline.views.kept_columns import load_events_index, load_names_index, load_statements_index
    from dateline.views.name_index import Books, find_names
    from dateline.views.totals import asks_articles

    if not asks_articles(store, read_filters(what, filters)):
        return None
    told: list[Any] = []

    def said() -> Any:
        if not told:
            told.append(load_statements_index(store, cache))
        return told[0]

    found = find_names(
        what, Books(load_events_index(store, cache), said, load_names_index(store, cache)), store, **filters
    )
    columns: Any = ACTOR_COLUMNS if what == "actors" else PLACE_COLUMNS
    return Listing(found.numbers.tolist(), found.load, columns)
