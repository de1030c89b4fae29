"""Articles about one matter become a story: which are worth comparing, and how they are joined."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from dateline.knowledge.words import load_story_weights
from dateline.merging.alikeness import compare_articles, score_articles
from dateline.merging.candidates import Crowd, find_pairs, hash_key
from dateline.merging.clustering import Clusterer, Edge
from dateline.merging.matter import rarity_of_name
from dateline.merging.parts import Part, find_parts
from dateline.merging.points import Comparison
from dateline.merging.reports import Source
from dateline.merging.sketch import Sketch, make_sketch

_NAMES, _NAMES_BY_DAY, _WORDS = 24, 12, 8
_BUCKET = 4
ARTICLES = Crowd(30, 10, 500)
_REMEMBERED = 200_000
"""So many pairs of articles may be remembered with their points."""
NEVER = float("-inf")


def make_story_keys(source: Source) -> list[int]:
    """Give the keys of an article, each once, in ascending order; numbers of 63 bits."""
    return sorted({hash_key(key) for key in _find_keys(source)})


def _find_keys(source: Source) -> Iterator[str]:
    names = sorted(source.matter.names, key=lambda name: (-rarity_of_name(name), name))
    words = [stem for stem, _ in sorted(source.topic, key=lambda pair: (-pair[1], pair[0]))]
    for name in names[:_NAMES]:
        yield f"story|name {name}"
    day = source.day
    for bucket in ["undated"] if day is None else range((day - 2) // _BUCKET, (day + 1) // _BUCKET + 1):
        for name in names[:_NAMES_BY_DAY]:
            yield f"story|{bucket}|name {name}"
        for stem in words[:_WORDS]:
            yield f"story|{bucket}|word {stem}"


def joined_from() -> float:
    """Tell from how many points on two groups of articles are one story."""
    return load_story_weights()["joined"]


class StoryMaker:
    """Articles by their numbers, compared no more than once."""

    def __init__(self, source_of: Callable[[int], Source], sketch_of: Callable[[int], Sketch] | None = None) -> None:
        self._source_of = source_of
        self._sketch_of = sketch_of
        self._sketches: dict[int, Sketch] = {}
        self._known: dict[Edge, float] = {}

    def score(self, first: int, second: int) -> float:
        """Give the points of two articles."""
        edge = (first, second) if first < second else (second, first)
        known = self._known.get(edge)
        if known is None:
            self.forget()
            known = self._known[edge] = score_articles(self._sketch(edge[0]), self._sketch(edge[1]))
        return known

    def compare(self, first: int, second: int) -> Comparison:
        """Compare two articles."""
        return compare_articles(self._sketch(first), self._sketch(second))

    def _sketch(self, number: int) -> Sketch:
        if self._sketch_of is not None:
            return self._sketch_of(number)
        sketch = self._sketches.get(number)
        if sketch is None:
            sketch = self._sketches[number] = make_sketch(self._source_of(number))
        return sketch

    def forget(self) -> None:
        """Forget what was compared so far, where that is much."""
        if len(self._known) > _REMEMBERED:
            self._known.clear()

    def join(self, members: Iterable[int], edges: Mapping[Edge, float]) -> list[list[Source]]:
        """Give the stories of some articles, each in the order of publication, by their first articles."""
        stories = (story for part in find_parts(members, edges, joined_from()) for story in self.join_part(part))
        return sorted(stories, key=lambda story: order_of(story[0]))

    def join_part(self, part: Part) -> list[list[Source]]:
        """Give the stories of what hangs together."""
        groups: Sequence[Sequence[int]] = [part.members]
        if len(part.members) > 1:
            groups = Clusterer(self.score, joined_from(), ruled_out=NEVER).cluster(part.members, part.edges)
        return [sorted(map(self._source_of, group), key=order_of) for group in groups]


def order_of(source: Source) -> tuple[str, str]:
    """Earliest first; an unknown day comes last."""
    return (source.published or "~", source.id)


def find_story_pairs(sources: Iterable[Source]) -> set[Edge]:
    """Find the pairs of articles that are worth comparing."""
    blocks: dict[int, list[int]] = {}
    for source in sources:
        for key in make_story_keys(source):
            blocks.setdefault(key, []).append(source.number)
    return {pair for members in blocks.values() for pair in find_pairs(members, ARTICLES)}


def join_articles(sources: Iterable[Source]) -> list[list[Source]]:
    """Join all articles into stories."""
    known = {source.number: source for source in sources}
    maker, least = StoryMaker(known.__getitem__), joined_from()
    pairs = ((pair, maker.score(*pair)) for pair in sorted(find_story_pairs(known.values())))
    return maker.join(known, {pair: score for pair, score in pairs if score >= least})
