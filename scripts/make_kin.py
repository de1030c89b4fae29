#!/usr/bin/env python3
"""Make src/dateline/knowledge/data/kin.csv, which words can name one act, from WordNet 3.0: make_kin.py FOLDER

FOLDER holds index.verb, data.verb, index.noun and data.noun (Debian: wordnet-base, /usr/share/wordnet). Of every verb
the first three senses are taken, of every noun those among its first three that come from a verb. Kept are words that
news uses, and senses that at least two of them share. WordNet 3.0 is (c) 2006 by Princeton University; its licence
allows use, copy and change for any purpose with this notice.
"""

from __future__ import annotations

import csv
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from dateline.knowledge.digest import DATA
from dateline.knowledge.kin import COMMON, FILE
from dateline.knowledge.words import find_stems, rarity

SENSES = 3
Senses = dict[str, list[str]]
Synsets = dict[str, tuple[list[str], list[tuple[str, str, int]]]]


def read_index(path: Path) -> Senses:
    """Give the synsets of each word, the most frequent first."""
    found: Senses = {}
    for line in path.read_text("utf-8").splitlines():
        if not line.startswith("  "):
            parts = line.split()
            found[parts[0]] = parts[6 + int(parts[3]) :][: int(parts[2])]
    return found


def read_synsets(path: Path) -> Synsets:
    """Give the words of each synset and its derivational pointers (target, part of speech, which word)."""
    found: Synsets = {}
    for line in path.read_text("utf-8").splitlines():
        if line.startswith("  "):
            continue
        parts = line.split(" | ")[0].split()
        count = int(parts[3], 16)
        words = [parts[4 + 2 * each].lower() for each in range(count)]
        at = 5 + 2 * count
        pointers = [parts[at + 4 * each : at + 4 * each + 4] for each in range(int(parts[at - 1]))]
        found[parts[0]] = (words, [(to, kind, int(which[:2], 16)) for mark, to, kind, which in pointers if mark == "+"])
    return found


def find_senses(verbs: Senses, nouns: Senses, synsets: Synsets) -> Iterator[tuple[str, str]]:
    """Yield (word, sense)."""
    for word, senses in verbs.items():
        for sense in senses[:SENSES]:
            yield word, f"v{sense}"
    for word, senses in nouns.items():
        for sense in senses[:SENSES]:
            words, pointers = synsets[sense]
            own = words.index(word) + 1 if word in words else 0
            for to, kind, which in pointers:
                if kind == "v" and which in (0, own):
                    yield word, f"v{to}"
                    yield word, f"n{sense}"


def main() -> None:
    """Write the table."""
    folder = Path(sys.argv[1])
    verbs, nouns = read_index(folder / "index.verb"), read_index(folder / "index.noun")
    pairs = sorted(set(find_senses(verbs, nouns, read_synsets(folder / "data.noun"))))
    used = [
        (word, sense) for word, sense in pairs if word.isalpha() and all(rarity(s) < COMMON for s in find_stems(word))
    ]
    shared = Counter(sense for _, sense in used)
    numbers: dict[str, int] = {}
    of: dict[str, list[int]] = {}
    for word, sense in used:
        if shared[sense] > 1:
            of.setdefault(word, []).append(numbers.setdefault(sense, len(numbers) + 1))
    with (DATA / FILE).open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(("word", "senses"))
        writer.writerows((word, " ".join(map(str, sorted(set(senses))))) for word, senses in sorted(of.items()))


if __name__ == "__main__":
    main()
