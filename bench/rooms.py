#!/usr/bin/env python3
"""Measure the rooms of reading one by one: CPU milliseconds an article, by step, and for times alone.

    python bench/rooms.py [FILE] [--articles N]

FILE is JSON Lines with `text`, plain or .gz (default: polnear_dev of $DATELINE_DATA; without it the example reports).
Times are found within the step `mentions` and resolved within `resolution`; `times` is both together, beyond the parse.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections import defaultdict
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from bench.speed import DEFAULT, make_article, read_texts
from dateline.reading import load_engine
from dateline.reading.mentions.times import find_times
from dateline.reading.resolution import resolve_times
from dateline.reading.steps import STEPS, Reading


def measure(texts: list[str]) -> dict[str, float]:
    """Give the CPU seconds of each step over all texts."""
    engine = load_engine()
    spent: dict[str, float] = defaultdict(float)
    for text in texts:
        article = make_article(text, "2016-10-01")
        reading = Reading(article, engine)
        for step in STEPS:
            begun = time.process_time()
            reading.values[step.gives] = step.run(reading)
            spent[step.name] += time.process_time() - begun
        begun = time.process_time()
        tuple(find_times(article, reading["analysis"]))
        resolve_times(article, reading["analysis"], reading["mentions"])
        spent["times"] += time.process_time() - begun
    return dict(spent)


def main() -> None:
    """Print a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", nargs="?", type=Path, default=DEFAULT)
    parser.add_argument("--articles", type=int, default=84)
    options = parser.parse_args()
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    texts = read_texts(options.file, options.articles)
    measure(texts[:3])
    for name, seconds in measure(texts).items():
        print(f"{name:12} {1000 * seconds / len(texts):8.1f} ms an article")


if __name__ == "__main__":
    main()
