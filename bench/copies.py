#!/usr/bin/env python3
"""Find copies among rewritten articles: precision, recall by kind of rewriting, documents per CPU second.

    python bench/copies.py [FILE...] [--seed 20261123]

FILE is JSON Lines with `text` (default: polnear_train and polnear_dev of $DATELINE_DATA). Each article is rewritten in
six ways: a new headline and boilerplate, a fifth of its paragraphs dropped, cut to two fifths, every twentieth word
changed, two fifths dropped with a tenth of the words changed and the rest shuffled, half of it spliced with half of
another. Precision is over all pairs found; pairs of articles that share text in the original set, and of a splice with
its donor's family, are left out. Recall is that of (rewriting, original). Speed includes making the fingerprints.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import random
import sys
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from dateline.merging.copies import Copy, find_copies
from dateline.merging.fingerprints import make_fingerprint

DATA = Path(os.environ.get("DATELINE_DATA", ROOT.parent / "shared" / "data"))
KINDS = ("headline", "drop 20", "cut to 40", "edit 5", "drop 40, edit 10, shuffle", "half spliced")
_BOILERPLATE = (
    "Sign up to our newsletter for the best of the day's news. This article is for subscribers.",
    "Read more on this story in our live coverage. Follow us for updates around the clock.",
    "All rights reserved. This material may not be published, broadcast, rewritten or redistributed.",
)
_WORDS = ("river", "stone", "garden", "morning", "winter", "letter", "bridge", "market", "engine", "silver", "window")


def paragraphs(text: str) -> list[str]:
    """Cut a text at line ends; one without any, at every third sentence."""
    lines = [line for line in text.split("\n") if line.strip()]
    if len(lines) > 3:
        return lines
    sentences = text.replace("\n", " ").split(". ")
    return [". ".join(sentences[index : index + 3]) for index in range(0, len(sentences), 3)]


def edit(text: str, part: float, chance: random.Random) -> str:
    """Change so many of the words."""
    words = text.split(" ")
    for index in range(len(words)):
        if chance.random() < part:
            words[index] = chance.choice(_WORDS)
    return " ".join(words)


def drop(text: str, part: float, chance: random.Random) -> list[str]:
    """Drop so many of the paragraphs."""
    pieces = paragraphs(text)
    kept = [piece for piece in pieces if chance.random() >= part]
    return kept or pieces[:1]


def rewrite(texts: list[str], seed: int) -> list[tuple[str, int, str, int]]:
    """Give (text, number of its original, kind of rewriting, number of the splice's donor or -1)."""
    chance = random.Random(seed)
    made: list[tuple[str, int, str, int]] = []
    for number, text in enumerate(texts):
        donor = chance.randrange(len(texts) - 1)
        donor += donor >= number
        shuffled = drop(text, 0.4, chance)
        chance.shuffle(shuffled)
        words, other = text.split(" "), texts[donor].split(" ")
        spliced = words[: len(words) // 2] + other[len(other) // 2 :]
        versions: list[str] = [
            f"{chance.choice(_WORDS).title()} {chance.choice(_WORDS)} {number}\n{text}\n{chance.choice(_BOILERPLATE)}",
            "\n".join(drop(text, 0.2, chance)),
            " ".join(words[: int(len(words) * 0.4)]),
            edit(text, 0.05, chance),
            edit("\n".join(shuffled), 0.1, chance),
            " ".join(spliced),
        ]
        made.append((text, number, "original", -1))
        for kind, version in zip(KINDS, versions):
            made.append((version, number, kind, donor if kind == "half spliced" else -1))
    chance.shuffle(made)
    return made


def measure(texts: list[str], seed: int) -> dict[str, float]:
    """Find the copies and score them."""
    overlapping = {(copy.first, copy.second) for copy in find_all(texts)[0]}
    made = rewrite(texts, seed)
    found, seconds = find_all([text for text, *_ in made])
    right = wrong = 0
    hit: dict[str, set[int]] = {kind: set() for kind in KINDS}
    for copy in found:
        first, second = made[copy.first], made[copy.second]
        if first[1] == second[1]:
            right += 1
            kinds = {first[2], second[2]} - {"original"}
            if len(kinds) == 1 and "original" in (first[2], second[2]):
                hit[kinds.pop()].add(first[1])
        elif not _left_out(first, second, overlapping):
            wrong += 1
    figures = {"documents per CPU second": len(made) / seconds, "precision": right / max(1, right + wrong)}
    return figures | {f"recall, {kind}": len(hit[kind]) / len(texts) for kind in KINDS}


def find_all(texts: list[str]) -> tuple[list[Copy], float]:
    """Find the copies among texts; give the CPU seconds too."""
    begun = time.process_time()
    found = find_copies([make_fingerprint(text) for text in texts])
    return found, time.process_time() - begun


def _left_out(
    first: tuple[str, int, str, int], second: tuple[str, int, str, int], overlapping: set[tuple[int, int]]
) -> bool:
    families = [{first[1], first[3]} - {-1}, {second[1], second[3]} - {-1}]
    if families[0] & families[1]:
        return True
    return any((min(a, b), max(a, b)) in overlapping for a in families[0] for b in families[1])


def main() -> int:
    """Read the texts, measure, print; exit code 1 below the bars."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--seed", type=int, default=20261123)
    options = parser.parse_args()
    files = options.files or [DATA / "quotes" / f"polnear_{part}.jsonl.gz" for part in ("train", "dev")]
    texts: list[str] = []
    for path in files:
        if not path.exists():
            print(f"{path} is not there; nothing was measured")
            return 0
        opener: Callable[..., object] = gzip.open if path.suffix == ".gz" else open
        with opener(path, "rt", encoding="utf-8") as lines:  # type: ignore[attr-defined]
            texts += [json.loads(line)["text"] for line in lines]
    texts = list(dict.fromkeys(texts))
    figures = measure(texts, options.seed)
    print(f"{len(texts)} articles, {len(texts) * (len(KINDS) + 1)} documents")
    for name, value in figures.items():
        print(f"{name:34} {value:8.3f}" if value <= 1 else f"{name:34} {value:8.0f}")
    worst = min(value for name, value in figures.items() if name.startswith("recall"))
    print(f"{'worst recall':34} {worst:8.3f}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
