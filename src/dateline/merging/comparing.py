"""Are two reports of one happening? Points for and against, each with its reason; and what rules it out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from dateline.knowledge.words import rarity
from dateline.merging.alikeness import find_alikeness, score_articles
from dateline.merging.fields import (
    SAME_DAYS,
    are_far_apart,
    are_reversed,
    best_match,
    compare_counts,
    compare_places,
    compare_sides,
    compare_times,
    days_between,
    out_of_scale,
)
from dateline.merging.points import Comparison, Point
from dateline.merging.reports import Report
from dateline.merging.sketch import Sketch
from dateline.merging.told import Told

JOINED = 4.0
"""Two reports with so many points are taken for one happening."""
RELEVANT = 2.5
"""A later report with so many points tells what became of a matter."""
_KINDRED = {
    pair
    for one, other in (
        ("strike", "clash"), ("strike", "military"), ("strike", "airspace"), ("strike", "crime"),
        ("meeting", "diplomacy"),
        ("meeting", "agreement"), ("agreement", "diplomacy"), ("aid", "military"), ("clash", "military"),
        ("airspace", "military"), ("detention", "crime"), ("protest", "clash"), ("aid", "economy"),
        ("sanction", "economy"), ("agreement", "military"),
    )
    for pair in ((one, other), (other, one))
}  # fmt: skip
_VERBAL = frozenset(("ACCUSE", "REJECT", "SUPPORT", "REQUEST", "THREATEN"))
"""Acts that are done by words: the same two sides do them again and again, so that more must agree."""
_MATTERS = 2.5
"""What the articles as a whole add or take away, at most."""
_OF_ARTICLES = 6.5
"""What two articles can add at most: 3.75 for what they have in common, and `_MATTERS`; a little more for rounding."""
_HOPELESS = 1e9
_AGAINST = -0.3
_OF_STORY, _EVEN = 0.5, 0.8
_REPEATED, _KNOWN = 3.0, 3.0
_SHARED, _SHARED_WORDS, _SAME_TEXT = 0.6, 4, 0.7
"""Of the words of two sentences, so large a part and so many are shared, and their articles are so alike, where one
repeats the other."""
_OF_HEADLINE = 0.5
_ENOUGH = 0.7
"""With so many points for what two reports themselves have in common, the articles count in full."""


def compare(one: Told, two: Told) -> Comparison:
    """Compare two reports; the order makes no difference."""
    return _compare(one, two, -_HOPELESS)


def score_joined(one: Told, two: Told) -> float:
    """Give the points of two reports where they are enough to be joined; else fewer than are needed."""
    return _compare(one, two, JOINED).score


def _compare(one: Told, two: Told, needed: float) -> Comparison:
    """Compare two reports, as far as they may have the points that are needed."""
    first, second = one.report, two.report
    same_article = _same_article(one, two)
    repeated = _is_repeated(one, two)
    veto = None if repeated else _find_veto(one, two)
    if same_article and first.sentence.start < second.sentence.end and second.sentence.start < first.sentence.end:
        veto = "one sentence tells of both"
    if veto is not None:
        return Comparison((), veto)
    of_the_act = [
        *_compare_triggers(first, second),
        *compare_sides(first, second),
        *compare_places(first, second),
        *compare_counts(first, second),
        *_compare_sentences(one, two),
    ]
    if repeated:
        of_the_act.append(Point("told in the same words", _REPEATED))
    in_common = max(0.0, sum([point.weight for point in of_the_act]))
    share = min(1.0, in_common / _ENOUGH)
    points = [*_compare_acts(first, second), *compare_times(one, two), *of_the_act]
    if not same_article and sum([point.weight for point in points]) + _OF_ARTICLES * share < needed:
        return Comparison((), "too little in common")
    points += _compare_settings(one, two, share)
    return Comparison((*points, *_compare_matter(one, two, points, share)))


def _compare_matter(one: Told, two: Told, points: Sequence[Point], share: float) -> Iterator[Point]:
    """Reports that may be of one happening are the more so, the more their articles are about one matter.

    Two acts of one kind can be told of in articles on one matter, so that this counts only as far as the reports
    have something in common themselves.
    """
    if _same_article(one, two) or sum(point.weight for point in points) < JOINED - _MATTERS:
        return
    odds = _odds(one.sketch, two.sketch)
    if odds > 0:
        yield Point("articles of one story", round(odds * share, 3))
    elif not _looks_back(one) and not _looks_back(two):
        yield Point("articles of two stories", odds)


def _looks_back(told: Told) -> bool:
    """An article that mentions what happened days ago is on another matter by right."""
    start = told.report.start
    return (
        told.day is not None
        and start is not None
        and told.report.basis == "expression"
        and start < told.day - SAME_DAYS
    )


@lru_cache(maxsize=8192)
def _odds(one: Sketch, two: Sketch) -> float:
    odds = _OF_STORY * score_articles(one, two) + _EVEN
    return round(max(_AGAINST, min(_MATTERS, odds)), 3)


def compare_across(one: Told, two: Told) -> float | None:
    """Give the points by which two reports bring their groups together; None where they tell nothing of it.

    That one article tells of a happening in two ways leaves it open whether it is one, unless something speaks
    for it or against it; other articles are to decide then.
    """
    score = compare(one, two).score
    return None if _same_article(one, two) and 0 <= score < JOINED else score


def _same_article(one: Told, two: Told) -> bool:
    return one.source.id == two.source.id


def compare_outcome(before: Told, after: Told) -> Comparison:
    """Compare what was planned, threatened or demanded with a later report that may tell what became of it."""
    opening, later = before.report, after.report
    if opening.register != later.register and (opening.register, later.register) not in _KINDRED:
        return Comparison((), "acts of different kinds")
    demanded = opening.type == "REQUEST"
    if later.type in _VERBAL if demanded else later.type != opening.type:
        return Comparison((), "another act")
    day = before.day
    if day is not None and later.end is not None and later.end < day:
        return Comparison((), "it came before")
    if not demanded and (are_reversed(before, after) or are_far_apart(before, after)):
        return Comparison((), "other sides or another place")
    points = [] if demanded else list(compare_sides(opening, later))
    if demanded and opening.register == later.register and later.register not in ("diplomacy", "other"):
        points.append(Point("an act of the kind that was demanded", 1.0))
    if demanded and opening.recipients and later.sides:
        weight, words = max(best_match(opening.recipients, each) for each in (later.sides, later.recipients) if each)
        points += [Point(f"demanded of, or for: {words}", weight)] if words else []
    points += [
        *compare_places(opening, later),
        *compare_counts(opening, later),
        *_compare_sentences(before, after),
        *_compare_settings(before, after),
    ]
    if (
        opening.start is not None
        and opening.end is not None
        and later.start is not None
        and opening.basis == "expression"
    ):
        gap = days_between(opening, later) or 0
        points.append(
            Point(
                "at the time that was named" if gap == 0 else f"{gap} days off",
                1.5 if gap == 0 else -0.1 * min(gap, 20),
            )
        )
    return Comparison(tuple(points))


def _is_repeated(one: Told, two: Told) -> bool:
    """Tell whether another article of the same days says it in the same words, up to a word or two.

    Reports that are equal but for a day, a place or a number contradict each other on one happening.
    """
    few, many = len(one.words), len(two.words)
    if few > many:
        few, many = many, few
    # Even if all of the shorter one is shared, it may be too little.
    if few < _SHARED_WORDS or few < _SHARED * many:
        return False
    first, second = one.report.type, two.report.type
    if _same_article(one, two) or (first != second and first != "REJECT" and second != "REJECT"):
        return False
    if one.day is None or two.day is None or abs(one.day - two.day) > SAME_DAYS:
        return False
    shared = len(one.words & two.words)
    if shared < _SHARED_WORDS or shared < _SHARED * (len(one.words) + len(two.words) - shared):
        return False
    return find_alikeness(one.sketch, two.sketch) >= _SAME_TEXT


def _find_veto(one: Told, two: Told) -> str | None:
    first, second = one.report, two.report
    if first.register != second.register and (first.register, second.register) not in _KINDRED:
        return "acts of different kinds"
    if first.type != second.type and (first.type in _VERBAL) != (second.type in _VERBAL):
        return "words against a deed"
    gap = days_between(first, second)
    if gap is not None and gap > 3 and first.basis == second.basis == "expression":
        return "different days"
    if are_reversed(one, two):
        return "the sides are the other way round"
    if are_far_apart(one, two):
        return "different places"
    for a in first.counts:
        for b in second.counts:
            if a.what == b.what and out_of_scale(a, b):
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


def _compare_triggers(first: Report, second: Report) -> Iterator[Point]:
    shared = set(first.trigger) & set(second.trigger)
    if shared:
        yield Point(f"the same word for it ({', '.join(sorted(shared))})", 0.6)


def _compare_sentences(one: Told, two: Told) -> Iterator[Point]:
    shared = (one.words & two.words) - (one.words - one.content & two.words - two.content)
    if shared:
        rarities = {stem: rarity(stem) for stem in shared}
        telling = sorted((stem for stem in shared if rarities[stem]), key=lambda stem: (-rarities[stem], stem))
        weight = sum([rarities[stem] for stem in telling])
        if weight > 0:
            least = min(one.weight, two.weight) or 1.0
            words = f"words of the sentence: {', '.join(telling[:5])}"
            yield Point(words, round(1.8 * weight / (least + 6.0), 3))


def _compare_headline(headline: Told, body: Told) -> Iterator[Point]:
    """A sentence that has most of the words of the headline says the same."""
    every = sum(map(rarity, sorted(headline.words)))
    shared = sum(map(rarity, sorted(headline.words & body.words))) / (every or 1.0)
    alike = headline.report.type == body.report.type or shared > _OF_HEADLINE
    yield Point("the headline tells it", 0.9 if alike else 0.2)
    if shared > _OF_HEADLINE:
        yield Point("it has the words of the headline", round(3.5 * shared, 3))


def _refers_back(one: Told, two: Told) -> bool:
    """Tell whether the later one speaks of "the attack", and the earlier one is the last attack before it."""
    earlier, later = sorted((one.report, two.report), key=lambda report: report.sentence)
    if not later.definite or later.status != earlier.status or later.type != earlier.type or later.type in _VERBAL:
        return False
    return not any(
        report.register == later.register and earlier.sentence < report.sentence < later.sentence
        for report in one.source.reports
    )


def _compare_settings(one: Told, two: Told, share: float = 1.0) -> Iterator[Point]:
    if _same_article(one, two):
        if one.report.headline != two.report.headline:
            yield from _compare_headline(*((one, two) if one.report.headline else (two, one)))
        else:
            yield Point("one article tells both", 0.2)
            if _refers_back(one, two):
                yield Point("the later one speaks of it as known", _KNOWN)
        return
    alike = find_alikeness(one.sketch, two.sketch)
    weight = 5.0 * (alike - 0.25)
    if weight < 0 and (_looks_back(one) or _looks_back(two)):
        return
    yield Point(f"articles on one matter ({alike:.2f})", round(weight * share if weight > 0 else weight, 3))
