"""What a cluster has read waits in a folder that all its members see: one Parquet a chunk, whole or not there at all.

A file is named by what it is made of: the articles as they were offered, and which program, model and knowledge reads
them. Whoever reads the chunk, once or twice, alone or at the same moment as another, writes the same rows to the same
name; the last to come to an end wins, and nothing tells who it was.
"""

from __future__ import annotations

import hashlib
import os
import secrets
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from io import BytesIO
from typing import NamedTuple

import msgspec

from dateline.ingest.chunks import ReadArticle, name_source
from dateline.ledger import Unkept
from dateline.model.article import Article
from dateline.model.errors import ClusterError
from dateline.model.record import Issue, Producer, Record
from dateline.sources import Found

_MARK = "dateline-work"
_ENDING, _PART = ".parquet", ".part"
_ATOMIC = frozenset(("s3", "s3a", "gs", "gcs", "abfs", "abfss", "az", "adl", "memory", "oss"))
"""Stores in which a file appears whole or not at all; they cannot rename."""
_LENGTH = 40
_ROWS = b"dateline chunk 1"
"""The kind of rows; a file with others is not read."""


def name_chunk(articles: Iterable[tuple[Article, tuple[Issue, ...]]], producer: Producer) -> str:
    """Name a chunk by its articles with the issues of their sources, and by what reads them."""
    digest = hashlib.sha256(msgspec.msgpack.encode(producer))
    for article, issues in articles:
        digest.update(msgspec.msgpack.encode((article, issues)))
    return digest.hexdigest()[:_LENGTH]


class Row(NamedTuple):
    """What became of one article, as it waits: its record, or why there is none."""

    article_id: str
    input: str
    source_issues: str
    """As JSON."""
    record: str | None
    """As JSON."""
    problem: str | None
    message: str | None


class WorkFolder:
    """The folder of one ledger's chunks, by a path or an fsspec address; needs the extra `[cluster]`."""

    def __init__(self, address: str) -> None:
        import fsspec
        from fsspec.implementations.local import LocalFileSystem

        self.address = address
        try:
            self._files, self._path = fsspec.core.url_to_fs(address)
        except (ImportError, ValueError) as error:
            raise ClusterError(f"{address} is no folder that can be used: {error}") from error
        self._local = isinstance(self._files, LocalFileSystem)
        protocols = self._files.protocol
        names = (protocols,) if isinstance(protocols, str) else tuple(protocols)
        self._atomic = not _ATOMIC.isdisjoint(names)

    def open(self) -> str:
        """Make the folder where it is missing; give its mark, by which a worker knows that it sees the same one."""
        try:
            self._files.makedirs(self._path, exist_ok=True)
            if self.mark() is None:
                self._write(_MARK, secrets.token_hex(16).encode())
            mark = self.mark()
        except OSError as error:
            raise ClusterError(f"{self.address} cannot be written: {error.strerror or error}") from error
        if mark is None:
            raise ClusterError(f"{self.address} cannot be used: what is written there is not there afterwards")
        return mark

    def restore(self, mark: str) -> None:
        """Put the mark back where another run cleared it away."""
        self._files.makedirs(self._path, exist_ok=True)
        self._write(_MARK, mark.encode())

    def mark(self) -> str | None:
        """Give the mark of the folder as it is seen from here."""
        try:
            return str(self._files.cat_file(self._find(_MARK)).decode("ascii", "replace"))
        except FileNotFoundError:
            return None

    def names(self) -> frozenset[str]:
        """Give the names of the chunks that are there."""
        self._files.invalidate_cache()
        try:
            listed = self._files.ls(self._path, detail=False)
        except FileNotFoundError:
            return frozenset()
        names = (str(path).rsplit("/", 1)[-1] for path in listed)
        return frozenset(
            stem for name in names if name.endswith(_ENDING) and len(stem := name.removesuffix(_ENDING)) == _LENGTH
        )

    def has(self, name: str) -> bool:
        """Tell whether a chunk is there."""
        self._files.invalidate_cache()
        return bool(self._files.exists(self._find(name + _ENDING)))

    def keep(self, name: str, read: Sequence[ReadArticle], producer: Producer) -> None:
        """Keep a chunk that was read."""
        self._write(name + _ENDING, _encode(read, producer))

    def load(self, name: str) -> list[Row]:
        """Give a chunk as it was read.

        Raises FileNotFoundError where it is not there, ValueError where it is damaged.
        """
        return _decode(self._files.cat_file(self._find(name + _ENDING)))

    def drop(self, name: str) -> None:
        """Remove a chunk; it may be gone already."""
        with suppress(FileNotFoundError):
            self._files.rm_file(self._find(name + _ENDING))

    def clear(self) -> None:
        """Remove what readers left that died while they wrote, and the folder itself once no chunk is in it."""
        self._files.invalidate_cache()
        with suppress(OSError):
            listed = [str(path).rsplit("/", 1)[-1] for path in self._files.ls(self._path, detail=False)]
            for name in listed:
                if name.endswith(_PART):
                    with suppress(FileNotFoundError):
                        self._files.rm_file(self._find(name))
            if all(name == _MARK or name.endswith(_PART) for name in listed):
                self._files.rm_file(self._find(_MARK))
                self._files.rmdir(self._path)

    def _find(self, name: str) -> str:
        return f"{self._path.rstrip('/')}/{name}"

    def _write(self, name: str, data: bytes) -> None:
        path = self._find(name)
        if self._atomic:
            self._files.pipe_file(path, data)
            return
        part = f"{path}.{secrets.token_hex(8)}{_PART}"
        try:
            if self._local:
                with open(part, "xb") as stream:
                    stream.write(data)
                    stream.flush()
                    os.fsync(stream.fileno())
                os.replace(part, path)
            else:
                self._files.pipe_file(part, data)
                self._files.mv(part, path)
        except BaseException:
            with suppress(Exception):
                self._files.rm_file(part)
            raise


