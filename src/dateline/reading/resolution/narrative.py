"""The time of an act that has none of its own: from the lead, from where it is told again, from what goes on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from dateline.knowledge.headline_matter import publication_words
from dateline.reading.resolution.event_time_syntax import SETTING, TimeFinder, first_known

_NARRATIVE = 3
"""Sentences for which a told day holds while the narrative goes on in the past tense."""
_RETOLD = 12
"""Places of the same word that are looked at."""
_STATES = frozenset({"be", "have"})
_DEFINITE = frozenset({"the", "this", "that", "its", "their", "his", "her"})


class NarrativeFinder(TimeFinder):
    """Finds, beside what syntax ties to an act, what the article as a whole tells of its time."""

    def find_in_narrative(self, head: int, spoken: bool = False) -> int | None:
        """Find the day of a headline's act in the lead, of an act told again, of a narrative that goes on."""
        sentence = self.analysis.sentence_of[head]
        if sentence == 0 and self._is_headline():
            return first_known(self._told_again(head), self._of_lead(head), self._of_setting(head))
        if self.analysis.tags[head].startswith("NN"):
            definite = any(
                self.analysis.lowers[child] in _DEFINITE or self.analysis.labels[child] == "poss"
                for child in self.analysis.children[head]
            )
            again = self._told_again(head) if definite else None
            if again is not None:
                return again
        elif self.is_past(head) and self.analysis.lemmas[head] not in self.words.tells:
            again = self._told_again(head)
            if again is not None and self.day_of(again) is not None:
                return again
        return first_known(self._of_setting(head), None if spoken else self._continued(head, sentence))

    def _of_setting(self, head: int) -> int | None:
        """Find the day of "a fault on its maiden flight" where the article tells elsewhere when the flight was."""
        analysis = self.analysis
        for before in analysis.children[head]:
            if analysis.labels[before] != "prep" or analysis.lowers[before] not in SETTING:
                continue
            for noun in analysis.with_label(before, "pobj"):
                index = self._told_again(noun, settings=False) if analysis.tags[noun] in ("NN", "NNS") else None
                if index is not None and self.is_day(index):
                    return index
        return None

    def _is_headline(self) -> bool:
        """Tell a first line that is no sentence with its full stop."""
        paragraphs = self.analysis.paragraphs
        if len(paragraphs) < 2 or not self.analysis.sentences:
            return False
        first, last = paragraphs[0]
        return last > first and self.analysis.words[last - 1] not in (".", "!", "?", "”", '"')

    def _root(self, sentence: int) -> int:
        first, last = self.analysis.sentences[sentence]
        return next((token for token in range(first, last) if self.analysis.labels[token] == "ROOT"), first)

    def _of_lead(self, head: int) -> int | None:
        """Find the day on the main verb of the lead, which tells the headline's act in full."""
        if self._root(0) not in self.climb(head):
            return None
        for sentence in range(1, min(5, len(self.analysis.sentences))):
            root = self._root(sentence)
            if self._is_publication_line(sentence):
                continue
            if self.analysis.tags[root].startswith("VB"):
                if self.analysis.lemmas[root] in self.words.tells:
                    # "said on Thursday that its forces had struck": Thursday is not the day of the strike
                    told = self.analysis.with_label(root, "ccomp")
                    root = next(iter(told), root)
                    if not told:
                        return None
                index = self.find_own(root)
                return index if index is not None and self.day_of(index) is not None else None
        return None

    def _is_publication_line(self, sentence: int) -> bool:
        """Tell "Published 12 March 2026", whose date is that of the text and of nothing in it."""
        first, last = self.analysis.sentences[sentence]
        dated = {token for m in self.mentions if first <= m.first < last for token in range(m.first, m.last)}
        others = {self.analysis.lowers[token] for token in range(first, last) if token not in dated}
        words = {word for word in others if word.isalpha()}
        return bool(dated) and bool(words) and words <= publication_words()

    def _told_again(self, head: int, settings: bool = True) -> int | None:
        """Find the one time that an act has where the article tells it by the same word: "the crash", "crashed"."""
        analysis = self.analysis
        lemma = analysis.lemmas[head]
        found: list[int] = []
        for token in islice(_places(analysis.lemmas, lemma), _RETOLD):
            if token == head or analysis.tags[token][:2] not in ("NN", "VB"):
                continue
            index = self.find_own(token)
            if index is None and settings and analysis.tags[token].startswith("NN"):
                index = self._of_setting(token)
            if index is not None and all(self._same(index, other) for other in found):
                found.append(index)
            elif index is not None:
                return None
        return found[0] if found else None

    def _same(self, index: int, other: int) -> bool:
        return self.times.times[index].edtf == self.times.times[other].edtf

    def _continued(self, head: int, sentence: int) -> int | None:
        """Find the day of a narrative: "The index closed at a low on Thursday. It fell 2 percent."."""
        root = self._root(sentence)
        if root not in self.climb(head) or not self._narrates(root, goes_on=True):
            return None
        passed: list[int] = []
        for before in range(sentence - 1, max(sentence - 1 - _NARRATIVE, -1), -1):
            told = self._root(before)
            if not self._narrates(told):
                passed += [i for i in self.in_sentence(told) if self.day_of(i) is not None]
                continue
            index = self.find_own(told)
            if index is not None:
                held = self.day_of(index) is not None and all(self._same(index, other) for other in passed)
                return index if held else None
        return None

    def _narrates(self, root: int, goes_on: bool = False) -> bool:
        """Tell the simple past of acts from "said", "has fallen", "is".

        What merely goes on with a narrative may be a state: "It was the biggest fall of the year."
        """
        analysis = self.analysis
        lemma = analysis.lemmas[root]
        if lemma in self.words.tells and not (goes_on and lemma in _STATES):
            return False
        helpers = [child for child in analysis.children[root] if analysis.labels[child] in ("aux", "auxpass")]
        if any(analysis.lemmas[child] == "have" for child in helpers):
            return False
        return analysis.tags[root] == "VBD" or any(analysis.tags[child] == "VBD" for child in helpers)


def _places(words: Sequence[str], word: str) -> Iterator[int]:
    """Yield where a word stands."""
    place = -1
    while True:
        try:
            place = words.index(word, place + 1)
        except ValueError:
            return
        yield place
