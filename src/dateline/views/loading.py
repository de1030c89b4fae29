"""Fills the lines of lists from the tables, some hundreds at a time."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec

from dateline.ledger import Store
from dateline.merging.types import DEFAULT_POLICY, Policy
from dateline.model.article import Span, Spans
from dateline.model.record import Plover
from dateline.views.found_words import find_words
from dateline.views.joined import load_joined_rows
from dateline.views.rows import (
    ArticleRow,
    CountRow,
    EventRow,
    NoticeRow,
    SideRow,
    SiteRow,
    SourceRow,
    StatementRow,
    VoiceRow,
    Words,
)

_SPANS = msgspec.json.Decoder(Spans)
_NOTHING: tuple[None, Spans] = (None, ())
_NOTICES = msgspec.json.Decoder(tuple[tuple[str, Span], ...])
_STRINGS = msgspec.json.Decoder(tuple[str, ...])
_SOURCE = "a.article_id, a.ref, a.url, a.outlet, a.title, a.published"
_SIDES = (
    "SELECT s.{owner}, s.side, x.key, x.name, x.kind, x.country, l.sectors, l.affiliation, s.words, s.spans "
    "FROM {owner}_actors s LEFT JOIN actors x ON x.id = s.actor "
    "LEFT JOIN article_actors l ON l.id = s.article_actor "
    "WHERE s.{owner} IN ({numbers}) ORDER BY s.{owner}, s.side, s.position"
)


def spans_of(data: str) -> Spans:
    """Read spans as they are stored."""
    return _SPANS.decode(data)


def _numbers(numbers: Sequence[int]) -> str:
    return ", ".join(str(number) for number in numbers)


def _strings(data: str | None) -> tuple[str, ...]:
    return () if data is None else _STRINGS.decode(data)


def _words(words: str | None, spans: str) -> Words | None:
    return None if words is None else Words(words=words, spans=spans_of(spans))


def _load_sides(store: Store, owner: str, numbers: Sequence[int]) -> dict[tuple[int, str], tuple[SideRow, ...]]:
    sides: dict[tuple[int, str], tuple[SideRow, ...]] = {}
    for row in store.query(_SIDES.format(owner=owner, numbers=_numbers(numbers))):
        side = SideRow(
            key=row[2], name=row[3], kind=row[4], country=row[5], sectors=_strings(row[6]), affiliation=row[7],
            words=row[8], spans=spans_of(row[9]),
        )  # fmt: skip
        sides[row[0], row[1]] = (*sides.get((row[0], row[1]), ()), side)
    return sides


def _load_sites(store: Store, numbers: Sequence[int]) -> dict[int, tuple[SiteRow, ...]]:
    sites: dict[int, tuple[SiteRow, ...]] = {}
    sql = (
        "SELECT s.event, x.key, x.name, x.kind, x.country, x.admin1, x.lat, x.lon, x.geonames, s.basis, s.words, "
        "s.spans FROM event_places s LEFT JOIN places x ON x.id = s.place "
        f"WHERE s.event IN ({_numbers(numbers)}) ORDER BY s.event, s.position"
    )
    for row in store.query(sql):
        site = SiteRow(
            key=row[1], name=row[2], kind=row[3], country=row[4], admin1=row[5], lat=row[6], lon=row[7],
            geonames=row[8], basis=row[9], words=row[10], spans=spans_of(row[11]),
        )  # fmt: skip
        sites[row[0]] = (*sites.get(row[0], ()), site)
    return sites


def _load_counts(store: Store, numbers: Sequence[int]) -> dict[int, tuple[CountRow, ...]]:
    counts: dict[int, tuple[CountRow, ...]] = {}
    sql = (
        "SELECT event, what, min, max, approximate, unit, words, spans FROM event_counts "
        f"WHERE event IN ({_numbers(numbers)}) ORDER BY event, position"
    )
    for row in store.query(sql):
        count = CountRow(
            what=row[1], min=row[2], max=row[3], approximate=bool(row[4]), unit=row[5], words=row[6],
            spans=spans_of(row[7]),
        )  # fmt: skip
        counts[row[0]] = (*counts.get(row[0], ()), count)
    return counts


def _load_voices(store: Store, numbers: Sequence[int]) -> dict[tuple[int, str], tuple[VoiceRow, ...]]:
    links = store.query(
        "SELECT v.event, v.role, v.statement, s.key FROM event_statements v JOIN statements s ON s.id = v.statement "
        f"WHERE v.event IN ({_numbers(numbers)}) ORDER BY v.event, v.role, v.position"
    )
    speakers = _load_sides(store, "statement", sorted({link[2] for link in links})) if links else {}
    voices: dict[tuple[int, str], tuple[VoiceRow, ...]] = {}
    for event, role, statement, key in links:
        speaker = speakers.get((statement, "speaker"), (SideRow(),))[0]
        voice = VoiceRow(statement=key, speaker=speaker)
        voices[event, role] = (*voices.get((event, role), ()), voice)
    return voices


def load_events(store: Store, numbers: Sequence[int], policy: Policy = DEFAULT_POLICY) -> list[EventRow]:
    """Load the events of these row numbers, in this order; the policy picks of values that differ."""
    sides = _load_sides(store, "event", numbers)
    sites, counts, voices = _load_sites(store, numbers), _load_counts(store, numbers), _load_voices(store, numbers)
    sql = (
        "SELECT e.id, e.key, e.type, e.mode, e.contexts, e.plover_type, e.plover_mode, e.plover_aux, e.register, "
        "e.status, e.status_words, e.status_spans, e.condition_words, e.condition_spans, e.start_date, e.end_date, "
        "e.edtf, e.time_basis, t.words, t.spans, e.trigger, e.trigger_spans, e.sentence, e.sentence_spans, "
        f"e.confidence, e.rule, {_SOURCE} FROM events e JOIN articles a ON a.id = e.article "
        "LEFT JOIN times t ON t.article = e.article AND t.local_id = e.time_id "
        f"WHERE e.id IN ({_numbers(numbers)})"
    )
    rows: dict[int, EventRow] = {}
    joined = load_joined_rows(store, numbers, policy)
    for r in store.query(sql):
        number = r[0]
        rows[number] = EventRow(
            key=r[1], type=r[2], mode=r[3], contexts=_strings(r[4]),
            plover=_plover(r[5:8]), register=r[8], status=r[9],
            status_words=Words(words=r[10], spans=spans_of(r[11])), condition=_words(r[12], r[13]),
            actors=sides.get((number, "actor"), ()), recipients=sides.get((number, "recipient"), ()),
            participants=sides.get((number, "participant"), ()), places=sites.get(number, ()),
            start=r[14], end=r[15], edtf=r[16], time_basis=r[17], time=_words(r[18], r[19]),
            counts=counts.get(number, ()), said_by=voices.get((number, "said_by"), ()),
            denied_by=voices.get((number, "denied_by"), ()), trigger=Words(words=r[20], spans=spans_of(r[21])),
            sentence=Words(words=r[22], spans=spans_of(r[23])), confidence=r[24], rule=r[25], source=_source(r[26:]),
            joined=joined.get(number),
        )  # fmt: skip
    return [rows[number] for number in numbers if number in rows]


def _plover(values: tuple[Any, ...]) -> Plover:
    return msgspec.convert({"type": values[0], "mode": values[1], "aux": _strings(values[2])}, Plover)


def _source(values: tuple[Any, ...]) -> SourceRow:
    article, ref, url, outlet, title, published = values
    return SourceRow(article=article, ref=ref, url=url, outlet=outlet, title=title, published=published)


def load_statements(store: Store, numbers: Sequence[int]) -> list[StatementRow]:
    """Load the statements of these row numbers, in this order."""
    sides = _load_sides(store, "statement", numbers)
    claims: dict[int, tuple[str, ...]] = {}
    sql = (
        "SELECT v.statement, e.key FROM event_statements v JOIN events e ON e.id = v.event "
        f"WHERE v.role = 'said_by' AND v.statement IN ({_numbers(numbers)}) ORDER BY v.statement, e.position"
    )
    for statement, key in store.query(sql):
        claims[statement] = (*claims.get(statement, ()), key)
    sql = (
        "SELECT s.id, s.key, s.form, s.act, s.venue, s.venue_spans, s.content, s.content_spans, s.cue, s.cue_spans, "
        f"s.replies_to, s.within, {_SOURCE} FROM statements s JOIN articles a ON a.id = s.article "
        f"WHERE s.id IN ({_numbers(numbers)})"
    )
    rows: dict[int, StatementRow] = {}
    for r in store.query(sql):
        speakers, addressees = sides.get((r[0], "speaker"), ()), sides.get((r[0], "addressee"), ())
        rows[r[0]] = StatementRow(
            key=r[1], form=r[2], act=r[3], speaker=speakers[0] if speakers else SideRow(),
            addressee=addressees[0] if addressees else None, venue=_words(r[4], r[5]),
            content=Words(words=r[6], spans=spans_of(r[7])), cue=Words(words=r[8], spans=spans_of(r[9])),
            replies_to=r[10], within=r[11], events=claims.get(r[0], ()), source=_source(r[12:]),
        )  # fmt: skip
    return [rows[number] for number in numbers if number in rows]


def load_articles(store: Store, numbers: Sequence[int], search: str | None = None) -> list[ArticleRow]:
    """Load the articles of these row numbers, in this order; with a search, the words around what it found."""
    same = "FROM articles c WHERE c.text_sha256 = a.text_sha256"
    sql = (
        f"SELECT a.id, {_SOURCE}, a.byline, a.credit, a.dateline_place, a.published_from, a.language, a.text_sha256, "
        "length(a.text), (SELECT count(*) FROM statements s WHERE s.article = a.id), "
        "(SELECT count(*) FROM events e WHERE e.article = a.id), "
        "(SELECT count(*) FROM issues i WHERE i.article = a.id), "
        f"a.superseded_by, (SELECT count(*) {same} AND c.superseded_by IS NULL), "
        "a.notices, CASE a.notices WHEN '[]' THEN '' ELSE a.text END "
        f"FROM articles a WHERE a.id IN ({_numbers(numbers)})"
    )
    places: dict[int, tuple[Words, Spans]] = {} if search is None else find_words(store, search, numbers)
    rows = {
        r[0]: ArticleRow(
            article=r[1], ref=r[2], url=r[3], outlet=r[4], title=r[5], published=r[6], byline=_strings(r[7]),
            credit=r[8], place=r[9], published_from=r[10], language=r[11], text_sha256=r[12], characters=r[13],
            statements=r[14], events=r[15], issues=r[16], superseded_by=r[17],
            copy_group=f"copies:{r[12][:20]}" if r[18] > 1 else None, copies=r[18],
            notices=_notices(r[19], r[20]), found=places.get(r[0], _NOTHING)[0], hits=places.get(r[0], _NOTHING)[1],
        )
        for r in store.query(sql)
    }  # fmt: skip
    return [rows[number] for number in numbers if number in rows]


def _notices(data: str, text: str) -> tuple[NoticeRow, ...]:
    return tuple(
        NoticeRow(kind=kind, words=text[span.start : span.end], spans=(span,)) for kind, span in _NOTICES.decode(data)
    )
