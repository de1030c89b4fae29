"""What a record gives to the tables of the ledger: its quotes, its spans and its sides, as they are stored."""

from __future__ import annotations

import hashlib
from typing import Any, Literal, NamedTuple

import msgspec

from dateline.model.article import Article, Span, Spans
from dateline.model.errors import ArticleError
from dateline.model.record import Issue, Party, Producer, Record

Value = str | int | float | None
_LARGEST = 2**63 - 1


class ActorRow(NamedTuple):
    """The row that an actor of the record has got, and what is repeated of it in the rows of sides."""

    article_actor: int
    actor: int
    country: str | None
    affiliation: str | None


class PlaceRow(NamedTuple):
    """The row that a place of the record has got."""

    article_place: int
    place: int
    country: str | None


class Offer(NamedTuple):
    """An article as a source offered it, before it was read: what tells two offers of one article apart."""

    has_no_ref: bool
    digest: str

    @property
    def mark(self) -> str:
        """As it is kept in the ledger."""
        return f"{int(self.has_no_ref)}{self.digest}"


def offer_of(article: Article, issues: tuple[Issue, ...] = ()) -> Offer:
    """Give the mark of an offered article; of several offers of one article, the least mark is kept in any order."""
    bare = msgspec.structs.replace(article, text="", place=None)
    digest = hashlib.sha256(encode((bare, issues)).encode()).hexdigest()
    return Offer(article.ref is None, digest)


def encode(value: Any) -> str:
    """Write a value of the record as JSON; raises ArticleError for what JSON or SQLite cannot hold."""
    if value == ():
        return "[]"
    try:
        return msgspec.json.encode(value).decode("utf-8")
    except (UnicodeEncodeError, OverflowError) as error:
        raise ArticleError(f"the article cannot be kept: its text holds what is no character ({error})") from error


def encode_spans(spans: Spans | Span | None) -> str:
    """Write spans as they are stored: `[[0,4],[9,12]]`."""
    if spans is None:
        return "[]"
    if isinstance(spans, Span):
        return f"[[{spans.start},{spans.end}]]"
    if len(spans) == 1:
        return f"[[{spans[0].start},{spans[0].end}]]"
    return "[" + ",".join([f"[{start},{end}]" for start, end in spans]) + "]"


def words_of(text: str, spans: Spans) -> str:
    """Give the words under the spans as they are stored and shown, several joined by " … "."""
    if len(spans) == 1:
        return text[spans[0].start : spans[0].end]
    return " … ".join([text[start:end] for start, end in spans])


def storable(number: float | int | None) -> float | int | None:
    """Give a number that SQLite can hold; beyond 64 bits it becomes a float."""
    if isinstance(number, int) and not isinstance(number, bool) and abs(number) > _LARGEST:
        return float(number)
    return number


def article_values(record: Record, producer: int, offer: str) -> tuple[Value, ...]:
    """Give the row of the article."""
    article = record.article
    place = next((place.name for place in record.places if place.id == article.place), None)
    return (
        article.id, article.ref, article.url, article.outlet, article.title, encode(article.byline), article.credit,
        place, article.published, article.published_from, article.language, article.text_sha256, article.text,
        producer, offer,
    )  # fmt: skip


def notice_values(article: Article) -> str:
    """Give the notices of an article as they are stored: `[["correction",[120,180]]]`."""
    return encode([(notice.kind, notice.span) for notice in article.notices])


def producer_values(producer: Producer) -> tuple[str, str, str]:
    """Give the row of the producer."""
    return producer.dateline, producer.model, producer.knowledge


def statement_values(record: Record, article: int) -> list[tuple[Value, ...]]:
    """Give the rows of the statements, in the order of the record."""
    text = record.article.text
    keys = {statement.id: statement.key for statement in record.statements}
    return [
        (
            article, position, s.key, s.id, s.form, s.act,
            None if s.venue is None else s.venue.name, encode_spans(() if s.venue is None else s.venue.spans),
            words_of(text, s.content), encode_spans(s.content), words_of(text, s.cue), encode_spans(s.cue),
            keys.get(s.replies_to or ""), keys.get(s.within or ""),
        )
        for position, s in enumerate(record.statements)
    ]  # fmt: skip


def event_values(record: Record, article: int) -> list[tuple[Value, ...]]:
    """Give the rows of the events, in the order of the record."""
    text = record.article.text
    rows: list[tuple[Value, ...]] = []
    for position, e in enumerate(record.events):
        condition = None if e.condition is None else text[e.condition.start : e.condition.end]
        rows.append(
            (
                article, position, e.key, e.id, e.type, e.mode, encode(e.contexts),
                e.plover.type, e.plover.mode, encode(e.plover.aux), e.register, e.status,
                words_of(text, e.status_spans), encode_spans(e.status_spans), condition, encode_spans(e.condition),
                e.time.start, e.time.end, e.time.edtf, e.time.basis, e.time.id,
                words_of(text, e.trigger), encode_spans(e.trigger),
                text[e.sentence.start : e.sentence.end], encode_spans(e.sentence), e.confidence, e.rule,
                e.time.start or e.time.end or "~",
            )
        )  # fmt: skip
    return rows


def time_values(record: Record, article: int) -> list[tuple[Value, ...]]:
    """Give the rows of the time expressions."""
    text = record.article.text
    return [
        (
            article, t.id, t.edtf, t.start, t.end, t.basis, int(t.approximate), t.timex, t.value,
            encode_spans(t.span), text[t.span.start : t.span.end],
        )
        for t in record.times
    ]  # fmt: skip


def issue_values(record: Record, article: int) -> list[tuple[Value, ...]]:
    """Give the rows of the issues of a kept article."""
    text = record.article.text
    return [
        (
            article, record.article.id, position, issue.kind, issue.message, encode_spans(issue.span),
            "" if issue.span is None else text[issue.span.start : issue.span.end],
        )
        for position, issue in enumerate(record.issues)
    ]  # fmt: skip


Side = Literal["speaker", "addressee", "actor", "recipient", "participant"]


def side_values(
    text: str, owner: int, side: Side, parties: tuple[Party, ...], actors: dict[str, ActorRow]
) -> list[tuple[Value, ...]]:
    """Give the rows of one side of a statement or event; who is unresolved is kept by the words alone."""
    rows: list[tuple[Value, ...]] = []
    for position, party in enumerate(parties):
        actor = actors.get(party.id or "")
        known: tuple[Value, ...] = (None, None, None, None) if actor is None else actor
        rows.append((owner, side, position, encode_spans(party.spans), words_of(text, party.spans), *known))
    return rows
