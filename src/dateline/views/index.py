"""The events of a ledger as columns in memory: lists, counts and series of any filter in a few milliseconds.

It answers as `list_events` and `count_events` do, from arrays with one entry a report, in the order of time; only the
meaning of names and the words of searches are still asked of the file. It is as the ledger was when it was loaded.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Unpack

import numpy as np
from numpy.typing import NDArray

from dateline.ledger import Store
from dateline.views.conditions import NEVER, Names, matches_words
from dateline.views.filters import EventFilters, Wanted, read_filters
from dateline.views.index_counts import count_codes, count_once
from dateline.views.index_couples import Couples
from dateline.views.index_links import Linked, find_rowids, pick_some
from dateline.views.index_made import Columns, make_columns
from dateline.views.index_rows import CHOICES, LATE, NO_DAY, SIDES, TYPES
from dateline.views.joined import policy_bit

Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]
_VALUES = 8
"""So many types or confidences are looked through for the first rows before all are put in order."""
__all__ = ["CHOICES", "NO_DAY", "SIDES", "Bools", "EventIndex", "Found", "Ints", "Links", "as_day", "as_number"]


def as_number(day: str | None) -> int:
    """Give a day as a number that sorts as it does: "2025-10-24" -> 20251024; NO_DAY for none."""
    return NO_DAY if day is None or day == "~" else int(day.replace("-", ""))


def as_day(number: int) -> str | None:
    """Give the day of such a number."""
    digits = f"{number:08d}"
    return None if number == NO_DAY else f"{digits[:-4]}-{digits[-4:-2]}-{digits[-2:]}"


@dataclass(frozen=True, slots=True)
class Links:
    """Which rows have which values, several a row: actors by side, places, countries; -1 is no value."""

    row: NDArray[np.int32]
    value: NDArray[Any]
    side: NDArray[np.int8]

    def of_rows(self, chosen: Bools) -> Links:
        """Keep those of some rows that have a value."""
        kept = np.flatnonzero(chosen[self.row] & (self.value >= 0))
        return Links(self.row[kept], self.value[kept], self.side[kept] if len(self.side) else self.side)


@dataclass(frozen=True, slots=True)
class Found:
    """The rows that fit, in order, and how many were left out since they have no date."""

    rows: Ints
    """With a limit the first of them."""
    undated: int
    fits: Bools
    """Of all reports those that fit; of an event one or more of them, and another may be the one shown."""
    total: int
    """How many rows fit, whatever the limit."""


class EventIndex(Linked):
    """All reports of a ledger by column, and how they are joined into events; rows are in the order of time."""

    def __init__(self, store: Store, columns: Columns | None = None) -> None:
        if columns is None:
            with store.snapshot():
                columns = make_columns(store)
        super().__init__(columns)
        of = self._of
        self.outlets = columns.words["outlets"]
        self.ids, self.start, self.end, self.day = of["ids"], of["start"], of["end"], of["day"]
        self.published, self.confidence, self.said, self.current = (
            of["published"], of["confidence"], of["said"], of["current"],
        )  # fmt: skip
        self.codes = {name: of[name] for name in (*CHOICES, "outlet")}
        self.score, self.days, self.day_code = of["score"], of["days"], of["day_code"]
        none = np.empty(0, dtype=np.int8)
        self.actors = Links(of["actors.row"], of["actors.value"], of["actors.side"])
        self.places = Links(of["places.row"], of["places.value"], none)
        self.countries = Links(of["countries.row"], of["countries.value"], none)
        self.acted_for = Links(of["actors.row"], of["actors.country"], of["actors.side"])
        self._dated = bisect_left(range(self.behind.rows), True, key=lambda row: bool(self.day[row] == NO_DAY))

    @cached_property
    def newest(self) -> str | None:
        """The newest day of publication."""
        published = self._of["articles.published"]
        return as_day(int(published.max())) if len(published) else None

    def count_articles(self) -> tuple[int, int]:
        """Count current articles, and the outlets that they are of."""
        current = self._of["articles.current"]
        counted = count_codes(self._of["articles.outlet"], current, len(self.outlets))
        return int(current.sum()), int(np.count_nonzero(counted[1:]))

    def count_producers(self) -> dict[int, int]:
        """Count articles of all versions by the number of what read them."""
        there = self._of["articles.number"] >= 0
        return dict(enumerate(np.bincount(self._of["articles.producer"][there]).tolist()))

    @cached_property
    def _standing(self) -> Bools:
        """Reports of the current version of their article whose event nobody rejected."""
        return np.asarray(self.current & ~self._of["rejected"], dtype=np.bool_)

    @property
    def decided(self) -> Bools:
        """Of each row, whether a person ruled on its event."""
        return self._of["decided"]

    def settled_couples(self, by: str) -> Couples:
        """Give the couples of the rows that are in order; by `actor` or `country`."""
        return Couples(*(self._of[f"couples_{by}.{part}"] for part in ("row", "code", "keys")))

    def row_of(self, numbers: Ints) -> Ints:
        """Give the rows of reports by their numbers in the ledger."""
        return np.asarray(self._of["row_of"][numbers], dtype=np.int64)

    def find(self, store: Store, **filters: Unpack[EventFilters]) -> Found:
        """Give the rows that fit the filters of `list_events`, in their order; raises ConfigError as that does."""
        wanted = read_filters("events", filters)
        fits = self._fit(store, wanted)
        undated = 0
        if wanted.since or wanted.until:
            dated = self._dated_rows()
            undated = int(np.count_nonzero(self._speak(fits & ~dated, wanted)))
            fits &= dated
            if wanted.since:
                fits &= (self.end == NO_DAY) | (self.end >= as_number(wanted.since))
            if wanted.until:
                fits &= (self.start == NO_DAY) | (self.start <= as_number(wanted.until))
        shown = self._speak(fits, wanted)
        rows = self._order(shown, wanted.sort or "time", wanted.limit)
        return Found(rows[: wanted.limit], undated, fits, int(np.count_nonzero(shown)))

    def find_of_actor(self, actor: int, sides: Sequence[str]) -> Found:
        """Give the rows of which one actor, by its number, is on some sides; the latest first."""
        its = self.links_of("actors", [actor])
        side = self.actors.side[its]
        chosen = np.isin(side, [SIDES.index(each) for each in sides])
        fits = self.mask(self.actors.row[its[chosen]]) & self._standing
        rows = self._order(self._speak(fits, Wanted()), "-time")
        return Found(rows, 0, fits, len(rows))

    def fit_reports(self, store: Store, wanted: Wanted) -> Bools:
        """Tell which reports fit by themselves, on whatever days."""
        return self._fit(store, wanted)

    def _fit(self, store: Store, wanted: Wanted) -> Bools:
        if wanted.all_versions:
            fits = np.ones(len(self.ids), dtype=np.bool_) if wanted.rejected else ~self._of["rejected"]
            fits[self.behind.gone] = False
        else:
            fits = (self.current if wanted.rejected else self._standing).copy()
        for name, choices in CHOICES.items():
            values: tuple[str, ...] = getattr(wanted, name)
            if values:
                told = np.zeros(len(choices), dtype=np.bool_)
                told[[choices.index(value) for value in values]] = True
                fits &= told[self.codes[name]]
        if wanted.contested:
            fits &= self._of["contested"]
        self._fit_names(store, wanted, fits)
        if wanted.search:
            condition = matches_words("event_search", wanted.search, "rowid")
            if condition is NEVER:
                fits[:] = False
            else:
                fits &= self.mask(self.row_of(find_rowids(store, "event_search", condition.values)))
        return fits

    def _fit_names(self, store: Store, wanted: Wanted, fits: Bools) -> None:
        if wanted.outlet:
            fits &= self.tells_outlets(wanted.outlet)[self.codes["outlet"]]
        for sides, several in (((0, 2), wanted.actor), ((1, 2), wanted.recipient)):
            if several:
                its = self.links_of_names("actors", store, several)
                side = self.actors.side[its]
                fits &= self.mask(self.actors.row[its[(side == sides[0]) | (side == sides[1])]])
        if wanted.country:
            codes = Names(store).country_codes(wanted.country)
            fits &= self.mask(self.countries.row[self.links_of_countries("countries.value", codes)])
        if wanted.place:
            fits &= self.mask(self.places.row[self.links_of_places(store, wanted.place)])
        if wanted.said_by:
            fits &= self.mask(self._of["said_by.row"][self.links_of_names("said_by", store, wanted.said_by)])

    def _speak(self, fits: Bools, wanted: Wanted) -> Bools:
        """Of each event let the report stand that speaks for it, where it or another report of it fits."""
        if wanted.reports:
            return fits
        bit = policy_bit(wanted.policy)
        speaks = self.keep(("speaks", bit), lambda: (self._of["speaks"] & bit) > 0)
        shown = fits & speaks
        silent = self.keep(("silent", bit), lambda: np.flatnonzero(~speaks))
        told = silent[fits[silent]]
        if len(told):
            speaker = self._of[f"speaker_{bit}"][self._of["joined"][told]]
            shown[speaker[speaker >= 0]] = True
        return np.asarray(shown, dtype=np.bool_)

    def _order(self, shown: Bools, sort: str, limit: int | None = None) -> Ints:
        """Put rows that are shown in order; of many at least as many as the limit."""
        by, backwards = sort.removeprefix("-"), sort.startswith("-")
        if by == "published":
            order = self._by_published
            return pick_some(order[::-1] if backwards else order, shown, limit)
        if by == "time":
            if not backwards:
                return self.in_order(shown, limit)
            parts = (self.in_order(part, limit, backwards=True)[::-1] for part in self._split(shown))
            return np.concatenate(tuple(parts))
        if limit is not None and ("order", sort) not in self.kept:
            first = self._pick_ranked(by, backwards, shown, limit)
            if first is not None:
                return first
        order = self.keep(("order", sort), lambda: self._order_all(by, backwards))
        return pick_some(order, shown, limit)

    def _pick_ranked(self, by: str, backwards: bool, shown: Bools, limit: int) -> Ints | None:
        """Give the first rows by type or confidence without ordering all; None where few rows share a value."""
        rank = self._rank_all(by, backwards)
        rows = np.flatnonzero(shown)
        values, parts, found = rank[rows], [np.empty(0, dtype=np.int64)], 0
        for _ in range(_VALUES):
            if found >= limit or not len(rows):
                return np.concatenate(parts)
            least = values == values.min()
            parts.append(self._pick_days(rows[least], limit - found))
            found += len(parts[-1])
            if found < limit:
                rows, values = rows[~least], values[~least]
        return None

    def _pick_days(self, rows: Ints, limit: int) -> Ints:
        """Give the first rows by day, publication and place in their article: as many as wanted, or some more."""
        late = np.where(self.day[rows] == NO_DAY, LATE, self.day[rows])
        if limit < len(rows):
            kept = np.flatnonzero(late <= np.partition(late, limit - 1)[limit - 1])
            rows, late = rows[kept], late[kept]
        name = self._of["articles.name"][self._of["article"][rows]]
        return rows[np.lexsort((self._of["position"][rows], name, self.published[rows], late))]

    def _split(self, shown: Bools) -> tuple[Bools, Bools]:
        """Tell apart what is shown that has a day and what has none."""
        dated = self._dated_rows()
        return shown & dated, shown & ~dated

    def _dated_rows(self) -> Bools:
        first = self.behind.rows
        dated = np.ones(len(self.ids), dtype=np.bool_)
        dated[self._dated : first] = False
        dated[first:] = self.day[first:] != NO_DAY
        return dated

    @cached_property
    def _by_published(self) -> NDArray[np.int32]:
        order, behind = self._of["by_published"], self.behind
        return np.insert(order, behind.published, behind.by_published) if len(behind.published) else order

    def _order_all(self, by: str, backwards: bool) -> NDArray[np.int32]:
        """Order all rows by type or confidence; the same for all questions, so that it is done once."""
        late = np.where(self.day == NO_DAY, LATE, self.day)
        published = np.empty(len(self.ids), dtype=np.int32)
        published[self._by_published] = np.arange(len(published), dtype=np.int32)
        return np.lexsort((published, late, self._rank_all(by, backwards))).astype(np.int32)

    def _rank_all(self, by: str, backwards: bool) -> NDArray[Any]:
        """Give what rows are ordered by, the first the least: their type by its name, or their confidence."""
        if by == "confidence":
            return -self.confidence if backwards else self.confidence
        ranks = np.array([*TYPES, ""]).argsort().argsort().astype(np.int16)
        return (-ranks if backwards else ranks)[self.codes["type"]]

    def mask(self, rows: Any) -> Bools:
        """Give rows as a mark on each report."""
        chosen = np.zeros(len(self.ids), dtype=np.bool_)
        chosen[rows] = True
        return chosen

    def is_contested(self, rows: Ints) -> Bools:
        """Tell of which rows the reports contradict each other, or someone denies."""
        return np.asarray(self._of["contested"][rows], dtype=np.bool_)

    def count_events(self, name: str, fits: Bools) -> list[tuple[str | None, int]]:
        """Count events by values of their reports that fit: each number is that of the list narrowed by the value."""
        if name == "country":
            row, value = self.countries.row, self.countries.value
            alone = self.keep("countries alone", lambda: self._alone[row])
            told = fits[row]
            some = np.flatnonzero(told & ~alone)
            counted = count_codes(value, told & alone, len(self.country_codes))
            counted += count_once(self._crowd[row[some]], value[some], len(self.country_codes))
            return _rank(zip(self.country_codes, counted.tolist()))
        if name == "outlet":
            code = self.codes[name]
            some = np.flatnonzero(fits & self._of["several"])
            counted = count_codes(code, fits & self._alone, len(self.outlets))
            counted += count_once(self._crowd[some], code[some], len(self.outlets))
            return _rank(zip(self.outlets, counted.tolist()))
        return self.count_kinds(fits)[name]

    def count_kinds(self, fits: Bools) -> dict[str, list[tuple[str | None, int]]]:
        """Count events by type, status and register at once, as `count_events` does."""
        sizes = [len(choices) for choices in CHOICES.values()]
        kind = self.keep(
            "kind", lambda: np.ravel_multi_index([self.codes[name] for name in CHOICES], sizes).astype(np.int16)
        )
        counted = count_codes(kind, fits & self._alone, int(np.prod(sizes))).reshape(sizes)
        rows = np.flatnonzero(fits & self._of["several"])
        told: dict[str, list[tuple[str | None, int]]] = {}
        for axis, (name, choices) in enumerate(CHOICES.items()):
            alone = counted.sum(axis=tuple(other for other in range(len(sizes)) if other != axis))
            more = count_once(self._crowd[rows], self.codes[name][rows], len(choices))
            told[name] = _rank(zip(choices, (alone + more).tolist()))
        return told

    @cached_property
    def _alone(self) -> Bools:
        """Reports that are all that tells of their event."""
        return np.asarray(~self._of["several"])

    @cached_property
    def _crowd(self) -> NDArray[np.int32]:
        """Numbers of the events that several reports tell of, without gaps, by row."""
        crowd = np.zeros(len(self.ids), dtype=np.int32)
        rows = np.flatnonzero(self._of["several"])
        crowd[rows] = np.unique(self._of["joined"][rows], return_inverse=True)[1]
        return crowd

    def count(self, name: str, rows: Ints) -> list[tuple[str | None, int]]:
        """Count rows by `register type status outlet month country said`: most first, then by value."""
        if name == "month":
            numbers = count_codes(self.day_code, rows, len(self.days))
            months: dict[int, int] = {}
            for day, number in zip(self.days.tolist(), numbers.tolist()):
                months[day // 100] = months.get(day // 100, 0) + number
            return _rank((None if m < 0 else f"{m // 100:04d}-{m % 100:02d}", number) for m, number in months.items())
        if name == "said":
            claims = int(self.said[rows].sum())
            return _rank((("a claim", claims), ("the outlet", len(rows) - claims)))
        if name == "country":
            told = self.mask(rows)[self.countries.row]
            counted = count_codes(self.countries.value, told, len(self.country_codes))
            return _rank(zip(self.country_codes, counted.tolist()))
        values = self.outlets if name == "outlet" else CHOICES[name]
        return _rank(zip(values, count_codes(self.codes[name], rows, len(values)).tolist()))


def _rank(counted: Iterable[tuple[str | None, int]]) -> list[tuple[str | None, int]]:
    kept = [(value, number) for value, number in counted if number]
    return sorted(kept, key=lambda pair: (-pair[1], pair[0] is None, pair[0] or ""))
