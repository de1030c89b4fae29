"""What a ledger is about at a glance: what happened lately, what is contested, what lies ahead, what is in doubt."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from dateline.ledger import Store
from dateline.views.index import NO_DAY, EventIndex, Ints, as_number
from dateline.views.loading import load_events
from dateline.views.rows import EventRow, Line
from dateline.views.statement_index import StatementIndex

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


def make_overview(store: Store, index: EventIndex, said: StatementIndex, limit: int = 8) -> Overview:
    """Make the overview of all current articles."""
    found = index.find(store, sort="-time")
    rows = found.rows
    articles, outlets = index.count_articles()
    contested = rows[index.is_contested(rows)]
    counted = index.count_events("register", found.fits)
    registers = tuple((name, number) for name, number in counted if name is not None)
    return Overview(
        newest=index.newest, articles=articles, outlets=outlets, statements=int(said.current.sum()),
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


_DOUBTS = (
    ("reports contradict each other, or someone denies it", 1.0),
    ("a side is not resolved to a name", 0.4),
    ("no side is named", 0.5),
    ("no date", 0.2),
)
_UNSURE = 0.7


class Doubtful:
    """The events nobody ruled on, the most doubtful first; what is in doubt is put into words when it is asked for."""

    def __init__(self, rows: Ints, doubts: NDArray[np.bool_], confidence: NDArray[np.float64]) -> None:
        self._rows, self._doubts, self._confidence = rows, doubts, confidence

    def __len__(self) -> int:
        return len(self._rows)

    def some(self, first: int, last: int) -> list[tuple[int, tuple[str, ...]]]:
        """Give some, each as its row with what is in doubt."""
        told = []
        for place in range(*slice(first, last).indices(len(self._rows))):
            words = [words for (words, _), doubted in zip(_DOUBTS, self._doubts[:, place].tolist()) if doubted]
            if self._confidence[place] < _UNSURE:
                words.append(f"the reading is unsure ({self._confidence[place]:.2f})")
            told.append((int(self._rows[place]), tuple(words)))
        return told


def find_doubtful(store: Store, index: EventIndex) -> Doubtful:
    """Find the events nobody ruled on, the most doubtful first; then in the order of time."""
    rows = index.find(store).rows
    rows = rows[~index.decided[rows]]
    links = index.actors
    named = index.mask(links.row)
    unresolved = index.mask(links.row[links.value < 0])
    doubts = np.stack([index.is_contested(rows), unresolved[rows], ~named[rows], index.day[rows] == NO_DAY])
    confidence = index.confidence[rows]
    points = 1 - confidence
    for (_, weight), doubted in zip(_DOUBTS, doubts):
        points = np.where(doubted, points + weight, points)
    kept = np.flatnonzero(doubts.any(axis=0) | (confidence < _UNSURE))
    # There are few values, and small numbers are sorted the sooner.
    values = np.unique(points[kept])
    rank = np.unique([-round(value, 6) for value in values.tolist()], return_inverse=True)[1]
    rank = rank.astype(np.int16 if len(rank) < 1 << 15 else np.int32)
    kept = kept[np.argsort(rank[np.searchsorted(values, points[kept])], kind="stable")]
    return Doubtful(rows[kept], doubts[:, kept], confidence[kept])


def _load(store: Store, index: EventIndex, rows: Ints | Sequence[int]) -> tuple[EventRow, ...]:
    numbers = index.ids[np.asarray(rows, dtype=np.int64)].tolist()
    return tuple(load_events(store, numbers)) if numbers else ()
