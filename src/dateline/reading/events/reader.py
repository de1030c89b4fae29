"""Puts the parts of an event together: act, standing, sides, and what hangs on it."""

from __future__ import annotations

from dateline.knowledge.frames import load_frames
from dateline.knowledge.status import load_status
from dateline.model.record import EventType
from dateline.reading.analysis import Analysis
from dateline.reading.events.attaching import Attacher
from dateline.reading.events.candidates import Candidate, Finder
from dateline.reading.events.directing import Director
from dateline.reading.events.grammar import Grammar
from dateline.reading.events.joining import join_candidates
from dateline.reading.events.kinds import find_contexts, find_mode, mode_of_content
from dateline.reading.events.lookup import Lookup
from dateline.reading.events.sides import SideReader, Sides, make_phrase
from dateline.reading.events.standing import Standing, StandingReader
from dateline.reading.events.talk import Talk
from dateline.reading.events.types import Event
from dateline.reading.mentions import Mentions
from dateline.reading.references import References
from dateline.reading.statements import Statement

_DEEDS: frozenset[EventType] = frozenset(("PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT", "RETREAT", "CONCEDE"))
"""Acts that are news whoever did them; of an act of words one side must be known."""
_VIOLENT: frozenset[EventType] = frozenset(("ASSAULT", "COERCE", "MOBILIZE"))


