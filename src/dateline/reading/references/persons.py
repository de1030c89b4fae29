"""Names of one person joined: "Ursula von der Leyen", "President von der Leyen", "Von der Leyen's"."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from dateline.knowledge.names import NameEntry, Office
from dateline.reading.mentions import Mention
from dateline.reading.references.bodies import read_candidates
from dateline.reading.references.book import Book, EntityDraft

_SUFFIXES = frozenset(("jr", "jr.", "sr", "sr.", "ii", "iii", "iv"))
_NEAR = 3
"""Sentences within which a bare surname goes to the one of two bearers who was last spoken of."""
_REACH = 7
"""Tokens before a name in which its "daughter" stands."""
_HABIT = 2
"""Bare mentions after which a bare name keeps to its bearer, though the article names a relative."""


@dataclass(frozen=True, slots=True)
class PersonName:
    """A person's name in parts, lower-case."""

    given: tuple[str, ...]
    family: str
    suffix: str = ""


def read_person_name(words: tuple[str, ...], particles: frozenset[str]) -> PersonName:
    """Cut a name into given names and family name: "Ursula von der Leyen" has the family name "von der leyen"."""
    text = " ".join(word.lower().replace("’", "'") for word in words if word != ".")
    parts = text.replace(" - ", "-").split()
    suffix = ""
    if len(parts) > 1 and parts[-1] in _SUFFIXES:
        suffix = parts.pop().rstrip(".")
    begin = len(parts) - 1
    while begin > 1 and parts[begin - 1] in particles:
        begin -= 1
    if begin == 1 and parts[0] in particles:
        begin = 0
    return PersonName(tuple(parts[:begin]), " ".join(parts[begin:]) if parts else "", suffix)


class Register:
    """The persons of an article by row of the tables, family name and given name."""

    def __init__(self) -> None:
        self._by_entry: dict[str, int] = {}
        self._by_family: dict[str, list[tuple[int, PersonName]]] = {}
        self._by_given: dict[str, list[tuple[int, PersonName]]] = {}
        self.bare: dict[int, int] = {}
        """How often each was called by a bare name so far."""

    def add(self, entity: int, name: PersonName, entry: NameEntry | None) -> None:
        """File a person under a name."""
        if entry is not None:
            self._by_entry.setdefault(entry.key, entity)
        pair = entity, name
        family = self._by_family.setdefault(_last_word(name.family), [])
        if pair not in family:
            family.append(pair)
            for given in name.given[:1]:
                self._by_given.setdefault(given, []).append(pair)

    def known(self, entry: NameEntry | None) -> int | None:
        """Give the person of a row of the tables."""
        return None if entry is None else self._by_entry.get(entry.key)

    def alike(self, name: PersonName) -> list[tuple[int, PersonName]]:
        """Give the persons that share the family name or the first given name."""
        found = list(self._by_family.get(_last_word(name.family), ()))
        found.extend(self._by_given.get(name.given[0], ()) if name.given else ())
        return found

    def bearers(self, name: PersonName) -> list[int]:
        """Give the persons that a bare name may call: those of the family name, else those of the given name."""
        families = [entity for entity, other in self._by_family.get(_last_word(name.family), ())
                    if _is_family(name.family, other)]  # fmt: skip
        found = families or [entity for entity, _ in self._by_given.get(name.family, ())]
        return list(dict.fromkeys(found))


def join_persons(book: Book) -> None:
    """Give every person's name its entity: full names first, wherever they stand, then bare ones."""
    persons = [m for m in book.mentions if m.kind == "person" and m.form == "name"]
    particles = book.cues.lists["particles"]
    names = {m.index: read_person_name(book.analysis.words[m.first : m.last], particles) for m in persons}
    register = Register()
    for mention in persons:
        name = names[mention.index]
        if name.given or (mention.entry is not None and mention.title is not None):
            entity = _find_full(book, mention, name, register)
            if entity is None:
                entity = _add_person(book, mention)
            else:
                book.give(mention, entity)
            register.add(entity, name, mention.entry)
    for mention in persons:
        if book.entity_of[mention.index] is None:
            _join_bare(book, mention, names[mention.index], register)
    for draft in book.entities:
        draft.mentions.sort()


def _add_person(book: Book, mention: Mention) -> int:
    draft = EntityDraft("person", mention.name, mention.entry, gender=mention.gender)
    if mention.entry is None and len(mention.entries) > 0:
        draft.candidates = read_candidates(mention.entries)
    return book.add(draft, mention)


def _find_full(book: Book, mention: Mention, name: PersonName, register: Register) -> int | None:
    entity = register.known(mention.entry)
    if entity is not None:
        return entity
    for entity, other in register.alike(name):
        draft = book.entities[entity]
        if mention.entry is not None and draft.entry is not None:
            continue
        if name.given and _same_full(name, other) and not _other_gender(mention.gender, draft.gender):
            if draft.entry is None and mention.entry is not None:
                draft.entry, draft.name = mention.entry, mention.entry.name
            return entity
    return None


