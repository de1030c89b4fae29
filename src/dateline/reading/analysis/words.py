"""The words met so far: how a chunk is cut, what a word looks like to the encoder, and its vector, each found once.

A word with and without a blank behind it are two rows. Vectors are exact, not approximate: they depend on the row
alone, so that what was read before changes nothing.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from dateline.reading.analysis.kernels import Kernel
from dateline.reading.analysis.lemmatizer import Lemmatizer
from dateline.reading.analysis.model_files import UNITS, load_tables, load_weights
from dateline.reading.analysis.tokenizer import Tokenizer

MOST_ROWS = 100_000
"""When so many words are known, all are forgotten and learnt again: memory stays flat over millions of articles."""
_MASK = (1 << 64) - 1
_MULTIPLIER = 0xC6A4A7935BD1E995
_Key = tuple[str, str | None, bool]
"""A word, the norm that a special case gives it, and whether a blank follows."""


class Words:
    """Rows of words; `texts`, `lowers` and `lengths` say what stands in each."""

    def __init__(self, kernel: Kernel, lemmatizer: Lemmatizer) -> None:
        self._kernel, self._lemmatizer = kernel, lemmatizer
        self._tables, self._weights = load_tables(), load_weights()
        self._tokenizer = Tokenizer(self._tables)
        self._hashes: dict[str, int] = {}
        self.forget()

    def forget(self) -> None:
        """Forget every word."""
        self.chunks: dict[str, tuple[int, ...]] = {}
        self.texts: list[str] = []
        self.lowers: list[str] = []
        self._lengths: NDArray[np.int64] = np.zeros((1024, 2), np.int64)
        self._mixed: NDArray[np.float32] = np.zeros((1024, UNITS), np.float32)
        self._rows: dict[_Key, int] = {}
        self._keys: list[_Key] = []
        self._bare: dict[int, int | None] = {}
        self._ready = 0
        self.lemmas: dict[int, str] = {}
        self._hashes.clear()

    @property
    def is_full(self) -> bool:
        """Whether it is time to forget."""
        return len(self.texts) >= MOST_ROWS or len(self.chunks) >= MOST_ROWS

    def find(self, text: str) -> list[int]:
        """Give the rows of the words of a paragraph in which blanks are single."""
        rows: list[int] = []
        chunks = self.chunks
        for chunk in text.split(" "):
            rows.extend(chunks.get(chunk) or self._learn(chunk))
        bare = self._bare[rows[-1]]
        if bare is None:
            word, norm, _ = self._keys[rows[-1]]
            bare = self._bare[rows[-1]] = self._row(word, norm, False)
        rows[-1] = bare
        return rows

    def vectors(self) -> NDArray[np.float32]:
        """Give the vector of every row [rows, UNITS], those of new words found now."""
        count = len(self.texts)
        if self._ready < count:
            if count > len(self._mixed):
                self._mixed = np.concatenate([self._mixed, np.zeros((count, UNITS), np.float32)])
            self._mixed[self._ready : count] = self._kernel.mix(self._features(self._keys[self._ready :]))
            self._ready = count
        return self._mixed

    def extents(self, rows: NDArray[np.int32]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Give the characters of each word, and how far the next one begins behind its beginning."""
        found = self._lengths[rows]
        return found[:, 0], found[:, 1]

    def lemma(self, row: int, tag: int) -> str:
        """Give the lemma of a word under a tag, by its number."""
        key = row << 6 | tag
        found = self.lemmas.get(key)
        if found is None:
            found = self.lemmas[key] = self._lemmatizer.lemma(self.texts[row], self._tables.tags[tag])
        return found

    def _learn(self, chunk: str) -> tuple[int, ...]:
        words = self._tokenizer.cut(chunk)
        rows = tuple(self._row(word, norm, place == len(words)) for place, (word, norm) in enumerate(words, 1))
        self.chunks[chunk] = rows
        return rows

    def _row(self, word: str, norm: str | None, spaced: bool) -> int:
        key = (word, norm, spaced)
        row = self._rows.get(key)
        if row is None:
            row = self._rows[key] = len(self.texts)
            if row == len(self._lengths):
                self._lengths = np.concatenate([self._lengths, np.zeros_like(self._lengths)])
            self.texts.append(word)
            self.lowers.append(word.lower())
            self._lengths[row] = len(word), len(word) + spaced
            self._keys.append(key)
            if spaced:
                self._bare[row] = None
        return row

    def _features(self, keys: Sequence[_Key]) -> NDArray[np.float32]:
        """Give what the tables hold of words, one table behind the other [words, tables * UNITS]."""
        looks = [np.array(column, np.uint64) for column in zip(*(self._looks(*key) for key in keys))]
        parts = []
        for column, seed in enumerate(self._tables.seeds):
            table = self._weights[f"embed_{column}"]
            places = _scatter(looks[column], seed) % np.uint32(len(table))
            parts.append(table[places[:, 0]] + table[places[:, 1]] + table[places[:, 2]] + table[places[:, 3]])
        return np.concatenate(parts, axis=1)

    def _looks(self, word: str, norm: str | None, spaced: bool) -> tuple[int, ...]:
        norm = self._norm(word) if norm is None else norm
        hashed = (self._hash(part) for part in (norm, word[:1], word[-3:], shape_of(word)))
        return (*hashed, int(spaced), int(word.isspace()))

    def _norm(self, word: str) -> str:
        found = self._tables.hashed_norms.get(str(self._hash(word))) or self._tables.norms.get(word)
        return word.lower() if found is None else found

    def _hash(self, text: str) -> int:
        found = self._hashes.get(text)
        if found is None:
            symbol = self._tables.symbols.get(text)
            found = self._hashes[text] = hash_of(text) if symbol is None else symbol
        return found


