"""What each report claims of each field: its values as they are shown and compared, with the words behind them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from dateline.merging.reports import Number, Report, Said, Where, Who
from dateline.merging.told import Told
from dateline.merging.types import Claim


@dataclass(frozen=True, slots=True)
class Made:
    """One value of one field, as one report makes it."""

    field: str
    text: str
    claim: Claim
    polarity: str = "asserted"
    strong: bool = True
    """Whether it weighs against others; a place that is only the dateline's does not."""
    number: Number | None = None
    place: Where | None = None
    who: tuple[Who, ...] = ()
    days: tuple[int, int] | None = None


def make_claims(told: Told, *, refused: bool = False) -> Iterator[Made]:
    """Yield what a report claims, field by field; `refused`: it says that what others tell of was refused."""
    if refused:
        yield Made("status", "negated", _claim(told, told.report.trigger_spans))
    else:
        yield from _claim_status(told)
    yield from _claim_time(told)
    report = told.report
    strong = [place for place in report.places if place.basis != "dateline"]
    for place in strong or report.places:
        claim = _claim(told, place.spans)
        yield Made("place", place_text(place), claim, strong=place.basis == "syntax", place=place)
    for name, sides in (
        ("actors", report.actors),
        ("recipients", report.recipients),
        ("participants", report.participants),
    ):
        if sides:
            claim = _claim(told, tuple(span for who in sides for span in who.spans))
            yield Made(name, "; ".join(sorted(who.name for who in sides)), claim, who=sides)
    for number in report.counts:
        what = "participant count" if number.what == "participants" else number.what
        name = what if number.unit is None else f"{what} ({number.unit})"
        yield Made(name, number_text(number), _claim(told, (number.span,)), number=number)


def _claim(told: Told, spans: Sequence[object], by: tuple[Said, ...] | None = None) -> Claim:
    said = told.report.said_by if by is None else by
    return Claim(
        report=told.report.key,
        article=told.source.id,
        published=told.source.published,
        voice=told.voice,
        claimed_by=said[0].name if said else None,
        spans=tuple(spans),  # type: ignore[arg-type]
    )


def _claim_status(told: Told) -> Iterator[Made]:
    report = told.report
    if report.status == "denied":
        by = report.denied_by or report.said_by
        yield Made("status", "occurred", _claim(told, report.status_spans, by), polarity="denied")
        return
    yield Made("status", report.status, _claim(told, report.status_spans or report.trigger_spans))
    if report.denied_by:
        yield Made(
            "status", report.status, _claim(told, report.denied_by[0].spans, report.denied_by), polarity="denied"
        )


def _claim_time(told: Told) -> Iterator[Made]:
    report = told.report
    if report.start is None and report.end is None:
        return
    days = (report.start if report.start is not None else 0, report.end if report.end is not None else 10**7)
    known = report.start is not None and report.end is not None
    strong = known and report.basis == "expression"
    yield Made("time", _days_text(report), _claim(told, report.time_spans), strong=strong, days=days)


def _days_text(report: Report) -> str:
    start, end = (None if day is None else date.fromordinal(day).isoformat() for day in (report.start, report.end))
    if start == end and start is not None:
        return start
    return f"{start or '..'}/{end or '..'}"


def place_text(place: Where) -> str:
    """Give a place as it is shown: `Kharkiv (UKR)`."""
    return place.name if place.kind == "country" or place.country is None else f"{place.name} ({place.country})"


def number_text(number: Number) -> str:
    """Give a count as it is shown: `6`, `6+`, `<=6`, `~200`, `5-7`."""
    about = "~" if number.approximate else ""
    if number.min is None and number.max is None:
        return "?"
    if number.max is None:
        return f"{about}{number.min}+"
    if number.min is None:
        return f"<={about}{number.max}"
    return f"{about}{number.min}" if number.min == number.max else f"{about}{number.min}-{number.max}"
