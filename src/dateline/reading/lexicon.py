"""The lexicon put to its own sentences, and what it makes of any other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from dateline.knowledge.frames import Frame, WordKind, load_frames
from dateline.knowledge.lemmas import load_lemmas
from dateline.knowledge.status import Governor, Modal, Modifier, Predicate, load_status
from dateline.model.article import Article, Span
from dateline.model.record import EventType, Status
from dateline.reading.analysis import Engine
from dateline.reading.events.candidates import Candidate
from dateline.reading.events.reader import EventReader
from dateline.reading.mentions import find_mentions
from dateline.reading.references import resolve_references
from dateline.reading.statements import find_statements

Word = tuple[WordKind, str]
StatusRow = Governor | Modal | Modifier | Predicate


@dataclass(frozen=True, slots=True)
class Telling:
    """One act that a sentence tells: the frame, and the word of the lexicon that told it."""

    frame: Frame
    word: Word
    """Kind and lemma, with particle where the frame lists it with one."""


@dataclass(frozen=True, slots=True)
class Fault:
    """A sentence of the lexicon that reads otherwise than it should."""

    table: str
    """`frame`, `lemma` or `status`."""
    entry: str
    sentence: str
    problem: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was made of one word of a sentence by one frame."""

    words: str
    span: Span
    frame: str
    type: EventType
    told: bool
    reason: str
    """Why it is no act, or how the act stands."""
    wanted: tuple[str, ...] = ()
    """What the frame asks for where that is missing."""


def open_article(engine: Engine, article: Article) -> EventReader:
    """Read an article up to its events."""
    analysis = engine.analyse(article.text)
    mentions = find_mentions(article, analysis)
    statements, _ = find_statements(article, analysis, mentions)
    return EventReader(analysis, mentions, statements, resolve_references(article, analysis, mentions, statements))


def open_text(engine: Engine, text: str) -> EventReader:
    """Read a sentence as an article without title or day, up to its events."""
    return open_article(engine, Article(id="", text_sha256="", text=text, language="en"))


def find_tellings(reader: EventReader) -> list[Telling]:
    """Give what an opened text tells, with all words that tell one act together ("attacks" that "killed")."""
    told = reader.find_told()[0]
    return [Telling(one.frame, _word_of(one, reader)) for c in told for one in (c, *c.joined)]


def find_faults(engine: Engine, advance: Callable[[], None] = lambda: None) -> Iterator[Fault]:
    """Run every frame, word and row of status on its own sentences; yield those that read otherwise."""
    for frame in load_frames().frames:
        advance()
        yield from _frame_faults(engine, frame)
    for lemma in load_lemmas():
        advance()
        word: Word = lemma.kind, lemma.word
        entry = f"{lemma.kind} {lemma.word} ({lemma.file})"
        if word not in _words(engine, lemma.yes):
            yield Fault("lemma", entry, lemma.yes, "the word tells no act, and should")
        if word in _words(engine, lemma.no):
            yield Fault("lemma", entry, lemma.no, "the word tells an act, and should not")
    for row in _status_rows():
        advance()
        wanted = {row.status, *((row.hostile, row.others) if isinstance(row, Governor) else ())}
        entry = row.id if isinstance(row, Governor) else row.words[0]
        for sentence in row.yes:
            if not wanted & _statuses(engine, sentence):
                yield Fault("status", entry, sentence, f"no act stands as {row.status}")
        for sentence in row.no:
            found = _statuses(engine, sentence)
            if not found or wanted & found:
                yield Fault("status", entry, sentence, "no act at all" if not found else f"an act stands as {found}")


def count_sentences() -> int:
    """Count the entries that `find_faults` looks at."""
    return len(load_frames().frames) + len(load_lemmas()) + len(_status_rows())


