"""A connection to PostgreSQL that takes the ledger's SQL, and what goes wrong on it as the ledger knows it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from decimal import Decimal
from typing import Any

import psycopg
from psycopg import errors
from psycopg.adapt import Dumper, Loader
from psycopg.pq import TransactionStatus

from dateline.ledger.address import Address
from dateline.ledger.connection import LedgerLost, Unkeepable, Values
from dateline.ledger.postgres.dialect import translate
from dateline.model.errors import LedgerError

_WORDS: dict[type[psycopg.Error], str] = {
    errors.LockNotAvailable: "is locked by another program that is writing to it; try again when that has finished",
    errors.ReadOnlySqlTransaction: "cannot be written: the database, or this connection to it, is read-only",
    errors.InsufficientPrivilege: "cannot be used: the user has no right to it; its owner can GRANT one",
    errors.DiskFull: "cannot be written: the disk of the server is full; what was kept before is unharmed",
    errors.UndefinedTable: "is damaged: a table of the ledger is missing; restore it from a copy",
    errors.UndefinedColumn: "is damaged: a column of the ledger is missing; restore it from a copy",
    errors.DataCorrupted: "is damaged; restore it from a copy, or add the articles to a new ledger",
    errors.IndexCorrupted: "is damaged: REINDEX the database, or restore it from a copy",
    errors.QueryCanceled: "was asked for longer than the server allows (statement_timeout)",
}
_LOST = (errors.AdminShutdown, errors.CrashShutdown, errors.CannotConnectNow, errors.IdleInTransactionSessionTimeout)


@contextmanager
def postgres_errors(address: Address) -> Iterator[None]:
    """Turn what psycopg raises into a LedgerError that names the ledger and what is wrong with it."""
    try:
        yield
    except psycopg.Error as error:
        raise explain(address, error) from None


def explain(address: Address, error: psycopg.Error) -> LedgerError:
    """Say in words what went wrong on a connection."""
    for kind, words in _WORDS.items():
        if isinstance(error, kind):
            return LedgerError(f"{address} {words}")
    told = first_line(address, error)
    if is_lost(error):
        return LedgerLost(
            f"{address}: the connection to the database broke ({told}); what was kept before is unharmed, and the "
            "same command goes on from there"
        )
    return LedgerError(f"{address} cannot be used: {told}")


def is_lost(error: psycopg.Error) -> bool:
    """Tell a connection that broke from a question that failed."""
    return isinstance(error, _LOST) or (
        isinstance(error, psycopg.OperationalError | psycopg.InterfaceError) and error.sqlstate is None
    )


def first_line(address: Address, error: psycopg.Error) -> str:
    """Give the server's own words in short, without any secret."""
    words = error.diag.message_primary or str(error).strip() or type(error).__name__
    return address.conceal(re.sub(r"\s+", " ", words.splitlines()[0])).strip()


class PostgresConnection:
    """A connection with the shape of sqlite3's; outside a transaction each question stands alone."""

    def __init__(self, connection: psycopg.Connection[tuple[Any, ...]]) -> None:
        self.raw = connection
        _adapt(connection)

    @property
    def in_transaction(self) -> bool:
        """Whether something was begun that is not yet kept or undone."""
        return not self.is_broken and self.raw.info.transaction_status != TransactionStatus.IDLE

    @property
    def is_broken(self) -> bool:
        """Whether nothing can be asked any more."""
        return self.raw.closed or self.raw.broken

    def execute(self, sql: str, values: Values = (), /) -> psycopg.Cursor[tuple[Any, ...]]:
        """Ask or tell one thing."""
        text = translate(sql)
        if "?1" in sql and not isinstance(values, Mapping):
            values = {f"p{number}": value for number, value in enumerate(values, 1)}
        with _unkeepable():
            return self.raw.execute(text.encode(), values)

    def executemany(self, sql: str, rows: Iterable[Sequence[Any]], /) -> None:
        """Tell the same of many rows, without waiting for each."""
        with _unkeepable(), self.raw.cursor() as cursor:
            cursor.executemany(translate(sql).encode(), rows)

    def rollback(self) -> None:
        """Undo what was begun; nothing where the connection broke, since the server has done it."""
        if self.in_transaction:
            self.raw.rollback()

    def close(self) -> None:
        """Let go of the database."""
        self.raw.close()

    def __del__(self) -> None:
        # A thread of the server that ends lets go of its connection.
        self.raw.close()


@contextmanager
def _unkeepable() -> Iterator[None]:
    try:
        yield
    except (psycopg.DataError, psycopg.IntegrityError) as error:
        raise Unkeepable(str(error).splitlines()[0]) from error


class _NumberLoader(Loader):
    """Numbers of any size as SQLite gives them: whole ones as int, others as float."""

    def load(self, data: Any) -> int | float:
        text = bytes(data)
        return float(text) if b"." in text else int(text)


class _FloatDumper(Dumper):
    """A float keeps its point, so that 3.0 does not come back as 3 where both kinds may stand."""

    oid = 1700

    def dump(self, obj: float) -> bytes:
        text = format(Decimal(repr(obj)), "f")
        return (text if "." in text else f"{text}.0").encode()


def _adapt(connection: psycopg.Connection[tuple[Any, ...]]) -> None:
    connection.adapters.register_loader("numeric", _NumberLoader)
    connection.adapters.register_dumper(float, _FloatDumper)
