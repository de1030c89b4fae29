"""Why a value is what it is: the words behind every field of an event or statement, the rule, the candidates."""

from __future__ import annotations

import msgspec

from dateline.ledger import Store
from dateline.model.errors import LedgerError
from dateline.model.record import Record
from dateline.views.context import Reason, Why
from dateline.views.joined import NO_COUNTS, Dossier, load_dossier
from dateline.views.reasons import ReasonBook

KEY_LETTERS = 6
"""How much of a key, after the colon, must be given."""
_TABLES = {"event": "events", "statement": "statements"}


def explain(store: Store, key: str, field: str | None = None) -> Why:
    """Give the evidence of an event or statement by its key, or the unambiguous beginning of one.

    `field` narrows it to one field ("place" and "places" are the same). Raises LedgerError for a key that is not
    there or fits several, and for a field that the event or statement does not have.
    """
    with store.snapshot():
        whole, kind, article = find_key(store, key)
        record = store.record(article)
        dossier = load_dossier(store, whole) if kind == "event" else None
    assert record is not None
    book = ReasonBook(record)
    reasons = book.event_reasons(whole) if kind == "event" else book.statement_reasons(whole)
    summary = " ".join((book.event(whole).type, book.event(whole).status)) if kind == "event" else "statement"
    joined = None if dossier is None else _narrow(dossier, field)
    return Why(
        key=whole,
        kind=kind,
        summary=summary,
        article=record.article.id,
        outlet=record.article.outlet,
        published=record.article.published,
        title=_title_of(record),
        url=record.article.url,
        reasons=reasons if field is None else _choose(reasons, field, kind, joined),
        joined=joined,
    )


def _narrow(dossier: Dossier, field: str | None) -> Dossier | None:
    """Leave out what says nothing: a lone report, and fields that were not asked for."""
    decided = dossier.standing != "open" or any(each.decided for each in dossier.fields)
    if len(dossier.reports) < 2 and not decided and not dossier.history:
        return None
    if field is None:
        return dossier
    wanted = field.strip().lower().replace("-", "_")
    counts = wanted == "counts"
    fields = tuple(
        each
        for each in dossier.fields
        if wanted in (each.name, each.name.removesuffix("s"), f"{each.name}s")
        or (counts and each.name not in NO_COUNTS)
    )
    return msgspec.structs.replace(dossier, fields=fields, reports=())


def find_key(store: Store, key: str, of: str | None = None) -> tuple[str, str, str]:
    """Find (key, kind, article id) by a key or the beginning of one: "event:1f3a9c", "statement:77ab01", "1f3a9c"."""
    kind, colon, letters = key.strip().lower().rpartition(":")
    if colon and kind not in _TABLES:
        raise LedgerError(f"{key!r} is no id of an event or statement; they begin with event: or statement:")
    if len(letters) < KEY_LETTERS or not letters.isalnum():
        raise LedgerError(f"{key!r} is too short for an id; give at least {KEY_LETTERS} letters after the colon")
    found: list[tuple[str, str, str]] = []
    if of is not None and colon and kind != of:
        raise LedgerError(f"{key!r} is no id of an {of}")
    for each in [kind] if colon else [of] if of else list(_TABLES):
        sql = (
            f"SELECT x.key, a.article_id FROM {_TABLES[each]} x JOIN articles a ON a.id = x.article "
            "WHERE x.key >= ? AND x.key < ? ORDER BY x.key LIMIT 10"
        )
        start = f"{each}:{letters}"
        found += [(whole, each, article) for whole, article in store.query(sql, (start, start + "~"))]
    if not found:
        raise LedgerError(f"{store.path} holds no event or statement {key!r}; lists give the ids in their first column")
    if len(found) > 1:
        several = ", ".join(whole for whole, _, _ in found)
        raise LedgerError(f"{key!r} fits several ids: {several}; give more of it")
    return found[0]


def _title_of(record: Record) -> str | None:
    return record.article.title


def _choose(reasons: tuple[Reason, ...], field: str, kind: str, joined: Dossier | None) -> tuple[Reason, ...]:
    wanted = field.strip().lower().replace("-", "_")
    chosen = tuple(r for r in reasons if wanted in (r.field, r.field.removesuffix("s"), r.field + "s"))
    if not chosen and joined is not None and joined.fields:
        return ()
    if not chosen:
        known = ", ".join(dict.fromkeys(reason.field for reason in reasons))
        raise LedgerError(f"this {kind} has no field {field!r}; it has {known}")
    return chosen
