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
            "The dam will hold, the country's deputy water minister said on Friday.\n\n"
            "“We have checked every gate,” Tomas Hlavac told a radio station.",
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
    "text",
    [
        # another person is named between them
        "The dam will hold, the country's deputy water minister said.\n\nFarmer Ana Ruiz lost her crop. "
        "“Nobody checked the gates,” Tomas Hlavac said.",
        # the one who is named has an office of his own
        "The dam will hold, the country's deputy water minister said.\n\n"
        "“Nobody checked,” said Tomas Hlavac, a farmer from the valley.",
        # nobody's office
        "The dam will hold, a resident said.\n\n“Nobody checked the gates,” Tomas Hlavac said.",
        # the name came first
        "Tomas Hlavac lost his house. The dam will hold, the country's deputy water minister said.\n\n"
        "“Nobody checked the gates,” Hlavac said.",
    ],
)
def test_two_speakers_stay_apart(read: Callable[..., Record], text: str) -> None:
    first, *_, last = speakers(read(text))
    assert last == "Tomas Hlavac"
    assert first != last
