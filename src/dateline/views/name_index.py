"""Actors and places of some articles of large ledgers: their totals are counted from the columns."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal, Unpack

import numpy as np

from dateline.ledger import Store
from dateline.views.article_index import fit_days, fit_versions
from dateline.views.conditions import Condition, Names, all_of, any_of, fold_asked, is_among, is_one_of
from dateline.views.countries import find_country
from dateline.views.filters import ArticleFilters, Wanted, read_filters
from dateline.views.index import Bools, EventIndex, Ints
from dateline.views.index_links import Linked, fetch_numbers
from dateline.views.index_rows import Array
from dateline.views.name_columns import NameIndex
from dateline.views.rows import ActorRow, PlaceRow
from dateline.views.shared import strings_of
from dateline.views.statement_index import StatementIndex

Kind = Literal["actors", "places"]
_SPEAKER = 0


@dataclass(frozen=True, slots=True)
class Books:
    """The columns that totals are counted from."""

    events: EventIndex
    statements: Callable[[], StatementIndex]
    names: NameIndex


@dataclass(frozen=True, slots=True)
class _Asked:
    """What is asked of names and of the articles that name them."""

    articles: Wanted
    """Of which articles they are: outlet, days, versions."""
    among: Bools
    """By number, which actors or places it may be, ..."""
    allowed: Bools
    """... and of these, which are meant by any of their links, not only by those that lead to them as ..."""
    affiliations: tuple[str, ...]
    """... of one of these."""
    are_all: bool
    """All actors or places are meant."""

    def fits(self, linked: Linked, article: Array, value: Array, affiliation: Array | None) -> Bools:
        """Tell which links of articles to names fit."""
        of_article = fit_days(linked, self.articles) & fit_versions(linked, self.articles)
        if self.are_all:
            return np.asarray(of_article[article] & (value >= 0), dtype=np.bool_)
        meant = self.allowed[value]
        if affiliation is not None and self.affiliations:
            told = np.array([*(each in self.affiliations for each in linked.columns.words["affiliations"]), False])
            meant = (meant | told[affiliation]) & self.among[value]
        return np.asarray(of_article[article] & meant, dtype=np.bool_)


@dataclass(frozen=True, slots=True)
class FoundNames:
    """The actors or places that fit, in order."""

    numbers: Ints
    load: Callable[[Sequence[int]], list[Any]]
    """Loads those of some numbers."""


def find_names(kind: Kind, books: Books, store: Store, **filters: Unpack[ArticleFilters]) -> FoundNames:
    """Find what `list_actors` or `list_places` lists; raises ConfigError as these do."""
    wanted = read_filters(kind, filters)
    of = books.names.columns.arrays
    asked = _read_asked(kind, books, store, wanted)
    article, value = of[f"{kind}.article"], of[f"{kind}.value"]
    rows = np.flatnonzero(asked.fits(books.names, article, value, of.get(f"{kind}.affiliation")))
    counted = _Counted(kind, books, asked, rows, value[rows])
    ordered = _order(kind, books.names, store, counted, wanted)

    def load(some: Sequence[int]) -> list[Any]:
        return _load_places(store, some, counted) if kind == "places" else _load_actors(store, some, counted)

    return FoundNames(ordered[: wanted.limit], load)


@dataclass(frozen=True, slots=True)
class _Counted:
    """The links that fit, and what is counted of them."""

    kind: Kind
    books: Books
    asked: _Asked
    rows: Ints
    value: Array
    """What they lead to."""
    events: list[Ints] = field(default_factory=list)
    """Events by the number of the name, once they are counted."""

    def of_some(self, some: Sequence[int]) -> _Counted:
        """Keep to those that lead to some names."""
        told = self.mark(some)
        kept = np.flatnonzero(told[self.value])
        return replace(self, rows=self.rows[kept], value=self.value[kept])

    def mark(self, numbers: Any) -> Bools:
        """Give a mark on each number of a name."""
        told = np.zeros(len(self.asked.among), dtype=np.bool_)
        told[numbers] = True
        return told

    def count(self, total: str) -> Ints:
        """Count articles, mentions or events by the number of the name."""
        of, size = self.books.names.columns.arrays, len(self.asked.among)
        if total == "events":
            if not self.events:
                self.events.append(_count_events(self.kind, self.books.events, self.asked, size))
            return self.events[0]
        if total == "mentions":
            counted = np.bincount(self.value, weights=of[f"{self.kind}.mentions"][self.rows], minlength=size)
            return counted.astype(np.int64)
        first = _firsts(of[f"{self.kind}.article"][self.rows], self.value)
        return np.bincount(self.value[first], minlength=size)

    def told(self, name: str, some: Sequence[int]) -> list[set[str]]:
        """Give for some actors, in their order, the words that links to them have in a column."""
        of = self.books.names.columns.arrays
        words = self.books.names.columns.words["sectors" if name == "sectors" else "affiliations"]
        place = np.zeros(len(self.asked.among), dtype=np.int64)
        place[list(some)] = np.arange(len(some))
        has = np.zeros((len(some), len(words) + 1), dtype=np.bool_)
        has[place[self.value], of[f"actors.{name}"][self.rows]] = True
        return [{word for code in np.flatnonzero(its[:-1]).tolist() if (word := words[code])} for its in has]

    def count_statements(self, some: Sequence[int]) -> Ints:
        """Count statements of some actors by the number of their speaker."""
        said = self.books.statements()
        of = said.columns.arrays
        its = np.flatnonzero(self.mark(some)[of["sides.value"]] & (of["sides.side"] == _SPEAKER))
        row, value = of["sides.row"][its], of["sides.value"][its]
        fits = self.asked.fits(said, of["article"][row], value, of["sides.affiliation"][its])
        row, value = row[fits], value[fits]
        return np.bincount(value[_firsts(row, value)], minlength=len(self.asked.among))


def _firsts(owner: Array, value: Array) -> Bools:
    """Tell which links are the first from their owner to what they lead to; links are sorted by both."""
    first = np.ones(len(value), dtype=np.bool_)
    first[1:] = (owner[1:] != owner[:-1]) | (value[1:] != value[:-1])
    return first


def _read_asked(kind: Kind, books: Books, store: Store, wanted: Wanted) -> _Asked:
    names = Names(store)
    several = wanted.actor if kind == "actors" else wanted.place
    affiliations = tuple(each for words in several for each in names.affiliations(words)) if kind == "actors" else ()
    which = [is_one_of("country", names.country_codes(wanted.country))] if wanted.country else []
    among = all_of(which)
    meant = all_of([*which, any_of([_names(words) for words in several])]) if several else among
    ((most,),) = store.query(f"SELECT coalesce(max(id), 0) FROM {kind}")
    most = max([most, *_find_greatest(kind, books)])
    are_all = not wanted.country and not several

    def mark(condition: Condition) -> Bools:
        if are_all:
            return np.ones(most + 2, dtype=np.bool_)
        told = np.zeros(most + 2, dtype=np.bool_)
        told[fetch_numbers(store, f"SELECT id FROM {kind} WHERE {condition.sql}", condition.values)] = True
        return told

    articles = Wanted(outlet=wanted.outlet, since=wanted.since, until=wanted.until, all_versions=wanted.all_versions)
    return _Asked(articles, mark(among), mark(meant), affiliations, are_all)


def _find_greatest(kind: Kind, books: Books) -> list[int]:
    """Give the greatest number of a name in each of the columns."""
    indexes: list[tuple[Linked, str]] = [(books.names, f"{kind}.value"), (books.events, f"{kind}.value")]
    if kind == "actors":
        indexes.append((books.statements(), "sides.value"))

    def find(index: Linked, name: str) -> int:
        kept = index.keep(("greatest", name), lambda: int(index.columns.arrays[name].max(initial=0)))
        return int(kept)

    return [find(index, name) for index, name in indexes]


def _names(words: str) -> Condition:
    code = find_country(words)
    named = Condition("instr(folded, ?) > 0", (fold_asked(words),))
    return named if code is None else any_of([named, is_one_of("country", [code])])


def _count_events(kind: Kind, index: EventIndex, asked: _Asked, size: int) -> Ints:
    of = index.columns.arrays
    row, value = of[f"{kind}.row"], of[f"{kind}.value"]
    its = np.flatnonzero(asked.fits(index, of["article"][row], value, of.get(f"{kind}.affiliation")))
    row, value = row[its], value[its]
    return np.bincount(value[_firsts(row, value)], minlength=size)


def _order(kind: Kind, index: NameIndex, store: Store, counted: _Counted, wanted: Wanted) -> Ints:
    """Put names in order: by a total, the largest first, or by name; `-` turns it round; ties by name and key."""
    sort = wanted.sort or "events"
    by, backwards = sort.removeprefix("-"), sort.startswith("-")
    listed: Ints = index.keep(
        ("by name", kind), lambda: fetch_numbers(store, f"SELECT id FROM {kind} ORDER BY folded, key", ())
    )
    there = counted.mark(counted.value)
    ordered = listed[listed < len(there)]
    ordered = ordered[there[ordered]]
    if by == "name":
        return ordered[::-1] if backwards else ordered
    total = counted.count(by)[ordered]
    return ordered[np.argsort(total if backwards else -total, kind="stable")]


def _load_places(store: Store, some: Sequence[int], counted: _Counted) -> list[PlaceRow]:
    fits = is_among("id", some)
    sql = f"SELECT id, key, name, kind, country, admin1, lat, lon, geonames FROM places WHERE {fits.sql}"
    named = {row[0]: row[1:] for row in store.query(sql, fits.values)}
    articles, mentions, events = map(counted.of_some(some).count, ("articles", "mentions", "events"))
    rows: list[PlaceRow] = []
    for number in some:
        key, name, kind, country, admin1, lat, lon, geonames = named[number]
        rows.append(PlaceRow(
            key=key, name=name, kind=kind, country=country, admin1=admin1, lat=lat, lon=lon, geonames=geonames,
            articles=int(articles[number]), mentions=int(mentions[number]), events=int(events[number]),
        ))  # fmt: skip
    return rows


def _load_actors(store: Store, some: Sequence[int], counted: _Counted) -> list[ActorRow]:
    fits = is_among("id", some)
    sql = f"SELECT id, key, name, kind, country FROM actors WHERE {fits.sql}"
    named = {row[0]: row[1:] for row in store.query(sql, fits.values)}
    its = counted.of_some(some)
    articles, mentions, events = map(its.count, ("articles", "mentions", "events"))
    said, sectors, affiliations = its.count_statements(some), its.told("sectors", some), its.told("affiliation", some)
    rows: list[ActorRow] = []
    for number, lists, led in zip(some, sectors, affiliations):
        key, name, kind, country = named[number]
        rows.append(ActorRow(
            key=key, name=name, kind=kind, country=country,
            sectors=tuple(sorted({sector for each in lists for sector in strings_of(each)})),
            affiliations=tuple(sorted(led)), articles=int(articles[number]), mentions=int(mentions[number]),
            events=int(events[number]), statements=int(said[number]),
        ))  # fmt: skip
    return rows
