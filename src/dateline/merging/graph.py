"""Which of many are worth joining: pairs that share a key and have the points, kept up as members come and go.

The members are reports, joined into events, or articles, joined into stories. Which pairs are compared depends only on
who shares a key now, so that any order and any batches lead to the same pairs.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from operator import itemgetter

import numpy as np
from numpy.typing import NDArray

from dateline.ledger.merges import MergeTables
from dateline.merging.candidates import REPORTS, Crowd, find_pairs, is_pair
from dateline.merging.clustering import Edge
from dateline.merging.helping import Edges, Scored

_BATCH = 4_000_000
"""So many pairs are gathered before those found by several keys are thrown together."""
_REMEMBERED = 2_000
"""Of so many keys it is remembered who has them."""
Progress = Callable[[int, int], None]


@dataclass(slots=True)
class Changes:
    """What changed articles change: keys, and the members that come and go."""

    gained: dict[int, list[int]] = field(default_factory=dict)
    lost: dict[int, list[int]] = field(default_factory=dict)
    come: set[int] = field(default_factory=set)
    gone: dict[int, str] = field(default_factory=dict)
    parted: set[int] = field(default_factory=set)
    """Members that lost a pair."""

    def add(self, pairs: Iterable[tuple[int, int]]) -> None:
        """Note keys that members come to have, as (key, member)."""
        for key, number in pairs:
            self.gained.setdefault(key, []).append(number)

    def drop(self, pairs: Iterable[tuple[int, int]]) -> None:
        """Note keys that members cease to have, as (key, member)."""
        for key, number in pairs:
            self.lost.setdefault(key, []).append(number)


class Graph:
    """Members and their pairs, in the tables of a ledger."""

    def __init__(
        self,
        tables: MergeTables,
        compare: Callable[[Edges], Scored],
        keys_of: Callable[[int], Collection[int]],
        joined: float,
        crowd: Crowd = REPORTS,
    ) -> None:
        self._crowd = crowd
        self._tables = tables
        self._compare = compare
        self._keys_of = keys_of
        self._joined = joined

    def update(self, changes: Changes, progress: Progress | None = None) -> set[int]:
        """Compare what came to share a key; give the members at either end of a pair that came or went."""
        fresh = _Pairs(self._tables.order_of)
        stale: set[Edge] = set()
        keys = sorted({*changes.gained, *changes.lost})
        for key, now in self._tables.gather(keys, self._crowd.too_many, changes.lost):
            stale |= self._compare_key(key, now, changes, fresh)
        ends: set[int] = set()
        found: list[tuple[int, int, float]] = []
        known: set[Edge] = set()
        for number, (first, second, score) in enumerate(self._compare(fresh)):
            if stale and (first, second) in stale:
                known.add((first, second))
            if score >= self._joined:
                found.append((first, second, score))
                ends |= {first, second}
            if progress is not None and not number % 1000:
                progress(number, len(fresh))
        self._tables.keep_edges(found)
        parted = self._drop_stale(stale - known)
        changes.parted |= parted
        return ends | parted

    def _compare_key(self, key: int, now: list[int] | None, changes: Changes, fresh: _Pairs) -> set[Edge]:
        """Note the new pairs of a key that these have now; give those that it no longer leads to."""
        gained, lost = set(changes.gained.get(key, ())), changes.lost.get(key, ())
        if now is None:
            were_too_many = self._crowd.too_many + 1 + len(gained) - len(lost)
            if self._tables.count(key, were_too_many) >= were_too_many:
                return set()
            now = self._tables.members(key, self._crowd.too_many + len(gained))
        before = sorted({*now, *lost} - (gained - set(lost)))
        if len(before) < 2 or (not lost and len(now) <= self._crowd.full):
            fresh.extend(pair for pair in find_pairs(now, self._crowd) if pair[0] in gained or pair[1] in gained)
            return set()
        if min(len(now), len(before)) > self._crowd.full and not lost and len(now) <= self._crowd.too_many:
            return self._grow_crowd(now, before, gained, fresh)
        pairs, known = set(find_pairs(now, self._crowd)), set(find_pairs(before, self._crowd))
        fresh.extend(sorted(pairs - known))
        fresh.extend(sorted(pair for pair in pairs & known if pair[0] in gained or pair[1] in gained))
        return known - pairs

    def _grow_crowd(self, now: Sequence[int], before: Sequence[int], gained: set[int], fresh: _Pairs) -> set[Edge]:
        """Do the same for a crowd that only grew, at the cost of what changed: its few anchors, and who came."""
        anchors, were = set(now[: self._crowd.anchors]), set(before[: self._crowd.anchors])
        kept, new = sorted(anchors & were), sorted(anchors - were)
        fresh.extend(_ordered(anchor, each) for anchor in kept for each in sorted(gained) if each != anchor)
        fresh.extend(_ordered(anchor, each) for anchor in new for each in now if each != anchor)
        return {
            _ordered(gone, each) for gone in were - anchors for each in before if each not in anchors and each != gone
        }

    def _drop_stale(self, stale: Iterable[Edge]) -> set[int]:
        ends: set[int] = set()
        sharing = _Sharing(self._tables, self._keys_of, self._crowd)
        for first, pairs in groupby(sorted(stale), key=itemgetter(0)):
            joined = self._tables.edges_from(first)
            for _, second in pairs:
                if second in joined and not sharing.leads_to(first, second):
                    self._tables.drop_edge(first, second)
                    ends |= {first, second}
        return ends


class _Sharing:
    """Who shares a key with whom now; what was asked is remembered."""

    def __init__(self, tables: MergeTables, keys_of: Callable[[int], Collection[int]], crowd: Crowd) -> None:
        self._tables = tables
        self._find_keys = keys_of
        self._crowd = crowd
        self._keys: dict[int, frozenset[int]] = {}
        self._members: dict[int, list[int]] = {}

    def leads_to(self, first: int, second: int) -> bool:
        """Tell whether some key leads to a pair."""
        shared = self._keys_of(first) & self._keys_of(second)
        return any(is_pair(self._members_of(key), first, second, self._crowd) for key in sorted(shared))

    def _keys_of(self, number: int) -> frozenset[int]:
        keys = self._keys.get(number)
        if keys is None:
            keys = self._keys[number] = frozenset(self._find_keys(number))
        return keys

    def _members_of(self, key: int) -> list[int]:
        members = self._members.get(key)
        if members is None:
            members = self._members[key] = self._tables.members(key, self._crowd.too_many)
            if len(self._members) > _REMEMBERED:
                del self._members[next(iter(self._members))]
        return members


class _Pairs:
    """Pairs of members, each once, in an order in which what is near in time is near."""

    def __init__(self, order_of: Callable[[int], object]) -> None:
        self._order_of = order_of
        self._first, self._second = array("q"), array("q")
        self._limit = _BATCH

    def extend(self, pairs: Iterable[Edge]) -> None:
        for first, second in pairs:
            self._first.append(first)
            self._second.append(second)
        if len(self._first) > self._limit:
            one, other = _unique(self._first, self._second)
            self._first, self._second = array("q", one.tobytes()), array("q", other.tobytes())
            self._limit = max(_BATCH, 2 * len(one))

    def __len__(self) -> int:
        return len(self._first)

    def __iter__(self) -> Iterator[Edge]:
        if not self._first:
            return
        first, second = _unique(self._first, self._second)
        numbers = np.unique(np.concatenate((first, second)))
        ordered = sorted(numbers.tolist(), key=lambda number: (self._order_of(number), number))
        rank = np.empty(len(numbers), dtype=np.int64)
        rank[np.searchsorted(numbers, np.array(ordered, dtype=np.int64))] = np.arange(len(ordered))
        one, other = rank[np.searchsorted(numbers, first)], rank[np.searchsorted(numbers, second)]
        along = np.lexsort((np.maximum(one, other), np.minimum(one, other)))
        for start in range(0, len(along), 100_000):
            part = along[start : start + 100_000]
            yield from zip(first[part].tolist(), second[part].tolist(), strict=True)


def _ordered(one: int, other: int) -> Edge:
    return (one, other) if one < other else (other, one)


def _unique(first: array[int], second: array[int]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    one, other = np.frombuffer(first, dtype=np.int64), np.frombuffer(second, dtype=np.int64)
    along = np.lexsort((other, one))
    one, other = one[along], other[along]
    new = np.ones(len(one), dtype=bool)
    new[1:] = (one[1:] != one[:-1]) | (other[1:] != other[:-1])
    return one[new], other[new]
