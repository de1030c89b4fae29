"""Which parts changes touch, found from where the changes are: no further is looked than one must.

What hangs together by pairs that just have the points can be most of a ledger, so it is never walked as a whole. Each
member keeps the level at which it was parted: at every lower one it hangs together with more than the limit. Pairs that
come leave that true, so whatever meets such a member has too much company as well; where a pair is lost, it is counted
again, as far as the limit.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet

from dateline.ledger.merges import MergeTables
from dateline.merging import parts
from dateline.merging.clustering import Edge
from dateline.merging.parts import LEVELS, Part, points_at

NOBODY: Mapping[int, Sequence[int]] = {}


class PartFinder:
    """Finds the parts of one state of the pairs, as `find_parts` gives them for all members at once."""

    def __init__(self, tables: MergeTables, joined: float, together: Mapping[int, Sequence[int]] = NOBODY) -> None:
        self._tables = tables
        self._limit = parts.LIMIT
        self._least = [points_at(level, joined) for level in range(LEVELS + 1)]
        self._together = together
        self._pairs: dict[int, list[tuple[int, float]]] = {}
        self._levels: dict[int, int] = {}
        self._open: set[int] = set()
        """Members whose level is to be found anew."""

    def find(self, changed: Iterable[int], loosened: Collection[int]) -> Iterator[Part]:
        """Yield the parts that have one of these members, and all that are others because of them.

        `changed` are members that came, or have pairs that came; `loosened` those that lost a pair. All must be there.
        """
        self._open |= {*changed, *loosened}
        waiting = self._open | self._loosen(loosened)
        for level in range(LEVELS + 1):
            many: set[int] = set()
            seen: set[int] = set()
            for number in sorted(waiting):
                if number in seen:
                    continue
                members, is_large = self._spread(number, level)
                seen |= members
                if is_large or (len(members) > self._limit and level < LEVELS):
                    many |= members
                else:
                    yield self._make_part(members, level)
            waiting = many

    def _loosen(self, loosened: Iterable[int]) -> set[int]:
        """Open what no longer hangs together with more than the limit, where it did; give its members."""
        found: set[int] = set()
        large: list[set[int]] = [set() for _ in range(LEVELS)]
        numbers = sorted(loosened)
        self._fetch_levels(numbers)
        for number in numbers:
            for level in range(self._levels[number]):
                if number in found:
                    break
                members = self._count(number, level, large[level])
                if members is not None:
                    found |= members
        self._open |= found
        return found

    def _count(self, number: int, level: int, large: set[int]) -> set[int] | None:
        """Give all that hang together with a member; None where that is more than the limit. `large` is known to be."""
        members, last = {number}, [number]
        while last:
            if len(members) > self._limit or not large.isdisjoint(last):
                large |= members
                return None
            last = sorted(self._find_near(last, level) - members)
            members.update(last)
        return members

    def _spread(self, number: int, level: int) -> tuple[set[int], bool]:
        """Give all that hang together with a member but those parted at a higher level; whether there are such."""
        members, last, is_large = {number}, [number], False
        while last:
            near = sorted(self._find_near(last, level) - members)
            self._fetch_levels(near)
            last = [each for each in near if each in self._open or self._levels[each] <= level]
            is_large = is_large or len(last) < len(near)
            members.update(last)
        self._open |= members
        return members, is_large

    def _find_near(self, numbers: Sequence[int], level: int) -> set[int]:
        self._fetch_pairs(numbers)
        least = self._least[level]
        near = {other for number in numbers for other, points in self._pairs[number] if points >= least}
        for number in numbers:
            near.update(self._together.get(number, ()))
        return near

    def _make_part(self, members: AbstractSet[int], level: int) -> Part:
        least = self._least[level]
        edges: dict[Edge, float] = {}
        for number in sorted(members):
            self._levels[number] = level
            for other, points in self._pairs[number]:
                if number < other and points >= least:
                    edges[number, other] = points
        self._open -= members
        return Part(sorted(members), edges, level)

    def _fetch_pairs(self, numbers: Iterable[int]) -> None:
        asked = [number for number in numbers if number not in self._pairs]
        for number in asked:
            self._pairs[number] = []
        for number, other, points in self._tables.pairs_of(asked):
            self._pairs[number].append((other, points))

    def _fetch_levels(self, numbers: Iterable[int]) -> None:
        asked = [number for number in numbers if number not in self._levels]
        self._levels.update(dict.fromkeys(asked, 0))
        self._levels.update((number, level) for number, _, level in self._tables.marks_of(asked))
