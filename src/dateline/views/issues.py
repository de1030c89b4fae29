"""The issues of a ledger: what could not be read or resolved, and why."""

from __future__ import annotations

from typing import Any, Unpack

import msgspec

from dateline.ledger import Store
from dateline.views.columns import ISSUE_COLUMNS
from dateline.views.conditions import Condition, Names, all_of, is_one_of, with_limit
from dateline.views.filters import IssueFilters, read_filters
from dateline.views.listing import Listing
from dateline.views.rows import IssueRow, SourceRow
from dateline.views.shared import read_spans

_ASKED = (
    "SELECT i.source, i.article_id, i.kind, i.message, i.words, i.spans, a.article_id, a.ref, a.url, "
    "a.outlet, a.title, a.published"
)
_ARTICLE = "id, article_id, ref, url, outlet, title, published"
_ORDER = "a.published, a.article_id, i.position, i.kind, i.message"
_STEPS = (400, 4_000)
"""So many articles are looked at, in order, before all issues are asked for."""
_Rows = list[tuple[Any, ...]]


def list_issues(store: Store, **filters: Unpack[IssueFilters]) -> Listing[IssueRow]:
    """List what could not be read or resolved: first the inputs of which nothing was kept, then by article."""
    wanted = read_filters("issues", filters)
    with store.snapshot():
        conditions = [is_one_of("i.kind", wanted.kind)] if wanted.kind else []
        found = [] if wanted.outlet else _of_inputs(store, all_of(conditions), wanted.limit)
        condition = all_of([*conditions, *Names(store).is_of_outlet(wanted.outlet)])
        found += _of_articles(store, condition, None if wanted.limit is None else wanted.limit - len(found))
    rows = [_read_issue(row) for row in found]
    return Listing(range(len(rows)), lambda some: [rows[number] for number in some], ISSUE_COLUMNS)


def _of_inputs(store: Store, condition: Condition, limit: int | None) -> _Rows:
    sql = (
        f"{_ASKED} FROM issues i LEFT JOIN articles a ON a.id = i.article WHERE i.article IS NULL "
        f"AND {condition.sql} ORDER BY i.source, i.position, i.kind, i.message"
    )
    return store.query(*with_limit(sql, condition.values, limit))


def _of_articles(store: Store, condition: Condition, limit: int | None) -> _Rows:
    """Give the issues of articles; where many articles have some, the first are found without asking for all."""
    asked = f" JOIN issues i ON i.article = a.id WHERE {condition.sql} ORDER BY {_ORDER}"
    for step in _STEPS if limit is not None else ():
        articles = f"SELECT {_ARTICLE} FROM articles ORDER BY published, article_id LIMIT {step}"
        found = store.query(*with_limit(f"{_ASKED} FROM ({articles}) AS a{asked}", condition.values, limit))
        if len(found) == limit:
            return found
        if len(found) * 20 < (limit or 0):
            break
    return store.query(*with_limit(f"{_ASKED} FROM articles a{asked}", condition.values, limit))


def _read_issue(row: tuple[Any, ...]) -> IssueRow:
    source = None if row[6] is None else msgspec.convert(dict(zip(SourceRow.__struct_fields__, row[6:])), SourceRow)
    about = "input" if source is None else "article"
    values = {
        "about": about, "input": row[0], "kind": row[2], "message": row[3], "words": row[4],
        "spans": read_spans(str(row[5])), "source": source,
    }  # fmt: skip
    return msgspec.convert(values, IssueRow)
