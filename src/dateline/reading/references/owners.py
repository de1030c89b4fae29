"""Whom described people and bodies act for when their owner tells it: "its troops", "the country's army"."""

from __future__ import annotations

from dateline.reading.mentions.nominals_country import country_of_place
from dateline.reading.references.book import Book, EntityDraft, noun_of
from dateline.reading.references.roles import fill_from_roles

_STATES = frozenset(("country", "organisation", "group"))
_OFFICIAL = frozenset(("GOV", "MIL", "COP", "SPY", "JUD", "LEG", "PTY", "ELI"))
_RULING = frozenset(("GOV", "ELI"))
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
        if draft.described and draft.entry is None and draft.kind == "unnamed":
            _give_family(book, draft)
        if draft.kind == "group" and draft.entry is not None and draft.entry.country is None:
            draft.country = draft.country or _country_in_front(book, draft)


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
    if lemma in lists["opposed_nouns"] or (lemma in lists["relatives"] and lemma not in lists["followers"]):
        return None
    owner = _owner_of(book, noun)
    if owner is None:
        return None
    of = book.entities[owner]
    if of.kind == "place":
        return country_of_place(of.name)
    follows = lemma in lists["followers"] and _is_of_office(of, _sectors_of(of))
    if of.kind in _STATES or follows or _is_of_office(of, mention.sectors):
        return _country_of(of)
    return None


def _country_of(draft: EntityDraft) -> str | None:
    return draft.country or (draft.entry.country if draft.entry is not None else None)


def _sectors_of(draft: EntityDraft) -> tuple[str, ...]:
    return draft.sectors if draft.entry is None else draft.entry.sectors or draft.sectors


def _is_of_office(owner: EntityDraft, sectors: tuple[str, ...]) -> bool:
    """Tell "the president's troops" from "the tourist's driver": only those in office have a state's men."""
    return owner.kind in ("person", "unnamed") and any(sector in _OFFICIAL for sector in sectors)


def _give_family(book: Book, draft: EntityDraft) -> None:
    """Count the kin of rulers among the elite of their country: "the king's brother", "the president's wife"."""
    for index in draft.mentions:
        noun = noun_of(book.mentions[index])
        if book.mentions[index].form != "nominal" or book.analysis.lemmas[noun] not in book.cues.lists["kin"]:
            continue
        owner = _owner_of(book, noun)
        if owner is None or book.entities[owner].kind not in ("person", "unnamed"):
            continue
        of = book.entities[owner]
        if _RULING.intersection(_sectors_of(of)):
            draft.country, draft.sectors = draft.country or _country_of(of), ("ELI",)


def _owner_of(book: Book, noun: int) -> int | None:
    """Give whose man or kin somebody is: "the king's brother", "the supporters of the ousted president"."""
    poss = book.analysis.child(noun, "poss")
    if poss is not None:
        return book.entity_at(poss)
    for child in book.analysis.with_label(noun, "prep"):
        for owner in book.analysis.with_label(child, "pobj"):
            if book.analysis.lowers[child] == "of":
                return book.entity_at(owner)
    return None


def _country_in_front(book: Book, draft: EntityDraft) -> str | None:
    """Read "Iraqi Christians" and "Lebanese Shiites", if all mentions agree."""
    told: dict[str | None, None] = {}
    for index in draft.mentions:
        mention = book.mentions[index]
        if mention.form == "pronoun" or mention.first == 0:
            continue
        inner = book.inside.get(mention.first - 1)
        name = None if inner is None else book.mentions[inner]
        adjoins = name is not None and name.form == "demonym" and name.last == mention.first
        told[name.country if name is not None and adjoins else None] = None
    return next(iter(told)) if len(told) == 1 else None
