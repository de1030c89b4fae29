"""Reports become events: the best pairs first, a group joined to a group only where they agree on the whole.

Chains of pairs alone would run away (A like B, B like C, and C nothing like A); so two groups are joined by the mean
over a bounded sample of their pairs, and never over what rules it out.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

SAMPLE = 7
"""Of each group so many members are compared."""
NEAREST = 40
"""A group is joined to one of so many others that are nearest to it."""
BEST = 0.3
"""How much the best pair of two groups counts; the mean of all counts the rest."""
RULED_OUT = -5.0
"""A pair with fewer points keeps two groups apart, whatever the others say."""
Edge = tuple[int, int]
Score = Callable[[int, int], float | None]
"""None: the pair tells nothing of whether its groups are one."""


@dataclass(frozen=True, slots=True)
class Ruling:
    """What people decided: pairs of reports, that are one, in the order of the decisions, and that are not."""

    same: tuple[Edge, ...] = ()
    different: tuple[Edge, ...] = ()


NO_RULING = Ruling()


@dataclass(slots=True)
class _Group:
    members: list[int]
    neighbours: dict[int, float] = field(default_factory=dict)
    """The nearest other groups, with the points of the best pair."""
    apart: set[int] = field(default_factory=set)
    ruled: bool = False
    """Whether a person put it together: what speaks for one of its members speaks for all."""


def find_components(members: Iterable[int], edges: Iterable[Edge]) -> list[list[int]]:
    """Give the parts of the graph that hang together; members and parts in order."""
    parent = {member: member for member in members}

    def root(member: int) -> int:
        while parent[member] != member:
            parent[member] = parent[parent[member]]
            member = parent[member]
        return member

    for first, second in edges:
        one, other = sorted((root(first), root(second)))
        parent[other] = one
    parts: dict[int, list[int]] = {}
    for member in sorted(parent):
        parts.setdefault(root(member), []).append(member)
    return [parts[key] for key in sorted(parts)]


class Clusterer:
    """Joins the members of one part of the graph."""

    def __init__(self, score: Score, joined: float, ruling: Ruling = NO_RULING, ruled_out: float = RULED_OUT) -> None:
        self._ruled_out = ruled_out
        self._score = score
        self._joined = joined
        self._ruling = ruling
        self._groups: dict[int, _Group] = {}
        self._of: dict[int, int] = {}
        self._heap: list[tuple[float, list[int], list[int], int, int]] = []
        self._next = 0

    def cluster(self, members: Sequence[int], edges: Mapping[Edge, float]) -> list[list[int]]:
        """Give the groups, each sorted, by their first members."""
        for member in sorted(members):
            self._groups[self._next] = _Group([member])
            self._of[member] = self._next
            self._next += 1
        self._apply_ruling()
        for (first, second), score in sorted(edges.items()):
            one, other = self._of.get(first), self._of.get(second)
            if one is not None and other is not None and one != other and score >= self._joined:
                _draw_near(self._groups[one].neighbours, other, score)
                _draw_near(self._groups[other].neighbours, one, score)
        for number in sorted(self._groups):
            self._groups[number].neighbours = _nearest(self._groups[number].neighbours)
        for number in sorted(self._groups):
            for other in sorted(self._groups[number].neighbours):
                if number < other or number not in self._groups[other].neighbours:
                    self._offer(number, other)
        self._join_all()
        return sorted(sorted(group.members) for group in self._groups.values())

    def _apply_ruling(self) -> None:
        for first, second in self._ruling.different:
            one, other = self._of.get(first), self._of.get(second)
            if one is not None and other is not None and one != other:
                self._groups[one].apart.add(other)
                self._groups[other].apart.add(one)
        for first, second in self._ruling.same:
            one, other = self._of.get(first), self._of.get(second)
            if one is not None and other is not None and one != other and other not in self._groups[one].apart:
                self._groups[self._unite(one, other)].ruled = True

    def _offer(self, one: int, other: int) -> None:
        if other in self._groups[one].apart:
            return
        score = self._link(one, other)
        if score >= self._joined:
            first, second = sorted((self._groups[one].members, self._groups[other].members))
            heapq.heappush(self._heap, (-score, first[:1], second[:1], one, other))

    def _link(self, one: int, other: int) -> float:
        total, pairs, best = 0.0, 0, float("-inf")
        ruled = self._groups[one].ruled or self._groups[other].ruled
        for first in self._groups[one].members[:SAMPLE]:
            for second in self._groups[other].members[:SAMPLE]:
                score = self._score(first, second)
                if score is None:
                    continue
                if score <= self._ruled_out and not ruled:
                    return score
                total, pairs, best = total + score, pairs + 1, max(best, score)
        if not pairs:
            return self._ruled_out
        if ruled:
            return round(best, 6)
        return round((1 - BEST) * total / pairs + BEST * best, 6)

    def _join_all(self) -> None:
        while self._heap:
            _, _, _, one, other = heapq.heappop(self._heap)
            if one in self._groups and other in self._groups:
                joined = self._unite(one, other)
                for neighbour in sorted(self._groups[joined].neighbours):
                    self._offer(joined, neighbour)

    def _unite(self, one: int, other: int) -> int:
        first, second = self._groups.pop(one), self._groups.pop(other)
        neighbours = dict(first.neighbours)
        for each, score in second.neighbours.items():
            _draw_near(neighbours, each, score)
        for gone in (one, other):
            neighbours.pop(gone, None)
        united = _Group(
            sorted(first.members + second.members),
            _nearest({each: score for each, score in neighbours.items() if each in self._groups}),
            (first.apart | second.apart) - {one, other},
            first.ruled or second.ruled,
        )
        number, self._next = self._next, self._next + 1
        self._groups[number] = united
        for member in united.members:
            self._of[member] = number
        for each, score in united.neighbours.items():
            known = self._groups[each].neighbours
            known.pop(one, None)
            known.pop(other, None)
            known[number] = score
        for each in united.apart:
            self._groups[each].apart -= {one, other}
            self._groups[each].apart.add(number)
        return number


def _draw_near(neighbours: dict[int, float], other: int, score: float) -> None:
    neighbours[other] = max(score, neighbours.get(other, score))


def _nearest(neighbours: dict[int, float]) -> dict[int, float]:
    if len(neighbours) <= NEAREST:
        return neighbours
    return dict(sorted(neighbours.items(), key=lambda pair: (-pair[1], pair[0]))[:NEAREST])
