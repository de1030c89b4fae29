"""The engine that cuts and parses sentences: our own by default, spaCy for a model that a person names."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Protocol

from dateline.reading.analysis.analysis import Analysis
from dateline.reading.analysis.model_files import load_tables

ENGINE = "1"
"""Goes up when our own engine reads anything differently."""


class Engine(Protocol):
    """Cuts and parses texts."""

    @property
    def name(self) -> str:
        """What reads, for the record's producer ("en-core-web-sm 3.8.0 dateline 1")."""
        ...

    def analyse(self, text: str, breaks: Sequence[int] = ()) -> Analysis:
        """Cut and parse one text; `breaks` are offsets where a paragraph ends in the middle of a line."""
        ...


INT8 = "int8"
"""The name by which our own engine is asked to compute in 8 bits."""


@cache
def load_engine(model: str | None = None) -> Engine:
    """Load an engine, once: our own for None, our own in 8 bits for "int8", else a spaCy pipeline by name or path.

    Raises ConfigError when there is no such pipeline or it lacks a tagger or parser, or 8 bits cannot be had here.
    """
    if model in (None, INT8):
        from dateline.reading.analysis.compiled import load_compiled

        return load_compiled(eight=model == INT8)
    from dateline.reading.analysis.spacy_engine import load_spacy

    return load_spacy(model)


def kernel_name() -> str:
    """Tell what computes here: a compiled kind ("vnni", "fma", "base") or "numpy"."""
    from dateline.reading.analysis.kernels import list_kernels

    return next(iter(list_kernels()))


def model_version(model: str | None = None) -> str:
    """Tell what would read, without loading it; ends in " ?" where a model is not installed as a package."""
    if model in (None, INT8):
        tables = load_tables()
        return f"{tables.name} {tables.version} dateline {ENGINE}" + (f" {INT8}" if model else "")
    from dateline.reading.analysis.spacy_engine import spacy_version

    return spacy_version(model)