def _same_full(one: PersonName, other: PersonName) -> bool:
    """Tell "Donald J. Trump" and "Donald Trump" for one man, Donald and Ivanka for two."""
    if one.suffix != other.suffix and one.suffix and other.suffix:
        return False
    if one.family != other.family:
        # "Mohammed bin Salman Al Saud" and "Mohammed bin Salman": one name begins the other.
        longer, shorter = sorted((_all_words(one), _all_words(other)), key=len, reverse=True)
        return len(shorter) > 1 and longer[: len(shorter)] == shorter
    longer, shorter = sorted((_all_words(one), _all_words(other)), key=len, reverse=True)
    if len(shorter) > 1 and len(longer) > len(shorter) and longer[-len(shorter) :] == shorter:
        return True  # "Enrique Peña Nieto" and "Peña Nieto"
    if not one.given or not other.given:
        return False
    first, second = one.given[0].rstrip("."), other.given[0].rstrip(".")
    return first == second or (min(len(first), len(second)) == 1 and first[0] == second[0])


def _all_words(name: PersonName) -> tuple[str, ...]:
    return (*name.given, *name.family.split())


def _other_gender(one: Literal["f", "m"] | None, other: Literal["f", "m"] | None) -> bool:
    return one is not None and other is not None and one != other


def _join_bare(book: Book, mention: Mention, name: PersonName, register: Register) -> None:
    """Give "Rutte", "Mr. Rutte", "Mark" to the full name of the article; two bearers of one name stay apart."""
    bearers = [e for e in register.bearers(name) if not _other_gender(mention.gender, book.entities[e].gender)]
    if mention.entry is not None:
        same = [e for e in bearers if _same_entry(book.entities[e].entry, mention.entry)]
        if len(bearers) > 1 or same:
            bearers = same or bearers
    chosen = bearers[0] if len(bearers) == 1 else _usual(book, mention, bearers, register)
    if chosen is None:
        chosen = register.known(mention.entry)
    if chosen is None:
        chosen = _add_person(book, mention)
        register.add(chosen, name, mention.entry)
    else:
        book.give(mention, chosen)
        register.bare[chosen] = register.bare.get(chosen, 0) + 1


def _last_word(family: str) -> str:
    """Give the word a family name is filed under: "bashir" for "al-bashir"."""
    word = family.split()[-1] if family else ""
    return word.removeprefix("al-").removeprefix("el-")


def _is_family(family: str, other: PersonName) -> bool:
    if _last_word(family) == _last_word(other.family) and "-" in family + other.family:
        return True
    return (
        family == other.family
        or family == other.family.split()[-1]
        or (" " in family and family.endswith(other.family))
    )


def _same_entry(one: NameEntry | None, other: NameEntry) -> bool:
    return one is not None and one.key == other.key


def _usual(book: Book, mention: Mention, bearers: list[int], register: Register) -> int | None:
    """Give the one of several bearers whom the article calls by the bare name, else the one spoken of just now."""
    titled = [entity for entity in bearers if _has_title(book, mention, entity)]
    if len(titled) == 1:
        return titled[0]
    chief = [entity for entity in bearers if not _is_relative(book, entity)]
    if len(chief) == 1 and not any(register.bare.get(entity, 0) for entity in bearers if entity != chief[0]):
        return chief[0]
    before = [entity for entity in bearers if book.entities[entity].mentions[0] < mention.index]
    if len(before) == 1:
        return before[0]
    usual = [entity for entity in bearers if register.bare.get(entity, 0) >= _HABIT]
    return usual[0] if len(usual) == 1 else _nearest(book, mention, bearers)


def _has_title(book: Book, mention: Mention, entity: int) -> bool:
    """Tell whether somebody bears the office in front of a bare name: "Cllr Walsh" is Councillor Sheila Walsh."""
    office = _office(book, mention)
    if office is None:
        return False
    return any(_office(book, book.mentions[m]) == office for m in book.entities[entity].mentions)


def _is_relative(book: Book, entity: int) -> bool:
    """Tell one who comes in as somebody's kin: "Her daughter, the actress *Ruth Cole*", "*Helen Vance*, his sister"."""
    analysis, mention = book.analysis, book.mentions[book.entities[entity].mentions[0]]
    kin = book.cues.lists["kin"]
    for token in range(mention.first - 1, max(analysis.sentence(mention.first)[0], mention.first - _REACH) - 1, -1):
        if analysis.lemmas[token] in kin:
            return any(analysis.labels[child] == "poss" for child in analysis.children[token])
        if analysis.tags[token][0] not in "NDJ,":
            break
    appositions = analysis.with_label(mention.head, "appos")
    return any(analysis.lemmas[token] in kin and analysis.child(token, "poss") is not None for token in appositions)


def _office(book: Book, mention: Mention) -> Office | None:
    if mention.title is None:
        return None
    words = book.analysis.words[mention.title[0] : mention.title[1]]
    office = book.tables.office(*words) or book.tables.office(words[-1])
    return office if office is not None and office.rank else None


def _nearest(book: Book, mention: Mention, bearers: list[int]) -> int | None:
    """Give the bearer spoken of within the last sentences when no other was."""
    if not bearers:
        return None
    here = book.analysis.sentence_of[mention.first]
    near = []
    for entity in bearers:
        before = [index for index in book.entities[entity].mentions if index < mention.index]
        if before and here - book.analysis.sentence_of[book.mentions[before[-1]].first] <= _NEAR:
            near.append(entity)
    return near[0] if len(near) == 1 else None
