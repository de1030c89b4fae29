"""Threads that are kept are those that finding all of them anew gives, whatever came, went and was decided."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from dateline.ledger import Store
from dateline.ledger.threads import KeptThread
from dateline.merging import rethreading, threads
from dateline.merging.deciding import Wish, decide
from dateline.merging.refreshing import refresh
from dateline.merging.thread_rows import are_kept, make_threads, read_threads
from dateline.model.record import Record
from dateline.views import list_threads, thread_index
from dateline.views import threads as listing
from dateline.views.index import EventIndex
from dateline.views.threads import find_listed

_BODIES = ("The Russian army", "Malian soldiers", "Turkish jets")
_CITIES = ("Kharkiv", "Bamako", "Mosul", "Beirut", "Minsk", "Goma")
_ACTS = (
    "{body} threatened to attack {city}.", "{body} attacked {city} and killed {n} people.",
    "Ministers of {n} countries will meet in {city} on Friday.", "Ministers of {n} countries met in {city}.",
    "The talks in {city} were called off.", "{body} demanded that police withdraw from {city}.",
)  # fmt: skip


@pytest.fixture(scope="module")
def records(read: Callable[..., Record]) -> list[Record]:
    """Reports of few bodies and places on few days, so that there is much to choose from."""
    chance = random.Random(7)
    made = []
    for number in range(36):
        acts = (
            act.format(body=chance.choice(_BODIES), city=chance.choice(_CITIES), n=chance.randint(2, 40))
            for act in chance.sample(_ACTS, 3)
        )
        day = None if number == 5 else f"2025-03-{1 + number // 3:02}"
        made.append(read("\n\n".join(acts), published=day, outlet=f"Outlet {number % 5}", title=f"Report {number}"))
    return made


def plain(thread: KeptThread) -> KeptThread:
    """Give what a thread says, without how it was found."""
    return replace(thread, score=None, seen=0, day=None, horizon=None, marks=b"")


def kept(store: Store) -> list[KeptThread]:
    numbers = [row[0] for row in store.query("SELECT joined FROM threads ORDER BY joined")]
    return list(map(plain, read_threads(store, numbers).values()))


def assert_right(store: Store) -> list[KeptThread]:
    assert are_kept(store)
    found = kept(store)
    assert sorted(found, key=lambda thread: thread.joined) == sorted(
        make_threads(store), key=lambda thread: thread.joined
    )
    waiting = store.query("SELECT DISTINCT joined, horizon FROM thread_waiting ORDER BY 1")
    assert waiting == store.query("SELECT joined, horizon FROM threads WHERE horizon IS NOT NULL ORDER BY 1")
    return found


@pytest.fixture(params=[60, 2, 5], ids=lambda number: f"held against {number}")
def compared(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> int:
    for module in (threads, rethreading):
        monkeypatch.setattr(module, "COMPARED", request.param)
    return int(request.param)


def add(store: Store, records: list[Record], batch: int) -> None:
    for first in range(0, len(records), batch):
        for record in records[first : first + batch]:
            store.add(record)
        refresh(store)
        assert_right(store)


@pytest.mark.parametrize(("seed", "batch"), [(None, 1), (None, 5), (1, 1), (2, 3), (3, 100)])
def test_any_order_and_batching(
    tmp_path: Path, records: list[Record], compared: int, seed: int | None, batch: int
) -> None:
    chosen = records if seed is None else random.Random(seed).sample(records, len(records))
    with Store(tmp_path / "a.db") as store:
        add(store, chosen, batch)
        found = assert_right(store)
        assert len(found) > 12
        assert {"carried out", "open"} <= {thread.outcome for thread in found}


def test_articles_that_go_and_come_back(tmp_path: Path, records: list[Record], compared: int) -> None:
    chance = random.Random(compared)
    with Store(tmp_path / "a.db") as store:
        add(store, records, 12)
        whole = assert_right(store)
        for _ in range(6):
            gone = chance.sample(records, 4)
            for record in gone:
                store.withdraw(record.article.id)
            refresh(store)
            assert assert_right(store) != whole
            for record in gone:
                store.readmit(record.article.id)
                store.add(record)
            refresh(store)
            assert assert_right(store) == whole


def test_what_a_person_rejects_ends_nothing(tmp_path: Path, records: list[Record], compared: int) -> None:
    with Store(tmp_path / "a.db") as store:
        add(store, records, 100)
        whole = assert_right(store)
        endings = [thread.ending for thread in whole if thread.ending and thread.reasons != "[]"]
        for key in dict.fromkeys(endings):
            decide(store, Wish("reject", (key,)))
            assert key not in {thread.ending for thread in assert_right(store)}
        add(store, [records[0]], 1)
        for opening in [thread.opens for thread in assert_right(store)][:3]:
            decide(store, Wish("reject", (opening,)))
            assert opening not in {thread.opens for thread in assert_right(store)}
        for _ in range(len(store.query("SELECT 1 FROM decisions"))):
            decide(store, Wish("undo", ()))
            assert_right(store)
        assert assert_right(store) == whole


def test_an_older_ledger_lists_them_and_keeps_them_from_the_next_joining_on(
    tmp_path: Path, records: list[Record], monkeypatch: pytest.MonkeyPatch
) -> None:
    with Store(tmp_path / "a.db") as store:
        add(store, records, 100)
        listed = list(list_threads(store))
        for table in ("threads", "thread_waiting", "thread_outcomes"):
            store.attempt(lambda connection, table=table: connection.execute(f"DELETE FROM {table}"))
        store.attempt(lambda connection: connection.execute("DELETE FROM merge_state WHERE name = 'threads'"))
        assert list(list_threads(store)) == listed
        refresh(store)
        assert_right(store)
        assert list(list_threads(store)) == listed


_FILTERS: tuple[dict[str, object], ...] = (
    {}, {"kind": "threat"}, {"kind": ["plan", "demand"]}, {"outcome": "carried out"}, {"outcome": ["overdue", "held"]},
    {"outcome": "open"}, {"actor": "Russia"}, {"place": "Kharkiv"}, {"country": "MLI", "kind": "threat"},
    {"since": "2025-03-04"}, {"until": "2025-03-04", "search": "ministers"}, {"register": "meeting"},
    {"type": "ASSAULT"}, {"outlet": "Outlet 3"}, {"said_by": "officials"}, {"recipient": "police"},
)  # fmt: skip


@pytest.mark.parametrize("filters", _FILTERS, ids=str)
def test_what_is_kept_is_listed_as_what_is_found_anew(
    tmp_path_factory: pytest.TempPathFactory, records: list[Record], monkeypatch: pytest.MonkeyPatch,
    filters: dict[str, object],
) -> None:  # fmt: skip
    path = tmp_path_factory.getbasetemp() / "listed.db"
    with Store(path) as store:
        if not path.exists():
            add(store, records, 100)
        for name, rows in (("first._BEGIN", 4), ("first._MOST", 12), ("threads.FAR", 16)):
            monkeypatch.setattr(f"dateline.views.{name}", rows)
        asked = [{**filters, "sort": sort} for sort in ("opened", "-opened", "due", "-due")]
        asked += [{**each, "limit": limit} for each in asked for limit in (0, 1, 2, 7)]
        kept = [list(list_threads(store, **each)) for each in asked]
        monkeypatch.setattr(listing, "are_kept", lambda store: False)
        assert kept == [list(list_threads(store, **each)) for each in asked]
        assert any(kept) or "said_by" in filters


_TOGETHER: tuple[dict[str, Any], ...] = (
    {"country": "MLI", "outcome": "overdue", "since": "2025-03-04"},
    {"search": "ministers", "kind": ["plan", "demand"]},
    {"register": "meeting", "outcome": ["held", "carried out"], "until": "2025-03-09"},
)  # fmt: skip


@pytest.mark.parametrize("many", [0, 1_000])
@pytest.mark.parametrize("filters", [*_FILTERS, *_TOGETHER], ids=str)
def test_columns_tell_the_threads_that_the_tables_tell(
    tmp_path_factory: pytest.TempPathFactory, records: list[Record], monkeypatch: pytest.MonkeyPatch,
    filters: dict[str, Any], many: int,
) -> None:  # fmt: skip
    path = tmp_path_factory.getbasetemp() / "by_columns.db"
    with Store(path) as store:
        if not path.exists():
            add(store, records, 100)
        index = EventIndex(store)
        asked = [{**filters, "sort": sort} for sort in ("opened", "-opened", "due", "-due")]
        asked += [{**each, "limit": limit} for each in asked for limit in (0, 1, 2, 7)]
        told = [list(find_listed(store, **each).threads) for each in asked]
        for name, rows in (("_BEGIN", 2), ("_MOST", 3), ("_MANY", many)):
            monkeypatch.setattr(thread_index, name, rows)
        monkeypatch.setattr(listing, "find_first", lambda store, walk, limit: None)
        assert told == [list(find_listed(store, lambda: index, **each).threads) for each in asked]
