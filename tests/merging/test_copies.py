"""Copies are found by the passages they share, whatever stands around them; boilerplate makes nobody a copy."""

from __future__ import annotations

import random

import numpy as np
import pytest

from dateline.merging.copies import Copy, CopyFinder, choose_originals, count_shared, find_copies, find_passages
from dateline.merging.fingerprints import Fingerprint, make_fingerprint

_WORDS = [
    f"{a}{b}{c}" for a in ("ba", "do", "ki", "lu") for b in ("mar", "ten", "vos", "ril") for c in ("a", "en", "is")
]


def story(seed: int, words: int = 300) -> str:
    chance = random.Random(seed)
    return " ".join(chance.choice(_WORDS) + str(chance.randrange(40)) for _ in range(words))


def pairs(*texts: str) -> set[tuple[int, int]]:
    return {(copy.first, copy.second) for copy in find_copies([make_fingerprint(text) for text in texts])}


def test_what_travels_on_is_found_and_what_is_alike_in_kind_is_not() -> None:
    first, second = story(1), story(2)
    cut = " ".join(first.split()[:120])
    framed = f"Exclusive! {first} Follow us everywhere."
    spliced = " ".join(first.split()[:150] + second.split()[150:])
    assert pairs(first, second) == set()
    assert pairs(first, cut) == {(0, 1)}
    assert pairs(first, framed) == {(0, 1)}
    assert pairs(first, second, spliced) == {(0, 2), (1, 2)}


def test_case_marks_and_lines_make_no_difference() -> None:
    text = story(3)
    other = text.upper().replace(" ", " — ", 40).replace(" ", "\n", 60)
    assert make_fingerprint(text).hashes.tolist() == make_fingerprint(other).hashes.tolist()


@pytest.mark.parametrize("text", ["", "one", "one two three", "…", "🚀 " * 50])
def test_texts_too_short_to_tell_are_copies_of_nothing(text: str) -> None:
    assert pairs(text, text) == set()


def test_boilerplate_of_an_outlet_is_no_copy() -> None:
    notice = story(99, 60)
    short = [f"{story(number, 240)} {notice}" for number in range(100, 140)]
    short[5] = f"{story(600, 40)} {notice}"
    found = pairs(*short)
    assert found == set()
    assert pairs(*short, short[3] + " " + story(500, 20)) == {(3, 40)}


def of_runs(*runs: int) -> Fingerprint:
    return Fingerprint(np.unique(np.array(runs, dtype=np.uint64) * np.uint64(16)))


def test_formulas_do_not_vouch_for_each_other() -> None:
    """Short reports that share two phrases of the four that all are made of have half of their runs in common."""
    chance = random.Random(3)
    short = [of_runs(*chance.sample(range(4), 2), 10 + 2 * number, 11 + 2 * number) for number in range(120)]
    assert find_copies(short) == []


@pytest.mark.parametrize(("short", "framed"), [((1, 2), 0), ((1, 2, 3), 2)])
def test_a_short_text_that_travels_far_is_no_formula(short: tuple[int, ...], framed: int) -> None:
    frames = [range(10 * number, 10 * number + min(number % 3, framed)) for number in range(1, 100)]
    found = find_copies([of_runs(*short, *frame) for frame in frames])
    assert {copy.second for copy in found} == set(range(1, 99))


def test_a_text_that_travels_far_is_found_to_the_last_copy() -> None:
    text = story(5)
    found = pairs(*[f"Outlet number {number} reports. {text}" for number in range(260)])
    assert {late for _, late in found} == set(range(1, 260))


def test_originals_are_the_earliest_and_splices_join_nobody() -> None:
    first, second = story(6), story(7)
    spliced = " ".join(first.split()[:200] + second.split()[220:])
    texts = [first, second, spliced, second + " more"]
    copies = find_copies([make_fingerprint(text) for text in texts])
    assert choose_originals(range(4), copies) == {0: 0, 1: 1, 2: 0, 3: 1}
    later_first = choose_originals([3, 2, 1, 0], copies)
    assert later_first[1] == 3


def test_originals_do_not_depend_on_the_order_of_pairs() -> None:
    copies = [Copy(0, 1, 5, 0.5), Copy(1, 2, 5, 0.9), Copy(0, 2, 3, 0.4), Copy(3, 4, 2, 1.0)]
    for seed in range(10):
        mixed = random.Random(seed).sample(copies, len(copies))
        assert choose_originals(range(5), mixed) == {0: 0, 1: 0, 2: 0, 3: 3, 4: 3}


def test_one_by_one_is_as_good_as_all_at_once() -> None:
    texts = [story(1), story(2), story(1) + " end", story(2)[:1500], "", story(7)]
    fingerprints = [make_fingerprint(text) for text in texts]
    finder = CopyFinder()
    found = [copy for each in fingerprints for copy in finder.add(each.hashes.tolist(), len(each))]
    assert {(copy.first, copy.second) for copy in found} == {(0, 2), (1, 3)}
    assert found == find_copies(fingerprints)


def test_shared_passages_are_named_where_they_stand() -> None:
    shared = "The army said on Monday that it had taken the bridge after two days of fighting."
    first = f"KYIV - {shared} Nobody was hurt."
    second = f"By our staff\n\n{shared.upper()}\n\nThe mayor wept, and the rain fell on the empty square."
    ((one, other),) = find_passages(first, second)
    assert first[slice(*one)] == shared.rstrip(".")
    assert second[slice(*other)] == shared.upper().rstrip(".")
    assert list(find_passages(first, "Quite another text about something else altogether, you see.")) == []


def test_shared_runs_are_counted() -> None:
    text = make_fingerprint(story(8))
    assert count_shared(text, text) == len(text)
    assert count_shared(text, make_fingerprint(story(9))) == 0
