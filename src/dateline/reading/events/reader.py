"""Puts the parts of an event together: act, standing, sides, and what hangs on it."""

from __future__ import annotations

from dateline.knowledge.frames import load_frames
from dateline.knowledge.status import load_status
from dateline.reading.analysis import Analysis
from dateline.reading.events.attaching import Attacher
from dateline.reading.events.candidates import Candidate, Finder
from dateline.reading.events.directing import Director
from dateline.reading.events.gate import Gate
from dateline.reading.events.grammar import Grammar
from dateline.reading.events.joining import join_candidates
from dateline.reading.events.kinds import find_contexts, find_mode, mode_of_content
from dateline.reading.events.lookup import Lookup
from dateline.reading.events.sides import SideReader, Sides, make_phrase
from dateline.reading.events.standing import Standing, StandingReader
from dateline.reading.events.types import Event
from dateline.reading.mentions import Mentions
from dateline.reading.references import References
from dateline.reading.statements import Statement


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
        self.attacher = Attacher(self.grammar, self.lookup, mentions, statements)
        self.gate = Gate(self.grammar, self.lookup, self.attacher, self.finder)
        self.left_out: list[tuple[Candidate, str]] = []
        """Acts that were found and are not told, each with the reason in words."""

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
        refused = {c.head: self.gate.refuse(c, standings, sides, inner) for c in candidates}
        self.left_out = [(c, why) for c in candidates if (why := refused[c.head]) is not None]
        return [c for c in candidates if refused[c.head] is None], standings, sides, inner

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


def _confidence(candidate: Candidate, sides: Sides, standing: Standing) -> float:
    """Judge coarsely: by the frame, lower for a noun, for missing sides and for what has not simply happened."""
    value = candidate.frame.confidence
    value -= 0.1 * (candidate.kind != "verb") + 0.05 * (standing.status != "occurred")
    known = bool(sides.actors or sides.participants) + bool(sides.recipients or len(sides.participants) > 1)
    return round(max(0.1, value + (0.05, -0.1, -0.2)[2 - known] if known < 2 else value + 0.05), 2)
