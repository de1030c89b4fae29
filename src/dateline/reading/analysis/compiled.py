"""Our own engine: words from memory, vectors and trees from the kernel, copies of a paragraph read once."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from dateline.model.errors import ConfigError
from dateline.reading.analysis.analysis import Analysis
from dateline.reading.analysis.engine import INT8, model_version
from dateline.reading.analysis.kernels import Kernel, Parsed, list_kernels, load_kernel
from dateline.reading.analysis.model_files import load_lemmatizer, load_moves, load_tables
from dateline.reading.analysis.view import View, find_paragraphs, read_view
from dateline.reading.analysis.words import Words

KEPT_WORDS = 200_000
"""Paragraphs with so many words together are remembered; then all are forgotten."""
_WORTH = 12
"""Shorter paragraphs are parsed as soon as they are remembered."""


@dataclass(frozen=True, slots=True)
class _Part:
    """What was found in one paragraph, its words counted from its beginning."""

    rows: NDArray[np.int32]
    parsed: Parsed


class CompiledEngine:
    """Our own engine. What it gives for a text depends on the text alone, never on what it read before."""

    def __init__(self, kernel: Kernel, name: str) -> None:
        self.name = name
        self._kernel = kernel
        self._words = Words(kernel, load_lemmatizer())
        self._tags, self._labels = load_tables().tags, load_moves().labels
        self._parts: dict[str, _Part] = {}
        self._kept = 0
        self._lock = threading.Lock()
        """One thread at a time: words, paragraphs and the kernel's room are shared."""

    def analyse(self, text: str, breaks: Sequence[int] = ()) -> Analysis:
        """Cut and parse one text; `breaks` are offsets where a paragraph ends in the middle of a line."""
        views = [view for view in (read_view(text, span) for span in find_paragraphs(text, breaks)) if view.text]
        with self._lock:
            if self._words.is_full or self._kept > KEPT_WORDS:
                self._forget()
            parts = self._read({view.text: None for view in views})
            return self._assemble(text, views, [parts[view.text] for view in views])

    def _forget(self) -> None:
        self._words.forget()
        self._parts.clear()
        self._kept = 0

    def _read(self, paragraphs: dict[str, None]) -> dict[str, _Part]:
        """Give what is in each paragraph; those not remembered are parsed together."""
        parts = {paragraph: self._parts[paragraph] for paragraph in paragraphs if paragraph in self._parts}
        new = [paragraph for paragraph in paragraphs if paragraph not in parts]
        if not new:
            return parts
        rows: list[int] = []
        bounds = [0]
        for paragraph in new:
            rows.extend(self._words.find(paragraph))
            bounds.append(len(rows))
        row_array = np.array(rows, np.int32)
        parsed = self._kernel.parse(self._words.vectors(), row_array, np.array(bounds, np.int64))
        for paragraph, (first, last) in zip(new, pairwise(bounds)):
            part = parts[paragraph] = _Part(row_array[first:last], _cut(parsed, first, last))
            if last - first >= _WORTH:
                self._parts[paragraph] = part
                self._kept += last - first
        return parts

    def _assemble(self, text: str, views: list[View], parts: list[_Part]) -> Analysis:
        if not parts:
            return Analysis(text, (), (), (), (), (), (), (), (), ())
        bounds = np.cumsum([0, *(len(part.rows) for part in parts)])
        shift = np.repeat(bounds[:-1], np.diff(bounds)).astype(np.int32)
        rows = np.concatenate([part.rows for part in parts])
        tags = np.concatenate([part.parsed.tags for part in parts]).tolist()
        labels = np.concatenate([part.parsed.labels for part in parts]).tolist()
        heads, lefts, rights = (
            (np.concatenate([getattr(part.parsed, name) for part in parts]) + shift).tolist()
            for name in ("heads", "lefts", "rights")
        )
        opens = np.concatenate([part.parsed.starts for part in parts])
        opens[bounds[:-1]] = 1
        begins = [*np.flatnonzero(opens).tolist(), len(rows)]
        starts, ends = self._place(views, rows, bounds)
        numbers: list[int] = rows.tolist()
        words, tag_names, label_names, lemma = self._words, self._tags, self._labels, self._words.lemma
        texts, lowers = words.texts, words.lowers
        return Analysis(
            text,
            tuple([texts[row] for row in numbers]),
            tuple(starts),
            tuple(ends),
            tuple([tag_names[tag] for tag in tags]),
            tuple([lemma(row, tag) for row, tag in zip(numbers, tags)]),
            tuple(heads),
            tuple([label_names[label] for label in labels]),
            tuple(pairwise(begins)),
            tuple(pairwise(bounds.tolist())),
            tuple([lowers[row] for row in numbers]),
            tuple(lefts),
            tuple(rights),
        )

    def _place(
        self, views: list[View], rows: NDArray[np.int32], bounds: NDArray[np.int64]
    ) -> tuple[list[int], list[int]]:
        """Give where each word begins and ends in the article."""
        lengths, steps = self._words.extents(rows)
        behind = np.cumsum(steps)
        begins = behind - steps
        starts, ends = np.empty(len(rows), np.int64), np.empty(len(rows), np.int64)
        for view, first, last in zip(views, bounds[:-1].tolist(), bounds[1:].tolist()):
            local = begins[first:last] - begins[first]
            if isinstance(view.starts, range):
                starts[first:last] = local + view.starts.start
                ends[first:last] = starts[first:last] + lengths[first:last]
            else:
                starts[first:last] = np.array(view.starts)[local]
                ends[first:last] = np.array(view.ends)[local + lengths[first:last] - 1]
        return starts.tolist(), ends.tolist()


def _cut(parsed: Parsed, first: int, last: int) -> Parsed:
    """Give one paragraph of what was parsed, its words counted from its beginning."""
    return Parsed(
        parsed.tags[first:last],
        parsed.heads[first:last] - first,
        parsed.labels[first:last],
        parsed.lefts[first:last] - first,
        parsed.rights[first:last] - first,
        parsed.starts[first:last],
    )


def load_compiled(*, eight: bool = False) -> CompiledEngine:
    """Load our own engine on the fastest kernel there is, or on the one that computes in 8 bits.

    Raises ConfigError where 8 bits are asked for and nothing is compiled.
    """
    if not eight:
        return CompiledEngine(load_kernel(), model_version())
    kernel = list_kernels().get(INT8)
    if kernel is None:
        raise ConfigError(
            "int8 needs the compiled engine, which is not here; install dateline where there is a C compiler (on "
            "Debian: apt install gcc), or leave the option out"
        )
    return CompiledEngine(kernel(), model_version(INT8))
