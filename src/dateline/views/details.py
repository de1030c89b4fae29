"""All that is shown of one event, statement, article, actor or register: rows put side by side, nothing new read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dateline.ledger import Store
from dateline.ledger.merges import MergeTables
from dateline.merging.deciding import list_decisions
from dateline.merging.types import DEFAULT_POLICY, Policy
from dateline.model.article import Span
from dateline.model.errors import LedgerError
from dateline.views.conditions import all_of, names_actor
from dateline.views.context import Reason
from dateline.views.entities import OFTEN, Entity, load_entity
from dateline.views.first import FAR, Walk, find_first
from dateline.views.joined import ClaimRow, Dossier, FieldRow, load_dossier
from dateline.views.loading import load_events, load_statements
from dateline.views.phrasing import tell_plainly
from dateline.views.rows import EventRow, Line, SourceRow, StatementRow, Words
from dateline.views.why import explain, find_key

_LOOKED_AT = 400
"""In how many of the latest articles of an actor it is looked for what others say of it."""


class Cell(Line, frozen=True, kw_only=True):
    """What one report says of one field."""

    report: str
    values: tuple[tuple[str, bool, ClaimRow], ...]
    """(value, is denied, who claims it and by which words)."""
    agrees: bool | None
    """With the value that was chosen of all reports; None where the report says nothing."""


class MatrixRow(Line, frozen=True, kw_only=True):
    """One field over all reports."""

    name: str
    status: str
    chosen: str | None
    decided: str | None
    cells: tuple[Cell, ...]


class DecisionRow(Line, frozen=True, kw_only=True):
    """What a person ruled."""

    id: int
    at: str | None
    by: str | None
    action: str
    target: str | None
    other: str | None
    field: str | None
    value: str | None
    note: str | None
    undone: bool
    orphaned: bool


class EventDetail(Line, frozen=True, kw_only=True):
    """One event: what is told of it, by whom, in which words, and what people ruled."""

    id: str
    sentence: str
    """In plain words, made from the fields."""
    event: EventRow
    """The report that speaks for the event."""
    reports: tuple[EventRow, ...]
    dossier: Dossier
    matrix: tuple[MatrixRow, ...]
    reasons: tuple[Reason, ...]
    claims: tuple[StatementRow, ...]
    """Statements in which it is claimed."""
    denials: tuple[StatementRow, ...]
    decisions: tuple[DecisionRow, ...]


class StatementDetail(Line, frozen=True, kw_only=True):
    """One statement with what it answers, what answers it, and what it claims."""

    statement: StatementRow
    reasons: tuple[Reason, ...]
    answered: StatementRow | None
    within: StatementRow | None
    replies: tuple[StatementRow, ...]
    nested: tuple[StatementRow, ...]
    events: tuple[EventRow, ...]
    """Events that are its speaker's claim or denial."""
    others: tuple[StatementRow, ...]
    """Other statements, of any article, that claim or deny the same events."""


class ActorDetail(Line, frozen=True, kw_only=True):
    """One actor: who it is said to be, and where to find what it did and said."""

    entity: Entity
    said_of: tuple[StatementRow, ...]
    """The latest statements of others whose words name it."""


def find_event(store: Store, key: str) -> tuple[str, str]:
    """Find an event by the key of any of its reports, or the beginning of one: its id, and the report's key.

    An id that was merged into another event leads there. Raises LedgerError where there is none.
    """
    try:
        whole = find_key(store, key, of="event")[0]
    except LedgerError:
        moved = store.query("SELECT into_key FROM joined_history WHERE key = ? ORDER BY id DESC LIMIT 1", (key,))
        if not moved or moved[0][0] is None or moved[0][0] == key:
            raise
        return find_event(store, moved[0][0])
    rows = store.query(
        "SELECT j.key FROM joined j JOIN joined_reports r ON r.joined = j.id JOIN events e ON e.id = r.event "
        "WHERE e.key = ?",
        (whole,),
    )
    return (rows[0][0] if rows else whole), whole


