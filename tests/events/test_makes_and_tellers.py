"""What a machine is called is not whose it is; who says so is not who did it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dateline.model.record import Event, Record

Read = Callable[..., Record]


def doers(record: Record, event: Event) -> list[str]:
    return [record.text_of(*party.spans) for party in event.actors]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Two JAS 39 Gripen fighters were scrambled from Ronneby.", []),
        ("Two Eurofighter Typhoon jets were scrambled from Lossiemouth.", []),
        ("RAF Typhoon jets were scrambled on Monday.", ["RAF"]),
        ("Italian F-35 fighters were scrambled to intercept the drone.", ["Italian"]),
        ("Two Saab 340 planes were scrambled.", []),
    ],
)
def test_the_make_of_a_plane_is_no_actor(read: Read, text: str, expected: list[str]) -> None:
    record = read(text, published="2025-11-21")
    (event,) = [e for e in record.events if e.type == "MOBILIZE"]
    assert doers(record, event) == expected


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("The jets chased the intruder, the army said, but did not open fire.", "open fire", ["The jets"]),
        ("A car bomb exploded near a market in Kabul, police said, and killed three people.", "killed", []),
        ("The raid failed, Kyiv said, and urged allies to send air defences.", "urged", ["Kyiv"]),
    ],
)
def test_who_says_so_has_not_done_what_goes_on_behind(read: Read, text: str, word: str, expected: list[str]) -> None:
    record = read(text, published="2025-11-21")
    (event,) = [e for e in record.events if word in record.text_of(*e.trigger)]
    assert doers(record, event) == expected


@pytest.mark.parametrize(
    ("text", "sectors"),
    [
        ("Belarusian trade officials visited Oslo.", ("GOV",)),
        ("Chinese oil negotiators arrived in Doha.", ("GOV",)),
        ("German business officials visited Oslo.", ("BUS",)),
        ("Shell oil officials visited Oslo.", ("BUS",)),
    ],
)
def test_those_who_serve_a_state_in_a_field_are_its_own(read: Read, text: str, sectors: tuple[str, ...]) -> None:
    record = read(text)
    assert [actor.sectors for actor in record.actors if actor.kind == "group"] == [sectors]
