"""A PostgreSQL server for the tests of a shared ledger, started once; without one they are skipped with the reason."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from bench.postgres import NoServer, Server, run_server


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    try:
        running = run_server()
        started = running.__enter__()
    except NoServer as error:
        pytest.skip(f"no PostgreSQL can be started: {error}")
    try:
        yield started
    finally:
        running.__exit__(None, None, None)


@pytest.fixture
def address(server: Server) -> str:
    """The address of a new database."""
    return server.make_database()
