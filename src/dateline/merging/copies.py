"""Copies: texts that share a good part of their words with an earlier one, cut, framed or spliced as wire copy is.

Measured by what part of the smaller text is in the larger one, not by how alike they are as wholes: a report cut to two
fifths is a copy all the same.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from dateline.merging.fingerprints import RUN, Fingerprint, find_words, hash_runs
from dateline.model.article import Span

CONTAINED = 0.3
"""The part of the smaller fingerprint that must be in the larger."""
SHARED = 2
"""Runs that must be shared at least."""
_GAP = 8
"""Words between two shared runs that still are one passage."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """How far texts that share a run are looked at."""

    listed: int = 200
    """Of those that hold a run, in the order of publication, so many are kept in mind; a further one is compared with
    these."""
    common: int = 20
    """A run in more texts than this, among those kept in mind, that are no copies of each other without it is
    boilerplate and tells nothing."""


BOUNDS = Bounds()


@dataclass(frozen=True, slots=True, order=True)
class Copy:
    """Two texts of which one holds a good part of the other; `first` came before `second` into the finder."""

    first: int
    second: int
    shared: int
    """Kept runs that both have."""
    contained: float
    """Shared runs as a part of the smaller text's."""


class CopyFinder:
    """Finds, for each text that is added, those before it that share a good part with it."""

    def __init__(self, bounds: Bounds = BOUNDS) -> None:
        self._listed = bounds.listed
        self._texts: dict[int, list[int]] = {}
        self._sizes: list[int] = []

    def add(self, runs: Sequence[int], size: int) -> list[Copy]:
        """Add a text of so many runs, with those that may stand in others; give its copies among the texts before it.

        Texts have the numbers 0, 1, 2, ...
        """
        number = len(self._sizes)
        self._sizes.append(size)
        shared: Counter[int] = Counter()
        for run in runs:
            holders = self._texts.setdefault(run, [])
            shared.update(holders)
            if len(holders) < self._listed:
                holders.append(number)
        return [
            Copy(other, number, count, count / find_smaller(size, self._sizes[other]))
            for other, count in sorted(shared.items())
            if is_copy(count, find_smaller(size, self._sizes[other]))
        ]


def find_smaller(size: int, other: int) -> int:
    """Give the size of the smaller of two texts."""
    return max(1, min(size, other))


def is_copy(shared: int, smaller: int) -> bool:
    """Tell whether texts that share so many runs, the smaller of which has so many, are copies."""
    return shared >= SHARED and shared >= CONTAINED * smaller


def is_copy_anyway(shared: int, smaller: int) -> bool:
    """Tell whether texts that share a run, among so many, are copies even if that run tells nothing.

    Without this, formulas vouch for each other: short reports that share two of them would be copies, and neither
    would ever be found to be one. A short text that stands in another with all its runs is a copy all the same.
    """
    return is_copy(shared - 1, smaller - 1) or (shared == smaller and is_copy(shared, smaller))


def find_limit(holders: Iterable[int], are_copies: Callable[[int, int], bool], common: int) -> int | None:
    """Give the one of those that hold a run, in the order of publication, with whom it is boilerplate.

    That is when more than `common` are found that are no copies of each other by their other runs; None where there are
    not so many.
    """
    apart: list[int] = []
    for holder in holders:
        if not any(are_copies(other, holder) for other in apart):
            apart.append(holder)
            if len(apart) > common:
                return holder
    return None


def find_copies(fingerprints: Sequence[Fingerprint], bounds: Bounds = BOUNDS) -> list[Copy]:
    """Find all copies among texts, given in the order of their publication; what is boilerplate is found first."""
    finder, texts = CopyFinder(bounds), _find_shared(fingerprints)
    sizes = [len(fingerprint) for fingerprint in fingerprints]
    boilerplate = _find_boilerplate(texts, sizes, bounds)
    copies: list[Copy] = []
    for runs, size in zip(texts, sizes, strict=True):
        kept = [run for run in runs if run not in boilerplate] if boilerplate else runs
        copies += finder.add(kept, size - len(runs) + len(kept))
    return copies


