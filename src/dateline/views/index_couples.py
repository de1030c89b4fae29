"""Every two sides of every event, found from links alone: who did it and to whom, or two who took part."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dateline.views.index_rows import Array, Arrays

Bools = NDArray[np.bool_]
SHIFT = 1 << 24
"""More actors than a ledger holds: two of their numbers make one."""
KINDS = {"actor": "value", "country": "country"}
"""What couples are of, and which column of the links to actors has it."""
_FEW = 1 << 20
"""So many keys are told apart by a mark on each, more by sorting."""


@dataclass(frozen=True, slots=True)
class Couples:
    """Every two sides of every event, once an event: who did it and to whom, or two who took part."""

    row: Array
    code: Array
    """Which couple each is, in `keys`."""
    keys: Array
    """Of each couple first, second and mutual in one number, ascending."""

    def count(self, limit: int | None = None) -> dict[tuple[int, int, bool], int]:
        """Count events by couple; of all, or of those that are among the most and what has as many as the last."""
        numbers = np.bincount(self.code, minlength=len(self.keys))
        least = 1
        if limit is not None and len(numbers) > limit:
            least = max(1, int(np.partition(numbers, -limit)[-limit]))
        met = np.flatnonzero(numbers >= least)
        return {
            (key // 2 // SHIFT, key // 2 % SHIFT, bool(key % 2)): number
            for key, number in zip(self.keys[met].tolist(), numbers[met].tolist())
        }

    def count_pairs(self) -> tuple[Array, Array]:
        """Give the two of each couple, as two rows, and how many events there are of it."""
        numbers = np.bincount(self.code, minlength=len(self.keys))
        met = np.flatnonzero(numbers)
        pair = self.keys[met] // 2
        return np.stack([pair // SHIFT, pair % SHIFT]), numbers[met]

    def kept(self, its: Any) -> Couples:
        """Keep some."""
        return Couples(self.row[its], self.code[its], self.keys)

    def of(self, actor: int) -> Couples:
        """Keep those of one actor."""
        pair = self.keys // 2
        its = (pair // SHIFT == actor) | (pair % SHIFT == actor)
        return self.kept(np.flatnonzero(its[self.code]))

    def rows_of(self, first: int, second: int, mutual: bool) -> Array:
        """Give the rows of one couple."""
        code = np.searchsorted(self.keys, (first * SHIFT + second) * 2 + mutual)
        return np.asarray(self.row[self.code == code], dtype=np.int64)

    def joined(self, later: Couples) -> Couples:
        """Give these with those of rows that follow."""
        if not len(later.row):
            return self
        keys = np.union1d(self.keys, later.keys)
        # Most of what is new is of couples that were met: then all codes stay what they are.
        own = self.code if len(keys) == len(self.keys) else np.searchsorted(keys, self.keys).astype(np.int32)[self.code]
        code = np.searchsorted(keys, later.keys).astype(np.int32)[later.code]
        return Couples(np.concatenate([self.row, later.row]), np.concatenate([own, code]), keys)


def find_couples(row: Array, value: Array, side: Array) -> Couples:
    """Find the couples of links, in the order of rows; sides are 0 doer, 1 recipient, 2 participant."""
    row, value, side = _sort(row, value, side)
    last = int(row[-1]) + 1 if len(row) else 0
    is_mutual = np.zeros(last, dtype=np.bool_)
    is_mutual[row[side == 2]] = True
    together = _once(row, value, np.flatnonzero((side == 2) | ((side == 0) & is_mutual[row])))
    doers, others = (_once(row, value, np.flatnonzero(side == its)) for its in (0, 1))
    one, other = _match(row, doers, others, last)
    two, another = _match(row, together, together, last)
    kept, ordered = value[one] != value[other], value[two] < value[another]
    one, other, two, another = one[kept], other[kept], two[ordered], another[ordered]
    first = np.concatenate([value[one], value[two]]).astype(np.int64)
    second = np.concatenate([value[other], value[another]])
    mutual = np.repeat(np.array([0, 1]), (len(one), len(two)))
    keys, code = _code(first, second, mutual)
    return Couples(np.concatenate([row[one], row[two]]).astype(np.int32), code, keys)


def _sort(row: Array, value: Array, side: Array) -> tuple[Array, Array, Array]:
    """Put links in the order of rows, values and sides, without those that have no value: sorted as one number each."""
    links = (row.astype(np.int64) * SHIFT + value) * 4 + side
    links = np.sort(links[value >= 0])
    return links // 4 // SHIFT, links // 4 % SHIFT, links % 4


def _once(row: Array, value: Array, its: Array) -> Array:
    """Keep of some links those that are not there twice; links stand in the order of rows, then values."""
    new = np.ones(len(its), dtype=np.bool_)
    new[1:] = (row[its[1:]] != row[its[:-1]]) | (value[its[1:]] != value[its[:-1]])
    return its[new]


def _match(row: Array, lefts: Array, rights: Array, last: int) -> tuple[Array, Array]:
    """Give the places of every link on the left with every link on the right of the same event."""
    per_row = np.bincount(row[rights], minlength=last)
    begins = np.cumsum(per_row) - per_row
    number = per_row[row[lefts]]
    offsets = np.arange(int(number.sum())) - np.repeat(np.cumsum(number) - number, number)
    return np.repeat(lefts, number), rights[np.repeat(begins[row[lefts]], number) + offsets]


def _code(first: Array, second: Array, mutual: Array) -> tuple[Array, Array]:
    """Give the keys of couples, ascending, and for each couple which of them it has."""
    most = int(max(first.max(initial=0), second.max(initial=0))) + 1
    if 2 * most * most <= _FEW:
        met = np.zeros(2 * most * most, dtype=np.bool_)
        small = (first * most + second) * 2 + mutual
        met[small] = True
        found = np.flatnonzero(met)
        keys = (found // 2 // most * SHIFT + found // 2 % most) * 2 + found % 2
        return keys, (np.cumsum(met, dtype=np.int32) - 1).astype(np.int32)[small]
    keys, code = np.unique((first * SHIFT + second) * 2 + mutual, return_inverse=True)
    return keys, code.astype(np.int32)


def make_couples(made: Arrays) -> Arrays:
    """Give the couples of all rows, from links in their order."""
    told: Arrays = {}
    for by, name in KINDS.items():
        found = find_couples(made["actors.row"], made[f"actors.{name}"], made["actors.side"])
        told |= {f"couples_{by}.{part}": getattr(found, part) for part in ("row", "code", "keys")}
    return told
