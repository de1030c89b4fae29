"""Stories of large ledgers: which of their articles fit, and of how many events these tell, is told by the columns."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Unpack

import numpy as np

from dateline.ledger import Store
from dateline.merging.types import Story
from dateline.views.article_index import fit_articles
from dateline.views.filters import ArticleFilters, read_filters
from dateline.views.index import EventIndex, Ints
from dateline.views.index_links import fetch_numbers
from dateline.views.index_rows import Array, places_of
from dateline.views.stories import ORDERS, StoryRow, Told, load_stories

Keep = Callable[[Hashable, Callable[[], Any]], Any]
"""Gives what was worked out under a key since the ledger last changed, or works it out now."""
_LETTERS = 15
"""Of the id of an article so many hexadecimal digits are its number in stories."""


@dataclass(frozen=True, slots=True)
class FoundStories:
    """The stories that fit, in order."""

    numbers: Ints
    undated: int


def find_stories(index: EventIndex, store: Store, keep: Keep, **filters: Unpack[ArticleFilters]) -> FoundStories:
    """Find the stories that `list_stories` lists, all of them; raises ConfigError as that does."""
    wanted = read_filters("stories", filters)
    fits, undated = fit_articles(index, store, wanted)
    ids, story, place = keep("articles of stories", lambda: _fetch_articles(index, store))
    sort = wanted.sort or "-until"
    code = keep(("order of stories", sort), lambda: _fetch_order(store, ids, ORDERS[sort]))
    told = np.zeros(len(ids), dtype=np.bool_)
    told[story[fits[place]]] = True
    return FoundStories(ids[code[told[code]]], undated)


def _fetch_order(store: Store, ids: Ints, order: str) -> Ints:
    """Give the places of stories among those of these numbers, in an order."""
    return _find_places(ids, fetch_numbers(store, f"SELECT id FROM stories ORDER BY {order}", ()))[1]


def _find_places(known: Ints, wanted: Ints) -> tuple[Ints, Ints]:
    """Give which of the numbers wanted are among known ones, which are in order, and their places there."""
    at = np.searchsorted(known, wanted)
    at[at == len(known)] = 0
    there = np.flatnonzero(known[at] == wanted) if len(known) else at[:0]
    return there, at[there]


def _fetch_articles(index: EventIndex, store: Store) -> tuple[Ints, Ints, Ints]:
    """Give the numbers of stories, and for each article of one the story's place there and its own in the columns."""
    names = index.columns.arrays["articles.name"]
    number = _read_numbers(names)
    number[index.columns.arrays["articles.number"] < 0] = -1  # changed since; it is there a second time
    place = np.argsort(number, kind="stable")
    article = fetch_numbers(store, "SELECT number FROM story_articles ORDER BY number", ())
    story = fetch_numbers(store, "SELECT story FROM story_articles ORDER BY number", ())
    there, at = _find_places(number[place], article)
    ids, code = np.unique(story[there], return_inverse=True)
    return ids, code, place[at]


def _read_numbers(names: Array) -> Ints:
    """Read the first digits of ids as the numbers that stories have for their articles."""
    letters = np.frombuffer(np.ascontiguousarray(names).tobytes(), dtype=np.uint8).reshape(len(names), -1)
    number = np.zeros(len(names), dtype=np.int64)
    for letter in letters.T[:_LETTERS]:
        number = number * 16 + np.where(letter >= ord("a"), letter - (ord("a") - 10), letter - ord("0"))
    return number


def load_counted(index: EventIndex, store: Store, numbers: Sequence[int]) -> list[StoryRow]:
    """Load stories of these numbers, in this order; what they tell of is counted by the columns."""
    return load_stories(store, numbers, lambda stories, rows: _count_told(index, stories, rows))


def _count_told(index: EventIndex, stories: Mapping[int, Story], rows: Mapping[str, int]) -> Told:
    """Count the events of the articles of stories; an article is in one story."""
    of = index.columns.arrays
    place = index.keep("places of articles", lambda: places_of(of["articles.number"]))
    of_article = np.full(len(of["articles.number"]) + 1, -1, dtype=np.int32)
    for code, story in enumerate(stories.values()):
        its = np.array([rows[article] for article in story.articles], dtype=np.int64)
        of_article[place[its[its < len(place)]]] = code
    of_article[-1] = -1  # of articles that came since
    of_row = of_article[of["article"]]
    told = np.flatnonzero((of_row >= 0) & (of["joined"] >= 0))
    events = int(of["joined"].max(initial=0)) + 1
    pairs, first = np.unique(of_row[told].astype(np.int64) * events + of["joined"][told], return_index=True)
    counted = np.bincount(pairs // events, minlength=len(stories))
    contested = np.bincount((pairs // events)[of["contested"][told[first]]], minlength=len(stories))
    return dict(zip(stories, zip(counted.tolist(), contested.tolist())))
