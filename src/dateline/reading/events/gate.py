"""Which of the acts that were found are told: not the content of others, not talk, not without the sides they need."""

from __future__ import annotations

from collections.abc import Mapping

from dateline.model.record import EventType
from dateline.reading.events.attaching import Attacher
from dateline.reading.events.candidates import Candidate, Finder
from dateline.reading.events.grammar import Grammar
from dateline.reading.events.lookup import Lookup
from dateline.reading.events.sides import Sides
from dateline.reading.events.standing import Standing
from dateline.reading.events.talk import Talk

_DEEDS: frozenset[EventType] = frozenset(("PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT", "RETREAT", "CONCEDE"))
"""Acts that are news whoever did them; of an act of words one side must be known."""
_VIOLENT: frozenset[EventType] = frozenset(("ASSAULT", "COERCE", "MOBILIZE"))
_MUTUAL: frozenset[EventType] = frozenset(("CONSULT", "RETREAT", "AGREE"))
"""Acts whose absence is news with one side: "no ceasefire in Sudan"."""
_ARRANGED: frozenset[EventType] = frozenset(
    ("CONSULT", "RETREAT", "AGREE", "AID", "COOPERATE", "MOBILIZE", "SANCTION", "PROTEST")
)
"""Acts that are news with one side when they are planned, weighed or called off: "the delivery to Kyiv is expected"."""
_ANYBODY = frozenset(("any", "anyone", "anybody", "every", "everyone", "everybody", "whoever", "each"))
_WANTED = {"none": 0, "side": 1, "actor": 1, "both": 2, "joined": 0, "told": 0}


