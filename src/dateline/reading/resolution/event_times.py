"""When an event took place: the expression that syntax ties to it, else what is honestly known.

Nothing known of a report in the past is an open interval up to publication (`../2025-10-24`); of a plan, one that
begins with it. A period counted back ("in the past six weeks") holds the act somewhere inside it.
"""

from __future__ import annotations

import datetime

from dateline.model.article import Article
from dateline.model.record import EventTime, Status, Time
from dateline.reading.analysis import Analysis
from dateline.reading.events import Event
from dateline.reading.mentions import Mentions, TimeMention
from dateline.reading.resolution import calendar
from dateline.reading.resolution.calendar import Interval
from dateline.reading.resolution.tense import outer_token
from dateline.reading.resolution.types import Times

_AHEAD: frozenset[Status] = frozenset({"planned", "proposed", "considered", "threatened", "conditional"})
_SINCE = frozenset({"since", "after", "from"})
_UNTIL = frozenset({"until", "till", "by", "before"})
_PLACING = frozenset({"DATE", "TIME"})


def date_event(event: Event, article: Article, analysis: Analysis, mentions: Mentions, times: Times) -> EventTime:
    """Give the interval in which an event lies, by its own expression, its clause, or its tense."""
    tied = [index for index in event.time_indices if index < len(times.times)]
    index = _best(tied, times)
    if index is None:
        index = _in_clause(event, analysis, mentions, times)
    if index is not None:
        return _from_expression(index, event, article, analysis, mentions, times)
    return _from_publication(event, article)


def _placed(time: Time) -> bool:
    """Tell whether an expression says when, not only how long."""
    if time.start is None and time.end is None:
        return time.edtf is not None and time.timex in _PLACING
    return True


def _best(indices: list[int], times: Times) -> int | None:
    """Choose the expression that says most: a placed one, rather sharp than vague, the first of equals."""
    usable = [index for index in indices if _placed(times.times[index])]
    return min(usable, key=lambda i: (times.times[i].value or "").endswith("_REF"), default=None)


def _in_clause(event: Event, analysis: Analysis, mentions: Mentions, times: Times) -> int | None:
    """Find an expression on the path from the trigger to the root of its clause, where no other verb has it nearer."""
    first, last = event.sentence
    path = [event.head, *analysis.ancestors(event.head)]
    best: tuple[int, int] | None = None
    for index, mention in enumerate(mentions.times):
        if not (first <= mention.first and mention.last <= last) or not _placed(times.times[index]):
            continue
        if (times.times[index].value or "").endswith("_REF"):
            continue
        distance = _distance(path, mention.first, mention.last, analysis)
        if distance is not None and (best is None or distance < best[0]):
            best = distance, index
    return None if best is None else best[1]


def _distance(path: list[int], first: int, last: int, analysis: Analysis) -> int | None:
    """Count the steps from a trigger up to the word that an expression hangs on; None when another act is nearer."""
    token = first
    while first <= token < last and analysis.heads[token] != token:
        token = analysis.heads[token]
    for _ in range(4):
        if token in path:
            steps = path.index(token)
            verbs = [t for t in path[1 : steps + 1] if analysis.tags[t].startswith("VB")]
            crossed = any(analysis.labels[t] in ("ccomp", "relcl", "advcl", "acl") for t in path[:steps])
            return None if crossed or len(verbs) > 1 else steps
        if analysis.labels[token] not in ("prep", "pobj", "npadvmod", "pcomp", "advmod", "compound", "conj"):
            return None
        token = analysis.heads[token]
    return None


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
