"""Days of acts that have none of their own: from the narrative, the setting, a clause, the beginning."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dateline.model.record import Event, Record

PUBLISHED = "2026-03-12"  # a Thursday


def event_of(record: Record, word: str) -> Event:
    return next(event for event in record.events if word in record.text_of(*event.trigger))


@pytest.mark.parametrize(
    ("text", "word", "edtf"),
    [
        # a narrative goes on, over a comment in the present
        ("Gunmen stormed a bank in Lima on Monday. They shot two guards.", "shot", "2026-03-09"),
        # but words come after the deeds
        ("Gunmen stormed a bank in Lima on Monday. The mayor blamed a gang.", "blamed", "../2026-03-12"),
        # and a day that is told between ends it
        (
            "Gunmen stormed a bank in Lima on Monday. Today the street is closed. They shot two guards.",
            "shot",
            "../2026-03-12",
        ),
        # where it took place is when it took place
        ("Leaders of Chad and Libya signed a pact at Tuesday's summit in Rome.", "signed", "2026-03-10"),
        # what happened when something else did
        ("Nine people were killed and scores injured when shells fell on Goma on Sunday.", "killed", "2026-03-08"),
        # "the same day" in another paragraph
        ("Troops shelled Kadugli on Monday.\n\nThe same day, drones bombed Dilling.", "bombed", "2026-03-09"),
    ],
)
def test_days_from_elsewhere(read: Callable[..., Record], text: str, word: str, edtf: str) -> None:
    event = event_of(read(text, published=PUBLISHED), word)
    assert event.time.edtf == edtf


def test_what_was_begun_stays_open(read: Callable[..., Record]) -> None:
    text = "Peace talks between Armenia and Turkey, begun in 2021, were held in Yerevan."
    assert event_of(read(text, published=PUBLISHED), "talks").time.edtf == "2021-01-01/.."


def test_a_range_is_read_whole(read: Callable[..., Record]) -> None:
    text = "Between May and July 2024 the army shelled Bara."
    assert event_of(read(text, published=PUBLISHED), "shelled").time.start == "2024-05-01"
    assert event_of(read(text, published=PUBLISHED), "shelled").time.end == "2024-07-31"


def test_places_of_the_clause(read: Callable[..., Record]) -> None:
    record = read("Nine people were killed when shells fell on a market in Goma on Sunday.", published=PUBLISHED)
    assert [place.name for place in record.places] == ["Goma"]
    assert [place.basis for place in event_of(record, "killed").places] == ["syntax"]
