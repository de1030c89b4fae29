"""Cues set inside their content: "The plan, *he said*, would fail", "As the court *noted*, the law is old"."""

from __future__ import annotations

from dateline.reading.analysis import Analysis
from dateline.reading.statements.contents import without
from dateline.reading.statements.draft import Draft, Range

_MARKS = (",", "-", "–", "—", "--", "(", ")", ";")


def is_interposed(analysis: Analysis, verb: int) -> bool:
    """Tell a cue between commas, or one led by "as", that has no complement of its own."""
    label = analysis.labels[verb]
    if label == "advcl":
        return is_as_clause(analysis, verb)
    if label not in ("parataxis", "ccomp", "dep", "intj"):
        return False
    head = analysis.heads[verb]
    if head == verb or analysis.tags[head][0] not in "VMNJ":
        return False
    first, last = analysis.lefts[verb], analysis.rights[verb] + 1
    sentence = analysis.sentence(verb)
    opened = first == sentence[0] or analysis.words[first] in _MARKS or analysis.words[first - 1] in _MARKS
    closed = last == sentence[1] or analysis.words[last - 1] in _MARKS or analysis.words[last] in _MARKS
    return opened and closed and not first <= head < last


def is_trailing(analysis: Analysis, verb: int) -> bool:
    """Tell a cue behind its content that the tree hung on the last noun: "Oslo sends boats, *the king announced*"."""
    if analysis.labels[verb] != "relcl" or analysis.child(verb, "dobj", "ccomp", "xcomp", "mark") is not None:
        return False
    subject, first = analysis.child(verb, "nsubj"), analysis.lefts[verb]
    if subject is None or analysis.tags[first] in ("WDT", "WP", "WRB", "IN") or analysis.words[first - 1] != ",":
        return False
    return verb + 1 >= analysis.sentence(verb)[1] or analysis.words[verb + 1] in (",", ".", ";")


def read_before(analysis: Analysis, verb: int) -> list[Range]:
    """Give the clause before a trailing cue."""
    first, last = analysis.lefts[_clause_head(analysis, verb)], analysis.lefts[verb] - 1
    while first < last and (analysis.labels[first] == "cc" or not analysis.words[first][0].isalnum()):
        first += 1
    return [(first, last)] if first < last else []


def is_as_clause(analysis: Analysis, verb: int) -> bool:
    """Tell "as the paper noted"."""
    mark = analysis.child(verb, "mark")
    if mark is None or analysis.lowers[mark] != "as" or mark != analysis.lefts[verb]:
        return False
    return analysis.child(verb, "nsubj") is not None and analysis.child(verb, "dobj", "ccomp", "xcomp") is None


def read_around(analysis: Analysis, verb: int) -> list[Range]:
    """Give the clause around an interposed cue, in pieces, without the cue's own words."""
    hole = analysis.lefts[verb], analysis.rights[verb] + 1
    top = _clause_head(analysis, verb)
    first, last = analysis.lefts[top], analysis.rights[top] + 1
    while first < hole[0] and (analysis.labels[first] == "cc" or not analysis.words[first][0].isalnum()):
        first += 1
    return [piece for piece in without([(first, last)], hole) if _has_words(analysis, piece)]


def _clause_head(analysis: Analysis, verb: int) -> int:
    """Climb from an interposed cue to the verb of the clause it stands in."""
    token = analysis.heads[verb]
    while analysis.tags[token][0] not in "VM" and analysis.labels[token] not in ("ROOT", "conj", "ccomp", "relcl"):
        token = analysis.heads[token]
    return token


def _has_words(analysis: Analysis, piece: Range) -> bool:
    return any(any(map(str.isalnum, analysis.words[t])) for t in range(*piece))


def find_fronted(analysis: Analysis, draft: Draft, quoted: int) -> Range | None:
    """Find the first words of a content that a cue breaks off: "*Paris*, he said, "was where it began"."""
    source = draft.source
    if source is None or draft.pieces[0][0] != quoted or not source.first <= draft.cue < quoted:
        return None
    first = analysis.sentence(draft.cue)[0]
    while first < source.first and (analysis.labels[first] == "cc" or not analysis.words[first][0].isalnum()):
        first += 1
    last = source.first - 1
    closed = any(analysis.words[t] == "," for t in range(draft.cue + 1, quoted))
    if not first < last or analysis.words[last] != "," or not closed or quoted - draft.cue > 4:
        return None
    if analysis.tags[first] in ("IN", "VBG", "VBN", "TO", "CC") and analysis.lowers[first] not in ("if", "because"):
        return None
    return first, last
