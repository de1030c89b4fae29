"""The tasks `places` and `places-given`: toponyms with coordinates, as score_place.py takes them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from dateline.knowledge.gazetteer import PlaceRow, load_gazetteer
from dateline.model.article import Article, Span
from dateline.model.record import Place, Record
from dateline.reading import Engine, load_engine, read_article
from dateline.reading.resolution.places import resolve_spans
from dateline.sources import Options, read_text

Row = Mapping[str, Any]
EMBEDDED = 5.5
"""Prior from which a place inside a body's name is taken though the article does not name it otherwise."""


def predict_places(row: Row, engine: Engine | None = None, *, adjectives: bool) -> dict[str, Any]:
    """Give the places of the record; with `adjectives` also country adjectives, at their country's point."""
    record = read_article(_article(row), engine or load_engine())
    demonyms = {
        mention.span: actor.country
        for actor in record.actors
        for mention in actor.mentions
        if mention.form == "demonym"
    }
    found = {span: _toponym(span, place) for place in record.places for span in place.spans if span not in demonyms}
    found |= {span: _toponym(span, place) for span, place in _metonyms(record) if span not in found}
    if adjectives:
        for span, code in demonyms.items():
            country = load_gazetteer().country(code) if code else None
            if country is not None and span not in found:
                found[span] = _toponym(span, country)
        named = {record.text_of(place.spans[0]): place for place in record.places if place.spans}
        for actor in record.actors:
            for mention in actor.mentions if actor.kind == "organisation" else ():
                span, known = find_embedded(record.article.text, mention.span, named)
                if known is not None and not any(span.overlaps(other) for other in found):
                    found[span] = _toponym(span, known)
    return {"id": row["id"], "toponyms": [found[span] for span in sorted(found)]}


def predict_places_given(row: Row, engine: Engine | None = None) -> dict[str, Any]:
    """Resolve the spans of the row's toponyms; nothing else of them is looked at."""
    spans = [Span(toponym["start"], toponym["end"]) for toponym in row["toponyms"]]
    analysis = (engine or load_engine()).analyse(row["text"])
    places = resolve_spans(_article(row), analysis, spans)
    return {"id": row["id"], "toponyms": [_toponym(span, place) for span, place in zip(spans, places)]}


def find_embedded(text: str, span: Span, named: Mapping[str, Place]) -> tuple[Span, Place | PlaceRow | None]:
    """Find the place inside a body's name: "Texas" in "Texas Forest Service", "Juba" in "University of Juba"."""
    words = list(re.finditer(r"[^\s]+", text[span.start : span.end]))
    starts = [0] + [index + 1 for index, word in enumerate(words) if word[0] == "of"]
    for first in starts:
        for last in range(min(len(words), first + 3), first, -1):
            if first == 0 and last == len(words):
                continue
            inner = Span(span.start + words[first].start(), span.start + words[last - 1].end())
            name = text[inner.start : inner.end]
            row = load_gazetteer().best(name)
            known = named.get(name)
            if known is not None or (row is not None and row.prior >= EMBEDDED):
                return inner, known or row
    return span, None


def _metonyms(record: Record) -> list[tuple[Span, PlaceRow]]:
    """Find capitals that stand for their government: they name a town all the same."""
    found = []
    for actor in record.actors:
        for mention in actor.mentions:
            if mention.form == "metonym":
                row = load_gazetteer().best(record.text_of(mention.span))
                if row is not None and row.kind == "city":
                    found.append((mention.span, row))
    return found


def _toponym(span: Span, known: Place | PlaceRow | None) -> dict[str, Any]:
    return {
        "start": span.start,
        "end": span.end,
        "lat": None if known is None else known.lat,
        "lon": None if known is None else known.lon,
        "geonames_id": None if known is None else known.geonames,
    }


def _article(row: Row) -> Article:
    """Read the text as `dateline read` would, so that a dateline is known for one."""
    return read_text(row["text"], Options(title=row.get("title"), language="en", large=True)).article
