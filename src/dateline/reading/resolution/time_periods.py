"""Quarters, seasons, eras and times counted from another: "a year earlier", "the third quarter", "that day"."""

from __future__ import annotations

import datetime
from collections.abc import Mapping

from dateline.reading.resolution import calendar
from dateline.reading.resolution.calendar import Interval
from dateline.reading.resolution.time_model import SMALL_UNITS, Anchor, Basis, Value
from dateline.reading.resolution.timex import timex_duration, timex_of

_SEASON_MONTHS = {"SP": (3, 5), "SU": (6, 8), "FA": (9, 11), "WI": (12, 2)}
_SEASON_CODES = {"SP": 21, "SU": 22, "FA": 23, "WI": 24}


def read_ago(parts: Mapping[str, str], anchor: Anchor) -> Value:
    """Read "three days ago", "two weeks later", and "a year earlier" of figures as the same period of that year."""
    unit, number, shift = parts["unit"], parts["number"], parts["shift"]
    from_context = shift.endswith("context") and anchor.context is not None
    compared = anchor.month or anchor.period
    if unit == "year" and number == "1" and sign_of(shift) < 0 and anchor.figures and compared is not None:
        return _year_before(compared)
    base = anchor.context if from_context else anchor.reference
    basis: Basis = "context" if from_context else "reference"
    sign = sign_of(shift)
    if base is None or (shift == "+context" and not from_context):
        return Value(None, "DURATION", timex_duration(unit, number))
    if number == "X":
        interval = Interval(None, base) if sign < 0 else Interval(base, None)
        return Value(interval, "DATE", "PAST_REF" if sign < 0 else "FUTURE_REF", basis=basis, approximate=True)
    if unit in SMALL_UNITS:
        return Value(calendar.day(base), "DURATION", timex_duration(unit, number), basis=basis, approximate=True)
    date = calendar.shift(base, unit, sign * float(number))
    if unit == "week" or float(number) != int(float(number)):
        interval = calendar.around(date, "week" if unit == "week" else "month")
        return Value(interval, "DATE", timex_of(interval, "week" if unit == "week" else "month"), basis=basis)
    interval = calendar.around(date, "year" if unit in ("decade", "century") else unit)
    rough = unit in ("decade", "century")
    return Value(interval, "DATE", timex_of(interval, "year" if rough else unit), basis=basis, approximate=rough)


def read_context(parts: Mapping[str, str], anchor: Anchor) -> Value:
    """Read "that day", "the day before", "the year-earlier quarter"."""
    unit = parts["unit"]
    told = anchor.context or (anchor.day if unit == "day" else None)
    base = (anchor.day if "soft" in parts else None) or told or anchor.reference
    if base is None:
        return Value(None, "DATE", None)
    basis: Basis = "context" if told else "reference"
    if told is None and unit == "day" and "soft" not in parts:
        return Value(None, "DATE", None)
    interval = calendar.around(calendar.shift(base, unit, int(parts["shift"])), unit)
    return Value(interval, "DATE", timex_of(interval, unit), basis=basis)


def read_quarter(parts: Mapping[str, str], anchor: Anchor) -> Value:
    """Read "the third quarter", "the first half of 2010"."""
    year, known = _year_of(parts, anchor)
    if "half" in parts:
        half = int(parts["half"])
        if year is None:
            return Value(None, "DATE", f"XXXX-H{half}")
        interval = Interval(datetime.date(year, 6 * half - 5, 1), calendar.last_of_month(year, 6 * half))
        return Value(interval, "DATE", f"{year:04}-H{half}", basis=known, approximate=True)
    number = int(parts["quarter"])
    if year is None:
        return Value(None, "DATE", f"XXXX-Q{number}")
    if known == "reference" and "year_direction" not in parts and anchor.tense != "future" and anchor.reference:
        year -= calendar.quarter(year, number).start > anchor.reference  # type: ignore[operator]
    if not calendar.MIN_YEAR <= year <= calendar.MAX_YEAR:
        return Value(None, "DATE", f"{year:04}-Q{number}")
    interval = calendar.quarter(year, number)
    return Value(interval, "DATE", f"{year:04}-Q{number}", basis=known, approximate=True)


def _year_of(parts: Mapping[str, str], anchor: Anchor) -> tuple[int | None, Basis | None]:
    if "year" in parts:
        return int(parts["year"]), None
    if anchor.reference is None:
        return None, None
    shift = {"last": -1, "past": -1, "previous": -1, "next": 1, "coming": 1}.get(parts.get("year_direction", ""), 0)
    return anchor.reference.year + shift, "reference"


