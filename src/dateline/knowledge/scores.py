"""How conflictual or cooperative each PLOVER type and mode is, and the CAMEO code nearest to it."""

from __future__ import annotations

import csv
from functools import cache

import msgspec

from dateline.knowledge.digest import TELLING
from dateline.model.errors import LexiconError

_FILE = "plover_scores.csv"
_COLUMNS = ["type", "mode", "quad", "score", "cameo", "label"]
QUADS = {1: "verbal cooperation", 2: "material cooperation", 3: "verbal conflict", 4: "material conflict"}


class Score(msgspec.Struct, frozen=True):
    """One type, or one mode of it."""

    quad: int
    """1 verbal and 2 material cooperation, 3 verbal and 4 material conflict."""
    score: float | None
    """From -10, conflict, to 10, cooperation; None where PLOVER gives none."""
    cameo: str
    """The CAMEO code nearest to it: many codes of CAMEO are one mode here, so it says less than theirs did."""
    label: str


@cache
def load_scores() -> dict[tuple[str, str], Score]:
    """Load the scores by type and mode ("" is the type as such); LexiconError for a table that is not as it should."""
    with (TELLING / _FILE).open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file)
        if rows.fieldnames != _COLUMNS:
            raise LexiconError(_FILE, "header", f"the columns are {', '.join(_COLUMNS)}")
        return {
            (row["type"], row["mode"]): Score(
                int(row["quad"]), float(row["score"]) if row["score"] else None, row["cameo"], row["label"]
            )
            for row in rows
        }


def find_score(type: str, mode: str | None) -> Score:
    """Give the score of an act by its mode, else by its type."""
    scores = load_scores()
    found = scores.get((type, mode or ""), scores[type, ""])
    if found.score is not None or not mode:
        return found
    return msgspec.structs.replace(found, score=scores[type, ""].score)
