"""Which form of reading and merging runs: compiled by mypyc, or Python; both do the same.

The compiled modules (`scripts/compile_python.py`) lie beside their sources and are taken by Python before them. In a
checkout, where a source may have changed since, `compiled.json` tells of which contents they were made: if one differs,
all are read as Python. `DATELINE_PURE=1` asks for that too. An installed wheel has no such file and is not looked at.
"""

from __future__ import annotations

import hashlib
import importlib.abc
import importlib.util
import json
import os
import sys
from collections.abc import Sequence
from importlib.machinery import ModuleSpec
from pathlib import Path
from types import ModuleType

FOLDER = Path(__file__).resolve().parent
STAMP = FOLDER / "compiled.json"
WINGS = ("dateline.reading.", "dateline.merging.", "dateline.knowledge.")
SWITCH = "DATELINE_PURE"


def digest(path: Path) -> str:
    """Give what tells one content of a source from another."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


class _Sources(importlib.abc.MetaPathFinder):
    """Finds the sources of compiled modules, before Python finds what was compiled of them."""

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if not fullname.startswith(WINGS):
            return None
        source = FOLDER.joinpath(*fullname.split(".")[1:]).with_suffix(".py")
        return importlib.util.spec_from_file_location(fullname, source) if source.exists() else None


def prefer_fresh() -> None:
    """Have Python take the sources where these are asked for or have changed since they were compiled."""
    if os.environ.get(SWITCH, "") not in ("", "0") or not _is_fresh():
        sys.meta_path.insert(0, _Sources())


def _is_fresh() -> bool:
    try:
        told = json.loads(STAMP.read_bytes())["sources"]
    except FileNotFoundError:
        return True
    return all(_is_same(FOLDER / name, *row) for name, row in told.items())


def _is_same(path: Path, known: str, size: int, changed: int) -> bool:
    try:
        now = path.stat()
    except FileNotFoundError:
        return False
    return now.st_size == size and (now.st_mtime_ns == changed or digest(path) == known)


def form() -> str:
    """Tell which form runs here: "compiled" or "python"."""
    from dateline.reading import steps

    return "python" if str(steps.__file__).endswith(".py") else "compiled"
