"""Months that are somebody's first name: "His wife, *June*, came along", "*April* said so"."""

from __future__ import annotations

from dateline.knowledge.name_cues import load_name_cues
from dateline.reading.analysis import Analysis

MONTH_NAMES = frozenset(("May", "June", "April", "August"))


def is_first_name(analysis: Analysis, token: int) -> bool:
    """Tell the name of somebody's kin, or of one who speaks, from a month."""
    if analysis.words[token] not in MONTH_NAMES:
        return False
    lists = load_name_cues().lists
    label, above = analysis.labels[token], analysis.heads[token]
    if label == "appos" and analysis.lemmas[above] in lists["relatives"]:
        return True
    if label in ("nsubj", "nsubjpass"):
        return analysis.tags[above][0] == "V" and analysis.lemmas[above] in lists["speech"]
    before = token - 1
    return before >= 0 and analysis.tags[before] == "NN" and analysis.lemmas[before] in lists["relatives"]
