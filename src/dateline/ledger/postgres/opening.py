"""Opening a ledger in a database for reading or writing, and every way in which that fails, said in words."""

from __future__ import annotations

import hashlib
import time
from importlib import resources
from typing import Any

import psycopg
from psycopg import errors

from dateline.ledger.address import Address
from dateline.ledger.connection import LedgerLost
from dateline.ledger.postgres.connection import PostgresConnection, first_line, postgres_errors
from dateline.ledger.postgres.dialect import translate_definition
from dateline.ledger.schema import MIGRATIONS, SCHEMA_VERSION
from dateline.model.errors import LedgerError

_OLDEST = 13
_ANSWER_SECONDS = 15
AGAIN_SECONDS = 60.0
"""How long a server that went away is waited for: one that lost a process restarts, which takes some seconds."""
_PAUSES = (0.1, 0.2, 0.5, 1.0, 2.0)
_AWAY = (
    "starting up",
    "in recovery mode",
    "shutting down",
    "not yet accepting connections",
    "server closed the connection",
    "connection reset",
)
_FAILURES = (
    ("password authentication failed", "refuses the user or the password; {form}"),
    ("no password supplied", "wants a password; {form}, or set PGPASSWORD or ~/.pgpass"),
    ("no pg_hba.conf entry", "lets this user in from nowhere near here (pg_hba.conf); its owner can allow it"),
    ("peer authentication failed", "takes that user only from its own account; write a host: {form}"),
    ("connection refused", "cannot be reached: no server answers there; is it running, are host and port right?"),
    ("no such file or directory", "cannot be reached: no server runs there; {form}"),
    ("could not translate host name", "cannot be reached: the host is not known; {form}"),
    ("failed to resolve host", "cannot be reached: the host is not known; {form}"),
    ("timeout expired", "cannot be reached: no answer within {seconds} seconds; are host and port right?"),
    ("too many", "takes no more connections now; try again, or raise max_connections"),
)
_FORM = "write postgresql://USER:PASSWORD@HOST/DATABASE"


def connect(address: Address, *, writing: bool, wait_seconds: float) -> PostgresConnection:
    """Connect to the server and step into the schema of the ledger; raises LedgerError where that fails."""
    try:
        raw: psycopg.Connection[tuple[Any, ...]] = psycopg.connect(
            address.url, autocommit=True, connect_timeout=_ANSWER_SECONDS, application_name="dateline"
        )
    except psycopg.Error as error:
        raise _explain_failure(address, error) from None
    try:
        with postgres_errors(address):
            if raw.info.server_version < _OLDEST * 10_000:
                raise LedgerError(f"{address} is PostgreSQL {raw.info.server_version // 10_000}; it must be {_OLDEST}+")
            encoding = raw.info.parameter_status("server_encoding")
            if encoding != "UTF8":
                raise LedgerError(f"{address} keeps text as {encoding}; make a database with ENCODING 'UTF8'")
            settings = {
                "client_encoding": "UTF8", "search_path": f'"{address.schema}"', "jit": "off",
                "lock_timeout": f"{int(wait_seconds * 1000)}ms", "extra_float_digits": "1",
                "default_transaction_read_only": "off" if writing else "on",
            }  # fmt: skip
            for name, value in settings.items():
                raw.execute("SELECT set_config(%s, %s, false)", (name, value))
    except BaseException:
        raw.close()
        raise
    return PostgresConnection(raw)


def connect_again(address: Address, *, writing: bool, wait_seconds: float) -> PostgresConnection:
    """Connect after a connection broke, waiting for the server to come back."""
    deadline, tries = time.monotonic() + AGAIN_SECONDS, 0
    while True:
        try:
            return connect(address, writing=writing, wait_seconds=wait_seconds)
        except LedgerLost:
            if time.monotonic() > deadline:
                raise
            time.sleep(_PAUSES[min(tries, len(_PAUSES) - 1)])
            tries += 1


def _explain_failure(address: Address, error: psycopg.Error) -> LedgerError:
    """Say why a server let nobody in. What may pass by itself is a LedgerLost."""
    told = first_line(address, error)
    words = f"{told} {address.conceal(str(error))}".lower()
    if isinstance(error, errors.CannotConnectNow) or any(sign in words for sign in _AWAY):
        return LedgerLost(f"{address} cannot be reached: its server is just starting or stopping; try again")
    if "database" in words and "does not exist" in words:
        name = address.database or "DATABASE"
        return LedgerError(
            f"{address}: there is no database {name!r}; `createdb {name}` (or CREATE DATABASE {name} ENCODING 'UTF8') "
            "makes one, and `dateline add` the ledger in it"
        )
    if "role" in words and "does not exist" in words:
        return LedgerError(f"{address}: the server knows no such user; {_FORM}")
    for sign, explained in _FAILURES:
        if sign in words:
            kind = LedgerLost if "refused" in sign or "no such file" in sign or "too many" in sign else LedgerError
            return kind(f"{address} {explained.format(form=_FORM, seconds=_ANSWER_SECONDS)}")
    return LedgerError(f"{address} cannot be opened: {told}")


