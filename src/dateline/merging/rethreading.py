"""Threads are kept up: those of events made again, and those for which a report came or went that may end them.

What comes out is what `find_threads` gives for the whole ledger, in whatever order and batches the articles came: an
opening is held against the 60 nearest later reports that share a mark with it, and the tables tell which these are.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import replace
from typing import cast

import msgspec

from dateline.ledger.merges import MergeTables
from dateline.ledger.threads import KeptThread, Outcome, ThreadTables, pack_marks, unpack_marks
from dateline.merging.candidates import hash_key
from dateline.merging.reports import Report, Source, number_of
from dateline.merging.shelf import Shelf
from dateline.merging.threads import (
    COMPARED,
    REACH,
    Opening,
    find_marks,
    find_opening,
    list_opening,
    may_end,
    settle,
    settle_within,
)
from dateline.merging.told import Told
from dateline.merging.types import Thread, ThreadKind

STATE = "threads"
"""Where the state of merging says by which rules the threads that are kept were found."""
VERSION = "1"
UNKNOWN = "~"
"""A day that is not known: after all days."""
_REJECTED = "rejected"
_PAGE = 500


class ThreadKeeper:
    """Keeps up the threads of a ledger."""

    def __init__(self, threads: ThreadTables, tables: MergeTables, shelf: Shelf) -> None:
        self._threads = threads
        self._tables = tables
        self._shelf = shelf
        self._removed: list[Outcome] = []
        self.kept = tables.state(STATE) == VERSION
        """Whether threads are kept at all yet."""

    def drop_source(self, old: Source) -> None:
        """Let the reports of an article be the outcome of nothing any more."""
        if self.kept:
            outcomes = list(_find_outcomes(old, frozenset()))
            self._threads.drop_outcomes(outcomes)
            self._removed += outcomes

    def update(
        self, come: AbstractSet[int], gone: AbstractSet[int], dropped: Iterable[int], made: Mapping[int, bool]
    ) -> None:
        """Find again the threads that changes touch.

        `come` and `gone` are reports, `dropped` the events that were made again or are no more, `made` those that there
        are now, with whether they are rejected.
        """
        if not self.kept:
            self._fill()
            return
        added = self._place_outcomes(come, gone, made)
        self._threads.drop({*dropped, *made})
        self._follow_outcomes(added)
        for event in sorted(made):
            if not made[event]:
                self._make(event)

    def _place_outcomes(
        self, come: AbstractSet[int], gone: AbstractSet[int], made: Mapping[int, bool]
    ) -> list[tuple[Told, Outcome]]:
        """Keep what may be an outcome now, and drop what may be none since its event is rejected; give the former."""
        kept = self._tables.state(_REJECTED)
        before = {int(number) for number in kept.split(",")} if kept else set()
        gone = gone - come
        rejected = before - gone
        for event, is_rejected in made.items():
            if is_rejected or before:
                reports = self._tables.reports_of(event)
                rejected = rejected.union(reports) if is_rejected else rejected.difference(reports)
        lost = [self._shelf.tell(number) for number in sorted(rejected - before - come)]
        self._removed += [outcome for told in lost if (outcome := make_outcome(told.report, told.source)) is not None]
        self._threads.drop_outcomes(self._removed)
        new = [self._shelf.tell(number) for number in sorted((come | (before - rejected - gone)) - rejected)]
        added = [(told, outcome) for told in new if (outcome := make_outcome(told.report, told.source)) is not None]
        self._threads.keep_outcomes(outcome for _, outcome in added)
        if rejected != before:
            self._tables.set_state(_REJECTED, ",".join(map(str, sorted(rejected))))
        return added

    def _follow_outcomes(self, added: Iterable[tuple[Told, Outcome]]) -> None:
        """Find again the threads for which a report came or went."""
        if not self._threads.wait():
            return
        again: set[int] = set()
        for outcome in self._removed:
            again |= self._threads.find_waiting(outcome)
        fresh: dict[int, list[Told]] = {}
        for told, outcome in added:
            for event in self._threads.find_waiting(outcome):
                fresh.setdefault(event, []).append(told)
        for event in sorted(again | fresh.keys()):
            kept = self._threads.thread(event)
            assert kept is not None
            reports = fresh.get(event, [])
            if event in again or kept.seen + len(reports) >= COMPARED:
                self._threads.drop([event])
                self._keep(event, self._reopen(kept), None)
            else:
                self._go_on(kept, reports)

    def _go_on(self, kept: KeptThread, reports: list[Told]) -> None:
        """Hold a thread against further reports; all that it was held against still stand."""
        seen = kept.seen + len(reports)
        if kept.ending is not None:
            reports = [*reports, self._shelf.tell(number_of(kept.ending))]
        thread, score = settle(self._reopen(kept), sorted(reports, key=_nearest))
        if thread.by is None:
            self._threads.settle(replace(kept, seen=seen))
            return
        reasons = msgspec.json.encode(thread.reasons).decode()
        self._threads.settle(
            replace(kept, ending=thread.by, outcome=thread.outcome, score=score, reasons=reasons, seen=seen)
        )

    def _reopen(self, kept: KeptThread) -> Opening:
        told = self._shelf.tell(kept.number)
        return Opening(kept.opens, told, cast(ThreadKind, kept.kind), ())

    def _make(self, event: int) -> None:
        """Find the thread that an event opens, if it does."""
        reports = [self._shelf.tell(number) for number in self._tables.reports_of(event)]
        opening = find_opening(self._tables.key_of(event), reports)
        if opening is not None:
            self._keep(event, opening, settle_within(opening))

    def _keep(self, event: int, opening: Opening, thread: Thread | None) -> None:
        told, score, seen = opening.told, None, 0
        day, horizon, marks = told.day, None, b""
        if thread is None:
            later: list[Told] = []
            if day is not None:
                marks = pack_marks({hash_key(mark) for mark in find_marks(told.report)})
                later, horizon = self._find_later(unpack_marks(marks), day)
            thread, score = settle(opening, later)
            seen = len(later)
        self._threads.keep(
            KeptThread(
                joined=event, number=told.report.number, opens=thread.opens, opening=thread.report, ending=thread.by,
                kind=thread.kind, outcome=thread.outcome, opened=told.source.published or UNKNOWN,
                due=thread.due or UNKNOWN, score=score, reasons=msgspec.json.encode(thread.reasons).decode(),
                seen=seen, day=day, horizon=horizon, marks=marks,
            )
        )  # fmt: skip

    def _find_later(self, marks: Iterable[int], day: int) -> tuple[list[Told], int]:
        """Give the nearest later reports, and until which day another one would be among them."""
        places = self._threads.find_outcomes(marks, day, day + REACH, COMPARED)[:COMPARED]
        reports = [self._tell(article, position) for _, article, position in places]
        return sorted(reports, key=_nearest), places[-1][0] if len(places) == COMPARED else day + REACH

    def _tell(self, article: int, position: int) -> Told:
        return self._shelf.tell(self._shelf.source_of(article).reports[position].number)

    def _fill(self) -> None:
        """Find all threads anew."""
        self._threads.clear()
        decode = msgspec.json.Decoder(Source).decode
        rejected = self._threads.rejected()
        for texts in self._threads.pages_of_sources(_PAGE):
            sources = [decode(text.encode()) for text in texts]
            self._threads.keep_outcomes(each for source in sources for each in _find_outcomes(source, rejected))
        for events in self._threads.pages_of_openings(list_opening(), _PAGE):
            self._threads.drop(events)
            for event in events:
                self._make(event)
        self._tables.set_state(_REJECTED, ",".join(map(str, sorted(rejected))))
        self._tables.set_state(STATE, VERSION)
        self.kept = True


def _nearest(told: Told) -> tuple[int, tuple[str, str, int]]:
    return (told.day or 0, told.order)


def _find_outcomes(source: Source, rejected: AbstractSet[int]) -> Iterator[Outcome]:
    for report in source.reports:
        outcome = None if report.number in rejected else make_outcome(report, source)
        if outcome is not None:
            yield outcome


def make_outcome(report: Report, source: Source) -> Outcome | None:
    """Give a report as one that may be an outcome; None where it may not."""
    if source.day is None or not may_end(report):
        return None
    marks = sorted({hash_key(mark) for mark in find_marks(report)})
    return Outcome((source.day, source.number, report.position), tuple(marks))
