"""The lines of a text with their offsets: headline, byline and dateline are read line by line."""

from __future__ import annotations

import re
from dataclasses import dataclass

from dateline.model.article import Span

_LINE = re.compile(r"[^\r\n\x0b\x0c\x85\u2028\u2029]+")
# One character for one, so that offsets hold: odd blanks read as a blank.
_BLANKS = {
    ord(c): " "
    for c in "\t\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
}
_EDGES = " \u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u00ad"


@dataclass(frozen=True, slots=True)
class Line:
    """One line without the blanks around it."""

    start: int
    text: str
    """As it stands in the article, but that every blank is a plain one; as long as the span."""

    @property
    def span(self) -> Span:
        """Give where the line stands."""
        return Span(self.start, self.start + len(self.text))

    def part(self, start: int, end: int) -> Span:
        """Give the span of a part of the line."""
        return Span(self.start + start, self.start + end)


def find_lines(text: str, start: int = 0) -> list[Line]:
    """Give all lines that hold anything, from an offset on."""
    lines = []
    for match in _LINE.finditer(text, start):
        raw = match.group()
        line = make_line(raw, match.start())
        if line.text:
            lines.append(line)
    return lines


def make_line(raw: str, start: int, edges: str = "") -> Line:
    """Strip blanks, and `edges` such as Markdown's asterisks, from the ends of a stretch of text."""
    clean = raw.translate(_BLANKS)
    inner = clean.lstrip(_EDGES + edges)
    return Line(start + len(clean) - len(inner), inner.rstrip(_EDGES + edges))
