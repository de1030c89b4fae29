"""What the statements room hands on: who said what, by which words; the speakers are phrases, not yet persons."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.model.article import Spans
from dateline.model.record import Act, StatementForm
from dateline.reading.analysis import Phrase


@dataclass(frozen=True, slots=True)
class Statement:
    """Somebody says something: "three Russian planes flew over Estonian airspace," Rutte told Fox News."""

    index: int
    """Position in the tuple of statements, by where the content begins (or the cue when it has no content)."""
    form: StatementForm
    act: Act
    speaker: Phrase | None
    """The source's phrase ("NATO Secretary-General Mark Rutte"); None when the text names none."""
    content: Spans
    """Characters of the content, in pieces, without quotation marks and blanks at the edges."""
    cue: Spans
    """Characters of the cue ("told", "According to")."""
    cue_token: int | None = None
    """Main token of the cue; None for a floating quote that continues a speaker."""
    addressee: Phrase | None = None
    venue: Phrase | None = None
    venue_name: str | None = None
    """The name of the venue as the words have it ("Special Report")."""
    replies_to: int | None = None
    """Index of the statement that this one answers."""
    within: int | None = None
    """Index of the statement that this one is quoted inside."""
    speaker_from: int | None = None
    """For a floating quote: index of the statement whose speaker goes on."""
    rule: str = ""
