"""A process that reads articles for another one: chunks come in on standard input, records go out on standard output.

A frame is its length (8 bytes, big-endian) and so many bytes. It ends when its input does, so that it never outlives
the process that started it, however that one dies.
"""

from __future__ import annotations

import io
import os
import signal
import sys
from typing import BinaryIO

import msgspec

from dateline.ingest.memory import settle, steady_memory
from dateline.ledger import Unkept
from dateline.model.article import Article
from dateline.model.errors import ConfigError, LexiconError
from dateline.model.record import Issue, Record

_LENGTH = 8


class Task(msgspec.Struct, frozen=True, array_like=True):
    """One article to read, with the issues of its source."""

    article: Article
    issues: tuple[Issue, ...]
    where: str


class Ask(msgspec.Struct, frozen=True, array_like=True):
    """A chunk to read, or an order of merging."""

    tasks: tuple[Task, ...] = ()
    job: str | None = None
    order: bytes = b""


class Answer(msgspec.Struct, frozen=True, array_like=True):
    """What became of one article: its record, or why there is none."""

    record: Record | None = None
    unkept: tuple[str, str, str, str | None] | None = None


class Reply(msgspec.Struct, frozen=True, array_like=True):
    """The answers to a chunk, in its order; or what is wrong with the program itself."""

    answers: tuple[Answer, ...] = ()
    config_error: str | None = None
    lexicon_error: tuple[str, str, str] | None = None
    made: bytes | None = None
    """What was made of an order."""


def write_frame(stream: BinaryIO, data: bytes) -> None:
    """Write one frame."""
    stream.write(len(data).to_bytes(_LENGTH, "big") + data)
    stream.flush()


def read_frame(stream: BinaryIO) -> bytes | None:
    """Read one frame; None where the stream ends, also in the midst of one."""
    head = stream.read(_LENGTH)
    if len(head) < _LENGTH:
        return None
    length = int.from_bytes(head, "big")
    data = stream.read(length)
    return data if len(data) == length else None


def serve(model: str | None, given: BinaryIO, taken: BinaryIO) -> None:
    """Load the model, say that it is there, and read chunk after chunk until no more come."""
    decode = msgspec.msgpack.Decoder(Ask).decode
    reply = _answer(Ask(), model)
    settled = False
    try:
        with steady_memory():
            write_frame(taken, msgspec.msgpack.encode(reply))
            while (data := read_frame(given)) is not None:
                write_frame(taken, msgspec.msgpack.encode(_answer(decode(data), model)))
                if not settled:
                    settle()  # the first chunk has loaded the tables
                    settled = True
    except BrokenPipeError:
        return


def _answer(ask: Ask, model: str | None) -> Reply:
    if ask.job is not None:
        from dateline.merging.jobs import do_job

        return Reply(made=do_job(ask.job, ask.order))
    from dateline.ingest.chunks import read_one
    from dateline.reading import load_engine
    from dateline.sources import Found

    try:
        engine = load_engine(model)
        results = [read_one(Found(task.article, task.issues, task.where), engine).result for task in ask.tasks]
    except ConfigError as error:
        return Reply(config_error=str(error))
    except LexiconError as error:
        return Reply(lexicon_error=(error.file, error.where, error.problem))
    return Reply(tuple(_as_answer(result) for result in results))


def _as_answer(result: Record | Unkept) -> Answer:
    if isinstance(result, Unkept):
        return Answer(unkept=(result.source, result.kind, result.message, result.article_id))
    return Answer(record=result)


def main() -> None:
    """Serve the process that started this one; stopping at the keyboard is its business."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    model = sys.argv[1] if len(sys.argv) > 1 and sys.argv[1] else None
    # What libraries print must not get among the frames.
    taken = io.FileIO(os.dup(1), "w")
    os.dup2(2, 1)
    with io.BufferedWriter(taken) as out:
        serve(model, sys.stdin.buffer, out)


if __name__ == "__main__":
    main()
