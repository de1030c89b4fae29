"""What stands right beside an act: auxiliaries, negation, adverbs, the adjectives of a noun."""

from __future__ import annotations

from dataclasses import dataclass, field

from dateline.knowledge.status import Governor, StatusTable
from dateline.model.record import Status
from dateline.reading.events.candidates import Candidate
from dateline.reading.events.grammar import Grammar
from dateline.reading.events.provisos import ProvisoReader

_JOINED = 12
"""How many joined verbs are followed for the auxiliaries they share."""


@dataclass(slots=True)
class Walk:
    """Signals gathered on the way up, innermost first."""

    signals: list[tuple[Status, tuple[int, ...], Governor | None]] = field(default_factory=list)
    verbs: list[int] = field(default_factory=list)
    content_of: Candidate | None = None
    in_condition: int | None = None
    reported_in_past: bool = False
    reported: bool = False
    """A word for what is told has been passed ("reports of an attack")."""
    purpose: tuple[int, ...] = ()
    """Words that make it what something is for ("a contract to supply"), where nothing else tells how it stands."""
    controller: int | None = None

    def add(self, status: Status | None, *tokens: int, by: Governor | None = None) -> None:
        """Note what some words say, if they say anything."""
        if status is not None:
            self.signals.append((status, tokens, by))


