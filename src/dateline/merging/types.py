"""The values of merging: claims, the fields they are on, the events that reports are joined into, and threads."""

from __future__ import annotations

from typing import Literal

import msgspec

from dateline.model.article import Spans

FieldStatus = Literal["single", "corroborated", "updated", "contested", "denied"]
Policy = Literal["conservative", "informative", "representative"]
POLICIES: tuple[Policy, ...] = ("conservative", "informative", "representative")
DEFAULT_POLICY: Policy = "representative"


class _Part(msgspec.Struct, frozen=True, kw_only=True):
    """A frozen value; equal when its fields are equal."""


class Claim(_Part, frozen=True, kw_only=True):
    """One value of one field in one report."""

    report: str
    """Key of the report."""
    article: str
    published: str | None
    voice: str
    """The independent origin: an agency, an outlet, or the article that it is a copy of."""
    claimed_by: str | None
    """Who says so in the article; None is the outlet's own voice."""
    spans: Spans = ()
    """The words it was read from, in the text of the article."""


class Value(_Part, frozen=True, kw_only=True):
    """One value that reports give, and who gives it."""

    value: str
    """As it is shown: `12+`, `2026-03-20`, `Poland`, `planned`."""
    polarity: Literal["asserted", "denied"] = "asserted"
    voices: int
    documents: int
    since: str | None
    """First day on which it was published; None when unknown."""
    until: str | None
    """Last day on which it was published."""
    superseded_by: str | None = None
    """The later value that took its place."""
    claims: tuple[Claim, ...]


class Field(_Part, frozen=True, kw_only=True):
    """What the reports of one event say of one thing: killed, time, place, actors, status."""

    name: str
    status: FieldStatus
    values: tuple[Value, ...]
    """In the order in which they came up."""
    chosen: dict[Policy, str]
    """The value that each policy picks."""
    decided: str | None = None
    """The value that a person set; the machine's stay beside it."""


class Link(_Part, frozen=True, kw_only=True):
    """Why a report is of the event: the report it is nearest to, the points, and the reasons."""

    report: str
    to: str
    score: float
    reasons: tuple[tuple[str, float], ...]
    decided: bool = False
    """A person said that the two are one."""


class JoinedEvent(_Part, frozen=True, kw_only=True):
    """What the reports of one happening are joined into."""

    id: str
    """The key of its earliest report; every other report's key leads to it too."""
    reports: tuple[str, ...]
    """Keys, earliest first."""
    documents: int
    voices: int
    chosen: dict[Policy, str]
    """The report that speaks for all, by policy."""
    fields: tuple[Field, ...]
    links: tuple[Link, ...]
    standing: Literal["open", "accepted", "rejected"] = "open"
    """What a person ruled."""

    def statuses(self, status: FieldStatus) -> tuple[str, ...]:
        """Give the names of the fields of a status."""
        return tuple(field.name for field in self.fields if field.status == status)


class EventChange(_Part, frozen=True, kw_only=True):
    """How an event is another than it was: each as before and after."""

    reports: tuple[int, int]
    voices: tuple[int, int]
    fields: dict[str, tuple[str, str]]
    """Status of each field that has another now."""


class Story(_Part, frozen=True, kw_only=True):
    """Articles about one matter."""

    id: str
    """`story:` and the first characters of the id of its earliest article."""
    articles: tuple[str, ...]
    """Ids, earliest first."""
    voices: int
    since: str | None
    """First day of publication; None when unknown."""
    until: str | None
    links: tuple[Link, ...]
    """Why each article but the first is in it; `report` and `to` are ids of articles."""


ThreadKind = Literal["plan", "threat", "promise", "proposal", "demand", "condition"]
Outcome = Literal[
    "held", "carried out", "kept", "met", "taken up", "cancelled", "dropped", "refused", "open", "overdue"
]  # fmt: skip


class Thread(_Part, frozen=True, kw_only=True):
    """What became of what was planned, threatened, promised, proposed or demanded."""

    opens: str
    """Id of the event that opens it."""
    kind: ThreadKind
    outcome: Outcome
    by: str | None
    """The report or event that tells the outcome; None while it is open."""
    report: str
    """Key of the report that opens it."""
    due: str | None
    """The day by which it was to happen, where one was named."""
    reasons: tuple[tuple[str, float], ...] = ()
