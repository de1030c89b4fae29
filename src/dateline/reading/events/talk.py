"""What is said without reporting an act: questions, commands, what "you" would do."""

from __future__ import annotations

from dateline.reading.events.candidates import Candidate
from dateline.reading.events.grammar import Grammar
from dateline.reading.events.lookup import Lookup
from dateline.reading.events.sides import Sides
from dateline.reading.events.standing import Standing

_CLOSING = frozenset(("”", "’", "'", '"', "''", ")"))
_ARMED = frozenset(("MIL", "REB", "COP", "UAF", "CRM"))
_ANYBODY = frozenset(("you", "anyone", "anybody", "whoever", "yourself"))


class Talk:
    """Tells idle talk from report."""

    def __init__(self, grammar: Grammar) -> None:
        self.grammar = grammar
        self.analysis = grammar.analysis

    def is_idle(self, candidate: Candidate, standing: Standing) -> bool:
        """Tell an act that is only asked about, commanded, or said of anybody."""
        verb = candidate.clause
        if candidate.kind == "noun" and (self._is_name_given(candidate.top) or self._is_struggle(candidate)):
            return True
        if verb is None:
            return self._is_object_of_rule(candidate)
        if self._is_supposed(verb) or self._is_example(verb, standing):
            return True
        if (
            self._is_about(verb, standing)
            or self._is_power(verb, standing)
            or self._is_duty(verb, standing)
            or self._is_poll(candidate, verb)
        ):
            return True
        return self._is_command(verb) or self._is_question(verb) or self._is_of_anybody(verb)

    def is_of_words(self, candidate: Candidate, sides: Sides, lookup: Lookup) -> bool:
        """Tell what politicians do by words: "his attacks on the senator", a candidate's rally, "our fight"."""
        actors = (*sides.actors, *sides.participants)
        politician = any(
            lookup.is_politician(t) or self._is_somebody(t, lookup) or self._is_of_office(t, lookup)
            for t in sides.actors
        )
        if candidate.frame.type == "PROTEST":
            if candidate.clause is None and actors and all(self.analysis.tags[t] == "PRP$" for t in actors):
                return True
            rally = self.analysis.lemmas[candidate.head] in self.grammar.frames.classes["campaign_rally"]
            return rally and politician and len(sides.actors) == 1 and not self._is_against(candidate)
        if candidate.frame.type != "ASSAULT" or candidate.joined:
            return False
        if any(self.analysis.lowers[t] in ("we", "i") and lookup.entity(t) is None for t in actors):
            return True
        if self.analysis.lemmas[candidate.head] not in self.grammar.frames.classes["verbal_attack"]:
            return False
        met = sides.recipients
        if any(lookup.is_state(t) for t in met):
            return False
        if politician or (met and self._is_for_conduct(candidate) and all(self._is_one(t, lookup) for t in met)):
            return True
        if not met or not all(self._is_somebody(t, lookup) for t in met):
            return False
        return not actors and (candidate.kind == "noun" or not self._is_finite(candidate.head))

    def _is_one(self, token: int, lookup: Lookup) -> bool:
        entity = lookup.entity(token)
        return self.analysis.tags[token] in ("NN", "NNP", "PRP") and (
            entity is None or entity.kind in ("person", "unnamed")
        )

    def _is_of_office(self, token: int, lookup: Lookup) -> bool:
        """Tell one person by an office or trade: "the nominee", "the businessman"."""
        entity = lookup.entity(token)
        if self.analysis.lemmas[token] in self.grammar.frames.classes["contender"]:
            return True
        if entity is None or entity.kind != "unnamed" or self.analysis.tags[token] != "NN":
            return False
        return bool(set(entity.sectors) - {"CVL"}) and not _ARMED & set(entity.sectors)

    def _is_against(self, candidate: Candidate) -> bool:
        tokens = (candidate.head, *((candidate.clause,) if candidate.clause is not None else ()))
        return any(p.word in ("against", "over") for t in tokens for p in self.grammar.prepositions(t))

    def _is_for_conduct(self, candidate: Candidate) -> bool:
        """ "Attacked her for her vote", "attacked the mayor for raising taxes": a reproach."""
        analysis = self.analysis
        said = self.grammar.frames.classes["naming"] | self.grammar.frames.classes["voicing"]
        if any(analysis.lemmas[c] in said for c in analysis.with_label(candidate.head, "advcl")):
            return True
        for child in analysis.with_label(candidate.head, "prep"):
            if analysis.lowers[child] == "for" and candidate.kind == "verb":
                owned = any(
                    analysis.tags[c] == "PRP$" for o in analysis.with_label(child, "pobj") for c in analysis.children[o]
                )
                if owned or analysis.child(child, "pcomp") is not None:
                    return True
        return False

    def _is_somebody(self, token: int, lookup: Lookup) -> bool:
        entity = lookup.entity(token)
        return entity is not None and entity.kind == "person" and not _ARMED & set(entity.sectors)

    def _is_finite(self, verb: int) -> bool:
        return self.analysis.tags[verb] in ("VBD", "VBZ", "VBP") or bool(self.grammar.has_auxiliary(verb, "be"))

    def _is_object_of_rule(self, candidate: Candidate) -> bool:
        """ "The treaty covers attacks on ships": a rule about acts reports none."""
        analysis = self.analysis
        top = candidate.top
        while analysis.labels[top] == "conj":
            top = analysis.heads[top]
        verb = analysis.heads[top]
        if analysis.labels[top] not in ("dobj", "nsubjpass") or not self.grammar.is_verb(verb):
            return False
        bare = all(analysis.labels[c] not in ("det", "poss", "nummod") for c in analysis.children[candidate.top])
        return bare and analysis.lemmas[verb] in self.grammar.frames.classes["rule"]

    def _is_name_given(self, noun: int) -> bool:
        """ "Described the custody as a kidnapping": what something is called."""
        analysis = self.analysis
        while analysis.labels[noun] == "conj" and analysis.tags[analysis.heads[noun]][0] == "N":
            noun = analysis.heads[noun]
        naming = self.grammar.frames.classes["naming"]
        head = analysis.heads[noun]
        if analysis.labels[noun] == "pobj" and analysis.lowers[head] == "as":
            outer = analysis.heads[head]
            if self.grammar.repairs.names_something(outer):
                return False
            return analysis.lemmas[outer] in naming | self.grammar.frames.classes["named"]
        return analysis.labels[noun] == "oprd" and analysis.lemmas[head] in naming

    def _is_struggle(self, candidate: Candidate) -> bool:
        """ "Its battle to win custody": no arms are told of."""
        analysis = self.analysis
        if analysis.lemmas[candidate.head] not in self.grammar.frames.classes["struggle"]:
            return False
        aims = (c for c in analysis.children[candidate.head] if analysis.labels[c] in ("acl", "relcl"))
        return any(self.grammar.infinitive(c) for c in aims)

    def _is_about(self, verb: int, standing: Standing) -> bool:
        """ "Heard him talk about killing the king": spoken of, not done."""
        analysis = self.analysis
        about = analysis.labels[verb] == "pcomp" and analysis.lowers[analysis.heads[verb]] == "about"
        return about and standing.status == "occurred"

    def _is_supposed(self, verb: int) -> bool:
        """ "Say Mexico demanded proof", "imagine that Iran attacked": a case made up."""
        analysis = self.analysis
        head = analysis.heads[verb]
        if analysis.labels[verb] != "ccomp" or analysis.lemmas[head] not in self.grammar.frames.classes["suppose"]:
            return False
        bare = analysis.child(head, "nsubj", "nsubjpass", "aux") is None
        return bare and analysis.tags[head] in ("VB", "VBP") and head < verb

    def _is_example(self, verb: int, standing: Standing) -> bool:
        """ "Projects like giving cities money", "three ways to respond: by sending ships": none of it is done."""
        analysis = self.analysis
        preposition = analysis.heads[verb]
        if analysis.labels[verb] != "pcomp" or standing.status != "occurred":
            return False
        while analysis.labels[preposition] == "conj" or analysis.labels[analysis.heads[preposition]] == "pcomp":
            outer = analysis.heads[preposition]
            preposition = outer if analysis.labels[preposition] == "conj" else analysis.heads[outer]
        head = analysis.heads[preposition]
        if analysis.lowers[preposition] == "like":
            return analysis.tags[head][0] == "N"
        ways = [analysis.heads[head] if self.grammar.infinitive(head) else head, *analysis.with_label(head, "dobj")]
        known = self.grammar.frames.classes["faculty"]
        return analysis.lowers[preposition] == "by" and any(analysis.lemmas[way] in known for way in ways)

    def _is_power(self, verb: int, standing: Standing) -> bool:
        """ "The power to jail witnesses lapsed", "talks to reduce arms": an infinitive that nobody carries out."""
        analysis = self.analysis
        head = analysis.heads[verb]
        frames = self.grammar.frames
        if analysis.labels[verb] not in ("acl", "relcl") or not self.grammar.infinitive(verb):
            return False
        if analysis.tags[head][0] != "N":
            return False
        if standing.status == "occurred":
            return not any(analysis.lemmas[t] in frames.classes["ordinal"] for t in (head, *analysis.children[head]))
        known = analysis.lemmas[head] in frames.classes["faculty"]
        return known and analysis.labels[head] in ("nsubj", "nsubjpass", "pobj", "appos")

    def _is_duty(self, verb: int, standing: Standing) -> bool:
        """ "The treaty obliges members to shelter refugees": what a rule asks of everybody is no report."""
        analysis = self.analysis
        head = analysis.heads[verb]
        if standing.status != "occurred" or not self.grammar.infinitive(verb) or not self.grammar.is_verb(head):
            return False
        present = analysis.tags[head] in ("VBZ", "VBP")
        return present and analysis.lemmas[head] in self.grammar.frames.classes["oblige"]

    def _is_poll(self, candidate: Candidate, verb: int) -> bool:
        """ "One percent support the Green candidate": a share of those asked does nothing."""
        shares = self.grammar.frames.classes["share"]
        analysis = self.analysis
        doers = self.grammar.clause(verb).surface
        before = analysis.lowers[verb - 1] if verb else ""
        return before in shares or any(analysis.lowers[t] in shares for t in doers)

    def _is_command(self, verb: int) -> bool:
        """ "Let everyone know": a bare verb that heads its sentence and has no subject."""
        analysis = self.analysis
        if analysis.tags[verb] not in ("VB", "VBP") or analysis.labels[verb] not in ("ROOT", "ccomp"):
            return False
        if any(analysis.lemmas[c] != "do" for c in analysis.with_label(verb, "aux")):
            return False
        return analysis.child(verb, "nsubj", "nsubjpass", "csubj", "auxpass", "expl") is None

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
