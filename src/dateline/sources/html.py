"""Web pages: trafilatura finds the article in the page, the page's own metadata tell title, author, outlet and date."""

from __future__ import annotations

import logging
import re
from typing import Any

from dateline.knowledge.outlets import agency_by_form, outlet_by_name
from dateline.model.errors import SourceError
from dateline.model.record import Issue
from dateline.sources.articles import Metadata, make_article
from dateline.sources.dates import day_of_timestamp
from dateline.sources.decoding import decode_bytes
from dateline.sources.lines import find_lines
from dateline.sources.matter import find_matter
from dateline.sources.names import read_names
from dateline.sources.types import Found, Options

MAX_PAGE_BYTES = 20_000_000
_MIN_LETTERS = 80
_SENTENCE = re.compile(r"\w[.!?…][”\"’')\]]*(?:\s|$)")
_XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_HTTP = re.compile(r"https?://[^\s]+")
# The far end keeps the answer from depending on the day it is asked.
_DATES = {"extensive_search": False, "original_date": True, "min_date": "1990-01-01", "max_date": "2199-12-31"}


def read_html(page: bytes | str, options: Options, issues: tuple[Issue, ...] = ()) -> Found:
    """Read the article in a page; `article.text` is the text as extracted, one paragraph a line.

    Raises SourceError where the bytes are no text or the page holds no article.
    """
    if isinstance(page, bytes):
        decoded = decode_bytes(page, page=True)
        if decoded.text is None:
            raise SourceError("not text: the page could not be decoded; HTML in UTF-8 is wanted")
        page, issues = decoded.text, (*issues, *decoded.issues)
    document = _extract(_XML_DECLARATION.sub("", page.removeprefix("\ufeff"), count=1))
    text = (document.text or "").strip() if document is not None else ""
    if document is None or not _is_article(text):
        raise SourceError(
            "no article found in the page; it may be a list, a log-in page or one that needs a script. "
            "Save the article itself, or give its words as plain text"
        )
    metadata = _read_metadata(document, issues)
    title = options.title or metadata.title
    return make_article(text, find_matter(text, find_lines(text), title), metadata, options)


def _extract(page: str) -> Any:
    for name in ("trafilatura", "htmldate", "courlan"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    from trafilatura import bare_extraction

    try:
        return bare_extraction(
            page,
            favor_precision=True,
            include_comments=False,
            include_tables=False,
            with_metadata=True,
            date_extraction_params=dict(_DATES),
        )
    except (ValueError, AssertionError, RecursionError) as error:
        raise SourceError(f"the page could not be parsed as HTML: {error}") from error


def _is_article(text: str) -> bool:
    return sum(map(str.isalpha, text)) >= _MIN_LETTERS and (
        _SENTENCE.search(text) is not None or len(text.split()) > 40
    )


def _read_metadata(document: Any, issues: tuple[Issue, ...]) -> Metadata:
    names, credit = _read_author(document.author)
    url = document.url if document.url and _HTTP.fullmatch(document.url) else None
    return Metadata(
        title=_clean(document.title),
        byline=names,
        credit=credit,
        outlet=_read_outlet(document.sitename, document.hostname),
        url=url,
        published=day_of_timestamp(document.date) if document.date else None,
        issues=issues,
    )


def _clean(value: str | None) -> str | None:
    cleaned = " ".join(value.split()) if value else ""
    return cleaned or None


def _read_author(author: str | None) -> tuple[tuple[str, ...], str | None]:
    """Read the persons and the agency among the authors; an outlet that signs as its own author is neither."""
    names: list[str] = []
    credit = None
    for part in (author or "").split(";"):
        agency = agency_by_form(part.strip())
        if agency is not None:
            credit = credit or agency.name
        elif part.strip() and outlet_by_name(part) is None:
            found = read_names(part.strip(), 0)
            names.extend(person.name for person in found.persons)
            credit = credit or (found.agency.name if found.agency else None)
    return tuple(dict.fromkeys(names)), credit


def _read_outlet(sitename: str | None, hostname: str | None) -> str | None:
    """Give the outlet's name as the page has it; a bare host name is none."""
    name = _clean(sitename)
    if name is None or (re.fullmatch(r"(?:[\w-]+\.)+[a-z]{2,}", name.lower()) and outlet_by_name(name) is None):
        return None
    return name
