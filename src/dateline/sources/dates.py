"""Calendar dates as newspapers print them at the head of a text ("Nov. 16", "24 October 2025", "2025-10-24")."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from dateline.knowledge.headline_matter import load_matter_words

_ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_TIMESTAMP = re.compile(r"(\d{4}-\d{2}-\d{2})(?:[T ].*)?")


@dataclass(frozen=True, slots=True)
class PrintedDate:
    """A day as it is printed, perhaps without its year."""

    day: int
    month: int
    year: int | None
    start: int
    end: int

    @property
    def iso(self) -> str | None:
        """Give `YYYY-MM-DD`, None where the year is missing."""
        return None if self.year is None else _iso(self.year, self.month, self.day)


def _iso(year: int, month: int, day: int) -> str | None:
    try:
        return datetime.date(year, month, day).isoformat()
    except ValueError:
        return None


@cache
def _pattern() -> re.Pattern[str]:
    months = "|".join(sorted(load_matter_words().months, key=lambda word: (-len(word), word)))
    day = r"(?P<d{0}>[0-3]?\d)(?:st|nd|rd|th)?"
    year = r"(?P<y{0}>(?:18|19|20|21)\d\d)(?!\d(?!\d?:\d\d))"
    forms = (
        rf"{day.format(1)}(?:\s+of)?[\s-]+(?P<m1>{months})\b\.?(?:,?[\s-]+{year.format(1)})?",
        rf"(?P<m2>{months})\b\.?\s+{day.format(2)}(?![\d:])\b(?:(?:,\s*|\s+){year.format(2)})?",
        rf"{year.format(3)}(?P<s3>[-/.])(?P<m3>[01]?\d)(?P=s3){day.format(3)}(?!\d)",
        rf"{day.format(4)}\.(?P<m4>[01]?\d)\.{year.format(4)}",
        rf"(?P<d5>1[3-9]|2\d|3[01])/(?P<m5>[01]?\d)/{year.format(5)}",
        rf"(?P<m6>[01]?\d)/(?P<d6>1[3-9]|2\d|3[01])/{year.format(6)}",
    )
    return re.compile(
        r"(?<![\w/])(?<!\d\.)(?:" + "|".join(forms) + r")(?!(?-i:[a-z])|_|/|\d(?!\d?:\d\d))(?!\.\d)", re.IGNORECASE
    )


def find_dates(text: str) -> Iterator[PrintedDate]:
    """Yield the days printed in a short line; a day that no calendar has, or 04/05/2025, is none."""
    months = load_matter_words().months
    for match in _pattern().finditer(text):
        for form in "123456":
            if match.group(f"d{form}") is None:
                continue
            month = match.group(f"m{form}").lower()
            number = months.get(month) or int(month)
            year = match.group(f"y{form}")
            day = int(match.group(f"d{form}"))
            if _iso(int(year) if year else 2024, number, day) is not None:
                yield PrintedDate(day, number, int(year) if year else None, match.start(), match.end())
            break


def is_iso_date(text: str) -> bool:
    """Tell whether a text is a day of the calendar in the form YYYY-MM-DD."""
    if not _ISO_DATE.fullmatch(text):
        return False
    year, month, day = map(int, text.split("-"))
    return _iso(year, month, day) is not None


def day_of_timestamp(text: str) -> str | None:
    """Give the day of an ISO 8601 date or timestamp ("2025-10-24T06:00:00Z" -> "2025-10-24")."""
    match = _TIMESTAMP.fullmatch(text.strip())
    return match.group(1) if match and is_iso_date(match.group(1)) else None


def complete_date(date: PrintedDate, published: str | None) -> str | None:
    """Give a printed day its year: the nearest one in which it is not after the day after publication.

    "Nov 16" in a text published on 2025-11-17 is 2025-11-16, in one published on 2025-01-03 it is 2024-11-16.
    """
    if date.year is not None:
        return date.iso
    if published is None:
        return None
    limit = datetime.date.fromisoformat(published) + datetime.timedelta(days=1)
    for year in (limit.year, limit.year - 1):
        found = _iso(year, date.month, date.day)
        if found is not None and found <= limit.isoformat():
            return found
    return None
