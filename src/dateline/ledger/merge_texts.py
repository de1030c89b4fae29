"""The tables of copies: which runs of words stand in which texts, which are boilerplate, what a text goes back to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from dateline.ledger.asking import MARKS, VALUES, fill_up
from dateline.ledger.connection import Connection

_LOOK_UP = (
    f"WITH wanted (run) AS ({VALUES}) "
    "SELECT run, held, day, article FROM (SELECT w.run, c.day, c.article, (SELECT count(*) FROM "
    "(SELECT 1 FROM merge_runs m WHERE m.run = w.run LIMIT ?) AS few) AS held FROM wanted w "
    "LEFT JOIN merge_common c ON c.run = w.run) AS counted WHERE held > 1 OR article IS NOT NULL"
)
_OF_NUMBER = "merge_reports r JOIN merge_sources s ON s.article_id = r.article_id"
_NUMBER = 60
"""Bits of the number of an article."""


@dataclass(frozen=True, slots=True)
class KeptText:
    """What is kept of a text for finding its copies."""

    place: int
    """In the order of publication: the day, and behind it the number of the article, see `make_place`."""
    size: int
    """Runs that are no boilerplate."""
    parent: int | None
    """The place of the earlier text that it is a copy of."""
    shared: int
    smaller: int


@dataclass(frozen=True, slots=True)
class KeptVoice:
    """Whose voice an article has, and what that hangs on."""

    number: int
    article_id: str
    outlet: str | None
    agency: str | None
    voice: str
    copy_of: str | None


@dataclass(frozen=True, slots=True)
class KeptRun:
    """A run as far as it stands in several texts, or is boilerplate."""

    run: int
    held: int
    """In how many texts it stands, as far as they were counted."""
    limit: int | None
    """The place of the holder with whom it is boilerplate; None where it is none."""


def make_place(day: int, number: int) -> int:
    """Give the place of an article in the order of publication, which holds its day and number."""
    return day << _NUMBER | number


def number_at(place: int) -> int:
    """Give the number of the article at a place."""
    return place & ((1 << _NUMBER) - 1)


def day_at(place: int) -> int:
    """Give the day of a place."""
    return place >> _NUMBER


class TextTables:
    """The tables of copies, through a connection that may write, within the caller's transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def clear(self) -> None:
        """Forget all."""
        for table in ("merge_texts", "merge_runs", "merge_common"):
            self._connection.execute(f"DELETE FROM {table}")

    def _ask(self, sql: str, numbers: Iterable[int], more: Sequence[int] = ()) -> Iterator[tuple[Any, ...]]:
        """Yield the rows of a question that names so many numbers at once."""
        for some in fill_up(numbers):
            yield from self._connection.execute(sql, (*some, *more)).fetchall()

    # Runs

    def keep_runs(self, rows: Iterable[tuple[int, int]]) -> None:
        """Keep who holds a run, as (run, place); quickest in the order of runs."""
        self._connection.executemany(
            "INSERT INTO merge_runs (run, day, article) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
            ((run, day_at(place), number_at(place)) for run, place in rows),
        )

    def drop_runs(self, rows: Iterable[tuple[int, int]]) -> None:
        """Drop who held a run, as (run, place)."""
        self._connection.executemany(
            "DELETE FROM merge_runs WHERE run = ? AND day = ? AND article = ?",
            ((run, day_at(place), number_at(place)) for run, place in rows),
        )

    def look_up(self, runs: Iterable[int], most: int) -> Iterator[KeptRun]:
        """Yield those runs that stand in several texts, counted as far as so many, and those that are boilerplate."""
        for run, held, day, number in self._ask(_LOOK_UP, runs, (most,)):
            yield KeptRun(run, held, None if day is None else make_place(day, number))

    def gather(self, runs: Iterable[int]) -> Iterator[tuple[int, int]]:
        """Yield who holds runs, all of them, as (run, place)."""
        sql = f"SELECT run, day, article FROM merge_runs WHERE run IN ({MARKS})"
        for run, day, number in self._ask(sql, runs):
            yield run, make_place(day, number)

    def first_holders(self, run: int, limit: int) -> list[int]:
        """Give the places of the first that hold a run, no more than so many."""
        sql = "SELECT day, article FROM merge_runs WHERE run = ? ORDER BY day, article LIMIT ?"
        return [make_place(row[0], row[1]) for row in self._connection.execute(sql, (run, limit))]

    def holders_after(self, run: int, place: int) -> list[int]:
        """Give the places of all that hold a run and come after a place."""
        sql = "SELECT day, article FROM merge_runs WHERE run = ? AND (day, article) > (?, ?) ORDER BY day, article"
        rows = self._connection.execute(sql, (run, day_at(place), number_at(place)))
        return [make_place(row[0], row[1]) for row in rows]

    def pages_of_often(self, more_than: int, size: int) -> Iterator[list[int]]:
        """Yield the runs that stand in more texts than so many, some at a time."""
        sql = "SELECT run FROM merge_runs WHERE run > ? GROUP BY run HAVING count(*) > ? ORDER BY run LIMIT ?"
        last = -(1 << 63)
        while rows := self._connection.execute(sql, (last, more_than, size)).fetchall():
            yield [int(row[0]) for row in rows]
            last = int(rows[-1][0])

    def common_among(self, runs: Iterable[int]) -> Iterator[int]:
        """Yield those of the runs that are boilerplate."""
        sql = f"SELECT run FROM merge_common WHERE run IN ({MARKS})"
        yield from (run for (run,) in self._ask(sql, runs))

    def set_common(self, run: int, limit: int | None) -> None:
        """Keep that a run is boilerplate, and with whom it is; or, with None, that it is none."""
        if limit is None:
            self._connection.execute("DELETE FROM merge_common WHERE run = ?", (run,))
            return
        self._connection.execute(
            "INSERT INTO merge_common (run, day, article) VALUES (?, ?, ?) "
            "ON CONFLICT (run) DO UPDATE SET day = excluded.day, article = excluded.article",
            (run, day_at(limit), number_at(limit)),
        )

    # Texts

    def keep_texts(self, texts: Iterable[KeptText]) -> None:
        """Keep texts."""
        self._connection.executemany(
            "INSERT INTO merge_texts (number, day, size, parent, shared, smaller) VALUES (?, ?, ?, ?, ?, ?) "
            "ON CONFLICT (number) DO UPDATE SET day = excluded.day, size = excluded.size, parent = excluded.parent, "
            "shared = excluded.shared, smaller = excluded.smaller",
            [
                (
                    number_at(each.place), day_at(each.place), each.size,
                    None if each.parent is None else number_at(each.parent), each.shared, each.smaller,
                )
                for each in texts
            ],
        )  # fmt: skip

    def drop_texts(self, numbers: Iterable[int]) -> None:
        """Drop texts; what went back to them still says so."""
        self._connection.executemany("DELETE FROM merge_texts WHERE number = ?", [(number,) for number in numbers])

    def resize(self, changes: Iterable[tuple[int, int]]) -> None:
        """Let texts have more runs that are no boilerplate, or fewer, as (number, how many more)."""
        sql = "UPDATE merge_texts SET size = size + ? WHERE number = ?"
        self._connection.executemany(sql, [(more, number) for number, more in changes])

    def texts(self, numbers: Iterable[int]) -> Iterator[KeptText]:
        """Yield texts, those that are there, in any order."""
        sql = (
            "SELECT t.number, t.day, t.size, t.shared, t.smaller, t.parent, p.day FROM merge_texts t "
            f"LEFT JOIN merge_texts p ON p.number = t.parent WHERE t.number IN ({MARKS})"
        )
        for number, day, size, shared, smaller, parent, its_day in self._ask(sql, numbers):
            before = None if its_day is None else make_place(its_day, parent)
            yield KeptText(make_place(day, number), size, before, shared, smaller)

    def fingerprints(self, numbers: Iterable[int]) -> Iterator[tuple[int, bytes]]:
        """Yield the fingerprints of texts, with the number of each, in any order."""
        sql = f"SELECT r.number, s.fingerprint FROM {_OF_NUMBER} WHERE r.number IN ({MARKS})"
        yield from ((number, fingerprint) for number, fingerprint in self._ask(sql, numbers))

    def parents(self, numbers: Iterable[int]) -> Iterator[tuple[int, int | None]]:
        """Yield which text each goes back to at once, as (number, number), in any order."""
        sql = f"SELECT number, parent FROM merge_texts WHERE number IN ({MARKS})"
        yield from ((number, parent) for number, parent in self._ask(sql, numbers))

    def children(self, numbers: Iterable[int]) -> Iterator[int]:
        """Yield the texts that go back to one of these at once."""
        sql = f"SELECT number FROM merge_texts WHERE parent IN ({MARKS})"
        yield from (number for (number,) in self._ask(sql, numbers))

    def pages_of_texts(self, size: int) -> Iterator[list[int]]:
        """Yield the numbers of all texts, some at a time."""
        sql, last = "SELECT number FROM merge_texts WHERE number > ? ORDER BY number LIMIT ?", -1
        while rows := self._connection.execute(sql, (last, size)).fetchall():
            yield [int(row[0]) for row in rows]
            last = int(rows[-1][0])

    # Voices

    def voices(self, numbers: Iterable[int]) -> Iterator[KeptVoice]:
        """Yield whose voice articles have, and what that hangs on, in any order."""
        names = "r.number, s.article_id, s.outlet, s.agency, s.voice, s.copy_of"
        sql = f"SELECT {names} FROM {_OF_NUMBER} WHERE r.number IN ({MARKS})"
        yield from (KeptVoice(*row) for row in self._ask(sql, numbers))

    def set_voices(self, voices: Iterable[tuple[str, str, str | None]]) -> None:
        """Keep whose voice articles have, and what they are copies of, as (article, voice, copy of)."""
        sql = "UPDATE merge_sources SET voice = ?, copy_of = ? WHERE article_id = ?"
        self._connection.executemany(sql, [(voice, copy_of, article) for article, voice, copy_of in voices])

    def pages_of_fingerprints(self, size: int) -> Iterator[list[tuple[str, str | None, bytes]]]:
        """Yield id, publication and fingerprint of all articles, some at a time."""
        sql = (
            "SELECT article_id, published, fingerprint FROM merge_sources WHERE article_id > ? "
            "ORDER BY article_id LIMIT ?"
        )
        last = ""
        while rows := self._connection.execute(sql, (last, size)).fetchall():
            yield rows
            last = str(rows[-1][0])
