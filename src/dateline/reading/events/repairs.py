"""Where the tree is commonly wrong: objects and subjects that a neighbour took, agents that hang too low."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from dateline.reading.analysis import Analysis

if TYPE_CHECKING:
    from dateline.reading.events.grammar import Grammar

_AUXILIARY = ("aux", "auxpass")
_NEAR = 3
"""Tokens between joined verbs that may share an object."""
_DEPTH = 8


class Repairs:
    """Finds what a verb's children should have been."""

    def __init__(self, grammar: Grammar) -> None:
        self.grammar = grammar
        self.analysis: Analysis = grammar.analysis

    def shared_objects(self, verb: int) -> list[int]:
        """Give the object that two joined verbs share: "detained and deported two engineers"."""
        analysis = self.analysis
        for child in analysis.children[verb]:
            near = analysis.labels[child] == "conj" and 0 < child - verb <= _NEAR
            if near and self.is_like(child, verb):
                own = analysis.child(child, "nsubj", "aux", "auxpass")
                return (
                    []
                    if own is not None
                    else [o for c in analysis.with_label(child, "dobj") for o in self.grammar.parts(c)]
                )
        return []

    def taken_object(self, verb: int) -> list[int]:
        """Give back an object that the main verb took: "a strike that wounded two nurses shocked Paris"."""
        analysis = self.analysis
        rows = self.grammar.frames.verbs.get(analysis.lemmas[verb], ())
        if analysis.labels[verb] != "relcl" or not any(frame.type == "ASSAULT" for frame, _ in rows):
            return []
        for child in analysis.with_label(verb, "ccomp"):
            if analysis.child(child, "mark") is None:
                subjects = analysis.with_label(child, "nsubj", "nsubjpass")
                return [t for t in subjects if analysis.lefts[t] == verb + 1]
        return []

    def swallowed_object(self, verb: int) -> list[int]:
        """Give back an object taken for the subject of its own participle: "shot down 64 of 82 drones launched"."""
        analysis = self.analysis
        for child in analysis.with_label(verb, "advcl", "ccomp"):
            if analysis.tags[child] != "VBN" or analysis.child(child, "aux", "auxpass", "mark") is not None:
                continue
            for subject in analysis.with_label(child, "nsubj"):
                gap = range(verb + 1, analysis.lefts[subject])
                if subject > verb and len(gap) <= 1 and all(analysis.tags[t] in ("RB", "RP") for t in gap):
                    return list(self.grammar.parts(subject))
        return []

    def so_called(self, verb: int) -> list[int]:
        """Give the object behind a name for it: "condemned what it called a land grab" -> grab."""
        analysis = self.analysis
        for child in analysis.with_label(verb, "ccomp", "xcomp"):
            if self.names_something(child):
                found = list(analysis.with_label(child, "oprd", "attr"))
                found += [o for p in self.grammar.prepositions(child) if p.word == "as" for o in p.objects]
                return found
        return []

    def names_something(self, verb: int) -> bool:
        """Tell a verb that only gives something a name: "what it called a provocation"."""
        analysis = self.analysis
        return analysis.lemmas[verb] in self.grammar.frames.classes["naming"] and any(
            analysis.lowers[c] == "what" and analysis.tags[c] == "WP" for c in analysis.children[verb] if c < verb
        )

    def taken_subject(self, verb: int) -> tuple[int, ...]:
        """Give back a subject that was joined to the object before: "jets left the base and drones had hit it"."""
        analysis = self.analysis
        first = min((c for c in analysis.children[verb] if c < verb and analysis.labels[c] in _AUXILIARY), default=verb)
        noun = first - 1
        joined = analysis.labels[verb] in ("conj", "advcl") and analysis.child(verb, "mark", "advmod") is None
        if not joined or noun < 1 or analysis.labels[noun] != "conj" or first == verb:
            return ()
        outer = analysis.heads[noun]
        while analysis.labels[outer] in ("conj", "pobj", "prep"):
            outer = analysis.heads[outer]
        governor = analysis.heads[verb]
        if analysis.labels[outer] != "dobj" or analysis.heads[outer] != governor or analysis.tags[noun][0] != "N":
            return ()
        return (noun,)

    def without_subjects(self, verb: int, objects: list[int]) -> list[int]:
        """Leave out of the objects of a verb what the clause joined to it takes back."""
        analysis = self.analysis
        if len(objects) < 2:
            return objects
        taken = {
            t
            for c in analysis.with_label(verb, "conj", "advcl")
            if self.grammar.is_verb(c)
            for t in self.taken_subject(c)
        }
        return [o for o in objects if o not in taken]

    def is_like(self, one: int, other: int) -> bool:
        """Tell two verbs of one form; a past tense may be tagged as a participle."""
        past = ("VBD", "VBN")
        tags = self.analysis.tags
        return tags[one] == tags[other] or (tags[one] in past and tags[other] in past)

    def strayed_agents(self, verb: int) -> list[int]:
        """Find the doer that hangs too low: "Zambia was accused of jailing critics by Amnesty"."""
        analysis = self.analysis
        for preposition in analysis.with_label(verb, "prep"):
            for inner in analysis.with_label(preposition, "pcomp"):
                if analysis.child(inner, "auxpass") is None:
                    tokens = (inner, *analysis.with_label(inner, "dobj"))
                    return [
                        o for t in tokens for p in self.grammar.prepositions(t) if p.word == "by" for o in p.objects
                    ]
        return []

    def stolen(self, preposition: int) -> tuple[int, ...]:
        """Give back a noun taken for the subject of its own participle: "asylum to five officers holed up in it"."""
        analysis = self.analysis
        token = preposition + 1
        if analysis.children[preposition] or token >= len(analysis.words):
            return ()
        for _ in range(_DEPTH):
            head = analysis.heads[token]
            if analysis.labels[token] == "nsubj" and analysis.lefts[token] == preposition + 1:
                return self.grammar.parts(token)
            if head == token or analysis.lefts[head] != preposition + 1:
                return ()
            token = head
        return ()

    def subject_before(self, verb: int) -> tuple[int, ...]:
        """Find a subject that its own participle took away: "jets entering the zone would be intercepted"."""
        analysis = self.analysis
        finite = any(analysis.tags[c] in ("MD", "VBD", "VBZ", "VBP") for c in analysis.children[verb])
        if not finite or analysis.labels[verb] == "conj":
            return ()
        for child in analysis.with_label(verb, "advcl"):
            if child < verb and analysis.tags[child] == "VBG":
                return tuple(t for c in analysis.with_label(child, "nsubj") for t in self.grammar.parts(c))
        return ()

    def has_preposition_gap(self, verb: int) -> bool:
        """Tell a relative clause whose gap stands behind a preposition: "the place where they fought"."""
        analysis = self.analysis
        return any(
            analysis.labels[c] in ("advmod", "prep") and analysis.tags[c] in ("WRB", "IN")
            for c in analysis.children[verb]
        )

    def is_garden_path(self, verb: int, head: int, has_object: bool) -> bool:
        """Tell a past tense that was taken for a participle, since the sentence has no other verb."""
        analysis = self.analysis
        if analysis.labels[head] != "ROOT" or analysis.labels[verb] != "acl":
            return False
        return has_object or analysis.lemmas[verb] in self.grammar.frames.classes["intransitive"]

    def reporting_verb(self, verb: int) -> int | None:
        """Give the verb that a clause was meant to be joined to: "said it had struck a depot, and rejected claims"."""
        analysis = self.analysis
        governor = analysis.heads[verb]
        outer = analysis.heads[governor]
        if analysis.labels[governor] != "ccomp" or analysis.tags[outer] != "VBD" or not outer < governor < verb:
            return None
        joint = next((c for c in analysis.with_label(governor, "cc") if governor < c < verb), None)
        if joint is None or analysis.words[joint - 1] != ",":
            return None
        perfect = any(analysis.lowers[c] in ("had", "would") for c in analysis.with_label(governor, "aux"))
        bare = analysis.child(verb, "aux", "auxpass", "nsubj", "nsubjpass") is None
        return outer if perfect and bare and analysis.tags[verb] in ("VBD", "VBN") else None

    def told_before(self, verb: int) -> int | None:
        """Give the verb that what was said ends with, where a clause goes on with it behind the one who says so.

        "The jets were scrambled, the army said, but did not open fire"; "a bomb went off, police said, and killed two".
        """
        analysis = self.analysis
        governor = analysis.heads[verb]
        told = next((c for c in analysis.with_label(governor, "ccomp") if c < governor), None)
        if told is None and analysis.labels[governor] == "parataxis" and analysis.heads[governor] < governor:
            told = analysis.heads[governor]
        joint = next((c for c in analysis.with_label(governor, "cc") if governor < c < verb), None)
        if told is None or joint is None or analysis.words[joint - 1] != "," or not self.grammar.is_verb(told):
            return None
        harms = any(
            f.counts in ("killed", "injured") for f, _ in self.grammar.frames.verbs.get(analysis.lemmas[verb], ())
        )
        return told if analysis.lowers[joint] == "but" or (harms and analysis.lowers[joint] == "and") else None

    def attack_behind(self, noun: int, verb: int) -> int:
        """ "An attack on a village that killed twelve": the attack killed, not the village."""
        analysis, frames = self.analysis, self.grammar.frames
        rows = frames.verbs.get(analysis.lemmas[verb], ())
        preposition = analysis.heads[noun]
        attack = analysis.heads[preposition]
        if analysis.labels[noun] != "pobj" or not any(frame.counts in ("killed", "injured") for frame, _ in rows):
            return noun
        aimed = analysis.lowers[preposition] in ("on", "against", "in", "at", "near")
        people = analysis.tags[noun].startswith("NNP") or analysis.lemmas[noun] in frames.classes["people"]
        actor = people and not aimed
        hostile = any(frame.type == "ASSAULT" for frame in frames.nouns.get(analysis.lemmas[attack], ()))
        return attack if hostile and not actor else noun

    def behind(self, noun: int, word: str) -> Iterator[int]:
        """Give what the phrase right behind a noun names though the verb took it: "weighing the sale of jets to"."""
        analysis = self.analysis
        verb = analysis.heads[noun]
        label = analysis.labels[noun]
        if word == "with":
            fitting, verb = label == "pobj", analysis.heads[verb]
        elif word == "by":
            fitting = label == "dobj" and self.grammar.is_verb(verb)
        else:
            fitting = label in ("dobj", "nsubjpass") and word in ("to", "on", "against")
        end = analysis.subtree(noun)[1]
        for phrase in self.grammar.prepositions(verb) if fitting else ():
            if phrase.word == word and phrase.token == end:
                yield from phrase.objects
