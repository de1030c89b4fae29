"""A sentence for and a sentence against every word of the frames: what it tells, and what it does not."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import msgspec

from dateline.knowledge.digest import DATA
from dateline.knowledge.frames import FrameTable, WordKind, load_frames
from dateline.model.errors import LexiconError

FOLDER = DATA / "lemmas"
_COLUMNS = ["kind", "word", "yes", "no"]


class Lemma(msgspec.Struct, frozen=True):
    """One word with sentences of its own."""

    kind: WordKind
    word: str
    """As the frames list it: a lemma, with particle where there is one."""
    yes: str
    """A sentence in which it tells an act."""
    no: str
    """A sentence in which it stands and tells none."""
    file: str


@cache
def load_lemmas() -> tuple[Lemma, ...]:
    """Load and check the table; LexiconError for a word without a row, a row without a word, a sentence used twice."""
    return read_lemmas(FOLDER, load_frames())


def read_lemmas(folder: Path, frames: FrameTable) -> tuple[Lemma, ...]:
    """Read the tables of a folder and hold them against the frames."""
    lemmas = tuple(row for path in sorted(folder.glob("*.csv")) for row in _read(path))
    known = {key for frame in frames.frames for key in frame.words()}
    seen: set[tuple[str, str]] = set()
    sentences: set[str] = set()
    for lemma in lemmas:
        for problem in _problems(lemma, known, seen, sentences):
            raise LexiconError(lemma.file, f"{lemma.kind} {lemma.word!r}", problem)
        seen.add((lemma.kind, lemma.word))
        sentences.update((lemma.yes, lemma.no))
    for kind, word in sorted(known - seen):
        raise LexiconError(folder.name, f"{kind} {word!r}", "a frame lists it, and no row has sentences for it")
    return lemmas


def _read(path: Path) -> Iterator[Lemma]:
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file)
        if rows.fieldnames != _COLUMNS:
            raise LexiconError(path.name, "header", f"the columns are {', '.join(_COLUMNS)}")
        for row in rows:
            try:
                yield msgspec.convert({**row, "file": path.name}, Lemma)
            except msgspec.ValidationError as error:
                raise LexiconError(path.name, f"line {rows.line_num}", str(error)) from error


def _problems(
    lemma: Lemma, known: set[tuple[WordKind, str]], seen: set[tuple[str, str]], sentences: set[str]
) -> Iterator[str]:
    if (lemma.kind, lemma.word) not in known:
        yield "no frame lists it"
    if (lemma.kind, lemma.word) in seen:
        yield "it has a row already"
    if not lemma.yes or not lemma.no:
        yield "it needs a sentence in `yes` and one in `no`"
    if lemma.yes in sentences or lemma.no in sentences or lemma.yes == lemma.no:
        yield "its sentence serves another word; each has its own"
