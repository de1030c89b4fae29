"""Events of whole sentences: act, sides, standing, numbers, speakers. Phrasings apart from the lexicon's own."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dateline.model.record import Event, Party, Record

Read = Callable[..., Record]


def words(record: Record, parties: tuple[Party, ...]) -> list[str]:
    return [record.text_of(*party.spans) for party in parties]


def only(record: Record, type_: str | None = None) -> Event:
    found = [event for event in record.events if type_ in (None, event.type)]
    assert len(found) == 1, [(event.type, event.rule) for event in record.events]
    return found[0]


@pytest.mark.parametrize(
    ("text", "type_", "status", "plover"),
    [
        ("Ukrainian drones struck an oil refinery in Ryazan.", "ASSAULT", "occurred", "ASSAULT"),
        ("Poland will send helicopters to Moldova.", "AID", "planned", "AGREE"),
        ("The Baltic states agreed to withdraw their troops from Mali.", "RETREAT", "planned", "AGREE"),
        ("Canada threatened to expel the Indian ambassador.", "SANCTION", "threatened", "THREATEN"),
        ("Iran has not attacked Israel.", "ASSAULT", "negated", "ASSAULT"),
        ("Rwanda denied sending troops into Congo.", "MOBILIZE", "denied", "MOBILIZE"),
        ("France is considering sanctions against Azerbaijan.", "SANCTION", "considered", "SANCTION"),
        ("Berlin postponed a planned meeting between Merz and Erdogan.", "CONSULT", "cancelled", "REJECT"),
        ("Russia is massing tanks near Kharkiv.", "MOBILIZE", "ongoing", "MOBILIZE"),
        ("Syria will not release the two Germans.", "RETREAT", "negated", "REJECT"),
        ("Turkey would shoot down Syrian jets if they crossed the border.", "ASSAULT", "conditional", "ASSAULT"),
        ("Pakistan might reopen its airspace to Indian airlines.", "CONCEDE", "considered", "CONCEDE"),
        ("Brazil refused to extradite the banker to Italy.", "REJECT", "occurred", "REJECT"),
        ("Spain urged Morocco to free the sailors.", "REQUEST", "occurred", "REQUEST"),
    ],
)
def test_type_status_and_code(read: Read, text: str, type_: str, status: str, plover: str) -> None:
    event = only(read(text, published="2025-10-24"))
    assert (event.type, event.status, event.plover.type) == (type_, status, plover)


@pytest.mark.parametrize(
    ("text", "rule", "actors", "recipients"),
    [
        (
            "Two Greek soldiers were detained by Turkish troops in Edirne.",
            "arrest.verb",
            ["Turkish troops"],
            ["Two Greek soldiers"],
        ),
        ("A Saudi-led raid was condemned by Iran.", "criticise", ["Iran"], ["Saudi"]),
        ("India has deployed two ships since May, according to the navy.", "deploy", ["India"], []),
        ("A Turkish missile strike on a depot in Aleppo killed two guards.", "kill.verb", ["Turkish"], ["two guards"]),
        ("The attack on a convoy in Aleppo killed two guards.", "kill.verb", [], ["two guards"]),
        ("Canada imposed sanctions on the banks Sberbank and VTB.", "sanction.impose", ["Canada"], ["Sberbank", "VTB"]),
        (
            "Norway's embassy was attacked by protesters who burned a flag.",
            "attack.verb",
            ["protesters"],
            ["Norway's embassy"],
        ),
        ("Egypt praised Qatar's efforts to free the hostages.", "praise", ["Egypt"], ["Qatar"]),
        ("Zambia was accused of jailing critics by Amnesty.", "accuse", ["Amnesty"], ["Zambia"]),
    ],
)
def test_sides_in_any_voice(read: Read, text: str, rule: str, actors: list[str], recipients: list[str]) -> None:
    record = read(text)
    event = next(event for event in record.events if event.rule == rule)
    assert [a for a in actors if any(a in w for w in words(record, event.actors))] == actors
    assert [r for r in recipients if any(r in w or w in r for w in words(record, event.recipients))] == recipients


def test_those_who_meet_are_participants(read: Read) -> None:
    record = read("Lavrov met his Turkish counterpart Hakan Fidan in Antalya.")
    event = only(record)
    assert (event.type, len(event.participants), event.actors, event.recipients) == ("CONSULT", 2, (), ())


def test_a_mixed_group_is_its_nations(read: Read) -> None:
    record = read("Greek and Iranian diplomats met in Muscat.")
    event = only(record)
    countries = {actor.id: actor.country for actor in record.actors}
    assert [countries[party.id or ""] for party in event.participants] == ["GRC", "IRN"]


def test_an_attack_by_light_verb_is_one_event(read: Read) -> None:
    record = read("Mali's army carried out an attack on a village near Kidal, killing nine civilians.")
    event = only(record)
    assert event.type == "ASSAULT"
    assert record.text_of(*event.trigger) == "carried out … attack … killing"
    assert [(count.what, count.min, count.max) for count in event.counts] == [("killed", 9, 9)]


def test_verbs_in_a_row_share_subject_and_object(read: Read) -> None:
    record = read("Belarusian guards arrested and deported three Polish priests.")
    assert [event.mode for event in record.events] == ["arrest", "deport"]
    for event in record.events:
        assert words(record, event.actors) == ["Belarusian guards"]
        assert words(record, event.recipients) == ["three Polish priests"]


def test_the_condition_is_kept(read: Read) -> None:
    record = read("Sweden will expel the diplomats if Moscow does not release the journalist.")
    event = only(record)
    assert event.status == "conditional"
    assert record.text_of(event.condition).startswith("if Moscow does not release")


def test_the_words_that_decided_are_kept(read: Read) -> None:
    record = read("The cancellation of a visit by the Danish premier to Nuuk was announced.")
    event = only(record)
    assert event.status == "cancelled"
    assert record.text_of(*event.status_spans) == "cancellation"


def test_what_somebody_says_has_its_speaker(read: Read) -> None:
    record = read("“Rebels killed twelve farmers in Ituri on Monday,” the governor said.")
    event = only(record)
    (said,) = event.said_by
    statement = next(s for s in record.statements if s.id == said)
    assert record.text_of(*statement.speaker.spans) == "the governor"


def test_an_unread_pronoun_that_opens_a_report_is_the_one_who_says_it(read: Read) -> None:
    record = read("Japan said on Tuesday it had halted economic aid to Serbia.")
    event = only(record, "SANCTION")
    assert {actor.country for actor in record.actors if actor.id in {p.id for p in event.actors}} == {"JPN"}


@pytest.mark.parametrize(
    "text",
    [
        "Arsenal attacked down the left and struck twice before half-time.",
        "Oil prices hit a record high as markets attacked the budget.",
        "Has the chancellor ever called for sanctions against Turkey?",
        "You walk down the street, you get shot.",
        "A typhoon killed thirty people in Luzon.",
        "KYIV, Ukraine — The weather was fine.",
        "The striker struck a deal with Chelsea and shot a film.",
        "The ministry declined to comment.",
        "Trade war is a metaphor that the economy does not need.",
        "She launched a campaign for a healthier diet.",
    ],
)
def test_no_event_is_invented(read: Read, text: str) -> None:
    assert [(event.rule, event.type) for event in read(text).events] == []


def test_a_long_sentence_is_reported_by_its_clause(read: Read) -> None:
    list_ = ", ".join(f"a delegate from town number {n} spoke about the roads and the harvest" for n in range(40))
    record = read(f"In the hall {list_}, and Russia shelled Kharkiv, and {list_}.")
    for event in record.events:
        assert event.sentence.end - event.sentence.start <= 700
        assert all(event.sentence.start <= s.start and s.end <= event.sentence.end for s in event.trigger)


def test_reading_twice_gives_the_same(read: Read) -> None:
    text = "Israel and Hamas exchanged fire after talks in Cairo, where Egypt had offered to mediate, collapsed."
    assert read(text) == read(text)


def test_an_act_set_for_a_day_lies_where_and_when_it_is_to_go_on(read: Read) -> None:
    text = "Talks between Serbia and Kosovo are scheduled to resume in Ohrid on March 20."
    record = read(text, published="2026-03-12")
    event = only(record)
    assert (event.status, event.time.edtf) == ("planned", "2026-03-20")
    assert [place.name for place in record.places if place.id == event.places[0].id] == ["Ohrid"]
