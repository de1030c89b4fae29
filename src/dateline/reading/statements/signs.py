"""The signs that may be quotation marks: which of them can open a quotation, which close one, which are apostrophes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from dateline.knowledge.cues import load_cues
from dateline.model.article import Span

_MARK = re.compile(r"[“”„‟\"«»‹›‘’‚‛'`´]+")
_SINGLE = "‘’‚‛'‹›`´"
_AFTER_CLOSE = frozenset(" \t\n\r\u00a0.,;:!?)]}-–—…/'’\"”")
_DOUBLE_AFTER = ("“", '"', "„", "«")
_DOUBLED = ("''", "``", "’’", "‘‘")


@dataclass(slots=True)
class Mark:
    """A quotation mark where it stands; offsets in the text."""

    start: int
    end: int
    kind: str
    """The mark; "''" and "``" count as double marks."""
    opens: bool
    closes: bool

    @property
    def double(self) -> bool:
        """Tell “, \" and « from ‘, ' and ‹."""
        return self.kind not in _SINGLE


def find_marks(text: str, span: Span) -> Iterator[Mark]:
    """Yield the marks of a stretch of text in order; two single marks side by side count as a double one."""
    for match in _MARK.finditer(text, span.start, span.end):
        run, start = match.group(), match.start()
        position = 0
        while position < len(run):
            kind = run[position]
            if run[position : position + 2] in ("''", "``", "’’", "‘‘"):
                kind = "``" if kind in "`‘" else "''"
            mark = _read_mark(text, span, Span(start + position, start + position + len(kind)), kind)
            if mark is not None:
                yield mark
            position += len(kind)


def _read_mark(text: str, span: Span, at: Span, kind: str) -> Mark | None:
    """Tell whether a mark can open, close or both; None for an apostrophe or the sign of an inch."""
    before = text[at.start - 1] if at.start > span.start else " "
    after = text[at.end] if at.end < span.end else " "
    blank_before = before.isspace() or before in "([{-–—/“‘\"„«'…"
    opens = blank_before and not after.isspace()
    closes = not before.isspace() and (after in _AFTER_CLOSE or not after.isalnum())
    if kind in "“„‟":
        return Mark(at.start, at.end, kind, opens or not closes, closes and not opens)
    if kind == "”":
        return Mark(at.start, at.end, kind, opens and before.isspace(), closes or not opens)
    if kind in "«»‹›":
        left, right = kind in "«‹", kind in "»›"
        return Mark(at.start, at.end, kind, opens or (left and not closes), closes or (right and not opens))
    if kind in _SINGLE:
        if not opens and not closes:
            return None
        if opens and not _opens_single(text, at):
            opens = False
        closes = closes and kind not in "‚‛"
        return Mark(at.start, at.end, kind, opens and kind not in "’´", closes) if opens or closes else None
    if before.isdigit() and not after.isspace() and not closes:
        return None
    return Mark(at.start, at.end, kind, opens, closes or not opens)


def _opens_single(text: str, at: Span) -> bool:
    """Tell an opening single mark from the apostrophe of a shortened word ("'90s", "'em")."""
    if text[at.end : at.end + 1] in _DOUBLE_AFTER:
        return True
    word = re.match(r"\w+", text[at.end : at.end + 12])
    if word is None or word.group()[0].isdigit():
        return False
    return word.group().lower() not in load_cues().lists["elided"]
