"""Which expression of time an act has: by the tree, else by the narrative that it stands in."""

from __future__ import annotations

import datetime
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import islice

from dateline.knowledge.headline_matter import publication_words
from dateline.knowledge.times import load_time_words
from dateline.reading.analysis import Analysis
from dateline.reading.mentions import Mentions, TimeMention
from dateline.reading.resolution import calendar
from dateline.reading.resolution.types import Times

_LINKS = frozenset(
    {"prep", "pobj", "npadvmod", "pcomp", "advmod", "compound", "conj", "poss", "nummod", "amod", "nmod", "appos"}
)
_MODIFIERS = frozenset({"compound", "poss", "nummod", "amod", "nmod"})
_CLAUSES = frozenset({"ccomp", "relcl", "parataxis", "csubj", "acl"})
_OTHER_TIME = frozenset({"after", "before", "since", "until", "following", "despite", "ahead", "from", "than"})
_PLACING = frozenset({"in", "on", "at", "between", "during", "from", "since", "after", "before", "by"})
_COUNTED_FROM = frozenset({"after", "since", "following", "before", "until"})
_VERBS_PASSED = 2
_NARRATIVE = 3
"""Sentences for which a told day holds while the narrative goes on in the past tense."""
_REACH = 200
"""Tokens around an act in which its time is looked for, however long the sentence."""
_RETOLD = 12
"""Places of the same word that are looked at."""
_STORY_DAYS = 14
"""Days before publication that a narrative of news can tell of."""
_DEFINITE = frozenset({"the", "this", "that", "its", "their", "his", "her"})


