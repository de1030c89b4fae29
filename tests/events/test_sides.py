"""Whose act and against whom: by the country of each side, in wordings apart from the lexicon's."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dateline.model.record import Event, Party, Record

Read = Callable[..., Record]


def countries(record: Record, parties: tuple[Party, ...]) -> set[str]:
    actors = {actor.id: actor.country for actor in record.actors}
    return {country for party in parties if (country := actors.get(party.id or "")) is not None}


def first(record: Record, type_: str) -> Event:
    found = [event for event in record.events if event.type == type_]
    assert found, [(event.type, event.rule) for event in record.events]
    return found[0]


WARNED = [
    ("Uganda threatened to close its border unless Rwanda expels the rebels.", "SANCTION", {"UGA"}, {"RWA"}),
    ("Seoul has threatened to scrap the pact if Pyongyang tests another missile.", None, {"KOR"}, {"PRK"}),
    ("Tehran warned it would shut the strait unless Washington lifted its embargo.", "SANCTION", {"IRN"}, {"USA"}),
    ("Algeria will recall its ambassador if Morocco opens the consulate.", None, {"DZA"}, {"MAR"}),
    ("Turkey threatened to suspend the talks if Greece extends its waters.", None, {"TUR"}, {"GRC"}),
]
ASKED = [
    ("Colombia demanded the withdrawal of Venezuelan troops from the town of Arauquita.", "REQUEST", {"COL"}, {"VEN"}),
    ("Chad demanded the departure of French soldiers from Faya.", "REQUEST", {"TCD"}, {"FRA"}),
    ("Norway urged the parties to the conflict in Yemen to spare hospitals.", "REQUEST", {"NOR"}, {"YEM"}),
    ("Madrid called for the withdrawal of Moroccan boats from the islet.", "REQUEST", {"ESP"}, {"MAR"}),
    ("Beijing insisted that Tokyo release the fishermen.", "REQUEST", {"CHN"}, {"JPN"}),
]
STRUCK = [
    ("An attack on a hotel in Kabul that killed two Indians was blamed on the Taliban.", "ASSAULT", set(), {"IND"}),
    ("The bombing of a clinic in Goma that wounded three French nurses shocked Kinshasa.", "ASSAULT", set(), {"FRA"}),
    ("Investigators flew to Beirut after the embassy bombings in Lebanon.", "ASSAULT", set(), {"LBN"}),
    ("Crowds in Tehran protested the killing of a student by Israeli soldiers.", "ASSAULT", {"ISR"}, set()),
    ("Russia shelled a refinery in the Ukrainian town of Kremenchuk.", "ASSAULT", {"RUS"}, {"UKR"}),
]
JOINED = [
    ("Ankara said its navy had left the port and drones had flown over Cyprus.", "MOBILIZE", set(), {"CYP"}),
    ("Egypt said its army had shelled a camp in Libya, and rejected charges that it had aided rebels.", "REJECT",
     {"EGY"}, set()),
    ("Canada joined the talks and deported two Chinese spies.", "COERCE", {"CAN"}, {"CHN"}),
    ("Danish and Norwegian aircraft shot down a Russian drone.", "ASSAULT", {"DNK", "NOR"}, {"RUS"}),
    ("Talks in Doha between Congo and Rwanda were suspended on Monday.", "CONSULT", {"COD", "RWA"}, set()),
]  # fmt: skip
OWN = [
    ("Saudi and Omani negotiators returned to Geneva for talks on Yemen.", "CONSULT", {"SAU", "OMN"}, set()),
    ("The union repeated its demand that Israel ease restrictions on Palestinian workers.", "REQUEST", set(), {"ISR"}),
    ("Israel has strengthened its forces in Syria.", "MOBILIZE", {"ISR"}, {"SYR"}),
    ("Ukraine reinforced its troops along the border with Belarus.", "MOBILIZE", {"UKR"}, {"BLR"}),
    ("Lithuania closed its airspace on Friday.", "SANCTION", {"LTU"}, set()),
    ("Germany is weighing the delivery of cruise missiles to Ukraine.", "AID", {"DEU"}, {"UKR"}),
    ("Turkey has proposed a humanitarian corridor to Syria.", "AID", {"TUR"}, {"SYR"}),
]
OPPOSED = [
    ("Refugees began a hunger strike in protest of the Greek government's refusal to free their leader.", "PROTEST",
     set(), {"GRC"}),
    ("Portugal condemned what it described as a provocation by Morocco.", "ACCUSE", {"PRT"}, {"MAR"}),
    ("The Philippine Senate denounced what it called Chinese bullying.", "ACCUSE", {"PHL"}, {"CHN"}),
    ("Serbs denounced the shelling of Sarajevo by Croatia.", "ACCUSE", {"SRB"}, {"HRV"}),
    ("Thousands of Georgians marched in Tbilisi against Russia.", "PROTEST", {"GEO"}, {"RUS"}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "type_", "by", "on"), [*WARNED, *ASKED, *STRUCK, *JOINED, *OWN, *OPPOSED])
def test_sides_by_country(read: Read, text: str, type_: str | None, by: set[str], on: set[str]) -> None:
    record = read(text)
    event = first(record, type_) if type_ else record.events[0]
    actors = countries(record, (*event.actors, *event.participants))
    assert (actors, countries(record, event.recipients)) == (by, on)


def test_a_conditional_offer_to_meet_has_a_direction(read: Read) -> None:
    record = read("Rebel leaders in Myanmar said they would meet the Japanese envoy if he brought aid.")
    event = first(record, "CONSULT")
    assert (event.participants, countries(record, event.recipients)) == ((), {"JPN"})


def test_a_toll_counts_for_the_attack_it_came_from(read: Read) -> None:
    record = read("The death toll from the raid on a market in Gao climbed to at least 40 on Sunday.")
    event = first(record, "ASSAULT")
    assert [(count.what, count.min) for count in event.counts] == [("killed", 40)]


def test_a_span_told_at_the_end_holds_for_both_clauses(read: Read) -> None:
    text = "Two jets had entered Finnish airspace and drones had flown into Latvia within the last six weeks."
    record = read(text, published="2025-10-24")
    assert len(record.events) == 2
    assert len({event.time.edtf for event in record.events}) == 1


def test_happenings_at_two_places_are_two_events(read: Read) -> None:
    record = read("Police were briefed about the bombings in Jos and the attack in Maiduguri.")
    assert [event.type for event in record.events] == ["ASSAULT", "ASSAULT"]


@pytest.mark.parametrize(
    "text",
    [
        "The treaty covers attacks on merchant ships.",
        "The charter bans assaults on hospitals.",
        "“Do not shoot him,” she said.",
        "Don't attack the village!",
        "The power to jail journalists lapsed in June.",
        "The premier has three ways to respond: by sending troops, by imposing sanctions, or by expelling envoys.",
        "The convention obliges members to offer asylum to refugees.",
        "Say Iran attacked Israel.",
        "Imagine that Canada imposed sanctions on Norway.",
        "Barely 3 percent support the president.",
        "The candidate attacked her rival for his vote on pensions.",
        "The senator's attacks on the governor continued on television.",
        "The nominee held a rally in Ohio.",
        "Despite their protests, the deal went through.",
        "The family's battle to win custody went on.",
        "He described the custody as a kidnapping.",
        "Heritage Media Corp. agreed to buy the shares of Pop Radio Inc.",
        "The columnist agreed with Smith about the debate.",
        "She called him on Friday to thank him for the flowers.",
        "In Havana, the ministry gave a guarded answer to the ruling.",
        "In meetings early in her career, professors dismissed her ideas.",
        "He battled through pneumonia in two campaigns.",
        "The chairman insisted he had other questions.",
    ],
)
def test_no_event_is_read_from_talk_rules_and_private_life(read: Read, text: str) -> None:
    assert [(event.rule, event.type, event.status) for event in read(text).events] == []
