"""The files of the English model as shipped: numbers, tables, lemma tables; made by scripts/convert_model.py."""

from __future__ import annotations

import gzip
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import msgspec
import numpy as np
from numpy.typing import NDArray

from dateline.knowledge.frames import load_frames
from dateline.reading.analysis.lemmatizer import Lemmatizer

_FOLDER = Path(__file__).parent / "model"
UNITS = 96
"""Width of the vector of a word."""
PIECES = 3
"""Pieces of each unit of an encoder's layer; the largest counts."""
HIDDEN, SLOTS, STATE_PIECES = 64, 8, 2
"""Width of what the parser decides by, the words it looks at, pieces of each of its units."""


class Tables(msgspec.Struct, frozen=True):
    """Rules and names of the model."""

    name: str
    version: str
    seeds: tuple[int, ...]
    """Of the hash tables, in the order norm, prefix, suffix, shape, blank behind, is blank."""
    rules: dict[str, tuple[tuple[str, ...], ...]]
    """Special cases: what stands between blanks, to its tokens as (word,) or (word, norm)."""
    prefix: str
    suffix: str
    infix: str
    url: str
    norms: dict[str, str]
    hashed_norms: dict[str, str]
    """Norms of words by the hash of the word."""
    symbols: dict[str, int]
    """Words that have a number of their own instead of a hash."""
    tags: tuple[str, ...]
    moves: tuple[str, ...]
    """Names of the parser's moves: S, D, L-label, R-label, B-ROOT."""
    classes: tuple[tuple[tuple[dict[str, object], ...], int, str], ...]
    """Rules of word classes: token patterns, which of the tokens, its class; a later rule wins."""


@dataclass(frozen=True, slots=True)
class Moves:
    """The parser's moves, in the order shift, reduce, left arcs, right arcs, break; labels are numbered."""

    first_left: int
    first_right: int
    first_break: int
    label_of: NDArray[np.int32]
    """The label that a move gives."""
    labels: tuple[str, ...]
    lifted: NDArray[np.int32]
    """For "prep||dobj" the number of "dobj", else -1."""
    plain: NDArray[np.int32]
    """For "prep||dobj" the number of "prep", else the label's own."""
    root: int


@cache
def load_tables() -> Tables:
    """Read the rules and names."""
    return msgspec.json.decode((_FOLDER / "tables.json").read_bytes(), type=Tables)


@cache
def load_weights() -> dict[str, NDArray[np.float32]]:
    """Read the numbers, all in single precision; each matrix is [outs, ins]."""
    with np.load(_FOLDER / "weights.npz") as stored:
        return {name: stored[name] for name in stored.files}


def load_lemmatizer() -> Lemmatizer:
    """Read the lemma tables; the verbs of the frames are known to them too."""
    tables = msgspec.json.decode(gzip.decompress((_FOLDER / "lemmas.json.gz").read_bytes()))
    ours = frozenset(verb.partition(" ")[0] for frame in load_frames().frames for verb in frame.verbs)
    return Lemmatizer(
        tables["exceptions"],
        {kind: frozenset(words) | (ours if kind == "verb" else frozenset()) for kind, words in tables["index"].items()},
        {kind: tuple((old, new) for old, new in rules) for kind, rules in tables["rules"].items()},
    )


@cache
def load_moves() -> Moves:
    """Number the labels of the moves."""
    names = load_tables().moves
    given = [name.partition("-")[2] for name in names]
    parts = [part for label in given for part in (label, *label.split("||")) if part]
    labels = tuple(dict.fromkeys((*parts, "ROOT")))
    number = {label: place for place, label in enumerate(labels)}
    kinds = [name[0] for name in names]
    return Moves(
        kinds.index("L"),
        kinds.index("R"),
        kinds.index("B"),
        np.array([number.get(label, -1) for label in given], np.int32),
        labels,
        np.array([number.get(label.partition("||")[2], -1) for label in labels], np.int32),
        np.array([number[label.partition("||")[0]] for label in labels], np.int32),
        number["ROOT"],
    )
