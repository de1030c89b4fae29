"""How rare words are in news: what two reports share says the more, the fewer reports have it."""

from __future__ import annotations

import csv
import math
import re
import tomllib
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from dateline.knowledge.digest import DATA
from dateline.model.errors import LexiconError

FILE = "word_counts.csv"
STORIES = "story_weights.toml"
_WORD = re.compile(r"[^\W\d_]{3,}")
_STEM = 6


def find_stems(text: str) -> list[str]:
    """Give the words of a text of three letters and more, cut to six: "strikes" is "strike", "striking" "striki"."""
    if "İ" in text or "Σ" in text:  # what these are as small letters depends on what stands beside them
        return [word.lower()[:_STEM] for word in _WORD.findall(text)]
    return [word[:_STEM] for word in _WORD.findall(text.lower())]


@cache
def load_rarities() -> tuple[dict[str, float], float]:
    """Load how rare each stem is, as the logarithm of all articles by those that have it; and of one not listed."""
    with (DATA / FILE).open(encoding="utf-8", newline="") as lines:
        rows = list(csv.reader(lines))
    if rows[:1] != [["stem", "articles"]] or len(rows) < 3 or rows[1][0] != "*":
        raise LexiconError(FILE, "line 1", "the columns must be stem,articles and the first row *,ALL")
    every = int(rows[1][1])
    rarities: dict[str, float] = {}
    for number, row in enumerate(rows[2:], 3):
        if len(row) != 2 or row[0] in rarities or not row[1].isdigit() or not 0 < int(row[1]) <= every:
            raise LexiconError(FILE, f"line {number}", f"{row} is no new stem with its number of articles")
        rarities[row[0]] = math.log(every / int(row[1]))
    return rarities, math.log(every / 4)


def rarity(stem: str) -> float:
    """Tell how rare a stem is: 0 in every article, about 5 in hardly any."""
    rarities, unlisted = load_rarities()
    return rarities.get(stem, unlisted)


@cache
def load_story_weights() -> Mapping[str, float]:
    """Load what each trait of two articles weighs for or against their being about one matter, and `joined`."""
    table = tomllib.loads((DATA / STORIES).read_text(encoding="utf-8"))
    weights = {name: float(value) for name, value in table.items()}
    if not {"start", "joined"} <= weights.keys():
        raise LexiconError(STORIES, "the table", "start and joined are missing")
    return MappingProxyType(weights)
