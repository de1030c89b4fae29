"""Whom a pronoun most likely takes up: who was spoken of last, as subject, by name, and fits in gender and number."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.reading.analysis import Analysis
from dateline.reading.mentions import Mention
from dateline.reading.references.book import Book

_SUBJECTS = frozenset(("nsubj", "nsubjpass"))
_OBJECTS = frozenset(("dobj", "dative", "attr"))
_WIDER_OBJECTS = _OBJECTS | {"pobj"}
_MORE_THAN_SUBJECTS = _SUBJECTS | {"dobj", "dative"}
_WINDOW = 4
"""Sentences before the pronoun in which its antecedent is looked for."""


_FADING = 0.65
"""How much less a mention weighs for each sentence that it lies back."""
_EARLIER = 0.8
"""How much less a mention weighs that stands in an earlier paragraph."""
_REPEATED = 0.6
"""How much the further mentions of one entity count beside the weightiest."""
_ALIKE = 0.3
"""How much likelier two are the same to whom things are done in one sentence."""
_SAID = 0.5
_SHARED = 0.3
_MOST = 120
"""Mentions before the pronoun that are looked at, however long the sentences are."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the antecedent of a pronoun must be."""

    kinds: frozenset[str]
    plural: bool
    barred: frozenset[int] = frozenset()
    """Entities that it cannot be, such as the speaker of the quote it stands in."""


def rank_antecedents(book: Book, pronoun: Mention, wanted: Wanted) -> list[tuple[float, int]]:
    """Give (weight, entity) of everybody a pronoun may speak of, the likeliest first."""
    analysis = book.analysis
    here = analysis.sentence_of[pronoun.head]
    quote = book.quote_of.get(pronoun.head)
    begin = book.paragraph_start(pronoun.head)
    weights: dict[int, float] = {}
    sums: dict[int, float] = {}
    governors = _governors(book, pronoun)
    barred = wanted.barred | coarguments(book, pronoun)
    for index in range(pronoun.index - 1, max(-1, pronoun.index - _MOST), -1):
        mention = book.mentions[index]
        distance = here - analysis.sentence_of[mention.head]
        if distance > _WINDOW:
            break
        entity = book.entity_of[index]
        if entity is None or entity in barred or mention.last > pronoun.first:
            continue
        if not _fits(book, pronoun, mention, entity, wanted):
            continue
        weight = _weigh(book, mention, pronoun) * _FADING**distance
        if mention.head < begin:
            weight *= _EARLIER
        weight += governors.get(mention.head, 0.0)
        if not distance and wanted.plural and _is_met(analysis, pronoun) and _is_met(analysis, mention):
            weight += _ALIKE
        if (book.quote_of.get(mention.head) is None) != (quote is None):
            weight *= 0.5
        weights[entity] = max(weights.get(entity, 0.0), weight)
        sums[entity] = sums.get(entity, 0.0) + weight
    for entity in weights:
        weights[entity] += _REPEATED * (sums[entity] - weights[entity])
        if wanted.plural and book.entities[entity].number is None:
            weights[entity] *= 0.7
        if pronoun.gender is not None and book.entities[entity].gender == pronoun.gender:
            weights[entity] *= 1.4
    return sorted(((weight, entity) for entity, weight in weights.items()), key=lambda pair: (-pair[0], pair[1]))


def _is_met(analysis: Analysis, mention: Mention) -> bool:
    """Tell one to whom something is done: "imposed sanctions on three firms, accusing *them*"."""
    return analysis.labels[mention.head] in _WIDER_OBJECTS


def _fits(book: Book, pronoun: Mention, mention: Mention, entity: int, wanted: Wanted) -> bool:
    draft = book.entities[entity]
    if draft.kind not in wanted.kinds or mention.form == "demonym":
        return False
    if wanted.plural:
        if draft.number == "singular" and draft.kind in ("person", "unnamed"):
            return False
    elif draft.number == "plural":
        return False
    return pronoun.gender is None or draft.gender is None or draft.gender == pronoun.gender


def _weigh(book: Book, mention: Mention, pronoun: Mention) -> float:
    analysis = book.analysis
    label = analysis.labels[mention.head]
    head = analysis.heads[mention.head]
    if label == "conj":
        label, head = analysis.labels[head], analysis.heads[head]
    if label in _SUBJECTS:
        weight = 1.0 if analysis.labels[head] in ("ROOT", "ccomp", "conj") else 0.8
        if analysis.labels[pronoun.head] in _SUBJECTS:
            weight += 0.15
    elif label in _OBJECTS:
        weight = 0.6
    elif label == "poss":
        weight = 0.5 if analysis.labels[pronoun.head] != "poss" else 0.6
    elif label == "appos":
        weight = 0.4
    else:
        weight = 0.4
    return weight + 0.3 * (mention.form == "name") + 0.1 * (mention.form == "pronoun")


def _governors(book: Book, pronoun: Mention) -> dict[int, float]:
    """Give the subjects above the pronoun's clause: in "Key said he would go", Key; he says it of himself, mostly."""
    analysis = book.analysis
    token = analysis.heads[pronoun.head]
    found: dict[int, float] = {}
    for _ in range(12):
        label, parent = analysis.labels[token], analysis.heads[token]
        if parent == token or label in ("ROOT", "parataxis"):
            break
        if label in ("ccomp", "xcomp", "advcl", "conj"):
            subject = analysis.child(parent, *_SUBJECTS)
            if subject is not None and subject != pronoun.head and subject not in found:
                found[subject] = _SAID if label == "ccomp" else _SHARED
        token = parent
    return found


def coarguments(book: Book, pronoun: Mention) -> frozenset[int]:
    """Give whom a pronoun cannot be: the subject of the verb whose object it is, the noun that it owns."""
    analysis = book.analysis
    token = pronoun.head
    label = analysis.labels[token]
    found: set[int] = set()
    if label == "poss":
        owned = book.entity_at(analysis.heads[token])
        return frozenset() if owned is None else frozenset((owned,))
    if pronoun.name.endswith(("self", "selves")):
        return frozenset()
    verb = analysis.heads[token]
    if label == "pobj" and analysis.labels[verb] in ("prep", "agent", "dative"):
        verb = analysis.heads[verb]
    elif label not in _OBJECTS:
        return frozenset()
    for child in analysis.children[verb]:
        if child != token and analysis.labels[child] in _MORE_THAN_SUBJECTS:
            entity = book.entity_at(child)
            if entity is not None:
                found.add(entity)
    if not any(analysis.labels[child] in _SUBJECTS for child in analysis.children[verb]):
        found |= _shared_subject(book, verb)
    return frozenset(found)


def _shared_subject(book: Book, verb: int) -> set[int]:
    """Give the subject that a verb shares with the one above: "Petrov went home and praised him", "by holding them"."""
    analysis = book.analysis
    above = analysis.heads[verb]
    if analysis.labels[verb] == "pcomp" and analysis.tags[verb] == "VBG":
        while analysis.labels[above] in ("prep", "pcomp") and analysis.heads[above] != above:
            above = analysis.heads[above]
    elif analysis.labels[verb] not in ("conj", "xcomp") and analysis.tags[verb] != "VBG":
        return set()
    subject = analysis.child(above, *_SUBJECTS)
    entity = None if subject is None else book.entity_at(subject)
    return set() if entity is None else {entity}
