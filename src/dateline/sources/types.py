"""What a source is told, and what it gives: an article with its issues, or the reason why there is none."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.model.article import Article
from dateline.model.record import Issue

MAX_TEXT_BYTES = 1_000_000
"""A longer text is hardly one article; it is read only when asked for (`large`)."""


@dataclass(frozen=True, slots=True)
class Options:
    """What the caller knows of the inputs and what they may lack."""

    published: str | None = None
    """`YYYY-MM-DD`."""
    outlet: str | None = None
    title: str | None = None
    url: str | None = None
    language: str | None = None
    """ISO 639-1 code ("en"); None: found from the text."""
    large: bool = False
    """Read texts over 1 MB too."""
    ref: str | None = None
    """The caller's own id."""


@dataclass(frozen=True, slots=True)
class Found:
    """One article and what was odd about its source."""

    article: Article
    issues: tuple[Issue, ...] = ()
    where: str = ""
    """Which input it came from, for messages ("news/a.txt", "rows.jsonl line 3")."""


@dataclass(frozen=True, slots=True)
class Unread:
    """An input that gave no article."""

    where: str
    kind: str
    """missing | unreadable | not-text | empty | large | no-article | bad-row."""
    message: str
    """What was wrong and what would be right, without `where`."""

    def __str__(self) -> str:
        return f"{self.where}: {self.message}"
