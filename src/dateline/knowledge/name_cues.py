"""Words by which a name tells what it is ("Ministry", "River", "Act"), and words around a name that tell it."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal, cast

import msgspec

from dateline.knowledge.digest import DATA
from dateline.knowledge.names_files import load_codes
from dateline.model.errors import LexiconError

FILE = "cues_names.toml"
HeadKind = Literal["organisation", "place", "other"]


@dataclass(frozen=True, slots=True)
class HeadCue:
    """Words that say what a name is: its last word, the word before "of", or (`leads`) its first word."""

    id: str
    gives: HeadKind
    words: tuple[str, ...]
    sectors: tuple[str, ...] = ()
    leads: bool = False
    yes: tuple[str, ...] = ()
    no: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Pronoun:
    """One pronoun: whom it can speak of."""

    kind: Literal["person", "organisation", "group"]
    number: Literal["singular", "plural"] | None = None
    gender: Literal["f", "m"] | None = None
    person: int = 3
    relative: bool = False


@dataclass(frozen=True, slots=True)
class KindNoun:
    """Which bodies a common noun takes up: "the broadcaster" one of the media."""

    subkinds: frozenset[str]
    sectors: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class NameCues:
    """The cues by word: what the rules of names and references ask for."""

    heads: Mapping[str, HeadCue]
    """By last word of a name."""
    leads: Mapping[str, HeadCue]
    """By first word of a name."""
    lists: Mapping[str, frozenset[str]]
    cues: tuple[HeadCue, ...]
    pronouns: Mapping[str, Pronoun]
    """By lower-case word."""
    kind_nouns: Mapping[str, KindNoun]
    """By the noun with which a body is taken up again ("alliance")."""


@cache
def load_name_cues() -> NameCues:
    """Load the cues; an unknown key, a doubled word or an unknown sector is a LexiconError."""
    data = tomllib.loads((DATA / FILE).read_text("utf-8"))
    for key in data:
        if key not in ("head", "words", "pronoun", "kind_noun"):
            raise LexiconError(FILE, "top", f"unknown table {key!r}; head, words, pronoun and kind_noun are known")
    heads: dict[str, HeadCue] = {}
    leads: dict[str, HeadCue] = {}
    cues: list[HeadCue] = []
    for row in data["head"]:
        cue = _read_head(row)
        cues.append(cue)
        table = leads if cue.leads else heads
        for word in cue.words:
            if word in table:
                raise LexiconError(FILE, cue.id, f"{word!r} is listed already under {table[word].id}")
            table[word] = cue
    lists: dict[str, frozenset[str]] = {}
    for row in data["words"]:
        identity, words = _read_words(row)
        if identity in lists:
            raise LexiconError(FILE, identity, "two lists of one id")
        lists[identity] = words
    return NameCues(
        heads, leads, lists, tuple(cues), _read_pronouns(data["pronoun"]), _read_kind_nouns(data["kind_noun"])
    )


def _read_head(row: dict[str, object]) -> HeadCue:
    where = str(row.get("id", "head without an id"))
    unknown = sorted(set(row) - {"id", "gives", "words", "sectors", "leads", "yes", "no"})
    if unknown:
        raise LexiconError(FILE, where, f"unknown key {unknown[0]!r}")
    if row.get("gives") not in ("organisation", "place", "other"):
        raise LexiconError(FILE, where, f"gives must be organisation, place or other, not {row.get('gives')!r}")
    sectors = _read_sectors(where, row)
    yes, no = _strings(where, row.get("yes", [])), _strings(where, row.get("no", []))
    if not yes or not no:
        raise LexiconError(FILE, where, "wants at least one yes and one no sentence")
    words = _strings(where, row.get("words", []))
    return HeadCue(where, cast(HeadKind, row["gives"]), words, sectors, bool(row.get("leads", False)), yes, no)


def _read_words(row: dict[str, object]) -> tuple[str, frozenset[str]]:
    where = str(row.get("id", "list without an id"))
    unknown = sorted(set(row) - {"id", "words"})
    if unknown:
        raise LexiconError(FILE, where, f"unknown key {unknown[0]!r}")
    words = _strings(where, row.get("words", []))
    found = frozenset(words)
    if len(found) != len(words):
        double = next(word for word in words if words.count(word) > 1)
        raise LexiconError(FILE, where, f"{double!r} is listed twice")
    return where, found


def _read_pronouns(rows: list[dict[str, object]]) -> Mapping[str, Pronoun]:
    found: dict[str, Pronoun] = {}
    for number, row in enumerate(rows, 1):
        where = f"pronoun {number}"
        words = _strings(where, row.get("words", []))
        values = {key: value for key, value in row.items() if key != "words"}
        try:
            pronoun = msgspec.convert(values, Pronoun)
        except msgspec.ValidationError as error:
            raise LexiconError(FILE, where, str(error)) from error
        unknown = sorted(set(values) - {"kind", "number", "gender", "person", "relative"})
        if unknown:
            raise LexiconError(FILE, where, f"unknown key {unknown[0]!r}")
        for word in words:
            if word in found:
                raise LexiconError(FILE, where, f"{word!r} is listed twice")
            found[word] = pronoun
    return found


def _read_kind_nouns(rows: list[dict[str, object]]) -> Mapping[str, KindNoun]:
    found: dict[str, KindNoun] = {}
    for number, row in enumerate(rows, 1):
        where = f"kind_noun {number}"
        unknown = sorted(set(row) - {"words", "subkinds", "sectors"})
        if unknown:
            raise LexiconError(FILE, where, f"unknown key {unknown[0]!r}")
        subkinds = frozenset(_strings(where, row.get("subkinds", [])))
        noun = KindNoun(subkinds, frozenset(_read_sectors(where, row)))
        for word in _strings(where, row.get("words", [])):
            if word in found:
                raise LexiconError(FILE, where, f"{word!r} is listed twice")
            found[word] = noun
    return found


def _read_sectors(where: str, row: dict[str, object]) -> tuple[str, ...]:
    sectors = _strings(where, row.get("sectors", []))
    for sector in sectors:
        if sector not in load_codes()[0]:
            raise LexiconError(FILE, where, f"no such PLOVER sector: {sector!r}")
    return sectors


def _strings(where: str, value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(item, str) and item for item in value):
        raise LexiconError(FILE, where, "a list of words is wanted")
    return tuple(value)
