"""Who opens a report without a name, deputies called for short, relatives of one surname, months that are names."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dateline.model.record import Record

Read = Callable[..., Record]

BAKER = """Baker tells of flour thefts

A retired baker told the court on Monday that flour had vanished for years.

Ines Carvalho, 66, said she had counted the sacks every night. The baker wept.
"""
OFFICIAL = """Talks to go on

A senior official said on Monday that the talks would go on.

Ines Carvalho, 66, sells fish in the harbour. She said nobody had asked her.
"""
DEPUTY = """Bridge will hold after all, minister says

The bridge over the Ister will hold in safe weather, deputy transport minister Ana Petrescu said on Friday.

“I drove over it this morning,” the minister added.
"""
KIN = """Sculptor Otto Brandvold, who cast bells from tanks, dies at 90

Otto Brandvold has died at 90, his son, the painter Nils Brandvold, said on Sunday.

Brandvold came to Oslo with one chisel. “I asked for two,” he told a magazine in 1990.
"""
COUNCIL = """Vote on the pool

Shop owner Dora Finch spoke against the pool. Councillor Edna Finch voted for it.

Cllr Finch said she could not swim. Ms Dora Finch laughed.
"""


def actor_of(record: Record, words: str) -> str | None:
    """Give who says some words."""
    found = next(each for each in record.statements if words in record.text_of(*each.content))
    return next((actor.name for actor in record.actors if actor.id == found.speaker.id), None)


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        (BAKER, "that flour had vanished", "Ines Carvalho"),
        (OFFICIAL, "the talks would go on", "senior official"),
        (DEPUTY, "Bridge will hold after all", "Ana Petrescu"),
        (DEPUTY, "I drove over it", "Ana Petrescu"),
        (KIN, "I asked for two", "Otto Brandvold"),
        (COUNCIL, "she could not swim", "Edna Finch"),
    ],
)
def test_who_speaks(read: Read, text: str, words: str, name: str) -> None:
    assert actor_of(read(text, published="2025-05-05"), words) == name


def test_a_president_is_no_vice_president(read: Read) -> None:
    record = read(
        "Vice President Ada Obi left on Friday.\n\n“We will stay,” the president said.\n", published="2025-05-05"
    )
    assert actor_of(record, "We will stay") != "Ada Obi"


@pytest.mark.parametrize(
    ("text", "person", "time"),
    [
        ("His sister, June, left the farm in 2010. June Olsen never came back.", "June Olsen", None),
        ("Their daughter June said she would sell the boats.", "June", None),
        ("The farm was sold in June. His sister left.", None, "June"),
        ("August was wet, and April was worse, his sister said.", None, "August"),
    ],
)
def test_months_that_are_first_names(read: Read, text: str, person: str | None, time: str | None) -> None:
    record = read(text, published="2025-05-05")
    names = {actor.name for actor in record.actors if actor.kind == "person"}
    spoken = {record.text_of(each.span) for each in record.times}
    assert (person in names) if person is not None else not names
    assert time is None or time in spoken
    assert person is None or person.split()[0] not in spoken


def test_the_one_who_asks_is_not_the_one_who_answers(read: Read) -> None:
    record = read(
        "Prosecutor Kim Larsen asked Robin Aas who had the key. “I did,” he replied.\n", published="2025-05-05"
    )
    assert actor_of(record, "I did") == "Robin Aas"


def test_the_presenter_who_asks_him_is_somebody_else(read: Read) -> None:
    record = read(
        "The actor Colin Reid spoke on Radio North. Asked by the presenter whether he was afraid, he said: “Often.”\n",
        published="2025-05-05",
    )
    assert actor_of(record, "Often") == "Colin Reid"
