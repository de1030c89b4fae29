"""What two reports say of when, who, where and how many, held against each other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from math import asin, cos, radians, sin, sqrt

from dateline.knowledge.words import find_stems, rarity
from dateline.merging.points import Point
from dateline.merging.reports import COARSE, Number, Report, Where, Who
from dateline.merging.told import Told

SAME_DAYS = 2
"""An interval of up to so many days tells one day from another."""
_WEEK = 8
_CLOSE = 0.75
"""A toll that rises: the smaller number is so much of the greater."""
_WEAK = frozenset(("dateline", "sentence"))
"""Grounds for a place on which it may be that of another act."""
_NEAR = 40.0
"""Kilometres between two names of one place."""


def days_between(first: Report, second: Report) -> int | None:
    """Days between the two intervals, 0 where they touch; None where one is unknown."""
    if (first.start is None and first.end is None) or (second.start is None and second.end is None):
        return None
    return max(0, _least(first) - _most(second), _least(second) - _most(first))


def _least(report: Report) -> int:
    return report.start if report.start is not None else -(10**6)


def _most(report: Report) -> int:
    return report.end if report.end is not None else 10**7


def _width(report: Report) -> int:
    if report.start is None or report.end is None:
        return 10**6
    return report.end - report.start + 1


def compare_times(one: Told, two: Told) -> Iterator[Point]:
    """Days, as far as both are narrow enough to tell; else the days of publication."""
    first, second, published, earlier = one.report, two.report, one.day, two.day
    elsewhere = one.source.id != two.source.id
    apart = None if published is None or earlier is None else abs(published - earlier)
    gap = days_between(first, second)
    widest = max(_width(first), _width(second))
    if gap is not None and widest <= SAME_DAYS:
        yield Point("the same day", 1.6) if gap == 0 else Point(f"{gap} days apart", -0.3 - 0.7 * gap)
    elif gap is not None and widest <= 45:
        fit = Point("times that fit", 0.8 if widest <= _WEEK else 0.5)
        yield fit if gap == 0 else Point(f"{gap} days apart", -1.0 - 0.4 * min(gap, 10))
    elif gap is not None and gap > 0:
        yield Point("times that do not fit", -1.0 - 0.15 * min(gap, 20))
    elif apart is not None and elsewhere:
        yield from _compare_publication(apart)
    if apart is None and elsewhere and (gap is None or widest > 45):
        yield Point("no day known", -0.5)


def _compare_publication(apart: int) -> Iterator[Point]:
    if apart <= 1:
        yield Point("published on the same days", 0.8)
    elif apart <= 4:
        yield Point("published within days", 0.2)
    elif apart > 10:
        yield Point("published far apart", -0.6 - min(1.5, apart / 60) - min(2.0, max(0, apart - 60) / 60))


def compare_sides(first: Report, second: Report) -> Iterator[Point]:
    """Who did it and to whom."""
    for name, ours, theirs in (
        ("actor", (*first.actors, *first.participants), (*second.actors, *second.participants)),
        ("recipient", first.recipients, second.recipients),
    ):
        if not ours or not theirs:
            continue
        weight, words = best_match(ours, theirs)
        if words:
            yield Point(f"{name}: {words}", weight)
    mutual = {who.key for who in first.participants if not _is_vague(who)} & {
        who.key for who in second.participants if not _is_vague(who)
    }
    if len(mutual) >= 2:
        yield Point("the same two sides", 0.9)


def best_match(ours: Sequence[Who], theirs: Sequence[Who]) -> tuple[float, str]:
    """Give the points and the words for the two that are most alike."""
    best = (-9.0, "")
    for a in ours:
        for b in theirs:
            best = max(best, _match(a, b))
    return best


def _match(a: Who, b: Who) -> tuple[float, str]:
    if a.key == b.key and not _is_vague(a):
        return (1.2 if a.kind in ("country", "organisation") else 1.8), a.name
    if _is_vague(a) or _is_vague(b):
        if a.country and b.country and a.country != b.country:
            return -0.8, f"{a.name} against {b.name}"
        shared = max(map(rarity, _stems(a.name) & _stems(b.name)), default=0.0)
        if shared and _is_vague(a) and _is_vague(b):
            return round(0.15 * shared, 3), a.name if a.name == b.name else f"{a.name} and {b.name}"
        return 0.0, ""
    if a.country and a.country == b.country:
        part = "country" in (a.kind, b.kind) or bool(set(a.sectors) & set(b.sectors))
        return (0.8 if part else 0.1), f"{a.name} and {b.name}, both of {a.country}"
    if a.affiliation and b.affiliation and a.affiliation == b.affiliation:
        return 0.6, f"both of {a.affiliation}"
    if a.country and b.country:
        return -1.6, f"{a.name} against {b.name}"
    return -0.4, f"{a.name} and {b.name}"


@lru_cache(maxsize=50_000)
def _stems(name: str) -> frozenset[str]:
    return frozenset(find_stems(name))


def _is_vague(who: Who) -> bool:
    return who.kind in (None, "group", "unnamed")


def are_reversed(one: Told, two: Told) -> bool:
    """Tell whether the doer of one is the recipient of the other, both ways."""
    return (
        not one.doers.isdisjoint(two.done_to)
        and not two.doers.isdisjoint(one.done_to)
        and one.doers.isdisjoint(two.doers)
        and one.done_to.isdisjoint(two.done_to)
    )


def is_fine(place: Where) -> bool:
    """Tell whether a place is finer than a region."""
    return place.kind not in COARSE


def are_far_apart(one: Told, two: Told) -> bool:
    """Both are said to lie at fine places, by the words of the act itself, and none of one is near one of the other."""
    if not one.spots or not two.spots:
        return False
    for a in one.spots:
        for b in two.spots:
            if distance(a, b) <= 3 * _NEAR:
                return False
    return True


def distance(a: Where, b: Where) -> float:
    """Kilometres between two places; 0 where one of them is on no map or they are one."""
    if a.key == b.key or a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return 0.0
    return _great_circle(a.lat, a.lon, b.lat, b.lon)


@lru_cache(maxsize=20_000)
def _great_circle(lat: float, lon: float, lat2: float, lon2: float) -> float:
    a, b = radians(lat), radians(lat2)
    half = sin((b - a) / 2) ** 2 + cos(a) * cos(b) * sin(radians(lon2 - lon) / 2) ** 2
    return 12742 * asin(sqrt(min(1.0, half)))


def compare_places(first: Report, second: Report) -> Iterator[Point]:
    """The best pair of their places."""
    best: Point | None = None
    for a in first.places or first.near:
        for b in second.places or second.near:
            point = _match_places(a, b)
            if point is not None and (best is None or point.weight > best.weight):
                best = point
    if best is not None:
        yield best


def _match_places(a: Where, b: Where) -> Point | None:
    weak = not {a.basis, b.basis}.isdisjoint(_WEAK)
    if a.key == b.key or (is_fine(a) and is_fine(b) and a.lat is not None and b.lat and distance(a, b) < _NEAR):
        if is_fine(a):
            return Point(f"at {a.name}", 0.8 if weak else 1.8)
        return Point(f"in {a.name}", 0.3 if weak or a.kind == "country" else 0.9)
    filed = "dateline" in (a.basis, b.basis)
    if a.country and b.country and a.country != b.country:
        sure = is_fine(a) and is_fine(b) and not weak
        return Point(f"{a.name} against {b.name}", -0.6 if filed else -2.6 if sure else -1.8)
    if is_fine(a) and is_fine(b):
        return Point(f"{a.name} against {b.name}", -0.3 if filed else -1.2)
    if a.admin1 and a.admin1 == b.admin1:
        return Point(f"both in {a.admin1}", 0.8)
    if a.country and a.country == b.country:
        return Point(f"both in {a.country}", 0.2)
    return None


def compare_counts(first: Report, second: Report) -> Iterator[Point]:
    """Numbers of one kind."""
    for a in first.counts:
        for b in second.counts:
            if a.what != b.what or a.unit != b.unit:
                continue
            if a.min == b.min and a.max == b.max:
                many = (a.min or a.max or 0) > 3
                yield Point(f"{a.what}: the same number", 1.4 if many else 0.8)
            elif numbers_fit(a, b):
                yield Point(f"{a.what}: numbers that fit", 0.6)
            elif min(_middle(a), _middle(b)) >= _CLOSE * max(_middle(a), _middle(b)):
                yield Point(f"{a.what}: numbers close to each other", 0.3)
            else:
                yield Point(f"{a.what}: other numbers", -0.2)


def numbers_fit(a: Number, b: Number) -> bool:
    """Tell whether two counts can be of one number: "at least 6" and 7 can, 6 and 7 cannot; "about" gives a tenth."""
    low, high = bounds(a)
    other_low, other_high = bounds(b)
    return low <= other_high and other_low <= high


def bounds(number: Number) -> tuple[float, float]:
    """Give the least and the greatest number that the words allow."""
    low = 0.0 if number.min is None else float(number.min)
    high = float("inf") if number.max is None else float(number.max)
    return (low * 0.9, high * 1.1) if number.approximate else (low, high)


def out_of_scale(a: Number, b: Number) -> bool:
    """Tell whether two numbers are too far apart for one happening."""
    low, high = sorted((_middle(a), _middle(b)))
    return not numbers_fit(a, b) and high > 3 * low + 3


def _middle(number: Number) -> float:
    known = [float(side) for side in (number.min, number.max) if side is not None]
    return sum(known) / len(known) if known else 0.0
