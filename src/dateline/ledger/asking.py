"""Many numbers are asked for at once, filled up to one of a few sizes, so that few statements are prepared."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

ASKED = 400
"""So many are asked for at once."""
MARKS = ", ".join("?" * ASKED)
VALUES = f"VALUES {', '.join(['(CAST(? AS INTEGER))'] * ASKED)}"
SMALLER = (1, 8, 60, ASKED)
_NOBODYS = -1
"""No number of anything."""


def fill_up(numbers: Iterable[int], sizes: tuple[int, ...] = (ASKED,)) -> Iterator[tuple[int, ...]]:
    """Yield numbers some at a time, each time as many as one of the sizes; those added are of nothing."""
    waiting, most = list(numbers), sizes[-1]
    for start in range(0, len(waiting), most):
        some = waiting[start : start + most]
        size = next(size for size in sizes if size >= len(some))
        yield (*some, *[_NOBODYS] * (size - len(some)))
