"""Links of rows to names: in which rows an actor, a place, a country or an affiliation is met, from columns."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, overload

import numpy as np
from numpy.typing import NDArray

from dateline.ledger import Store, fold_name
from dateline.views.conditions import fold_asked
from dateline.views.countries import find_country
from dateline.views.index_made import Behind, Columns

Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]
_AT_ONCE = 10_000
STRETCH = 1 << 17
"""Where only the first rows are wanted, so many are looked at a time."""
_NAMES_KEPT = 200
_BY_SLICES = 200
"""So many values, or one for a thousand links, are looked up one by one."""


def find_rowids(store: Store, search: str, values: Sequence[Any]) -> Ints:
    """Give the numbers of the rows whose full text matches."""
    return fetch_numbers(store, f"SELECT rowid FROM {search} WHERE {search} MATCH ?", values)


def fetch_numbers(store: Store, question: str, values: Sequence[Any]) -> Ints:
    """Give the numbers that a question asks for; from a file as one text, which is quicker than rows."""
    if not isinstance(store.path, Path):
        rows = store.query(question, values)
        return np.fromiter((row[0] for row in rows), dtype=np.int64, count=len(rows))
    sql = f"WITH asked (number) AS ({question}) SELECT json_group_array(number) FROM asked"
    return np.fromstring(store.query(sql, values)[0][0][1:-1], dtype=np.int64, sep=",")


def find_some(shown: Bools, limit: int | None, backwards: bool) -> Ints:
    """Give the places of the first, or the last, that are shown, in their order: as many as wanted, or some more."""
    if limit is None:
        return np.flatnonzero(shown)
    parts: list[Ints] = [np.empty(0, dtype=np.int64)]
    found = 0
    begins = range(0, len(shown), STRETCH)
    for begin in reversed(begins) if backwards else begins:
        if found >= limit:
            break
        parts.append(np.flatnonzero(shown[begin : begin + STRETCH]) + begin)
        found += len(parts[-1])
    return np.concatenate(parts[::-1] if backwards else parts)


def pick_some(order: NDArray[Any], shown: Bools, limit: int | None) -> Ints:
    """Give the rows that are shown in an order of all rows: with a limit as many as wanted, or some more."""
    if limit is None:
        return np.asarray(order[shown[order]], dtype=np.int64)
    parts: list[NDArray[Any]] = [np.empty(0, dtype=np.int64)]
    found = 0
    for begin in range(0, len(order), STRETCH):
        if found >= limit:
            break
        some = order[begin : begin + STRETCH]
        parts.append(some[shown[some]])
        found += len(parts[-1])
    return np.concatenate(parts).astype(np.int64)


class RowNumbers(Sequence[int]):
    """The numbers that rows have in the ledger, made as they are asked for: ten million rows are no list of them."""

    def __init__(self, ids: NDArray[Any], rows: NDArray[Any]) -> None:
        self._ids, self._rows = ids, rows

    def __len__(self) -> int:
        return len(self._rows)

    @overload
    def __getitem__(self, index: int) -> int: ...
    @overload
    def __getitem__(self, index: slice) -> list[int]: ...
    def __getitem__(self, index: int | slice) -> int | list[int]:
        told: int | list[int] = self._ids[self._rows[index]].tolist()
        return told

    def __iter__(self) -> Iterator[int]:
        for first in range(0, len(self), _AT_ONCE):
            yield from self[first : first + _AT_ONCE]


class Linked:
    """Columns with links to names; what is worked out from them is kept as long as they are."""

    def __init__(self, columns: Columns) -> None:
        self.columns = columns
        self._of = columns.arrays
        self.outlets = columns.words["outlets"]
        self.country_codes: tuple[str, ...] = tuple(word for word in columns.words["countries"] if word is not None)
        self.kept: dict[Any, Any] = {}
        none = np.empty(0, dtype=np.int64)
        self.behind = columns.behind or Behind(len(self._of["ids"]), none, none, none, none)

    def keep(self, key: Any, make: Callable[[], Any]) -> Any:
        """Give what was worked out under this key since the columns were loaded, or work it out now."""
        if key not in self.kept:
            self.kept[key] = make()
        return self.kept[key]

    def __len__(self) -> int:
        return len(self._of["ids"]) - len(self.behind.gone)

    def in_order(self, shown: Bools, limit: int | None = None, backwards: bool = False) -> Ints:
        """Give the rows that are shown, in the order of all rows: those that came later at their places.

        With a limit the first of them, backwards the last; more may be given.
        """
        first = self.behind.rows
        rows = find_some(shown[:first], limit, backwards)
        later = np.flatnonzero(shown[first:])
        if not len(later):
            return rows
        return np.insert(rows, np.searchsorted(rows, self.behind.at[later]), later + first)

    def tells_outlets(self, several: Iterable[str]) -> Bools:
        """Tell of each outlet's number whether its name has the words; the last is no outlet."""
        folded = [fold_asked(words) for words in several]
        told = [name is not None and any(each in fold_name(name) for each in folded) for name in self.outlets]
        return np.array([*told, False], dtype=np.bool_)

    def links_of_names(self, name: str, store: Store, several: Iterable[str]) -> Ints:
        """Give the links whose actor has the words in its name or affiliation, or acts for the country they name."""
        found = [np.empty(0, dtype=np.int64)]
        affiliations = self.columns.words["affiliations"]
        for words in several:
            folded = fold_asked(words)
            numbers = self._find_named(store, "actors", folded)
            found.append(self.links_of(name, numbers))
            told = np.array([*(folded in fold_name(each or "") for each in affiliations), False], dtype=np.bool_)
            if told.any():
                found.append(np.flatnonzero(told[self._of[f"{name}.affiliation"]]))
            code = find_country(words)
            if code is not None:
                found.append(self.links_of_countries(f"{name}.country", (code,)))
        return np.concatenate(found)

    def _find_named(self, store: Store, table: str, folded: str) -> list[int]:
        """Give the numbers of actors or places whose names have the words."""
        asked: dict[tuple[str, str], list[int]] = self.keep("named", dict)
        if (table, folded) not in asked:
            if len(asked) > _NAMES_KEPT:
                asked.clear()
            rows = store.query(f"SELECT id FROM {table} WHERE instr(folded, ?) > 0", (folded,))
            asked[table, folded] = [row[0] for row in rows]
        return asked[table, folded]

    def links_of_places(self, store: Store, several: Iterable[str]) -> Ints:
        """Give the links whose place has the words in its name, or lies in the country they name."""
        found = [np.empty(0, dtype=np.int64)]
        for words in several:
            found.append(self.links_of("places", self._find_named(store, "places", fold_asked(words))))
            code = find_country(words)
            if code is not None:
                found.append(self.links_of_countries("places.country", (code,)))
        return np.concatenate(found)

    def links_of(self, name: str, numbers: Sequence[int]) -> Ints:
        """Give the links to some actors or places by their numbers."""
        ordered, by = self._of[f"{name}.sorted"], self._of[f"{name}.by"]
        first = self.behind.links.get(name, len(by))
        later = self._of[f"{name}.value"][first:]
        if len(numbers) > max(_BY_SLICES, len(ordered) // 1000):
            most = max(int(ordered[-1]) if len(ordered) else 0, int(later.max(initial=0)), *numbers)
            told = np.zeros(most + 2, dtype=np.bool_)
            told[list(numbers)] = True
            return np.flatnonzero(told[self._of[f"{name}.value"]])
        begin = np.searchsorted(ordered, np.array(numbers, dtype=ordered.dtype), side="left")
        end = np.searchsorted(ordered, np.array(numbers, dtype=ordered.dtype), side="right")
        parts = [by[one:other] for one, other in zip(begin.tolist(), end.tolist())]
        behind = np.flatnonzero(np.isin(later, numbers)) + first if len(later) else later.astype(np.int64)
        return np.concatenate([np.empty(0, dtype=np.int64), *parts, behind])

    def links_of_countries(self, name: str, codes: Sequence[str]) -> Ints:
        """Give the places in a column of countries that hold one of the codes."""
        known = [self.country_codes.index(code) for code in codes if code in self.country_codes]
        if len(known) == 1:  # nearly always, and several times as quick
            return np.flatnonzero(self._of[name] == known[0])
        return np.flatnonzero(np.isin(self._of[name], known)) if known else np.empty(0, dtype=np.int64)
