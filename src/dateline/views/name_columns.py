"""Which article names which actors and places, as columns: for totals of some articles, which no table has.

They are made when they are first asked for, and kept and brought up to date as other columns are.
"""

from __future__ import annotations

import numpy as np

from dateline.ledger import Store
from dateline.views.index_changes import Changes
from dateline.views.index_links import Linked
from dateline.views.index_made import Columns
from dateline.views.index_patched import Patched
from dateline.views.index_rows import Array, Arrays, Words, fetch, fetch_articles, places_of

_OF_ARTICLES = ("number", "name", "published", "current", "outlet", "producer")
_KINDS = ("actors", "places")


class NameIndex(Linked):
    """Who and what articles name, sorted by article and, within one, by name."""


def make_name_columns(store: Store) -> Columns:
    """Make all columns of names."""
    words = Words()
    articles = fetch_articles(store, words)
    named = _fetch_named(store, words)
    place = places_of(articles["number"])
    for its in named.values():
        its["article"] = place[its["article"]]
    return Columns(_arrange(articles, named), words.told())


def patch_names(store: Store, kept: Columns, lengths: dict[str, int], changes: Changes) -> Columns:
    """Bring columns of names up to date; raises NoRoomError where they must be made again."""
    its = Patched(kept, lengths, store, changes)
    places = its.take_articles()
    for kind, own in _fetch_named(store, its.words, its.only).items():
        own["article"] = places[own["article"]]
        for name, values in _sort(own).items():
            its.put(f"{kind}.{name}", values)
    none = np.empty(0, dtype=np.int64)
    return its.told(np.zeros(len(changes.names), dtype=np.int64), none, none, ())


def settle_names(_: Store, columns: Columns) -> Columns:
    """Put names in order, as they would be had all been made anew."""
    of = columns.arrays
    alive: Array = of["articles.number"] >= 0
    place = np.cumsum(alive, dtype=np.int32) - 1
    named: dict[str, Arrays] = {}
    for kind in _KINDS:
        kept = alive[of[f"{kind}.article"]]
        named[kind] = {
            name.partition(".")[2]: values[kept] for name, values in of.items() if name.startswith(f"{kind}.")
        }
        named[kind]["article"] = place[named[kind]["article"]]
    return Columns(_arrange({name: of[f"articles.{name}"][alive] for name in _OF_ARTICLES}, named), columns.words)


def _fetch_named(store: Store, words: Words, only: str | None = None) -> dict[str, Arrays]:
    """Fetch who and what articles name; `only` is a list of numbers of articles."""
    which = "" if only is None else f" WHERE article IN ({only})"
    actors = fetch(
        store, f"SELECT article, actor, mentions, affiliation, sectors FROM article_actors{which}",
        (np.int64, np.int32, np.int32, np.int32, np.int32), {3: words.affiliations, 4: words.sectors},
    )  # fmt: skip
    places = fetch(store, f"SELECT article, place, mentions FROM article_places{which}", (np.int64, np.int32, np.int32))
    return {
        "actors": dict(zip(("article", "value", "mentions", "affiliation", "sectors"), actors)),
        "places": dict(zip(("article", "value", "mentions"), places)),
    }


def _arrange(articles: Arrays, named: dict[str, Arrays]) -> Arrays:
    made = {f"articles.{name}": values for name, values in articles.items()}
    made["articles.by_name"] = np.argsort(articles["name"], kind="stable").astype(np.int32)
    # There are no rows but names; what brings columns up to date looks for some.
    made |= {"ids": np.empty(0, np.int64), "article": np.empty(0, np.int32), "row_of": np.empty(0, np.int32)}
    made["current"] = np.empty(0, np.bool_)
    for kind, own in named.items():
        made |= {f"{kind}.{name}": values for name, values in _sort(own).items()}
    return made


def _sort(own: Arrays) -> Arrays:
    own["article"] = own["article"].astype(np.int32)
    order = np.lexsort((own["value"], own["article"]))
    return {name: values[order] for name, values in own.items()}
