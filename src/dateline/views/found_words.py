"""Where the words of a search stand in a text, and the words around them, for lists that show what was found."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.ledger import Store
from dateline.model.article import Span, Spans
from dateline.views.conditions import read_terms
from dateline.views.rows import Words

_BEFORE, _AROUND = 60, 200


def find_words(store: Store, search: str, numbers: Sequence[int]) -> dict[int, tuple[Words, Spans]]:
    """Give for each article the words around the first place found, and the places of the found words among them."""
    terms = read_terms(search)
    hits = store.find_hits(terms, numbers) if terms and numbers else []
    return {hit.article: _cut(hit.text, hit.spans) for hit in hits if hit.spans}


def _cut(text: str, spans: Spans) -> tuple[Words, Spans]:
    """Cut a text around the first of the places in it."""
    start = _edge(text, max(0, spans[0].start - _BEFORE))
    end = min(len(text), max(start + _AROUND, spans[0].end))
    if end < len(text) and " " in text[spans[0].end : end]:
        end = text.rindex(" ", spans[0].end, end)
    hits = tuple(span for span in spans if start <= span.start and span.end <= end)
    return Words(words=text[start:end], spans=(Span(start, end),)), hits


def _edge(text: str, start: int) -> int:
    """Move to the beginning of a word or line."""
    line = text.rfind("\n", 0, start + _BEFORE) + 1
    if line >= start:
        return line
    blank = text.find(" ", start, start + _BEFORE) if start else -1
    return blank + 1 if blank >= 0 else start
