"""Descriptions tied to those they describe: "the NATO chief" to Rutte, "the alliance" to NATO, "the boy" to a boy."""

from __future__ import annotations

from dateline.knowledge.name_cues import KindNoun
from dateline.reading.mentions import Mention
from dateline.reading.references.book import Book, EntityDraft, RoleDraft, fields_of, noun_of
from dateline.reading.references.epithets import find_epithet, find_lower
from dateline.reading.references.roles import fill_from_roles, role_of_mention, sectors_of_body
from dateline.reading.references.salience import coarguments
from dateline.reading.references.types import EntityKind

_DEFINITE = frozenset(("the", "this", "that", "these", "those", "both"))
_FAR = 12
"""Sentences after which a description without a country or body is a new one."""
_JUST = 2
"""Sentences within which several places compete for "the city"."""
_MOST = 300
"""Mentions that are looked back at."""


def join_descriptions(book: Book) -> None:
    """Give each description an entity in text order, old where the text says so, else new."""
    for mention in book.mentions:
        if mention.form not in ("nominal", "title") or book.entity_of[mention.index] is not None:
            continue
        if mention.entry is not None:
            _join_people(book, mention)
        elif mention.kind == "place":
            entity = _find_place(book, mention)
            if entity is not None:
                book.give(mention, entity)
        else:
            _join_description(book, mention)
    for draft in book.entities:
        draft.mentions.sort()


def _join_people(book: Book, mention: Mention) -> None:
    """Give "Russians" and "the French" a group of their own, one for the article."""
    assert mention.entry is not None
    known = book.peoples.get(mention.entry.key)
    if known is not None:
        book.give(mention, known)
        return
    words = book.analysis.words_of(mention.first, mention.last)
    kind: EntityKind = "group" if mention.kind == "group" else "unnamed"
    draft = EntityDraft(kind, words, mention.entry, number=mention.number, country=mention.entry.country)
    draft.described = True
    book.peoples[mention.entry.key] = book.add(draft, mention)


def _join_description(book: Book, mention: Mention) -> None:
    entity: int | None = None
    if _is_definite(book, mention):
        if mention.number != "plural" and mention.kind in ("person", "unnamed") and not _is_somebodys(book, mention):
            entity = _find_holder(book, mention)
            if entity is None:
                entity = find_lower(book, mention)
        if entity is None and (mention.kind == "organisation" or mention.number is None):
            entity = _later(book, mention, _find_body(book, mention), _find_same(book, mention))
    if entity is None:
        entity = _find_same(book, mention)
    if entity is not None and mention.country is None and _is_strangers(book, mention, entity):
        entity = None
    if entity is None:
        entity = find_epithet(book, mention)
    if entity is None:
        entity = _add_described(book, mention)
    else:
        book.give(mention, entity)
    book.entities[entity].lemmas.add(_lemma(book, mention))


def _later(book: Book, mention: Mention, named: int | None, described: int | None) -> int | None:
    """Give of a named and a described body the one spoken of last: "Chad's ministry ... the ministry"."""
    if named is None or described is None:
        return described if named is None else named
    last = [max((m for m in book.entities[e].mentions if m < mention.index), default=-1) for e in (named, described)]
    return named if last[0] >= last[1] else described


def _is_somebodys(book: Book, mention: Mention) -> bool:
    """Tell "Orr's lawyer" and "his lawyer", who are known by their person, from "Peru's president"."""
    owner = _owner(book, mention)
    return isinstance(owner, str) or (owner is not None and book.entities[owner].kind in ("person", "unnamed"))


def _lemma(book: Book, mention: Mention) -> str:
    return book.analysis.lemmas[noun_of(mention)]


def _is_definite(book: Book, mention: Mention) -> bool:
    """Tell "the chief", "this boy" and a bare "NATO chief" of a headline from "a chief"."""
    analysis = book.analysis
    word = analysis.lowers[mention.first]
    if word in _DEFINITE:
        return True
    if word in ("a", "an", "some", "any", "another", "one", "no"):
        return False
    if _opens_headline(book, mention) or (mention.kind == "person" and _is_bare_headline(book, mention)):
        return True
    if mention.form == "title":
        before = analysis.lowers[mention.first - 1] if mention.first else ""
        return before not in ("a", "an", "any", "another")
    return (
        mention.number == "singular" and mention.first < mention.last - 1 and book.inside.get(mention.first) is not None
    )


