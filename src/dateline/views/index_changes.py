"""What changed in a ledger since its columns were made: articles, and the events that are joined otherwise now.

Articles are told by the history. Which events joining made again is told by its history where another report, voice or
field came of it; what else may be another (which report speaks, who rejected it) hangs on voices and decisions: so the
events of articles that share a text with a changed one, and those that were ruled on, are looked up too.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

import msgspec
import numpy as np

from dateline.ledger import Store
from dateline.views.index_rows import Arrays
from dateline.views.shared import list_numbers

_FORM = 2
"""Of the files; another form is another name."""
_LAST = 30
MOST = 2_000
"""So many changed articles, or one of twenty, are looked up one by one; with more all is made again."""


class State(msgspec.Struct, frozen=True):
    """How far a ledger had come when its columns were made."""

    history: int
    joined_history: int
    runs: int
    decisions: int
    last: str
    """Of the last steps and runs, so that another ledger is told from this one gone on."""
    merge: dict[str, str]
    form: int = _FORM


class Changes(msgspec.Struct, frozen=True):
    """What changed."""

    names: tuple[str, ...]
    """Ids of articles that came, went or changed."""
    numbers: tuple[int, ...]
    """Numbers of those that are there now."""
    mates: tuple[str, ...] = ()
    """Ids of articles that share, or shared, a text with them."""
    joined: tuple[int, ...] = ()
    """Numbers of events that are others now."""


def read_state(store: Store) -> State:
    """Tell how far a ledger has come."""
    ((history, joined, runs, decisions),) = store.query(
        "SELECT (SELECT coalesce(max(id), 0) FROM history), (SELECT coalesce(max(id), 0) FROM joined_history), "
        "(SELECT coalesce(max(id), 0) FROM runs), (SELECT coalesce(max(id), 0) FROM decisions)"
    )
    merge = dict(store.query("SELECT name, value FROM merge_state ORDER BY name"))
    return State(history, joined, runs, decisions, _last(store, history, runs), merge)


def _last(store: Store, history: int, runs: int) -> str:
    steps = store.query(
        f"SELECT id, run, article_id, action FROM history WHERE id <= ? ORDER BY id DESC LIMIT {_LAST}", (history,)
    )
    told = store.query(f"SELECT id, at, command FROM runs WHERE id <= ? ORDER BY id DESC LIMIT {_LAST}", (runs,))
    return hashlib.sha256(repr((steps, told)).encode()).hexdigest()[:20]


def find_changes(store: Store, before: State, now: State, articles: int, copies: Arrays | None) -> Changes | None:
    """Find what changed; None where too much did, or where the ledger is another.

    `copies` (who was a copy of whom) is needed for events only.
    """
    kept = (before.form, before.merge.get("version")) == (now.form, now.merge.get("version"))
    joined = int(before.merge.get("history", 0))
    if not kept or before.history > now.history or joined > int(now.merge.get("history", 0)):
        return None
    if before.last != _last(store, before.history, before.runs):
        return None
    since = min(before.history, joined) if copies is not None else before.history
    most = max(MOST, min(articles // 20, 20 * MOST))
    # Not DISTINCT, for which SQLite reads the whole history by its articles.
    steps = store.query(f"SELECT article_id FROM history WHERE id > ? ORDER BY id LIMIT {4 * most + 1}", (since,))
    names = tuple(dict.fromkeys(row[0] for row in steps))
    if len(names) > most or len(steps) > 4 * most:
        return None
    sql = "SELECT id FROM articles WHERE article_id IN (SELECT article_id FROM history WHERE id > ?)"
    numbers = tuple(row[0] for row in store.query(sql, (since,)))
    if copies is None:
        return Changes(names, numbers)
    return Changes(names, numbers, _find_mates(store, names, copies), _find_joined(store, before, now))


def _find_mates(store: Store, names: tuple[str, ...], copies: Arrays) -> tuple[str, ...]:
    """Give the articles that share a text with some, or did."""
    its = np.array(names, dtype="S64")
    before = {name.decode() for name in copies["original"][np.isin(copies["copy"], its)].tolist()}
    originals = {*names, *before, *(row[0] for row in _ask(store, "copy_of", "article_id", names) if row[0])}
    had = np.isin(copies["original"], np.array(sorted(originals), dtype="S64"))
    mates = {name.decode() for name in copies["copy"][had].tolist()}
    mates |= {row[0] for row in _ask(store, "article_id", "copy_of", originals)}
    return tuple(sorted(mates | originals))


def _ask(store: Store, what: str, by: str, names: Iterable[str]) -> list[tuple[str, ...]]:
    listed = msgspec.json.encode(sorted(names)).decode()
    sql = f"SELECT {what} FROM merge_sources WHERE {by} IN (SELECT value FROM json_each(?)) AND {by} IS NOT NULL"
    return store.query(sql, (listed,))


def _find_joined(store: Store, before: State, now: State) -> tuple[int, ...]:
    """Give the events that joining noted, and those that were or are ruled on."""
    sql = (
        "SELECT id FROM joined WHERE key IN (SELECT key FROM joined_history WHERE id > ?1 "
        "UNION SELECT into_key FROM joined_history WHERE id > ?1)"
    )
    found = {row[0] for row in store.query(sql, (before.joined_history,))}
    if before.merge.get("decisions") != now.merge.get("decisions"):
        ruled = ",".join(filter(None, (before.merge.get("ruled"), now.merge.get("ruled"))))
        if ruled:
            sql = f"SELECT joined FROM joined_reports WHERE number IN ({list_numbers(map(int, ruled.split(',')))})"
            found |= {row[0] for row in store.query(sql)}
    return tuple(sorted(found))
