"""The unnamed speaker of the lead, named in the next breath: "the deputy minister said. "No," Ana Sok said."."""

from __future__ import annotations

from dateline.reading.mentions import Mention
from dateline.reading.references.book import Book, EntityDraft, noun_of
from dateline.reading.references.roles import add_role, role_of_mention
from dateline.reading.statements import Statement

_LEAD = 3
"""Sentences, with the headline, in which somebody is spoken of by office alone."""
_NEXT = 3
"""Sentences within which the name follows."""
_DEFINITE = frozenset(("the", "its", "their"))


def join_introduced(book: Book) -> None:
    """Tie the office that speaks in the lead to the new name, without any office of its own, that speaks next.

    Only where nobody else comes in between, and the office is one that somebody holds ("the deputy minister").
    """
    told = sorted((each for each in book.statements if each.speaker is not None), key=_place)
    for position, statement in enumerate(told):
        if book.analysis.sentence_of[_place(statement)] >= _LEAD:
            return
        mention = _find_office(book, statement)
        if mention is None:
            continue
        entity = _find_named(book, mention, told[position + 1 :])
        if entity is not None:
            book.give(mention, entity)
            book.entities[entity].mentions.sort()
            add_role(book, entity, role_of_mention(book, mention))
        return


def _place(statement: Statement) -> int:
    assert statement.speaker is not None
    return statement.speaker.head


def _find_office(book: Book, statement: Statement) -> Mention | None:
    """Find the speaker who is told by an office alone."""
    index = book.by_head.get(_place(statement))
    if index is None or book.entity_of[index] is not None or statement.within is not None:
        return None
    mention, analysis = book.mentions[index], book.analysis
    if mention.form != "nominal" or mention.kind not in ("person", "unnamed") or mention.number == "plural":
        return None
    owned = any(analysis.labels[child] == "poss" for child in analysis.children[noun_of(mention)])
    if analysis.lowers[mention.first] not in _DEFINITE and not owned:
        return None
    office = role_of_mention(book, mention).office
    return mention if office is not None and not office.plural else None


def _find_named(book: Book, office: Mention, later: list[Statement]) -> int | None:
    """Find the new name that speaks next."""
    analysis = book.analysis
    for statement in later:
        head = _place(statement)
        if analysis.sentence_of[head] - analysis.sentence_of[office.head] > _NEXT:
            return None
        index = book.by_head.get(head, book.inside.get(head))
        if index is None or statement.within is not None:
            continue
        mention = book.mentions[index]
        if mention.form == "pronoun":
            continue
        entity = book.entity_of[index]
        if entity is None or mention.form != "name" or mention.kind != "person":
            return None
        return entity if _is_new(book, book.entities[entity], mention, office) else None
    return None


def _is_new(book: Book, draft: EntityDraft, mention: Mention, office: Mention) -> bool:
    """Tell a person of whom nothing else is told, and who is the first to be named after the office."""
    if draft.roles or draft.lemmas or draft.entry is not None or min(draft.mentions) < mention.index:
        return False
    if draft.gender is not None and office.gender is not None and draft.gender != office.gender:
        return False
    between = book.mentions[office.index + 1 : mention.index]
    return not any(other.kind == "person" and other.form == "name" for other in between)
