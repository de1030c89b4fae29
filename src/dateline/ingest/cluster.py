"""Workers of a Dask cluster read chunks of articles; what they read comes back through a folder that all see."""

from __future__ import annotations

import logging
import queue
import time
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

import msgspec

from dateline.ingest.chunk_files import WorkFolder, find_read, name_chunk, pair_rows
from dateline.ingest.chunks import ReadArticle, explain_failure
from dateline.ingest.cluster_worker import Order, do_errand, read_chunk
from dateline.ingest.contract import Cluster, IsKept, Pool
from dateline.ingest.producing import describe_producer
from dateline.ingest.worker import Task
from dateline.model.errors import ClusterError, ConfigError, LexiconError
from dateline.model.record import Producer
from dateline.sources import Found

CONNECT_SECONDS = 15.0
WORKER_SECONDS = 60.0
"""So long a run waits for a first worker, and for another one when all are gone."""
_LOOK_SECONDS = 1.0
_CHUNKS_A_THREAD, _LEAST = 3, 4
_ERRAND_SECONDS = 20.0
_LARGE = "distributed.admin.large-graph-warning-threshold"
_TRIES = 3
"""How often a chunk is read whose Parquet is not there or damaged when it is loaded."""
_ANSWERS = 10
"""How often a chunk is read whose workers end before they tell why there is no Parquet."""
_START = "start some with `dask worker {address} --nworkers 2 --nthreads 1`"


@dataclass(slots=True)
class _Given:
    """A chunk that is being read."""

    founds: tuple[Found, ...]
    tries: int = 0
    killed: int = 0
    suspect: bool = False
    future: Any = None


