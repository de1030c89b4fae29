"""Evidence as W3C Web Annotations: each value of each field tied to its words by position and by quote."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from dateline.ledger import Store
from dateline.model.article import Span, Spans
from dateline.views.phrasing import write_count
from dateline.views.rows import EventRow

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
_AROUND = 32
UNIT = "Unicode code points"


def make_annotations(store: Store, rows: Iterable[EventRow], quotes: bool = True) -> Iterator[bytes]:
    """Yield an AnnotationPage piece by piece. Positions count Unicode code points of the text whose hash is told.

    Without quotes only positions are given.
    """
    head = {"@context": CONTEXT, "type": "AnnotationPage", "dateline:unit": UNIT}
    yield msgspec.json.encode(head)[:-1] + b',"items":['
    first = True
    texts = _Texts(store)
    for row in rows:
        for annotation in _annotations_of(row, texts, quotes):
            yield (b"" if first else b",\n") + msgspec.json.encode(annotation)
            first = False
    yield b"]}\n"


class _Texts:
    """The text of the article that was asked for last."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._held: tuple[str, str, str] = ("", "", "")

    def of(self, article: str) -> tuple[str, str]:
        if self._held[0] != article:
            sql = "SELECT article_id, text, text_sha256 FROM articles WHERE article_id = ?"
            self._held = self._store.query(sql, (article,))[0]
        return self._held[1], self._held[2]


def fields_of(row: EventRow) -> Iterator[tuple[str, str, Spans]]:
    """Yield every value of an event that has words of its own: (field, value, spans)."""
    yield "trigger", row.type, row.trigger.spans
    yield "sentence", "evidence", row.sentence.spans
    if row.status_words.spans:
        yield "status", row.status, row.status_words.spans
    if row.condition is not None:
        yield "condition", "condition", row.condition.spans
    for name in ("actors", "recipients", "participants"):
        for side in getattr(row, name):
            yield name, side.name or "not resolved", side.spans
    for site in row.places:
        yield "places", site.name or "not resolved", site.spans
    if row.time is not None:
        yield "time", row.edtf or f"{row.start or '..'}/{row.end or '..'}", row.time.spans
    for count in row.counts:
        yield f"counts.{count.what}", write_count(count), count.spans


def _annotations_of(row: EventRow, texts: _Texts, quotes: bool) -> Iterator[dict[str, Any]]:
    text, digest = texts.of(row.source.article)
    number = 0
    for field, value, spans in fields_of(row):
        for span in spans:
            number += 1
            yield {
                "id": f"urn:dateline:{row.key}#{field}-{number}", "type": "Annotation",
                "motivation": "classifying",
                "body": [
                    {"type": "TextualBody", "purpose": "tagging", "value": value, "format": "text/plain"},
                    {"type": "SpecificResource", "purpose": "classifying", "source": f"urn:dateline:{row.key}",
                     "dateline:field": field},
                ],
                "target": {
                    "source": f"urn:dateline:article:{row.source.article}",
                    "dateline:url": row.source.url, "dateline:text_sha256": digest,
                    "selector": _selectors(text, span, quotes),
                },
            }  # fmt: skip


def _selectors(text: str, span: Span, quotes: bool) -> list[dict[str, Any]]:
    selectors: list[dict[str, Any]] = [{"type": "TextPositionSelector", "start": span.start, "end": span.end}]
    if quotes:
        selectors.append(
            {
                "type": "TextQuoteSelector", "exact": text[span.start : span.end],
                "prefix": text[max(0, span.start - _AROUND) : span.start],
                "suffix": text[span.end : span.end + _AROUND],
            }
        )  # fmt: skip
    return selectors
