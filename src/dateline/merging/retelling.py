"""The stories that changed articles are of are made again, and kept in the ledger."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import msgspec

from dateline.ledger.merges import MergeTables
from dateline.merging.graph import Changes, Graph, Progress
from dateline.merging.parts import Part, find_parts
from dateline.merging.rejoining import mark_part
from dateline.merging.reports import Source
from dateline.merging.shelf import Shelf
from dateline.merging.stories import ARTICLES, StoryMaker, joined_from, make_story_keys
from dateline.merging.types import Link, Story

_NOBODY: Mapping[int, Sequence[int]] = {}
_LOOKED_AT = 30
"""An article is linked to the nearest of so many earlier ones."""


class StoryKeeper:
    """Keeps up the stories of a ledger."""

    def __init__(self, tables: MergeTables, shelf: Shelf) -> None:
        self._tables = tables
        self._shelf = shelf
        self._maker = StoryMaker(shelf.source_of)
        self._graph = Graph(tables, self._maker.score, self._keys_of, joined_from(), ARTICLES)

    def _keys_of(self, number: int) -> list[int]:
        return make_story_keys(self._shelf.source_of(number))

    def update(self, changes: Changes, other_voices: Iterable[str], progress: Progress | None = None) -> int:
        """Make the stories again that changed articles are of; give how many."""
        renewed = changes.come | {self._shelf.source(article).number for article in other_voices}
        waiting = renewed | self._graph.update(changes, progress)
        lost = {story for story in map(self._tables.story_of, sorted(changes.gone)) if story is not None}
        seen_stories = lost | {story for story in map(self._tables.story_of, sorted(waiting)) if story is not None}
        for story in sorted(seen_stories):
            waiting.update(self._tables.articles_of(story))
        self._tables.drop_stories(sorted(lost))
        seen: set[int] = set()
        made = 0
        for number in sorted(each for each in waiting if self._tables.article_of(each) is not None):
            if number not in seen:
                members, edges = self._graph.find_connected(number, _NOBODY)
                seen.update(members)
                for part in find_parts(members, edges, joined_from()):
                    if mark_part(self._tables, part) or not renewed.isdisjoint(part.members):
                        made += self._make(part)
        return made

    def _make(self, part: Part) -> int:
        stories = {story for story in map(self._tables.story_of, part.members) if story is not None}
        self._tables.drop_stories(sorted(stories))
        self._maker.forget()
        groups = [group for group in self._maker.join_part(part) if len(group) > 1]
        for group in groups:
            story = make_story(group, {each.id: self._shelf.voice(each.id) for each in group}, self._maker)
            entry = msgspec.json.encode(story).decode()
            self._tables.keep_story(group[0].number, story.id, entry, [each.number for each in group])
        return len(groups)


def make_story(articles: Sequence[Source], voices: Mapping[str, str], maker: StoryMaker) -> Story:
    """Make the entry of a story; its articles in the order of publication."""
    days = sorted(each.published[:10] for each in articles if each.published)
    return Story(
        id=f"story:{articles[0].id[:15]}",
        articles=tuple(each.id for each in articles),
        voices=len({voices[each.id] for each in articles}),
        since=days[0] if days else None,
        until=days[-1] if days else None,
        links=tuple(_link(articles, position, maker) for position in range(1, len(articles))),
    )


def _link(articles: Sequence[Source], position: int, maker: StoryMaker) -> Link:
    here = articles[position]
    nearest = max(
        articles[:position][:_LOOKED_AT], key=lambda earlier: (maker.score(here.number, earlier.number), earlier.id)
    )
    comparison = maker.compare(here.number, nearest.number)
    reasons = sorted(((point.reason, point.weight) for point in comparison.points), key=lambda pair: -abs(pair[1]))
    return Link(report=here.id, to=nearest.id, score=comparison.score, reasons=tuple(reasons))
