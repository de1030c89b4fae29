"""Words that tell whether an act happened: modals, negation, and what plans, calls off, refuses or weighs it."""

from __future__ import annotations

import tomllib
from functools import cache
from typing import Literal

import msgspec

from dateline.knowledge.digest import DATA
from dateline.model.errors import LexiconError
from dateline.model.record import EventType, Status

FILE = "status.toml"
WordClass = Literal["verb", "noun", "adjective"]


class Governor(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Words that govern an act and say how it stands: "plans to", "the cancellation of", "ready to"."""

    id: str
    verbs: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    status: Status | None
    """None: the act is as it stands, nothing above changes it ("regretted attacking")."""
    negated: Status | None = "negated"
    """How the act stands when the governing word is negated ("did not deny attacking": None, it occurred)."""
    hostile: Status | None = None
    """How an act of conflict stands instead: being ready to help is a plan, being ready to shoot a threat."""
    clauses: tuple[Literal["to", "ing", "that", "noun"], ...] = ("to", "ing", "that", "noun")
    """Kinds of complement that it says this of."""
    prep: tuple[str, ...] = ()
    """Prepositions, one of which must lead to a noun or -ing complement ("call for"); none: any or a bare object."""
    bare: bool = True
    """It needs none of its prepositions ("kept them from attacking" does)."""
    subject: bool = False
    """It says this also of its subject ("the talks were cancelled", "a strike is planned")."""
    control: bool = False
    """Its subject is the one who does, or does not do, the act ("ruled out a strike")."""
    verbal: EventType | None = None
    """The PLOVER act of words that the whole amounts to: agreeing to withdraw is AGREE."""
    types: tuple[EventType, ...] = ()
    """Types of act that it says this of; none: any ("announced a strike" is a plan)."""
    others: Status | None = None
    """How the act stands when somebody else is to do it ("wants the bloc to ban them")."""
    report: bool = False
    """It is a word for what is told: what is said of it is said of the act ("denied reports of an attack")."""
    through: bool = False
    """It says this of an act only through such a word ("rejected claims that it had attacked")."""
    yes: tuple[str, ...]
    """Sentences in which an act gets the status."""
    no: tuple[str, ...]
    """Sentences in which none does."""

    def says_of(self, type_: EventType) -> bool:
        """Tell whether it says anything of acts of a type."""
        return not self.types or type_ in self.types


class Modal(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Auxiliaries beside the act's own verb: "will", "could"."""

    words: tuple[str, ...]
    status: Status
    past: Status | None = None
    """With "have" + participle ("may have fired"); None: as it stands."""
    yes: tuple[str, ...]
    no: tuple[str, ...]


class Modifier(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Adjectives and participles before a noun that names an act: "planned", "cancelled", "possible"."""

    words: tuple[str, ...]
    status: Status
    yes: tuple[str, ...]
    no: tuple[str, ...]


class Predicate(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is said of an act that is the subject, behind "be", "remain" or "put": "under way", "on hold"."""

    words: tuple[str, ...]
    status: Status
    yes: tuple[str, ...]
    no: tuple[str, ...]


class _Words(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    negation: tuple[str, ...]
    """Adverbs and determiners that negate."""
    negating_prepositions: tuple[str, ...]
    """ "without firing" """
    conditions: tuple[str, ...]
    """Conjunctions that open a condition."""
    condition_phrases: dict[str, tuple[str, ...]]
    """Prepositions and the nouns with which they open a condition ("on condition that", "in the event of")."""
    results: tuple[str, ...]
    """Verbs after which "to" tells what came of it ("fell to close at a low")."""
    whens: tuple[str, ...]
    """Conjunctions of time; a present behind them stands as the verb above ("will sign when he arrives")."""
    firsts: tuple[str, ...]
    """Words before a noun whose "to" tells what was done ("the first pope to visit Iraq")."""
    copulas: tuple[str, ...]
    """Verbs that tie a predicate to its subject."""
    instead: tuple[str, ...]
    """Prepositions after which an act was left undone ("instead of")."""
    performed: tuple[str, ...]
    """Verbs that do by being said: "I would like to thank"."""
    ongoing: tuple[str, ...]
    """Adverbs that make a present or repeated act ongoing."""
    aspect: dict[str, Status]
    """Verbs of beginning and going on with the status they give ("continue": ongoing)."""


class _StatusFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    words: _Words
    governor: tuple[Governor, ...]
    modal: tuple[Modal, ...]
    modifier: tuple[Modifier, ...]
    predicate: tuple[Predicate, ...]


class StatusTable:
    """The words of status by lemma."""

    def __init__(self, data: _StatusFile) -> None:
        self.rows = data
        self.governors: dict[tuple[WordClass, str], list[tuple[Governor, str | None]]] = {}
        """From word class and lemma to entries, each with the particle it needs ("call off")."""
        for governor in data.governor:
            for kind, words in _classes(governor):
                for word in words:
                    lemma, _, particle = word.partition(" ")
                    self.governors.setdefault((kind, lemma), []).append((governor, particle or None))
        self.modals: dict[str, Modal] = {word: modal for modal in data.modal for word in modal.words}
        self.modifiers: dict[str, Modifier] = {word: row for row in data.modifier for word in row.words}
        self.predicates: dict[str, Predicate] = {word: row for row in data.predicate for word in row.words}
        self.condition_phrases = {word: frozenset(nouns) for word, nouns in data.words.condition_phrases.items()}
        self.results = frozenset(data.words.results)
        self.whens = frozenset(data.words.whens)
        self.firsts = frozenset(data.words.firsts)
        self.copulas = frozenset(data.words.copulas)
        self.negation = frozenset(data.words.negation)
        self.without = frozenset(data.words.negating_prepositions)
        self.instead = frozenset(data.words.instead)
        self.conditions = frozenset(data.words.conditions)
        self.performed = frozenset(data.words.performed)
        self.ongoing = frozenset(data.words.ongoing)
        self.aspect: dict[str, Status] = dict(data.words.aspect)


def _classes(governor: Governor) -> tuple[tuple[WordClass, tuple[str, ...]], ...]:
    return ("verb", governor.verbs), ("noun", governor.nouns), ("adjective", governor.adjectives)


@cache
def load_status() -> StatusTable:
    """Load the words of status; a bad entry is a LexiconError."""
    try:
        data = msgspec.convert(tomllib.loads((DATA / FILE).read_text("utf-8")), _StatusFile)
    except (msgspec.ValidationError, tomllib.TOMLDecodeError) as error:
        raise LexiconError(FILE, "entry", str(error)) from error
    seen: set[str] = set()
    for row in data.governor:
        if row.id in seen:
            raise LexiconError(FILE, row.id, "an entry of this id exists")
        seen.add(row.id)
        if not (row.verbs or row.nouns or row.adjectives):
            raise LexiconError(FILE, row.id, "no words")
    rows: tuple[Governor | Modal | Modifier | Predicate, ...] = (
        *data.governor, *data.modal, *data.modifier, *data.predicate,
    )  # fmt: skip
    for entry in rows:
        if not entry.yes or not entry.no:
            raise LexiconError(FILE, ", ".join(_name(entry)), "needs a sentence in `yes` and one in `no`")
    return StatusTable(data)


def _name(row: Governor | Modal | Modifier | Predicate) -> tuple[str, ...]:
    return (row.id,) if isinstance(row, Governor) else row.words
