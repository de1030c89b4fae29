"""Stories: articles about one matter, with what holds them together."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Unpack

import msgspec

from dateline.ledger import Store
from dateline.merging.types import Link, Story
from dateline.model.errors import LedgerError
from dateline.views.columns import BETWEEN, Column
from dateline.views.conditions import Condition, all_of, is_among, is_one_of, with_limit
from dateline.views.filters import ArticleFilters, Wanted, read_filters
from dateline.views.first import Walk, find_first
from dateline.views.listing import Listing
from dateline.views.lists import article_conditions, count_undated_articles, days_of, find_articles
from dateline.views.rows import Line, SourceRow

_STORY = msgspec.json.Decoder(Story)
ORDERS = {
    f"{way}{column}": f"{column} {'DESC' if way else 'ASC'}, key"
    for column in ("until", "since", "articles", "voices")
    for way in ("", "-")
}
"""Ties by key."""


class StoryRow(Line, frozen=True, kw_only=True):
    """Articles about one matter, earliest first."""

    key: str
    title: str | None
    """Of the earliest article."""
    articles: int
    voices: int
    """Independent origins: copies of one text and all texts of one agency or outlet are one."""
    events: int
    """Events that two or more of its reports tell of, and those that one does."""
    contested: int
    """Of these, on how many reports contradict each other or someone denies."""
    since: str | None
    until: str | None
    sources: tuple[SourceRow, ...]
    links: tuple[Link, ...]
    """Why each article but the first is in it."""


STORY_COLUMNS: tuple[Column[StoryRow], ...] = (
    Column("dateline_id", lambda row: row.key),
    Column("since", lambda row: row.since),
    Column("until", lambda row: row.until),
    Column("title", lambda row: row.title),
    Column("articles", lambda row: row.articles, kind="whole"),
    Column("voices", lambda row: row.voices, kind="whole"),
    Column("events", lambda row: row.events, kind="whole"),
    Column("contested", lambda row: row.contested, kind="whole"),
    Column("outlets", lambda row: BETWEEN.join(dict.fromkeys(each.outlet for each in row.sources if each.outlet))),
    Column("article_ids", lambda row: BETWEEN.join(each.article for each in row.sources)),
)


def list_stories(store: Store, **filters: Unpack[ArticleFilters]) -> Listing[StoryRow]:
    """List stories of two articles and more, the latest first; one fits when one of its articles fits the filters."""
    wanted = read_filters("stories", filters)
    order = ORDERS[wanted.sort or "-until"]
    undated = 0
    with store.snapshot():
        if not narrows(wanted):
            numbers = _ask(store, order, wanted.limit)
        else:
            articles = msgspec.structs.replace(wanted, sort=None, limit=None)
            undated = count_undated_articles(store, articles)
            first = find_first(store, _walk(store, articles, order), wanted.limit)
            fitting = find_articles(store, articles) if first is None else ()
            numbers = _stories_of(store, fitting, order, wanted.limit) if first is None else first
    return Listing(numbers, lambda some: load_stories(store, some), STORY_COLUMNS, undated)


def narrows(wanted: Wanted) -> bool:
    """Tell whether a story must have an article of some kind, not only be one."""
    return msgspec.structs.replace(wanted, sort=None, limit=None, all_versions=False) != Wanted()


def _ask(store: Store, order: str, limit: int | None, fits: Condition | None = None) -> list[int]:
    which, values = (f" WHERE {fits.sql}", fits.values) if fits is not None else ("", ())
    sql = f"SELECT id FROM stories{which} ORDER BY {order}"
    return [row[0] for row in store.query(*with_limit(sql, values, limit))]


_MOST = 1_000
"""So many stories are looked at one by one: each asks for its articles, and what few fit is found sooner by these."""


def _walk(store: Store, wanted: Wanted, order: str) -> Walk:
    """Look at stories one by one: one of its articles fits."""
    one = all_of([*article_conditions(store, wanted, each=True), *days_of(wanted, "a.published")])
    articles = (
        "SELECT 1 FROM story_articles x JOIN merge_reports m ON m.number = x.number "
        "JOIN articles a ON a.article_id = m.article_id"
    )
    fits = Condition(f"EXISTS ({articles} WHERE x.story = s.id AND {one.sql})", one.values)
    rows = "id, key, since, until, articles, voices FROM stories"
    return Walk(rows, "s", Condition("1 = 1"), fits, order, most=_MOST)


def _stories_of(store: Store, articles: Sequence[str], order: str, limit: int | None) -> list[int]:
    """Give the stories of some articles, by their ids."""
    those = is_among("number", [int(each[:15], 16) for each in articles])
    fits = Condition(f"id IN (SELECT story FROM story_articles WHERE {those.sql})", those.values)
    return _ask(store, order, limit, fits)


Told = Mapping[int, tuple[int, int]]
"""By the number of a story of how many events its reports tell, and how many of these are contested."""
CountTold = Callable[[Mapping[int, Story], Mapping[str, int]], Told]
"""Counts them for stories by their numbers, given the numbers of their articles."""


def load_stories(store: Store, numbers: Sequence[int], count: CountTold | None = None) -> list[StoryRow]:
    """Load the stories of these numbers, in this order; `count` counts what they tell of, else the tables are asked."""
    fits = is_among("id", numbers)
    found = store.query(f"SELECT id, entry FROM stories WHERE {fits.sql}", fits.values)
    stories = {number: _STORY.decode(entry.encode()) for number, entry in found}
    fits = is_one_of("article_id", [article for story in stories.values() for article in story.articles])
    sql = f"SELECT id, article_id, ref, url, outlet, title, published FROM articles WHERE {fits.sql}"
    sources: dict[str, SourceRow] = {}
    rows: dict[str, int] = {}
    for row, article, ref, url, outlet, title, published in store.query(sql, fits.values):
        sources[article] = SourceRow(article=article, ref=ref, url=url, outlet=outlet, title=title, published=published)
        rows[article] = row
    told = _count_told(store, stories, rows) if count is None else count(stories, rows)
    return [_make_row(stories[number], sources, told[number]) for number in numbers if number in stories]


def _count_told(store: Store, stories: Mapping[int, Story], rows: Mapping[str, int]) -> Told:
    told: dict[int, set[int]] = {}
    fits = is_among("e.article", rows.values())
    sql = f"SELECT e.article, r.joined FROM events e JOIN joined_reports r ON r.event = e.id WHERE {fits.sql}"
    for row, event in store.query(sql, fits.values):
        told.setdefault(row, set()).add(event)
    events = {number: set().union(*(told.get(rows[a], ()) for a in s.articles)) for number, s in stories.items()}
    fits = is_among("joined", sorted(set().union(*events.values())))
    sql = f"SELECT DISTINCT joined FROM joined_fields WHERE {fits.sql} AND status IN ('contested', 'denied')"
    contested = {row[0] for row in store.query(sql, fits.values)}
    return {number: (len(its), len(its & contested)) for number, its in events.items()}


def _make_row(story: Story, sources: Mapping[str, SourceRow], told: tuple[int, int]) -> StoryRow:
    return StoryRow(
        key=story.id,
        title=sources[story.articles[0]].title,
        articles=len(story.articles),
        voices=story.voices,
        events=told[0],
        contested=told[1],
        since=story.since,
        until=story.until,
        sources=tuple(sources[article] for article in story.articles),
        links=story.links,
    )


def load_story(store: Store, key: str) -> StoryRow:
    """Load a story by its id or the unambiguous beginning of one; raises LedgerError where none or several fit."""
    letters = key.strip().lower().removeprefix("story:")
    if len(letters) < 6 or not letters.isalnum():
        raise LedgerError(f"{key!r} is too short for an id; give at least 6 letters after the colon")
    sql = "SELECT id, key FROM stories WHERE key >= ? AND key < ? ORDER BY key LIMIT 10"
    found = store.query(sql, (f"story:{letters}", f"story:{letters}~"))
    if not found:
        raise LedgerError(f"{store.path} holds no story {key!r}; `dateline stories` gives the ids in its first column")
    if len(found) > 1:
        raise LedgerError(f"{key!r} fits several ids: {', '.join(row[1] for row in found)}; give more of it")
    return load_stories(store, [found[0][0]])[0]
