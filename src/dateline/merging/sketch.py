"""An article as a whole, made ready for comparing with others."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.merging.reports import Source

_VICTIMS = ("killed", "injured")


@dataclass(frozen=True, slots=True, eq=False)
class Sketch:
    """An article as it is compared with others; two are equal only when they are one object."""

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
    """Numbers of single reports."""
    toll: tuple[int | None, int | None]
    """Killed and injured, by the article as a whole."""


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
        toll=(matter.killed, matter.injured),
    )


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
