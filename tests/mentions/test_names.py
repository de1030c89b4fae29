"""Names on sentences parsed by the shipped model: what is a name, of what kind, and with which title."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import pytest

from dateline.knowledge.name_cues import load_name_cues
from dateline.model.article import Article, Span
from dateline.reading import Engine
from dateline.reading.mentions import Mention
from dateline.reading.mentions.names import find_names

Find = Callable[[str], list[Mention]]


@pytest.fixture(scope="module")
def find(engine: Engine, make_article: Callable[..., Article]) -> Find:
    def find(text: str) -> list[Mention]:
        return list(find_names(make_article(text), engine.analyse(text), ()))

    return find


def told(text: str, mentions: list[Mention], engine: Engine) -> list[tuple[str, str, str]]:
    analysis = engine.analyse(text)
    return [(analysis.words_of(m.first, m.last), m.kind, m.form) for m in mentions]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("The bill was signed by Maltese President Ruzena Halvik on Monday.", ("Ruzena Halvik", "person", "name")),
        ("A spokesman for Halden Shipping, Piet Oost, declined.", ("Halden Shipping", "organisation", "name")),
        ("It was founded by Ursula van der Meulen in 1990.", ("Ursula van der Meulen", "person", "name")),
        ("Aid reached the Sahel Farmers Association (SFA) late.", ("SFA", "organisation", "name")),
        ("Spokesman Al-Fateh Qasir answered on Monday.", ("Al-Fateh Qasir", "person", "name")),
        ("Police questioned Milo Trask, 43, for an hour.", ("Milo Trask", "person", "name")),
        ("The 3rd Mountain Brigade crossed the bridge.", ("3rd Mountain Brigade", "organisation", "name")),
        ("The Korean People's Army held a parade.", ("Korean People's Army", "organisation", "name")),
        ("Fishermen were found in the Sound of Orrin Island.", ("Orrin Island", "place", "name")),
        ("Moscow warned that it would answer.", ("Moscow", "country", "metonym")),
        ("Crowds gathered in Moscow.", ("Moscow", "place", "name")),
        ("Talks with Tehran broke down.", ("Tehran", "country", "metonym")),
        ("Two Chilean officers resigned.", ("Chilean", "country", "demonym")),
        ("Five Norwegians were hurt.", ("Norwegians", "group", "nominal")),
        ("Talks were held at the White House.", ("White House", "place", "name")),
        ("The White House denied the report.", ("White House", "organisation", "name")),
        ("He fled before Hurricane Odile came.", ("Hurricane Odile", "other", "name")),
        ("The minister spoke of the Clean Rivers Act at length.", ("Clean Rivers Act", "other", "name")),
    ],
)
def test_names_and_their_kinds(find: Find, engine: Engine, text: str, wanted: tuple[str, str, str]) -> None:
    found = told(text, find(text), engine)
    assert any(
        kind == wanted[1]
        and form == wanted[2]
        and wanted[0].endswith(words)
        and words.split()[-1] == wanted[0].split()[-1]
        for words, kind, form in found
    ), found


@pytest.mark.parametrize(
    ("text", "name", "title"),
    [
        ("NATO Secretary-General Jens Okafor spoke.", "Jens Okafor", "NATO Secretary-General"),
        ("Harbour News anchor Lena Brand asked him.", "Lena Brand", "Harbour News anchor"),
        ("It was led by spokesman Arno Pitt.", "Arno Pitt", "spokesman"),
        ("Former Danish foreign minister Ida Holst agreed.", "Ida Holst", "Former Danish foreign minister"),
    ],
)
def test_titles_in_front_of_a_name(find: Find, engine: Engine, text: str, name: str, title: str) -> None:
    analysis = engine.analyse(text)
    people = [m for m in find(text) if m.kind == "person" and m.form == "name"]
    assert [analysis.words_of(m.first, m.last) for m in people] == [name]
    assert people[0].title is not None
    assert analysis.words_of(*people[0].title) == title


def test_capitals_of_headlines_name_nobody(find: Find, engine: Engine) -> None:
    text = "Angry Farmers Block Main Roads Over Rising Fuel Costs\nFarmers blocked roads on Tuesday. Fuel costs rise."
    assert not [m for m in find(text) if m.form == "name"]


def test_a_headline_name_is_borne_out_by_the_body(find: Find, engine: Engine) -> None:
    text = "Orlova Says Town Will Rebuild Its Bridge\nMayor Darya Orlova said so on Tuesday."
    names = told(text, [m for m in find(text) if m.kind == "person"], engine)
    assert names == [("Orlova", "person", "name"), ("Darya Orlova", "person", "name")]


def test_one_string_has_one_kind_in_an_article(find: Find, engine: Engine) -> None:
    text = "Ilka Karsk was released. Her lawyer met Karsk at noon. Reporters waited for Karsk in the rain."
    kinds = {kind for words, kind, _ in told(text, find(text), engine) if words.endswith("Karsk")}
    assert kinds == {"person"}


def test_calendar_words_and_sentence_beginnings_are_no_names(find: Find) -> None:
    assert not [m for m in find("However, trade fell in March. Tuesday was calm. Thousands left.") if m.form == "name"]


def test_mentions_come_in_text_order_with_their_index(find: Find) -> None:
    mentions = find("The U.S. Treasury Department hit three Iranian banks. Its officials told Reuters why.")
    assert [m.index for m in mentions] == list(range(len(mentions)))
    assert all(one.first <= two.first for one, two in pairwise(mentions))
    assert all(m.first <= m.head < m.last for m in mentions)


@pytest.mark.parametrize("cue", load_name_cues().cues, ids=lambda cue: cue.id)
def test_head_words_yes_and_no(find: Find, engine: Engine, cue) -> None:  # type: ignore[no-untyped-def]
    def hits(sentence: str) -> list[Mention]:
        analysis = engine.analyse(sentence)
        names = [m for m in find(sentence) if m.kind == cue.gives and m.form == "name"]
        return [m for m in names if any(word in cue.words for word in analysis.words[m.first : m.last])]

    for sentence in cue.yes:
        assert hits(sentence), sentence
    for sentence in cue.no:
        assert not hits(sentence), sentence


def test_bylines_and_credits_are_no_actors_and_datelines_places(
    engine: Engine, make_article: Callable[..., Article]
) -> None:
    text = "MOSCOW, Nov 16 (Reuters) - Kyiv said the port was shut.\nBy Piet Oost"
    spans = {"dateline_span": (0, 25), "credit_span": (16, 23), "byline_span": (text.index("Piet"), len(text))}
    article = make_article(text, **{name: Span(*span) for name, span in spans.items()})
    found = told(text, list(find_names(article, engine.analyse(text), ())), engine)
    assert [(words, kind) for words, kind, form in found if form != "nominal"] == [
        ("MOSCOW", "place"),
        ("Kyiv", "country"),
    ]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("They spoke with Mr. King.", ("King", "person")),
        ("The leaders of Franco-German talks met Ildefonso Rey.", ("Ildefonso Rey", "person")),
        ("Lena Brand, NBC News anchor, smiled.", ("NBC News", "organisation")),
        ("Fighting went on in Western Cambodia.", ("Cambodia", "country")),
        ("A report by Physicians for Open Borders said so.", ("Physicians for Open Borders", "organisation")),
        ("The official news agency Tarka said so.", ("Tarka", "organisation")),
    ],
)
def test_names_that_hold_other_words(find: Find, engine: Engine, text: str, wanted: tuple[str, str]) -> None:
    names = [(words, kind) for words, kind, form in told(text, find(text), engine) if form == "name"]
    assert wanted in names
    assert not [words for words, _ in names if words.startswith(("Franco", "Western", "Mr"))]


def test_an_ethnic_people_has_no_state(find: Find) -> None:
    found = [m for m in find("Three ethnic Albanians were killed.") if m.kind == "group"]
    assert [m.country for m in found] == [None]
