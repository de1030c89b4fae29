"""What a time expression stands for: an interval of days, and the TIMEX3 value that says the same."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from dateline.reading.mentions import TimeMention
from dateline.reading.resolution import calendar
from dateline.reading.resolution.calendar import Interval
from dateline.reading.resolution.tense import Tense
from dateline.reading.resolution.timex import UNIT_CODES, timex_duration, timex_of

TimexType = Literal["DATE", "TIME", "DURATION", "SET"]
_SEASON_MONTHS = {"SP": (3, 5), "SU": (6, 8), "FA": (9, 11), "WI": (12, 2)}
_SEASON_CODES = {"SP": 21, "SU": 22, "FA": 23, "WI": 24}
_SMALL = ("second", "minute", "hour")


@dataclass(frozen=True, slots=True)
class Anchor:
    """From where a time is counted, and which way the verb looks."""

    reference: datetime.date | None
    """Day of the dateline or publication; None when it is unknown."""
    context: datetime.date | None
    """The last explicit day of the paragraph."""
    tense: Tense | None


@dataclass(frozen=True, slots=True)
class Value:
    """A resolved time; `interval` None where the words give no place on the calendar."""

    interval: Interval | None
    timex: TimexType
    value: str | None
    edtf: str | None = None
    """Set where it says more than the interval (an unknown year, a season)."""
    basis: Literal["reference", "context"] | None = None
    approximate: bool = False


def read_value(mention: TimeMention, anchor: Anchor) -> Value:
    """Resolve one expression."""
    parts = dict(mention.parts)
    value = _READERS[mention.rule](parts, anchor)
    if "piece" in parts:
        value = _take_piece(value, parts["piece"], anchor)
    if parts.get("approximate"):
        value = replace(value, approximate=True)
    return value


def _read_date(parts: Mapping[str, str], anchor: Anchor) -> Value:
    if "direction" in parts and "weekday" in parts:
        return _read_weekday(parts, anchor)
    if "weekday" in parts and "month" not in parts:
        return _read_weekday(parts, anchor)
    if "month" not in parts:
        number = int(parts["year"])
        fiscal = bool(parts.get("fiscal"))
        return Value(calendar.year(number), "DATE", f"{number:04}", approximate=fiscal)
    return _read_month_day(parts, anchor)


def _read_month_day(parts: Mapping[str, str], anchor: Anchor) -> Value:
    month, day = int(parts["month"]), int(parts.get("day", 0))
    year = int(parts["year"]) if "year" in parts else _find_year(parts, month, day, anchor)
    told = "year" in parts
    if year is None:
        text = f"XXXX-{month:02}" + (f"-{day:02}" if day else "")
        return Value(None, "DATE", text, edtf=text)
    if not day:
        return _of_month(year, month, told)
    try:
        date = datetime.date(year, month, day)
    except ValueError:
        return Value(None, "DATE", f"{year:04}-{month:02}", edtf=f"{year:04}-{month:02}")
    interval = calendar.day(date)
    if "last_day" in parts and int(parts["last_day"]) > day:
        try:
            interval = Interval(date, datetime.date(year, month, int(parts["last_day"])))
        except ValueError:
            interval = calendar.day(date)
    value = Value(interval, "DATE", date.isoformat(), basis=None if told else "reference")
    return _with_daypart(value, parts)


def _of_month(year: int, month: int, told: bool) -> Value:
    return Value(calendar.month(year, month), "DATE", f"{year:04}-{month:02}", basis=None if told else "reference")


def _find_year(parts: Mapping[str, str], month: int, day: int, anchor: Anchor) -> int | None:
    """Find the year of "October 22": by direction words, else by the tense of the verb, else the nearest."""
    reference = anchor.reference
    if reference is None:
        return None
    shift = {"last": -1, "this": 0, "next": 1}.get(parts.get("year_direction", ""))
    if shift is not None:
        return reference.year + shift
    here, there = (reference.month, reference.day if day else 0), (month, day)
    direction = parts.get("direction")
    if direction in ("last", "past", "previous") or (direction is None and anchor.tense == "past"):
        slack = _days_ahead(reference, month, day)
        if direction is None and day and 0 < slack <= 1:
            return reference.year
        later = there > here if direction is None else there >= here
        return reference.year - 1 if later else reference.year
    if direction in ("next", "coming") or (direction is None and anchor.tense == "future"):
        return reference.year + 1 if there < here else reference.year
    if direction == "this":
        return reference.year
    gap = month - reference.month
    return reference.year - 1 if gap > 6 else reference.year + 1 if gap < -6 else reference.year


def _days_ahead(reference: datetime.date, month: int, day: int) -> int:
    try:
        return (datetime.date(reference.year, month, max(day, 1)) - reference).days
    except ValueError:
        return 0


def _read_weekday(parts: Mapping[str, str], anchor: Anchor) -> Value:
    number = int(parts["weekday"])
    reference = anchor.reference
    if reference is None:
        return _with_daypart(Value(None, "DATE", f"XXXX-WXX-{number}", edtf=None), parts)
    back = (reference.isoweekday() - number) % 7
    direction = parts.get("direction")
    if direction in ("next", "coming", "following"):
        offset = 7 - back if back else 7
    elif direction in ("last", "past", "previous"):
        offset = -(back or 7)
    elif anchor.tense == "future":
        offset = (7 - back) % 7
    elif direction == "this":
        offset = number - reference.isoweekday()
    else:
        offset = -back
    date = reference + datetime.timedelta(offset)
    return _with_daypart(Value(calendar.day(date), "DATE", date.isoformat(), basis="reference"), parts)


def _with_daypart(value: Value, parts: Mapping[str, str]) -> Value:
    part = parts.get("daypart")
    if "clock" in parts:
        part = f"T{parts['clock']}" + ("Z" if parts.get("zone") in ("utc", "gmt") else "")
    if part is None or value.value is None:
        return value
    return replace(value, timex="TIME", value=value.value + (part if part.startswith("T") else f"T{part}"))


def _read_deictic(parts: Mapping[str, str], anchor: Anchor) -> Value:
    if anchor.reference is None:
        return Value(None, "DATE", "XXXX-XX-XX")
    date = anchor.reference + datetime.timedelta(int(parts["offset"]))
    return _with_daypart(Value(calendar.day(date), "DATE", date.isoformat(), basis="reference"), parts)


def _read_relative(parts: Mapping[str, str], anchor: Anchor) -> Value:
    unit, direction = parts["unit"], parts["direction"]
    reference = anchor.reference
    if "number" in parts:
        return _read_stretch(unit, parts["number"], direction, reference)
    if unit in _SMALL:
        return Value(None, "DURATION", f"P{UNIT_CODES[unit][0]}1{UNIT_CODES[unit][1:]}")
    if reference is None:
        return Value(None, "DATE", None)
    if direction == "near":
        direction = "last" if anchor.tense != "future" else "this"
        if unit == "weekend" and reference.isoweekday() >= 6:
            direction = "this"
    if direction == "past" and unit != "weekend":
        start = calendar.shift(reference, unit, -1)
        return Value(Interval(start, reference), "DURATION", f"P1{UNIT_CODES[unit]}", basis="reference")
    if direction == "recent":
        return _vague("PAST_REF", reference)
    if direction == "coming":
        end = calendar.shift(reference, unit, 1)
        return Value(Interval(reference, end), "DURATION", f"P1{UNIT_CODES[unit]}", basis="reference")
    steps = {"last": -1, "past": -1, "previous": -1, "this": 0, "same": 0, "next": 1, "following": 1}[direction]
    counted = direction in ("previous", "following", "same") or (direction == "next" and "definite" in parts)
    from_context = counted and anchor.context is not None
    base = anchor.context if from_context and anchor.context is not None else reference
    interval = calendar.around(calendar.shift(base, unit, steps), unit)
    return Value(interval, "DATE", timex_of(interval, unit), basis="context" if from_context else "reference")


def _read_stretch(unit: str, number: str, direction: str, reference: datetime.date | None) -> Value:
    """Read "the past six weeks", "the next two years", "recent months"."""
    count = 1.0 if number == "X" else float(number)
    code = timex_duration(unit, number)
    ahead = direction in ("next", "coming", "following")
    if direction not in ("last", "past", "recent", "previous", "this") and not ahead:
        return Value(None, "DURATION", code)
    if direction == "recent":
        return replace(_vague("PAST_REF", reference), value="PAST_REF")
    if reference is None:
        return Value(None, "DURATION", code)
    if unit in _SMALL:
        count, unit = count / 24 if unit == "hour" else 0, "day"
        count = float(-(-count // 1))
    if number == "X":
        interval = Interval(reference, None) if ahead else Interval(None, reference)
        return Value(interval, "DURATION", code, basis="reference", approximate=True)
    other = calendar.shift(reference, unit, count if ahead else -count)
    interval = Interval(reference, other) if ahead else Interval(other, reference)
    return Value(interval, "DURATION", code, basis="reference")


def _read_ago(parts: Mapping[str, str], anchor: Anchor) -> Value:
    unit, number, shift = parts["unit"], parts["number"], parts["shift"]
    from_context = shift.endswith("context") and anchor.context is not None
    base = anchor.context if from_context else anchor.reference
    basis: Literal["reference", "context"] = "context" if from_context else "reference"
    sign = -1 if shift.startswith("-") else 1
    if base is None or (shift == "+context" and not from_context):
        return Value(None, "DURATION", timex_duration(unit, number))
    if number == "X":
        interval = Interval(None, base) if sign < 0 else Interval(base, None)
        return Value(interval, "DATE", "PAST_REF" if sign < 0 else "FUTURE_REF", basis=basis, approximate=True)
    if unit in _SMALL:
        return Value(calendar.day(base), "DURATION", timex_duration(unit, number), basis=basis, approximate=True)
    date = calendar.shift(base, unit, sign * float(number))
    if unit == "week" or float(number) != int(float(number)):
        interval = calendar.around(date, "week" if unit == "week" else "month")
        return Value(interval, "DATE", timex_of(interval, "week" if unit == "week" else "month"), basis=basis)
    interval = calendar.around(date, "year" if unit in ("decade", "century") else unit)
    rough = unit in ("decade", "century")
    return Value(interval, "DATE", timex_of(interval, "year" if rough else unit), basis=basis, approximate=rough)


def _read_context(parts: Mapping[str, str], anchor: Anchor) -> Value:
    """Read "that day", "the day before", "the year-earlier quarter"."""
    base = anchor.context or anchor.reference
    if base is None:
        return Value(None, "DATE", None)
    basis: Literal["reference", "context"] = "context" if anchor.context else "reference"
    unit = parts["unit"]
    if anchor.context is None and unit == "day":
        return Value(None, "DATE", None)
    interval = calendar.around(calendar.shift(base, unit, int(parts["shift"])), unit)
    return Value(interval, "DATE", timex_of(interval, unit), basis=basis)


def _read_quarter(parts: Mapping[str, str], anchor: Anchor) -> Value:
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
    interval = calendar.quarter(year, number)
    return Value(interval, "DATE", f"{year:04}-Q{number}", basis=known, approximate=True)


def _year_of(parts: Mapping[str, str], anchor: Anchor) -> tuple[int | None, Literal["reference"] | None]:
    if "year" in parts:
        return int(parts["year"]), None
    if anchor.reference is None:
        return None, None
    shift = {"last": -1, "past": -1, "previous": -1, "next": 1, "coming": 1}.get(parts.get("year_direction", ""), 0)
    return anchor.reference.year + shift, "reference"


def _read_season(parts: Mapping[str, str], anchor: Anchor) -> Value:
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
    start = datetime.date(year, first, 1)
    interval = Interval(start, calendar.last_of_month(year + (last < first), last))
    return Value(interval, "DATE", f"{year:04}-{season}", f"{year:04}-{_SEASON_CODES[season]}", basis, approximate=True)


def _read_decade(parts: Mapping[str, str], anchor: Anchor) -> Value:
    first = int(parts["decade"]) * 10
    return Value(Interval(datetime.date(first, 1, 1), datetime.date(first + 9, 12, 31)), "DATE", parts["decade"])


def _read_century(parts: Mapping[str, str], anchor: Anchor) -> Value:
    number = int(parts["century"])
    if not 0 < number < 99:
        return Value(None, "DATE", f"{number:02}")
    first, last = datetime.date(number * 100, 1, 1), datetime.date(number * 100 + 99, 12, 31)
    return Value(Interval(first, last), "DATE", f"{number:02}")


def _read_clock(parts: Mapping[str, str], anchor: Anchor) -> Value:
    base = anchor.context or anchor.reference
    zone = "Z" if parts.get("zone") in ("utc", "gmt") else ""
    if base is None:
        return Value(None, "TIME", f"T{parts['clock']}{zone}")
    basis: Literal["reference", "context"] = "context" if anchor.context else "reference"
    return Value(calendar.day(base), "TIME", f"{base.isoformat()}T{parts['clock']}{zone}", basis=basis)


def _read_set(parts: Mapping[str, str], anchor: Anchor) -> Value:
    if "value" in parts:
        return Value(None, "SET", parts["value"])
    if "weekday" in parts:
        return Value(None, "SET", f"XXXX-WXX-{parts['weekday']}")
    if "month" in parts:
        return Value(None, "SET", f"XXXX-{int(parts['month']):02}")
    return Value(None, "SET", timex_duration(parts["unit"], parts["number"]))


def _read_duration(parts: Mapping[str, str], anchor: Anchor) -> Value:
    return Value(None, "DURATION", timex_duration(parts["unit"], parts["number"]))


def _read_vague(parts: Mapping[str, str], anchor: Anchor) -> Value:
    return _vague(parts["ref"], anchor.reference)


def _vague(ref: str, reference: datetime.date | None) -> Value:
    if reference is None:
        return Value(None, "DATE", ref, approximate=True)
    interval = {
        "PAST_REF": Interval(None, reference),
        "FUTURE_REF": Interval(reference, None),
        "PRESENT_REF": calendar.day(reference),
    }[ref]
    return Value(interval, "DATE", ref, basis="reference", approximate=True)


def _take_piece(value: Value, piece: str, anchor: Anchor) -> Value:
    """Narrow "late November" to a part of it; "earlier this year" ends at the reference, "later" begins there."""
    interval = value.interval
    if interval is None or interval.start is None or interval.end is None:
        return value
    start, end = interval.start, interval.end
    if piece == "earlier" and anchor.reference is not None and start <= anchor.reference <= end:
        return replace(value, interval=Interval(start, anchor.reference))
    if piece == "later" and anchor.reference is not None and start <= anchor.reference <= end:
        return replace(value, interval=Interval(anchor.reference, end))
    if (end - start).days > 3000:
        return _take_years(value, piece, start.year)
    third = datetime.timedelta((end - start).days // 3)
    cut = {
        "early": Interval(start, start + third),
        "start": Interval(start, start + third),
        "mid": Interval(start + third, end - third),
        "late": Interval(end - third, end),
        "end": Interval(end - third, end),
    }.get(piece)
    if cut is None or not third:
        return value
    return replace(value, interval=cut, approximate=True, edtf=None)


def _take_years(value: Value, piece: str, first: int) -> Value:
    """Read "the late 1970s" as the years 1976 to 1979."""
    low, high = {"early": (0, 3), "start": (0, 1), "mid": (3, 6), "late": (6, 9), "end": (8, 9)}.get(piece, (0, 9))
    interval = Interval(datetime.date(first + low, 1, 1), datetime.date(first + high, 12, 31))
    return replace(value, interval=interval, approximate=True, edtf=None)


_READERS: dict[str, Callable[[Mapping[str, str], Anchor], Value]] = {
    "date": _read_date,
    "deictic": _read_deictic,
    "relative": _read_relative,
    "ago": _read_ago,
    "context": _read_context,
    "quarter": _read_quarter,
    "season": _read_season,
    "decade": _read_decade,
    "century": _read_century,
    "clock": _read_clock,
    "set": _read_set,
    "duration": _read_duration,
    "vague": _read_vague,
}
