"""Quotations tied to their cues: before, after or around, joined into one statement, or left floating."""

from __future__ import annotations

from dateline.knowledge.cues import load_cues
from dateline.model.record import Act
from dateline.reading.analysis import Analysis
from dateline.reading.statements.chains import Chain, find_chains
from dateline.reading.statements.contents import join_ranges
from dateline.reading.statements.dialogue import RULE, Dialogue
from dateline.reading.statements.draft import Draft, Range
from dateline.reading.statements.interposed import find_fronted
from dateline.reading.statements.marks import Marks, Quotation, paragraphs_of_sentences
from dateline.reading.statements.signatures import find_sign, is_dateline, read_signature
from dateline.reading.statements.sources import find_source, find_source_beside
from dateline.reading.statements.works import is_work

_STOPS = frozenset((",", ".", "?", "!", "…", "-", "–", "—", "--", ";"))
_LEADS_IN = frozenset((",", ":", "that", "“", '"', "''", "``", "‘", "'", "-", "–", "—", "«", "„", "..."))
_PARTICIPLES = frozenset(("VBN", "VBD"))
_STANDING = (RULE, "floating")
_MIN_WORDS = 4
_MAX_LEAD = 12
"""Most words between a cue before a quotation and the quotation ("he told reporters after the vote in Oslo:")."""


