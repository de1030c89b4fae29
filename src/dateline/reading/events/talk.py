"""What is said without reporting an act: questions, commands, what "you" would do."""

from __future__ import annotations

from dateline.reading.events.candidates import Candidate
from dateline.reading.events.grammar import Grammar
from dateline.reading.events.standing import Standing

_CLOSING = frozenset(("”", "’", "'", '"', "''", ")"))
_ANYBODY = frozenset(("you", "anyone", "anybody", "whoever", "yourself"))


class Talk:
    """Tells idle talk from report."""

    def __init__(self, grammar: Grammar) -> None:
        self.grammar = grammar
        self.analysis = grammar.analysis

    def is_idle(self, candidate: Candidate, standing: Standing) -> bool:
        """Tell an act that is only asked about, commanded, or said of anybody."""
        verb = candidate.clause
        if verb is None:
            return False
        return self._is_command(verb) or self._is_question(verb) or self._is_of_anybody(verb)

    def _is_command(self, verb: int) -> bool:
        """ "Let everyone know": a bare verb that heads its sentence and has no subject."""
        analysis = self.analysis
        if analysis.tags[verb] not in ("VB", "VBP") or analysis.labels[verb] not in ("ROOT", "ccomp"):
            return False
        return analysis.child(verb, "nsubj", "nsubjpass", "aux", "csubj", "auxpass", "expl") is None

    def _is_question(self, verb: int) -> bool:
        """ "Has he called for talks?": the main clause of a sentence that ends in a question mark."""
        analysis = self.analysis
        first, last = analysis.sentence(verb)
        while last - 1 > first and analysis.words[last - 1] in _CLOSING:
            last -= 1
        if analysis.words[last - 1] != "?":
            return False
        while analysis.labels[verb] in ("conj", "xcomp") and analysis.heads[verb] != verb:
            verb = analysis.heads[verb]
        return analysis.labels[verb] in ("ROOT", "ccomp", "advcl")

    def _is_of_anybody(self, verb: int) -> bool:
        """ "You walk down the street, you get shot." """
        clause = self.grammar.clause(verb)
        return any(self.analysis.lowers[t] in _ANYBODY for t in (*clause.surface, *clause.objects))
