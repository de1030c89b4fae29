"""What people decided, applied to what the machine read: nothing is overwritten, and every ruling can be undone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import msgspec

from dateline.ledger.merges import KeptDecision
from dateline.merging.clustering import Ruling
from dateline.merging.reports import Report, number_of
from dateline.merging.types import Field, JoinedEvent, Link
from dateline.model.article import Spans

Standing = Literal["open", "accepted", "rejected"]
_STANDINGS: dict[str, Standing] = {"accept": "accepted", "reject": "rejected"}


class Anchor(msgspec.Struct, frozen=True, kw_only=True):
    """Where the report that was decided on stands, to find it again when it is read anew."""

    article: str
    type: str
    spans: Spans


@dataclass(frozen=True, slots=True)
class Setting:
    """A value that a person set."""

    field: str
    value: str
    decision: int


@dataclass(frozen=True, slots=True)
class Rulings:
    """All decisions that stand, by the numbers of the reports that they are on."""

    ruling: Ruling
    standings: Mapping[int, tuple[int, Standing]]
    """Of a report the last decision on it and what it says."""
    settings: Mapping[int, tuple[Setting, ...]]
    orphans: tuple[int, ...]
    """Decisions on reports that no article gives any more."""
    numbers: frozenset[int]
    """All reports that a decision is on."""


def read_rulings(decisions: Sequence[KeptDecision], reports: Mapping[str, Sequence[Report]]) -> Rulings:
    """Read which decisions stand; `reports` are those of the articles that the anchors name, by article id."""
    undone = _find_undone(decisions)
    same: list[tuple[int, int]] = []
    different: dict[tuple[int, int], int] = {}
    standings: dict[int, tuple[int, Standing]] = {}
    settings: dict[int, tuple[Setting, ...]] = {}
    orphans: list[int] = []
    for decision in decisions:
        if decision.id in undone or decision.action == "undo":
            continue
        numbers = _find_numbers(decision, reports)
        if numbers is None:
            orphans.append(decision.id)
            continue
        if decision.action in _STANDINGS:
            standings[numbers[0]] = (decision.id, _STANDINGS[decision.action])
        elif decision.action == "set":
            setting = Setting(decision.field or "", decision.value or "", decision.id)
            kept = [each for each in settings.get(numbers[0], ()) if each.field != setting.field]
            settings[numbers[0]] = (*kept, setting)
        else:
            pair = (min(numbers), max(numbers))
            same = [each for each in same if each != pair]
            different.pop(pair, None)
            if decision.action == "same":
                same.append(pair)
            else:
                different[pair] = decision.id
    ruling = Ruling(tuple(same), tuple(sorted(different)))
    on = {number for pair in (*same, *different) for number in pair} | set(standings) | set(settings)
    return Rulings(ruling, standings, settings, tuple(orphans), frozenset(on))


def _find_undone(decisions: Sequence[KeptDecision]) -> set[int]:
    """An undone undo lets the first decision stand again."""
    undone: set[int] = set()
    for decision in reversed(decisions):
        if decision.action == "undo" and decision.undoes is not None and decision.id not in undone:
            undone.add(decision.undoes)
    return undone


def _find_numbers(decision: KeptDecision, reports: Mapping[str, Sequence[Report]]) -> list[int] | None:
    numbers: list[int] = []
    for key, anchor in ((decision.target, decision.anchor), (decision.other, decision.other_anchor)):
        if key is None:
            continue
        found = find_again(key, anchor, reports)
        if found is None:
            return None
        numbers.append(found)
    return numbers


def find_again(key: str, anchor: str | None, reports: Mapping[str, Sequence[Report]]) -> int | None:
    """Find the report that a decision is on: by its key, else by the words that named the act."""
    if anchor is None:
        return None
    where = msgspec.json.decode(anchor.encode(), type=Anchor)
    here = reports.get(where.article, ())
    for report in here:
        if report.key == key:
            return report.number
    near = [report for report in here if _overlap(report.trigger_spans, where.spans)]
    near.sort(key=lambda report: (report.type != where.type, report.position))
    return near[0].number if near else None


def _overlap(spans: Spans, others: Spans) -> bool:
    return any(a.start < b.end and b.start < a.end for a in spans for b in others)


def make_anchor(article: str, report: Report) -> str:
    """Write down where a report stands."""
    anchor = Anchor(article=article, type=report.type, spans=report.trigger_spans)
    return msgspec.json.encode(anchor).decode()


def apply_rulings(event: JoinedEvent, rulings: Rulings) -> JoinedEvent:
    """Add to an event what people ruled on any of its reports; the machine's values stay beside."""
    if not rulings.numbers:
        return event
    numbers = [number_of(key) for key in event.reports]
    if rulings.numbers.isdisjoint(numbers):
        return event
    standings = sorted(rulings.standings[number] for number in numbers if number in rulings.standings)
    settings = sorted(
        (setting for number in numbers for setting in rulings.settings.get(number, ())), key=lambda each: each.decision
    )
    return msgspec.structs.replace(
        event,
        standing=standings[-1][1] if standings else "open",
        fields=_set_fields(event.fields, {setting.field: setting.value for setting in settings}),
        links=tuple(_mark_link(link, rulings.ruling) for link in event.links),
    )


def _set_fields(fields: tuple[Field, ...], values: Mapping[str, str]) -> tuple[Field, ...]:
    known = {field.name for field in fields}
    changed = [
        msgspec.structs.replace(field, decided=values[field.name]) if field.name in values else field
        for field in fields
    ]
    new = [
        Field(name=name, status="single", values=(), chosen={}, decided=values[name])
        for name in sorted(set(values) - known)
    ]
    return (*changed, *new)


def _mark_link(link: Link, ruling: Ruling) -> Link:
    first, second = sorted((number_of(link.report), number_of(link.to)))
    if (first, second) not in ruling.same:
        return link
    return msgspec.structs.replace(link, decided=True)
