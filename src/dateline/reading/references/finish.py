"""From joined drafts to the entities that the later rooms read."""

from __future__ import annotations

from functools import cache
from typing import Literal

from dateline.knowledge.names_rows import read_countries
from dateline.reading.references.book import Book, EntityDraft, noun_of
from dateline.reading.references.types import Entity, EntityKind, EntityRole, References


def finish_references(book: Book) -> References:
    """Order the entities by first mention and fill in whom they act for."""
    for statement in book.statements:
        speaker = book.speaker_of(statement)
        if speaker is not None:
            book.entities[speaker].speaks = True
    kept = [index for index, draft in enumerate(book.entities) if draft.mentions]
    kept.sort(key=lambda index: book.entities[index].mentions[0])
    place = {old: new for new, old in enumerate(kept)}
    entities = tuple(_finish(book, place[old], book.entities[old]) for old in kept)
    entity_of = tuple(None if old is None else place.get(old) for old in book.entity_of)
    return References(entities, entity_of, _index_tokens(book, entity_of))


def _finish(book: Book, index: int, draft: EntityDraft) -> Entity:
    kind: EntityKind = draft.kind
    if draft.described and draft.speaks and draft.kind == "group" and _is_of_people(book, draft):
        kind = "unnamed"
    entry = draft.entry
    country = draft.country if entry is None else entry.country or draft.country
    sectors = draft.sectors if entry is None else entry.sectors or draft.sectors
    affiliation = _affiliation(book, draft, country)
    resolved_by: Literal["lexicon", "text"] | None = None
    if entry is not None:
        resolved_by = "lexicon"
    elif country or sectors or affiliation:
        resolved_by = "text"
    return Entity(
        index,
        kind,
        _name(book, draft),
        tuple(draft.mentions),
        country,
        sectors,
        affiliation,
        tuple(_role(book, draft)),
        entry,
        resolved_by,
        draft.candidates,
    )


def _is_of_people(book: Book, draft: EntityDraft) -> bool:
    """Tell "two diplomats", who may be a source, from police, peoples and jets."""
    first = book.mentions[draft.mentions[0]]
    if draft.entry is not None or first.equipment or first.form == "pronoun":
        return False
    agent = book.tables.agent(book.analysis.lemmas[noun_of(first)])
    return agent is None or agent.kind == "person"


def _name(book: Book, draft: EntityDraft) -> str:
    """Give a name as the text writes it outside lines of capitals."""
    if draft.entry is not None or not draft.name.isupper() or len(draft.name) < 5:
        return draft.name
    for index in draft.mentions:
        mention = book.mentions[index]
        words = book.analysis.words_of(mention.first, mention.last)
        if mention.form == "name" and words.upper() == draft.name and not words.isupper():
            return words
    return draft.name


def _role(book: Book, draft: EntityDraft) -> list[EntityRole]:
    if draft.kind not in ("person", "unnamed"):
        return []
    roles = []
    for role in sorted(draft.roles, key=lambda role: role.first):
        body = None if role.of is None else book.entity_of[role.of]
        of = None if body is None else book.entities[body].name
        roles.append(EntityRole(book.analysis.words_of(role.first, role.last), of, role.first, role.last))
    return roles


def _affiliation(book: Book, draft: EntityDraft, country: str | None) -> str | None:
    if draft.entry is not None and draft.entry.affiliation:
        return draft.entry.affiliation
    if draft.kind == "country":
        return draft.name
    for role in draft.roles:
        body = None if role.of is None else book.entity_of[role.of]
        if body is not None:
            return book.entities[body].name
    if draft.kind == "place" or country is None:
        return None
    return _country_names().get(country)


@cache
def _country_names() -> dict[str, str]:
    """Give the countries' names by their codes, today's states before historic ones of the same code."""
    names: dict[str, str] = {}
    for row in read_countries():
        if row.entry.kind == "country" and row.entry.form == "name" and row.entry.country is not None:
            names.setdefault(row.entry.country, row.entry.name)
    return names


def _index_tokens(book: Book, entity_of: tuple[int | None, ...]) -> dict[int, int]:
    """Map heads first, then the other words of names, innermost last so that a nested name keeps its words."""
    found: dict[int, int] = {}
    for mention in book.mentions:
        entity = entity_of[mention.index]
        if entity is not None and mention.form in ("name", "metonym", "demonym"):
            for token in range(mention.first, mention.last):
                found[token] = entity
    for mention in book.mentions:
        entity = entity_of[mention.index]
        if entity is None:
            continue
        found.setdefault(mention.head, entity)
        if mention.form in ("nominal", "title"):
            found.setdefault(noun_of(mention), entity)
        if mention.title is not None and mention.form == "name":
            for token in range(*mention.title):
                found.setdefault(token, entity)
    return dict(sorted(found.items()))
