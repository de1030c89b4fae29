"""Words that say that somebody said, thinks, wants or found something, with the complements each of them takes."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal, TypeVar

import msgspec

from dateline.knowledge.digest import DATA
from dateline.model.errors import LexiconError
from dateline.model.record import Act

FOLDER = "cues"
CUE_FILES = ("speech", "stance", "thought", "plans", "findings", "nouns", "adjectives")
_Form = TypeVar("_Form")

PREPOSITIONS = frozenset((
    "about", "above", "against", "among", "around", "as", "at", "behind", "by", "for", "from", "in", "into", "like",
    "of", "off", "on", "onto", "out", "over", "through", "to", "toward", "towards", "under", "upon", "with",
))  # fmt: skip
CLAUSES = frozenset(("that", "that+", "quote", "to do", "doing", "thing", "small", "someone to do"))
"""Complements beside prepositions and "thing" + preposition."""


class Cue(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Words of one kind, act and behaviour: "announce", "reveal" and "disclose" take a clause or an object.

    What `takes` may list: `that` a finite clause with or without its conjunction, `that+` only with a conjunction or
    question word, `quote` direct speech, `to do` an infinitive of its own, `someone to do` an object with one, `doing`
    a gerund, `thing` an object, `small` an object with what it is called, a preposition ("of") with its noun,
    `thing as` an object with a preposition.
    """

    id: str
    kind: Literal["verb", "noun", "adjective"]
    words: tuple[str, ...]
    """Lemmas; a second word is a particle or preposition that must stand by the first ("point out")."""
    act: Act = "say"
    negated: Act | None = None
    """The act with "not" ("did not say": decline); None: the same."""
    takes: tuple[str, ...] = ()
    passive: tuple[str, ...] = ()
    """What it takes in the passive, where the subject is part of the content ("was accused of fraud")."""
    told: bool = False
    """Its object is the one spoken to ("told the court that"); without other content it is no cue."""
    speech: bool = True
    """It is said aloud or written; False for thoughts, plans and findings."""
    light: tuple[str, ...] = ()
    """Verbs whose subject is the source of the noun ("express" confidence)."""
    by: tuple[str, ...] = ()
    """Lemmas, one of which must head its source ("a *poll* showed"); none: anybody."""
    not_of: tuple[Literal["place", "person"], ...] = ()
    """Objects with which it is another act ("troops *defended* the town", "police *questioned* a man")."""
    owned: bool = False
    """A noun that is a cue only with a named source: a possessive, "of", "by" or a light verb."""
    yes: tuple[str, ...]
    """Sentences with a statement by this cue."""
    no: tuple[str, ...]
    """Sentences without one."""


