"""Predictions of time expressions and of the days of given events."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dateline.model.article import Article, Span, article_id, text_sha256
from dateline.model.record import EventTime
from dateline.reading import Engine, read_article
from dateline.reading.analysis import Analysis
from dateline.reading.events import Event
from dateline.reading.mentions import find_mentions
from dateline.reading.resolution import Times, date_event, resolve_times


def make_article(row: Mapping[str, Any]) -> Article:
    """Make the article of a row; its reference date is its publication."""
    text, published = row["text"], row["ref_date"][:10]
    id_ = article_id(text, None, None, None, published)
    return Article(id=id_, text_sha256=text_sha256(text), published=published, language="en", text=text)


def predict_times(row: Mapping[str, Any], engine: Engine) -> dict[str, Any]:
    """Give the time expressions of the record as TIMEX3."""
    record = read_article(make_article(row), engine)
    timexes = [
        {"start": t.span.start, "end": t.span.end, "type": t.timex, "value": t.value} for t in record.times if t.value
    ]
    return {"id": row["id"], "timexes": timexes}


def predict_event_times(row: Mapping[str, Any], engine: Engine, honest: bool = False) -> dict[str, Any]:
    """Date the given events; where nothing in the text does, the publication day, or (`honest`) what a record says."""
    article = make_article(row)
    analysis = engine.analyse(article.text)
    mentions = find_mentions(article, analysis)
    times = resolve_times(article, analysis, mentions)
    events = []
    for given in row["events"]:
        event = _event_at(Span(given["start"], given["end"]), analysis)
        when = None if event is None else date_event(event, article, analysis, mentions, times)
        events.append(
            {
                "start": given["start"],
                "end": given["end"],
                "when": when.edtf if honest and when is not None else _edtf(when, times),
            }
        )
    return {"id": row["id"], "events": events}


def _edtf(time: EventTime | None, times: Times) -> str:
    published = times.reference.isoformat() if times.reference is not None else ""
    if time is not None and time.basis == "publication" and time.end is None and time.start is not None:
        return f"{time.start}/.."
    if time is None or time.basis not in ("expression", "context") or (time.start is None and time.end is None):
        return published
    if time.start == time.end:
        return time.start or published
    return f"{time.start or '..'}/{time.end or '..'}"


def _is_told_ahead(analysis: Analysis, head: int) -> bool:
    """Tell an act that is ahead by its own words: "will fly", "a contract to supply", from one a verb above decides."""
    lowers = [analysis.lowers[child] for child in analysis.children[head] if analysis.labels[child] == "aux"]
    purpose = "to" in lowers and analysis.labels[head] == "acl"
    return analysis.tags[head].startswith("VB") and (purpose or "will" in lowers)


def _event_at(span: Span, analysis: Analysis) -> Event | None:
    first, last = analysis.tokens_in(span)
    if first >= last:
        return None
    head = next((t for t in range(first, last) if not first <= analysis.heads[t] < last), first)
    return Event(
        index=0,
        frame="given",
        type="COOPERATE",
        mode=None,
        contexts=(),
        register="other",
        trigger=tuple(range(first, last)),
        head=head,
        status="occurred",
        sentence=analysis.sentence(head),
        tense="future" if _is_told_ahead(analysis, head) else None,
    )
