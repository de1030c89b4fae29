"""Several processes read chunks of articles side by side; one that dies is replaced and its chunk is read again."""

from __future__ import annotations

import os
import queue
import subprocess
import sys
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import dataclass, field

import msgspec

from dateline.ingest.chunks import ReadArticle, explain_failure
from dateline.ingest.contract import Pool
from dateline.ingest.worker import Answer, Ask, Reply, Task, read_frame, write_frame
from dateline.ledger import Unkept
from dateline.model.errors import ConfigError, LexiconError
from dateline.sources import Found

_STARTS = 8
"""How often a process is started anew that ends before it is ready."""
WAITING_CHUNKS = 2
"""Chunks for each process that are read or wait to be: enough to keep it busy, few enough to keep memory flat."""
_START = "import sys; sys.path[:] = {path!r}; from dateline.ingest.worker import main; main()"
_THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")
_DECODE = msgspec.msgpack.Decoder(Reply).decode


class ReaderDied(Exception):
    """A reading process ended in the midst of its work: killed, or out of memory."""


class ReaderNotStarted(ConfigError):
    """A reading process ended before it was ready to work; no article is to blame."""


@dataclass(frozen=True, slots=True)
class _Failed:
    error: Exception


@dataclass(slots=True)
class _Errand:
    ask: Ask
    answer: Future[bytes | None] = field(default_factory=Future)


class ReaderPool(Pool):
    """Processes that read. A process that dies is replaced; an article that kills two of them cannot be read."""

    def __init__(self, workers: int, model: str | None = None) -> None:
        super().__init__()
        self._model = model
        self._given: queue.SimpleQueue[Sequence[Found] | _Errand | None] = queue.SimpleQueue()
        self._done: queue.SimpleQueue[list[ReadArticle] | _Failed] = queue.SimpleQueue()
        self._closed = threading.Event()
        self._lanes = [_Lane(self) for _ in range(workers)]

    @property
    def pids(self) -> list[int]:
        """The processes that are there now."""
        return [lane.process.pid for lane in self._lanes if lane.process is not None]

    def close(self) -> None:
        """End the processes, whatever they are at."""
        self._closed.set()
        for lane in self._lanes:
            self._given.put(None)
            lane.stop()
        for lane in self._lanes:
            lane.join()

    def _most(self) -> int:
        return len(self._lanes) * WAITING_CHUNKS

    def _give(self, founds: tuple[Found, ...]) -> None:
        self._given.put(founds)

    def _send(self, job: str, order: bytes) -> Callable[[], bytes | None]:
        errand = _Errand(Ask(job=job, order=order))
        self._given.put(errand)
        return errand.answer.result

    def _next(self, *, wait: bool) -> list[ReadArticle] | None:
        try:
            done = self._done.get(block=wait)
        except queue.Empty:
            return None
        if isinstance(done, _Failed):
            self._waiting -= 1
            raise done.error
        return done

    def serve_lane(self, lane: _Lane) -> None:
        """Work off chunks through one process until the pool is closed; runs in the lane's thread."""
        while (given := self._given.get()) is not None and not self._closed.is_set():
            if isinstance(given, _Errand):
                given.answer.set_result(self._run(lane, given.ask))
                continue
            try:
                self._done.put(self._read(lane, given))
            except Exception as error:
                self._done.put(_Failed(error))

    def _read(self, lane: _Lane, founds: Sequence[Found]) -> list[ReadArticle]:
        try:
            return lane.read(founds, self._model)
        except (ReaderDied, UnicodeEncodeError):
            done: list[ReadArticle] = []
            for found in founds:
                if self._closed.is_set():
                    break
                done.append(self._read_alone(lane, found))
            return done

    def _run(self, lane: _Lane, ask: Ask) -> bytes | None:
        """Let a process follow an order; None where it cannot, and the one who ordered does it and sees why."""
        try:
            return lane.ask(ask, self._model).made
        except Exception:
            return None

    def _read_alone(self, lane: _Lane, found: Found) -> ReadArticle:
        for last in (False, True):
            try:
                return lane.read((found,), self._model)[0]
            except UnicodeEncodeError as error:
                return ReadArticle(found, explain_failure(found, error))
            except ReaderDied as error:
                if last:
                    return ReadArticle(found, explain_failure(found, error))
        raise AssertionError


