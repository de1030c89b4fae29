"""Questions that stand without marks: "Was he ashamed of that? *she asked*.", "Who picked up? “A machine,” she said."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.reading.analysis import Analysis
from dateline.reading.statements.draft import Draft
from dateline.reading.statements.marks import Marks, paragraphs_of_sentences

RULE = "question"
_LONGEST = 30
_SHORT = 14
"""Most words of a question that nobody is said to ask."""
_TAIL = 16
"""Most words of a sentence that only says who asked."""
_OPENERS = frozenset(("MD", "VBD", "VBZ", "VBP", "WP", "WRB", "WDT", "WP$", "CC"))
_LEADS = frozenset(("in", "on", "at", "for", "to", "by", "with", "from", "so", "then", "or", "and", "but"))


def find_questions(analysis: Analysis, marks: Marks, drafts: list[Draft]) -> Iterator[Draft]:
    """Give the questions outside quotation marks to the cue that follows, or yield a draft for one that is answered.

    The question is the sentence before a bare "she asked", else a short one that is answered at once by a statement.
    """
    by_sentence: dict[int, list[Draft]] = {}
    for draft in drafts:
        if draft.rule != "turn":
            by_sentence.setdefault(analysis.sentence_of[draft.cue], []).append(draft)
    paragraph_of = paragraphs_of_sentences(analysis)
    taken = {sentence for draft in drafts for sentence in _sentences(analysis, draft)}
    for sentence, (first, last) in enumerate(analysis.sentences[:-1]):
        if sentence in taken or paragraph_of[sentence + 1] != paragraph_of[sentence]:
            continue
        if analysis.words[last - 1] != "?" or not _is_question(analysis, marks, first, last):
            continue
        following = sorted(by_sentence.get(sentence + 1, ()), key=lambda draft: draft.cue)
        asking = next((draft for draft in following if _only_asks(analysis, draft, sentence + 1)), None)
        if asking is not None:
            asking.pieces = [(first, last)]
        elif last - first <= _SHORT and following and _answers(analysis, marks, following[0], sentence + 1):
            answer = following[0]
            question = Draft(first, [], RULE, "ask", None, [(first, last)], clause=True, addressee=answer.source)
            answer.replies_to = question
            yield question


def _sentences(analysis: Analysis, draft: Draft) -> Iterator[int]:
    for first, last in draft.pieces:
        yield from range(analysis.sentence_of[first], analysis.sentence_of[last - 1] + 1)


def _is_question(analysis: Analysis, marks: Marks, first: int, last: int) -> bool:
    if last - first > _LONGEST or any(token in marks.of_token for token in range(first, last)):
        return False
    if analysis.tags[first] in _OPENERS or analysis.lowers[first] in _LEADS:
        return True
    return last - first <= 4


def _only_asks(analysis: Analysis, draft: Draft, sentence: int) -> bool:
    """Tell "she asked", "the chairman, Robert Iqbal, asked him": nobody is quoted, and nothing else is told."""
    first, last = analysis.sentences[sentence]
    if draft.act != "ask" or draft.pieces or draft.source is None or last - first > _TAIL:
        return False
    return draft.source.first - first <= 1 or draft.cue - first <= 1


def _answers(analysis: Analysis, marks: Marks, draft: Draft, sentence: int) -> bool:
    """Tell what is said at once, at the beginning of the next sentence, by words of its own or in quotation marks."""
    if not draft.pieces or not draft.speech or draft.act in ("ask", "demand") or draft.source is None:
        return False
    first = analysis.sentences[sentence][0]
    begins = min(begin for begin, _ in draft.pieces) - first <= 1
    if begins:
        return bool(draft.quotations) or draft.cue > draft.pieces[0][0]
    return bool(draft.quotations) and draft.source.first - first <= 1
