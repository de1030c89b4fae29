"""What a time expression stands for: an interval of days, and the TIMEX3 value that says the same."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from dataclasses import replace

from dateline.reading.mentions import TimeMention
from dateline.reading.resolution import calendar, time_periods
from dateline.reading.resolution.calendar import Interval
from dateline.reading.resolution.time_model import SMALL_UNITS, Anchor, Basis, Value, vague_value
from dateline.reading.resolution.timex import UNIT_CODES, timex_duration, timex_of

_LEAP = 2024
_SOON = 45
"""Days within which a date that no past verb has itself ("the Nov. 20 deadline") lies ahead."""


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
    if not _is_in_calendar(int(parts.get("year", _LEAP)), month, day or 1):
        return Value(None, "DATE", None)
    year = int(parts["year"]) if "year" in parts else _find_year(parts, month, day, anchor)
    told = "year" in parts
    if year is None:
        text = f"XXXX-{month:02}" + (f"-{day:02}" if day else "")
        return Value(None, "DATE", text, edtf=text)
    if not day:
        return _of_month(year, month, told)
    if not _is_in_calendar(year, month, day):  # "29 February", and the year counted back to has none
        return Value(None, "DATE", f"XXXX-{month:02}-{day:02}", edtf=f"XXXX-{month:02}-{day:02}")
    date = datetime.date(year, month, day)
    interval = calendar.day(date)
    if "last_day" in parts and int(parts["last_day"]) > day:
        try:
            interval = Interval(date, datetime.date(year, month, int(parts["last_day"])))
        except ValueError:
            interval = calendar.day(date)
    if parts.get("around") == "week":
        interval = calendar.week(date)
        return Value(interval, "DATE", timex_of(interval, "week"), basis=None if told else "reference")
    value = Value(interval, "DATE", date.isoformat(), basis=None if told else "reference")
    return _with_daypart(value, parts)


def _read_feast(parts: Mapping[str, str], anchor: Anchor) -> Value:
    """Read "last Thanksgiving", "Christmas Eve 2024"."""
    if "year" in parts:
        date = calendar.feast(parts["feast"], int(parts["year"]))
        return Value(calendar.day(date), "DATE", date.isoformat())
    if anchor.reference is None:
        return Value(None, "DATE", None)
    around = calendar.feast(parts["feast"], anchor.reference.year)
    year = _find_year(parts, around.month, around.day, anchor)
    date = calendar.feast(parts["feast"], year or anchor.reference.year)
    return Value(calendar.day(date), "DATE", date.isoformat(), basis="reference")


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
    told_before = anchor.told is not None and anchor.told.year < reference.year
    if told_before and not parts.keys() & {"direction", "year_direction"} and anchor.tense != "future":
        told = anchor.told or reference
        return told.year + ((month, day or 31) < (told.month, told.day))
    here, there = (reference.month, reference.day if day else 0), (month, day)
    direction = parts.get("direction")
    if direction in ("last", "past", "previous") or (direction is None and anchor.tense == "past"):
        if direction is None and day and 0 < _days_ahead(reference, month, day) <= (1 if anchor.direct else _SOON):
            return reference.year
        later = there > here if direction is None else there >= here
        return reference.year - 1 if later else reference.year
    if direction in ("next", "coming") or (direction is None and anchor.tense == "future"):
        return reference.year + 1 if there < here else reference.year
    if direction == "this":
        return reference.year
    gap = month - reference.month
    return reference.year - 1 if gap > 6 else reference.year + 1 if gap < -6 else reference.year


def _is_in_calendar(year: int, month: int, day: int) -> bool:
    """Tell 31 February and month 13 from days that there are."""
    try:
        datetime.date(year, month, day)
    except ValueError:
        return False
    return True


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
    date = calendar.shift(reference, "day", offset)
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
    date = calendar.shift(anchor.reference, "day", int(parts["offset"]))
    return _with_daypart(Value(calendar.day(date), "DATE", date.isoformat(), basis="reference"), parts)


def _read_relative(parts: Mapping[str, str], anchor: Anchor) -> Value:
    unit, direction = parts["unit"], parts["direction"]
    reference = anchor.reference
    if "number" in parts:
        return _read_stretch(unit, parts["number"], direction, reference)
    if unit in SMALL_UNITS:
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
        return vague_value("PAST_REF", reference)
    if direction == "coming":
        end = calendar.shift(reference, unit, 1)
        return Value(Interval(reference, end), "DURATION", f"P1{UNIT_CODES[unit]}", basis="reference")
    steps = {"last": -1, "past": -1, "previous": -1, "this": 0, "same": 0, "next": 1, "following": 1}[direction]
    counted = direction in ("previous", "following", "same") or (direction == "next" and "definite" in parts)
    told = anchor.context or (anchor.day if unit == "day" else None)
    from_context = counted and told is not None
    base = told if from_context and told is not None else reference
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
        return replace(vague_value("PAST_REF", reference), value="PAST_REF")
    if reference is None:
        return Value(None, "DURATION", code)
    if unit in SMALL_UNITS:
        count, unit = count / 24 if unit == "hour" else 0, "day"
        count = float(-(-count // 1))
    if number == "X":
        interval = Interval(reference, None) if ahead else Interval(None, reference)
        return Value(interval, "DURATION", code, basis="reference", approximate=True)
    other = calendar.shift(reference, unit, count if ahead else -count)
    interval = Interval(reference, other) if ahead else Interval(other, reference)
    return Value(interval, "DURATION", code, basis="reference")


def _read_clock(parts: Mapping[str, str], anchor: Anchor) -> Value:
    base = anchor.context or anchor.reference
    zone = "Z" if parts.get("zone") in ("utc", "gmt") else ""
    if base is None:
        return Value(None, "TIME", f"T{parts['clock']}{zone}")
    basis: Basis = "context" if anchor.context else "reference"
    return Value(calendar.day(base), "TIME", f"{base.isoformat()}T{parts['clock']}{zone}", basis=basis)


def _read_set(parts: Mapping[str, str], anchor: Anchor) -> Value:
    if "value" in parts:
        return Value(None, "SET", parts["value"])
    if "weekday" in parts:
        part = parts.get("daypart")
        return Value(None, "SET", f"XXXX-WXX-{parts['weekday']}" + (f"T{part}" if part else ""))
    if "month" in parts:
        return Value(None, "SET", f"XXXX-{int(parts['month']):02}")
    return Value(None, "SET", timex_duration(parts["unit"], parts["number"]))


def _read_duration(parts: Mapping[str, str], anchor: Anchor) -> Value:
    return Value(None, "DURATION", timex_duration(parts["unit"], parts["number"]))


def _read_vague(parts: Mapping[str, str], anchor: Anchor) -> Value:
    return vague_value(parts["ref"], anchor.reference)


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
    if piece == "close":  # "by year-end": the day on which the books are closed
        return replace(value, interval=Interval(end, end), edtf=None, value=end.isoformat())
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
    "feast": _read_feast,
    "date": _read_date,
    "deictic": _read_deictic,
    "relative": _read_relative,
    "ago": time_periods.read_ago,
    "context": time_periods.read_context,
    "quarter": time_periods.read_quarter,
    "period": time_periods.read_period,
    "season": time_periods.read_season,
    "decade": time_periods.read_decade,
    "century": time_periods.read_century,
    "clock": _read_clock,
    "set": _read_set,
    "duration": _read_duration,
    "vague": _read_vague,
}
