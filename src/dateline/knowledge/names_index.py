"""Finds the longest known name that begins at a word: "European Union foreign policy chief" gives the EU."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from dateline.knowledge.names_types import NameEntry

_BOUNDARY = re.compile(r"(?<=\S)(?=\s)|(?<=\w)(?=[^\w\s])|(?<=[^\w\s])(?=\w)")
_JOINED_BEFORE = frozenset("-'.!/,")
_JOINED_AFTER = frozenset("-/")
_LONGEST = 16

Table = Mapping[str, tuple[NameEntry, ...]]


def normalise_form(form: str) -> str:
    """Write apostrophes and dashes in one way, so that "Moody’s" and "Al–Qaeda" are found."""
    return form.replace("’", "'").replace("‑", "-").replace("–", "-")


class FormIndex:
    """Known forms by their words, whatever way the tokenizer cuts "Al-Qaeda", "U.S." and "Moody's"."""

    __slots__ = ("_capitals", "_exact", "_steps")

    def __init__(self, exact: dict[str, tuple[NameEntry, ...]]) -> None:
        self._exact = exact
        self._steps = _find_steps(exact)
        self._capitals: tuple[dict[str, tuple[NameEntry, ...]], frozenset[str]] | None = None

    def get(self, form: str) -> tuple[NameEntry, ...]:
        """Give the entries of one form written as a string."""
        return self._exact.get(normalise_form(form), ())

    def match_at(self, words: Sequence[str], start: int) -> tuple[int, tuple[NameEntry, ...]] | None:
        """Give the number of words and the entries of the longest name that begins at a word."""
        word = words[start]
        if word not in self._steps and word not in self._exact and "’" not in word and not word.isupper():
            return None
        found = _match(words, start, self._exact, self._steps, str)
        if len(word) > 1 and word.isupper():
            exact, steps = self._load_capitals()
            loud = _match(words, start, exact, steps, str.upper)
            if loud is not None and (found is None or loud[0] > found[0]):
                return loud
        return found

    def _load_capitals(self) -> tuple[dict[str, tuple[NameEntry, ...]], frozenset[str]]:
        if self._capitals is None:
            capitals: dict[str, tuple[NameEntry, ...]] = {}
            for form, entries in self._exact.items():
                big = form.upper()
                if big not in self._exact and _is_safe_in_capitals(form, entries):
                    capitals.setdefault(big, entries)
            self._capitals = capitals, _find_steps(capitals)
        return self._capitals


def _is_safe_in_capitals(form: str, entries: tuple[NameEntry, ...]) -> bool:
    if " " in form or "-" in form:
        return True
    return len(form) > 3 and not form.isupper() and not all(entry.ambiguous for entry in entries)


def _find_steps(table: Mapping[str, object]) -> frozenset[str]:
    """Give the beginnings of longer forms, cut wherever a tokenizer may cut."""
    steps: set[str] = set()
    for form in table:
        if form.isalnum():
            continue
        for cut in _BOUNDARY.finditer(form):
            steps.add(form[: cut.start()])
    return frozenset(steps)


def _match(
    words: Sequence[str], start: int, exact: Table, steps: frozenset[str], fold: Callable[[str], str]
) -> tuple[int, tuple[NameEntry, ...]] | None:
    key = normalise_form(words[start])
    found = (1, exact[key]) if key in exact else None
    end = min(len(words), start + _LONGEST)
    position = start + 1
    while position < end and key in steps:
        word = normalise_form(words[position])
        if not word or word.isspace():
            break
        if fold is not str and word != fold(word) and word not in ("'s", "of", "the", "and", "for"):
            break
        joined = word[0] in _JOINED_BEFORE or key[-1] in _JOINED_AFTER
        key = key + fold(word) if joined else f"{key} {fold(word)}"
        position += 1
        if key in exact:
            found = (position - start, exact[key])
    return found
