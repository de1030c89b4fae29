"""The connections to a ledger: questions, pieces of work that are kept whole or not at all, and what breaks them."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Sequence
from contextlib import contextmanager
from functools import wraps
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import Any, Concatenate, ParamSpec, Self, TypeVar, cast

from dateline.ledger.address import Address, Place, find_place
from dateline.ledger.backend import Hits, choose_backend
from dateline.ledger.connection import Connection, LedgerLost

Given = TypeVar("Given")
Asked = ParamSpec("Asked")
_ATTEMPTS = 12
"""How often a piece of work is begun whose connection breaks each time; before each the server is waited for."""


class Connected:
    """The connections to one ledger: one that reads and cannot write, one that writes, opened when first needed."""

    def __init__(self, path: str | Path | Address, *, busy_seconds: float | None = None) -> None:
        self.path: Place = find_place(path)
        self._backend = choose_backend(self.path, busy_seconds)
        self._reader: Connection | None = None
        self._writer: Connection | None = None
        self._depth = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the ledger; the last to do so leaves a file with nothing beside it."""
        for connection in (self._reader, self._writer):
            if connection is not None:
                with self._backend.errors():
                    connection.close()
        self._reader = self._writer = None

    # Reading

    def exists(self) -> bool:
        """Tell whether there is a ledger, good or not; raises LedgerError where that cannot be told."""
        return self._backend.exists()

    def open_for_reading(self) -> None:
        """Open the ledger now, so that what is wrong with it is told now."""
        if self._reader is None or self._backend.is_broken(self._reader):
            self._reader = self._backend.open_reader(again=self._reader is not None)

    def query(self, sql: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """Ask the ledger as it stands."""
        return self._read(lambda reader: reader.execute(sql, values).fetchall())

    def stream(self, sql: str, some: int) -> Iterator[list[tuple[Any, ...]]]:
        """Ask the ledger and give so many rows at a time, within a `snapshot`."""
        with self._backend.errors():
            rows = iter(self.reader.execute(sql))
            while chunk := list(islice(rows, some)):
                yield chunk

    def _read(self, ask: Callable[[Connection], Given]) -> Given:
        """Ask once more where the connection broke, unless all questions were to see one moment."""
        within = self._sees_one_moment()
        try:
            with self._backend.errors():
                return ask(self.reader)
        except LedgerLost:
            if within:
                raise
        with self._backend.errors():
            return ask(self.reader)

    def find_hits(self, terms: Sequence[str], articles: Sequence[int]) -> list[Hits]:
        """Give where the terms of a search stand in the texts of those of these articles that fit it."""
        return self._read(lambda reader: list(self._backend.find_hits(reader, terms, articles)))

    def find_damage(self) -> list[tuple[str, str, str]]:
        """Give what is wrong with the file or database itself: kind of fault, where, message."""
        return self._read(lambda reader: list(self._backend.find_damage(reader)))

    def count_indexed(self, search: str) -> int:
        """Count the rows whose words are kept for a search (article_search, statement_search, event_search)."""
        return int(self.query(self._backend.count_indexed(search))[0][0])

    def is_indexed(self, search: str, row: int) -> bool:
        """Tell whether the words of a row are kept for a search."""
        return bool(self.query(self._backend.is_indexed(search), (row,)))

    def keep_words(self, writer: Connection, search: str, rows: Sequence[tuple[int, Sequence[str]]]) -> None:
        """Keep the words of rows that were written as they are (number, texts), as part of the work under way."""
        self._backend.keep_words(writer, search, rows)

    def settle_numbers(self, writer: Connection) -> None:
        """Let new rows be numbered on from those that were written as they are."""
        self._backend.settle_numbers(writer)

    def mark(self) -> Hashable:
        """Give what changes with every change of what the ledger says, cheaply."""
        if not isinstance(self.path, Address):
            return self._backend.mark(None)
        return self._read(self._backend.mark)

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """Let all questions within see the ledger as it stands now, whatever others add meanwhile."""
        if self._sees_one_moment():
            yield
            return
        self._read(self._backend.begin_reading)
        try:
            yield
        finally:
            if self._sees_one_moment():
                with self._backend.errors():
                    self.reader.execute("COMMIT")

    def _sees_one_moment(self) -> bool:
        return self._reader is not None and self._reader.in_transaction

    # Writing

    def open_for_writing(self) -> None:
        """Open the ledger to add to it, made when it is missing, so that what is wrong with it is told now."""
        if self._writer is None or self._backend.is_broken(self._writer):
            self._writer = self._backend.open_writer(again=self._writer is not None)

    @property
    def reader(self) -> Connection:
        """The connection that reads and cannot write."""
        self.open_for_reading()
        assert self._reader is not None
        return self._reader

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        """Let all that is written within come into the ledger together or not at all."""
        if self._depth:
            assert self._writer is not None
            yield self._writer
            return
        writer, mark = self._begin()
        with self._backend.errors():
            try:
                self._depth += 1
                yield writer
                self._backend.commit(writer, mark)
            except BaseException:
                writer.rollback()
                raise
            finally:
                self._depth -= 1

    def _begin(self) -> tuple[Connection, int | None]:
        """Begin to write; over a new connection where the old one broke meanwhile."""
        for last in (False, True):
            self.open_for_writing()
            assert self._writer is not None
            try:
                with self._backend.errors():
                    return self._writer, self._backend.begin_writing(self._writer)
            except LedgerLost:
                if last:
                    raise
        raise AssertionError("not reached")

    def attempt(self, work: Callable[[Connection], Given]) -> Given:
        """Write what `work` writes, together or not at all; over again where the connection to a database broke.

        Within another piece of work it is a part of that. `work` must not mind being called again.
        """
        if self._depth:
            with self.transaction() as writer:
                return work(writer)
        for tries in range(1, _ATTEMPTS + 1):
            try:
                with self.transaction() as writer:
                    return work(writer)
            except LedgerLost as error:
                if tries == _ATTEMPTS:
                    raise LedgerLost(
                        f"{error} (it broke {tries} times within one piece of work: see that neither the server nor "
                        "what stands before it ends connections that are busy for minutes)"
                    ) from error
        raise AssertionError("not reached")

    def ask_writer(self, ask: Callable[[Connection], Given]) -> Given:
        """Ask over the connection that writes, as part of the work under way if there is any."""
        if self._depth:
            assert self._writer is not None
            return ask(self._writer)
        for tries in range(_ATTEMPTS):
            self.open_for_writing()
            assert self._writer is not None
            try:
                with self._backend.errors():
                    return ask(self._writer)
            except LedgerLost:
                if tries == _ATTEMPTS - 1:
                    raise
        raise AssertionError("not reached")


Its = TypeVar("Its", bound=Connected)


def attempted(method: Callable[Concatenate[Its, Asked], Given]) -> Callable[Concatenate[Its, Asked], Given]:
    """Let a method that writes be one piece of work, tried again as `Connected.attempt` does."""

    @wraps(method)
    def work(its: Its, /, *values: Asked.args, **named: Asked.kwargs) -> Given:
        return its.attempt(lambda _: method(its, *values, **named))

    return cast(Callable[Concatenate[Its, Asked], Given], work)
