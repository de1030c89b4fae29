"""Weights by which a speaker is chosen among the nouns around a cue, learned by `scripts/fit_sources.py`."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import cache

from dateline.knowledge.digest import DATA
from dateline.model.errors import LexiconError

_FILE = "cues/source_weights.csv"
_COLUMNS = ["seen", "weight"]


@cache
def load_source_weights() -> Mapping[str, float]:
    """Load the weights by what is seen of a candidate; LexiconError for a table that is not as it should be."""
    weights: dict[str, float] = {}
    with (DATA / _FILE).open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file)
        if rows.fieldnames != _COLUMNS:
            raise LexiconError(_FILE, "header", f"the columns are {', '.join(_COLUMNS)}")
        for row in rows:
            seen = row["seen"]
            if seen in weights:
                raise LexiconError(_FILE, seen, "two weights for one thing")
            try:
                weights[seen] = float(row["weight"])
            except ValueError as error:
                raise LexiconError(_FILE, seen, f"{row['weight']!r} is no number") from error
    return weights
