"""What the resolution room hands on: places with coordinates, times as intervals, and where and when events lie."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field

from dateline.model.record import Place, Time


@dataclass(frozen=True, slots=True)
class Places:
    """The places of an article and the ways to them."""

    places: tuple[Place, ...] = ()
    """In order of first mention, ids p1, p2 ..."""
    by_token: Mapping[int, int] = field(default_factory=dict)
    """From each token of a place name (and of a country adjective used of territory) to the index of its place."""
    dateline: int | None = None
    """Index of the dateline's place."""

    def at(self, token: int) -> Place | None:
        """Give the place that a token names."""
        index = self.by_token.get(token)
        return None if index is None else self.places[index]


@dataclass(frozen=True, slots=True)
class Times:
    """The time expressions of an article, resolved; `times[i]` belongs to `Mentions.times[i]`, ids t1, t2 ..."""

    times: tuple[Time, ...] = ()
    reference: datetime.date | None = None
    """The day of report that times are counted from: of the dateline, of a line under the title, of publication."""
