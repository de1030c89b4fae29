"""Words by which a newspaper speaks of its own article ("This article has been corrected"), loaded from their table."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from typing import Any, get_args

from dateline.knowledge.digest import DATA
from dateline.model.article import NoticeKind
from dateline.model.errors import LexiconError

FILE = "notices.toml"
_KEYS = ("opens", "says", "yes", "no")


@dataclass(frozen=True, slots=True)
class NoticeWords:
    """The words of one kind of notice, lower case, with its example paragraphs."""

    kind: NoticeKind
    opens: tuple[str, ...]
    """Longest first."""
    says: tuple[str, ...]
    yes: tuple[str, ...]
    no: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NoticeTable:
    """All kinds in the order in which they are tried, and the words for the article itself."""

    kinds: tuple[NoticeWords, ...]
    itself: tuple[str, ...]


@cache
def load_notices() -> NoticeTable:
    """Load the table; an unknown key or kind, or a form that is not lower case, is a LexiconError."""
    data = tomllib.loads((DATA / FILE).read_text("utf-8"))
    if set(data) != {"self", "notice"}:
        raise LexiconError(FILE, ", ".join(sorted(set(data) ^ {"self", "notice"})), "no such key, or one is missing")
    kinds = tuple(_read_kind(row) for row in data["notice"])
    if len({words.kind for words in kinds}) != len(kinds):
        raise LexiconError(FILE, "notice", "a kind stands twice")
    return NoticeTable(kinds, _read_forms("self", data["self"]))


def _read_kind(row: dict[str, Any]) -> NoticeWords:
    kind: Any = row.get("kind")
    if kind not in get_args(NoticeKind):
        raise LexiconError(FILE, f"notice {kind!r}", f"the kind is one of {', '.join(get_args(NoticeKind))}")
    if set(row) != {"kind", *_KEYS}:
        raise LexiconError(FILE, f"notice {kind!r}", f"has the keys kind, {', '.join(_KEYS)}")
    opens = sorted(_read_forms(kind, row["opens"]), key=lambda form: (-len(form), form))
    return NoticeWords(kind, tuple(opens), _read_forms(kind, row["says"]), tuple(row["yes"]), tuple(row["no"]))


def _read_forms(where: str, forms: list[str]) -> tuple[str, ...]:
    for form in forms:
        if form != form.lower() or form != " ".join(form.split()):
            raise LexiconError(FILE, where, f"{form!r} is not in lower case, with single blanks")
    return tuple(forms)
