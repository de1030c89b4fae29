"""Offices of known persons by the article's own words, which go before the dates of the tables."""

from __future__ import annotations

from functools import partial

from dateline.knowledge.names import NameEntry, Office, find_term, leave_term, take_term
from dateline.reading.mentions.nominals_sectors import is_former
from dateline.reading.references.book import Book, EntityDraft, RoleDraft


def settle_terms(book: Book, day: str | None) -> None:
    """Let titles and appositions choose among the offices of a known person: "Chancellor Merkel", whatever the date.

    "The former chancellor" takes the office from her only where the date leaves it open: in its last year, or when
    nobody knows when the report was published.
    """
    for draft in book.entities:
        if draft.kind == "person" and draft.entry is None and draft.roles:
            _recognise(book, draft)
        elif draft.entry is not None and draft.entry.terms:
            draft.entry = _settle(book, draft, draft.entry, day)


def _recognise(book: Book, draft: EntityDraft) -> None:
    """Tell by the office whether somebody with a common name is the known one: "Wang Yi, China's foreign minister"."""
    entries = {entry.key: entry for index in draft.mentions for entry in book.mentions[index].entries if entry.terms}
    if len(entries) != 1:
        return
    (entry,) = entries.values()
    for role in draft.roles:
        if role.office is None or _is_lower(book, role) or _is_former(book, role):
            continue
        fits = any(book.tables.is_same_office(held, role.office) for held in entry.roles)
        if fits and _country_of_role(book, role) in (None, entry.country):
            draft.entry, draft.name, draft.candidates = entry, entry.name, ()
            return


def _settle(book: Book, draft: EntityDraft, entry: NameEntry, day: str | None) -> NameEntry:
    for role in draft.roles:
        if role.office is None or _is_lower(book, role):
            continue
        names_it = partial(book.tables.is_same_office, office=role.office)
        if _is_former(book, role):
            if _may_have_ended(entry, role.office, book, day):
                return leave_term(entry)
        elif any(names_it(held) for held in entry.roles):
            return entry
        else:
            term = find_term(entry, names_it, _country_of_role(book, role))
            if term is not None:
                return take_term(entry, term)
    return entry


def _may_have_ended(entry: NameEntry, office: Office, book: Book, day: str | None) -> bool:
    """Tell whether somebody may have left an office by then, as far as the tables know."""
    terms = [term for term in entry.terms if book.tables.is_same_office(term.role, office)]
    if not terms or not any(book.tables.is_same_office(held, office) for held in entry.roles):
        return False
    return day is None or all(term.until is not None and term.is_on_edge(day) for term in terms if term.covers(day))


def _is_former(book: Book, role: RoleDraft) -> bool:
    return is_former(book.analysis, book.cues.lists["former_words"], 0, role.last - 1)


def _country_of_role(book: Book, role: RoleDraft) -> str | None:
    """Give the country or body that the words of an office name: "Serbian" in "Serbian President Kostunica"."""
    return role.country if role.of is None else book.mentions[role.of].country


def _is_lower(book: Book, role: RoleDraft) -> bool:
    """Tell "deputy prime minister", which is another office; "former" takes nothing from its name."""
    assert role.office is not None
    ranks = book.cues.lists["rank_modifiers"] - book.cues.lists["former_words"]
    words = book.analysis.lowers[role.first : role.last]
    return any(word in ranks and word not in role.office.form for word in words)
