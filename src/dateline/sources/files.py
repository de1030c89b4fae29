"""Inputs from the disk and the pipe: files, folders and "-", told apart by name and by content."""

from __future__ import annotations

import gzip
import itertools
import os
import re
import sys
import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO, Literal, cast

from dateline.model.errors import SourceError
from dateline.model.record import Issue
from dateline.sources.articles import check_options
from dateline.sources.decoding import decode_bytes
from dateline.sources.html import MAX_PAGE_BYTES, read_html
from dateline.sources.jsonl import read_json, read_jsonl
from dateline.sources.markdown import has_front_matter, read_markdown
from dateline.sources.plain import read_text
from dateline.sources.types import MAX_TEXT_BYTES, Found, Options, Unread

Form = Literal["text", "markdown", "html", "jsonl", "json"]
_FORMS: dict[str, Form] = {
    ".txt": "text", ".text": "text", ".md": "markdown", ".markdown": "markdown", ".mdown": "markdown",
    ".html": "html", ".htm": "html", ".xhtml": "html", ".jsonl": "jsonl", ".ndjson": "jsonl", ".jl": "jsonl",
    ".json": "json",
}  # fmt: skip
# In a folder these are passed over without a word: what a saved page or a project brings along.
_BESIDE = re.compile(
    r"""\.(?:css|js|mjs|map|png|jpe?g|gif|webp|avif|svg|ico|bmp|tiff?|woff2?|ttf|otf|eot|mp[34]|webm|ogg|wav|mov|avi|m4a|pyc?
    |so|o|a|dll|exe|db|sqlite3?|db-wal|db-shm|toml|ya?ml|ini|cfg|lock|log|csv|tsv|xml|rss|atom|zip|tar|tgz|bz2|xz|7z|parquet
    |sh|c|h|rs|go|ipynb)""",
    re.VERBOSE,
)
_HTML_START = re.compile(
    rb"\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|article|meta|div|p)\b",
    re.IGNORECASE | re.DOTALL,
)
_ROW_START = re.compile(rb"(?:\xef\xbb\xbf)?\s*\{\s*\"")
_LIST_START = re.compile(rb"(?:\xef\xbb\xbf)?\s*\[\s*\{")
_PEEK = 8192


def read_inputs(inputs: Sequence[str], options: Options) -> Iterator[Found | Unread]:
    """Read files, folders (all below, in the order of their names) and "-", standard input, one article at a time.

    An input that cannot be read is an `Unread` and the next one goes on; only a wrong option raises SourceError.
    """
    check_options(options)
    for name in inputs:
        if name == "-":
            yield from _guarded("standard input", _read_standard_input, options)
            continue
        path = Path(name)
        if path.is_dir():
            yield from _read_folder(path, options)
        else:
            yield from _guarded(name, _read_path, options)


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


def _read_folder(folder: Path, options: Options) -> Iterator[Found | Unread]:
    found = False
    for root, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith((".", "__")))
        for name in sorted(names):
            path = Path(root, name)
            if name.startswith(".") or _BESIDE.fullmatch(path.suffix.lower()) or not path.is_file():
                continue
            found = True
            yield from _guarded(str(path), _read_path, options)
    if not found:
        yield Unread(str(folder), "empty", "the folder holds no text, Markdown, HTML or JSON Lines files")


def _read_path(options: Options, where: str) -> Iterator[Found | Unread]:
    path = Path(where)
    suffixes = [suffix.lower() for suffix in path.suffixes]
    zipped = suffixes[-1:] == [".gz"]
    named = suffixes[:-1] if zipped else suffixes
    form = _FORMS.get(named[-1]) if named else None
    if not zipped and form not in ("jsonl", "json") and path.stat().st_size > MAX_PAGE_BYTES and not options.large:
        yield _large(where)
        return
    with cast(BinaryIO, gzip.open(path)) if zipped else path.open("rb") as stream:
        yield from _read_stream(stream, where, form, options)


def _read_stream(stream: BinaryIO, where: str, form: Form | None, options: Options) -> Iterator[Found | Unread]:
    start = stream.read(_PEEK)
    form = form or _sniff(start)
    if form == "jsonl":
        yield from read_jsonl(_lines(start, stream), options, where)
        return
    data = start + stream.read()
    if not data.strip(b" \t\r\n\x00\xef\xbb\xbf\xff\xfe"):
        yield Unread(where, "empty", "there is nothing in it")
    elif form == "json":
        yield from read_json(data, options, where)
    else:
        yield _read_document(data, where, form, options)


def _lines(start: bytes, stream: BinaryIO) -> Iterator[bytes]:
    """Go on line by line after the bytes that were read ahead."""
    complete, newline, rest = start.rpartition(b"\n")
    if newline:
        yield from complete.split(b"\n")
    yield rest + stream.readline()
    yield from itertools.chain(stream)


def _sniff(start: bytes) -> Form:
    """Tell what a nameless input is by how it begins."""
    if _HTML_START.match(start):
        return "html"
    if _ROW_START.match(start):
        first = start.lstrip(b"\xef\xbb\xbf \r\n\t").split(b"\n", 1)[0].rstrip()
        return "jsonl" if first.endswith(b"}") or b"\n" not in start else "json"
    if _LIST_START.match(start):
        return "json"
    return "text"


def _read_document(data: bytes, where: str, form: Form, options: Options) -> Found | Unread:
    if form == "html":
        found = read_html(data, options)
        issues: tuple[Issue, ...] = ()
    else:
        decoded = decode_bytes(data)
        if decoded.text is None:
            return Unread(where, "not-text", "not text, or in an unknown encoding; text in UTF-8 is wanted")
        if not decoded.text.strip():
            return Unread(where, "empty", "there is nothing in it but blanks")
        if _is_large(decoded.text, options):
            return _large(where)
        markdown = form == "markdown" or has_front_matter(decoded.text)
        found = (read_markdown if markdown else read_text)(decoded.text, options, decoded.issues)
        issues = ()
    if _is_large(found.article.text, options):
        return _large(where)
    return replace(found, issues=(*found.issues, *issues), where=where)


def _is_large(text: str, options: Options) -> bool:
    if options.large or len(text) <= MAX_TEXT_BYTES // 4:
        return False
    return len(text.encode("utf-8", "surrogatepass")) > MAX_TEXT_BYTES


def _large(where: str) -> Unread:
    return Unread(where, "large", "the text is over 1 MB; give --large to read it")
