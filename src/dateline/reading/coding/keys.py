"""Stable keys: what names a statement or event outside its record, in every run and on every machine."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from dateline.model.article import Span, Spans

_LENGTH = 20


class KeyMaker:
    """Makes the keys of one article; two things with the same words get different keys by their order."""

    def __init__(self, article_id: str) -> None:
        self._article_id = article_id
        self._seen: dict[str, int] = {}

    def key(self, kind: str, label: str, spans: Spans) -> str:
        """Give `kind:` + hash of article id, type or form, and the spans that carry the thing."""
        words = f"{self._article_id}|{label}|" + ",".join(f"{s.start}-{s.end}" for s in spans)
        count = self._seen[words] = self._seen.get(words, -1) + 1
        if count:
            words += f"|{count}"
        return f"{kind}:{hashlib.sha256(words.encode()).hexdigest()[:_LENGTH]}"


def merge_tokens(tokens: Iterable[int], starts: tuple[int, ...], ends: tuple[int, ...]) -> Spans:
    """Join neighbouring tokens into spans: "carried out" is one span, "shoot … down" gives two."""
    spans: list[Span] = []
    last = -2
    for token in sorted(set(tokens)):
        if token == last + 1 and spans:
            spans[-1] = Span(spans[-1].start, ends[token])
        else:
            spans.append(Span(starts[token], ends[token]))
        last = token
    return tuple(spans)
