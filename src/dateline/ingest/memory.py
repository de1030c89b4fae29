"""Tables that stay for good are kept out of the way of the garbage collector, which else walks them again and again."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

_THRESHOLDS = (200_000, 100, 1_000_000)
"""New objects before the youngest are looked at: nearly all of a record goes by itself, and articles that are held for
comparing, some hundred thousand objects, stay. What has stayed is not looked at again."""


@contextmanager
def steady_memory(thresholds: tuple[int, int, int] = _THRESHOLDS) -> Iterator[None]:
    """Collect seldom while many articles are read; what `settle` put aside is handed back at the end."""
    before, put_aside = gc.get_threshold(), gc.get_freeze_count()
    gc.set_threshold(*thresholds)
    try:
        yield
    finally:
        gc.set_threshold(*before)
        gc.collect()  # joining leaves circles of what it held; what was put aside is not walked
        if not put_aside:  # what the caller put aside stays there
            gc.unfreeze()


def settle() -> None:
    """Put aside what is in memory now: called when the model and the tables are loaded."""
    gc.freeze()
