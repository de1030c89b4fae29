"""Frames: which words tell an act, what they must stand with, and which of their phrases are its sides."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Literal, TypeVar

import msgspec

from dateline.knowledge.digest import DATA
from dateline.knowledge.plover import load_plover
from dateline.model.errors import LexiconError
from dateline.model.record import CountWhat, EventType, Register, Status

FOLDER = DATA / "frames"
CLASSES_FILE = "classes.toml"
SPECIAL = frozenset(
    ("#actor", "#place", "#any", "#none", "#person", "#number", "#official", "#owned", "#state", "#organisation",
     "#politician", "#armed")
)  # fmt: skip
"""What a phrase may be asked to be apart from its noun: somebody, somewhere, there at all, absent, a human being."""

Content = Literal["request", "reject", "agree", "threat"]
WordKind = Literal["verb", "noun", "adjective"]


class Frame(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One sense of some words: the act they tell and the phrases that belong to it.

    Lists of phrases (`object`, `subject`, `modifier`) name lemmas, `@class` for a list of lemmas, or tests: `#actor`,
    `#place`, `#person`, `#official` (a person in office), `#politician`, `#state` (a country or its government),
    `#organisation`, `#armed` (a state or armed body), `#owned` (said to be somebody's), `#number`, `#any`, `#none`.
    `prep` names prepositions, alone or with what must follow: `"into:@territory"`.
    Roles name where a side stands: `subject`, `object`, `dative`, `clause` (subject of the clause that depends on the
    act), `within` (whom the dependent clause meets), `adjunct` (subject of the clause a noun is mentioned in), `poss`,
    `mod` (a name or demonym before the noun), `owner` (`poss` beside an `of`: "Iran's arrest of two men"), `between`,
    or a preposition.
    """

    id: str
    type: EventType
    register: Register
    mode: str | None = None
    contexts: tuple[str, ...] = ()
    verbs: tuple[str, ...] = ()
    """Lemmas, with particle where there is one ("shoot down")."""
    nouns: tuple[str, ...] = ()
    """Lemmas of nouns that name the act."""
    adjectives: tuple[str, ...] = ()
    """Lemmas of adjectives said of the actor ("critical" of)."""
    object: tuple[str, ...] = ()
    subject: tuple[str, ...] = ()
    passive: bool = False
    """The object is telling enough: a passive that names no doer fits too ("the internet was cut off in Tigray")."""
    not_object: tuple[str, ...] = ()
    not_subject: tuple[str, ...] = ()
    prep: tuple[str, ...] = ()
    not_prep: tuple[str, ...] = ()
    clause: tuple[Literal["to", "that", "ing", "must", "when", "none"], ...] = ()
    """Kinds of dependent clause, one of which must be there (`must`: one that says what somebody must do)."""
    content_verbs: tuple[str, ...] = ()
    """Verbs of the dependent clause, one of which must be there."""
    not_content: tuple[str, ...] = ()
    """Verbs of the dependent clause with which it is no act ("declined to comment")."""
    modifier: tuple[str, ...] = ()
    """Of a noun: words before it or in its `of`-phrase, one of which must be there."""
    not_modifier: tuple[str, ...] = ()
    doer: tuple[str, ...] = ()
    """Of a noun: who must do the verb that carries it ("the army carried out the strikes")."""
    not_doer: tuple[str, ...] = ()
    actor: tuple[str, ...] = ("subject", "by", "poss", "mod")
    recipient: tuple[str, ...] = ("object",)
    mutual: bool = False
    """The sides do the same to each other ("met", "clashed")."""
    needs: Literal["none", "side", "actor", "both", "joined", "told"] = "side"
    """How many sides a noun must have before it is more than talk; `joined`: another telling of the act beside it;
    `told`: none where a verb says that it takes place, is planned or called off."""
    inner: bool = True
    """A thing in a side's place passes the side on to its owner ("praised Haiti's efforts": Haiti)."""
    counts: CountWhat | None = None
    """What a number of the object counts."""
    stands: Status | None = None
    """How the act stands by the word that tells it, where nothing else is said: what is pledged is planned."""
    content: Content | None = None
    """The act is done by words about another act, which is its content ("threatened to strike")."""
    weight: int = 0
    """Wins over other frames of the same words."""
    confidence: float = 0.8
    yes: tuple[str, ...]
    no: tuple[str, ...]

    def words(self) -> Iterator[tuple[WordKind, str]]:
        """Yield the words that can tell the act."""
        for kind, words in _word_kinds(self):
            yield from ((kind, word) for word in words)


def _word_kinds(frame: Frame) -> tuple[tuple[WordKind, tuple[str, ...]], ...]:
    return ("verb", frame.verbs), ("noun", frame.nouns), ("adjective", frame.adjectives)


class _FrameFile(msgspec.Struct, forbid_unknown_fields=True):
    frame: list[Frame]


