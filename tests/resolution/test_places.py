"""Place names to places: what an article tells decides, and what it leaves open stays open."""

from __future__ import annotations

import pytest
from tests.resolution.place_fixtures import make_analysis, make_article, resolve

from dateline.model.article import Span
from dateline.model.record import Place
from dateline.reading.resolution.places import resolve_spans


def place_of(text: str, name: str, *others: str, **more: str | None) -> Place:
    places = resolve(text, name, *others, **more)
    found = [p for p in places.places if any(text_at(text, places, p, s) == name for s in p.spans)]
    assert len(found) == 1
    return found[0]


def text_at(text: str, places: object, place: Place, span: Span) -> str:
    return make_analysis(text).text[span.start : span.end]


@pytest.mark.parametrize(
    ("text", "name", "other", "admin1", "country"),
    [
        ("A mill in Bangor, Maine, closed.", "Bangor", "Maine", "Maine", "USA"),
        ("Fire swept Paris, Texas, at noon.", "Paris", "Texas", "Texas", "USA"),
        ("The mayor of Hamilton, Ontario, resigned.", "Hamilton", "Ontario", "Ontario", "CAN"),
        ("Rebels took Tripoli in northern Lebanon.", "Tripoli", "Lebanon", "Ash Shimal", "LBN"),
        ("Voters in Lebanon, Pa., queued.", "Lebanon", "Pa.", "Pennsylvania", "USA"),
        ("Police in Cordoba, Argentina, said so.", "Cordoba", "Argentina", None, "ARG"),
        ("Shells hit Georgia ’s Gori again.", "Gori", "Georgia", "Shida Kartli", "GEO"),
        ("He flew to Valencia (Venezuela) by night.", "Valencia", "Venezuela", "Carabobo", "VEN"),
    ],
)
def test_a_larger_place_beside_a_name_decides(
    text: str, name: str, other: str, admin1: str | None, country: str
) -> None:
    place = place_of(text, name, other)
    assert place.country == country
    assert admin1 is None or place.admin1 == admin1
    assert place.lat is not None
    assert "named with it" in (place.reason or "")


def test_a_state_behind_a_comma_counts_though_no_mention_covers_it() -> None:
    place = place_of("A judge in Portland, OR, ruled.", "Portland")
    assert (place.admin1, place.kind) == ("Oregon", "city")


def test_the_adjective_of_a_country_holds_a_town() -> None:
    place = place_of("Jets struck the Yemeni city of Ibb.", "Ibb")
    assert place.country == "YEM"


def test_one_sense_an_article() -> None:
    text = "Officials in Moscow, Idaho, met.\nLater Moscow went quiet."
    places = resolve(text, "Moscow", "Idaho")
    town = places.places[0]
    assert (town.admin1, len(town.spans)) == ("Idaho", 2)


def test_the_state_behind_a_town_is_the_state_though_the_city_is_meant_elsewhere() -> None:
    text = "Floods reached Buffalo, New York, on Monday.\nTraders in New York shrugged."
    places = resolve(text, "Buffalo", "New York")
    assert [(p.name, p.kind) for p in places.places] == [
        ("Buffalo", "city"),
        ("New York", "admin1"),
        ("New York City", "city"),
    ]


def test_a_list_of_countries_is_not_a_town_in_a_state() -> None:
    place = place_of("Flights from Mexico, Texas and Ohio were late.", "Mexico", "Texas", "Ohio")
    assert (place.kind, place.country) == ("country", "MEX")


def test_the_country_of_the_next_clause_does_not_hold_a_capital() -> None:
    place = place_of("In Paris, the United States agreed to it.", "Paris", "United States")
    assert place.country == "FRA"


def test_one_of_many_states_does_not_pull_a_great_city_to_a_hamlet() -> None:
    text = "She spoke in Cleveland.\nTexas, Ohio, Iowa, Nevada, Oregon and Utah vote soon."
    place = place_of(text, "Cleveland", "Texas", "Iowa", "Nevada", "Oregon", "Utah")
    assert place.admin1 == "Ohio"


