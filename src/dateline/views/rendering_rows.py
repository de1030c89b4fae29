"""A record as the same lines that a ledger lists, for those who read without a ledger."""

from __future__ import annotations

from dateline.ledger import actor_key, place_key
from dateline.model.article import Spans
from dateline.model.record import Count, Event, EventPlace, Party, Record, Statement
from dateline.views.rows import CountRow, EventRow, SideRow, SiteRow, SourceRow, StatementRow, VoiceRow, Words


class RecordRows:
    """The events and statements of one record as lines, with names in place of ids."""

    def __init__(self, record: Record) -> None:
        self._record = record
        self._actors = {actor.id: actor for actor in record.actors}
        self._places = {place.id: place for place in record.places}
        self._times = {time.id: time for time in record.times}
        self._statements = {statement.id: statement for statement in record.statements}
        article = record.article
        self._source = SourceRow(
            article=article.id,
            ref=article.ref,
            url=article.url,
            outlet=article.outlet,
            title=article.title,
            published=article.published,
        )

    def events(self) -> list[EventRow]:
        """Give a line for each event, in reading order."""
        return [self._event(event) for event in self._record.events]

    def statements(self) -> list[StatementRow]:
        """Give a line for each statement, in reading order."""
        return [self._statement(statement) for statement in self._record.statements]

    def _words(self, spans: Spans) -> Words:
        return Words(words=self._record.text_of(*spans), spans=spans)

    def _side(self, party: Party) -> SideRow:
        actor = self._actors.get(party.id) if party.id is not None else None
        words = self._record.text_of(*party.spans)
        if actor is None:
            return SideRow(words=words, spans=party.spans)
        return SideRow(
            key=actor_key(actor),
            name=actor.name,
            kind=actor.kind,
            country=actor.country,
            sectors=actor.sectors,
            affiliation=actor.affiliation,
            words=words,
            spans=party.spans,
        )

    def _site(self, where: EventPlace) -> SiteRow:
        words, place = self._record.text_of(*where.spans), self._places.get(where.id)
        if place is None:
            return SiteRow(basis=where.basis, words=words, spans=where.spans)
        return SiteRow(
            key=place_key(place),
            name=place.name,
            kind=place.kind,
            country=place.country,
            admin1=place.admin1,
            lat=place.lat,
            lon=place.lon,
            geonames=place.geonames,
            basis=where.basis,
            words=words,
            spans=where.spans,
        )

    def _count(self, count: Count) -> CountRow:
        return CountRow(
            what=count.what,
            min=count.min,
            max=count.max,
            approximate=count.approximate,
            unit=count.unit,
            words=self._record.text_of(count.span),
            spans=(count.span,),
        )

    def _voices(self, ids: tuple[str, ...]) -> tuple[VoiceRow, ...]:
        found = [self._statements[id_] for id_ in ids if id_ in self._statements]
        return tuple(VoiceRow(statement=each.key, speaker=self._side(each.speaker)) for each in found)

    def _event(self, event: Event) -> EventRow:
        time = self._times.get(event.time.id) if event.time.id is not None else None
        return EventRow(
            key=event.key,
            type=event.type,
            mode=event.mode,
            contexts=event.contexts,
            plover=event.plover,
            register=event.register,
            status=event.status,
            status_words=self._words(event.status_spans),
            condition=self._words((event.condition,)) if event.condition is not None else None,
            actors=tuple(map(self._side, event.actors)),
            recipients=tuple(map(self._side, event.recipients)),
            participants=tuple(map(self._side, event.participants)),
            places=tuple(map(self._site, event.places)),
            start=event.time.start,
            end=event.time.end,
            edtf=event.time.edtf,
            time_basis=event.time.basis,
            time=self._words((time.span,)) if time is not None else None,
            counts=tuple(map(self._count, event.counts)),
            said_by=self._voices(event.said_by),
            denied_by=self._voices(event.denied_by),
            trigger=self._words(event.trigger),
            sentence=self._words((event.sentence,)),
            confidence=event.confidence,
            rule=event.rule,
            source=self._source,
        )

    def _statement(self, statement: Statement) -> StatementRow:
        replied = self._statements.get(statement.replies_to or "")
        outer = self._statements.get(statement.within or "")
        claims = tuple(event.key for event in self._record.events if statement.id in event.said_by)
        return StatementRow(
            key=statement.key,
            form=statement.form,
            act=statement.act,
            speaker=self._side(statement.speaker),
            addressee=self._side(statement.addressee) if statement.addressee is not None else None,
            venue=Words(words=statement.venue.name, spans=statement.venue.spans) if statement.venue else None,
            content=self._words(statement.content),
            cue=self._words(statement.cue),
            replies_to=replied.key if replied else None,
            within=outer.key if outer else None,
            events=claims,
            source=self._source,
        )
