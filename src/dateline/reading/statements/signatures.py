"""Speakers that are named behind a dash, in the line of a quotation or below it: “We lost.” - Amina Diallo, coach."""

from __future__ import annotations

from dateline.reading.analysis import Analysis, Phrase

SIGNS = frozenset(("-", "–", "—", "--", "―"))
_LONGEST = 12


def find_sign(analysis: Analysis, token: int, end: int) -> int | None:
    """Find the dash before a name that follows a quotation, with nothing but marks between."""
    while token < end and not analysis.words[token][0].isalnum() and analysis.words[token] not in SIGNS:
        token += 1
    if token + 1 >= end or analysis.words[token] not in SIGNS or not analysis.tags[token + 1].startswith("NNP"):
        return None
    return token


def read_signature(analysis: Analysis, token: int, last: int) -> Phrase | None:
    """Read the name behind a dash, with no more than who that is behind it; `last` ends its paragraph."""
    head = token + 1
    while head + 1 < last and analysis.tags[head + 1].startswith("NNP"):
        head += 1
    if (head + 1 < last and analysis.words[head + 1] not in (",", ".", "(")) or last - head > _LONGEST:
        return None
    return Phrase(token + 1, head + 1, head)


def is_dateline(analysis: Analysis, source: Phrase) -> bool:
    """Tell "KYIV, Nov 16 (Reuters) -", which begins its paragraph, from a source."""
    last = source.last
    if last >= len(analysis) or analysis.words[last] not in SIGNS or not analysis.words[source.first].isupper():
        return False
    return any(first == source.first for first, _ in analysis.paragraphs)
