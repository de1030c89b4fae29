"""Turns of a dialogue that name nobody: “Is he here?” the judge asked. “He is not, my lord.” “I see.”"""

from __future__ import annotations

from collections.abc import Sequence

from dateline.knowledge.cues import load_cues
from dateline.reading.analysis import Analysis
from dateline.reading.statements.draft import Draft
from dateline.reading.statements.marks import Marks, Quotation

RULE = "dialogue"
_SHORT = 25
"""Most words of a paragraph that can be one of several turns in a row."""
_AUXILIARIES = frozenset(
    ("be", "do", "have", "can", "could", "will", "would", "may", "might", "shall", "should", "must")
)
_NOT = frozenset(("not", "n't", "n’t", "never"))


class Dialogue:
    """Tells whether a quotation that stands alone goes on with a speaker or is another's turn."""

    def __init__(self, analysis: Analysis, marks: Marks, paragraph_of: Sequence[int]) -> None:
        self.analysis = analysis
        self.marks = marks
        self.paragraph_of = paragraph_of

    def changes_speaker(self, before: Draft, quotation: Quotation, other: Draft | None) -> bool:
        """Tell whether a quotation is another's than the statement before it; `other` is the one before that."""
        if not before.quotations or quotation.recovered:
            return False
        last = self.marks.quotations[before.quotations[-1]]
        if last.recovered or last.goes_on or last.close_mark > quotation.open_mark:
            return False
        bare = not self.analysis.text[last.close_mark : quotation.open_mark].strip()
        if self._paragraph(last.last - 1) == self._paragraph(quotation.first):
            asked = before.act == "ask" and self.asks(last)
            return (bare and self._is_whole(last)) or (asked and self._opens_answer(quotation))
        if before.rule == RULE:
            return True
        if self.asks(last) and (before.act == "ask" or self._opens_answer(quotation)):
            return True
        exchange = other is not None and bool(other.quotations) and _differ(self.analysis, before, other)
        return exchange and self.is_turn(quotation) and self._row(quotation) > 1

    def opens(self, quotation: Quotation) -> bool:
        """Tell the first of several turns with no word about who speaks: a text may open with them."""
        return self.is_turn(quotation) and self._row(quotation) > 1

    def asks(self, quotation: Quotation) -> bool:
        """Tell whether a quotation ends with a question mark."""
        return self.analysis.text[quotation.end - 1] == "?"

    def is_turn(self, quotation: Quotation) -> bool:
        """Tell a short paragraph that is one whole quotation."""
        if quotation.recovered or quotation.goes_on or quotation.continues:
            return False
        first, last = self.analysis.paragraphs[self._paragraph(quotation.first)]
        span = self.analysis.span(first, last)
        whole = quotation.open_mark <= span.start and span.end <= quotation.close_mark
        return whole and last - first <= _SHORT

    def _row(self, quotation: Quotation) -> int:
        """Count the paragraphs from this one on that are turns, up to two."""
        number = self._paragraph(quotation.first)
        if number + 1 >= len(self.analysis.paragraphs):
            return 1
        first, last = self.analysis.paragraphs[number + 1]
        index = next((self.marks.of_token[t] for t in range(first, last) if t in self.marks.of_token), None)
        return 1 if index is None else 1 + self.is_turn(self.marks.quotations[index])

    def _paragraph(self, token: int) -> int:
        return self.paragraph_of[self.analysis.sentence_of[token]]

    def _is_whole(self, quotation: Quotation) -> bool:
        return self.analysis.text[quotation.end - 1] in ".?!…"

    def _opens_answer(self, quotation: Quotation) -> bool:
        """Tell an answer by its form: "Yes", "Not today", "He is not, my lord"."""
        analysis, first = self.analysis, quotation.first
        if analysis.lowers[first] in load_cues().lists["answer_words"]:
            return True
        if first + 1 >= quotation.last or analysis.tags[first] not in ("PRP", "EX", "DT"):
            return False
        token = first + 1
        if analysis.lemmas[token] not in _AUXILIARIES and analysis.tags[token] != "MD":
            return False
        token += 1
        while token < quotation.last and analysis.lowers[token] in _NOT:
            token += 1
        return token >= quotation.last or analysis.words[token] in (",", ".", "!", ";", "—", "–")


def _differ(analysis: Analysis, one: Draft, other: Draft) -> bool:
    if one.source is None or other.source is None:
        return False
    return analysis.lowers[one.source.head] != analysis.lowers[other.source.head]