@pytest.mark.parametrize(("word", "kind"), [("state", "admin1"), ("governor", "city")])
def test_the_word_behind_a_name_tells_its_kind(word: str, kind: str) -> None:
    assert place_of(f"Snow closed New York {word} roads.", "New York").kind == kind


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("Drones hit the Belgorod region overnight.", "Belgorod", "admin1"),
        ("Talks in the province of Idlib failed.", "Idlib", "admin1"),
        ("Talks in the city of Quebec failed.", "Quebec", "city"),
        ("Winds crossed the tropical Pacific region.", "Pacific", "ocean"),
        ("Drones hit Belgorod overnight.", "Belgorod", "city"),
    ],
)
def test_words_beside_a_name_choose_between_town_and_region(text: str, name: str, kind: str) -> None:
    assert place_of(text, name).kind == kind


def test_countries_named_elsewhere_favour_their_towns() -> None:
    text = "Venezuela sent troops.\nIn Barcelona the power failed and in Caracas too.\nVenezuela blamed rain."
    assert place_of(text, "Barcelona", "Venezuela", "Caracas").country in ("VEN", "ESP")
    text = "Aid left Jordan and Jordan ’s king spoke.\nTrucks stopped at Mafraq."
    assert place_of(text, "Mafraq", "Jordan").country == "JOR"


def test_states_in_a_row_are_states() -> None:
    text = "Rules differ in Alabama, Georgia and Florida."
    place = place_of(text, "Georgia", "Alabama", "Florida")
    assert (place.country, place.kind) == ("USA", "admin1")
    text = "Envoys of Armenia, Georgia and Azerbaijan met."
    place = place_of(text, "Georgia", "Armenia", "Azerbaijan")
    assert (place.country, place.kind) == ("GEO", "country")


def test_a_name_that_nothing_settles_keeps_its_candidates() -> None:
    place = place_of("A crash near Springfield killed two.", "Springfield")
    assert (place.lat, place.lon, place.kind, place.geonames) == (None, None, None, None)
    assert {"Missouri", "Illinois", "Massachusetts"} <= {candidate.admin1 for candidate in place.candidates}
    assert "none favoured" in (place.reason or "")


def test_a_hamlet_is_not_taken_on_its_name_alone() -> None:
    place = place_of("He met Sanders there.", "Sanders")
    assert place.lat is None
    assert place.candidates


def test_a_town_that_the_tables_lack_in_the_state_named_is_left_open_inside_it() -> None:
    place = place_of("A home in Hartsville, Ind., burned.", "Hartsville", "Ind.")
    assert (place.lat, place.country, place.admin1) == (None, "USA", "Indiana")
    assert place.reason == "no place of this name is known in Indiana"


def test_a_state_in_capitals_behind_a_comma() -> None:
    assert place_of("Police in LAWRENCE, KAN., said so.", "LAWRENCE").admin1 == "Kansas"


def test_a_common_word_is_no_town_by_itself() -> None:
    assert place_of("They spoke of Street again.", "Street").lat is None
    assert place_of("A gym in Hope, Ind., closed.", "Hope", "Ind.").admin1 == "Indiana"


def test_a_lesser_byname_of_a_small_place_is_left_open() -> None:
    place = place_of("Shots rang out on the West Side of town.", "West Side")
    assert place.lat is None
    assert place.candidates


def test_a_site_is_placed_at_the_town_it_is_named_after() -> None:
    place = place_of("Gunmen stormed Wau Airport at dawn.\nSouth Sudan closed it.", "Wau Airport", "South Sudan")
    assert (place.name, place.kind, place.country, place.geonames) == ("Wau Airport", "site", "SSD", None)
    assert place.lat is not None
    assert "named after" in (place.reason or "")
    assert place_of("They met in Zubrovka Zoo.", "Zubrovka Zoo").lat is None


def test_an_unknown_name_is_kept_without_a_point() -> None:
    place = place_of("Guns fell silent in Zubrovka.", "Zubrovka")
    assert (place.name, place.lat, place.candidates) == ("Zubrovka", None, ())
    assert place.reason == "no place of this name is known"


