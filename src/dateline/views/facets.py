"""How many rows of a list have which value of a field: what a page shows beside its filters."""

from __future__ import annotations

from typing import Literal, Unpack

from dateline.ledger import Store
from dateline.model.errors import ConfigError
from dateline.views.filters import EventFilters
from dateline.views.lists import list_events

Facet = Literal["register", "type", "status", "outlet", "month", "country", "said"]
_IN = "e.id IN (SELECT CAST(value AS INTEGER) FROM json_each(?))"
_FACETS: dict[Facet, str] = {
    "register": f"SELECT e.register, count(*) FROM events e WHERE {_IN} GROUP BY 1",
    "type": f"SELECT e.type, count(*) FROM events e WHERE {_IN} GROUP BY 1",
    "status": f"SELECT e.status, count(*) FROM events e WHERE {_IN} GROUP BY 1",
    "month": f"SELECT substr(nullif(e.day, '~'), 1, 7), count(*) FROM events e WHERE {_IN} GROUP BY 1",
    "outlet": f"SELECT a.outlet, count(*) FROM events e JOIN articles a ON a.id = e.article WHERE {_IN} GROUP BY 1",
    "country": (
        "SELECT country, count(DISTINCT e) FROM (SELECT s.country, s.event AS e FROM event_actors s UNION "
        "SELECT p.country, p.event FROM event_places p) AS lies "
        "WHERE e IN (SELECT CAST(value AS INTEGER) FROM json_each(?)) GROUP BY 1"
    ),
    "said": (
        "SELECT CASE WHEN EXISTS (SELECT 1 FROM event_statements v WHERE v.event = e.id AND v.role = 'said_by') "
        f"THEN 'a claim' ELSE 'the outlet' END, count(*) FROM events e WHERE {_IN} GROUP BY 1"
    ),
}
FACETS: tuple[Facet, ...] = tuple(_FACETS)


def count_events(store: Store, facet: Facet, **filters: Unpack[EventFilters]) -> list[tuple[str | None, int]]:
    """Count the events that fit the filters by a field, most first, then by value; None is an unknown value.

    An event counts once for each country that a side of it acts for or that it lies in. Raises ConfigError for
    another facet or filter.
    """
    if facet not in _FACETS:
        raise ConfigError(f"events are not counted by {facet!r}; by {', '.join(FACETS)}")
    with store.snapshot():
        numbers = list_events(store, **filters).numbers
        rows = store.query(_FACETS[facet], ("[" + ",".join(str(number) for number in numbers) + "]",))
    return sorted(((value, count) for value, count in rows), key=lambda row: (-row[1], row[0] is None, row[0] or ""))
