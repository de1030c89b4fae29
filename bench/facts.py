"""Score records against golden facts written in TOML (`examples/facts.toml`), by the rules of the record scorer.

A statement is found if one statement's content holds `says`, and right if speaker and each further field given fit.
An event is found if an event of an accepted type has its trigger in the sentence or clause that holds `near` and,
where `by` or `on` is given, at least one actor fits; each field is then scored by itself. A content over 900
characters, a sentence over 700, or a side of which fewer than half of the actors fit does not count.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from dateline.model.article import Span
from dateline.model.record import Actor, Event, Party, Record, Statement

Fact = Mapping[str, Any]
Fields = dict[str, bool]
_NAMING = ("name", "title", "nominal", "metonym")


@dataclass(slots=True)
class Tally:
    """Counts of right and all, by what was asked; and how many events were printed and how many served a fact."""

    right: Counter[str] = field(default_factory=Counter)
    all: Counter[str] = field(default_factory=Counter)
    events: int = 0
    serving: int = 0
    misses: list[str] = field(default_factory=list)

    def count(self, what: str, ok: bool) -> None:
        """Count one answer."""
        self.all[what] += 1
        self.right[what] += ok

    def share(self, *whats: str) -> float:
        """Give the share of right answers over one or several kinds."""
        return sum(self.right[w] for w in whats) / max(1, sum(self.all[w] for w in whats))

    @property
    def facts_right(self) -> float:
        """The share of facts wholly right, statements and events together."""
        return self.share("statement wholly right", "event wholly right")

    @property
    def printed_per_serving(self) -> float:
        """Events printed per event that serves a fact."""
        return self.events / max(1, self.serving)


def load_articles(path: Path) -> list[Fact]:
    """Read the golden articles of a facts file."""
    return list(tomllib.loads(path.read_text("utf-8"))["article"])


def score_article(fact: Fact, record: Record, tally: Tally) -> None:
    """Score one record against its golden facts."""
    judge = _Judge(record)
    if "byline" in fact:
        tally.count("byline", list(record.article.byline) == fact["byline"])
    for kind, facts, scorer in (
        ("statement", fact.get("statement", ()), judge.score_statement),
        ("event", fact.get("event", ()), judge.score_event),
    ):
        for item in facts:
            found, fields = scorer(item)
            whole = found and all(fields.values())
            tally.count(f"{kind} found", found)
            tally.count(f"{kind} wholly right", whole)
            for name, ok in fields.items():
                tally.count(f"{kind} {name}", ok)
            if not whole:
                lacks = ", ".join(name for name, ok in fields.items() if not ok)
                words = f"lacks {lacks}" if found else "not found"
                tally.misses.append(f"{fact['id']}: {kind} {words}: {item.get('says') or item.get('near')}")
    tally.events += len(record.events)
    tally.serving += len(judge.used)


class _Judge:
    """Holds one record against facts."""

    def __init__(self, record: Record) -> None:
        self.record = record
        self.actors = {actor.id: actor for actor in record.actors}
        self.statements = {statement.id: statement for statement in record.statements}
        self.places = {place.id: place for place in record.places}
        self.used: set[str] = set()

    def score_statement(self, fact: Fact) -> tuple[bool, Fields]:
        options = [
            self._statement_fields(statement, fact)
            for statement in self.record.statements
            if _same(self._words(statement.content), fact["says"])
            and sum(span.end - span.start for span in statement.content) <= 900
        ]
        return _best(options)

    def _statement_fields(self, statement: Statement, fact: Fact) -> Fields:
        fields = {"speaker": self._fits_party(statement.speaker, fact["who"])}
        if "to" in fact:
            fields["addressee"] = self._fits_party(statement.addressee, fact["to"])
        if "venue" in fact:
            venue = statement.venue
            fields["venue"] = venue is not None and (
                _same(venue.name, fact["venue"]) or _same(self._words(venue.spans), fact["venue"])
            )
        if "kind" in fact:
            kinds = ("direct", "mixed") if fact["kind"] == "direct" else (fact["kind"],)
            fields["form"] = statement.form in kinds
        if "answers" in fact:
            reply = self.statements.get(statement.replies_to or "")
            fields["replies_to"] = reply is not None and _same(self._words(reply.content), fact["answers"])
        return fields

    def score_event(self, fact: Fact) -> tuple[bool, Fields]:
        options = []
        for event in self.record.events:
            if event.sentence.end - event.sentence.start > 700 or not _same(
                self._words([event.sentence]), fact["near"]
            ):
                continue
            if event.type not in fact["type"] and event.plover.type not in fact["type"]:
                continue
            sides = self._side_fields(event, fact)
            if sides and not any(sides.values()):
                continue
            self.used.add(event.id)
            options.append({**sides, **self._event_fields(event, fact)})
        return _best(options)

    def _side_fields(self, event: Event, fact: Fact) -> Fields:
        by = (*event.actors, *event.participants)
        on = (*event.recipients, *event.participants)
        if len(fact.get("by", ())) > 1 and set(fact["by"]) == set(fact.get("on", ())):
            present = sum(any(self._fits(side, [want]) for side in (*by, *on)) for want in fact["by"])
            return {"actor": present > 0, "recipient": present > 1}
        fields = {}
        if "by" in fact:
            fields["actor"] = self._fits_side(by, fact["by"])
        if "on" in fact:
            fields["recipient"] = self._fits_side(on, fact["on"])
        return fields

    def _event_fields(self, event: Event, fact: Fact) -> Fields:
        fields: Fields = {}
        if "status" in fact:
            fields["status"] = event.status in fact["status"] or f"{event.type} {event.status}" in fact["status"]
        if "when" in fact:
            low, high = fact["when"]
            start, end = (event.time.start or "")[:10], (event.time.end or "")[:10]
            fields["time"] = bool(end) and (not low or low <= start) and start <= high and end <= high
        if "where" in fact:
            wanted = [fact["where"]] if isinstance(fact["where"], str) else fact["where"]
            places = [self.places[place.id] for place in event.places]
            fields["place"] = any(w == p.country or _holds(p.name, w) for p in places for w in wanted)
        for what, (low, high) in fact.get("counts", {}).items():
            wanted_count = (None if low == "" else low, None if high == "" else high)
            fields[f"count {what}"] = any(c.what == what and (c.min, c.max) == wanted_count for c in event.counts)
        if "said_by" in fact:
            said = [self.statements[id_] for id_ in event.said_by]
            fields["said_by"] = any(self._fits_party(s.speaker, fact["said_by"]) for s in said)
        return fields

    def _fits(self, side: Party | None, wanted: Iterable[str]) -> bool:
        actor = self.actors.get((side.id if side else None) or "")
        if actor is None:
            return False
        names = list(self._names(actor))
        return any(actor.country in (w, {"EU": "EUR"}.get(w, w)) or any(_holds(n, w) for n in names) for w in wanted)

    def _names(self, actor: Actor) -> Iterator[str]:
        yield actor.name
        yield actor.affiliation or ""
        for role in actor.roles:
            yield role.title
            yield role.of or ""
        for mention in actor.mentions:
            if mention.form in _NAMING:
                yield self.record.text_of(mention.span)

    def _fits_side(self, sides: Sequence[Party], wanted: Iterable[str]) -> bool:
        fitting = sum(self._fits(side, wanted) for side in sides)
        return fitting > 0 and 2 * fitting >= len(sides)

    def _fits_party(self, party: Party | None, want: str) -> bool:
        return party is not None and (self._fits(party, [want]) or _same(self._words(party.spans), want))

    def _words(self, spans: Iterable[Span]) -> str:
        return self.record.text_of(*spans)


def _best(options: list[Fields]) -> tuple[bool, Fields]:
    if not options:
        return False, {}
    return True, max(options, key=lambda fields: sum(fields.values()))


def _holds(name: str, want: str) -> bool:
    if want.isalpha() and want.isupper():
        return re.search(rf"(?<!\w){want}(?!\w)", name) is not None
    return want.lower() in name.lower()


def _same(haystack: str, needle: str) -> bool:
    return _fold(needle) in _fold(haystack)


def _fold(text: str) -> str:
    return " ".join(text.replace("“", '"').replace("”", '"').replace("’", "'").split()).lower()
