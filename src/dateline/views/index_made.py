"""The columns of a ledger's events and statements: small numbers, an array a field, rows in the order of time.

Rows may follow behind those in order (`Columns.behind`): what came since the columns were made.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np

from dateline.ledger import Store
from dateline.views.index_couples import make_couples
from dateline.views.index_names import Names, arrange_names, fetch_names, order_names
from dateline.views.index_rows import (
    LATE,
    NO_DAY,
    Array,
    Arrays,
    Words,
    fetch,
    fetch_articles,
    fetch_joined,
    fetch_links,
    fetch_reports,
    fetch_speakers,
    fetch_statements,
    places_of,
)

LINKS = ("actors", "places", "said_by")
MARKS = ("rejected", "decided", "contested")
_Keys = Callable[[tuple[Array, Array], Arrays], tuple[Array, ...]]
"""Gives the keys of an order, the first one last, from the ranks of articles by id and by day, and rows."""
OF_ARTICLES = ("published", "current", "outlet")
"""What rows repeat of their article."""


@dataclass(frozen=True, slots=True)
class Behind:
    """Rows that came later, behind those in order; and which rows are of no account any more."""

    rows: int
    """So many rows are in order; all others follow."""
    gone: Array
    at: Array
    """Of each row behind, before which row it stands in order; ascending."""
    published: Array
    """Of each row behind, before which place of `by_published` it stands, ..."""
    by_published: Array
    """... and which rows they are, in that order."""
    links: dict[str, int] = field(default_factory=dict)
    """Of each kind of links, how many are sorted; all others follow."""


@dataclass(frozen=True, slots=True)
class Columns:
    """Arrays by name, and the words that their codes stand for."""

    arrays: Arrays
    words: dict[str, tuple[str | None, ...]] = field(default_factory=dict)
    behind: Behind | None = None


def make_columns(store: Store) -> Columns:
    """Make all columns of events; rows are reports in the order of time, those without a day last."""
    words = Words()
    articles = fetch_articles(store, words)
    rows = fetch_reports(store)
    links = fetch_links(store, words)
    numbers = _join(store, rows, _tie(articles, rows, links))
    return arrange_events(articles, rows, links, numbers, words, fetch_copies(store))


def make_statement_columns(store: Store) -> Columns:
    """Make all columns of statements; rows are in the order of publication."""
    words = Words()
    articles = fetch_articles(store, words)
    rows = fetch_statements(store)
    names = fetch_names(store, rows)
    links = fetch_speakers(store, words)
    _tie(articles, rows, links)
    return arrange_statements(articles, rows, links, words, names)


def fetch_copies(store: Store) -> Arrays:
    """Fetch which article is a copy of which: a change of one may change what is joined from the others."""
    copy, original = fetch(
        store, "SELECT article_id, copy_of FROM merge_sources WHERE copy_of IS NOT NULL ORDER BY article_id",
        (np.dtype("S64"), np.dtype("S64")),
    )  # fmt: skip
    return {"copy": copy, "original": original}


def _tie(articles: Arrays, rows: Arrays, links: dict[str, Arrays]) -> Array:
    """Have rows tell the places of their articles, and links those of their rows; give the places of rows."""
    place = places_of(rows["ids"])
    rows["article"] = places_of(articles["number"])[rows["article"]]
    for its in links.values():
        its["row"] = place[its.pop("owner")]
    return place


def _join(store: Store, rows: Arrays, place: Array) -> Array:
    """Give each report the code of its event, for whom it speaks, and what is told of the event; give their numbers."""
    told, reports = fetch_joined(store)
    its = place[reports["event"]]
    rows["joined"] = np.full(len(rows["ids"]), -1, dtype=np.int32)
    rows["joined"][its] = np.searchsorted(told["number"], reports["joined"]).astype(np.int32)
    rows["speaks"] = np.full(len(rows["ids"]), 7, dtype=np.uint8)
    rows["speaks"][its] = reports["chosen"]
    known = np.flatnonzero(rows["joined"] >= 0)
    for name in MARKS:
        rows[name] = np.zeros(len(rows["ids"]), dtype=np.bool_)
        rows[name][known] = told[name][rows["joined"][known]]
    return told["number"]


def arrange_events(
    articles: Arrays, rows: Arrays, links: dict[str, Arrays], numbers: Array, words: Words, copies: Arrays
) -> Columns:
    """Put rows in their order and make what is found by it."""
    made, order = _arrange(articles, rows, lambda ranks, own: (own["position"], ranks[0], _late(own["day"])))
    its = made["joined"]
    several = np.bincount(its[its >= 0], minlength=len(numbers) + 1) > 1
    made["several"] = several[its]
    made["joined_numbers"] = numbers
    for bit in (1, 2, 4):
        speaker = np.full(max(1, len(numbers)), -1, dtype=np.int32)
        speaking = np.flatnonzero((its >= 0) & ((made["speaks"] & bit) > 0))
        speaker[its[speaking]] = speaking
        made[f"speaker_{bit}"] = speaker
    days, code = np.unique(made["day"], return_inverse=True)
    made["days"], made["day_code"] = days.astype(np.int32), code.astype(np.int32)
    inverse = _inverse(order)
    for name, own in links.items():
        made |= arrange_links(name, own, inverse)
    told = words.told()
    made |= pair_countries(made, len(told["countries"])) | make_couples(made)
    made |= {f"copies.{name}": values for name, values in copies.items()}
    return Columns(made, told)


def arrange_statements(articles: Arrays, rows: Arrays, links: dict[str, Arrays], words: Words, names: Names) -> Columns:
    """Put statements in their order and make what is found by it."""
    told = arrange_names(rows, names)
    made, order = _arrange(articles, rows, lambda ranks, own: (own["position"], ranks[1]))
    del made["by_published"]  # they are in this order
    made |= told
    made |= order_names(made)
    inverse = _inverse(order)
    for name, own in links.items():
        made |= arrange_links(name, own, inverse)
    return Columns(made, words.told())


def _arrange(articles: Arrays, rows: Arrays, keys: _Keys) -> tuple[Arrays, Array]:
    """Give rows in their order, with what they repeat of their articles and the articles; and the order."""
    by_name = np.argsort(articles["name"], kind="stable").astype(np.int32)
    id_rank = _inverse(by_name)
    day_rank = _inverse(np.lexsort((id_rank, articles["published"])))
    article = rows["article"]
    order = np.lexsort(keys((id_rank[article], day_rank[article]), rows))
    made = {name: values[order] for name, values in rows.items()}
    made |= {name: articles[name][made["article"]] for name in OF_ARTICLES}
    made["row_of"] = places_of(made["ids"])
    made["by_published"] = np.lexsort((made["position"], day_rank[made["article"]])).astype(np.int32)
    made |= {f"articles.{name}": values for name, values in articles.items()}
    made["articles.by_name"] = by_name
    return made, order


def _late(day: Array) -> Array:
    return np.where(day == NO_DAY, LATE, day)


def _inverse(order: Array) -> Array:
    made = np.empty(len(order), dtype=np.int32)
    made[order] = np.arange(len(order), dtype=np.int32)
    return made


def arrange_links(name: str, own: Arrays, place: Array) -> Arrays:
    """Put links in the order of their rows, by their values, with the order of their values."""
    row = place[own["row"]]
    order = np.lexsort((own["value"], row))
    made = {f"{name}.{label}": values[order] for label, values in own.items()}
    made[f"{name}.row"] = row[order].astype(np.int32)
    by = np.argsort(made[f"{name}.value"], kind="stable").astype(np.int32)
    made[f"{name}.by"], made[f"{name}.sorted"] = by, made[f"{name}.value"][by]
    return made


def pair_countries(made: Arrays, codes: int) -> Arrays:
    """Give each country that a side of a row acts for, or that it lies in, once a row."""
    row = np.concatenate([made["actors.row"], made["places.row"]]).astype(np.int64)
    code = np.concatenate([made["actors.country"], made["places.country"]])
    pairs = np.unique(row[code >= 0] * (codes + 1) + code[code >= 0])
    return {
        "countries.row": (pairs // (codes + 1)).astype(np.int32),
        "countries.value": (pairs % (codes + 1)).astype(np.int16),
    }