class SignalReader:
    """Reads the words beside the verbs and nouns of one article."""

    def __init__(self, grammar: Grammar, table: StatusTable) -> None:
        self.grammar = grammar
        self.analysis = grammar.analysis
        self.table = table
        self.provisos = ProvisoReader(grammar, table)

    def read_modifiers(self, noun: int, walk: Walk) -> None:
        """Read what stands by a noun: "planned talks", "talks planned for May", "no attack"."""
        analysis = self.analysis
        for child in analysis.children[noun]:
            label = analysis.labels[child]
            if label in ("amod", "compound", "nmod"):
                modifier = self.table.modifiers.get(analysis.lowers[child])
                if modifier is not None:
                    walk.add(modifier.status, child)
            elif label == "acl" and analysis.tags[child] == "VBN":
                modifier = self.table.modifiers.get(analysis.lowers[child])
                if modifier is not None and modifier.status == "planned":
                    walk.add(modifier.status, child)
            elif label in ("det", "neg") and analysis.lowers[child] in self.table.negation:
                walk.add("negated", child)

    def read_verb(self, verb: int, walk: Walk) -> None:
        """Read auxiliaries and negation of one verb, or of the verb it is joined to when it has none of its own."""
        walk.verbs.append(verb)
        self._read_auxiliaries(verb, walk)
        for _ in range(_JOINED):
            joined = self.analysis.labels[verb] == "conj" and self.analysis.tags[verb] in ("VB", "VBN", "VBG")
            head = self.analysis.heads[verb]
            if not joined or not self.grammar.is_verb(head) or self._has_auxiliaries(verb):
                return
            verb = head
            self._read_auxiliaries(verb, walk)

    def _has_auxiliaries(self, verb: int) -> bool:
        return any(self.analysis.labels[c] in ("aux", "auxpass", "nsubj") for c in self.analysis.children[verb])

    def _read_auxiliaries(self, verb: int, walk: Walk) -> None:
        analysis, table = self.analysis, self.table
        perfect = self.grammar.has_auxiliary(verb, "have")
        for child in analysis.children[verb]:
            label, lower = analysis.labels[child], analysis.lowers[child]
            if label == "aux" and not self.provisos.is_fronted(child, verb):
                modal = table.modals.get(analysis.lemmas[child]) or table.modals.get(lower)
                if modal is not None and analysis.tags[child] == "MD":
                    walk.add(modal.past if perfect and modal.past else modal.status, child)
                elif lower == "to" and self._is_headline_future(verb):
                    walk.add("planned", child)
            elif label == "auxpass" and table.aspect.get(analysis.lemmas[child]) == "ongoing":
                walk.add("ongoing", child)
            if label == "neg" or (
                label in ("advmod", "det", "preconj", "cc") and lower in table.negation and child < verb
            ):
                walk.add("negated", child)
            elif label in ("nsubj", "nsubjpass", "dobj"):
                for determiner in analysis.with_label(child, "det", "neg"):
                    if analysis.lowers[determiner] in table.negation:
                        walk.add("negated", determiner)
                if lower in ("nobody", "none", "nothing"):
                    walk.add("negated", child)
            elif label == "advmod" and lower in ("longer", "more") and analysis.lowers[child - 1] in table.negation:
                walk.add("negated", child - 1, child)
            elif label == "advmod" and lower in table.ongoing and self._is_current(verb):
                walk.add("ongoing", child)
        if analysis.tags[verb] == "VBG" and self._is_progressive(verb):
            walk.add("planned" if table.aspect.get(analysis.lowers[verb]) == "planned" else "ongoing", verb)

    def _is_current(self, verb: int) -> bool:
        """Tell the present, and what was still going on: "occupies", "were clashing"."""
        tag = self.analysis.tags[verb]
        return tag in ("VBZ", "VBP") or (tag == "VBG" and self.grammar.has_auxiliary(verb, "be"))

    def _is_headline_future(self, verb: int) -> bool:
        """ "Putin to visit North Korea", "Putin to visit North Korea, Kremlin says"."""
        label, head = self.analysis.labels[verb], self.analysis.heads[verb]
        if label == "relcl":
            return self.analysis.labels[head] == "ROOT" and head == verb - 2
        return label == "ROOT" or (label == "ccomp" and head > verb)

    def _is_progressive(self, verb: int) -> bool:
        analysis = self.analysis
        return any(
            analysis.labels[c] == "aux" and analysis.lemmas[c] == "be" and analysis.tags[c] in ("VBZ", "VBP", "VBN")
            for c in analysis.children[verb]
        )

    def read_purpose(self, verb: int, noun: int, walk: Walk) -> None:
        """Note what a thing is there for: "a contract to supply tanks", but not "the first pope to visit Iraq"."""
        analysis = self.analysis
        words = (analysis.lowers[noun], *(analysis.lowers[c] for c in analysis.children[noun]))
        if not any(word in self.table.firsts for word in words):
            walk.purpose = tuple(analysis.with_label(verb, "aux"))

    def read_predicate(self, verb: int, walk: Walk) -> None:
        """Read what is said of an act: "talks are under way", "the shipment was put on hold"."""
        analysis, table = self.analysis, self.table
        if analysis.lemmas[verb] not in table.copulas:
            return
        for child in analysis.children[verb]:
            words = analysis.lowers[child]
            tokens = [child]
            if analysis.labels[child] == "prep":
                tokens += analysis.with_label(child, "pobj")
                words = " ".join(analysis.lowers[token] for token in tokens)
            elif analysis.labels[child] not in ("acomp", "attr", "oprd", "advmod", "xcomp"):
                continue
            predicate = table.predicates.get(words)
            if words == "due" and analysis.lowers[min(child + 1, len(analysis.lowers) - 1)] == "to":
                continue
            if predicate is not None and not any(analysis.labels[c] == "neg" for c in analysis.children[verb]):
                walk.add(predicate.status, *tokens)

    def is_performed(self, token: int, head: int) -> bool:
        """Tell "would like to thank", which thanks, from "would like to buy"."""
        analysis = self.analysis
        if analysis.lemmas[token] not in self.table.performed or analysis.lemmas[head] not in ("like", "want", "wish"):
            return False
        return analysis.lemmas[head] == "wish" or any(
            analysis.lowers[child] in ("would", "'d", "’d") for child in analysis.children[head]
        )

    def read_exclusion(self, token: int, head: int, walk: Walk) -> None:
        """ "They should negotiate rather than attack", "meet, not fight"."""
        analysis = self.analysis
        for child in analysis.children[head]:
            if head < child < token and analysis.labels[child] == "cc" and analysis.lowers[child] in ("than", "not"):
                walk.add("negated", child)
