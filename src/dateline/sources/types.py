"""What a source is told, and what it gives: an article with its issues, or the reason why there is none."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from dateline.model.article import Article
from dateline.model.record import Issue

MAX_TEXT_BYTES = 1_000_000
"""A longer text is hardly one article; it is read only when asked for (`large`)."""


@dataclass(frozen=True, slots=True)
class Validators:
    """What tells a server which version of an address is known."""

    etag: str | None = None
    last_modified: str | None = None


class Fetcher(Protocol):
    """Gets pages and feeds from the network, guarded; given by the command line alone."""

    known: dict[str, Validators]
    """Of addresses that were read before: only what is new since then is got."""
    seen: dict[str, Validators]
    """Of addresses that were read by this fetcher."""

    def read_address(self, url: str, options: Options, where: str) -> Iterator[Found | Unread | Unchanged]:
        """Read what is at an address: a page, a feed, a text."""
        ...

    def read_page(self, url: str, options: Options, where: str) -> Found | Unread:
        """Read the article at an address."""
        ...


@dataclass(frozen=True, slots=True)
class Unchanged:
    """An address at which there is nothing new since it was read last."""

    where: str


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
    fetcher: Fetcher | None = None
    """Gets what is at an address; None: the network is not used."""


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
