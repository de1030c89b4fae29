"""What looks like a time or a place and is none, and what is one under another name."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dateline.model.record import Record


def times(record: Record) -> list[tuple[str, str | None]]:
    return [(record.text_of(time.span), time.edtf) for time in record.times]


def places(record: Record) -> list[tuple[str, str | None, str | None]]:
    return [(place.name, place.kind, place.country) for place in record.places]


@pytest.mark.parametrize(
    "words", ["31 February 2026", "2026-02-30", "2026-13-01", "February 31, 2026", "31 April 2025"]
)
def test_a_day_that_no_calendar_has(read: Callable[..., Record], words: str) -> None:
    record = read(f"The lease ran until {words}, a clerk said.", published="2026-03-12")
    assert times(record) == [(words, None)]
    assert [(issue.kind, record.text_of(issue.span)) for issue in record.issues] == [("no-such-day", words)]


def test_a_leap_day_is_no_day_of_every_year(read: Callable[..., Record]) -> None:
    assert times(read("It broke on 29 February 2024.", published="2026-03-12")) == [("29 February 2024", "2024-02-29")]
    assert times(read("It broke on 29 February 2023.", published="2026-03-12")) == [("29 February 2023", None)]


@pytest.mark.parametrize(
    "sentence",
    [
        "The tablet was dated to the year 0.",
        "Call +44 20 2019 1998 or 555-2010 for help.",
        "The final score was 21-17, and the vote was 12-10-2.",
        "Protesters march on the capital.",
        "You may go, the guard said.",
        "Theresa May met Angela Merkel. May said the talks were good.",
        "April Jones and August Wilson spoke.",
        "The Flight 1549 crew and Boeing 2000 pilots met.",
    ],
)
def test_no_time_in_it(read: Callable[..., Record], sentence: str) -> None:
    assert times(read(sentence, published="2026-03-12")) == []


def test_people_whose_names_are_months(read: Callable[..., Record]) -> None:
    record = read(
        "April Jones met August Wilson and June Carter in May. In May Paris was calm.", published="2026-03-12"
    )
    assert [actor.name for actor in record.actors if actor.kind == "person"][:3] == [
        "April Jones",
        "August Wilson",
        "June Carter",
    ]
    assert times(record)[0] == ("May", "2025-05")


@pytest.mark.parametrize(
    ("sentence", "country"),
    [
        ("Georgia's government in Tbilisi protested to Moscow. Georgia closed the border.", "GEO"),
        ("The governor of Georgia vetoed the bill. Georgia troopers guarded the statehouse.", "USA"),
        ("A tornado hit Georgia on Tuesday, killing three people near Macon.", "USA"),
        ("Georgia and Armenia signed a pact.", "GEO"),
        ("Voters in Georgia and Florida cast ballots.", "USA"),
    ],
)
def test_georgia_both_ways(read: Callable[..., Record], sentence: str, country: str) -> None:
    record = read(sentence, published="2026-03-12")
    assert {place.country for place in record.places if place.name == "Georgia"} == {country}
    others = {"GEO", "USA"} - {country}
    assert not any(actor.country in others for actor in record.actors)


def test_turkey_the_bird(read: Callable[..., Record]) -> None:
    record = read("Families ate turkey and pie. Turkey prices rose by a third. A wild turkey broke a window.")
    assert places(record) == []
    assert not any(actor.country == "TUR" for actor in record.actors)


@pytest.mark.parametrize("name", ["Turkey", "Türkiye", "Turkiye"])
def test_turkey_the_state(read: Callable[..., Record], name: str) -> None:
    record = read(f"{name} summoned the ambassador of Sweden on Monday.")
    assert ("Turkey", "country", "TUR") in places(record)


@pytest.mark.parametrize("name", ["Kyiv", "Kiev"])
def test_one_city_under_two_names(read: Callable[..., Record], name: str) -> None:
    record = read(f"A missile hit {name} on Tuesday, killing two people.", published="2026-03-12")
    assert places(record) == [("Kyiv", "city", "UKR")]
