"""The statements of a ledger as columns in memory, beside those of its events; rows are in the order of publication."""

from __future__ import annotations

from typing import Unpack

import numpy as np

from dateline.ledger import Store
from dateline.views.conditions import NEVER, Names, matches_words
from dateline.views.filters import StatementFilters, Wanted, read_filters
from dateline.views.index import NO_DAY, Bools, Found, Ints, as_number
from dateline.views.index_counts import count_codes
from dateline.views.index_links import Linked, find_rowids, pick_some
from dateline.views.index_made import Columns, make_statement_columns
from dateline.views.index_names import merge_later, pick_backwards
from dateline.views.index_rows import ACTS, FORMS

_SPEAKER, _ADDRESSEE = 0, 1


class StatementIndex(Linked):
    """All statements of a ledger by column; finds and counts as `list_statements` does."""

    def __init__(self, store: Store, columns: Columns | None = None) -> None:
        if columns is None:
            with store.snapshot():
                columns = make_statement_columns(store)
        super().__init__(columns)
        self.ids, self.current = self._of["ids"], self._of["current"]
        self.published = self._of["published"]
        self._codes = {name: self._of[name] for name in ("act", "form", "outlet")}

    def find(self, store: Store, **filters: Unpack[StatementFilters]) -> Found:
        """Give the rows that fit the filters of `list_statements`, in their order; raises ConfigError as that does."""
        wanted = read_filters("statements", filters)
        fits: Bools = np.ones(len(self.ids), dtype=np.bool_) if wanted.all_versions else self.current.copy()
        fits[self.behind.gone] = False
        if wanted.act:
            told = np.zeros(len(ACTS), dtype=np.bool_)
            told[[ACTS.index(act) for act in wanted.act]] = True
            fits &= told[self._codes["act"]]
        if wanted.outlet:
            fits &= self.tells_outlets(wanted.outlet)[self._codes["outlet"]]
        self._fit_names(store, wanted, fits)
        if wanted.search:
            condition = matches_words("statement_search", wanted.search, "rowid")
            none = np.empty(0, dtype=np.int64)
            found = none if condition is NEVER else find_rowids(store, "statement_search", condition.values)
            fits &= self._mask(self._of["row_of"][found])
        undated = 0
        if wanted.since or wanted.until:
            undated = int((fits & (self.published == NO_DAY)).sum())
            since, until = as_number(wanted.since) if wanted.since else 0, as_number(wanted.until or "9999-12-31")
            ordered, later = self.published[: self.behind.rows], self.published[self.behind.rows :]
            fits[: np.searchsorted(ordered, since)] = False
            fits[np.searchsorted(ordered, until, "right") : len(ordered)] = False
            fits[len(ordered) :] &= (later >= since) & (later <= until)
        rows = self._order(fits, wanted.sort or "published", wanted.limit)
        return Found(rows[: wanted.limit], undated, fits, int(np.count_nonzero(fits)))

    def _order(self, fits: Bools, sort: str, limit: int | None) -> Ints:
        """Put rows that fit in order; of many at least as many as the limit."""
        backwards = sort.startswith("-")
        if sort.endswith("speaker"):
            behind = self.behind
            order = self.keep("by speaker", lambda: merge_later(self._of, behind.rows, behind.at))
            if backwards:
                return pick_backwards(order, self._of["speaker"], fits, limit)
            return pick_some(order, fits, limit)
        rows = self.in_order(fits, limit, backwards)
        return rows[::-1] if backwards else rows

    def _fit_names(self, store: Store, wanted: Wanted, fits: Bools) -> None:
        side, row = self._of["sides.side"], self._of["sides.row"]
        for its_side, several in ((_SPEAKER, wanted.speaker), (_ADDRESSEE, wanted.addressee), (None, wanted.actor)):
            if several:
                its = self.links_of_names("sides", store, several)
                fits &= self._mask(row[its if its_side is None else its[side[its] == its_side]])
        if wanted.country:
            codes = Names(store).country_codes(wanted.country)
            fits &= self._mask(row[self.links_of_countries("sides.country", codes)])

    def _mask(self, rows: Ints) -> Bools:
        chosen = np.zeros(len(self.ids), dtype=np.bool_)
        chosen[rows] = True
        return chosen

    def find_of_speaker(self, actor: int) -> Found:
        """Give the rows that one actor, by its number, says; the latest first."""
        its = self.links_of("sides", [actor])
        fits = self.current & self._mask(self._of["sides.row"][its[self._of["sides.side"][its] == _SPEAKER]])
        rows = self.in_order(fits)[::-1]
        return Found(rows, 0, fits, len(rows))

    def count(self, name: str, rows: Ints | Bools) -> list[tuple[str | None, int]]:
        """Count rows by `act form outlet month`: most first, then by value."""
        if name == "month":
            months, numbers = np.unique(self.published[rows] // 100, return_counts=True)
            pairs = [(None if m < 0 else f"{m // 100:04d}-{m % 100:02d}", int(n)) for m, n in zip(months, numbers)]
        else:
            values: tuple[str | None, ...] = {"act": ACTS, "form": FORMS}.get(name, self.outlets)
            pairs = list(zip(values, count_codes(self._codes[name], rows, len(values)).tolist()))
        kept = [(value, number) for value, number in pairs if number]
        return sorted(kept, key=lambda pair: (-pair[1], pair[0] is None, pair[0] or ""))
