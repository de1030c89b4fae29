"""What a newspaper says of its own article is no news: "An earlier version misstated that five were killed"."""

from __future__ import annotations

from dataclasses import replace

from dateline.model.article import Article
from dateline.reading.analysis import Analysis
from dateline.reading.events import Event
from dateline.reading.statements import Statement


def keep_statements(article: Article, statements: tuple[Statement, ...]) -> tuple[Statement, ...]:
    """Leave out the statements of corrections, retractions and editors' notes."""
    if not article.notices:
        return statements
    kept = [s for s in statements if not _in_notice(article, (s.cue or s.content)[0].start)]
    numbers = {statement.index: number for number, statement in enumerate(kept)}
    return tuple(
        replace(
            statement,
            index=number,
            replies_to=numbers.get(-1 if statement.replies_to is None else statement.replies_to),
            within=numbers.get(-1 if statement.within is None else statement.within),
            speaker_from=numbers.get(-1 if statement.speaker_from is None else statement.speaker_from),
        )
        for number, statement in enumerate(kept)
    )


def keep_events(article: Article, analysis: Analysis, events: tuple[Event, ...]) -> tuple[Event, ...]:
    """Leave out the events of corrections, retractions and editors' notes."""
    if not article.notices:
        return events
    kept = [event for event in events if not _in_notice(article, analysis.span(event.head, event.head + 1).start)]
    return tuple(replace(event, index=number) for number, event in enumerate(kept))


def _in_notice(article: Article, place: int) -> bool:
    return any(notice.span.start <= place < notice.span.end for notice in article.notices)
