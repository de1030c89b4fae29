"""The stories that changed articles are of are made again, and kept in the ledger."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet

from dateline.ledger.merges import MergeTables
from dateline.merging.graph import Changes, Graph, Progress
from dateline.merging.helping import Edges, Partitions, Scored
from dateline.merging.keeping import KeptStory, join_stories
from dateline.merging.parting import PartFinder
from dateline.merging.parts import Part
from dateline.merging.rejoining import mark_part
from dateline.merging.shelf import Shelf
from dateline.merging.stories import ARTICLES, StoryMaker, joined_from, make_story_keys


class StoryKeeper:
    """Keeps up the stories of a ledger."""

    def __init__(self, tables: MergeTables, shelf: Shelf, partitions: Partitions) -> None:
        self._tables = tables
        self._shelf = shelf
        self._partitions = partitions
        self._maker = StoryMaker(shelf.source_of, shelf.sketch_of)
        self._graph = Graph(tables, self._compare, self._keys_of, joined_from(), ARTICLES)

    def let_go(self) -> None:
        """Let go of what was held for comparing."""
        self._maker = StoryMaker(self._shelf.source_of, self._shelf.sketch_of)

    def _compare(self, pairs: Edges) -> Scored:
        return self._partitions.compare("compare articles", pairs, self._maker.score)

    def _keys_of(self, number: int) -> list[int]:
        return make_story_keys(self._shelf.source_of(number))

    def update(self, changes: Changes, other_voices: Iterable[str], progress: Progress | None = None) -> int:
        """Make the stories again that changed articles are of; give how many."""
        renewed = changes.come | {self._shelf.source(article).number for article in other_voices}
        ends = self._graph.update(changes, progress)
        lost = {story for story in map(self._tables.story_of, sorted(changes.gone)) if story is not None}
        parted = {*changes.parted, *(each for story in sorted(lost) for each in self._tables.articles_of(story))}
        waiting = renewed | ends | parted
        for story in sorted({story for story in map(self._tables.story_of, sorted(waiting)) if story is not None}):
            waiting.update(self._tables.articles_of(story))
        self._tables.drop_stories(sorted(lost))
        there = {number for number in waiting if self._tables.article_of(number) is not None}
        parts = PartFinder(self._tables, joined_from()).find(there, parted & there)
        changed = self._find_changed(parts, renewed)
        made = 0
        for _, told in self._partitions.join("join articles", changed, self._join, KeptStory, frozenset()):
            for each in told:
                days_and_voices = each.since, each.until, each.voices
                self._tables.keep_story(each.number, each.key, each.entry, each.articles, days_and_voices)
            made += len(told)
        return made

    def _find_changed(self, parts: Iterable[Part], renewed: AbstractSet[int]) -> Iterator[Part]:
        """Yield the parts whose stories must be made again; the stories that were are dropped."""
        for part in parts:
            if mark_part(self._tables, part) or not renewed.isdisjoint(part.members):
                before = {story for story in map(self._tables.story_of, part.members) if story is not None}
                self._tables.drop_stories(sorted(before))
                yield part

    def _join(self, part: Part) -> list[KeptStory]:
        self._maker.forget()
        return join_stories(part, self._maker, self._shelf.voice)
