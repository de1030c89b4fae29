"""Bodies of different fields stay apart; "them" is not who does it to them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dateline.model.record import Record

Read = Callable[..., Record]


def mentions(record: Record, words: str) -> list[str]:
    """Give all mentions of the actor that these words are a mention of."""
    for actor in record.actors:
        found = [record.text_of(mention.span) for mention in actor.mentions]
        if words in found:
            return found
    return []


def test_ministries_of_different_fields_are_not_one(read: Read) -> None:
    text = (
        "A State Department official spoke on Monday. In Port Sudan people gathered outside the ministry of finance. "
        "The interior ministry said two were hurt. The ministry did not say how."
    )
    record = read(text, published="2025-11-26")
    assert mentions(record, "The interior ministry") == ["The interior ministry", "The ministry"]
    assert "the ministry" not in mentions(record, "State Department")


@pytest.mark.parametrize(
    ("text", "whom"),
    [
        ("The United States imposed sanctions on three companies, accusing them of smuggling.", "three companies"),
        ("The rebels freed six nurses after holding them for a week.", "six nurses"),
        ("Troops killed ten fighters by shelling them.", "ten fighters"),
        ("Some 900 farmers have fled. Police detained two reporters in Juba, beating them.", "two reporters"),
    ],
)
def test_them_is_to_whom_it_is_done(read: Read, text: str, whom: str) -> None:
    assert mentions(read(text, published="2025-11-26"), "them") == [whom, "them"]
