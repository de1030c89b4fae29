"""The compiled engine (native/engine.c), called through ctypes."""

from __future__ import annotations

import ctypes
import sys
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dateline.reading.analysis.kernels import Parsed
from dateline.reading.analysis.model_files import HIDDEN, UNITS, Moves, load_moves, load_tables, load_weights

_LIBRARY = Path(__file__).parent / "native" / ("engine.dll" if sys.platform == "win32" else "engine.so")
_PANEL = 16
"""Outputs of a packed matrix that lie side by side (PANEL in dense.h)."""
_ZERO = 64
"""What 0 is rounded to (ZERO in eight.h)."""
KINDS = ("base", "fma", "vnni")
"""What the library is compiled for: any processor; x86 with AVX2 and FMA; and with AVX-512 for 8 bits."""
_POINTERS = ("tagger_w", "tagger_b", "narrow_w", "narrow_b", "slots_w", "slots_b", "slots_pad", "upper_w", "upper_b")
_NUMBERS = (
    "layers", "tagger_outs", "narrow_outs", "upper_outs", "tags", "moves", "first_left", "first_right", "first_break",
)  # fmt: skip


class _Layer(ctypes.Structure):
    _fields_ = [(name, ctypes.c_void_p) for name in ("w", "b", "scale", "shift")]


class _Layer8(ctypes.Structure):
    _fields_ = [(name, ctypes.c_void_p) for name in ("w", "size", "zeros", "b", "scale", "shift")]


class _Model(ctypes.Structure):
    _fields_ = [
        *((name, ctypes.c_long) for name in _NUMBERS),
        ("window", ctypes.POINTER(_Layer)),
        ("window8", ctypes.POINTER(_Layer8)),
        *((name, ctypes.c_void_p) for name in (*_POINTERS, "move_label", "lifted", "plain")),
        ("root", ctypes.c_long),
    ]


@cache
def find_library() -> ctypes.CDLL | None:
    """Give the library, None where none was compiled or it cannot be loaded here."""
    try:
        return ctypes.CDLL(str(_LIBRARY))
    except OSError:
        return None


def list_kinds(library: ctypes.CDLL) -> tuple[str, ...]:
    """Give the kinds that this processor can run, the fastest first."""
    return KINDS[: library.kinds_supported()][::-1]


