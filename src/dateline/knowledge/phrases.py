"""How an event is told in one plain sentence: the verbs and nouns of each type and register."""

from __future__ import annotations

from functools import cache
from typing import get_args

import msgspec

from dateline.knowledge.digest import TELLING
from dateline.model.errors import LexiconError
from dateline.model.record import EventType, Register

_FILE = "phrases.toml"


class Phrase(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The words for one type of act in one register."""

    type: EventType
    register: str
    """Empty: every register that has no row of its own."""
    did: str
    do: str
    doing: str
    noun: str
    to: str
    """Between the verb and the recipient."""
    of: str
    """Between the noun and the recipient."""
    actor: str
    recipient: str
    yes: str
    """The sentence that it gives for this actor and this recipient."""
    no: str
    """A sentence that it must not give for them."""


class _Table(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    phrase: tuple[Phrase, ...]


@cache
def load_phrases() -> dict[tuple[str, str], Phrase]:
    """Load the phrases by type and register; LexiconError for a row twice, or a type without one for the rest."""
    table = msgspec.toml.decode((TELLING / _FILE).read_bytes(), type=_Table)
    phrases: dict[tuple[str, str], Phrase] = {}
    for phrase in table.phrase:
        key = (phrase.type, phrase.register)
        if phrase.register and phrase.register not in get_args(Register):
            raise LexiconError(_FILE, f"{phrase.type} {phrase.register}", "there is no such register")
        if key in phrases:
            raise LexiconError(_FILE, f"{phrase.type} {phrase.register}", "stands there twice")
        phrases[key] = phrase
    for kind in get_args(EventType):
        if (kind, "") not in phrases:
            raise LexiconError(_FILE, kind, "has no row for the registers without one of their own")
    return phrases


def find_phrase(type: str, register: str) -> Phrase:
    """Give the words for an event."""
    phrases = load_phrases()
    return phrases.get((type, register)) or phrases[type, ""]
