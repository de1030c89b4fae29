"""Events as reports of many outlets were joined into them: each field's values, who claims each, and the words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import msgspec

from dateline.ledger import Store
from dateline.merging.events import make_event
from dateline.merging.reports import Source
from dateline.merging.told import tell
from dateline.merging.types import DEFAULT_POLICY, POLICIES, JoinedEvent, Policy, Value
from dateline.model.article import Spans
from dateline.model.errors import ConfigError
from dateline.views.rows import JoinedRow, Line, SourceRow, Words
from dateline.views.shared import list_numbers

_ENTRY = msgspec.json.Decoder(JoinedEvent)
NO_COUNTS = frozenset(("status", "time", "place", "actors", "recipients", "participants"))
"""Fields of an event that are no counts."""
_SOURCE = msgspec.json.Decoder(Source)
_SPANS = msgspec.json.Decoder(Spans)


def policy_bit(policy: Policy) -> int:
    """Give the mark of the reports that speak for their event by a policy."""
    if policy not in POLICIES:
        raise ConfigError(f"there is no policy {policy!r}; there are {', '.join(POLICIES)}")
    return 1 << POLICIES.index(policy)


class ClaimRow(Line, frozen=True, kw_only=True):
    """Who gives a value, where, and by which words."""

    report: str
    claimed_by: str | None
    """None: the outlet's own voice."""
    voice: str
    words: Words
    source: SourceRow


class ValueRow(Line, frozen=True, kw_only=True):
    """One value of a field."""

    value: str
    polarity: Literal["asserted", "denied"]
    voices: int
    documents: int
    since: str | None
    until: str | None
    superseded_by: str | None
    claims: tuple[ClaimRow, ...]


class FieldRow(Line, frozen=True, kw_only=True):
    """One field of an event over all its reports."""

    name: str
    status: str
    chosen: str | None
    """The value that the policy picks, or that a person set."""
    decided: str | None
    """The value that a person set."""
    values: tuple[ValueRow, ...]


class ReportRow(Line, frozen=True, kw_only=True):
    """One report of the event, and why it is of it."""

    key: str
    to: str | None
    """The report that it is nearest to; None for the first."""
    score: float | None
    reasons: tuple[tuple[str, float], ...]
    decided: bool
    voice: str
    sentence: Words
    source: SourceRow


class Dossier(Line, frozen=True, kw_only=True):
    """All that the ledger holds of one event."""

    id: str
    standing: str
    policy: Policy
    documents: int
    voices: int
    chosen: str
    """Key of the report that speaks for the event."""
    fields: tuple[FieldRow, ...]
    reports: tuple[ReportRow, ...]
    history: tuple[tuple[str, str, str | None], ...] = ()
    """Ids that led elsewhere: (id, what happened to it, where it leads)."""


def load_joined(store: Store, number: int) -> JoinedEvent | None:
    """Load an event by its number, made anew where one report is all there is."""
    rows = store.query("SELECT entry FROM joined WHERE id = ?", (number,))
    if not rows:
        return None
    if rows[0][0] is not None:
        return _ENTRY.decode(rows[0][0].encode())
    (article,) = store.query("SELECT article_id FROM merge_reports WHERE number = ?", (number,))[0]
    source, voice = store.query("SELECT source, voice FROM merge_sources WHERE article_id = ?", (article,))[0]
    kept = _SOURCE.decode(source.encode())
    return make_event([told for told in tell(kept, voice) if told.report.number == number])


def find_joined(store: Store, report: str) -> int | None:
    """Find the number of the event that a report, by its key, is of; None before reports were joined."""
    sql = "SELECT r.joined FROM joined_reports r JOIN events e ON e.id = r.event WHERE e.key = ?"
    rows = store.query(sql, (report,))
    return int(rows[0][0]) if rows else None


def load_dossier(store: Store, report: str, policy: Policy = DEFAULT_POLICY) -> Dossier | None:
    """Load all that the ledger holds of the event that a report is of; None before reports were joined."""
    policy_bit(policy)
    number = find_joined(store, report)
    event = None if number is None else load_joined(store, number)
    if event is None:
        return None
    book = _Book(store, event)
    links = {link.report: link for link in event.links}
    reports = []
    for key in event.reports:
        link = links.get(key)
        reports.append(
            ReportRow(
                key=key, to=link.to if link else None, score=link.score if link else None,
                reasons=link.reasons if link else (), decided=bool(link and link.decided), voice=book.voice(key),
                sentence=book.sentence(key), source=book.source(key),
            )
        )  # fmt: skip
    fields = tuple(
        FieldRow(
            name=field.name, status=field.status, chosen=field.decided or field.chosen.get(policy),
            decided=field.decided, values=tuple(book.value(value) for value in field.values),
        )
        for field in event.fields
    )  # fmt: skip
    marks = ",".join("?" * len(event.reports))
    sql = (
        f"SELECT key, action, into_key FROM joined_history WHERE key IN ({marks}) OR into_key IN ({marks}) ORDER BY id"
    )
    history = store.query(sql, (*event.reports, *event.reports))
    return Dossier(
        id=event.id, standing=event.standing, policy=policy, documents=event.documents, voices=event.voices,
        chosen=event.chosen[policy], fields=fields, reports=tuple(reports), history=tuple(history),
    )  # fmt: skip


