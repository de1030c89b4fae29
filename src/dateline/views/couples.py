"""Couples of events as questions choose them, from those that stand in the columns."""

from __future__ import annotations

from typing import Literal

import numpy as np

from dateline.views.index import EventIndex, Ints
from dateline.views.index_couples import Couples, find_couples


def couples_of(index: EventIndex, by: Literal["country", "actor"], rows: Ints) -> Couples:
    """Give the couples of some rows."""
    every: Couples = index.keep(("couples", by), lambda: _find_all(index, by))
    return every.kept(np.flatnonzero(index.mask(rows)[every.row]))


def _find_all(index: EventIndex, by: Literal["country", "actor"]) -> Couples:
    """Give the couples of all rows: those in order were found when the columns were made."""
    links, first = index.acted_for if by == "country" else index.actors, index.behind.links.get("actors")
    settled = index.settled_couples(by)
    if first is None:
        return settled
    return settled.joined(find_couples(links.row[first:], links.value[first:], links.side[first:]))
