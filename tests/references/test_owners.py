"""Whom described people act for when their owner tells it, read from whole sentences."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dateline.model.record import Actor, Record

Read = Callable[..., Record]


def actor_at(record: Record, words: str) -> Actor:
    """Give the actor whose mention is these words."""
    found = [a for a in record.actors for m in a.mentions if record.text_of(m.span) == words]
    assert found, [record.text_of(m.span) for a in record.actors for m in a.mentions]
    return found[0]


@pytest.mark.parametrize(
    ("text", "words", "country", "sectors"),
    [
        ("Burundi said that its soldiers would leave by June.", "its soldiers", "BDI", ("MIL",)),
        ("Egypt's president left. Supporters of the president wept.", "Supporters", "EGY", ("CVL",)),
        ("Kenya's king was ill. The king's brother was held.", "The king's brother", "KEN", ("ELI",)),
        ("Police questioned the wife of Zambia's former president.", "the wife", "ZMB", ("ELI",)),
        ("Iraqi Christians fled to the hills.", "Christians", "IRQ", ("REL",)),
        ("The nurse's brother was held.", "The nurse's brother", None, ("CVL",)),
        ("Rwanda jailed the government's critics.", "the government's critics", None, ()),
        ("The Danish brewer Halbek Holding sold a plant.", "Halbek Holding", "DNK", ("BUS",)),
        (
            "Kenya's opposition coalition met on Monday. A spokeswoman for the coalition wept.",
            "A spokeswoman",
            "KEN",
            ("OPP", "PTY"),
        ),
        ("Orla Venn, the Danish marathon champion, retired.", "Orla Venn", "DNK", ()),
        ("Orla Venn, the Iran expert, retired.", "Orla Venn", None, ()),
        ("A spokeswoman for the group wept.", "A spokeswoman", None, ()),
        ("King Hassan of Morocco spoke last.", "Hassan", "MAR", ("GOV",)),
    ],
)
def test_owners_tell_country_and_sector(
    read: Read, text: str, words: str, country: str | None, sectors: tuple[str, ...]
) -> None:
    actor = actor_at(read(text), words)
    assert (actor.country, actor.sectors) == (country, sectors)
