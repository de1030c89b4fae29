"""Questions to a ledger: which events, statements, articles, actors, places and issues fit the filters."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Unpack

from dateline.ledger import Store
from dateline.views.columns import ARTICLE_COLUMNS, EVENT_COLUMNS, STATEMENT_COLUMNS
from dateline.views.conditions import (
    Condition,
    Names,
    all_of,
    any_of,
    is_current,
    is_one_of,
    matches_words,
    with_limit,
)
from dateline.views.filters import ArticleFilters, EventFilters, StatementFilters, Wanted, read_filters
from dateline.views.first import Walk, find_first
from dateline.views.joined import policy_bit
from dateline.views.listing import Listing
from dateline.views.loading import load_articles, load_events, load_statements
from dateline.views.rows import ArticleRow, EventRow, StatementRow

_TIES = "a.published, a.article_id"
_ARTICLES = "id, article_id, published, outlet, title, superseded_by FROM articles"
# With a plus no index leads from names: those of one article are looked at, however many actors have the words.
_ACTOR_LINKS = (
    "SELECT l.article, +l.actor AS actor, l.affiliation, x.country "
    "FROM article_actors l JOIN actors x ON x.id = l.actor"
)
_PLACE_LINKS = "SELECT l.article, +l.place AS place, x.country FROM article_places l JOIN places x ON x.id = l.place"
_EVENT_ORDERS = {
    "time": "e.day, a.article_id, e.position",
    "-time": "(e.day = '~'), e.day DESC, a.article_id DESC, e.position DESC",
    "published": "a.published {0}, a.article_id {0}, e.position {0}",
    "type": f"e.type {{0}}, e.day, {_TIES}, e.position",
    "confidence": f"e.confidence {{0}}, e.day, {_TIES}, e.position",
}
_SPEAKER_NAME = (
    "(SELECT coalesce(x.name, p.words) FROM statement_actors p LEFT JOIN actors x ON x.id = p.actor "
    "WHERE p.statement = s.id AND p.side = 'speaker' AND p.position = 0)"
)
_STATEMENT_ORDERS = {
    "published": "a.published {0}, a.article_id {0}, s.position {0}",
    "speaker": f"{_SPEAKER_NAME} {{0}}, {_TIES}, s.position",
}
_ARTICLE_ORDERS = {
    "published": "a.published {0}, a.article_id {0}",
    "outlet": f"a.outlet {{0}}, {_TIES}",
    "title": f"a.title {{0}}, {_TIES}",
}


def list_events(store: Store, **filters: Unpack[EventFilters]) -> Listing[EventRow]:
    """List events; those without any date are left out, and counted, when days are asked for."""
    wanted = read_filters("events", filters)
    with store.snapshot():
        frame = "FROM events e JOIN articles a ON a.id = e.article"
        order = order_by(_EVENT_ORDERS, wanted.sort or "time")
        question = Question("e.id", frame, _event_conditions(store, wanted), order, wanted)
        numbers, undated = question.ask(store, "e.start_date", "e.end_date")
    return Listing(numbers, lambda some: load_events(store, some, wanted.policy), EVENT_COLUMNS, undated)


def _one_an_event(condition: Condition, wanted: Wanted) -> Condition:
    """Of each event let the report stand that speaks for it, where it or another report of the event fits."""
    if wanted.reports:
        return condition
    bit = policy_bit(wanted.policy)
    speaks = f"NOT EXISTS (SELECT 1 FROM joined_reports r WHERE r.event = e.id AND (r.chosen & {bit}) = 0)"
    others = (
        f"SELECT s.event FROM joined_reports s WHERE (s.chosen & {bit}) != 0 AND s.joined IN (SELECT o.joined "
        "FROM joined_reports o JOIN joined g ON g.id = o.joined JOIN events e ON e.id = o.event "
        f"JOIN articles a ON a.id = e.article WHERE g.reports > 1 AND (o.chosen & {bit}) = 0 AND ({{0}}))"
    )
    sql = f"({speaks}) AND (({condition.sql}) OR e.id IN ({others.format(condition.sql)}))"
    return Condition(sql, (*condition.values, *condition.values))


@dataclass(frozen=True, slots=True)
class Question:
    """A question for the row numbers of a list."""

    number: str
    frame: str
    conditions: list[Condition]
    order: str
    wanted: Wanted

    def ask(self, store: Store, start: str, end: str) -> tuple[list[int], int]:
        """Give the numbers in order, and how many fit all but the days wanted since they have none.

        An interval fits when it touches the days wanted; an open side of it reaches as far as one likes.
        """
        condition = all_of(self.conditions)
        undated = self.count_undated(store, start, end)
        events = self.number == "e.id"
        if self.wanted.since or self.wanted.until:
            condition = all_of([condition, *self._days(start, end)])
        condition = _one_an_event(condition, self.wanted) if events else condition
        sql = f"SELECT {self.number} {self.frame} WHERE {condition.sql} ORDER BY {self.order}"
        return [number for (number,) in store.query(*with_limit(sql, condition.values, self.wanted.limit))], undated

    def count_undated(self, store: Store, start: str, end: str) -> int:
        """Tell how many fit all but the days wanted, since they have none."""
        if not (self.wanted.since or self.wanted.until):
            return 0
        missing = all_of([*self.conditions, Condition(f"{start} IS NULL AND {end} IS NULL")])
        missing = _one_an_event(missing, self.wanted) if self.number == "e.id" else missing
        return int(store.query(f"SELECT count(*) {self.frame} WHERE {missing.sql}", missing.values)[0][0])

    def _days(self, start: str, end: str) -> list[Condition]:
        if start == end:
            return days_of(self.wanted, start)
        conditions = [Condition(f"{start} IS NOT NULL OR {end} IS NOT NULL")]
        if self.wanted.since:
            conditions.append(Condition(f"{end} IS NULL OR {end} >= ?", (self.wanted.since,)))
        if self.wanted.until:
            conditions.append(Condition(f"{start} IS NULL OR {start} <= ?", (self.wanted.until,)))
        return conditions


def _event_conditions(store: Store, wanted: Wanted) -> list[Condition]:
    conditions = is_current(wanted.all_versions)
    for column in ("type", "status", "register"):
        values: tuple[str, ...] = getattr(wanted, column)
        if values:
            conditions.append(is_one_of(f"e.{column}", values))
    conditions += matches_of_events(Names(store), wanted)
    if wanted.contested:
        sql = (
            "e.id IN (SELECT r.event FROM joined_fields f JOIN joined_reports r ON r.joined = f.joined "
            "WHERE f.status IN ('contested', 'denied'))"
        )
        conditions.append(Condition(sql))
    if not wanted.rejected:
        sql = "SELECT r.event FROM joined g JOIN joined_reports r ON r.joined = g.id WHERE g.standing = 'rejected'"
        conditions.append(Condition(f"e.id NOT IN ({sql} AND r.event IS NOT NULL)"))
    return conditions


def opening_conditions(store: Store, wanted: Wanted, *, each: bool = False) -> list[Condition]:
    """Give the conditions of a report (`e`) and its article (`a`) that opens a thread; `each`: reports one by one."""
    conditions = is_current(wanted.all_versions)
    for column in ("type", "register"):
        values: tuple[str, ...] = getattr(wanted, column)
        if values:
            # As something worked out, it is not looked for in an index before the report is known.
            conditions.append(is_one_of(f"coalesce(e.{column}, '')" if each else f"e.{column}", values))
    return conditions + matches_of_events(Names(store), wanted, each=each)


def matches_of_events(names: Names, wanted: Wanted, *, each: bool = False) -> list[Condition]:
    """Give the conditions of an event (`e`) and its article (`a`) that names, places and words make.

    `each`: so that events are looked at one by one, which is quick for few of them.
    """
    conditions = names.is_of_outlet(wanted.outlet)
    for sides, several in ((("actor", "participant"), wanted.actor), (("recipient", "participant"), wanted.recipient)):
        if several:
            who = any_of([names.is_actor("s", words) for words in several])
            conditions.append(_has_side("event", "e", sides, who, each=each))
    if wanted.country:
        codes = is_one_of("s.country", names.country_codes(wanted.country))
        conditions.append(any_of([_has_side("event", "e", (), codes, each=each), _lies_in(codes, each=each)]))
    if wanted.place:
        where = any_of([names.is_place("s", words) for words in wanted.place])
        conditions.append(_lies_in(where, each=each))
    if wanted.said_by:
        who = any_of([names.is_actor("p", words) for words in wanted.said_by])
        told = (
            "FROM event_statements v JOIN statement_actors p ON p.statement = v.statement "
            f"WHERE v.role = 'said_by' AND p.side = 'speaker' AND ({who.sql})"
        )
        sql = f"EXISTS (SELECT 1 {told} AND v.event = e.id)" if each else f"e.id IN (SELECT v.event {told})"
        conditions.append(Condition(sql, who.values))
    if wanted.search:
        conditions.append(matches_words("event_search", wanted.search, "e.id", each=each))
    return conditions


def _lies_in(where: Condition, *, each: bool) -> Condition:
    if each:
        return Condition(f"EXISTS (SELECT 1 FROM event_places s WHERE s.event = e.id AND ({where.sql}))", where.values)
    return Condition(f"e.id IN (SELECT s.event FROM event_places s WHERE {where.sql})", where.values)


def _has_side(owner: str, row: str, sides: tuple[str, ...], who: Condition, *, each: bool = False) -> Condition:
    on_side = "" if not sides else " AND s.side IN (" + ", ".join(f"'{side}'" for side in sides) + ")"
    if each:
        sql = f"EXISTS (SELECT 1 FROM {owner}_actors s WHERE s.{owner} = {row}.id AND ({who.sql}){on_side})"
    else:
        sql = f"{row}.id IN (SELECT s.{owner} FROM {owner}_actors s WHERE ({who.sql}){on_side})"
    return Condition(sql, who.values)


def list_statements(store: Store, **filters: Unpack[StatementFilters]) -> Listing[StatementRow]:
    """List who said what to whom; days are those of publication."""
    wanted = read_filters("statements", filters)
    with store.snapshot():
        conditions = [*is_current(wanted.all_versions), *matches_of_statements(Names(store), wanted)]
        order = order_by(_STATEMENT_ORDERS, wanted.sort or "published")
        frame = "FROM statements s JOIN articles a ON a.id = s.article"
        question = Question("s.id", frame, conditions, order, wanted)
        numbers, undated = question.ask(store, "a.published", "a.published")
    return Listing(numbers, lambda some: load_statements(store, some), STATEMENT_COLUMNS, undated)


def matches_of_statements(names: Names, wanted: Wanted) -> list[Condition]:
    """Give the conditions of a statement (`s`) and its article (`a`)."""
    conditions = names.is_of_outlet(wanted.outlet)
    both = ("speaker", "addressee")
    for sides, several in ((both[:1], wanted.speaker), (both[1:], wanted.addressee), (both, wanted.actor)):
        if several:
            who = any_of([names.is_actor("s", words) for words in several])
            conditions.append(_has_side("statement", "s", sides, who))
    if wanted.country:
        codes = names.country_codes(wanted.country)
        conditions.append(_has_side("statement", "s", both, is_one_of("s.country", codes)))
    if wanted.act:
        conditions.append(is_one_of("s.act", wanted.act))
    if wanted.search:
        conditions.append(matches_words("statement_search", wanted.search, "s.id"))
    return conditions


def list_articles(store: Store, **filters: Unpack[ArticleFilters]) -> Listing[ArticleRow]:
    """List articles; an actor, country or place is one that the article names."""
    wanted = read_filters("articles", filters)
    order = order_by(_ARTICLE_ORDERS, wanted.sort or "published")
    with store.snapshot():
        question = Question("a.id", "FROM articles a", article_conditions(store, wanted), order, wanted)
        first = None
        if wanted.actor or wanted.country or wanted.place or wanted.search:
            quick = [*is_current(wanted.all_versions), *days_of(wanted, "a.published")]
            fits = all_of(article_conditions(store, wanted, each=True))
            first = find_first(store, Walk(_ARTICLES, "a", all_of(quick), fits, order), wanted.limit)
        if first is None:
            numbers, undated = question.ask(store, "a.published", "a.published")
        else:
            numbers, undated = first, question.count_undated(store, "a.published", "a.published")
    return Listing(numbers, lambda some: load_articles(store, some, wanted.search), ARTICLE_COLUMNS, undated)


def find_articles(store: Store, wanted: Wanted) -> list[str]:
    """Give the ids of all articles that fit, in no order."""
    fits = all_of([*article_conditions(store, wanted), *days_of(wanted, "a.published")])
    return [row[0] for row in store.query(f"SELECT a.article_id FROM articles a WHERE {fits.sql}", fits.values)]


def count_undated_articles(store: Store, wanted: Wanted) -> int:
    """Tell how many articles fit all but the days wanted, since they have none."""
    question = Question("a.id", "FROM articles a", article_conditions(store, wanted), "a.id", wanted)
    return question.count_undated(store, "a.published", "a.published")


def article_conditions(store: Store, wanted: Wanted, *, each: bool = False) -> list[Condition]:
    """The article (`a`) is of the outlets wanted, names the actors, countries and places, and has the words wanted.

    `each`: so that articles are looked at one by one, which is quick for few of them.
    """
    names = Names(store)
    conditions = [*names.is_of_outlet(wanted.outlet), *is_current(wanted.all_versions)]

    if not each:
        conditions += [Condition(f"a.id IN ({those.sql})", those.values) for those in names.articles_of(wanted)]
    else:
        conditions += _names_each(names, wanted)
    if wanted.search:
        conditions.append(matches_words("article_search", wanted.search, "a.id", each=each))
    return conditions


def _names_each(names: Names, wanted: Wanted) -> list[Condition]:
    """The article (`a`), looked at by itself, names the actors, countries and places wanted."""

    def named(links: str, who: Condition) -> Condition:
        return Condition(f"EXISTS (SELECT 1 FROM ({links}) s WHERE s.article = a.id AND ({who.sql}))", who.values)

    conditions: list[Condition] = []
    if wanted.actor:
        conditions.append(named(_ACTOR_LINKS, any_of([names.is_actor("s", words) for words in wanted.actor])))
    if wanted.place:
        conditions.append(named(_PLACE_LINKS, any_of([names.is_place("s", words) for words in wanted.place])))
    if wanted.country:
        country = is_one_of("s.country", names.country_codes(wanted.country))
        conditions.append(any_of([named(_ACTOR_LINKS, country), named(_PLACE_LINKS, country)]))
    return conditions


def days_of(wanted: Wanted, day: str) -> list[Condition]:
    """The day is one of those wanted; where none are wanted, any or none."""
    since = [Condition(f"{day} >= ?", (wanted.since,))] if wanted.since else []
    return since + ([Condition(f"{day} <= ?", (wanted.until,))] if wanted.until else [])


def order_by(orders: dict[str, str], sort: str) -> str:
    """Give the order of a list as SQL; whatever it is by, ties never depend on the order of adding."""
    if sort in orders and sort.startswith("-"):
        return orders[sort]
    backwards = sort.startswith("-")
    return orders[sort.removeprefix("-")].format("DESC" if backwards else "ASC")
