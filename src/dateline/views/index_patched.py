"""Columns brought up to date with what changed in the ledger since they were made, without making them again.

Rows of changed articles are of no account any more; rows as they are now follow behind those that are in order. Arrays
are written in place, so they must be the caller's own, with room at their ends.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

import numpy as np

from dateline.ledger import Store
from dateline.views.index_changes import Changes
from dateline.views.index_made import MARKS, OF_ARTICLES, Behind, Columns, pair_countries
from dateline.views.index_names import KeptNames, Names, fetch_names, place_names, write_names
from dateline.views.index_rows import (
    LATE,
    NO_DAY,
    Array,
    Arrays,
    Words,
    fetch_articles,
    fetch_joined,
    fetch_links,
    fetch_reports,
    fetch_speakers,
    fetch_statements,
)
from dateline.views.shared import list_numbers


class NoRoomError(Exception):
    """More came than there is room for: all must be made again."""


class Patched:
    """Arrays with room at their ends, and how much of each is in use."""

    def __init__(self, kept: Columns, lengths: dict[str, int], store: Store, changes: Changes) -> None:
        self.room, self.used = dict(kept.arrays), dict(lengths)
        self.store, self.changes = store, changes
        self.words = Words.of(kept.words)
        self.countries = len(kept.words["countries"])
        self.rows = self.used["ids"]
        self.gone: Array = np.empty(0, dtype=np.int64)
        self.only = list_numbers(changes.numbers)

    def get(self, name: str) -> Array:
        """Give what is in use of an array."""
        return self.room[name][: self.used[name]]

    def put(self, name: str, values: Array) -> None:
        """Let values follow behind those of an array."""
        first, last = self.used[name], self.used[name] + len(values)
        if last > len(self.room[name]):
            raise NoRoomError
        self.room[name][first:last] = values
        self.used[name] = last

    def take_articles(self) -> Array:
        """Let go of changed articles and add them as they are now; gives for each number of a new one its place."""
        place = find_names(self, self.changes.names)
        self.room["articles.number"][place] = -1
        self.room["articles.current"][place] = False
        self.room["articles.published"][place] = NO_DAY
        told = np.zeros(self.used["articles.number"], dtype=np.bool_)
        told[place] = True
        self.gone = np.flatnonzero(told[self.get("article")])
        self.room["current"][self.gone] = False
        self.room["row_of"][self.get("ids")[self.gone]] = -1
        first = self.used["articles.number"]
        new = fetch_articles(self.store, self.words, self.only)
        for name, values in new.items():
            self.put(f"articles.{name}", values)
        places = np.full(int(new["number"].max(initial=0)) + 1, -1, dtype=np.int32)
        places[new["number"]] = np.arange(first, first + len(new["number"]), dtype=np.int32)
        return places

    def add_rows(self, rows: Arrays, keys: Sequence[Callable[[Arrays], Array]]) -> tuple[Array, Array]:
        """Add rows behind, in their order; gives their order and before which rows they stand."""
        rows |= {name: self.room[f"articles.{name}"][rows["article"]] for name in OF_ARTICLES}
        rows["name"] = self.room["articles.name"][rows["article"]]
        order = np.lexsort([key(rows) for key in reversed(keys)])
        for name in rows:
            rows[name] = rows[name][order]
        at = self.find_place([key(rows) for key in keys], keys, None)
        first, last = self.used["row_of"], int(rows["ids"].max(initial=0)) + 2
        if last > first:
            self.put("row_of", np.full(last - first, -1, dtype=np.int32))
        self.room["row_of"][rows["ids"]] = np.arange(self.rows, self.rows + len(order), dtype=np.int32)
        for name, values in rows.items():
            if name in self.room:
                self.put(name, values)
        return order, at

    def find_place(self, wanted: list[Array], keys: Sequence[Callable[[Arrays], Array]], order: Array | None) -> Array:
        """Find before which place of the rows in order others stand, by keys of which the first counts most."""

        def stands_before(places: Array, some: Array) -> Array:
            their = _Rows(self, places if order is None else order[places])
            before, same = np.zeros(len(some), dtype=np.bool_), np.ones(len(some), dtype=np.bool_)
            for key, values in zip(keys, wanted):
                found, asked = key(their), values[some]
                before |= same & (found < asked)
                same &= found == asked
            return before

        return _halve(self.rows, len(wanted[0]), stands_before)

    def add_links(self, links: dict[str, Arrays]) -> None:
        """Let links of new rows follow behind those in order."""
        for name, own in links.items():
            row = self.room["row_of"][own.pop("owner")]
            order = np.lexsort((own["value"], row))
            self.put(f"{name}.row", row[order])
            for label, values in own.items():
                self.put(f"{name}.{label}", values[order])

    def told(self, at: Array, published: Array, by_published: Array, links: Iterable[str]) -> Columns:
        """Give the columns as they are now."""
        if len(self.words.countries.words()) != self.countries:
            raise NoRoomError  # codes of countries are in their order
        arrays = {name: self.get(name) if name in self.used else values for name, values in self.room.items()}
        behind = Behind(
            self.rows, self.gone, at, published, by_published, {name: self.used[f"{name}.by"] for name in links}
        )
        return Columns(arrays, self.words.told(), behind)


def _halve(places: int, number: int, stands_before: Callable[[Array, Array], Array]) -> Array:
    """Give for each of so many the first place that does not stand before it, of places in order.

    `stands_before` is asked of places and of those, by their numbers, that they are held against.
    """
    low, high = np.zeros(number, dtype=np.int64), np.full(number, places, dtype=np.int64)
    while len(some := np.flatnonzero(low < high)):
        middle = (low[some] + high[some]) // 2
        before = stands_before(middle, some)
        low[some[before]] = middle[before] + 1
        high[some[~before]] = middle[~before]
    return low


class _Rows(dict[str, Array]):
    """Some of the rows in order, as the keys of an order ask for them."""

    def __init__(self, its: Patched, rows: Array) -> None:
        super().__init__()
        self._its, self._rows = its, rows

    def __missing__(self, name: str) -> Array:
        if name == "name":
            self[name] = self._its.room["articles.name"][self["article"]]
        else:
            self[name] = self._its.room[name][self._rows]
        return self[name]


def find_names(its: Patched, names: Sequence[str]) -> Array:
    """Give the places of articles by their ids, of those that were there when the columns were made."""
    by_name = its.get("articles.by_name")
    wanted = np.array(sorted(names), dtype="S64")
    known = its.room["articles.name"]
    low = _halve(len(by_name), len(wanted), lambda places, some: known[by_name[places]] < wanted[some])
    some = np.flatnonzero(low < len(by_name))
    place = by_name[low[some]]
    return np.asarray(place[known[place] == wanted[some]])


def _published(rows: Arrays) -> Array:
    return rows["published"]


def _name(rows: Arrays) -> Array:
    return rows["name"]


def _position(rows: Arrays) -> Array:
    return rows["position"]


def _day(rows: Arrays) -> Array:
    return np.where(rows["day"] == NO_DAY, LATE, rows["day"])


BY_TIME = (_day, _name, _position)
BY_PUBLICATION = (_published, _name, _position)


def patch_statements(store: Store, kept: Columns, lengths: dict[str, int], changes: Changes) -> Columns:
    """Bring columns of statements up to date; raises NoRoomError where they must be made again."""
    its = Patched(kept, lengths, store, changes)
    places = its.take_articles()
    rows = fetch_statements(store, its.only)
    _add_names(its, rows, fetch_names(store, rows, its.only))
    rows["article"] = places[rows["article"]]
    _, at = its.add_rows(rows, BY_PUBLICATION)
    its.add_links(fetch_speakers(store, its.words, its.only))
    return its.told(at, at, np.empty(0, dtype=np.int64), ("sides",))


def _add_names(its: Patched, rows: Arrays, names: Names) -> None:
    """Give rows the codes of their speakers' names; those not met before follow behind the others."""
    text, end = its.get("speakers.text"), its.get("speakers.end")
    new = write_names(place_names(KeptNames(text, end), its.used["speakers.first"] - 1, rows, names))
    its.put("speakers.text", new["speakers.text"])
    its.put("speakers.end", new["speakers.end"] + len(text))


