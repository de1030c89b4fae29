"""The ledger as the server holds it: a connection a thread, and the columns in memory, kept up with the file."""

from __future__ import annotations

import threading
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from dateline.ledger import Place, Store
from dateline.views.index import EventIndex
from dateline.views.kept_columns import load_events_index, load_names_index, load_statements_index
from dateline.views.name_columns import NameIndex
from dateline.views.statement_index import StatementIndex

_AT_ONCE = 20_000
"""With so many reports or fewer the columns are loaded while one waits; with more, while the old ones still serve."""


@dataclass(slots=True)
class Indexes:
    """The columns of events and statements as they were at one moment, and what was worked out from them."""

    events: EventIndex
    statements: StatementIndex
    mark: Hashable
    cache: Path | None = None
    kept: dict[Hashable, Any] = field(default_factory=dict)

    def keep(self, key: Hashable, make: Callable[[], Any]) -> Any:
        """Give what was worked out under this key since the ledger last changed, or work it out now."""
        if key not in self.kept:
            if len(self.kept) > 200:
                self.kept.clear()
            self.kept[key] = make()
        return self.kept[key]

    def names(self, store: Store) -> NameIndex:
        """Give the columns of names, which are loaded when they are first asked for."""
        index: NameIndex = self.keep("names", lambda: load_names_index(store, self.cache))
        return index


class Book:
    """One ledger, for as many threads as ask."""

    def __init__(self, path: Place, cache: Path | None = None) -> None:
        self.path = path
        self._cache = cache
        self._local = threading.local()
        self._lock = threading.Lock()
        self._indexes: Indexes | None = None
        self._loading: threading.Thread | None = None

    def store(self) -> Store:
        """Give this thread's own connection, opened for reading."""
        store: Store | None = getattr(self._local, "store", None)
        if store is None:
            store = Store(self.path)
            store.open_for_reading()
            self._local.store = store
        return store

    def indexes(self) -> Indexes:
        """Give the columns; of a large ledger they may be some seconds behind one that others add to."""
        mark = self.store().mark()
        with self._lock:
            held = self._indexes
            if held is not None and held.mark == mark:
                return held
            if held is None or len(held.events) <= _AT_ONCE:
                self._indexes = self._load(self.store(), mark)
                return self._indexes
            if self._loading is None or not self._loading.is_alive():
                self._loading = threading.Thread(target=self._load_behind, args=(mark,), daemon=True)
                self._loading.start()
            return held

    def refresh(self) -> None:
        """Load the columns now; used after a decision, so that one sees what one did."""
        mark = self.store().mark()
        loaded = self._load(self.store(), mark)
        with self._lock:
            self._indexes = loaded

    def _load_behind(self, mark: Hashable) -> None:
        with Store(self.path) as store:
            store.open_for_reading()
            loaded = self._load(store, mark)
        with self._lock:
            self._indexes = loaded

    def _load(self, store: Store, mark: Hashable) -> Indexes:
        with store.snapshot():
            return Indexes(
                load_events_index(store, self._cache), load_statements_index(store, self._cache), mark, self._cache
            )
