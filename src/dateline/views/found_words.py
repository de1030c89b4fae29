"""Where the words of a search stand in a text, and the words around them, for lists that show what was found."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dateline.ledger import Store
from dateline.model.article import Span, Spans
from dateline.views.conditions import matches_words
from dateline.views.rows import Words

_MARK, _END = "\x01", "\x02"
_MARKED = re.compile("[\x01\x02]")
_BEFORE, _AROUND = 60, 200


def find_words(store: Store, search: str, numbers: Sequence[int]) -> dict[int, tuple[Words, Spans]]:
    """Give for each article the words around the first place found, and the places of the found words among them."""
    condition = matches_words("article_search", search)
    if not condition.values:
        return {}
    sql = (
        f"SELECT rowid, highlight(article_search, 1, '{_MARK}', '{_END}') FROM article_search "
        f"WHERE article_search MATCH ? AND rowid IN ({', '.join(str(number) for number in numbers)})"
    )
    found = {}
    for number, marked in store.query(sql, condition.values):
        words = _cut(marked)
        if words is not None:
            found[number] = words
    return found


def _cut(marked: str) -> tuple[Words, Spans] | None:
    """Take the marks out of a text and cut it around the first."""
    pieces = _MARKED.split(marked)
    text = "".join(pieces)
    if len(pieces) % 2 == 0 or len(pieces) == 1:
        return None
    spans, place = [], 0
    for index, piece in enumerate(pieces):
        if index % 2 and piece:
            spans.append(Span(place, place + len(piece)))
        place += len(piece)
    if not spans:
        return None
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
