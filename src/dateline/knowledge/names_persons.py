"""Known persons by date: each row of `persons_*.csv` is one office that a person held, from when and until when.

"Merkel" in a report of 2015 is the German chancellor, in one of 2024 a former official; Rutte is a prime minister in
2020 and the head of NATO in 2025. Without a publication date only what holds of all the offices is told.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import cast

from dateline.knowledge.names_files import FOLDER, load_codes, read_choice, read_rows, read_sectors, split_forms
from dateline.knowledge.names_types import Gender, NameEntry, Office, Term
from dateline.model.errors import LexiconError

PERSON_COLUMNS = (
    "name", "forms", "surname", "ambiguous", "country", "sectors", "affiliation", "gender", "role", "since", "until",
)  # fmt: skip
_DATE = re.compile(r"[12]\d{3}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")
_PUBLIC = frozenset(("GOV", "LEG", "JUD", "PTY", "SPY"))
"""Sectors after which somebody is a former official (ELI); soldiers, rebels and clerics stay what they were."""

_ARMED = frozenset(("REB", "PRM"))


@dataclass(frozen=True, slots=True)
class Known:
    """What the rows of persons may refer to."""

    countries: frozenset[str]
    bodies: frozenset[str]
    office: Callable[..., Office | None]


@dataclass(slots=True)
class _Person:
    """One person while the rows are read."""

    name: str
    file: str
    where: str
    forms: str
    surname: str
    ambiguous: str
    gender: str
    terms: list[Term] = field(default_factory=list)


def read_persons(known: Known) -> Iterator[tuple[NameEntry, tuple[str, ...], str]]:
    """Yield (entry, ambiguous forms, where) for each person of all files persons_*.csv."""
    seen: dict[str, str] = {}
    for file in sorted(FOLDER.glob("persons_*.csv")):
        for person in _read_file(file, known):
            where = f"{person.file} {person.where}"
            if person.name in seen:
                raise LexiconError(person.file, person.where, f"{person.name!r} stands at {seen[person.name]} already")
            seen[person.name] = where
            yield _make_entry(person), split_forms(person.ambiguous), where


def date_entry(entry: NameEntry, day: str | None) -> NameEntry:
    """Give a person as of a day ("2015-03-01"): the offices held then, or a former official without any.

    Without a day: the office if there is only one, else what all of them share. Other entries stay as they are.
    """
    if not entry.terms:
        return entry
    if day is None:
        return _with_terms(entry, entry.terms) if _are_alike(entry.terms) else _with_common(entry)
    current = tuple(term for term in entry.terms if term.covers(day))
    if current:
        sure = tuple(term for term in current if not term.is_on_edge(day))
        return _with_terms(entry, sure or current)
    past = [term for term in entry.terms if term.until is not None and term.until[: len(day)] < day[: len(term.until)]]
    if not past:
        first = entry.terms[0]
        return replace(
            entry, roles=(), country=first.country if is_state(first.country) else None, sectors=(), affiliation=None
        )
    past.sort(key=lambda term: term.until or "")
    return _with_past(entry, past)


def find_term(entry: NameEntry, is_role: Callable[[str], bool], country: str | None) -> Term | None:
    """Give the one office of a person that a title names, and the country if it tells one: "Chancellor Merkel"."""
    found = [term for term in entry.terms if is_role(term.role) and country in (None, term.country)]
    return found[-1] if found and _are_alike(found) else None


def take_term(entry: NameEntry, term: Term) -> NameEntry:
    """Give a person in one office, whatever the date: the text itself says which."""
    return _with_terms(entry, (term,))


def leave_term(entry: NameEntry) -> NameEntry:
    """Give a person as a former official: the text says that the office is no longer held."""
    return _with_past(entry, sorted(entry.terms, key=lambda term: term.since or ""))


def index_surnames(forms: Mapping[str, tuple[NameEntry, ...]]) -> dict[str, tuple[NameEntry, ...]]:
    """Map family names to the persons in office who bear them, so that "President Bush" can be told by his office."""
    found: dict[str, tuple[NameEntry, ...]] = {}
    for form, entries in forms.items():
        for entry in entries:
            if entry.terms and entry.name == form:
                found[entry.surname] = (*found.get(entry.surname, ()), entry)
    return found


def _read_file(file: Path, known: Known) -> Iterator[_Person]:
    person: _Person | None = None
    for where, row in read_rows(file, PERSON_COLUMNS):
        name, forms, surname, ambiguous, country, sectors, affiliation, gender, role, since, until = row
        term = _read_term(file.name, where, (country, sectors, affiliation, role, since, until), known)
        if person is not None and person.name == name:
            if forms or surname or ambiguous or gender:
                raise LexiconError(file.name, where, f"forms and gender of {name!r} stand in the first row alone")
            if term in person.terms:
                raise LexiconError(file.name, where, f"{name!r} has the same office twice")
            person.terms.append(term)
            continue
        if person is not None:
            yield person
        read_choice(file.name, where, gender, ("f", "m", ""))
        if not name:
            raise LexiconError(file.name, where, "a person without a name")
        person = _Person(name, file.name, where, forms, surname, ambiguous, gender, [term])
    if person is not None:
        yield person


def _read_term(file: str, where: str, cells: tuple[str, str, str, str, str, str], known: Known) -> Term:
    country, sectors, affiliation, role, since, until = cells
    if country and country not in known.countries and country not in load_codes()[1]:
        raise LexiconError(file, where, f"no such country or international code: {country!r}")
    if affiliation and affiliation not in known.bodies:
        raise LexiconError(file, where, f"no such body or country: {affiliation!r}")
    if known.office(*role.split(" ")) is None:
        raise LexiconError(file, where, f"no such office: {role!r}")
    for cell in (since, until):
        if cell and not _DATE.fullmatch(cell):
            raise LexiconError(file, where, f"a date is written 1998, 1998-05 or 1998-05-20, not {cell!r}")
    length = min(len(since), len(until))
    if since[:length] > until[:length]:
        raise LexiconError(file, where, f"the office begins in {since} after its end in {until}")
    return Term(
        role, country or None, read_sectors(file, where, sectors), affiliation or None, since or None, until or None
    )


def _make_entry(person: _Person) -> NameEntry:
    forms = dict.fromkeys((person.name, *split_forms(person.forms), *split_forms(person.ambiguous)))
    entry = NameEntry(
        f"person:{person.name}", person.name, "person", gender=cast(Gender, person.gender) if person.gender else None,
        forms=tuple(forms), terms=tuple(person.terms), surname=person.surname or person.name.rpartition(" ")[2],
    )  # fmt: skip
    return date_entry(entry, None)


def _are_alike(terms: tuple[Term, ...] | list[Term]) -> bool:
    return len({(term.role, term.country, term.sectors, term.affiliation) for term in terms}) == 1


def _with_terms(entry: NameEntry, terms: tuple[Term, ...]) -> NameEntry:
    """Fill a person in from the offices held at one time, the first row first."""
    first = terms[0]
    here = [term for term in terms if term.country == first.country]
    return replace(
        entry,
        roles=tuple(dict.fromkeys(term.role for term in terms)),
        country=first.country,
        sectors=tuple(dict.fromkeys(sector for term in here for sector in term.sectors)),
        affiliation=first.affiliation,
        since=first.since,
        until=None,
    )


def _with_common(entry: NameEntry) -> NameEntry:
    """Fill in what all offices share."""
    first, terms = entry.terms[0], entry.terms
    return replace(
        entry,
        roles=(),
        country=first.country if all(term.country == first.country for term in terms) else None,
        sectors=first.sectors if all(term.sectors == first.sectors for term in terms) else (),
        affiliation=first.affiliation if all(term.affiliation == first.affiliation for term in terms) else None,
    )


def _with_past(entry: NameEntry, past: list[Term]) -> NameEntry:
    """Fill in a former official: the state served last, and no office."""
    states = [term.country for term in past if is_state(term.country)]
    last = past[-1].sectors
    kept = tuple(sector for sector in last if sector not in _PUBLIC)
    return replace(
        entry,
        roles=(),
        former_roles=tuple(dict.fromkeys(term.role for term in past)),
        country=states[-1] if states else None,
        sectors=kept if kept == last or _ARMED.intersection(last) else ("ELI", *kept),
        affiliation=None,
        until=past[-1].until,
    )


def is_state(country: str | None) -> bool:
    """Tell a country from a code of international actors (UNO, IGO, EUR, NGO)."""
    return country is not None and country not in load_codes()[1]