def read_period(parts: Mapping[str, str], anchor: Anchor) -> Value:
    """Read "the year-earlier period", "the same quarter of 2010", "the latest quarter"."""
    shift = int(parts.get("shift", "0"))
    period = anchor.month if parts["unit"] in ("month", "period") and anchor.month is not None else anchor.period
    if "month" in parts and anchor.reference is not None:
        return _quarter_of_month(int(parts["month"]), anchor.reference)
    kind = "quarter" if "quarter" in parts else "half" if "half" in parts else None
    if kind is not None and (period is not None or anchor.reference is not None):
        year = period.start.year if period is not None and period.start else anchor.reference.year  # type: ignore[union-attr]
        return read_quarter({kind: parts[kind], "year": str(year + shift)}, anchor)
    if period is None or period.start is None:
        return _period_without_context(parts, anchor, shift)
    if "year" in parts:
        shift = int(parts["year"]) - period.start.year
    elif "year_direction" in parts:
        year_told, _ = _year_of(parts, anchor)
        shift = 0 if year_told is None else year_told - period.start.year
    return _year_before(period, -shift)


def _quarter_of_month(month: int, reference: datetime.date) -> Value:
    """Read "the quarter ended Sept. 30"."""
    interval = calendar.quarter(reference.year - (month > reference.month), (month + 2) // 3)
    return Value(interval, "DATE", timex_of(interval, "quarter"), basis="reference", approximate=True)


def _period_without_context(parts: Mapping[str, str], anchor: Anchor, shift: int) -> Value:
    """Count from the report where no quarter was told: "the quarter" is the last full one."""
    if "year" in parts:
        number = int(parts["year"])
        return Value(calendar.year(number), "DATE", f"{number:04}", approximate=True)
    if anchor.reference is None:
        return Value(None, "DATE", None)
    if parts["unit"] == "quarter" and not shift and "year_direction" not in parts:
        interval = calendar.around(calendar.shift(anchor.reference, "quarter", -1), "quarter")
        return Value(interval, "DATE", timex_of(interval, "quarter"), basis="reference", approximate=True)
    if parts["unit"] == "period" and not shift:
        return Value(None, "DATE", None)
    year, _ = _year_of(parts, anchor)
    interval = calendar.year(max((year or anchor.reference.year) + shift, 1))
    return Value(interval, "DATE", timex_of(interval, "year"), basis="reference", approximate=True)


def _year_before(period: Interval, years: int = 1) -> Value:
    """Give the same quarter, half or month of an earlier year."""
    start, end = period.start, period.end
    if start is None or end is None:
        return Value(None, "DATE", None)
    moved = Interval(calendar.shift(start, "year", -years), calendar.shift(end, "year", -years))
    months = (end.year - start.year) * 12 + end.month - start.month + 1
    year = moved.start.year if moved.start is not None else start.year
    if months == 6:
        value: str | None = f"{year:04}-H{1 if start.month < 7 else 2}"
    else:
        value = timex_of(moved, {1: "month", 3: "quarter"}.get(months, "year"))
    return Value(moved, "DATE", value, basis="period", approximate=True)


def sign_of(shift: str) -> int:
    """Tell back from ahead."""
    return -1 if shift.startswith("-") else 1


def read_season(parts: Mapping[str, str], anchor: Anchor) -> Value:
    """Read "last summer", "in autumn", "the winter of 1994": which one the tense tells."""
    season = parts["season"]
    first, last = _SEASON_MONTHS[season]
    year, basis = _year_of(parts, anchor)
    if year is None:
        return Value(None, "DATE", f"XXXX-{season}", edtf=f"XXXX-{_SEASON_CODES[season]}")
    if "year" not in parts and anchor.reference is not None:
        begun = first <= anchor.reference.month
        direction = parts.get("direction")
        if direction in ("last", "past", "previous") or (direction is None and anchor.tense == "past"):
            year -= not begun or (direction is not None and anchor.reference.month <= last)
        elif direction in ("next", "coming") or (direction is None and anchor.tense == "future"):
            year += begun
        elif direction == "this" and season == "WI" and anchor.reference.month <= last:
            year -= 1
    if not calendar.MIN_YEAR <= year <= calendar.MAX_YEAR:
        return Value(None, "DATE", f"{year:04}-{season}")
    start = datetime.date(year, first, 1)
    interval = Interval(start, calendar.last_of_month(year + (last < first), last))
    return Value(interval, "DATE", f"{year:04}-{season}", f"{year:04}-{_SEASON_CODES[season]}", basis, approximate=True)


def read_decade(parts: Mapping[str, str], anchor: Anchor) -> Value:
    """Read "the 1990s"."""
    first = int(parts["decade"]) * 10
    return Value(Interval(datetime.date(first, 1, 1), datetime.date(first + 9, 12, 31)), "DATE", parts["decade"])


def read_century(parts: Mapping[str, str], anchor: Anchor) -> Value:
    """Read "the 20th century"."""
    number = int(parts["century"])
    if not 0 < number < 99:
        return Value(None, "DATE", f"{number:02}")
    first, last = datetime.date(number * 100, 1, 1), datetime.date(number * 100 + 99, 12, 31)
    return Value(Interval(first, last), "DATE", f"{number:02}")
