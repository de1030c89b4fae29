"""Threads: what became of what was planned, threatened, promised, proposed or demanded."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import get_args

import msgspec

from dateline.knowledge.words import rarity
from dateline.merging.comparing import RELEVANT, compare_outcome
from dateline.merging.points import Comparison
from dateline.merging.reports import Report
from dateline.merging.told import Told
from dateline.merging.types import Outcome, Thread, ThreadKind
from dateline.model.record import EventType, Status

_KINDS: dict[str, ThreadKind] = {
    "planned": "plan", "threatened": "threat", "proposed": "proposal", "considered": "proposal",
    "conditional": "condition",
}  # fmt: skip
_DONE: dict[ThreadKind, Outcome] = {
    "plan": "held", "threat": "carried out", "promise": "kept", "proposal": "taken up", "demand": "met",
    "condition": "carried out",
}  # fmt: skip
_MEETINGS = frozenset(("meeting", "diplomacy", "agreement"))
_PROMISED = frozenset(("AID", "COOPERATE", "CONCEDE", "RETREAT", "SUPPORT"))
REACH = 400
"""Days after the opening in which an outcome is looked for."""
_LONGEST = 62
"""A longer interval tells no day by which something was to happen."""
_TELLING = 6
"""So many of the rarest words of a sentence lead to what may have become of it."""
COMPARED = 60
"""An opening is compared with so many later reports of its kind."""


@dataclass(frozen=True, slots=True)
class Opening:
    """A report that says what lies ahead, within the event that it is of."""

    event: str
    told: Told
    kind: ThreadKind
    later: tuple[Told, ...]
    """The later reports of the same event."""


def find_threads(events: Mapping[str, Sequence[Told]], last_day: str | None) -> list[Thread]:
    """Give the threads of all events, by the id of the event that opens each; `events`: their reports."""
    outcomes = _Outcomes(events)
    threads = [_follow(opening, outcomes, last_day) for opening in find_openings(events)]
    return sorted(threads, key=lambda thread: (thread.opens, thread.report))


def find_openings(events: Mapping[str, Sequence[Told]]) -> Iterator[Opening]:
    """Yield what opens a thread in each event."""
    for event in sorted(events):
        opening = find_opening(event, events[event])
        if opening is not None:
            yield opening


def find_opening(event: str, reports: Iterable[Told]) -> Opening | None:
    """Give the first report of an event that tells of something that lies ahead."""
    ordered = sorted((told for told in reports if may_matter(told.report)), key=lambda told: told.order)
    for position, told in enumerate(ordered):
        kind = kind_opened(told.report.type, told.report.status)
        if kind is not None:
            return Opening(event, told, kind, tuple(ordered[position + 1 :]))
    return None


def may_matter(report: Report) -> bool:
    """Tell whether a report may open a thread or tell what became of one."""
    return report.status in _KINDS or report.status in ("occurred", "ongoing", "cancelled", "negated", "denied")


def may_end(report: Report) -> bool:
    """Tell whether a report may be what became of the matter of another event."""
    return report.status in ("occurred", "ongoing", "cancelled")


def kind_opened(event_type: str, status: str) -> ThreadKind | None:
    """Give the kind of thread that a report of this type and status may open."""
    if event_type == "REQUEST" and status in ("occurred", "ongoing"):
        return "demand"
    kind = _KINDS.get(status)
    if kind == "plan" and event_type in _PROMISED:
        return "promise"
    return kind


def list_opening() -> dict[tuple[str, str], ThreadKind]:
    """Give each type and status by which a report may open a thread, and of which kind."""
    pairs = ((kind, status) for kind in get_args(EventType) for status in get_args(Status))
    return {pair: opened for pair in pairs if (opened := kind_opened(*pair)) is not None}


class _Outcomes:
    """Reports of what happened or was called off, found by what they are about."""

    def __init__(self, events: Mapping[str, Sequence[Told]]) -> None:
        self._by_mark: dict[str, list[tuple[str, Told]]] = {}
        for event in sorted(events):
            for told in events[event]:
                if may_end(told.report):
                    for mark in find_marks(told.report):
                        self._by_mark.setdefault(mark, []).append((event, told))

    def find(self, opening: Opening) -> list[tuple[str, Told]]:
        """Give the later reports that share a mark with the opening, nearest in time first."""
        day = opening.told.source.day
        if day is None:
            return []
        found: dict[str, tuple[int, str, Told]] = {}
        for mark in find_marks(opening.told.report):
            for event, told in self._by_mark.get(mark, ()):
                later = told.source.day
                if event != opening.event and later is not None and day < later <= day + REACH:
                    found[told.report.key] = (later, event, told)
        nearest = sorted(found.values(), key=lambda item: (item[0], item[2].order))
        return [(event, told) for _, event, told in nearest[:COMPARED]]


def find_marks(report: Report) -> set[str]:
    """Give what leads from an opening to its outcome: the kind of act with a side, a country, a place or a word."""
    family = "meeting" if report.register in _MEETINGS else report.register
    marks = {f"{family}|{who.key}" for who in report.sides if who.kind not in (None, "unnamed")}
    marks |= {f"{family}|{who.country}" for who in report.sides if who.country}
    marks |= {f"{family}|{place.key}" for place in report.places}
    content = frozenset(report.words).difference(report.trigger)
    telling = sorted(content, key=lambda stem: (-rarity(stem), stem))[:_TELLING]
    return marks | {f"{family}|word {stem}" for stem in telling}


def _follow(opening: Opening, outcomes: _Outcomes, last_day: str | None) -> Thread:
    thread = settle_within(opening) or settle(opening, [told for _, told in outcomes.find(opening)])[0]
    late = thread.due is not None and last_day is not None and thread.due < last_day
    return msgspec.structs.replace(thread, outcome="overdue") if late and thread.outcome == "open" else thread


def settle_within(opening: Opening) -> Thread | None:
    """Give the thread of which the event itself tells what became of it."""
    for told in opening.later:
        outcome = _outcome(opening.kind, told.report.status)
        if outcome is not None:
            return _thread(opening, outcome, told.report.key, [("reports of the same event", 0.0)])
    return None


def settle(opening: Opening, later: Iterable[Told], best: float | None = None) -> tuple[Thread, float | None]:
    """Give the thread and the points of what of later reports, nearest first, tells most surely what became of it.

    `best`: what it must have more of.
    """
    found: tuple[Told, Comparison] | None = None
    for told in later:
        if _outcome(opening.kind, told.report.status) is None:
            continue
        comparison = compare_outcome(opening.told, told)
        if comparison.score >= RELEVANT and (best is None or comparison.score > best):
            best, found = comparison.score, (told, comparison)
    if found is None:
        return _thread(opening, "open", None, ()), None
    told, comparison = found
    outcome = _outcome(opening.kind, told.report.status)
    assert outcome is not None
    reasons = tuple((point.reason, point.weight) for point in comparison.points)
    return _thread(opening, outcome, told.report.key, reasons), best


def _outcome(kind: ThreadKind, status: str) -> Outcome | None:
    if status in ("occurred", "ongoing"):
        return _DONE[kind]
    if status == "cancelled":
        return "cancelled" if kind in ("plan", "proposal") else "dropped"
    if status in ("negated", "denied") and kind in ("demand", "proposal"):
        return "refused"
    return None


def _due(opening: Opening) -> str | None:
    report = opening.told.report
    if opening.kind == "demand" or report.basis != "expression" or report.start is None or report.end is None:
        return None
    if report.end - report.start > _LONGEST:
        return None
    return date.fromordinal(report.end).isoformat()


def _thread(opening: Opening, outcome: Outcome, by: str | None, reasons: Iterable[tuple[str, float]]) -> Thread:
    kind = opening.kind
    if outcome == "held" and opening.told.report.register not in _MEETINGS:
        outcome = "carried out"
    return Thread(
        opens=opening.event,
        kind=kind,
        outcome=outcome,
        by=by,
        report=opening.told.report.key,
        due=_due(opening),
        reasons=tuple(reasons),
    )
