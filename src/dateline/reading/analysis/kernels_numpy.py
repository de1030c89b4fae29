"""The engine in numpy alone, where no library could be compiled: the same tags and trees, some times more slowly."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from dateline.reading.analysis.arcs import Arcs
from dateline.reading.analysis.kernels import Parsed
from dateline.reading.analysis.model_files import (
    HIDDEN,
    PIECES,
    SLOTS,
    STATE_PIECES,
    UNITS,
    load_moves,
    load_weights,
)  # fmt: skip

Floats = NDArray[np.float32]
_PADDING = 4
"""Rows of zeros between paragraphs: as far as the encoder looks."""
_EVEN = 64
"""Rows are multiplied by so many, the last ones filled up: a row's bits then do not hang on how many there are."""


class NumpyKernel:
    """The engine on numpy's matrix products."""

    kind = "numpy"

    def __init__(self) -> None:
        self._weights, self._moves = load_weights(), load_moves()
        self._turned = {name: w.T for name, w in self._weights.items() if name.endswith("_w")}

    def mix(self, features: Floats) -> Floats:
        """Give the vectors of words that look so."""
        return self._maxout(np.asarray(features, np.float32), 0)

    def parse(self, mixed: Floats, rows: NDArray[np.int32], bounds: NDArray[np.int64]) -> Parsed:
        """Parse paragraphs."""
        vectors = self._encode(mixed, rows, bounds)
        scores = self._product(vectors, "tagger")
        tags = scores.argmax(axis=1).astype(np.uint8) if len(rows) else np.zeros(0, np.uint8)
        summed = self._product(self._product(vectors, "narrow"), "slots", bias=False)
        slots = np.concatenate([summed, self._weights["slots_pad"][None]]).reshape(len(rows) + 1, SLOTS, -1)
        states = [Arcs(first, last, self._moves) for first, last in zip(bounds[:-1].tolist(), bounds[1:].tolist())]
        self._decide(slots, [state for state in states if not state.is_done])
        found = [state.finish() for state in states]
        columns = (
            np.array([value for part in found for value in part[column]], np.int32).reshape(-1) for column in range(5)
        )
        heads, labels, lefts, rights, starts = columns
        return Parsed(tags, heads, labels, lefts, rights, starts.astype(np.uint8))

    def _encode(self, mixed: Floats, rows: NDArray[np.int32], bounds: NDArray[np.int64]) -> Floats:
        count = len(bounds) - 1
        shift = np.repeat(np.arange(1, count + 1), np.diff(bounds)) * _PADDING
        places = np.arange(len(rows)) + shift
        values = np.zeros((len(rows) + _PADDING * (count + 1), UNITS), np.float32)
        values[places] = mixed[rows]
        edge = np.zeros((1, UNITS), np.float32)
        for layer in range(1, 5):
            wide = np.concatenate([edge, values, edge])
            values = values + self._maxout(np.concatenate([wide[:-2], wide[1:-1], wide[2:]], axis=1), layer)
        found: Floats = values[places]
        return found

    def _maxout(self, values: Floats, layer: int) -> Floats:
        best = self._product(values, f"layer_{layer}").reshape(len(values), PIECES, UNITS).max(axis=1)
        off = best - best.mean(axis=1, keepdims=True)
        spread = np.square(off).mean(axis=1, keepdims=True) + np.float32(1e-8)
        scaled: Floats = off / np.sqrt(spread) * self._weights[f"layer_{layer}_scale"]
        shifted: Floats = scaled + self._weights[f"layer_{layer}_shift"]
        return shifted

    def _product(self, values: Floats, name: str, *, bias: bool = True) -> Floats:
        over = -len(values) % _EVEN
        if over:
            values = np.concatenate([values, np.zeros((over, values.shape[1]), np.float32)])
        product: Floats = values @ self._turned[f"{name}_w"]
        found = product[: len(values) - over]
        if bias:
            found += self._weights[f"{name}_b"]
        return found

    def _decide(self, slots: Floats, states: list[Arcs]) -> None:
        """Let every paragraph take one move after the other, side by side, until all are done."""
        order = np.arange(SLOTS)
        while states:
            seen = np.array([state.seen() for state in states])
            summed = slots[seen, order].sum(axis=1) + self._weights["slots_b"]
            hidden = summed.reshape(len(states), STATE_PIECES, HIDDEN).max(axis=1)
            scores = self._product(hidden, "upper")
            allowed = np.array([state.allowed() for state in states])
            kinds = np.repeat(allowed, self._widths(), axis=1)
            for state, move in zip(states, np.where(kinds, scores, -np.inf).argmax(axis=1).tolist()):
                state.apply(move)
            states = [state for state in states if not state.is_done]

    def _widths(self) -> list[int]:
        moves = self._moves
        return [1, 1, moves.first_break - moves.first_left, len(moves.label_of) - moves.first_break]
