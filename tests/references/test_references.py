"""Who is who: names, offices, descriptions and pronouns joined, on short reports read by the shipped model."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dateline.model.article import Article
from dateline.reading import Engine
from dateline.reading.analysis import Analysis, Phrase
from dateline.reading.mentions import Mentions
from dateline.reading.mentions.names import find_names
from dateline.reading.references import Entity, References, resolve_references
from dateline.reading.statements import Statement

Resolve = Callable[..., tuple[Analysis, Mentions, References]]


@pytest.fixture(scope="module")
def resolve(engine: Engine, make_article: Callable[..., Article]) -> Resolve:
    """Resolve a text; `quotes` gives (quoted words, speaker's last word, addressee's last word or None)."""

    def resolve(text: str, *quotes: tuple[str, str, str | None]) -> tuple[Analysis, Mentions, References]:
        article, analysis = make_article(text), engine.analyse(text)
        mentions = Mentions(tuple(find_names(article, analysis, ())))
        statements = tuple(quoted(analysis, index, *quote) for index, quote in enumerate(quotes))
        return analysis, mentions, resolve_references(article, analysis, mentions, statements)

    return resolve


def quoted(analysis: Analysis, index: int, words: str, speaker: str, addressee: str | None) -> Statement:
    from dateline.model.article import Span

    begin = analysis.text.index(words)
    span = Span(begin, begin + len(words))

    def phrase(word: str) -> Phrase:
        outside = [t for t, w in enumerate(analysis.words) if w == word and not span.covers(analysis.span_of(t))]
        return Phrase(outside[-1], outside[-1] + 1, outside[-1])

    return Statement(
        index, "direct", "say", phrase(speaker), (span,), (), addressee=phrase(addressee) if addressee else None
    )


def words_of(found: tuple[Analysis, Mentions, References], entity: Entity) -> list[str]:
    analysis, mentions, _ = found
    return [analysis.words_of(mentions.names[m].first, mentions.names[m].last) for m in entity.mentions]


def entity(found: tuple[Analysis, Mentions, References], name: str) -> Entity:
    hits = [e for e in found[2].entities if e.name == name]
    assert len(hits) == 1, [e.name for e in found[2].entities]
    return hits[0]


def test_names_of_one_person_are_joined_and_others_stay_apart(resolve: Resolve) -> None:
    found = resolve(
        "Oleg Varda met Irina Varda on Monday. Mr. Varda left early. Mrs. Varda stayed. Lena Holm saw them. Holm wept."
    )
    assert words_of(found, entity(found, "Oleg Varda"))[:2] == ["Oleg Varda", "Varda"]
    assert "Varda" in words_of(found, entity(found, "Irina Varda"))
    assert words_of(found, entity(found, "Lena Holm")) == ["Lena Holm", "Holm"]


def test_a_headlines_surname_is_the_person_named_in_full_below(resolve: Resolve) -> None:
    found = resolve("Holst: harbour to stay shut\nThe mayor, Ida Holst, said so on Monday.")
    assert words_of(found, entity(found, "Ida Holst"))[0] == "Holst"


def test_apposition_gives_country_sector_and_role(resolve: Resolve) -> None:
    found = resolve("Ida Holst, the Danish foreign minister, flew to Oslo.")
    person = entity(found, "Ida Holst")
    assert (person.kind, person.country, person.sectors) == ("person", "DNK", ("GOV",))
    assert person.resolved_by == "text"
    assert [(role.title, role.of) for role in person.roles] == [("foreign minister", "Denmark")]
    assert "the Danish foreign minister" in words_of(found, person)


def test_role_span_holds_the_offices_own_words(resolve: Resolve) -> None:
    found = resolve("NATO Secretary-General Jens Okafor spoke.")
    role = entity(found, "Jens Okafor").roles[0]
    assert found[0].words_of(role.first, role.last) == "Secretary-General"
    assert role.of == "NATO"
    assert entity(found, "Jens Okafor").affiliation == "NATO"


def test_an_unknown_person_stays_unknown(resolve: Resolve) -> None:
    found = resolve("Piet Oost fell ill on Friday.")
    person = entity(found, "Piet Oost")
    assert (person.country, person.sectors, person.affiliation, person.resolved_by) == (None, (), None, None)


def test_a_description_is_tied_to_the_holder_of_the_office(resolve: Resolve) -> None:
    found = resolve(
        "NATO Secretary-General Jens Okafor met Chilean President Ana Soto. The NATO chief smiled. "
        "The Chilean leader left. The Peruvian leader stayed away."
    )
    assert "The NATO chief" in words_of(found, entity(found, "Jens Okafor"))
    assert "The Chilean leader" in words_of(found, entity(found, "Ana Soto"))
    peruvian = entity(found, "Peruvian leader")
    assert (peruvian.kind, peruvian.country) == ("unnamed", "PER")


def test_a_bare_office_held_by_two_is_left_open(resolve: Resolve) -> None:
    found = resolve("Chilean President Ana Soto met Peruvian President Luis Rey. The president smiled.")
    assert "The president" not in words_of(found, entity(found, "Ana Soto"))
    assert "The president" not in words_of(found, entity(found, "Luis Rey"))


def test_bodies_are_taken_up_by_acronym_noun_and_short_name(resolve: Resolve) -> None:
    found = resolve(
        "The Sahel Farmers Association (SFA) closed. The SFA had debts. The association owed two banks. "
        "The Danish Fisheries Ministry knew. The Fisheries Ministry kept silent."
    )
    names = words_of(found, entity(found, "Sahel Farmers Association"))
    assert {"SFA", "The association"} <= set(names)
    assert len(words_of(found, entity(found, "Danish Fisheries Ministry"))) == 2


def test_country_demonym_and_capital_are_one_actor(resolve: Resolve) -> None:
    found = resolve("Moscow warned Estonia. Russia moved two Russian ships.")
    forms = [found[1].names[m].form for m in entity(found, "Russia").mentions]
    assert forms == ["metonym", "name", "demonym"]
    ships = entity(found, "two Russian ships")
    assert (ships.kind, ships.country) == ("group", "RUS")


@pytest.mark.parametrize(
    ("text", "pronoun", "name"),
    [
        ("Lena Holm met Piet Oost. She praised him.", "She", "Lena Holm"),
        ("Lena Holm met Piet Oost. She praised him.", "him", "Piet Oost"),
        ("Piet Oost resigned on Monday after his son was arrested.", "his", "Piet Oost"),
        ("Halden Shipping said it would sell two ferries.", "it", "Halden Shipping"),
        ("Norway closed its border.", "its", "Norway"),
    ],
)
def test_pronouns(resolve: Resolve, text: str, pronoun: str, name: str) -> None:
    found = resolve(text)
    assert pronoun in words_of(found, entity(found, name))


def test_he_is_not_the_subject_whose_object_he_is(resolve: Resolve) -> None:
    found = resolve("Piet Oost praised him.")
    assert words_of(found, entity(found, "Piet Oost")) == ["Piet Oost"]


def test_it_of_weather_and_of_judgement_is_nobody(resolve: Resolve) -> None:
    analysis, mentions, references = resolve("Halden Shipping closed. It is clear that it rained.")
    assert [references.entity_of[m.index] for m in mentions.names if m.name == "it"] == [None, None]
    assert analysis


def test_i_and_he_inside_a_quotation(resolve: Resolve) -> None:
    text = "Piet Oost met Ole Brandt. “I told Ole that he was wrong,” Oost said."
    found = resolve(text, ("I told Ole that he was wrong,", "Oost", None))
    assert "I" in words_of(found, entity(found, "Piet Oost"))
    assert "he" not in words_of(found, entity(found, "Piet Oost"))
    assert "he" in words_of(found, entity(found, "Ole Brandt"))


def test_we_is_the_body_of_its_officer_and_else_nobody(resolve: Resolve) -> None:
    text = "“We closed the port,” said Ida Holst, director of Halden Shipping. “We wept,” said Piet Oost."
    found = resolve(text, ("We closed the port,", "Holst", None), ("We wept,", "Oost", None))
    assert words_of(found, entity(found, "Halden Shipping")).count("We") == 1
    assert "We" not in words_of(found, entity(found, "Piet Oost"))


def test_you_is_the_one_spoken_to(resolve: Resolve) -> None:
    text = "“Did you sign?” Lena Holm asked Piet Oost."
    found = resolve(text, ("Did you sign?", "Holm", "Oost"))
    assert "you" in words_of(found, entity(found, "Piet Oost"))


def test_relative_pronouns_lead_to_the_noun_before_and_are_not_listed(resolve: Resolve) -> None:
    found = resolve("Piet Oost, who owns the ferry, was arrested.")
    analysis, mentions, references = found
    who = next(m for m in mentions.names if m.name == "who")
    assert references.entity_of[who.index] == entity(found, "Piet Oost").index
    assert who.index not in entity(found, "Piet Oost").mentions
    assert references.at(who.head) is not None
    assert analysis.words[who.head] == "who"


def test_unnamed_sources_that_speak(resolve: Resolve) -> None:
    text = "“It is over,” two diplomats said. Three farmers left."
    found = resolve(text, ("It is over,", "diplomats", None))
    assert entity(found, "two diplomats").kind == "unnamed"
    assert entity(found, "Three farmers").kind == "group"


def test_every_mention_belongs_to_at_most_one_entity(resolve: Resolve) -> None:
    _, mentions, references = resolve(
        "Halden Shipping director Ida Holst said the company and its staff would leave Norway. She flew to Oslo."
    )
    listed = [m for e in references.entities for m in e.mentions]
    assert len(listed) == len(set(listed))
    assert len(references.entity_of) == len(mentions.names)
    assert [e.index for e in references.entities] == list(range(len(references.entities)))
    assert all(references.entity_of[m] == e.index for e in references.entities for m in e.mentions)


def test_a_bare_noun_in_a_headline_is_the_body_it_names(resolve: Resolve) -> None:
    found = resolve("NATO ships sail: Alliance sends six\nThe alliance sent six ships, NATO said.")
    assert words_of(found, entity(found, "NATO"))[:2] == ["NATO", "Alliance"]


def test_two_family_names_are_one_person(resolve: Resolve) -> None:
    found = resolve("Luis Rey Montoya spoke first. Rey Montoya then left. Ana Holt-Brandt stayed. Holt-Brandt slept.")
    assert words_of(found, entity(found, "Luis Rey Montoya")) == ["Luis Rey Montoya", "Rey Montoya"]
    assert words_of(found, entity(found, "Ana Holt-Brandt")) == ["Ana Holt-Brandt", "Holt-Brandt"]


def test_parties_and_ranks_keep_offices_apart(resolve: Resolve) -> None:
    found = resolve(
        "Republican nominee Luis Rey met Chilean President Ana Soto. The Democratic nominee stayed away. "
        "The Chilean vice president slept."
    )
    assert "The Democratic nominee" not in words_of(found, entity(found, "Luis Rey"))
    assert "The Chilean vice president" not in words_of(found, entity(found, "Ana Soto"))


def test_what_somebody_claims_gives_no_office(resolve: Resolve) -> None:
    found = resolve("Lena Holm said that Piet Oost is a soldier.")
    assert entity(found, "Piet Oost").sectors == ()
    assert entity(resolve("Piet Oost is a soldier."), "Piet Oost").sectors == ("MIL",)


def test_who_is_against_a_country_is_not_of_it(resolve: Resolve) -> None:
    found = resolve("An anti-Chile activist and a Chilean activist quarrelled.")
    assert [e.country for e in found[2].entities if "activist" in e.name] == [None, "CHL"]


def test_a_capitals_government_has_the_capitals_country(resolve: Resolve) -> None:
    assert entity(resolve("The Khartoum government fell."), "Khartoum government").country == "SDN"


def test_a_bodys_own_spokeswoman_is_of_it(resolve: Resolve) -> None:
    found = resolve("Halden Shipping closed the port. Its spokeswoman, Ida Holst, wept.")
    assert entity(found, "Ida Holst").affiliation == "Halden Shipping"


def test_a_ministry_spokesman_is_of_the_ministry_spoken_of_last(resolve: Resolve) -> None:
    found = resolve("Denmark's fisheries ministry denied it. Quotas will fall, ministry spokesman Ole Brandt said.")
    assert entity(found, "Ole Brandt").country == "DNK"
