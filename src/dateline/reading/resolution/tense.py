"""Past, present or future: what the verb above a word says of the time of its act."""

from __future__ import annotations

from typing import Literal

from dateline.knowledge.times import load_time_words
from dateline.reading.analysis import Analysis

Tense = Literal["past", "present", "future"]
_OCCASION = frozenset({"at", "in", "during", "for", "before", "by", "until", "till", "since", "on", "with"})
"""Prepositions of what is attended or awaited: "will speak at Wednesday's meeting"."""
_FUTURE = frozenset({"will", "shall", "'ll", "’ll", "wo"})


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
    modal = next((word for word, child in zip(lowers, helpers, strict=True) if analysis.tags[child] == "MD"), None)
    perfect = any(analysis.lemmas[child] == "have" for child in helpers)
    if modal is not None:
        return _tense_of_modal(modal, perfect)
    tag = analysis.tags[verb]
    if "to" in lowers:
        return _tense_of_infinitive(analysis, verb)
    ahead = analysis.lemmas[verb] in load_time_words().ahead_verbs
    if tag == "VBN" and ((not helpers and ahead) or (helpers and not perfect and _sets_ahead(analysis, verb))):
        return "future"
    if perfect or any(analysis.tags[child] == "VBD" for child in helpers) or (tag in ("VBD", "VBN") and not helpers):
        return "past"
    if tag == "VBG" and not helpers:
        above = analysis.heads[verb]
        return None if above == verb else _above(analysis, above)
    if any(analysis.tags[child] in ("VBZ", "VBP") for child in helpers) or tag in ("VBZ", "VBP"):
        going = tag == "VBG" and any(analysis.lemmas[helper] == "be" for helper in helpers)
        return "future" if (ahead and tag == "VBN") or going else "present"
    return _above(analysis, analysis.heads[verb]) if tag == "VB" and analysis.heads[verb] != verb else None


def _tense_of_modal(modal: str, perfect: bool) -> Tense | None:
    """Read "should leave" as ahead, "could have left" as past; "could not find him" tells neither."""
    if perfect:
        return "past" if modal not in _FUTURE else "future"
    return None if modal in ("could", "can", "cannot", "ca") else "future"


def _tense_of_infinitive(analysis: Analysis, verb: int) -> Tense | None:
    """Read "plans to fly" and "is to fly" as future, "began to fly" as the tense of its governor."""
    above = analysis.heads[verb]
    if above == verb or analysis.labels[verb] in ("acl", "relcl"):
        return "future"
    if analysis.labels[verb] == "advcl":
        return None if _above(analysis, above) == "past" else "future"
    if analysis.lemmas[above] in load_time_words().ahead_verbs:
        return "future"
    return _above(analysis, above)


def _above(analysis: Analysis, token: int) -> Tense | None:
    verb = governing_verb(analysis, token)
    if verb is None or analysis.tags[verb] in ("VBG", "VB"):
        return None
    return tense_of(analysis, verb)


def _sets_ahead(analysis: Analysis, verb: int) -> bool:
    """Read "was scheduled for Tuesday", "were due to meet": the act lies ahead of a plan told in the past."""
    if analysis.lemmas[verb] not in load_time_words().sets_ahead:
        return False
    return any(analysis.lowers[child] in ("for", "until", "till", "to") for child in analysis.children[verb])


def tense_at(analysis: Analysis, first: int, last: int) -> tuple[Tense | None, bool]:
    """Tell which way a time looks, by what it hangs on or its clause, and whether the verb has it itself."""
    if _hangs_ahead(analysis, first):
        return "future", True
    token = outer_token(analysis, first, last)
    verb = governing_verb(analysis, token)
    if verb is None:
        return None, False
    tense = tense_of(analysis, verb)
    if tense != "future" and _books(analysis, verb, tense):
        return "future", True
    if tense == "future" and _is_done_thing(analysis, token, verb):
        return "past", False
    while analysis.labels[token] in ("prep", "pobj", "npadvmod", "pcomp", "advmod", "tmod") and token != verb:
        token = analysis.heads[token]
    finite = analysis.tags[verb] == "VBD" or any(
        analysis.labels[c] in ("aux", "auxpass") for c in analysis.children[verb]
    )
    return tense, token == verb and finite


def _books(analysis: Analysis, verb: int, tense: Tense | None) -> bool:
    """Read "has scheduled a news conference Thursday", "plan a rally on Saturday": the conference lies ahead."""
    words = load_time_words()
    booked = analysis.lemmas[verb] in (words.books | words.ahead_verbs if tense == "present" else words.books)
    return booked and any(analysis.labels[child] == "dobj" for child in analysis.children[verb])


def _is_done_thing(analysis: Analysis, token: int, verb: int) -> bool:
    """Tell "will appeal Wednesday's ruling", a thing there already, from "will speak at Wednesday's meeting"."""
    noun = analysis.heads[token]
    if analysis.labels[token] != "poss":
        return False
    above = analysis.heads[noun]
    if analysis.labels[noun] == "pobj" and analysis.lowers[above] not in _OCCASION:
        return analysis.heads[above] == verb
    return analysis.labels[noun] == "dobj" and above == verb


def _hangs_ahead(analysis: Analysis, first: int) -> bool:
    """Read "payable on Dec. 15", "as early as Tuesday", "has given them until Friday", "holders of record Nov. 6"."""
    words = load_time_words()
    begin = max(analysis.sentence(first)[0], first - 3)
    before = analysis.lowers[begin:first]
    if before[-3:] in (("as", "early", "as"), ("as", "soon", "as")) or before[-2:] in (
        ("of", "record"),
        ("ahead", "of"),
    ):
        return True
    if before and before[-1] in ("to", "until", "till", "for"):
        verb = governing_verb(analysis, first)
        if verb is not None and _sets_ahead(analysis, verb):
            return True
    if before and before[-1] in ("on", "for", "in", "of", "by", "at", "from"):
        before = before[:-1]
    if not before or before[-1] not in words.ahead:
        return False
    if before[-1] in ("until", "till"):
        verb = governing_verb(analysis, first)
        if verb is None or analysis.lemmas[verb] in words.ahead_verbs:
            return True
        had = any(analysis.lowers[child] == "had" for child in analysis.children[verb])
        return analysis.tags[verb] != "VBD" and not had
    return True
