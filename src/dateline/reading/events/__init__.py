"""What the article says happened, may happen or will not: acts, sides, standing."""

from __future__ import annotations

from dateline.model.article import Article
from dateline.reading.analysis import Analysis
from dateline.reading.events.reader import EventReader
from dateline.reading.events.types import Event, EventCount
from dateline.reading.mentions import Mentions
from dateline.reading.references import References
from dateline.reading.statements import Statement

__all__ = ["Event", "EventCount", "find_events"]


def find_events(
    article: Article,
    analysis: Analysis,
    mentions: Mentions,
    statements: tuple[Statement, ...],
    references: References,
) -> tuple[Event, ...]:
    """Find the events of an article in reading order."""
    return EventReader(analysis, mentions, statements, references).read()
