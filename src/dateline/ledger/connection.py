"""What the ledger asks of a connection, whichever database it leads to; SQL is written in SQLite's dialect."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Protocol

from dateline.model.errors import LedgerError

Values = Sequence[Any] | Mapping[str, Any]


class Unkeepable(Exception):
    """A value that the database cannot hold."""


class LedgerLost(LedgerError):
    """The connection to the database broke: nothing of what was under way was kept, and it may be tried again."""


class Cursor(Protocol):
    """The rows that a question gave."""

    @property
    def rowcount(self) -> int:
        """How many rows were changed."""

    def fetchone(self) -> Any:
        """Give the next row, None after the last."""

    def fetchall(self) -> list[Any]:
        """Give all rows that are left."""

    def __iter__(self) -> Iterator[Any]: ...


class Connection(Protocol):
    """A connection to a ledger; that of sqlite3 is one."""

    @property
    def in_transaction(self) -> bool:
        """Whether something was begun that is not yet kept or undone."""

    def execute(self, sql: str, values: Values = ..., /) -> Cursor:
        """Ask or tell one thing."""

    def executemany(self, sql: str, rows: Iterable[Sequence[Any]], /) -> object:
        """Tell the same of many rows."""

    def rollback(self) -> None:
        """Undo what was begun."""

    def close(self) -> None:
        """Let go of the database."""
