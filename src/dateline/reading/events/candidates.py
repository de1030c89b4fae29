"""Acts that the words may tell: verbs, nouns and adjectives of the frames whose company fits."""

from __future__ import annotations

from dataclasses import dataclass, field

from dateline.knowledge.frames import Frame
from dateline.reading.events.company import Company
from dateline.reading.events.fitting import Fitter
from dateline.reading.events.grammar import Grammar
from dateline.reading.events.lookup import Lookup

_PARTICLE_LABELS = frozenset(("prt", "advmod", "prep", "acomp", "oprd", "ccomp", "xcomp"))


@dataclass(slots=True)
class Candidate:
    """One act before its sides and standing are read."""

    frame: Frame
    head: int
    kind: str
    """verb | noun | adjective"""
    clause: int | None
    """The verb whose clause reports it: itself, or the light verb of a noun ("carried out an attack")."""
    top: int
    """For a noun the outermost noun of its phrase ("waves of strikes": waves); else the head."""
    trigger: list[int]
    doers: tuple[int, ...] = ()
    """Subjects of the light verb."""
    used: tuple[int, ...] = ()
    """Objects that the frame took for part of the act ("sanctions" in "imposed sanctions")."""
    joined: list[Candidate] = field(default_factory=list)
    """Other tellings of the same act ("attacks" in "attacks killed six")."""


