"""Quotation marks paired into quotations, whatever the house's marks; a mark without a partner never runs away."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace

from dateline.knowledge.cues import load_cues
from dateline.model.article import Span
from dateline.model.record import Issue
from dateline.reading.analysis import Analysis

_MARK = re.compile(r"[“”„‟\"«»‹›‘’‚‛'`´]+")
_DOUBLE_OPENERS = "“„‟«"
_DOUBLE_CLOSERS = "”»"
_SINGLE = "‘’‚‛'‹›`´"
_PARTNER = {"„": '“”"', "«": "»", "»": "«", "“": '”"', "”": '”"', "‟": '”"', '"': '"”', "''": ("''"), "``": "''"}
_ENDS = ".,!?…;:-–—"
_AFTER_CLOSE = frozenset(" \t\n\r\u00a0.,;:!?)]}-–—…/'’\"”")


@dataclass(frozen=True, slots=True)
class Quotation:
    """One stretch between quotation marks; the characters inside, without the marks."""

    start: int
    end: int
    first: int
    """First token inside."""
    last: int
    """Exclusive."""
    open_mark: int
    """Offset of the opening mark, or of the first character when the mark is missing."""
    close_mark: int
    """Offset after the closing mark, or after the last character when it is missing."""
    double: bool = True
    goes_on: bool = False
    """No closing mark, because the next paragraph opens again: the quotation goes on there."""
    continues: bool = False
    """The paragraph before ended inside this quotation."""
    recovered: bool = False
    """One of the two marks is missing and its place was inferred."""


@dataclass(frozen=True, slots=True)
class Marks:
    """The quotations of an article, outermost only, in text order, and what was wrong with the marks."""

    quotations: tuple[Quotation, ...]
    of_token: dict[int, int]
    """From each token inside a quotation to the quotation's index."""
    issues: tuple[Issue, ...]


@dataclass(slots=True)
class _Mark:
    start: int
    end: int
    kind: str
    """The mark; "''" and "``" count as double marks."""
    opens: bool
    closes: bool

    @property
    def double(self) -> bool:
        return self.kind not in _SINGLE


def pair_marks(analysis: Analysis) -> Marks:
    """Pair the quotation marks of an article paragraph by paragraph."""
    found: list[Quotation] = []
    issues: list[Issue] = []
    paragraphs = [analysis.span(first, last) for first, last in analysis.paragraphs if last > first]
    open_before = False
    for number, span in enumerate(paragraphs):
        following = paragraphs[number + 1] if number + 1 < len(paragraphs) else None
        told = len(issues)
        pairs = _pair_paragraph(analysis, span, following, issues)
        del issues[told + 1 :]
        if pairs and open_before and pairs[0].open_mark <= span.start + 1:
            pairs[0] = replace(pairs[0], continues=True)
        open_before = bool(pairs) and pairs[-1].goes_on
        found.extend(pairs)
    of_token = {t: index for index, quotation in enumerate(found) for t in range(quotation.first, quotation.last)}
    return Marks(tuple(found), of_token, tuple(issues))


def _find_marks(text: str, span: Span) -> Iterator[_Mark]:
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


def _read_mark(text: str, span: Span, at: Span, kind: str) -> _Mark | None:
    """Tell whether a mark can open, close or both; None for an apostrophe or the sign of an inch."""
    before = text[at.start - 1] if at.start > span.start else " "
    after = text[at.end] if at.end < span.end else " "
    blank_before = before.isspace() or before in "([{-–—/“‘\"„«'…"
    opens = blank_before and not after.isspace()
    closes = not before.isspace() and (after in _AFTER_CLOSE or not after.isalnum())
    if kind in "“„‟":
        return _Mark(at.start, at.end, kind, opens or not closes, closes and not opens)
    if kind == "”":
        return _Mark(at.start, at.end, kind, opens and before.isspace(), closes or not opens)
    if kind == "«" or kind == "»":
        return _Mark(
            at.start, at.end, kind, opens or (kind == "«" and not closes), closes or (kind == "»" and not opens)
        )
    if kind in _SINGLE:
        if not opens and not closes:
            return None
        if opens and not _opens_single(text, at):
            opens = False
        closes = closes and kind not in "‘‚‛"
        return _Mark(at.start, at.end, kind, opens and kind not in "’´", closes) if opens or closes else None
    if before.isdigit() and not after.isspace() and not closes:
        return None
    return _Mark(at.start, at.end, kind, opens, closes or not opens)


def _opens_single(text: str, at: Span) -> bool:
    """Tell an opening single mark from the apostrophe of a shortened word ("'90s", "'em")."""
    word = re.match(r"\w+", text[at.end : at.end + 12])
    if word is None or word.group()[0].isdigit():
        return False
    return word.group().lower() not in load_cues().lists["elided"]


def _pair_paragraph(analysis: Analysis, span: Span, following: Span | None, issues: list[Issue]) -> list[Quotation]:
    text = analysis.text
    marks = list(_find_marks(text, span))
    if not marks:
        return []
    doubles = [mark for mark in marks if mark.double]
    found = list(_pair_doubles(analysis, span, following, doubles, issues))
    bounds = [quotation.open_mark for quotation in found]
    singles = [mark for mark in marks if not mark.double and not _is_inside(mark, found, bounds)]
    if any(mark.opens for mark in singles):
        found.extend(_pair_singles(analysis, singles, bounds, span.end))
        found.sort(key=lambda quotation: quotation.open_mark)
    return [quotation for quotation in found if quotation.last > quotation.first]


def _is_inside(mark: _Mark, found: list[Quotation], bounds: list[int]) -> bool:
    index = bisect_right(bounds, mark.start) - 1
    return index >= 0 and mark.start < found[index].close_mark