def patch_events(store: Store, kept: Columns, lengths: dict[str, int], changes: Changes) -> Columns:
    """Bring columns of events up to date; raises NoRoomError where they must be made again."""
    its = Patched(kept, lengths, store, changes)
    places = its.take_articles()
    touched = _find_touched(its)
    rows = fetch_reports(store, its.only)
    rows["article"] = places[rows["article"]]
    rows |= {name: np.zeros(len(rows["ids"]), dtype=np.bool_) for name in (*MARKS, "several")}
    rows["joined"] = np.full(len(rows["ids"]), -1, dtype=np.int32)
    rows["speaks"] = np.full(len(rows["ids"]), 7, dtype=np.uint8)
    rows["day_code"] = _code_days(its, rows["day"])
    _, at = its.add_rows(rows, BY_TIME)
    _rejoin(its, touched)
    order = np.lexsort([key(rows) for key in reversed(BY_PUBLICATION)])
    published = its.find_place([key(rows)[order] for key in BY_PUBLICATION], BY_PUBLICATION, its.get("by_published"))
    links = fetch_links(store, its.words, its.only)
    its.add_links(links)
    _add_countries(its)
    return its.told(at, published, its.rows + order, links)


def _code_days(its: Patched, day: Array) -> Array:
    """Give the codes of days; those not met before follow behind the others."""
    days = its.get("days")
    new = np.setdiff1d(day, days)
    every = np.concatenate([days, new]).astype(np.int32)
    its.room["days"] = every
    its.used.pop("days", None)
    by = np.argsort(every, kind="stable")
    return by[np.searchsorted(every, day, sorter=by)].astype(np.int32)


