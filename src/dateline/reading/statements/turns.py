"""Questions and answers tied together: "Do you regret it?" the anchor asked. "No," Moreno replied.

And who is spoken to where one goes on speaking, or speaks back to the one before.
"""

from __future__ import annotations

from bisect import bisect_right

from dateline.knowledge.cues import load_cues
from dateline.reading.analysis import Analysis, Phrase
from dateline.reading.statements.dialogue import RULE
from dateline.reading.statements.draft import Draft
from dateline.reading.statements.partners import Partners

_MAX_SENTENCES = 4
"""Furthest an answer stands from its question."""
_PRONOUNS = frozenset(("PRP", "WP", "WDT", "DT", "EX"))
_ALIKE = {"him": "he", "her": "she", "them": "they", "me": "i", "us": "we"}
_THIRD = frozenset(("he", "she", "they"))
_SELF = frozenset(("i", "we"))
_MODALS = frozenset(("should", "can", "may", "shall", "must", "could"))


def tie_answers(analysis: Analysis, drafts: list[Draft], partners: Partners) -> None:
    """Tie each answer to the last question before it, by another speaker, and name who is spoken to."""
    asked: Draft | None = None
    before: Draft | None = None
    for draft in sorted(drafts, key=lambda draft: (_position(draft), draft.cue)):
        if draft.within is not None:
            continue
        if draft.rule == "turn":
            asked = draft if draft.act == "ask" else asked
            continue
        if draft.rule == RULE:
            _take_turn(analysis, draft, partners)
            asked = draft if draft.act == "ask" else None
            before = draft
            continue
        if draft.replies_to is not None:
            draft.act = "answer" if draft.act == "say" else draft.act
        elif draft.floats_from is not None:
            _go_on(draft, draft.floats_from)
        elif asked is not None and asked is not draft and _answers(analysis, draft, asked):
            _tie(analysis, draft, asked)
        elif before is not None:
            _speak_on(analysis, draft, before)
        if draft.act == "ask" or _asks_to_tell(analysis, draft) or _puts_a_question(analysis, draft):
            asked = draft
        elif asked is not None and _distance(analysis, draft, asked) > 0 and draft.replies_to is None:
            asked = asked if _distance(analysis, draft, asked) <= _MAX_SENTENCES else None
        before = draft if draft.speech else before


def _take_turn(analysis: Analysis, draft: Draft, partners: Partners) -> None:
    """Say who speaks where a turn names nobody: the one to whom the turn before was spoken, or who spoke before it."""
    last = draft.after
    if last is None:
        return
    speaker = _source(last)
    if last.addressee is not None:
        draft.source = last.addressee
    elif last.replies_to is not None:
        draft.source = _source(last.replies_to)
    elif last.after is not None:
        draft.source = _source(last.after)
    if draft.source is None and last.source is not None:
        draft.source = partners.find_other(last)
    if draft.addressee is None:
        draft.addressee = _named(analysis, speaker)
    if _ends_asking(analysis, last):
        draft.replies_to = last
        draft.act = "answer" if draft.act == "say" else draft.act
    if last.addressee is None:
        last.addressee = _named(analysis, draft.source)


def _ends_asking(analysis: Analysis, draft: Draft) -> bool:
    last = draft.pieces[-1][1]
    return "?" in analysis.words[last - 1 : last + 1]


def _position(draft: Draft) -> int:
    return min(draft.first, draft.cue)


def _distance(analysis: Analysis, draft: Draft, asked: Draft) -> int:
    end = max([asked.cue] + [last - 1 for _, last in asked.pieces])
    first, last = analysis.sentence_of[end], analysis.sentence_of[_position(draft)]
    if last - first < 2:
        return last - first
    # A sentence of nothing but a mark (“ » ”) is none.
    return 1 + sum(any(map(_is_word, analysis.words[slice(*analysis.sentences[k])])) for k in range(first + 1, last))


def _is_word(word: str) -> bool:
    return word[0].isalnum()


def _source(draft: Draft) -> Phrase | None:
    """Give who speaks, also where a quotation goes on."""
    while draft.source is None and draft.floats_from is not None:
        draft = draft.floats_from
    return draft.source


def _go_on(draft: Draft, origin: Draft) -> None:
    """Let a quotation that goes on be said to the same one, and answer the same question.

    Whom somebody urges to do something need not be the one he speaks to.
    """
    if draft.addressee is None and origin.act != "demand":
        draft.addressee = origin.addressee
    if draft.replies_to is None:
        draft.replies_to = origin.replies_to


def _speak_on(analysis: Analysis, draft: Draft, before: Draft) -> None:
    """Name who is spoken to by one who speaks back ("Maki shot back") or goes on ("he added")."""
    if draft.addressee is not None or not draft.speech or not 0 <= _distance(analysis, draft, before) <= 1:
        return
    lists = load_cues().lists
    lemma = analysis.lemmas[draft.cue]
    if _same_source(analysis, draft, before):
        same = True
    else:
        same = _is_pronoun(analysis, draft.source) and _same_paragraph(analysis, draft, before)
    if same and before.act != "demand" and lemma in lists["going_on"] and (draft.quotations or lemma == "add"):
        draft.addressee = before.addressee
        return
    both_quoted = bool(draft.quotations and before.quotations)
    if not same and both_quoted and (lemma in lists["retorts"] or _is_partner(analysis, draft, before)):
        draft.addressee = _named(analysis, _source(before))


