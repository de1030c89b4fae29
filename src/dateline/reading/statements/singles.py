"""Single quotation marks, the outer ones of many British houses: ‘They were told, “You will see”,’ said Counsel."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from dateline.model.article import Span
from dateline.reading.statements.signs import Mark

_STOPS = ".,!?…;:-–—"
_CLOSERS = '”"»“'
Pair = tuple[int, int]
"""Offsets of an opening mark and behind its closing one."""


@dataclass(frozen=True, slots=True)
class Single:
    """One pair of single marks, or an opening one whose quotation goes on in the next paragraph."""

    opened: Mark
    closed: Mark | None
    end: int
    """Where the paragraph ends."""

    @property
    def spans(self) -> tuple[Span, Span]:
        """Give what stands inside the marks, and the same with the marks."""
        if self.closed is None:
            return Span(self.opened.end, self.end), Span(self.opened.start, self.end)
        return Span(self.opened.end, self.closed.start), Span(self.opened.start, self.closed.end)


@dataclass(frozen=True, slots=True)
class Singles:
    """The single quotations of a paragraph, and the marks that look like one half of such."""

    pairs: tuple[Single, ...]
    unclosed: tuple[Mark, ...]
    unopened: tuple[Mark, ...]


def pair_singles(
    text: str, marks: Sequence[Mark], doubles: Sequence[Pair], span: Span, following: Span | None
) -> Singles:
    """Pair the single marks of a paragraph around and between its double quotations.

    Of several marks that could close, the first behind a stop or comma does, else the first; over a double quotation
    only one behind a stop reaches, or one that stands right behind the double mark.
    """
    starts = [first for first, _ in doubles]
    outside = [mark for mark in marks if not _is_inside(mark, doubles, starts)]
    pairs: list[Single] = []
    unclosed: list[Mark] = []
    used: set[int] = set()
    position = 0
    while position < len(outside):
        mark = outside[position]
        position += 1
        if not mark.opens:
            continue
        closers = _find_closers(text, outside, position, starts)
        stops = [index for index in closers if _is_behind_stop(text, outside[index])]
        if not stops and _goes_on(text, mark, span, following) and all(_is_genitive(text, outside[c]) for c in closers):
            pairs.append(Single(mark, None, span.end))
            break
        if not closers:
            unclosed.append(mark)
            continue
        index = stops[0] if stops else closers[0]
        pairs.append(Single(mark, outside[index], span.end))
        used.add(index)
        position = index + 1
    ends = [pair.spans[1] for pair in pairs]
    unopened = [
        mark
        for index, mark in enumerate(outside)
        if index not in used
        and mark.closes
        and not mark.opens
        and _is_behind_stop(text, mark)
        and not any(end.start <= mark.start < end.end for end in ends)
    ]
    return Singles(tuple(pairs), tuple(unclosed), tuple(unopened))


def _is_inside(mark: Mark, doubles: Sequence[Pair], starts: list[int]) -> bool:
    index = bisect_right(starts, mark.start) - 1
    return index >= 0 and mark.start < doubles[index][1]


def _find_closers(text: str, marks: list[Mark], position: int, starts: list[int]) -> list[int]:
    """Give the marks that could close the one before `position`, up to the next that opens."""
    begin = bisect_right(starts, marks[position - 1].start)
    closers: list[int] = []
    for index in range(position, len(marks)):
        mark = marks[index]
        if mark.opens and closers:
            break
        if not mark.closes:
            continue
        crosses = bisect_right(starts, mark.start) > begin
        if not crosses or _is_behind_stop(text, mark) or text[mark.start - 1] in _CLOSERS:
            closers.append(index)
    return closers


def _is_behind_stop(text: str, mark: Mark) -> bool:
    return ends_behind_stop(text, mark.start)


def ends_behind_stop(text: str, offset: int) -> bool:
    """Tell an end behind a stop, also where a double mark stands between: “look again.”’."""
    tail = text[max(0, offset - 4) : offset].rstrip()
    return tail.rstrip(_CLOSERS).rstrip()[-1:] in tuple(_STOPS) and len(tail) - len(tail.rstrip(_CLOSERS)) < 2


def _goes_on(text: str, mark: Mark, span: Span, following: Span | None) -> bool:
    """Tell a quotation that opens its paragraph where the next one opens with the same mark."""
    return mark.start <= span.start + 1 and following is not None and text[following.start] == mark.kind


def _is_genitive(text: str, mark: Mark) -> bool:
    """Tell the apostrophe of "the miners’ strike"."""
    return text[mark.start - 1] in "sz" and text[mark.end : mark.end + 1].isspace()
