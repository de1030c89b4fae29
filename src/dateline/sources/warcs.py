"""WARC: the pages of a web archive, each with the address it was taken from."""

from __future__ import annotations

import contextlib
import gzip
import io
import logging
import zlib
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, BinaryIO

from dateline.model.errors import SourceError
from dateline.sources.html import MAX_PAGE_BYTES, read_html
from dateline.sources.plain import read_text
from dateline.sources.signing import sign
from dateline.sources.types import Found, Options, Unread

EXTRACTOR = "warcio"
_PAGES = ("text/html", "application/xhtml+xml")
_DAMAGE = (ValueError, KeyError, TypeError, AttributeError, IndexError, AssertionError, OverflowError, LookupError)


def read_warc(stream: BinaryIO, options: Options, where: str) -> Iterator[Found | Unread]:
    """Read the pages of a WARC one by one: answers with HTML, and texts that were made from pages (WET).

    What is no page (pictures, requests, failures) is passed over. The day of the capture is not taken for that of
    publication. A page that holds no article is an `Unread`.
    """
    from warcio.archiveiterator import ArchiveIterator
    from warcio.exceptions import ArchiveLoadFailed

    logging.getLogger("warcio").setLevel(logging.CRITICAL)
    number = 0
    try:
        records = iter(ArchiveIterator(stream, check_digests=False))
        while (record := _next_record(records)) is not None:
            if record.rec_type not in ("response", "resource", "conversion"):
                continue
            number += 1
            item = _read_record(record, options, f"{where} record {number}")
            if item is not None:
                yield item
    except (ArchiveLoadFailed, EOFError, OSError, zlib.error, gzip.BadGzipFile, *_DAMAGE) as error:
        words = f"the web archive is damaged after record {number}: {type(error).__name__}: {error}"
        yield Unread(where, "unreadable", words)
        return
    if not number:
        yield Unread(where, "empty", "the web archive has no pages")


def _next_record(records: Iterator[Any]) -> Any:
    """Give the next record; what the library writes of damage to standard error is told by our own messages."""
    with contextlib.redirect_stderr(io.StringIO()):
        return next(records, None)


def _read_record(record: Any, options: Options, where: str) -> Found | Unread | None:
    url = record.rec_headers.get_header("WARC-Target-URI")
    url = url.strip("<>") if url else None
    headers = record.http_headers
    if headers is not None and headers.get_statuscode() != "200":
        return None
    kind = (headers.get_header("Content-Type") if headers is not None else record.content_type) or ""
    kind = kind.split(";")[0].strip().lower()
    if kind not in (*_PAGES, "text/plain"):
        return None
    data = record.content_stream().read(MAX_PAGE_BYTES + 1)
    if len(data) > MAX_PAGE_BYTES:
        return Unread(where, "large", f"the page at {url} is over {MAX_PAGE_BYTES // 1_000_000} MB")
    own = replace(options, url=options.url or (url if url and url.startswith(("http://", "https://")) else None))
    try:
        if kind == "text/plain":
            found, extractor = read_text(data.decode("utf-8", "replace"), own), EXTRACTOR
        else:
            found, extractor = read_html(data, own), "trafilatura"
        return sign(replace(found, where=where), data, extractor)
    except SourceError as error:
        return Unread(where, "no-article", f"{url or 'a page'}: {error}")