class _Book:
    """The words of the articles that the reports of one event stand in."""

    def __init__(self, store: Store, event: JoinedEvent) -> None:
        self._texts: dict[str, str] = {}
        self._sources: dict[str, SourceRow] = {}
        self._reports: dict[str, tuple[str, Words, str]] = {}
        for key in event.reports:
            sql = (
                "SELECT a.article_id, a.ref, a.url, a.outlet, a.title, a.published, a.text, e.sentence, "
                "e.sentence_spans, coalesce(m.voice, '') FROM events e JOIN articles a ON a.id = e.article "
                "LEFT JOIN merge_sources m ON m.article_id = a.article_id WHERE e.key = ?"
            )
            for row in store.query(sql, (key,)):
                self._texts[row[0]] = row[6]
                self._sources[row[0]] = SourceRow(
                    article=row[0], ref=row[1], url=row[2], outlet=row[3], title=row[4], published=row[5]
                )
                words = Words(words=row[7], spans=_SPANS.decode(row[8]))
                self._reports[key] = (row[0], words, row[9])

    def source(self, key: str) -> SourceRow:
        return self._sources[self._reports[key][0]]

    def sentence(self, key: str) -> Words:
        return self._reports[key][1]

    def voice(self, key: str) -> str:
        return self._reports[key][2]

    def value(self, value: Value) -> ValueRow:
        claims = tuple(
            ClaimRow(
                report=claim.report, claimed_by=claim.claimed_by, voice=claim.voice,
                words=Words(
                    words=" … ".join(self._texts[claim.article][start:end] for start, end in claim.spans),
                    spans=claim.spans,
                ),
                source=self._sources[claim.article],
            )
            for claim in value.claims
            if claim.article in self._texts
        )  # fmt: skip
        return ValueRow(
            value=value.value, polarity=value.polarity, voices=value.voices, documents=value.documents,
            since=value.since, until=value.until, superseded_by=value.superseded_by, claims=claims,
        )  # fmt: skip


class _Field(msgspec.Struct, frozen=True, gc=False):
    """What a line tells of a field."""

    name: str
    chosen: dict[Policy, str]
    decided: str | None = None


class _Fields(msgspec.Struct, frozen=True, gc=False):
    """Of an event that is kept the part that a line tells; all else is passed over."""

    fields: tuple[_Field, ...]


_FIELDS = msgspec.json.Decoder(_Fields)


def load_joined_rows(store: Store, numbers: Sequence[int], policy: Policy = DEFAULT_POLICY) -> dict[int, JoinedRow]:
    """Load, by the row number of each report, what there is to say in short of the event that it is of."""
    sql = (
        "SELECT r.event, j.id, j.key, j.reports, j.documents, j.voices, j.standing, j.entry "
        f"FROM joined_reports r JOIN joined j ON j.id = r.joined WHERE r.event IN ({list_numbers(numbers)})"
    )
    found = store.query(sql)
    fields: dict[int, list[tuple[str, str]]] = {}
    joined_numbers = list_numbers(sorted({row[1] for row in found}))
    sql = f"SELECT joined, name, status FROM joined_fields WHERE joined IN ({joined_numbers}) ORDER BY joined, name"
    for joined, name, status in store.query(sql):
        fields.setdefault(joined, []).append((name, status))
    rows: dict[int, JoinedRow] = {}
    made: dict[int, JoinedRow] = {}
    for event, joined, key, reports, documents, voices, standing, entry in found:
        if joined in made:
            rows[event] = made[joined]
            continue
        decided: tuple[tuple[str, str], ...] = ()
        values: tuple[tuple[str, str], ...] = ()
        if entry is not None:
            kept = _FIELDS.decode(entry).fields
            decided = tuple([(field.name, field.decided) for field in kept if field.decided is not None])
            values = tuple([(field.name, field.decided or field.chosen[policy]) for field in kept])
        rows[event] = made[joined] = JoinedRow(
            id=key, reports=reports, documents=documents, voices=voices, standing=standing,
            fields=tuple(fields.get(joined, ())), decided=decided, values=values if reports > 1 else (), policy=policy,
        )  # fmt: skip
    return rows
