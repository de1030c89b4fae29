"""Which words can name one act: the same word in other forms, words that share a sense, and groups of our own."""

from __future__ import annotations

import csv
import tomllib
from functools import cache, lru_cache

from dateline.knowledge.digest import DATA
from dateline.model.errors import LexiconError

FILE = "kin.csv"
OWN = "kin.toml"
COMMON = 5.5
"""Words that are rarer in news than this are left out of the table."""
_LEAST = 3


@cache
def load_kin() -> dict[str, frozenset[str]]:
    """Load the senses and groups of each word."""
    kin: dict[str, set[str]] = {}
    with (DATA / FILE).open(encoding="utf-8", newline="") as lines:
        rows = list(csv.reader(lines))
    if rows[:1] != [["word", "senses"]]:
        raise LexiconError(FILE, "line 1", "the columns must be word,senses")
    for number, row in enumerate(rows[1:], 2):
        if len(row) != 2 or row[0] in kin or not row[1].replace(" ", "").isdigit():
            raise LexiconError(FILE, f"line {number}", f"{row} is no new word with the numbers of its senses")
        kin[row[0]] = set(row[1].split())
    table = tomllib.loads((DATA / OWN).read_text(encoding="utf-8"))
    for number, group in enumerate(table["groups"], 1):
        for word in group:
            kin.setdefault(word, set()).add(f"own {number}")
    return {word: frozenset(senses) for word, senses in kin.items()}


@cache
def _load_endings() -> tuple[str, ...]:
    return tuple(tomllib.loads((DATA / OWN).read_text(encoding="utf-8"))["endings"])


@lru_cache(maxsize=50_000)
def find_root(word: str) -> str:
    """Give a word without its ending: "arrested", "arrests" and "arresting" are "arrest"."""
    lower = word.lower()
    for ending in _load_endings():
        if lower.endswith(ending) and len(lower) - len(ending) >= _LEAST:
            return lower[: -len(ending)]
    return lower


def is_kin(one: str, two: str) -> bool:
    """Tell whether two words, in dictionary form, share a sense or a group."""
    kin = load_kin()
    return not kin.get(one, frozenset()).isdisjoint(kin.get(two, frozenset()))


def is_own_kin(one: str, two: str) -> bool:
    """Tell whether two words are of one group of our own."""
    kin = load_kin()
    shared = kin.get(one, frozenset()) & kin.get(two, frozenset())
    return any(each.startswith("own") for each in shared)
