"""What a kind of store must be able to do so that a ledger can be in it: a file, or a database."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from contextlib import AbstractContextManager
from typing import NamedTuple, Protocol

from dateline.ledger.address import Address, Place
from dateline.ledger.connection import Connection
from dateline.model.article import Spans
from dateline.model.errors import LedgerError


class Hits(NamedTuple):
    """Where the words of a search stand in the text of an article."""

    article: int
    text: str
    spans: Spans


class Backend(Protocol):
    """One ledger's store. Connections are opened by it and given to it again."""

    @property
    def place(self) -> Place:
        """Where the ledger is."""

    def exists(self) -> bool:
        """Tell whether there is a ledger, good or not."""

    def open_reader(self, *, again: bool = False) -> Connection:
        """Open a connection that cannot write; `again`: after one broke, waiting for the store to come back."""

    def open_writer(self, *, again: bool = False) -> Connection:
        """Open a connection that writes, and make or bring up to date the ledger."""

    def is_broken(self, connection: Connection) -> bool:
        """Tell a connection over which nothing can be asked any more."""

    def errors(self) -> AbstractContextManager[None]:
        """Turn what the store raises into LedgerError."""

    def begin_reading(self, connection: Connection) -> None:
        """Let all questions from now on see the ledger as it stands now."""

    def begin_writing(self, connection: Connection) -> int | None:
        """Begin to write, alone; gives a mark of this piece of work."""

    def commit(self, connection: Connection, mark: int | None) -> None:
        """Keep what was written; raises LedgerLost only where it was not kept."""

    def erase(self, connection: Connection) -> None:
        """Overwrite what was taken out of the ledger."""

    def keep_words(self, connection: Connection, search: str, rows: Sequence[tuple[int, Sequence[str]]]) -> None:
        """Keep the words of rows (number, texts) for searching, at the latest when what was written is kept."""

    def settle_words(self, connection: Connection) -> None:
        """Keep the words that still wait: before a row is taken out again."""

    def settle_numbers(self, connection: Connection) -> None:
        """Let new rows be numbered on from those that were written with their numbers."""

    def count_indexed(self, search: str) -> str:
        """Give the SQL that counts the rows whose words are kept."""

    def is_indexed(self, search: str) -> str:
        """Give the SQL that finds the row of a number among those whose words are kept."""

    def find_damage(self, connection: Connection) -> Iterator[tuple[str, str, str]]:
        """Yield what is wrong with the store itself: kind of fault, where, message."""

    def find_hits(self, connection: Connection, terms: Sequence[str], articles: Sequence[int]) -> Iterator[Hits]:
        """Yield where the terms of a search stand in the texts of these articles that fit it."""

    def mark(self, connection: Connection | None) -> Hashable:
        """Give what changes with every change of the ledger, cheaply."""


def choose_backend(place: Place, busy_seconds: float | None) -> Backend:
    """Give the store of a ledger; that of a database is loaded only where one is used."""
    if isinstance(place, Address):
        try:
            from dateline.ledger.postgres.backend import PostgresBackend
        except ImportError as error:
            wanted = '`pip install "dateline[postgres]"` brings it'
            raise LedgerError(f"{place} cannot be opened: psycopg is not installed; {wanted}") from error
        return PostgresBackend(place, busy_seconds)
    from dateline.ledger.files import FileBackend

    return FileBackend(place, busy_seconds)