class Gate:
    """Lets through what a ledger should hold, and says of the rest why not."""

    def __init__(self, grammar: Grammar, lookup: Lookup, attacher: Attacher, finder: Finder) -> None:
        self.lookup = lookup
        self.analysis = grammar.analysis
        self.attacher = attacher
        self.finder = finder
        self.talk = Talk(grammar)

    def refuse(
        self,
        candidate: Candidate,
        standings: Mapping[int, Standing],
        sides: Mapping[int, Sides],
        inner: Mapping[int, list[Candidate]],
    ) -> str | None:
        """Say in words why an act is not told; None when it is."""
        standing, found = standings[candidate.head], sides[candidate.head]
        content = inner.get(candidate.head, [])
        outer = standing.content_of
        if outer is not None:
            refused = outer.frame.content == "reject" and standings[outer.head].status == "negated"
            asked = outer.frame.content in ("request", "reject")
            promised = outer.frame.content in ("agree", "threat")
            bare = promised and (standing.status == "occurred" or _is_bare(candidate, outer))
            if asked and standing.status != "denied" and refused:
                return None
            if ((asked and standing.status != "denied") or bare) and self._is_told(outer, standings, sides, inner):
                return "it is the content of another act, which is told"
        if candidate.frame.content == "reject" and standing.status == "negated" and content:
            return "it was not refused; what was asked is told"
        told = [c for c in content if standings[c.head].status != "occurred" and not _is_bare(c, candidate)]
        if candidate.frame.content in ("agree", "threat") and told:
            return "what was promised or threatened is told"
        if standing.in_condition is not None:
            return "it is a condition of another act"
        if self._is_anybody(candidate):
            return "it tells of anybody who may do it, not of somebody who did"
        if self.talk.is_idle(candidate, standing):
            return "nothing says that somebody does it: a figure of speech, a general statement or a name"
        return self._refuse_alone(candidate, found, standing, bool(content))

    def _is_told(
        self,
        outer: Candidate,
        standings: Mapping[int, Standing],
        sides: Mapping[int, Sides],
        inner: Mapping[int, list[Candidate]],
    ) -> bool:
        """Tell an act of words that is told, or left to others, from one that nobody of public life does."""
        found, standing = sides[outer.head], standings[outer.head]
        unsaid = outer.kind == "noun" and outer.frame.content is not None and standing.status == "occurred"
        return not unsaid or self._refuse_alone(outer, found, standing, bool(inner.get(outer.head))) is None

    def _refuse_alone(self, candidate: Candidate, found: Sides, standing: Standing, has_content: bool) -> str | None:
        """Refuse acts that are no more than talk for want of sides, and those between private parties."""
        frame, lookup = candidate.frame, self.lookup
        met = has_content or found.recipients or found.participants
        public = any(lookup.is_body(t) or lookup.is_politician(t) for t in found.actors)
        if frame.content is not None and not met and not public:
            return "nobody is named whom it is said to"
        if frame.needs == "joined" and not candidate.joined:
            return "it is an act only beside another telling of it"
        if self.talk.is_of_words(candidate, found, lookup) and not self.attacher.counts(candidate):
            return "it is an attack of words"
        if standing.status == "negated" and self._is_only_talked_of(candidate):
            return "it is talk of it that is refused"
        if self.finder.is_accident(candidate):
            return "no deed explains the deaths"
        everybody = (*found.actors, *found.recipients, *found.participants)
        if frame.type not in _DEEDS and not any(lookup.is_public(t) for t in everybody):
            told = standing.status != "occurred" or self._takes_place(candidate)
            dated = frame.type == "CONSULT" and standing.status in ("planned", "cancelled")
            arranged = dated and bool(self.attacher.places(candidate))
            enough = frame.needs == "none" or (frame.needs == "told" and told) or arranged
            return None if enough else "no side of public life is named"
        if frame.type not in _VIOLENT and lookup.is_business(everybody):
            return "it is a matter among companies"
        alone = frame.mutual and candidate.kind == "verb" and len(everybody) == 1
        if alone and frame.type in ("ASSAULT", "AGREE") and lookup.is_single(everybody[0]):
            return "one person alone cannot do it"
        return None if self._is_sided(candidate, found, standing) else "too few of its sides are named"

    def _is_only_talked_of(self, candidate: Candidate) -> bool:
        """Tell "declined to discuss the talks", which leaves open whether there were any."""
        analysis, clause = self.analysis, candidate.clause
        if clause is None and analysis.labels[candidate.top] in ("dobj", "pobj"):
            clause = analysis.heads[candidate.top]
        wording = self.lookup.frames.classes["wording"]
        return candidate.kind == "noun" and clause is not None and analysis.lemmas[clause] in wording

    def _is_anybody(self, candidate: Candidate) -> bool:
        """Tell "any vessel entering Libyan waters" and "those attacking the base" from ships that did."""
        analysis = self.analysis
        if candidate.kind != "verb" or analysis.labels[candidate.head] not in ("acl", "relcl"):
            return False
        doer = analysis.heads[candidate.head]
        alone = analysis.lowers[doer] in _ANYBODY
        return alone or any(analysis.lowers[c] in _ANYBODY for c in analysis.with_label(doer, "det"))

    def _takes_place(self, candidate: Candidate) -> bool:
        """Tell an act that a verb reports, which says more than that it is so ("the summit was cold")."""
        return candidate.clause is not None and self.analysis.lemmas[candidate.clause] != "be"

    def _is_sided(self, candidate: Candidate, found: Sides, standing: Standing) -> bool:
        """Ask for the sides without which an act is no more than talk."""
        frame, lookup = candidate.frame, self.lookup
        known = bool(found.actors or found.participants) + bool(found.recipients or len(found.participants) > 1)
        everybody = (*found.actors, *found.recipients, *found.participants)
        if candidate.kind != "noun" and frame.needs == "both" and known < 2:
            return False
        if candidate.kind != "noun":
            return known > 0 or bool(self.attacher.counts(candidate)) or bool(self.attacher.places(candidate))
        if frame.mutual and len(everybody) == 1 and candidate.clause is None and not found.recipients:
            inside = lookup.is_organisation(everybody[0]) and everybody[0] in lookup.names_before(candidate.top)
            if inside and not self.attacher.places(candidate):
                return False
        stands = standing.status not in ("occurred", "negated") and frame.type in _ARRANGED
        stands = stands or (standing.status == "negated" and frame.type in _MUTUAL)
        if frame.needs == "actor" and not stands and not found.actors and not found.participants:
            return False
        if standing.status == "negated" and known < 2 and frame.type not in _MUTUAL:
            return False
        wanted = min(_WANTED[frame.needs], 1) if stands else _WANTED[frame.needs]
        if candidate.clause is not None and candidate.doers and wanted == 1 and not frame.mutual:
            wanted = 0
        return known >= wanted


def _is_bare(candidate: Candidate, outer: Candidate) -> bool:
    """Tell a content that is a noun only ("agreed to a truce"), told by the act of words itself."""
    return candidate.kind == "noun" and candidate.clause in (None, outer.clause, outer.head)
