"""PDF: the text of its pages, lines joined into paragraphs; a scan without text is said to be one."""

from __future__ import annotations

import io
import logging
import re
import struct
import zlib

from dateline.model.errors import SourceError
from dateline.model.record import Issue
from dateline.sources.plain import read_text
from dateline.sources.types import Found, Options

EXTRACTOR = "pypdf"
MAX_PAGES = 200
_SENTENCE_END = re.compile(r"[.!?:;…][”\"’')\]]*$")
_FAILURES = (
    ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError, ZeroDivisionError, AssertionError,
    OverflowError, NotImplementedError, LookupError, OSError, EOFError, struct.error, zlib.error, MemoryError,
)  # fmt: skip


def read_pdf(data: bytes, options: Options) -> Found:
    """Read the text of a PDF; raises SourceError where it has none, is encrypted, damaged or too long."""
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise SourceError("the PDF is encrypted; save it without a password")
        if len(reader.pages) > MAX_PAGES:
            raise SourceError(f"the PDF has {len(reader.pages)} pages; an article has at most {MAX_PAGES}")
        text = "\n".join(page.extract_text() for page in reader.pages)
    except (PyPdfError, *_FAILURES) as error:
        raise SourceError(f"the PDF could not be read: {type(error).__name__}: {error}") from error
    text = join_lines(text.encode("utf-8", "replace").decode("utf-8").replace("\x00", ""))
    if sum(map(str.isalpha, text)) < 40:
        raise SourceError("no article found in the PDF: it has no text; a scan needs text recognition first")
    words = "the text was taken out of a PDF; line ends and columns may be out of order"
    issues = (Issue(kind="pdf", message=words),)
    return read_text(text, options, issues)


def join_lines(text: str) -> str:
    """Join lines that break in the midst of a sentence, and words that are broken by a hyphen at the end of a line."""
    lines = [" ".join(line.split()) for line in text.split("\n")]
    longest = max(map(len, lines), default=0)
    joined: list[str] = []
    full = False
    for line in lines:
        before = joined[-1] if joined else ""
        if before and line and before.endswith("-") and line[:1].islower():
            joined[-1] = before[:-1] + line
        elif before and line and (line[:1].islower() or (full and not _SENTENCE_END.search(before))):
            joined[-1] = f"{before} {line}"
        else:
            joined.append(line)
        full = len(line) > 0.8 * longest
    return "\n".join(line for line in joined if line)
