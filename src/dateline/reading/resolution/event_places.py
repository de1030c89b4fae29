"""Where an event took place."""

from __future__ import annotations

from dateline.model.article import Article
from dateline.model.record import EventPlace
from dateline.reading.analysis import Analysis
from dateline.reading.events import Event
from dateline.reading.resolution.types import Places


def place_event(event: Event, article: Article, analysis: Analysis, places: Places) -> tuple[EventPlace, ...]:
    """Give the places of an event, by syntax, else by sentence, else by dateline."""
    return ()
