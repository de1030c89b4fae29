"""Words in their sentence, so that a person can judge what was read from them."""

from __future__ import annotations

import re

import msgspec

from dateline.model.article import Span
from dateline.views.joined import Dossier
from dateline.views.rows import Line

_SENTENCE_END = re.compile(r"[.!?][\"”’')\]]*\s+(?=[\"“‘(\[]*[A-Z0-9])|\n+")
_REACH = 300
"""How far, in characters, the context of words goes at most on either side."""


class Quote(Line, frozen=True, kw_only=True):
    """The exact words of a span with what stands around them in their sentence."""

    words: str
    span: Span
    before: str = ""
    after: str = ""


def quote_span(text: str, span: Span, sentence: Span | None = None) -> Quote:
    """Give the words of a span in their sentence: the one given when it covers them, else what reads like one."""
    around = sentence if sentence is not None and sentence.covers(span) else _find_sentence(text, span)
    start, end = max(around.start, span.start - _REACH), min(around.end, span.end + _REACH)
    before, after = text[start : span.start].lstrip(), text[span.end : end].rstrip()
    return Quote(
        words=text[span.start : span.end],
        span=span,
        before=("… " if start > around.start else "") + before,
        after=after + (" …" if end < around.end else ""),
    )


def _find_sentence(text: str, span: Span) -> Span:
    first = max(0, span.start - _REACH)
    start = first
    for end_of_one in _SENTENCE_END.finditer(text, first, span.start):
        start = end_of_one.end()
    after = _SENTENCE_END.search(text, span.end, min(len(text), span.end + _REACH))
    if after is None:
        return Span(start, min(len(text), span.end + _REACH))
    return Span(start, after.start() + len(after.group().rstrip()))


class Reason(Line, frozen=True, kw_only=True):
    """Why one value of one field is what it is."""

    field: str
    value: str | None
    """In words; None: unknown."""
    quotes: tuple[Quote, ...] = ()
    notes: tuple[str, ...] = ()
    """The rule, what it was counted from, who else it could be."""


class Why(Line, frozen=True, kw_only=True):
    """The evidence of every field of one event or statement."""

    key: str
    kind: str
    summary: str
    article: str
    outlet: str | None = None
    published: str | None = None
    title: str | None = None
    url: str | None = None
    reasons: tuple[Reason, ...] = ()
    joined: Dossier | None = None
    """Of an event that several reports tell of, or that a person decided on: its reports, why they are of it, and what
    each says of every field."""


def encode_why(why: Why) -> bytes:
    """Write it as one JSON object."""
    return msgspec.json.encode(why)
