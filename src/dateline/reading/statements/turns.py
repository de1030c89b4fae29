"""Questions and answers tied together: "Do you regret it?" the anchor asked. "No," Moreno replied."""

from __future__ import annotations

from dateline.knowledge.cues import load_cues
from dateline.reading.analysis import Analysis, Phrase
from dateline.reading.statements.draft import Draft

_MAX_SENTENCES = 4
"""Furthest an answer stands from its question."""
_PRONOUNS = frozenset(("PRP", "WP", "WDT", "DT", "EX"))


def tie_answers(analysis: Analysis, drafts: list[Draft]) -> None:
    """Tie each answer to the last question before it, by another speaker, and name who is spoken to."""
    asked: Draft | None = None
    for draft in sorted(drafts, key=lambda draft: (_position(draft), draft.cue)):
        if draft.within is not None:
            continue
        if draft.rule == "turn":
            asked = draft if draft.act == "ask" else asked
            continue
        if asked is not None and asked is not draft and _answers(analysis, draft, asked):
            _tie(analysis, draft, asked)
        if draft.act == "ask" or _is_put_to(analysis, draft):
            asked = draft
        elif asked is not None and _distance(analysis, draft, asked) > 0 and draft.replies_to is None:
            asked = asked if _distance(analysis, draft, asked) <= _MAX_SENTENCES else None


def _position(draft: Draft) -> int:
    return min(draft.first, draft.cue)


def _distance(analysis: Analysis, draft: Draft, asked: Draft) -> int:
    end = max([asked.cue] + [last - 1 for _, last in asked.pieces])
    return analysis.sentence_of[_position(draft)] - analysis.sentence_of[end]


def _answers(analysis: Analysis, draft: Draft, asked: Draft) -> bool:
    """Tell whether a statement answers a question: it says so, or it is what the one asked says next."""
    if draft.act == "ask" or not draft.speech or _same_source(analysis, draft, asked):
        return False
    distance = _distance(analysis, draft, asked)
    if not 0 <= distance <= _MAX_SENTENCES:
        return False
    if draft.act == "answer":
        return True
    if _is_asked(analysis, asked, draft):
        return distance == 0
    if _speaks_next(analysis, asked, draft):
        return distance <= 1
    return distance <= 1 and bool(asked.quotations) and bool(draft.quotations) and not _answered(asked)


def _answered(asked: Draft) -> bool:
    return asked.addressee is not None and asked.rule == "answered"


def _is_asked(analysis: Analysis, asked: Draft, draft: Draft) -> bool:
    """Tell "Asked whether he would resign, *Smith said* ..." from a question that stands by itself."""
    return (
        asked.source is None
        and not asked.quotations
        and analysis.tags[asked.cue] == "VBN"
        and draft.act in ("say", "deny", "confirm", "decline", "promise", "warn", "criticise", "praise")
    )


def _is_put_to(analysis: Analysis, draft: Draft) -> bool:
    """Tell "*Asked to describe* the blast, he said ...", a question in the form of a request."""
    participle = analysis.tags[draft.cue] == "VBN" and draft.source is None and draft.addressee is not None
    return participle and draft.act == "demand" and analysis.lemmas[draft.cue] in load_cues().lists["asking"]


def _speaks_next(analysis: Analysis, asked: Draft, draft: Draft) -> bool:
    """Tell the one who was asked: "*She* was asked whether she knew. *She* said she did not"."""
    if asked.addressee is None or draft.source is None:
        return False
    return analysis.lowers[asked.addressee.head] == analysis.lowers[draft.source.head]


def _same_source(analysis: Analysis, draft: Draft, asked: Draft) -> bool:
    if draft.source is None or asked.source is None:
        return False
    return analysis.lowers[draft.source.head] == analysis.lowers[asked.source.head]


def _tie(analysis: Analysis, draft: Draft, asked: Draft) -> None:
    draft.replies_to = asked
    if draft.act == "say":
        draft.act = "answer"
    if draft.addressee is None:
        draft.addressee = _named(analysis, asked.source)
    if asked.addressee is None:
        asked.addressee = _named(analysis, draft.source)


def _named(analysis: Analysis, phrase: Phrase | None) -> Phrase | None:
    """Give a phrase that can be looked up by itself; a pronoun is left to its own sentence."""
    return None if phrase is None or analysis.tags[phrase.head] in _PRONOUNS else phrase
