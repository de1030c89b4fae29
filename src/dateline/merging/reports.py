"""What a record says of each event, cut down to what tells whether two reports are of one happening."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date

import msgspec

from dateline.knowledge.outlets import find_agency, outlet_by_name
from dateline.knowledge.words import find_stems, load_rarities
from dateline.ledger import actor_key, fold_name, place_key
from dateline.merging.matter import Matter, find_matter
from dateline.model.article import Span, Spans
from dateline.model.record import Actor, Count, Event, Party, Place, Record

_KNOWN = re.compile(r"\b(?:the|this|that|these|those)\s+\Z", re.IGNORECASE)
_LONGEST = 5
COARSE = frozenset(("country", "region", "sea", "admin1"))
"""Kinds of places that are too large to tell one happening from another."""
_OF_COUNT = tuple(1 + count**0.5 for count in range(9))
"""What a word counts that an article has so often."""
TOPIC_WORDS = 30
"""Of an article as a whole so many words are compared, the most telling ones."""


class _Small(msgspec.Struct, frozen=True, kw_only=True, array_like=True):
    """A frozen value, written as a list."""


class Who(_Small, frozen=True, kw_only=True):
    """A side of an event."""

    key: str
    """Of the actor, the same in all articles; of words that name nobody, their folded form."""
    name: str
    kind: str | None = None
    country: str | None = None
    sectors: tuple[str, ...] = ()
    affiliation: str | None = None
    spans: Spans = ()


class Where(_Small, frozen=True, kw_only=True):
    """A place of an event."""

    key: str
    name: str
    kind: str | None = None
    country: str | None = None
    admin1: str | None = None
    lat: float | None = None
    lon: float | None = None
    basis: str = "sentence"
    spans: Spans = ()


class Number(_Small, frozen=True, kw_only=True):
    """A count of an event; None is an open side."""

    what: str
    min: float | int | None
    max: float | int | None
    approximate: bool = False
    unit: str | None = None
    span: Span


class Said(_Small, frozen=True, kw_only=True):
    """Who says a report, or denies it: the name, or the words."""

    name: str
    spans: Spans = ()


class Report(_Small, frozen=True, kw_only=True):
    """What one article says of one event, as it is compared with what others say."""

    key: str
    position: int
    type: str
    register: str
    mode: str | None
    status: str
    status_spans: Spans
    start: int | None
    """First day, as a proleptic Gregorian ordinal; None when open."""
    end: int | None
    edtf: str | None
    basis: str | None
    time_spans: Spans
    actors: tuple[Who, ...]
    recipients: tuple[Who, ...]
    participants: tuple[Who, ...]
    places: tuple[Where, ...]
    near: tuple[Where, ...]
    """Where no place is known: the fine ones that its sentence names beside it."""
    counts: tuple[Number, ...]
    trigger: tuple[str, ...]
    """Stems of the words that name the act, sorted."""
    trigger_spans: Spans
    words: tuple[str, ...]
    """Stems of the sentence that reports it, each once, sorted."""
    said_by: tuple[Said, ...]
    """Innermost first; empty: the outlet's own voice."""
    denied_by: tuple[Said, ...]
    rule: str
    confidence: float
    sentence: Span
    headline: bool
    """Whether the headline tells it."""
    definite: bool
    """Whether it speaks of the act as of one that is known: "the attack", "that meeting"."""

    @property
    def number(self) -> int:
        """The first 60 bits of its key: what it is called by while reports are compared."""
        return number_of(self.key)

    @property
    def sides(self) -> tuple[Who, ...]:
        """All who have a part in it."""
        return (*self.actors, *self.recipients, *self.participants)


def number_of(key: str) -> int:
    """Give the number of a report by its key."""
    return int(key.partition(":")[2][:15], 16)


class Source(_Small, frozen=True, kw_only=True):
    """An article as far as its reports are compared: where it is from, when, and what it is about."""

    id: str
    published: str | None
    outlet: str | None
    agency: str | None
    """The wire agency whose text it credits, or that publishes it."""
    topic: tuple[tuple[str, float], ...]
    """Its most telling stems with their weights; the squares of the weights add up to 1."""
    reports: tuple[Report, ...]
    matter: Matter = Matter()

    @property
    def number(self) -> int:
        """The first 60 bits of its id: what it is called by while articles are compared."""
        return int(self.id[:15], 16)

    @property
    def day(self) -> int | None:
        """The day of publication as an ordinal; None when unknown or not a whole day."""
        return day_of(self.published)


def make_source(record: Record) -> Source:
    """Cut a record down to what merging compares."""
    article = record.article
    return Source(
        id=article.id,
        published=article.published,
        outlet=article.outlet,
        agency=_find_agency(article.credit, article.outlet),
        topic=_weigh_topic(record),
        reports=tuple(_Maker(record).make(position, event) for position, event in enumerate(record.events)),
        matter=find_matter(record),
    )


