"""Time expressions to intervals of days, counted from the dateline, the publication or the last explicit time."""

from __future__ import annotations

import datetime
from bisect import bisect_right
from dataclasses import dataclass, replace

from dateline.model.article import Article
from dateline.model.record import Time
from dateline.reading.analysis import Analysis
from dateline.reading.mentions import Mentions, TimeMention
from dateline.reading.resolution import calendar
from dateline.reading.resolution.calendar import Interval
from dateline.reading.resolution.tense import tense_at
from dateline.reading.resolution.time_model import Anchor, Value
from dateline.reading.resolution.time_values import read_value
from dateline.reading.resolution.types import Times

_COMPARED = frozenset({"%", "percent", "$", "£", "€", "#", "cents", "million", "billion", "trillion", "points"})
_JOINTS = frozenset({("and",), ("to",), ("through",), ("until",), ("-",), ("–",)})
_TOLD_YEAR = frozenset({"year", "direction", "year_direction"})
_LATE = 30
"""Days by which a publication can follow the date printed under the title."""
_RECENT = 4
"""Days before the report within which a day can be "the day"."""
_TOLD_NEAR = 12
"""Tokens within which a year that was told holds for the next month: "arrested in June 2011 and freed in May"."""
_FIGURE_WINDOW = 25
"""Tokens around a time within which figures make it a comparison."""


@dataclass(slots=True)
class _Context:
    """The last explicit time of the paragraph, for "that day" and "a year earlier"."""

    date: datetime.date | None = None
    id: str | None = None
    paragraph: int = -1
    told: datetime.date | None = None
    """First day of an expression that told its year."""
    told_at: int = -1
    """Its last token."""
    month: Interval | None = None
    """The last month told, and where."""
    month_in: int = -1
    day: datetime.date | None = None
    """The last single day told that lies in the days before the report."""
    day_id: str | None = None
    period: Interval | None = None
    """The last quarter, half or month that figures were told for; it outlives the paragraph."""
    period_id: str | None = None


def resolve_times(article: Article, analysis: Analysis, mentions: Mentions) -> Times:
    """Resolve the time expressions of an article; without a publication date years stay unknown."""
    reference, basis = _reference(article, analysis, mentions)
    context = _Context()
    starts = [first for first, _ in analysis.paragraphs]
    resolved: list[Time] = []
    for index, mention in enumerate(mentions.times):
        paragraph = bisect_right(starts, mention.first) - 1
        if paragraph != context.paragraph:
            context = replace(context, paragraph=paragraph, date=None, id=None, told=None, told_at=-1, month=None)
        mention = _with_year_of_range(mention, index, analysis, mentions)
        value = read_value(mention, _anchor(mention, analysis, reference, context))
        time = _time(f"t{index + 1}", mention, value, analysis, basis, context)
        resolved.append(time)
        if analysis.paragraphs[paragraph] != (mention.first, mention.last):  # the line with the day of the report
            _remember(context, mention, value, time, analysis.sentence_of[mention.first], reference)
    return Times(tuple(resolved), reference)


def _with_year_of_range(mention: TimeMention, index: int, analysis: Analysis, mentions: Mentions) -> TimeMention:
    """Give "May" of "between May and July 2024" the year that stands behind the range."""
    if mention.rule != "date" or index + 1 >= len(mentions.times):
        return mention
    this, other = dict(mention.parts), dict(mentions.times[index + 1].parts)
    joint = analysis.lowers[mention.last : mentions.times[index + 1].first]
    if joint not in _JOINTS or "month" not in this or this.keys() & _TOLD_YEAR or not {"month", "year"} <= other.keys():
        return mention
    year = int(other["year"]) - (int(this["month"]) > int(other["month"]))
    return replace(mention, parts=(*mention.parts, ("year", str(year))))


def _anchor(mention: TimeMention, analysis: Analysis, reference: datetime.date | None, context: _Context) -> Anchor:
    sentence = analysis.sentence_of[mention.first]
    near = context.told_at >= 0 and mention.first - context.told_at <= _TOLD_NEAR
    tense, direct = tense_at(analysis, mention.first, mention.last)
    return Anchor(
        reference,
        context.date,
        tense,
        direct=direct,
        day=context.day,
        month=context.month if context.month_in == sentence else None,
        told=context.told if near and analysis.sentence_of[context.told_at] == sentence else None,
        period=context.period,
        figures=mention.rule in ("ago", "period") and _compares(analysis, mention),
    )


def _compares(analysis: Analysis, mention: TimeMention) -> bool:
    """Tell "profit rose 5% from a year earlier" from "he was shot a year earlier"."""
    first, last = analysis.sentence(mention.first)
    begin, end = max(first, mention.first - _FIGURE_WINDOW), min(last, mention.last + _FIGURE_WINDOW)
    return any(word in _COMPARED for word in analysis.lowers[begin:end])


def _remember(
    context: _Context, mention: TimeMention, value: Value, time: Time, sentence: int, reference: datetime.date | None
) -> None:
    """Keep what later times count from."""
    interval = value.interval
    if interval is None or interval.start is None:
        return
    names = [name for name, _ in mention.parts]
    if mention.rule in ("date", "deictic", "feast", "weekday"):
        recent = reference is not None and 0 <= (reference - interval.start).days <= _RECENT
        if interval.start == interval.end and recent:
            context.day, context.day_id = interval.start, time.id
        context.date, context.id = interval.start, time.id
        if "year" in names and "month" in names:
            context.told, context.told_at = interval.start, mention.last - 1
    if mention.rule == "date" and "month" in names and "day" not in names:
        context.month, context.month_in = interval, sentence
    current = mention.rule == "period" and ("shift", "-1") not in mention.parts
    if mention.rule == "quarter" or (current and value.basis != "period"):
        context.period, context.period_id = interval, time.id


def _reference(article: Article, analysis: Analysis, mentions: Mentions) -> tuple[datetime.date | None, str | None]:
    dateline = calendar.parse_day(article.dateline_date)
    if dateline is not None:
        return dateline, "dateline"
    published = calendar.parse_day(article.published)
    line = _date_line(analysis, mentions)
    if line is not None and published is not None and 0 < (published - line).days <= _LATE:
        return line, "dateline"
    return published, None if published is None else "published"


def _date_line(analysis: Analysis, mentions: Mentions) -> datetime.date | None:
    """Read the day of report where a line under the title holds a full date and nothing else."""
    for first, last in analysis.paragraphs[:3]:
        for mention in mentions.times:
            if mention.first > first:
                break
            parts = dict(mention.parts)
            if (mention.first, mention.last) == (first, last) and parts.keys() >= {"year", "month", "day"}:
                return calendar.parse_day(f"{parts['year']}-{int(parts['month']):02}-{int(parts['day']):02}")
    return None


def _time(
    id_: str, mention: TimeMention, value: Value, analysis: Analysis, basis: str | None, context: _Context
) -> Time:
    interval = value.interval
    counted_from = {
        "reference": basis,
        "context": context.id or context.day_id or basis,
        "period": context.period_id or context.id or basis,
        None: None,
    }[value.basis]
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
