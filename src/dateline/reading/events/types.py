"""What the events room hands on: acts with their words, sides and standing; not yet placed, dated or coded."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.model.record import CountWhat, EventType, Register, Status
from dateline.reading.analysis import Phrase


@dataclass(frozen=True, slots=True)
class EventCount:
    """A number that belongs to the event: killed, injured, aircraft, money ..."""

    what: CountWhat
    quantity: int
    """Index into `Mentions.quantities`."""


@dataclass(frozen=True, slots=True)
class Event:
    """Something reported, before its words are tied to places, days and codes. Token ranges are half-open."""

    index: int
    """Position in the tuple of events, by where the trigger stands."""
    frame: str
    """Id of the frame that found it ("shoot_down.verb")."""
    type: EventType
    mode: str | None
    contexts: tuple[str, ...]
    register: Register
    trigger: tuple[int, ...]
    """Tokens that tell the act ("shoot", "down"), in text order."""
    head: int
    """The main token of the trigger."""
    status: Status
    status_tokens: tuple[int, ...] = ()
    """Tokens that decided the status ("ready", "planned", "cancellation")."""
    condition: tuple[int, int] | None = None
    """Token range of the if-clause."""
    actors: tuple[Phrase, ...] = ()
    recipients: tuple[Phrase, ...] = ()
    participants: tuple[Phrase, ...] = ()
    place_tokens: tuple[int, ...] = ()
    """Heads of phrases that syntax ties to the event as its place."""
    time_indices: tuple[int, ...] = ()
    """Indices into `Mentions.times` that syntax ties to the event."""
    counts: tuple[EventCount, ...] = ()
    sentence: tuple[int, int] = (0, 0)
    """Token range of the sentence, or in a long one of the clause, that reports it."""
    said_by: tuple[int, ...] = ()
    """Indices of statements, innermost first."""
    denied_by: tuple[int, ...] = ()
    confidence: float = 0.5
    tense: str | None = None
    """past | present | future | None, of the clause that reports it."""
    verbal: EventType | None = None
    """The act of words that the whole amounts to where it is told as one: "agreed to withdraw" is a planned RETREAT
    that the manual codes AGREE. None: the type and status decide."""