class EventReader:
    """Reads the events of one article."""

    def __init__(
        self, analysis: Analysis, mentions: Mentions, statements: tuple[Statement, ...], references: References
    ) -> None:
        frames = load_frames()
        self.analysis = analysis
        self.statements = statements
        self.grammar = Grammar(analysis, frames)
        self.lookup = Lookup(self.grammar, mentions, references)
        self.finder = Finder(self.grammar, self.lookup)
        self.sides = SideReader(self.grammar, self.lookup)
        self.director = Director(self.grammar, self.lookup)
        self.talk = Talk(self.grammar)
        self.attacher = Attacher(self.grammar, self.lookup, mentions, statements)

    def read(self) -> tuple[Event, ...]:
        """Read all events in text order."""
        kept, standings, sides, inner = self.find_told()
        times = self.attacher.times(kept)
        events = [
            self._make(index, c, standings[c.head], sides[c.head], tuple(times[c.head]), inner.get(c.head, []))
            for index, c in enumerate(kept)
        ]
        return tuple(events)

    def find_told(
        self,
    ) -> tuple[list[Candidate], dict[int, Standing], dict[int, Sides], dict[int, list[Candidate]]]:
        """Find the acts that are told, with standing, sides and content by their heads."""
        candidates = join_candidates(self.finder.find(), self.grammar)
        standings = self.read_standings(candidates)
        inner: dict[int, list[Candidate]] = {}
        for candidate in candidates:
            outer = standings[candidate.head].content_of
            if outer is not None:
                inner.setdefault(outer.head, []).append(candidate)
        sides = {c.head: self.sides.read(c) for c in candidates}
        for outer in candidates:
            sides[outer.head] = self.director.direct(outer, sides, standings[outer.head], inner.get(outer.head, []))
        kept = [c for c in candidates if self._is_told(c, standings, sides, inner)]
        return kept, standings, sides, inner

    def read_standings(self, candidates: list[Candidate]) -> dict[int, Standing]:
        """Read how each act stands, by its head."""
        contents = {
            token: c
            for c in candidates
            if c.frame.content is not None
            for token in (c.head, *c.used, c.top, *c.trigger)
        }
        reader = StandingReader(self.grammar, load_status(), contents, self._is_quoted)
        return {c.head: reader.read(c) for c in candidates}

    def _is_quoted(self, token: int) -> bool:
        said_by = self.attacher.said_by(token)
        return bool(said_by) and self.statements[said_by[0]].form == "direct"

    def _is_told(
        self,
        candidate: Candidate,
        standings: dict[int, Standing],
        sides: dict[int, Sides],
        inner: dict[int, list[Candidate]],
    ) -> bool:
        """Leave out what is only the content of another act, generic talk, and what stands in a condition."""
        standing, found = standings[candidate.head], sides[candidate.head]
        outer = standing.content_of
        denied = standing.status == "denied"
        if outer is not None and outer.frame.content in ("request", "reject") and not denied:
            return outer.frame.content == "reject" and standings[outer.head].status == "negated"
        promised = outer is not None and outer.frame.content in ("agree", "threat")
        if outer is not None and promised and (standing.status == "occurred" or _is_bare(candidate, outer)):
            return False
        content = inner.get(candidate.head, [])
        if candidate.frame.content == "reject" and standing.status == "negated" and content:
            return False
        told = [c for c in content if standings[c.head].status != "occurred" and not _is_bare(c, candidate)]
        if candidate.frame.content in ("agree", "threat") and told:
            return False
        if standing.in_condition is not None or self.talk.is_idle(candidate, standing):
            return False
        return self._is_sided(candidate, found, standing, bool(content))

    def _is_sided(self, candidate: Candidate, found: Sides, standing: Standing, has_content: bool) -> bool:
        """Ask for the sides without which an act is no more than talk."""
        known = bool(found.actors or found.participants) + bool(found.recipients or len(found.participants) > 1)
        frame = candidate.frame
        met = has_content or found.recipients or found.participants
        if (
            frame.content is not None
            and not met
            and not any(self.lookup.is_body(t) or self.lookup.is_politician(t) for t in found.actors)
        ):
            return False
        if frame.needs == "joined" and not candidate.joined:
            return False
        if self.talk.is_of_words(candidate, found, self.lookup) and not self.attacher.counts(candidate):
            return False
        if self.finder.is_accident(candidate):
            return False
        everybody = (*found.actors, *found.recipients, *found.participants)
        if frame.type not in _DEEDS and not any(self.lookup.is_public(t) for t in everybody):
            return frame.needs == "none"
        if frame.type not in _VIOLENT and self.lookup.is_business(everybody):
            return False
        alone = frame.mutual and candidate.kind == "verb" and len(everybody) == 1
        if alone and frame.type in ("ASSAULT", "AGREE") and self.lookup.is_single(everybody[0]):
            return False
        if candidate.kind != "noun" and frame.needs == "both" and known < 2:
            return False
        if candidate.kind != "noun":
            return known > 0 or bool(self.attacher.counts(candidate)) or bool(self.attacher.places(candidate))
        if frame.mutual and len(everybody) == 1 and candidate.clause is None and not found.recipients:
            inside = self.lookup.is_organisation(everybody[0]) and everybody[0] in self.lookup.names_before(
                candidate.top
            )
            if inside and not self.attacher.places(candidate):
                return False
        if frame.needs == "actor" and not found.actors and not found.participants:
            return False
        if standing.status == "negated" and known < 2:
            return False
        wanted = {"none": 0, "side": 1, "actor": 1, "both": 2, "joined": 0}[frame.needs]
        if candidate.clause is not None and candidate.doers and wanted == 1 and not frame.mutual:
            wanted = 0
        return known >= wanted

    def _make(
        self,
        index: int,
        candidate: Candidate,
        standing: Standing,
        sides: Sides,
        times: tuple[int, ...],
        inner: list[Candidate],
    ) -> Event:
        frame, analysis = candidate.frame, self.analysis
        said_by = self.attacher.said_by(candidate.head)
        denied_by = self.attacher.denied_by(said_by)
        trigger = tuple(sorted({*candidate.trigger, *(t for c in candidate.joined for t in c.trigger)}))
        trigger = self._in_sentence(trigger, candidate.head)
        candidate.trigger = list(trigger)
        content = inner[0].frame if inner else None
        mode = find_mode(candidate, self.grammar)
        if frame.content in ("request", "reject", "threat") and mode is None and content is not None:
            mode = mode_of_content(frame.type, content)
        register = frame.register
        if frame.content is not None and content is not None:
            register = content.register
        status = standing.status
        if denied_by and status in ("occurred", "ongoing"):
            status = "denied"
        return Event(
            index=index,
            frame=frame.id,
            type=frame.type,
            mode=mode,
            contexts=find_contexts(candidate, self.grammar),
            register=register,
            trigger=trigger,
            head=candidate.head,
            status=status,
            status_tokens=standing.tokens,
            condition=standing.condition,
            actors=tuple(make_phrase(analysis, t) for t in sides.actors),
            recipients=tuple(make_phrase(analysis, t) for t in sides.recipients),
            participants=tuple(make_phrase(analysis, t) for t in sides.participants),
            place_tokens=self.attacher.places(candidate),
            time_indices=times,
            counts=self.attacher.counts(candidate),
            sentence=self.attacher.sentence(candidate, candidate.head),
            said_by=said_by,
            denied_by=denied_by,
            confidence=_confidence(candidate, sides, standing),
            tense=standing.tense,
            verbal=standing.verbal,
        )

    def _in_sentence(self, trigger: tuple[int, ...], head: int) -> tuple[int, ...]:
        first, last = self.analysis.sentence(head)
        return tuple(t for t in trigger if first <= t < last)


def _is_bare(candidate: Candidate, outer: Candidate) -> bool:
    """Tell a content that is a noun only ("agreed to a truce"), told by the act of words itself."""
    return candidate.kind == "noun" and candidate.clause in (None, outer.clause, outer.head)


def _confidence(candidate: Candidate, sides: Sides, standing: Standing) -> float:
    """Judge coarsely: by the frame, lower for a noun, for missing sides and for what has not simply happened."""
    value = candidate.frame.confidence
    value -= 0.1 * (candidate.kind != "verb") + 0.05 * (standing.status != "occurred")
    known = bool(sides.actors or sides.participants) + bool(sides.recipients or len(sides.participants) > 1)
    return round(max(0.1, value + (0.05, -0.1, -0.2)[2 - known] if known < 2 else value + 0.05), 2)
