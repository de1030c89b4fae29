"""A ledger in one SQLite file."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Hashable, Iterator, Sequence
from contextlib import AbstractContextManager
from pathlib import Path

from dateline.ledger.backend import Hits
from dateline.ledger.connection import Connection
from dateline.ledger.opening import BUSY_SECONDS, ledger_errors, open_reader, open_writer
from dateline.model.article import Span, Spans

_MARK, _END = "\x01", "\x02"
_MARKED = re.compile("[\x01\x02]")
SQLITE_REFUSES = (sqlite3.IntegrityError, sqlite3.DataError, OverflowError, UnicodeEncodeError)
"""What is raised for a value that cannot be kept."""
_SEARCHES = {
    f"{name}_search": f"INSERT INTO {name}_search (rowid, {columns}) VALUES (?{', ?' * (columns.count(',') + 1)})"
    for name, columns in (("article", "title, text"), ("statement", "content"), ("event", "sentence"))
}
"""Of each search, how a row comes into it."""
_HELD = 4_000_000
"""Characters of words that may wait."""


class FileBackend:
    """The store of a ledger that is a file."""

    def __init__(self, place: Path, busy_seconds: float | None = None) -> None:
        self.place = place
        self._busy_seconds = BUSY_SECONDS if busy_seconds is None else busy_seconds
        self._words: dict[str, list[tuple[int | str, ...]]] = {search: [] for search in _SEARCHES}
        self._held = 0

    def exists(self) -> bool:
        """Tell whether the file is there."""
        return self.place.exists()

    def open_reader(self, *, again: bool = False) -> Connection:
        """Open a connection that cannot write."""
        return open_reader(self.place, self._busy_seconds)

    def open_writer(self, *, again: bool = False) -> Connection:
        """Open a connection that writes."""
        return open_writer(self.place, self._busy_seconds)

    def is_broken(self, connection: Connection) -> bool:
        """A file does not go away."""
        return False

    def errors(self) -> AbstractContextManager[None]:
        """Turn what SQLite raises into LedgerError."""
        return ledger_errors(self.place)

    def begin_reading(self, connection: Connection) -> None:
        """See the ledger as it stands at the first question."""
        connection.execute("BEGIN")

    def begin_writing(self, connection: Connection) -> int | None:
        """Take the one lock of the file."""
        self._forget_words()
        connection.execute("BEGIN IMMEDIATE")
        return None

    def commit(self, connection: Connection, mark: int | None) -> None:
        """Keep what was written, with the words that waited."""
        self.settle_words(connection)
        connection.execute("COMMIT")

    def erase(self, connection: Connection) -> None:
        """Rewrite the file."""
        for search in _SEARCHES:
            connection.execute(f"INSERT INTO {search} ({search}) VALUES ('optimize')")
        connection.execute("VACUUM")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def keep_words(self, connection: Connection, search: str, rows: Sequence[tuple[int, Sequence[str]]]) -> None:
        """Let the words wait for those of other articles: SQLite's search is the quicker, the more comes at once."""
        self._words[search] += [(number, *texts) for number, texts in rows]
        self._held += sum([len(text) for _, texts in rows for text in texts])
        if self._held > _HELD:
            self.settle_words(connection)

    def settle_words(self, connection: Connection) -> None:
        """Keep the words that waited."""
        for search, rows in self._words.items():
            if rows:
                connection.executemany(_SEARCHES[search], rows)
        self._forget_words()

    def _forget_words(self) -> None:
        for rows in self._words.values():
            rows.clear()
        self._held = 0

    def settle_numbers(self, connection: Connection) -> None:
        """Nothing: a file numbers on from the rows that are there."""

    def count_indexed(self, search: str) -> str:
        """Count the rows of the index."""
        return f"SELECT count(*) FROM {search}_docsize"

    def is_indexed(self, search: str) -> str:
        """Find a row of the index."""
        return f"SELECT 1 FROM {search}_docsize WHERE id = ?"

    def find_damage(self, connection: Connection) -> Iterator[tuple[str, str, str]]:
        """Let SQLite look at its pages, then at what points where."""
        damage = [message for (message,) in connection.execute("PRAGMA integrity_check") if message != "ok"]
        for message in damage:
            yield "file", str(self.place), message
        if damage:
            return
        for table, row, parent, _ in connection.execute("PRAGMA foreign_key_check").fetchall():
            yield "reference", f"{table} row {row}", f"points to a row of {parent} that is not there"

    def find_hits(self, connection: Connection, terms: Sequence[str], articles: Sequence[int]) -> Iterator[Hits]:
        """Let SQLite mark the words."""
        sql = (
            f"SELECT rowid, highlight(article_search, 1, '{_MARK}', '{_END}') FROM article_search "
            f"WHERE article_search MATCH ? AND rowid IN ({', '.join(str(number) for number in articles)})"
        )
        query = " ".join(f'"{term}"' for term in terms)
        for number, marked in connection.execute(sql, (query,)).fetchall():
            yield Hits(number, *_take_marks(marked))

    def mark(self, connection: Connection | None) -> Hashable:
        """Size and time of the file and of its log."""
        marks: list[tuple[int, int]] = []
        for name in (self.place, self.place.with_name(self.place.name + "-wal")):
            try:
                told = name.stat()
            except FileNotFoundError:
                marks.append((0, 0))
            else:
                marks.append((told.st_size, told.st_mtime_ns))
        return tuple(marks)


def _take_marks(marked: str) -> tuple[str, Spans]:
    """Take the marks out of a text and give where they stood."""
    pieces = _MARKED.split(marked)
    text = "".join(pieces)
    if len(pieces) % 2 == 0:
        return text, ()
    spans, place = [], 0
    for index, piece in enumerate(pieces):
        if index % 2 and piece:
            spans.append(Span(place, place + len(piece)))
        place += len(piece)
    return text, tuple(spans)
