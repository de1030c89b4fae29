"""Records are assembled from hand-made findings, so that no model decides about these tests."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dateline.model.article import Article, Span
from dateline.model.record import EventPlace, EventTime, Place, Time
from dateline.reading import Engine, read_article
from dateline.reading.analysis import Analysis, Phrase, build_analysis
from dateline.reading.coding import Coded, Found, Resolved, code_record
from dateline.reading.events import Event, EventCount
from dateline.reading.mentions import Mention, Mentions, Quantity
from dateline.reading.references import Entity, EntityRole, References
from dateline.reading.resolution import Places, Times
from dateline.reading.statements import Statement
from dateline.sources import Options, read_text

ROWS = [
    ("Russian", "JJ", "russian", 1, "amod"),
    ("strikes", "NNS", "strike", 2, "nsubj"),
    ("killed", "VBD", "kill", 8, "ccomp"),
    ("six", "CD", "six", 2, "dobj"),
    ("in", "IN", "in", 2, "prep"),
    ("Kharkiv", "NNP", "kharkiv", 4, "pobj"),
    (",", ",", ",", 8, "punct"),
    ("Sybiha", "NNP", "sybiha", 8, "nsubj"),
    ("said", "VBD", "say", 8, "ROOT"),
    (".", ".", ".", 8, "punct"),
]


@pytest.fixture
def analysis() -> Analysis:
    return build_analysis([ROWS])


@pytest.fixture
def coded(analysis: Analysis, make_article: Callable[..., Article]) -> Coded:
    names = (
        Mention(0, 0, 1, 0, "demonym", "country", "Russia", country="RUS"),
        Mention(1, 5, 6, 5, "name", "place", "Kharkiv"),
        Mention(2, 7, 8, 7, "name", "person", "Andrii Sybiha"),
    )
    entities = (
        Entity(0, "country", "Russia", (0,), "RUS"),
        Entity(1, "place", "Kharkiv", (1,)),
        Entity(2, "person", "Andrii Sybiha", (2,), "UKR", ("GOV",), roles=(EntityRole("minister", None, 7, 8),)),
    )
    references = References(entities, (0, 1, 2), {0: 0, 5: 1, 7: 2})
    statement = Statement(0, "indirect", "say", Phrase(7, 8, 7), (Span(0, 36),), (analysis.span_of(8),), 8)
    floating = Statement(1, "direct", "say", None, (Span(8, 22),), (), speaker_from=0)
    event = Event(
        0, "strike.noun", "ASSAULT", "aerial", (), "strike", (1, 2), 2, "occurred",
        actors=(Phrase(0, 1, 0), Phrase(0, 1, 0)), recipients=(Phrase(5, 6, 5), Phrase(9, 10, 9)),
        counts=(EventCount("killed", 0),), sentence=(0, 10), said_by=(0,),
    )  # fmt: skip
    kharkiv = Place(id="p1", name="Kharkiv", kind="city", country="UKR", lat=50.0, lon=36.2, spans=(Span(31, 38),))
    resolved = Resolved(
        Places((kharkiv,), {5: 0}, dateline=0),
        Times((Time(id="t1", span=Span(0, 7), edtf="XXXX-10-22", start=None, end=None),)),
        ((EventPlace(id="p1", basis="syntax"),),),
        (EventTime(end="2025-10-24", edtf="../2025-10-24", basis="publication"),),
    )
    mentions = Mentions(names, (), (Quantity(3, 4, 3, 6, 6),))
    found = Found(mentions, (statement, floating), references, (event,), resolved)
    return code_record(make_article(analysis.text), analysis, found)


def test_actors_are_numbered_in_reading_order_and_places_are_none(coded: Coded) -> None:
    assert [(a.id, a.name) for a in coded.actors] == [("a1", "Russia"), ("a2", "Ukraine"), ("a3", "Andrii Sybiha")]
    assert coded.actors[2].roles[0].title == "minister"


def test_a_place_that_something_is_done_to_stands_for_its_country(coded: Coded) -> None:
    ukraine = coded.actors[1]
    assert (ukraine.kind, ukraine.country, ukraine.mentions[0].form) == ("country", "UKR", "metonym")
    assert coded.events[0].recipients[0].id == "a2"


def test_a_side_that_nobody_knows_keeps_its_words_without_an_id(coded: Coded, analysis: Analysis) -> None:
    unknown = coded.events[0].recipients[1]
    assert unknown.id is None
    assert unknown.spans == (analysis.span_of(9),)


def test_one_actor_named_twice_is_one_side(coded: Coded) -> None:
    (side,) = coded.events[0].actors
    assert len(side.spans) == 2


def test_the_event_carries_its_count_trigger_and_claim(coded: Coded, analysis: Analysis) -> None:
    (event,) = coded.events
    assert (event.counts[0].min, event.counts[0].max) == (6, 6)
    assert event.trigger == (analysis.span(1, 3),)
    assert event.said_by == ("s1",)
    assert event.plover.type == "ASSAULT"
    assert event.time.edtf == "../2025-10-24"


def test_a_floating_quote_has_the_speaker_of_the_one_it_continues(coded: Coded) -> None:
    assert [s.speaker.id for s in coded.statements] == ["a3", "a3"]


def test_the_dateline_place_and_what_is_unknown_are_told(coded: Coded) -> None:
    assert coded.article.place == "p1"
    assert [issue.kind for issue in coded.issues] == ["no-publication-date"]


def test_nothing_found_gives_an_empty_record(analysis: Analysis, make_article: Callable[..., Article]) -> None:
    found = Found(Mentions(), (), References(), (), Resolved(Places(), Times(), (), ()))
    coded = code_record(make_article(analysis.text), analysis, found)
    assert coded.actors == coded.events == coded.statements == coded.issues == ()


def test_who_wrote_a_report_is_nobody_in_it(analysis: Analysis, make_article: Callable[..., Article]) -> None:
    names = (Mention(0, 7, 8, 7, "name", "person", "Sybiha"),)
    references = References((Entity(0, "person", "Sybiha", (0,)),), (0,), {7: 0})
    resolved = Resolved(Places(), Times(), (), ())
    article = make_article(analysis.text, byline=("Sybiha",), byline_span=analysis.span_of(7))
    found = Found(Mentions(names), (), references, (), resolved)
    assert code_record(article, analysis, found).actors == ()
    said = Statement(0, "indirect", "say", Phrase(7, 8, 7), (Span(0, 36),), (analysis.span_of(8),), 8)
    coded = code_record(article, analysis, Found(Mentions(names), (said,), references, (), resolved))
    assert coded.actors[0].name == "Sybiha"
    assert coded.statements[0].speaker.id == "a1"


def test_a_text_in_capitals_is_told(make_article: Callable[..., Article]) -> None:
    text = "THREE RUSSIAN PLANES FLEW OVER ESTONIA ON MONDAY, THE MINISTRY SAID"
    rows = [(word, "NNP", word.lower(), 0, "dep") for word in text.split()]
    found = Found(Mentions(), (), References(), (), Resolved(Places(), Times(), (), ()))
    coded = code_record(make_article(text), build_analysis([rows]), found)
    assert [issue.kind for issue in coded.issues] == ["all-capitals"]


def test_who_stands_only_around_the_report_is_nobody_in_it(engine: Engine) -> None:
    text = "PORT SUDAN, Nov 19 (Coastal Wire) - Rebels shelled a market on Wednesday, the governor said."
    text += "\n\nReporting by Omar Idris"
    found = read_text(text, Options(published="2025-11-19", language="en"))
    names = [actor.name for actor in read_article(found.article, engine).actors]
    assert found.article.dateline_span is not None
    assert "Coastal Wire" not in names
    assert "Omar Idris" not in names
    assert any("governor" in name.lower() for name in names)
