"""Dates, numbers and sentences as a person reads them: the words of cards and lists, made from fields alone."""

from __future__ import annotations

import calendar
import datetime

from dateline.model.article import Span, Spans

_MONTHS = tuple(calendar.month_name[1:])


def write_day(day: str) -> str:
    """Write a day: "2025-10-24" -> "24 October 2025"."""
    date = datetime.date.fromisoformat(day)
    return f"{date.day} {_MONTHS[date.month - 1]} {date.year}"


def write_period(start: str | None, end: str | None) -> str | None:
    """Write an interval of days: a day, a month, a year, "12 September – 24 October 2025", "since 1 March 2025"."""
    if start is None and end is None:
        return None
    if start is None or end is None:
        return f"since {write_day(start)}" if start is not None else f"until {write_day(end or '')}"
    if start == end:
        return write_day(start)
    first, last = datetime.date.fromisoformat(start), datetime.date.fromisoformat(end)
    ends_month = last.day == calendar.monthrange(last.year, last.month)[1]
    if first.day == 1 and ends_month and first.year == last.year:
        if first.month == last.month:
            return f"{_MONTHS[first.month - 1]} {first.year}"
        if (first.month, last.month) == (1, 12):
            return str(first.year)
        return f"{_MONTHS[first.month - 1]}–{_MONTHS[last.month - 1]} {first.year}"
    if first.year != last.year:
        return f"{write_day(start)} – {write_day(end)}"
    if first.month != last.month:
        return f"{first.day} {_MONTHS[first.month - 1]} – {write_day(end)}"
    return f"{first.day}–{write_day(end)}"


def write_number(value: float) -> str:
    """Write a number with separators of thousands and without needless decimals: 1200.0 -> "1,200"."""
    return f"{int(value):,}" if value == int(value) else f"{value:,}"


def write_bounds(low: float | None, high: float | None, approximate: bool) -> str:
    """Write a number with its bounds: "6", "at least 6", "up to 6", "about 200", "10–12"."""
    about = "about " if approximate else ""
    if low is not None and high is not None:
        return f"{about}{write_number(low)}" if low == high else f"{about}{write_number(low)}–{write_number(high)}"
    if low is not None:
        return f"at least {about}{write_number(low)}"
    return f"up to {about}{write_number(high)}" if high is not None else "an unknown number of"


def cut_around(text: str, sentence: Span, marks: Spans, width: int) -> list[tuple[str, bool]]:
    """Cut a sentence to a width around the words that matter: pieces of text, each with whether it is marked.

    What is left out is shown by "…"; line ends and runs of blanks become one blank.
    """
    start, end = sentence
    inner = sorted(mark for mark in marks if sentence.covers(mark))
    if end - start > width:
        middle = (inner[0].start + inner[-1].end) // 2 if inner else start
        start = max(sentence.start, min(middle - width // 2, sentence.end - width))
        end = min(sentence.end, start + width)
        start, end = _to_blank(text, start, sentence.start, -1), _to_blank(text, end, sentence.end, 1)
    pieces: list[tuple[str, bool]] = [("… ", False)] if start > sentence.start else []
    position = start
    for mark in inner:
        first, last = max(mark.start, position), min(mark.end, end)
        if first >= last:
            continue
        pieces += [(text[position:first], False), (text[first:last], True)]
        position = last
    pieces.append((text[position:end], False))
    if end < sentence.end:
        pieces.append((" …", False))
    return [(_squeeze(words), marked) for words, marked in pieces if words]


def _to_blank(text: str, position: int, limit: int, step: int) -> int:
    """Move a cut outwards to the next blank, at most 20 characters, so that no word is cut in two."""
    for offset in range(20):
        place = position + step * offset
        if place == limit or not (0 < place < len(text)):
            return limit
        if text[place - 1 if step < 0 else place].isspace():
            return place
    return position


def _squeeze(words: str) -> str:
    core = " ".join(words.split())
    if not core:
        return " "
    return (" " if words[0].isspace() else "") + core + (" " if words[-1].isspace() else "")
