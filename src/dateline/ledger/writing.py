"""Writing one record into the tables, and taking one out again; always within the caller's transaction."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

import msgspec

from dateline.ledger.connection import Connection
from dateline.ledger.names import actor_key, fold_name, place_key
from dateline.ledger.rows import (
    ActorRow,
    PlaceRow,
    Value,
    article_values,
    encode,
    encode_spans,
    event_values,
    issue_values,
    notice_values,
    producer_values,
    side_values,
    statement_values,
    storable,
    time_values,
    words_of,
)
from dateline.ledger.totals import Tally, count_article
from dateline.model.record import Actor, Event, Issue, Place, Producer, Record

COLUMNS: dict[str, str] = {
    "articles": "article_id ref url outlet title byline credit dateline_place published published_from language "
    "text_sha256 text producer offer first_run source_issues notices",
    "records": "article record",
    "article_actors": "article local_id actor affiliation sectors roles wikidata resolved_by candidates mentions "
    "spans words",
    "article_places": "article local_id place candidates reason mentions spans words",
    "times": "article local_id edtf start_date end_date basis approximate timex value spans words",
    "statements": "article position key local_id form act venue venue_spans content content_spans cue cue_spans "
    "replies_to within",
    "statement_actors": "statement side position spans words article_actor actor country affiliation",
    "events": "article position key local_id type mode contexts plover_type plover_mode plover_aux register status "
    "status_words status_spans condition_words condition_spans start_date end_date edtf time_basis time_id trigger "
    "trigger_spans sentence sentence_spans confidence rule day",
    "event_actors": "event side position spans words article_actor actor country affiliation",
    "event_places": "event position basis spans words article_place place country",
    "event_counts": "event position what min max approximate unit spans words",
    "event_statements": "event role position statement",
    "issues": "article article_id position kind message spans words",
}


def _insert_into(table: str) -> str:
    columns = COLUMNS[table].split()
    names = ", ".join(f'"{column}"' for column in columns)
    return f"INSERT INTO {table} ({names}) VALUES ({', '.join('?' * len(columns))})"


_INSERT: dict[str, str] = {table: _insert_into(table) for table in COLUMNS}
_KEEP_ACTOR = "INSERT INTO actors (key, name, kind, country, folded) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING"
_KEEP_PLACE = (
    "INSERT INTO places (key, name, kind, country, admin1, lat, lon, geonames, folded) "
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING"
)


KeepWords = Callable[[Connection, str, Sequence[tuple[int, Sequence[str]]]], None]
"""Keeps words for searching: of a table of searches, rows by their numbers and texts."""


class RecordWriter:
    """Writes one record into the tables of an open ledger."""

    def __init__(self, connection: Connection, record: Record, keep_words: KeepWords) -> None:
        self._connection = connection
        self._keep_words = keep_words
        self._record = record
        self._text = record.article.text
        self._actors: dict[str, ActorRow] = {}
        self._places: dict[str, PlaceRow] = {}
        self._statements: dict[str, int] = {}
        self._tally = Tally()
        self._words: dict[str, list[tuple[int, Sequence[str]]]] = {}

    def write(self, offer: str, first_run: int | None, source_issues: tuple[Issue, ...]) -> None:
        """Insert the article and all that hangs on it."""
        record = self._record
        whole = encode(record)
        producer = keep_producer(self._connection, record.producer)
        row = (
            *article_values(record, producer, offer),
            first_run,
            encode(source_issues),
            notice_values(record.article),
        )
        article = int(self._connection.execute(f"{_INSERT['articles']} RETURNING id", row).fetchone()[0])
        self._insert_all("records", [(article, whole)])
        self._write_actors(article)
        self._write_places(article)
        self._insert_all("times", time_values(record, article))
        self._write_statements(article)
        self._write_events(article)
        self._insert_all("issues", issue_values(record, article))
        self._tally.add(self._connection)
        # Last of all: an article that cannot be kept leaves no words behind.
        self._keep_words(self._connection, "article_search", [(article, (record.article.title or "", self._text))])
        for search, words in self._words.items():
            self._keep_words(self._connection, search, words)

    def _insert_all(self, table: str, rows: Iterable[tuple[Value, ...]]) -> None:
        self._connection.executemany(_INSERT[table], rows)

    def _rows_of(self, table: str, name: str, article: int) -> dict[Any, int]:
        """Give the numbers of the rows of an article by one of their columns: one question for many rows."""
        return dict(
            self._connection.execute(f"SELECT {name}, id FROM {table} WHERE article = ?", (article,)).fetchall()
        )

    def _write_actors(self, article: int) -> None:
        actors = [(actor, actor_key(actor)) for actor in self._record.actors]
        common = _rows_by_key(self._connection, "actors", [key for _, key in actors])
        new = [
            (key, actor.name, actor.kind, actor.country, fold_name(actor.name))
            for actor, key in actors
            if key not in common
        ]
        if new:
            self._connection.executemany(_KEEP_ACTOR, new)
            common |= _rows_by_key(self._connection, "actors", [row[0] for row in new])
        self._insert_all("article_actors", [self._actor_values(actor, article, common[key]) for actor, key in actors])
        rows = self._rows_of("article_actors", "local_id", article)
        for actor, key in actors:
            self._actors[actor.id] = ActorRow(rows[actor.id], common[key], actor.country, actor.affiliation)

    def _actor_values(self, actor: Actor, article: int, common: int) -> tuple[Value, ...]:
        spans = tuple([mention.span for mention in actor.mentions])
        sectors = encode(actor.sectors)
        self._tally.meet_actor(common, len(spans), sectors, actor.affiliation)
        return (
            article, actor.id, common, actor.affiliation, sectors, encode(actor.roles),
            actor.wikidata, actor.resolved_by, encode(actor.candidates), len(spans), encode_spans(spans),
            words_of(self._text, spans[:1]),
        )  # fmt: skip

    def _write_places(self, article: int) -> None:
        places = [(place, place_key(place)) for place in self._record.places]
        common = _rows_by_key(self._connection, "places", [key for _, key in places])
        new = [
            (
                key, place.name, place.kind, place.country, place.admin1, place.lat, place.lon, place.geonames,
                fold_name(place.name),
            )
            for place, key in places
            if key not in common
        ]  # fmt: skip
        if new:
            self._connection.executemany(_KEEP_PLACE, new)
            common |= _rows_by_key(self._connection, "places", [str(row[0]) for row in new])
        self._insert_all("article_places", [self._of_place(place, article, common[key]) for place, key in places])
        rows = self._rows_of("article_places", "local_id", article)
        for place, key in places:
            self._places[place.id] = PlaceRow(rows[place.id], common[key], place.country)

    def _of_place(self, place: Place, article: int, common: int) -> tuple[Value, ...]:
        self._tally.meet_place(common, len(place.spans))
        return (
            article, place.id, common, encode(place.candidates), place.reason, len(place.spans),
            encode_spans(place.spans), words_of(self._text, place.spans[:1]),
        )  # fmt: skip

    def _write_statements(self, article: int) -> None:
        sides: list[tuple[Value, ...]] = []
        rows = self._insert_listed("statements", "content", statement_values(self._record, article), article)
        for position, statement in enumerate(self._record.statements):
            row = self._statements[statement.id] = rows[position]
            speakers = side_values(self._text, row, "speaker", (statement.speaker,), self._actors)
            self._tally.take_part("statements", _known(speakers))
            sides += speakers
            addressees = () if statement.addressee is None else (statement.addressee,)
            sides += side_values(self._text, row, "addressee", addressees, self._actors)
        self._insert_all("statement_actors", sides)

    def _insert_listed(
        self, table: str, searched: str, values: list[tuple[Value, ...]], article: int
    ) -> dict[Any, int]:
        """Insert statements or events with the words they are found by; give their rows by their positions."""
        self._insert_all(table, values)
        rows = self._rows_of(table, "position", article)
        columns = COLUMNS[table].split()
        text, position = columns.index(searched), columns.index("position")
        self._words[f"{table[:-1]}_search"] = [(rows[row[position]], (str(row[text]),)) for row in values]
        return rows

    def _write_events(self, article: int) -> None:
        sides: list[tuple[Value, ...]] = []
        places: list[tuple[Value, ...]] = []
        counts: list[tuple[Value, ...]] = []
        voices: list[tuple[Value, ...]] = []
        rows = self._insert_listed("events", "sentence", event_values(self._record, article), article)
        for position, event in enumerate(self._record.events):
            row = rows[position]
            parts = side_values(self._text, row, "actor", event.actors, self._actors)
            parts += side_values(self._text, row, "recipient", event.recipients, self._actors)
            parts += side_values(self._text, row, "participant", event.participants, self._actors)
            lies = self._place_values(event, row)
            self._tally.take_part("events", _known(parts))
            self._tally.lie_at(_known(lies))
            sides += parts
            places += lies
            counts += self._count_values(event, row)
            voices += self._voice_values(event, row)
        self._insert_all("event_actors", sides)
        self._insert_all("event_places", places)
        self._insert_all("event_counts", counts)
        self._insert_all("event_statements", voices)

    def _place_values(self, event: Event, row: int) -> list[tuple[Value, ...]]:
        values: list[tuple[Value, ...]] = []
        for position, where in enumerate(event.places):
            place = self._places.get(where.id)
            known: tuple[Value, ...] = (None, None, None) if place is None else place
            words = words_of(self._text, where.spans)
            values.append((row, position, where.basis, encode_spans(where.spans), words, *known))
        return values

    def _count_values(self, event: Event, row: int) -> list[tuple[Value, ...]]:
        return [
            (
                row, position, c.what, storable(c.min), storable(c.max), int(c.approximate), c.unit,
                encode_spans(c.span), self._text[c.span.start : c.span.end],
            )
            for position, c in enumerate(event.counts)
        ]  # fmt: skip

    def _voice_values(self, event: Event, row: int) -> list[tuple[Value, ...]]:
        return [
            (row, role, position, self._statements[statement])
            for role, ids in (("said_by", event.said_by), ("denied_by", event.denied_by))
            for position, statement in enumerate(ids)
            if statement in self._statements
        ]


def keep_producer(connection: Connection, producer: Producer) -> int:
    """Give the row of a producer, made when it is new."""
    values = producer_values(producer)
    find = "SELECT id FROM producers WHERE dateline = ? AND model = ? AND knowledge = ?"
    row = connection.execute(find, values).fetchone()
    if row is None:
        keep = "INSERT INTO producers (dateline, model, knowledge) VALUES (?, ?, ?)"
        connection.execute(keep, values)
        row = connection.execute(find, values).fetchone()
    return int(row[0])


def remove_article(connection: Connection, article_id: str) -> None:
    """Take an article out with all that hangs on it; actors and places that no other article names go too."""
    find = "SELECT id, superseded_by FROM articles WHERE article_id = ?"
    found = connection.execute(find, (article_id,)).fetchone()
    if found is None:
        return
    row = found[:1]
    if found[1] is None:
        count_article(connection, row[0], -1)
    actors = connection.execute("SELECT DISTINCT actor FROM article_actors WHERE article = ?", row).fetchall()
    places = connection.execute("SELECT DISTINCT place FROM article_places WHERE article = ?", row).fetchall()
    connection.execute("DELETE FROM articles WHERE id = ?", row)
    unused = "DELETE FROM {0}s WHERE id = ? AND NOT EXISTS (SELECT 1 FROM article_{0}s x WHERE x.{0} = {0}s.id)"
    connection.executemany(unused.format("actor"), actors)
    connection.executemany(unused.format("place"), places)


def _known(rows: Iterable[tuple[Value, ...]]) -> set[Any]:
    """Give the common rows of the actors, or places, that rows of sides, or of places, name."""
    return {row[6] for row in rows}


def _rows_by_key(connection: Connection, table: str, keys: Sequence[str]) -> dict[str, int]:
    if not keys:
        return {}
    marks = ", ".join("?" * len(keys))
    return dict(connection.execute(f"SELECT key, id FROM {table} WHERE key IN ({marks})", keys).fetchall())


def decode_record(data: str) -> Record:
    """Read a kept record back."""
    return msgspec.json.decode(data.encode("utf-8"), type=Record)
