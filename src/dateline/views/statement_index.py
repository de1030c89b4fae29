"""The statements of a ledger as columns in memory, beside those of its events."""

from __future__ import annotations

from typing import Unpack, get_args

import numpy as np

from dateline.ledger import Store
from dateline.model.record import Act, StatementForm
from dateline.views.conditions import Names, all_of
from dateline.views.filters import StatementFilters, read_filters
from dateline.views.index import NO_DAY, Bools, Found, Ints, as_number
from dateline.views.lists import matches_of_statements

_ACTS, _FORMS = get_args(Act), get_args(StatementForm)


class StatementIndex:
    """All statements of a ledger by column; finds and counts as `list_statements` does."""

    def __init__(self, store: Store) -> None:
        with store.snapshot():
            sql = "SELECT id, article_id, outlet, published, superseded_by IS NULL FROM articles ORDER BY id"
            articles = store.query(sql)
            rows = store.query(
                "SELECT s.id, s.article, s.position, s.act, s.form, p.actor FROM statements s "
                "LEFT JOIN statement_actors p ON p.statement = s.id AND p.side = 'speaker' AND p.position = 0 "
                "ORDER BY s.id"
            )
            self._names = dict(store.query("SELECT id, folded FROM actors"))
        order = sorted(range(len(articles)), key=lambda place: (articles[place][3] or "", articles[place][1]))
        rank = np.empty(len(articles), dtype=np.int64)
        rank[np.array(order, dtype=np.int64)] = np.arange(len(articles))
        self.ids = np.array([row[0] for row in rows], dtype=np.int64)
        numbers = np.array([row[0] for row in articles], dtype=np.int64)
        article = np.searchsorted(numbers, np.array([row[1] for row in rows], dtype=np.int64))
        self._rank = rank[article]
        self._position = np.array([row[2] for row in rows], dtype=np.int64)
        self.published = np.array([as_number(row[3]) for row in articles], dtype=np.int64)[article]
        self.current = np.array([bool(row[4]) for row in articles], dtype=np.bool_)[article]
        self.outlets: tuple[str | None, ...] = tuple(sorted({row[2] for row in articles}, key=lambda name: name or ""))
        outlets = {name: code for code, name in enumerate(self.outlets)}
        self._codes = {
            "act": np.array([_ACTS.index(row[3]) for row in rows], dtype=np.int64),
            "form": np.array([_FORMS.index(row[4]) for row in rows], dtype=np.int64),
            "outlet": np.array([outlets[row[2]] for row in articles], dtype=np.int64)[article],
        }
        self._speaker = np.array([row[5] or -1 for row in rows], dtype=np.int64)

    def __len__(self) -> int:
        return len(self.ids)

    def find(self, store: Store, **filters: Unpack[StatementFilters]) -> Found:
        """Give the rows that fit the filters of `list_statements` in the order of publication.

        Raises ConfigError as that does. Other orders are asked of the list itself.
        """
        wanted = read_filters("statements", filters)
        fits: Bools = np.ones(len(self.ids), dtype=np.bool_) if wanted.all_versions else self.current.copy()
        if wanted.act:
            fits &= np.isin(self._codes["act"], [_ACTS.index(act) for act in wanted.act])
        conditions = matches_of_statements(Names(store), wanted)
        if conditions:
            condition = all_of(conditions)
            sql = f"SELECT s.id FROM statements s JOIN articles a ON a.id = s.article WHERE {condition.sql}"
            found = np.array([row[0] for row in store.query(sql, condition.values)], dtype=np.int64)
            fits &= np.isin(self.ids, found)
        undated = 0
        if wanted.since or wanted.until:
            undated = int((fits & (self.published == NO_DAY)).sum())
            fits &= self.published != NO_DAY
            if wanted.since:
                fits &= self.published >= as_number(wanted.since)
            if wanted.until:
                fits &= self.published <= as_number(wanted.until)
        rows = np.flatnonzero(fits)
        rows = rows[np.lexsort((self._position[rows], self._rank[rows]))]
        if (wanted.sort or "published").startswith("-"):
            rows = rows[::-1]
        return Found(rows[: wanted.limit] if wanted.limit is not None else rows, undated, fits)

    def find_of_speaker(self, actor: int) -> Found:
        """Give the rows that one actor, by its number, says; the latest first."""
        fits = self.current & (self._speaker == actor)
        rows = np.flatnonzero(fits)
        return Found(rows[np.lexsort((self._position[rows], self._rank[rows]))][::-1], 0, fits)

    def count(self, name: str, rows: Ints) -> list[tuple[str | None, int]]:
        """Count rows by `act form outlet month`: most first, then by value."""
        if name == "month":
            months, numbers = np.unique(self.published[rows] // 100, return_counts=True)
            pairs = [(None if m < 0 else f"{m // 100:04d}-{m % 100:02d}", int(n)) for m, n in zip(months, numbers)]
        else:
            values: tuple[str | None, ...] = {"act": _ACTS, "form": _FORMS}.get(name, self.outlets)
            pairs = list(zip(values, np.bincount(self._codes[name][rows], minlength=len(values)).tolist()))
        kept = [(value, number) for value, number in pairs if number]
        return sorted(kept, key=lambda pair: (-pair[1], pair[0] is None, pair[0] or ""))
