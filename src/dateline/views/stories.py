"""Stories: articles about one matter, with what holds them together."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Unpack

import msgspec

from dateline.ledger import Store
from dateline.merging.types import Link, Story
from dateline.model.errors import LedgerError
from dateline.views.columns import BETWEEN, Column
from dateline.views.filters import ArticleFilters, Wanted, read_filters
from dateline.views.listing import Listing
from dateline.views.lists import list_articles
from dateline.views.rows import Line, SourceRow

_STORY = msgspec.json.Decoder(Story)
_CHUNK = 500


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
    narrowed: ArticleFilters = {**filters}
    narrowed.pop("sort", None)
    narrowed.pop("limit", None)
    with store.snapshot():
        if not narrowed and isinstance(store.path, Path):
            return Listing(
                _all_stories(store, wanted), lambda some: [_load(store, each) for each in some], STORY_COLUMNS
            )
        found = list_articles(store, **narrowed)
        undated = found.undated
        numbers = _stories_of(store, found.numbers)
        dated = [(number, *_facts(store, number)) for number in numbers]
    sort = wanted.sort or "-until"
    position = {"until": 2, "since": 1, "articles": 3, "voices": 4}[sort.removeprefix("-")]
    dated.sort(key=lambda row: row[5])
    dated.sort(key=lambda row: row[position], reverse=sort.startswith("-"))
    chosen = [row[0] for row in dated][: wanted.limit]
    return Listing(chosen, lambda some: [_load(store, number) for number in some], STORY_COLUMNS, undated)


def _all_stories(store: Store, wanted: Wanted) -> list[int]:
    """Give all stories in the order wanted, without reading more of them than that needs."""
    sort = wanted.sort or "-until"
    by = {"until": "$.until", "since": "$.since", "articles": "$.articles", "voices": "$.voices"}[
        sort.removeprefix("-")
    ]
    get = "json_array_length(entry, ?)" if by == "$.articles" else "coalesce(json_extract(entry, ?), '')"
    sql = f"SELECT id FROM stories ORDER BY {get} {'DESC' if sort.startswith('-') else 'ASC'}, key LIMIT ?"
    return [row[0] for row in store.query(sql, (by, -1 if wanted.limit is None else wanted.limit))]


def _stories_of(store: Store, articles: Sequence[int]) -> list[int]:
    stories: set[int] = set()
    for first in range(0, len(articles), _CHUNK):
        marks = ", ".join(str(number) for number in articles[first : first + _CHUNK])
        ids = [row[0] for row in store.query(f"SELECT article_id FROM articles WHERE id IN ({marks})")]
        numbers = ", ".join(str(int(each[:15], 16)) for each in ids)
        stories.update(row[0] for row in store.query(f"SELECT story FROM story_articles WHERE number IN ({numbers})"))
    return sorted(stories)


def _facts(store: Store, number: int) -> tuple[str, str, int, int, str]:
    story = _entry(store, number)
    return (story.since or "", story.until or "", len(story.articles), story.voices, story.id)


def _entry(store: Store, number: int) -> Story:
    return _STORY.decode(store.query("SELECT entry FROM stories WHERE id = ?", (number,))[0][0].encode())


def _load(store: Store, number: int) -> StoryRow:
    story = _entry(store, number)
    marks = ",".join("?" * len(story.articles))
    sql = f"SELECT article_id, ref, url, outlet, title, published FROM articles WHERE article_id IN ({marks})"
    sources = {
        row[0]: SourceRow(article=row[0], ref=row[1], url=row[2], outlet=row[3], title=row[4], published=row[5])
        for row in store.query(sql, story.articles)
    }
    of_these = (
        "SELECT r.joined FROM joined_reports r JOIN events e ON e.id = r.event JOIN articles a ON a.id = e.article "
        f"WHERE a.article_id IN ({marks})"
    )
    ((events,),) = store.query(f"SELECT count(DISTINCT joined) FROM ({of_these}) AS told", story.articles)
    ((contested,),) = store.query(
        "SELECT count(DISTINCT joined) FROM joined_fields WHERE status IN ('contested', 'denied') "
        f"AND joined IN ({of_these})",
        story.articles,
    )
    return StoryRow(
        key=story.id,
        title=sources[story.articles[0]].title,
        articles=len(story.articles),
        voices=story.voices,
        events=events,
        contested=contested,
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
    return _load(store, found[0][0])
