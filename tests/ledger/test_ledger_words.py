"""Words come into the searches with the rows they are of, once, whatever else is done in the same piece of work."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import msgspec
import pytest

from dateline.ledger import Store, files, find_faults
from dateline.ledger.totals import Tally, count_article
from dateline.model.errors import ArticleError
from dateline.model.record import Producer, Record
from records_by_hand import TEXT, make_article, make_record, make_records

SEARCHES = ("article_search", "statement_search", "event_search")


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "a.db")


def check(store: Store) -> None:
    """SQLite itself holds the words against the rows."""
    assert list(find_faults(store)) == []
    assert isinstance(store.path, Path)
    with closing(sqlite3.connect(store.path)) as rows:
        for search in SEARCHES:
            rows.execute(f"INSERT INTO {search} ({search}, rank) VALUES ('integrity-check', 1)")


def find(store: Store, words: str) -> list[int]:
    assert isinstance(store.path, Path)
    with closing(sqlite3.connect(store.path)) as rows:
        ask = "SELECT count(*) FROM {0} WHERE {0} MATCH ?"
        return [rows.execute(ask.format(search), (words,)).fetchone()[0] for search in SEARCHES]


def read_anew(record: Record, **fields: object) -> Record:
    newer = Producer(dateline="0.2.0", model="by-hand 1", knowledge="1" * 64)
    return msgspec.structs.replace(record, producer=newer, **fields)


def with_an_event_twice(record: Record) -> Record:
    """A record that no ledger takes: its article is written before that is found out."""
    return msgspec.structs.replace(record, events=(*record.events, record.events[0]))


def test_words_are_found_once_they_are_kept(store: Store) -> None:
    with store.transaction():
        for record in make_records(3):
            store.add(record)
    assert find(store, "drones") == [3, 3, 3]
    check(store)


def test_what_comes_and_goes_in_one_piece_of_work_leaves_no_words(store: Store) -> None:
    first, second, third = make_records(3)
    with store.transaction():
        for record in (first, second, third):
            store.add(record)
        assert store.add(read_anew(first, events=())) == "replaced"
        assert store.withdraw(second.article.id)
    assert find(store, "drones") == [2, 2, 1]
    check(store)


def test_an_article_that_cannot_be_kept_leaves_no_words_and_takes_none(store: Store) -> None:
    good, bad = make_records(2)
    with store.transaction():
        store.add(good)
        with pytest.raises(ArticleError, match="cannot be kept"):
            store.add(with_an_event_twice(bad))
        with pytest.raises(ArticleError, match="cannot be kept"):
            store.add(with_an_event_twice(read_anew(good)))
    assert find(store, "drones") == [1, 1, 1]
    check(store)


def test_work_that_is_undone_leaves_no_words_to_the_next(store: Store) -> None:
    first, second = make_records(2)

    def fail() -> None:
        with store.transaction():
            store.add(first)
            raise RuntimeError("the lights went out")

    with pytest.raises(RuntimeError):
        fail()
    store.add(second)
    assert find(store, "drones") == [1, 1, 1]
    check(store)


def test_words_do_not_wait_without_bound(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "_HELD", len(TEXT) + 1)
    with store.transaction() as connection:
        for record in make_records(2):
            store.add(record)
        (number,) = connection.execute("SELECT count(*) FROM article_search_docsize").fetchone()
        assert number > 0
    check(store)


def test_a_ledger_whose_triggers_kept_the_words_goes_on_without_them(store: Store) -> None:
    first, second = make_records(2)
    store.add(first)
    store.close()
    assert isinstance(store.path, Path)
    with closing(sqlite3.connect(store.path)) as older:
        older.execute(
            "CREATE TRIGGER events_searched AFTER INSERT ON events BEGIN "
            "INSERT INTO event_search (rowid, sentence) VALUES (new.id, new.sentence); END"
        )
        for index in ("words", "roles"):
            older.execute(f"DROP INDEX article_actors_{index}")
        older.execute("ALTER TABLE merge_marks DROP COLUMN level")
        for table in ("texts", "runs", "common"):
            older.execute(f"DROP TABLE merge_{table}")
        older.execute("PRAGMA user_version = 9")
    store.add(second)
    assert find(store, "drones") == [2, 2, 2]
    check(store)


def test_totals_counted_while_writing_are_those_of_the_rows(store: Store) -> None:
    """What was added is counted out again by the rows: nothing may be left of it."""
    twice = make_record(make_article(TEXT + " More."))
    same_name = msgspec.structs.replace(twice.actors[0], id="a9", mentions=twice.actors[0].mentions * 3)
    twice = msgspec.structs.replace(twice, actors=(*twice.actors, same_name))
    store.add(make_record())
    before = store.query(_TOTALS)
    store.add(twice)
    assert store.query(_TOTALS) != before
    with store.transaction() as connection:
        (row,) = connection.execute("SELECT max(id) FROM articles").fetchone()
        count_article(connection, row, -1)
    assert store.query(_TOTALS) == before


_TOTALS = (
    "SELECT 'a', a.key, t.articles, t.mentions, t.events, t.statements FROM actor_totals t "
    "JOIN actors a ON a.id = t.actor UNION ALL "
    "SELECT p.sectors, a.key, p.articles, 0, 0, 0 FROM actor_profiles p JOIN actors a ON a.id = p.actor UNION ALL "
    "SELECT 'p', a.key, t.articles, t.mentions, t.events, 0 FROM place_totals t JOIN places a ON a.id = t.place "
    "ORDER BY 1, 2, 3"
)


def test_nobody_is_counted_twice_for_one_event() -> None:
    tally = Tally()
    tally.meet_actor(7, 2, "[]", None)
    tally.take_part("events", [7, None, 7])
    assert tally.actors == {7: [1, 2, 1, 0]}
