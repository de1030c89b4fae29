"""Words as spaCy's English tokenizer cuts them: special cases, then marks in front, behind and between.

What stands between two blanks is cut by itself, so that it is cut once for good. The rules are the model's own (see
`model_files`); the order in which they are tried is that of spaCy's `Tokenizer`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from dateline.reading.analysis.model_files import Tables

Word = tuple[str, str | None]
"""A token and the norm that a special case gives it; None where the norm follows from the word."""


_COMES_OFF = frozenset(",;:?!")


class Tokenizer:
    """Cuts what stands between blanks."""

    def __init__(self, tables: Tables) -> None:
        self._specials: dict[str, tuple[Word, ...]] = {
            chunk: tuple((token[0], token[1] if len(token) > 1 else None) for token in tokens)
            for chunk, tokens in tables.rules.items()
        }
        self._prefix: Callable[[str], re.Match[str] | None] = re.compile(tables.prefix).search
        self._suffix: Callable[[str], re.Match[str] | None] = re.compile(tables.suffix).search
        self._infixes: Callable[[str], Iterator[re.Match[str]]] = re.compile(tables.infix).finditer
        self._url: Callable[[str], re.Match[str] | None] = re.compile(tables.url).match
        self._runs, self._longest = self._find_runs()

    def cut(self, chunk: str) -> tuple[Word, ...]:
        """Cut a chunk without blanks into its tokens, which together are the chunk."""
        special = self._specials.get(chunk)
        if special is not None:
            return self._mend(special)
        if chunk.isascii():
            # Letters are a word, and a mark behind them comes off: no rule of the model says otherwise.
            if chunk.isalpha():
                return ((chunk, None),)
            if chunk[-1] in _COMES_OFF and chunk[:-1].isalpha():
                return self._mend((*self._specials.get(chunk[:-1], ((chunk[:-1], None),)), (chunk[-1], None)))
        return self._mend(self._cut(chunk, self._specials))

    def _find_runs(self) -> tuple[dict[tuple[str, ...], str], int]:
        """Special cases that hold marks are also found where the marks were cut off: ")" after ":" is ":)"."""
        runs = {
            tuple(word for word, _ in self._cut(chunk, {})): chunk
            for chunk in sorted(self._specials)
            if " " not in chunk and (self._prefix(chunk) or self._suffix(chunk) or next(self._infixes(chunk), None))
        }
        return runs, max(map(len, runs))

    def _mend(self, words: tuple[Word, ...]) -> tuple[Word, ...]:
        found = list(self._matches(words))
        if not found:
            return words
        taken: set[int] = set()
        chosen: dict[int, int] = {}
        # The longest wins, of two as long the first.
        for first, last in sorted(found, key=lambda pair: (pair[0] - pair[1], pair[0])):
            if first not in taken and last - 1 not in taken:
                chosen[first] = last
            taken.update(range(first, last))
        mended: list[Word] = []
        place = 0
        while place < len(words):
            last = chosen.get(place, place)
            if last > place:
                mended.extend(self._specials[self._runs[tuple(word for word, _ in words[place:last])]])
                place = last
            else:
                mended.append(words[place])
                place += 1
        return tuple(mended)

    def _matches(self, words: tuple[Word, ...]) -> Iterator[tuple[int, int]]:
        plain = tuple(word for word, _ in words)
        for first in range(len(plain)):
            for last in range(first + 1, min(len(plain), first + self._longest) + 1):
                if plain[first:last] in self._runs:
                    yield first, last

    def _cut(self, chunk: str, specials: dict[str, tuple[Word, ...]]) -> tuple[Word, ...]:
        rest, fronts, backs = self._strip(chunk, specials)
        middle: tuple[Word, ...] = ()
        if rest:
            middle = specials.get(rest) or tuple((word, None) for word in self._split(rest))
        return (*((word, None) for word in fronts), *middle, *((word, None) for word in reversed(backs)))

    def _strip(self, text: str, specials: dict[str, tuple[Word, ...]]) -> tuple[str, list[str], list[str]]:
        """Take marks off in front and behind until a special case or nothing to take off is left."""
        fronts: list[str] = []
        backs: list[str] = []
        before = -1
        while text and len(text) != before and text not in specials:
            before = len(text)
            front = self._length(self._prefix(text))
            if front and text[front:] in specials:
                fronts.append(text[:front])
                return text[front:], fronts, backs
            back = self._length(self._suffix(text[front:]))
            if back and text[:-back] in specials:
                backs.append(text[-back:])
                return text[:-back], fronts, backs
            both = front and back and front + back <= len(text)
            if front:
                fronts.append(text[:front])
            if back and (both or not front):
                backs.append(text[-back:])
                text = text[:-back]
            text = text[front:]
        return text, fronts, backs

    @staticmethod
    def _length(found: re.Match[str] | None) -> int:
        return 0 if found is None else found.end() - found.start()

    def _split(self, text: str) -> Iterator[str]:
        if self._url(text):
            yield text
            return
        start = 0
        for found in self._infixes(text):
            if found.start() == 0:
                continue
            if found.start() != start:
                yield text[start : found.start()]
            if found.group():
                yield found.group()
            start = found.end()
        if text[start:]:
            yield text[start:]