def open_writer(address: Address, wait_seconds: float, *, again: bool = False) -> PostgresConnection:
    """Open a ledger to add to it; an empty schema, or none, becomes a new one, an older one is brought up to date."""
    connection = (connect_again if again else connect)(address, writing=True, wait_seconds=wait_seconds)
    for last in (False, False, True):
        try:
            with postgres_errors(address):
                version = _check_version(connection, address, writing=True)
                if version < SCHEMA_VERSION:
                    _bring_up_to_date(connection, address)
                return connection
        except LedgerLost:
            connection.close()
            if last:
                raise
            connection = connect_again(address, writing=True, wait_seconds=wait_seconds)
        except BaseException:
            connection.close()
            raise
    raise AssertionError("not reached")


def open_reader(address: Address, wait_seconds: float, *, again: bool = False) -> PostgresConnection:
    """Open a ledger for reading only, also while other programs add to it."""
    connection = (connect_again if again else connect)(address, writing=False, wait_seconds=wait_seconds)
    try:
        with postgres_errors(address):
            version = _check_version(connection, address, writing=False)
            if version < SCHEMA_VERSION:
                raise LedgerError(
                    f"{address} was made by an older dateline (schema {version}, now {SCHEMA_VERSION}); "
                    f"`dateline add {address}` with any input brings it up to date"
                )
    except BaseException:
        connection.close()
        raise
    return connection


def lock_of(address: Address) -> int:
    """Give the number of the lock that whoever writes to this ledger holds; one for each schema of a database."""
    digest = hashlib.sha256(f"dateline ledger {address.schema}".encode()).digest()
    return int.from_bytes(digest[:8], "big", signed=True)


def _check_version(connection: PostgresConnection, address: Address, *, writing: bool) -> int:
    """Tell the schema version of a ledger, or 0 of a schema that may become one."""
    tables = {
        str(row[0])
        for row in connection.raw.execute(
            "SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace "
            "WHERE n.nspname = %s AND c.relkind IN ('r', 'p', 'v', 'm', 'f')",
            (address.schema,),
        )
    }
    if not tables:
        if not writing:
            raise LedgerError(f"there is no ledger {address}; `dateline add {address} INPUT` makes one")
        return 0
    if "dateline_schema" not in tables:
        raise LedgerError(
            f"{address} is not a dateline ledger; its schema {address.schema} is another program's: "
            "choose one of its own, as in ?schema=news"
        )
    (version,) = connection.raw.execute("SELECT coalesce(max(version), 0) FROM dateline_schema").fetchone() or (0,)
    if version > SCHEMA_VERSION:
        raise LedgerError(
            f"{address} was made by a newer dateline (schema {version}); this one knows schema {SCHEMA_VERSION}: "
            "install a newer version"
        )
    return int(version)


def _bring_up_to_date(connection: PostgresConnection, address: Address) -> None:
    raw = connection.raw
    try:
        with raw.transaction():
            raw.execute("SELECT pg_advisory_xact_lock(%s)", (lock_of(address),))
            # Another program may have done it while this one waited.
            version = _check_version(connection, address, writing=True)
            if version == 0:
                raw.execute(f'CREATE SCHEMA IF NOT EXISTS "{address.schema}"'.encode())
                raw.execute("CREATE TABLE IF NOT EXISTS dateline_schema (version BIGINT PRIMARY KEY)")
                raw.execute(_read("search.sql").encode())
            raw.execute(_read("functions.sql").encode())
            for migration in MIGRATIONS:
                if migration.version > version:
                    for statement in migration.statements():
                        for translated in translate_definition(statement):
                            raw.execute(translated.encode())
                    raw.execute("INSERT INTO dateline_schema VALUES (%s)", (migration.version,))
    except errors.InsufficientPrivilege:
        raise LedgerError(
            f"{address} cannot be made: the user may not make a schema {address.schema} there; the owner of the "
            f"database can: CREATE SCHEMA {address.schema} AUTHORIZATION the user"
        ) from None


def _read(name: str) -> str:
    return resources.files("dateline.ledger.postgres").joinpath(name).read_text("utf-8")
