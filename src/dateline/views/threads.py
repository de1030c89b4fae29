"""Threads: what became of what was planned, threatened, promised, proposed or demanded."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast, get_args

import msgspec

from dateline.ledger import Store
from dateline.merging.reports import Source
from dateline.merging.threads import find_threads, may_matter
from dateline.merging.told import Told, tell
from dateline.merging.types import Outcome, Thread, ThreadKind
from dateline.model.errors import ConfigError
from dateline.views.columns import Column
from dateline.views.filters import FILTERS, Wanted, read_filters
from dateline.views.listing import Listing
from dateline.views.lists import list_events
from dateline.views.loading import load_events
from dateline.views.rows import EventRow, Line

_SOURCE = msgspec.json.Decoder(Source)


class ThreadRow(Line, frozen=True, kw_only=True):
    """What was to be, and what became of it."""

    key: str
    """Id of the event that opens it."""
    kind: ThreadKind
    outcome: Outcome
    due: str | None
    """The day by which it was to happen, where one was named."""
    opening: EventRow
    """The report that opens it."""
    ending: EventRow | None
    """The report that tells what became of it; None while it is open."""
    reasons: tuple[tuple[str, float], ...]
    """Why the ending is taken for that of this opening, with points."""


def _of_ending(get: Any) -> Any:
    return lambda row: None if row.ending is None else get(row.ending)


THREAD_COLUMNS: tuple[Column[ThreadRow], ...] = (
    Column("dateline_id", lambda row: row.key),
    Column("kind", lambda row: row.kind),
    Column("outcome", lambda row: row.outcome),
    Column("due", lambda row: row.due),
    Column("opened", lambda row: row.opening.source.published),
    Column("type", lambda row: row.opening.type),
    Column("opening_words", lambda row: row.opening.sentence.words, quotes=True),
    Column("opening_outlet", lambda row: row.opening.source.outlet),
    Column("opening_article", lambda row: row.opening.source.article),
    Column("ended", _of_ending(lambda row: row.source.published)),
    Column("ending_id", _of_ending(lambda row: row.key)),
    Column("ending_words", _of_ending(lambda row: row.sentence.words), quotes=True),
    Column("ending_outlet", _of_ending(lambda row: row.source.outlet)),
    Column("ending_article", _of_ending(lambda row: row.source.article)),
    Column("reasons", lambda row: "; ".join(reason for reason, _ in row.reasons) or None),
)


@dataclass(frozen=True, slots=True)
class FoundThreads:
    """The threads that fit, in order, and the rows of their reports."""

    threads: list[Thread]
    rows: dict[str, int]

    def load(self, store: Store, first: int, last: int) -> list[ThreadRow]:
        """Load some of them."""
        return [_load(store, thread, self.rows) for thread in self.threads[first:last]]


def find_listed(store: Store, **filters: Any) -> FoundThreads:
    """Find the threads that `list_threads` lists."""
    wanted = read_filters("threads", filters)
    for kind in wanted.kind:
        if kind not in get_args(ThreadKind):
            raise ConfigError(f"there is no kind {kind!r}; there are {', '.join(get_args(ThreadKind))}")
    with store.snapshot():
        threads = [thread for thread in _find(store) if _fits(thread, wanted)]
        rows = _rows_of(store, [key for thread in threads for key in (thread.report, thread.by) if key])
        allowed = _find_openings(store, filters)
        kept = [thread for thread in threads if thread.report in rows and rows[thread.report] in allowed]
        days = _days_of(store, [rows[thread.report] for thread in kept])
    fitting = [thread for thread in kept if _in_days(days[rows[thread.report]], wanted)]
    sort = wanted.sort or "opened"
    by = (lambda thread: thread.due or "~") if sort.endswith("due") else lambda thread: days[rows[thread.report]] or "~"
    fitting.sort(key=lambda thread: thread.opens)
    fitting.sort(key=by, reverse=sort.startswith("-"))
    return FoundThreads(fitting[: wanted.limit], rows)


def list_threads(store: Store, **filters: Any) -> Listing[ThreadRow]:
    """List what was planned, threatened, promised, proposed, demanded or made a condition, and what became of it.

    Filters: `kind outcome` and those of events, which hold for the report that opens a thread; days are those of its
    publication. Raises ConfigError for a filter that cannot be.
    """
    found = find_listed(store, **filters)
    return Listing(
        range(len(found.threads)),
        lambda some: [_load(store, found.threads[number], found.rows) for number in some],
        THREAD_COLUMNS,
    )


def _fits(thread: Thread, wanted: Wanted) -> bool:
    return (not wanted.kind or thread.kind in wanted.kind) and (not wanted.outcome or thread.outcome in wanted.outcome)


def _in_days(day: str | None, wanted: Wanted) -> bool:
    if wanted.since is None and wanted.until is None:
        return True
    return day is not None and (wanted.since or "") <= day[:10] <= (wanted.until or "~")


def _find(store: Store) -> list[Thread]:
    events: dict[str, list[Told]] = {}
    joined = dict(store.query("SELECT r.number, j.key FROM joined_reports r JOIN joined j ON j.id = r.joined"))
    rejected = {row[0] for row in store.query("SELECT key FROM joined WHERE standing = 'rejected'")}
    for text, voice in store.query("SELECT source, voice FROM merge_sources ORDER BY article_id"):
        source = _SOURCE.decode(text.encode())
        for told in tell(source, voice):
            event = joined.get(told.report.number)
            if event is not None and event not in rejected and may_matter(told.report):
                events.setdefault(event, []).append(told)
    ((last,),) = store.query("SELECT max(published) FROM articles WHERE superseded_by IS NULL")
    return find_threads(events, last)


def _rows_of(store: Store, keys: Sequence[str]) -> dict[str, int]:
    """Give the row of each report; of several versions of an article the current one's."""
    rows: dict[str, int] = {}
    for first in range(0, len(keys), 500):
        some = keys[first : first + 500]
        marks = ",".join("?" * len(some))
        rows.update(store.query(f"SELECT key, id FROM events WHERE key IN ({marks}) ORDER BY id DESC", tuple(some)))
    return rows


def _find_openings(store: Store, filters: Mapping[str, Any]) -> set[int]:
    own = {"kind", "outcome", "since", "until", "sort", "limit"}
    of_events = {name: value for name, value in filters.items() if name not in own and name in FILTERS["events"]}
    return set(list_events(store, **cast(Any, of_events), reports=True).numbers)


def _days_of(store: Store, numbers: Sequence[int]) -> dict[int, str | None]:
    days: dict[int, str | None] = {}
    for first in range(0, len(numbers), 500):
        marks = ", ".join(str(number) for number in numbers[first : first + 500])
        sql = f"SELECT e.id, a.published FROM events e JOIN articles a ON a.id = e.article WHERE e.id IN ({marks})"
        days.update(store.query(sql))
    return days


def _load(store: Store, thread: Thread, rows: Mapping[str, int]) -> ThreadRow:
    (opening,) = load_events(store, [rows[thread.report]])
    ending = load_events(store, [rows[thread.by]])[0] if thread.by is not None and thread.by in rows else None
    return ThreadRow(
        key=thread.opens,
        kind=thread.kind,
        outcome=thread.outcome,
        due=thread.due,
        opening=opening,
        ending=ending,
        reasons=thread.reasons,
    )
