"""The text as a reader's eye takes it: paragraphs without the accidents of typing, each character tied to its offset.

A no-break space reads as a space, a soft hyphen and a byte order mark are not there, "e" + combining acute is "é",
a line wrapped by hand goes on, "re-opened" is "reopened". `article.text` itself never changes: each character of a
view knows where it stands.
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from dateline.model.article import Span

_PREFIX = re.compile(
    r"\b(?:[Rr]e(?=-[a-z]{3})|co(?=-(?:op|or|[a-z]+(?:ed|ing)\b))|counter(?=-(?:attack|offensive|strike)))-"
)
"""A prefix with the hyphen that would tear the word in three: "re-opened", "co-operation", "counter-attack"."""
_ODD = re.compile(r"[^\S ]|  |[\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff\u0300-\u036f]|" + _PREFIX.pattern)
_INVISIBLE = frozenset("\u00ad\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\ufeff")
_LINE = re.compile(r"[^\r\n\x0b\x0c\x85\u2028\u2029]+")
_BLANK_LINE = re.compile(r"(?:\r\n|\r|\n)[ \t]*(?:\r\n|\r|\n)")
MAX_CHARACTERS = 20_000
"""Longer paragraphs are read in pieces cut at a blank, so that one endless line cannot exhaust memory."""


@dataclass(frozen=True, slots=True)
class View:
    """One paragraph as it is read."""

    text: str
    starts: tuple[int, ...] | range
    """For each character of `text` the offset where it begins in the article."""
    ends: tuple[int, ...] | range
    """For each character of `text` the offset where it ends in the article."""


def find_paragraphs(text: str, breaks: Sequence[int] = ()) -> list[Span]:
    """Split a text at its line ends; lines wrapped by hand inside a paragraph are kept together.

    `breaks` are offsets where a paragraph ends in the middle of a line, as after "KYIV, Nov 16 -".
    """
    lines = [Span(m.start(), m.end()) for m in _LINE.finditer(text) if not m.group().isspace()]
    if _is_wrapped(text, lines):
        lines = _unwrap(text, lines)
    return [piece for line in _break(lines, breaks) for piece in _cut(text, line)]


def read_view(text: str, span: Span) -> View:
    """Make the view of one paragraph."""
    raw = text[span.start : span.end]
    if not _ODD.search(raw):
        left = len(raw) - len(raw.lstrip(" "))
        raw = raw.strip(" ")
        start = span.start + left
        return View(raw, range(start, start + len(raw)), range(start + 1, start + len(raw) + 1))
    characters: list[str] = []
    starts: list[int] = []
    ends: list[int] = []

    def _put(character: str, offset: int) -> None:
        characters.append(character)
        starts.append(offset)
        ends.append(offset + 1)

    hyphens = {span.start + found.end() - 1 for found in _PREFIX.finditer(raw)}
    for offset, character in enumerate(raw, span.start):
        if character in _INVISIBLE or offset in hyphens:
            continue
        if character.isspace():
            if characters and characters[-1] != " ":
                _put(" ", offset)
        elif unicodedata.combining(character) and characters:
            composed = unicodedata.normalize("NFC", characters[-1] + character)
            characters[-1] = composed if len(composed) == 1 else characters[-1]
            ends[-1] = offset + 1
        else:
            _put(character, offset)
    if characters and characters[-1] == " ":
        del characters[-1], starts[-1], ends[-1]
    return View("".join(characters), tuple(starts), tuple(ends))


def _break(lines: list[Span], breaks: Sequence[int]) -> list[Span]:
    for offset in breaks:
        halves = ((Span(s.start, offset), Span(offset, s.end)) if s.start < offset < s.end else (s,) for s in lines)
        lines = [half for pair in halves for half in pair]
    return lines


def _is_wrapped(text: str, lines: list[Span]) -> bool:
    """Tell a text wrapped by hand: blank lines between paragraphs, and lines that break off before a full column."""
    if len(lines) < 4 or not _BLANK_LINE.search(text):
        return False
    inner = [a for a, b in itertools.pairwise(lines) if not _BLANK_LINE.search(text, a.end - 1, b.start)]
    if len(inner) < 3:
        return False
    open_ended = sum(text[a.end - 1] not in ".!?:;”\"’'" and 40 <= a.end - a.start <= 110 for a in inner)
    return open_ended >= 0.6 * len(inner)


def _unwrap(text: str, lines: list[Span]) -> list[Span]:
    joined: list[Span] = []
    for line in lines:
        if joined and not _BLANK_LINE.search(text, joined[-1].end, line.start) and not _starts_item(text, line):
            joined[-1] = Span(joined[-1].start, line.end)
        else:
            joined.append(line)
    return joined


def _starts_item(text: str, line: Span) -> bool:
    return text[line.start : line.end].lstrip()[:2] in ("- ", "* ", "• ", "> ", "# ")


def _cut(text: str, span: Span) -> list[Span]:
    pieces: list[Span] = []
    start = span.start
    while span.end - start > MAX_CHARACTERS:
        cut = text.rfind(" ", start + 1, start + MAX_CHARACTERS)
        cut = start + MAX_CHARACTERS if cut < 0 else cut + 1
        pieces.append(Span(start, cut))
        start = cut
    pieces.append(Span(start, span.end))
    return pieces
