"""A ledger in a schema of a PostgreSQL database.

Whoever writes holds one advisory lock for as long as the piece of work lasts: writers follow each other, as they do in
a file, so that merging sees all that was kept before it and nothing half. The lock goes with the connection, however
that ends.
"""

from __future__ import annotations

import time
from collections.abc import Hashable, Iterator, Sequence
from contextlib import AbstractContextManager, suppress
from typing import cast

import psycopg

from dateline.ledger.address import Address
from dateline.ledger.backend import Hits
from dateline.ledger.connection import Connection, LedgerLost
from dateline.ledger.postgres.connection import PostgresConnection, explain, is_lost, postgres_errors
from dateline.ledger.postgres.opening import AGAIN_SECONDS, connect, connect_again, lock_of, open_reader, open_writer
from dateline.ledger.words import find_tokens, fold_words
from dateline.model.article import Span, Spans

_WAIT_SECONDS = 600.0
"""How long a writer waits for another: merging many articles at once is one piece of work."""
_PART_WORDS, _OVERLAP = 15_000, 50
"""PostgreSQL counts no words of one entry beyond 16,383: long texts are kept in parts, which share some words."""
_CHANGES = (
    "SELECT (SELECT coalesce(max(id), 0) FROM history), (SELECT coalesce(max(id), 0) FROM decisions), "
    "(SELECT coalesce(max(id), 0) FROM joined_history), (SELECT string_agg(value, ',' ORDER BY name) FROM merge_state)"
)


class PostgresBackend:
    """The store of a ledger that is in a database."""

    def __init__(self, place: Address, busy_seconds: float | None = None) -> None:
        self.place = place
        self._wait_seconds = _WAIT_SECONDS if busy_seconds is None else busy_seconds

    def exists(self) -> bool:
        """Tell whether the schema has tables."""
        connection = connect(self.place, writing=False, wait_seconds=self._wait_seconds)
        try:
            with postgres_errors(self.place):
                sql = "SELECT 1 FROM pg_tables WHERE schemaname = ? LIMIT 1"
                return connection.execute(sql, (self.place.schema,)).fetchone() is not None
        finally:
            connection.close()

    def open_reader(self, *, again: bool = False) -> Connection:
        """Open a connection that cannot write."""
        return open_reader(self.place, self._wait_seconds, again=again)

    def open_writer(self, *, again: bool = False) -> Connection:
        """Open a connection that writes."""
        return open_writer(self.place, self._wait_seconds, again=again)

    def is_broken(self, connection: Connection) -> bool:
        """Tell a connection that the server, or the net, has ended."""
        return cast(PostgresConnection, connection).is_broken

    def errors(self) -> AbstractContextManager[None]:
        """Turn what psycopg raises into LedgerError."""
        return postgres_errors(self.place)

    def begin_reading(self, connection: Connection) -> None:
        """See the ledger as it stands at the first question."""
        connection.execute("BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY")

    def begin_writing(self, connection: Connection) -> int | None:
        """Wait for the lock of writers; gives the number of the transaction, to ask what became of it."""
        connection.execute("BEGIN")
        sql = "SELECT pg_current_xact_id()::text, pg_advisory_xact_lock(?)"
        try:
            return int(connection.execute(sql, (lock_of(self.place),)).fetchone()[0])
        except BaseException:
            connection.rollback()
            raise

    def commit(self, connection: Connection, mark: int | None) -> None:
        """Keep what was written; where the connection breaks just then, ask whether it was kept."""
        try:
            connection.execute("COMMIT")
        except psycopg.Error as error:
            if not is_lost(error) or mark is None or self._became(mark) != "committed":
                raise explain(self.place, error) from None

    def _became(self, mark: int) -> str | None:
        deadline = time.monotonic() + AGAIN_SECONDS
        while True:
            with suppress(psycopg.Error):
                connection = connect_again(self.place, writing=False, wait_seconds=self._wait_seconds)
                try:
                    row = connection.execute("SELECT pg_xact_status(CAST(? AS xid8))", (str(mark),)).fetchone()
                finally:
                    connection.close()
                if row is None or row[0] != "in progress":
                    return None if row is None else str(row[0])
            if time.monotonic() > deadline:
                raise LedgerLost(f"{self.place}: the connection to the database broke, and it does not answer again")
            time.sleep(0.2)

    def erase(self, connection: Connection) -> None:
        """Rewrite the tables of the ledger, so that what was taken out is in none of their pages."""
        tables = connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = ?", (self.place.schema,))
        for (table,) in tables.fetchall():
            connection.execute(f'VACUUM (FULL, ANALYZE) "{table}"')

    def keep_words(self, connection: Connection, search: str, rows: Sequence[tuple[int, Sequence[str]]]) -> None:
        """Keep the words of rows, each text apart, long ones in parts."""
        connection.executemany(
            f"INSERT INTO {search} (owner, part, words) VALUES (?, ?, to_tsvector('word_search', ?))",
            [(owner, *part) for owner, texts in rows for part in enumerate(_cut(texts))],
        )

    def settle_words(self, connection: Connection) -> None:
        """Nothing: no words wait."""

    def settle_numbers(self, connection: Connection) -> None:
        """Set the counters of all tables behind their last rows, and let the planner know what is there."""
        numbered = (
            "SELECT table_name, column_name FROM information_schema.columns "
            "WHERE table_schema = ? AND is_identity = 'YES' ORDER BY 1"
        )
        for table, column in connection.execute(numbered, (self.place.schema,)).fetchall():
            connection.execute(
                f'SELECT setval(pg_get_serial_sequence(?, ?), coalesce(max("{column}"), 0) + 1, false) FROM "{table}"',
                (f'"{self.place.schema}"."{table}"', column),
            )
        tables = connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = ?", (self.place.schema,))
        for (table,) in tables.fetchall():
            connection.execute(f'ANALYZE "{table}"')

    def count_indexed(self, search: str) -> str:
        """Count the rows that have words."""
        return f"SELECT count(DISTINCT owner) FROM {search}"

    def is_indexed(self, search: str) -> str:
        """Find a row among those that have words."""
        return f"SELECT 1 FROM {search} WHERE owner = ? LIMIT 1"

    def find_damage(self, connection: Connection) -> Iterator[tuple[str, str, str]]:
        """Look for rows that point nowhere, and for indexes that PostgreSQL itself holds for unusable."""
        bad = (
            "SELECT c.relname FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid "
            "JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = ? AND NOT i.indisvalid ORDER BY 1"
        )
        for (name,) in connection.execute(bad, (self.place.schema,)).fetchall():
            yield "file", name, "is an index that was not made to its end; REINDEX makes it anew"
        for name, table, column, parent, key in connection.execute(_REFERENCES, (self.place.schema,)).fetchall():
            lost = (
                f'SELECT count(*) FROM "{table}" x WHERE x."{column}" IS NOT NULL '
                f'AND NOT EXISTS (SELECT 1 FROM "{parent}" y WHERE y."{key}" = x."{column}")'
            )
            (number,) = connection.execute(lost).fetchone()
            if number:
                yield "reference", f"{table} {name}", f"{number} rows point to rows of {parent} that are not there"

    def find_hits(self, connection: Connection, terms: Sequence[str], articles: Sequence[int]) -> Iterator[Hits]:
        """Find the words of each term where they stand together, by their stems."""
        sql = (
            "SELECT id, text FROM articles WHERE id IN (SELECT rowid FROM article_search WHERE article_search MATCH ?) "
            f"AND id IN ({', '.join(str(number) for number in articles)})"
        )
        query = " ".join(f'"{term}"' for term in terms)
        found = connection.execute(sql, (query,)).fetchall()
        texts = {number: list(find_tokens(text)) for number, text in found}
        words = {word for tokens in texts.values() for _, _, word in tokens}
        words.update(word for term in terms for word in term.split())
        stems = dict(
            connection.execute(
                "SELECT w.word, coalesce((ts_lexize('word_stems', w.word))[1], w.word) "
                "FROM unnest(CAST(? AS text[])) AS w (word)",
                (sorted(words),),
            ).fetchall()
        )
        wanted = [[stems[word] for word in term.split()] for term in terms]
        for number, text in found:
            tokens = [(start, end, stems[word]) for start, end, word in texts[number]]
            yield Hits(number, text, _find_together(tokens, wanted))

    def mark(self, connection: Connection | None) -> Hashable:
        """The last steps of the histories."""
        return None if connection is None else connection.execute(_CHANGES).fetchone()


