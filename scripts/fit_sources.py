#!/usr/bin/env python3
"""Fit the weights by which a doubtful speaker is chosen: fit_sources.py TRAIN.jsonl[.gz] [DEV.jsonl[.gz]]

Rows are {id, text, attributions: [{source, cue, content}]}, spans in code points (PolNeAR in the form of the scorer
score_quotes.py). Prints src/dateline/knowledge/data/cues/source_weights.csv; with DEV also, on standard error, how many
speakers of found contents are right before and after. Deterministic: the same rows in the same order give the same
table.

For each statement that the rules find (half of its words or more shared with a marked one) every noun of its sentence
outside the content is a candidate, right if it lies in the marked source; where the rules name nobody, "nobody" is a
candidate too. The weights are those of a choice among the candidates (conditional logit), fitted by AdaGrad.
"""

from __future__ import annotations

import csv
import gzip
import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from dateline.reading import load_engine
from dateline.reading.analysis import Analysis
from dateline.reading.mentions import find_mentions
from dateline.reading.statements.choosing import (
    ENOUGH,
    MARGIN,
    describe,
    describe_none,
    find_candidates,
    is_chosen_for,
)
from dateline.reading.statements.draft import Draft
from dateline.reading.statements.marks import pair_marks
from dateline.reading.statements.reader import read_drafts
from dateline.sources import Options, read_text

SEEN = 12
"""How often something must be seen to get a weight."""
ROUNDS = 6
RATE = 0.3
SHRINK = 1e-5
SMALL = 0.05
"""Weights below are left out."""
_WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class Choice:
    """The candidates of one statement: what is seen of each, which are right, which the rules took."""

    seen: list[list[str]]
    right: list[bool]
    own: int | None


def read_rows(path: str) -> Iterator[Any]:
    """Yield the rows of a JSON Lines file, plain or .gz."""
    opener = gzip.open if path.endswith(".gz") else open
    with opener(path, "rb") as lines:
        for line in lines:
            yield json.loads(line)


def _words(text: str, spans: list[list[int]]) -> set[int]:
    return {match.start() for start, end in spans for match in _WORD.finditer(text, start, end)}


def find_choices(path: str) -> Iterator[Choice]:
    """Yield the choices of all statements that the rules find in some rows."""
    engine = load_engine()
    for row in read_rows(path):
        article = read_text(row["text"], Options(language="en", large=True)).article
        if article.text != row["text"]:
            continue
        analysis = engine.analyse(article.text)
        mentions = find_mentions(article, analysis)
        drafts, named = read_drafts(article, analysis, mentions, pair_marks(analysis))
        gold = [(_words(row["text"], a["content"]), _words(row["text"], a["source"])) for a in row["attributions"]]
        for draft, source in _match(analysis, [d for d in drafts if is_chosen_for(d)], gold):
            yield make_choice(analysis, draft, source, named)


def _match(
    analysis: Analysis, drafts: list[Draft], gold: list[tuple[set[int], set[int]]]
) -> Iterator[tuple[Draft, set[int]]]:
    """Pair drafts with marked statements one to one, the most alike first."""
    mine = [_words(analysis.text, [_span(analysis, piece) for piece in draft.pieces]) for draft in drafts]
    pairs = sorted(
        (-len(words & content) / len(words | content), i, j)
        for i, words in enumerate(mine)
        for j, (content, _) in enumerate(gold)
        if words & content
    )
    taken: set[int] = set()
    given: set[int] = set()
    for alike, i, j in pairs:
        if alike <= -0.5 and i not in taken and j not in given:
            taken.add(i)
            given.add(j)
            yield drafts[i], gold[j][1]


def _span(analysis: Analysis, piece: tuple[int, int]) -> list[int]:
    span = analysis.span(*piece)
    return [span.start, span.end]


def make_choice(analysis: Analysis, draft: Draft, source: set[int], named: frozenset[int]) -> Choice:
    """Give the candidates of one draft."""
    tokens = find_candidates(analysis, draft)
    seen = [list(describe(analysis, draft, token, named)) for token in tokens]
    right = [bool(_words(analysis.text, [_span(analysis, (t, t + 1))]) & source) for t in tokens]
    if draft.source is None:
        return Choice([*seen, list(describe_none(analysis, draft))], [*right, not source], None)
    return Choice(seen, right, tokens.index(draft.source.head) if draft.source.head in tokens else None)


def fit(choices: list[Choice]) -> dict[str, float]:
    """Fit the weights."""
    counts = Counter(name for choice in choices for seen in choice.seen for name in set(seen))
    index = {name: i for i, name in enumerate(sorted(n for n, count in counts.items() if count >= SEEN))}
    rows = [
        ([np.array([index[name] for name in seen if name in index], dtype=int) for seen in choice.seen], choice.right)
        for choice in choices
        if any(choice.right) and len(choice.seen) > 1
    ]
    weights, sums = np.zeros(len(index)), np.full(len(index), 1e-2)
    random = np.random.default_rng(0)
    for _ in range(ROUNDS):
        for row in random.permutation(len(rows)):
            columns, right = rows[row]
            scores = np.array([weights[each].sum() for each in columns])
            share = np.exp(scores - scores.max())
            share /= share.sum()
            wanted = share * np.array(right, dtype=float)
            wanted /= max(wanted.sum(), 1e-9)
            for each, error in zip(columns, share - wanted, strict=True):
                if abs(error) >= 1e-3:
                    sums[each] += error * error
                    weights[each] -= RATE * (error + SHRINK * weights[each]) / np.sqrt(sums[each])
    return {name: round(float(weights[i]), 2) for name, i in index.items() if abs(weights[i]) >= SMALL}


def count_right(choices: list[Choice], weights: dict[str, float]) -> tuple[int, int, int]:
    """Count statements with a source, and the right speakers before and after the choice, gate left aside."""
    told = before = after = 0
    for choice in choices:
        named = choice.right if choice.own is not None else choice.right[:-1]
        if not any(choice.right) or (choice.own is None and choice.right[-1]):
            continue
        scores = np.array([sum(weights.get(name, 0.0) for name in seen) for seen in choice.seen])
        best, taken = int(scores.argmax()), choice.own
        if choice.own is None:
            enough = np.exp(scores[best]) >= ENOUGH * np.exp(scores).sum()
            taken = best if enough and best < len(named) else None
        elif scores[best] - scores[choice.own] >= MARGIN:
            taken = best
        told += 1
        before += choice.own is not None and choice.right[choice.own]
        after += taken is not None and choice.right[taken]
    return told, before, after


def main() -> None:
    """Fit on the first file and print the table; measure on the second."""
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    weights = fit(list(find_choices(sys.argv[1])))
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(("seen", "weight"))
    writer.writerows((name, f"{weight:g}") for name, weight in sorted(weights.items()))
    for path in sys.argv[2:]:
        told, before, after = count_right(list(find_choices(path)), weights)
        print(f"{path}: {told} with a source, {before} right by the rules, {after} after", file=sys.stderr)


if __name__ == "__main__":
    main()
