"""Which reports are worth comparing: those that share a key of act, day and something that few others share.

Every report has a handful of keys, and no key leads to more than a bounded number of comparisons, so that the work
grows as the number of reports does.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from dateline.knowledge.words import rarity
from dateline.merging.reports import Report, Source


@dataclass(frozen=True, slots=True)
class Crowd:
    """How many that share a key are compared with each other."""

    full: int
    """Up to so many are compared each with each."""
    anchors: int
    """Beyond that, each with so many of them."""
    too_many: int
    """A key of more than this tells nothing."""


REPORTS = Crowd(40, 16, 2000)
_BUCKET = 4
_FAMILIES = {
    "clash": "strike", "airspace": "strike", "crime": "strike", "military": "strike", "diplomacy": "meeting",
    "agreement": "meeting", "economy": "sanction",
}  # fmt: skip
_TELLING = 4.0


def make_keys(report: Report, source: Source) -> list[int]:
    """Give the keys of a report, each once, in ascending order; numbers of 63 bits."""
    return sorted({hash_key(key) for key in _find_keys(report, source)})


def _find_keys(report: Report, source: Source) -> Iterator[str]:
    # Both the family and the register itself: a kindred act is met in the family.
    family = _FAMILIES.get(report.register, report.register)
    marks = sorted(set(_find_marks(report)))
    yield f"article {source.id}"
    words = [stem for stem in report.words if rarity(stem) >= _TELLING and stem not in report.trigger]
    words = sorted(words, key=lambda stem: (-rarity(stem), stem))[:6]
    yield f"sentence {' '.join(sorted(sorted(report.words, key=lambda stem: (-rarity(stem), stem))[:4]))}"
    topic = sorted(source.topic, key=lambda pair: (-pair[1], pair[0]))[:6]
    for bucket in _find_buckets(report, source):
        for mark in marks:
            yield f"{family}|{bucket}|{mark}"
        for position, mark in enumerate(marks):
            for further in marks[position + 1 :]:
                yield f"{family}|{bucket}|{mark}|{further}"
        for stem in words:
            yield f"{family}|{bucket}|word {stem}"
        for stem, _ in topic:
            yield f"{report.register}|{report.type}|{bucket}|topic {stem}"
    for position, stem in enumerate(words):
        for further in words[position + 1 :]:
            yield f"{family}|words {stem} {further}"


def _find_marks(report: Report) -> Iterator[str]:
    for place in report.places:
        yield f"at {place.key}" if place.kind != "country" else f"in {place.country}"
    for who in report.sides:
        if who.kind not in (None, "group", "unnamed"):
            yield f"who {who.key}"
        if who.country:
            yield f"of {who.country}"
    for count in report.counts:
        if count.min is not None and count.min == count.max:
            yield f"{count.what} {count.min}"


def _find_buckets(report: Report, source: Source) -> Iterable[int | str]:
    start, end = report.start, report.end
    if start is not None and end is not None and end - start <= 14:
        return range((start - 1) // _BUCKET, (end + 1) // _BUCKET + 1)
    day = source.day
    return ["undated"] if day is None else range((day - 3) // _BUCKET, (day + 1) // _BUCKET + 1)


def hash_key(key: str) -> int:
    """Give a key as a number of 63 bits."""
    return int.from_bytes(hashlib.blake2b(key.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big") >> 1


def find_pairs(members: Sequence[int], crowd: Crowd = REPORTS) -> Iterator[tuple[int, int]]:
    """Yield the pairs to compare among those that share a key, given by their numbers in any order.

    In a crowd each is compared with the same few, chosen by their numbers alone, so that adding one changes little.
    """
    if len(members) > crowd.too_many:
        return
    ordered = sorted(members)
    few = ordered if len(ordered) <= crowd.full else ordered[: crowd.anchors]
    for position, first in enumerate(few):
        for second in ordered[position + 1 :]:
            yield first, second


def is_pair(members: Sequence[int], first: int, second: int, crowd: Crowd = REPORTS) -> bool:
    """Tell whether two of those that share a key are compared for it; `members` in ascending order."""
    if len(members) <= crowd.full:
        return True
    return len(members) <= crowd.too_many and min(first, second) <= members[crowd.anchors - 1]