def test_the_dateline_is_read_and_leans() -> None:
    text = "AMMAN , Jordan - Rain fell.\nCrowds left Irbid."
    places = resolve(text, "Irbid", dateline="AMMAN")
    assert places.dateline == 0
    assert places.places[0].name == "Amman"
    assert next(p for p in places.places if p.name == "Irbid").country == "JOR"


def test_the_outlet_s_home_leans() -> None:
    text = "The council of Springfield met."
    assert place_of(text, "Springfield", outlet="Illinois Gazette").admin1 == "Illinois"
    assert place_of(text, "Springfield", outlet="Missouri Courier").admin1 == "Missouri"


def test_a_title_given_apart_leans_but_gives_no_span() -> None:
    text = "The council of Springfield met."
    places = resolve(text, "Springfield", title="Illinois towns quarrel")
    assert len(places.places) == 1
    assert places.places[0].admin1 == "Illinois"


def test_what_is_near_what_is_settled_is_favoured() -> None:
    text = "Snow cut off Lansing and Ann Arbor.\nA bus from Jackson was stuck."
    assert place_of(text, "Jackson", "Lansing", "Ann Arbor").admin1 == "Michigan"


@pytest.mark.parametrize("name", ["the United States", "US", "U.S.", "America", "USA"])
def test_the_united_states_are_a_country_under_every_name(name: str) -> None:
    bare = name.removeprefix("the ")
    places = resolve(f"Trade with the {bare} grew.", bare)
    assert [(p.kind, p.country, p.geonames) for p in places.places] == [("country", "USA", 6252001)]


def test_spans_and_ids_stand_in_reading_order() -> None:
    text = "Kyiv fell silent.\nFrom Odesa to Kyiv trains ran."
    places = resolve(text, "Odesa", "Kyiv")
    assert [p.id for p in places.places] == ["p1", "p2"]
    whole = make_analysis(text).text
    assert [[whole[s.start : s.end] for s in p.spans] for p in places.places] == [["Kyiv", "Kyiv"], ["Odesa"]]
    assert sorted(places.by_token.values()) == [0, 0, 1]


def test_two_names_of_one_place_are_one_place() -> None:
    places = resolve("Burma shut its border.\nMyanmar denied it.", "Burma", "Myanmar")
    assert len(places.places) == 1
    assert len(places.places[0].spans) == 2


def test_a_great_name_that_no_mention_claims_is_found() -> None:
    text = "Envoys left Texas yesterday."
    assert [p.name for p in resolve(text).places] == ["Texas"]
    assert resolve("Envoys met Decatur yesterday.").places == ()


def test_no_names_no_places() -> None:
    assert resolve("rain fell.").places == ()


def test_given_spans_are_answered_one_each_in_their_order() -> None:
    text = "Russian shells fell on Kharkiv in Ukraine, and nobody knew Zubrovka."
    analysis = make_analysis(text)
    spans = [Span(text.index(w), text.index(w) + len(w)) for w in ("Zubrovka", "Kharkiv", "Russian", "Ukraine")]
    answers = resolve_spans(make_article(text), analysis, spans)
    assert [None if place is None else place.name for place in answers] == [None, "Kharkiv", "Russia", "Ukraine"]


def test_given_spans_may_be_odd() -> None:
    text = "In Homs."
    analysis = make_analysis(text)
    spans = [Span(0, 0), Span(3, 7), Span(len(text), len(text)), Span(2, 3), Span(3, 7)]
    answers = resolve_spans(make_article(text), analysis, spans)
    assert len(answers) == 5
    assert answers[1] is not None
    assert answers[1] == answers[4]


def test_many_names_in_one_sentence_stay_quick() -> None:
    import time

    names = ["Homs", "Paris", "Springfield", "Georgia", "San Jose", "Santiago", "Victoria"] * 300
    text = ", ".join(names) + "."
    start = time.process_time()
    places = resolve(text, *names)
    assert places.places
    assert time.process_time() - start < 4.0
