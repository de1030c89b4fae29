"""How a place name is folded before it is looked up: the same for the tables and for the words of an article."""

from __future__ import annotations

import unicodedata
from hashlib import blake2b

_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th", "ħ": "h", "ə": "a",
     "'": None, "’": None, "‘": None, "ʻ": None, "ʼ": None, "ʹ": None, "`": None, "´": None, "′": None,
     "ʿ": None, "ʾ": None, ".": None, "\u00ad": None,
     "-": " ", "‐": " ", "‑": " ", "–": " ", "—": " ", "/": " ", ",": " ", "&": " and "}
)  # fmt: skip
_WORDS = {"st": "saint", "ste": "sainte", "mt": "mount", "mtn": "mountain", "ft": "fort"}


def fold_name(name: str) -> str:
    """Fold a place name: "Sana’a" -> "sanaa", "the St. Lawrence River" -> "saint lawrence river".

    Case, accents, apostrophes, full stops, hyphens and a leading "the" do not tell places apart.
    """
    if name.isascii():
        folded = name.lower()
    else:
        folded = "".join(c for c in unicodedata.normalize("NFKD", name.lower()) if not unicodedata.combining(c))
    words = folded.translate(_LETTERS).split()
    if len(words) > 1:
        if words[0] == "the":
            del words[0]
        words = [_WORDS.get(word, word) for word in words]
    return " ".join(words)


def hash_name(folded: str) -> tuple[int, int]:
    """Give the 32 and the 16 bits that a folded name is filed under."""
    digest = blake2b(folded.encode("utf-8", "surrogatepass"), digest_size=6).digest()
    return int.from_bytes(digest[:4], "big"), int.from_bytes(digest[4:], "big")


def is_exact_form(form: str) -> bool:
    """Tell a form that holds only as it is written: "US", "Fla.", "BiH", "the States".

    Folded, it would be a common word ("us", "miss", "states").
    """
    return form.startswith("the ") or form.endswith(".") or (len(form) <= 4 and sum(map(str.isupper, form)) >= 2)