class NativeKernel:
    """The compiled engine of one kind; `eight` rounds the encoder's window layers to 8 bits."""

    def __init__(self, library: ctypes.CDLL, kind: str, *, eight: bool = False) -> None:
        self.kind = kind
        self._maxout = getattr(library, f"maxout_{self.kind}")
        self._measure = getattr(library, f"measure_{self.kind}")
        self._analyse = getattr(library, f"analyse_{self.kind}")
        for function in (self._maxout, self._measure, self._analyse):
            function.restype = None
        self._kept: list[NDArray[Any]] = []
        """Arrays that the library points into."""
        weights = load_weights()
        layers = [self._layer(weights, place) for place in range(5)]
        self._mixing = layers[0]
        self._window = (_Layer * 4)(*layers[1:])
        self._model = self._fill(weights, load_moves())
        if eight:
            self._window8 = (_Layer8 * 4)(*(self._layer8(weights, place) for place in range(1, 5)))
            self._model.window8 = self._window8
        self._room = np.zeros(0, np.float32), np.zeros(0, np.int32)

    def mix(self, features: NDArray[np.float32]) -> NDArray[np.float32]:
        """Give the vectors of words that look so."""
        features = np.ascontiguousarray(features, np.float32)
        count, width = features.shape
        out = np.empty((count, UNITS), np.float32)
        self._maxout(
            _at(features), ctypes.c_long(width), ctypes.c_long(count), ctypes.c_long(width),
            ctypes.byref(self._mixing), ctypes.c_int(0), _at(out),
        )  # fmt: skip
        return out

    def parse(self, mixed: NDArray[np.float32], rows: NDArray[np.int32], bounds: NDArray[np.int64]) -> Parsed:
        """Parse paragraphs."""
        count = len(rows)
        limits = np.ascontiguousarray(bounds, np.dtype(ctypes.c_long))
        paragraphs = ctypes.c_long(len(limits) - 1)
        floats, ints = self._make_room(limits, paragraphs)
        tags, starts = np.empty(count, np.uint8), np.empty(count, np.uint8)
        heads, labels, low, high = (np.empty(count, np.int32) for _ in range(4))
        self._analyse(
            ctypes.byref(self._model), _at(mixed), _at(rows), _at(limits), paragraphs, _at(floats), _at(ints),
            _at(tags), _at(heads), _at(labels), _at(low), _at(high), _at(starts),
        )  # fmt: skip
        return Parsed(tags, heads, labels, low, high, starts)

    def _make_room(
        self, limits: NDArray[Any], paragraphs: ctypes.c_long
    ) -> tuple[NDArray[np.float32], NDArray[np.int32]]:
        floats, ints = ctypes.c_long(), ctypes.c_long()
        self._measure(_at(limits), paragraphs, ctypes.byref(floats), ctypes.byref(ints))
        if len(self._room[0]) < floats.value or len(self._room[1]) < ints.value:
            self._room = np.empty(floats.value, np.float32), np.empty(ints.value, np.int32)
        return self._room

    def _keep(self, values: NDArray[Any]) -> int:
        values = np.ascontiguousarray(values)
        self._kept.append(values)
        return values.ctypes.data

    def _layer(self, weights: dict[str, NDArray[np.float32]], place: int) -> _Layer:
        plain = (weights[f"layer_{place}_{name}"] for name in ("b", "scale", "shift"))
        return _Layer(self._keep(pack(weights[f"layer_{place}_w"])), *(self._keep(values) for values in plain))

    def _layer8(self, weights: dict[str, NDArray[np.float32]], place: int) -> _Layer8:
        packed, sizes, zeros = pack_eight(weights[f"layer_{place}_w"])
        plain = (weights[f"layer_{place}_{name}"] for name in ("b", "scale", "shift"))
        kept: list[NDArray[Any]] = [packed, sizes, zeros, *plain]
        return _Layer8(*(self._keep(values) for values in kept))

    def _fill(self, weights: dict[str, NDArray[np.float32]], moves: Moves) -> _Model:
        model = _Model(window=self._window, layers=len(self._window), root=moves.root, narrow_outs=HIDDEN)
        for name in _POINTERS:
            packed = name.endswith("_w")
            setattr(model, name, self._keep(pack(weights[name]) if packed else weights[name]))
        model.tags, model.moves = len(load_tables().tags), len(moves.label_of)
        model.tagger_outs, model.upper_outs = _round_up(model.tags), _round_up(model.moves)
        model.first_left, model.first_right, model.first_break = moves.first_left, moves.first_right, moves.first_break
        for name, values in (("move_label", moves.label_of), ("lifted", moves.lifted), ("plain", moves.plain)):
            setattr(model, name, self._keep(values))
        return model


def pack(weights: NDArray[np.float32]) -> NDArray[np.float32]:
    """Cut a matrix [outs, ins] into panels [panels, ins, PANEL], zeros where outputs are missing."""
    outs, ins = weights.shape
    whole = np.zeros((_round_up(outs), ins), np.float32)
    whole[:outs] = weights
    return np.ascontiguousarray(whole.reshape(-1, _PANEL, ins).transpose(0, 2, 1))


def pack_eight(weights: NDArray[np.float32]) -> tuple[NDArray[np.int8], NDArray[np.float32], NDArray[np.int32]]:
    """Round a matrix [outs, window * UNITS] to 8 bits and cut it as eight.h reads it.

    Gives the panels [panels, window, fours, PANEL, 4], what a step of each output is worth, and for each part of the
    window and each output what a word of zeros adds.
    """
    outs, ins = weights.shape
    sizes = np.abs(weights).max(axis=1) / np.float32(127)
    rounded = np.rint(weights / sizes[:, None]).astype(np.int8)
    zeros = _ZERO * rounded.astype(np.int32).reshape(outs, ins // UNITS, UNITS).sum(axis=2).T
    panels = rounded.reshape(outs // _PANEL, _PANEL, ins // 4, 4).transpose(0, 2, 1, 3)
    return np.ascontiguousarray(panels), sizes.astype(np.float32), np.ascontiguousarray(zeros, np.int32)


def _round_up(outs: int) -> int:
    return -(-outs // _PANEL) * _PANEL


def _at(values: NDArray[Any]) -> ctypes.c_void_p:
    return ctypes.c_void_p(values.ctypes.data)