def _encode(read: Sequence[ReadArticle], producer: Producer) -> bytes:
    import pyarrow as pa
    import pyarrow.parquet as pq

    text = pa.string()
    needed = ("article_id", "input", "source_issues")
    schema = pa.schema(
        [pa.field(name, text, nullable=name not in needed) for name in Row._fields],
        metadata={b"rows": _ROWS, b"producer": msgspec.json.encode(producer)},
    )
    columns = zip(*map(_as_row, read), strict=True)
    table = pa.table([pa.array(column, text) for column in columns], schema=schema)
    out = BytesIO()
    pq.write_table(table, out, compression="zstd")
    return out.getvalue()


def _as_row(each: ReadArticle) -> Row:
    found, result = each.found, each.result
    issues = msgspec.json.encode(found.issues).decode()
    where = _storable(found.where)
    if isinstance(result, Unkept):
        return Row(found.article.id, where, issues, None, result.kind, _storable(result.message))
    return Row(found.article.id, where, issues, msgspec.json.encode(result).decode(), None, None)


def _storable(words: str) -> str:
    return words.encode("utf-8", "backslashreplace").decode()


def _decode(data: bytes) -> list[Row]:
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        table = pq.read_table(BytesIO(data))
        if (table.schema.metadata or {}).get(b"rows") != _ROWS:
            raise ValueError("it was written by another version")
        return [Row(*row) for row in zip(*(column.to_pylist() for column in table.columns), strict=True)]
    except (pa.ArrowException, OSError, TypeError) as error:
        raise ValueError(str(error)) from error


def pair_rows(founds: Sequence[Found], rows: Sequence[Row]) -> list[ReadArticle]:
    """Give the articles that were asked for what their rows say; raises ValueError where these are others'."""
    if [row.article_id for row in rows] != [found.article.id for found in founds]:
        raise ValueError("it holds other articles")
    return [ReadArticle(found, _as_result(found, row)) for found, row in zip(founds, rows, strict=True)]


def _as_result(found: Found, row: Row) -> Record | Unkept:
    if row.record is None:
        return Unkept(name_source(found), row.problem or "", row.message or "", row.article_id)
    try:
        return msgspec.json.decode(row.record, type=Record)
    except msgspec.MsgspecError as error:
        raise ValueError(str(error)) from error


def find_read(rows: Sequence[Row]) -> Iterator[Found]:
    """Yield the articles of a chunk that were read, as they were offered."""
    for row in rows:
        if row.record is not None:
            try:
                record = msgspec.json.decode(row.record, type=Record)
                issues = msgspec.json.decode(row.source_issues, type=tuple[Issue, ...])
            except msgspec.MsgspecError as error:
                raise ValueError(str(error)) from error
            yield Found(msgspec.structs.replace(record.article, place=None), issues, row.input)
