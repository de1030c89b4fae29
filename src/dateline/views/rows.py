"""One line of each list of a ledger: frozen and typed, with the words that every value was read from."""

from __future__ import annotations

from typing import Literal

import msgspec

from dateline.model.article import Spans
from dateline.model.record import Plover


class Line(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A frozen value; equal when its fields are equal. Nothing in it leads back to it: collecting passes it over."""


class Words(Line, frozen=True, kw_only=True):
    """Words of an article and where they stand in its text."""

    words: str
    spans: Spans = ()


class SideRow(Line, frozen=True, kw_only=True):
    """Who stands on a side of an event or statement; what is unresolved has words and no name."""

    key: str | None = None
    """Key of the actor, the same in all articles."""
    name: str | None = None
    kind: str | None = None
    country: str | None = None
    sectors: tuple[str, ...] = ()
    affiliation: str | None = None
    words: str = ""
    spans: Spans = ()

    @property
    def label(self) -> str:
        """The name, or the words where there is none."""
        return self.name or self.words or "?"


class SiteRow(Line, frozen=True, kw_only=True):
    """Where an event took place."""

    key: str | None = None
    name: str | None = None
    kind: str | None = None
    country: str | None = None
    admin1: str | None = None
    lat: float | None = None
    lon: float | None = None
    geonames: int | None = None
    basis: str = ""
    words: str = ""
    spans: Spans = ()

    @property
    def label(self) -> str:
        """The name, or the words where there is none."""
        return self.name or self.words or "?"


class CountRow(Line, frozen=True, kw_only=True):
    """A number that an event was reported with."""

    what: str
    min: float | int | None = None
    max: float | int | None = None
    approximate: bool = False
    unit: str | None = None
    words: str = ""
    spans: Spans = ()


class VoiceRow(Line, frozen=True, kw_only=True):
    """Whose claim, or denial, an event is: the statement and its speaker."""

    statement: str
    speaker: SideRow = SideRow()


class SourceRow(Line, frozen=True, kw_only=True):
    """Where a line was published."""

    article: str
    """Id of the article."""
    ref: str | None = None
    url: str | None = None
    outlet: str | None = None
    title: str | None = None
    published: str | None = None


class JoinedRow(Line, frozen=True, kw_only=True):
    """The event that a report was joined into, in short."""

    id: str
    """Key of its earliest report."""
    reports: int
    documents: int
    voices: int
    """Independent origins: copies of one text and all texts of one agency or outlet are one."""
    standing: str = "open"
    """What a person ruled: open, accepted, rejected."""
    fields: tuple[tuple[str, str], ...] = ()
    """Name and status of each field that is corroborated, updated, contested or denied."""
    decided: tuple[tuple[str, str], ...] = ()
    """Name and value of each field that a person set."""
    values: tuple[tuple[str, str], ...] = ()
    """Name and value of each field by all reports together, chosen by the policy; of several reports only."""
    policy: str = "representative"
    """Which rule chose them."""

    def of_status(self, status: str) -> tuple[str, ...]:
        """Give the names of the fields of a status."""
        return tuple(name for name, its in self.fields if its == status)


class EventRow(Line, frozen=True, kw_only=True):
    """What one article says of one event."""

    key: str
    type: str
    mode: str | None = None
    contexts: tuple[str, ...] = ()
    plover: Plover
    register: str
    status: str
    status_words: Words
    condition: Words | None = None
    actors: tuple[SideRow, ...] = ()
    recipients: tuple[SideRow, ...] = ()
    participants: tuple[SideRow, ...] = ()
    places: tuple[SiteRow, ...] = ()
    start: str | None = None
    end: str | None = None
    edtf: str | None = None
    time_basis: str | None = None
    time: Words | None = None
    """The words of the time expression."""
    counts: tuple[CountRow, ...] = ()
    said_by: tuple[VoiceRow, ...] = ()
    """Innermost first; empty: the outlet's own voice."""
    denied_by: tuple[VoiceRow, ...] = ()
    trigger: Words
    sentence: Words
    confidence: float
    rule: str
    source: SourceRow
    joined: JoinedRow | None = None
    """The event that this report is of, with all other reports of it; None where reports were not joined."""

    def _repr_html_(self) -> str:
        """Show it in a notebook."""
        from dateline.views.rendering_html import show_event

        return show_event(self)


class StatementRow(Line, frozen=True, kw_only=True):
    """Somebody says something."""

    key: str
    form: str
    act: str
    speaker: SideRow = SideRow()
    addressee: SideRow | None = None
    venue: Words | None = None
    content: Words
    cue: Words
    replies_to: str | None = None
    """Key of the statement that this one answers."""
    within: str | None = None
    """Key of the statement that this one is quoted in."""
    events: tuple[str, ...] = ()
    """Keys of the events that are its speaker's claim."""
    source: SourceRow

    def _repr_html_(self) -> str:
        """Show it in a notebook."""
        from dateline.views.rendering_html import show_statement

        return show_statement(self)


class NoticeRow(Line, frozen=True, kw_only=True):
    """A notice of the outlet about its own article."""

    kind: str
    words: str
    spans: Spans


class ArticleRow(Line, frozen=True, kw_only=True):
    """One article of the ledger and how much was read from it."""

    article: str
    ref: str | None = None
    url: str | None = None
    outlet: str | None = None
    title: str | None = None
    byline: tuple[str, ...] = ()
    credit: str | None = None
    place: str | None = None
    """Name of the place of the dateline."""
    published: str | None = None
    published_from: str | None = None
    language: str | None = None
    text_sha256: str
    characters: int
    statements: int
    events: int
    issues: int
    superseded_by: str | None = None
    """Id of the newer version at the same URL."""
    copy_group: str | None = None
    """The same for all articles of exactly this text; None where there is no other."""
    copies: int = 1
    """How many current articles have exactly this text."""
    notices: tuple[NoticeRow, ...] = ()
    """Corrections, retractions and the like that its own text carries."""
    found: Words | None = None
    """Where words were searched for: those around the first place where they stand."""
    hits: Spans = ()
    """The searched words among them."""


class ActorRow(Line, frozen=True, kw_only=True):
    """An actor over all articles that name it so."""

    key: str
    name: str
    kind: str
    country: str | None = None
    sectors: tuple[str, ...] = ()
    """All that any article gives."""
    affiliations: tuple[str, ...] = ()
    articles: int
    mentions: int
    events: int
    """Events that it is a side of."""
    statements: int
    """Statements that it is the speaker of."""


class PlaceRow(Line, frozen=True, kw_only=True):
    """A place over all articles that name it."""

    key: str
    name: str
    kind: str | None = None
    country: str | None = None
    admin1: str | None = None
    lat: float | None = None
    lon: float | None = None
    geonames: int | None = None
    articles: int
    mentions: int
    events: int


class IssueRow(Line, frozen=True, kw_only=True):
    """What could not be read or resolved, in words."""

    about: Literal["input", "article"]
    """`input`: nothing was kept of it. `article`: it is kept; this is what to know before trusting it."""
    input: str | None = None
    kind: str
    message: str
    words: str = ""
    spans: Spans = ()
    source: SourceRow | None = None