def shape_of(word: str) -> str:
    """Give the shape of a word: "Xxxxx" for "Moscow", "ddd" for "350"; runs end after four characters."""
    if len(word) >= 100:
        return "LONG"
    if word.isalpha():
        if word.islower():
            return "xxxx"[: len(word)]
        if word[0].isupper() and word[1:].islower():
            return "Xxxxx"[: len(word)]
    shape: list[str] = []
    last, run = "", 0
    for character in word:
        if character.isalpha():
            kind = "X" if character.isupper() else "x"
        else:
            kind = "d" if character.isdigit() else character
        run = run + 1 if kind == last else 0
        last = kind
        if run < 4:
            shape.append(kind)
    return "".join(shape)


def hash_of(text: str) -> int:
    """Give MurmurHash64A of a text's UTF-8 with seed 1, by which the model knows words; 0 for the empty text."""
    if not text:
        return 0
    data = text.encode("utf-8", "surrogatepass")
    found = 1 ^ (len(data) * _MULTIPLIER & _MASK)
    whole = len(data) & ~7
    for start in range(0, whole, 8):
        part = int.from_bytes(data[start : start + 8], "little") * _MULTIPLIER & _MASK
        part = (part ^ part >> 47) * _MULTIPLIER & _MASK
        found = (found ^ part) * _MULTIPLIER & _MASK
    if len(data) > whole:
        found = (found ^ int.from_bytes(data[whole:], "little")) * _MULTIPLIER & _MASK
    found = (found ^ found >> 47) * _MULTIPLIER & _MASK
    return found ^ found >> 47


def _scatter(keys: NDArray[np.uint64], seed: int) -> NDArray[np.uint32]:
    """Give four numbers for each key, by which its rows of a table are found (MurmurHash3 of 8 bytes)."""
    with np.errstate(over="ignore"):
        first = keys * np.uint64(0x87C37B91114253D5)
        first = (first << np.uint64(31)) | (first >> np.uint64(33))
        first = first * np.uint64(0x4CF5AD432745937F) ^ np.uint64(seed) ^ np.uint64(8)
        second = np.full_like(first, np.uint64(seed) ^ np.uint64(8))
        first = first + second
        second = second + first
        first, second = _mingle(first), _mingle(second)
        first = first + second
        second = second + first
    low = np.uint64(0xFFFFFFFF)
    parts: Sequence[NDArray[np.uint64]] = (
        first & low, first >> np.uint64(32), second & low, second >> np.uint64(32),
    )  # fmt: skip
    return np.stack(parts, axis=1).astype(np.uint32)


def _mingle(values: NDArray[np.uint64]) -> NDArray[np.uint64]:
    for factor in (0xFF51AFD7ED558CCD, 0xC4CEB9FE1A85EC53):
        values = (values ^ (values >> np.uint64(33))) * np.uint64(factor)
    return values ^ (values >> np.uint64(33))