def _opens_headline(book: Book, mention: Mention) -> bool:
    """Tell the bare "Alliance" of "Alliance ready to down planes": headlines leave out "the"."""
    if not _is_bare_headline(book, mention):
        return False
    return book.analysis.words[mention.first][0].isupper()


def _is_bare_headline(book: Book, mention: Mention) -> bool:
    if book.analysis.sentence_of[mention.first] > 0 or mention.number == "plural":
        return False
    return all(book.analysis.tags[token] not in ("DT", "PRP$") for token in range(mention.first, noun_of(mention)))


def _find_holder(book: Book, mention: Mention) -> int | None:
    """Find the person of the article whose office a description names: "the Russian leader", "the president"."""
    role = role_of_mention(book, mention)
    body = None if role.of is None else book.entity_of[role.of]
    country = mention.country or (book.entities[body].country if body is not None else None)
    told = body is not None or country is not None
    here = book.analysis.sentence_of[mention.first]
    found: list[tuple[int, int]] = []
    barred = coarguments(book, mention)
    for index in book.holders():
        draft = book.entities[index]
        if index in barred:
            continue
        if mention.gender is not None and draft.gender is not None and mention.gender != draft.gender:
            continue
        before = [m for m in draft.mentions if m < mention.index]
        if not before and not told and not _is_bare_headline(book, mention):
            continue
        if not _holds(book, draft, role) or not _fits_body(book, draft, body, country):
            continue
        if role.group is not None and not _is_of_group(book, draft, book.entity_of[role.group]):
            continue
        last = before[-1] if before else draft.mentions[0]
        found.append((abs(here - book.analysis.sentence_of[book.mentions[last].first]), index))
    if len(found) == 1:
        return found[0][1] if told or found[0][0] <= _FAR else None
    if len(found) > 1:
        found.sort()
        return found[0][1] if found[0][0] <= 2 < found[1][0] else None
    return None


def _holds(book: Book, draft: EntityDraft, wanted: RoleDraft) -> bool:
    """Tell whether a person holds an office, by the text or by the tables; a leader holds any high one."""
    lemma, rank = wanted.lemma, _rank_words(book, wanted)
    leads = lemma in book.cues.lists["leaders"] and not rank
    for role in draft.roles:
        alike = role.lemma == lemma or role.lemma.endswith(" " + lemma) or lemma.endswith(" " + role.lemma)
        if alike and _rank_words(book, role) == rank:
            return True
        if leads and role.office is not None and role.office.rank >= 4 and not _rank_words(book, role):
            return True
    if lemma in draft.lemmas and not draft.roles:
        return True
    if draft.entry is None or draft.entry.until is not None or rank:
        return False
    return any(_is_office(book, known, lemma, leads) for known in draft.entry.roles)


def _is_office(book: Book, known: str, lemma: str, leads: bool) -> bool:
    if known == lemma or known.endswith(" " + lemma):
        return not any(word in book.cues.lists["rank_modifiers"] for word in known.split())
    office = book.tables.office(*known.split())
    return leads and office is not None and office.rank >= 4


def _rank_words(book: Book, role: RoleDraft) -> frozenset[str]:
    """Give the words that make another office of it: "vice" in "vice presidential nominee"."""
    words = book.analysis.lowers[role.first : role.last]
    return frozenset(word for word in words if word in book.cues.lists["rank_modifiers"])


def _is_of_group(book: Book, draft: EntityDraft, group: int | None) -> bool:
    """Keep "the Democratic nominee" from the Republican one."""
    return any(role.group is not None and book.entity_of[role.group] == group for role in draft.roles)


def _fits_body(book: Book, draft: EntityDraft, body: int | None, country: str | None) -> bool:
    """Tell whether a person acts for the body or country that a description names; unknown fits only the untold."""
    if body is not None:
        of = book.entities[body]
        if of.kind == "organisation":
            bodies = {book.entity_of[role.of] for role in draft.roles if role.of is not None}
            affiliation = draft.entry.affiliation if draft.entry is not None else None
            return body in bodies or (affiliation is not None and affiliation == of.name)
    return country is None or draft.country == country or (draft.entry is not None and draft.entry.country == country)


