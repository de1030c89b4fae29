"""The bodies that offices belong to, where the text leaves them unsaid: "ministry spokesman", "its director"."""

from __future__ import annotations

from bisect import bisect_left

from dateline.reading.mentions import Mention
from dateline.reading.references.book import Book
from dateline.reading.references.descriptions import fits_noun
from dateline.reading.references.roles import fill_from_roles, sectors_of_body


def complete_roles(book: Book) -> None:
    """Read "ministry spokesman Ole Brandt" as of the ministry spoken of last."""
    bodies = [
        mention
        for mention in book.mentions
        if mention.form in ("name", "nominal")
        and mention.kind == "organisation"
        and book.entity_of[mention.index] is not None
    ]
    for draft in book.entities:
        for role in draft.roles:
            if draft.described and draft.entry is None:
                draft.sectors = sectors_of_body(book, role) or draft.sectors
            word = book.analysis.lowers[role.first]
            new = role.first > 0 and book.analysis.lowers[role.first - 1] in ("a", "an")
            if role.of is None and role.last - role.first > 1 and word in book.cues.kind_nouns and not new:
                role.of = _last_body(book, bodies, word, role.first)
                fill_from_roles(book, draft)


def give_owned_roles(book: Book) -> None:
    """Read "its spokeswoman, Ravina Dell" as of the body that "its" takes up, once pronouns are tied."""
    for draft in book.entities:
        for role in draft.roles:
            poss = book.analysis.child(role.last - 1, "poss")
            index = None if poss is None or role.of is not None else book.by_head.get(poss)
            entity = None if index is None else book.entity_of[index]
            if entity is not None and book.entities[entity].kind in ("organisation", "country"):
                role.of = index
                fill_from_roles(book, draft)


def _last_body(book: Book, bodies: list[Mention], lemma: str, token: int) -> int | None:
    for mention in reversed(bodies[: bisect_left(bodies, token, key=lambda body: body.first)]):
        entity = book.entity_of[mention.index]
        if entity is not None and fits_noun(book, book.entities[entity], lemma, book.cues.kind_nouns[lemma]):
            return mention.index
    return None
