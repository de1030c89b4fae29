"""Days, months and longer times as intervals of days, and their EDTF: pure date arithmetic, no clock."""

from __future__ import annotations

import calendar
import datetime
from dataclasses import dataclass

MIN_YEAR, MAX_YEAR = 1, 9998


@dataclass(frozen=True, slots=True)
class Interval:
    """First and last day, inclusive; None is an open side."""

    start: datetime.date | None
    end: datetime.date | None

    def edtf(self) -> str:
        """Write the shortest EDTF for it: a day, month, year, or an interval with ".." for an open side."""
        start, end = self.start, self.end
        if start is not None and end is not None:
            if start == end:
                return start.isoformat()
            if start.day == 1 and end == last_of_month(end.year, end.month):
                if (start.year, start.month) == (end.year, end.month):
                    return f"{start.year:04}-{start.month:02}"
                if start.month == 1 and end.month == 12:
                    first, last = f"{start.year:04}", f"{end.year:04}"
                    return first if first == last else f"{first}/{last}"
        return f"{start.isoformat() if start else '..'}/{end.isoformat() if end else '..'}"


def parse_day(text: str | None) -> datetime.date | None:
    """Read `YYYY-MM-DD`, None when it is no such day."""
    try:
        return datetime.date.fromisoformat((text or "")[:10])
    except ValueError:
        return None


def last_of_month(year: int, month: int) -> datetime.date:
    """Give the last day of a month."""
    return datetime.date(year, month, calendar.monthrange(year, month)[1])


def day(date: datetime.date) -> Interval:
    """Give one day as an interval."""
    return Interval(date, date)


def month(year: int, number: int) -> Interval:
    """Give a month as an interval."""
    return Interval(datetime.date(year, number, 1), last_of_month(year, number))


def year(number: int) -> Interval:
    """Give a year as an interval."""
    return Interval(datetime.date(number, 1, 1), datetime.date(number, 12, 31))


def week(date: datetime.date) -> Interval:
    """Give the week, Monday to Sunday, that holds a day."""
    monday = date - datetime.timedelta(date.weekday())
    return Interval(monday, shift(monday, "day", 6))


def quarter(year_number: int, number: int) -> Interval:
    """Give a quarter of a calendar year."""
    return Interval(datetime.date(year_number, 3 * number - 2, 1), last_of_month(year_number, 3 * number))


def shift_months(date: datetime.date, months: int) -> datetime.date:
    """Move a day by months; the 31st becomes the last day of a shorter month."""
    index = min(max(date.year * 12 + date.month - 1 + months, MIN_YEAR * 12), MAX_YEAR * 12 + 11)
    year_number, month_index = divmod(index, 12)
    last = calendar.monthrange(year_number, month_index + 1)[1]
    return datetime.date(year_number, month_index + 1, min(date.day, last))


def shift(date: datetime.date, unit: str, count: float) -> datetime.date:
    """Move a day by a count of units; ends of the calendar stop it."""
    days = {"day": 1, "night": 1, "week": 7, "fortnight": 14, "weekend": 7}.get(unit)
    if days is not None:
        ordinal = date.toordinal() + round(days * count)
        return datetime.date.fromordinal(min(max(ordinal, 1), datetime.date(MAX_YEAR, 12, 31).toordinal()))
    months = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}.get(unit)
    return date if months is None else shift_months(date, round(months * count))


def around(date: datetime.date, unit: str) -> Interval:
    """Give the calendar unit that holds a day: its week, month, year ..."""
    if unit in ("week", "fortnight"):
        return week(date)
    if unit == "month":
        return month(date.year, date.month)
    if unit == "quarter":
        return quarter(date.year, (date.month + 2) // 3)
    if unit == "year":
        return year(date.year)
    if unit == "decade":
        first = date.year // 10 * 10
        return Interval(datetime.date(max(first, 1), 1, 1), datetime.date(first + 9, 12, 31))
    if unit == "century":
        first = date.year // 100 * 100
        return Interval(datetime.date(max(first, 1), 1, 1), datetime.date(first + 99, 12, 31))
    if unit == "weekend":
        saturday = shift(date, "day", 5 - date.weekday())
        return Interval(saturday, shift(saturday, "day", 1))
    return day(date)


def easter(year_number: int) -> datetime.date:
    """Give Easter Sunday of the Western churches, by the Gregorian reckoning."""
    golden, century = year_number % 19, year_number // 100
    skipped = century - century // 4 - (8 * century + 13) // 25
    epact = (skipped + 19 * golden + 15) % 30
    epact -= epact // 28 * (1 - epact // 28 * (29 // (epact + 1)) * ((21 - golden) // 11))
    weekday = (year_number + year_number // 4 + epact + 2 - century + century // 4) % 7
    offset = epact - weekday
    number = 3 + (offset + 40) // 44
    return datetime.date(year_number, number, offset + 28 - 31 * (number // 4))


def feast(rule: str, year_number: int) -> datetime.date:
    """Give the day of a feast: "12-25", "11#4-4" (fourth Thursday of November; the 5th is the last), "easter-2"."""
    if rule.startswith("easter"):
        return easter(year_number) + datetime.timedelta(int(rule[6:]))
    if "#" in rule:
        month_number, _, rest = rule.partition("#")
        nth, weekday = (int(part) for part in rest.split("-"))
        first = datetime.date(year_number, int(month_number), 1)
        date = first + datetime.timedelta((weekday - first.isoweekday()) % 7 + 7 * (nth - 1))
        return date if date.month == first.month else date - datetime.timedelta(7)
    month_number, _, number = rule.partition("-")
    return datetime.date(year_number, int(month_number), int(number))