def _find_body(book: Book, mention: Mention) -> int | None:
    """Find the body that "the alliance" or "the ministry" takes up: the last one named that the noun fits."""
    lemma = _lemma(book, mention)
    small = book.analysis.words[noun_of(mention)].islower() or _opens_headline(book, mention)
    noun = book.cues.kind_nouns.get(lemma) if small and _is_bare(book, mention) else None
    any_body = noun is not None and "any" in noun.subkinds
    best: tuple[int, int, int] | None = None
    for index in book.bodies():
        draft = book.entities[index]
        if mention.country is not None and draft.country not in (None, mention.country):
            continue
        if not fits_noun(book, draft, lemma, noun) or not _fits_modifiers(book, mention, draft):
            continue
        before = [m for m in draft.mentions if m < mention.index]
        if not before and mention.country is None and not _opens_headline(book, mention):
            continue
        last = before[-1] if before else -draft.mentions[0]
        rank = len(before) if any_body else 0, last, index
        if best is None or rank > best:
            best = rank
    return None if best is None else best[2]


def _country(draft: EntityDraft) -> str | None:
    return draft.country or (draft.entry.country if draft.entry is not None else None)


def _is_strangers(book: Book, mention: Mention, body: int) -> bool:
    """Tell "Marcos ordered the navy" behind "the American navy": a subject of another country means its own."""
    analysis = book.analysis
    label, verb = analysis.labels[mention.head], analysis.heads[mention.head]
    if label == "nsubj" and analysis.labels[verb] == "ccomp":
        label, verb = "dobj", analysis.heads[verb]
    subject = analysis.child(verb, "nsubj")
    acting = None if subject is None or label != "dobj" else book.entity_at(subject)
    if acting is None:
        return False
    home, country = _country(book.entities[acting]), _country(book.entities[body])
    return home is not None and country is not None and home != country and len(home) == len(country) == 3


def _is_bare(book: Book, mention: Mention) -> bool:
    """Tell "the alliance" and "the Danish company" from "the three-nation alliance"."""
    tokens = range(mention.first, noun_of(mention))
    return all(book.analysis.tags[token] == "DT" or token in book.inside for token in tokens) and not any(
        book.mentions[book.inside[token]].kind == "person" for token in tokens if token in book.inside
    )


def fits_noun(book: Book, draft: EntityDraft, lemma: str, noun: KindNoun | None) -> bool:
    """Tell whether a noun can take up a body: "the association" the Sahel Farmers Association."""
    if lemma in draft.lemmas or lemma in draft.name.lower().split():
        return True
    first = book.mentions[draft.mentions[0]]
    if first.form == "name" and lemma in book.analysis.lowers[first.first : first.last]:
        return True
    if noun is None:
        return False
    if draft.entry is not None:
        return draft.entry.subkind in noun.subkinds or "any" in noun.subkinds
    return "any" in noun.subkinds or any(sector in noun.sectors for sector in draft.sectors)


def _fits_modifiers(book: Book, mention: Mention, draft: EntityDraft) -> bool:
    """Keep "the action committee" from a National Committee: what stands before the noun must be in the name."""
    return fields_of(book, mention) <= set(draft.name.lower().split())


def _find_place(book: Book, mention: Mention) -> int | None:
    """Find the place that "the city" or "the country" takes up: of those just named the one named most."""
    lemma = _lemma(book, mention)
    if not _is_bare(book, mention):
        return None
    state = lemma in ("country", "nation")
    here = book.analysis.sentence_of[mention.first]
    counts: dict[int, int] = {}
    for other in reversed(book.mentions[max(0, mention.index - _MOST) : mention.index]):
        entity = book.entity_of[other.index]
        if entity is None or other.form not in ("name", "demonym", "metonym"):
            continue
        draft = book.entities[entity]
        fits = draft.kind == "country" if state else draft.kind == "place" and _may_be(draft, lemma)
        if not fits:
            continue
        if here - book.analysis.sentence_of[other.first] > _JUST and counts:
            break
        counts.setdefault(entity, sum(index < mention.index for index in draft.mentions))
    return max(counts, key=lambda entity: counts[entity]) if counts else None


def _may_be(draft: EntityDraft, lemma: str) -> bool:
    words = draft.name.lower().split()
    if lemma in words or lemma in draft.lemmas:
        return True
    seat = draft.entry is not None and draft.entry.subkind == "seat"
    return lemma in ("city", "capital") and seat


