"""What dateline says of one article: the public contract `dateline/1`, frozen and typed.

Field names are the keys of the JSON. Keys may be added, never renamed or given another meaning.
Unknown is `None` or an empty tuple, never a default and never a guess.
"""

from __future__ import annotations

from typing import Literal

import msgspec

from dateline.model.article import Article, Span, Spans
from dateline.model.markup import repr_html

SCHEMA: Literal["dateline/1"] = "dateline/1"

ActorKind = Literal["person", "organisation", "country", "group", "unnamed"]
MentionForm = Literal["name", "title", "demonym", "metonym", "nominal", "pronoun"]
StatementForm = Literal["direct", "indirect", "mixed"]
Act = Literal["say", "ask", "answer", "deny", "confirm", "warn", "demand", "promise", "praise", "criticise", "decline"]
EventType = Literal[
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT",
    "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
]  # fmt: skip
Register = Literal[
    "airspace", "strike", "clash", "sanction", "aid", "meeting", "agreement", "threat", "detention", "protest",
    "diplomacy", "office", "cyber", "economy", "military", "crime", "disaster", "other",
]  # fmt: skip
Status = Literal[
    "occurred", "ongoing", "planned", "proposed", "considered", "threatened", "conditional", "cancelled",
    "denied", "negated",
]  # fmt: skip
CountWhat = Literal[
    "killed", "injured", "missing", "arrested", "released", "kidnapped", "displaced", "aircraft", "drones",
    "missiles", "ships", "vehicles", "troops", "personnel", "participants", "violations", "money", "other",
]  # fmt: skip


class _Part(msgspec.Struct, frozen=True, kw_only=True):
    """A frozen value; equal when its fields are equal."""


class Producer(_Part, frozen=True, kw_only=True):
    """Which program, model and knowledge made a record."""

    dateline: str
    model: str
    """Distribution and version of the sentence model."""
    knowledge: str
    """sha256 over the knowledge tables."""


class Role(_Part, frozen=True, kw_only=True):
    """An office or description the text gives a person ("NATO Secretary-General")."""

    title: str
    of: str | None = None
    """The body or country the office belongs to, by canonical name where known."""
    span: Span


class ActorMention(_Part, frozen=True, kw_only=True):
    """One place where the text speaks of an actor."""

    span: Span
    form: MentionForm


class ActorCandidate(_Part, frozen=True, kw_only=True):
    """Somebody the words could also mean."""

    name: str
    country: str | None = None
    reason: str


class Actor(_Part, frozen=True, kw_only=True):
    """A person, body, country or group that acts, speaks or is acted upon."""

    id: str
    name: str
    kind: ActorKind
    country: str | None = None
    """ISO 3166-1 alpha-3 or a PLOVER code (IGO UNO EUR NGO MNC IMG ISM): whom the actor acts for."""
    sectors: tuple[str, ...] = ()
    """PLOVER sectors (GOV MIL JRN BUS ...)."""
    affiliation: str | None = None
    """The body or country acted for, by its canonical name."""
    roles: tuple[Role, ...] = ()
    wikidata: str | None = None
    resolved_by: Literal["lexicon", "text"] | None = None
    candidates: tuple[ActorCandidate, ...] = ()
    mentions: tuple[ActorMention, ...] = ()


class PlaceCandidate(_Part, frozen=True, kw_only=True):
    """A place that the name could also mean."""

    name: str
    country: str | None = None
    admin1: str | None = None
    lat: float | None = None
    lon: float | None = None
    geonames: int | None = None


class Place(_Part, frozen=True, kw_only=True):
    """A place that the text names."""

    id: str
    name: str
    kind: str | None = None
    """country | admin1 | city | region | sea | site | ...; None when unresolved."""
    country: str | None = None
    """ISO 3166-1 alpha-3."""
    admin1: str | None = None
    lat: float | None = None
    """Degrees north, WGS 84."""
    lon: float | None = None
    """Degrees east, WGS 84."""
    geonames: int | None = None
    spans: Spans = ()
    candidates: tuple[PlaceCandidate, ...] = ()
    reason: str | None = None
    """Why this candidate was taken, in words."""


