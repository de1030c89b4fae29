"""Who is who: known persons, bodies, countries and peoples, offices, agent nouns, given names and surnames.

`load_names()` gives the tables, loaded once. The tables themselves are CSV files in `data/names/`; `SOURCES.md` there
tells where each came from.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from typing import Literal, cast

from dateline.knowledge.names_files import FOLDER, read_choice, read_rows, read_words
from dateline.knowledge.names_index import FormIndex
from dateline.knowledge.names_nouns import load_agents, load_offices
from dateline.knowledge.names_persons import (
    Known,
    date_entry,
    find_term,
    index_surnames,
    is_state,
    leave_term,
    take_term,
)
from dateline.knowledge.names_rows import (
    join_forms,
    read_countries,
    read_groups,
    read_organisations,
    read_person_forms,
)
from dateline.knowledge.names_types import AgentNoun, Gender, NameEntry, Number, Office, Term

__all__ = [
    "AgentNoun", "Gender", "NameEntry", "NameTables", "Number", "Office", "Term",
    "date_entry", "find_term", "is_state", "leave_term", "load_names", "take_term",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class NameTables:
    """All tables of names, with the ways to ask them."""

    index: FormIndex
    offices: Mapping[str, Office]
    agents: Mapping[str, AgentNoun]
    given_names: Mapping[str, Literal["f", "m", "u"]]
    surnames: frozenset[str]
    common_words: frozenset[str]
    office_steps: frozenset[str]
    """The beginnings of listed offices, cut wherever a word or hyphen ends; whole offices among them."""
    holders: Mapping[str, tuple[NameEntry, ...]]
    """Persons of the tables by family name: "Bush" gives both presidents."""

    def match_at(self, words: Sequence[str], start: int) -> tuple[int, tuple[NameEntry, ...]] | None:
        """Give (number of words, entries) of the longest known name, demonym or capital that begins at a word.

        Several entries: the words could mean each of them. A demonym has `form == "demonym"`, a capital kind `place`
        and subkind `seat`. "Foreign Minister of South Korea" at "South" gives (2, (South Korea,)).
        """
        return self.index.match_at(words, start)

    def named(self, form: str) -> tuple[NameEntry, ...]:
        """Give the entries of one form written as a string: "Fox News", "Al-Qaeda"."""
        return self.index.get(form)

    def country_of_demonym(self, word: str) -> NameEntry | None:
        """Give the country or people of "Russian", "Swiss", "Frenchman", "Kurds", "South Korean"."""
        for entry in self.index.get(word):
            if entry.form == "demonym":
                return entry
        return None

    def country_of_capital(self, word: str) -> NameEntry | None:
        """Give the country whose government "Moscow" or "Kiev" may stand for."""
        for entry in self.index.get(word):
            if entry.subkind == "seat" and entry.affiliation is not None:
                countries = self.index.get(entry.affiliation)
                return next((country for country in countries if country.kind == "country"), None)
        return None

    def office(self, *words: str) -> Office | None:
        """Give the office that all these words name, by parts if need be.

        "defence minister" is listed; "nato chief", "former deputy defence minister" are known by their last part, with
        the words in front as `modifiers`. Case does not matter; plurals are found.
        """
        return _find_office(self.offices, *words)

    def is_same_office(self, role: str, office: Office) -> bool:
        """Tell whether a role of the tables is an office met in a text: "defence minister", "Secretary of Defense"."""
        known = self.office(*role.split(" "))
        return known is not None and known.form == office.form

    def office_at(self, words: Sequence[str], start: int) -> tuple[int, Office] | None:
        """Give (number of words, office) of the longest listed office that begins at a word, in any case."""
        key = words[start].lower()
        if key not in self.office_steps:
            return None
        office = self.offices.get(key)
        found = None if office is None else (1, office)
        for position in range(start + 1, len(words)):
            word = words[position].lower()
            key = f"{key}{word}" if word == "-" or key.endswith("-") else f"{key} {word}"
            if key not in self.office_steps:
                break
            office = self.offices.get(key)
            if office is not None:
                found = position - start + 1, office
        return found

    def agent(self, lemma: str) -> AgentNoun | None:
        """Give the agent noun of a lower-case lemma, or of a plural that stands for itself ("troops")."""
        return self.agents.get(lemma)

    def given_name(self, word: str) -> Literal["f", "m", "u"] | None:
        """Give f, m or u (either) for a known given name, None for another word."""
        return self.given_names.get(word)

    def is_surname(self, word: str) -> bool:
        """Tell whether a capitalised word is a known surname; many are common words too, see `is_common_word`."""
        return word in self.surnames

    def is_common_word(self, word: str) -> bool:
        """Tell whether a word, in any case, is one of the commonest English words ("Price", "young", "The")."""
        return word.lower() in self.common_words


@cache
def load_names() -> NameTables:
    """Load all tables; a bad row is a LexiconError that names file and line."""
    forms: dict[str, tuple[NameEntry, ...]] = {}
    join_forms(read_countries(), forms)
    known = frozenset(entry.country for entries in forms.values() for entry in entries if entry.country)
    join_forms(read_groups(), forms)
    join_forms(read_organisations(known), forms)
    offices = load_offices()
    bodies = frozenset(e.name for entries in forms.values() for e in entries if e.kind in ("organisation", "country"))
    persons: dict[str, tuple[NameEntry, ...]] = {}
    join_forms(read_person_forms(Known(known, bodies, cache(partial(_find_office, offices)))), persons)
    for form, entries in persons.items():
        forms[form] = (*forms.get(form, ()), *entries)
    common = read_words(FOLDER / "common_words.txt")
    given = _load_given_names()
    surnames = read_words(FOLDER / "surnames.txt")
    _add_soft_acronyms(forms, common, frozenset(given) | surnames)
    return NameTables(
        index=FormIndex(forms),
        offices=offices,
        agents=load_agents(),
        given_names=given,
        surnames=surnames,
        common_words=common,
        office_steps=_find_steps(offices),
        holders=index_surnames(persons),
    )


def _load_given_names() -> dict[str, Literal["f", "m", "u"]]:
    names: dict[str, Literal["f", "m", "u"]] = {}
    for where, (name, gender) in read_rows(FOLDER / "given_names.csv", ("name", "gender")):
        read_choice("given_names.csv", where, gender, ("f", "m", "u"))
        names[name] = cast(Literal["f", "m", "u"], gender)
    return names


def _add_soft_acronyms(forms: dict[str, tuple[NameEntry, ...]], common: frozenset[str], names: frozenset[str]) -> None:
    """Add "Nato", "Unesco", "Opec" as many papers write them, where no other word or name is written so."""
    for form, entries in list(forms.items()):
        if len(form) > 3 and form.isupper() and form.isalpha() and entries[0].kind == "organisation":
            soft = form.capitalize()
            known = soft in forms or soft in names or form.lower() in common
            if not known and not entries[0].ambiguous:
                forms[soft] = entries


def _find_steps(offices: Mapping[str, Office]) -> frozenset[str]:
    steps: set[str] = set()
    for form in offices:
        steps.add(form)
        for place, letter in enumerate(form):
            if letter in " -":
                steps.add(form[:place])
            if letter == "-":
                steps.add(form[: place + 1])
    return frozenset(steps)


def _find_office(offices: Mapping[str, Office], *words: str) -> Office | None:
    if len(words) == 1:
        return offices.get(words[0].lower().replace(" - ", "-"))
    lowered = [word.lower() for word in words]
    for cut in range(len(lowered)):
        office = offices.get(" ".join(lowered[cut:]).replace(" - ", "-"))
        if office is not None:
            return office if cut == 0 else _with_modifiers(office, tuple(lowered[:cut]))
    return None


def _with_modifiers(office: Office, modifiers: tuple[str, ...]) -> Office:
    return Office(
        office.form, office.sectors, office.rank, office.gender, office.holder, office.precedes_name,
        office.plural, modifiers,
    )  # fmt: skip
