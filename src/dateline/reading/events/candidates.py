"""Acts that the words may tell: verbs, nouns and adjectives of the frames whose company fits."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from dateline.knowledge.frames import Frame
from dateline.reading.events.fitting import Fitter
from dateline.reading.events.grammar import Attached, Clause, Grammar
from dateline.reading.events.lookup import Lookup

_NAMED = frozenset(("CONSULT", "AGREE", "SUPPORT"))
"""Acts that carry names of their own ("the Alaska Summit"); a capitalised "Offensive" is likelier a title."""
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
                lemma = lemmas[token] if lemmas[token] in nouns else lowers[token]
                if lemma in nouns:
                    one = self._noun(token, nouns[lemma])
            elif kind == "J" and lemmas[token] in adjectives:
                one = self._adjective(token, adjectives[lemmas[token]])
            if one is not None:
                found.append(one)
        used = {token for candidate in found for token in candidate.used}
        return [c for c in found if c.kind == "verb" or c.head not in used]

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
            fit = self._fit_verb(frame, token, clause)
            if fit is None:
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

    def _fit_verb(self, frame: Frame, token: int, clause: Clause) -> tuple[int, tuple[int, ...]] | None:
        """Score how well a verb's company fits a frame, and tell which object nouns belong to the act."""
        score = 0
        used: tuple[int, ...] = ()
        if frame.object:
            fitting = [o for o in clause.objects if self.fitter.fits(o, frame.object)]
            if not fitting and (clause.objects or "#none" not in frame.object):
                return None
            if "object" not in frame.recipient and "object" not in frame.actor:
                used = tuple(dict.fromkeys(t for o in fitting for t in (o, self.grammar.content(o))))
                if any(item[0] == "#" for item in frame.object):
                    used = tuple(t for t in used if not self.lookup.is_actor(t))
            score += 2
        if frame.not_object and any(self.fitter.fits(o, frame.not_object) for o in clause.objects):
            return None
        if frame.subject:
            doers = clause.doers or (() if clause.passive else clause.surface)
            if not any(self.fitter.fits(s, frame.subject) for s in doers):
                return None
            score += 2
        if frame.not_subject and any(self.fitter.fits(s, frame.not_subject) for s in clause.doers):
            return None
        if frame.prep:
            if not self._has_preposition(frame.prep, token, used):
                return None
            score += 2
        if frame.not_prep and self._has_preposition(frame.not_prep, token, used):
            return None
        if frame.clause or frame.content_verbs or frame.not_content:
            if not self._has_clause(frame, token):
                return None
            score += 1 + 2 * bool(frame.content_verbs)
        if frame.modifier and not self._has_modifier(frame.modifier, used):
            return None
        if frame.not_modifier and self._has_modifier(frame.not_modifier, used or clause.objects):
            return None
        return score, used

    def _has_preposition(self, wanted: tuple[str, ...], token: int, used: tuple[int, ...]) -> bool:
        attached = self._attached(token, used)
        words = {p.word for p in attached} | {
            self.analysis.lowers[c]
            for c in self.analysis.children[token]
            if self.analysis.labels[c] in ("prep", "prt", "acomp", "oprd", "advmod")
        }
        for item in wanted:
            word, _, test = item.partition(":")
            if not test:
                if word in words:
                    return True
            elif any(p.word == word and any(self.fitter.fits(o, (test,)) for o in p.objects) for p in attached):
                return True
        return False

    def _attached(self, token: int, used: tuple[int, ...]) -> list[Attached]:
        """Give the prepositional phrases of a verb, its particle and the nouns of the act, through their `of`."""
        analysis = self.analysis
        attached = [p for t in dict.fromkeys((token, *used)) for p in self.grammar.prepositions(t)]
        for child in analysis.children[token]:
            if analysis.labels[child] in ("prt", "advmod", "dobj", "xcomp", "acomp", "oprd"):
                attached.extend(self.grammar.prepositions(child))
        deeper = [o for p in attached if p.word == "of" for o in p.objects]
        attached.extend(p for o in deeper for p in self.grammar.prepositions(o))
        return attached

    def _has_clause(self, frame: Frame, token: int) -> bool:
        analysis = self.analysis
        kinds: set[str] = set()
        verbs: set[str] = set()
        for child in analysis.children[token]:
            label = analysis.labels[child]
            if label in ("xcomp", "ccomp", "advcl") and self.grammar.is_verb(child):
                verbs.add(analysis.lemmas[child])
                if label == "advcl" and self._is_occasion(child):
                    kinds.add("when")
                elif self.grammar.infinitive(child):
                    kinds.add("to")
                elif analysis.tags[child] == "VBG" and label == "xcomp":
                    kinds.add("ing")
                elif label == "ccomp":
                    kinds.add("that")
                    if self._is_duty(child):
                        kinds.add("must")
            elif label == "prep":
                for verb in analysis.with_label(child, "pcomp"):
                    kinds.add("ing")
                    verbs.add(analysis.lemmas[verb])
        if frame.content_verbs and not verbs & set(frame.content_verbs):
            return False
        if frame.not_content and verbs & set(frame.not_content):
            return False
        if not kinds:
            kinds.add("none")
        return not frame.clause or any(kind in kinds for kind in frame.clause)

    def _is_occasion(self, verb: int) -> bool:
        """Tell a clause that says when or after what."""
        analysis = self.analysis
        return any(analysis.lowers[c] in ("when", "after", "as") for c in analysis.children[verb] if c < verb)

    def is_accident(self, candidate: Candidate) -> bool:
        """Tell deaths that no deed explains: "killed when a hotel collapsed"."""
        if candidate.kind != "verb" or candidate.frame.counts not in ("killed", "injured") or candidate.joined:
            return False
        if self.grammar.clause(candidate.head).doers:
            return False
        occasions = [
            child for child in self.analysis.with_label(candidate.head, "advcl") if self.grammar.is_verb(child)
        ]
        return any(self._is_occasion(child) and not self._is_of_weapons(child) for child in occasions)

    def _is_of_weapons(self, verb: int) -> bool:
        """Tell "killed when shells fell on a market" from "killed when a wall fell"."""
        weapons = self.frames.classes["weapons"]
        return any(self.analysis.lemmas[subject] in weapons for subject in self.grammar.clause(verb).surface)

    def _is_duty(self, verb: int) -> bool:
        """Tell a clause that says what somebody must do: "Libya must hand over the two men"."""
        analysis = self.analysis
        clause = self.grammar.clause(verb)
        if not clause.own_subject or not any(self.lookup.is_public(s) for s in clause.surface):
            return False
        if any(analysis.tags[s] == "PRP" for s in clause.surface) or clause.passive:
            return False
        if analysis.tags[verb] == "VB" and analysis.child(verb, "aux") is None:
            return True
        duty = self.frames.classes["duty"]
        return any(
            analysis.labels[c] == "aux" and analysis.lemmas[c] in duty for c in analysis.children[verb]
        ) and not (self.grammar.has_auxiliary(verb, "have"))

    def _has_modifier(self, wanted: tuple[str, ...], nouns: tuple[int, ...]) -> bool:
        return any(self.fitter.fits(word, wanted) for noun in nouns for word in self._company(noun))

    def _company(self, noun: int) -> Iterator[int]:
        """Yield the words before a noun and the nouns of its `of`-phrase."""
        analysis = self.analysis
        for child in analysis.children[noun]:
            if analysis.labels[child] in ("amod", "compound", "nmod", "npadvmod", "poss"):
                yield from analysis.conjuncts(child)
                yield from (
                    c for c in analysis.children[child] if analysis.labels[c] in ("compound", "npadvmod", "amod")
                )
        for phrase in self.grammar.prepositions(noun):
            if phrase.word in ("of", "for", "on", "with", "about", "over"):
                yield from phrase.objects

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
        near = (phrase, *self._light_verb(top))
        best: tuple[int, Candidate] | None = None
        for frame in frames:
            if analysis.tags[token].startswith("NNP") and frame.type not in _NAMED:
                continue
            score = frame.weight * 10
            company = tuple(self._company(token)) if frame.modifier or frame.not_modifier else ()
            if frame.modifier:
                if not any(self.fitter.fits(word, frame.modifier) for word in company):
                    continue
                score += 2
            if frame.not_modifier and any(self.fitter.fits(word, frame.not_modifier) for word in company):
                continue
            if frame.prep and not self._has_preposition(frame.prep, token, near):
                continue
            if frame.not_prep and self._has_preposition(frame.not_prep, token, near):
                continue
            score += 2 * bool(frame.prep)
            if best is None or score > best[0]:
                best = score, Candidate(frame, token, "noun", None, top, sorted({token, phrase}))
        if best is None:
            return None
        self._carry(best[1])
        return best[1]

    def _is_body_name(self, token: int) -> bool:
        """Tell a body that is named like an act: "the Conference of Mayors praised the bill"."""
        analysis = self.analysis
        head = analysis.heads[token]
        if analysis.labels[token] != "nsubj" or not self.grammar.is_verb(head):
            members = (o for p in self.grammar.prepositions(token) if p.word == "of" for o in p.objects)
            return any(analysis.tags[o] == "NNPS" for o in members)
        return analysis.lemmas[head] not in self.frames.classes["happen"]

    def _light_verb(self, top: int) -> tuple[int, ...]:
        head = self.analysis.heads[top]
        light = (
            self.analysis.labels[top] in ("dobj", "nsubjpass")
            and self.analysis.lemmas[head] in self.frames.classes["light"]
        )
        return (head,) if light else ()

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
        analysis = self.analysis
        if analysis.lowers[preposition] not in ("in", "into", "to", "for"):
            return
        for verb in (max(preposition - 1, 0), analysis.heads[preposition]):
            if self.grammar.is_verb(verb) and analysis.lemmas[verb] in self.frames.classes["light_in"]:
                candidate.clause, candidate.doers = verb, self.grammar.clause(verb).surface
                return

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
            if frame.prep and not self._has_preposition(frame.prep, token, ()):
                continue
            if frame.subject and not any(self.fitter.fits(s, frame.subject) for s in clause.surface):
                continue
            if frame.clause and not self._has_clause(frame, token):
                continue
            candidate = Candidate(frame, token, "adjective", head, token, [token])
            candidate.doers = clause.surface
            return candidate
        return None
