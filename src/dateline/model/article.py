"""One published text, as it was given: the noun that every source makes and every reader reads."""

from __future__ import annotations

import hashlib
from typing import Literal, NamedTuple

import msgspec


class Span(NamedTuple):
    """A half-open stretch `[start, end)` of `article.text`, in Unicode code points; JSON `[start, end]`."""

    start: int
    end: int

    def covers(self, other: Span) -> bool:
        """Tell whether the other span lies wholly inside this one."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Tell whether the two spans share at least one character."""
        return self.start < other.end and other.start < self.end


Spans = tuple[Span, ...]


NoticeKind = Literal["correction", "retraction", "clarification", "update"]


class Notice(msgspec.Struct, frozen=True, kw_only=True):
    """A paragraph in which a newspaper speaks of its own article; no statements and events are read from it."""

    kind: NoticeKind
    span: Span


class Article(msgspec.Struct, frozen=True, kw_only=True):
    """One published text with what is known of its publication; unknown is `None` or empty."""

    id: str
    """sha256 (hex) over text, title, outlet, url and published: see `article_id`."""
    text_sha256: str
    """sha256 (hex) of the UTF-8 bytes of `text`."""
    ref: str | None = None
    """The caller's own id, kept as it was given."""
    url: str | None = None
    outlet: str | None = None
    """The publisher's name, as given or as the page's own metadata has it."""
    title: str | None = None
    title_span: Span | None = None
    """Where the title stands in the text; `None` when it was given apart (it is then metadata only)."""
    byline: tuple[str, ...] = ()
    byline_span: Span | None = None
    """Around the names of the byline, without "By"."""
    credit: str | None = None
    """The wire agency named in the text, by its canonical name ("Reuters")."""
    credit_span: Span | None = None
    place: str | None = None
    """Id of the place of the dateline ("KYIV, Nov 16 -"), filled in by the reader."""
    dateline_span: Span | None = None
    """The whole dateline ("KYIV, Nov 16 (Reuters) -"); no events are read from it."""
    dateline_place_span: Span | None = None
    dateline_date: str | None = None
    """ISO date of the dateline when it could be made whole; the year comes from the publication."""
    notices: tuple[Notice, ...] = ()
    """Corrections, retractions and the like that the text itself carries."""
    published: str | None = None
    """ISO 8601 date `YYYY-MM-DD`."""
    published_from: str | None = None
    """given | metadata | dateline | None."""
    bytes_sha256: str | None = None
    """sha256 (hex) of the bytes that the text was taken from; `None` where it came as text."""
    extractor: str | None = None
    """What took the text out of the bytes, with its version ("trafilatura 2.0.0"): explains offsets."""
    language: str | None = None
    """ISO 639-1 code as found or given; `None` when too short to tell."""
    text: str


def article_id(text: str, title: str | None, outlet: str | None, url: str | None, published: str | None) -> str:
    """Hash what makes an article this article; the same on every machine and in every run."""
    digest = hashlib.sha256()
    for part in (text, title, outlet, url, published):
        data = b"\x00" if part is None else b"\x01" + part.encode("utf-8", "surrogatepass")
        digest.update(len(data).to_bytes(8, "big"))
        digest.update(data)
    return digest.hexdigest()


def text_sha256(text: str) -> str:
    """Hash the text alone, so that copies at other outlets can be told."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
