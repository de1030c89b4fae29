"""Scores of the golden sentences and articles that are our own: statements, standing, actor phrases.

Each set is a TOML file in tests/golden; its `frozen` entries are scored apart from the open ones.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from bench.facts import Tally, score_article
from bench.tasks_status import read_acts, read_content, read_standing
from dateline.model.article import Article, Span, article_id, text_sha256
from dateline.model.record import Actor, Event, Record, Status
from dateline.reading import load_engine, read_article
from dateline.sources import Found, Options, read_inputs

GOLDEN = Path(__file__).resolve().parent.parent / "tests" / "golden"
STATEMENTS = GOLDEN / "statements" / "facts.toml"
STATUS = GOLDEN / "status" / "sentences.toml"
PHRASES = GOLDEN / "actors" / "phrases.toml"
PUBLISHED = "2025-10-24"
Figures = dict[str, float]
Row = Mapping[str, Any]


def make_sentence(text: str) -> Article:
    """Make an article of one sentence."""
    return Article(
        id=article_id(text, None, None, None, PUBLISHED),
        text_sha256=text_sha256(text),
        published=PUBLISHED,
        language="en",
        text=text,
    )


def read_sentence(text: str) -> Record:
    """Read one sentence as an article of its own."""
    return read_article(make_sentence(text), load_engine())


def score_statements(misses: list[str]) -> dict[str, Figures]:
    """Score the golden articles: contents found, speaker, addressee, answers, and what is none."""
    tallies = {"own-statements": Tally(), "own-statements-frozen": Tally()}
    for row in tomllib.loads(STATEMENTS.read_text("utf-8"))["article"]:
        options = Options(published=row.get("published"), outlet=row.get("outlet"))
        (found,) = read_inputs([str(STATEMENTS.parent / row["file"])], options)
        assert isinstance(found, Found)
        record = read_article(found.article, load_engine(), found.issues)
        tally = tallies["own-statements-frozen" if row.get("frozen") else "own-statements"]
        score_article(row, record, tally)
        contents = [" ".join(record.text_of(*s.content).split()) for s in record.statements]
        for none in row.get("not_statement", ()):
            tally.count("not a statement", not any(_claims(content, none["says"]) for content in contents))
    misses += tallies["own-statements"].misses
    return {
        name: {
            "found": 100 * t.share("statement found"),
            "wholly_right": 100 * t.share("statement wholly right"),
            "speaker": 100 * t.share("statement speaker"),
            "addressee": 100 * t.share("statement addressee"),
            "answers": 100 * t.share("statement replies_to"),
            "not_a_statement": 100 * t.share("not a statement"),
        }
        for name, t in tallies.items()
    }


def _claims(content: str, none: str) -> bool:
    """Tell whether a content is the stretch that is no statement, rather than a longer one that holds it."""
    words = " ".join(none.split())
    return words in content and len(content) < 2 * len(words)


def score_status(misses: list[str]) -> dict[str, Figures]:
    """Score the golden sentences: is the act found, is its standing right, are the words of the condition."""
    tallies = {"own-status": Tally(), "own-status-frozen": Tally()}
    for row in tomllib.loads(STATUS.read_text("utf-8"))["sentence"]:
        tally = tallies["own-status-frozen" if row.get("frozen") else "own-status"]
        wanted = [row["status"]] if isinstance(row["status"], str) else row["status"]
        got, conditions, at_act = _read_act(row)
        right = any(status in wanted for status in got)
        tally.count("found", bool(got))
        tally.count("status", right)
        tally.count("at act", at_act in wanted)
        if got:
            tally.count("status of found", right)
        if got and "condition" in row:
            tally.count("condition", row["condition"] in conditions)
        if not row.get("frozen") and not (right and at_act in wanted):
            found = "/".join(got) or "not found"
            misses.append(f"status {'/'.join(wanted)}, got {found}, at act {at_act}: {row['text']} [{row['act']}]")
    return {
        name: {
            "found": 100 * t.share("found"),
            "status_of_found": 100 * t.share("status of found"),
            "accuracy": 100 * t.share("status"),
            "at_given_act": 100 * t.share("at act"),
            "condition": 100 * t.share("condition"),
        }
        for name, t in tallies.items()
    }


def _read_act(row: Row) -> tuple[list[Status], list[str], Status | None]:
    """Give the status and conditions that the record has for an act, and what is read at its word, found or not.

    An act that the record tells as the content of another ("urged them to release") counts as found.
    """
    text = row["text"]
    record = read_sentence(text)
    act = Span(text.find(row["act"]), text.find(row["act"]) + len(row["act"]))
    reader = read_acts(make_sentence(text), load_engine())
    standing = read_standing(reader, act)
    at_act = None if standing is None else standing.status
    events = list(_events_at(record, row))
    if events:
        spans = [event.condition for event in events if event.condition is not None]
        return [event.status for event in events], [text[s.start : s.end] for s in spans], at_act
    content = read_content(reader, act)
    if content is None:
        return [], [], at_act
    span = None if content.condition is None else reader.analysis.span(*content.condition)
    return [content.status], [] if span is None else [text[span.start : span.end]], at_act


def _events_at(record: Record, row: Row) -> Iterator[Event]:
    start = record.article.text.find(row["act"])
    act = Span(start, start + len(row["act"]))
    for event in record.events:
        typed = event.type in row["type"] or event.plover.type in row["type"]
        if typed and any(span.overlaps(act) for span in event.trigger):
            yield event


def score_phrases(misses: list[str]) -> dict[str, Figures]:
    """Score the actor phrases: country and sector both right."""
    tallies = {"own-actors": Tally(), "own-actors-frozen": Tally()}
    for row in tomllib.loads(PHRASES.read_text("utf-8"))["phrase"]:
        tally = tallies["own-actors-frozen" if row.get("frozen") else "own-actors"]
        record = read_sentence(row["text"])
        actor = _actor_at(record, row)
        country = actor is not None and (actor.country or "") == row["country"]
        wanted = set(row["sectors"])
        sector = actor is not None and (bool(wanted & set(actor.sectors)) or not wanted)
        tally.count("found", actor is not None)
        tally.count("country", country)
        tally.count("sector", sector)
        tally.count("both", country and sector)
        if not (country and sector) and not row.get("frozen"):
            got = "not found" if actor is None else f"{actor.name} {actor.country} {' '.join(actor.sectors)}"
            misses.append(f"actor {row['country']} {' '.join(row['sectors'])}, got {got}: {row['phrase']}")
    return {
        name: {what: 100 * t.share(what) for what in ("found", "country", "sector", "both")}
        for name, t in tallies.items()
    }


def _actor_at(record: Record, row: Row) -> Actor | None:
    """Give the actor whose mention holds the head of a phrase, its last word if not told, and most of the rest."""
    start = record.article.text.index(row["phrase"])
    phrase = Span(start, start + len(row["phrase"]))
    word = row.get("head", row["phrase"].split()[-1])
    begin = start + row["phrase"].rindex(word)
    head = Span(begin, begin + len(word))
    best: tuple[int, Actor] | None = None
    for actor in record.actors:
        for mention in actor.mentions:
            if mention.form != "pronoun" and mention.span.covers(head):
                shared = min(phrase.end, mention.span.end) - max(phrase.start, mention.span.start)
                if best is None or shared > best[0]:
                    best = shared, actor
    return None if best is None else best[1]


SETS = {
    "own-statements": (STATEMENTS, score_statements),
    "own-status": (STATUS, score_status),
    "own-actors": (PHRASES, score_phrases),
}
