"""What kind of act within its type: mode by weapon or means, contexts by the words around it."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.knowledge.frames import Frame
from dateline.reading.events.candidates import Candidate
from dateline.reading.events.grammar import Grammar

_ASSISTING = frozenset(("AID", "COOPERATE", "SUPPORT"))
_YIELDING = frozenset(("RETREAT", "CONCEDE"))
_THREATENED = {"ASSAULT": "violence", "MOBILIZE": "violence", "SANCTION": "restrict", "COERCE": "restrict"}

_SUICIDE = "suicide-attack"
"""Wins over the other means of one act: a "suicide bomber" is no aircraft."""


def find_mode(candidate: Candidate, grammar: Grammar) -> str | None:
    """Give the frame's mode, or the one told by the means: "drone strikes", "opened fire with rifles"."""
    if candidate.frame.mode is not None:
        return candidate.frame.mode
    words = grammar.frames.mode_words.get(candidate.frame.type)
    if words is None:
        return None
    modes = [words[word] for word in _words_beside(candidate, grammar) if word in words]
    return _SUICIDE if _SUICIDE in modes else modes[0] if modes else None


def find_contexts(candidate: Candidate, grammar: Grammar) -> tuple[str, ...]:
    """Give the frame's contexts and those told by the words beside the trigger."""
    words = grammar.frames.context_words
    told = [words[word] for word in _words_beside(candidate, grammar) if word in words]
    return tuple(dict.fromkeys((*candidate.frame.contexts, *told)))


def mode_of_content(type_: str, content: Frame) -> str | None:
    """Give the mode of a demand, refusal or threat by what it is about."""
    if type_ == "THREATEN":
        return "arrest" if content.mode == "arrest" else _THREATENED.get(content.type)
    if content.type in _ASSISTING:
        return "assist"
    if content.type in _YIELDING:
        return "yield"
    return "meet" if content.type == "CONSULT" else None


def _words_beside(candidate: Candidate, grammar: Grammar) -> Iterator[str]:
    """Yield the lemmas of the trigger, of the words before its noun, of its means and of its doer."""
    analysis = grammar.analysis
    for one in (candidate, *candidate.joined):
        for token in one.trigger:
            yield analysis.lemmas[token]
            for child in analysis.children[token]:
                if analysis.labels[child] in ("amod", "compound", "nmod"):
                    for part in analysis.conjuncts(child):
                        yield analysis.lemmas[part]
                        yield from (
                            analysis.lemmas[c] for c in analysis.children[part] if analysis.labels[c] == "compound"
                        )
        for token in (one.head, *((one.clause,) if one.clause is not None else ())):
            for phrase in grammar.prepositions(token):
                if phrase.word in ("with", "by"):
                    yield from (analysis.lemmas[o] for o in phrase.objects)
        if one.kind == "verb":
            clause = grammar.clause(one.head)
            for doer in clause.doers:
                yield analysis.lemmas[doer]
                yield from (analysis.lemmas[c] for c in analysis.with_label(doer, "compound", "amod"))
            yield from (analysis.lemmas[t] for t in one.used)
            if candidate.frame.type == "MOBILIZE":
                yield from (analysis.lemmas[t] for t in clause.objects)
