"""The reasons behind the fields of one record's events and statements, put in words."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.model.article import Span, Spans
from dateline.model.record import Actor, Count, Event, EventPlace, Party, Place, Record, Statement, Time
from dateline.views.context import Quote, Reason, quote_span


class ReasonBook:
    """Answers why for one record."""

    def __init__(self, record: Record) -> None:
        self._record = record
        self._text = record.article.text
        self._actors = {actor.id: actor for actor in record.actors}
        self._places = {place.id: place for place in record.places}
        self._times = {time.id: time for time in record.times}
        self._statements = {statement.id: statement for statement in record.statements}

    def event(self, key: str) -> Event:
        """Give the event of a key."""
        return next(event for event in self._record.events if event.key == key)

    def event_reasons(self, key: str) -> tuple[Reason, ...]:
        """Give a reason for every value of every field of an event; a field without a value is said to be unknown."""
        event = self.event(key)
        return (
            *self._type_reasons(event),
            *(reason for field in ("actors", "recipients", "participants") for reason in self._sides(event, field)),
            *self._place_reasons(event),
            self._time_reason(event),
            *self._count_reasons(event),
            *self._voice_reasons(event, "said_by"),
            *self._voice_reasons(event, "denied_by"),
            Reason(
                field="sentence",
                value=self._text[event.sentence.start : event.sentence.end],
                quotes=self._quotes((event.sentence,), event.sentence),
            ),
        )

    def _quotes(self, spans: Spans, sentence: Span | None = None) -> tuple[Quote, ...]:
        return tuple(quote_span(self._text, span, sentence) for span in spans)

    def _type_reasons(self, event: Event) -> Iterator[Reason]:
        trigger = self._quotes(event.trigger, event.sentence)
        details = [part for part in (event.mode, *event.contexts) if part]
        yield Reason(
            field="type",
            value=event.type + (f" ({', '.join(details)})" if details else ""),
            quotes=trigger,
            notes=(f"found by {event.rule}, confidence {event.confidence:g}",),
        )
        code = ", ".join(part for part in (event.plover.type, event.plover.mode, *event.plover.aux) if part)
        manual = f"what the PLOVER manual codes for {event.type} that is {event.status}"
        yield Reason(field="plover", value=code, notes=(manual,))
        yield Reason(field="register", value=event.register)
        marked = self._quotes(event.status_spans, event.sentence)
        unmarked = () if marked else ("no words mark it; read from the form of the verb or noun itself",)
        yield Reason(field="status", value=event.status, quotes=marked or trigger, notes=unmarked)
        if event.condition is not None:
            words = self._text[event.condition.start : event.condition.end]
            yield Reason(field="condition", value=words, quotes=self._quotes((event.condition,), event.sentence))

    def _sides(self, event: Event, field: str) -> Iterator[Reason]:
        parties: tuple[Party, ...] = getattr(event, field)
        for party in parties:
            yield self._party_reason(field, party, event.sentence)
        if not parties and field != "participants" and not event.participants:
            yield Reason(field=field, value=None, notes=("the text does not say",))

    def _party_reason(self, field: str, party: Party, sentence: Span | None = None) -> Reason:
        quotes = self._quotes(party.spans, sentence)
        actor = self._actors.get(party.id or "")
        if actor is None:
            return Reason(field=field, value=None, quotes=quotes, notes=("who this is was not resolved",))
        return Reason(
            field=field, value=describe_actor(actor), quotes=quotes, notes=tuple(self._actor_notes(actor, party))
        )

    def _actor_notes(self, actor: Actor, party: Party) -> Iterator[str]:
        if actor.resolved_by == "lexicon":
            yield f"{actor.name} is in the knowledge tables"
        elif actor.resolved_by == "text":
            yield "known from this text alone"
        known = {self._text[span.start : span.end] for span in party.spans}
        named = next((m for m in actor.mentions if m.form == "name"), None)
        if named is not None and named.span not in party.spans:
            first = self._text[named.span.start : named.span.end]
            if first not in known:
                yield f'first named as "{first}" at {named.span.start}-{named.span.end}'
        for role in actor.roles:
            of = f" of {role.of}" if role.of else ""
            words = self._text[role.span.start : role.span.end]
            yield f'{role.title}{of}: "{words}" at {role.span.start}-{role.span.end}'
        if actor.affiliation and actor.affiliation != actor.name:
            yield f"acts for {actor.affiliation}"
        for candidate in actor.candidates:
            country = f" ({candidate.country})" if candidate.country else ""
            yield f"could also be {candidate.name}{country}: {candidate.reason}"

    def _place_reasons(self, event: Event) -> Iterator[Reason]:
        for where in event.places:
            yield self._place_reason(where, event.sentence)
        if not event.places:
            yield Reason(field="places", value=None, notes=("the text does not say",))

    def _place_reason(self, where: EventPlace, sentence: Span) -> Reason:
        place = self._places.get(where.id)
        basis = {
            "syntax": "the words stand with the event's own words",
            "sentence": "named in the same sentence",
            "dateline": "the place of the dateline",
        }[where.basis]
        value = None if place is None else describe_place(place)
        notes = [basis] if place is None else [basis, *place_notes(place)]
        return Reason(field="places", value=value, quotes=self._quotes(where.spans, sentence), notes=tuple(notes))

    def _time_reason(self, event: Event) -> Reason:
        time = event.time
        if time.start is None and time.end is None:
            return Reason(field="time", value=None, notes=("the text does not say",))
        basis = {
            "expression": "read from the time expression",
            "publication": "nothing in the text dates it; it was reported by then",
            "context": "carried over from the sentences before",
            None: "",
        }[time.basis]
        expression = self._times.get(time.id or "")
        notes = [basis] if basis else []
        if expression is not None:
            notes += self._time_notes(expression)
        quotes = () if expression is None else self._quotes((expression.span,), event.sentence)
        value = f"{time.start or '..'} to {time.end or '..'}" if time.start != time.end else f"{time.start}"
        return Reason(field="time", value=value, quotes=quotes, notes=tuple(notes))

    def _time_notes(self, time: Time) -> Iterator[str]:
        if time.edtf:
            yield f"EDTF {time.edtf}"
        if time.basis in ("published", "dateline"):
            day = self._record.article.published if time.basis == "published" else self._record.article.dateline_date
            yield f"counted from the day of {'publication' if time.basis == 'published' else 'the dateline'}, {day}"
        elif time.basis is not None and time.basis in self._times:
            span = self._times[time.basis].span
            yield f'counted from "{self._text[span.start : span.end]}" at {span.start}-{span.end}'
        if time.approximate:
            yield "approximate"

    def _count_reasons(self, event: Event) -> Iterator[Reason]:
        for count in event.counts:
            quotes = self._quotes((count.span,), event.sentence)
            yield Reason(field="counts", value=describe_count(count), quotes=quotes)

    def _voice_reasons(self, event: Event, field: str) -> Iterator[Reason]:
        ids: tuple[str, ...] = getattr(event, field)
        for statement in (self._statements[id_] for id_ in ids if id_ in self._statements):
            actor = self._actors.get(statement.speaker.id or "")
            value = None if actor is None else describe_actor(actor)
            quotes = self._quotes((*statement.speaker.spans, *statement.cue))
            yield Reason(field=field, value=value, quotes=quotes, notes=(f"{statement.key}, {statement.form}",))
        if not ids and field == "said_by":
            yield Reason(field=field, value="the outlet's own voice")

    def statement_reasons(self, key: str) -> tuple[Reason, ...]:
        """Give a reason for every value of every field of a statement."""
        statement = next(statement for statement in self._record.statements if statement.key == key)
        return tuple(self._iter_statement(statement))

    def _iter_statement(self, statement: Statement) -> Iterator[Reason]:
        yield self._party_reason("speaker", statement.speaker)
        yield Reason(field="act", value=f"{statement.act}, {statement.form}", quotes=self._quotes(statement.cue))
        if statement.addressee is not None:
            yield self._party_reason("addressee", statement.addressee)
        if statement.venue is not None:
            quotes = self._quotes(statement.venue.spans)
            yield Reason(field="venue", value=statement.venue.name, quotes=quotes)
        content = self._record.text_of(*statement.content) or None
        yield Reason(field="content", value=content, quotes=self._quotes(statement.content))
        for field, id_ in (("replies_to", statement.replies_to), ("within", statement.within)):
            other = self._statements.get(id_ or "")
            if other is not None:
                yield Reason(field=field, value=other.key, quotes=self._quotes(other.content))
        for event in self._record.events:
            if statement.id in event.said_by or statement.id in event.denied_by:
                verb = "denied" if statement.id in event.denied_by else "claimed"
                quotes = self._quotes(event.trigger, event.sentence)
                yield Reason(field="events", value=f"{event.type} {event.status}, {verb}: {event.key}", quotes=quotes)


def describe_actor(actor: Actor) -> str:
    """Say who somebody is: "Mark Rutte (person, IGO GOV)"."""
    codes = " ".join(part for part in (actor.country, *actor.sectors) if part)
    return f"{actor.name} ({actor.kind}{', ' + codes if codes else ''})"


def describe_place(place: Place) -> str:
    """Say what a place is: "Kharkiv (city, UKR, 49.98, 36.25)"."""
    parts = [part for part in (place.kind, place.admin1, place.country) if part]
    if place.lat is not None and place.lon is not None:
        parts.append(f"{place.lat:g}, {place.lon:g}")
    return f"{place.name} ({', '.join(parts)})" if parts else f"{place.name} (unresolved)"


def place_notes(place: Place) -> Iterator[str]:
    """Say why a place was taken and which others it could be."""
    if place.reason:
        yield place.reason
    if place.geonames is not None:
        yield f"GeoNames {place.geonames}"
    for candidate in place.candidates:
        parts = ", ".join(part for part in (candidate.name, candidate.admin1, candidate.country) if part)
        yield f"could also be {parts}"


def describe_count(count: Count) -> str:
    """Say a number with its bounds: "killed: at least 6"."""
    about = "about " if count.approximate else ""
    if count.min == count.max:
        number = f"{about}{count.min}"
    elif count.max is None:
        number = f"at least {about}{count.min}"
    elif count.min is None:
        number = f"up to {about}{count.max}"
    else:
        number = f"{about}{count.min} to {count.max}"
    return f"{count.what}: {number}{' ' + count.unit if count.unit else ''}"
