"""Names of bodies, countries, groups and places joined: one row of the tables, one string, or an acronym."""

from __future__ import annotations

from dateline.knowledge.gazetteer import load_gazetteer
from dateline.knowledge.names import NameEntry
from dateline.model.record import ActorCandidate
from dateline.reading.mentions import Mention
from dateline.reading.mentions.names_titles import fits_acronym
from dateline.reading.references.book import Book, EntityDraft
from dateline.reading.references.types import EntityKind

_FAMOUS = 8.0
"""How well known a place must be for its other names to be taken for the same place ("LA", "Los Angeles")."""
_FORMS = frozenset(("name", "demonym", "metonym"))


def join_bodies(book: Book) -> None:
    """Give the names of bodies, countries, groups and places their entities."""
    by_key: dict[str, int] = {}
    by_core: dict[tuple[str, ...], list[int]] = {}
    shorts: list[Mention] = []
    for mention in book.mentions:
        if mention.form not in _FORMS or mention.kind in ("person", "other", "unnamed"):
            continue
        key = _key(mention)
        entity = by_key.get(key)
        if entity is None:
            entity = _find_ending(book, mention)
        if entity is not None:
            book.give(mention, entity)
        elif mention.entry is None and mention.kind in ("organisation", "place") and mention.last - mention.first == 1:
            shorts.append(mention)
        else:
            entity = _find_core(book, mention, by_core)
            if entity is None:
                entity = _add_body(book, mention)
            else:
                book.give(mention, entity)
            by_key[key] = entity
            if mention.kind == "organisation" and mention.last - mention.first > 1:
                by_core.setdefault(_core(book, mention), []).append(entity)
    long = [index for index, draft in enumerate(book.entities) if draft.kind in ("organisation", "country")]
    for mention in shorts:
        key = _key(mention)
        entity = by_key.get(key)
        if entity is None:
            entity = _find_long(book, mention, long)
        if entity is None:
            entity = _add_body(book, mention)
        else:
            book.give(mention, entity)
        by_key[key] = entity
    for draft in book.entities:
        draft.mentions.sort()


def _key(mention: Mention) -> str:
    if mention.entry is not None:
        # A state named and the people's adjective are one; a place and a body of one name are two.
        if mention.kind != "place":
            return mention.entry.key
        place = load_gazetteer().best(mention.entry.name)
        return f"place:{mention.entry.name.lower()}" if place is None else f"place#{place.key}"
    if mention.kind == "place":
        place = load_gazetteer().best(mention.name)
        if place is not None and place.prior >= _FAMOUS:
            return f"place#{place.key}"
    words = mention.name.lower().replace(".", "").replace("’", "'").removeprefix("the ")
    return f"{mention.kind}:{words}"


def _add_body(book: Book, mention: Mention) -> int:
    kind: EntityKind = "place"
    if mention.kind in ("organisation", "country", "group"):
        kind = mention.kind
    draft = EntityDraft(kind, mention.name, mention.entry, country=mention.country, sectors=mention.sectors)
    draft.number = "plural" if kind == "group" else "singular"
    if mention.entry is None and mention.entries:
        draft.candidates = read_candidates(mention.entries)
    return book.add(draft, mention)


def read_candidates(entries: tuple[NameEntry, ...]) -> tuple[ActorCandidate, ...]:
    """Give whom the words could mean, one candidate a row of the tables."""
    seen: dict[str, ActorCandidate] = {}
    for entry in entries:
        seen.setdefault(entry.key, ActorCandidate(name=entry.name, country=entry.country, reason="known by this name"))
    return tuple(seen.values())


def _find_core(book: Book, mention: Mention, by_core: dict[tuple[str, ...], list[int]]) -> int | None:
    """Give the body of which a name leaves out the country: "Defence Ministry" for "Russian Defence Ministry"."""
    if mention.kind != "organisation" or mention.last - mention.first < 2:
        return None
    found = []
    for index in dict.fromkeys(by_core.get(_core(book, mention), ())):
        draft = book.entities[index]
        if draft.entry is not None and mention.entry is not None:
            continue
        if draft.country is None or mention.country is None or draft.country == mention.country:
            found.append(index)
    if len(found) != 1:
        return None
    draft = book.entities[found[0]]
    if draft.entry is None and mention.entry is not None:
        draft.entry, draft.name, draft.country = mention.entry, mention.name, mention.country
    draft.country = draft.country or mention.country
    return found[0]


def _find_ending(book: Book, mention: Mention) -> int | None:
    """Give the paper that "The Post" takes up where one is named in full before: the New York Post."""
    lowers = book.analysis.lowers[mention.first : mention.last]
    words = [word for word in lowers if word != "the"]
    if mention.kind != "organisation" or mention.entry is None or mention.entry.subkind != "media" or len(words) != 1:
        return None
    found: set[int] = set()
    for other in book.mentions[: mention.index]:
        entity = book.entity_of[other.index]
        named = book.analysis.lowers[other.first : other.last]
        if entity is None or other.kind != "organisation" or other.form != "name" or named[-1] != words[0]:
            continue
        if len([word for word in named if word != "the"]) > 1:
            found.add(entity)
    return found.pop() if len(found) == 1 else None


def _core(book: Book, mention: Mention) -> tuple[str, ...]:
    """Give the words of a body's name without the country in front, "Ministry of Defence" as "Defence Ministry"."""
    lowers = book.analysis.lowers
    first = mention.first
    while first < mention.last - 1 and book.inside.get(first, mention.index) != mention.index:
        first += 1
    words = lowers[first : mention.last]
    if "of" in words:
        cut = words.index("of")
        words = (*words[cut + 1 :], *words[:cut])
    return tuple(word for word in words if word not in ("the", "of", "and", "’s", "'s"))


def _find_long(book: Book, mention: Mention, long: list[int]) -> int | None:
    """Give the body whose long name an acronym or first word stands for; None unless there is exactly one."""
    found = []
    for index in long:
        for other in book.entities[index].mentions:
            name = book.mentions[other]
            words = book.analysis.words[name.first : name.last]
            if len(words) > 1 and name.form == "name" and _shortens(book, mention, name, words):
                found.append(index)
                break
    return found[0] if len(found) == 1 else None


def _shortens(book: Book, mention: Mention, name: Mention, words: tuple[str, ...]) -> bool:
    """Tell "WFU", "Kestrel" and "the North" for World Farm Union, Kestrel Energy and North Korea."""
    word = book.analysis.words[mention.first]
    if name.kind == "country":
        return words[0] == word and book.analysis.lowers[mention.first - 1] == "the" and mention.first > 0
    if mention.kind != "organisation":
        return False
    if word.isupper():
        return fits_acronym(word, words)
    return words[0] == word and word not in book.cues.heads and not book.tables.is_common_word(word)