def _find_shared(fingerprints: Sequence[Fingerprint]) -> list[list[int]]:
    """Give of each text the runs that stand in others too: few of all, and the others tell nothing."""
    if not fingerprints:
        return []
    every = np.concatenate([fingerprint.hashes for fingerprint in fingerprints])
    ordered = np.sort(every)
    several = np.unique(ordered[1:][ordered[1:] == ordered[:-1]])
    if not len(several):
        return [[] for _ in fingerprints]
    places = np.minimum(np.searchsorted(several, every), len(several) - 1)
    stands = several[places] == every
    ends = np.cumsum([0, *map(len, fingerprints)])
    return [places[start:end][stands[start:end]].tolist() for start, end in pairwise(ends.tolist())]


def _find_boilerplate(texts: Sequence[Sequence[int]], sizes: Sequence[int], bounds: Bounds) -> frozenset[int]:
    """Find runs that stand in many texts which are no copies of each other: an outlet's invitations and notices."""
    holders: dict[int, list[int]] = {}
    for number, runs in enumerate(texts):
        for run in runs:
            several = holders.setdefault(run, [])
            if len(several) < bounds.listed:
                several.append(number)
    kept: dict[int, frozenset[int]] = {}
    known: dict[tuple[int, int], bool] = {}

    def are_copies(first: int, second: int) -> bool:
        found = known.get((first, second))
        if found is None:
            for number in (first, second):
                if number not in kept:
                    kept[number] = frozenset(texts[number])
            shared, smaller = len(kept[first] & kept[second]), find_smaller(sizes[first], sizes[second])
            found = known[first, second] = is_copy_anyway(shared, smaller)
        return found

    often = (run for run, several in holders.items() if len(several) > bounds.common)
    return frozenset(run for run in often if find_limit(holders[run], are_copies, bounds.common) is not None)


def choose_originals(order: Iterable[int], copies: Iterable[Copy]) -> dict[int, int]:
    """Give for each text the one it goes back to; itself where it is no copy.

    `order` is that of publication: a copy goes back to the earlier text that it shares most with, and on to where that
    one comes from. A report spliced from two goes with the one it has more of, and does not make those two copies of
    each other.
    """
    place = {number: rank for rank, number in enumerate(order)}
    best: dict[int, tuple[float, int, int]] = {}
    for copy in copies:
        early, late = sorted((copy.first, copy.second), key=place.__getitem__)
        claim = (copy.contained, copy.shared, -place[early])
        if late not in best or claim > best[late]:
            best[late] = claim
    by_rank = {rank: number for number, rank in place.items()}
    originals: dict[int, int] = {}
    for number in sorted(place, key=place.__getitem__):
        parent = by_rank[-best[number][2]] if number in best else number
        originals[number] = originals.get(parent, number)
    return originals


def find_passages(first: str, second: str) -> Iterator[tuple[Span, Span]]:
    """Yield the passages that two texts share, where they stand in each: evidence that one is a copy of the other."""
    words, places = find_words(first)
    other_words, other_places = find_words(second)
    runs = hash_runs(words).tolist()
    where: dict[int, int] = {}
    for index, run in enumerate(hash_runs(other_words).tolist()):
        where.setdefault(run, index)
    index = 0
    while index < len(runs):
        start = where.get(runs[index])
        if start is None:
            index += 1
            continue
        last = index
        while last + 1 < len(runs) and where.get(runs[last + 1]) == start + (last + 1 - index):
            last += 1
        end, other_end = last + RUN - 1, start + (last - index) + RUN - 1
        if last - index >= _GAP - RUN:
            yield (
                Span(places[index][0], places[end][1]),
                Span(other_places[start][0], other_places[other_end][1]),
            )
        index = last + RUN


def count_shared(first: Fingerprint, second: Fingerprint) -> int:
    """Count the kept runs that two texts share."""
    return len(np.intersect1d(first.hashes, second.hashes, assume_unique=True))
