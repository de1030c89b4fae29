"""What hangs together is clustered by itself; where too much does, its weak pairs are left out until the rest is small.

Much that is told in one manner (a battle of months, a form that an agency fills in each day) hangs together by pairs
that have the points just so. Without a bound the whole would have to be clustered anew for each new report, so that a
ledger would take the longer for an article the more it holds.
"""

from __future__ import annotations

import hashlib
from array import array
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from dateline.merging.clustering import Edge, find_components

LIMIT = 1_000
"""So many reports, or articles, may hang together by pairs that just have the points."""
LEVELS = 12
"""A pair with six points more than it must have is never left out."""
_STEP = 0.5


@dataclass(frozen=True, slots=True)
class Part:
    """Members that hang together, and the pairs between them that have the points."""

    members: Sequence[int]
    edges: Mapping[Edge, float]
    level: int = 0
    """How often weak pairs were left out until no more than the limit hung together."""

    @property
    def mark(self) -> int:
        """A number of 63 bits made of members and pairs: what has the mark that it had is the same."""
        ends = (end for edge in sorted(self.edges) for end in edge)
        digest = hashlib.sha256(array("q", (*self.members, *ends)).tobytes()).digest()
        return int.from_bytes(digest[:8], "big") >> 1


def find_parts(
    members: Iterable[int],
    edges: Mapping[Edge, float],
    joined: float,
    together: Collection[Edge] = (),
    *,
    limit: int | None = None,
) -> list[Part]:
    """Give the parts, by their first members.

    All pairs have at least the points to be joined. Where more than the limit hang together, those with half a point
    more than that count alone, then those with a point more, and so on; what people decided to be one (`together`)
    is never parted.
    """
    most = LIMIT if limit is None else limit
    parts: list[Part] = []
    waiting = list(_part(members, edges, together, 0))
    while waiting:
        part = waiting.pop()
        if len(part.members) <= most or part.level == LEVELS:
            parts.append(part)
            continue
        least = points_at(part.level + 1, joined)
        strong = {edge: score for edge, score in part.edges.items() if score >= least}
        waiting += _part(part.members, strong, together, part.level + 1)
    return sorted(parts, key=lambda part: part.members[0])


def points_at(level: int, joined: float) -> float:
    """Tell how many points a pair must have to count at a level."""
    return joined + _STEP * level


def _part(
    members: Iterable[int], edges: Mapping[Edge, float], together: Collection[Edge], level: int
) -> Iterator[Part]:
    known = set(members)
    groups = find_components(known, [*edges, *(each for each in together if each[0] in known and each[1] in known)])
    group_of = {member: number for number, group in enumerate(groups) for member in group}
    within: list[dict[Edge, float]] = [{} for _ in groups]
    for edge, score in edges.items():
        within[group_of[edge[0]]][edge] = score
    for group, its_edges in zip(groups, within, strict=True):
        yield Part(group, its_edges, level)