def _find_same(book: Book, mention: Mention) -> int | None:
    """Find the entity that was described by the same noun before: "a boy ... the boy", "police ... police"."""
    lemma = _lemma(book, mention)
    definite = _is_definite(book, mention)
    analysis = book.analysis
    here = analysis.sentence_of[mention.first]
    whose, inner = _owner(book, mention), _inner(book, mention)
    for other in reversed(book.mentions[max(0, mention.index - _MOST) : mention.index]):
        entity = book.entity_of[other.index]
        if entity is None or here - analysis.sentence_of[other.first] > _FAR * (2 if definite else 1):
            continue
        draft = book.entities[entity]
        if other.form not in ("nominal", "title", "name") or other.number != mention.number:
            continue
        same = other.form != "name" and _lemma(book, other) == lemma
        if not same and not (definite and mention.kind == "person" and draft.described and lemma in draft.lemmas):
            continue
        if mention.country != other.country and mention.country is not None:
            continue
        if inner is not None and not _fits_inner(book, draft, inner):
            continue
        if _rank_of(book, mention) != _rank_of(book, other):
            continue
        fields = fields_of(book, mention) if "GOV" in mention.sectors else set()
        if fields and fields_of(book, other) - fields and fields - fields_of(book, other):
            continue
        if not definite and not _is_same_bare(book, mention, other):
            continue
        if (whose is not None or _owner(book, other) is not None) and whose != _owner(book, other) and not definite:
            continue
        return entity
    return None


def _rank_of(book: Book, mention: Mention) -> list[str]:
    words = book.analysis.lowers[mention.first : mention.last]
    return [word for word in words if word in book.cues.lists["rank_modifiers"] and word != "former"]


def _inner(book: Book, mention: Mention) -> int | None:
    """Give the entity of the name inside a description: Peru in "the Peruvian team"."""
    for token in range(noun_of(mention), mention.first - 1, -1):
        if token in book.inside and book.mentions[book.inside[token]].form != "nominal":
            return book.entity_of[book.inside[token]]
    return None


def _fits_inner(book: Book, draft: EntityDraft, inner: int) -> bool:
    """Keep "the European team" apart from "the Afghan team"."""
    others = {_inner(book, book.mentions[index]) for index in draft.mentions if book.mentions[index].form == "nominal"}
    return inner in others or others <= {None}


def _is_same_bare(book: Book, mention: Mention, other: Mention) -> bool:
    """Let bare "police" be the police of before, but "two men" be two others."""
    analysis = book.analysis
    if analysis.lowers[mention.first] in ("a", "an", "another", "some", "other", "more", "one", "two", "three"):
        return False
    if any(analysis.tags[token] == "CD" for token in range(mention.first, mention.last)):
        return False
    one, two = _plain_words(book, mention), _plain_words(book, other)
    return one == two


def _plain_words(book: Book, mention: Mention) -> tuple[str, ...]:
    lowers = book.analysis.lowers[mention.first : mention.last]
    return tuple(word for word in lowers if word not in _DEFINITE and word not in ("a", "an"))


def _owner(book: Book, mention: Mention) -> int | str | None:
    """Give whose it is: the entity or pronoun in front of "wife" in "Petrov's wife", "his wife"."""
    poss = book.analysis.child(noun_of(mention), "poss")
    if poss is None:
        return None
    entity = book.entity_at(poss)
    return entity if entity is not None else book.analysis.lowers[poss]


def _add_described(book: Book, mention: Mention) -> int:
    analysis = book.analysis
    first = mention.first if mention.head >= noun_of(mention) else mention.head + 2
    while first < noun_of(mention) and analysis.tags[first] in ("DT", "PRP$", "PDT"):
        first += 1
    kind: EntityKind = "group"
    if mention.kind == "organisation":
        kind = "organisation"
    elif mention.kind in ("person", "unnamed"):
        kind = "unnamed"
    draft = EntityDraft(kind, analysis.words_of(first, mention.last), gender=mention.gender, number=mention.number)
    draft.country, draft.sectors, draft.described = mention.country, mention.sectors, True
    index = book.add(draft, mention)
    if mention.kind in ("person", "unnamed") and not mention.equipment:
        role = role_of_mention(book, mention)
        if role.office is not None:
            draft.roles.append(role)
            draft.sectors = sectors_of_body(book, role) or mention.sectors
            fill_from_roles(book, draft)
    return index
