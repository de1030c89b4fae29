"""One page of a list, whatever it is a list of."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import msgspec

from dateline.ledger import Store
from dateline.merging.types import DEFAULT_POLICY, Policy
from dateline.views import (
    list_actors,
    list_articles,
    list_issues,
    list_places,
    list_stories,
    list_threads,
)
from dateline.views.article_index import find_listed as find_articles
from dateline.views.article_index import has_order, narrows
from dateline.views.columns import (
    ACTOR_COLUMNS,
    ARTICLE_COLUMNS,
    EVENT_COLUMNS,
    ISSUE_COLUMNS,
    PLACE_COLUMNS,
    STATEMENT_COLUMNS,
    Column,
)
from dateline.views.filters import List, read_filters
from dateline.views.index import Bools, Ints
from dateline.views.index_links import RowNumbers
from dateline.views.large import is_large
from dateline.views.loading import load_articles, load_events, load_statements
from dateline.views.name_index import Books, find_names
from dateline.views.rows import ActorRow, ArticleRow, EventRow, IssueRow, PlaceRow, StatementRow
from dateline.views.shared import ReadSpans, keep_spans, read_spans
from dateline.views.stories import STORY_COLUMNS, StoryRow
from dateline.views.stories import narrows as asks_articles
from dateline.views.story_index import find_stories, load_counted
from dateline.views.threads import THREAD_COLUMNS, FoundThreads, ThreadRow, count_listed, find_listed
from dateline.views.totals import asks_articles as asks_totals
from dateline.web.asking import Asked
from dateline.web.book import Indexes
from dateline.web.shown import encode_events


@dataclass(frozen=True, slots=True)
class Slice:
    """The rows of one page and how many there are in all."""

    rows: Sequence[Any]
    total: int | None
    """None: they were not counted."""
    undated: int
    more: bool
    found: Ints | None = None
    """Of events: all rows that fit, in the columns in memory."""
    fits: Bools | None = None
    """Of events the reports that fit, of statements these."""


LoadRows = Callable[[Store, Indexes, Sequence[int], Policy], Sequence[Any]]
"""Gives the rows of events or statements by their numbers, in whatever form."""


@dataclass(frozen=True, slots=True)
class Kind:
    """What a list is a list of."""

    row: type[msgspec.Struct]
    columns: tuple[Column[Any], ...]
    ask: Callable[..., Any] | None = None
    """Asks the file; None where the columns in memory answer."""
    counted: bool = True


KINDS: dict[List, Kind] = {
    "events": Kind(EventRow, EVENT_COLUMNS),
    "statements": Kind(StatementRow, STATEMENT_COLUMNS),
    "articles": Kind(ArticleRow, ARTICLE_COLUMNS, list_articles),
    "actors": Kind(ActorRow, ACTOR_COLUMNS, list_actors, counted=False),
    "places": Kind(PlaceRow, PLACE_COLUMNS, list_places, counted=False),
    "stories": Kind(StoryRow, STORY_COLUMNS, list_stories),
    "threads": Kind(ThreadRow, THREAD_COLUMNS, list_threads),
    "issues": Kind(IssueRow, ISSUE_COLUMNS, list_issues),
}


def _load_rows(store: Store, indexes: Indexes, numbers: Sequence[int], policy: Policy) -> Sequence[Any]:
    return load_events(store, numbers, policy)


def ask_page(store: Store, indexes: Indexes, asked: Asked, load_rows: LoadRows = _load_rows) -> Slice:
    """Give one page of a list; raises ConfigError for filters that cannot be. `load_rows` gives those of events."""
    return _ask_columns(store, indexes, asked, None, (load_rows, _load_said)) or _ask_file(store, indexes, asked)


def ask_encoded(store: Store, indexes: Indexes, asked: Asked) -> Slice:
    """Give one page of a list for an answer in JSON: rows that are only to be encoded, and nothing of all that fit."""
    page = _ask_columns(store, indexes, asked, asked.first + asked.size, (encode_events, _keep_said))
    return page or _ask_file(store, indexes, asked, keep_spans)


def _load_said(store: Store, indexes: Indexes, numbers: Sequence[int], policy: Policy) -> Sequence[Any]:
    return load_statements(store, numbers)


def _keep_said(store: Store, indexes: Indexes, numbers: Sequence[int], policy: Policy) -> Sequence[Any]:
    return load_statements(store, numbers, keep_spans)


def _ask_columns(
    store: Store, indexes: Indexes, asked: Asked, limit: int | None, load: tuple[LoadRows, LoadRows]
) -> Slice | None:
    """Ask the columns in memory; None for a list that they do not have."""
    first, last = asked.first, asked.first + asked.size
    if asked.about == "events":
        found, ids = indexes.events.find(store, **asked.filters, limit=limit), indexes.events.ids
    elif asked.about == "statements":  # whatever is counted of them is counted without an order
        found, ids = indexes.statements.find(store, **asked.filters, limit=last), indexes.statements.ids
    else:
        return None
    numbers = ids[found.rows[first:last]].tolist()
    policy = asked.filters.get("policy", DEFAULT_POLICY)
    rows = load[asked.about == "statements"](store, indexes, numbers, policy) if numbers else []
    every, fits = (found.rows if asked.about == "events" else None, found.fits) if limit is None else (None, None)
    return Slice(rows, found.total, found.undated, found.total > last, every, fits)


def _ask_file(store: Store, indexes: Indexes, asked: Asked, read: ReadSpans = read_spans) -> Slice:
    kind = KINDS[asked.about]
    ask = kind.ask
    assert ask is not None
    first, last = asked.first, asked.first + asked.size
    if asked.about in ("actors", "places"):
        its = _ask_names(store, indexes, asked)
        if its is not None:
            return its
    if not kind.counted:
        listed = ask(store, **asked.filters, limit=last + 1)
        return Slice(list(listed[first:last]), None, listed.undated, len(listed) > last)
    if asked.about == "threads":
        counted = indexes.keep(("threads", asked.narrowed()), lambda: count_listed(store, **asked.filters))

        def find(limit: int | None) -> FoundThreads:
            return find_listed(store, lambda: indexes.events, **asked.filters, limit=limit)

        if counted is not None:  # the first come out of an index
            return Slice(find(last).load(store, first, last, read), counted, 0, counted > last)
        found = indexes.keep(("threads", "all", asked.all_filters()), lambda: find(None))
        return Slice(found.load(store, first, last, read), len(found.threads), 0, len(found.threads) > last)
    if asked.about == "stories":
        return _ask_stories(store, indexes, asked)
    wanted = read_filters(asked.about, asked.filters)
    if asked.about == "articles" and narrows(wanted) and has_order(wanted.sort):
        told = find_articles(indexes.events, store, **asked.filters, limit=last)
        rows = load_articles(store, told.numbers[first:last], wanted.search)
        return Slice(rows, told.total, told.undated, told.total > last)
    total = indexes.keep(("total", asked.about, asked.narrowed()), lambda: _count(store, indexes, asked, ask))
    listed = ask(store, **asked.filters, limit=last)
    return Slice(list(listed[first:last]), total, listed.undated, total > last)


def _ask_names(store: Store, indexes: Indexes, asked: Asked) -> Slice | None:
    """Ask for actors or places of some articles by the columns; None where totals, or a small ledger, tell them."""
    about: Literal["actors", "places"] = "actors" if asked.about == "actors" else "places"
    if not asks_totals(store, read_filters(about, asked.filters)) or not is_large(store):
        return None
    first, last = asked.first, asked.first + asked.size
    books = Books(indexes.events, lambda: indexes.statements, indexes.names(store))
    found = find_names(about, books, store, **asked.filters, limit=last + 1)
    return Slice(found.load(found.numbers[first:last].tolist()), None, 0, len(found.numbers) > last)


def _ask_stories(store: Store, indexes: Indexes, asked: Asked) -> Slice:
    """Ask for stories by what the columns tell of their articles; without a filter, which an index gives, the file."""
    first, last = asked.first, asked.first + asked.size
    events = indexes.events
    if asks_articles(read_filters("stories", asked.filters)):
        found = find_stories(events, store, indexes.keep, **asked.filters)
        numbers, total, undated = found.numbers[first:last].tolist(), len(found.numbers), found.undated
    else:
        total = indexes.keep(("total", "stories", asked.narrowed()), lambda: len(list_stories(store)))
        listed = list_stories(store, **asked.filters, limit=last)
        numbers, undated = list(listed.numbers[first:last]), listed.undated
    return Slice(load_counted(events, store, numbers), total, undated, total > last)


def _count(store: Store, indexes: Indexes, asked: Asked, ask: Callable[..., Any]) -> int:
    """Count what fits: articles by the columns."""
    if asked.about == "articles":
        return find_articles(indexes.events, store, **dict(asked.narrowed()), limit=0).total
    return len(ask(store, **asked.filters))


def iter_all(store: Store, indexes: Indexes, asked: Asked) -> Any:
    """Yield all rows of a list, some hundreds at a time."""
    if asked.about in ("events", "statements"):
        index = indexes.events if asked.about == "events" else indexes.statements
        numbers = RowNumbers(index.ids, index.find(store, **asked.filters).rows)
        for first in range(0, len(numbers), 400):
            some = numbers[first : first + 400]
            if asked.about == "events":
                yield from load_events(store, some, asked.filters.get("policy", "representative"))
            else:
                yield from load_statements(store, some)
        return
    ask = KINDS[asked.about].ask
    assert ask is not None
    yield from ask(store, **asked.filters)