def _is_partner(analysis: Analysis, draft: Draft, before: Draft) -> bool:
    """Tell one of two who talk: whom the speaker before spoke to or answered, by name or another word ("the host")."""
    if _same_paragraph(analysis, draft, before) or draft.source is None:
        return False
    to = before.addressee
    asker = None if before.replies_to is None else _source(before.replies_to)
    if to is None and asker is None:
        return False
    word = analysis.lowers[draft.source.head]
    if any(other is not None and analysis.lowers[other.head] == word for other in (to, asker)):
        return True
    described = analysis.lowers[draft.source.first] == "the" and analysis.tags[draft.source.head] == "NN"
    return asker is not None and described


def _is_pronoun(analysis: Analysis, phrase: Phrase | None) -> bool:
    return phrase is not None and analysis.lowers[phrase.head] in _THIRD


def _same_paragraph(analysis: Analysis, draft: Draft, other: Draft) -> bool:
    begins = [first for first, _ in analysis.paragraphs]
    return bisect_right(begins, draft.cue) == bisect_right(begins, other.cue)


def _puts_a_question(analysis: Analysis, draft: Draft) -> bool:
    """Tell a question that is put to somebody though the verb does not say so: `"Will you go?" said the judge`."""
    if not draft.quotations or not draft.pieces or not draft.speech:
        return False
    first, last = draft.pieces[-1]
    if "?" not in analysis.words[max(first, last - 2) : last + 1]:
        return False
    stops = [token for token in range(first, last - 2) if analysis.words[token] in (".", "?", "!")]
    words = analysis.lowers[stops[-1] + 1 if stops else first : last + 1]
    asks_back = any(one in _SELF and other in _MODALS for one, other in zip(words[1:], words, strict=False))
    spoken = " ".join(words).replace("you know ,", "").replace("you see ,", "").split()
    return asks_back or any(word in ("you", "your", "yours") for word in spoken)


def _answers(analysis: Analysis, draft: Draft, asked: Draft) -> bool:
    """Tell whether a statement answers a question: it says so, or it is what the one asked says next."""
    if draft.act == "ask" or not draft.speech or _same_source(analysis, draft, asked):
        return False
    distance = _distance(analysis, draft, asked)
    if not 0 <= distance <= _MAX_SENTENCES:
        return False
    if draft.act == "answer":
        return True
    if distance == 0 and _is_asked(analysis, asked, draft):
        return True
    near = 2 if draft.quotations and _same_paragraph(analysis, draft, asked) else 1
    if distance <= near and _speaks_next(analysis, asked, draft):
        return True
    if not draft.quotations or _answered(asked):
        return False
    if asked.quotations:
        return distance <= 1 or (distance == 2 and _puts_a_question(analysis, asked))
    return distance == 1 and asked.act == "ask" and _same_paragraph(analysis, draft, asked)


def _answered(asked: Draft) -> bool:
    return asked.addressee is not None and asked.rule == "answered"


def _is_asked(analysis: Analysis, asked: Draft, draft: Draft) -> bool:
    """Tell "Asked (by reporters) whether he would resign, *Smith said* ..." from a question that stands by itself."""
    return (
        not asked.quotations
        and analysis.tags[asked.cue] in ("VBN", "VBD")
        and analysis.labels[asked.cue] in ("advcl", "acl", "pcomp", "ROOT")
        and (analysis.tags[asked.cue] == "VBN" or asked.source is None)
        and (asked.source is None or asked.source.head > asked.cue)
        and draft.act in ("say", "answer", "deny", "confirm", "decline", "promise", "warn", "criticise", "praise")
    )


def _asks_to_tell(analysis: Analysis, draft: Draft) -> bool:
    """Tell "*asked Hollis to explain* the loss" and "*asked for proof*", questions in the form of requests."""
    asks = draft.act == "demand" and analysis.lemmas[draft.cue] in load_cues().lists["asking"]
    return asks and (draft.addressee is not None or draft.source is not None)


def _speaks_next(analysis: Analysis, asked: Draft, draft: Draft) -> bool:
    """Tell the one who was asked: "*She* was asked whether she knew. *She* said she did not"."""
    if draft.source is None or not (asked.act == "ask" or _asks_to_tell(analysis, asked)):
        return False
    if asked.addressee is None:
        # "Reed asked whether the base was closed. General Stone said it was not."
        return asked.act == "ask" and not asked.quotations and _same_paragraph(analysis, draft, asked)
    hearer, speaker = analysis.lowers[asked.addressee.head], analysis.lowers[draft.source.head]
    if _ALIKE.get(hearer, hearer) == _ALIKE.get(speaker, speaker):
        return True
    # "asked him if ... The spokesman said": of the next to speak a pronoun or a description is enough, a name is not.
    if speaker in _THIRD:
        return hearer not in _ALIKE and analysis.sentence_of[asked.cue] != analysis.sentence_of[draft.cue]
    return (
        hearer in _ALIKE and analysis.lowers[draft.source.first] == "the" and analysis.tags[draft.source.head] == "NN"
    )


def _same_source(analysis: Analysis, draft: Draft, asked: Draft) -> bool:
    one, other = _source(draft), _source(asked)
    if one is None or other is None:
        return False
    return analysis.lowers[one.head] == analysis.lowers[other.head]


def _tie(analysis: Analysis, draft: Draft, asked: Draft) -> None:
    draft.replies_to = asked
    if draft.act == "say":
        draft.act = "answer"
    asker = _source(asked)
    if draft.addressee is None:
        draft.addressee = _named(analysis, asker)
    put_to = asked.addressee
    if put_to is None or (asker is not None and put_to.head == asker.head):
        asked.addressee = _named(analysis, draft.source)


def _named(analysis: Analysis, phrase: Phrase | None) -> Phrase | None:
    """Give a phrase that can be looked up: a name, a description, or "he" and "she", who are known from before."""
    if phrase is None or analysis.lowers[phrase.head] in ("he", "she"):
        return phrase
    return None if analysis.tags[phrase.head] in _PRONOUNS else phrase
