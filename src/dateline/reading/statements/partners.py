"""Who is spoken to, by the words of a quotation itself or by who else is there: “There's always soup, *Dev*.”"""

from __future__ import annotations

from dateline.reading.analysis import Analysis, Phrase
from dateline.reading.mentions import Mentions
from dateline.reading.statements.dialogue import RULE
from dateline.reading.statements.draft import Draft
from dateline.reading.statements.marks import Marks

_NEAR = 3
"""Sentences before a turn in which the other of two who talk is named."""
_LONGEST = 3
_AFTER = frozenset((".", "?", "!", ",", "”", '"', "''", "’", "'", "…", "—", "–"))


class Partners:
    """Finds those spoken to among the persons that the article names."""

    def __init__(self, analysis: Analysis, marks: Marks, mentions: Mentions) -> None:
        self.analysis = analysis
        self.marks = marks
        self.persons = [m for m in mentions.names if m.kind == "person" and m.form == "name"]
        self.words = {
            analysis.lowers[token]
            for mention in self.persons
            for token in range(mention.first, mention.last)
            if analysis.tags[token] == "NNP" and mention.head not in marks.of_token
        }

    def add_called(self, drafts: list[Draft]) -> None:
        """Give each quotation that calls somebody by name its hearer, and the turn before it its speaker."""
        for draft in drafts:
            if not draft.quotations or draft.within is not None or (draft.addressee is not None and draft.rule != RULE):
                continue
            called = self._called(draft)
            if called is None or self._is_same(called, draft.source):
                continue
            draft.addressee = called
            if (
                draft.rule == RULE
                and draft.after is not None
                and draft.after.rule == RULE
                and draft.after.source is None
            ):
                draft.after.source = called

    def find_other(self, draft: Draft) -> Phrase | None:
        """Find the only other person named just before a turn."""
        here = self.analysis.sentence_of[draft.cue]
        found: dict[str, Phrase] = {}
        for mention in self.persons:
            behind = here - self.analysis.sentence_of[mention.first]
            if not 0 < behind <= _NEAR or mention.head in self.marks.of_token:
                continue
            if mention.first and self.analysis.lowers[mention.first - 1] == "the":
                continue
            phrase = Phrase(mention.first, mention.last, mention.last - 1)
            if not self._is_same(phrase, draft.source):
                found[self.analysis.lowers[mention.last - 1]] = phrase
        return next(iter(found.values())) if len(found) == 1 else None

    def _is_same(self, phrase: Phrase, source: Phrase | None) -> bool:
        if source is None:
            return False
        lowers = self.analysis.lowers
        return bool(set(lowers[phrase.first : phrase.last]) & set(lowers[source.first : source.last]))

    def _called(self, draft: Draft) -> Phrase | None:
        """Read the name between a comma and the end of a quoted sentence, or before a comma at its beginning."""
        analysis = self.analysis
        for index in draft.quotations:
            quotation = self.marks.quotations[index]
            for token in range(quotation.first + 1, quotation.last):
                if analysis.words[token] != ",":
                    continue
                last = self._run(token + 1, quotation.last)
                if last > token + 1 and (last >= quotation.last or analysis.words[last] in _AFTER):
                    return Phrase(token + 1, last, last - 1)
        return None

    def _run(self, first: int, end: int) -> int:
        """Give where a run of capitalised words ends that the article knows for a person's."""
        token = first
        while token < min(end, first + _LONGEST) and self.analysis.tags[token] == "NNP":
            token += 1
        return token if token > first and self.analysis.lowers[token - 1] in self.words else first