class _Maker:
    def __init__(self, record: Record) -> None:
        self._record = record
        self._actors = {actor.id: actor for actor in record.actors}
        self._places = {place.id: place for place in record.places}
        self._speakers = {statement.id: statement.speaker for statement in record.statements}
        self._times = {time.id: time.span for time in record.times}

    def make(self, position: int, event: Event) -> Report:
        text_of, time = self._record.text_of, event.time
        places = tuple(
            self._where(self._places[place.id], place.basis, place.spans)
            for place in event.places
            if place.id in self._places
        )
        return Report(
            key=event.key,
            position=position,
            type=event.type,
            register=event.register,
            mode=event.mode,
            status=event.status,
            status_spans=event.status_spans,
            start=day_of(time.start),
            end=day_of(time.end),
            edtf=time.edtf,
            basis=time.basis,
            time_spans=(self._times[time.id],) if time.id in self._times else (),
            actors=tuple(map(self._who, event.actors)),
            recipients=tuple(map(self._who, event.recipients)),
            participants=tuple(map(self._who, event.participants)),
            places=places,
            near=() if places else tuple(self._find_near(event.sentence)),
            counts=tuple(map(_number, event.counts)),
            trigger=tuple(sorted(set(find_stems(text_of(*event.trigger))))),
            trigger_spans=event.trigger,
            words=tuple(sorted(set(find_stems(text_of(event.sentence))))),
            said_by=self._said(event.said_by),
            denied_by=self._said(event.denied_by),
            rule=event.rule,
            confidence=event.confidence,
            sentence=event.sentence,
            headline=_is_headline(self._record, event),
            definite=any(_is_known(self._record.article.text, span.start) for span in event.trigger),
        )

    def _said(self, ids: Iterable[str]) -> tuple[Said, ...]:
        parties = [self._speakers[each] for each in ids if each in self._speakers]
        return tuple(Said(name=self._who(party).name, spans=party.spans) for party in parties)

    def _who(self, party: Party) -> Who:
        actor = self._actors.get(party.id or "")
        words = self._record.text_of(*party.spans)
        if actor is None:
            return Who(key=fold_name(words).strip(), name=words, spans=party.spans)
        return Who(
            key=actor_key(actor),
            name=actor.name,
            kind=actor.kind,
            country=actor.country,
            sectors=actor.sectors,
            affiliation=actor.affiliation,
            spans=party.spans or _mentions(actor),
        )

    def _find_near(self, sentence: Span) -> Iterator[Where]:
        for place in self._record.places:
            spans = tuple(span for span in place.spans if sentence.start <= span.start and span.end <= sentence.end)
            if spans and place.kind not in COARSE:
                yield self._where(place, "sentence", spans)

    def _where(self, place: Place, basis: str, spans: Spans) -> Where:
        return Where(
            key=place_key(place),
            name=place.name,
            kind=place.kind,
            country=place.country,
            admin1=place.admin1,
            lat=place.lat,
            lon=place.lon,
            basis=basis,
            spans=spans,
        )


def _is_known(text: str, start: int) -> bool:
    """Tell whether "the" or "this" stands right before a place in a text."""
    before = start
    while before and text[before - 1].isspace():
        before -= 1
    return _KNOWN.search(text, max(0, before - _LONGEST), start) is not None


def _is_headline(record: Record, event: Event) -> bool:
    title = record.article.title_span
    return title is not None and title.start <= event.sentence.start < title.end


def _mentions(actor: Actor) -> Spans:
    return tuple(mention.span for mention in actor.mentions[:1])


def _number(count: Count) -> Number:
    return Number(
        what=count.what, min=count.min, max=count.max, approximate=count.approximate, unit=count.unit, span=count.span
    )


def day_of(day: str | None) -> int | None:
    """Give a day as an ordinal; None when unknown or not a whole day."""
    if day is None or len(day) < 10:
        return None
    try:
        return date.fromisoformat(day[:10]).toordinal()
    except ValueError:
        return None


def _find_agency(credit: str | None, outlet: str | None) -> str | None:
    for words in (credit, outlet):
        named = find_agency(words) if words else None
        if named is not None:
            return named.agency.name
    known = outlet_by_name(outlet) if outlet else None
    if known is not None and known.kind == "aggregator":
        return None
    return credit


def _weigh_topic(record: Record) -> tuple[tuple[str, float], ...]:
    counts: Counter[str] = Counter(find_stems(record.article.text))
    counts.update(find_stems(record.article.title or ""))
    rarities, unlisted = load_rarities()
    known = rarities.get
    weights = [(-_OF_COUNT[count if count < 8 else 8] * known(stem, unlisted), stem) for stem, count in counts.items()]
    best = [(stem, -weight) for weight, stem in sorted(weights)[:TOPIC_WORDS]]
    length = sum([weight * weight for _, weight in best]) ** 0.5 or 1.0
    return tuple(sorted([(stem, round(weight / length, 4)) for stem, weight in best if weight > 0]))
