"""How given acts stand: future and negation of marked events, and the status of an act that another act reports."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from bench.tasks_times import make_article
from dateline.knowledge.frames import Frame, load_frames
from dateline.model.article import Article, Span
from dateline.model.record import Status
from dateline.reading import Engine
from dateline.reading.events.candidates import Candidate
from dateline.reading.events.reader import EventReader
from dateline.reading.events.standing import Standing
from dateline.reading.mentions import find_mentions
from dateline.reading.references import resolve_references
from dateline.reading.statements import find_statements

AHEAD: frozenset[Status] = frozenset(("planned", "proposed", "considered", "threatened", "conditional"))
UNDONE: frozenset[Status] = frozenset(("negated", "denied", "cancelled"))


def read_acts(article: Article, engine: Engine) -> EventReader:
    """Read an article up to the room of events."""
    analysis = engine.analyse(article.text)
    mentions = find_mentions(article, analysis)
    statements, _ = find_statements(article, analysis, mentions)
    return EventReader(analysis, mentions, statements, resolve_references(article, analysis, mentions, statements))


@cache
def _plain_frame() -> Frame:
    return next(frame for frame in load_frames().frames if frame.type == "COOPERATE" and not frame.content)


def read_standing(reader: EventReader, span: Span) -> Standing | None:
    """Read how the act that a span names stands, whether or not a frame knows its word."""
    analysis = reader.analysis
    first, last = analysis.tokens_in(span)
    if first >= last:
        return None
    head = next((t for t in range(first, last) if not first <= analysis.heads[t] < last), first)
    known = reader.finder.find()
    given = next((c for c in known if c.head == head), None) or _candidate(reader, head)
    others = [c for c in known if c.head != head]
    return reader.read_standings([*others, given])[head]


def _candidate(reader: EventReader, head: int) -> Candidate:
    """Make an act of a verb, noun or adjective that no frame matched."""
    analysis = reader.analysis
    if analysis.tags[head][0] in "VM":
        return Candidate(_plain_frame(), head, "verb", head, head, [head])
    candidate = Candidate(_plain_frame(), head, "noun", None, reader.grammar.top(head), [head])
    reader.finder._carry(candidate)
    return candidate


def read_content(reader: EventReader, act: Span) -> Standing | None:
    """Read the standing of an act that the record tells as the content of another ("urged them to release")."""
    kept, standings, _, _ = reader.find_told()
    told = {candidate.head for candidate in kept}
    for candidate in reader.finder.find():
        standing = standings.get(candidate.head)
        if standing is None or standing.content_of is None or standing.content_of.head not in told:
            continue
        if any(reader.analysis.span(token, token + 1).overlaps(act) for token in candidate.trigger):
            return standing
    return None


def _is_ahead(standing: Standing) -> bool:
    return standing.status in AHEAD or (standing.ahead and standing.status == "negated")


def predict_event_marks(row: Mapping[str, Any], engine: Engine) -> dict[str, Any]:
    """Tell of each given event whether it lies ahead and whether it is negated."""
    reader = read_acts(make_article(row), engine)
    events = []
    for given in row["events"]:
        standing = read_standing(reader, Span(given["start"], given["end"]))
        events.append(
            {
                "start": given["start"],
                "end": given["end"],
                "future": standing is not None
                and (standing.status in AHEAD or (standing.ahead and standing.status == "negated")),
                "negated": standing is not None and standing.status in UNDONE,
            }
        )
    return {"id": row["id"], "events": events}
