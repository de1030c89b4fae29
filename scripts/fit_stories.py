#!/usr/bin/env python3
"""Fit the weights by which two articles are taken for one story: fit_stories.py RECORDS.jsonl[.gz] GOLD.jsonl[.gz] ...

Each RECORDS file holds rows {id, record} (`bench/predict.py records`, with the id beside), each GOLD file rows {id,
incident} or {id, subtopic}. Prints src/dateline/knowledge/data/story_weights.toml. Rows of incidents with an odd
number are left out: they measure. Only traits are weighed; no word of a text goes into the table.
"""

from __future__ import annotations

import gzip
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import numpy as np

from dateline.merging.alikeness import find_traits
from dateline.merging.reports import Source, make_source
from dateline.merging.sketch import make_sketch
from dateline.merging.stories import find_story_pairs
from dateline.model.record import Record

TRAITS = (
    "alike", "alike_squared", "headline", "names", "people", "undated", "days_apart", "within_days", "within_month",
    "years", "events_apart", "same_event_day", "other_event_day", "far", "same_place", "other_places", "same_region",
    "other_regions", "same_ages", "other_ages", "same_counts", "other_counts", "same_toll", "other_toll",
)  # fmt: skip
ALIKE_SHARE = 1000
"""The pairs of one incident of each set weigh as much as so many."""
JOINED = -0.5
"""Groups are joined by the mean of their pairs, so that it lies below even odds."""


def read_rows(path: str) -> Iterator[Any]:
    """Yield the rows of a JSON Lines file, plain or .gz."""
    opener = gzip.open if path.endswith(".gz") else open
    with opener(path, "rb") as lines:
        for line in lines:
            yield json.loads(line)


def find_examples(records: str, gold: str) -> tuple[list[list[float]], list[bool]]:
    """Give the traits of all pairs worth comparing, and which are of one incident."""
    group = {row["id"]: str(row.get("incident") or row["subtopic"]) for row in read_rows(gold)}
    kept = {name: each for name, each in group.items() if not (each.isdigit() and int(each) % 2)}
    sources: dict[int, Source] = {}
    of: dict[int, str] = {}
    for row in read_rows(records):
        if row["id"] in kept:
            source = make_source(msgspec.convert(row["record"], Record))
            sources[source.number], of[source.number] = source, kept[row["id"]]
    sketches = {number: make_sketch(source) for number, source in sources.items()}
    rows, same = [], []
    for first, second in sorted(find_story_pairs(sources.values())):
        found = {name: size for name, size, _ in find_traits(sketches[first], sketches[second])}
        rows.append([1.0] + [found.get(name, 0.0) for name in TRAITS])
        same.append(of[first] == of[second])
    return rows, same


def fit(rows: list[list[float]], same: list[bool], shares: list[float]) -> list[float]:
    """Fit a logistic regression by Newton's method, all weights but the first held small; `shares`: of each row."""
    x, y, share = np.array(rows), np.array(same, dtype=float), np.array(shares)
    weights, keep = np.zeros(x.shape[1]), np.ones(x.shape[1])
    keep[0] = 0.0
    for _ in range(30):
        odds = 1 / (1 + np.exp(-x @ weights))
        slope = x.T @ (share * (odds - y)) + keep * weights
        curve = (x * (share * odds * (1 - odds))[:, None]).T @ x + np.diag(keep + 1e-9)
        weights = weights - np.linalg.solve(curve, slope)
    return [float(weight) for weight in weights]


def main() -> None:
    """Fit and print."""
    rows: list[list[float]] = []
    same: list[bool] = []
    shares: list[float] = []
    for records, gold in zip(sys.argv[1::2], sys.argv[2::2], strict=True):
        more = find_examples(records, gold)
        print(Path(records).name, len(more[0]), "pairs,", sum(more[1]), "of one", file=sys.stderr)
        share = ALIKE_SHARE / max(1, sum(more[1]))
        shares += [share] * len(more[0])
        rows += more[0]
        same += more[1]
    weights = fit(rows, same, shares)
    print("# What each trait of two articles weighs for or against their being about one matter, as the logarithm of")
    print("# odds; fitted by scripts/fit_stories.py. Groups of articles are joined from `joined` on, by the mean.")
    print(f"joined = {JOINED}")
    for name, weight in zip(("start", *TRAITS), weights, strict=True):
        print(f"{name} = {weight:.2f}")


if __name__ == "__main__":
    main()
