"""The names by which statements are put in order: those of their speakers, as text in one array, sorted.

A name has its place among the sorted ones as its code; 0 is no name. Names that come later follow behind the others.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from itertools import accumulate

import numpy as np

from dateline.ledger import Store
from dateline.views.index_rows import Array, Arrays, WordCodes, fetch

STRETCH = 1 << 17
"""Where only the last rows are wanted, so many are looked at a time."""
Names = list[bytes]
"""Names as UTF-8, whose order is that of the ledger; the first is no name and stands before all."""


def fetch_names(store: Store, rows: Arrays, only: str | None = None) -> Names:
    """Give each statement (`speaker`) the code of its speaker's name, else of the words that stand for it; give names.

    `only` is a list of numbers of articles.
    """
    which = "" if only is None else f"AND statement IN (SELECT id FROM statements WHERE article IN ({only}))"
    words = WordCodes()
    owner, actor, code = fetch(
        store, "SELECT statement, coalesce(actor, -1), CASE WHEN actor IS NULL THEN words END FROM statement_actors "
        f"WHERE side = 'speaker' AND position = 0 AND statement IS NOT NULL {which}",
        (np.int64, np.int64, np.int32), {2: words},
    )  # fmt: skip
    known = np.unique(actor[actor >= 0])
    among = "" if only is None else f" WHERE id IN ({', '.join(map(str, known.tolist())) or 'NULL'})"
    numbers, named = fetch(store, f"SELECT id, name FROM actors{among} ORDER BY id", (np.int64, np.int32), {1: words})
    told = np.flatnonzero(actor >= 0)
    code[told] = named[np.searchsorted(numbers, actor[told])]
    rows["speaker"] = np.zeros(len(rows["ids"]), dtype=np.int32)
    rows["speaker"][np.searchsorted(rows["ids"], owner)] = code + 1
    return [b"", *(word.encode() for word in words.words())]


def arrange_names(rows: Arrays, names: Names) -> Arrays:
    """Keep the names that are used, in their order, and give rows their codes; gives what is kept of the names."""
    used = np.zeros(len(names), dtype=np.bool_)
    used[rows["speaker"]] = True
    used[0] = True
    order = sorted(np.flatnonzero(used[1:]).tolist(), key=lambda code: names[code + 1])
    place = np.zeros(len(names), dtype=np.int32)
    kept: Names = [b""]
    for code in order:
        if names[code + 1] != kept[-1] or len(kept) == 1:
            kept.append(names[code + 1])
        place[code + 1] = len(kept) - 1
    rows["speaker"] = place[rows["speaker"]]
    return write_names(kept)


def write_names(names: Sequence[bytes]) -> Arrays:
    """Give names as one text and how long each is of it."""
    return {
        "speakers.text": np.frombuffer(b"".join(names), dtype=np.uint8),
        "speakers.end": np.array(list(accumulate(map(len, names))), dtype=np.int64),
    }


def order_names(made: Arrays) -> Arrays:
    """Give the order of rows by the names of their speakers, and where in it each name begins."""
    code = made["speaker"]
    counted = np.bincount(code, minlength=len(made["speakers.end"]))
    return {
        "by_speaker": np.argsort(code, kind="stable").astype(np.int32),
        "speakers.first": np.concatenate([[0], np.cumsum(counted)]).astype(np.int32),
    }


class KeptNames(Sequence[bytes]):
    """Names as they are kept, each read when it is asked for."""

    def __init__(self, text: Array, end: Array) -> None:
        self._text, self._end = text, end

    def __len__(self) -> int:
        return len(self._end)

    def __getitem__(self, code: int) -> bytes:  # type: ignore[override]
        begin = int(self._end[code - 1]) if code else 0
        return self._text[begin : int(self._end[code])].tobytes()

    def find(self, name: bytes, ordered: int) -> int:
        """Give the place of a name among so many in order, or that before which it would stand; 0 is no name."""
        return bisect_left(self, name, 1, ordered)


def place_names(known: KeptNames, ordered: int, rows: Arrays, names: Names) -> Names:
    """Give rows the codes of names as they are known; gives the names that are new, which follow behind all known."""
    code = np.zeros(len(names), dtype=np.int32)
    later = {known[number]: number for number in range(ordered, len(known))}
    new: Names = []
    for number, name in enumerate(names[1:], 1):
        at = known.find(name, ordered)
        if at < ordered and known[at] == name:
            code[number] = at
        elif name in later:
            code[number] = later[name]
        else:
            code[number] = later[name] = len(known) + len(new)
            new.append(name)
    rows["speaker"] = code[rows["speaker"]]
    return new


def merge_later(of: Arrays, first: int, at: Array) -> Array:
    """Give the order by name of all rows, of which those from `first` on came later.

    `at` tells before which row each that came later stands in the order of all rows.
    """
    order, begins = of["by_speaker"], of["speakers.first"]
    codes = of["speaker"][first:].tolist()
    if not codes:
        return order
    ordered = len(begins) - 1
    names = KeptNames(of["speakers.text"], of["speakers.end"])
    later = sorted(range(len(codes)), key=lambda row: (codes[row] > 0, names[codes[row]], row))
    places: list[int] = []
    for row in later:
        code = codes[row]
        if code < ordered:
            low, high = int(begins[code]), int(begins[code + 1])
            places.append(low + int(np.searchsorted(order[low:high], at[row])))
        else:
            places.append(int(begins[names.find(names[code], ordered)]))
    return np.insert(order, places, np.array(later, dtype=np.int32) + first)


def pick_backwards(order: Array, code: Array, shown: Array, limit: int | None) -> Array:
    """Give the rows that are shown, the last name first, of one name in their order: as many as wanted, or more."""
    parts: list[Array] = [np.empty(0, dtype=np.int64)]
    found, end, step = 0, len(order), STRETCH if limit is not None else len(order)
    while end and (limit is None or found < limit):
        begin = max(0, end - step)
        some = order[begin:end]
        its = code[some]
        starts = np.flatnonzero(its[1:] != its[:-1]) + 1
        if begin == 0:
            starts = np.insert(starts, 0, 0)
        if not len(starts):  # all are of one name, of which there are more
            step *= 2
            continue
        kept = np.flatnonzero(shown[some])
        kept = kept[kept >= starts[0]]
        name = np.searchsorted(starts, kept, side="right")
        parts.append(some[kept[np.argsort(-name, kind="stable")]])
        found += len(kept)
        end = begin + int(starts[0])
    return np.concatenate(parts).astype(np.int64)
