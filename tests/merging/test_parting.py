"""Parts found from where the changes are: those that all members at once make, and all that are others now."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from dateline.ledger import Store
from dateline.ledger.merges import MergeTables
from dateline.merging import parts
from dateline.merging.clustering import Edge
from dateline.merging.parting import PartFinder
from dateline.merging.parts import find_parts
from dateline.merging.rejoining import mark_part

JOINED = 4.0
Shape = set[tuple[tuple[int, ...], tuple[Edge, ...], int]]


class World:
    """Members and pairs that come and go, in the tables of a ledger."""

    def __init__(self, tables: MergeTables, chance: random.Random) -> None:
        self.tables = tables
        self.chance = chance
        self.members: set[int] = set()
        self.edges: dict[Edge, float] = {}
        self.together: list[Edge] = []
        self.kept: Shape = set()

    def change(self) -> tuple[set[int], set[int]]:
        """Change something; give the members that came or have pairs that came, and those that lost one."""
        chance, changed, parted = self.chance, set[int](), set[int]()
        for _ in range(chance.randrange(4)):
            if self.members:
                gone = chance.choice(sorted(self.members))
                self.members.discard(gone)
                for edge in [edge for edge in self.edges if gone in edge]:
                    parted |= self._drop(edge)
                for pair in [pair for pair in self.together if gone in pair]:
                    self.together.remove(pair)
                    parted.update(pair)
                self.tables.unmark([gone])
        for _ in range(chance.randrange(8)):
            new = chance.randrange(10_000)
            if new not in self.members:
                self.members.add(new)
                changed.add(new)
        for edge in sorted(self.edges):
            if chance.random() < 0.03:
                parted |= self._drop(edge)
        known = sorted(self.members)
        for _ in range(chance.randrange(12) if len(known) > 1 else 0):
            place = chance.randrange(len(known) - 1)
            first, second = known[place], known[min(len(known) - 1, place + chance.randint(1, 4))]
            if (first, second) not in self.edges:
                self.edges[first, second] = points = chance.choice((4.0, 4.2, 4.5, 5.0, 5.6, 7.0, 10.0, 12.0))
                self.tables.keep_edges([(first, second, points)])
                changed |= {first, second}
        if len(known) > 1 and chance.random() < 0.2:
            first, second = sorted(chance.sample(known, 2))
            if (first, second) in self.together:
                self.together.remove((first, second))
            else:
                self.together.append((first, second))
            parted |= {first, second}
        return changed & self.members, parted & self.members

    def _drop(self, edge: Edge) -> set[int]:
        del self.edges[edge]
        self.tables.drop_edge(*edge)
        return set(edge)

    def follow(self, changed: set[int], parted: set[int]) -> int:
        """Let the parts that are kept follow; give how many were found."""
        near: dict[int, list[int]] = {}
        for first, second in self.together:
            near.setdefault(first, []).append(second)
            near.setdefault(second, []).append(first)
        found = list(PartFinder(self.tables, JOINED, near).find(changed, parted))
        touched = {member for part in found for member in part.members}
        self.kept = {each for each in self.kept if touched.isdisjoint(each[0]) and self.members.issuperset(each[0])} | {
            (tuple(part.members), tuple(sorted(part.edges)), part.level) for part in found
        }
        for part in found:
            mark_part(self.tables, part)
        assert len(touched) == sum(len(part.members) for part in found), "no member is in two parts"
        return len(found)


@pytest.mark.parametrize("limit", [1, 3, 8, 20])
@pytest.mark.parametrize("seed", range(6))
def test_parts_follow_changes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, limit: int, seed: int) -> None:
    monkeypatch.setattr(parts, "LIMIT", limit)
    found = every = 0
    with Store(tmp_path / "a.db") as store:

        def work(world: World) -> None:
            nonlocal found, every
            changed, parted = world.change()
            found += world.follow(changed, parted)
            whole = find_parts(world.members, world.edges, JOINED, world.together)
            every += len(whole)
            assert world.kept == {(tuple(part.members), tuple(sorted(part.edges)), part.level) for part in whole}

        def live(tables: MergeTables) -> None:
            world = World(tables, random.Random(seed))
            for _ in range(60):
                work(world)

        store.attempt(lambda connection: live(MergeTables(connection)))
    assert found < every / 2, "what is as it was is not looked for"
