"""What is quoted inside a quotation: “Hanne said to me, ‘Clean it and look again.’ So I did,” he recalled."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from dateline.knowledge.cues import CueTable
from dateline.model.article import Span
from dateline.reading.analysis import Analysis, Phrase
from dateline.reading.statements.draft import Draft
from dateline.reading.statements.marks import Marks, Quotation, trim
from dateline.reading.statements.sources import find_source, find_source_beside, read_phrase

_SINGLE = re.compile(
    r"(?<![^\s\"“„«»(,:—–-])(?:[‘'`](?=\S)(.+?)(?<=\S)[’']|‚(.+?)[‘’]|‹(.+?)›|›(.+?)‹)(?![^\W_])", re.DOTALL
)
_DOUBLE = re.compile(r"(?<!\w)(?:[“\"](?=\S)(.+?)(?<=\S)[”\"]|„(.+?)[“”]|«(.+?)»|»(.+?)«|(?:``|'')(.+?)'')", re.DOTALL)
_REACH = 10
"""Tokens before the inner mark in which its verb stands."""
_FINITE = frozenset(("VBD", "VBZ", "VBP"))
_STOPS = ",.?!…–—-"
_BETWEEN = frozenset(
    ("PRP", "NN", "NNS", "NNP", "NNPS", "DT", "IN", "TO", "RB", "PRP$", "JJ", ",", ":", "``", "''", "CD")
)


def find_nested_drafts(analysis: Analysis, marks: Marks, table: CueTable, drafts: Sequence[Draft]) -> Iterator[Draft]:
    """Yield a draft for each inner quotation that somebody is said to say, by a verb right before or behind it."""
    for quotation in marks.quotations:
        for span in _find_inner(analysis.text, quotation):
            first, last = analysis.tokens_in(span)
            if last - first < 2:
                continue
            draft = _read_before(analysis, quotation.first, (first, last), table)
            if draft is None and analysis.text[span.end - 1] in _STOPS:
                draft = _read_after(analysis, quotation, (first, last), table)
            if draft is not None:
                yield draft
    for turn in drafts:
        if turn.rule == "turn":
            yield from _find_in_turn(analysis, marks, turn, table)


def _find_in_turn(analysis: Analysis, marks: Marks, turn: Draft, table: CueTable) -> Iterator[Draft]:
    """Yield what somebody is quoted as saying in a turn without marks: `Duarte: My father told me: "Wait."`"""
    first, last = turn.pieces[0]
    for quotation in marks.quotations:
        if first <= quotation.first and quotation.last <= last and quotation.last - quotation.first > 1:
            draft = _read_before(analysis, first, (quotation.first, quotation.last), table)
            if draft is not None:
                yield draft


def _find_inner(text: str, quotation: Quotation) -> Iterator[Span]:
    pattern = _SINGLE if quotation.double else _DOUBLE
    # The inner closing mark may stand right before the outer one, outside what the outer one holds.
    for found in pattern.finditer(text, quotation.start, min(len(text), quotation.close_mark + 1)):
        if found.start() >= quotation.start and found.lastindex is not None:
            inside = trim(text, Span(found.start(found.lastindex), min(found.end(found.lastindex), quotation.end)))
            if inside.start > quotation.start and inside.end > inside.start:
                yield inside


def _read_before(analysis: Analysis, begin: int, piece: tuple[int, int], table: CueTable) -> Draft | None:
    first, last = piece
    for verb in range(first - 1, max(begin, first - _REACH) - 1, -1):
        tag = analysis.tags[verb]
        cues = [word.cue for word in table.verbs.get(analysis.lemmas[verb], ()) if "quote" in word.cue.takes]
        if tag[0] == "V" and cues and cues[0].speech:
            source = find_source(analysis, verb)
            if source is None or source.first < begin:
                return None
            draft = Draft(verb, [verb], "nested.quote", cues[0].act, source, [(first, last)], clause=True)
            draft.addressee = _read_hearer(analysis, verb, first)
            return draft
        if tag not in _BETWEEN:
            return None
    return None


def _read_after(analysis: Analysis, quotation: Quotation, piece: tuple[int, int], table: CueTable) -> Draft | None:
    """Read the verb behind the words: ‘“Wait until June,” *they told us*, and we did,’ said Omar."""
    last = piece[1]
    for verb in range(last, min(quotation.last, last + _REACH)):
        tag = analysis.tags[verb]
        cues = [word.cue for word in table.verbs.get(analysis.lemmas[verb], ()) if "quote" in word.cue.takes]
        if tag in _FINITE and cues and cues[0].speech:
            source = find_source(analysis, verb)
            if source is None or not last <= source.first < quotation.last:
                source = find_source_beside(analysis, verb, piece)
            if source is None or not last <= source.first < quotation.last:
                return None
            draft = Draft(verb, [verb], "nested.quote", cues[0].act, source, [piece], clause=True)
            end = min(quotation.last, analysis.sentence(verb)[1])
            draft.addressee = _read_hearer(analysis, verb, end) if cues[0].told else None
            return draft
        if tag not in _BETWEEN or (analysis.words[verb] in (",", ":") and verb > last + 1):
            return None
    return None


def _read_hearer(analysis: Analysis, verb: int, end: int) -> Phrase | None:
    """Read the one spoken to between the verb and the words: "told *me*", "said to *the lads*"."""
    for token in range(verb + 1, end):
        label = analysis.labels[token]
        if analysis.tags[token] == "PRP" or (label in ("dobj", "dative", "pobj") and analysis.tags[token][0] == "N"):
            if label == "pobj" and analysis.lowers[analysis.heads[token]] != "to":
                continue
            return read_phrase(analysis, token, limit=end)
    return None
