"""Who opens a report unnamed and is named in the next breath: "A student drowned ... Jamie Orchard, 20, was found".

And the headline's speaker without a name, who says what the lead's speaker says.
"""

from __future__ import annotations

from dateline.reading.mentions import Mention
from dateline.reading.references.book import Book, EntityDraft, noun_of
from dateline.reading.references.roles import add_role, role_of_mention
from dateline.reading.statements import Statement

_LEAD = 3
"""Sentences, with the headline, that may open a report."""
_NEXT = 3
"""Sentences within which the name follows."""
_SUBJECTS = frozenset(("nsubj", "nsubjpass"))
_ALIKE = 2
"""Words that headline and lead must share to say the same."""
_CONTENT_TAGS = frozenset(("NN", "NNS", "NNP", "NNPS", "VB", "VBD", "VBZ", "VBN", "VBG", "VBP", "JJ", "RB", "CD"))


def join_lead(book: Book) -> None:
    """Tie "A former night manager" of the lead to the new name with an age that is the next person to act."""
    mention = _find_opening(book)
    if mention is None:
        return
    entity = _find_named(book, mention)
    if entity is None:
        return
    role = role_of_mention(book, mention)
    book.give(mention, entity)
    draft = book.entities[entity]
    draft.mentions.sort()
    draft.lemmas.add(book.analysis.lemmas[noun_of(mention)])
    if role.office is not None:
        add_role(book, entity, role)


def _find_opening(book: Book) -> Mention | None:
    """Find the one new person without a name who is a subject of the lead."""
    analysis = book.analysis
    for mention in book.mentions:
        if analysis.sentence_of[mention.first] >= _LEAD:
            return None
        if mention.kind == "person" and mention.form == "name" and analysis.labels[mention.head] in _SUBJECTS:
            return None
        if mention.form != "nominal" or mention.kind not in ("person", "unnamed") or mention.number == "plural":
            continue
        if book.entity_of[mention.index] is not None or analysis.lowers[mention.first] not in ("a", "an"):
            continue
        if analysis.labels[mention.head] in _SUBJECTS and mention.head not in book.quote_of:
            return None if analysis.lemmas[noun_of(mention)] in book.cues.lists["nameless"] else mention
    return None


def _find_named(book: Book, opening: Mention) -> int | None:
    """Find the person whose full name and age open a sentence soon after, if he is the first to be named."""
    analysis = book.analysis
    for mention in book.mentions[opening.index + 1 :]:
        if analysis.sentence_of[mention.first] - analysis.sentence_of[opening.first] > _NEXT:
            return None
        if mention.kind != "person" or mention.form != "name" or mention.head in book.quote_of:
            continue
        entity = book.entity_of[mention.index]
        if entity is None or analysis.labels[mention.head] not in _SUBJECTS or mention.last - mention.first < 2:
            return None
        draft = book.entities[entity]
        first = draft.mentions and min(draft.mentions) == mention.index
        fits = opening.gender is None or draft.gender is None or opening.gender == draft.gender
        plain = not draft.roles and draft.entry is None
        return entity if first and fits and plain and _has_age(book, mention) else None
    return None


def _has_age(book: Book, mention: Mention) -> bool:
    """Tell "Jamie Orchard, 20," and "Jamie Orchard (20)"."""
    words, last = book.analysis.words, mention.last
    if last + 2 >= len(words) or words[last] not in (",", "("):
        return False
    return words[last + 1].isdigit() and len(words[last + 1]) < 4 and words[last + 2] in (",", ")")


def join_headline(book: Book) -> None:
    """Tie the headline's "Minister:" to who says the same in the lead, once the lead's speaker has a name."""
    for statement in book.statements:
        if statement.speaker is None or statement.within is not None:
            continue
        if book.analysis.sentence_of[statement.speaker.head] > 0:
            continue
        index = book.by_head.get(statement.speaker.head)
        if index is None or book.entity_of[index] is not None:
            continue
        mention = book.mentions[index]
        if mention.form not in ("nominal", "title") or mention.number == "plural":
            continue
        entity = _same_in_lead(book, statement, mention)
        if entity is not None:
            book.give(mention, entity)
            book.entities[entity].mentions.sort()


def _same_in_lead(book: Book, headline: Statement, mention: Mention) -> int | None:
    told = _lemmas(book, headline)
    for statement in book.statements:
        if statement.speaker is None or statement.index == headline.index or statement.within is not None:
            continue
        sentence = book.analysis.sentence_of[statement.speaker.head]
        if not 0 < sentence <= _LEAD or book.paragraph_start(statement.speaker.head) == 0:
            continue
        shared = told & _lemmas(book, statement)
        if len(shared) < _ALIKE or 2 * len(shared) < len(told):
            continue
        entity = book.entity_at(statement.speaker.head)
        if entity is not None and _may_be(book, mention, book.entities[entity]):
            return entity
    return None


def _may_be(book: Book, mention: Mention, draft: EntityDraft) -> bool:
    if draft.kind != "person" or mention.kind not in ("person", "unnamed"):
        return False
    return mention.gender is None or draft.gender is None or mention.gender == draft.gender


def _lemmas(book: Book, statement: Statement) -> frozenset[str]:
    analysis = book.analysis
    found: set[str] = set()
    for span in statement.content:
        first, last = analysis.tokens_in(span)
        found.update(analysis.lemmas[t] for t in range(first, last) if analysis.tags[t] in _CONTENT_TAGS)
    return frozenset(found - {"be", "have", "do", "not"})
