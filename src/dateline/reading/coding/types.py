"""What goes into and comes out of the coding room."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.model.article import Article
from dateline.model.record import Actor, Event, EventPlace, EventTime, Issue, Place, Statement, Time
from dateline.reading import events, statements
from dateline.reading.mentions import Mentions
from dateline.reading.references import References
from dateline.reading.resolution import Places, Times


@dataclass(frozen=True, slots=True)
class Resolved:
    """Places and times of an article, and where and when each of its events lies."""

    places: Places
    times: Times
    event_places: tuple[tuple[EventPlace, ...], ...]
    event_times: tuple[EventTime, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """All that the rooms before have found in one article."""

    mentions: Mentions
    statements: tuple[statements.Statement, ...]
    references: References
    events: tuple[events.Event, ...]
    resolved: Resolved


@dataclass(frozen=True, slots=True)
class Coded:
    """The parts of the record."""

    article: Article
    actors: tuple[Actor, ...]
    places: tuple[Place, ...]
    times: tuple[Time, ...]
    statements: tuple[Statement, ...]
    events: tuple[Event, ...]
    issues: tuple[Issue, ...]
