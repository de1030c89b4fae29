"""Known persons by date: the rows, what the loader refuses, and who is told in a sentence of a day."""

from __future__ import annotations

import csv
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest

from dateline.knowledge import names_persons
from dateline.knowledge.names import NameEntry, Office, date_entry, find_term, load_names, take_term
from dateline.knowledge.names_persons import PERSON_COLUMNS, Known, read_persons
from dateline.model.errors import LexiconError
from dateline.model.record import Actor, Record

Read = Callable[..., Record]
Persons = Callable[..., list[NameEntry]]

GOOD = ("Ada Quist", "Ada J. Quist", "", "", "NOR", "GOV", "", "f", "foreign minister", "2011-03", "2014")
LATER = ("Ada Quist", "", "", "", "IGO", "GOV", "NATO", "", "secretary-general", "2016", "")


@pytest.fixture
def persons(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Persons:
    """Read a table of persons written for one test."""
    tables = load_names()

    def read(*rows: tuple[str, ...], header: tuple[str, ...] = PERSON_COLUMNS) -> list[NameEntry]:
        with (tmp_path / "persons_test.csv").open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([header, *rows])
        monkeypatch.setattr(names_persons, "FOLDER", tmp_path)
        known = Known(frozenset(("NOR", "DEU")), frozenset(("NATO", "Norway")), tables.office)
        return [entry for entry, _, _ in read_persons(known)]

    return read


def known(name: str) -> NameEntry:
    (entry,) = load_names().named(name)
    return entry


def with_cell(column: str, value: str, row: tuple[str, ...] = GOOD) -> tuple[str, ...]:
    cells = list(row)
    cells[PERSON_COLUMNS.index(column)] = value
    return tuple(cells)


def test_rows_of_one_name_are_one_person(persons: Persons) -> None:
    (entry,) = persons(GOOD, LATER)
    assert entry.forms == ("Ada Quist", "Ada J. Quist")
    assert [(term.role, term.country) for term in entry.terms] == [
        ("foreign minister", "NOR"),
        ("secretary-general", "IGO"),
    ]
    assert entry.surname == "Quist"


@pytest.mark.parametrize(
    ("column", "value", "problem"),
    [
        ("country", "NRW", "no such country"),
        ("sectors", "GOVT", "no such PLOVER sector"),
        ("affiliation", "Nato", "no such body"),
        ("gender", "w", "none of f, m"),
        ("role", "grand vizard", "no such office"),
        ("role", "", "no such office"),
        ("since", "11", "a date is written"),
        ("since", "2011-13", "a date is written"),
        ("until", "2014-2-1", "a date is written"),
        ("until", "2010", "begins in 2011-03 after its end in 2010"),
        ("until", "2011-02", "after its end"),
        ("name", "", "without a name"),
    ],
)
def test_bad_cells_are_named(persons: Persons, column: str, value: str, problem: str) -> None:
    with pytest.raises(LexiconError, match=problem) as error:
        persons(("Bo Lind", "", "", "", "NOR", "GOV", "", "m", "president", "", ""), with_cell(column, value))
    assert "persons_test.csv" in str(error.value)
    assert "line 3" in str(error.value)


def test_until_may_be_the_year_of_since(persons: Persons) -> None:
    (entry,) = persons(with_cell("until", "2011"))
    assert entry.terms[0].covers("2011-06-01")


def test_forms_stand_in_the_first_row(persons: Persons) -> None:
    with pytest.raises(LexiconError, match="first row alone"):
        persons(GOOD, with_cell("forms", "A. Quist", LATER))


def test_the_same_office_twice_is_refused(persons: Persons) -> None:
    again = with_cell("forms", "", with_cell("gender", ""))
    with pytest.raises(LexiconError, match="same office twice"):
        persons(GOOD, again)


def test_rows_of_one_person_stand_together(persons: Persons) -> None:
    with pytest.raises(LexiconError, match=r"stands at persons_test\.csv line 2 already"):
        persons(GOOD, ("Bo Lind", "", "", "", "NOR", "GOV", "", "m", "president", "", ""), LATER)


def test_unknown_columns_are_refused(persons: Persons) -> None:
    with pytest.raises(LexiconError, match="unknown column 'party'"):
        persons((*GOOD, ""), header=(*PERSON_COLUMNS, "party"))


@pytest.mark.parametrize(
    ("day", "roles", "country", "sectors", "affiliation"),
    [
        (None, (), None, ("GOV",), None),
        ("2009-05-01", (), "NOR", (), None),
        ("2011-02-27", (), "NOR", (), None),
        ("2011-03-20", ("foreign minister",), "NOR", ("GOV",), None),
        ("2014-11-30", ("foreign minister",), "NOR", ("GOV",), None),
        ("2015-01-01", (), "NOR", ("ELI",), None),
        ("2016", ("secretary-general",), "IGO", ("GOV",), "NATO"),
        ("2026-11-23", ("secretary-general",), "IGO", ("GOV",), "NATO"),
    ],
)
def test_offices_of_a_day(
    persons: Persons,
    day: str | None,
    roles: tuple[str, ...],
    country: str | None,
    sectors: tuple[str, ...],
    affiliation: str | None,
) -> None:
    (entry,) = persons(GOOD, LATER)
    dated = date_entry(entry, day)
    assert (dated.roles, dated.country, dated.sectors, dated.affiliation) == (roles, country, sectors, affiliation)


def test_one_office_needs_no_date(persons: Persons) -> None:
    (entry,) = persons(GOOD)
    assert date_entry(entry, None).roles == ("foreign minister",)


def test_rebels_do_not_become_former_officials(persons: Persons) -> None:
    (entry,) = persons(("Ulf Brand", "", "", "", "NOR", "REB PTY", "", "m", "rebel leader", "1990", "1995"))
    assert date_entry(entry, "1999").sectors == ("REB",)


def test_the_exact_term_goes_before_one_of_the_same_year() -> None:
    entry = known("Jens Stoltenberg")
    assert date_entry(entry, "2014-12-24").roles == ("secretary-general",)
    assert date_entry(entry, "2024-12-24").sectors == ("ELI",)
    assert date_entry(entry, "2025-06-01").country == "NOR"


def test_a_title_chooses_the_office() -> None:
    tables = load_names()
    entry = known("Ursula von der Leyen")

    def names(words: str) -> Callable[[str], bool]:
        office = tables.office(*words.split())
        assert isinstance(office, Office)
        return lambda role: tables.is_same_office(role, office)

    term = find_term(entry, names("minister of defence"), None)
    assert term is not None
    assert take_term(entry, term).country == "DEU"
    assert find_term(entry, names("minister of defence"), "FRA") is None
    assert find_term(entry, names("prime minister"), None) is None


def test_the_tables_hold_many_offices_and_no_country_has_two_heads_for_years() -> None:
    entries = {entry.key: entry for entries in load_names().holders.values() for entry in entries}
    assert sum(len(entry.terms) for entry in entries.values()) >= 3000
    heads: dict[str, list[tuple[str, str, str]]] = {}
    for entry in entries.values():
        for term in entry.terms:
            if term.role in ("president", "chancellor", "pope") and term.affiliation is None and term.since:
                held = (term.since[:4], (term.until or "9999")[:4], entry.name)
                heads.setdefault(f"{term.country} {term.role}", []).append(held)
    assert len(heads) >= 120
    for office, terms in heads.items():
        terms.sort()
        for (_, until, one), (since, _, other) in pairwise(terms):
            assert int(since) >= int(until) - 1, f"{office}: {one} and {other}"


@pytest.mark.parametrize(
    ("form", "name"),
    [
        ("Zelenskiy", "Volodymyr Zelenskyy"),
        ("Tayyip Erdogan", "Recep Tayyip Erdoğan"),
        ("Moammar Gadhafi", "Muammar Gaddafi"),
        ("Bashar Assad", "Bashar al-Assad"),
        ("Alyaksandr Lukashenka", "Alexander Lukashenko"),
        ("Hemedti", "Mohamed Hamdan Dagalo"),
    ],
)
def test_transliterations(form: str, name: str) -> None:
    assert known(form).name == name


@pytest.mark.parametrize(
    "form", ["Johnson", "Brown", "May", "Bush", "Lee", "Kim", "Rice", "Castro", "Sharif", "Clinton"]
)
def test_common_family_names_are_nobody_alone(form: str) -> None:
    assert all(entry.kind != "person" for entry in load_names().named(form))


def test_official_names_stand_before_any_family_name() -> None:
    assert {entry.name for entry in load_names().holders["Bush"]} >= {"George W. Bush", "George H.W. Bush"}
    assert [entry.name for entry in load_names().holders["Xi"]] == ["Xi Jinping"]


def person(record: Record, *names: str) -> Actor | None:
    return next((actor for actor in record.actors if actor.kind == "person" and actor.name in names), None)


@pytest.mark.parametrize(
    ("text", "published", "name", "country", "sectors"),
    [
        ("Merkel met Putin in Sochi.", "2015-05-10", "Angela Merkel", "DEU", ("GOV",)),
        ("Merkel met Putin in Sochi.", "2024-05-10", "Angela Merkel", "DEU", ("ELI",)),
        ("Merkel met Putin in Sochi.", "2024-05-10", "Vladimir Putin", "RUS", ("GOV",)),
        ("The ministers waited for Mark Rutte.", "2019-02-02", "Mark Rutte", "NLD", ("GOV",)),
        ("The ministers waited for Mark Rutte.", "2025-02-02", "Mark Rutte", "IGO", ("GOV",)),
        ("President Bush warned Iraq on Tuesday.", "2005-03-01", "George W. Bush", "USA", ("GOV",)),
        ("President Bush warned Iraq on Tuesday.", "1991-01-08", "George H.W. Bush", "USA", ("GOV",)),
        ("Former President Bush visited Kuwait.", "2005-03-01", "George H.W. Bush", "USA", ("ELI",)),
        ("British Prime Minister Blair visited Libya.", None, "Tony Blair", "GBR", ("GOV",)),
        ("Prime Minister Brown flew to Dublin.", "2008-02-02", "Gordon Brown", "GBR", ("GOV",)),
        ("South African President Mbeki visited Sudan.", "2005-02-02", "Thabo Mbeki", "ZAF", ("GOV",)),
        ("Defence Minister Ursula von der Leyen visited Mali.", "2024-04-05", "Ursula von der Leyen", "DEU", ("GOV",)),
        ("Former Chancellor Angela Merkel spoke in Berlin.", "2021-12-20", "Angela Merkel", "DEU", ("ELI",)),
        ("Niger's ousted president, Mohamed Bazoum, was detained.", "2023-07-27", "Mohamed Bazoum", "NER", ("ELI",)),
        ("Israel killed Hassan Nasrallah in Beirut.", "2024-09-28", "Hassan Nasrallah", "LBN", ("REB",)),
        ("Bashar Assad fled to Moscow.", "2024-12-20", "Bashar al-Assad", "SYR", ("ELI",)),
        ("The visitors met Wang Yi, China's foreign minister, in Nairobi.", "2024-02-27", "Wang Yi", "CHN", ("GOV",)),
        ("House Speaker Mike Johnson criticised the plan.", "2024-02-02", "Mike Johnson", "USA", ("LEG",)),
    ],
)
def test_persons_of_the_day(
    read: Read, text: str, published: str | None, name: str, country: str, sectors: tuple[str, ...]
) -> None:
    actor = person(read(text, published=published), name)
    assert actor is not None
    assert (actor.country, actor.sectors, actor.resolved_by) == (country, sectors, "lexicon")


@pytest.mark.parametrize(
    ("text", "published"),
    [
        ("Prime Minister Brown flew to Dublin.", "2019-02-02"),
        ("President Bush warned the shareholders of the club.", None),
        ("Deputy Prime Minister Blair opened the bridge.", "2001-02-02"),
        ("Mike Johnson, a shopkeeper from Leeds, sued the council.", "2024-02-02"),
        ("Yair Netanyahu criticised the police.", "2024-02-02"),
        ("Daniil Medvedev won the final. Medvedev said he was tired.", "2024-02-02"),
        ("Kenyan Foreign Minister John Kerry visited Uganda.", "2014-02-02"),
        ("Mayor Adams of Springfield opened a park.", "2023-02-02"),
        ("President Kim opened the bridge.", "2016-09-18"),
        ("Police Chief Richard Myers said the two men were armed.", "2017-02-27"),
        ("Wang Yi, a dancer from Harbin, won the prize.", "2024-02-27"),
        ("Robert Gates Jr. opened a bakery in Tulsa.", "2010-02-02"),
        ("Laura Brown, a baker, met Prime Minister Brown of the village players.", "2008-02-02"),
    ],
)
def test_namesakes_are_not_the_known(read: Read, text: str, published: str | None) -> None:
    persons = [actor for actor in read(text, published=published).actors if actor.kind == "person"]
    assert persons
    assert [actor.name for actor in persons if actor.resolved_by == "lexicon"] == []


def test_roles_of_the_tables_have_no_words_in_the_text(read: Read) -> None:
    record = read("Merkel met Putin in Sochi.", published="2015-05-10")
    assert [actor.roles for actor in record.actors if actor.kind == "person"] == [(), ()]


def test_without_a_date_only_what_all_offices_share(read: Read) -> None:
    actor = person(read("The ministers waited for Mark Rutte."), "Mark Rutte")
    assert actor is not None
    assert (actor.country, actor.affiliation) == (None, None)
    titled = person(read("The ministers waited for NATO Secretary-General Mark Rutte."), "Mark Rutte")
    assert titled is not None
    assert (titled.country, titled.affiliation) == ("IGO", "NATO")
