"""Threads: what became of what was planned, threatened, promised, proposed or demanded."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast, get_args

import msgspec

from dateline.ledger import Store
from dateline.ledger.threads import KeptThread
from dateline.merging.rethreading import UNKNOWN
from dateline.merging.thread_rows import are_kept, find_last_day, make_threads, outcome_of, read_threads
from dateline.merging.types import Outcome, ThreadKind
from dateline.model.errors import ConfigError
from dateline.views.columns import Column
from dateline.views.conditions import Condition, all_of, any_of, is_one_of, with_limit
from dateline.views.filters import FILTERS, Wanted, read_filters
from dateline.views.first import FAR, Walk, find_first
from dateline.views.listing import Listing
from dateline.views.lists import opening_conditions
from dateline.views.loading import load_events
from dateline.views.rows import EventRow, Line
from dateline.views.shared import ReadSpans, read_spans

if TYPE_CHECKING:
    from dateline.views.index import EventIndex

_REASONS = msgspec.json.Decoder(tuple[tuple[str, float], ...])
_ROWS = "joined, number, opens, kind, outcome, opened, due"


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
    """The threads that fit, in order, by the numbers of the events that open them."""

    threads: Sequence[int]
    last_day: str | None
    made: Mapping[int, KeptThread] | None = None
    """All threads, where the ledger does not keep them yet."""

    def load(self, store: Store, first: int, last: int, read: ReadSpans = read_spans) -> list[ThreadRow]:
        """Load some of them."""
        return self.load_some(store, self.threads[first:last], read)

    def load_some(self, store: Store, numbers: Sequence[int], read: ReadSpans = read_spans) -> list[ThreadRow]:
        """Load those of some numbers."""
        kept = read_threads(store, numbers) if self.made is None else self.made
        return _load(store, [kept[number] for number in numbers if number in kept], self.last_day, read)


def find_listed(store: Store, load_index: Callable[[], EventIndex] | None = None, **filters: Any) -> FoundThreads:
    """Find the threads that `list_threads` lists; reports are asked for by the columns that `load_index` gives."""
    wanted = read_filters("threads", filters)
    for kind in wanted.kind:
        if kind not in get_args(ThreadKind):
            raise ConfigError(f"there is no kind {kind!r}; there are {', '.join(get_args(ThreadKind))}")
    with store.snapshot():
        last_day = find_last_day(store)
        if are_kept(store):
            return FoundThreads(_find_kept(store, wanted, last_day, load_index), last_day)
        made = {thread.joined: thread for thread in make_threads(store)}
        return FoundThreads(_choose(store, made.values(), wanted, last_day), last_day, made)


def count_listed(store: Store, **filters: Any) -> int | None:
    """Count the threads that fit, where they tell it themselves; None where reports do, or where none are kept."""
    wanted = read_filters("threads", filters)
    with store.snapshot():
        if _asks_of_events(wanted) or not are_kept(store):
            return None
        own = all_of(_own_conditions(wanted, find_last_day(store)))
        return int(store.query(f"SELECT count(*) FROM threads t WHERE {own.sql}", own.values)[0][0])


def list_threads(store: Store, **filters: Any) -> Listing[ThreadRow]:
    """List what was planned, threatened, promised, proposed, demanded or made a condition, and what became of it.

    Filters: `kind outcome` and those of events, which hold for the report that opens a thread; days are those of its
    publication. Raises ConfigError for a filter that cannot be.
    """
    return list_found(store, find_listed(store, **filters))


def list_found(store: Store, found: FoundThreads) -> Listing[ThreadRow]:
    """List threads that were found."""
    return Listing(found.threads, lambda some: found.load_some(store, some), THREAD_COLUMNS)


def _find_kept(
    store: Store, wanted: Wanted, last_day: str | None, load_index: Callable[[], EventIndex] | None
) -> list[int]:
    """Find threads in the tables that merging keeps up."""
    sort = wanted.sort or "opened"
    order = f"t.{sort.removeprefix('-')} {'DESC' if sort.startswith('-') else 'ASC'}, t.opens"
    if not _asks_of_events(wanted) and (wanted.kind or wanted.outcome) and not sort.endswith("due"):
        return _merge_kinds(store, wanted, last_day, order)
    own = all_of(_own_conditions(wanted, last_day))
    if not _asks_of_events(wanted):
        walk = Walk(f"{_ROWS} FROM threads", "t", Condition("1 = 1"), own, order, number="joined")
        first = find_first(store, walk, wanted.limit) if wanted.kind or wanted.outcome else None
        sql = f"SELECT t.joined FROM threads t WHERE {own.sql} ORDER BY {order}"
        return _ask(store, sql, own, wanted.limit) if first is None else first
    first = _try_first(store, wanted, own, order, FAR if load_index is None else None)
    if first is not None:
        return first
    if load_index is not None:
        from dateline.views.thread_index import find_openings

        return find_openings(load_index(), store, wanted, own)
    by_article = bool(wanted.outlet) and isinstance(store.path, Path)
    fits = all_of([own, *opening_conditions(store, wanted, each=by_article)])
    tables = ["events e", "joined_reports r", "threads t"]
    tables.insert(0 if wanted.outlet else 3, "articles a")
    sql = (
        f"SELECT t.joined FROM {' CROSS JOIN '.join(tables)} "
        f"WHERE a.id = e.article AND r.event = e.id AND t.joined = r.joined AND t.number = r.number AND {fits.sql} "
        f"ORDER BY {order}"
    )
    return _ask(store, sql, fits, wanted.limit)


def _try_first(store: Store, wanted: Wanted, own: Condition, order: str, most: int | None) -> list[int] | None:
    """Look for threads where they stand first in the order, as `find_first` does; among so many at most."""
    one = all_of(opening_conditions(store, wanted, each=True))
    events = (
        "SELECT 1 FROM joined_reports r JOIN events e ON e.id = r.event JOIN articles a ON a.id = e.article "
        f"WHERE r.number = t.number AND {one.sql}"
    )
    fits = all_of([own, Condition(f"EXISTS ({events})", one.values)])
    days = all_of(_days_of(wanted))
    walk = Walk(f"{_ROWS} FROM threads", "t", days, fits, order, number="joined", most=most)
    return find_first(store, walk, wanted.limit)


def _merge_kinds(store: Store, wanted: Wanted, last_day: str | None, order: str) -> list[int]:
    """Find threads kind by kind and outcome by outcome, each in order, and merge them into one order."""
    latest = (wanted.sort or "").startswith("-")
    days = _days_of(wanted)
    rows: list[tuple[str, str, int]] = []
    for kind in dict.fromkeys(wanted.kind or get_args(ThreadKind)):
        for outcome in dict.fromkeys(wanted.outcome or get_args(Outcome)):
            fits = all_of([Condition("t.kind = ?", (kind,)), _has_outcome(outcome, last_day), *days])
            sql = f"SELECT t.opened, t.opens, t.joined FROM threads t WHERE {fits.sql} ORDER BY {order}"
            rows += store.query(*with_limit(sql, fits.values, wanted.limit))
    rows.sort(key=lambda row: row[1])
    rows.sort(key=lambda row: row[0], reverse=latest)
    return [row[2] for row in rows][: wanted.limit]


def _ask(store: Store, sql: str, fits: Condition, limit: int | None) -> list[int]:
    return [row[0] for row in store.query(*with_limit(sql, fits.values, limit))]


def _own_conditions(wanted: Wanted, last_day: str | None) -> list[Condition]:
    """What is asked of a thread (`t`) itself."""
    conditions = [is_one_of("t.kind", wanted.kind)] if wanted.kind else []
    if wanted.outcome:
        conditions.append(any_of([_has_outcome(outcome, last_day) for outcome in wanted.outcome]))
    return conditions + _days_of(wanted)


def _days_of(wanted: Wanted) -> list[Condition]:
    conditions = [Condition("t.opened < ?", (UNKNOWN,))] if wanted.since or wanted.until else []
    if wanted.since:
        conditions.append(Condition("t.opened >= ?", (wanted.since,)))
    if wanted.until:
        conditions.append(Condition("t.opened < ?", (wanted.until + UNKNOWN,)))
    return conditions


def _has_outcome(outcome: str, last_day: str | None) -> Condition:
    if outcome == "overdue":
        return Condition("t.outcome = 'open' AND t.due < ?", (last_day or "",))
    if outcome == "open":
        return Condition("t.outcome = 'open' AND t.due >= ?", (last_day or "",))
    return Condition("t.outcome = ?", (outcome,))


def _asks_of_events(wanted: Wanted) -> bool:
    own = {"kind", "outcome", "since", "until", "sort", "limit", "all_versions"}
    return any(getattr(wanted, name) for name in FILTERS["threads"] if name not in own)


def _choose(store: Store, threads: Iterable[KeptThread], wanted: Wanted, last_day: str | None) -> list[int]:
    """Choose among all threads those that fit, in order."""
    fits = all_of(opening_conditions(store, wanted))
    sql = (
        "SELECT r.number FROM events e JOIN articles a ON a.id = e.article JOIN joined_reports r ON r.event = e.id "
        f"WHERE {fits.sql}"
    )
    allowed = {row[0] for row in store.query(sql, fits.values)}
    found = [
        thread for thread in threads
        if thread.number in allowed
        and (not wanted.kind or thread.kind in wanted.kind)
        and (not wanted.outcome or outcome_of(thread, last_day) in wanted.outcome)
        and _in_days(thread.opened, wanted)
    ]  # fmt: skip
    sort = wanted.sort or "opened"
    found.sort(key=lambda thread: thread.opens)
    found.sort(key=lambda thread: getattr(thread, sort.removeprefix("-")), reverse=sort.startswith("-"))
    return [thread.joined for thread in found][: wanted.limit]


def _in_days(day: str, wanted: Wanted) -> bool:
    if wanted.since is None and wanted.until is None:
        return True
    return day != UNKNOWN and (wanted.since or "") <= day < (wanted.until or "") + UNKNOWN


def _load(store: Store, threads: Sequence[KeptThread], last_day: str | None, read: ReadSpans) -> list[ThreadRow]:
    keys = {key for thread in threads for key in (thread.opening, thread.ending) if key is not None}
    rows = {row.key: row for row in load_events(store, _rows_of(store, sorted(keys)), read=read)}
    return [
        ThreadRow(
            key=thread.opens,
            kind=cast(ThreadKind, thread.kind),
            outcome=outcome_of(thread, last_day),
            due=None if thread.due == UNKNOWN else thread.due,
            opening=rows[thread.opening],
            ending=None if thread.ending is None else rows.get(thread.ending),
            reasons=_REASONS.decode(thread.reasons.encode()),
        )
        for thread in threads
        if thread.opening in rows
    ]


def _rows_of(store: Store, keys: Sequence[str]) -> list[int]:
    fits = is_one_of("key", keys)
    return [row[0] for row in store.query(f"SELECT id FROM events WHERE {fits.sql} ORDER BY id", fits.values)]
