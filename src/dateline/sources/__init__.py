"""Bytes from anywhere become an `Article`: plain text, Markdown, HTML, JSON Lines, folders and the pipe."""

from dateline.sources.articles import check_options
from dateline.sources.dates import is_iso_date
from dateline.sources.files import read_inputs
from dateline.sources.html import read_html
from dateline.sources.jsonl import read_jsonl_row
from dateline.sources.markdown import read_markdown
from dateline.sources.plain import read_text
from dateline.sources.types import MAX_TEXT_BYTES, Found, Options, Unread

__all__ = [
    "MAX_TEXT_BYTES",
    "Found",
    "Options",
    "Unread",
    "check_options",
    "is_iso_date",
    "read_html",
    "read_inputs",
    "read_jsonl_row",
    "read_markdown",
    "read_text",
]
