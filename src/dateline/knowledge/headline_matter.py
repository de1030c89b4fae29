"""The words around a report (bylines, datelines, publication lines, credits), loaded from their table."""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from dateline.knowledge.digest import DATA
from dateline.model.errors import LexiconError

FILE = "headline_matter.toml"
CITIES = "dateline_cities.txt"
_LISTS: Mapping[str, tuple[str, ...]] = {
    "weekdays": ("forms",),
    "byline": ("openers", "roles", "particles", "honorifics", "cuts", "reports", "yes", "no"),
    "contributors": ("authors", "others"),
    "dateline": ("not_places", "place_words", "regions", "yes", "no"),
    "published": ("words", "later", "zones", "yes", "no"),
    "credit": ("before", "after", "pictures", "yes", "no"),
    "captions": ("forms",),
    "sections": ("forms",),
}


@dataclass(frozen=True, slots=True)
class MatterWords:
    """All lists of the table, by section and name ("byline", "roles"); every word in lower case."""

    months: Mapping[str, int]
    lists: Mapping[tuple[str, str], tuple[str, ...]]
    sets: Mapping[tuple[str, str], frozenset[str]]
    cities: frozenset[str]
    """Cities that stand alone in a dateline, case folded."""

    def has(self, section: str, name: str, word: str) -> bool:
        """Tell whether a list holds a word."""
        return word in self.sets[section, name]


@cache
def load_matter_words() -> MatterWords:
    """Load the table; an unknown or missing key, or a word that is not lower case, is a LexiconError."""
    data = tomllib.loads((DATA / FILE).read_text("utf-8"))
    months = data.pop("months", {})
    if set(months.values()) != set(range(1, 13)):
        raise LexiconError(FILE, "months", "each of the twelve months needs a form")
    if set(data) != set(_LISTS):
        wrong = sorted(set(data) ^ set(_LISTS))
        raise LexiconError(FILE, wrong[0], "no such section, or one that is missing")
    lists = {
        (section, name): _read_list(section, name, data[section], keys)
        for section, keys in _LISTS.items()
        for name in keys
    }
    cities = [line.strip() for line in (DATA / CITIES).read_text("utf-8").splitlines()]
    return MatterWords(
        months,
        lists,
        {key: frozenset(words) for key, words in lists.items()},
        frozenset(city.casefold() for city in cities if city and not city.startswith("#")),
    )


def _read_list(section: str, name: str, table: Mapping[str, Any], keys: tuple[str, ...]) -> tuple[str, ...]:
    unknown = [key for key in table if key not in keys]
    if unknown:
        raise LexiconError(FILE, section, f"unknown key {unknown[0]!r}; known are {', '.join(keys)}")
    words = table.get(name)
    if not isinstance(words, list) or not all(isinstance(word, str) and word for word in words):
        raise LexiconError(FILE, f"{section}.{name}", "a list of words is wanted")
    if name not in ("yes", "no") and any(word != word.lower() for word in words):
        raise LexiconError(FILE, f"{section}.{name}", "words must be in lower case")
    return tuple(words)


@cache
def publication_words() -> frozenset[str]:
    """Load the words that may stand beside the date on a line that tells when the text was published."""
    sets = load_matter_words().sets
    return sets["published", "words"] | sets["published", "later"] | sets["published", "zones"]


@cache
def country_names() -> frozenset[str]:
    """Give the names of all countries, case folded, for datelines such as "GENEVA, Switzerland"."""
    names: set[str] = set()
    with (DATA / "places" / "countries.csv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            names.update(name.casefold() for name in (row["name"], *row["forms"].split("|")) if name)
    return frozenset(names)


@cache
def given_names() -> frozenset[str]:
    """Give the given names that tell a person's name on a line by itself from any other words."""
    with (DATA / "names" / "given_names.csv").open(encoding="utf-8", newline="") as lines:
        return frozenset(row["name"] for row in csv.DictReader(lines))


@cache
def surnames() -> frozenset[str]:
    """Give the surnames that, after a given name, tell a person's name where nothing else does."""
    lines = (DATA / "names" / "surnames.txt").read_text("utf-8").splitlines()
    return frozenset(line.strip() for line in lines if line.strip() and not line.startswith("#"))