def _add_countries(its: Patched) -> None:
    """Add the countries of the rows that were added."""
    new: Arrays = {}
    for name in ("actors", "places"):
        row = its.get(f"{name}.row")[its.used[f"{name}.by"] :]
        new |= {f"{name}.row": row, f"{name}.country": its.get(f"{name}.country")[its.used[f"{name}.by"] :]}
    for name, values in pair_countries(new, its.countries).items():
        its.put(name, values)


def _find_touched(its: Patched) -> set[int]:
    """Give the events whose reports, or whose reports' voices, may be others now, by their numbers."""
    mates = np.zeros(its.used["articles.number"] + 1, dtype=np.bool_)
    mates[find_names(its, its.changes.mates)] = True
    rows = np.concatenate([its.gone, np.flatnonzero(mates[its.get("article")])])
    codes = its.get("joined")[rows]
    its.room["joined"][its.gone] = -1
    return {*its.get("joined_numbers")[codes[codes >= 0]].tolist(), *its.changes.joined}


def _rejoin(its: Patched, touched: set[int]) -> None:
    """Join the reports of touched events anew, and of whatever events are found to have changed with them."""
    new = its.get("ids")[its.rows :]
    sql = "SELECT joined FROM joined_reports WHERE event IN ({0})"
    joined = {row[0] for row in its.store.query(sql.format(list_numbers(new.tolist())))} | touched
    while True:
        told, reports = fetch_joined(its.store, list_numbers(sorted(joined)))
        row = its.room["row_of"][reports["event"]]
        left = its.get("joined")[row]
        members = _find_members(its, joined)
        lost = np.setdiff1d(members, row)
        moved = its.store.query(sql.format(list_numbers(its.get("ids")[lost].tolist()))) if len(lost) else []
        more = {*its.get("joined_numbers")[left[left >= 0]].tolist(), *(each[0] for each in moved)} - joined
        if not more:
            break
        joined |= more
    _forget_joined(its, members, joined)
    _keep_joined(its, told, reports, row)


def _find_members(its: Patched, joined: set[int]) -> Array:
    """Give the rows of events by their numbers."""
    told = np.zeros(its.used["joined_numbers"] + 1, dtype=np.bool_)
    told[_find_codes(its, joined)] = True
    return np.flatnonzero(told[its.get("joined")])


def _find_codes(its: Patched, joined: Iterable[int]) -> Array:
    """Give the codes of events that were there when the columns were made."""
    numbers, wanted = its.get("joined_numbers"), np.array(sorted(joined), dtype=np.int64)
    at = np.searchsorted(numbers, wanted)
    at[at == len(numbers)] = 0
    return at[numbers[at] == wanted] if len(numbers) else at[:0]


def _forget_joined(its: Patched, members: Array, joined: set[int]) -> None:
    codes = _find_codes(its, joined)
    its.room["joined"][members] = -1
    its.room["speaks"][members] = 7
    for name in (*MARKS, "several"):
        its.room[name][members] = False
    for bit in (1, 2, 4):
        its.room[f"speaker_{bit}"][codes] = -1


def _keep_joined(its: Patched, told: Arrays, reports: Arrays, row: Array) -> None:
    """Give reports the codes of their events and what is told of these."""
    numbers, known = told["number"], its.get("joined_numbers")
    codes, first = np.searchsorted(known, numbers), len(known)
    is_new = codes == first
    is_new[~is_new] = known[codes[~is_new]] != numbers[~is_new]
    codes[is_new] = np.arange(first, first + int(is_new.sum()))
    its.put("joined_numbers", numbers[is_new])
    for bit in (1, 2, 4):
        missing = its.used["joined_numbers"] - its.used[f"speaker_{bit}"]
        if missing > 0:
            its.put(f"speaker_{bit}", np.full(missing, -1, dtype=np.int32))
    place = np.searchsorted(numbers, reports["joined"])
    its.room["joined"][row] = codes[place]
    its.room["speaks"][row] = reports["chosen"]
    its.room["several"][row] = (np.bincount(place, minlength=len(numbers)) > 1)[place]
    for name in MARKS:
        its.room[name][row] = told[name][place]
    for bit in (1, 2, 4):
        speaking = (reports["chosen"] & bit) > 0
        its.room[f"speaker_{bit}"][codes[place[speaking]]] = row[speaking]
