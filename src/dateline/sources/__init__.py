"""Bytes from anywhere become an `Article`: texts, pages, rows, feeds, mails, PDF, archives, folders, the pipe."""

from dateline.sources.articles import check_options
from dateline.sources.dates import is_iso_date
from dateline.sources.documents import read_bytes
from dateline.sources.files import read_inputs
from dateline.sources.html import read_html
from dateline.sources.jsonl import read_jsonl_row
from dateline.sources.markdown import read_markdown
from dateline.sources.plain import read_text
from dateline.sources.signing import sign
from dateline.sources.types import MAX_TEXT_BYTES, Fetcher, Found, Options, Unchanged, Unread, Validators

__all__ = [
    "MAX_TEXT_BYTES",
    "Fetcher",
    "Found",
    "Options",
    "Unchanged",
    "Unread",
    "Validators",
    "check_options",
    "is_iso_date",
    "read_bytes",
    "read_html",
    "read_inputs",
    "read_jsonl_row",
    "read_markdown",
    "read_text",
    "sign",
]
