"""RSS and Atom: each item with its full text is an article; one with a summary only says so, or is fetched."""

from __future__ import annotations

import email.utils
import logging
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from dateline.model.errors import SourceError
from dateline.model.record import Issue
from dateline.sources.dates import day_of_timestamp
from dateline.sources.fragments import has_markup, read_fragment
from dateline.sources.names import read_names
from dateline.sources.plain import read_text
from dateline.sources.types import Found, Options, Unread

MAX_FEED_BYTES = 20_000_000
_FULL_WORDS = 120
"""A description as long as this is hardly a summary."""
EXTRACTOR = "feedparser"


def read_feed(data: bytes, options: Options, where: str) -> Iterator[Found | Unread]:
    """Read the items of a feed, in its order; raises SourceError where it is none.

    Title, link, date and author are those of the item; the outlet is the feed's title, where none is given.
    """
    import feedparser

    logging.getLogger("feedparser").setLevel(logging.CRITICAL)
    _refuse_entities(data)
    try:
        feed = feedparser.parse(data, sanitize_html=False, resolve_relative_uris=False)
    except (ValueError, RecursionError, LookupError, AttributeError, TypeError, AssertionError) as error:
        raise SourceError(f"the feed could not be parsed: {type(error).__name__}: {error}") from error
    if not feed.get("version") and not feed.entries:
        raise SourceError("no feed: neither RSS nor Atom was found in it")
    if not feed.entries:
        yield Unread(where, "empty", "the feed has no items")
    outlet = options.outlet or _clean(feed.feed.get("title"))
    for number, entry in enumerate(feed.entries, 1):
        yield _read_item(entry, replace(options, outlet=outlet), f"{where} item {number}")


def _refuse_entities(data: bytes) -> None:
    """Refuse what declares entities of its own: no feed needs them, and they can grow without end."""
    if b"<!ENTITY" in data or b"<!entity" in data:
        raise SourceError("the feed declares XML entities of its own, which can hide attacks; it was not read")


def _read_item(entry: Any, options: Options, where: str) -> Found | Unread:
    url = _clean(entry.get("link"))
    if url is not None and not url.startswith(("http://", "https://")):
        url = None
    title = _plain(entry.get("title"))
    text, full = _text_of(entry)
    issues: tuple[Issue, ...] = ()
    published, stated = options.published, entry.get("published") or entry.get("updated")
    if published is None and stated:
        published = day_of_timestamp(str(stated)) or _mailed_day(str(stated)) or _parsed_day(entry)
        if published is None:
            issues = (Issue(kind="bad-date", message=f"published: {str(stated)[:80]!r} is no date; it was left out"),)
    own = replace(
        options,
        published=published,
        title=options.title or title,
        url=options.url or url,
        ref=options.ref or _clean(entry.get("id")),
    )
    if not full and url is not None and options.fetcher is not None:
        fetched = options.fetcher.read_page(url, own, where)
        if not isinstance(fetched, Unread):
            return fetched
        issues = (*issues, Issue(kind="summary-only", message=f"only the feed's summary was read: {fetched.message}"))
    elif not full:
        words = "the feed gives only a summary, which was read; the article itself is at its URL"
        issues = (*issues, Issue(kind="summary-only", message=words))
    if not text.strip():
        return Unread(where, "empty", "the item has no text")
    try:
        return _with_author(replace(read_text(text, own, issues), where=where), entry)
    except SourceError as error:
        return Unread(where, "not-text", str(error))


def _text_of(entry: Any) -> tuple[str, bool]:
    """Give the longest text of an item, and whether it is the whole article."""
    contents = [str(each.get("value") or "") for each in entry.get("content") or () if isinstance(each, dict)]
    texts = [_plain_lines(content) for content in contents]
    summary = _plain_lines(str(entry.get("summary") or ""))
    best = max((*texts, summary), key=len, default="")
    is_content = bool(texts) and best != summary and len(best) > len(summary)
    return best, is_content or len(best.split()) >= _FULL_WORDS


def _plain_lines(value: str) -> str:
    if not has_markup(value) and "&" not in value:
        return value.strip()
    try:
        return read_fragment(value)
    except SourceError:
        return ""


def _plain(value: object) -> str | None:
    return _clean(_plain_lines(value).replace("\n", " ")) if isinstance(value, str) else None


def _clean(value: object) -> str | None:
    cleaned = " ".join(value.split()) if isinstance(value, str) else ""
    return cleaned or None


def _mailed_day(stated: str) -> str | None:
    """Read "Fri, 24 Oct 2025 23:30:00 -0500" as the day it was where that was written."""
    parsed = email.utils.parsedate_tz(stated)
    if parsed is None or not 1900 <= parsed[0] <= 2199 or not 1 <= parsed[1] <= 12 or not 1 <= parsed[2] <= 31:
        return None
    return f"{parsed[0]:04d}-{parsed[1]:02d}-{parsed[2]:02d}"


def _parsed_day(entry: Any) -> str | None:
    parsed = entry.get("published_parsed") or entry.get("updated_parsed")
    return f"{parsed[0]:04d}-{parsed[1]:02d}-{parsed[2]:02d}" if parsed and 1000 <= parsed[0] <= 9999 else None


def _with_author(found: Found, entry: Any) -> Found:
    """Take the author of the item where the text itself has no byline."""
    import msgspec

    author = _clean(entry.get("author"))
    if author is None or found.article.byline:
        return found
    names = tuple(person.name for person in read_names(author, 0).persons)
    return replace(found, article=msgspec.structs.replace(found.article, byline=names)) if names else found
