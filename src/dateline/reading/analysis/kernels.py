"""What computes: the compiled library where it is, else numpy. Both give the same tags and trees."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Protocol

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Parsed:
    """Tags and trees of the words of an article, as numbers; one entry a word."""

    tags: NDArray[np.uint8]
    heads: NDArray[np.int32]
    """Index of the head in the article; a root is its own head."""
    labels: NDArray[np.int32]
    lefts: NDArray[np.int32]
    """First word below each word, itself included."""
    rights: NDArray[np.int32]
    starts: NDArray[np.uint8]
    """1 where a sentence starts."""


class Kernel(Protocol):
    """Computes vectors, tags and trees. Each row of an answer depends on its own input alone, to the bit."""

    def mix(self, features: NDArray[np.float32]) -> NDArray[np.float32]:
        """Give the vectors [words, UNITS] of words that look so [words, tables * UNITS]."""
        ...

    def parse(self, mixed: NDArray[np.float32], rows: NDArray[np.int32], bounds: NDArray[np.int64]) -> Parsed:
        """Parse paragraphs; `rows` are rows of `mixed`, `bounds` the first word of each paragraph and their number."""
        ...


def list_kernels() -> dict[str, Callable[[], Kernel]]:
    """Give what makes each kernel that this machine can run, by name, the fastest first."""
    from dateline.reading.analysis.kernels_native import NativeKernel, find_library, list_kinds
    from dateline.reading.analysis.kernels_numpy import NumpyKernel

    library = find_library()
    kernels: dict[str, Callable[[], Kernel]] = {}
    if library is not None:
        kernels = {kind: partial(NativeKernel, library, kind) for kind in list_kinds(library)}
        kernels["int8"] = partial(NativeKernel, library, list_kinds(library)[0], eight=True)
    return {**kernels, "numpy": NumpyKernel}


def load_kernel() -> Kernel:
    """Give the fastest that this machine can run."""
    return next(iter(list_kernels().values()))()