class Classes(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Lists of lemmas that frames and rules ask for by name, and the words that tell a mode."""

    classes: dict[str, tuple[str, ...]]
    instruments: dict[str, dict[str, tuple[str, ...]]]
    """For a type: mode -> words beside the trigger that tell it ("drone", "missile")."""
    contexts: dict[str, tuple[str, ...]]
    """For a context: words beside the trigger that tell it."""


class FrameTable:
    """All frames, found by the words that can begin a match."""

    def __init__(self, frames: tuple[Frame, ...], classes: Classes) -> None:
        self.frames = frames
        self.classes: Mapping[str, frozenset[str]] = {
            name: frozenset(words) for name, words in _expand(classes.classes).items()
        }
        self.verbs: dict[str, list[tuple[Frame, str | None]]] = {}
        """From a verb's lemma to its frames with their particle."""
        self.nouns: dict[str, list[Frame]] = {}
        self.adjectives: dict[str, list[Frame]] = {}
        self.mode_words: dict[str, dict[str, str]] = {
            type_: {word: mode for mode, words in modes.items() for word in words}
            for type_, modes in classes.instruments.items()
        }
        self.context_words: dict[str, str] = {
            word: context for context, words in classes.contexts.items() for word in words
        }
        for frame in frames:
            for verb in frame.verbs:
                lemma, _, particle = verb.partition(" ")
                self.verbs.setdefault(lemma, []).append((frame, particle or None))
            for noun in frame.nouns:
                self.nouns.setdefault(noun, []).append(frame)
            for adjective in frame.adjectives:
                self.adjectives.setdefault(adjective, []).append(frame)

    def is_in(self, lemma: str, name: str) -> bool:
        """Tell whether a lemma is in a class."""
        return lemma in self.classes[name]


@cache
def load_frames() -> FrameTable:
    """Load and check all frames; a bad entry is a LexiconError that names file, entry and fault."""
    return read_frames(FOLDER)


def read_frames(folder: Path) -> FrameTable:
    """Read the frames and classes of a folder."""
    classes = _convert(folder / CLASSES_FILE, Classes)
    frames: list[Frame] = []
    seen: set[str] = set()
    for path in sorted(folder.glob("*.toml")):
        if path.name == CLASSES_FILE:
            continue
        for frame in _convert(path, _FrameFile).frame:
            for problem in _find_problems(frame, classes, seen):
                raise LexiconError(path.name, frame.id, problem)
            seen.add(frame.id)
            frames.append(frame)
    return FrameTable(tuple(frames), classes)


_T = TypeVar("_T")


def _convert(path: Path, kind: type[_T]) -> _T:
    try:
        return msgspec.convert(tomllib.loads(path.read_text("utf-8")), kind)
    except (msgspec.ValidationError, tomllib.TOMLDecodeError) as error:
        raise LexiconError(path.name, "entry", str(error)) from error


def _find_problems(frame: Frame, classes: Classes, seen: set[str]) -> Iterator[str]:
    if frame.id in seen:
        yield "an entry of this id exists"
    if not (frame.verbs or frame.nouns or frame.adjectives):
        yield "no verbs, nouns or adjectives"
    if frame.mode is not None and frame.mode not in dict(load_plover().modes).get(frame.type, ()):
        yield f"{frame.type} has no mode {frame.mode!r}"
    for words in (frame.verbs, frame.nouns, frame.adjectives):
        for word in words:
            if words.count(word) > 1:
                yield f"{word!r} twice"
            if word != word.lower():
                yield f"{word!r} is not a lower-case lemma"
    if not frame.yes or not frame.no:
        yield "needs a sentence in `yes` and one in `no`"
    asked = (*frame.object, *frame.subject, *frame.not_object, *frame.not_subject, *frame.modifier, *frame.not_modifier)
    after = (item.partition(":")[2] for item in (*frame.prep, *frame.not_prep))
    for item in (*asked, *after):
        if item.startswith("@") and item[1:] not in classes.classes:
            yield f"no such class: {item}"
        if item.startswith("#") and item not in SPECIAL:
            yield f"no such test: {item}"


def _expand(classes: dict[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    """Write out classes that name other classes ("@aircraft" inside weapon)."""
    done: dict[str, tuple[str, ...]] = {}

    def expand(name: str, path: tuple[str, ...]) -> tuple[str, ...]:
        if name in path or name not in classes:
            raise LexiconError(CLASSES_FILE, name, "names itself" if name in path else "no such class")
        if name not in done:
            words: list[str] = []
            for word in classes[name]:
                if classes[name].count(word) > 1:
                    raise LexiconError(CLASSES_FILE, name, f"{word!r} twice")
                words.extend(expand(word[1:], (*path, name)) if word.startswith("@") else (word,))
            done[name] = tuple(words)
        return done[name]

    for name in classes:
        expand(name, ())
    return done
