"""Whom an act of words meets by what it says: the asked, the threatened, those an offer is made to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from dateline.knowledge.status import load_status
from dateline.model.record import EventType
from dateline.reading.events.candidates import Candidate
from dateline.reading.events.grammar import Grammar
from dateline.reading.events.lookup import Lookup
from dateline.reading.events.sides import Sides
from dateline.reading.events.standing import Standing

_HOSTILE: frozenset[EventType] = frozenset(("THREATEN", "ASSAULT", "SANCTION", "COERCE", "MOBILIZE"))
_AHEAD = frozenset(("planned", "conditional", "threatened"))
_OUTWARD: frozenset[EventType] = frozenset(("REJECT", "MOBILIZE", "THREATEN", "AGREE", "ACCUSE", "SANCTION"))
_HOMEWARD: frozenset[EventType] = frozenset(("RETREAT", "AGREE", "CONCEDE"))


class Director:
    """Completes the sides of one act by the acts it is told with."""

    def __init__(self, grammar: Grammar, lookup: Lookup) -> None:
        self.grammar = grammar
        self.lookup = lookup
        self.analysis = grammar.analysis
        self.conditions = load_status().conditions

    def direct(
        self, candidate: Candidate, sides: Mapping[int, Sides], standing: Standing, inner: Sequence[Candidate]
    ) -> Sides:
        """Give the sides of an act, with the recipients of its content and the direction of an offer."""
        own = self._controlled(candidate, sides[candidate.head], standing)
        own = self._by_content(candidate, own, sides, inner)
        if standing.verbal is not None or standing.status == "conditional":
            own = self._offered(candidate, own)
        met = tuple(t for t in own.recipients if self.analysis.tags[t] != "PRP$" or not self._is_one_of(t, own.actors))
        own = Sides(own.actors, met, own.participants)
        if candidate.frame.type in _OUTWARD:
            own = self._not_own(candidate, own)
        hostile = candidate.frame.type in _HOSTILE or standing.status == "threatened"
        if not own.recipients and own.actors and hostile:
            threatened = candidate.frame.type == "THREATEN" or standing.status in _AHEAD
            own = Sides(own.actors, tuple(self._warned(candidate, own)) if threatened else (), own.participants)
        if candidate.frame.type in _HOMEWARD:
            own = self._abroad(own)
        if candidate.frame.mode == "visit" and self._is_round(candidate, own):
            own = Sides(own.actors, (), own.participants)
        return own

    def _controlled(self, candidate: Candidate, own: Sides, standing: Standing) -> Sides:
        """ "Israel has not ruled out a strike": the subject of the governing verb does what the noun tells."""
        alone = candidate.frame.mutual and len((*own.actors, *own.participants)) == 1
        if standing.status == "proposed" and not (own.actors or own.participants):
            return Sides(tuple(self._proposers(candidate)), own.recipients, ())
        if standing.controller is None or candidate.kind != "noun" or not (alone or not own.actors):
            return own
        doers = [p for t in self.grammar.clause(standing.controller).doers for p in self.lookup.parties(t)]
        named = {*own.actors, *own.recipients, *own.participants}
        doers = [t for t in doers if t not in named]
        if alone and doers:
            return Sides((), (), (*doers, *own.actors, *own.participants))
        if candidate.frame.mutual and doers:
            return Sides((), (), (*doers, *own.participants)) if own.participants else Sides(tuple(doers), (), ())
        return Sides(tuple(doers), own.recipients, own.participants)

    def _proposers(self, candidate: Candidate) -> list[int]:
        """ "Turkey proposed a corridor to Gaza": who proposes what nobody else is said to do would do it."""
        verb = self.analysis.heads[candidate.top]
        if candidate.kind != "noun" or self.analysis.labels[candidate.top] != "dobj" or not self.grammar.is_verb(verb):
            return []
        return [p for t in self.grammar.clause(verb).doers for p in self.lookup.parties(t) if self.lookup.is_body(p)]

    def _by_content(
        self, candidate: Candidate, own: Sides, sides: Mapping[int, Sides], inner: Sequence[Candidate]
    ) -> Sides:
        if not inner:
            return own
        others = sides[inner[0].head]
        if "within" in candidate.frame.recipient:
            met = [t for t in (*others.recipients, *others.participants) if not self._is_one_of(t, own.actors)]
            known = candidate.frame.content == "request" and bool(own.recipients)
            return Sides(own.actors, tuple(met), own.participants) if met and not known else own
        if candidate.frame.content == "request" and candidate.kind == "verb" and inner[0].kind == "noun":
            asked = [t for t in others.actors if not self._is_one_of(t, own.actors)]
            if asked and inner[0].top in self.grammar.clause(candidate.head).objects:
                return Sides(own.actors, tuple(asked), own.participants)
        return own

    def _offered(self, candidate: Candidate, own: Sides) -> Sides:
        """An offer to meet has a direction: "they would meet the mediator if he came"."""
        if candidate.kind != "verb" or len(own.participants) < 2:
            return own
        doers = [t for t in own.participants if t in self.grammar.clause(candidate.head).doers]
        if len(doers) != 1:
            return own
        return Sides(tuple(doers), tuple(t for t in own.participants if t not in doers), ())

    def _warned(self, candidate: Candidate, own: Sides) -> Iterator[int]:
        """Give whose conduct a threat hangs on: "threatened to resume tests if Seoul holds the drills" -> Seoul."""
        for verb in self._verbs(candidate):
            for child in self.analysis.with_label(verb, "advcl"):
                if self._is_condition(child):
                    parties = [p for t in self.grammar.clause(child).surface for p in self.lookup.parties(t)]
                    met = [t for t in parties if not self._is_one_of(t, own.actors)]
                    yield from met
                    if met:
                        return

    def _is_one_of(self, token: int, others: tuple[int, ...]) -> bool:
        """Tell the same phrase, or a pronoun for the same actor."""
        entity = self.lookup.entity(token)
        same = entity is not None and any(self.lookup.entity(t) is entity for t in others)
        return token in others or (same and self.analysis.tags[token].startswith("PRP"))

    def _verbs(self, candidate: Candidate) -> list[int]:
        analysis = self.analysis
        tokens = [candidate.head] if candidate.clause in (None, candidate.head) else [candidate.head, candidate.clause]
        verbs = [t for t in tokens if t is not None and self.grammar.is_verb(t)]
        above = self.analysis.heads[candidate.head]
        if self.analysis.labels[candidate.head] == "xcomp" and self.grammar.is_verb(above):
            verbs.append(above)
        verbs.extend(c for v in tuple(verbs) for c in analysis.with_label(v, "xcomp", "ccomp"))
        return verbs

    def _is_condition(self, verb: int) -> bool:
        analysis = self.analysis
        return any(
            c < verb and analysis.labels[c] == "mark" and analysis.lowers[c] in self.conditions
            for c in analysis.children[verb]
        )

    def _abroad(self, own: Sides) -> Sides:
        """Leaving or promising something at home meets nobody: "promised to democratise Serbia", said in Belgrade."""
        homes = {e.country for t in own.actors if (e := self.lookup.entity(t)) is not None and e.country}
        kept = [t for t in own.recipients if not self._is_home(t, homes)]
        return own if len(kept) == len(own.recipients) else Sides(own.actors, tuple(kept), own.participants)

    def _is_round(self, candidate: Candidate, own: Sides) -> bool:
        """ "Saudi and Omani envoys flew to Geneva for talks": several came, so the place is only where they met."""
        met = self.grammar.frames.classes["meeting"]
        countries = {e.country for t in own.actors if (e := self.lookup.entity(t)) is not None and e.country}
        aims = (o for p in self.grammar.prepositions(candidate.head) if p.word == "for" for o in p.objects)
        return len(countries) > 1 and any(self.analysis.lemmas[t] in met for t in aims)

    def _not_own(self, candidate: Candidate, own: Sides) -> Sides:
        """What is the actor's own is not met: "denied that its forces had shelled a school"; but "fired his chief"."""
        dismissed = candidate.frame.mode == "expel" or candidate.frame.type in ("ASSAULT", "COERCE")
        kept = [
            t
            for t in own.recipients
            if (dismissed and self.lookup.is_single(t))
            or not any(self._is_one_of(p, own.actors) for p in self._possessors(t))
        ]
        return own if len(kept) == len(own.recipients) else Sides(own.actors, tuple(kept), own.participants)

    def _possessors(self, token: int) -> list[int]:
        return [t for t in self.grammar.owner_tokens(token) if self.analysis.tags[t] == "PRP$"]

    def _is_home(self, token: int, homes: set[str]) -> bool:
        entity = self.lookup.entity(token)
        return entity is not None and entity.kind in ("country", "place") and entity.country in homes
