"""Names of people in parts."""

from __future__ import annotations

import pytest

from dateline.knowledge.name_cues import load_name_cues
from dateline.reading.references.persons import PersonName, read_person_name


@pytest.mark.parametrize(
    ("words", "name"),
    [
        (("Lena", "Holm"), PersonName(("lena",), "holm")),
        (("Ursula", "van", "der", "Meulen"), PersonName(("ursula",), "van der meulen")),
        (("van", "der", "Meulen"), PersonName((), "van der meulen")),
        (("John", "Q.", "Orr", "Jr."), PersonName(("john", "q."), "orr", "jr")),
        (("Holm",), PersonName((), "holm")),
        (("Sean", "O’Dell"), PersonName(("sean",), "o'dell")),
    ],
)
def test_given_and_family_names(words: tuple[str, ...], name: PersonName) -> None:
    assert read_person_name(words, load_name_cues().lists["particles"]) == name
