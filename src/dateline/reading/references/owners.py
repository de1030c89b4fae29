"""Whom described people and bodies act for when their owner tells it: "its troops", "the country's army"."""

from __future__ import annotations

from dateline.reading.references.book import Book, EntityDraft, noun_of
from dateline.reading.references.roles import fill_from_roles

_STATES = frozenset(("country", "organisation", "group"))
_OFFICIAL = frozenset(("GOV", "MIL", "COP", "SPY", "JUD", "LEG", "PTY"))
_TIMES = 2
"""How often owners of owners are followed: "its government's spokesman"."""


def give_owned_countries(book: Book) -> None:
    """Give descriptions without a country that of their owner: "Israel moved its troops", "Soto's government"."""
    unknown = [draft for draft in book.entities if draft.described and draft.country is None and draft.entry is None]
    for _ in range(_TIMES):
        left = []
        for draft in unknown:
            draft.country = _country_of_owners(book, draft)
            if draft.country is None:
                left.append(draft)
        if len(left) == len(unknown):
            break
        unknown = left
    for draft in book.entities:
        if draft.roles and draft.country is None:
            fill_from_roles(book, draft)


def _country_of_owners(book: Book, draft: EntityDraft) -> str | None:
    """Give the country of whoever owns a description, if all its mentions agree."""
    told = [country for country in (_country_of_owner(book, index) for index in draft.mentions) if country is not None]
    return told[0] if len(set(told)) == 1 else None


def _country_of_owner(book: Book, index: int) -> str | None:
    mention = book.mentions[index]
    if mention.form != "nominal":
        return None
    noun = noun_of(mention)
    lemma, lists = book.analysis.lemmas[noun], book.cues.lists
    if lemma in lists["opposed_nouns"] or lemma in lists["relatives"]:
        return None
    poss = book.analysis.child(noun, "poss")
    owner = None if poss is None else book.entity_at(poss)
    if owner is None:
        return None
    of = book.entities[owner]
    if of.kind in _STATES or _is_of_office(of, mention.sectors):
        return of.country or (of.entry.country if of.entry is not None else None)
    return None


def _is_of_office(owner: EntityDraft, sectors: tuple[str, ...]) -> bool:
    """Tell "the president's troops" from "the tourist's driver": only those in office have a state's men."""
    return owner.kind in ("person", "unnamed") and any(sector in _OFFICIAL for sector in sectors)
