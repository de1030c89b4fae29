"""What changed in a ledger since some moment: articles that came, were replaced or withdrawn, and what they now say."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Any, Literal, NamedTuple

import msgspec

from dateline.ledger import Store
from dateline.model.article import Spans
from dateline.model.errors import ConfigError
from dateline.views.columns import Column
from dateline.views.listing import Listing
from dateline.views.rows import Line
from dateline.views.unfolding import Unfolding

_FEW, _MANY = 200, 2_000
ChangeKind = Literal["added", "reread", "superseded", "current", "withdrawn", "readmitted"]
_ARTICLE_ACTIONS: dict[str, ChangeKind] = {
    "added": "added", "replaced": "reread", "superseded": "superseded", "current": "current", "withdrawn": "withdrawn",
    "readmitted": "readmitted",
}  # fmt: skip


class ChangeRow(Line, frozen=True, kw_only=True):
    """One thing that changed."""

    at: str | None = None
    """When the run began that changed it."""
    run: int | None = None
    what: Literal["article", "event", "statement", "joined"]
    change: str
    """Of an article: added reread superseded current withdrawn readmitted. Of what one article says: added removed
    changed. Of events over all reports (joined): changed merged split gone."""
    key: str
    """Id of the article, or key of the event or statement."""
    article: str | None = None
    """None: of events over all reports."""
    fields: tuple[str, ...] = ()
    """Of what changed: the names of its fields."""
    before: Any = None
    """The values of these fields as they were, by name."""
    after: Any = None
    type: str | None = None
    """Of an event its type, of a statement its act."""
    status: str | None = None
    spans: Spans = ()
    """Of what came or went: where its words stand in the article."""
    successor: str | None = None
    """Of a superseded article: the newer version. Of an event that was merged or split: where its reports went."""
    title: str | None = None
    outlet: str | None = None


def _plain(name: str) -> Column[ChangeRow]:
    return Column(name, lambda row: getattr(row, name))


def _as_json(value: Any) -> str | None:
    return None if value is None else msgspec.json.encode(value).decode()


CHANGE_COLUMNS: tuple[Column[ChangeRow], ...] = (
    *(_plain(name) for name in ("at", "run", "what", "change", "key", "type", "status")),
    Column("fields", lambda row: "; ".join(row.fields) or None),
    Column("before", lambda row: _as_json(row.before)),
    Column("after", lambda row: _as_json(row.after)),
    *(_plain(name) for name in ("successor", "article", "outlet", "title")),
)


def list_changes(store: Store, since: str) -> Listing[ChangeRow]:
    """List what changed since a moment, in the order in which it did.

    `since` is a day or moment (ISO 8601, `2026-11-23T08:00+01:00`; one without a zone is taken in that of each run);
    `run:7` is that run and what came after it, `last` the last run. An article that came and was read again since then
    is only `added`. Raises ConfigError for anything else.
    """
    with store.snapshot():
        first = _first_run(store, since)
        steps = _Steps(*(_last(store, table) for table in ("history", "joined_history")))
    rows = Unfolding(lambda: _find_all(store, first, steps))
    return Listing(rows, rows.load, CHANGE_COLUMNS)


class _Steps(NamedTuple):
    """How far the histories reached when they were asked for: later steps do not belong to the list."""

    articles: int
    joined: int


def _last(store: Store, table: str) -> int:
    return int(store.query(f"SELECT coalesce(max(id), 0) FROM {table}")[0][0])


def _find_all(store: Store, first_run: int, steps: _Steps) -> Iterator[ChangeRow]:
    yield from _find_changes(store, first_run, steps.articles)
    yield from _find_joined(store, first_run, steps.joined)


def _read_steps(store: Store, table: str, sql: str, first_run: int, last: int) -> Iterator[tuple[Any, ...]]:
    """Yield the steps of a history from a run on, some hundreds at a time; `sql` gives the number of each first."""
    after, number = -1, _FEW
    if first_run > 0:
        earliest = f"(SELECT min(h.id) FROM {table} h WHERE h.run = r.id)"
        ((begins,),) = store.query(f"SELECT min({earliest}) FROM runs r WHERE r.id >= ?", (first_run,))
        after = last if begins is None else begins - 1
    while True:
        rows = store.query(
            f"{sql} WHERE h.id > ? AND h.id <= ? AND coalesce(h.run, 0) >= ? ORDER BY h.id LIMIT ?",
            (after, last, first_run, number),
        )
        yield from rows
        if len(rows) < number:
            return
        after, number = rows[-1][0], _MANY


def _first_run(store: Store, since: str) -> int:
    last = _last(store, "runs")
    if since == "last":
        return last
    if since.startswith("run:") and since[4:].isdigit():
        return int(since[4:])
    try:
        moment = datetime.datetime.fromisoformat(since)
    except ValueError:
        words = "write a day (2026-11-23), a moment (2026-11-23T08:00), run:7 or last"
        raise ConfigError(f"{since!r} is no moment; {words}") from None
    for number, at in store.query("SELECT id, at FROM runs ORDER BY id"):
        if at is not None and _is_from(datetime.datetime.fromisoformat(at), moment):
            return int(number)
    return last + 1 if last else 0


def _is_from(at: datetime.datetime, moment: datetime.datetime) -> bool:
    if moment.tzinfo is None or at.tzinfo is None:
        return at.replace(tzinfo=None) >= moment.replace(tzinfo=None)
    return at >= moment


def _find_changes(store: Store, first_run: int, last: int) -> Iterator[ChangeRow]:
    sql = (
        "SELECT h.id, h.run, r.at, h.article_id, h.action, h.changes, a.title, a.outlet FROM history h "
        "LEFT JOIN runs r ON r.id = h.run LEFT JOIN articles a ON a.article_id = h.article_id"
    )
    new: set[str] = set()
    for _, run, at, article, action, changes, title, outlet in _read_steps(store, "history", sql, first_run, last):
        told = {} if changes is None else msgspec.json.decode(changes)
        common = {"at": at, "run": run, "article": article, "title": title, "outlet": outlet}
        if action == "added":
            new.add(article)
        if action == "replaced" and (article in new or not told):
            continue
        if action == "current" and article in new:
            continue
        yield msgspec.convert(
            {
                **common, "what": "article", "change": _ARTICLE_ACTIONS.get(action, action), "key": article,
                "successor": told.get("by"),
            },
            ChangeRow,
        )  # fmt: skip
        if action == "replaced":
            yield from _inside(told, common)


def _inside(told: dict[str, Any], common: dict[str, Any]) -> Iterator[ChangeRow]:
    for plural, what in (("events", "event"), ("statements", "statement")):
        of_kind = told.get(plural, {})
        for change in ("removed", "added"):
            for each in of_kind.get(change, ()):
                values = {
                    **common, "what": what, "change": change, "key": each["key"], "spans": each.get("spans", ()),
                    "type": each.get("type") or each.get("act"), "status": each.get("status"),
                }  # fmt: skip
                yield msgspec.convert(values, ChangeRow)
        for each in of_kind.get("changed", ()):
            fields = each["fields"]
            values = {
                **common, "what": what, "change": "changed", "key": each["key"], "fields": tuple(fields),
                "before": {name: pair[0] for name, pair in fields.items()},
                "after": {name: pair[1] for name, pair in fields.items()},
            }  # fmt: skip
            yield msgspec.convert(values, ChangeRow)


def _find_joined(store: Store, first_run: int, last: int) -> Iterator[ChangeRow]:
    """Yield what became of events that many reports tell of: more reports, other values, merged, split, gone."""
    sql = (
        "SELECT h.id, h.run, r.at, h.key, h.action, h.into_key, h.changes, e.type, e.status FROM joined_history h "
        "LEFT JOIN runs r ON r.id = h.run LEFT JOIN events e ON e.key = h.key"
    )
    steps = _read_steps(store, "joined_history", sql, first_run, last)
    for _, run, at, key, action, into, changes, kind, status in steps:
        told = {} if changes is None else msgspec.json.decode(changes)
        fields = {name: told[name] for name in ("reports", "voices") if name in told} | told.get("fields", {})
        yield ChangeRow(
            at=at, run=run, what="joined", change=action, key=key, successor=into, fields=tuple(fields),
            before={name: pair[0] for name, pair in fields.items()} or None,
            after={name: pair[1] for name, pair in fields.items()} or None, type=kind, status=status,
        )  # fmt: skip
