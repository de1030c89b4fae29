"""What reads side by side, whatever it is, processes here or workers of a cluster: chunks go in, records come out."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from types import TracebackType
from typing import Self

from dateline.ingest.chunks import Chunk, ReadArticle
from dateline.merging.jobs import do_job
from dateline.sources import Found

IsKept = Callable[[Found], bool]
"""Tells whether an article, as it was offered, is in the ledger."""


@dataclass(frozen=True, slots=True)
class Cluster:
    """A cluster that reads."""

    address: str
    """Of its scheduler: `tcp://HOST:8786`."""
    work: str
    """The folder, or fsspec address, that all workers and the writer see: what was read waits there as Parquet."""
    keep: bool = False
    """Leave the Parquet where it is once it is in the ledger."""


@dataclass(frozen=True, slots=True)
class Readers:
    """What reads: which model (None: the shipped one), and how many processes side by side, or which cluster."""

    model: str | None = None
    workers: int = 1
    cluster: Cluster | None = None


class Pool(ABC):
    """What reads; used from one thread, which gives chunks and takes what was read, in no fixed order.

    Nothing that was given is lost: each article comes back, once, with its record or with the reason why there is none.
    A reader that dies is replaced, or another takes its chunk; an article that kills its readers again and again is
    given back as one that cannot be read. Whoever takes asks for the next only when what it got is in the ledger.
    Raises ConfigError and LexiconError for what is wrong with the program itself, ClusterError with the cluster.
    """

    def __init__(self) -> None:
        self._waiting = 0
        """Chunks that were given and not yet taken."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def give(self, chunk: Chunk) -> None:
        """Give a chunk to be read."""
        self._waiting += 1
        self._give(tuple(chunk.articles))

    def take(self) -> Iterator[list[ReadArticle]]:
        """Yield what has been read; waits only while there is no room for another chunk."""
        while self._waiting and (done := self._next(wait=self._waiting >= self._most())) is not None:
            yield from self._hand_over(done)

    def take_rest(self) -> Iterator[list[ReadArticle]]:
        """Yield all that is still to be read, waiting for it."""
        while self._waiting and (done := self._next(wait=True)) is not None:
            yield from self._hand_over(done)

    def take_ready(self) -> Iterator[list[ReadArticle]]:
        """Yield what has been read by now, waiting for nothing."""
        while self._waiting and (done := self._next(wait=False)) is not None:
            yield from self._hand_over(done)

    def _hand_over(self, done: list[ReadArticle]) -> Iterator[list[ReadArticle]]:
        self._waiting -= 1
        yield done
        self._settle(done)

    def _settle(self, done: list[ReadArticle]) -> None:
        """What was taken is in the ledger now."""
        return

    def finish(self, is_kept: IsKept) -> None:
        """All that was given is in the ledger: clear away what earlier runs left behind and is there too."""
        return

    def help(self, job: str, orders: Iterable[bytes]) -> Iterator[bytes]:
        """Let the readers help with merging: give what a job makes of each order, in their order.

        The first orders are on their way when this returns. What no reader does is done here.
        """
        waiting: deque[tuple[bytes, Callable[[], bytes | None]]] = deque()
        coming = iter(orders)

        def send() -> None:
            while len(waiting) < self._most() and (order := next(coming, None)) is not None:
                waiting.append((order, self._send(job, order)))

        def take() -> Iterator[bytes]:
            while waiting:
                order, hear = waiting.popleft()
                answer = hear()
                send()
                yield do_job(job, order) if answer is None else answer

        send()
        return take()

    @abstractmethod
    def _send(self, job: str, order: bytes) -> Callable[[], bytes | None]:
        """Send an order; give what waits for its answer, None where there is none."""

    @abstractmethod
    def close(self) -> None:
        """End reading, whatever is being read."""

    @abstractmethod
    def _most(self) -> int:
        """Tell how many chunks may wait: enough to keep all busy, few enough to keep memory flat."""

    @abstractmethod
    def _give(self, founds: tuple[Found, ...]) -> None: ...

    @abstractmethod
    def _next(self, *, wait: bool) -> list[ReadArticle] | None:
        """Give a chunk that was read; None where none is and none is waited for."""
