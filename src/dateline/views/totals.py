"""Lists over all articles: actors and places with how often they are met."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar, Unpack

import msgspec

from dateline.ledger import Store, fold_name
from dateline.views.columns import ACTOR_COLUMNS, PLACE_COLUMNS
from dateline.views.conditions import Condition, Names, all_of, any_of, is_among, is_current, is_one_of
from dateline.views.filters import ArticleFilters, Wanted, read_filters
from dateline.views.listing import Listing
from dateline.views.rows import ActorRow, PlaceRow

Total = TypeVar("Total", ActorRow, PlaceRow)
_PROFILE = (
    "(SELECT json_group_array({0}) FROM (SELECT DISTINCT {0} FROM actor_profiles p WHERE p.actor = x.id) AS told)"
)
_ACTOR_TOTALS = (
    f"SELECT x.id, x.key, x.name, x.kind, x.country, {_PROFILE.format('sectors')}, {_PROFILE.format('affiliation')}, "
    "t.articles, t.mentions, t.events, t.statements FROM actor_totals t JOIN actors x ON x.id = t.actor"
)
_PLACE_TOTALS = (
    "SELECT x.id, x.key, x.name, x.kind, x.country, x.admin1, x.lat, x.lon, x.geonames, t.articles, t.mentions, "
    "t.events FROM place_totals t JOIN places x ON x.id = t.place"
)
_LIKELY = "SELECT l.actor FROM actor_profiles l JOIN actors x ON x.id = l.actor WHERE {}"
_STRINGS = msgspec.json.Decoder(tuple[str, ...])


def list_actors(store: Store, **filters: Unpack[ArticleFilters]) -> Listing[ActorRow]:
    """List actors, those of most events first; days are those of the articles that name them, which alone count."""
    wanted = read_filters("actors", filters)
    with store.snapshot():
        names = Names(store)
        conditions = _article_conditions(names, wanted)
        if wanted.country:
            conditions.append(is_one_of("x.country", names.country_codes(wanted.country)))
        if _is_of_all(wanted) and not any(map(names.affiliations, wanted.actor)):
            if wanted.actor:
                conditions.append(any_of([names.is_actor("t", words, country="x") for words in wanted.actor]))
            return Listing(
                _find_totals(store, "actor", conditions, wanted),
                lambda some: [_read_actor(row) for row in _load_totals(store, _ACTOR_TOTALS, some)],
                ACTOR_COLUMNS,
            )
        if wanted.actor:
            who = any_of([names.is_actor("l", words, country="x") for words in wanted.actor])
            conditions.append(Condition(f"l.actor IN ({_LIKELY.format(who.sql)})", who.values))
            conditions.append(who)
        rows = _sort([_read_actor(row) for row in _find_actors(store, all_of(conditions))], wanted)
    return Listing(range(len(rows)), lambda some: [rows[number] for number in some], ACTOR_COLUMNS)


def _find_actors(store: Store, condition: Condition) -> list[tuple[object, ...]]:
    found = (
        "WITH named AS (SELECT l.id, l.actor, l.article, l.affiliation, l.sectors, l.mentions "
        "FROM article_actors l JOIN actors x ON x.id = l.actor JOIN articles a ON a.id = l.article "
        f"WHERE {condition.sql}), "
        "acting AS (SELECT n.actor, count(DISTINCT s.event) AS events FROM named n "
        "JOIN event_actors s ON s.article_actor = n.id GROUP BY n.actor), "
        "saying AS (SELECT n.actor, count(DISTINCT s.statement) AS statements FROM named n "
        "JOIN statement_actors s ON s.article_actor = n.id AND s.side = 'speaker' GROUP BY n.actor) "
        "SELECT x.key, x.name, x.kind, x.country, json_group_array(DISTINCT n.sectors), "
        "json_group_array(DISTINCT n.affiliation), count(DISTINCT n.article), sum(n.mentions), "
        "coalesce(c.events, 0), coalesce(y.statements, 0) "
        "FROM named n JOIN actors x ON x.id = n.actor LEFT JOIN acting c ON c.actor = x.id "
        "LEFT JOIN saying y ON y.actor = x.id GROUP BY x.id, c.events, y.statements"
    )
    return store.query(found, condition.values)


def _read_actor(row: tuple[object, ...]) -> ActorRow:
    key, name, kind, country, sectors, affiliations, articles, mentions, events, statements = row
    several = msgspec.json.decode(str(sectors), type=list[str])
    return msgspec.convert(
        {
            "key": key, "name": name, "kind": kind, "country": country,
            "sectors": tuple(sorted({sector for each in several for sector in _STRINGS.decode(each)})),
            "affiliations": tuple(sorted(a for a in msgspec.json.decode(str(affiliations)) if a)),
            "articles": articles, "mentions": mentions, "events": events, "statements": statements,
        },
        ActorRow,
    )  # fmt: skip


def list_places(store: Store, **filters: Unpack[ArticleFilters]) -> Listing[PlaceRow]:
    """List places, those of most events first; days are those of the articles that name them, which alone count."""
    wanted = read_filters("places", filters)
    with store.snapshot():
        names = Names(store)
        conditions = _article_conditions(names, wanted)
        if wanted.place:
            where = any_of([names.is_place("s", words) for words in wanted.place])
            conditions.append(
                Condition(where.sql.replace("s.place", "x.id").replace("s.country", "x.country"), where.values)
            )
        if wanted.country:
            conditions.append(is_one_of("x.country", names.country_codes(wanted.country)))
        if _is_of_all(wanted):
            return Listing(
                _find_totals(store, "place", conditions, wanted),
                lambda some: [_read_place(row) for row in _load_totals(store, _PLACE_TOTALS, some)],
                PLACE_COLUMNS,
            )
        rows = _sort([_read_place(row) for row in _find_places(store, all_of(conditions))], wanted)
    return Listing(range(len(rows)), lambda some: [rows[number] for number in some], PLACE_COLUMNS)


def _find_places(store: Store, condition: Condition) -> list[tuple[object, ...]]:
    found = (
        "WITH named AS (SELECT l.id, l.place, l.article, l.mentions "
        "FROM article_places l JOIN places x ON x.id = l.place JOIN articles a ON a.id = l.article "
        f"WHERE {condition.sql}), "
        "seen AS (SELECT n.place, count(DISTINCT s.event) AS events FROM named n "
        "JOIN event_places s ON s.article_place = n.id GROUP BY n.place) "
        "SELECT x.key, x.name, x.kind, x.country, x.admin1, x.lat, x.lon, x.geonames, "
        "count(DISTINCT n.article), sum(n.mentions), coalesce(c.events, 0) "
        "FROM named n JOIN places x ON x.id = n.place LEFT JOIN seen c ON c.place = x.id GROUP BY x.id, c.events"
    )
    return store.query(found, condition.values)


def _read_place(row: tuple[object, ...]) -> PlaceRow:
    return msgspec.convert(dict(zip(PlaceRow.__struct_fields__, row)), PlaceRow)


def asks_articles(store: Store, wanted: Wanted) -> bool:
    """Tell a question that the totals of all current articles do not answer."""
    return not _is_of_all(wanted) or any(map(Names(store).affiliations, wanted.actor))


def _is_of_all(wanted: Wanted) -> bool:
    """Tell a question about all current articles, for which the totals are kept."""
    return not (wanted.outlet or wanted.since or wanted.until or wanted.all_versions)


def _find_totals(store: Store, of: str, conditions: list[Condition], wanted: Wanted) -> list[int]:
    """Give the numbers of actors or places by their totals, in the order of `_sort`."""
    sort = wanted.sort or "events"
    by, way = sort.removeprefix("-"), "ASC" if sort.startswith("-") else "DESC"
    order = f"t.{by} {way}, x.folded, x.key"
    if by == "name":
        way = "DESC" if sort.startswith("-") else "ASC"
        order = f"x.folded {way}, x.key {way}"
    asked = [each for each in conditions if "a.superseded_by" not in each.sql]
    frame = f"{of}_totals t JOIN {of}s x ON x.id = t.{of}"
    if by != "name" and wanted.limit and not asked:
        edge = store.query(f"SELECT {by} FROM {of}_totals ORDER BY {by} {way} LIMIT 1 OFFSET ?", (wanted.limit - 1,))
        if edge:
            beyond = f"SELECT x.id FROM {frame} WHERE t.{by} {'<' if way == 'ASC' else '>'} ? ORDER BY {order}"
            first = [row[0] for row in store.query(beyond, edge[0])]
            return first + _find_tied(store, of, f"t.{by}", edge[0][0], wanted.limit - len(first))
    condition = all_of(asked)
    sql = f"SELECT x.id FROM {frame} WHERE {condition.sql} ORDER BY {order}{_limit(wanted)}"
    return [row[0] for row in store.query(sql, condition.values)]


def _find_tied(store: Store, of: str, column: str, total: int, limit: int) -> list[int]:
    """Give the first by name of those that share a total: many are met soon in the order of names, few are sorted."""
    ((tied,),) = store.query(f"SELECT count(*) FROM {of}_totals t WHERE {column} = ?", (total,))
    ((most,),) = store.query(f"SELECT max({of}) FROM {of}_totals")
    frame = f"{of}s x CROSS JOIN {of}_totals t" if tied * tied > limit * most else f"{of}_totals t CROSS JOIN {of}s x"
    sql = f"SELECT x.id FROM {frame} WHERE x.id = t.{of} AND {column} = ? ORDER BY x.folded, x.key LIMIT ?"
    return [row[0] for row in store.query(sql, (total, limit))]


def _load_totals(store: Store, question: str, numbers: Sequence[int]) -> list[tuple[object, ...]]:
    """Load what is listed of actors or places of some numbers, in the order of these."""
    fits = is_among("x.id", numbers)
    rows = {row[0]: row[1:] for row in store.query(f"{question} WHERE {fits.sql}", fits.values)}
    return [rows[number] for number in numbers if number in rows]


def _limit(wanted: Wanted) -> str:
    return "" if wanted.limit is None else f" LIMIT {wanted.limit}"


def _article_conditions(names: Names, wanted: Wanted) -> list[Condition]:
    conditions = [*names.is_of_outlet(wanted.outlet), *is_current(wanted.all_versions)]
    if wanted.since:
        conditions.append(Condition("a.published >= ?", (wanted.since,)))
    if wanted.until:
        conditions.append(Condition("a.published <= ?", (wanted.until,)))
    return conditions


def _sort(rows: list[Total], wanted: Wanted) -> list[Total]:
    """Order by a number, the largest first, or by name; `-` turns it round; ties by name and key."""
    sort = wanted.sort or "events"
    by = sort.removeprefix("-")
    rows.sort(key=lambda row: (fold_name(row.name), row.key))
    if by == "name":
        if sort.startswith("-"):
            rows.reverse()
    else:
        rows.sort(key=lambda row: getattr(row, by), reverse=not sort.startswith("-"))
    return rows[: wanted.limit]
