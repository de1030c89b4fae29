#!/usr/bin/env python3
"""Does the body of a report speak against a headline? F1 of "disagree" on the public half of the Fake News Challenge.

    python bench/stance.py FILE.jsonl[.gz]

FILE holds rows {kind: "body", id, text} and {kind: "pair", headline, body, stance}. A body disagrees with a headline
that shares its telling words where it denies or negates what the headline asserts: an event that is denied or negated,
a statement that denies, or a word that calls a report untrue. Nothing was fitted on the set.
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench.predict import read_row, read_rows
from dateline.knowledge.words import find_stems, rarity
from dateline.model.record import Record
from dateline.reading import load_engine

_UNTRUE = re.compile(
    r"(?i)\b(?:hoax|fake|false(?:ly)?|untrue|not true|debunk\w*|bogus|fabricated|made up|no evidence|no truth|refut\w*|"
    r"den(?:y|ies|ied)|dismiss\w*|rubbish\w*|satir\w*|unfounded|didn[’']t happen|did not happen|retract\w*|prank)\b"
)
_OPENING = 1500
_SHARED = 6.0


def find_denials(record: Record) -> list[frozenset[str]]:
    """Give the stems of each passage that denies or negates something, or calls it untrue."""
    text = record.article.text
    spans = [event.sentence for event in record.events if event.status in ("denied", "negated")]
    spans += [span for statement in record.statements if statement.act == "deny" for span in statement.content]
    passages = [text[span.start : span.end] for span in spans]
    for sentence in re.split(r"(?<=[.!?])\s+|\n+", text[:_OPENING]):
        if _UNTRUE.search(sentence):
            passages.append(sentence)
    return [frozenset(find_stems(passage)) for passage in passages]


def disagrees(headline: str, denials: list[frozenset[str]], opening: frozenset[str]) -> bool:
    """Tell whether a body speaks against a headline that asserts something."""
    if _UNTRUE.search(headline):
        return False
    stems = frozenset(find_stems(headline))
    if any(sum(map(rarity, sorted(stems & denial))) >= _SHARED for denial in denials):
        return True
    return bool(denials) and sum(map(rarity, sorted(stems & opening))) >= 2 * _SHARED


def main() -> None:
    """Print the figures."""
    rows: list[Any] = list(read_rows(sys.argv[1]))
    engine = load_engine()
    bodies: dict[str, tuple[list[frozenset[str]], frozenset[str]]] = {}
    for row in rows:
        if row["kind"] == "body":
            record = read_row({"text": row["text"]}, engine)
            opening = frozenset(find_stems(row["text"][:_OPENING]))
            bodies[row["id"]] = (find_denials(record), opening)
    right = given = wanted = 0
    for row in rows:
        if row["kind"] == "body":
            continue
        said = disagrees(row["headline"], *bodies[str(row["body"])])
        gold = row["stance"] == "disagree"
        right, given, wanted = right + (said and gold), given + said, wanted + gold
    precision, recall = right / max(1, given), right / max(1, wanted)
    f1 = 2 * precision * recall / max(1e-9, precision + recall)
    figures = {"precision": precision, "recall": recall, "disagree_f1": f1, "pairs": float(len(rows) - len(bodies))}
    print(json.dumps({name: round(value, 4) for name, value in figures.items()}))


if __name__ == "__main__":
    main()
