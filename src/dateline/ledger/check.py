"""The health of a ledger: the file itself, what hangs in the air, and every span and column against the texts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import msgspec

from dateline.ledger.rows import Value, event_values, issue_values, statement_values, time_values
from dateline.ledger.store import Store
from dateline.ledger.totals import compare_totals
from dateline.ledger.versions import is_address_of_one
from dateline.ledger.writing import COLUMNS, decode_record
from dateline.model.article import article_id, text_sha256
from dateline.model.evidence import iter_spans
from dateline.model.record import Record

Values = Callable[[Record, int], list[tuple[Value, ...]]]
_ORPHANS = {
    "actors": "SELECT key FROM actors x WHERE NOT EXISTS (SELECT 1 FROM article_actors l WHERE l.actor = x.id) "
    "ORDER BY key",
    "places": "SELECT key FROM places x WHERE NOT EXISTS (SELECT 1 FROM article_places l WHERE l.place = x.id) "
    "ORDER BY key",
    "articles": "SELECT article_id FROM articles a WHERE NOT EXISTS (SELECT 1 FROM records r WHERE r.article = a.id) "
    "ORDER BY article_id",
}
_SEARCHES = {"article_search": "articles", "statement_search": "statements", "event_search": "events"}
_SIDES = {
    "statement_actors": "statements s ON s.id = x.statement WHERE s.article",
    "event_actors": "events e ON e.id = x.event WHERE e.article",
    "event_places": "events e ON e.id = x.event WHERE e.article",
    "event_counts": "events e ON e.id = x.event WHERE e.article",
    "event_statements": "events e ON e.id = x.event WHERE e.article",
}
_ROWS: tuple[tuple[str, str, Values], ...] = (
    ("statements", "position", statement_values),
    ("events", "position", event_values),
    ("times", "local_id", time_values),
    ("issues", "position", issue_values),
)


@dataclass(frozen=True, slots=True)
class Fault:
    """Something in a ledger that is not as it should be."""

    kind: str
    """file | reference | orphan | search | version | totals | article | span | columns."""
    where: str
    message: str


def find_quick_faults(store: Store) -> Iterator[Fault]:
    """Yield what a quick look shows: the file opens as a ledger, its newest rows hang together and can be read back.

    It takes some milliseconds however large the ledger is; `find_faults` looks at everything.
    """
    with store.snapshot():
        for search, table in _SEARCHES.items():
            newest = store.query(f"SELECT max(id) FROM {table}")[0][0]
            if newest is not None and not store.is_indexed(search, newest):
                yield Fault("search", search, f"does not hold the newest of {table}")
        newest_articles = store.query("SELECT id, article_id FROM articles ORDER BY id DESC LIMIT 3")
        oldest_articles = store.query("SELECT id, article_id FROM articles ORDER BY id LIMIT 2")
        yield from _find_article_faults(store, list(dict.fromkeys(newest_articles + oldest_articles)))


def find_faults(store: Store) -> Iterator[Fault]:
    """Yield what is wrong with a ledger; nothing for a good one."""
    with store.snapshot():
        damage = [Fault(*found) for found in store.find_damage()]
        yield from damage
        if any(fault.kind == "file" for fault in damage):
            return
        for table, sql in _ORPHANS.items():
            for (name,) in store.query(sql):
                what = "has no record" if table == "articles" else "is named by no article"
                yield Fault("orphan", name, what)
        for search, table in _SEARCHES.items():
            indexed, rows = store.count_indexed(search), store.query(f"SELECT count(*) FROM {table}")[0][0]
            if indexed != rows:
                yield Fault("search", search, f"holds {indexed} of {rows} {table}")
        yield from _find_version_faults(store)
        for table, sql in compare_totals():
            for row in store.query(sql):
                yield Fault("totals", f"{table} {row[0]}", "is not what counting all current articles gives")
        numbers = store.query("SELECT id, article_id FROM articles ORDER BY article_id")
        yield from _find_article_faults(store, numbers)


def _find_version_faults(store: Store) -> Iterator[Fault]:
    """Check that versions lead from one to the next at one URL, and that what was withdrawn is gone."""
    lost = (
        "SELECT a.article_id FROM articles a LEFT JOIN articles b ON b.article_id = a.superseded_by "
        "WHERE a.superseded_by IS NOT NULL AND (b.id IS NULL OR b.url != a.url OR b.id = a.id) "
        "ORDER BY a.article_id"
    )
    for (name,) in store.query(lost):
        yield Fault("version", name, "is superseded by no article at its URL")
    double = (
        "SELECT url, count(*) FROM articles WHERE superseded_by IS NULL AND url IS NOT NULL "
        "GROUP BY url HAVING count(*) > 1 ORDER BY url"
    )
    for url, count in store.query(double):
        if is_address_of_one(url):
            yield Fault("version", url, f"has {count} current versions")
    for (name,) in store.query("SELECT article_id FROM withdrawn JOIN articles USING (article_id) ORDER BY article_id"):
        yield Fault("version", name, "was withdrawn and is there all the same")


def _find_article_faults(store: Store, numbers: list[tuple[Any, ...]]) -> Iterator[Fault]:
    for number, name in numbers:
        text, data = store.query(
            "SELECT a.text, r.record FROM articles a LEFT JOIN records r ON r.article = a.id WHERE a.id = ?", (number,)
        )[0]
        if data is None:
            continue
        try:
            record = decode_record(data)
        except (msgspec.DecodeError, msgspec.ValidationError) as error:
            yield Fault("article", name, f"its record cannot be read: {error}")
            continue
        article = record.article
        given = (article.title, article.outlet, article.url, article.published)
        if text != article.text or text_sha256(text) != article.text_sha256:
            yield Fault("article", name, "its text is not the one that was read")
        if article.id != name or article_id(article.text, *given) != name:
            yield Fault("article", name, "its id is not that of what it holds")
        yield from _find_span_faults(record)
        yield from _find_row_faults(store, number, record)


def _find_span_faults(record: Record) -> Iterator[Fault]:
    length = len(record.article.text)
    for path, span in iter_spans(record):
        if not 0 <= span.start < span.end <= length:
            message = f"{path} is {span.start}-{span.end}, the text has {length} characters"
            yield Fault("span", record.article.id, message)


def _find_row_faults(store: Store, number: int, record: Record) -> Iterator[Fault]:
    """Compare the columns that lists are made from with the record they were made from."""
    for table, order, values in _ROWS:
        names = ", ".join(f'"{column}"' for column in COLUMNS[table].split())
        kept = store.query(f"SELECT {names} FROM {table} WHERE article = ? ORDER BY {order}", (number,))
        wanted = values(record, number)
        if sorted(kept, key=repr) != sorted(wanted, key=repr):
            yield Fault("columns", record.article.id, f"the rows of {table} are not those of its record")
    events = record.events
    counts = {
        "statement_actors": sum(2 if statement.addressee else 1 for statement in record.statements),
        "event_actors": sum(len(e.actors) + len(e.recipients) + len(e.participants) for e in events),
        "event_places": sum(len(e.places) for e in events),
        "event_counts": sum(len(e.counts) for e in events),
        "event_statements": sum(len(e.said_by) + len(e.denied_by) for e in events),
    }
    for table, count in counts.items():
        sql = f"SELECT count(*) FROM {table} x JOIN {_SIDES[table]} = ?"
        found = store.query(sql, (number,))[0][0]
        if found != count:
            yield Fault("columns", record.article.id, f"{table} holds {found} of its {count} rows")
