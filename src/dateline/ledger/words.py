"""The words of a text as a search compares them: cut and folded as SQLite's full text search (unicode61) does."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

_TOKEN_KINDS = ("L", "N")
_FIRST_MARK, _LAST_MARK = 0x300, 0x331


class _Folding(dict[int, str]):
    """Of each character what it is compared as: a plain small letter, nothing for a mark, a blank between words."""

    def __missing__(self, code: int) -> str:
        folded = self[code] = _fold(chr(code))
        return folded


def _fold(sign: str) -> str:
    if _FIRST_MARK <= ord(sign) <= _LAST_MARK:
        return ""
    kind = unicodedata.category(sign)
    if kind[0] not in _TOKEN_KINDS and kind != "Co":
        return " "
    plain = unicodedata.normalize("NFD", sign)
    base = plain[0] if all(unicodedata.combining(each) for each in plain[1:]) else sign
    small = base.lower()
    return small if len(small) == 1 else base


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
