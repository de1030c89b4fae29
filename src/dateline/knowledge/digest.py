"""One hash over all knowledge tables, so that a record tells which knowledge it was read with."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

DATA = Path(__file__).parent / "data"
TELLING = Path(__file__).parent / "telling"
"""Tables for telling and handing on what was read. No record is read with them: they are not in the hash."""


@cache
def knowledge_digest() -> str:
    """Give the sha256 (hex) over names and bytes of the data files, in the order of their names."""
    digest = hashlib.sha256()
    for path in sorted(DATA.rglob("*"), key=lambda p: p.relative_to(DATA).as_posix()):
        if path.is_file() and not path.name.startswith("."):
            digest.update(path.relative_to(DATA).as_posix().encode())
            digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()
