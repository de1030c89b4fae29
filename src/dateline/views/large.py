"""From which size on a ledger is asked by columns rather than by its tables."""

from __future__ import annotations

from dateline.ledger import Store

LARGE = 20_000
"""Reports from which on columns are kept in files, and commands ask them rather than the tables."""


def is_large(store: Store) -> bool:
    """Tell whether a ledger has so many reports that columns answer sooner than the tables."""
    return (
        int(store.query("SELECT count(*) FROM (SELECT 1 FROM events LIMIT ?) AS counted", (LARGE + 1,))[0][0]) > LARGE
    )
