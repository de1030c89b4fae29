"""Quotation marks paired into quotations, whatever the house's marks; a mark without a partner never runs away."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace

from dateline.model.article import Span
from dateline.model.record import Issue
from dateline.reading.analysis import Analysis
from dateline.reading.statements.signs import Mark, find_marks
from dateline.reading.statements.singles import Singles, ends_behind_stop, pair_singles

_DOUBLE_OPENERS = "“„‟«"
_HABIT = 2
"""Spoken words between single marks after which they are taken for the habit of the house."""
_PARTNER = {"„": '“”"', "«": "»", "»": "«", "“": '”"', "”": '”"', "‟": '”"', '"': '"”', "''": ("''"), "``": "''"}


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


def pair_marks(analysis: Analysis) -> Marks:
    """Pair the quotation marks of an article paragraph by paragraph."""
    found: list[Quotation] = []
    issues: list[Issue] = []
    lost: list[Singles] = []
    paragraphs = [analysis.span(first, last) for first, last in analysis.paragraphs if last > first]
    open_before = False
    for number, span in enumerate(paragraphs):
        following = paragraphs[number + 1] if number + 1 < len(paragraphs) else None
        told = len(issues)
        pairs = _pair_paragraph(analysis, span, following, issues, lost)
        del issues[told + 1 :]
        if pairs and open_before and pairs[0].open_mark <= span.start + 1:
            pairs[0] = replace(pairs[0], continues=True)
        open_before = bool(pairs) and pairs[-1].goes_on
        found.extend(pairs)
    if _speaks_in_singles(analysis.text, found):
        found = _recover_singles(analysis, found, lost, issues)
    of_token = {t: index for index, quotation in enumerate(found) for t in range(quotation.first, quotation.last)}
    return Marks(tuple(found), of_token, tuple(issues))


def _pair_paragraph(
    analysis: Analysis, span: Span, following: Span | None, issues: list[Issue], lost: list[Singles]
) -> list[Quotation]:
    text = analysis.text
    marks = list(find_marks(text, span))
    if not marks:
        return []
    doubles = [mark for mark in marks if mark.double]
    found = list(_pair_doubles(analysis, span, following, doubles, issues))
    singles = [mark for mark in marks if not mark.double]
    if any(mark.opens or mark.closes for mark in singles):
        given = [(quotation.open_mark, quotation.close_mark) for quotation in found if not quotation.recovered]
        pairs = pair_singles(text, singles, given, span, following)
        inner = [_quotation(analysis, *one.spans, double=False, goes_on=one.closed is None) for one in pairs.pairs]
        found = sorted(_outermost(found, inner), key=lambda quotation: quotation.open_mark)
        lost.append(pairs)
    return [quotation for quotation in found if quotation.last > quotation.first]


def _speaks_in_singles(text: str, found: list[Quotation]) -> bool:
    """Tell a house that puts speech between single marks, so that one without a partner is a slip."""
    single = [quotation for quotation in found if not quotation.double]
    spoken = sum(ends_behind_stop(text, quotation.end) for quotation in single)
    return spoken >= _HABIT and 2 * len(single) > len(found)


def _recover_singles(
    analysis: Analysis, found: list[Quotation], lost: list[Singles], issues: list[Issue]
) -> list[Quotation]:
    """Give single marks that lost their partner a quotation: to the end of their sentence, or from its start."""
    text = analysis.text
    for mark in (mark for paragraph in lost for mark in paragraph.unclosed):
        after = next((quotation for quotation in found if quotation.close_mark > mark.start), None)
        if not text[mark.end].isupper() or (after is not None and after.open_mark <= mark.start):
            continue
        end = _sentence_end(analysis, mark.end)
        end = end if after is None else min(end, after.open_mark)
        issues.append(_issue(analysis, mark, "an opening quotation mark without a closing one"))
        inside, outside = Span(mark.end, end), Span(mark.start, end)
        found.append(_quotation(analysis, inside, outside, double=False, recovered=True))
        found.sort(key=lambda quotation: quotation.open_mark)
    for mark in (mark for paragraph in lost for mark in paragraph.unopened):
        before = [quotation for quotation in found if quotation.open_mark < mark.end]
        floor = before[-1].close_mark if before else 0
        if floor >= mark.end:
            continue
        start = _sentence_start(analysis, mark.start, floor)
        issues.append(_issue(analysis, mark, "a closing quotation mark without an opening one"))
        inside, outside = Span(start, mark.start), Span(start, mark.end)
        found.append(_quotation(analysis, inside, outside, double=False, recovered=True))
        found.sort(key=lambda quotation: quotation.open_mark)
    issues.sort(key=lambda issue: issue.span.start if issue.span is not None else 0)
    return [quotation for quotation in found if quotation.last > quotation.first]


def _outermost(doubles: list[Quotation], singles: list[Quotation]) -> list[Quotation]:
    """Leave out what stands inside another; where marks were lost, what begins first holds the other."""
    for single in singles:
        doubles = [double for double in doubles if not _holds(single, double)]
    return [*doubles, *(single for single in singles if not any(_overlap(double, single) for double in doubles))]


def _overlap(one: Quotation, other: Quotation) -> bool:
    return one.open_mark < other.close_mark and other.open_mark < one.close_mark


def _holds(single: Quotation, double: Quotation) -> bool:
    """Tell a quotation in double marks that single ones hold, or one that was only inferred across their end."""
    if not _overlap(single, double):
        return False
    if not double.recovered:
        return single.open_mark < double.open_mark
    real = double.start > double.open_mark
    return single.open_mark < double.open_mark if real else double.close_mark <= single.close_mark


def _pair_doubles(
    analysis: Analysis, span: Span, following: Span | None, marks: list[Mark], issues: list[Issue]
) -> Iterator[Quotation]:
    opened: Mark | None = None
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


def _closes(opened: Mark, mark: Mark) -> bool:
    if not mark.closes:
        return False
    if mark.opens and mark.kind != '"' and opened.kind != mark.kind:
        return False
    return mark.kind in _PARTNER.get(opened.kind, '"”') or (
        opened.kind in ('"', "''", "``") and mark.kind in ('"', "''")
    )


def _close_at_end(
    analysis: Analysis, span: Span, following: Span | None, opened: Mark, issues: list[Issue]
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


def _quotation(
    analysis: Analysis,
    inside: Span,
    outside: Span,
    *,
    double: bool = True,
    recovered: bool = False,
    goes_on: bool = False,
) -> Quotation:
    start, end = trim(analysis.text, inside)
    first, last = analysis.tokens_in(Span(start, end)) if end > start else (0, 0)
    return Quotation(start, end, first, last, outside.start, outside.end, double, goes_on, recovered=recovered)


def trim(text: str, span: Span) -> Span:
    """Take the blanks off both ends of a span."""
    piece = text[span.start : span.end]
    left = len(piece) - len(piece.lstrip())
    right = len(piece) - len(piece.rstrip())
    return Span(span.start + left, max(span.end - right, span.start + left))


def _starts_word(analysis: Analysis, mark: Mark) -> bool:
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


def _issue(analysis: Analysis, mark: Mark, problem: str) -> Issue:
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
