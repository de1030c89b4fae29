"""What a ledger is about at a glance: what happened lately, what is contested, what lies ahead, what is in doubt."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

import numpy as np

from dateline.ledger import Store
from dateline.views.index import NO_DAY, EventIndex, Ints, as_number
from dateline.views.loading import load_events
from dateline.views.rows import EventRow, Line

_LATELY = 30


class Overview(Line, frozen=True, kw_only=True):
    """The first page; "lately" and "ahead" are counted from the newest day of publication, never from a clock."""

    newest: str | None
    articles: int
    outlets: int
    statements: int
    reports: int
    events: int
    contested_events: int
    lately: tuple[EventRow, ...]
    contested: tuple[EventRow, ...]
    ahead: tuple[EventRow, ...]
    registers: tuple[tuple[str, int], ...]


def make_overview(store: Store, index: EventIndex, limit: int = 8) -> Overview:
    """Make the overview of all current articles."""
    found = index.find(store, sort="-time")
    rows = found.rows
    articles = store.query("SELECT count(*), count(DISTINCT outlet) FROM articles WHERE superseded_by IS NULL")[0]
    sql = "SELECT count(*) FROM statements s JOIN articles a ON a.id = s.article WHERE a.superseded_by IS NULL"
    said = store.query(sql)[0][0]
    contested = rows[index.is_contested(rows)]
    counted = index.count_events("register", found.fits)
    registers = tuple((name, number) for name, number in counted if name is not None)
    return Overview(
        newest=index.newest, articles=articles[0], outlets=articles[1], statements=said,
        reports=int(index.current.sum()), events=len(rows), contested_events=len(contested),
        lately=_load(store, index, find_lately(index, rows)[:limit]),
        contested=_load(store, index, contested[:limit]), ahead=_load(store, index, find_ahead(index, rows)[:limit]),
        registers=registers,
    )  # fmt: skip


def find_lately(index: EventIndex, rows: Ints) -> Ints:
    """Give those of rows that happened within thirty days before the newest day of publication, newest first."""
    if index.newest is None:
        return rows[:0]
    newest = datetime.date.fromisoformat(index.newest)
    first = as_number((newest - datetime.timedelta(days=_LATELY)).isoformat())
    happened = np.isin(index.codes["status"][rows], (0, 1))
    near = (index.end[rows] >= first) & (index.end[rows] <= as_number(index.newest))
    kept = rows[happened & near]
    return np.asarray(kept[np.argsort(-index.end[kept], kind="stable")], dtype=np.int64)


def find_ahead(index: EventIndex, rows: Ints) -> Ints:
    """Give those of rows that are planned, proposed or threatened and end after the newest publication, next first."""
    if index.newest is None:
        return rows[:0]
    codes = index.codes["status"][rows]
    later = (index.end[rows] == NO_DAY) | (index.end[rows] >= as_number(index.newest))
    kept = rows[(codes >= 2) & (codes <= 6) & later & (index.day[rows] != NO_DAY)]
    # A day that was named comes before "from now on".
    open_ended = index.end[kept] == NO_DAY
    order = np.lexsort((np.where(open_ended, -index.start[kept], index.start[kept]), open_ended))
    return np.asarray(kept[order], dtype=np.int64)


def find_doubtful(store: Store, index: EventIndex) -> list[tuple[int, tuple[str, ...]]]:
    """List the events nobody ruled on, the most doubtful first, each as its row with what is in doubt, in words."""
    rows = index.find(store).rows
    open_ = rows[~index.decided[rows]]
    contested = index.is_contested(open_)
    reasons: dict[int, list[str]] = {}
    points: dict[int, float] = {}
    unresolved = _rows_where(store, index, "SELECT DISTINCT event FROM event_actors WHERE actor IS NULL")
    nobody = _rows_where(store, index, "SELECT id FROM events WHERE id NOT IN (SELECT event FROM event_actors)")
    for row, disputed in zip(open_.tolist(), contested.tolist()):
        doubt: list[str] = []
        score = 1 - float(index.confidence[row])
        if disputed:
            doubt.append("reports contradict each other, or someone denies it")
            score += 1
        if row in unresolved:
            doubt.append("a side is not resolved to a name")
            score += 0.4
        if row in nobody:
            doubt.append("no side is named")
            score += 0.5
        if index.day[row] == NO_DAY:
            doubt.append("no date")
            score += 0.2
        if index.confidence[row] < 0.7:
            doubt.append(f"the reading is unsure ({index.confidence[row]:.2f})")
        if doubt:
            reasons[row], points[row] = doubt, score
    place = {row: number for number, row in enumerate(open_.tolist())}
    ranked = sorted(reasons, key=lambda row: (-round(points[row], 6), place[row]))
    return [(row, tuple(reasons[row])) for row in ranked]


def _rows_where(store: Store, index: EventIndex, sql: str) -> set[int]:
    numbers = np.array([row[0] for row in store.query(sql)], dtype=np.int64)
    return set(index.row_of(numbers).tolist())


def _load(store: Store, index: EventIndex, rows: Ints | Sequence[int]) -> tuple[EventRow, ...]:
    numbers = index.ids[np.asarray(rows, dtype=np.int64)].tolist()
    return tuple(load_events(store, numbers)) if numbers else ()
