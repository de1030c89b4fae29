"""The last step: everything that was found becomes the parts of the record, numbered in reading order."""

from __future__ import annotations

import msgspec

from dateline.model.article import Article, Span
from dateline.model.record import Count, Event, Party, Statement, Venue
from dateline.reading import events, statements
from dateline.reading.analysis import Analysis, Phrase
from dateline.reading.coding.actors import ActorBook, party
from dateline.reading.coding.issues import find_issues
from dateline.reading.coding.keys import KeyMaker, merge_tokens
from dateline.reading.coding.plover import code_plover
from dateline.reading.coding.types import Coded, Found


def code_record(article: Article, analysis: Analysis, found: Found) -> Coded:
    """Assemble the record of an article from what the rooms before have found."""
    book = ActorBook(article, analysis, found)
    coder = _Coder(article, analysis, found, book)
    coder.meet_sides()
    actors, ids = book.finish()
    coder.ids = ids
    places = found.resolved.places
    if places.dateline is not None:
        article = msgspec.structs.replace(article, place=places.places[places.dateline].id)
    return Coded(
        article=article,
        actors=actors,
        places=places.places,
        times=found.resolved.times.times,
        statements=tuple(coder.statement(statement) for statement in found.statements),
        events=tuple(coder.event(event) for event in found.events),
        issues=find_issues(article, analysis, found),
    )


class _Coder:
    """Turns the statements and events of one article into those of its record."""

    def __init__(self, article: Article, analysis: Analysis, found: Found, book: ActorBook) -> None:
        self.article = article
        self.analysis = analysis
        self.found = found
        self.book = book
        self.keys = KeyMaker(article.id)
        self.ids: dict[int, str] = {}

    def meet_sides(self) -> None:
        """Let the book see every side once, so that all actors are known before they are numbered."""
        for statement in self.found.statements:
            for phrase in (statement.speaker, statement.addressee):
                if phrase is not None:
                    self.book.side(phrase)
        for event in self.found.events:
            for phrase in (*event.actors, *event.recipients, *event.participants):
                if phrase not in event.actors or not self.book.is_munition(phrase):
                    self.book.side(phrase)

    def statement(self, statement: statements.Statement) -> Statement:
        venue = None
        if statement.venue is not None:
            span = self.analysis.span(statement.venue.first, statement.venue.last)
            venue = Venue(name=statement.venue_name or self.article.text[span.start : span.end], spans=(span,))
        return Statement(
            id=f"s{statement.index + 1}",
            key=self.keys.key("statement", statement.form, statement.content or statement.cue),
            form=statement.form,
            act=statement.act,
            speaker=self._speaker(statement),
            addressee=None if statement.addressee is None else self._party(statement.addressee),
            venue=venue,
            content=statement.content,
            cue=statement.cue,
            replies_to=_statement_id(statement.replies_to),
            within=_statement_id(statement.within),
        )

    def _speaker(self, statement: statements.Statement) -> Party:
        seen: set[int] = set()
        while statement.speaker is None and statement.speaker_from is not None and statement.index not in seen:
            seen.add(statement.index)
            statement = self.found.statements[statement.speaker_from]
        return Party() if statement.speaker is None else self._party(statement.speaker)

    def event(self, event: events.Event) -> Event:
        trigger = self._spans(event.trigger)
        resolved = self.found.resolved
        first, last = event.sentence
        return Event(
            id=f"e{event.index + 1}",
            key=self.keys.key("event", event.type, trigger),
            type=event.type,
            mode=event.mode,
            contexts=event.contexts,
            plover=code_plover(event.type, event.mode, event.status, event.verbal),
            register=event.register,
            status=event.status,
            status_spans=self._spans(event.status_tokens),
            condition=None if event.condition is None else self.analysis.span(*event.condition),
            actors=self._parties(tuple(phrase for phrase in event.actors if not self.book.is_munition(phrase))),
            recipients=self._parties(event.recipients),
            participants=self._parties(event.participants),
            places=resolved.event_places[event.index],
            time=resolved.event_times[event.index],
            counts=tuple(self._count(count) for count in event.counts),
            said_by=tuple(f"s{index + 1}" for index in event.said_by),
            denied_by=tuple(f"s{index + 1}" for index in event.denied_by),
            trigger=trigger,
            sentence=self.analysis.span(first, last),
            confidence=round(event.confidence, 2),
            rule=event.frame,
        )

    def _count(self, count: events.EventCount) -> Count:
        quantity = self.found.mentions.quantities[count.quantity]
        return Count(
            what=count.what,
            min=quantity.min,
            max=quantity.max,
            approximate=quantity.approximate,
            unit=quantity.unit,
            span=self.analysis.span(quantity.first, quantity.last),
        )

    def _parties(self, phrases: tuple[Phrase, ...]) -> tuple[Party, ...]:
        """Make the sides; one actor named twice in a side is one party with both spans."""
        found: dict[str, Party] = {}
        for number, phrase in enumerate(phrases):
            made = self._party(phrase)
            name = made.id or f"?{number}"
            known = found.get(name)
            found[name] = made if known is None else Party(id=made.id, spans=(*known.spans, *made.spans))
        return tuple(found.values())

    def _party(self, phrase: Phrase) -> Party:
        draft, phrase = self.book.side(phrase)
        return party(None if draft is None else self.ids[id(draft)], phrase, self.analysis)

    def _spans(self, tokens: tuple[int, ...]) -> tuple[Span, ...]:
        return merge_tokens(tokens, self.analysis.starts, self.analysis.ends)


def _statement_id(index: int | None) -> str | None:
    return None if index is None else f"s{index + 1}"