def explain_sentence(engine: Engine, text: str) -> list[Verdict]:
    """Tell of every word of a text that a frame lists what became of it, in text order."""
    reader = open_text(engine, text)
    kept, standings, _, _ = reader.find_told()
    verdicts: list[Verdict] = []
    done: set[tuple[int, str]] = set()

    def add(token: int, tokens: Iterable[int], frame: Frame, told: bool, reason: str, field: str = "") -> None:
        if (token, frame.id) not in done:
            done.add((token, frame.id))
            verdicts.append(_verdict(reader, sorted(tokens), frame, told, reason, field))

    for candidate in kept:
        add(candidate.head, candidate.trigger, candidate.frame, True, standings[candidate.head].status)
        for other in candidate.joined:
            add(other.head, other.trigger, other.frame, True, "told together with another word")
    for candidate, why in reader.left_out:
        add(candidate.head, candidate.trigger, candidate.frame, False, why)
    for token, frame, field in reader.finder.refusals:
        add(token, (token,), frame, False, _REASONS[field], field)
    return sorted(verdicts, key=lambda v: (v.span, not v.told, v.frame))


def count_tellings(engine: Engine, articles: Iterable[Article]) -> tuple[Counter[str], Counter[Word]]:
    """Count how often each frame and each word of the lexicon told an act in some articles."""
    frames: Counter[str] = Counter()
    words: Counter[Word] = Counter()
    for article in articles:
        for telling in find_tellings(open_article(engine, article)):
            frames[telling.frame.id] += 1
            words[telling.word] += 1
    return frames, words


_REASONS = {
    "object": "its object is none of what is asked for",
    "not_object": "with this object it is something else",
    "subject": "its subject is none of what is asked for",
    "not_subject": "with this subject it is something else",
    "prep": "none of the prepositions asked for is there, or not with what must follow",
    "not_prep": "with this preposition it is something else",
    "clause": "the clause that is asked for is not there, or with a verb that makes it something else",
    "modifier": "none of the words asked for stands with the noun",
    "not_modifier": "with this word beside the noun it is something else",
    "doer": "who does it is none of what is asked for",
    "not_doer": "done by this one it is something else",
    "name": "as a name it is likelier a title",
}


def _verdict(reader: EventReader, tokens: list[int], frame: Frame, told: bool, reason: str, field: str) -> Verdict:
    analysis = reader.analysis
    span = Span(analysis.starts[tokens[0]], analysis.ends[tokens[-1]])
    wanted = getattr(frame, field, ()) if field else ()
    words = " ".join(analysis.words[t] for t in tokens)
    return Verdict(words, span, frame.id, frame.type, told, reason, wanted)


def _status_rows() -> list[StatusRow]:
    rows = load_status().rows
    return [*rows.governor, *rows.modal, *rows.modifier, *rows.predicate]


def _frame_faults(engine: Engine, frame: Frame) -> Iterator[Fault]:
    for sentence in frame.yes:
        if frame.id not in {t.frame.id for t in find_tellings(open_text(engine, sentence))}:
            yield Fault("frame", frame.id, sentence, "the act is not found, and should be")
    for sentence in frame.no:
        if frame.id in {t.frame.id for t in find_tellings(open_text(engine, sentence))}:
            yield Fault("frame", frame.id, sentence, "the act is found, and should not be")


def _words(engine: Engine, sentence: str) -> set[Word]:
    return {telling.word for telling in find_tellings(open_text(engine, sentence))}


def _statuses(engine: Engine, sentence: str) -> set[Status]:
    reader = open_text(engine, sentence)
    return {standing.status for standing in reader.read_standings(reader.finder.find()).values()}


def _word_of(candidate: Candidate, reader: EventReader) -> Word:
    analysis, head, frame = reader.analysis, candidate.head, candidate.frame
    forms = (analysis.lemmas[head], reader.finder.fitter.hyphenated(head), analysis.lowers[head])
    if candidate.kind == "adjective":
        return "adjective", forms[0]
    if candidate.kind == "noun":
        return "noun", next((form for form in (forms[1], forms[0], forms[2]) if form in frame.nouns), forms[0])
    words = {analysis.lowers[t] for t in candidate.trigger}
    for verb in frame.verbs:
        first, _, particle = verb.partition(" ")
        if first in forms and particle and particle in words:
            return "verb", verb
    return "verb", next((form for form in forms if form in frame.verbs), forms[0])
