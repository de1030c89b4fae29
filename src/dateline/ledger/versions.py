"""Versions of one article: a new text at a known address takes the place of the old one, which is kept."""

from __future__ import annotations

from urllib.parse import urlsplit

import msgspec

from dateline.ledger.connection import Connection
from dateline.ledger.totals import count_article
from dateline.model.record import Event, Record, Statement

Superseded = list[tuple[str, str | None]]


def link_versions(connection: Connection, url: str | None) -> Superseded:
    """Let each article at an address point to the next version of it; give those whose successor changed.

    Versions follow each other by their day of publication, then by the run that brought them in, then by id: within
    one run the order in which articles come never matters.
    """
    if not is_address_of_one(url):
        return []
    rows = connection.execute(
        "SELECT article_id, superseded_by, id FROM articles WHERE url = ? "
        "ORDER BY coalesce(published, ''), coalesce(first_run, 0), article_id",
        (url,),
    ).fetchall()
    changed: Superseded = []
    for (article, kept, number), following in zip(rows, [row[0] for row in rows[1:]] + [None]):
        if kept != following:
            if (kept is None) != (following is None):
                count_article(connection, number, 1 if following is None else -1)
            connection.execute("UPDATE articles SET superseded_by = ? WHERE article_id = ?", (following, article))
            changed.append((article, following))
    return changed


def is_address_of_one(url: str | None) -> bool:
    """Tell the address of an article from that of a whole site ("https://example.org/"), where news come and go."""
    if not url:
        return False
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return bool(parts.path.strip("/") or parts.query)


def describe_changes(old: Record, new: Record) -> str | None:
    """Tell by their keys which statements and events another reading of one article gave, lost or changed, as JSON.

    None where nothing did. Of what changed the names of the fields are told.
    """
    changes = {
        name: told
        for name, before, after in (
            ("events", old.events, new.events),
            ("statements", old.statements, new.statements),
        )
        if (told := _compare({each.key: each for each in before}, {each.key: each for each in after}, old, new))
    }
    return msgspec.json.encode(changes).decode() if changes else None


Told = Event | Statement


def _compare(
    before: dict[str, Told], after: dict[str, Told], old: Record, new: Record
) -> dict[str, list[dict[str, object]]]:
    told: dict[str, list[dict[str, object]]] = {}
    gone = [{"key": key, **_summary(before[key])} for key in before if key not in after]
    come = [{"key": key, **_summary(after[key])} for key in after if key not in before]
    changed: list[dict[str, object]] = []
    for key, was in before.items():
        if key in after:
            fields = {}
            shown_was, shown_now = _show(was, old), _show(after[key], new)
            for name in shown_was:
                if shown_was[name] != shown_now[name]:
                    fields[name] = [shown_was[name], shown_now[name]]
            if fields:
                changed.append({"key": key, "fields": fields})
    for name, found in (("removed", gone), ("added", come), ("changed", changed)):
        if found:
            told[name] = found
    return told


def _summary(told: Told) -> dict[str, object]:
    """Say what it was without a word of the article."""
    if isinstance(told, Event):
        return {"type": told.type, "status": told.status, "spans": told.trigger}
    return {"act": told.act, "form": told.form, "spans": told.content or told.cue}


def _show(told: Told, record: Record) -> dict[str, object]:
    """Give the fields that are compared; parties by the names they resolve to, spans as numbers."""
    names = {actor.id: actor.name for actor in record.actors} | {place.id: place.name for place in record.places}
    keys = {statement.id: statement.key for statement in record.statements}

    def name(value: object) -> object:
        shown = msgspec.to_builtins(value)
        if isinstance(shown, list):
            return [_renamed(each) for each in shown]
        return _renamed(shown)

    def _renamed(shown: object) -> object:
        if isinstance(shown, dict) and "id" in shown:
            return {**shown, "id": names.get(str(shown["id"]), shown["id"])}
        return keys.get(shown, shown) if isinstance(shown, str) else shown

    return {field: name(getattr(told, field)) for field in told.__struct_fields__ if field not in ("id", "key")}
