"""Conditions and rules of conduct: the if-clause that an act hangs on, and acts said of whatever fits a description."""

from __future__ import annotations

from collections.abc import Iterable

from dateline.knowledge.status import StatusTable
from dateline.reading.events.candidates import Candidate
from dateline.reading.events.grammar import Grammar

_ANY = frozenset(("any", "every", "whatever", "whichever"))
_ANYBODY = frozenset(("anyone", "anybody", "anything", "everyone", "everybody", "whoever", "those"))
_COMPARED = frozenset(("even", "as", "what"))
_INVERTED = frozenset(("had", "should", "were"))
_STEPS = 12
"""How many governing words are followed."""


class ProvisoReader:
    """Finds what an act depends on."""

    def __init__(self, grammar: Grammar, table: StatusTable) -> None:
        self.grammar = grammar
        self.analysis = grammar.analysis
        self.table = table

    def find(self, verbs: Iterable[int]) -> tuple[int, int] | None:
        """Find the condition of some verbs: "if it resumes enrichment", "on condition that the air strikes stop"."""
        for verb in verbs:
            for child in self.analysis.children[verb]:
                label = self.analysis.labels[child]
                if label == "advcl" and self.is_condition(child):
                    return self.analysis.subtree(child)
                if label == "aux" and self.is_fronted(child, verb):
                    commas = (t for t in range(child, verb) if self.analysis.words[t] == ",")
                    return child, next(commas, child + 1)
                if label == "advmod" and self._is_as_long_as(child):
                    return self.analysis.subtree(child)
                if label == "prep" and (found := self._of_phrase(child, verb)) is not None:
                    return found
        return None

    def is_condition(self, verb: int) -> bool:
        """Tell an if-clause, or one that stands for it: "unless it agrees", "had the talks failed", "provided"."""
        analysis = self.analysis
        opens = analysis.lowers[verb] in _INVERTED and analysis.subtree(verb)[0] == verb
        if analysis.lowers[verb] in self.table.conditions or opens:
            return True
        subject: int | None = None
        for child in analysis.children[verb]:
            if child > verb:
                break
            label, lower = analysis.labels[child], analysis.lowers[child]
            if label in ("mark", "advmod") and lower in self.table.conditions:
                return not (child and analysis.lowers[child - 1] in _COMPARED)
            if label in ("nsubj", "nsubjpass", "expl") and subject is None:
                subject = child
            if label in ("aux", "auxpass") and lower in _INVERTED and child == analysis.subtree(verb)[0]:
                return analysis.child(verb, "nsubj", "nsubjpass", "expl") is not None and subject is None
            if label in ("advmod", "mark") and self._is_as_long_as(child):
                return True
        return False

    def is_fronted(self, auxiliary: int, verb: int) -> bool:
        """Tell the "should" that opens a condition from the verb's own: "should the truce end, Chad will attack"."""
        analysis = self.analysis
        if analysis.lowers[auxiliary] not in _INVERTED or auxiliary != analysis.sentence(verb)[0]:
            return False
        own = analysis.with_label(verb, "aux")
        return any(analysis.tags[t] == "MD" and analysis.words[t - 1] != "," for t in own if t > auxiliary)

    def _is_as_long_as(self, token: int) -> bool:
        analysis = self.analysis
        if analysis.lowers[token] != "long" or token < 1 or token + 1 >= len(analysis.lowers):
            return False
        after = analysis.subtree(token)[1] > token + 2
        return analysis.lowers[token - 1] in ("as", "so") and analysis.lowers[token + 1] == "as" and after

    def _of_phrase(self, preposition: int, verb: int) -> tuple[int, int] | None:
        """Read "on condition that", "in the event of", and a "provided" that was taken for a preposition."""
        analysis = self.analysis
        lower = analysis.lowers[preposition]
        if lower in self.table.conditions and preposition > verb:
            following = range(preposition + 1, analysis.sentence(verb)[1])
            end = next((analysis.subtree(t)[1] for t in following if self.grammar.is_verb(t)), preposition + 1)
            inside = max(end, analysis.subtree(preposition)[1])
            while analysis.labels[inside - 1] == "punct":
                inside -= 1
            return preposition, inside
        nouns = self.table.condition_phrases.get(lower)
        if nouns is None:
            return None
        for noun in analysis.with_label(preposition, "pobj"):
            if analysis.lemmas[noun] in nouns and analysis.child(noun, "acl", "ccomp", "prep", "relcl") is not None:
                return analysis.subtree(preposition)
        return None

    def is_rule(self, candidate: Candidate) -> bool:
        """Tell a rule of conduct: what is done to anything that fits a description."""
        analysis = self.analysis
        if candidate.clause is None:
            return False
        objects = self.grammar.clause(candidate.clause).objects
        for token in objects:
            labels = [analysis.labels[c] for c in analysis.children[token]]
            bare = not any(label in ("det", "poss", "nummod") for label in labels) and analysis.tags[token] in (
                "NNS",
                "NN",
            )
            described = (
                any(label in ("acl", "relcl") for label in labels) or analysis.tags[analysis.heads[token]] == "VBG"
            )
            if (bare and described) or self._is_any(token):
                return True
        return self.is_of_any(candidate.clause)

    def is_of_any(self, verb: int) -> bool:
        """Tell what is done to anybody at all: "will fire on anyone who approaches", "any ship will be stopped"."""
        analysis = self.analysis
        clause = self.grammar.clause(verb)
        met = [*clause.objects, *(o for p in self.grammar.prepositions(verb) for o in p.objects if p.word != "by")]
        if clause.passive:
            met.extend(clause.surface)
        for token in met:
            if self._is_any(token):
                return True
            described = any(analysis.labels[c] in ("acl", "relcl") for c in analysis.children[token])
            if analysis.lowers[token] in _ANYBODY and described:
                return True
        return False

    def _is_any(self, token: int) -> bool:
        return any(self.analysis.lowers[c] in _ANY for c in self.analysis.children[token])

    def above(self, token: int) -> int | None:
        """Find the main verb of the if-clause that an act stands in, however deep: "if they agree to let him meet"."""
        analysis = self.analysis
        for _ in range(_STEPS):
            label, head = analysis.labels[token], analysis.heads[token]
            if head == token or label in ("relcl", "parataxis", "acl", "appos"):
                return None
            if label == "advcl" and self.is_open(token):
                return head
            token = head
        return None

    def is_open(self, verb: int) -> bool:
        """ "Declined to say whether Trump would meet Putin": what is left open is not reported."""
        analysis = self.analysis
        marks = (c for c in analysis.with_label(verb, "mark") if c < verb)
        return any(analysis.lowers[mark] in self.table.conditions for mark in marks)
