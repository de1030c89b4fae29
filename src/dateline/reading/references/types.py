"""What the references room hands on: who is who within the article."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from dateline.knowledge.names import NameEntry
from dateline.model.record import ActorCandidate

EntityKind = Literal["person", "organisation", "country", "group", "unnamed", "place"]


@dataclass(frozen=True, slots=True)
class EntityRole:
    """An office the text gives a person: "NATO Secretary-General"."""

    title: str
    of: str | None
    """Canonical name of the body or country."""
    first: int
    last: int
    """Token range of the words."""


@dataclass(frozen=True, slots=True)
class Entity:
    """One person, body, country, group or place with all its mentions."""

    index: int
    kind: EntityKind
    name: str
    mentions: tuple[int, ...]
    """Indices into `Mentions.names`, in text order."""
    country: str | None = None
    """ISO alpha-3 or PLOVER code: whom the actor acts for."""
    sectors: tuple[str, ...] = ()
    affiliation: str | None = None
    roles: tuple[EntityRole, ...] = ()
    entry: NameEntry | None = None
    resolved_by: Literal["lexicon", "text"] | None = None
    candidates: tuple[ActorCandidate, ...] = ()


@dataclass(frozen=True, slots=True)
class References:
    """The entities of an article and the ways to them."""

    entities: tuple[Entity, ...] = ()
    """In order of first mention."""
    entity_of: tuple[int | None, ...] = ()
    """For each mention of `Mentions.names` the index of its entity; None for mentions that nobody could place."""
    by_token: Mapping[int, int] = field(default_factory=dict)
    """From the head token of a mention (and each other token of a name) to the index of its entity."""

    def at(self, token: int) -> Entity | None:
        """Give the entity that the phrase headed by a token speaks of."""
        index = self.by_token.get(token)
        return None if index is None else self.entities[index]
