"""Events that changed reports are of are made again, one part of the graph at a time; what that did is noted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

import msgspec

from dateline.ledger.merges import KeptEvent, MergeTables, OldEvent
from dateline.merging.comparing import JOINED
from dateline.merging.decisions import Rulings, apply_rulings
from dateline.merging.graph import Changes, Progress
from dateline.merging.helping import Partitions
from dateline.merging.jobs import Joined
from dateline.merging.joining import Joiner
from dateline.merging.keeping import keep, keep_alone
from dateline.merging.parting import PartFinder
from dateline.merging.parts import Part
from dateline.merging.reports import number_of
from dateline.merging.types import EventChange

_HELD = 200
"""So many events are kept at once."""


@dataclass(slots=True)
class _Before:
    """What was, of all that is made again."""

    events: dict[int, OldEvent] = field(default_factory=dict)
    event_of: dict[int, str] = field(default_factory=dict)
    """By the number of a report, the id of the event that it was of."""


class Rejoiner:
    """Makes events again."""

    def __init__(self, tables: MergeTables, partitions: Partitions, rulings: Rulings, run: int | None) -> None:
        self._tables = tables
        self._partitions = partitions
        self._shelf = partitions.shelf
        self._rulings = rulings
        self._run = run
        self.dropped: set[int] = set()
        """Events that were made again, or are no more."""
        self.made: dict[int, bool] = {}
        """Events that were made, and whether they are rejected."""
        self._together: dict[int, list[int]] = {}
        for first, second in rulings.ruling.same:
            self._together.setdefault(first, []).append(second)
            self._together.setdefault(second, []).append(first)

    def rejoin(
        self,
        renewed: AbstractSet[int],
        ends: Iterable[int],
        changes: Changes,
        progress: Progress | None = None,
    ) -> int:
        """Make events again: of reports new or other now (`renewed`), lost, or at the ends of changed pairs.

        Gives how many were made. Where all of a part is as it was, down to its pairs, its events are left as they are.
        """
        before, gone = _Before(), changes.gone
        parted = {*changes.parted, *(each for number in sorted(gone) for each in self._look_up(number, before))}
        waiting = {*renewed, *ends, *parted}
        for number in sorted(waiting):
            waiting.update(self._tables.companions_of(number))
        there = {number for number in waiting if self._tables.article_of(number) is not None}
        now: dict[int, str] = {}
        made: list[Joined] = []
        count = 0
        finder = PartFinder(self._tables, JOINED, self._together)
        parts = _follow(finder.find(there, parted & there), len(there), progress)
        changed = self._find_changed(parts, renewed, before)
        for _, events in self._partitions.join("join reports", changed, self._join, Joined, self._rulings.numbers):
            made += events
            if len(made) >= _HELD:
                count += self._keep(made, before, now)
                made.clear()
        count += self._keep(made, before, now)
        self._note_ids(before, gone, now)
        return count

    def _find_changed(self, parts: Iterable[Part], renewed: AbstractSet[int], before: _Before) -> Iterator[Part]:
        """Yield the parts whose events must be made again; the events that were are noted and dropped."""
        for part in parts:
            if mark_part(self._tables, part) or not renewed.isdisjoint(part.members):
                for member in part.members:
                    self._look_up(member, before)
                self._drop(before, self.dropped)
                yield part
        self._drop(before, self.dropped)

    def _look_up(self, number: int, before: _Before) -> set[int]:
        """Note the event that a report was of; give the reports of that event."""
        if number in before.event_of:
            return set()
        old = self._tables.joined_of(number)
        if old is None:
            return set()
        before.events[old.number] = old
        reports = self._tables.reports_of(old.number)
        before.event_of.update(dict.fromkeys(reports, old.key))
        return set(reports)

    def _drop(self, before: _Before, dropped: set[int]) -> None:
        if len(dropped) < len(before.events):
            self._tables.drop_events(sorted(before.events.keys() - dropped))
            dropped.update(before.events)

    def _join(self, part: Part) -> list[Joined]:
        if len(part.members) == 1 and part.members[0] not in self._rulings.numbers:
            report = self._shelf.tell(part.members[0]).report
            return [Joined(keep_alone(report), (report.key,))]
        joiner = Joiner([self._shelf.tell(number) for number in part.members], self._rulings.ruling)
        events = [apply_rulings(event, self._rulings) for event in joiner.join_part(part)]
        return [Joined(keep(event), event.reports) for event in events]

    def _keep(self, made: Sequence[Joined], before: _Before, now: dict[int, str]) -> int:
        self._tables.keep_events([each.event for each in made])
        self._tables.place_reports((key, number_of(key)) for each in made for key in each.reports)
        for kept in (each.event for each in made):
            self.made[kept.number] = kept.standing == "rejected"
            for number, _ in kept.reports:
                if number in before.event_of:
                    now[number] = kept.key
            self._note_change(before.events.get(kept.number), kept)
        return len(made)

    def _note_change(self, old: OldEvent | None, new: KeptEvent) -> None:
        """Note in the history how an event that was there before is another now."""
        if old is None:
            return
        fields, statuses = dict(old.fields), dict(new.fields)
        changes = EventChange(
            reports=(old.reports, len(new.reports)),
            voices=(old.voices, new.voices),
            fields={
                name: (fields.get(name, "single"), statuses.get(name, "single"))
                for name in sorted(fields.keys() | statuses.keys())
                if fields.get(name) != statuses.get(name)
            },
        )
        if changes.fields or changes.reports[0] != changes.reports[1] or changes.voices[0] != changes.voices[1]:
            self._tables.note(self._run, new.key, "changed", None, msgspec.json.encode(changes).decode())

    def _note_ids(self, before: _Before, gone: Mapping[int, str], now: Mapping[int, str]) -> None:
        """Note in the history which ids lead elsewhere now."""
        parts: dict[str, set[str]] = {}
        for number, key in before.event_of.items():
            if number in now:
                parts.setdefault(key, set()).add(now[number])
            elif number in gone:
                parts.setdefault(key, set())
        for key in sorted(parts):
            into = sorted(parts[key])
            if not into:
                self._tables.note(self._run, key, "gone", None)
            elif len(into) == 1 and into[0] != key:
                self._tables.note(self._run, key, "merged", into[0])
            elif len(into) > 1:
                for other in into:
                    if other != key:
                        self._tables.note(self._run, key, "split", other)


def _follow(parts: Iterable[Part], number: int, progress: Progress | None) -> Iterator[Part]:
    for position, part in enumerate(parts):
        if progress is not None:
            progress(min(position, number), number)
        yield part


def mark_part(tables: MergeTables, part: Part) -> bool:
    """Mark the members of a part with what it is made of; tell whether that is new."""
    if not part.level:
        tables.unmark(part.members)
        return True
    mark, marks = part.mark, [each[1:] for each in tables.marks_of(part.members)]
    is_new = len(marks) < len(part.members) or any(before != mark for before, _ in marks)
    if is_new or any(level != part.level for _, level in marks):
        tables.mark(part.members, mark, part.level)
    return is_new
