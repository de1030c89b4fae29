"""What a worker of a cluster does with a chunk: reads it and writes one Parquet, unless that is there already."""

from __future__ import annotations

import gc
import os
import threading
from functools import cache

import msgspec

from dateline.ingest.chunk_files import WorkFolder
from dateline.ingest.memory import settle, steady_memory
from dateline.ingest.worker import Task
from dateline.knowledge.digest import knowledge_digest
from dateline.merging.jobs import do_job
from dateline.model.errors import ConfigError, LexiconError
from dateline.model.record import Producer
from dateline.version import VERSION

THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")
_ONE_AT_A_TIME = threading.Lock()
"""A worker with several threads reads one chunk at a time all the same: one process keeps one core busy."""
_SEEN: set[tuple[str, str]] = set()
"""Folders, with their marks, that this process has seen."""


class Order(msgspec.Struct, frozen=True, array_like=True):
    """A chunk to be read."""

    name: str
    work: str
    mark: str
    producer: Producer
    model: str | None
    tasks: tuple[Task, ...]


Answer = tuple[str, str]
"""Kind and message: ("done", "") or what is in the way: "unshared", "unwritable", "version", "config", "lexicon",
"failed"."""


def read_chunk(data: bytes) -> tuple[str, str, str]:
    """Read the chunk of an encoded Order into its Parquet; give "done", or what is in the way, and the worker."""
    from distributed import get_worker

    return (*_answer(msgspec.msgpack.decode(data, type=Order)), str(get_worker().address))


def do_errand(job: str, order: bytes, version: str, knowledge: str) -> bytes | None:
    """Do a job of merging; None where this worker is of another version, or it goes wrong."""
    try:
        if (VERSION, knowledge_digest()) != (version, knowledge):
            return None
        with _ONE_AT_A_TIME:
            _use_one_thread()
            return do_job(job, order)
    except Exception:  # whoever sent it does it then, and sees what is wrong
        return None


def _answer(order: Order) -> Answer:
    with _ONE_AT_A_TIME:
        try:
            return _read(order, WorkFolder(order.work))
        except ImportError as error:
            return "config", f"{error}; install dateline[cluster] there"
        except ConfigError as error:
            return "config", str(error)
        except LexiconError as error:
            return "lexicon", msgspec.json.encode((error.file, error.where, error.problem)).decode()
        except OSError as error:
            return "unwritable", f"{order.work}: {error.strerror or error}"
        except Exception as error:  # told in words: not every error can be sent
            return "failed", f"{type(error).__name__}: {str(error)[:500]}"


def _read(order: Order, folder: WorkFolder) -> Answer:
    if (order.work, order.mark) not in _SEEN:
        if folder.mark() != order.mark:
            return "unshared", ""
        _SEEN.add((order.work, order.mark))
    if folder.has(order.name):
        return "done", ""
    _use_one_thread()
    from dateline.ingest.chunks import read_one
    from dateline.ingest.producing import find_producer
    from dateline.reading import load_engine
    from dateline.sources import Found

    here = find_producer(order.model, lambda: load_engine(order.model))
    if here != order.producer:
        return "version", msgspec.json.encode(here).decode()
    engine = load_engine(order.model)
    with steady_memory():
        read = [read_one(Found(task.article, task.issues, task.where), engine) for task in order.tasks]
    if not gc.get_freeze_count():
        settle()  # the first chunk has loaded the tables
    folder.keep(order.name, read, order.producer)
    return "done", ""


@cache
def _use_one_thread() -> None:
    """Let numeric libraries use one thread: the workers are the threads."""
    for name in THREADS:
        os.environ.setdefault(name, "1")
    from threadpoolctl import threadpool_limits

    threadpool_limits(1)
