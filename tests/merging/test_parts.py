"""What hangs together by weak pairs alone is parted where there is too much of it."""

from __future__ import annotations

from dateline.merging.parts import find_parts

CHAIN = {(n, n + 1): 4.0 + 0.1 * (n % 7 == 0) for n in range(50)}
CLIQUES = {(10 * group + a, 10 * group + b): 11.0 for group in range(5) for a in range(4) for b in range(a + 1, 4)} | {
    (10 * group + 3, 10 * group + 10): 4.2 for group in range(4)
}


def test_what_is_small_is_left_whole() -> None:
    (part,) = find_parts(range(51), CHAIN, 4.0, limit=51)
    assert list(part.members) == list(range(51))
    assert dict(part.edges) == CHAIN
    assert not part.level


def test_weak_pairs_are_left_out_until_the_rest_is_small() -> None:
    members = {end for edge in CLIQUES for end in edge}
    parts = find_parts(members, CLIQUES, 4.0, limit=6)
    assert [list(part.members) for part in parts] == [[10 * g, 10 * g + 1, 10 * g + 2, 10 * g + 3] for g in range(5)]
    assert all(part.level and set(part.edges.values()) == {11.0} for part in parts)


def test_what_people_decided_is_not_parted() -> None:
    members = {end for edge in CLIQUES for end in edge}
    parts = find_parts(members, CLIQUES, 4.0, [(3, 10)], limit=6)
    assert [len(part.members) for part in parts] == [8, 4, 4, 4]


def test_what_cannot_be_parted_stays_whole() -> None:
    clique = {(a, b): 30.0 for a in range(9) for b in range(a + 1, 9)}
    (part,) = find_parts(range(9), clique, 4.0, limit=3)
    assert list(part.members) == list(range(9))
    assert dict(part.edges) == clique


def test_the_mark_is_of_members_and_pairs() -> None:
    (one,) = find_parts(range(3), {(0, 1): 5.0, (1, 2): 5.0}, 4.0)
    (same,) = find_parts([2, 1, 0], {(1, 2): 6.0, (0, 1): 5.0}, 4.0)
    (other,) = find_parts(range(3), {(0, 1): 5.0, (0, 2): 5.0}, 4.0)
    assert one.mark == same.mark != other.mark