class SourcePhrase(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Words that name a source without a verb: "according to", "in the words of"."""

    id: str
    words: tuple[str, ...]
    """Lower-case phrases; the source follows, or stands where `*` is ("in * view")."""
    speech: bool = True
    yes: tuple[str, ...]
    no: tuple[str, ...]


class VenueWords(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Nouns and names of where something is said, with the prepositions before them: "in a letter to"."""

    id: str
    nouns: tuple[str, ...] = ()
    """Lower-case head nouns ("interview")."""
    names: tuple[str, ...] = ()
    """Names as they are written ("Telegram")."""
    prepositions: tuple[str, ...]
    hearer: tuple[str, ...] = ()
    """Prepositions after the noun that name who is spoken to ("with" after "interview")."""
    yes: tuple[str, ...]
    no: tuple[str, ...]


class _CueFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    cue: tuple[Cue, ...]


class _OtherFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    phrase: tuple[SourcePhrase, ...]
    venue: tuple[VenueWords, ...]
    lists: dict[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class CueWord:
    """One word of a cue entry, with the particle that it needs."""

    cue: Cue
    particle: str | None


@dataclass(frozen=True, slots=True)
class CueTable:
    """All cues by their words."""

    verbs: Mapping[str, tuple[CueWord, ...]]
    nouns: Mapping[str, tuple[CueWord, ...]]
    adjectives: Mapping[str, tuple[CueWord, ...]]
    cues: tuple[Cue, ...]
    phrases: tuple[SourcePhrase, ...]
    phrase_starts: Mapping[str, tuple[tuple[tuple[str, ...], SourcePhrase], ...]]
    """From the first word of a source phrase to its words."""
    venues: tuple[VenueWords, ...]
    venue_nouns: Mapping[str, tuple[VenueWords, ...]]
    venue_names: Mapping[str, VenueWords]
    lists: Mapping[str, frozenset[str]]


@cache
def load_cues() -> CueTable:
    """Load the cues; an unknown key, a complement that is none or a doubled word is a LexiconError."""
    cues: list[Cue] = []
    for name in CUE_FILES:
        file = f"{FOLDER}/{name}.toml"
        rows = _read(file, _CueFile).cue
        for cue in rows:
            _check(file, cue)
        cues.extend(rows)
    other_file = f"{FOLDER}/sources.toml"
    other = _read(other_file, _OtherFile)
    names = [*(row.id for row in cues), *(row.id for row in other.phrase), *(row.id for row in other.venue)]
    _check_unique(other_file, names)
    starts: dict[str, list[tuple[tuple[str, ...], SourcePhrase]]] = {}
    for phrase in other.phrase:
        _check_sentences(other_file, phrase)
        for words in phrase.words:
            parts = tuple(words.split())
            starts.setdefault(parts[0], []).append((parts, phrase))
    for venue in other.venue:
        _check_sentences(other_file, venue)
    nouns: dict[str, list[VenueWords]] = {}
    for venue in other.venue:
        for noun in venue.nouns:
            nouns.setdefault(noun, []).append(venue)
    return CueTable(
        verbs=_index(cues, "verb"),
        nouns=_index(cues, "noun"),
        adjectives=_index(cues, "adjective"),
        cues=tuple(cues),
        phrases=other.phrase,
        phrase_starts={word: tuple(rows) for word, rows in starts.items()},
        venues=other.venue,
        venue_nouns={noun: tuple(rows) for noun, rows in nouns.items()},
        venue_names={name: venue for venue in other.venue for name in venue.names},
        lists={name: frozenset(words) for name, words in other.lists.items()},
    )


def _read(file: str, form: type[_Form]) -> _Form:
    try:
        return msgspec.convert(tomllib.loads((DATA / file).read_text("utf-8")), form)
    except (msgspec.ValidationError, tomllib.TOMLDecodeError) as error:
        raise LexiconError(file, "entry", str(error)) from error


def _check(file: str, cue: Cue) -> None:
    _check_sentences(file, cue)
    if not cue.words or not (cue.takes or cue.passive):
        raise LexiconError(file, cue.id, "needs words and what they take")
    for complement in (*cue.takes, *cue.passive):
        word = complement.removeprefix("thing ")
        if complement not in CLAUSES and word not in PREPOSITIONS:
            raise LexiconError(file, cue.id, f"no such complement: {complement!r}")
    if cue.light and cue.kind != "noun":
        raise LexiconError(file, cue.id, "only a noun has light verbs")


def _check_sentences(file: str, row: Cue | SourcePhrase | VenueWords) -> None:
    if not row.yes or not row.no:
        raise LexiconError(file, row.id, "needs a sentence in `yes` and one in `no`")


def _check_unique(file: str, names: Iterable[str]) -> None:
    seen: set[str] = set()
    for name in names:
        if name in seen:
            raise LexiconError(file, name, "two entries of one id")
        seen.add(name)


def _index(cues: list[Cue], kind: str) -> dict[str, tuple[CueWord, ...]]:
    index: dict[str, list[CueWord]] = {}
    seen: dict[tuple[str, str, bool], str] = {}
    for cue in cues:
        if cue.kind != kind:
            continue
        for words in cue.words:
            for complement in (*cue.takes, *(f"passive {complement}" for complement in cue.passive)):
                key = (words, complement, bool(cue.by))
                if key in seen:
                    raise LexiconError(FOLDER, cue.id, f"{words!r} takes {complement!r} already in {seen[key]}")
                seen[key] = cue.id
            lemma, _, particle = words.partition(" ")
            index.setdefault(lemma, []).append(CueWord(cue, particle or None))
    return {
        lemma: tuple(sorted(rows, key=lambda row: (row.particle is None, not row.cue.by)))
        for lemma, rows in index.items()
    }
