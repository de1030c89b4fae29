"""Which runs are boilerplate is kept up: a run is looked at again where those that decide it are others now.

These are the first that hold it, in the order of publication, up to the one with whom there are enough that are no
copies of each other; so what comes later, as most does, changes nothing.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator, Sequence

import numpy as np

from dateline.ledger.merge_texts import KeptRun, TextTables, number_at
from dateline.merging.copies import Bounds, find_limit, find_smaller, is_copy_anyway

_LOADED = 32
"""So many texts are fetched at once: few runs need more of them."""
_HELD = 2_000
_REMEMBERED = 200_000


class Boilerplate:
    """Keeps up the runs that are boilerplate."""

    def __init__(self, tables: TextTables, bounds: Bounds) -> None:
        self._tables = tables
        self._bounds = bounds
        self._held: OrderedDict[int, frozenset[int]] = OrderedDict()
        """The runs of texts, by their places."""
        self._known: dict[int, dict[int, bool]] = {}
        self._pairs = 0

    def forget(self) -> None:
        """Forget what texts hold, which may be other ones now."""
        self._held.clear()
        self._known.clear()
        self._pairs = 0

    def check(self, kept: KeptRun, holders: Sequence[int]) -> bool:
        """Find out, and keep, whether a run with these first holders is boilerplate."""
        limit = find_limit(self._load(holders), self._are_copies, self._bounds.common)
        if limit != kept.limit:
            self._tables.set_common(kept.run, limit)
        return limit is not None

    def _load(self, places: Sequence[int]) -> Iterator[int]:
        held = self._held
        for start in range(0, len(places), _LOADED):
            some = places[start : start + _LOADED]
            missing = {number_at(place): place for place in some if place not in held}
            for number, fingerprint in self._tables.fingerprints(missing):
                held[missing[number]] = frozenset(np.frombuffer(fingerprint, dtype=np.int64).tolist())
            for place in some:
                held.move_to_end(place)
            while len(held) > _HELD:
                held.popitem(last=False)
            yield from some

    def _are_copies(self, first: int, second: int) -> bool:
        known = self._known.setdefault(first, {})
        found = known.get(second)
        if found is None:
            runs, others = self._held[first], self._held[second]
            found = known[second] = is_copy_anyway(len(runs & others), find_smaller(len(runs), len(others)))
            self._pairs += 1
            if self._pairs > _REMEMBERED:
                self._known.clear()
                self._pairs = 0
        return found
