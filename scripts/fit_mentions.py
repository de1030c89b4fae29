#!/usr/bin/env python3
"""Fit the weights by which given mentions are taken for one event: fit_mentions.py ROWS.jsonl[.gz]

ROWS is a file such as ecbplus_train: {id, text, events: [{spans, chain}]}. Prints bench/mention_weights.toml. Only
traits are weighed; no word of a text goes into the table.
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench.mentions import find_mention_pairs, find_mention_traits, read_collection, read_mentions
from bench.predict import read_rows

from dateline.reading import load_engine

JOINED = -0.5
_STEPS = 60


def main() -> None:
    """Print the table."""
    rows, engine = list(read_rows(sys.argv[1])), load_engine(None)
    mentions = [mention for row in rows for mention in read_mentions(row, engine)]
    chains = [event["chain"] for row in rows for event in row["events"]]
    collection = read_collection(rows, engine)
    pairs = list(find_mention_pairs(mentions, collection))
    names = ["start", *(name for name, _ in find_mention_traits(mentions[0], mentions[1], collection))]
    sizes = np.array(
        [[1.0, *(s for _, s in find_mention_traits(mentions[a], mentions[b], collection))] for a, b in pairs], float
    )
    one = np.array([chains[a] == chains[b] for a, b in pairs], float)
    weights = np.zeros(len(names))
    for _ in range(_STEPS):
        odds = 1 / (1 + np.exp(-sizes @ weights))
        slope = sizes.T @ (one - odds) - weights
        bend = (sizes * (odds * (1 - odds))[:, None]).T @ sizes + np.eye(len(names))
        weights += np.linalg.solve(bend, slope)
    share = f"{len(pairs)} pairs, {int(one.sum())} of one event"
    print(f"# What traits of two mentions weigh; fitted by scripts/fit_mentions.py on {share}.")
    print(f"joined = {JOINED}")
    for name, weight in zip(names, weights, strict=True):
        print(f'"{name}" = {weight:.2f}')


if __name__ == "__main__":
    main()
