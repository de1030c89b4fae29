"""What two reports, or two articles, have in common and what parts them: points, each with its reason."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Point:
    """A reason for or against, in words, and its weight."""

    reason: str
    weight: float


@dataclass(frozen=True, slots=True)
class Comparison:
    """What two reports have in common and what parts them."""

    points: tuple[Point, ...]
    veto: str | None = None
    """What rules out that they are of one happening."""

    @property
    def score(self) -> float:
        """The sum of the points; below any threshold where it is ruled out."""
        return -10.0 if self.veto else round(sum(point.weight for point in self.points), 3)