class Finder:
    """Matches frames at the tokens of an article."""

    def __init__(self, grammar: Grammar, lookup: Lookup) -> None:
        self.grammar = grammar
        self.lookup = lookup
        self.analysis = grammar.analysis
        self.frames = grammar.frames
        self.fitter = Fitter(grammar, lookup)
        self.company = Company(grammar, lookup, self.fitter)
        self.refusals: list[tuple[int, Frame, str]] = []
        """Frames whose words stand in the text and whose company does not: token, frame, field that is not met."""

    def find(self) -> list[Candidate]:
        """Find all acts in text order; a token tells at most one."""
        found: list[Candidate] = []
        verbs, nouns, adjectives = self.frames.verbs, self.frames.nouns, self.frames.adjectives
        tags, lemmas, lowers = self.analysis.tags, self.analysis.lemmas, self.analysis.lowers
        for token, tag in enumerate(tags):
            kind = tag[0]
            one: Candidate | None = None
            if kind == "V":
                lemma = lemmas[token] if self.analysis.words[token - 1] != "-" else self.fitter.hyphenated(token)
                rows = verbs.get(lemma) or verbs.get(lemmas[token])
                if rows is not None:
                    one = self._verb(token, rows)
                if one is None and tag == "VBG" and lowers[token] in nouns:
                    one = self._gerund(token, nouns[lowers[token]])
            elif kind == "N":
                lemma = self._noun_key(token)
                if lemma in nouns:
                    one = self._noun(token, nouns[lemma])
            elif kind == "J" and lemmas[token] in adjectives:
                one = self._adjective(token, adjectives[lemmas[token]])
            if one is not None:
                found.append(one)
        used = {token for candidate in found for token in candidate.used}
        return [c for c in found if c.kind == "verb" or c.head not in used]

    def _noun_key(self, token: int) -> str:
        """Give the form under which a noun is listed: "cease-fire", else its lemma, else the word as it stands."""
        nouns, lemma = self.frames.nouns, self.analysis.lemmas[token]
        if self.analysis.words[token - 1] == "-" and self.fitter.hyphenated(token) in nouns:
            return self.fitter.hyphenated(token)
        return lemma if lemma in nouns else self.analysis.lowers[token]

    def _verb(self, token: int, rows: list[tuple[Frame, str | None]]) -> Candidate | None:
        analysis = self.analysis
        if analysis.labels[token] in ("amod", "compound", "aux", "auxpass", "prep", "case"):
            return None
        if self.grammar.repairs.names_something(token):
            return None
        clause = self.grammar.clause(token)
        particles = {
            analysis.lowers[c]: c
            for c in analysis.children[token]
            if analysis.labels[c] in _PARTICLE_LABELS and self._is_particle(c, token)
        }
        follow = token + 1
        if analysis.lemmas[token] == "shoot" and follow < len(analysis) and analysis.lowers[follow] == "dead":
            particles["dead"] = follow
        has_particle = any(analysis.labels[c] == "prt" for c in analysis.children[token])
        best: tuple[int, Candidate] | None = None
        for frame, particle in rows:
            if particle is None:
                if has_particle:
                    continue
                trigger = [token]
            elif particle in particles:
                trigger = [token, particles[particle]]
            else:
                continue
            fit = self.company.fit_verb(frame, token, clause)
            if isinstance(fit, str):
                self.refusals.append((token, frame, fit))
                continue
            score, used = fit
            score += frame.weight * 10 + (2 if particle else 0)
            if best is None or score > best[0]:
                candidate = Candidate(frame, token, "verb", token, token, sorted({*trigger, *used}), used=used)
                best = score, candidate
        return best[1] if best else None

    def _is_particle(self, child: int, verb: int) -> bool:
        """Tell "called on Spain" from "called her on Friday", and "gave in" from "in Havana … gave"."""
        analysis = self.analysis
        if analysis.labels[child] == "prt":
            return True
        governed = analysis.with_label(child, "pobj")
        timed = analysis.labels[child] == "prep" and any(self.lookup.is_time(t) for t in governed)
        return child > verb and not timed

    def is_accident(self, candidate: Candidate) -> bool:
        """Tell deaths that no deed explains: "killed when a hotel collapsed"."""
        if candidate.kind != "verb" or candidate.frame.counts not in ("killed", "injured") or candidate.joined:
            return False
        if self.grammar.clause(candidate.head).doers:
            return False
        occasions = [
            child for child in self.analysis.with_label(candidate.head, "advcl") if self.grammar.is_verb(child)
        ]
        return any(self.company.is_occasion(child) and not self._is_of_weapons(child) for child in occasions)

    def _is_of_weapons(self, verb: int) -> bool:
        """Tell "killed when shells fell on a market" and "when police opened fire" from "killed when a wall fell"."""
        weapons, lemma = self.frames.classes["weapons"], self.analysis.lemmas[verb]
        violent = any(frame.type == "ASSAULT" for frame, _ in self.frames.verbs.get(lemma, ()))
        if violent and self.grammar.clause(verb).surface and lemma not in self.frames.classes["accidental"]:
            return True
        return any(self.analysis.lemmas[subject] in weapons for subject in self.grammar.clause(verb).surface)

    def _gerund(self, token: int, frames: list[Frame]) -> Candidate | None:
        """A gerund is a noun with an article, an owner or "of": "the shelling of Kherson"."""
        analysis = self.analysis
        nominal = any(analysis.labels[c] in ("det", "poss", "amod", "compound") for c in analysis.children[token])
        if not nominal and analysis.child(token, "dobj", "nsubj", "aux") is None:
            bare = analysis.labels[token] in ("nsubj", "nsubjpass", "pobj", "dobj", "ROOT")
            words = ("of", "between", "by", "against") if bare else ("of",)
            nominal = any(p.word in words for p in self.grammar.prepositions(token))
        return self._noun(token, frames) if nominal else None

    def _noun(self, token: int, frames: list[Frame]) -> Candidate | None:
        analysis = self.analysis
        phrase = token
        label = analysis.labels[token]
        if label in ("compound", "nmod", "amod", "poss", "npadvmod"):
            head = analysis.heads[token]
            if label == "poss" or analysis.lemmas[head] not in self.frames.classes["carrier"] or head < token:
                return None
            phrase = head
        if analysis.tags[token].startswith("NNP") and self._is_body_name(token):
            return None
        top = self.grammar.top(phrase)
        best: tuple[int, Candidate] | None = None
        for frame in frames:
            fit = self.company.fit_noun(frame, token, phrase, top)
            if isinstance(fit, str):
                self.refusals.append((token, frame, fit))
                continue
            score = fit + frame.weight * 10
            if best is None or score > best[0]:
                best = score, Candidate(frame, token, "noun", None, top, sorted({*self._whole(token), phrase}))
        if best is None:
            return None
        self._carry(best[1])
        return best[1]

    def _whole(self, token: int) -> tuple[int, ...]:
        """Give the tokens of a word with hyphens that is listed whole: "cease-fire"."""
        if self.fitter.hyphenated(token) in self.frames.nouns and self.analysis.words[token - 1] == "-":
            return token - 2, token - 1, token
        return (token,)

    def _is_body_name(self, token: int) -> bool:
        """Tell a body that is named like an act: "the Conference of Mayors praised the bill"."""
        analysis = self.analysis
        head = analysis.heads[token]
        if analysis.labels[token] != "nsubj" or not self.grammar.is_verb(head):
            members = (o for p in self.grammar.prepositions(token) if p.word == "of" for o in p.objects)
            return any(analysis.tags[o] == "NNPS" for o in members)
        return analysis.lemmas[head] not in self.frames.classes["happen"]

    def _carry(self, candidate: Candidate) -> None:
        """Tie a noun to the light verb that reports it: "launched strikes", "talks were held", "took part in talks"."""
        analysis = self.analysis
        top = candidate.top
        while analysis.labels[top] == "conj" and analysis.tags[analysis.heads[top]][0] == "N":
            top = analysis.heads[top]
        label, head = analysis.labels[top], analysis.heads[top]
        classes = self.frames.classes
        if label in ("dobj", "nsubjpass") or (label == "nsubj" and self.grammar.is_verb(head)):
            if analysis.lemmas[head] in (classes["happen"] if label == "nsubj" else classes["light"]):
                candidate.clause = head
            if label in ("dobj", "nsubjpass") and candidate.clause is not None:
                candidate.doers = self.grammar.clause(head).doers
                candidate.trigger = sorted({*candidate.trigger, head, *self._particles(head)})
        elif label in ("dobj", "relcl"):
            return
        elif label == "pobj" and analysis.labels[head] == "prep":
            self._carry_in(candidate, head)
        elif label == "attr" and analysis.lemmas[head] == "be":
            candidate.clause = head
        self._antecedent_of_light(candidate)

    def _carry_in(self, candidate: Candidate, preposition: int) -> None:
        """Tie a noun to a verb of taking part: "engaged in talks"; hyphens may have torn the verb off its phrase."""
        analysis, classes = self.analysis, self.frames.classes
        if analysis.lowers[preposition] not in ("in", "into", "to", "for"):
            return
        for verb in (max(preposition - 1, 0), analysis.heads[preposition]):
            if self.grammar.is_verb(verb) and analysis.lemmas[verb] in classes["light_in"]:
                candidate.clause, candidate.doers = verb, self.grammar.clause(verb).surface
                return
        self._own_up(candidate, preposition)

    def _own_up(self, candidate: Candidate, preposition: int) -> None:
        """Take who claimed responsibility for an act as its doer, as far as the report tells."""
        analysis, classes = self.analysis, self.frames.classes
        before = analysis.heads[preposition]
        verb = before if self.grammar.is_verb(before) else analysis.heads[before]
        owned = analysis.lemmas[before] in classes["responsibility"] or any(
            analysis.lemmas[o] in classes["responsibility"] for o in analysis.with_label(verb, "dobj")
        )
        claims = self.grammar.is_verb(verb) and analysis.lemmas[verb] in classes["responsible"]
        if analysis.lowers[preposition] == "for" and owned and claims:
            candidate.doers = self.grammar.clause(verb).doers

    def _antecedent_of_light(self, candidate: Candidate) -> None:
        """Read "the strikes that Israel carried out" and "attacks carried out by militants"."""
        analysis = self.analysis
        if candidate.doers:
            return
        for child in analysis.children[candidate.top]:
            if analysis.labels[child] in ("relcl", "acl") and analysis.lemmas[child] in self.frames.classes["light"]:
                clause = self.grammar.clause(child)
                if candidate.top in clause.objects:
                    candidate.doers = clause.doers
                    if candidate.clause is None:
                        candidate.trigger = sorted({*candidate.trigger, child, *self._particles(child)})

    def _particles(self, verb: int) -> tuple[int, ...]:
        return tuple(c for c in self.analysis.children[verb] if self.analysis.labels[c] == "prt")

    def _adjective(self, token: int, frames: list[Frame]) -> Candidate | None:
        analysis = self.analysis
        head = analysis.heads[token]
        if analysis.labels[token] not in ("acomp", "oprd", "ROOT", "conj") or not self.grammar.is_verb(head):
            return None
        clause = self.grammar.clause(head)
        for frame in frames:
            refusal = self.company.fit_adjective(frame, token, clause)
            if refusal is not None:
                self.refusals.append((token, frame, refusal))
            else:
                candidate = Candidate(frame, token, "adjective", head, token, [token])
                candidate.doers = clause.surface
                return candidate
        return None