class Linker:
    """Ties the quotations of one article to the drafts of its cues."""

    def __init__(self, analysis: Analysis, marks: Marks, drafts: list[Draft]) -> None:
        self.analysis = analysis
        self.marks = marks
        self.drafts = drafts
        self.claimed: dict[int, Draft] = {}
        self.by_sentence: dict[int, list[Draft]] = {}
        for draft in drafts:
            self.by_sentence.setdefault(analysis.sentence_of[draft.cue], []).append(draft)
        self.paragraph_of = paragraphs_of_sentences(analysis)
        self.quoted: dict[int, bool] = {}
        self.dialogue = Dialogue(analysis, marks, self.paragraph_of)

    def link(self) -> list[Draft]:
        """Give the drafts with their quotations, new ones for quotations that continue a speaker among them."""
        for draft in self.drafts:
            if draft.rule == "turn":
                self.claimed.update(dict.fromkeys(self._touched(*draft.pieces[0]), draft))
            else:
                self._snap(draft)
        chains = list(find_chains(self.marks))
        for chain in chains:
            if chain.members[0] not in self.claimed:
                cue = self._find_cue(chain) if self._is_speech(chain) else self._cue_at(chain)
                if cue is not None:
                    self._claim(cue, chain)
        floating: list[Draft] = []
        for chain in chains:
            if chain.members[0] not in self.claimed:
                made = self._continue(chain)
                if made is not None:
                    floating.append(made)
        for draft in self.drafts:
            self._leave_quotation(draft)
        found = [draft for draft in (*self.drafts, *floating) if draft.pieces or draft.act in ("decline", "ask")]
        for draft in found:
            draft.pieces = join_ranges(draft.pieces)
        return found

    def _snap(self, draft: Draft) -> None:
        """Stretch the pieces of a content over every quotation that they touch."""
        found: list[Range] = []
        for first, last in draft.pieces:
            start, end = first, last
            for index in self._touched(first, last):
                quotation = self.marks.quotations[index]
                if quotation.first <= draft.cue < quotation.last or index in self.claimed:
                    continue
                if is_work(self.analysis, (quotation.first, quotation.last)):
                    continue
                start, end = min(start, quotation.first), max(end, quotation.last)
                if not (start <= draft.cue < end):
                    self.claimed[index] = draft
                    draft.quotations.append(index)
                    self._mend_source(draft, quotation)
                else:
                    start, end = first, last
            found.append(self._cut_reporter(draft, self._cut_lead(draft, self._to_marks(draft, start, end))))
        draft.pieces = [piece for piece in found if piece[0] < piece[1]]

    def _cut_lead(self, draft: Draft, piece: Range) -> Range:
        """Begin a content with its quotation where a colon leads to it: `Ode scolded him: "It is over," she said`."""
        first, last = piece
        opened = next((t for t in range(first, last) if t in self.marks.of_token), None)
        if opened is None:
            opened = next((t for t in (last, last + 1) if t in self.marks.of_token), first)
        if opened == first or not last <= draft.cue or draft.cue in self.marks.of_token:
            return piece
        return (opened, max(opened, last)) if self.analysis.words[self._before_token(opened)] == ":" else piece

    def _cut_reporter(self, draft: Draft, piece: Range) -> Range:
        """End a content with a quotation's last comma where the reporter goes on: `said "I won," but in fact ...`."""
        for index in draft.quotations:
            quotation = self.marks.quotations[index]
            after = quotation.last
            while after < piece[1] and not self.analysis.words[after][0].isalnum():
                after += 1
            if not piece[0] <= quotation.first or not piece[0] <= after < piece[1] or draft.cue > after:
                continue
            tag, word = self.analysis.tags[after], self.analysis.lowers[after]
            opens = (
                tag in ("CC", "VBG")
                if quotation.first - piece[0] <= 1
                else tag == "VBG" or word in load_cues().lists["asides"]
            )
            if self.analysis.words[quotation.last - 1] == "," and opens and after not in self.marks.of_token:
                return piece[0], quotation.last
        return piece

    def _mend_source(self, draft: Draft, quotation: Quotation) -> None:
        """Take a source out of the quotation that the tree put it in: `"... but they," the manager said`."""
        source = draft.source
        if draft.cue_tokens and (source is None or quotation.first <= source.head < quotation.last):
            draft.source = find_source_beside(self.analysis, draft.cue, (quotation.first, quotation.last))

    def _leave_quotation(self, draft: Draft) -> None:
        """Give a cue of the reporter's no source inside a quotation or dateline: its speaker, or who stands beside."""
        if draft.source is not None and is_dateline(self.analysis, draft.source):
            first = draft.source.last
            draft.source = find_source_beside(self.analysis, draft.cue, (first, first)) or draft.source
        if draft.source is None or draft.cue in self.marks.of_token:
            return
        index = self.marks.of_token.get(draft.source.head)
        speaker = self.claimed.get(index) if index is not None else None
        if speaker is not None and speaker is not draft and speaker.source is not None:
            draft.source = speaker.source

    def _touched(self, first: int, last: int) -> list[int]:
        of_token = self.marks.of_token
        return list(dict.fromkeys(of_token[t] for t in range(first, last) if t in of_token))

    def _to_marks(self, draft: Draft, first: int, last: int) -> Range:
        """Take in the stop or mark that a clause leaves outside, where a quotation is its end."""
        if draft.cue in self.marks.of_token:
            return first, last
        while last < len(self.analysis) and last in self.marks.of_token and last - 1 in self.marks.of_token:
            if self.marks.of_token[last] != self.marks.of_token[last - 1]:
                break
            last += 1
        return first, last

    def _is_speech(self, chain: Chain) -> bool:
        """Tell speech from a title, nickname or a word held at arm's length."""
        analysis, quotations = self.analysis, self.marks.quotations
        words = sum(any(map(str.isalnum, word)) for word in analysis.words[chain.first : chain.last])
        if is_work(analysis, (chain.first, chain.last)):
            return False
        if len(chain.members) > 1 or words >= _MIN_WORDS:
            return True
        return analysis.words[chain.last - 1] in _STOPS or self._sentence_is_quoted(quotations[chain.members[0]])

    def _sentence_is_quoted(self, quotation: Quotation) -> bool:
        sentence = self.analysis.sentence_of[quotation.first]
        known = self.quoted.get(sentence)
        if known is None:
            known = self.quoted[sentence] = all(
                token in self.marks.of_token or not any(map(str.isalnum, self.analysis.words[token]))
                for token in range(*self.analysis.sentences[sentence])
            )
        return known

    def _find_cue(self, chain: Chain) -> Draft | None:
        same = self._cue_between(chain)
        if same is not None:
            return same
        after, before = self._cue_after(chain), self._cue_before(chain)
        if after is None or before is None:
            return after or before or self._cue_of_colon(chain)
        lead = self.analysis.words[self._before(chain)] if chain.first else ""
        if lead == ":":
            return before
        return before if before.cue + 2 >= chain.first and not before.quotations and after.source is None else after

    def _cue_at(self, chain: Chain) -> Draft | None:
        """Find the cue right before a few quoted words that have no other: `The crowd chanted "Bread and work"`."""
        if is_work(self.analysis, (chain.first, chain.last)):
            return None
        before = self._cue_before(chain)
        return before if before is not None and not before.pieces and chain.first - before.cue <= 2 else None

    def _cue_between(self, chain: Chain) -> Draft | None:
        """Find the cue between two parts of one sentence: `"This deal," she said, "is dead"`, `..., and "never"`."""
        first, _ = self.analysis.sentence(chain.first)
        for draft in reversed(self.by_sentence.get(self.analysis.sentence_of[chain.first], ())):
            if not first <= draft.cue < chain.first or draft.cue in self.marks.of_token:
                continue
            if not draft.quotable or not draft.quotations:
                return None
            begin = max(draft.cue, draft.source.last - 1 if draft.source is not None else 0, *draft.cue_tokens)
            begin = max(begin, max(self.marks.quotations[index].last for index in draft.quotations) - 1)
            gap = [t for t in range(begin + 1, chain.first) if self.analysis.words[t][0].isalnum()]
            return draft if all(self.analysis.tags[t] in ("CC", "IN") for t in gap) and len(gap) < 2 else None
        return None

    def _before(self, chain: Chain) -> int:
        """Give the last token before a quotation that is no mark."""
        return self._before_token(chain.first)

    def _before_token(self, first: int) -> int:
        token = first - 1
        while token > 0 and self.analysis.words[token] in ("“", '"', "''", "``", "‘", "'", "«", "„"):
            token -= 1
        return token

    def _cue_after(self, chain: Chain) -> Draft | None:
        """Find the cue that closes a quotation: `"We go," said Kim` or `Kim told the BBC`."""
        analysis = self.analysis
        if chain.last >= len(analysis):
            return None
        sentence = analysis.sentence_of[chain.last - 1]
        end = analysis.sentences[sentence][1]
        if chain.last >= end - 1 and sentence + 1 < len(analysis.sentences):
            if self.paragraph_of[sentence + 1] != self.paragraph_of[sentence]:
                return None
            sentence += 1
            while sentence + 1 < len(analysis.sentences) and not self._has_words(sentence):
                sentence += 1
            if not self._joins_on(chain, sentence):
                return None
        for draft in self.by_sentence.get(sentence, ()):
            if draft.cue < chain.last or not draft.quotable or draft.cue in self.marks.of_token:
                continue
            return draft if self._is_near(draft, chain) else None
        return None

    def _has_words(self, sentence: int) -> bool:
        return any(self.analysis.words[t][0].isalnum() for t in range(*self.analysis.sentences[sentence]))

    def _joins_on(self, chain: Chain, sentence: int) -> bool:
        """Tell whether the next sentence is the tail of the quoted one (`"Why?" she asked`)."""
        first = self.analysis.sentences[sentence][0]
        while first + 1 < len(self.analysis) and not self.analysis.words[first][0].isalnum():
            first += 1
        close = self.marks.quotations[chain.members[-1]].close_mark
        word = self.analysis.words[first]
        stop = self.analysis.words[chain.last - 1]
        ends = stop in ("?", "!", ",", "-", "—", "–")
        return ends and (word[:1].islower() or word[:1].isupper()) and close <= self.analysis.starts[first]

    def _is_near(self, draft: Draft, chain: Chain) -> bool:
        """Tell whether nothing but the source stands between a quotation and the cue behind it."""
        source = draft.source
        if source is not None and source.first < chain.first < source.last:
            return False
        start = chain.last if source is None or source.first < chain.last else min(source.first, draft.cue)
        if source is not None and source.first < chain.first and source.last <= chain.first:
            return draft.cue - chain.last <= 2
        between = [self.analysis.words[t] for t in range(chain.last, start)]
        return ":" not in between and sum(any(map(str.isalnum, word)) for word in between) <= 3

    def _cue_before(self, chain: Chain) -> Draft | None:
        """Find the cue that leads to a quotation: `Kim said: "We go"`, `She told the court that "..."`."""
        analysis = self.analysis
        token = self._before(chain)
        if token < 0 or chain.first == 0:
            return None
        sentence = analysis.sentence_of[token]
        if self.paragraph_of[sentence] != self.paragraph_of[analysis.sentence_of[chain.first]]:
            if analysis.words[token] != ":":
                return None
        elif sentence != analysis.sentence_of[chain.first] and analysis.words[token] not in (":", ","):
            return None
        for draft in reversed(self.by_sentence.get(sentence, ())):
            if draft.cue >= chain.first or not draft.quotable or draft.cue in self.marks.of_token:
                continue
            if chain.first - draft.cue <= 3 or (
                analysis.words[token] in _LEADS_IN and self._lead_is_short(draft, chain)
            ):
                return draft
            return None
        return None

    def _lead_is_short(self, draft: Draft, chain: Chain) -> bool:
        return chain.first - draft.cue <= _MAX_LEAD or self.analysis.words[self._before(chain)] == ":"

    def _cue_of_colon(self, chain: Chain) -> Draft | None:
        """Make a cue of the verb of a clause that a colon ends: `Kim was blunt: "We lost."`"""
        analysis = self.analysis
        token = self._before(chain)
        if chain.first == 0 or analysis.words[token] != ":":
            return None
        first, _ = analysis.sentence(token)
        verbs = [t for t in range(first, token) if analysis.tags[t] in ("VBD", "VBZ", "VBP", "VBN")]
        roots = [t for t in verbs if analysis.labels[t] in ("ROOT", "ccomp", "conj") and t not in self.marks.of_token]
        for verb in roots:
            source = find_source(analysis, verb)
            if source is not None:
                draft = Draft(verb, [verb], "colon", "say", source, [], quotable=True)
                self.drafts.append(draft)
                self.by_sentence.setdefault(analysis.sentence_of[verb], []).append(draft)
                return draft
        return None

    def _claim(self, draft: Draft, chain: Chain) -> None:
        self._mend_source(draft, self.marks.quotations[chain.members[-1]])
        if chain.last <= draft.cue and not draft.quotations:
            # `"We won," he said in an interview aired on Monday`: the tree takes the participle for what is said.
            draft.pieces = [p for p in draft.pieces if p[0] < draft.cue or self.analysis.tags[p[0]] not in _PARTICIPLES]
        for index in chain.members:
            quotation = self.marks.quotations[index]
            self.claimed[index] = draft
            draft.quotations.append(index)
            draft.pieces.append((quotation.first, quotation.last))
        draft.quotations.sort()
        if (fronted := find_fronted(self.analysis, draft, chain.first)) is not None:
            draft.pieces.append(fronted)

    def _continue(self, chain: Chain) -> Draft | None:
        """Join a quotation that stands alone to the statement before it, or let its speaker go on."""
        quotation = self.marks.quotations[chain.members[0]]
        if not self._sentence_is_quoted(quotation) or is_work(self.analysis, (chain.first, chain.last)):
            return None
        sentence = self.analysis.sentence_of[chain.first]
        if (signed := self._signed(chain)) is not None:
            return signed
        before = self._last_draft(sentence, chain.first)
        if before is not None:
            if self.dialogue.changes_speaker(before, quotation, None):
                return self._take_turn(chain, before)
            self._claim(before, chain)
            return None
        if quotation.recovered or not self._is_speech(chain):
            return None
        earlier = self._last_draft(sentence - 1)
        if earlier is None or not earlier.quotations or self._ends_outside(earlier, sentence - 1):
            return self._take_turn(chain, None) if self.dialogue.opens(quotation) else None
        if self.dialogue.changes_speaker(earlier, quotation, self._draft_before(earlier)):
            return self._take_turn(chain, earlier)
        origin = earlier.floats_from or earlier
        return self._stand(
            chain, Draft(chain.first, [], "floating", "say", None, [], quotable=True, floats_from=origin)
        )

    def _stand(self, chain: Chain, draft: Draft) -> Draft:
        """Let a quotation without a cue be the statement that its paragraphs have in mind."""
        sentence_of = self.analysis.sentence_of
        for sentence in dict.fromkeys((sentence_of[chain.first], sentence_of[chain.last - 1])):
            self.by_sentence.setdefault(sentence, []).append(draft)
        self._claim(draft, chain)
        return draft

    def _take_turn(self, chain: Chain, after: Draft | None) -> Draft:
        """Make a draft of a turn that names nobody; who speaks it is known once all are."""
        act: Act = "ask" if self.dialogue.asks(self.marks.quotations[chain.members[-1]]) else "say"
        return self._stand(chain, Draft(chain.first, [], RULE, act, None, [], quotable=True, after=after))

    def _draft_before(self, draft: Draft) -> Draft | None:
        """Give the quotation before a statement, in its paragraph or the one before."""
        return self._last_draft(self.analysis.sentence_of[draft.first] - 1)

    def _signed(self, chain: Chain) -> Draft | None:
        """Make a draft of a quotation with its speaker behind a dash."""
        paragraph = self.analysis.paragraphs[self.paragraph_of[self.analysis.sentence_of[chain.first]]]
        token = find_sign(self.analysis, chain.last, len(self.analysis))
        if token is None:
            return None
        if token >= paragraph[1]:
            paragraph = self.analysis.paragraphs[self.paragraph_of[self.analysis.sentence_of[token]]]
        signed = read_signature(self.analysis, token, paragraph[1])
        if signed is None:
            return None
        draft = Draft(token, [token], "signature", "say", signed, [], quotable=True)
        self._claim(draft, chain)
        return draft

    def _last_draft(self, sentence: int, end: int | None = None) -> Draft | None:
        """Give the statement that a reader has in mind at a sentence: the last one in its paragraph, before `end`."""
        if sentence < 0:
            return None
        paragraph = self.paragraph_of[sentence]
        while sentence >= 0 and self.paragraph_of[sentence] == paragraph:
            spoken = [draft for draft in self.by_sentence.get(sentence, ()) if self._can_go_on(draft)]
            spoken = [draft for draft in spoken if end is None or draft.rule not in _STANDING or draft.cue < end]
            if spoken:
                quoted = [draft for draft in spoken if draft.quotations]
                return (quoted or spoken)[-1]
            sentence -= 1
        return None

    def _can_go_on(self, draft: Draft) -> bool:
        return draft.speech and bool(draft.pieces) and (draft.cue not in self.marks.of_token or draft.rule in _STANDING)

    def _ends_outside(self, draft: Draft, sentence: int) -> bool:
        """Tell whether a paragraph goes on for long after its last quotation."""
        return self.analysis.sentence_of[max(draft.cue, draft.pieces[-1][1] - 1)] < sentence
