"""How many articles there seem to be, told quickly and roughly, so that a bar can say how much time is left."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from dateline.sources.addresses import find_files, is_address

_ARTICLES = frozenset((".txt", ".text", ".md", ".markdown", ".mdown", ".html", ".htm", ".xhtml", ".json", ""))
_ROWS = frozenset((".jsonl", ".ndjson", ".jl"))
_BLOCK = 1 << 20


def estimate_total(inputs: Sequence[str]) -> int | None:
    """Count files and lines of JSON Lines; None for what cannot be counted so: a pipe, packed rows, addresses."""
    total = 0
    for name in [each for given in inputs for each in find_files(given) or (given,)]:
        path = Path(name)
        found = None if name == "-" or is_address(name) else _count_folder(path) if path.is_dir() else _count_file(path)
        if found is None:
            return None
        total += found
    return total


def _count_folder(folder: Path) -> int | None:
    total = 0
    for root, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith((".", "__"))]
        for name in names:
            path = Path(root, name)
            if name.startswith(".") or Path(name.removesuffix(".gz")).suffix.lower() not in _ARTICLES | _ROWS:
                continue
            found = _count_file(path)
            if found is None:
                return None
            total += found
    return total


def _count_file(path: Path) -> int | None:
    if Path(path.name.removesuffix(".gz")).suffix.lower() not in _ROWS:
        return 1
    if path.suffix == ".gz":
        return None
    try:
        with path.open("rb") as stream:
            return sum(block.count(b"\n") for block in iter(lambda: stream.read(_BLOCK), b"")) or 1
    except OSError:
        return 1
