"""Date arithmetic: whatever the day, it holds together."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.reading.resolution import calendar
from dateline.reading.resolution.calendar import Interval
from dateline.reading.resolution.timex import timex_duration, timex_of

DAYS = st.dates(datetime.date(1, 1, 1), datetime.date(9998, 12, 31))
UNITS = st.sampled_from(
    ["day", "night", "week", "fortnight", "weekend", "month", "quarter", "year", "decade", "century"]
)


@given(DAYS, UNITS)
def test_the_unit_around_a_day_holds_it(day: datetime.date, unit: str) -> None:
    interval = calendar.around(day, unit)
    assert interval.start is not None
    assert interval.end is not None
    assert interval.start <= interval.end
    if unit != "weekend":
        assert interval.start <= day <= interval.end


@given(DAYS, UNITS, st.integers(-100000, 100000))
def test_a_shift_never_leaves_the_calendar_and_keeps_its_direction(day: datetime.date, unit: str, count: int) -> None:
    moved = calendar.shift(day, unit, count)
    assert datetime.date(1, 1, 1) <= moved <= datetime.date(9999, 12, 31)
    assert (moved >= day) if count >= 0 else (moved <= day)


@given(DAYS, st.integers(-500, 500))
def test_months_forth_and_back_lose_at_most_the_end_of_a_month(day: datetime.date, months: int) -> None:
    if not 2 <= (day.year * 12 + day.month + months) // 12 <= 9997:
        return
    back = calendar.shift_months(calendar.shift_months(day, months), -months)
    assert 0 <= (day - back).days <= 3


@given(DAYS, UNITS)
def test_edtf_reads_back_as_the_same_days(day: datetime.date, unit: str) -> None:
    interval = calendar.around(day, unit)
    parts = interval.edtf().split("/")
    bounds = [_bounds(part) for part in parts]
    assert (bounds[0][0], bounds[-1][1]) == (interval.start, interval.end)


def _bounds(part: str) -> tuple[datetime.date, datetime.date]:
    numbers = [int(number) for number in part.split("-")]
    if len(numbers) == 1:
        return datetime.date(numbers[0], 1, 1), datetime.date(numbers[0], 12, 31)
    if len(numbers) == 2:
        return datetime.date(numbers[0], numbers[1], 1), calendar.last_of_month(numbers[0], numbers[1])
    date = datetime.date(numbers[0], numbers[1], numbers[2])
    return date, date


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        (datetime.date(2025, 10, 22), datetime.date(2025, 10, 22), "2025-10-22"),
        (datetime.date(2025, 2, 1), datetime.date(2025, 2, 28), "2025-02"),
        (datetime.date(2024, 2, 1), datetime.date(2024, 2, 28), "2024-02-01/2024-02-28"),
        (datetime.date(2014, 1, 1), datetime.date(2014, 12, 31), "2014"),
        (datetime.date(1990, 1, 1), datetime.date(1999, 12, 31), "1990/1999"),
        (None, datetime.date(2025, 10, 24), "../2025-10-24"),
        (datetime.date(2025, 10, 24), None, "2025-10-24/.."),
    ],
)
def test_edtf_is_the_shortest(start: datetime.date | None, end: datetime.date | None, expected: str) -> None:
    assert Interval(start, end).edtf() == expected


@pytest.mark.parametrize(
    ("year", "expected"),
    [
        (1818, "03-22"),
        (1943, "04-25"),
        (1981, "04-19"),
        (2000, "04-23"),
        (2008, "03-23"),
        (2024, "03-31"),
        (2025, "04-20"),
    ],
)
def test_easter(year: int, expected: str) -> None:
    assert calendar.easter(year).isoformat() == f"{year}-{expected}"


@given(st.integers(1600, 4000))
def test_easter_is_a_sunday_of_spring(year: int) -> None:
    sunday = calendar.easter(year)
    assert sunday.isoweekday() == 7
    assert datetime.date(year, 3, 22) <= sunday <= datetime.date(year, 4, 25)


@pytest.mark.parametrize(
    ("rule", "year", "expected"),
    [
        ("11#4-4", 2024, "2024-11-28"),
        ("05#5-1", 2025, "2025-05-26"),
        ("09#1-1", 2025, "2025-09-01"),
        ("easter-2", 2025, "2025-04-18"),
        ("12-25", 2025, "2025-12-25"),
    ],
)
def test_feasts(rule: str, year: int, expected: str) -> None:
    assert calendar.feast(rule, year).isoformat() == expected


@pytest.mark.parametrize("text", [None, "", "2025-02-31", "0000-01-01", "24 October", "2025-13-01"])
def test_what_is_no_day_is_none(text: str | None) -> None:
    assert calendar.parse_day(text) is None


@pytest.mark.parametrize(
    ("unit", "number", "expected"),
    [
        ("week", "6", "P6W"),
        ("hour", "X", "PTXH"),
        ("fortnight", "1", "P2W"),
        ("year", "2.5", "P2Y6M"),
        ("hour", "5.5", "PT5H30M"),
    ],
)
def test_durations(unit: str, number: str, expected: str) -> None:
    assert timex_duration(unit, number) == expected


def test_a_week_belongs_to_the_year_of_its_thursday() -> None:
    assert timex_of(calendar.week(datetime.date(2024, 12, 31)), "week") == "2025-W01"
