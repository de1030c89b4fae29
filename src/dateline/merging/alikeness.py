"""Are two articles about one matter? Traits of a pair, weighed by a table that was fitted to known incidents."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import log1p

from dateline.knowledge.words import load_story_weights
from dateline.merging.comparing import Comparison, Point
from dateline.merging.matter import rarity_of_name
from dateline.merging.reports import Source

_NEAR_DAYS, _MONTH, _YEAR = 3, 30, 400
_SHOWN = 4
_VICTIMS = ("killed", "injured")
Trait = tuple[str, float, str]
"""Name, size, and in words."""


@dataclass(frozen=True, slots=True)
class Sketch:
    """An article as it is compared with others."""

    day: int | None
    topic: dict[str, float]
    headline: frozenset[str]
    names: frozenset[str]
    people: frozenset[str]
    """Last names."""
    event_days: tuple[int, ...]
    """Days on which something happened, of reports that tell one day from another."""
    places: frozenset[str]
    regions: frozenset[str]
    ages: frozenset[int]
    victims: frozenset[tuple[str, float]]


def make_sketch(source: Source) -> Sketch:
    """Make ready what is compared of an article."""
    matter = source.matter
    return Sketch(
        day=source.day,
        topic=dict(source.topic),
        headline=frozenset(matter.headline),
        names=frozenset(matter.names),
        people=frozenset(name.rpartition(" ")[2] for name in matter.people),
        event_days=_find_event_days(source),
        places=frozenset(key for key, _ in matter.places),
        regions=frozenset(region for _, region in matter.places if region),
        ages=frozenset(matter.ages),
        victims=frozenset(
            (count.what, count.min)
            for report in source.reports
            for count in report.counts
            if count.what in _VICTIMS and count.min is not None
        ),
    )


def compare_articles(first: Sketch, second: Sketch) -> Comparison:
    """Compare two articles; the points add up to the logarithm of the odds that they are about one matter."""
    weights = load_story_weights()
    points = [Point("to begin with", weights["start"])]
    for name, size, words in find_traits(first, second):
        points.append(Point(words, round(weights[name] * size, 4)))
    return Comparison(tuple(points))


def find_traits(first: Sketch, second: Sketch) -> Iterator[Trait]:
    """Yield what two articles have in common and what parts them; the order of the two makes no difference."""
    yield from _compare_words(first, second)
    yield from _compare_names(first, second)
    yield from _compare_days(first, second)
    yield from _compare_places(first, second)
    yield from _compare_victims(first, second)


def _compare_words(first: Sketch, second: Sketch) -> Iterator[Trait]:
    alike = round(sum(first.topic.get(stem, 0.0) * weight for stem, weight in sorted(second.topic.items())), 4)
    yield "alike", alike, f"words in common ({alike:.2f})"
    yield "alike_squared", alike * alike, "words in common, again"
    mine, theirs = first.headline, second.headline
    if mine & theirs:
        share = len(mine & theirs) / min(len(mine), len(theirs))
        yield "headline", share, f"headlines share {', '.join(sorted(mine & theirs))}"


def _compare_names(first: Sketch, second: Sketch) -> Iterator[Trait]:
    shared = sorted(first.names & second.names, key=lambda name: (-rarity_of_name(name), name))
    if shared:
        size = sum(rarity_of_name(name) for name in shared[:3]) / 20
        yield "names", size, f"names in both: {', '.join(shared[:_SHOWN])}"
    people = first.people & second.people
    if people:
        yield "people", min(len(people), 3), f"people in both: {', '.join(sorted(people)[:_SHOWN])}"


def _compare_days(first: Sketch, second: Sketch) -> Iterator[Trait]:
    if first.day is None or second.day is None:
        yield "undated", 1.0, "the day of one is unknown"
    else:
        gap = abs(first.day - second.day)
        words = f"published {gap} days apart"
        yield "days_apart", log1p(gap) / 8, words
        for name, within in (
            ("within_days", gap <= _NEAR_DAYS),
            ("within_month", gap <= _MONTH),
            ("years", gap > _YEAR),
        ):
            if within:
                yield name, 1.0, words
    mine, theirs = first.event_days, second.event_days
    if mine and theirs:
        gap = min(abs(one - other) for one in mine for other in theirs)
        words = f"what happened is {gap} days apart" if gap else "what happened is of one day"
        yield "events_apart", log1p(gap) / 8, words
        apart = (("same_event_day", gap <= 1), ("other_event_day", gap > _NEAR_DAYS), ("far", gap > _MONTH))
        for name, holds in apart:
            if holds:
                yield name, 1.0, words


def _find_event_days(source: Source) -> tuple[int, ...]:
    days = {
        report.start
        for report in source.reports
        if report.status in ("occurred", "ongoing")
        and report.start is not None
        and report.end is not None
        and report.end - report.start <= 1
        and report.register not in ("diplomacy", "economy")
    }
    return tuple(sorted(days))


def _compare_places(first: Sketch, second: Sketch) -> Iterator[Trait]:
    if first.places and second.places:
        name = "same_place" if first.places & second.places else "other_places"
        yield name, 1.0, "a place in both" if name == "same_place" else "other places"
    if first.regions and second.regions:
        shared = sorted(first.regions & second.regions)
        yield "same_region" if shared else "other_regions", 1.0, ", ".join(shared) if shared else "other regions"


def _compare_victims(first: Sketch, second: Sketch) -> Iterator[Trait]:
    ages, others = first.ages, second.ages
    if ages & others:
        words = f"ages in both: {', '.join(map(str, sorted(ages & others)[:_SHOWN]))}"
        yield "same_ages", min(len(ages & others), 3), words
    elif ages and others:
        yield "other_ages", 1.0, "other ages"
    if first.victims and second.victims:
        name = "same_counts" if first.victims & second.victims else "other_counts"
        yield name, 1.0, "victims: the same number" if name == "same_counts" else "victims: other numbers"
