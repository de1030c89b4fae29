"""Count in how many news articles a word stands: `python scripts/make_word_counts.py FILE...` prints the table.

FILE is JSON Lines (plain or .gz) with `text`; the shipped table is made from the training part of PolNeAR. Words are
cut to the stems that merging compares; stems in fewer than eight articles are left out and count as rare.
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections import Counter

from dateline.knowledge.words import find_stems

LEAST = 8


def main() -> None:
    """Print the table as CSV: the number of articles first, then each stem."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+")
    counts: Counter[str] = Counter()
    articles = 0
    for name in parser.parse_args().files:
        with gzip.open(name, "rt", encoding="utf-8") if name.endswith(".gz") else open(name, encoding="utf-8") as lines:
            for line in lines:
                articles += 1
                counts.update(set(find_stems(json.loads(line)["text"])))
    print("stem,articles")
    print(f"*,{articles}")
    for stem, count in sorted(counts.items()):
        if count >= LEAST:
            print(f"{stem},{count}")


if __name__ == "__main__":
    main()
