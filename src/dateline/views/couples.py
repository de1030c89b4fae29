"""Every two sides of every event: who did it and to whom, or two who took part."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

import numpy as np

from dateline.views.index import Bools, EventIndex, Ints, Links

_SHIFT = 1 << 24
"""More actors than a ledger holds: two of their numbers make one."""
_FEW = 4
"""Of less than one in so many rows couples are found by themselves, where those of all are not known yet."""


@dataclass(frozen=True, slots=True)
class Couples:
    """Every two sides of every event, once an event: who did it and to whom, or two who took part."""

    row: Ints
    code: Ints
    """Which couple each is, in `keys`."""
    keys: Ints
    """Of each couple first, second and mutual in one number, ascending."""

    def count(self, limit: int | None = None) -> dict[tuple[int, int, bool], int]:
        """Count events by couple; of all, or of those that are among the most and what has as many as the last."""
        numbers = np.bincount(self.code, minlength=len(self.keys))
        least = 1
        if limit is not None and len(numbers) > limit:
            least = max(1, int(np.partition(numbers, -limit)[-limit]))
        met = np.flatnonzero(numbers >= least)
        return {
            (key // 2 // _SHIFT, key // 2 % _SHIFT, bool(key % 2)): number
            for key, number in zip(self.keys[met].tolist(), numbers[met].tolist())
        }

    def kept(self, its: Any) -> Couples:
        """Keep some."""
        return Couples(self.row[its], self.code[its], self.keys)

    def of(self, actor: int) -> Couples:
        """Keep those of one actor."""
        pair = self.keys // 2
        its = (pair // _SHIFT == actor) | (pair % _SHIFT == actor)
        return self.kept(np.flatnonzero(its[self.code]))

    def rows_of(self, first: int, second: int, mutual: bool) -> Ints:
        """Give the rows of one couple."""
        code = np.searchsorted(self.keys, (first * _SHIFT + second) * 2 + mutual)
        return np.asarray(self.row[self.code == code], dtype=np.int64)


def couples_of(index: EventIndex, by: Literal["country", "actor"], rows: Ints) -> Couples:
    """Give the couples of some rows; those of all are found once, and not for the sake of few."""
    links = index.acted_for if by == "country" else index.actors
    if ("couples", by) not in index.kept and len(rows) * _FEW < len(index.ids):
        return _find_couples(links, index, rows)
    every: Couples = index.keep(("couples", by), lambda: _find_couples(links, index, np.arange(len(index.ids))))
    return every.kept(np.flatnonzero(index.mask(rows)[every.row]))


def _find_couples(all_links: Links, index: EventIndex, rows: Ints) -> Couples:
    links = all_links.of_rows(index.mask(rows))
    # Links stand in the order of rows.
    row, value, side = links.row.astype(np.int64), links.value.astype(np.int64), links.side
    doer, done, part = side == 0, side == 1, side == 2
    mutual_rows = np.unique(row[part])
    together = part | (doer & np.isin(row, mutual_rows))
    one, other = _match(row, value, doer, done)
    two, another = _match(row, value, together, together)
    kept, ordered = value[one] != value[other], value[two] < value[another]
    one, other, two, another = one[kept], other[kept], two[ordered], another[ordered]
    first = np.concatenate([value[one], value[two]])
    second = np.concatenate([value[other], value[another]])
    mutual = np.concatenate([np.zeros(len(one), dtype=np.bool_), np.ones(len(two), dtype=np.bool_)])
    where = np.concatenate([row[one], row[two]])
    keys, code = np.unique((first * _SHIFT + second) * 2 + mutual, return_inverse=True)
    _, once = np.unique(code * len(index.ids) + where, return_index=True)
    return Couples(where[once].astype(np.int32), code[once].astype(np.int32), keys)


def _match(row: Ints, value: Ints, left: Bools, right: Bools) -> tuple[Ints, Ints]:
    """Give the places of every link on the left with every link on the right of the same event."""
    lefts, rights = np.flatnonzero(left), np.flatnonzero(right)
    begin = np.searchsorted(row[rights], row[lefts], side="left")
    number = np.searchsorted(row[rights], row[lefts], side="right") - begin
    offsets = np.arange(number.sum()) - np.repeat(np.cumsum(number) - number, number)
    return np.repeat(lefts, number), rights[np.repeat(begin, number) + offsets]