def load_event(store: Store, key: str, policy: Policy = DEFAULT_POLICY) -> EventDetail:
    """Load one event by the key of any of its reports; raises LedgerError where there is none."""
    with store.snapshot():
        id_, report = find_event(store, key)
        dossier = load_dossier(store, report, policy)
        if dossier is None:
            raise LedgerError(f"the reports of {store.path} are not joined yet; `dateline add` does it")
        rows = {row.key: row for row in load_events(store, _numbers_of(store, "events", dossier_keys(dossier)), policy)}
        reports = tuple(rows[each.key] for each in dossier.reports if each.key in rows)
        chosen = rows.get(dossier.chosen, reports[0])
        said = [voice.statement for row in reports for voice in row.said_by]
        denied = [voice.statement for row in reports for voice in row.denied_by]
        return EventDetail(
            id=id_, sentence=tell_plainly(chosen), event=chosen, reports=reports, dossier=dossier,
            matrix=tuple(_matrix_row(field, dossier) for field in dossier.fields),
            reasons=explain(store, chosen.key).reasons,
            claims=_load_statements(store, said), denials=_load_statements(store, denied),
            decisions=load_decisions(store, set(dossier_keys(dossier))),
        )  # fmt: skip


def dossier_keys(dossier: Dossier) -> list[str]:
    """Give the keys of the reports of an event."""
    return [report.key for report in dossier.reports]


def _numbers_of(store: Store, table: str, keys: Iterable[str]) -> list[int]:
    wanted = list(dict.fromkeys(keys))
    marks = ",".join("?" * len(wanted))
    found = dict(store.query(f"SELECT key, id FROM {table} WHERE key IN ({marks})", wanted))
    return [found[key] for key in wanted if key in found]


def _load_statements(store: Store, keys: Sequence[str]) -> tuple[StatementRow, ...]:
    numbers = _numbers_of(store, "statements", keys)
    return tuple(load_statements(store, numbers)) if numbers else ()


def _matrix_row(field: FieldRow, dossier: Dossier) -> MatrixRow:
    cells: list[Cell] = []
    for report in dossier.reports:
        told = tuple(
            (value.value, value.polarity == "denied", claim)
            for value in field.values
            for claim in value.claims
            if claim.report == report.key
        )
        agrees = any(value == field.chosen and not denied for value, denied, _ in told) if told else None
        cells.append(Cell(report=report.key, values=told, agrees=agrees))
    return MatrixRow(
        name=field.name, status=field.status, chosen=field.chosen, decided=field.decided, cells=tuple(cells)
    )


def load_decisions(store: Store, keys: set[str] | None = None) -> tuple[DecisionRow, ...]:
    """Load what people ruled, on some reports or on all, in its order."""
    store.open_for_reading()
    rows: list[DecisionRow] = []
    ours: set[int] = set()
    for ruled in list_decisions(MergeTables(store.reader)):
        d = ruled.decision
        if keys is not None and d.target not in keys and d.other not in keys and d.undoes not in ours:
            continue
        ours.add(d.id)
        rows.append(
            DecisionRow(
                id=d.id, at=d.at, by=d.by, action=d.action, target=d.target, other=d.other, field=d.field,
                value=d.value, note=d.note, undone=ruled.undone, orphaned=ruled.orphaned,
            )
        )  # fmt: skip
    return tuple(rows)


