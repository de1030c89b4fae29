"""Articles of large ledgers: which fit is told by the columns of articles that stand with those of events."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Unpack

import numpy as np

from dateline.ledger import Store
from dateline.views.conditions import NEVER, Names, matches_words
from dateline.views.filters import ArticleFilters, Wanted, read_filters
from dateline.views.index import NO_DAY, Bools, EventIndex, Ints, as_number
from dateline.views.index_links import Linked, fetch_numbers, find_rowids

_DAYS = 100_000_000
"""More than any day as a number."""


@dataclass(frozen=True, slots=True)
class FoundArticles:
    """The articles that fit."""

    numbers: list[int]
    """Their numbers in order, with a limit those of the first of them."""
    undated: int
    total: int
    """How many fit, whatever the limit."""


def has_order(sort: str | None) -> bool:
    """Tell whether the columns have this order; they hold no titles."""
    return (sort or "published").removeprefix("-") != "title"


def narrows(wanted: Wanted) -> bool:
    """Tell whether more is asked than all current articles, which an index gives in every order."""
    return bool(
        wanted.actor or wanted.country or wanted.place or wanted.search or wanted.outlet or wanted.since or wanted.until
    )


def find_listed(index: EventIndex, store: Store, **filters: Unpack[ArticleFilters]) -> FoundArticles:
    """Find the articles that `list_articles` lists, in an order that `has_order` tells; raises ConfigError as that."""
    wanted = read_filters("articles", filters)
    fits, undated = fit_articles(index, store, wanted)
    rows = np.flatnonzero(fits)
    ordered = _order(index, rows, wanted.sort or "published", wanted.limit)
    return FoundArticles(index.columns.arrays["articles.number"][ordered].tolist(), undated, len(rows))


def fit_articles(index: EventIndex, store: Store, wanted: Wanted) -> tuple[Bools, int]:
    """Tell of each article in the columns whether it fits, and how many do not for they have no day."""
    of = index.columns.arrays
    fits = fit_versions(index, wanted)
    for those in Names(store).articles_of(wanted):
        fits &= _among(of["articles.number"], fetch_numbers(store, those.sql, those.values))
    if wanted.search:
        words = matches_words("article_search", wanted.search, "rowid")
        none = np.empty(0, dtype=np.int64)
        found = none if words is NEVER else find_rowids(store, "article_search", words.values)
        fits &= _among(of["articles.number"], found)
    days = fit_days(index, wanted)
    undated = int(np.count_nonzero(fits & (of["articles.published"] == NO_DAY))) if wanted.since or wanted.until else 0
    return fits & days, undated


def fit_versions(index: Linked, wanted: Wanted) -> Bools:
    """Tell of each article in the columns whether it is of the outlets and versions wanted."""
    of = index.columns.arrays
    fits: Bools = (of["articles.number"] >= 0) & (of["articles.current"] | wanted.all_versions)
    if wanted.outlet:
        fits &= index.tells_outlets(wanted.outlet)[of["articles.outlet"]]
    return fits


def fit_days(index: Linked, wanted: Wanted) -> Bools:
    """Tell of each article in the columns whether it is of the days wanted; one without a day is of none."""
    published = index.columns.arrays["articles.published"]
    if not (wanted.since or wanted.until):
        return np.ones(len(published), dtype=np.bool_)
    fits = published != NO_DAY
    if wanted.since:
        fits &= published >= as_number(wanted.since)
    if wanted.until:
        fits &= published <= as_number(wanted.until)
    return np.asarray(fits, dtype=np.bool_)


def _among(numbers: Ints, found: Ints) -> Bools:
    """Tell which numbers are among others."""
    told = np.zeros(max(int(found.max(initial=0)), int(numbers.max(initial=0))) + 2, dtype=np.bool_)
    told[found] = True
    return np.asarray(told[numbers])


def _order(index: EventIndex, rows: Ints, sort: str, limit: int | None) -> Ints:
    """Put articles in order, as many as are wanted: only what may be among the first is sorted."""
    of = index.columns.arrays
    published, backwards = of["articles.published"][rows].astype(np.int64), sort.startswith("-")
    key = published
    if sort.endswith("outlet"):
        names = [name or "" for name in index.outlets]
        rank = np.zeros(len(names), dtype=np.int64)
        rank[sorted(range(1, len(names)), key=lambda code: names[code])] = np.arange(1, len(names))
        key = rank[of["articles.outlet"][rows]] * (-_DAYS if backwards else _DAYS) + published
        backwards = False
    if limit is not None and limit < len(rows):
        if limit == 0:
            return rows[:0]
        edge = np.partition(key, -limit if backwards else limit - 1)[-limit if backwards else limit - 1]
        kept = np.flatnonzero(key >= edge if backwards else key <= edge)
        rows, key = rows[kept], key[kept]
    ordered = rows[np.lexsort((of["articles.name"][rows], key))]
    return (ordered[::-1] if backwards else ordered)[:limit]
