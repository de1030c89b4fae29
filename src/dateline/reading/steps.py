"""The ordered steps from an article to a record; each names what it needs and what it gives."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from dateline.knowledge.digest import knowledge_digest
from dateline.model.article import Article
from dateline.model.errors import ConfigError
from dateline.model.record import Issue, Producer, Record
from dateline.reading import coding, resolution
from dateline.reading.analysis import Analysis, Engine
from dateline.reading.events import find_events
from dateline.reading.mentions import find_mentions
from dateline.reading.own_matter import keep_events, keep_statements
from dateline.reading.references import resolve_references
from dateline.reading.statements import find_statements
from dateline.version import VERSION


@dataclass(slots=True)
class Reading:
    """What is known of one article while it is read: values by name, each given once by one step."""

    article: Article
    engine: Engine
    values: dict[str, Any] = field(default_factory=dict)
    issues: list[Issue] = field(default_factory=list)

    def __getitem__(self, name: str) -> Any:
        return self.values[name]


@dataclass(frozen=True, slots=True)
class Step:
    """One room's work: its name, what it needs from the steps before it, what it gives to those after it."""

    name: str
    needs: tuple[str, ...]
    gives: str
    run: Callable[[Reading], Any]


def _analyse(reading: Reading) -> Analysis:
    """Parse the text; the first sentence begins behind the dateline."""
    dateline = reading.article.dateline_span
    return reading.engine.analyse(reading.article.text, () if dateline is None else (dateline.end,))


def _find_statements(reading: Reading) -> Any:
    statements, issues = find_statements(reading.article, reading["analysis"], reading["mentions"])
    reading.issues.extend(issues)
    return keep_statements(reading.article, statements)


def _resolve_references(r: Reading) -> Any:
    return resolve_references(r.article, r["analysis"], r["mentions"], r["statements"])


def _find_events(r: Reading) -> Any:
    events = find_events(r.article, r["analysis"], r["mentions"], r["statements"], r["references"])
    return keep_events(r.article, r["analysis"], events)


def _resolve(r: Reading) -> coding.Resolved:
    times = resolution.resolve_times(r.article, r["analysis"], r["mentions"])
    places = resolution.resolve_places(r.article, r["analysis"], r["mentions"], r["references"])
    return coding.Resolved(
        places,
        times,
        tuple(resolution.place_event(e, r.article, r["analysis"], places) for e in r["events"]),
        tuple(resolution.date_event(e, r.article, r["analysis"], r["mentions"], times) for e in r["events"]),
    )


def _code(r: Reading) -> coding.Coded:
    found = coding.Found(r["mentions"], r["statements"], r["references"], r["events"], r["resolved"])
    return coding.code_record(r.article, r["analysis"], found)


STEPS: tuple[Step, ...] = (
    Step("analysis", (), "analysis", _analyse),
    Step("mentions", ("analysis",), "mentions", lambda r: find_mentions(r.article, r["analysis"])),
    Step("statements", ("analysis", "mentions"), "statements", _find_statements),
    Step("references", ("analysis", "mentions", "statements"), "references", _resolve_references),
    Step("events", ("analysis", "mentions", "statements", "references"), "events", _find_events),
    Step("resolution", ("analysis", "mentions", "references", "events"), "resolved", _resolve),
    Step("coding", ("analysis", "mentions", "statements", "references", "events", "resolved"), "coded", _code),
)


def check_steps(steps: tuple[Step, ...]) -> None:
    """Refuse an order in which a step needs what no step before it gives, or two give the same."""
    given: set[str] = set()
    for step in steps:
        missing = [need for need in step.needs if need not in given]
        if missing:
            raise ConfigError(f"step {step.name!r} needs {', '.join(missing)}, which no step before it gives")
        if step.gives in given:
            raise ConfigError(f"step {step.name!r} gives {step.gives!r}, which a step before it gives already")
        given.add(step.gives)


check_steps(STEPS)


def read_article(article: Article, engine: Engine, issues: tuple[Issue, ...] = ()) -> Record:
    """Read one article into its record; `issues` are those of the source, kept in front.

    An article in another language than English is kept with an issue that says so, and nothing is coded from it.
    """
    producer = Producer(dateline=VERSION, model=engine.name, knowledge=knowledge_digest())
    if article.language not in (None, "en"):
        words = f"the text is in another language ({article.language}); only English is read, nothing was coded"
        return Record(producer=producer, article=article, issues=(*issues, Issue(kind="language", message=words)))
    reading = Reading(article, engine)
    for step in STEPS:
        reading.values[step.gives] = step.run(reading)
    coded: coding.Coded = reading["coded"]
    return Record(
        producer=producer,
        article=coded.article,
        actors=coded.actors,
        places=coded.places,
        times=coded.times,
        statements=coded.statements,
        events=coded.events,
        issues=(*issues, *reading.issues, *coded.issues),
    )
