"""When an event took place: the expression that syntax ties to it, else what is honestly known."""

from __future__ import annotations

from dateline.model.article import Article
from dateline.model.record import EventTime
from dateline.reading.analysis import Analysis
from dateline.reading.events import Event
from dateline.reading.mentions import Mentions
from dateline.reading.resolution.types import Times


def date_event(event: Event, article: Article, analysis: Analysis, mentions: Mentions, times: Times) -> EventTime:
    """Give the interval in which an event lies; nothing known is an open interval up to publication."""
    return EventTime()
