"""Whether the words beside a verb, noun or adjective are those that a frame asks for, and which of them are not."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.knowledge.frames import Frame
from dateline.reading.events.fitting import Fitter
from dateline.reading.events.grammar import Attached, Clause, Grammar
from dateline.reading.events.lookup import Lookup

_NAMED = frozenset(("CONSULT", "AGREE", "SUPPORT"))
"""Acts that carry names of their own ("the Alaska Summit"); a capitalised "Offensive" is likelier a title."""


class Company:
    """Tests what stands beside a word against what frames ask for."""

    def __init__(self, grammar: Grammar, lookup: Lookup, fitter: Fitter) -> None:
        self.grammar = grammar
        self.lookup = lookup
        self.fitter = fitter
        self.analysis = grammar.analysis
        self.frames = grammar.frames

    def fit_verb(self, frame: Frame, token: int, clause: Clause) -> tuple[int, tuple[int, ...]] | str:
        """Score how well a verb's company fits and tell which object nouns belong to the act, or what of it does not.

        A refusal is the name of the frame's field that is not met.
        """
        fits = self.fitter.fits
        used: tuple[int, ...] = ()
        if frame.object:
            fitting = [o for o in clause.objects if fits(o, frame.object)]
            if not fitting and (clause.objects or "#none" not in frame.object):
                return "object"
            if "object" not in frame.recipient and "object" not in frame.actor:
                used = self._used(fitting, frame)
        if frame.not_object and any(fits(o, frame.not_object) for o in clause.objects):
            return "not_object"
        doers = clause.doers or (() if clause.passive else clause.surface)
        unsaid = clause.passive and not doers and frame.passive
        if frame.subject and not unsaid and not any(fits(s, frame.subject) for s in doers):
            return "subject"
        if frame.not_subject and any(fits(s, frame.not_subject) for s in clause.doers):
            return "not_subject"
        if frame.prep and not self._has_preposition(frame.prep, token, used):
            return "prep"
        if frame.not_prep and self._has_preposition(frame.not_prep, token, used):
            return "not_prep"
        asks = bool(frame.clause or frame.content_verbs or frame.not_content)
        if asks and not self._has_clause(frame, token):
            return "clause"
        if frame.modifier and not self._has_modifier(frame.modifier, used):
            return "modifier"
        if frame.not_modifier and self._has_modifier(frame.not_modifier, used or clause.objects):
            return "not_modifier"
        score = 2 * (bool(frame.object) + bool(frame.subject) + bool(frame.prep) + bool(frame.content_verbs)) + asks
        return score, used

    def _used(self, fitting: list[int], frame: Frame) -> tuple[int, ...]:
        """Give the objects that are part of the act and no side of it."""
        used = tuple(dict.fromkeys(t for o in fitting for t in (o, self.grammar.content(o))))
        if any(item[0] == "#" for item in frame.object):
            used = tuple(t for t in used if not self.lookup.is_actor(t))
        return used

    def fit_noun(self, frame: Frame, token: int, phrase: int, top: int) -> int | str:
        """Score how well a noun's company fits, or name the field of the frame that is not met."""
        if self.analysis.tags[token].startswith("NNP") and frame.type not in _NAMED:
            return "name"
        words = tuple(self._around(token)) if frame.modifier or frame.not_modifier else ()
        if frame.modifier and not any(self.fitter.fits(word, frame.modifier) for word in words):
            return "modifier"
        if frame.not_modifier and any(self.fitter.fits(word, frame.not_modifier) for word in words):
            return "not_modifier"
        carrier = self._light_verb(top)
        asks = frame.doer or frame.not_doer
        doers = [doer for verb in carrier for doer in self.grammar.clause(verb).doers] if asks else []
        if frame.doer and not any(self.fitter.fits(doer, frame.doer) for doer in doers):
            return "doer"
        if frame.not_doer and any(self.fitter.fits(doer, frame.not_doer) for doer in doers):
            return "not_doer"
        near = (phrase, *carrier)
        if frame.prep and not self._has_preposition(frame.prep, token, near):
            return "prep"
        if frame.not_prep and self._has_preposition(frame.not_prep, token, near):
            return "not_prep"
        return 2 * (bool(frame.modifier) + bool(frame.prep) + bool(frame.doer))

    def fit_adjective(self, frame: Frame, token: int, clause: Clause) -> str | None:
        """Name the field of the frame that is not met, if one is not."""
        if frame.prep and not self._has_preposition(frame.prep, token, ()):
            return "prep"
        if frame.subject and not any(self.fitter.fits(s, frame.subject) for s in clause.surface):
            return "subject"
        return "clause" if frame.clause and not self._has_clause(frame, token) else None

    def _has_preposition(self, wanted: tuple[str, ...], token: int, used: tuple[int, ...]) -> bool:
        attached = self._attached(token, used)
        words = {p.word for p in attached} | {
            self.analysis.lowers[c]
            for c in self.analysis.children[token]
            if self.analysis.labels[c] in ("prep", "prt", "acomp", "oprd", "advmod")
        }
        words |= {  # "called for the ship to be freed"
            self.analysis.lowers[m]
            for c in self.analysis.children[token]
            if self.analysis.labels[c] in ("ccomp", "advcl", "xcomp") and self.grammar.infinitive(c)
            for m in self.analysis.with_label(c, "mark")
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
                if label == "advcl" and self.is_occasion(child):
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

    def is_occasion(self, verb: int) -> bool:
        """Tell a clause that says when or after what."""
        analysis = self.analysis
        return any(analysis.lowers[c] in ("when", "after", "as") for c in analysis.children[verb] if c < verb)

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
        return any(self.fitter.fits(word, wanted) for noun in nouns for word in self._around(noun))

    def _around(self, noun: int) -> Iterator[int]:
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

    def _light_verb(self, top: int) -> tuple[int, ...]:
        head = self.analysis.heads[top]
        light = (
            self.analysis.labels[top] in ("dobj", "nsubjpass")
            and self.analysis.lemmas[head] in self.frames.classes["light"]
        )
        return (head,) if light else ()