_REFERENCES = (
    "SELECT k.conname, t.relname, a.attname, p.relname, b.attname FROM pg_constraint k "
    "JOIN pg_class t ON t.oid = k.conrelid JOIN pg_class p ON p.oid = k.confrelid "
    "JOIN pg_namespace n ON n.oid = t.relnamespace "
    "JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = k.conkey[1] "
    "JOIN pg_attribute b ON b.attrelid = p.oid AND b.attnum = k.confkey[1] "
    "WHERE k.contype = 'f' AND n.nspname = ? ORDER BY t.relname, k.conname"
)


def _cut(texts: Sequence[str]) -> Iterator[str]:
    for text in texts:
        words = fold_words(text).split()
        for start in range(0, max(1, len(words) - _OVERLAP), _PART_WORDS - _OVERLAP):
            yield " ".join(words[start : start + _PART_WORDS])


def _find_together(tokens: Sequence[tuple[int, int, str]], terms: Sequence[Sequence[str]]) -> Spans:
    """Give where the stems of a term follow each other; what overlaps is one place."""
    places: list[tuple[int, int]] = []
    stems = [stem for _, _, stem in tokens]
    for term in terms:
        length = len(term)
        places += [
            (first, first + length - 1)
            for first, stem in enumerate(stems)
            if stem == term[0] and stems[first : first + length] == list(term)
        ]
    joined: list[tuple[int, int]] = []
    for first, last in sorted(places):
        if joined and first <= joined[-1][1]:
            joined[-1] = joined[-1][0], max(last, joined[-1][1])
        else:
            joined.append((first, last))
    return tuple(Span(tokens[first][0], tokens[last][1]) for first, last in joined)