def _pair_doubles(
    analysis: Analysis, span: Span, following: Span | None, marks: list[_Mark], issues: list[Issue]
) -> Iterator[Quotation]:
    opened: _Mark | None = None
    floor = span.start
    for mark in marks:
        if opened is None:
            if mark.opens:
                opened = mark
            elif mark.closes and not analysis.text[mark.start - 1 : mark.start].isdigit():
                start = _sentence_start(analysis, mark.start, floor)
                issues.append(_issue(analysis, mark, "a closing quotation mark without an opening one"))
                yield _quotation(analysis, Span(start, mark.start), Span(start, mark.end), recovered=True)
                floor = mark.end
        elif _closes(opened, mark):
            yield _quotation(analysis, Span(opened.end, mark.start), Span(opened.start, mark.end))
            opened, floor = None, mark.end
        elif mark.opens and mark.kind == opened.kind and _starts_word(analysis, mark):
            issues.append(_issue(analysis, opened, "an opening quotation mark without a closing one"))
            end = min(_sentence_end(analysis, opened.end), mark.start)
            yield _quotation(analysis, Span(opened.end, end), Span(opened.start, end), recovered=True)
            opened, floor = mark, end
    if opened is not None:
        yield _close_at_end(analysis, span, following, opened, issues)


def _closes(opened: _Mark, mark: _Mark) -> bool:
    if not mark.closes:
        return False
    if mark.opens and mark.kind != '"' and opened.kind != mark.kind:
        return False
    return mark.kind in _PARTNER.get(opened.kind, '"”') or (
        opened.kind in ('"', "''", "``") and mark.kind in ('"', "''")
    )


def _close_at_end(
    analysis: Analysis, span: Span, following: Span | None, opened: _Mark, issues: list[Issue]
) -> Quotation:
    """End a quotation that no mark closes: it goes on in the next paragraph, or ends with its paragraph or sentence."""
    inside = Span(opened.end, span.end)
    if following is not None and _opens_like(analysis.text, following, opened.kind):
        return replace(_quotation(analysis, inside, Span(opened.start, span.end)), goes_on=True)
    issues.append(_issue(analysis, opened, "an opening quotation mark without a closing one"))
    end = span.end if opened.start <= span.start + 1 else _sentence_end(analysis, opened.end)
    return _quotation(analysis, Span(opened.end, end), Span(opened.start, end), recovered=True)


def _opens_like(text: str, span: Span, kind: str) -> bool:
    head = text[span.start : span.start + 2]
    return head[:1] == kind or head == kind or (head[:1] in _DOUBLE_OPENERS and kind in _DOUBLE_OPENERS)


def _pair_singles(analysis: Analysis, marks: list[_Mark], bounds: list[int], limit: int) -> Iterator[Quotation]:
    """Pair single marks; of several that could close, the first after a stop or comma, else the first."""
    position = 0
    while position < len(marks):
        mark = marks[position]
        position += 1
        if not mark.opens:
            continue
        after = bisect_right(bounds, mark.start)
        until = bounds[after] if after < len(bounds) else limit + 1
        closers: list[int] = []
        for index in range(position, len(marks)):
            other = marks[index]
            if other.start >= until or (other.opens and closers):
                break
            if other.closes:
                closers.append(index)
        if not closers:
            continue
        text = analysis.text
        after_stop = [index for index in closers if text[marks[index].start - 1] in _ENDS]
        index = after_stop[0] if after_stop else closers[0]
        close = marks[index]
        yield _quotation(analysis, Span(mark.end, close.start), Span(mark.start, close.end), double=False)
        position = index + 1


def _quotation(
    analysis: Analysis, inside: Span, outside: Span, *, double: bool = True, recovered: bool = False
) -> Quotation:
    start, end = trim(analysis.text, inside)
    first, last = analysis.tokens_in(Span(start, end)) if end > start else (0, 0)
    return Quotation(start, end, first, last, outside.start, outside.end, double, recovered=recovered)


def trim(text: str, span: Span) -> Span:
    """Take the blanks off both ends of a span."""
    piece = text[span.start : span.end]
    left = len(piece) - len(piece.lstrip())
    right = len(piece) - len(piece.rstrip())
    return Span(span.start + left, max(span.end - right, span.start + left))


def _starts_word(analysis: Analysis, mark: _Mark) -> bool:
    return analysis.text[mark.end : mark.end + 1].isalnum()


def _sentence_of(analysis: Analysis, offset: int) -> tuple[int, int]:
    token = max(bisect_right(analysis.starts, offset) - 1, 0)
    return analysis.sentence(token)


def _sentence_start(analysis: Analysis, offset: int, floor: int) -> int:
    first, _ = _sentence_of(analysis, offset - 1)
    return max(analysis.starts[first], floor)


def _sentence_end(analysis: Analysis, offset: int) -> int:
    _, last = _sentence_of(analysis, offset)
    return analysis.ends[last - 1]


def _issue(analysis: Analysis, mark: _Mark, problem: str) -> Issue:
    near = analysis.text[mark.start : mark.start + 40].split("\n")[0]
    span = Span(mark.start, mark.end)
    return Issue(
        kind="quote-unbalanced", message=f"{problem} at {near!r}; where the quotation ends was inferred", span=span
    )


def paragraphs_of_sentences(analysis: Analysis) -> list[int]:
    """Give the number of the paragraph of each sentence."""
    found: list[int] = []
    paragraph = 0
    for first, _ in analysis.sentences:
        while paragraph + 1 < len(analysis.paragraphs) and first >= analysis.paragraphs[paragraph][1]:
            paragraph += 1
        found.append(paragraph)
    return found
