"""A day ahead is that of what is planned; a dateline may name its paper before its day."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dateline.model.record import Record
from dateline.sources.datelines import read_dateline

Read = Callable[..., Record]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Unions plan a rally in Makati on Saturday.", "2025-11-22"),
        ("Fishermen's groups plan a rally outside the Chinese consulate on Monday.", "2025-11-24"),
        ("Unions held a rally in Makati on Monday.", "2025-11-17"),
    ],
)
def test_a_day_ahead_is_that_of_the_plan(read: Read, text: str, day: str) -> None:
    (event,) = read(text, published="2025-11-21").events
    assert event.time is not None
    assert event.time.edtf == day


@pytest.mark.parametrize(
    ("line", "place"),
    [
        ("MANILA (Straits Dispatch), June 18 - The navy sailed.", "MANILA"),
        ("OSLO (Fjord Post), Monday, June 16 — Ministers met.", "OSLO"),
        ("LIMA, June 18 (Reuters) - Police said so.", "LIMA"),
        ("BRUSSELS, Nov 16 - The council met.", "BRUSSELS"),
    ],
)
def test_a_paper_may_stand_before_the_day(line: str, place: str) -> None:
    found = read_dateline(line, "")
    assert found is not None
    assert found.place is not None
    assert line[slice(*found.place)] == place
    assert found.date is not None
    assert line[found.end :].lstrip()[0].isupper()


def test_words_in_brackets_that_name_nothing_make_no_dateline() -> None:
    assert read_dateline("Kim (who was not there), June 18 - The navy sailed.", "") is None
