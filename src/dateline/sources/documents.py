"""One document in bytes: what form it has, told by how it begins, and the reader of that form."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Literal, cast

from dateline.model.errors import SourceError
from dateline.sources import feeds, mail, pdf
from dateline.sources.decoding import decode_bytes
from dateline.sources.html import read_html
from dateline.sources.jsonl import read_json, read_jsonl
from dateline.sources.markdown import has_front_matter, read_markdown
from dateline.sources.plain import read_text
from dateline.sources.signing import sign
from dateline.sources.types import MAX_TEXT_BYTES, Found, Options, Unread

Form = Literal["text", "markdown", "html", "jsonl", "json", "feed", "mail", "pdf", "warc", "zip", "tar"]
_HTML_START = re.compile(
    rb"\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|article|meta|div|p)\b",
    re.IGNORECASE | re.DOTALL,
)
_FEED_START = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*\?>\s*)?(?:<\?[^>]*\?>\s*)*(?:<!--.*?-->\s*)*<(?:rss|feed|rdf:RDF)\b",
    re.IGNORECASE | re.DOTALL,
)
_ROW_START = re.compile(rb"(?:\xef\xbb\xbf)?\s*\{\s*\"")
_LIST_START = re.compile(rb"(?:\xef\xbb\xbf)?\s*\[\s*\{")


def sniff_document(start: bytes) -> Form:
    """Tell what a nameless input is by how it begins."""
    if start.startswith(b"%PDF-"):
        return "pdf"
    if start.startswith(b"WARC/"):
        return "warc"
    if _FEED_START.match(start):
        return "feed"
    if _HTML_START.match(start):
        return "html"
    if _ROW_START.match(start):
        first = start.lstrip(b"\xef\xbb\xbf \r\n\t").split(b"\n", 1)[0].rstrip()
        return "jsonl" if first.endswith(b"}") or b"\n" not in start else "json"
    if _LIST_START.match(start):
        return "json"
    return "mail" if mail.looks_like_mail(start) else "text"


def is_empty(data: bytes) -> bool:
    """Tell bytes that hold nothing but blanks and marks."""
    return not data.strip(b" \t\r\n\x00\xef\xbb\xbf\xff\xfe")


def read_bytes(
    data: bytes, where: str, form: str | None, options: Options, charset: str | None = None
) -> Iterator[Found | Unread]:
    """Read what came over a network; `form` and `charset` are what its sender said, which its bytes may belie."""
    told = sniff_document(data[:8192])
    if form is None or told in ("pdf", "feed") or (form == "json" and told == "jsonl"):
        form = told
    if charset is not None and form in ("text", "markdown", "html"):
        data = _as_utf8(data, charset)
    return read_whole(data, where, cast(Form, form), options)


def _as_utf8(data: bytes, charset: str) -> bytes:
    """Write bytes anew as UTF-8 where their sender names a character set that fits them."""
    try:
        if codecs.lookup(charset).name in ("utf-8", "utf-16", "utf-32"):
            return data
        return codecs.BOM_UTF8 + data.decode(charset).encode("utf-8")
    except (LookupError, UnicodeDecodeError, UnicodeEncodeError):
        return data


def read_whole(data: bytes, where: str, form: Form | None, options: Options) -> Iterator[Found | Unread]:
    """Read a document that is wholly there, of whatever form but an archive; what it refuses is an `Unread`."""
    form = form or sniff_document(data[:8192])
    if is_empty(data):
        yield Unread(where, "empty", "there is nothing in it")
        return
    try:
        if form == "jsonl":
            yield from read_jsonl(data.split(b"\n"), options, where)
        elif form == "json":
            yield from read_json(data, options, where)
        elif form == "feed":
            yield from _signed(feeds.read_feed(data, options, where), data, feeds.EXTRACTOR)
        else:
            yield read_document(data, where, form, options)
    except SourceError as error:
        message = str(error)
        yield Unread(where, "not-text" if message.startswith("not text") else "no-article", message)


def read_document(data: bytes, where: str, form: Form, options: Options) -> Found | Unread:
    """Read a document that is one article; raises SourceError where it holds none."""
    if form == "html":
        found, extractor = read_html(data, options), "trafilatura"
    elif form == "mail":
        found, extractor = mail.read_mail(data, options), mail.EXTRACTOR
    elif form == "pdf":
        found, extractor = pdf.read_pdf(data, options), pdf.EXTRACTOR
    else:
        decoded = decode_bytes(data)
        if decoded.text is None:
            return Unread(where, "not-text", "not text, or in an unknown encoding; text in UTF-8 is wanted")
        if not decoded.text.strip():
            return Unread(where, "empty", "there is nothing in it but blanks")
        if _is_large(decoded.text, options):
            return large(where)
        markdown = form == "markdown" or has_front_matter(decoded.text)
        found = (read_markdown if markdown else read_text)(decoded.text, options, decoded.issues)
        extractor = "dateline"
    if _is_large(found.article.text, options):
        return large(where)
    return sign(replace(found, where=where), data, extractor)


def _signed(items: Iterator[Found | Unread], data: bytes, extractor: str) -> Iterator[Found | Unread]:
    for item in items:
        yield sign(item, data, extractor) if isinstance(item, Found) else item


def _is_large(text: str, options: Options) -> bool:
    if options.large or len(text) <= MAX_TEXT_BYTES // 4:
        return False
    return len(text.encode("utf-8", "surrogatepass")) > MAX_TEXT_BYTES


def large(where: str) -> Unread:
    """Say that a text is too long to be one article."""
    return Unread(where, "large", "the text is over 1 MB; give --large to read it")
