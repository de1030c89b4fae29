"""Words around places: nouns of territory, prepositions of place, what may stand between a town and its country."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from dateline.model.errors import LexiconError

FILE = Path(__file__).parent / "data" / "places" / "place_words.toml"
_KEYS = {"id", "about", "words", "yes", "no"}
_USES = {"territory", "locative", "inside", "holder", "physical", "struck", "facility", "regional"}


@dataclass(frozen=True, slots=True)
class PlaceUse:
    """One use of words with the sentences that show it."""

    id: str
    words: frozenset[str]
    yes: tuple[str, ...]
    no: tuple[str, ...]


@cache
def load_place_words() -> dict[str, PlaceUse]:
    """Read the uses by id; an unknown key, a word twice or a missing use is a LexiconError."""
    return read_place_words(FILE)


def read_place_words(path: Path) -> dict[str, PlaceUse]:
    """Read and check one file of uses."""
    uses: dict[str, PlaceUse] = {}
    for number, entry in enumerate(tomllib.loads(path.read_text("utf-8")).get("use", []), 1):
        name = str(entry.get("id", f"use {number}"))
        if unknown := set(entry) - _KEYS:
            raise LexiconError(path.name, name, f"unknown key {min(unknown)!r}; known are {sorted(_KEYS)}")
        if name in uses or name not in _USES:
            raise LexiconError(path.name, name, f"must be one of {sorted(_USES)}, each once")
        words = entry.get("words", [])
        if len(set(words)) != len(words):
            twice = next(word for word in words if words.count(word) > 1)
            raise LexiconError(path.name, name, f"the word {twice!r} is there twice")
        uses[name] = PlaceUse(name, frozenset(words), tuple(entry.get("yes", ())), tuple(entry.get("no", ())))
    if missing := _USES - uses.keys():
        raise LexiconError(path.name, "file", f"lacks the use {min(missing)!r}")
    return uses
