"""Threads read from a ledger: those that are kept, or all of them found anew where none are kept yet."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import cast

import msgspec

from dateline.ledger import Store
from dateline.ledger.threads import COLUMNS, KeptThread
from dateline.merging.reports import Source, number_of
from dateline.merging.rethreading import STATE, UNKNOWN, VERSION
from dateline.merging.threads import find_threads, may_matter
from dateline.merging.told import Told, tell
from dateline.merging.types import Outcome


def are_kept(store: Store) -> bool:
    """Tell whether the ledger keeps its threads: one of an older version does so from its next joining on."""
    return store.query("SELECT value FROM merge_state WHERE name = ?", (STATE,)) == [(VERSION,)]


def find_last_day(store: Store) -> str | None:
    """Give the last day on which a current article was published."""
    sql = "SELECT published FROM articles WHERE superseded_by IS NULL AND published IS NOT NULL "
    rows = store.query(sql + "ORDER BY published DESC LIMIT 1")
    return str(rows[0][0]) if rows else None


def outcome_of(thread: KeptThread, last_day: str | None) -> Outcome:
    """Give what became of a thread as things stand: an open one is overdue when its day has passed."""
    late = thread.outcome == "open" and last_day is not None and thread.due < last_day
    return "overdue" if late else cast(Outcome, thread.outcome)


def read_threads(store: Store, numbers: Sequence[int]) -> dict[int, KeptThread]:
    """Read the threads that events of these numbers open."""
    asked = "IN (SELECT CAST(value AS INTEGER) FROM json_each(?))"
    rows = store.query(
        f"SELECT {COLUMNS} FROM threads WHERE joined {asked}", (msgspec.json.encode(list(numbers)).decode(),)
    )
    return {row[0]: KeptThread(*row) for row in rows}


def make_threads(store: Store) -> Iterator[KeptThread]:
    """Find all threads anew; what that takes grows with the ledger."""
    decode = msgspec.json.Decoder(Source).decode
    events: dict[str, list[Told]] = {}
    opened: dict[str, str] = {}
    joined = dict(store.query("SELECT r.number, j.key FROM joined_reports r JOIN joined j ON j.id = r.joined"))
    rejected = {row[0] for row in store.query("SELECT key FROM joined WHERE standing = 'rejected'")}
    for text, voice in store.query("SELECT source, voice FROM merge_sources ORDER BY article_id"):
        for told in tell(decode(text.encode()), voice):
            event = joined.get(told.report.number)
            if event is not None and event not in rejected and may_matter(told.report):
                events.setdefault(event, []).append(told)
                opened[told.report.key] = told.source.published or UNKNOWN
    for thread in find_threads(events, None):
        yield KeptThread(
            joined=number_of(thread.opens), number=number_of(thread.report), opens=thread.opens, opening=thread.report,
            ending=thread.by, kind=thread.kind, outcome=thread.outcome, opened=opened[thread.report],
            due=thread.due or UNKNOWN, score=None, reasons=msgspec.json.encode(thread.reasons).decode(), seen=0,
            day=None, horizon=None, marks=b"",
        )  # fmt: skip
