"""Somebody who is told by an office in the lead and named in the next breath."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dateline.model.record import Record


def speakers(record: Record) -> list[str | None]:
    names = {actor.id: actor.name for actor in record.actors}
    return [
        None if each.speaker is None or each.speaker.id is None else names[each.speaker.id]
        for each in record.statements
    ]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "The dam will hold, the country's deputy foreign minister said.\n\n“It is dry,” Tomas Hlavac added.",
            "Tomas Hlavac",
        ),
        (
            "Talks have not failed, its foreign minister said late on Sunday.\n\n“They are asleep,” Dao Phan said.",
            "Dao Phan",
        ),
    ],
)
def test_one_speaker_by_office_and_by_name(read: Callable[..., Record], text: str, name: str) -> None:
    record = read(text)
    assert speakers(record) == [name, name]
    (person,) = (actor for actor in record.actors if actor.kind == "person")
    assert any("minister" in role.title.lower() for role in person.roles)


@pytest.mark.parametrize(
    "later",
    [
        # another person is named between them
        "Farmer Ana Ruiz lost her crop. “Nobody checked the gates,” Tomas Hlavac said.",
        # the one who is named has an office of his own
        "“Nobody checked,” said Tomas Hlavac, a farmer from the valley.",
        # the name came first
        "“Nobody checked the gates,” Hlavac said.",
    ],
)
def test_two_speakers_stay_apart(read: Callable[..., Record], later: str) -> None:
    ahead = "Tomas Hlavac lost his house. " if "Tomas" not in later else ""
    lead = "The dam will hold, the country's deputy foreign minister said."
    first, *_, last = speakers(read(f"{ahead}{lead}\n\n{later}"))
    assert last == "Tomas Hlavac"
    assert first != last


def test_nobody_in_particular_stays_apart(read: Callable[..., Record]) -> None:
    record = read("The dam will hold, a resident said.\n\n“Nobody checked the gates,” Tomas Hlavac said.")
    assert speakers(record)[-1] == "Tomas Hlavac" != speakers(record)[0]
