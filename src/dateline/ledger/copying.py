"""A whole ledger is copied into an empty one, file or database: every row as it is, with its number."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from functools import cache
from typing import Any

from dateline.ledger.connection import Connection
from dateline.ledger.schema import migrate
from dateline.ledger.store import Store
from dateline.model.errors import LedgerError

_BATCH = 500
_SEARCHED = {
    "articles": ("article_search", ("title", "text")),
    "statements": ("statement_search", ("content",)),
    "events": ("event_search", ("sentence",)),
}
Tell = Callable[[int, int], None]
"""Told how many rows of how many are copied."""


@dataclass(frozen=True, slots=True)
class _Table:
    name: str
    columns: tuple[str, ...]
    key: tuple[str, ...]
    """The columns that tell a row from all others."""


@cache
def _tables() -> tuple[_Table, ...]:
    """Give the tables of a ledger, those that others point to first; read off the schema, so that none is forgotten."""
    found = []
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        migrate(connection, 0)
        names = connection.execute(
            "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE '%\\_search%' ESCAPE '\\' "
            "AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY rowid"
        ).fetchall()
        for (name,) in names:
            columns = connection.execute(f"PRAGMA table_info({name})").fetchall()
            key = sorted((column[5], column[1]) for column in columns if column[5])
            found.append(_Table(name, tuple(column[1] for column in columns), tuple(each for _, each in key)))
    return tuple(found)


def copy_ledger(source: Store, target: Store, tell: Tell | None = None) -> int:
    """Copy everything: articles, records, decisions, histories, runs, withdrawals; gives the number of articles.

    What comes is all of one moment, and is kept whole or not at all. Raises LedgerError for a source that is none, and
    for a target in which anything is kept.
    """
    source.open_for_reading()
    with source.snapshot(), target.transaction() as writer:
        for table in _tables():
            if writer.execute(f"SELECT 1 FROM {table.name} LIMIT 1").fetchone() is not None:
                raise LedgerError(f"{target.path} is not empty; copy into a new ledger, nothing was changed")
        counts = {table.name: source.query(f"SELECT count(*) FROM {table.name}")[0][0] for table in _tables()}
        done, total = 0, sum(counts.values())
        for table in _tables():
            for rows in _read(source, table):
                _write(target, writer, table, rows)
                done += len(rows)
                if tell is not None:
                    tell(done, total)
        target.settle_numbers(writer)
    return int(counts["articles"])


def _read(source: Store, table: _Table) -> Iterator[list[tuple[Any, ...]]]:
    names = ", ".join(f'"{column}"' for column in table.columns)
    key = ", ".join(table.key)
    places = [table.columns.index(column) for column in table.key]
    rows = source.query(f"SELECT {names} FROM {table.name} ORDER BY {key} LIMIT {_BATCH}")
    after = f"({key}) > ({', '.join('?' * len(table.key))})"
    while rows:
        yield rows
        last = tuple(rows[-1][place] for place in places)
        rows = source.query(f"SELECT {names} FROM {table.name} WHERE {after} ORDER BY {key} LIMIT {_BATCH}", last)


def _write(target: Store, writer: Connection, table: _Table, rows: list[tuple[Any, ...]]) -> None:
    names = ", ".join(f'"{column}"' for column in table.columns)
    writer.executemany(f"INSERT INTO {table.name} ({names}) VALUES ({', '.join('?' * len(table.columns))})", rows)
    if table.name in _SEARCHED:
        search, searched = _SEARCHED[table.name]
        number, places = table.columns.index("id"), [table.columns.index(name) for name in searched]
        target.keep_words(writer, search, [(row[number], [row[place] or "" for place in places]) for row in rows])
