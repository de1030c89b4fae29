"""Fills the lines of lists from the tables, some hundreds at a time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import msgspec

from dateline.ledger import Store
from dateline.merging.types import DEFAULT_POLICY, Policy
from dateline.model.article import Span, Spans
from dateline.views.found_words import find_words
from dateline.views.joined import load_joined_rows
from dateline.views.rows import (
    ArticleRow,
    CountRow,
    EventRow,
    JoinedRow,
    NoticeRow,
    SideRow,
    SiteRow,
    StatementRow,
    VoiceRow,
    Words,
)
from dateline.views.shared import (
    ReadSpans,
    list_numbers,
    load_people,
    load_sides,
    load_sites,
    load_sources,
    make_sides,
    plover_of,
    read_spans,
    strings_of,
)

_NOBODY, _UNTOLD = (SideRow(),), (None,)
_NOTHING: tuple[None, Spans] = (None, ())
_NOTICES = msgspec.json.Decoder(tuple[tuple[str, Span], ...])
_BYLINE = msgspec.json.Decoder(tuple[str, ...])


def _words(words: str | None, spans: str, read: ReadSpans) -> Words | None:
    return None if words is None else Words(words=words, spans=read(spans))


def _load_counts(store: Store, numbers: str, read: ReadSpans) -> dict[int, list[CountRow]]:
    counts: dict[int, list[CountRow]] = {}
    sql = (
        "SELECT event, what, min, max, approximate, unit, words, spans FROM event_counts "
        f"WHERE event IN ({numbers}) ORDER BY event, position"
    )
    for event, what, least, most, approximate, unit, words, spans in store.query(sql):
        count = CountRow(
            what=what, min=least, max=most, approximate=bool(approximate), unit=unit, words=words,
            spans=read(spans),
        )  # fmt: skip
        counts.setdefault(event, []).append(count)
    return counts


@dataclass(frozen=True, slots=True)
class _Parts:
    """What lines of events hold several of, by the number of the event; sides and voices by their kind too."""

    sides: dict[tuple[int, str], list[SideRow]]
    sites: dict[int, list[SiteRow]]
    counts: dict[int, list[CountRow]]
    voices: dict[tuple[int, str], list[VoiceRow]]
    joined: dict[int, JoinedRow]


def _load_parts(store: Store, numbers: Sequence[int], policy: Policy, read: ReadSpans) -> _Parts:
    listed = list_numbers(numbers)
    links = store.query(
        "SELECT v.event, v.role, v.statement, s.key FROM event_statements v JOIN statements s ON s.id = v.statement "
        f"WHERE v.event IN ({listed}) ORDER BY v.event, v.role, v.position"
    )
    told = list_numbers(sorted({link[2] for link in links}))
    own, their = load_sides(store, "event", listed), load_sides(store, "statement", told, "AND side = 'speaker'")
    people = load_people(store, [*own, *their])
    speakers = make_sides(their, people, read)
    voices: dict[tuple[int, str], list[VoiceRow]] = {}
    for event, role, statement, key in links:
        speaker = speakers.get((statement, "speaker"), _NOBODY)[0]
        voices.setdefault((event, role), []).append(VoiceRow(statement=key, speaker=speaker))
    return _Parts(
        make_sides(own, people, read), load_sites(store, listed, read), _load_counts(store, listed, read), voices,
        load_joined_rows(store, numbers, policy),
    )  # fmt: skip


def load_events(
    store: Store, numbers: Sequence[int], policy: Policy = DEFAULT_POLICY, read: ReadSpans = read_spans
) -> list[EventRow]:
    """Load the events of these row numbers, in this order; the policy picks of values that differ."""
    sql = (
        "SELECT e.id, e.key, e.type, e.mode, e.contexts, e.plover_type, e.plover_mode, e.plover_aux, e.register, "
        "e.status, e.status_words, e.status_spans, e.condition_words, e.condition_spans, e.start_date, e.end_date, "
        "e.edtf, e.time_basis, t.words, t.spans, e.trigger, e.trigger_spans, e.sentence, e.sentence_spans, "
        "e.confidence, e.rule, e.article FROM events e "
        "LEFT JOIN times t ON t.article = e.article AND t.local_id = e.time_id "
        f"WHERE e.id IN ({list_numbers(numbers)})"
    )
    # What one line is made of is of one moment, whoever writes meanwhile.
    with store.snapshot():
        its, found = _load_parts(store, numbers, policy, read), store.query(sql)
        sources = load_sources(store, [r[26] for r in found])
    rows: dict[int, EventRow] = {}
    for r in found:
        number = r[0]
        rows[number] = EventRow(
            key=r[1], type=r[2], mode=r[3], contexts=strings_of(r[4]), plover=plover_of(r[5], r[6], r[7]),
            register=r[8], status=r[9], status_words=Words(words=r[10], spans=read(r[11])),
            condition=_words(r[12], r[13], read), actors=tuple(its.sides.get((number, "actor"), ())),
            recipients=tuple(its.sides.get((number, "recipient"), ())),
            participants=tuple(its.sides.get((number, "participant"), ())), places=tuple(its.sites.get(number, ())),
            start=r[14], end=r[15], edtf=r[16], time_basis=r[17], time=_words(r[18], r[19], read),
            counts=tuple(its.counts.get(number, ())), said_by=tuple(its.voices.get((number, "said_by"), ())),
            denied_by=tuple(its.voices.get((number, "denied_by"), ())),
            trigger=Words(words=r[20], spans=read(r[21])),
            sentence=Words(words=r[22], spans=read(r[23])), confidence=r[24], rule=r[25],
            source=sources[r[26]], joined=its.joined.get(number),
        )  # fmt: skip
    return [rows[number] for number in numbers if number in rows]


def load_statements(store: Store, numbers: Sequence[int], read: ReadSpans = read_spans) -> list[StatementRow]:
    """Load the statements of these row numbers, in this order."""
    listed = list_numbers(numbers)
    claims: dict[int, list[str]] = {}
    sql = (
        "SELECT v.statement, e.key FROM event_statements v JOIN events e ON e.id = v.event "
        f"WHERE v.role = 'said_by' AND v.statement IN ({listed}) ORDER BY v.statement, e.position"
    )
    with store.snapshot():
        for statement, key in store.query(sql):
            claims.setdefault(statement, []).append(key)
        sql = (
            "SELECT id, key, form, act, venue, venue_spans, content, content_spans, cue, cue_spans, replies_to, "
            f"within, article FROM statements WHERE id IN ({listed})"
        )
        found, met = store.query(sql), load_sides(store, "statement", listed)
        sides = make_sides(met, load_people(store, met), read)
        sources = load_sources(store, [r[12] for r in found])
    rows: dict[int, StatementRow] = {}
    for r in found:
        number = r[0]
        rows[number] = StatementRow(
            key=r[1], form=r[2], act=r[3], speaker=sides.get((number, "speaker"), _NOBODY)[0],
            addressee=sides.get((number, "addressee"), _UNTOLD)[0], venue=_words(r[4], r[5], read),
            content=Words(words=r[6], spans=read(r[7])), cue=Words(words=r[8], spans=read(r[9])),
            replies_to=r[10], within=r[11], events=tuple(claims.get(number, ())), source=sources[r[12]],
        )  # fmt: skip
    return [rows[number] for number in numbers if number in rows]


def load_articles(store: Store, numbers: Sequence[int], search: str | None = None) -> list[ArticleRow]:
    """Load the articles of these row numbers, in this order; with a search, the words around what it found."""
    same = "FROM articles c WHERE c.text_sha256 = a.text_sha256"
    sql = (
        "SELECT a.id, a.article_id, a.ref, a.url, a.outlet, a.title, a.published, a.byline, a.credit, "
        "a.dateline_place, a.published_from, a.language, a.text_sha256, "
        "length(a.text), (SELECT count(*) FROM statements s WHERE s.article = a.id), "
        "(SELECT count(*) FROM events e WHERE e.article = a.id), "
        "(SELECT count(*) FROM issues i WHERE i.article = a.id), "
        f"a.superseded_by, (SELECT count(*) {same} AND c.superseded_by IS NULL), "
        "a.notices, CASE a.notices WHEN '[]' THEN '' ELSE a.text END "
        f"FROM articles a WHERE a.id IN ({list_numbers(numbers)})"
    )
    places: dict[int, tuple[Words, Spans]] = {} if search is None else find_words(store, search, numbers)
    rows = {
        r[0]: ArticleRow(
            article=r[1], ref=r[2], url=r[3], outlet=r[4], title=r[5], published=r[6], byline=_BYLINE.decode(r[7]),
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
