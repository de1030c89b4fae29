"""A name while it is read: a stretch of words whose kind is not settled yet."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from dateline.knowledge.names import NameEntry
from dateline.model.record import MentionForm
from dateline.reading.mentions.types import MentionKind


@dataclass(slots=True)
class Draft:
    """A name found, with what is known of it so far; `kind` None: the words around it must tell."""

    first: int
    last: int
    kind: MentionKind | None
    entries: tuple[NameEntry, ...] = ()
    form: MentionForm = "name"
    title: tuple[int, int] | None = None
    sectors: tuple[str, ...] = ()
    country: str | None = None
    gender: Literal["f", "m"] | None = None
    number: Literal["singular", "plural"] | None = "singular"
    doubtful: bool = False
    """The words are also common words, or stand in a title-case line: the rest of the article must bear them out."""
    given: bool = False
    """The first word is a known given name."""
    hints: dict[MentionKind, float] = field(default_factory=dict)
    """What the words around speak for."""
    confidence: float = 1.0
