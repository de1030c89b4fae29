"""What can be wrong with the evidence of a record; shared by the property tests."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.model.evidence import iter_spans
from dateline.model.record import Record


def find_faults(record: Record) -> Iterator[str]:
    """Yield what is wrong with the evidence of a record, in words."""
    text = record.article.text
    for path, span in iter_spans(record):
        words = text[span.start : span.end]
        if not 0 <= span.start < span.end <= len(text):
            yield f"{path} {span} is not inside the text"
        elif words != words.strip():
            yield f"{path} {words!r} has blanks at its edges"
    ids = {x.id for group in (record.actors, record.places, record.times, record.statements) for x in group}
    for statement in record.statements:
        for other in (statement.within, statement.replies_to, statement.speaker.id):
            if other is not None and other not in ids:
                yield f"{statement.id} names {other}, which is not there"
    for event in record.events:
        if not all(event.sentence.covers(span) for span in event.trigger):
            yield f"{event.id} has a trigger outside its sentence"
        if not event.trigger:
            yield f"{event.id} has no trigger"
        named = [p.id for p in (*event.actors, *event.recipients, *event.participants)]
        named += [*event.said_by, *event.denied_by, *(p.id for p in event.places), event.time.id]
        for other in named:
            if other is not None and other not in ids:
                yield f"{event.id} names {other}, which is not there"
    yield from _find_number_faults(record)


def _find_number_faults(record: Record) -> Iterator[str]:
    for event in record.events:
        for count in event.counts:
            words = record.text_of(count.span)
            exact = count.min if count.min == count.max else None
            if words.isdigit() and exact is not None and int(words) != exact:
                yield f"{event.id}: the words {words!r} are counted as {exact}"
    article = record.article
    if article.title_span is not None and record.text_of(article.title_span) != article.title:
        yield f"the title {article.title!r} is not under its span"
    if article.byline_span is not None:
        words = record.text_of(article.byline_span)
        for name in article.byline:
            if name not in words:
                yield f"the byline {name!r} is not in {words!r}"
