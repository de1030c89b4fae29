"""Ages of people as news writes them: "31-year-old Anthony Rosemond", "Maria Lopes, 42, said", "aged 7"."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache

from dateline.knowledge.digest import DATA
from dateline.model.errors import LexiconError

FILE = "ages.toml"
_OLDEST = 120


@cache
def load_ages() -> tuple[re.Pattern[str], ...]:
    """Load the patterns; each has one group, the age."""
    table = tomllib.loads((DATA / FILE).read_text(encoding="utf-8"))
    patterns: list[re.Pattern[str]] = []
    for number, row in enumerate(table.get("age", []), 1):
        if set(row) != {"pattern", "yes", "no"} or not row["yes"] or not row["no"]:
            raise LexiconError(FILE, f"age {number}", "needs pattern, yes and no, and nothing else")
        pattern = re.compile(row["pattern"])
        if pattern.groups != 1:
            raise LexiconError(FILE, f"age {number}", "the pattern needs one group, the age")
        patterns.append(pattern)
    return tuple(patterns)


def find_ages(text: str) -> Iterator[int]:
    """Yield the ages that a text gives, in no particular order."""
    for pattern in load_ages():
        for found in pattern.finditer(text):
            age = int(found.group(1))
            if age <= _OLDEST:
                yield age
