"""Statements without a cue verb: "According to Kyiv, ...", "in the minister's words", "per the filing"."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.knowledge.cues import CueTable, SourcePhrase
from dateline.reading.analysis import Analysis, Phrase
from dateline.reading.statements.contents import without
from dateline.reading.statements.draft import Draft, Range
from dateline.reading.statements.sources import read_phrase

_SLOT = "*"
_MAX_OWNER = 8
"""Most words of a source inside a phrase ("in *the former president's* view")."""


def find_phrase_drafts(analysis: Analysis, table: CueTable) -> Iterator[Draft]:
    """Yield a draft for each phrase that names a source: the content is the clause around it."""
    lowers, starts = analysis.lowers, table.phrase_starts
    for token, word in enumerate(lowers):
        for words, phrase in starts.get(word, ()):
            draft = _read_phrase(analysis, token, words, phrase)
            if draft is not None:
                yield draft
                break


def _read_phrase(analysis: Analysis, token: int, words: tuple[str, ...], phrase: SourcePhrase) -> Draft | None:
    end = analysis.sentence(token)[1]
    if _SLOT in words:
        found = _match_slot(analysis, token, words)
        if found is None:
            return None
        source, cue_tokens, last = found
    else:
        if analysis.lowers[token : token + len(words)] != words:
            return None
        last = token + len(words)
        head = _object(analysis, last - 1, end)
        if head is None:
            return None
        source, cue_tokens = read_phrase(analysis, head, limit=last - 1), list(range(token, last))
        last = max(last, source.last)
    pieces = _clause_around(analysis, (token, last))
    if not pieces:
        return None
    return Draft(token, cue_tokens, phrase.id, "say", source, pieces, speech=phrase.speech)


def _object(analysis: Analysis, preposition: int, end: int) -> int | None:
    head = analysis.child(preposition, "pobj")
    if head is not None:
        return head
    if preposition + 1 < end and analysis.tags[preposition + 1] in ("NNP", "NN", "NNS", "PRP", "DT", "NNPS"):
        token = preposition + 1
        while analysis.heads[token] != token and preposition < analysis.heads[token] < end:
            token = analysis.heads[token]
        return token
    return None


def _match_slot(analysis: Analysis, token: int, words: tuple[str, ...]) -> tuple[Phrase, list[int], int] | None:
    """Match "in * view" against "in the minister's view": the owner is the source."""
    slot = words.index(_SLOT)
    if analysis.lowers[token : token + slot] != words[:slot]:
        return None
    tail = words[slot + 1 :]
    first = token + slot
    for last in range(first + 1, min(first + _MAX_OWNER, analysis.sentence(token)[1])):
        if analysis.lowers[last : last + len(tail)] != tail:
            continue
        owner = last - 1
        while analysis.labels[owner] == "case" and owner > first:
            owner = analysis.heads[owner]
        if analysis.labels[owner] != "poss":
            return None
        case = analysis.child(owner, "case")
        source = read_phrase(analysis, owner, limit=case)
        return source, [*range(token, first), *range(last, last + len(tail))], last + len(tail)
    return None


def _clause_around(analysis: Analysis, hole: Range) -> list[Range]:
    """Give the sentence around a phrase, or the clause that it ends, without the phrase itself."""
    sentence = analysis.sentence(hole[0])
    first, last = sentence
    token = hole[0]
    head = analysis.heads[token]
    if head != token and not hole[0] <= head < hole[1]:
        clause = _clause_of(analysis, head)
        if clause is not None and clause[0] < hole[0] and hole[1] >= clause[1] - 2:
            first, last = clause
    opening = first
    while opening < hole[0] and (analysis.labels[opening] == "cc" or not analysis.words[opening][0].isalnum()):
        opening += 1
    pieces = without([(opening, last)], hole)
    return [piece for piece in pieces if _has_words(analysis, piece)]


def _clause_of(analysis: Analysis, token: int) -> Range | None:
    """Climb to the clause that a phrase belongs to, where it is one of several."""
    while analysis.heads[token] != token:
        if analysis.labels[token] in ("conj", "ccomp", "advcl", "relcl") and analysis.child(
            token, "nsubj", "nsubjpass"
        ):
            return analysis.lefts[token], analysis.rights[token] + 1
        token = analysis.heads[token]
    return None


def _has_words(analysis: Analysis, piece: Range) -> bool:
    return any(any(map(str.isalnum, analysis.words[t])) for t in range(*piece))
