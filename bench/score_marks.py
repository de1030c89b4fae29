#!/usr/bin/env python3
"""Score future and negation of marked events against MEANTIME's marks.

    python bench/score_marks.py GOLD PRED

F1 of `time` FUTURE and of `polarity` NEG over the events that carry the mark; events whose mark is empty or
UNDERSPECIFIED are left out of that measure. One JSON object is printed.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

MEASURES = {
    "future": ("time", "FUTURE", "NON_FUTURE", "future"),
    "negation": ("polarity", "NEG", "POS", "negated"),
}


def read_lines(path: str) -> list[dict[str, Any]]:
    """Read a JSON Lines file."""
    return [json.loads(line) for line in Path(path).read_text("utf-8").splitlines() if line.strip()]


def score(gold: list[dict[str, Any]], predicted: list[dict[str, Any]]) -> dict[str, float]:
    """Give precision, recall and F1 of each measure in per cent."""
    marks = {(row["id"], e["start"], e["end"]): e for row in predicted for e in row["events"]}
    figures: dict[str, float] = {}
    for name, (field, yes, no, told) in MEASURES.items():
        right = said = wanted = 0
        for row in gold:
            for event in row["events"]:
                if event[field] not in (yes, no):
                    continue
                answer = bool(marks.get((row["id"], event["start"], event["end"]), {}).get(told))
                right += answer and event[field] == yes
                said += answer
                wanted += event[field] == yes
        precision, recall = right / max(1, said), right / max(1, wanted)
        figures[f"{name}_precision"], figures[f"{name}_recall"] = 100 * precision, 100 * recall
        figures[f"{name}_f1"] = 100 * 2 * precision * recall / max(1e-9, precision + recall)
    return figures


if __name__ == "__main__":
    print(json.dumps(score(read_lines(sys.argv[1]), read_lines(sys.argv[2]))))
