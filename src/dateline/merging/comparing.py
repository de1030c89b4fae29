"""Are two reports of one happening? Points for and against, each with its reason; and what rules it out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from math import asin, cos, radians, sin, sqrt

from dateline.knowledge.words import find_stems, rarity
from dateline.merging.alikeness import score_articles
from dateline.merging.points import Comparison, Point
from dateline.merging.reports import Number, Report, Where, Who
from dateline.merging.sketch import Sketch
from dateline.merging.told import Told

JOINED = 4.0
"""Two reports with so many points are taken for one happening."""
RELEVANT = 2.5
"""A later report with so many points tells what became of a matter."""
_KINDRED = {
    frozenset(pair)
    for pair in (
        ("strike", "clash"), ("strike", "military"), ("strike", "airspace"), ("strike", "crime"),
        ("meeting", "diplomacy"),
        ("meeting", "agreement"), ("agreement", "diplomacy"), ("aid", "military"), ("clash", "military"),
        ("airspace", "military"), ("detention", "crime"), ("protest", "clash"), ("aid", "economy"),
        ("sanction", "economy"), ("agreement", "military"),
    )
}  # fmt: skip
_VERBAL = frozenset(("ACCUSE", "REJECT", "SUPPORT", "REQUEST", "THREATEN"))
"""Acts that are done by words: the same two sides do them again and again, so that more must agree."""
_SAME_DAYS = 2
"""An interval of up to so many days tells one day from another."""
_MATTERS = 2.5
"""What the articles as a whole add or take away, at most."""
_AGAINST = -0.6
_OF_STORY, _EVEN = 0.5, 0.8
_NEAR = 40.0
"""Kilometres between two names of one place."""


def compare(one: Told, two: Told) -> Comparison:
    """Compare two reports; the order makes no difference."""
    first, second = one.report, two.report
    veto = _find_veto(first, second)
    if (
        _same_article(one, two)
        and first.sentence.start < second.sentence.end
        and second.sentence.start < first.sentence.end
    ):
        veto = "one sentence tells of both"
    if veto is not None:
        return Comparison((), veto)
    points = [
        *_compare_acts(first, second),
        *_compare_times(one, two),
        *_compare_sides(first, second),
        *_compare_places(first, second),
        *_compare_counts(first, second),
        *_compare_words(one, two),
    ]
    return Comparison((*points, *_compare_matter(one, two, points)))


def _compare_matter(one: Told, two: Told, points: Sequence[Point]) -> Iterator[Point]:
    """Reports that may be of one happening are the more so, the more their articles are about one matter."""
    if _same_article(one, two) or sum(point.weight for point in points) < JOINED - _MATTERS:
        return
    odds = _odds(one.sketch, two.sketch)
    yield Point("articles of one story" if odds > 0 else "articles of two stories", odds)


@lru_cache(maxsize=20_000)
def _odds(one: Sketch, two: Sketch) -> float:
    odds = _OF_STORY * score_articles(one, two) + _EVEN
    return round(max(_AGAINST, min(_MATTERS, odds)), 3)


def _same_article(one: Told, two: Told) -> bool:
    return one.source.id == two.source.id


def compare_outcome(before: Told, after: Told) -> Comparison:
    """Compare what was planned, threatened or demanded with a later report that may tell what became of it."""
    opening, later = before.report, after.report
    if opening.register != later.register and frozenset((opening.register, later.register)) not in _KINDRED:
        return Comparison((), "acts of different kinds")
    demanded = opening.type == "REQUEST"
    if later.type in _VERBAL if demanded else later.type != opening.type:
        return Comparison((), "another act")
    day = before.day
    if day is not None and later.end is not None and later.end < day:
        return Comparison((), "it came before")
    if not demanded and (_reversed(opening, later) or _far_apart(opening, later)):
        return Comparison((), "other sides or another place")
    points = [] if demanded else list(_compare_sides(opening, later))
    if demanded and opening.register == later.register and later.register not in ("diplomacy", "other"):
        points.append(Point("an act of the kind that was demanded", 1.0))
    if demanded and opening.recipients and later.sides:
        weight, words = max(_best_match(opening.recipients, each) for each in (later.sides, later.recipients) if each)
        points += [Point(f"demanded of, or for: {words}", weight)] if words else []
    points += [
        *_compare_places(opening, later),
        *_compare_counts(opening, later),
        *_compare_words(before, after),
    ]
    if (
        opening.start is not None
        and opening.end is not None
        and later.start is not None
        and opening.basis == "expression"
    ):
        gap = _gap(opening, later) or 0
        points.append(
            Point(
                "at the time that was named" if gap == 0 else f"{gap} days off",
                1.5 if gap == 0 else -0.1 * min(gap, 20),
            )
        )
    return Comparison(tuple(points))


def _find_veto(first: Report, second: Report) -> str | None:
    if first.register != second.register and frozenset((first.register, second.register)) not in _KINDRED:
        return "acts of different kinds"
    if first.type != second.type and (first.type in _VERBAL) != (second.type in _VERBAL):
        return "words against a deed"
    gap = _gap(first, second)
    if gap is not None and gap > 3 and first.basis == second.basis == "expression":
        return "different days"
    if _reversed(first, second):
        return "the sides are the other way round"
    if _far_apart(first, second):
        return "different places"
    if any(_out_of_scale(a, b) for a in first.counts for b in second.counts if a.what == b.what):
        return "numbers of another size"
    return None


def _compare_acts(first: Report, second: Report) -> Iterator[Point]:
    if first.register != second.register:
        yield Point("kindred acts", -0.6)
    elif first.type != second.type:
        yield Point("acts of one kind", 0.2)
    elif first.mode is not None and second.mode is not None and first.mode != second.mode:
        yield Point("acts of one type", 0.4)
    else:
        yield Point("the same act", 1.0)
    if first.type in _VERBAL:
        yield Point("an act of words", -0.8)
    shared = set(first.trigger) & set(second.trigger)
    if shared:
        yield Point(f"the same word for it ({', '.join(sorted(shared))})", 0.6)


def _gap(first: Report, second: Report) -> int | None:
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


def _compare_times(one: Told, two: Told) -> Iterator[Point]:
    first, second, published, earlier = one.report, two.report, one.day, two.day
    elsewhere = not _same_article(one, two)
    apart = None if published is None or earlier is None else abs(published - earlier)
    gap = _gap(first, second)
    widest = max(_width(first), _width(second))
    if gap is not None and widest <= _SAME_DAYS:
        yield Point("the same day", 1.6) if gap == 0 else Point(f"{gap} days apart", -0.3 - 0.7 * gap)
    elif gap is not None and widest <= 45:
        yield Point("times that fit", 0.5) if gap == 0 else Point(f"{gap} days apart", -1.0 - 0.4 * min(gap, 10))
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
        yield Point("published far apart", -0.6 - min(1.5, apart / 60))


def _compare_sides(first: Report, second: Report) -> Iterator[Point]:
    for name, ours, theirs in (
        ("actor", (*first.actors, *first.participants), (*second.actors, *second.participants)),
        ("recipient", first.recipients, second.recipients),
    ):
        if not ours or not theirs:
            continue
        weight, words = _best_match(ours, theirs)
        if words:
            yield Point(f"{name}: {words}", weight)
    mutual = {who.key for who in first.participants} & {who.key for who in second.participants}
    if len(mutual) >= 2:
        yield Point("the same two sides", 0.9)


def _best_match(ours: Sequence[Who], theirs: Sequence[Who]) -> tuple[float, str]:
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


def _reversed(first: Report, second: Report) -> bool:
    ours, theirs = _countries(first.actors), _countries(second.actors)
    on, on_them = _countries(first.recipients), _countries(second.recipients)
    if not (ours and theirs and on and on_them):
        return False
    return bool(ours & on_them) and bool(theirs & on) and not ours & theirs and not on & on_them


def _countries(sides: Sequence[Who]) -> set[str]:
    return {who.country for who in sides if who.country}


_LEVELS = {"country": 0, "region": 1, "sea": 1, "admin1": 1}


def _is_fine(place: Where) -> bool:
    return place.kind not in _LEVELS


def _far_apart(first: Report, second: Report) -> bool:
    """Both are said to lie at fine places, by the words of the act itself, and none of one is near one of the other."""
    ours = [place for place in first.places if place.basis == "syntax" and _is_fine(place)]
    theirs = [place for place in second.places if place.basis == "syntax" and _is_fine(place)]
    if not ours or not theirs:
        return False
    return all(_distance(a, b) > 3 * _NEAR for a in ours for b in theirs)


def _distance(a: Where, b: Where) -> float:
    """Kilometres between two places; 0 where one of them is on no map or they are one."""
    if a.key == b.key or a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return 0.0
    return _great_circle(a.lat, a.lon, b.lat, b.lon)


@lru_cache(maxsize=200_000)
def _great_circle(lat: float, lon: float, lat2: float, lon2: float) -> float:
    a, b = radians(lat), radians(lat2)
    half = sin((b - a) / 2) ** 2 + cos(a) * cos(b) * sin(radians(lon2 - lon) / 2) ** 2
    return 12742 * asin(sqrt(min(1.0, half)))


def _compare_places(first: Report, second: Report) -> Iterator[Point]:
    best: Point | None = None
    for a in first.places:
        for b in second.places:
            point = _match_places(a, b)
            if point is not None and (best is None or point.weight > best.weight):
                best = point
    if best is not None:
        yield best


def _match_places(a: Where, b: Where) -> Point | None:
    weak = a.basis == "dateline" or b.basis == "dateline"
    if a.key == b.key or (_is_fine(a) and _is_fine(b) and a.lat is not None and b.lat and _distance(a, b) < _NEAR):
        if _is_fine(a):
            return Point(f"at {a.name}", 0.8 if weak else 1.8)
        return Point(f"in {a.name}", 0.3 if weak or a.kind == "country" else 0.9)
    if a.country and b.country and a.country != b.country:
        return Point(f"{a.name} against {b.name}", -0.6 if weak else -1.8)
    if _is_fine(a) and _is_fine(b):
        return Point(f"{a.name} against {b.name}", -0.3 if weak else -1.2)
    if a.admin1 and a.admin1 == b.admin1:
        return Point(f"both in {a.admin1}", 0.8)
    if a.country and a.country == b.country:
        return Point(f"both in {a.country}", 0.2)
    return None


def _compare_counts(first: Report, second: Report) -> Iterator[Point]:
    for a in first.counts:
        for b in second.counts:
            if a.what != b.what or a.unit != b.unit:
                continue
            if a.min == b.min and a.max == b.max:
                many = (a.min or a.max or 0) > 3
                yield Point(f"{a.what}: the same number", 1.4 if many else 0.8)
            elif numbers_fit(a, b):
                yield Point(f"{a.what}: numbers that fit", 0.6)
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


def _out_of_scale(a: Number, b: Number) -> bool:
    low, high = sorted((_middle(a), _middle(b)))
    return not numbers_fit(a, b) and high > 3 * low + 3


def _middle(number: Number) -> float:
    known = [float(side) for side in (number.min, number.max) if side is not None]
    return sum(known) / len(known) if known else 0.0


def _compare_words(one: Told, two: Told) -> Iterator[Point]:
    shared = one.content & two.content
    if shared:
        telling = sorted(shared, key=lambda stem: (-rarity(stem), stem))
        weight = sum(map(rarity, telling))
        if weight > 0:
            least = min(one.weight, two.weight) or 1.0
            words = f"words of the sentence: {', '.join(telling[:5])}"
            yield Point(words, round(1.8 * weight / (least + 6.0), 3))
    if _same_article(one, two):
        if one.report.headline != two.report.headline:
            yield Point("the headline tells it", 0.9 if one.report.type == two.report.type else 0.2)
        else:
            yield Point("one article tells both", 0.2)
        return
    alike = sum([weight * two.topic.get(stem, 0.0) for stem, weight in one.topic.items()])
    yield Point(f"articles on one matter ({alike:.2f})", round(5.0 * (alike - 0.25), 3))
