"""When an event took place: the expression that syntax ties to it, else what is honestly known.

Nothing known of a report in the past is an open interval up to publication (`../2025-10-24`); of a plan, one that
begins with it. A period counted back ("in the past six weeks") holds the act somewhere inside it.
"""

from __future__ import annotations

import datetime

from dateline.model.article import Article
from dateline.model.record import EventTime, Status
from dateline.reading.analysis import Analysis
from dateline.reading.events import Event
from dateline.reading.mentions import Mentions, TimeMention
from dateline.reading.resolution import calendar
from dateline.reading.resolution.calendar import Interval
from dateline.reading.resolution.event_time_syntax import is_begun
from dateline.reading.resolution.narrative import NarrativeFinder
from dateline.reading.resolution.tense import outer_token
from dateline.reading.resolution.types import Times

_AHEAD: frozenset[Status] = frozenset({"planned", "proposed", "considered", "threatened", "conditional"})
_WORDS = frozenset({"ACCUSE", "REJECT", "REQUEST", "SUPPORT", "THREATEN"})
"""Acts of words, which come after the deeds of a narrative, not among them."""
_SINCE = frozenset({"since", "after", "from"})
_UNTIL = frozenset({"until", "till", "by", "before"})


def date_event(event: Event, article: Article, analysis: Analysis, mentions: Mentions, times: Times) -> EventTime:
    """Give the interval in which an event lies: by its own expression, the narrative's, or its tense."""
    finder = NarrativeFinder(analysis, mentions, times)
    tied = [index for index in event.time_indices if index < len(times.times) and finder.is_placed(index)]
    index = min(tied, key=finder.is_vague, default=None)
    if index is None:
        index = finder.find_own(event.head)
    if index is not None:
        return _from_expression(finder.find_range_start(index), event, article, analysis, mentions, times)
    if event.status in ("occurred", "ongoing") and event.tense != "future":
        index = finder.find_in_narrative(event.head, spoken=event.type in _WORDS)
        if index is not None:
            time = times.times[index]
            return EventTime(id=time.id, start=time.start, end=time.end, edtf=time.edtf, basis="context")
    return _from_publication(event, article)


def _from_expression(
    index: int, event: Event, article: Article, analysis: Analysis, mentions: Mentions, times: Times
) -> EventTime:
    time = times.times[index]
    if time.start is None and time.end is None:
        return EventTime(id=time.id, edtf=time.edtf, basis="expression")
    start, end = calendar.parse_day(time.start), calendar.parse_day(time.end)
    mention = mentions.times[index]
    before = _preposition(event, mention, analysis)
    other = _range_end(index, analysis, mentions, times)
    if other is not None and before in ("from", "between"):
        end = calendar.parse_day(times.times[other].end) or end
    elif before in _SINCE and start is not None:
        end = _last_day(event, article, start)
    elif before in _UNTIL and end is not None:
        start = None
    elif start is not None and start != end and is_begun(event.head, mention, analysis):
        end = None
    same = (time.start, time.end) == (_iso(start), _iso(end))
    edtf = time.edtf if same else Interval(start, end).edtf()
    return EventTime(id=time.id, start=_iso(start), end=_iso(end), edtf=edtf, basis="expression")


def _preposition(event: Event, mention: TimeMention, analysis: Analysis) -> str:
    """Give the preposition that says how a time bears on an event, "" for none.

    "After August's summit, Russia launched": the launch is after August, the summit itself lies in it.
    """
    token = outer_token(analysis, mention.first, mention.last)
    while analysis.labels[token] in ("poss", "compound", "nmod", "nummod", "amod") and analysis.heads[token] != token:
        token = analysis.heads[token]
        if token == event.head or token in event.trigger:
            return ""
    above = analysis.heads[token]
    if analysis.labels[token] == "pobj" and above != token:
        return analysis.lowers[above]
    return analysis.lowers[mention.first - 1] if mention.first else ""


def _last_day(event: Event, article: Article, start: datetime.date) -> datetime.date | None:
    """End a period that began and goes on ("since November", "after August's summit") at publication."""
    published = calendar.parse_day(article.published)
    ahead = event.status in _AHEAD or event.tense == "future"
    return None if ahead or published is None or published < start else published


def _range_end(index: int, analysis: Analysis, mentions: Mentions, times: Times) -> int | None:
    """Find the second expression of "from X to Y" and "between X and Y"."""
    if index + 1 >= len(mentions.times):
        return None
    this, following = mentions.times[index], mentions.times[index + 1]
    joint = analysis.lowers[this.last : following.first]
    return index + 1 if joint in (("to",), ("and",), ("until",), ("through",)) and times.times[index + 1].end else None


def _from_publication(event: Event, article: Article) -> EventTime:
    published = calendar.parse_day(article.published) or calendar.parse_day(article.dateline_date)
    if published is None:
        return EventTime()
    if event.status in _AHEAD or (event.tense == "future" and event.status not in ("negated", "denied")):
        interval = Interval(published, None)
    else:
        interval = Interval(None, published)
    return EventTime(start=_iso(interval.start), end=_iso(interval.end), edtf=interval.edtf(), basis="publication")


def _iso(date: datetime.date | None) -> str | None:
    return None if date is None else date.isoformat()
