"""Values as TIMEX3 writes them: durations and calendar units."""

from __future__ import annotations

from dateline.reading.resolution.calendar import Interval

UNIT_CODES = {
    "second": "TS", "minute": "TM", "hour": "TH", "day": "D", "night": "D", "week": "W", "fortnight": "W", "month": "M",
    "quarter": "Q", "year": "Y", "decade": "DE", "century": "CE", "weekend": "WE",
}  # fmt: skip

_HALVES = {"Y": "6M", "TH": "30M", "TM": "30S"}


def timex_duration(unit: str, number: str) -> str:
    """Write "six weeks" as P6W, "few hours" as PTXH."""
    code = UNIT_CODES[unit]
    if unit == "fortnight":
        number = number if number == "X" else f"{float(number) * 2:g}"
    if code == "DE" and number == "X":
        code = "Y"
    if number.endswith(".5") and number != "0.5" and code in _HALVES:
        return f"P{'T' if code.startswith('T') else ''}{number[:-2]}{code[-1]}{_HALVES[code]}"
    return f"PT{number}{code[1:]}" if code.startswith("T") else f"P{number}{code}"


def timex_of(interval: Interval, unit: str) -> str | None:
    """Write a calendar unit as TIMEX3: a day, week "2025-W43", weekend "2025-W43-WE", month, quarter, year."""
    start = interval.start
    if start is None:
        return None
    year, week, _ = start.isocalendar()
    if unit in ("week", "fortnight"):
        return f"{year:04}-W{week:02}"
    if unit == "weekend":
        return f"{year:04}-W{week:02}-WE"
    if unit == "month":
        return start.isoformat()[:7]
    if unit == "quarter":
        return f"{start.year:04}-Q{(start.month + 2) // 3}"
    if unit == "year":
        return f"{start.year:04}"
    if unit == "decade":
        return f"{start.year // 10:03}"
    if unit == "century":
        return f"{start.year // 100:02}"
    return start.isoformat()
