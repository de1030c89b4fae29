"""What reading random reports as a critic found, in other words than those of the reports."""

from __future__ import annotations

import pytest
from tests.statements.test_properties import Say


@pytest.mark.parametrize(
    ("text", "words", "speaker", "hearer"),
    [
        ("The union let drivers know that the strike was off.", "the strike was off", "The union", "drivers"),
        ("The coach hopes that Kim will let him know that the knee is fine.", "the knee is fine", "Kim", "him"),
        (
            "Okoro called on Petrov to apologise for saying that the vote was fixed.",
            "the vote was fixed",
            "Petrov",
            None,
        ),
        ("Fans praised Lund for insisting that the game go on.", "the game go on", "Lund", None),
        ("Her only answer was to say that the ship was late.", "the ship was late", "Her", None),
        ("Ode threatened the men, in turn telling them that the gate was shut.", "the gate was shut", "Ode", None),
    ],
)
def test_who_lets_whom_know(say: Say, text: str, words: str, speaker: str, hearer: str | None) -> None:
    reading = say(text)
    found = [s for s in reading.statements if any(words in piece for piece in reading.content(s))]
    inner = min(found, key=lambda s: sum(len(piece) for piece in reading.content(s)))
    assert reading.speaker(inner) == speaker
    assert hearer is None or reading.words(inner.addressee) == hearer


@pytest.mark.parametrize(
    "text", ["The mayor should tell the truth about money.", "He likes to tell jokes about the weather."]
)
def test_telling_the_truth_tells_nothing(say: Say, text: str) -> None:
    reading = say(text)
    assert not any(piece in ("money", "the weather") for each in reading.statements for piece in reading.content(each))


def test_a_lead_with_a_colon_is_no_part_of_the_words(say: Say) -> None:
    reading = say("Deputy Ana Sol turned on him: “You sold the boats and the nets,” she told the hall. He left.")
    assert reading.content(reading.saying("You sold the boats")) == ["You sold the boats and the nets"]


def test_a_lesson_comes_from_somebody(say: Say) -> None:
    reading = say("A lesson from Ana Roth: 'Ask twice and wait'\n\nThe trader spoke in Oslo on Monday.\n")
    assert reading.speaker(reading.saying("Ask twice")) == "Ana Roth"
