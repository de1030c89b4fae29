"""Patterns that look into a text only where it has one of the words that they cannot do without.

Looking for `\\b(?:fatal|homicide|killed)\\b` in an article costs a thousand times what looking for the words alone
does, and most articles have none of them. The words are worked out from the pattern itself.
"""

from __future__ import annotations

import re
from typing import Any

_SHORTEST = 3


class Pattern:
    """A compiled pattern with its words; it finds what the pattern alone finds."""

    __slots__ = ("_words", "compiled")

    def __init__(self, pattern: str, flags: int = 0) -> None:
        self.compiled = re.compile(pattern, flags)
        found = _find_words(pattern, flags)
        self._words = None if found is None else tuple(sorted(found))

    @property
    def words(self) -> tuple[str, ...] | None:
        """The words of which each place that is found has one, case-folded; None where the pattern has none."""
        return self._words

    def may_be_in(self, folded: str) -> bool:
        """Tell whether a text, case-folded, has one of the words."""
        if self._words is None:
            return True
        for word in self._words:  # noqa: SIM110 - asked a thousand times for an article
            if word in folded:
                return True
        return False

    def search(self, text: str, folded: str | None = None) -> re.Match[str] | None:
        """Find the first place; `folded` is the text case-folded, where the caller has it."""
        return self.compiled.search(text) if self.may_be_in(text.casefold() if folded is None else folded) else None


def _find_words(pattern: str, flags: int) -> frozenset[str] | None:
    try:
        from re import _parser  # type: ignore[attr-defined]
    except ImportError:  # another Python's library: without words, only slower
        return None
    return _words_of(list(_parser.parse(pattern, flags)))


def _words_of(items: list[Any]) -> frozenset[str] | None:
    """Give words of which one is in every match of a sequence: of its parts, the one with the longest shortest word."""
    found: list[frozenset[str]] = []
    run = ""
    for code, value in [*items, (None, None)]:
        name = str(code)
        if name == "LITERAL":
            run += chr(value)
            continue
        if run:
            found.append(frozenset((run.casefold(),)))
            run = ""
        words: frozenset[str] | None = None
        if name == "BRANCH":
            words = _join([_words_of(list(branch)) for branch in value[1]])
        elif name == "SUBPATTERN":
            words = _words_of(list(value[3]))
        elif name == "ATOMIC_GROUP":
            words = _words_of(list(value))
        elif name in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT") and value[0] > 0:
            words = _words_of(list(value[2]))
        if words is not None:
            found.append(words)
    usable = [words for words in found if min(map(len, words)) >= _SHORTEST]
    return max(usable, key=lambda words: (min(map(len, words)), -len(words))) if usable else None


def _join(branches: list[frozenset[str] | None]) -> frozenset[str] | None:
    joined: set[str] = set()
    for branch in branches:
        if branch is None:
            return None
        joined |= branch
    return frozenset(joined)
