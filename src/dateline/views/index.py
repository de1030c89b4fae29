"""The events of a ledger as columns in memory: lists, counts and series of any filter in a few milliseconds.

It answers as `list_events` and `count_events` do, from arrays with one entry a report; only names, places and words are
still asked of the file. It is as the ledger was when it was loaded.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Unpack, get_args

import numpy as np
from numpy.typing import NDArray

from dateline.ledger import Store
from dateline.model.record import EventType, Register, Status
from dateline.views.conditions import Names, all_of
from dateline.views.filters import EventFilters, Wanted, read_filters
from dateline.views.joined import policy_bit
from dateline.views.lists import matches_of_events

Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]
NO_DAY = -1
_FEW = 24
"""With so many codes or fewer a table of owners by codes is quicker than sorting."""
SIDES = ("actor", "recipient", "participant")
_TYPES, _STATUSES, _REGISTERS = get_args(EventType), get_args(Status), get_args(Register)
_CHOICES: dict[str, tuple[str, ...]] = {"type": _TYPES, "status": _STATUSES, "register": _REGISTERS}


def as_number(day: str | None) -> int:
    """Give a day as a number that sorts as it does: "2025-10-24" -> 20251024; NO_DAY for none."""
    return NO_DAY if day is None or day == "~" else int(day.replace("-", ""))


def as_day(number: int) -> str | None:
    """Give the day of such a number."""
    digits = f"{number:08d}"
    return None if number == NO_DAY else f"{digits[:-4]}-{digits[-4:-2]}-{digits[-2:]}"


@dataclass(frozen=True, slots=True)
class Links:
    """Which rows have which values, several a row: actors by side, places, countries."""

    row: Ints
    value: Ints
    side: Ints

    def of_rows(self, chosen: Bools) -> Links:
        """Keep those of some rows."""
        kept = chosen[self.row]
        return Links(self.row[kept], self.value[kept], self.side[kept])


@dataclass(frozen=True, slots=True)
class Found:
    """The rows that fit, in order, and how many were left out since they have no date."""

    rows: Ints
    undated: int
    fits: Bools
    """Of all reports those that fit; of an event one or more of them, and another may be the one shown."""


class EventIndex:
    """All reports of a ledger by column, and how they are joined into events."""

    def __init__(self, store: Store) -> None:
        with store.snapshot():
            self._load_articles(store)
            self._load_events(store)
            self._load_joined(store)
            self._load_links(store)

    def __len__(self) -> int:
        return len(self.ids)

    def _load_articles(self, store: Store) -> None:
        rows = store.query("SELECT id, article_id, outlet, published, superseded_by IS NULL FROM articles ORDER BY id")
        self._article_numbers = np.array([row[0] for row in rows], dtype=np.int64)
        by_id = sorted(range(len(rows)), key=lambda place: rows[place][1])
        by_day = sorted(range(len(rows)), key=lambda place: (rows[place][3] or "", rows[place][1]))
        self._id_rank, self._day_rank = _ranks(by_id), _ranks(by_day)
        self.outlets: tuple[str | None, ...] = tuple(sorted({row[2] for row in rows}, key=lambda name: name or ""))
        codes = {name: code for code, name in enumerate(self.outlets)}
        self._outlet = np.array([codes[row[2]] for row in rows], dtype=np.int64)
        self._published = np.array([as_number(row[3]) for row in rows], dtype=np.int64)
        self._current = np.array([bool(row[4]) for row in rows], dtype=np.bool_)
        self.newest = as_day(int(self._published.max())) if len(rows) else None

    def _load_events(self, store: Store) -> None:
        rows = store.query(
            "SELECT id, article, position, type, status, register, start_date, end_date, confidence, EXISTS (SELECT 1 "
            "FROM event_statements v WHERE v.event = events.id AND v.role = 'said_by') FROM events ORDER BY id"
        )
        self.ids = np.array([row[0] for row in rows], dtype=np.int64)
        article = np.searchsorted(self._article_numbers, np.array([row[1] for row in rows], dtype=np.int64))
        self._position = np.array([row[2] for row in rows], dtype=np.int64)
        self.codes: dict[str, Ints] = {}
        for place, name in ((3, "type"), (4, "status"), (5, "register")):
            code = {value: number for number, value in enumerate(_CHOICES[name])}
            self.codes[name] = np.array([code[row[place]] for row in rows], dtype=np.int64)
        self.codes["outlet"] = self._outlet[article]
        self.start = np.array([as_number(row[6]) for row in rows], dtype=np.int64)
        self.end = np.array([as_number(row[7]) for row in rows], dtype=np.int64)
        self.day = np.where(self.start != NO_DAY, self.start, self.end)
        self.published = self._published[article]
        self.confidence = np.array([row[8] for row in rows], dtype=np.float64)
        self.said = np.array([bool(row[9]) for row in rows], dtype=np.bool_)
        self.current = self._current[article]
        self._article = article
        late = np.where(self.day == NO_DAY, 99_999_999, self.day)
        self._sorting = {"day": late, "id": self._id_rank[article], "published": self._day_rank[article]}

    def _load_joined(self, store: Store) -> None:
        joined = store.query("SELECT id, standing, reports FROM joined ORDER BY id")
        numbers = np.array([row[0] for row in joined], dtype=np.int64)
        self._rejected = np.array([row[1] == "rejected" for row in joined], dtype=np.bool_)
        self.decided = np.array([row[1] != "open" for row in joined], dtype=np.bool_)
        contested = store.query("SELECT DISTINCT joined FROM joined_fields WHERE status IN ('contested', 'denied')")
        self._contested = np.zeros(len(numbers), dtype=np.bool_)
        self._contested[np.searchsorted(numbers, np.array([row[0] for row in contested], dtype=np.int64))] = True
        self.joined = np.full(len(self.ids), -1, dtype=np.int64)
        self._chosen = np.zeros(len(self.ids), dtype=np.int64)
        told = store.query("SELECT event, joined, chosen FROM joined_reports WHERE event IS NOT NULL ORDER BY event")
        if told:
            rows = np.searchsorted(self.ids, np.array([row[0] for row in told], dtype=np.int64))
            self.joined[rows] = np.searchsorted(numbers, np.array([row[1] for row in told], dtype=np.int64))
            self._chosen[rows] = np.array([row[2] for row in told], dtype=np.int64)

    def _load_links(self, store: Store) -> None:
        sides = {side: code for code, side in enumerate(SIDES)}
        self.actors = self._links(store.query("SELECT event, actor, side FROM event_actors"), sides)
        self.places = self._links([(*row, 0) for row in store.query("SELECT event, place FROM event_places")])
        of = "SELECT event, country FROM event_actors UNION SELECT event, country FROM event_places"
        pairs = [row for row in store.query(of) if row[1] is not None]
        self.country_codes = tuple(sorted({row[1] for row in pairs}))
        codes = {code: number for number, code in enumerate(self.country_codes)}
        self.countries = self._links([(event, codes[country], 0) for event, country in pairs])
        acted = store.query("SELECT DISTINCT event, country, side FROM event_actors WHERE country IS NOT NULL")
        self.acted_for = self._links([(event, codes[country], side) for event, country, side in acted], sides)

    def _links(self, rows: Sequence[tuple[Any, ...]], sides: Mapping[str, int] | None = None) -> Links:
        kept = [row for row in rows if row[1] is not None]
        events = np.array([row[0] for row in kept], dtype=np.int64)
        values = np.array([row[1] for row in kept], dtype=np.int64)
        side = np.array([sides[row[2]] if sides else 0 for row in kept], dtype=np.int64)
        return Links(np.searchsorted(self.ids, events), values, side)

    def find(self, store: Store, **filters: Unpack[EventFilters]) -> Found:
        """Give the rows that fit the filters of `list_events`, in their order; raises ConfigError as that does."""
        wanted = read_filters("events", filters)
        fits = self._fit(store, wanted)
        undated = 0
        if wanted.since or wanted.until:
            dated = (self.start != NO_DAY) | (self.end != NO_DAY)
            undated = int(self._speak(fits & ~dated, wanted).sum())
            fits = fits & dated
            if wanted.since:
                fits &= (self.end == NO_DAY) | (self.end >= as_number(wanted.since))
            if wanted.until:
                fits &= (self.start == NO_DAY) | (self.start <= as_number(wanted.until))
        rows = self._order(np.flatnonzero(self._speak(fits, wanted)), wanted.sort or "time")
        return Found(rows[: wanted.limit] if wanted.limit is not None else rows, undated, fits)

    def find_of_actor(self, actor: int, sides: Sequence[str]) -> Found:
        """Give the rows of which one actor, by its number, is on some sides; the latest first."""
        wanted = Wanted()
        links = self.actors
        its = (links.value == actor) & np.isin(links.side, [SIDES.index(side) for side in sides])
        fits = self.mask(links.row[its]) & self.current
        if self._rejected.any():
            fits &= ~((self.joined >= 0) & self._rejected[self.joined])
        rows = self._order(np.flatnonzero(self._speak(fits, wanted)), "-time")
        return Found(rows, 0, fits)

    def _fit(self, store: Store, wanted: Wanted) -> Bools:
        fits = np.ones(len(self.ids), dtype=np.bool_) if wanted.all_versions else self.current.copy()
        for name, choices in _CHOICES.items():
            values: tuple[str, ...] = getattr(wanted, name)
            if values:
                fits &= np.isin(self.codes[name], [choices.index(value) for value in values])
        joined = self.joined >= 0
        if wanted.contested:
            fits &= joined & self._contested[self.joined] if len(self._contested) else False
        if not wanted.rejected and self._rejected.any():
            fits &= ~(joined & self._rejected[self.joined])
        conditions = matches_of_events(Names(store), wanted)
        if conditions:
            condition = all_of(conditions)
            sql = f"SELECT e.id FROM events e JOIN articles a ON a.id = e.article WHERE {condition.sql}"
            found = np.array([row[0] for row in store.query(sql, condition.values)], dtype=np.int64)
            fits &= np.isin(self.ids, found)
        return fits

    def _speak(self, fits: Bools, wanted: Wanted) -> Bools:
        """Of each event let the report stand that speaks for it, where it or another report of it fits."""
        if wanted.reports:
            return fits
        speaks = (self._chosen & policy_bit(wanted.policy)) > 0
        told = np.zeros(len(self._rejected), dtype=np.bool_)
        told[self.joined[fits & (self.joined >= 0)]] = True
        alone = fits & (self.joined < 0)
        if not len(told):
            return alone
        return alone | (speaks & told[self.joined] & (self.joined >= 0))

    def _order(self, rows: Ints, sort: str) -> Ints:
        by, backwards = sort.removeprefix("-"), sort.startswith("-")
        key = {name: values[rows] for name, values in self._sorting.items()}
        key["position"] = self._position[rows]
        if by in ("type", "confidence"):
            names = np.array([*_TYPES, ""]).argsort().argsort()
            first = names[self.codes["type"][rows]] if by == "type" else self.confidence[rows]
            first = -first if backwards else first
            return rows[np.lexsort((key["position"], key["published"], key["day"], first))]
        order = np.lexsort((key["position"], key["id"], key["day"] if by == "time" else key["published"]))
        ordered = rows[order[::-1]] if backwards else rows[order]
        if by == "time":
            undated = self.day[ordered] == NO_DAY
            ordered = np.concatenate([ordered[~undated], ordered[undated]])
        return ordered

    def mask(self, rows: Ints) -> Bools:
        """Give rows as a mark on each report."""
        chosen = np.zeros(len(self.ids), dtype=np.bool_)
        chosen[rows] = True
        return chosen

    def is_contested(self, rows: Ints) -> Bools:
        """Tell of which rows the reports contradict each other, or someone denies."""
        joined = self.joined[rows]
        if not len(self._contested):
            return np.zeros(len(rows), dtype=np.bool_)
        return np.asarray((joined >= 0) & self._contested[joined], dtype=np.bool_)

    def count_events(self, name: str, fits: Bools) -> list[tuple[str | None, int]]:
        """Count events by values of their reports that fit: each number is that of the list narrowed by the value."""
        rows = np.flatnonzero(fits)
        event = np.where(self.joined[rows] >= 0, self.joined[rows], len(self._rejected) + rows)
        if name == "country":
            links = self.countries.of_rows(fits)
            owner = np.where(self.joined[links.row] >= 0, self.joined[links.row], len(self._rejected) + links.row)
            values: tuple[str | None, ...] = self.country_codes
            code, of = links.value, owner
        else:
            values = self.outlets if name == "outlet" else _CHOICES[name]
            code, of = self.codes[name][rows], event
        counted = _count_once(of, code, len(values)).tolist()
        kept = [(value, number) for value, number in zip(values, counted) if number]
        return sorted(kept, key=lambda pair: (-pair[1], pair[0] is None, pair[0] or ""))

    def count(self, name: str, rows: Ints) -> list[tuple[str | None, int]]:
        """Count rows by `register type status outlet month country said`: most first, then by value."""
        counted: list[tuple[str | None, int]]
        if name == "month":
            months, numbers = np.unique(self.day[rows] // 100, return_counts=True)
            counted = [(None if m < 0 else f"{m // 100:04d}-{m % 100:02d}", int(n)) for m, n in zip(months, numbers)]
        elif name == "said":
            claims = int(self.said[rows].sum())
            counted = [("a claim", claims), ("the outlet", len(rows) - claims)]
        elif name == "country":
            links = self.countries.of_rows(self.mask(rows))
            counted = list(
                zip(self.country_codes, np.bincount(links.value, minlength=len(self.country_codes)).tolist())
            )
        else:
            values = self.outlets if name == "outlet" else _CHOICES[name]
            counted = list(zip(values, np.bincount(self.codes[name][rows], minlength=len(values)).tolist()))
        kept = [(value, number) for value, number in counted if number]
        return sorted(kept, key=lambda pair: (-pair[1], pair[0] is None, pair[0] or ""))


def _count_once(owner: Ints, code: Ints, codes: int) -> Ints:
    """Count the owners of each code, each owner once a code."""
    if codes > _FEW:
        once = np.unique(owner * codes + code)
        return np.bincount(once % codes, minlength=codes)
    has = np.zeros(((int(owner.max()) + 1) if len(owner) else 0, codes), dtype=np.bool_)
    has[owner, code] = True
    return np.asarray(has.sum(axis=0), dtype=np.int64)


def _ranks(order: Sequence[int]) -> Ints:
    ranks = np.empty(len(order), dtype=np.int64)
    ranks[np.array(order, dtype=np.int64)] = np.arange(len(order))
    return ranks
