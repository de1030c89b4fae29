"""Past, present or future: what the verb above a word says of the time of its act."""

from __future__ import annotations

from typing import Literal

from dateline.reading.analysis import Analysis

Tense = Literal["past", "present", "future"]
_FUTURE = frozenset({"will", "shall", "'ll", "’ll", "wo", "would"})
_AHEAD = frozenset(
    {"plan", "expect", "schedule", "intend", "aim", "prepare", "promise", "vow", "pledge", "want", "hope", "agree"}
)


def outer_token(analysis: Analysis, first: int, last: int) -> int:
    """Give the token of a phrase whose head lies outside it."""
    for token in range(first, last):
        head = analysis.heads[token]
        if not first <= head < last or head == token:
            return token
    return first


def governing_verb(analysis: Analysis, token: int) -> int | None:
    """Give the nearest verb at or above a token."""
    for _ in range(60):
        if analysis.tags[token].startswith(("VB", "MD")):
            return token
        head = analysis.heads[token]
        if head == token:
            return None
        token = head
    return None


def tense_of(analysis: Analysis, verb: int) -> Tense | None:
    """Tell the tense of a clause: "flew" past, "have flown" past, "will fly" future, "plans to fly" future."""
    helpers = [child for child in analysis.children[verb] if analysis.labels[child] in ("aux", "auxpass")]
    lowers = [analysis.lowers[child] for child in helpers]
    if any(word in _FUTURE for word in lowers):
        return "future"
    tag = analysis.tags[verb]
    if "to" in lowers:
        return _tense_of_infinitive(analysis, verb)
    if any(analysis.tags[child] == "VBD" or analysis.lemmas[child] == "have" for child in helpers):
        return "past"
    if tag in ("VBD", "VBN") and not helpers:
        return "past"
    if tag == "VBG" and not helpers:
        above = analysis.heads[verb]
        return None if above == verb else _above(analysis, above)
    if any(analysis.tags[child] in ("VBZ", "VBP") for child in helpers) or tag in ("VBZ", "VBP"):
        ahead = analysis.lemmas[verb] in _AHEAD or (tag == "VBG" and any(analysis.lemmas[h] == "be" for h in helpers))
        return "future" if ahead and tag in ("VBN", "VBG") else "present"
    return _above(analysis, analysis.heads[verb]) if tag == "VB" and analysis.heads[verb] != verb else None


def _tense_of_infinitive(analysis: Analysis, verb: int) -> Tense | None:
    """Read "plans to fly" and "is to fly" as future, "began to fly" as the tense of its governor."""
    above = analysis.heads[verb]
    if above == verb or analysis.labels[verb] in ("acl", "advcl", "relcl"):
        return "future"
    if analysis.lemmas[above] in _AHEAD or analysis.lemmas[above] in ("be", "ready", "due", "set", "likely"):
        return "future"
    return _above(analysis, above)


def _above(analysis: Analysis, token: int) -> Tense | None:
    verb = governing_verb(analysis, token)
    if verb is None or analysis.tags[verb] in ("VBG", "VB"):
        return None
    return tense_of(analysis, verb)


def tense_at(analysis: Analysis, first: int, last: int) -> Tense | None:
    """Tell the tense of the clause that a phrase stands in."""
    verb = governing_verb(analysis, outer_token(analysis, first, last))
    return None if verb is None else tense_of(analysis, verb)
