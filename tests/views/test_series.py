"""What is counted in arrays is what counting row by row gives."""

from __future__ import annotations

import datetime
from collections import Counter
from typing import Literal, get_args

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.ledger import Store
from dateline.views import index_couples, list_events
from dateline.views.couples import couples_of
from dateline.views.index import EventIndex
from dateline.views.index_counts import count_codes, count_once
from dateline.views.index_couples import find_couples
from dateline.views.index_links import RowNumbers
from dateline.views.overview import find_doubtful, make_overview
from dateline.views.rows import EventRow
from dateline.views.series import GROUPS, Unit, begin_of, make_timeline
from dateline.views.statement_index import StatementIndex


@pytest.fixture
def index(example_ledger: Store) -> EventIndex:
    return EventIndex(example_ledger)


@pytest.mark.parametrize("unit", get_args(Unit))
@pytest.mark.parametrize("filters", [{}, {"actor": "Russia"}, {"since": "2026"}, {"status": "planned"}])
def test_a_timeline_counts_each_row(
    example_ledger: Store, index: EventIndex, unit: Unit, filters: dict[str, str]
) -> None:
    groups = {status: group for group, several in GROUPS.items() for status in several}
    counted: Counter[tuple[str, str]] = Counter()
    undated = 0
    for row in list_events(example_ledger, **filters):  # type: ignore[arg-type]
        day = row.start or row.end
        if day is None:
            undated += 1
        else:
            begin = begin_of(datetime.date.fromisoformat(day), unit).isoformat()
            counted[begin, groups[row.status]] += 1
    made = make_timeline(index, index.find(example_ledger, **filters).rows, unit)  # type: ignore[arg-type]
    assert made.undated == undated
    for bar in made.bars:
        told = (bar.happened, bar.ahead, bar.not_)
        assert told == tuple(counted.pop((bar.start, group), 0) for group in GROUPS)
    assert not +counted
    assert all(one.end < other.start for one, other in zip(made.bars, made.bars[1:]))


def doubts_of(row: EventRow, contested: bool) -> tuple[float, tuple[str, ...]]:
    """Tell what is in doubt of an event, by its row alone."""
    sides = (*row.actors, *row.recipients, *row.participants)
    asked = (
        (contested, 1.0, "reports contradict each other, or someone denies it"),
        (any(side.key is None for side in sides), 0.4, "a side is not resolved to a name"),
        (not sides, 0.5, "no side is named"),
        (row.start is None and row.end is None, 0.2, "no date"),
        (row.confidence < 0.7, 0.0, f"the reading is unsure ({row.confidence:.2f})"),
    )
    score = 1 - row.confidence + sum(weight for doubted, weight, _ in asked if doubted)
    return score, tuple(words for doubted, _, words in asked if doubted)


def test_the_most_doubtful_come_first(example_ledger: Store, index: EventIndex) -> None:
    contested = {row.key for row in list_events(example_ledger, contested=True)}
    told = [(row.key, *doubts_of(row, row.key in contested)) for row in list_events(example_ledger)]
    doubtful = [each for each in told if each[2]]
    expected = [(key, words) for key, _, words in sorted(doubtful, key=lambda each: -round(each[1], 6))]
    found = find_doubtful(example_ledger, index)
    keys = dict(example_ledger.query("SELECT id, key FROM events"))
    assert len(found) == len(expected) > 3
    assert [(keys[int(index.ids[row])], words) for row, words in found.some(0, 10_000)] == expected
    assert found.some(2, 4) == found.some(0, 10_000)[2:4]
    assert found.some(10_000, 10_020) == []


def test_the_overview_counts_what_is_current(example_ledger: Store, index: EventIndex) -> None:
    made = make_overview(example_ledger, index, StatementIndex(example_ledger))
    of = "FROM articles WHERE superseded_by IS NULL"
    assert [(made.articles, made.outlets)] == example_ledger.query(f"SELECT count(*), count(DISTINCT outlet) {of}")
    said = "SELECT count(*) FROM statements s JOIN articles a ON a.id = s.article WHERE a.superseded_by IS NULL"
    assert [(made.statements,)] == example_ledger.query(said)


@pytest.mark.parametrize("number", [3, 9_000])
def test_codes_are_counted_some_at_a_time(number: int) -> None:
    chance = np.random.default_rng(5)
    codes = chance.integers(0, number, 100_000).astype(np.int16)
    marks = chance.random(100_000) < 0.3
    whole = np.bincount(codes[marks], minlength=number).tolist()
    assert count_codes(codes, marks, number).tolist() == whole
    assert count_codes(codes, np.flatnonzero(marks), number).tolist() == whole
    owner = np.repeat(np.arange(25_000), 4)
    once = [len(set(owner[codes == code].tolist())) for code in range(3)]
    assert count_once(owner, codes, number).tolist()[:3] == once


def test_numbers_of_rows_are_made_as_they_are_asked_for() -> None:
    numbers = RowNumbers(np.arange(100_000) * 2, np.arange(99_999, 0, -1))
    assert len(numbers) == 99_999
    assert numbers[0] == 199_998
    assert numbers[5:8] == [199_988, 199_986, 199_984]
    assert list(numbers) == list(range(199_998, 0, -2))


@pytest.mark.parametrize("by", ["country", "actor"])
def test_couples_of_some_rows_are_those_of_all_that_are_of_these(
    example_ledger: Store, by: Literal["country", "actor"]
) -> None:
    index = EventIndex(example_ledger)
    few = np.arange(3, len(index.ids) // 5)
    links = (index.actors if by == "actor" else index.acted_for).of_rows(index.mask(few))
    made, kept = find_couples(links.row, links.value, links.side), couples_of(index, by, few)
    assert made.count() == kept.count() != couples_of(index, by, np.arange(len(index.ids))).count()
    for first, second, mutual in made.count():
        assert made.rows_of(first, second, mutual).tolist() == kept.rows_of(first, second, mutual).tolist()


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(-1, 4), st.integers(0, 2)), max_size=30), st.integers(0, 6))
def test_couples_are_every_two_sides_once(several: list[tuple[int, int, int]], first: int) -> None:
    links = sorted(several, key=lambda link: link[0])
    expected: set[tuple[int, int, int, bool]] = set()
    for row, value, side in links:
        mutual = any(link[0] == row and link[1] >= 0 and link[2] == 2 for link in links)
        for its, other, other_side in links:
            if its != row or value < 0 or other < 0:
                continue
            if (side, other_side) == (0, 1) and value != other:
                expected.add((row, value, other, False))
            if mutual and 1 not in (side, other_side) and value < other:
                expected.add((row, value, other, True))
    cut = next((place for place, link in enumerate(links) if link[0] >= first), len(links))
    for most in (1 << 20, 0):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(index_couples, "_FEW", most)
            parts = [np.array(part, dtype=np.int32).reshape(-1, 3).T for part in (links, links[:cut], links[cut:])]
            whole, before, after = (find_couples(*part) for part in parts)
        for found in (whole, before.joined(after)):
            told = {(row, *key) for key in found.count() for row in found.rows_of(*key).tolist()}
            assert told == expected
            assert len(found.row) == len(expected)
            assert np.all(np.diff(found.keys) > 0)
