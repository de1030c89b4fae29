"""How often actors and places are met in current articles: counted up and down with each article that comes or goes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal

from dateline.ledger.connection import Connection

Way = Literal[1, -1]

# CROSS JOIN: from the events of the one article to their sides, as written. SQLite itself would begin with all that an
# actor ever did, and an article would take the longer the more the ledger holds.
_ACTORS = (
    "SELECT l.actor, count(DISTINCT l.article), sum(l.mentions), "
    "(SELECT count(DISTINCT s.event) FROM events e CROSS JOIN event_actors s "
    " WHERE e.article = :article AND s.event = e.id AND s.actor = l.actor), "
    "(SELECT count(DISTINCT s.statement) FROM statements t CROSS JOIN statement_actors s "
    " WHERE t.article = :article AND s.statement = t.id AND s.actor = l.actor AND s.side = 'speaker') "
    "FROM article_actors l WHERE l.article = :article GROUP BY l.actor"
)
_PROFILES = (
    "SELECT l.actor, l.sectors, coalesce(l.affiliation, ''), 1 FROM article_actors l WHERE l.article = :article "
    "GROUP BY l.actor, l.sectors, coalesce(l.affiliation, '')"
)
_PLACES = (
    "SELECT l.place, count(DISTINCT l.article), sum(l.mentions), "
    "(SELECT count(DISTINCT s.event) FROM events e CROSS JOIN event_places s "
    " WHERE e.article = :article AND s.event = e.id AND s.place = l.place) "
    "FROM article_places l WHERE l.article = :article GROUP BY l.place"
)
_TABLES: dict[str, tuple[str, tuple[str, ...], tuple[str, ...]]] = {
    "actor_totals": (_ACTORS, ("actor",), ("articles", "mentions", "events", "statements")),
    "actor_profiles": (_PROFILES, ("actor", "sectors", "affiliation"), ("articles",)),
    "place_totals": (_PLACES, ("place",), ("articles", "mentions", "events")),
}
"""Of each table: what one article gives, the key, the counts."""


def _add_to(table: str) -> str:
    _, keys, counts = _TABLES[table]
    names = (*keys, *counts)
    added = ", ".join(f"{name} = {table}.{name} + excluded.{name}" for name in counts)
    return (
        f"INSERT INTO {table} ({', '.join(names)}) VALUES ({', '.join('?' * len(names))}) "
        f"ON CONFLICT ({', '.join(keys)}) DO UPDATE SET {added}"
    )


_ADD: dict[str, str] = {table: _add_to(table) for table in _TABLES}


class Tally:
    """Counts what an article says while it is written, as `count_article` finds it in the rows."""

    def __init__(self) -> None:
        self.actors: dict[int, list[int]] = {}
        self._profiles: set[tuple[int, str, str]] = set()
        self._places: dict[int, list[int]] = {}

    def meet_actor(self, actor: int, mentions: int, sectors: str, affiliation: str | None) -> None:
        """Count an actor of the article, by its common row."""
        self.actors.setdefault(actor, [1, 0, 0, 0])[1] += mentions
        self._profiles.add((actor, sectors, affiliation or ""))

    def meet_place(self, place: int, mentions: int) -> None:
        """Count a place of the article, by its common row."""
        self._places.setdefault(place, [1, 0, 0])[1] += mentions

    def take_part(self, what: Literal["events", "statements"], actors: Iterable[int | None]) -> None:
        """Count those who have a part in one event, or speak in one statement; None is nobody known."""
        column = 2 if what == "events" else 3
        for actor in {*actors}:
            if actor is not None:
                self.actors[actor][column] += 1

    def lie_at(self, places: Iterable[int | None]) -> None:
        """Count where one event lies."""
        for place in {*places}:
            if place is not None:
                self._places[place][2] += 1

    def add(self, connection: Connection) -> None:
        """Add all to the totals."""
        connection.executemany(_ADD["actor_totals"], [(actor, *counts) for actor, counts in self.actors.items()])
        connection.executemany(_ADD["actor_profiles"], [(*profile, 1) for profile in sorted(self._profiles)])
        connection.executemany(_ADD["place_totals"], [(place, *counts) for place, counts in self._places.items()])


def count_article(connection: Connection, article: int, way: Way) -> None:
    """Count what one article (its row number) says into the totals, or out of them."""
    for table, (found, keys, _) in _TABLES.items():
        rows = connection.execute(found, {"article": article}).fetchall()
        connection.executemany(
            _ADD[table], [(*row[: len(keys)], *(way * number for number in row[len(keys) :])) for row in rows]
        )
        if way < 0:
            same = " AND ".join(f"{key} = ?" for key in keys)
            gone = f"DELETE FROM {table} WHERE {same} AND articles <= 0"
            connection.executemany(gone, [row[: len(keys)] for row in rows])


def compare_totals() -> Iterator[tuple[str, str]]:
    """Yield for each table of totals the SQL of rows that are not what counting all current articles anew gives."""
    of_actors = (
        "SELECT l.actor AS k, count(DISTINCT l.article) AS n, sum(l.mentions) AS m FROM article_actors l "
        "JOIN articles a ON a.id = l.article WHERE a.superseded_by IS NULL GROUP BY l.actor"
    )
    of_places = of_actors.replace("actor", "place")
    for table, key, counted in (("actor_totals", "actor", of_actors), ("place_totals", "place", of_places)):
        kept = f"SELECT {key}, articles, mentions FROM {table}"
        yield (
            table,
            (
                f"SELECT * FROM ({counted} EXCEPT {kept}) AS more UNION "
                f"SELECT * FROM ({kept} EXCEPT {counted}) AS less ORDER BY 1, 2, 3 LIMIT 5"
            ),
        )
