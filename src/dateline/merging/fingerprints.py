"""A fingerprint of a text: a sixteenth of its runs of four words, chosen by their hashes alone.

Whatever part of a text travels on, in another outlet's frame, cut short or spliced with another report, the runs chosen
from that part are the same ones; so shared runs tell shared passages, however long the rest is.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

RUN = 4
"""Words in a run."""
SAMPLE = 16
"""One run in so many is kept."""
_WORD = re.compile(r"\w+")
_FACTORS = np.array([0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9, 0xD6E8FEB86659FD93], dtype=np.uint64)


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """The kept runs of one text, each once."""

    hashes: NDArray[np.uint64]
    """Sorted, all different; multiples of `SAMPLE`."""

    def __len__(self) -> int:
        return len(self.hashes)


@lru_cache(maxsize=100_000)
def _hash_word(word: str) -> int:
    return int.from_bytes(hashlib.blake2b(word.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big")


def hash_runs(words: list[str]) -> NDArray[np.uint64]:
    """Hash each run of four words: as many as there are words, less three."""
    if len(words) < RUN:
        return np.empty(0, dtype=np.uint64)
    hashed = np.fromiter(map(_hash_word, words), dtype=np.uint64, count=len(words))
    count = len(words) - RUN + 1
    mixed = np.zeros(count, dtype=np.uint64)
    for place in range(RUN):
        mixed += hashed[place : place + count] * _FACTORS[place]
        mixed ^= mixed >> np.uint64(29)
    mixed *= _FACTORS[0]
    mixed ^= mixed >> np.uint64(32)
    return mixed


def make_fingerprint(text: str) -> Fingerprint:
    """Make the fingerprint of a text; case, punctuation and line breaks make no difference."""
    hashes = hash_runs(_WORD.findall(text.lower()))
    kept = hashes[(hashes & np.uint64(SAMPLE - 1)) == 0]
    return Fingerprint(np.unique(kept))


def find_words(text: str) -> tuple[list[str], list[tuple[int, int]]]:
    """Give the words of a text as they are compared, and where each stands in it."""
    words, places = [], []
    for found in _WORD.finditer(text):
        words.append(found.group().lower())
        places.append(found.span())
    return words, places