class Time(_Part, frozen=True, kw_only=True):
    """A time expression and the interval of days it stands for."""

    id: str
    span: Span
    edtf: str | None
    """EDTF (ISO 8601-2); None for bare durations and frequencies."""
    start: str | None
    """First day `YYYY-MM-DD`; None when open or unknown."""
    end: str | None
    """Last day `YYYY-MM-DD`, inclusive; None when open or unknown."""
    basis: str | None = None
    """What it was counted from: published | dateline | another time's id | None."""
    approximate: bool = False
    timex: Literal["DATE", "TIME", "DURATION", "SET"] = "DATE"
    """TIMEX3 type."""
    value: str | None = None
    """TIMEX3 value."""


class Party(_Part, frozen=True, kw_only=True):
    """A side of a statement or event: who (by actor id, None when unresolved) and by which words."""

    id: str | None = None
    spans: Spans = ()


class Venue(_Part, frozen=True, kw_only=True):
    """Where something was said: a programme, briefing, letter or platform."""

    name: str
    spans: Spans = ()


class Statement(_Part, frozen=True, kw_only=True):
    """Somebody says something."""

    id: str
    key: str
    """Stable key outside the record: `statement:` + hash of article id, form and content spans."""
    form: StatementForm
    act: Act
    speaker: Party
    addressee: Party | None = None
    venue: Venue | None = None
    content: Spans = ()
    """Without the quotation marks; empty for "declined to comment"."""
    cue: Spans = ()
    replies_to: str | None = None
    within: str | None = None


class Plover(_Part, frozen=True, kw_only=True):
    """The code the PLOVER 2.0 manual would give."""

    type: EventType
    mode: str | None = None
    aux: tuple[str, ...] = ()


class EventPlace(_Part, frozen=True, kw_only=True):
    """Where an event took place, and how that was read."""

    id: str
    spans: Spans = ()
    basis: Literal["syntax", "sentence", "dateline"]


class EventTime(_Part, frozen=True, kw_only=True):
    """When an event took place: an interval of days, and how it was read."""

    id: str | None = None
    """The time expression it was read from."""
    start: str | None = None
    end: str | None = None
    edtf: str | None = None
    basis: Literal["expression", "publication", "context"] | None = None


class Count(_Part, frozen=True, kw_only=True):
    """A number the report gives; `min == max` when it is exact, None for an open side."""

    what: CountWhat
    min: float | int | None
    max: float | int | None
    approximate: bool = False
    unit: str | None = None
    span: Span


class Event(_Part, frozen=True, kw_only=True):
    """Something that the report says happened, or may, or will not."""

    id: str
    key: str
    """Stable key outside the record: `event:` + hash of article id, type and trigger spans."""
    type: EventType
    mode: str | None = None
    contexts: tuple[str, ...] = ()
    plover: Plover
    register: Register
    status: Status
    status_spans: Spans = ()
    condition: Span | None = None
    actors: tuple[Party, ...] = ()
    recipients: tuple[Party, ...] = ()
    participants: tuple[Party, ...] = ()
    places: tuple[EventPlace, ...] = ()
    time: EventTime
    counts: tuple[Count, ...] = ()
    said_by: tuple[str, ...] = ()
    """Ids of statements, innermost first; empty = the outlet's own voice."""
    denied_by: tuple[str, ...] = ()
    trigger: Spans
    sentence: Span
    confidence: float
    rule: str


class Issue(_Part, frozen=True, kw_only=True):
    """What could not be read or resolved, in words."""

    kind: str
    """Short stable name, such as `language` or `quote-unbalanced`."""
    message: str
    span: Span | None = None


class Record(_Part, frozen=True, kw_only=True):
    """Everything dateline says of one article."""

    schema: Literal["dateline/1"] = SCHEMA
    producer: Producer
    article: Article
    actors: tuple[Actor, ...] = ()
    places: tuple[Place, ...] = ()
    times: tuple[Time, ...] = ()
    statements: tuple[Statement, ...] = ()
    events: tuple[Event, ...] = ()
    issues: tuple[Issue, ...] = ()

    def text_of(self, *spans: Span | None) -> str:
        """Give the words of the text under the spans, several joined by " … "; "" for none."""
        return " … ".join(self.article.text[s.start : s.end] for s in spans if s is not None)

    def _repr_html_(self) -> str:
        """Show the marked text in a notebook."""
        return repr_html(self)
