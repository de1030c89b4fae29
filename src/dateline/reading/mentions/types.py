"""What the mentions room hands on: phrases that speak of somebody, somewhere, some time or some number."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from dateline.knowledge.names import NameEntry
from dateline.model.record import CountWhat, MentionForm

MentionKind = Literal["person", "organisation", "country", "place", "group", "unnamed", "other"]
"""`other` is a capitalised name that is none of ours (an event, law, product): kept so that nobody reads it again."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A name, description or pronoun that speaks of somebody or somewhere. Token ranges are half-open."""

    index: int
    """Position in `Mentions.names`, in text order."""
    first: int
    last: int
    """The words of the mention: for a name the bare name ("Mark Rutte"); for a description its phrase from the
    first determiner or modifier to its head noun ("the NATO chief"); for a pronoun the pronoun."""
    head: int
    """Syntactic head token; arguments of events and statements are looked up by it."""
    form: MentionForm
    kind: MentionKind
    name: str
    """Canonical name where the tables know it, else the words; for a nominal its lower-case head lemma."""
    entry: NameEntry | None = None
    """The row of the tables that it was known by; None when read off the text."""
    entries: tuple[NameEntry, ...] = ()
    """All rows that the words could mean, `entry` among them."""
    title: tuple[int, int] | None = None
    """Tokens of the office in front of or behind a person's name ("NATO Secretary-General")."""
    number: Literal["singular", "plural"] | None = None
    gender: Literal["f", "m"] | None = None
    sectors: tuple[str, ...] = ()
    """PLOVER sectors told by an agent noun ("soldiers": MIL) or title."""
    country: str | None = None
    """Code told inside the phrase ("Russian jets": RUS) or by the tables."""
    noun: int | None = None
    """For a description the noun that says who it is: "protesters" in "hundreds of protesters"."""
    equipment: bool = False
    """The head noun is a thing that acts for somebody ("jets", "drones", "warship")."""
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class TimeMention:
    """A time expression as it stands, before it is counted from anything: see `mentions/times.py`."""

    first: int
    last: int
    rule: str
    """Name of the grammar rule that found it."""
    parts: tuple[tuple[str, str], ...] = ()
    """What was composed, as (name, value) pairs: (("unit", "week"), ("number", "6"), ("direction", "past"))."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with what it counts: "at least six people" (min 6, max None), "about 200 troops"."""

    first: int
    last: int
    """Tokens of the numeral with its hedges ("at least six")."""
    head: int
    """The counted noun, or the numeral itself when no noun follows ("killing six")."""
    min: float | int | None
    max: float | int | None
    approximate: bool = False
    unit: str | None = None
    """Currency code or measure ("USD", "km"); None for things that are simply counted."""
    what: CountWhat | None = None
    """What the noun by itself says is counted (aircraft, drones, troops, money ...); None when the act must tell."""


@dataclass(frozen=True, slots=True)
class Mentions:
    """All that was found in one article, each tuple in text order."""

    names: tuple[Mention, ...] = ()
    times: tuple[TimeMention, ...] = ()
    quantities: tuple[Quantity, ...] = ()
