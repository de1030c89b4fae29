"""A person called by another word: "Hartnell, 34, complained ... The care worker says ...", "the midfielder told"."""

from __future__ import annotations

from dateline.reading.analysis import Phrase
from dateline.reading.mentions import Mention
from dateline.reading.references.book import Book, EntityDraft, noun_of
from dateline.reading.statements import Statement

_HIGHEST = 3
"""Rank of the highest words ("the official") that are an epithet more often than an office of one's own."""
_NEAR = 2
"""Sentences before it in which the one person must have been named."""


def find_epithet(book: Book, mention: Mention) -> int | None:
    """Find whom a new description that speaks takes up: the one person named just before, if it was one only.

    Not where the description says whose or of what, names an office that somebody else may hold, or somebody who may
    come up unnamed wherever such things happen ("the judge", "the driver").
    """
    answering = _one_asked(book, mention)
    if answering is not None:
        return answering
    if mention.kind == "organisation":
        return _find_body(book, mention)
    if _asks_him(book, mention):
        return None
    if not _may_take_up(book, mention):
        return None
    here = book.analysis.sentence_of[mention.first]
    named: set[int] = set()
    for other in reversed(book.mentions[: mention.index]):
        if here - book.analysis.sentence_of[other.first] > _NEAR:
            break
        entity = book.entity_of[other.index]
        if other.head in book.quote_of or entity is None or other.form not in ("name", "title"):
            continue
        draft = book.entities[entity]
        if draft.kind in ("person", "unnamed") and not _other_gender(mention, draft):
            named.add(entity)
    if len(named) != 1:
        return None
    (entity,) = named
    draft = book.entities[entity]
    if draft.kind != "person" or draft.number == "plural":
        return None
    return entity if _fits_office(book, mention, draft) and not _told_by(book, mention, entity) else None


def _told_by(book: Book, mention: Mention, entity: int) -> bool:
    """Tell the partner of "Lynch said she recalled *the partner* agreeing", of whom she speaks herself."""
    place = book.analysis.span_of(mention.head)
    return any(
        book.speaker_of(statement) == entity
        for statement in book.statements
        if any(span.start <= place.start < span.end for span in statement.content)
    )


def _asks_him(book: Book, mention: Mention) -> bool:
    """Tell the presenter of "Asked by the presenter whether it was true, he said": "he" takes up the one named."""
    said = book.spoken_by.get(mention.head)
    if said is None or said.addressee is None or said.act != "ask":
        return False
    return book.analysis.tags[said.addressee.head] == "PRP"


def _other_gender(mention: Mention, draft: EntityDraft) -> bool:
    return mention.gender is not None and draft.gender is not None and mention.gender != draft.gender


def find_lower(book: Book, mention: Mention) -> int | None:
    """Find the deputy minister whom a text calls "the minister" for short, where he is the only one and speaks."""
    analysis, noun = book.analysis, noun_of(mention)
    lemma = analysis.lemmas[noun]
    short = mention.first == noun - 1 and analysis.lowers[mention.first] == "the"
    headline = mention.first == noun and analysis.sentence_of[noun] == 0
    if lemma not in book.cues.lists["short_ranks"] or not (short or headline) or mention.head not in book.spoken_by:
        return None
    found = {
        index
        for index in book.holders()
        for role in book.entities[index].roles
        if role.lemma.split()[-1] == lemma and not _other_gender(mention, book.entities[index])
    }
    if len(found) != 1:
        return None
    (entity,) = found
    last = [m for m in book.entities[entity].mentions if m < mention.index]
    near = bool(last) and analysis.sentence_of[noun] - analysis.sentence_of[book.mentions[last[-1]].first] <= _NEAR + 1
    return entity if near or headline else None


def _fits_office(book: Book, mention: Mention, draft: EntityDraft) -> bool:
    """Tell whether somebody may be called an official, a lawmaker: by an office of the same sector."""
    office = book.tables.office(book.analysis.lemmas[noun_of(mention)])
    if office is None or office.rank < _HIGHEST:
        return True
    known = {sector for role in draft.roles if role.office is not None for sector in role.office.sectors}
    return bool(known & set(office.sectors))


def _one_asked(book: Book, mention: Mention) -> int | None:
    """Find the one spoken to where a description speaks next: `Stroud asked Nettles why. "No," the witness said`."""
    said = book.spoken_by.get(mention.head)
    if said is None or mention.number == "plural" or book.analysis.lowers[mention.first] != "the":
        return None
    if said.replies_to is not None:
        return _person_at(book, mention, book.statements[said.replies_to].addressee)
    before = _spoken_before(book, said)
    if before is None or before.speaker is None:
        return None
    entity = _person_at(book, mention, before.addressee)
    return entity if entity is not None and _fits_office(book, mention, book.entities[entity]) else None


def _spoken_before(book: Book, said: Statement) -> Statement | None:
    """Give the statement right before one, where it was said to somebody."""
    analysis = book.analysis
    earlier = [s for s in book.statements if s.within is None and s.content and s.index < said.index and s.cue]
    if not earlier or not said.content:
        return None
    before = earlier[-1]
    last, first = analysis.tokens_in(before.content[-1])[1] - 1, analysis.tokens_in(said.content[0])[0]
    return before if 0 <= analysis.sentence_of[first] - analysis.sentence_of[last] <= _NEAR else None


def _person_at(book: Book, mention: Mention, asked: Phrase | None) -> int | None:
    entity = None if asked is None or asked.head == mention.head else book.entity_at(asked.head)
    if entity is None or book.entities[entity].kind != "person" or mention.kind not in ("person", "unnamed"):
        return None
    return None if _other_gender(mention, book.entities[entity]) else entity


def _find_body(book: Book, mention: Mention) -> int | None:
    """Find the body that "the consultancy" takes up: the only one just named, if nothing else is known of it."""
    analysis, noun = book.analysis, noun_of(mention)
    if analysis.lowers[mention.first] != "the" or mention.first != noun - 1 or mention.country is not None:
        return None
    if analysis.lemmas[noun] not in book.cues.kind_nouns or not analysis.words[noun].islower():
        return None
    here = analysis.sentence_of[mention.first]
    named: set[int] = set()
    for other in reversed(book.mentions[: mention.index]):
        if here - analysis.sentence_of[other.first] > _NEAR:
            break
        entity = book.entity_of[other.index]
        if entity is not None and book.entities[entity].kind == "organisation":
            named.add(entity)
    if len(named) != 1:
        return None
    (entity,) = named
    draft = book.entities[entity]
    unknown = draft.entry is None and not draft.sectors and not draft.described
    return entity if unknown and draft.country is None else None


def _may_take_up(book: Book, mention: Mention) -> bool:
    analysis, noun = book.analysis, noun_of(mention)
    lemma = analysis.lemmas[noun]
    if analysis.lowers[mention.first] != "the" or mention.number == "plural" or mention.country is not None:
        return False
    if mention.kind not in ("person", "unnamed") or not analysis.words[noun].islower():
        return False
    office = book.tables.office(lemma)
    if lemma in book.cues.lists["anybodys"] or (office is not None and office.rank > _HIGHEST):
        return False
    if any(
        child > noun and analysis.labels[child] in ("prep", "relcl", "acl", "appos")
        for child in analysis.children[noun]
    ):
        return False
    if any(token in book.inside for token in range(mention.first, noun)):
        return False
    return mention.head in book.spoken_by
