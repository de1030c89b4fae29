"""Which expression of time an act has by the tree."""

from __future__ import annotations

import datetime
from bisect import bisect_left
from collections.abc import Iterator

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
_REACH = 200
"""Tokens around an act in which its time is looked for, however long the sentence."""
_STORY_DAYS = 14
"""Days before publication that a narrative of news can tell of."""
_RANGES = {"between": (("and",),), "from": (("to",), ("until",), ("till",), ("through",))}
SETTING = frozenset({"in", "at", "during", "on"})
_AT_ONCE = frozenset({"as", "while", "when", "although", "though"})


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
        steps = self.climb(head)
        best: tuple[int, int, int] | None = None
        for index in self.in_sentence(head):
            if not self.is_placed(index) or self.is_vague(index):
                continue
            distance = self._distance(index, steps, head)
            if distance is None or not self._fits(index, head):
                continue
            rank = distance, abs(self.mentions[index].first - head), index
            if best is None or rank < best:
                best = rank
        if best is not None:
            return best[2]
        if not analysis.tags[head].startswith("VB"):
            return self._of_plan(head)
        return first_known(self._of_subject(head), self._of_when(head))

    def _of_plan(self, head: int) -> int | None:
        """Find the Saturday of "unions plan a rally on Saturday": a day ahead is that of what is planned."""
        verb, report = self.analysis.heads[head], self.times.reference
        if self.analysis.labels[head] != "dobj" or report is None:
            return None
        for index in self.in_sentence(head):
            start = calendar.parse_day(self.times.times[index].start)
            if start is not None and start > report and self._distance(index, {verb: 0}, head) is not None:
                return index
        return None

    def find_range_start(self, index: int) -> int:
        """Give the first expression of "between 2014 and 2016" for the second, else the expression itself."""
        if index == 0 or not self.is_placed(index - 1):
            return index
        this, before = self.mentions[index], self.mentions[index - 1]
        joint = self.analysis.lowers[before.last : this.first]
        lead = self.analysis.lowers[before.first - 1] if before.first else ""
        return index - 1 if joint in _RANGES.get(lead, ()) else index

    def in_sentence(self, token: int) -> range:
        """Give the expressions of the sentence of a token."""
        first, last = self.analysis.sentence(token)
        first, last = max(first, token - _REACH), min(last, token + _REACH)
        return range(bisect_left(self.firsts, first), bisect_left(self.firsts, last))

    def climb(self, head: int) -> dict[int, int]:
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
            if self._is_at_once(token, above):
                return True
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

    def _is_at_once(self, token: int, above: int) -> bool:
        """Tell "fell on Monday as investors worried": what the clause tells was at the time of the main one."""
        analysis = self.analysis
        return (
            self._lead(token) in _AT_ONCE and analysis.tags[token] == "VBD" and analysis.tags[above] in ("VBD", "VBG")
        )

    def _distance(self, index: int, steps: dict[int, int], head: int) -> int | None:
        """Count the steps from an act up to the word that an expression hangs on; None when another act has it."""
        analysis, mention = self.analysis, self.mentions[index]
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
            if modifies and not counted and self._is_setting(index, token, steps):
                return steps[analysis.heads[analysis.heads[token]]] + 1
            if (modifies and not counted) or analysis.labels[token] not in _LINKS:
                return None
            modifies = analysis.labels[token] in _MODIFIERS
            token = analysis.heads[token]
        return None

    def _is_setting(self, index: int, token: int, steps: dict[int, int]) -> bool:
        """Tell "at Monday's summit, leaders agreed": where an act took place was when it took place."""
        analysis = self.analysis
        before = analysis.heads[token]
        setting = analysis.labels[token] == "pobj" and analysis.lowers[before] in SETTING and self.is_day(index)
        return setting and analysis.labels[before] == "prep" and analysis.heads[before] in steps

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
        return bool(on) and self.day_of(self.mentions.index(mention)) is not None

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
        if start is None or report is None or not self.is_past(head):
            return True
        ahead = (
            self.times.times[index].timex == "DURATION" and self.times.times[index].end != self.times.times[index].start
        )
        return start < report or (start == report and not ahead)

    def is_past(self, head: int) -> bool:
        """Tell what has happened, by the tense of its verb."""
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
            for index in self.in_sentence(verb):
                mention = self.mentions[index]
                inside = self.analysis.lefts[child] <= mention.first and mention.last <= child
                if inside and self.is_placed(index) and not self.is_vague(index):
                    return index
        return None

    def _of_when(self, verb: int) -> int | None:
        """Find the day of "will wear the new colours when it arrives on November 11"."""
        analysis = self.analysis
        for clause in told_when(analysis, verb):
            index = self.find_own(clause)
            if index is not None:
                return index
        if analysis.tags[verb] != "VB" or not any(analysis.tags[child] == "MD" for child in analysis.children[verb]):
            return None
        for clause in analysis.with_label(verb, "advcl"):
            if analysis.tags[clause] in ("VBZ", "VBP") and self._lead(clause) in ("when", "once", "as"):
                return self.find_own(clause)
        return None

    def _lead(self, clause: int) -> str:
        return self.analysis.lowers[min(self.analysis.children[clause], default=clause)]

    def is_day(self, index: int) -> bool:
        """Tell a single day from longer times."""
        time = self.times.times[index]
        return time.start is not None and time.start == time.end

    def day_of(self, index: int) -> datetime.date | None:
        """Give the single day of an expression that lies in the days before the report."""
        time = self.times.times[index]
        day = calendar.parse_day(time.start)
        report = self.times.reference
        if day is None or time.start != time.end or report is None:
            return None
        return day if 0 <= (report - day).days <= _STORY_DAYS else None


def told_when(analysis: Analysis, verb: int) -> Iterator[int]:
    """Yield the verb of "were killed and dozens wounded when shells landed in a market on Sunday" behind a past act."""
    for each in (verb, *analysis.with_label(verb, "conj")):
        for clause in analysis.with_label(each, "advcl"):
            lead = analysis.lowers[min(analysis.children[clause], default=clause)]
            if clause > each and lead == "when" and analysis.tags[clause] == "VBD":
                yield clause


def first_known(*found: int | None) -> int | None:
    """Give the first that is not None."""
    return next((index for index in found if index is not None), None)


def is_begun(head: int, mention: TimeMention, analysis: Analysis) -> bool:
    """Tell "talks begun two years ago", "started production in 2009", "will begin to fly in May"."""
    begins = load_time_words().begins
    above = analysis.heads[head]
    if analysis.labels[head] in ("xcomp", "dobj", "nsubj", "nsubjpass") and analysis.lemmas[above] in begins:
        return True
    token = mention.first
    for _ in range(_VERBS_PASSED + 4):
        token = analysis.heads[token]
        if analysis.tags[token].startswith("VB"):
            break
    relative = analysis.labels[token] in ("acl", "relcl") and analysis.lemmas[token] in begins
    return relative and analysis.lefts[head] <= analysis.heads[token] <= head
