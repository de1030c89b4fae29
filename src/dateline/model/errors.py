"""The tree of errors: what dateline raises when it cannot go on.

DatelineError
├── SourceError     an input that cannot be read (no such file, not text, no article in the page)
├── ArticleError    an article that cannot be made into a record
├── LexiconError    a knowledge table with a bad row; names the file, the line and the key
├── LedgerError     a ledger that cannot be opened, written or understood
├── ConfigError     a setting or a part (a language model) that is wrong or absent
└── ClusterError    a cluster that cannot be reached or used (no scheduler, no worker, another version on one)

A message names the thing, what was wrong with it, and what would be right.
"""

from __future__ import annotations


class DatelineError(Exception):
    """Anything dateline raises on purpose; its text is meant for the person at the terminal."""


class SourceError(DatelineError):
    """An input that cannot be read as an article."""


class ArticleError(DatelineError):
    """An article that cannot be made into a record."""


class LexiconError(DatelineError):
    """A knowledge table with a bad row."""

    def __init__(self, file: str, where: str, problem: str) -> None:
        super().__init__(f"{file}: {where}: {problem}")
        self.file = file
        self.where = where
        self.problem = problem


class LedgerError(DatelineError):
    """A ledger that cannot be opened, written or understood."""


class ConfigError(DatelineError):
    """A setting or an installed part that is wrong or absent."""


class ClusterError(DatelineError):
    """A cluster that cannot be reached or used: no scheduler, no worker, another version on one, no common folder."""
