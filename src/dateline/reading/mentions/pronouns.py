"""Pronouns, with whom they can speak of: "she" is one woman, "they" are several, "who" is the noun before."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.knowledge.name_cues import load_name_cues
from dateline.reading.analysis import Analysis
from dateline.reading.mentions.types import Mention

_TAGS = frozenset(("PRP", "PRP$", "WP", "WP$", "WDT"))


def find_pronouns(analysis: Analysis, taken: frozenset[int]) -> Iterator[Mention]:
    """Yield the pronouns of an article; relative ones only where a clause hangs on a noun ("a man who fled")."""
    pronouns = load_name_cues().pronouns
    lowers, tags = analysis.lowers, analysis.tags
    for token, tag in enumerate(tags):
        if tag not in _TAGS or token in taken:
            continue
        pronoun = pronouns.get(lowers[token])
        if pronoun is None or (pronoun.relative and antecedent_of(analysis, token) is None):
            continue
        yield Mention(
            -1, token, token + 1, token, "pronoun", pronoun.kind, lowers[token],
            number=pronoun.number, gender=pronoun.gender,
        )  # fmt: skip


def antecedent_of(analysis: Analysis, token: int) -> int | None:
    """Give the noun that a relative pronoun stands for: "the ministry, which denied it" -> ministry."""
    if analysis.tags[token] not in ("WP", "WP$", "WDT"):
        return None
    current = token
    while analysis.labels[current] != "relcl":
        parent = analysis.heads[current]
        if parent == current or analysis.labels[current] in ("ccomp", "advcl", "conj", "pcomp"):
            return None
        current = parent
    noun = analysis.heads[current]
    return noun if noun < token else None
