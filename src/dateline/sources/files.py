"""Inputs from the disk and the pipe: files, folders, archives and "-", told apart by name and by content."""

from __future__ import annotations

import gzip
import io
import os
import re
import shutil
import sys
import tempfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path, PurePath, PurePosixPath
from typing import Any, BinaryIO, Literal, cast

from dateline.model.errors import SourceError
from dateline.sources.addresses import Place, find_files, find_places, is_address
from dateline.sources.archives import read_tar, read_zip, sniff_archive
from dateline.sources.articles import check_options
from dateline.sources.documents import Form, large, read_whole, sniff_document
from dateline.sources.html import MAX_PAGE_BYTES
from dateline.sources.jsonl import read_jsonl
from dateline.sources.types import Found, Options, Unchanged, Unread
from dateline.sources.warcs import read_warc

Item = Found | Unread | Unchanged
_FORMS: dict[str, Form] = {
    ".txt": "text", ".text": "text", ".md": "markdown", ".markdown": "markdown", ".mdown": "markdown",
    ".html": "html", ".htm": "html", ".xhtml": "html", ".jsonl": "jsonl", ".ndjson": "jsonl", ".jl": "jsonl",
    ".json": "json", ".rss": "feed", ".atom": "feed", ".eml": "mail", ".pdf": "pdf", ".warc": "warc", ".wet": "warc",
    ".zip": "zip", ".tar": "tar", ".tgz": "tar", ".tbz2": "tar", ".txz": "tar",
}  # fmt: skip
# In a folder or archive these are passed over without a word: what a saved page or a project brings along.
_BESIDE = re.compile(
    r"""\.(?:css|js|mjs|map|png|jpe?g|gif|webp|avif|svg|ico|bmp|tiff?|woff2?|ttf|otf|eot|mp[34]|webm|ogg|wav|mov|avi|m4a|pyc?
    |so|o|a|dll|exe|db|sqlite3?|db-wal|db-shm|toml|ya?ml|ini|cfg|lock|log|csv|tsv|xml|bz2|xz|7z|rar|parquet
    |sh|c|h|rs|go|ipynb)""",
    re.VERBOSE,
)
_PEEK = 8192
_SPOOLED = 50_000_000
_LINE = 50_000_000
"""A longer row is cut, and then no row any more."""


def read_inputs(inputs: Sequence[str], options: Options) -> Iterator[Item]:
    """Read files, folders (all below, by name), patterns, addresses and "-", one article at a time.

    An input that cannot be read is an `Unread` and the next one goes on; only a wrong option raises SourceError.
    Addresses are read only where the options bring a fetcher.
    """
    check_options(options)
    for name in inputs:
        if name == "-":
            yield from _guarded("standard input", _read_standard_input, options)
        elif name.startswith(("http://", "https://")):
            yield from _read_address(name, options)
        elif is_address(name):
            yield from _read_places(name, options)
        elif (several := find_files(name)) is not None:
            if not several:
                yield Unread(name, "missing", "no file fits the pattern")
            for each in several:
                yield from _read_named(each, options)
        else:
            yield from _read_named(name, options)


def _read_named(name: str, options: Options) -> Iterator[Found | Unread]:
    if Path(name).is_dir():
        yield from _read_folder(Path(name), options)
    else:
        yield from _guarded(name, _read_path, options)


def _read_places(address: str, options: Options) -> Iterator[Found | Unread]:
    for place in find_places(address, options.fetcher is not None, _is_wanted):
        if isinstance(place, Unread):
            yield place
        else:
            read = partial(_read_place, place)
            yield from _guarded(place.where, read, options)


def _read_address(url: str, options: Options) -> Iterator[Item]:
    if options.fetcher is None:
        yield Unread(url, "not-fetched", "nothing is read from the network unless --fetch is given")
        return
    yield from options.fetcher.read_address(url, options, url)


def _read_standard_input(options: Options, where: str) -> Iterator[Found | Unread]:
    yield from _read_stream(sys.stdin.buffer, where, None, options)


def _guarded(
    where: str, read: Callable[[Options, str], Iterator[Found | Unread]], options: Options
) -> Iterator[Found | Unread]:
    """Turn what the disk or the form of an input refuses into an `Unread`."""
    try:
        yield from read(options, where)
    except FileNotFoundError:
        yield Unread(where, "missing", "no such file or folder")
    except PermissionError:
        yield Unread(where, "unreadable", "may not be read: permission denied")
    except (gzip.BadGzipFile, EOFError, zlib.error) as error:
        yield Unread(where, "unreadable", f"the compressed file is damaged: {error}")
    except OSError as error:
        yield Unread(where, "unreadable", f"cannot be read: {error.strerror or error}")
    except SourceError as error:
        message = str(error)
        kind = "not-text" if message.startswith("not text") else "no-article"
        yield Unread(where, kind, message)


def _is_wanted(path: PurePath) -> bool:
    return not path.name.startswith(".") and not _BESIDE.fullmatch(path.suffix.lower())


def _read_folder(folder: Path, options: Options) -> Iterator[Found | Unread]:
    found = False
    for root, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith((".", "__")))
        for name in sorted(names):
            path = Path(root, name)
            if not _is_wanted(path) or not path.is_file():
                continue
            found = True
            yield from _guarded(str(path), _read_path, options)
    if not found:
        yield Unread(str(folder), "empty", "the folder holds no articles in any form that is read")


