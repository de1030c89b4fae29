"""Time expressions to intervals of days, counted from the dateline, the publication or the last explicit time."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from dateline.model.article import Article
from dateline.model.record import Time
from dateline.reading.analysis import Analysis
from dateline.reading.mentions import Mentions, TimeMention
from dateline.reading.resolution import calendar
from dateline.reading.resolution.tense import tense_at
from dateline.reading.resolution.time_values import Anchor, Value, read_value
from dateline.reading.resolution.types import Times


@dataclass(slots=True)
class _Context:
    """The last explicit time of the paragraph, for "that day" and "a year earlier"."""

    date: datetime.date | None = None
    id: str | None = None
    paragraph: int = -1


def resolve_times(article: Article, analysis: Analysis, mentions: Mentions) -> Times:
    """Resolve the time expressions of an article; without a publication date years stay unknown."""
    reference, basis = _reference(article)
    context = _Context()
    starts = [first for first, _ in analysis.paragraphs]
    resolved: list[Time] = []
    for index, mention in enumerate(mentions.times):
        paragraph = _paragraph_of(starts, mention.first)
        if paragraph != context.paragraph:
            context = _Context(paragraph=paragraph)
        anchor = Anchor(reference, context.date, tense_at(analysis, mention.first, mention.last))
        value = read_value(mention, anchor)
        time = _time(f"t{index + 1}", mention, value, analysis, basis, context.id)
        resolved.append(time)
        if value.interval is not None and value.interval.start is not None and mention.rule in ("date", "deictic"):
            context.date, context.id = value.interval.start, time.id
    return Times(tuple(resolved))


def _reference(article: Article) -> tuple[datetime.date | None, str | None]:
    dateline = calendar.parse_day(article.dateline_date)
    if dateline is not None:
        return dateline, "dateline"
    published = calendar.parse_day(article.published)
    return published, None if published is None else "published"


def _paragraph_of(starts: list[int], token: int) -> int:
    from bisect import bisect_right

    return bisect_right(starts, token) - 1


def _time(
    id_: str, mention: TimeMention, value: Value, analysis: Analysis, basis: str | None, context: str | None
) -> Time:
    interval = value.interval
    counted_from = {"reference": basis, "context": context or basis, None: None}[value.basis]
    edtf = value.edtf if value.edtf is not None else None if interval is None else interval.edtf()
    return Time(
        id=id_,
        span=analysis.span(mention.first, mention.last),
        edtf=edtf,
        start=interval.start.isoformat() if interval is not None and interval.start is not None else None,
        end=interval.end.isoformat() if interval is not None and interval.end is not None else None,
        basis=counted_from,
        approximate=value.approximate,
        timex=value.timex,
        value=value.value,
    )
