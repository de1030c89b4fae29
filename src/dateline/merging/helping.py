"""Merging is cut into partitions that need nothing of each other, and given to helpers where that is worth the way."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from itertools import islice
from typing import Protocol, TypeVar

import msgspec

from dateline.ledger.merges import MergeTables
from dateline.merging.clustering import Edge
from dateline.merging.jobs import Cut, Given, Helpers, Pairs, Parts, cut_article, pack, pack_part, unpack_points
from dateline.merging.parts import Part
from dateline.merging.shelf import Shelf

_FEW_ARTICLES, _ARTICLES = 100, 24
_FEW_PAIRS = 8_000
_SLICES, _LEAST, _MOST = 8, 4_000, 40_000
"""Pairs are cut into so many slices, of no fewer and no more pairs: each article of a slice has to be sent with it."""
_LARGE_PART = 24
"""Members from which on joining a part costs more than sending its articles."""
_PART_MEMBERS = 200
_HELD_PARTS = 2_000
"""So many parts are gathered before they are joined."""
T = TypeVar("T")
Score = Callable[[int, int], float]
Scored = Iterator[tuple[int, int, float]]


class Edges(Protocol):
    """Pairs of members, all different."""

    def __len__(self) -> int: ...

    def __iter__(self) -> Iterator[Edge]: ...


class Partitions:
    """The work of merging, done here or by helpers; what comes of it is the same, in the same order."""

    def __init__(self, tables: MergeTables, shelf: Shelf, helpers: Helpers | None) -> None:
        self._tables = tables
        self.shelf = shelf
        self._helpers = helpers

    def cut(self, articles: Sequence[str]) -> Iterator[tuple[str, Cut | None]]:
        """Cut the records of articles down to what merging needs; None where one is not current."""
        if self._helpers is None or len(articles) < _FEW_ARTICLES:
            for article in articles:
                record = self._tables.current_record(article)
                yield article, None if record is None else cut_article(record)
            return
        batches: deque[list[tuple[str, bool]]] = deque()

        def order() -> Iterator[bytes]:
            for some in _batch(articles, _ARTICLES):
                records = [self._tables.current_record(article) for article in some]
                batches.append([(article, record is not None) for article, record in zip(some, records, strict=True)])
                yield msgspec.msgpack.encode([record for record in records if record is not None])

        for data in self._helpers.help("cut articles", order()):
            cuts = iter(msgspec.msgpack.decode(data, type=list[Cut]))
            for article, is_current in batches.popleft():
                yield article, next(cuts) if is_current else None

    def compare(self, job: str, pairs: Edges, score: Score) -> Scored:
        """Give pairs with their points; pairs near each other share their articles."""
        if self._helpers is None or len(pairs) < _FEW_PAIRS:
            for first, second in pairs:
                yield first, second, score(first, second)
            return
        size = max(_LEAST, min(_MOST, len(pairs) // _SLICES + 1))
        slices: deque[list[Edge]] = deque()

        def order() -> Iterator[bytes]:
            for some in _batch(pairs, size):
                slices.append(some)
                ends = {end for pair in some for end in pair}
                first, second = pack(pair[0] for pair in some), pack(pair[1] for pair in some)
                yield msgspec.msgpack.encode(Pairs(self._gather(ends), first, second))

        for data in self._helpers.help(job, order()):
            for (first, second), points in zip(slices.popleft(), unpack_points(data), strict=True):
                yield first, second, points

    def join(
        self, job: str, parts: Iterable[Part], here: Callable[[Part], list[T]], kind: type[T], alone: AbstractSet[int]
    ) -> Iterator[tuple[Part, list[T]]]:
        """Give parts with what was made of each, in their order; those with a member in `alone` are done here."""
        for some in _batch(parts, _HELD_PARTS):
            large = [part for part in some if len(part.members) >= _LARGE_PART and alone.isdisjoint(part.members)]
            if self._helpers is None:
                large = []
            made = self._send(job, large, kind)
            sent = {id(part) for part in large}
            for part in some:
                yield part, next(made) if id(part) in sent else here(part)

    def _send(self, job: str, parts: Sequence[Part], kind: type[T]) -> Iterator[list[T]]:
        if self._helpers is None or not parts:
            return iter(())
        answers = self._helpers.help(job, (self._pack(some) for some in _gather_members(parts)))
        decode = msgspec.msgpack.Decoder(list[list[kind]]).decode  # type: ignore[valid-type]
        return (made for data in answers for made in decode(data))

    def _pack(self, parts: Sequence[Part]) -> bytes:
        members = {member for part in parts for member in part.members}
        return msgspec.msgpack.encode(Parts(self._gather(members), tuple(map(pack_part, parts))))

    def _gather(self, numbers: Iterable[int]) -> tuple[Given, ...]:
        """Give the articles that members are of, each once, in the order of their ids."""
        articles = sorted({self.shelf.article_of(number) for number in numbers})
        return tuple(Given(kept.source, kept.voice) for kept in map(self.shelf.kept, articles))


def _batch(items: Iterable[T], size: int) -> Iterator[list[T]]:
    waiting = iter(items)
    while some := list(islice(waiting, size)):
        yield some


def _gather_members(parts: Iterable[Part]) -> Iterator[list[Part]]:
    """Put parts together until they have enough members to be worth the way."""
    some: list[Part] = []
    members = 0
    for part in parts:
        some.append(part)
        members += len(part.members)
        if members >= _PART_MEMBERS:
            yield some
            some, members = [], 0
    if some:
        yield some