def _form_of(path: PurePath) -> tuple[Form | None, bool]:
    """Tell the form of a file by its name, and whether it is compressed as a whole."""
    suffixes = [suffix.lower() for suffix in path.suffixes]
    zipped = suffixes[-1:] == [".gz"]
    named = suffixes[:-1] if zipped else suffixes
    if suffixes[-2:] in ([".tar", ".gz"], [".tar", ".bz2"], [".tar", ".xz"]):
        return "tar", False
    return _FORMS.get(named[-1]) if named else None, zipped


def _read_path(options: Options, where: str) -> Iterator[Found | Unread]:
    path = Path(where)
    place = Place(where, PurePosixPath(path.name), path.stat().st_size, lambda: path.open("rb"))
    yield from _read_place(place, options, where)


def _read_place(place: Place, options: Options, where: str) -> Iterator[Found | Unread]:
    form, zipped = _form_of(place.path)
    streamed = ("jsonl", "json", "warc", "zip", "tar")
    if not zipped and form not in streamed and place.size > MAX_PAGE_BYTES and not options.large:
        with place.open() as stream:
            start = stream.read(_PEEK)
        if sniff_archive(start) is None and not start.startswith(b"WARC/"):
            yield large(where)
            return
    with place.open() as stream:
        if form == "warc":  # warcio finds the members of a compressed archive itself
            yield from read_warc(stream, options, where)
        elif zipped:
            with cast(BinaryIO, gzip.GzipFile(fileobj=stream)) as unpacked:
                yield from _read_stream(unpacked, where, form, options)
        else:
            yield from _read_stream(stream, where, form, options)


def _read_stream(stream: BinaryIO, where: str, form: Form | None, options: Options) -> Iterator[Found | Unread]:
    start = stream.read(_PEEK)
    archive = sniff_archive(start) if form in (None, "zip", "tar") else None
    if form in ("zip", "tar") or archive in ("zip", "tar"):
        yield from _read_archive(start, stream, where, "zip" if archive == "zip" else "tar", options)
        return
    if archive == "gzip":
        unpacked = cast(BinaryIO, gzip.GzipFile(fileobj=_join(start, stream)))
        yield from _read_stream(unpacked, where, form, options)
        return
    form = form or sniff_document(start)
    if form == "jsonl":
        yield from read_jsonl(_lines(start, stream), options, where)
    elif form == "warc":
        yield from read_warc(_join(start, stream), options, where)
    else:
        limit = -1 if options.large or form == "json" else MAX_PAGE_BYTES + 1
        data = start + stream.read(limit)
        if limit > 0 and len(data) > MAX_PAGE_BYTES + _PEEK:
            yield large(where)
        else:
            yield from read_whole(data, where, form, options)


def _read_archive(
    start: bytes, stream: BinaryIO, where: str, form: Literal["zip", "tar"], options: Options
) -> Iterator[Found | Unread]:
    if form == "tar":
        yield from read_tar(_join(start, stream), options, where, _read_member, _is_wanted)
        return
    if stream.seekable() and not isinstance(cast(object, stream), gzip.GzipFile):
        stream.seek(0)
        yield from read_zip(stream, options, where, _read_member, _is_wanted)
        return
    with tempfile.SpooledTemporaryFile(max_size=_SPOOLED) as whole:
        whole.write(start)
        shutil.copyfileobj(stream, whole)
        whole.seek(0)
        yield from read_zip(cast(BinaryIO, whole), options, where, _read_member, _is_wanted)


def _read_member(data: bytes, where: str, options: Options) -> Iterator[Found | Unread]:
    form, zipped = _form_of(PurePath(where))
    if zipped:
        with gzip.GzipFile(fileobj=io.BytesIO(data)) as unpacked:
            try:
                data = unpacked.read(MAX_PAGE_BYTES + 1)
            except (OSError, EOFError, zlib.error) as error:
                yield Unread(where, "unreadable", f"the compressed file is damaged: {error}")
                return
        if len(data) > MAX_PAGE_BYTES:
            yield large(where)
            return
    yield from read_whole(data, where, form, options)


def _join(start: bytes, stream: BinaryIO) -> BinaryIO:
    """Give a stream that begins again with the bytes that were read ahead."""
    if stream.seekable():
        stream.seek(0)
        return stream
    return cast(BinaryIO, io.BufferedReader(_Joined(start, stream)))


class _Joined(io.RawIOBase):
    """Bytes read ahead, and then the rest of a stream that cannot go back."""

    def __init__(self, start: bytes, stream: BinaryIO) -> None:
        self._start = io.BytesIO(start)
        self._stream = stream

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        data = self._start.read(len(buffer)) or self._stream.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)


def _lines(start: bytes, stream: BinaryIO) -> Iterator[bytes]:
    """Go on line by line after the bytes that were read ahead."""
    complete, newline, rest = start.rpartition(b"\n")
    if newline:
        yield from complete.split(b"\n")
    first = rest + stream.readline(_LINE)
    while first:
        yield first
        if len(first) >= _LINE and not first.endswith(b"\n"):
            while (skipped := stream.readline(_LINE)) and not skipped.endswith(b"\n"):
                continue
        first = stream.readline(_LINE)
