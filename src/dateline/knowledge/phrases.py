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
    words: tuple[str, ...] = ()
    """Beginnings of the words that name the act; empty: however it is named."""
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

    def names(self, trigger: str) -> bool:
        """Tell whether the act is named by one of its words; of several, the first that stands in the text counts."""
        said = f" {trigger.lower().partition(' … ')[0]}"
        return any(f" {word}" in said for word in self.words)


class _Table(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    phrase: tuple[Phrase, ...]


@cache
def load_phrases() -> tuple[Phrase, ...]:
    """Load the phrases, those with words first; LexiconError for a row twice, or a type without one for the rest."""
    table = msgspec.toml.decode((TELLING / _FILE).read_bytes(), type=_Table).phrase
    seen: set[tuple[str, str, tuple[str, ...]]] = set()
    for phrase in table:
        key = (phrase.type, phrase.register, phrase.words)
        if phrase.register and phrase.register not in get_args(Register):
            raise LexiconError(_FILE, f"{phrase.type} {phrase.register}", "there is no such register")
        if key in seen:
            raise LexiconError(_FILE, f"{phrase.type} {phrase.register}", "stands there twice")
        seen.add(key)
    for kind in get_args(EventType):
        if (kind, "", ()) not in seen:
            raise LexiconError(_FILE, kind, "has no row for the registers without one of their own")
    return tuple(sorted(table, key=lambda each: (not each.words, not each.register)))


@cache
def _of(type: str, register: str) -> tuple[Phrase, ...]:
    return tuple(each for each in load_phrases() if each.type == type and each.register in (register, ""))


def find_phrase(type: str, register: str, trigger: str = "") -> Phrase:
    """Give the words for an event by its type, its register and the words that name it."""
    return next(each for each in _of(type, register) if not each.words or each.names(trigger))
