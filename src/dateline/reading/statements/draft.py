"""A statement while it is being put together."""

from __future__ import annotations

from dataclasses import dataclass, field

from dateline.model.record import Act
from dateline.reading.analysis import Phrase

Range = tuple[int, int]
"""Tokens, half-open."""


@dataclass(slots=True)
class Draft:
    """What is known of one statement so far; token ranges are half-open."""

    cue: int
    """Main token of the cue."""
    cue_tokens: list[int]
    rule: str
    act: Act
    source: Phrase | None
    pieces: list[Range]
    """Content, in text order."""
    speech: bool = True
    """Said aloud or written, as against thought, planned or found."""
    quotable: bool = False
    """The cue can carry direct speech, and a quotation may be its whole content."""
    thing: int | None = None
    """Head of the object, when the content is one."""
    not_of: tuple[str, ...] = ()
    """What the object must not be ("defended the town")."""
    clause: bool = False
    """Its content is a clause or direct speech: strong enough to stand inside another statement."""
    addressee: Phrase | None = None
    venue: Phrase | None = None
    venue_name: str | None = None
    quotations: list[int] = field(default_factory=list)
    """Indices of the quotations that are part of the content."""
    floats_from: Draft | None = None
    """The statement whose speaker goes on."""
    after: Draft | None = None
    """In a dialogue, the turn before, spoken by the other one."""
    replies_to: Draft | None = None
    within: Draft | None = None

    @property
    def first(self) -> int:
        """First token of the content, or the cue when there is none."""
        return self.pieces[0][0] if self.pieces else self.cue

    @property
    def source_last(self) -> int:
        """Token behind the source, or the cue."""
        return self.cue if self.source is None else max(self.cue, self.source.last)

    def covers(self, token: int) -> bool:
        """Tell whether a token lies in the content."""
        return any(first <= token < last for first, last in self.pieces)
