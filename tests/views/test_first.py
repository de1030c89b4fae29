"""The first rows of a list are the first of the whole list, however they are looked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline.ledger import Store, fold_name
from dateline.views import Ledger, issues, list_actors, list_articles, list_issues, list_places, list_stories, stories
from dateline.views import first as looking
from dateline.views.conditions import Condition
from dateline.views.unfolding import Unfolding
from records_by_hand import make_article, make_record

FILTERS = {
    "actor": st.sampled_from(["Russia", "NATO", "Ukraine", "Nobody"]),
    "country": st.sampled_from(["RUS", "Poland"]),
    "place": st.sampled_from(["Kharkiv", "Estonia"]),
    "outlet": st.sampled_from(["Courier", "Herald", "Nobody"]),
    "search": st.sampled_from(["drone", "talks", '"air space"', "no such words"]),
    "since": st.sampled_from(["2025", "2025-10-24", "2026-03"]),
    "until": st.sampled_from(["2025-10", "2026-03-12"]),
    "all_versions": st.booleans(),
}
ARTICLES = st.sampled_from([f"{way}{by}" for by in ("published", "outlet", "title") for way in ("", "-")])
STORIES = st.sampled_from([f"{way}{by}" for by in ("until", "since", "articles", "voices") for way in ("", "-")])
ONCE = settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)


@contextmanager
def looking_at_few() -> Iterator[None]:
    """Have so few rows be looked at that all ways are gone."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(looking, "_BEGIN", 4)
        patch.setattr(looking, "_MOST", 16)
        patch.setattr(stories, "_MOST", 16)
        yield


def assert_begins(store: Store, ask: Callable[..., Any], filters: dict[str, Any], limit: int) -> None:
    whole, begun = ask(store, **filters), ask(store, **filters, limit=limit)
    assert list(begun) == list(whole)[:limit]
    assert begun.undated == whole.undated


@given(filters=st.fixed_dictionaries({}, optional={**FILTERS, "sort": ARTICLES}), limit=st.integers(0, 8))
@ONCE
def test_first_articles(example_ledger: Store, filters: dict[str, Any], limit: int) -> None:
    with looking_at_few():
        assert_begins(example_ledger, list_articles, filters, limit)


@given(filters=st.fixed_dictionaries({}, optional={**FILTERS, "sort": STORIES}), limit=st.integers(0, 4))
@ONCE
def test_first_stories(example_ledger: Store, filters: dict[str, Any], limit: int) -> None:
    with looking_at_few():
        assert_begins(example_ledger, list_stories, filters, limit)


@pytest.mark.parametrize("steps", [(1, 2), (2, 1000), ()])
@pytest.mark.parametrize("filters", [{}, {"kind": "place-unresolved"}, {"outlet": "Herald"}])
def test_first_issues(
    example_ledger: Store, monkeypatch: pytest.MonkeyPatch, steps: tuple[int, ...], filters: dict[str, Any]
) -> None:
    monkeypatch.setattr(issues, "_STEPS", steps)
    for limit in range(6):
        assert_begins(example_ledger, list_issues, filters, limit)


def test_stories_stand_in_the_order_asked_for(example_ledger: Store) -> None:
    rows = list(list_stories(example_ledger))
    assert len(rows) > 1
    for by in ("until", "since", "articles", "voices"):
        for way in ("", "-"):
            wanted = sorted(rows, key=lambda row: row.key)
            wanted.sort(key=lambda row: getattr(row, by) or "", reverse=way == "-")
            assert list(list_stories(example_ledger, sort=way + by)) == wanted


def test_what_many_fit_is_found_without_asking_for_all(example_ledger: Store) -> None:
    walk = looking.Walk(
        "id, published FROM articles", "a", Condition("1 = 1"), Condition("a.published > ?", ("2025",)), "a.published"
    )
    numbers = [row[0] for row in example_ledger.query("SELECT id FROM articles WHERE published > '2025' ORDER BY 1")]
    assert set(looking.find_first(example_ledger, walk, 3) or ()) < set(numbers)
    none = looking.Walk(walk.rows, "a", walk.among, Condition("1 = 0"), "a.published")
    assert looking.find_first(example_ledger, none, 3) is None
    assert looking.find_first(example_ledger, walk, None) is None


def test_changes_are_those_that_were_there_when_asked(tmp_path: Path) -> None:
    with Ledger(tmp_path / "a.db") as ledger:
        ledger.add(make_record())
        listed = ledger.changes("run:0")
        ledger.add(make_record(make_article(published="2026-03-12")))
        assert len(listed) == 1
        assert len(ledger.changes("run:0")) == 2


def test_rows_unfold_no_further_than_somebody_looks() -> None:
    given: list[int] = []
    rows = Unfolding(lambda: (given.append(number) or number * 10 for number in range(50)))
    assert rows.load(rows[2:5]) == [20, 30, 40]
    assert rows[0] == 0
    assert len(given) == 5
    assert rows.load(rows[48:60]) == [480, 490]
    assert len(rows) == 50 == len(given)
    assert rows.load(rows[-2:]) == [480, 490]
    assert rows.load([rows[-1]]) == [490]
    with pytest.raises(IndexError):
        rows[50]


@pytest.mark.parametrize("ask", [list_actors, list_places])
@pytest.mark.parametrize("by", ["events", "articles", "mentions", "name"])
@pytest.mark.parametrize("way", ["", "-"])
def test_first_totals(example_ledger: Store, ask: Callable[..., Any], by: str, way: str) -> None:
    rows = list(ask(example_ledger))
    wanted = sorted(rows, key=lambda row: (fold_name(row.name), row.key), reverse=(by, way) == ("name", "-"))
    if by != "name":
        wanted.sort(key=lambda row: getattr(row, by), reverse=not way)
    for limit in (0, 1, 2, 5, 20, len(rows) - 1, len(rows), len(rows) + 1):
        assert list(ask(example_ledger, sort=way + by, limit=limit)) == wanted[:limit]
    assert list(ask(example_ledger, sort=way + by)) == wanted
