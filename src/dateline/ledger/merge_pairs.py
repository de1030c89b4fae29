"""The tables of who shares a key, and of which pairs have the points to be joined."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence

from dateline.ledger.asking import MARKS, SMALLER, VALUES, fill_up
from dateline.ledger.connection import Connection

_COUNT = (
    f"WITH wanted (key) AS ({VALUES}) SELECT key, held FROM ("
    "SELECT w.key, (SELECT count(*) FROM (SELECT 1 FROM merge_keys m WHERE m.key = w.key LIMIT ?) AS few) AS held "
    "FROM wanted w) AS counted WHERE held >= ?"
)
_GATHER = f"SELECT key, report FROM merge_keys WHERE key IN ({MARKS}) ORDER BY key, report"


class PairTables:
    """Keys and pairs of reports, or of articles, by their numbers; a part of the tables of merging."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def keep_keys(self, pairs: Iterable[tuple[int, int]]) -> None:
        """Keep the keys of reports, as (key, report)."""
        self._connection.executemany("INSERT INTO merge_keys (key, report) VALUES (?, ?) ON CONFLICT DO NOTHING", pairs)

    def drop_keys(self, pairs: Iterable[tuple[int, int]]) -> None:
        """Drop the keys of reports, as (key, report)."""
        self._connection.executemany("DELETE FROM merge_keys WHERE key = ? AND report = ?", pairs)

    def members(self, key: int, limit: int) -> list[int]:
        """Give the reports that have a key, in order; no more than so many and one."""
        sql = "SELECT report FROM merge_keys WHERE key = ? ORDER BY report LIMIT ?"
        return [int(row[0]) for row in self._connection.execute(sql, (key, limit + 1))]

    def gather(self, keys: Sequence[int], limit: int, wanted: Container[int]) -> Iterator[tuple[int, list[int] | None]]:
        """Yield keys with the reports that have them, in order, for keys that several have, and for those in `wanted`.

        None where more have it than the limit.
        """
        for some in fill_up(keys):
            held = dict(self._connection.execute(_COUNT, (*some, limit + 1, 2)).fetchall())
            found: dict[int, list[int]] = {
                key: [] for key in some if held.get(key, 0) <= limit and (key in held or key in wanted)
            }
            for asked in fill_up(found):
                for key, report in self._connection.execute(_GATHER, asked):
                    found[key].append(report)
            for key in some:
                if key in held or key in wanted:
                    yield key, found.get(key)

    def count(self, key: int, most: int) -> int:
        """Tell how many have a key, as far as so many."""
        sql = "SELECT count(*) FROM (SELECT 1 FROM merge_keys WHERE key = ? LIMIT ?) AS few"
        (number,) = self._connection.execute(sql, (key, most)).fetchone()
        return int(number)

    def edges_from(self, first: int) -> set[int]:
        """Give those with greater numbers that a report has the points to be joined with."""
        sql = "SELECT second FROM merge_edges WHERE first = ?"
        return {int(row[0]) for row in self._connection.execute(sql, (first,))}

    def keep_edges(self, edges: Iterable[tuple[int, int, float]]) -> None:
        """Keep pairs that have the points to be joined."""
        self._connection.executemany(
            "INSERT INTO merge_edges (first, second, score) VALUES (?, ?, ?) "
            "ON CONFLICT (first, second) DO UPDATE SET score = excluded.score",
            edges,
        )

    def drop_edge(self, first: int, second: int) -> None:
        """Drop a pair."""
        self._connection.execute("DELETE FROM merge_edges WHERE first = ? AND second = ?", (first, second))

    def pairs_of(self, numbers: Sequence[int]) -> Iterator[tuple[int, int, float]]:
        """Yield the pairs of reports, each as (report, the other one, points)."""
        for some in fill_up(numbers, SMALLER):
            marks = ", ".join("?" * len(some))
            sql = (
                f"SELECT first, second, score FROM merge_edges WHERE first IN ({marks}) UNION ALL "
                f"SELECT second, first, score FROM merge_edges WHERE second IN ({marks})"
            )
            yield from self._connection.execute(sql, (*some, *some)).fetchall()

    # Marks

    def marks_of(self, numbers: Iterable[int]) -> Iterator[tuple[int, int, int]]:
        """Yield (report, mark, level) for those that were cut out with others at a level."""
        for some in fill_up(numbers, SMALLER):
            sql = f"SELECT number, mark, level FROM merge_marks WHERE number IN ({', '.join('?' * len(some))})"
            yield from self._connection.execute(sql, some).fetchall()

    def mark(self, numbers: Iterable[int], mark: int, level: int) -> None:
        """Keep mark and level of the part that reports, or articles, were cut out with."""
        rows = [(number, mark, level) for number in numbers]
        self._connection.executemany(
            "INSERT INTO merge_marks (number, mark, level) VALUES (?, ?, ?) "
            "ON CONFLICT (number) DO UPDATE SET mark = excluded.mark, level = excluded.level",
            rows,
        )

    def unmark(self, numbers: Iterable[int]) -> None:
        """Forget the marks of reports, or articles, that hang together uncut."""
        self._connection.executemany("DELETE FROM merge_marks WHERE number = ?", [(number,) for number in numbers])
