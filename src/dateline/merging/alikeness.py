"""Are two articles about one matter? Traits of a pair, weighed by a table that was fitted to known incidents."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from math import log1p

from dateline.knowledge.words import load_story_weights
from dateline.merging.matter import rarity_of_name
from dateline.merging.points import Comparison, Point
from dateline.merging.sketch import Sketch

_NEAR_DAYS, _MONTH, _YEAR = 3, 30, 400
_SHOWN = 4
_WORDS = {
    "alike": "words in common ({})", "alike_squared": "words in common, again", "headline": "headlines share {}",
    "names": "names in both: {}", "people": "people in both: {}", "undated": "the day of one is unknown",
    "days_apart": "published {} days apart", "within_days": "published within days",
    "within_month": "published within a month", "years": "published more than a year apart",
    "events_apart": "what happened is {} days apart", "same_event_day": "what happened is of one day",
    "other_event_day": "what happened is of other days", "far": "what happened is months apart",
    "same_place": "a place in both", "other_places": "other places", "same_region": "a region in both: {}",
    "other_regions": "other regions", "same_ages": "ages in both: {}", "other_ages": "other ages",
    "same_counts": "victims: the same number", "other_counts": "victims: other numbers",
    "same_toll": "as many dead or hurt: {}", "other_toll": "not as many dead or hurt",
}  # fmt: skip
TRAITS = frozenset(_WORDS)
"""The names of all traits."""
Trait = tuple[str, float, object]
"""Name, size, and what the words for it are made of."""


def compare_articles(first: Sketch, second: Sketch) -> Comparison:
    """Compare two articles; the points add up to the logarithm of the odds that they are about one matter."""
    weights = load_story_weights()
    points = [Point("to begin with", weights["start"])]
    for name, size, detail in find_traits(first, second):
        points.append(Point(_describe(name, detail), weights[name] * size))
    return Comparison(tuple(points))


def score_articles(first: Sketch, second: Sketch) -> float:
    """Give the sum of the points alone."""
    weights = load_story_weights()
    return round(sum([weights[name] * size for name, size, _ in find_traits(first, second)], weights["start"]), 3)


def _describe(name: str, detail: object) -> str:
    words = _WORDS[name]
    if isinstance(detail, (set, frozenset, list)):
        shown = sorted(detail, key=str) if not isinstance(detail, list) else detail
        return words.format(", ".join(map(str, shown[:_SHOWN])))
    return words.format(detail)


def find_traits(first: Sketch, second: Sketch) -> Iterator[Trait]:
    """Yield what two articles have in common and what parts them; the order of the two makes no difference."""
    yield from _compare_words(first, second)
    yield from _compare_names(first, second)
    yield from _compare_days(first, second)
    yield from _compare_places(first, second)
    yield from _compare_victims(first, second)


@lru_cache(maxsize=8192)
def find_alikeness(first: Sketch, second: Sketch) -> float:
    """Give how alike two articles are by their telling words: 0 nothing in common, 1 the same."""
    topic = first.topic
    return round(sum([topic[stem] * weight for stem, weight in second.topic.items() if stem in topic]), 3)


def _compare_words(first: Sketch, second: Sketch) -> Iterator[Trait]:
    alike = find_alikeness(first, second)
    yield "alike", alike, alike
    yield "alike_squared", alike * alike, None
    mine, theirs = first.headline, second.headline
    if mine & theirs:
        share = len(mine & theirs) / min(len(mine), len(theirs))
        yield "headline", share, mine & theirs


def _compare_names(first: Sketch, second: Sketch) -> Iterator[Trait]:
    shared = sorted(first.names & second.names, key=lambda name: (-rarity_of_name(name), name))
    if shared:
        size = sum(rarity_of_name(name) for name in shared[:3]) / 20
        yield "names", size, shared
    people = first.people & second.people
    if people:
        yield "people", min(len(people), 3), people


def _compare_days(first: Sketch, second: Sketch) -> Iterator[Trait]:
    if first.day is None or second.day is None:
        yield "undated", 1.0, None
    else:
        gap = abs(first.day - second.day)
        yield "days_apart", log1p(gap) / 8, gap
        for name, within in (
            ("within_days", gap <= _NEAR_DAYS),
            ("within_month", gap <= _MONTH),
            ("years", gap > _YEAR),
        ):
            if within:
                yield name, 1.0, gap
    mine, theirs = first.event_days, second.event_days
    if mine and theirs:
        gap = min(abs(one - other) for one in mine for other in theirs)
        yield "events_apart", log1p(gap) / 8, gap
        apart = (("same_event_day", gap <= 1), ("other_event_day", gap > _NEAR_DAYS), ("far", gap > _MONTH))
        for name, holds in apart:
            if holds:
                yield name, 1.0, gap


def _compare_places(first: Sketch, second: Sketch) -> Iterator[Trait]:
    if first.places and second.places:
        name = "same_place" if first.places & second.places else "other_places"
        yield name, 1.0, None
    if first.regions and second.regions:
        shared = sorted(first.regions & second.regions)
        yield "same_region" if shared else "other_regions", 1.0, shared


def _compare_victims(first: Sketch, second: Sketch) -> Iterator[Trait]:
    ages, others = first.ages, second.ages
    if ages & others:
        yield "same_ages", min(len(ages & others), 3), ages & others
    elif ages and others:
        yield "other_ages", 1.0, None
    if first.victims and second.victims:
        name = "same_counts" if first.victims & second.victims else "other_counts"
        yield name, 1.0, None
    for mine, theirs in zip(first.toll, second.toll, strict=True):
        if mine is not None and theirs is not None:
            yield ("same_toll" if mine == theirs else "other_toll"), 1.0, mine
