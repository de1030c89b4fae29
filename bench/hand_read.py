#!/usr/bin/env python3
"""Count the events that were read by hand in unseen articles (tests/golden/hand_read.csv), a round a line."""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

SHEET = Path(__file__).resolve().parent.parent / "tests" / "golden" / "hand_read.csv"
COLUMNS = ("round", "id", "start", "end", "trigger", "verdict", "reason")
VERDICTS = ("ok", "wrong")


def read_sheet(path: Path = SHEET) -> list[Mapping[str, str]]:
    """Read the sheet; an unknown verdict, a wrong one without its reason or an event read twice is refused."""
    with path.open(encoding="utf-8", newline="") as lines:
        reader = csv.DictReader(lines)
        if tuple(reader.fieldnames or ()) != COLUMNS:
            raise ValueError(f"{path}: columns {reader.fieldnames}")
        rows: list[Mapping[str, str]] = list(reader)
    seen: set[tuple[str, ...]] = set()
    for number, row in enumerate(rows, start=2):
        key = (row["round"], row["id"], row["start"], row["end"])
        if row["verdict"] not in VERDICTS or (row["verdict"] == "wrong") != bool(row["reason"]):
            raise ValueError(f"{path}:{number}: verdict {row['verdict']!r} with reason {row['reason']!r}")
        if key in seen or not int(row["start"]) < int(row["end"]):
            raise ValueError(f"{path}:{number}: {key} twice or empty")
        seen.add(key)
    return rows


def count_acceptable(rows: Iterable[Mapping[str, str]]) -> dict[str, tuple[int, int]]:
    """Give for each round how many events were acceptable, of how many."""
    counts: dict[str, tuple[int, int]] = {}
    for row in rows:
        good, whole = counts.get(row["round"], (0, 0))
        counts[row["round"]] = (good + (row["verdict"] == "ok"), whole + 1)
    return counts


def main() -> int:
    """Print the counts."""
    for name, (good, whole) in count_acceptable(read_sheet()).items():
        print(f"{name:10} {good:3} of {whole:3} acceptable  {good / whole:.2f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
