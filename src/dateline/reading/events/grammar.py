"""What a verb's or noun's phrases are, whatever the voice: the doer in a passive, a participle, a relative clause."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dateline.knowledge.frames import FrameTable
from dateline.reading.analysis import Analysis
from dateline.reading.events.repairs import Repairs

_RELATIVE = frozenset(("who", "which", "that", "whom", "what"))
_SUBJECTS = ("nsubj", "csubj")
_PASSIVE_SUBJECTS = ("nsubjpass", "csubjpass")
_DEPTH = 8
"""How far a missing subject is looked for; deeper chains are parse noise."""


@dataclass(frozen=True, slots=True)
class Clause:
    """The phrases of one verb by what they do: "Two planes were shot down by Russia" has the doer Russia."""

    verb: int
    passive: bool
    surface: tuple[int, ...]
    """Heads of the subject as it stands, own or inherited, each with its conjuncts."""
    doers: tuple[int, ...]
    objects: tuple[int, ...]
    own_subject: bool


@dataclass(frozen=True, slots=True)
class Attached:
    """A prepositional phrase: its preposition and the heads of what it governs."""

    word: str
    token: int
    objects: tuple[int, ...]


class Grammar:
    """Looks up clauses and phrases of one analysis, each once."""

    def __init__(self, analysis: Analysis, frames: FrameTable) -> None:
        self.analysis = analysis
        self.frames = frames
        self.repairs = Repairs(self)
        self._clauses: dict[int, Clause] = {}
        self._attached: dict[int, tuple[Attached, ...]] = {}
        self._parts: dict[int, tuple[int, ...]] = {}
        self._content: dict[int, int] = {}
        self._amount = frames.classes["amount"]
        self._open: set[int] = set()

    def clause(self, verb: int) -> Clause:
        """Give the doers and objects of a verb, inherited from the governing clause where it has none of its own."""
        known = self._clauses.get(verb)
        if known is None:
            if verb in self._open or len(self._open) > _DEPTH:
                return Clause(verb, False, (), (), (), False)
            self._open.add(verb)
            known = self._read(verb)
            self._open.discard(verb)
            if not self._open:
                self._clauses[verb] = known
        return known

    def prepositions(self, token: int) -> tuple[Attached, ...]:
        """Give the prepositional phrases that hang on a token, the agent of a passive apart."""
        known = self._attached.get(token)
        if known is None:
            known = self._attached[token] = tuple(self._find_prepositions(token))
        return known

    def _find_prepositions(self, token: int) -> Iterator[Attached]:
        analysis = self.analysis
        for child in analysis.children[token]:
            label = analysis.labels[child]
            if label == "prep" or (label == "dative" and analysis.tags[child] in ("IN", "TO")):
                yield from self._preposition(child)
            elif label == "agent":
                yield Attached("by", child, self._governed(child))

    def parts(self, token: int) -> tuple[int, ...]:
        """Give a head and its conjuncts that are of its kind: "Rosneft and Lukoil" -> both."""
        known = self._parts.get(token)
        if known is None:
            tags = self.analysis.tags
            verbal = tags[token].startswith("V")
            joined = self.analysis.conjuncts(token)
            known = tuple([t for t in joined if tags[t].startswith("V") == verbal or t == token])
            self._parts[token] = known
        return known

    def content(self, token: int) -> int:
        """Look through words of amount: "thousands of Nigerians" -> Nigerians, "one of its raids" -> raids."""
        known = self._content.get(token)
        if known is None:
            known = self._content[token] = self._find_content(token)
        return known

    def _find_content(self, token: int) -> int:
        for _ in range(_DEPTH):
            if not self._is_amount(token):
                return token
            inner = next((p.objects[0] for p in self.prepositions(token) if p.word == "of" and p.objects), None)
            if inner is None:
                return token
            token = inner
        return token

    def top(self, token: int) -> int:
        """Climb from a noun through the words of amount that govern it: the reverse of `content`."""
        analysis = self.analysis
        for _ in range(_DEPTH):
            head = analysis.heads[token]
            if analysis.labels[token] == "pobj" and analysis.lowers[head] == "of":
                outer = analysis.heads[head]
                if outer != head and self._is_amount(outer):
                    token = outer
                    continue
            return token
        return token

    def is_verb(self, token: int) -> bool:
        """Tell whether a token heads a clause."""
        return self.analysis.tags[token][0] == "V"

    def has_auxiliary(self, verb: int, lemma: str) -> bool:
        """Tell whether a verb has an auxiliary of this lemma."""
        analysis = self.analysis
        return any(
            analysis.labels[c] in ("aux", "auxpass") and analysis.lemmas[c] == lemma for c in analysis.children[verb]
        )

    def infinitive(self, verb: int) -> bool:
        """Tell a verb with "to"."""
        analysis = self.analysis
        if verb >= 2 and analysis.words[verb - 1] == "-":
            verb -= 2
        return any(analysis.tags[c] == "TO" and analysis.labels[c] == "aux" for c in analysis.children[verb])

    def owner_tokens(self, noun: int) -> tuple[int, ...]:
        """Give whose a noun is by possession: "Trump's cooperation" -> Trump."""
        analysis = self.analysis
        found: list[int] = []
        for child in analysis.children[noun]:
            if analysis.labels[child] == "poss":
                found.extend(self.parts(child))
        return tuple(found)

    def _is_amount(self, token: int) -> bool:
        analysis = self.analysis
        return analysis.tags[token] == "CD" or analysis.lemmas[token] in self._amount

    def _preposition(self, token: int) -> Iterator[Attached]:
        analysis = self.analysis
        governed = self._governed(token) or self.repairs.stolen(token)
        word = analysis.lowers[token]
        if word in self.frames.classes["compound_preposition"]:
            return
        if governed:
            yield Attached(word, token, governed)
        for child in analysis.children[token]:
            if analysis.labels[child] == "prep":
                inner = self._governed(child)
                if inner:
                    yield Attached(analysis.lowers[child], child, inner)
            elif analysis.labels[child] == "conj" and analysis.tags[child] in ("IN", "TO"):
                yield from self._preposition(child)

    def _governed(self, token: int) -> tuple[int, ...]:
        analysis = self.analysis
        found: list[int] = []
        for child in analysis.children[token]:
            if analysis.labels[child] == "pobj":
                found.extend(self.parts(child))
        return tuple(found)

    def _read(self, verb: int) -> Clause:
        analysis = self.analysis
        surface: list[int] = []
        objects: list[int] = []
        agents: list[int] = []
        passive = False
        for child in analysis.children[verb]:
            label = analysis.labels[child]
            if label in _SUBJECTS:
                surface.extend(self.parts(child))
            elif label in _PASSIVE_SUBJECTS:
                passive = True
                surface.extend(self.parts(child))
            elif label == "dobj":
                if not (objects and analysis.words[analysis.lefts[child] - 1] == ","):
                    objects.extend(self.parts(child))
            elif label == "agent":
                agents.extend(self._governed(child))
            elif label == "auxpass":
                passive = True
            elif label == "prt" or (label == "prep" and analysis.lowers[child] == "down"):
                objects.extend(self._governed(child))
        objects = self.repairs.without_subjects(verb, objects)
        surface = surface or list(self.repairs.taken_subject(verb))
        own = bool(surface)
        if not objects and not passive:
            objects = (
                self.repairs.shared_objects(verb)
                or self.repairs.so_called(verb)
                or self.repairs.taken_object(verb)
                or self.repairs.swallowed_object(verb)
            )
        if not surface:
            surface_, passive = self._inherit(verb, passive or bool(agents), bool(objects))
            surface = list(surface_)
        surface = [s for token in surface for s in self._antecedent(token, verb)]
        objects = [o for token in objects for o in self._antecedent(token, verb)]
        if not objects and not passive and analysis.labels[verb] == "relcl" and own:
            antecedent = analysis.heads[verb]
            deeper = any(self.infinitive(c) for c in analysis.with_label(verb, "xcomp"))
            if antecedent not in surface and not deeper and not self.repairs.has_preposition_gap(verb):
                objects.append(antecedent)
        if not agents and passive:
            agents = [o for p in self.prepositions(verb) if p.word == "by" for o in p.objects]
            agents = agents or self.repairs.strayed_agents(verb)
        doers, logical = (agents, [*surface, *objects]) if passive else (surface, objects)
        return Clause(verb, passive, tuple(surface), tuple(doers), tuple(logical), own)

    def _antecedent(self, token: int, verb: int) -> tuple[int, ...]:
        """Give the noun that a relative pronoun stands for."""
        analysis = self.analysis
        if analysis.lowers[token] not in _RELATIVE or analysis.tags[token] not in ("WDT", "WP", "IN", "DT"):
            return (token,)
        while analysis.labels[verb] == "conj":
            verb = analysis.heads[verb]
        if analysis.labels[verb] in ("relcl", "acl") and analysis.heads[verb] < verb:
            return (self.repairs.attack_behind(analysis.heads[verb], verb),)
        return ()

    def _inherit(self, verb: int, passive: bool, has_object: bool) -> tuple[tuple[int, ...], bool]:
        """Find the subject of a verb that has none, and whether the verb is passive."""
        analysis = self.analysis
        label, head, tag = analysis.labels[verb], analysis.heads[verb], analysis.tags[verb]
        before = self.repairs.subject_before(verb)
        if before:
            return before, passive
        if head == verb:
            return (), passive
        if label in ("acl", "relcl", "amod"):
            if tag == "VBN" and not self.infinitive(verb):
                return self.parts(head), passive or not self.repairs.is_garden_path(verb, head, has_object)
            if tag == "VBG":
                if analysis.lemmas[head] in self.frames.classes["document"] and analysis.labels[head] == "dobj":
                    return self.clause(analysis.heads[head]).surface, passive
                return (head,), passive
            if analysis.tags[head].startswith("NNP") and self.infinitive(verb):
                return self.parts(head), passive
            return self._owners(head), passive
        if label == "conj" and self.is_verb(head):
            reporting = self.repairs.reporting_verb(verb)
            if reporting is None:
                reporting = self.repairs.told_before(verb)
            if reporting is not None:
                return self.clause(reporting).surface, passive
            governor = self.clause(head)
            joined = tag == "VBN" and governor.passive and not has_object
            return governor.surface, passive or joined
        if label == "acomp" and tag == "VBN" and analysis.lemmas[head] in ("be", "get"):
            return self.clause(head).surface, True
        if label in ("xcomp", "ccomp"):
            return self._controller(verb, head), passive
        if label == "advcl" and self.is_verb(head):
            governor = self.clause(head)
            if tag == "VBN" and not has_object:
                return governor.surface, True
            if governor.passive and tag == "VBG" and governor.doers:
                return governor.doers, passive
            return governor.surface, passive
        if label == "pcomp":
            return self._of_gerund(head), passive
        return (), passive

    def _controller(self, verb: int, head: int) -> tuple[int, ...]:
        analysis = self.analysis
        if not self.is_verb(head):
            outer = analysis.heads[head]
            if analysis.labels[head] in ("acomp", "attr", "oprd") and self.is_verb(outer):
                return self.clause(outer).surface
            if analysis.labels[head] == "ROOT":
                own = [c for c in analysis.children[head] if analysis.labels[c] in _SUBJECTS]
                return tuple(t for c in own for t in self.parts(c))
            return self._owners(head)
        governor = self.clause(head)
        own = [o for c in analysis.with_label(head, "dobj", "dative") if c < verb for o in self.parts(c)]
        if own and self.infinitive(verb) and analysis.lemmas[head] not in self.frames.classes["subject_control"]:
            return tuple(own)
        return governor.surface

    def _of_gerund(self, preposition: int) -> tuple[int, ...]:
        """Find who does what stands behind a preposition: "accused Iran of helping", "responded by shelling"."""
        analysis = self.analysis
        head = analysis.heads[preposition]
        while analysis.labels[head] == "prep" and analysis.heads[head] != head:
            head = analysis.heads[head]
        if not self.is_verb(head):
            if analysis.tags[head].startswith("N"):
                return self._owners(head)
            return self._controller(preposition, head) if analysis.tags[head].startswith("J") else ()
        governor = self.clause(head)
        if analysis.lowers[preposition] in ("of", "for", "from", "with", "over"):
            own = [o for c in analysis.with_label(head, "dobj") for o in self.parts(c)]
            given = [c for c in analysis.with_label(head, "dative") if own]
            met = [o for c in given for o in (self._governed(c) or (c,))]
            return tuple(met) or tuple(own) or governor.surface
        return governor.surface

    def _owners(self, noun: int) -> tuple[int, ...]:
        """Give who does what a noun tells: "Trump's cooperation with the EU", "Iran made a decision to"."""
        analysis = self.analysis
        owners = list(self.owner_tokens(noun))
        if owners and analysis.lemmas[noun] in self.frames.classes["joint"]:
            owners += [o for p in self.prepositions(noun) if p.word == "with" for o in p.objects]
        if owners:
            return tuple(owners)
        head = analysis.heads[noun]
        by = [o for p in self.prepositions(noun) if p.word in ("by", "of") for o in p.objects]
        if by:
            return tuple(by)
        if analysis.labels[noun] in ("dobj", "attr") and self.is_verb(head):
            return self.clause(head).surface
        named = tuple(c for c in analysis.children[noun] if analysis.labels[c] in ("amod", "compound", "nmod"))
        return (*named, *self.example_owners(noun))

    def example_owners(self, noun: int) -> tuple[int, ...]:
        """Give whose an example is: "U.S. moves, including sanctions on India" -> U.S."""
        analysis = self.analysis
        while analysis.labels[noun] == "conj" and analysis.tags[analysis.heads[noun]][0] == "N":
            noun = analysis.heads[noun]
        preposition = analysis.heads[noun]
        if analysis.labels[noun] != "pobj" or analysis.lowers[preposition] not in ("including", "as", "like"):
            return ()
        whole = analysis.heads[preposition]
        if analysis.labels[preposition] != "prep" or analysis.tags[whole][0] != "N":
            return ()
        before = (
            c for c in analysis.children[whole] if c < whole and analysis.labels[c] in ("amod", "compound", "nmod")
        )
        return (*self.owner_tokens(whole), *before)
