"""Numerals, hedges, currencies and counted nouns, as the tables have them."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, get_args

from dateline.knowledge.digest import DATA
from dateline.model.errors import LexiconError
from dateline.model.record import CountWhat

FILE = "numbers.toml"
_TABLES = (
    "cardinals", "ordinals", "scales", "plural_scales", "groups", "currencies", "measures", "counted", "modified",
)  # fmt: skip
_LISTS = ("several", "parts", "not_counted", "labels", "conditions", "people")
_SIDES = ("min", "max", "over", "under", "approximate", "exact")


@dataclass(frozen=True, slots=True)
class NumberWords:
    """Lower-case words and what each stands for."""

    cardinals: Mapping[str, int]
    ordinals: Mapping[str, int]
    scales: Mapping[str, int]
    plural_scales: Mapping[str, int]
    currencies: Mapping[str, str]
    groups: Mapping[str, int]
    measures: Mapping[str, str]
    counted: Mapping[str, CountWhat]
    modified: Mapping[str, CountWhat]
    several: frozenset[str]
    parts: frozenset[str]
    not_counted: frozenset[str]
    labels: frozenset[str]
    conditions: frozenset[str]
    people: frozenset[str]
    hedges: Mapping[tuple[str, ...], str]
    """Words of a hedge -> the side it leaves open: min max over under approximate exact."""


@cache
def load_number_words() -> NumberWords:
    """Load the words of number; an unknown table, side or kind of count is a LexiconError."""
    data = tomllib.loads((DATA / FILE).read_text("utf-8"))
    for name in sorted(set(data) ^ {*_TABLES, *_LISTS, "hedge"}):
        raise LexiconError(FILE, name, "no such table is known" if name in data else "the table is missing")
    hedges: dict[tuple[str, ...], str] = {}
    for row in data["hedge"]:
        words = tuple(row["words"].split())
        if set(row) != {"words", "side"} or row["side"] not in _SIDES:
            raise LexiconError(
                FILE, f"hedge {row.get('words')!r}", f"needs words and a side out of {', '.join(_SIDES)}"
            )
        if words in hedges:
            raise LexiconError(FILE, f"hedge {row['words']!r}", "stands twice")
        hedges[words] = row["side"]
    for noun, what in (*data["counted"].items(), *data["modified"].items()):
        if what not in get_args(CountWhat):
            raise LexiconError(FILE, f"counted {noun!r}", f"no such count: {what!r}")
    lists: dict[str, Any] = {name: frozenset(data[name]["words"]) for name in _LISTS}
    return NumberWords(**{name: data[name] for name in _TABLES}, **lists, hedges=hedges)
