"""What a run of adding is doing, and what it did."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Summary:
    """What became of the inputs."""

    added: int = 0
    """Articles read and kept that were not there before."""
    replaced: int = 0
    """Articles read again since another version had read them, or the same was offered with another `ref`."""
    known: int = 0
    """Articles that were there already and were passed over."""
    unread: int = 0
    """Inputs that gave no article, and articles that could not be read: each is an issue in the ledger."""
    withdrawn: int = 0
    """Articles passed over since somebody withdrew them (`forget`)."""
    with_issues: int = 0
    """Articles of this run that are kept, but with an issue of their source, or in a language that is not read."""
    interrupted: bool = False
    """Stopped from the keyboard; the same call goes on where this one stopped."""

    @property
    def done(self) -> int:
        """How many inputs were dealt with."""
        return self.added + self.replaced + self.known + self.withdrawn + self.unread


@dataclass(frozen=True, slots=True)
class Progress:
    """Where a run stands."""

    summary: Summary
    total: int | None
    """How many inputs there seem to be; None when that cannot be told beforehand."""
    doing: str
    """Which input is being read, or what else is going on."""
    waiting: int = 0
    """How many have been read and are about to be written."""
    problem: str | None = None
    """What was wrong with the input just dealt with, in words."""


Report = Callable[[Progress], None]
