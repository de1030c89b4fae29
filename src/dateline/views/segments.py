"""The text of an article cut where anything read from it begins or ends, with what each stretch is evidence of."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from dateline.model.article import Span, Spans
from dateline.model.evidence import iter_spans
from dateline.model.record import Event, Record

Layer = Literal["event", "statement", "actor", "place", "time"]
LAYERS: tuple[Layer, ...] = ("event", "statement", "actor", "place", "time")


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of text; all of them in their order are the whole text."""

    text: str
    start: int
    layers: tuple[Layer, ...]
    """What the words were read as; each has a lane of its own under them."""
    records: tuple[str, ...]
    """Local ids of the events (`e1`), statements (`s1`), actors, places and times that the words are evidence of."""
    said: bool
    """Inside what somebody says: not the outlet's own voice."""
    asked: bool
    """Inside the words that the address asked for."""


@dataclass(frozen=True, slots=True)
class _Mark:
    span: Span
    record: str
    layer: Layer | None


def cut_article(record: Record, asked: Span | None = None, everywhere: bool = False) -> list[Segment]:
    """Cut the text of an article at every mark, or where any span of the record begins or ends."""
    text = record.article.text
    marks = [mark for mark in _marks(record) if mark.span.start < mark.span.end]
    said = [span for statement in record.statements for span in statement.content]
    cuts = {0, len(text)}
    others = [span for _, span in iter_spans(record)] if everywhere else []
    for span in [*(mark.span for mark in marks), *said, *others, *([asked] if asked else [])]:
        cuts.update((min(max(span.start, 0), len(text)), min(max(span.end, 0), len(text))))
    order = sorted(cuts)
    opening: dict[int, list[_Mark]] = {}
    for mark in marks:
        opening.setdefault(mark.span.start, []).append(mark)
    open_: list[_Mark] = []
    segments: list[Segment] = []
    for start, end in pairwise(order):
        open_ = [mark for mark in open_ if mark.span.end > start] + opening.get(start, [])
        layers = {mark.layer for mark in open_}
        segments.append(
            Segment(
                text=text[start:end],
                start=start,
                layers=tuple(layer for layer in LAYERS if layer in layers),
                records=tuple(dict.fromkeys(mark.record for mark in open_)),
                said=any(span.start <= start < span.end for span in said),
                asked=asked is not None and asked.start <= start < asked.end,
            )
        )
    return segments


def _marks(record: Record) -> Iterator[_Mark]:
    for event in record.events:
        yield from (_Mark(span, event.id, "event") for span in event.trigger)
        yield from (_Mark(span, event.id, None) for span in _evidence(event))
    for statement in record.statements:
        yield from (_Mark(span, statement.id, "statement") for span in statement.content)
        spans: Spans = (*statement.speaker.spans, *statement.cue)
        if statement.addressee is not None:
            spans = (*spans, *statement.addressee.spans)
        if statement.venue is not None:
            spans = (*spans, *statement.venue.spans)
        yield from (_Mark(span, statement.id, None) for span in spans)
    for actor in record.actors:
        yield from (_Mark(mention.span, actor.id, "actor") for mention in actor.mentions)
        yield from (_Mark(role.span, actor.id, None) for role in actor.roles)
    for place in record.places:
        yield from (_Mark(span, place.id, "place") for span in place.spans)
    yield from (_Mark(time.span, time.id, "time") for time in record.times)


def _evidence(event: Event) -> Iterator[Span]:
    for party in (*event.actors, *event.recipients, *event.participants):
        yield from party.spans
    for place in event.places:
        yield from place.spans
    yield from (count.span for count in event.counts)
    yield from event.status_spans
    if event.condition is not None:
        yield event.condition