class _Lane:
    """One process at a time, and the thread that talks to it."""

    def __init__(self, pool: ReaderPool) -> None:
        self.process: subprocess.Popen[bytes] | None = None
        self._stopped = False
        self._lock = threading.Lock()
        self._thread = threading.Thread(target=pool.serve_lane, args=(self,), daemon=True)
        self._thread.start()

    def read(self, founds: Sequence[Found], model: str | None) -> list[ReadArticle]:
        """Let the process read; raises ReaderDied when it ends instead of answering."""
        tasks = tuple(Task(found.article, found.issues, found.where) for found in founds)
        reply = self.ask(Ask(tasks), model)
        return [_as_read(found, answer) for found, answer in zip(founds, reply.answers, strict=True)]

    def ask(self, ask: Ask, model: str | None) -> Reply:
        """Let the process answer; raises ReaderDied when it ends instead."""
        data = msgspec.msgpack.encode(ask)
        process = self._start_surely(model)
        assert process.stdin is not None
        with suppress(OSError):
            write_frame(process.stdin, data)  # type: ignore[arg-type]
        reply = self._hear(process)
        if reply is None:
            raise ReaderDied(f"the process that read it ended (exit code {self._end()})")
        return reply

    def _hear(self, process: subprocess.Popen[bytes]) -> Reply | None:
        assert process.stdout is not None
        try:
            data = read_frame(process.stdout)  # type: ignore[arg-type]
        except OSError:
            data = None
        if data is None:
            return None
        reply = _DECODE(data)
        if reply.config_error is not None:
            raise ConfigError(reply.config_error)
        if reply.lexicon_error is not None:
            raise LexiconError(*reply.lexicon_error)
        return reply

    def _start_surely(self, model: str | None) -> subprocess.Popen[bytes]:
        code: int | None = None
        for _ in range(_STARTS):
            if self.process is not None:
                return self.process
            process = self._start(model)
            if self._hear(process) is not None:
                return process
            code = self._end()
        raise ReaderNotStarted(f"no process for reading could be started (exit code {code})")

    def stop(self) -> None:
        """End the process at once; nothing it reads now is kept."""
        with self._lock:
            self._stopped = True
            if self.process is not None:
                self.process.kill()

    def join(self) -> None:
        """Wait until thread and process are gone."""
        self._thread.join()
        self._end()

    def _start(self, model: str | None) -> subprocess.Popen[bytes]:
        with self._lock:
            if self._stopped:
                raise ReaderDied("the pool is closed")
            if self.process is None:
                environment = dict.fromkeys(_THREADS, "1") | dict(os.environ)
                code = _START.format(path=[os.path.abspath(part) for part in sys.path])
                command = [sys.executable, "-c", code, model or ""]
                # In a group of its own: what the keyboard stops is the run, which then ends its processes itself.
                self.process = subprocess.Popen(
                    command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment, process_group=0
                )
            return self.process

    def _end(self) -> int | None:
        process, self.process = self.process, None
        if process is None:
            return None
        process.kill()
        for stream in (process.stdin, process.stdout):
            if stream is not None:
                with suppress(OSError):  # half a frame may still be on its way to a process that is gone
                    stream.close()
        return process.wait()


def _as_read(found: Found, answer: Answer) -> ReadArticle:
    if answer.record is not None:
        return ReadArticle(found, answer.record)
    assert answer.unkept is not None
    return ReadArticle(found, Unkept(*answer.unkept))


def count_cores() -> int:
    """Give how many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
