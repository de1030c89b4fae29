"""Turns the rows of the tables of countries, groups, bodies and persons into entries and the forms that mean them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from dateline.knowledge.names_files import (
    FOLDER,
    load_codes,
    read_choice,
    read_rows,
    read_sectors,
    split_forms,
)
from dateline.knowledge.names_index import normalise_form
from dateline.knowledge.names_persons import Known, read_persons
from dateline.knowledge.names_types import EntryKind, NameEntry, Number
from dateline.model.errors import LexiconError

COUNTRY_COLUMNS = (
    "iso3", "iso2", "name", "forms", "ambiguous", "adjectives", "singular", "plural", "capital", "code", "sectors",
)  # fmt: skip
GROUP_COLUMNS = ("name", "subkind", "country", "sectors", "adjectives", "singular", "plural", "ambiguous")
ORGANISATION_COLUMNS = ("name", "forms", "ambiguous", "subkind", "country", "sectors", "affiliation")
GROUP_KINDS = ("religion", "ethnic", "region-people", "party-people", "movement")
ORGANISATION_KINDS = (
    "igo", "ngo", "company", "media", "agency", "party", "armed", "military", "government", "court", "university",
    "club", "union", "bank", "legislature", "police", "intelligence", "religion",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Form:
    """One written form and the entry that it gives."""

    text: str
    entry: NameEntry
    where: str


def read_countries() -> Iterator[Form]:
    """Yield the names, demonyms and capitals of states and territories."""
    file = FOLDER / "countries.csv"
    for where, row in read_rows(file, COUNTRY_COLUMNS):
        iso3, _, name, forms, ambiguous, adjectives, singular, plural, capital, code, sectors = row
        code = code or iso3
        if len(code) != 3:
            raise LexiconError(file.name, where, f"a country code has three letters, not {code!r}")
        entry = NameEntry(
            f"country:{name}", name, "country", None, code, read_sectors(file.name, where, sectors), None, None,
            _all_forms(name, forms, ""),
        )  # fmt: skip
        yield from _named(entry, ambiguous, where)
        yield from _demonyms(entry, adjectives, singular, plural, ambiguous, where)
        cities = split_forms(capital)
        if cities:
            seat = replace(
                entry, key=f"place:{cities[0]}:{code}", name=cities[0], kind="place", subkind="seat",
                affiliation=name, forms=cities,
            )  # fmt: skip
            yield from _named(seat, ambiguous, where)


def read_groups() -> Iterator[Form]:
    """Yield the adjectives and peoples that are not those of a state: Kurds, Chechens, Muslims, Republicans."""
    file = FOLDER / "groups.csv"
    for where, row in read_rows(file, GROUP_COLUMNS):
        name, subkind, country, sectors, adjectives, singular, plural, ambiguous = row
        entry = NameEntry(
            f"group:{name}", name, "group", read_choice(file.name, where, subkind, GROUP_KINDS), country or None,
            read_sectors(file.name, where, sectors), None, None, (name,),
        )  # fmt: skip
        yield from _demonyms(entry, adjectives, singular, plural, ambiguous, where)


def read_organisations(known: frozenset[str]) -> Iterator[Form]:
    """Yield the forms of all files organisations_*.csv; countries must be among the known codes."""
    for file in sorted(FOLDER.glob("organisations_*.csv")):
        for where, row in read_rows(file, ORGANISATION_COLUMNS):
            name, forms, ambiguous, subkind, country, sectors, affiliation = row
            _check_country(file, where, country, known)
            entry = NameEntry(
                f"organisation:{name}:{country}", name, "organisation",
                read_choice(file.name, where, subkind, ORGANISATION_KINDS), country or None,
                read_sectors(file.name, where, sectors), affiliation or None, None,
                _all_forms(name, forms, ambiguous),
            )  # fmt: skip
            yield from _named(entry, ambiguous, f"{file.name} {where}")


def read_person_forms(known: Known) -> Iterator[Form]:
    """Yield the forms of all files persons_*.csv."""
    for entry, doubtful, where in read_persons(known):
        variant = replace(entry, ambiguous=True) if doubtful else entry
        for text in entry.forms:
            yield Form(text, variant if text in doubtful else entry, where)


def join_forms(forms: Iterator[Form], into: dict[str, tuple[NameEntry, ...]]) -> None:
    """Add one table to the index; a form twice in it needs kinds that differ or every row marking it ambiguous."""
    mine: dict[str, Form] = {}
    keys: dict[str, tuple[EntryKind, str]] = {}
    for form in forms:
        text, entry = normalise_form(form.text), form.entry
        if keys.setdefault(entry.key, (entry.kind, form.where))[1] != form.where:
            raise LexiconError(form.where, entry.key, "a second row of this name")
        other = mine.setdefault(text, form)
        if other is not form:
            if other.entry.key == entry.key:
                if other.entry.form != entry.form or other.entry.number != entry.number:
                    continue
                raise LexiconError(form.where, repr(text), "the same form twice in one row")
            if not (other.entry.ambiguous and entry.ambiguous) and other.entry.kind == entry.kind:
                raise LexiconError(form.where, repr(text), f"also a form of {other.entry.key} ({other.where})")
        into[text] = (*into.get(text, ()), entry)


def _all_forms(name: str, forms: str, ambiguous: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys((name, *split_forms(forms), *split_forms(ambiguous))))


def _named(entry: NameEntry, ambiguous: str, where: str) -> Iterator[Form]:
    if not ambiguous:
        for text in entry.forms:
            yield Form(text, entry, where)
        return
    doubtful = split_forms(ambiguous)
    variant = replace(entry, ambiguous=True)
    for text in entry.forms:
        yield Form(text, variant if text in doubtful else entry, where)


def _demonyms(
    entry: NameEntry, adjectives: str, singular: str, plural: str, ambiguous: str, where: str
) -> Iterator[Form]:
    doubtful = split_forms(ambiguous)
    seen: set[str] = set()
    numbers: tuple[tuple[str, Number | None], ...] = (
        (adjectives, None),
        (singular, "singular"),
        (plural, "plural"),
    )
    for cell, number in numbers:
        for text in split_forms(cell):
            if text not in seen:
                seen.add(text)
                variant = replace(entry, form="demonym", number=number, ambiguous=text in doubtful)
                yield Form(text, variant, where)


def _check_country(file: Path, where: str, country: str, known: frozenset[str]) -> None:
    if country and country not in known and country not in load_codes()[1]:
        raise LexiconError(file.name, where, f"no such country or international code: {country!r}")
