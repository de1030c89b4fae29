"""From what a time is counted and what it comes to: the values that the readers of times share."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Literal

from dateline.reading.resolution import calendar
from dateline.reading.resolution.calendar import Interval
from dateline.reading.resolution.tense import Tense

TimexType = Literal["DATE", "TIME", "DURATION", "SET"]
Basis = Literal["reference", "context", "period"]
SMALL_UNITS = ("second", "minute", "hour")


@dataclass(frozen=True, slots=True)
class Anchor:
    """From where a time is counted, and which way the verb looks."""

    reference: datetime.date | None
    """Day of the dateline or publication; None when it is unknown."""
    context: datetime.date | None
    """The last explicit day of the paragraph."""
    tense: Tense | None
    direct: bool = True
    """The verb has the time itself: "was shot on December 29", not "gave no reason for the Jan. 14 deadline"."""
    day: datetime.date | None = None
    """The last single day told in the days before the report, whatever the paragraph: "the day" of a market report."""
    month: Interval | None = None
    """A month that the sentence has told."""
    told: datetime.date | None = None
    """A day of an earlier year that the sentence has told: "arrested in June 2011 and convicted in September"."""
    period: Interval | None = None
    """The last explicit quarter or half that figures are told for."""
    figures: bool = False
    """Figures are compared: "profit rose 5% from a year earlier"."""


@dataclass(frozen=True, slots=True)
class Value:
    """A resolved time; `interval` None where the words give no place on the calendar."""

    interval: Interval | None
    timex: TimexType
    value: str | None
    edtf: str | None = None
    """Set where it says more than the interval (an unknown year, a season)."""
    basis: Basis | None = None
    approximate: bool = False


def vague_value(ref: str, reference: datetime.date | None) -> Value:
    """Resolve PAST_REF, PRESENT_REF, FUTURE_REF against the day of report."""
    if reference is None:
        return Value(None, "DATE", ref, approximate=True)
    interval = {
        "PAST_REF": Interval(None, reference),
        "FUTURE_REF": Interval(reference, None),
        "PRESENT_REF": calendar.day(reference),
    }[ref]
    return Value(interval, "DATE", ref, basis="reference", approximate=True)
