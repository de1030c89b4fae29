"""The shape of the ledger file: its mark, its version, and the ordered steps from each version to the next."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

APPLICATION_ID = 0x64746C6E
"""The four letters "dtln" in the header of the file."""
_FOLDER = Path(__file__).parent / "migrations"


@dataclass(frozen=True, slots=True)
class Migration:
    """One step of the schema: the version it leads to, and the file of SQL that leads there."""

    version: int
    file: str

    def statements(self) -> Iterator[str]:
        """Yield the SQL statements of the file, one at a time."""
        statement = ""
        for line in (_FOLDER / self.file).read_text("utf-8").splitlines(keepends=True):
            statement += line
            if sqlite3.complete_statement(statement):
                yield statement
                statement = ""


MIGRATIONS: tuple[Migration, ...] = (
    Migration(1, "0001_articles_and_what_they_say.sql"),
    Migration(2, "0002_versions_and_withdrawals.sql"),
    Migration(3, "0003_totals.sql"),
    Migration(4, "0004_fetched.sql"),
    Migration(5, "0005_merging.sql"),
    Migration(6, "0006_marks.sql"),
    Migration(7, "0007_latest.sql"),
    Migration(8, "0008_orders.sql"),
    Migration(9, "0009_threads.sql"),
    Migration(10, "0010_words_by_the_writer.sql"),
    Migration(11, "0011_names_of_actors.sql"),
    Migration(12, "0012_levels.sql"),
    Migration(13, "0013_runs.sql"),
)
SCHEMA_VERSION = MIGRATIONS[-1].version


def migrate(connection: sqlite3.Connection, version: int) -> None:
    """Bring a ledger of an older version (0: an empty file) to the present one, within the caller's transaction."""
    for migration in MIGRATIONS:
        if migration.version > version:
            for statement in migration.statements():
                connection.execute(statement)
            connection.execute(f"PRAGMA user_version = {migration.version}")
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
