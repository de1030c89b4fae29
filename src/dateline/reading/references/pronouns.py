"""Pronouns tied to whom they speak of; in doubt to nobody."""

from __future__ import annotations

from dateline.reading.analysis import Phrase
from dateline.reading.mentions import Mention
from dateline.reading.mentions.pronouns import antecedent_of
from dateline.reading.references.book import Book
from dateline.reading.references.salience import Wanted, coarguments, rank_antecedents

_PERSONS = frozenset(("person", "unnamed"))
_PLURALS = frozenset(("group", "unnamed", "organisation"))
_BODIES = frozenset(("organisation", "country", "group"))
_SUBJECTS = frozenset(("nsubj", "nsubjpass"))
_OWNED_TOO = _SUBJECTS | {"poss"}
_CLEAR = 1.08
"""How much heavier the likeliest antecedent must weigh than the next one."""


def join_pronouns(book: Book) -> None:
    """Tie the pronouns of an article: outside quotations first, so that each quotation's speaker is known."""
    pronouns = [mention for mention in book.mentions if mention.form == "pronoun"]
    for inside in (False, True):
        for mention in pronouns:
            if (mention.head in book.quote_of) != inside:
                continue
            entity = _resolve(book, mention)
            if entity is not None:
                relative = book.cues.pronouns[mention.name].relative
                book.give(mention, entity, listed=not relative)
    for draft in book.entities:
        draft.mentions.sort()


def _resolve(book: Book, mention: Mention) -> int | None:
    pronoun = book.cues.pronouns[mention.name]
    if pronoun.relative:
        noun = antecedent_of(book.analysis, mention.head)
        return None if noun is None else book.entity_at(noun)
    if pronoun.person == 1:
        return _resolve_first_person(book, mention)
    if pronoun.person == 2:
        return _resolve_addressee(book, mention)
    if pronoun.kind == "person":
        return _resolve_he(book, mention)
    if pronoun.number == "plural":
        return _resolve_they(book, mention)
    return _resolve_it(book, mention)


def _resolve_first_person(book: Book, mention: Mention) -> int | None:
    """Tie "I" in a quotation to its speaker, "we" to the body the speaker is an officer of."""
    quote = book.quote_of.get(mention.head)
    speaker = None if quote is None else book.speaker_of(book.statements[quote])
    if speaker is None:
        return None
    draft = book.entities[speaker]
    if mention.number == "singular":
        return speaker if draft.kind in _PERSONS and draft.number != "plural" else None
    if draft.kind == "organisation":
        return speaker
    for role in draft.roles:
        body = None if role.of is None else book.entity_of[role.of]
        if body is not None and role.office is not None and book.entities[body].kind == "organisation":
            return body
    return _known_body(book, speaker)


def _known_body(book: Book, speaker: int) -> int | None:
    """Give the body that the tables know a person to lead, where the article names it."""
    entry = book.entities[speaker].entry
    if entry is None or entry.affiliation is None or entry.until is not None:
        return None
    for index, draft in enumerate(book.entities):
        if draft.kind == "organisation" and draft.name == entry.affiliation:
            return index
    return None


def _resolve_addressee(book: Book, mention: Mention) -> int | None:
    quote = book.quote_of.get(mention.head)
    if quote is None:
        return None
    addressee = book.statements[quote].addressee
    entity = None if addressee is None else book.entity_at(addressee.head)
    return entity if entity is not None and book.entities[entity].kind in _PERSONS else None


def _barred(book: Book, mention: Mention) -> frozenset[int]:
    """Give whom "he" cannot be: in a quotation the one who speaks it, as an answer's speaker the one who asked."""
    quote = book.quote_of.get(mention.head)
    speaker = None if quote is None else book.speaker_of(book.statements[quote])
    asker = _asker(book, mention)
    return frozenset(entity for entity in (speaker, asker) if entity is not None)


def _asker(book: Book, mention: Mention) -> int | None:
    """Give the one whose question the speaker answers."""
    said = book.spoken_by.get(mention.head)
    if said is None or said.replies_to is None:
        return None
    return book.speaker_of(book.statements[said.replies_to])


def _one_asked(book: Book, mention: Mention) -> int | None:
    """Give the one who was asked, where a pronoun answers: "Pennock asked Achterberg who. *She* replied"."""
    said = book.spoken_by.get(mention.head)
    if said is None or said.replies_to is None:
        return None
    return _person_asked(book, mention, book.statements[said.replies_to].addressee)


def _one_asked_about(book: Book, mention: Mention) -> int | None:
    """Give the one who is asked, where the question is what he does: "Asked if *she* would strike, Ms Tait said"."""
    question = book.asked_in.get(mention.head)
    if question is None or book.analysis.labels[mention.head] not in _SUBJECTS:
        return None
    return _person_asked(book, mention, question.addressee)


def _person_asked(book: Book, mention: Mention, asked: Phrase | None) -> int | None:
    entity = None if asked is None or asked.head == mention.head else book.entity_at(asked.head)
    if entity is None or entity in _barred(book, mention) or entity in coarguments(book, mention):
        return None
    draft = book.entities[entity]
    if draft.kind not in _PERSONS or draft.number == "plural":
        return None
    return entity if draft.gender is None or draft.gender == mention.gender else None


