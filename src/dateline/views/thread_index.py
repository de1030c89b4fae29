"""Threads of large ledgers: which reports fit is told by the columns, and of those that may open a thread, which do."""

from __future__ import annotations

from collections.abc import Iterator
from typing import get_args

import msgspec
import numpy as np

from dateline.ledger import Store
from dateline.merging.threads import list_opening
from dateline.merging.types import ThreadKind
from dateline.views.conditions import Condition, is_one_of
from dateline.views.filters import Wanted
from dateline.views.index import Bools, EventIndex, Ints, as_number
from dateline.views.index_rows import LATE, NO_DAY, STATUSES, TYPES

_BEGIN, _MOST = 400, 20_000
"""So many reports are looked up at first and at most at once; those of one day always together."""
_MANY = 4_000
"""From so many reports on it may be quicker to look through the threads of an outcome."""
Row = tuple[str, str, int]


def find_openings(index: EventIndex, store: Store, wanted: Wanted, own: Condition) -> list[int]:
    """Give the threads whose opening report fits, in order; `own` is what is asked of the thread (`t`) itself."""
    fits = index.fit_reports(store, wanted) & _may_open(index, wanted)
    sort = wanted.sort or "opened"
    by, backwards = sort.removeprefix("-"), sort.startswith("-")
    rows = np.flatnonzero(fits)
    found = _find_by_outcome(index, store, wanted, own, fits) if wanted.outcome and len(rows) > _MANY else None
    if found is None:
        found = []
        for some in _split_days(index, rows, wanted, backwards=backwards):
            found += _in_order(_find_opened(store, index.ids[some].tolist(), by, own), backwards=backwards)
            if by == "opened" and wanted.limit is not None and len(found) >= wanted.limit:
                return [row[2] for row in found[: wanted.limit]]
    return [row[2] for row in _in_order(found, backwards=backwards)[: wanted.limit]]


def _find_opened(store: Store, events: list[int], by: str, own: Condition) -> list[Row]:
    """Find the threads that some reports open. CROSS JOIN: from the reports to their threads, as written."""
    sql = (
        f"SELECT t.{by}, t.opens, t.joined FROM (SELECT CAST(value AS INTEGER) AS event FROM json_each(?)) c "
        "CROSS JOIN joined_reports r CROSS JOIN threads t "
        f"WHERE r.event = c.event AND t.joined = r.joined AND t.number = r.number AND {own.sql}"
    )
    return store.query(sql, (msgspec.json.encode(events).decode(), *own.values))


def _find_by_outcome(index: EventIndex, store: Store, wanted: Wanted, own: Condition, fits: Bools) -> list[Row] | None:
    """Find threads among those of the outcomes wanted; None where these are no fewer than the reports that fit."""
    kinds = is_one_of("t.kind", wanted.kind or get_args(ThreadKind))
    by = (wanted.sort or "opened").removeprefix("-")
    most = int(np.count_nonzero(fits)) // 2
    # CROSS JOIN: from the threads, by their kind and outcome, to their reports.
    sql = (
        f"SELECT t.{by}, t.opens, t.joined, r.event FROM threads t CROSS JOIN joined_reports r "
        f"WHERE r.number = t.number AND r.event IS NOT NULL AND {kinds.sql} AND {own.sql} LIMIT ?"
    )
    told = store.query(sql, (*kinds.values, *own.values, most))
    if len(told) == most:
        return None
    shown = fits[index.row_of(np.array([row[3] for row in told], dtype=np.int64))]
    return [row[:3] for row, fit in zip(told, shown.tolist()) if fit]


def _in_order(rows: list[Row], *, backwards: bool) -> list[Row]:
    return sorted(sorted(rows, key=lambda row: row[1]), key=lambda row: row[0], reverse=backwards)


def _may_open(index: EventIndex, wanted: Wanted) -> Bools:
    """Tell which reports are of a type and status that open a thread, of the kinds wanted."""
    told = np.zeros((len(TYPES), len(STATUSES)), dtype=np.bool_)
    for (kind, status), opened in list_opening().items():
        told[TYPES.index(kind), STATUSES.index(status)] = not wanted.kind or opened in wanted.kind
    return np.asarray(told[index.codes["type"], index.codes["status"]], dtype=np.bool_)


def _split_days(index: EventIndex, rows: Ints, wanted: Wanted, *, backwards: bool) -> Iterator[Ints]:
    """Give reports by day of publication, those without one as the last day, in ever larger parts of whole days."""
    days = index.published[rows].astype(np.int64)
    days[days == NO_DAY] = LATE
    kept = (days >= as_number(wanted.since)) & (days <= (as_number(wanted.until) if wanted.until else LATE))
    rows, days = rows[kept], days[kept]
    order = np.argsort(days, kind="stable")
    rows, days = rows[order], days[order]
    if backwards:
        rows, days = rows[::-1], days[::-1]
    ends = np.append(np.flatnonzero(np.diff(days)) + 1, len(rows))
    begin, step = 0, max(_BEGIN, 2 * (wanted.limit or _MOST))
    while begin < len(rows):
        end = int(ends[min(int(np.searchsorted(ends, begin + step)), len(ends) - 1)])
        yield rows[begin:end]
        begin, step = end, min(_MOST, 4 * step)
