"""The first rows that fit, looked for where they stand first in the order wanted.

What most rows fit is found among the first few hundred; what few fit is found sooner by asking for all that fit.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from dateline.ledger import Store
from dateline.views.conditions import Condition

_BEGIN, _MOST = 400, 2_000
"""So many rows are looked at, in order, at first and at most, before all that fit are asked for."""
FAR = 8_000
"""So many at most where asking for all takes long."""


@dataclass(frozen=True, slots=True)
class Walk:
    """How rows are walked through in their order."""

    rows: str
    """The columns that order and conditions need, and the table, as after SELECT."""
    name: str
    """What the row is called in order and conditions."""
    among: Condition
    """What an index tells of a row: only such rows are looked at."""
    fits: Condition
    """What is asked of each row that is looked at."""
    order: str
    number: str = "id"
    """The column of the numbers that are given."""
    most: int | None = None
    """So many rows are looked at at most, where that is another number than for most walks."""


def find_first(store: Store, walk: Walk, limit: int | None) -> list[int] | None:
    """Give the numbers of the first rows that fit, as many as are wanted; None where too few were met.

    A database chooses by itself how it looks for rows, so that it is never asked this way.
    """
    if limit is None or not isinstance(store.path, Path):
        return None
    most = _MOST if walk.most is None else walk.most
    step = max(_BEGIN, 2 * limit)
    sql = (
        f"SELECT {walk.name}.{walk.number} FROM (SELECT {walk.rows} {walk.name} WHERE {walk.among.sql} "
        f"ORDER BY {walk.order} LIMIT ?) {walk.name} WHERE {walk.fits.sql} ORDER BY {walk.order} LIMIT ?"
    )
    while step <= most:
        found = store.query(sql, (*walk.among.values, step, *walk.fits.values, limit))
        if len(found) == limit:
            return [row[0] for row in found]
        needed = step * limit // max(1, len(found))
        if step == most or needed > most:
            return None
        step = min(most, needed * 3 // 2)
    return None
