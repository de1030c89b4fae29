"""The words of a text as a search compares them: cut and folded as SQLite's full text search (unicode61) does.

What a letter is compared as is asked of SQLite itself, once for each, so that a file and a database find the same.
"""

from __future__ import annotations

import re
import sqlite3
import threading
from collections.abc import Iterator


class _Folding(dict[int, str]):
    """Of each character what it is compared as: a plain small letter, nothing for a mark, a blank between words."""

    def __init__(self) -> None:
        super().__init__()
        self._lock = threading.Lock()
        self._asked: sqlite3.Connection | None = None

    def __missing__(self, code: int) -> str:
        with self._lock:
            folded = self[code] = self._ask(chr(code))
        return folded

    def _ask(self, sign: str) -> str:
        if "\ud800" <= sign <= "\udfff":
            return " "
        if self._asked is None:
            self._asked = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
            self._asked.execute("CREATE VIRTUAL TABLE t USING fts5 (w, tokenize = 'unicode61 remove_diacritics 2')")
            self._asked.execute("CREATE VIRTUAL TABLE v USING fts5vocab (t, instance)")
        self._asked.execute("DELETE FROM t")
        self._asked.execute("INSERT INTO t VALUES (?)", (f"x{sign}y",))
        terms = [term for (term,) in self._asked.execute("SELECT term FROM v ORDER BY offset")]
        return " " if len(terms) != 1 else str(terms[0])[1:-1]


_FOLDING = _Folding()


def fold_words(text: str) -> str:
    """Give the words of a text, folded, with one blank between two: "Élysée's F-16" is "elysee s f 16"."""
    return " ".join(text.translate(_FOLDING).split())


def find_tokens(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield where each word of a text begins and ends, and its folded form."""
    # Character by character, since a mark folds to nothing and belongs to the word before it.
    signs = "".join(_FOLDING[ord(sign)] or "\x00" for sign in text)
    for found in re.finditer(r"[^ ][^ ]*", signs):
        folded = found.group().replace("\x00", "")
        if folded:
            yield found.start(), found.end(), folded
