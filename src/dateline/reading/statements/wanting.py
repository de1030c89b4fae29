"""Verbs that are one with "know": "The chair *wanted to know* whether", "They *let* him *know* that"."""

from __future__ import annotations

from dateline.knowledge.cues import load_cues
from dateline.reading.analysis import Analysis
from dateline.reading.statements.draft import Draft
from dateline.reading.statements.sources import find_source

_NEAR = 8
_QUESTIONS = frozenset(("WP", "WRB", "WDT", "WP$"))


def join_wishes(analysis: Analysis, drafts: list[Draft]) -> list[Draft]:
    """Make one question of what somebody wants and what he wants to know."""
    lists = load_cues().lists
    wishes: dict[int, Draft] = {}
    for draft in drafts:
        _empty_bare(analysis, draft)
        _read_letting(analysis, draft)
    for draft in drafts:
        wish = analysis.heads[draft.cue]
        if analysis.lemmas[draft.cue] not in lists["knowing"] or analysis.labels[draft.cue] != "xcomp":
            continue
        if analysis.lemmas[wish] not in lists["wishing"] or not draft.clause or not _asks(analysis, draft.pieces[0][0]):
            continue
        draft.source = find_source(analysis, wish) or draft.source
        draft.cue_tokens = [wish, *range(wish + 1, draft.cue + 1)] if draft.cue - wish <= 2 else [wish, draft.cue]
        draft.act, draft.speech, draft.rule = "ask", True, "speech.wish"
        wishes[wish] = draft
    return [draft for draft in drafts if draft.cue not in wishes]


def _read_letting(analysis: Analysis, draft: Draft) -> None:
    """Read who lets whom know: he is the one who speaks, and the one who knows is spoken to."""
    lists = load_cues().lists
    letting = analysis.heads[draft.cue]
    if analysis.lemmas[letting] not in lists["letting"] or analysis.lemmas[draft.cue] not in lists["knowing"]:
        return
    if analysis.labels[draft.cue] not in ("ccomp", "xcomp") or not letting < draft.cue <= letting + _NEAR:
        return
    draft.addressee, draft.source = draft.source, find_source(analysis, letting)
    draft.cue_tokens, draft.speech, draft.rule = [letting, draft.cue], True, "speech.let_know"
    if draft.addressee is not None and draft.source is not None and draft.addressee.head == draft.source.head:
        draft.addressee = None


def _empty_bare(analysis: Analysis, draft: Draft) -> None:
    """Take the "to know" of "Why? *she wanted to know*" for the cue that it is; what she asks stands before it."""
    lists = load_cues().lists
    if analysis.lemmas[draft.cue] not in lists["wishing"] or len(draft.pieces) != 1:
        return
    first, last = draft.pieces[0]
    words = [token for token in range(first, last) if analysis.words[token][0].isalnum()]
    if len(words) == 2 and analysis.lowers[words[0]] == "to" and analysis.lemmas[words[1]] in lists["knowing"]:
        draft.cue_tokens, draft.pieces = [draft.cue, *words], []
        draft.act, draft.speech, draft.quotable, draft.rule = "ask", True, True, "speech.wish"


def _asks(analysis: Analysis, token: int) -> bool:
    questions = load_cues().lists["question_conjunctions"]
    return analysis.lowers[token] in questions or analysis.tags[token] in _QUESTIONS