def _resolve_he(book: Book, mention: Mention) -> int | None:
    asked = _one_asked(book, mention)
    if asked is None:
        asked = _one_asked_about(book, mention)
    if asked is not None:
        return asked
    if _opens_sentence(book, mention):
        entity = _following_subject(book, mention)
        if entity is not None:
            return entity
    ranked = rank_antecedents(book, mention, Wanted(_PERSONS, False, _barred(book, mention)))
    if not ranked:
        return _following_subject(book, mention)
    if len(ranked) > 1 and ranked[0][0] < _CLEAR * ranked[1][0]:
        return None
    return ranked[0][1]


def _opens_sentence(book: Book, mention: Mention) -> bool:
    """Tell the clause without a subject of "Discussing his plans, Petrov left"."""
    analysis = book.analysis
    token = mention.head
    first, _ = analysis.sentence(token)
    while analysis.labels[token] not in ("advcl", "ROOT", "ccomp", "relcl", "conj", "acl"):
        token = analysis.heads[token]
    return (
        analysis.labels[token] == "advcl"
        and analysis.tags[token] in ("VBG", "VBN")
        and token - first <= 2
        and analysis.child(token, *_SUBJECTS) is None
    )


def _following_subject(book: Book, mention: Mention) -> int | None:
    """Read "After he resigned, Petrov left": the subject of the main clause that follows."""
    analysis = book.analysis
    token = mention.head
    while analysis.labels[token] not in ("advcl", "ROOT", "pcomp", "prep"):
        token = analysis.heads[token]
    while analysis.labels[token] in ("pcomp", "prep"):
        token = analysis.heads[token]
    verb = analysis.heads[token] if analysis.labels[token] == "advcl" else token
    subject = analysis.child(verb, *_SUBJECTS)
    if subject is None or subject <= mention.head:
        return None
    entity = book.entity_at(subject)
    if entity is None or entity in coarguments(book, mention) | _barred(book, mention):
        return None
    if book.entities[entity].kind not in _PERSONS:
        return None
    gender = book.entities[entity].gender
    return entity if gender is None or gender == mention.gender else None


def _resolve_they(book: Book, mention: Mention) -> int | None:
    if _takes_up_several(book, mention):
        return None
    ranked = rank_antecedents(book, mention, Wanted(_PLURALS, True, _barred(book, mention)))
    plural = [pair for pair in ranked if book.entities[pair[1]].number != "singular"]
    if not plural and len(ranked) > 1 and ranked[0][0] < 1.5 * ranked[1][0]:
        return None
    best = plural[0][1] if plural else ranked[0][1] if ranked else None
    return None if best is None or _things_between(book, mention, best) else best


def _takes_up_several(book: Book, mention: Mention) -> bool:
    """Tell the "they" of "Japan and Australia said they would": both, for which there is no one entity."""
    analysis = book.analysis
    verb = analysis.heads[mention.head]
    outer = analysis.heads[verb]
    if analysis.labels[mention.head] not in _SUBJECTS or analysis.labels[verb] != "ccomp":
        return False
    subject = analysis.child(outer, *_SUBJECTS)
    named = () if subject is None else analysis.conjuncts(subject)
    return len({entity for token in named if (entity := book.entity_at(token)) is not None}) > 1


def _things_between(book: Book, mention: Mention, entity: int) -> bool:
    """Tell whether a plural that is nobody stands between: "Police left. The rules changed. They ..."."""
    analysis = book.analysis
    last = max(book.mentions[index].last for index in book.entities[entity].mentions if index < mention.index)
    for token in range(last, mention.head):
        if analysis.tags[token] == "NNS" and analysis.labels[token] in _SUBJECTS and book.entity_at(token) is None:
            return True
    return False


def _resolve_it(book: Book, mention: Mention) -> int | None:
    """Tie "its" and "it" only to a body or country that is the last subject: "Russia launched one of its ..."."""
    analysis = book.analysis
    if mention.name == "it" and not _takes_up(book, mention):
        return None
    first, _ = analysis.sentence(mention.head)
    for token in range(mention.head - 1, first - 1, -1):
        if analysis.labels[token] in _SUBJECTS and analysis.heads[token] != mention.head:
            if analysis.tags[token] in ("WDT", "WP", "EX") or _is_inside(analysis.subtree(token), mention.head):
                continue
            return _body(book, token)
    if first == 0 or analysis.labels[mention.head] not in _OWNED_TOO:
        return None
    before = analysis.sentences[analysis.sentence_of[mention.head] - 1]
    for token in range(before[0], before[1]):
        if analysis.labels[token] in _SUBJECTS:
            return _body(book, token)
    return None


def _is_inside(span: tuple[int, int], token: int) -> bool:
    return span[0] <= token < span[1]


def _body(book: Book, token: int) -> int | None:
    entity = book.entity_at(token)
    if entity is None or book.entities[entity].kind not in _BODIES or book.entities[entity].number == "plural":
        return None
    return entity


def _takes_up(book: Book, mention: Mention) -> bool:
    """Tell "it" that takes up somebody from "it is clear that": its verb must be an act or speech."""
    analysis = book.analysis
    token = mention.head
    if analysis.labels[token] not in _SUBJECTS:
        return False
    verb = analysis.heads[token]
    lemma = analysis.lemmas[verb]
    if lemma in ("be", "seem", "appear", "become", "take", "happen", "rain", "snow", "make", "remain"):
        return False
    if lemma in book.cues.lists["acting"] or lemma in book.cues.lists["speech"]:
        return True
    # "The army said that it had captured a village": what a body says of "it" that does something to something
    said = analysis.labels[verb] == "ccomp" and analysis.lemmas[analysis.heads[verb]] in book.cues.lists["speech"]
    return said and analysis.labels[token] == "nsubj" and analysis.child(verb, "dobj") is not None
