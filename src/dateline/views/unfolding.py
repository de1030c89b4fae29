"""Rows that are read one after the other, no further than somebody looks."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from typing import Generic, TypeVar, overload

T = TypeVar("T")


class Unfolding(Sequence[int], Generic[T]):
    """The places of what an iterator gives, for a Listing; how many there are is known when all of it was read."""

    def __init__(self, begin: Callable[[], Iterator[T]]) -> None:
        self._begin = begin
        self._rest: Iterator[T] | None = None
        self._read: list[T] = []

    def load(self, places: Sequence[int]) -> list[T]:
        """Give what stands at some places."""
        self._read_to(max(places, default=-1) + 1)
        return [self._read[place] for place in places]

    def _read_to(self, last: int | None) -> int:
        if self._rest is None:
            self._rest = self._begin()
        self._read.extend(islice(self._rest, None if last is None else max(0, last - len(self._read))))
        return len(self._read)

    def __len__(self) -> int:
        return self._read_to(None)

    @overload
    def __getitem__(self, index: int) -> int: ...
    @overload
    def __getitem__(self, index: slice) -> range: ...
    def __getitem__(self, index: int | slice) -> int | range:
        if isinstance(index, int):
            return range(self._read_to(index + 1 if index >= 0 else None))[index]
        to_end = index.stop is None or index.stop < 0 or (index.start or 0) < 0
        return range(self._read_to(None if to_end else index.stop))[index]
