"""Where a content begins and ends: the clause of a cue, mended where the tree stops short or reaches too far."""

from __future__ import annotations

from dateline.knowledge.cues import load_cues
from dateline.reading.analysis import Analysis
from dateline.reading.statements.draft import Range

_SUBJECTS = ("nsubj", "nsubjpass", "expl")
_CUT_AFTER = frozenset((",", ";", "-", "–", "—", "--"))
_PAUSES = frozenset((",", "”", '"', "''", "’"))
"""What stands before a second cue: "said it had won, *and pledged*", "said “we won” *and pledged*"."""
_VERB_TAGS = frozenset(("VBD", "VBZ", "VBP", "MD", "VBN", "VB", "VBG", "POS"))


def extend_clause(analysis: Analysis, verb: int, piece: Range) -> Range:
    """Reach for what the tree cut off a clause after its cue: a second "that" clause, a verb split from its subject."""
    first, last = piece
    end = analysis.sentence(verb)[1]
    if last >= end:
        return piece
    for child in analysis.children[verb]:
        if child < last or analysis.labels[child] not in ("conj", "ccomp"):
            continue
        if _opens_with_that(analysis, child) or _runs_on(analysis, last, child):
            last = max(last, analysis.rights[child] + 1)
    if last < end and analysis.tags[last] in _VERB_TAGS and analysis.words[last - 1] not in _CUT_AFTER:
        last = end
    return first, last


def _opens_with_that(analysis: Analysis, clause: int) -> bool:
    mark = analysis.child(clause, "mark")
    return mark is not None and analysis.lowers[mark] == "that" and analysis.child(clause, *_SUBJECTS) is not None


def _runs_on(analysis: Analysis, last: int, clause: int) -> bool:
    """Tell a second clause about the same thing that no comma parts: "said there was a plan *and it ran to ...*"."""
    subject = analysis.child(clause, "nsubj", "nsubjpass", "expl")
    if subject is None or analysis.lowers[subject] not in load_cues().lists["things"]:
        return False
    if analysis.lemmas[clause] in load_cues().verbs or subject != last + 1 or subject != analysis.lefts[clause]:
        return False
    return analysis.lowers[last] in ("and", "but", "so")


def trim_piece(analysis: Analysis, piece: Range) -> Range:
    """Take punctuation and coordinating words off the ends of a content."""
    first, last = piece
    while first < last and not any(map(str.isalnum, analysis.words[first])):
        first += 1
    while first < last and not any(map(str.isalnum, analysis.words[last - 1])):
        last -= 1
    return first, last


def cut_tail(analysis: Analysis, piece: Range, head: int) -> Range:
    """Leave out what the reporter adds to a content: "he left, *though others say ...*", "*underscoring a rift*"."""
    first, last = piece
    token = head
    while token < last:
        tails = [k for k in analysis.children[token] if k > token and analysis.rights[k] + 1 >= last - 1]
        tails = [k for k in tails if analysis.labels[k] != "punct"]
        if not tails:
            break
        token = tails[-1]
        left = analysis.lefts[token]
        if left - 1 <= first or analysis.words[left - 1] != ",":
            continue
        if analysis.labels[token] == "relcl" and analysis.lowers[left] in load_cues().lists["relatives"]:
            return first, left - 1
        if analysis.labels[token] == "advcl" and _is_reporters(analysis, token, left):
            return first, left - 1
    return piece


def cut_coordinated(analysis: Analysis, verb: int, piece: Range, head: int) -> Range:
    """End a clause before a second cue that the tree drew into it: "said it had won, *and pledged* reforms"."""
    for child in analysis.children[head]:
        if analysis.labels[child] != "conj" or analysis.tags[child] != analysis.tags[verb]:
            continue
        own = _has_own_cue(analysis, child)
        left = analysis.lefts[child] if own else child
        while left - 1 > head and analysis.labels[left - 1] in ("advmod", "cc"):
            left -= 1
        if analysis.words[left - 1] not in _PAUSES:
            continue
        shared = analysis.child(child, "nsubj", "nsubjpass") is None and analysis.tags[head] != analysis.tags[verb]
        if own or (shared and analysis.lemmas[child] in load_cues().verbs):
            return piece[0], min(piece[1], left - 1)
    return piece


def _has_own_cue(analysis: Analysis, verb: int) -> bool:
    """Tell a second attribution drawn into a clause: "he said it was late, *and police warned that ...*"."""
    if analysis.child(verb, "nsubj") is None or analysis.child(verb, "ccomp") is None:
        return False
    words = load_cues().verbs.get(analysis.lemmas[verb], ())
    return any(word.cue.speech and "quote" in word.cue.takes for word in words)


def cut_finite(analysis: Analysis, piece: Range, head: int) -> Range:
    """End an infinitive where the tree drew a finite verb into it: "urged both to wait *and voiced concern*"."""
    for child in analysis.children[head]:
        if analysis.labels[child] == "conj" and analysis.tags[child] in ("VBD", "VBZ"):
            last = analysis.lefts[child]
            while last - 1 > head and (analysis.labels[last - 1] in ("cc", "punct")):
                last -= 1
            return piece[0], min(piece[1], last)
    return piece


def _is_reporters(analysis: Analysis, clause: int, left: int) -> bool:
    if analysis.lowers[left] in load_cues().lists["set_against"] or is_gloss(analysis, clause):
        return True
    speaks = analysis.lowers[left] == "while" and analysis.child(clause, "nsubj") is not None
    if analysis.tags[clause] != "VBG" and not speaks:
        return False
    return any("quote" in word.cue.takes for word in load_cues().verbs.get(analysis.lemmas[clause], ()))


def is_gloss(analysis: Analysis, verb: int) -> bool:
    """Tell a participle by which the reporter judges: "He left the talks, *underscoring* a rift"."""
    if analysis.tags[verb] != "VBG" or analysis.labels[verb] not in ("advcl", "acl", "conj"):
        return False
    left = analysis.lefts[verb]
    comma = left > 0 and analysis.words[left - 1] == ","
    return comma and left >= verb - 1 and analysis.lemmas[verb] in load_cues().lists["glosses"]


def without(pieces: list[Range], hole: Range) -> list[Range]:
    """Take a run of tokens out of pieces."""
    found: list[Range] = []
    for first, last in pieces:
        if hole[0] >= last or hole[1] <= first:
            found.append((first, last))
            continue
        if first < hole[0]:
            found.append((first, hole[0]))
        if hole[1] < last:
            found.append((hole[1], last))
    return found


def join_ranges(pieces: list[Range]) -> list[Range]:
    """Sort pieces and join those that touch or overlap."""
    found: list[Range] = []
    for first, last in sorted(pieces):
        if found and first <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], last))
        elif first < last:
            found.append((first, last))
    return found