class TimeFinder:
    """Finds the expressions of one article that date its acts."""

    def __init__(self, analysis: Analysis, mentions: Mentions, times: Times) -> None:
        self.analysis = analysis
        self.mentions = mentions.times
        self.times = times
        self.words = load_time_words()
        self.firsts = [mention.first for mention in mentions.times]

    def is_placed(self, index: int) -> bool:
        """Tell whether an expression says when, not only how long or how often."""
        time = self.times.times[index]
        if time.start is None and time.end is None:
            return time.edtf is not None and time.timex in ("DATE", "TIME")
        return True

    def is_vague(self, index: int) -> bool:
        """Tell "recently" and "now" from times that the calendar holds."""
        return (self.times.times[index].value or "").endswith("_REF")

    def find_own(self, head: int) -> int | None:
        """Find the expression that syntax ties to an act: on it, on its verb, or on a verb whose time it shares."""
        analysis = self.analysis
        steps = self._climb(head)
        best: tuple[int, int, int] | None = None
        for index in self._in_sentence(head):
            if not self.is_placed(index) or self.is_vague(index):
                continue
            distance = self._distance(self.mentions[index], steps, head)
            if distance is None or not self._fits(index, head):
                continue
            rank = distance, abs(self.mentions[index].first - head), index
            if best is None or rank < best:
                best = rank
        if best is not None:
            return best[2]
        return self._of_subject(head) if analysis.tags[head].startswith("VB") else None

    def find_in_narrative(self, head: int) -> int | None:
        """Find the day of a headline's act in the lead, of an act told again, of a narrative that goes on."""
        sentence = self.analysis.sentence_of[head]
        if sentence == 0 and self._is_headline():
            return self._told_again(head) or self._of_lead(head)
        if self.analysis.tags[head].startswith("NN"):
            definite = any(
                self.analysis.lowers[child] in _DEFINITE or self.analysis.labels[child] == "poss"
                for child in self.analysis.children[head]
            )
            again = self._told_again(head) if definite else None
            if again is not None:
                return again
        elif self._is_past(head) and self.analysis.lemmas[head] not in self.words.tells:
            again = self._told_again(head)
            if again is not None and self._day(again) is not None:
                return again
        return self._continued(head, sentence)

    def _in_sentence(self, token: int) -> range:
        first, last = self.analysis.sentence(token)
        first, last = max(first, token - _REACH), min(last, token + _REACH)
        return range(bisect_left(self.firsts, first), bisect_left(self.firsts, last))

    def _climb(self, head: int) -> dict[int, int]:
        """Give the tokens whose times an act shares, each with its distance."""
        analysis = self.analysis
        steps = {head: 0}
        token, verbs = head, 0
        while len(steps) < 12:
            above = analysis.heads[token]
            if above == token or not self._shares(token, above):
                break
            verbs += analysis.tags[above].startswith("VB")
            if verbs > _VERBS_PASSED:
                break
            token = above
            steps[token] = len(steps)
        return steps

    def _shares(self, token: int, above: int) -> bool:
        """Tell whether the time of a word above holds for an act below it."""
        analysis = self.analysis
        label, tag = analysis.labels[token], analysis.tags[token]
        if label in _CLAUSES:
            return False
        if label == "advcl":
            marked = any(analysis.labels[child] in ("mark", "nsubj", "nsubjpass") for child in analysis.children[token])
            return tag in ("VBG", "VBN", "VB") and not marked
        if label == "conj":
            own = any(analysis.labels[child] in ("nsubj", "nsubjpass", "aux") for child in analysis.children[token])
            return not own
        if label in ("pobj", "pcomp"):
            return analysis.lowers[above] not in _OTHER_TIME
        if label == "xcomp":
            return analysis.lemmas[above] not in self.words.ahead_verbs
        if label == "dobj" and not tag.startswith("VB"):
            return analysis.lemmas[above] not in self.words.apart
        return True

    def _distance(self, mention: TimeMention, steps: dict[int, int], head: int) -> int | None:
        """Count the steps from an act up to the word that an expression hangs on; None when another act has it."""
        analysis = self.analysis
        token = mention.first
        while mention.first <= token < mention.last and analysis.heads[token] != token:
            token = analysis.heads[token]
        inside = analysis.labels[mention.last - 1] if token >= mention.last else analysis.labels[mention.first]
        if self._is_compared(mention.first):
            return None
        modifies = inside in _MODIFIERS and analysis.tags[token].startswith("NN")
        for _ in range(4):
            if token in steps:
                return None if token == head and self._belongs_above(mention, head) else steps[token]
            if self._follows_object(token, steps):
                return steps[analysis.heads[analysis.heads[token]]] + 1
            counted = analysis.labels[token] == "pobj" and analysis.lowers[analysis.heads[token]] in _COUNTED_FROM
            if (modifies and not counted) or analysis.labels[token] not in _LINKS:
                return None
            modifies = analysis.labels[token] in _MODIFIERS
            token = analysis.heads[token]
        return None

    def _follows_object(self, token: int, steps: dict[int, int]) -> bool:
        """Tell "took three towns between May and July", where the tree hangs the months on the towns."""
        analysis = self.analysis
        if analysis.labels[token] != "prep" or analysis.lowers[token] not in _PLACING:
            return False
        noun = analysis.heads[token]
        verb = analysis.heads[noun]
        if analysis.labels[noun] != "dobj" or verb not in steps or noun >= token:
            return False
        return analysis.lemmas[verb] not in self.words.apart and analysis.lemmas[verb] not in self.words.tells

    def _belongs_above(self, mention: TimeMention, head: int) -> bool:
        """Tell "condemned the attack on Wednesday", where the day of the news is that of the words."""
        analysis = self.analysis
        verb = analysis.heads[head]
        if analysis.labels[head] != "dobj" or analysis.lemmas[verb] not in self.words.apart or mention.first < head:
            return False
        on = mention.first and analysis.lowers[mention.first - 1] == "on"
        return bool(on) and self._day(self.mentions.index(mention)) is not None

    def _is_compared(self, first: int) -> bool:
        """Tell "the lowest level since 1997" and "the first visit in May": a time that is compared with."""
        analysis = self.analysis
        begin = analysis.sentence(first)[0]
        if first == begin or analysis.lowers[first - 1] != "since":
            return False
        for token in range(first - 2, max(begin, first - 9) - 1, -1):
            tag = analysis.tags[token]
            if tag in ("JJS", "RBS") or analysis.lowers[token] in ("first", "record", "unprecedented"):
                return True
            if tag in ("VBD", "VBZ", "VBP", "MD", ","):
                return False
        return False

    def _fits(self, index: int, head: int) -> bool:
        """Tell apart what has happened from a time ahead: "announced cuts over the next four years"."""
        start, report = calendar.parse_day(self.times.times[index].start), self.times.reference
        if start is None or report is None or not self._is_past(head):
            return True
        ahead = (
            self.times.times[index].timex == "DURATION" and self.times.times[index].end != self.times.times[index].start
        )
        return start < report or (start == report and not ahead)

    def _is_past(self, head: int) -> bool:
        analysis = self.analysis
        helpers = [child for child in analysis.children[head] if analysis.labels[child] in ("aux", "auxpass")]
        if any(analysis.tags[child] in ("MD", "TO") or analysis.lowers[child] == "to" for child in helpers):
            return False
        perfect = any(analysis.lemmas[child] == "have" for child in helpers)
        return analysis.tags[head] == "VBD" or perfect or any(analysis.tags[child] == "VBD" for child in helpers)

    def _of_subject(self, verb: int) -> int | None:
        """Find the Tuesday of "Tuesday's attack killed five"."""
        for child in self.analysis.children[verb]:
            if self.analysis.labels[child] not in ("nsubj", "nsubjpass"):
                continue
            for index in self._in_sentence(verb):
                mention = self.mentions[index]
                inside = self.analysis.lefts[child] <= mention.first and mention.last <= child
                if inside and self.is_placed(index) and not self.is_vague(index):
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
        if self._root(0) not in self._climb(head):
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
                return index if index is not None and self._day(index) is not None else None
        return None

    def _is_publication_line(self, sentence: int) -> bool:
        """Tell "Published 12 March 2026", whose date is that of the text and of nothing in it."""
        first, last = self.analysis.sentences[sentence]
        dated = {token for m in self.mentions if first <= m.first < last for token in range(m.first, m.last)}
        others = {self.analysis.lowers[token] for token in range(first, last) if token not in dated}
        words = {word for word in others if word.isalpha()}
        return bool(dated) and bool(words) and words <= publication_words()

    def _told_again(self, head: int) -> int | None:
        """Find the one time that an act has where the article tells it by the same word: "the crash", "crashed"."""
        analysis = self.analysis
        lemma = analysis.lemmas[head]
        found: list[int] = []
        for token in islice(_places(analysis.lemmas, lemma), _RETOLD):
            if token == head or analysis.tags[token][:2] not in ("NN", "VB"):
                continue
            index = self.find_own(token)
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
        if root not in self._climb(head) or not self._narrates(root):
            return None
        for before in range(sentence - 1, max(sentence - 1 - _NARRATIVE, -1), -1):
            first, _ = self.analysis.sentences[before]
            told = [i for i in self._in_sentence(first) if self.is_placed(i) and not self.is_vague(i)]
            if not told:
                continue
            index = self.find_own(self._root(before))
            day = None if index is None else self._day(index)
            return index if day is not None and self._narrates(self._root(before)) else None
        return None

    def _narrates(self, root: int) -> bool:
        """Tell the simple past of acts from "said", "has fallen", "is"."""
        analysis = self.analysis
        if analysis.lemmas[root] in self.words.tells:
            return False
        helpers = [child for child in analysis.children[root] if analysis.labels[child] in ("aux", "auxpass")]
        if any(analysis.lemmas[child] == "have" for child in helpers):
            return False
        return analysis.tags[root] == "VBD" or any(analysis.tags[child] == "VBD" for child in helpers)

    def _day(self, index: int) -> datetime.date | None:
        """Give the single day of an expression that lies in the days before the report."""
        time = self.times.times[index]
        day = calendar.parse_day(time.start)
        report = self.times.reference
        if day is None or time.start != time.end or report is None:
            return None
        return day if 0 <= (report - day).days <= _STORY_DAYS else None


def _places(words: Sequence[str], word: str) -> Iterator[int]:
    """Yield where a word stands."""
    place = -1
    while True:
        try:
            place = words.index(word, place + 1)
        except ValueError:
            return
        yield place
