"""How news says how many died, were hurt, or lived: patterns over single sentences, from a checked table."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from dateline.knowledge.digest import DATA
from dateline.knowledge.literals import Pattern
from dateline.model.errors import LexiconError

FILE = "tolls.toml"
Kind = Literal["count", "deed", "one"]
"""A number of people; a number of people to whom somebody did it; a single person."""
_NAME = r"(?:[A-Z][a-z]+\.? )?(?:[A-Z][\w'’.-]+ ){0,3}[A-Z][\w'’-]+(?: (?:Jr|Sr|II|III)\.?)?"


@dataclass(frozen=True, slots=True)
class TollPattern:
    """One way to say it."""

    what: Literal["killed", "injured"]
    kind: Kind
    pattern: Pattern
    """With the group `n` (number), `times` or `one` (person)."""


@dataclass(frozen=True, slots=True)
class Tolls:
    """All that the table holds, ready for use."""

    patterns: tuple[TollPattern, ...]
    numbers: Mapping[str, int]
    several: re.Pattern[str]
    unreal: Pattern
    own_life: Pattern
    series: Pattern
    some: Pattern
    alive: Pattern


@cache
def load_tolls() -> Tolls:
    """Load the table of patterns."""
    table = tomllib.loads((DATA / FILE).read_text(encoding="utf-8"))
    parts = _make_parts(table)
    patterns = []
    for number, row in enumerate(table["toll"], 1):
        if set(row) != {"what", "kind", "pattern", "yes", "no"} or not row["yes"] or not row["no"]:
            raise LexiconError(FILE, f"toll {number}", "needs what, kind, pattern, yes and no, and nothing else")
        written = row["pattern"]
        for name, part in parts.items():
            written = written.replace(f"{{{name}}}", part)
        patterns.append(TollPattern(row["what"], row["kind"], Pattern(written)))
    numbers = {word: value for value, word in enumerate(table["numbers"], 1)}
    numbers |= {"double": 2, "triple": 3, "quadruple": 4}
    several = re.compile(rf"(?i)\b(?:{'|'.join(table['several'])})\b")
    return Tolls(
        tuple(patterns),
        numbers,
        several,
        *(_any_of(table[name]) for name in ("unreal", "own_life", "series", "some", "alive")),
    )


def _any_of(patterns: list[str]) -> Pattern:
    return Pattern("|".join(patterns), re.IGNORECASE)


def _make_parts(table: Mapping[str, Any]) -> dict[str, str]:
    people, numbers = "|".join(table["people"]), "|".join(table["numbers"])
    units = "|".join(re.escape(unit) for unit in table["not_counting"])
    singular = [word for word in table["people"] if word not in table["several"]]
    either = "|".join(f"[{word[0].upper()}{word[0]}]{word[1:]}" for word in singular)
    between = rf"(?:(?:{'|'.join(table['before_noun'])}|[A-Z][a-z]+|\d{{1,2}}-year-old|[a-z]+-[a-z]+) ){{0,3}}"
    digits = rf"\d{{1,2}}(?![\d,:.]\d|-|,)(?![ -]?(?:{units})\b)"
    worded = rf"(?i:{numbers})\b(?![ -](?:{units})\b)"
    one = (
        rf"(?P<one>(?:[Aa]n?|[Aa]nother|[Tt]he|[Hh]is|[Hh]er|[Tt]heir|[Oo]ne) (?:[\w'’-]+,? ){{0,6}}?(?:{people})\b"
        rf"|{between}(?:{either})\b|\d{{1,2}}-year-old(?: [A-Z]?[a-z]+){{0,3}}|{_NAME}|[Hh]e\b|[Ss]he\b)"
    )
    return {
        "count": rf"(?P<n>{digits}|{worded})(?: {between}(?i:{people})\b)?",
        "one": one,
        "aside": r"(?:,? (?:\d{1,2}|[^,.;:\n]{1,60}),)?",
        "was": rf"(?: (?:{'|'.join(table['auxiliaries'])}))*",
        "dead": rf"(?i:{'|'.join(table['dead'])})",
        "hurt": rf"(?i:{'|'.join(table['hurt'])})",
    }
