"""Descriptions on sentences parsed by the shipped model: whose country they tell, and whose they do not."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dateline.model.article import Article
from dateline.reading import Engine
from dateline.reading.mentions import Mention
from dateline.reading.mentions.names import find_names

Describe = Callable[[str, str], Mention]


@pytest.fixture(scope="module")
def describe(engine: Engine, make_article: Callable[..., Article]) -> Describe:
    """Give the description of a text whose last noun is a word."""

    def describe(text: str, noun: str) -> Mention:
        analysis = engine.analyse(text)
        found = [
            mention
            for mention in find_names(make_article(text), analysis, ())
            if mention.form == "nominal" and analysis.lowers[mention.noun or mention.head] == noun
        ]
        assert len(found) == 1, found
        return found[0]

    return describe


@pytest.mark.parametrize(
    ("text", "noun", "country"),
    [
        # within the phrase
        ("Three Guyanese surveyors and a Lagos newspaper were fined.", "newspaper", "NGA"),
        ("A Hanoi court sent the poet to prison.", "court", "VNM"),
        ("Nobody paid the US embassy's Iraqi drivers.", "drivers", "IRQ"),
        ("Jordan's king flew home early.", "king", "JOR"),
        ("Kharkiv's governor counted the craters.", "governor", "UKR"),
        ("Russia's largest lender closed its branches.", "lender", "RUS"),
        ("Vietnamese-led forces crossed the river.", "forces", "VNM"),
        ("Republican senators left the room.", "senators", "USA"),
        # where the people are at home
        ("Rebels in Mali burnt a school.", "rebels", "MLI"),
        ("Guerrillas operating in Colombia freed a priest.", "guerrillas", "COL"),
        ("Prison guards in Ecuador were overpowered.", "guards", "ECU"),
        ("Cows were stolen from herders in Yemen's Marib.", "herders", "YEM"),
        ("Rain soaked the tents of women in northern Nigeria.", "women", "NGA"),
        ("Dynamite was thrown by workers at a Bolivian tin mine.", "workers", "BOL"),
        ("Monks on Cyprus rang the bells.", "monks", "CYP"),
        ("Kurdish officials in Iraq asked for grain.", "officials", "IRQ"),
        # whom they serve, where they come from
        ("The mayor of Rotterdam cancelled the fair.", "mayor", "NLD"),
        ("An aide to Mongolia's president took the call.", "aide", "MNG"),
        ("The captain of an Iranian tanker was questioned.", "captain", "IRN"),
        ("Soldiers loyal to Madagascar's president took the station.", "soldiers", "MDG"),
        ("Nurses from two Peruvian clinics flew in.", "nurses", "PER"),
        ("Refugees fleeing the war in Sudan crossed on foot.", "refugees", "SDN"),
        ("A bank based in Cyprus moved the money.", "bank", "CYP"),
        ("An Iranian-backed militia in Iraq fired first.", "militia", "IRQ"),
    ],
)
def test_whose_a_description_is(describe: Describe, text: str, noun: str, country: str) -> None:
    assert describe(text, noun).country == country


@pytest.mark.parametrize(
    ("text", "noun"),
    [
        # backed, born, of two countries, or against it
        ("An Iranian-backed militia fired first.", "militia"),
        ("The court freed an anti-Syria journalist.", "journalist"),
        ("Pro-Russian hackers took down the site.", "hackers"),
        ("Police held a French-Algerian journalist.", "journalist"),
        ("A Franco-German brigade marched past.", "brigade"),
        ("A US-Israeli team dug at the site.", "team"),
        ("Two Ghana-born footballers signed.", "footballers"),
        ("Peru's creditors met in a hotel.", "creditors"),
        ("Critics of Israel were kept out.", "critics"),
        ("The victims of Russian raids were buried.", "victims"),
        ("French and Algerian miners shook hands.", "miners"),
        # who are somewhere without being of it
        ("Tourists in Kenya were told to leave.", "tourists"),
        ("Foreign students in Cuba went hungry.", "students"),
        ("Aid workers in Sudan ran out of fuel.", "workers"),
        ("Western officials in Kabul packed their papers.", "officials"),
        ("Envoys in Geneva talked for hours.", "envoys"),
        ("Miners in Peru and Bolivia went on strike.", "miners"),
        ("Farmers stayed at home on Monday.", "farmers"),
        ("A Syria envoy was named.", "envoy"),
    ],
)
def test_whose_a_description_is_not(describe: Describe, text: str, noun: str) -> None:
    assert describe(text, noun).country is None


@pytest.mark.parametrize(
    ("text", "noun", "sectors"),
    [
        ("A drone unit dug in.", "unit", ("MIL",)),
        ("The coast guard vessel turned back.", "vessel", ("MIL",)),
        ("Estonia's cyber agency traced the call.", "agency", ("GOV",)),
        ("The Rwandan leader smiled.", "leader", ("GOV",)),
        ("The separatist leader raised a flag.", "leader", ("REB",)),
        ("The interior minister's office was locked.", "office", ("GOV",)),
        ("A former Bolivian president was charged.", "president", ("ELI",)),
        ("The ousted prime minister wept.", "minister", ("ELI",)),
        ("A retired general led the talks.", "general", ("MIL",)),
        ("Hezbollah fighters left the ridge.", "fighters", ("REB",)),
        ("Fighters left the ridge.", "fighters", ("UAF",)),
        ("An aide to the prime minister resigned.", "aide", ("GOV",)),
        ("A spokesman said so.", "spokesman", ()),
        ("The team flew home.", "team", ()),
        ("A Basra police colonel counted the dead.", "colonel", ("COP",)),
    ],
)
def test_what_a_description_does(describe: Describe, text: str, noun: str, sectors: tuple[str, ...]) -> None:
    assert describe(text, noun).sectors == sectors


@pytest.mark.parametrize(
    "text",
    [
        "Officers used force to clear the road.",
        "The use of lethal force was condemned.",
        "The depot held rifles and grenades.",
    ],
)
def test_things_are_nobody(engine: Engine, make_article: Callable[..., Article], text: str) -> None:
    analysis = engine.analyse(text)
    found = [analysis.lemmas[m.head] for m in find_names(make_article(text), analysis, ()) if m.form == "nominal"]
    assert not {"force", "rifle", "grenade"} & set(found)


@pytest.mark.parametrize(
    ("text", "noun", "country", "sectors"),
    [
        ("The tapes were leaked by the head of Slovakia's secret service.", "head", "SVK", ("SPY",)),
        ("That is false, a spokesman for Iran's mission to the UN said.", "spokesman", "IRN", ("GOV",)),
        ("Food was lowered by sailors aboard an Indian destroyer.", "sailors", "IND", ("MIL",)),
        ("Rwanda has jailed the government's critics.", "critics", None, ()),
        ("Talks were broken off by the leaders of France's biggest unions.", "leaders", "FRA", ("LAB",)),
        ("Oil poisoned the Peruvian Amazon's indigenous people.", "people", "PER", ("CVL",)),
        ("Israel's Cabinet met on Sunday.", "cabinet", "ISR", ("GOV",)),
        ("The parties to the conflict met in Doha.", "parties", None, ()),
        ("Muslim forces left the town.", "forces", None, ("MIL",)),
    ],
)
def test_both(describe: Describe, text: str, noun: str, country: str | None, sectors: tuple[str, ...]) -> None:
    found = describe(text, noun)
    assert (found.country, found.sectors) == (country, sectors)


@pytest.mark.parametrize(
    ("text", "nobody"),
    [
        ("The movement of Palestinian workers was restricted.", "movement"),
        ("The body of a Chilean man was found.", "body"),
        ("Kunduz province fell within a day.", "province"),
        ("He hit the head of the nail.", "head"),
    ],
)
def test_no_bodies(engine: Engine, make_article: Callable[..., Article], text: str, nobody: str) -> None:
    analysis = engine.analyse(text)
    assert nobody not in [analysis.lemmas[m.head] for m in find_names(make_article(text), analysis, ())]
