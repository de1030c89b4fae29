"""Opening a ledger file for reading or writing, and every way in which that fails, said in words."""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from dateline.ledger.schema import APPLICATION_ID, SCHEMA_VERSION, migrate
from dateline.model.errors import ConfigError, LedgerError

BUSY_SECONDS = 30.0
"""How long a writer waits for another writer."""
_HELD_KB = 48_000
"""So much of a file is held in memory by a writer, at most."""
_LOG_PAGES = 6_000
"""So many pages, of 4 kB, the write-ahead log may have before it is written into the file."""
_OLDEST_SQLITE = (3, 37, 0)
_WORDS: dict[int, str] = {
    sqlite3.SQLITE_BUSY: "is locked by another program that is writing to it; try again when that has finished",
    sqlite3.SQLITE_LOCKED: "is locked by another program that is writing to it; try again when that has finished",
    sqlite3.SQLITE_READONLY: "cannot be written: the file, its folder or the disk is read-only",
    sqlite3.SQLITE_CANTOPEN: "cannot be opened; the file and its folder must be readable (to add: writable)",
    sqlite3.SQLITE_PERM: "cannot be opened: no permission",
    sqlite3.SQLITE_FULL: "cannot be written: the disk is full; what was kept before is unharmed",
    sqlite3.SQLITE_IOERR: "cannot be read or written: the disk reports an error",
    sqlite3.SQLITE_CORRUPT: "is damaged; restore it from a copy, or add the articles to a new ledger",
    sqlite3.SQLITE_NOTADB: "is not a dateline ledger; it is no SQLite file",
}


@contextmanager
def ledger_errors(path: Path) -> Iterator[None]:
    """Turn what SQLite raises into a LedgerError that names the file and what is wrong with it."""
    try:
        yield
    except sqlite3.Error as error:
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF
        raise LedgerError(f"{path} {_WORDS.get(code, f'cannot be used: {error}')}") from error


def open_writer(path: Path, busy_seconds: float = BUSY_SECONDS) -> sqlite3.Connection:
    """Open a ledger to add to it; a missing or empty file becomes a new one, an older one is brought up to date."""
    _check_sqlite()
    _check_path(path)
    if not path.exists() and not path.parent.is_dir():
        raise LedgerError(f"{path} cannot be made: there is no folder {path.parent}")
    with ledger_errors(path):
        connection = sqlite3.connect(path, timeout=busy_seconds, isolation_level=None)
        try:
            version = _check_version(connection, path, writing=True)
            _configure(connection, busy_seconds)
            if version < SCHEMA_VERSION:
                _bring_up_to_date(connection, path)
            # Tells a read-only file or disk at once, not at the first article.
            connection.execute("BEGIN IMMEDIATE")
            connection.execute("ROLLBACK")
        except BaseException:
            connection.close()
            raise
    return connection


def open_reader(path: Path, busy_seconds: float = BUSY_SECONDS) -> sqlite3.Connection:
    """Open a ledger for reading only, also while another program adds to it, and from a read-only disk."""
    _check_sqlite()
    _check_path(path)
    if not path.exists():
        raise LedgerError(f"there is no ledger {path}; `dateline add {path} INPUT` makes one")
    with ledger_errors(path):
        connection = _connect_for_reading(path, busy_seconds)
        try:
            connection.execute("PRAGMA query_only = ON")
            version = _check_version(connection, path, writing=False)
            if version < SCHEMA_VERSION:
                raise LedgerError(
                    f"{path} was made by an older dateline (schema {version}, now {SCHEMA_VERSION}); "
                    f"`dateline add {path}` with any input brings it up to date"
                )
        except BaseException:
            connection.close()
            raise
    return connection


def _connect_for_reading(path: Path, busy_seconds: float) -> sqlite3.Connection:
    address = path.absolute().as_uri() + "?mode=ro"
    connection = sqlite3.connect(address, uri=True, timeout=busy_seconds, isolation_level=None)
    try:
        connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    except sqlite3.OperationalError as error:
        connection.close()
        unshared = error.sqlite_errorcode & 0xFF in (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY)
        # A write-ahead log needs a file beside the ledger; where none can be made, nobody can be writing either.
        if not unshared or _may_write(path.parent) or Path(f"{path}-wal").exists():
            raise
        connection = sqlite3.connect(address + "&immutable=1", uri=True, isolation_level=None)
    return connection


def _may_write(folder: Path) -> bool:
    return os.access(folder, os.W_OK, effective_ids=os.access in os.supports_effective_ids)


def _check_sqlite() -> None:
    if sqlite3.sqlite_version_info < _OLDEST_SQLITE:
        needed = ".".join(str(part) for part in _OLDEST_SQLITE)
        raise ConfigError(f"Python's SQLite is {sqlite3.sqlite_version}; a ledger needs {needed} or newer")


def _check_path(path: Path) -> None:
    if path.is_dir():
        raise LedgerError(f"{path} is a folder; a ledger is one file, such as {path / 'situation.db'}")
    if "\x00" in str(path):
        raise LedgerError("the name of a ledger cannot hold a NUL character")


def _check_version(connection: sqlite3.Connection, path: Path, *, writing: bool) -> int:
    """Tell the schema version of a file that is a ledger, or 0 of one that may become one."""
    mark = connection.execute("PRAGMA application_id").fetchone()[0]
    version = int(connection.execute("PRAGMA user_version").fetchone()[0])
    if mark != APPLICATION_ID:
        tables = connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]
        if tables or mark or version:
            raise LedgerError(f"{path} is not a dateline ledger; it is a SQLite file of another program")
        if not writing:
            raise LedgerError(f"{path} is empty, not a ledger; `dateline add {path} INPUT` makes it one")
        return 0
    if version > SCHEMA_VERSION:
        raise LedgerError(
            f"{path} was made by a newer dateline (schema {version}); this one knows schema {SCHEMA_VERSION}: "
            "install a newer version"
        )
    return version


def _configure(connection: sqlite3.Connection, busy_seconds: float) -> None:
    deadline = time.monotonic() + busy_seconds
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            break
        except sqlite3.OperationalError as error:
            # Two programs that make one new ledger at the same moment: SQLite does not wait here by itself.
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > deadline:
                raise
            time.sleep(0.05)
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute("PRAGMA foreign_keys = ON")
    # Rows of an article go to many places of a large file: what was touched is kept at hand, and written back seldom.
    connection.execute(f"PRAGMA cache_size = -{_HELD_KB}")
    connection.execute(f"PRAGMA wal_autocheckpoint = {_LOG_PAGES}")


def _bring_up_to_date(connection: sqlite3.Connection, path: Path) -> None:
    connection.execute("BEGIN IMMEDIATE")
    try:
        # Another program may have done it while this one waited.
        migrate(connection, _check_version(connection, path, writing=True))
        connection.execute("COMMIT")
    except BaseException:
        connection.rollback()
        raise
