"""Texts are traced back: each to the earlier text that it shares most with, at the cost of these texts alone."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace

import numpy as np

from dateline.ledger.merge_texts import KeptText, TextTables, number_at
from dateline.merging.copies import SHARED, Bounds, find_smaller, is_copy

_TEXTS = 64
"""So many are traced at once."""
Claim = tuple[float, int, int]
"""What a text shares with an earlier one: the part of the smaller, the runs, the earlier one's place turned round."""


@dataclass(slots=True)
class _Holders:
    """Who holds the runs of some texts, boilerplate aside."""

    places: dict[int, list[int]] = field(default_factory=dict)
    """By run, in the order of publication, as far as they are kept in mind."""
    more: set[int] = field(default_factory=set)
    """Runs with more holders than are kept in mind."""


class Tracer:
    """Keeps up which earlier text each text goes back to."""

    def __init__(self, tables: TextTables, bounds: Bounds) -> None:
        self._tables = tables
        self._listed = bounds.listed

    def trace(self, texts: Iterable[int], others: AbstractSet[int] = frozenset()) -> set[int]:
        """Trace texts anew; give the numbers of those that go back to another text now.

        Of those in `others` that are among them, the size may be another now: later texts, which share their runs, may
        go back to them instead.
        """
        ordered = sorted(texts)
        every = frozenset(ordered) if others else frozenset()
        changed: set[int] = set()
        for start in range(0, len(ordered), _TEXTS):
            changed |= self._trace(ordered[start : start + _TEXTS], others, every)
        return changed

    def _trace(self, numbers: Sequence[int], others: AbstractSet[int], every: AbstractSet[int]) -> set[int]:
        runs_of = {
            number: np.frombuffer(fingerprint, dtype=np.int64).tolist()
            for number, fingerprint in self._tables.fingerprints(numbers)
        }
        holders = self._find_holders({run for runs in runs_of.values() for run in runs})
        known = {number_at(text.place): text for text in self._tables.texts(numbers)}
        earlier: list[tuple[KeptText, dict[int, int]]] = []
        later: list[tuple[KeptText, dict[int, int]]] = []
        for number, text in sorted(known.items()):
            earlier.append((text, _count_earlier(runs_of[number], text.place, holders)))
            if number in others:
                later.append((text, self._count_later(runs_of[number], text.place, holders)))
        wanted = {number_at(place) for _, counted in earlier + later for place in counted}
        known.update((number_at(text.place), text) for text in self._tables.texts(wanted - known.keys()))
        found = {number_at(text.place): _find_best(text, counted, known) for text, counted in earlier}
        for text, counted in later:
            for place, shared in counted.items():
                number = number_at(place)
                if number not in every:
                    late = found.get(number) or known[number]
                    found[number] = _choose(late, text, shared)
        made = {number: text for number, text in found.items() if text != known[number]}
        self._tables.keep_texts(made.values())
        return {number for number, text in made.items() if text.parent != known[number].parent}

    def _find_holders(self, runs: AbstractSet[int]) -> _Holders:
        found = _Holders()
        places = found.places
        for kept in self._tables.look_up(sorted(runs), self._listed + 1):
            if kept.limit is None:
                places[kept.run] = []
                if kept.held > self._listed:
                    found.more.add(kept.run)
        for run, place in self._tables.gather(run for run in places if run not in found.more):
            places[run].append(place)
        for run in places:
            if run in found.more:
                places[run] = self._tables.first_holders(run, self._listed)
            else:
                places[run].sort()
        return found

    def _count_later(self, runs: Iterable[int], own: int, holders: _Holders) -> dict[int, int]:
        """Count the runs shared with each later text for which this one is kept in mind."""
        counted: Counter[int] = Counter()
        for run in runs:
            places = holders.places.get(run)
            if places is not None and own <= places[-1]:
                counted.update(places[bisect_right(places, own) :])
                if run in holders.more:
                    counted.update(self._tables.holders_after(run, places[-1]))
        return _drop_few(counted)


def _count_earlier(runs: Iterable[int], own: int, holders: _Holders) -> dict[int, int]:
    """Count the runs shared with each earlier text that is kept in mind."""
    counted: Counter[int] = Counter()
    for run in runs:
        places = holders.places.get(run)
        if places is not None:
            counted.update(places[: bisect_left(places, own)])
    return _drop_few(counted)


def _drop_few(counted: Counter[int]) -> dict[int, int]:
    return {place: shared for place, shared in counted.items() if shared >= SHARED}


def _find_best(text: KeptText, counted: dict[int, int], known: dict[int, KeptText]) -> KeptText:
    """Give a text with the earlier one it goes back to."""
    best = replace(text, parent=None, shared=0, smaller=1)
    for place, shared in counted.items():
        best = _choose(best, known[number_at(place)], shared)
    return best


def _choose(late: KeptText, early: KeptText, shared: int) -> KeptText:
    """Let a text go back to another earlier one where it shares more with that."""
    smaller = find_smaller(late.size, early.size)
    if not is_copy(shared, smaller):
        return late
    claim = (shared / smaller, shared, -early.place)
    if late.parent is not None and claim <= (late.shared / late.smaller, late.shared, -late.parent):
        return late
    return replace(late, parent=early.place, shared=shared, smaller=smaller)
