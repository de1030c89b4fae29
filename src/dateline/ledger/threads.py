"""The tables of threads: what was to be, what became of it, and the marks by which one leads to the other."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields
from operator import attrgetter

from dateline.ledger.connection import Connection

Place = tuple[int, int, int]
"""Day, number of the article, position in it."""


@dataclass(frozen=True, slots=True)
class KeptThread:
    """A thread as it is kept."""

    joined: int
    """Number of the event that opens it."""
    number: int
    """Of the report that opens it."""
    opens: str
    opening: str
    ending: str | None
    kind: str
    outcome: str
    opened: str
    due: str
    score: float | None
    """Points of the ending."""
    reasons: str
    seen: int
    day: int | None
    horizon: int | None
    """None: it waits for nothing."""
    marks: bytes


_NAMES = tuple(field.name for field in fields(KeptThread))
COLUMNS = ", ".join(_NAMES)
_KEEP = f"INSERT INTO threads ({COLUMNS}) VALUES ({', '.join('?' * len(_NAMES))})"
_values = attrgetter(*_NAMES)


@dataclass(frozen=True, slots=True)
class Outcome:
    """A report that may tell what became of something."""

    place: Place
    marks: tuple[int, ...]


class ThreadTables:
    """The tables of threads, through a connection that may write, within the caller's transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def clear(self) -> None:
        """Forget all."""
        for table in ("threads", "thread_waiting", "thread_outcomes"):
            self._connection.execute(f"DELETE FROM {table}")

    def keep_outcomes(self, outcomes: Iterable[Outcome]) -> None:
        """Keep reports that may be outcomes."""
        rows = sorted((mark, *each.place) for each in outcomes for mark in each.marks)
        sql = "INSERT INTO thread_outcomes (mark, day, article, position) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING"
        self._connection.executemany(sql, rows)

    def drop_outcomes(self, outcomes: Iterable[Outcome]) -> None:
        """Drop reports that may have been outcomes."""
        rows = [(mark, *each.place) for each in outcomes for mark in each.marks]
        sql = "DELETE FROM thread_outcomes WHERE mark = ? AND day = ? AND article = ? AND position = ?"
        self._connection.executemany(sql, rows)

    def find_outcomes(self, marks: Iterable[int], after: int, until: int, number: int) -> list[Place]:
        """Give the places of the first reports that have one of the marks, from the day after on, at least so many."""
        sql = (
            "SELECT day, article, position FROM thread_outcomes WHERE mark = ? AND day > ? AND day <= ? "
            "ORDER BY day, article, position LIMIT ?"
        )
        found: set[Place] = set()
        for mark in marks:
            found.update(self._connection.execute(sql, (mark, after, until, number)).fetchall())
        return sorted(found)

    def keep(self, thread: KeptThread) -> None:
        """Keep a thread, and what it waits for."""
        self._connection.execute(_KEEP, _values(thread))
        if thread.horizon is not None:
            self._connection.executemany(
                "INSERT INTO thread_waiting (mark, horizon, joined, day) VALUES (?, ?, ?, ?)",
                [(mark, thread.horizon, thread.joined, thread.day) for mark in unpack_marks(thread.marks)],
            )

    def thread(self, joined: int) -> KeptThread | None:
        """Give the thread that an event opens."""
        row = self._connection.execute(f"SELECT {COLUMNS} FROM threads WHERE joined = ?", (joined,)).fetchone()
        return None if row is None else KeptThread(*row)

    def settle(self, thread: KeptThread) -> None:
        """Keep what became of a thread, whose horizon is as it was."""
        self._connection.execute(
            "UPDATE threads SET ending = ?, outcome = ?, score = ?, reasons = ?, seen = ? WHERE joined = ?",
            (thread.ending, thread.outcome, thread.score, thread.reasons, thread.seen, thread.joined),
        )

    def drop(self, joined: Iterable[int]) -> None:
        """Drop the threads that events open."""
        for number in joined:
            sql = "DELETE FROM threads WHERE joined = ? RETURNING horizon, marks"
            for horizon, marks in self._connection.execute(sql, (number,)).fetchall():
                if horizon is not None:
                    self._connection.executemany(
                        "DELETE FROM thread_waiting WHERE mark = ? AND horizon = ? AND joined = ?",
                        [(mark, horizon, number) for mark in unpack_marks(marks)],
                    )

    def wait(self) -> bool:
        """Tell whether any thread waits for anything."""
        return self._connection.execute("SELECT 1 FROM thread_waiting LIMIT 1").fetchone() is not None

    def find_waiting(self, outcome: Outcome) -> set[int]:
        """Give the events whose thread a report is, or was, among the nearest of."""
        sql = "SELECT joined FROM thread_waiting WHERE mark = ? AND horizon >= ? AND day < ?"
        day = outcome.place[0]
        return {int(row[0]) for mark in outcome.marks for row in self._connection.execute(sql, (mark, day, day))}

    # What all threads are made of

    def rejected(self) -> set[int]:
        """Give the reports of rejected events."""
        sql = "SELECT r.number FROM joined g JOIN joined_reports r ON r.joined = g.id WHERE g.standing = 'rejected'"
        return {int(row[0]) for row in self._connection.execute(sql).fetchall()}

    def pages_of_sources(self, size: int) -> Iterator[list[str]]:
        """Yield what is kept of all articles, some at a time."""
        sql = "SELECT article_id, source FROM merge_sources WHERE article_id > ? ORDER BY article_id LIMIT ?"
        last = ""
        while rows := self._connection.execute(sql, (last, size)).fetchall():
            yield [str(row[1]) for row in rows]
            last = str(rows[-1][0])

    def pages_of_openings(self, opening: Iterable[tuple[str, str]], size: int) -> Iterator[Sequence[int]]:
        """Yield the numbers of the events with a report of one of these types and statuses, some at a time."""
        pairs = [f"{kind} {status}" for kind, status in opening]
        marks = ", ".join("?" * len(pairs))
        sql = (
            "SELECT e.id, r.joined FROM events e JOIN joined_reports r ON r.event = e.id "
            "JOIN joined g ON g.id = r.joined JOIN merge_reports m ON m.number = r.number "
            "JOIN merge_sources s ON s.article_id = m.article_id "
            f"WHERE e.id > ? AND g.standing <> 'rejected' AND e.type || ' ' || e.status IN ({marks}) "
            "ORDER BY e.id LIMIT ?"
        )
        last = -1
        while rows := self._connection.execute(sql, (last, *pairs, size)).fetchall():
            yield sorted({int(row[1]) for row in rows})
            last = int(rows[-1][0])


def pack_marks(marks: Iterable[int]) -> bytes:
    """Write marks, 64 bits each."""
    return array("q", sorted(marks)).tobytes()


def unpack_marks(data: bytes) -> Sequence[int]:
    """Read marks."""
    found = array("q")
    found.frombytes(data)
    return found