def load_statement(store: Store, key: str) -> StatementDetail:
    """Load one statement by its key or the beginning of it; raises LedgerError where there is none."""
    with store.snapshot():
        whole, _, article = find_key(store, key, of="statement")
        (row,) = _load_statements(store, [whole])
        local = dict(
            store.query(
                "SELECT s.local_id, s.key FROM statements s JOIN articles a ON a.id = s.article WHERE a.article_id = ?",
                (article,),
            )
        )
        mine = next(name for name, its in local.items() if its == whole)
        linked = (
            "SELECT s.key FROM statements s JOIN articles a ON a.id = s.article WHERE a.article_id = ? AND s.{} = ? "
            "ORDER BY s.position"
        )
        replies = [each[0] for each in store.query(linked.format("replies_to"), (article, mine))]
        nested = [each[0] for each in store.query(linked.format("within"), (article, mine))]
        number = _numbers_of(store, "statements", [whole])[0]
        events = [
            each[0]
            for each in store.query("SELECT event FROM event_statements WHERE statement = ? ORDER BY event", (number,))
        ]
        return StatementDetail(
            statement=row, reasons=explain(store, whole).reasons, answered=_one(store, row.replies_to),
            within=_one(store, row.within), replies=_load_statements(store, replies),
            nested=_load_statements(store, nested), events=tuple(load_events(store, events)) if events else (),
            others=_find_others(store, events, whole),
        )  # fmt: skip


def _one(store: Store, key: str | None) -> StatementRow | None:
    found = _load_statements(store, [key]) if key else ()
    return found[0] if found else None


def _find_others(store: Store, events: Sequence[int], but: str) -> tuple[StatementRow, ...]:
    if not events:
        return ()
    marks = ",".join(str(event) for event in events)
    rows = store.query(
        "SELECT DISTINCT s.key FROM joined_reports r JOIN joined_reports o ON o.joined = r.joined "
        "JOIN event_statements v ON v.event = o.event JOIN statements s ON s.id = v.statement "
        f"WHERE r.event IN ({marks}) AND s.key != ? ORDER BY s.key LIMIT 50",
        (but,),
    )
    return _load_statements(store, [row[0] for row in rows])


def load_actor(store: Store, key: str, limit: int = 20) -> ActorDetail:
    """Load one actor by its key or the beginning of it; raises LedgerError where there is none."""
    with store.snapshot():
        entity = load_entity(store, key)
        ((number,),) = store.query("SELECT id FROM actors WHERE key = ?", (entity.key,))
        latest = ",".join(str(article) for article in _find_latest(store, number, entity.articles))
        sql = (
            "SELECT s.id FROM article_actors l JOIN articles a ON a.id = l.article "
            "JOIN statements s ON s.article = l.article "
            "CROSS JOIN json_each(l.spans) m CROSS JOIN json_each(s.content_spans) c "
            f"WHERE l.article IN ({latest}) AND l.actor = ?1 AND a.superseded_by IS NULL "
            "AND json_extract(m.value, '$[0]') >= json_extract(c.value, '$[0]') "
            "AND json_extract(m.value, '$[1]') <= json_extract(c.value, '$[1]') "
            "AND NOT EXISTS (SELECT 1 FROM statement_actors p WHERE p.statement = s.id AND p.actor = l.actor "
            "AND p.side = 'speaker') GROUP BY s.id, a.published, a.article_id, s.position "
            "ORDER BY a.published DESC, a.article_id, s.position LIMIT ?2"
        )
        numbers = [row[0] for row in store.query(sql, (number, limit))]
        return ActorDetail(entity=entity, said_of=tuple(load_statements(store, numbers)) if numbers else ())


def _find_latest(store: Store, number: int, articles: int) -> list[int]:
    """Find the latest articles that name an actor; who is named often is met soon among the latest of all."""
    order = "a.published DESC, a.article_id"
    if articles > OFTEN:
        rows = "id, published, article_id FROM articles"
        walk = Walk(rows, "a", all_of([]), names_actor(number), order, most=FAR)
        found = find_first(store, walk, _LOOKED_AT)
        if found is not None:
            return found
    sql = (
        "SELECT a.id FROM articles a WHERE a.id IN (SELECT l.article FROM article_actors l WHERE l.actor = ?) "
        f"ORDER BY {order} LIMIT ?"
    )
    return [row[0] for row in store.query(sql, (number, _LOOKED_AT))]


class Target(Line, frozen=True, kw_only=True):
    """Evidence as W3C Web Annotation selects it: by position, by quote, and the hash of the text."""

    source: SourceRow
    words: Words
    span: Span
    prefix: str
    suffix: str
    text_sha256: str