class ClusterPool(Pool):
    """The workers of a cluster. What they have read is left in the work folder until it is in the ledger.

    Raises ClusterError where there is no scheduler, no worker, another version on one, or no folder that all see.
    """

    def __init__(self, cluster: Cluster, producer: Producer, model: str | None, say: Callable[[str], None]) -> None:
        super().__init__()
        self._cluster = cluster
        self._producer = producer
        self._model = model
        self._say = say
        _check_extra()
        self._folder = WorkFolder(cluster.work)
        self._address = cluster.address if "://" in cluster.address else f"tcp://{cluster.address}"
        self._mark = self._folder.open()
        self._given: dict[str, _Given] = {}
        self._done: queue.SimpleQueue[tuple[str, Any]] = queue.SimpleQueue()
        self._suspects: deque[_Given] = deque()
        self._ready: list[list[ReadArticle]] = []
        self._taken: dict[int, str] = {}
        self._client = self._connect()
        self._threads = self._errands = 0
        self._alone_since: float | None = None
        try:
            self._find_workers()
        except BaseException:
            self.close()
            raise
        self._there = self._folder.names()

    def close(self) -> None:
        """Let go of the cluster; what its workers are at is left to them, and found by the next run."""
        for given in self._given.values():
            given.future = None
        with suppress(Exception):
            self._client.close(timeout=5)

    def finish(self, is_kept: IsKept) -> None:
        """Clear the folder of chunks that are in the ledger though nobody cleared them away, a killed writer's."""
        if self._cluster.keep:
            return
        for name in sorted(self._folder.names()):
            with suppress(OSError, ValueError):
                if all(is_kept(found) for found in find_read(self._folder.load(name))):
                    self._folder.drop(name)
        self._folder.clear()

    def _most(self) -> int:
        return max(_LEAST, _CHUNKS_A_THREAD * self._threads)

    # Giving

    def _give(self, founds: tuple[Found, ...]) -> None:
        fit = [found for found in founds if _can_be_sent(found)]
        if len(fit) < len(founds):
            unfit = [found for found in founds if not _can_be_sent(found)]
            self._ready.append([_explain_unsent(found) for found in unfit])
            self._waiting += bool(fit)
        if fit:
            self._submit(_Given(tuple(fit)))

    def _submit(self, given: _Given) -> None:
        name = name_chunk([(found.article, found.issues) for found in given.founds], self._producer)
        while name in self._given:  # the same articles twice: whoever comes second has a name of its own
            name = name[1:] + "0"
        self._given[name] = given
        if name in self._there and not given.tries:
            self._done.put((name, None))
            return
        tasks = tuple(Task(found.article, found.issues, found.where) for found in given.founds)
        order = Order(name, self._cluster.work, self._mark, self._producer, self._model, tasks)
        key = f"dateline-{name}-{self._mark}-{given.tries}-{given.killed}"
        try:
            future = self._client.submit(read_chunk, msgspec.msgpack.encode(order), key=key, pure=False)
        except Exception as error:
            raise self._explain_loss(error) from error
        self._watch(name, given, future)

    def _watch(self, name: str, given: _Given, future: Any) -> None:
        given.future = future
        future.add_done_callback(lambda done: self._done.put((name, done)))

    def _send(self, job: str, order: bytes) -> Callable[[], bytes | None]:
        import dask

        self._errands += 1
        key = f"dateline-errand-{self._mark}-{self._client.id}-{self._errands}"
        arguments = (job, order, self._producer.dateline, self._producer.knowledge)
        try:
            with dask.config.set({_LARGE: "1 GB"}):
                future = self._client.submit(do_errand, *arguments, key=key, pure=False)
        except Exception:
            return lambda: None
        return lambda: self._hear(future)

    def _hear(self, future: Any) -> bytes | None:
        """Wait for an answer as long as there is somebody to give it."""
        from distributed import TimeoutError as TooLate

        while True:
            try:
                answer: bytes | None = future.result(timeout=_ERRAND_SECONDS)
                return answer
            except TooLate:
                with suppress(ClusterError):
                    if self._client.status == "running" and self._count_threads():
                        continue
                return None
            except Exception:
                return None

    # Taking

    def _next(self, *, wait: bool) -> list[ReadArticle] | None:
        while not self._ready:
            try:
                name, future = self._done.get(block=wait, timeout=_LOOK_SECONDS if wait else None)
            except queue.Empty:
                if not wait:
                    return None
                self._look()
                continue
            self._alone_since = None
            self._take_in(name, future)
            if self._suspects and not any(given.suspect for given in self._given.values()):
                self._submit(self._suspects.popleft())
        return self._ready.pop()

    def _take_in(self, name: str, future: Any) -> None:
        given = self._given.pop(name, None)
        if given is None or given.future is not future:
            return
        given.future = None
        missing: Exception | None = None
        if future is None or future.status in ("finished", "pending"):
            # What a worker answers is asked for only where its file is not there: the worker may be gone by now.
            try:
                read = pair_rows(given.founds, self._folder.load(name))
            except (OSError, ValueError) as error:
                missing = error
            else:
                self._taken[id(read)] = name
                self._ready.append(read)
                return
        if future is not None and future.status == "pending":  # its worker is gone, another one reads it anew
            self._given[name] = given
            self._watch(name, given, future)
        elif (future is None or self._is_done(future, given)) and missing is not None:
            self._read_again(name, given, missing)

    def _settle(self, done: list[ReadArticle]) -> None:
        name = self._taken.pop(id(done), None)
        if name is not None and not self._cluster.keep:
            self._folder.drop(name)

    def _is_done(self, future: Any, given: _Given) -> bool:
        """Tell whether a worker has read a chunk; raises ClusterError and the like for what no other try would mend."""
        from distributed import KilledWorker

        if future.status == "finished":
            try:
                kind, message, worker = future.result(timeout=CONNECT_SECONDS)
            except Exception as error:
                if self._client.status != "running" or given.tries >= _ANSWERS:
                    raise self._explain_loss(error) from error
                self._submit(_Given(given.founds, given.tries + 1, given.killed, given.suspect))
                return False
            if kind == "unshared" and self._folder.mark() is None:
                self._folder.restore(self._mark)  # another run on this folder came to its end and cleared it away
                self._submit(_Given(given.founds, given.tries + 1, given.killed, given.suspect))
                return False
            self._check_answer(kind, message, worker)
            return True
        if future.status == "error":
            failure = future.exception()
            if isinstance(failure, KilledWorker):
                self._take_apart(given, failure)
                return False
            raise self._explain_failure(failure) from failure
        if future.status == "lost" and given.tries < _ANSWERS:
            self._submit(_Given(given.founds, given.tries + 1, given.killed, given.suspect))
            return False
        raise self._explain_loss(None)

    def _take_apart(self, given: _Given, error: Exception) -> None:
        """Let the articles of a chunk that its readers died of be read one by one; give up one they die of again.

        No two of them are given to the cluster at once: whatever waits at a worker that dies is suspected with it.
        """
        if len(given.founds) > 1:
            self._waiting += len(given.founds) - 1
            self._suspects.extend(_Given((found,), suspect=True) for found in given.founds)
        elif not given.killed:
            self._suspects.appendleft(_Given(given.founds, given.tries + 1, given.killed + 1, suspect=True))
        else:
            problem = RuntimeError(f"the workers that read it ended, one after the other ({type(error).__name__})")
            self._ready.append([ReadArticle(given.founds[0], explain_failure(given.founds[0], problem))])

    def _read_again(self, name: str, given: _Given, error: Exception) -> None:
        """Let a chunk be read again whose Parquet is not there, or is damaged."""
        if given.tries + 1 >= _TRIES:
            raise ClusterError(
                f"a worker has read a chunk, but {self._cluster.work}/{name}.parquet cannot be loaded here ({error}): "
                "--work must name one folder that all workers and this command see, by the same name"
            )
        if isinstance(error, ValueError):
            self._folder.drop(name)
        time.sleep(_LOOK_SECONDS / 2)  # a folder over the network may show a new file a moment late
        self._submit(_Given(given.founds, given.tries + 1, given.killed, given.suspect))

    def _check_answer(self, kind: str, message: str, worker: str) -> None:
        if kind == "unshared":
            raise ClusterError(
                f"the worker {worker} does not see the folder {self._cluster.work} of this command; --work must name "
                "one folder that all workers and this command see, by the same name, or an fsspec address such as "
                "s3://bucket/work"
            )
        if kind == "version":
            there = msgspec.json.decode(message, type=Producer)
            raise ClusterError(
                f"the worker {worker} reads with {describe_producer(there)}, this command with "
                f"{describe_producer(self._producer)}: install the same version on both"
            )
        if kind == "unwritable":
            raise ClusterError(f"the worker {worker} cannot write what it read: {message}")
        if kind == "failed":
            raise ClusterError(f"the worker {worker} failed: {message}")
        if kind == "config":
            raise ConfigError(f"the worker {worker} cannot read: {message}")
        if kind == "lexicon":
            raise LexiconError(*msgspec.json.decode(message, type=tuple[str, str, str]))

    # The cluster

    def _connect(self) -> Any:
        from distributed import Client

        logging.getLogger("distributed").setLevel(logging.CRITICAL)
        logging.getLogger("distributed.client").setLevel(logging.CRITICAL)
        try:
            make: Callable[..., Any] = Client
            return make(self._address, timeout=CONNECT_SECONDS, set_as_default=False, name="dateline")
        except (OSError, ValueError, TypeError) as error:
            raise ClusterError(
                f"no scheduler answers at {self._address} ({error}); start one with `dask scheduler --port 8786`, "
                "or correct the address"
            ) from error

    def _find_workers(self) -> None:
        begun = time.monotonic()
        while not self._count_threads():
            if time.monotonic() - begun > WORKER_SECONDS:
                words = _START.format(address=self._address)
                raise ClusterError(f"the scheduler at {self._address} has no worker; {words}")
            self._say("waiting for a worker")
            time.sleep(_LOOK_SECONDS / 2)

    def _count_threads(self) -> int:
        try:
            threads = self._client.nthreads()
        except Exception as error:
            raise self._explain_loss(error) from error
        self._threads = sum(threads.values())
        return self._threads

    def _look(self) -> None:
        """Look after the cluster while nothing comes from it."""
        if self._client.status != "running":
            raise self._explain_loss(None)
        if self._count_threads():
            self._alone_since = None
            return
        self._say("all workers are gone: waiting for one")
        now = time.monotonic()
        if self._alone_since is None:
            self._alone_since = now
        elif now - self._alone_since > WORKER_SECONDS:
            raise ClusterError(
                f"all workers at {self._address} are gone; {_START.format(address=self._address)}. What was read is "
                "kept, and the same command goes on from here"
            )

    def _explain_loss(self, error: BaseException | None) -> ClusterError:
        told = f" ({type(error).__name__})" if error is not None else ""
        return ClusterError(
            f"the scheduler at {self._address} is gone{told}; what was read is kept, and the same command goes on from "
            "here once there is one again"
        )

    def _explain_failure(self, error: BaseException) -> ClusterError:
        told = f"{type(error).__name__}: {error}"
        if isinstance(error, ImportError | AttributeError):
            return ClusterError(
                f"a worker at {self._address} cannot read with {describe_producer(self._producer)} ({told}); install "
                f"dateline[cluster] {self._producer.dateline} there"
            )
        return ClusterError(f"a worker at {self._address} failed: {told}")


def _check_extra() -> None:
    try:
        import distributed  # noqa: F401
        import fsspec  # noqa: F401
        import pyarrow  # noqa: F401
    except ImportError as error:
        raise ConfigError(
            f"reading on a cluster needs more than is installed ({error}); `pip install dateline[cluster]`"
        ) from error


def _can_be_sent(found: Found) -> bool:
    try:
        msgspec.msgpack.encode(Task(found.article, found.issues, found.where))
    except UnicodeEncodeError:
        return False
    return True


def _explain_unsent(found: Found) -> ReadArticle:
    problem = ValueError("its text holds what is no character")
    return ReadArticle(found, explain_failure(found, problem))
