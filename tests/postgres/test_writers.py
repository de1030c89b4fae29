"""Several writers to one database at once lose nothing and double nothing; one whose connection breaks goes on."""

from __future__ import annotations

import random
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import psycopg
import pytest
from bench.faults import view
from bench.made_up import write_reports
from bench.postgres import Server, run_server

from dateline.cli import main
from dateline.ledger import Store, Unkept, find_faults
from dateline.ledger.connection import LedgerLost
from dateline.model.errors import LedgerError
from dateline.model.record import Record


def sever(address: str) -> None:
    """End all other connections to this database, as a server that is shut down does."""
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'"
        )


def test_three_writers_at_once_end_in_the_view_of_one(address: str, tmp_path: Path) -> None:
    """Two with the same articles, one with others, all beginning in a database where there is nothing."""
    one, other = write_reports(tmp_path / "one.jsonl", 30, 1), write_reports(tmp_path / "other.jsonl", 30, 2)
    alone = tmp_path / "alone.db"
    for rows in (one, other):
        assert main(["add", str(alone), str(rows), "--workers", "1"]) == 0
    command = [sys.executable, "-m", "dateline", "add", address]
    writers = [
        subprocess.Popen([*command, str(rows), "--workers", "1"], stderr=subprocess.PIPE) for rows in (one, other, one)
    ]
    for writer in writers:
        _, err = writer.communicate(timeout=240)
        assert writer.returncode == 0, err
    with Store(address) as store:
        assert store.query("SELECT count(*), count(DISTINCT article_id) FROM articles") == [(60, 60)]
        assert store.query("SELECT count(*), sum(added), sum(known) FROM runs") == [(3, 60, 30)]
        assert store.query("SELECT count(*) FROM history WHERE action = 'added'") == [(60,)]
        assert list(find_faults(store)) == []
    assert view(address) == view(str(alone))
    with Store(address) as database, Store(alone) as file:
        joined = "SELECT key, reports, documents, voices, standing, entry FROM joined ORDER BY key"
        assert database.query(joined) == file.query(joined)


def test_whoever_waits_too_long_is_told(address: str) -> None:
    with Store(address) as first, Store(address, busy_seconds=0.3) as second:
        second.open_for_writing()
        with first.transaction(), pytest.raises(LedgerError, match="locked by another program"):
            second.begin_run("add")
        second.begin_run("add")
        assert second.run == 1


def test_a_connection_that_breaks_between_two_pieces_of_work(address: str, read: Callable[..., Record]) -> None:
    with Store(address) as store:
        store.begin_run("add")
        assert store.query("SELECT count(*) FROM runs") == [(1,)]
        sever(address)
        assert store.query("SELECT count(*) FROM runs") == [(1,)]
        sever(address)
        assert store.add(read("Police arrested five people.", published="2025-10-24")) == "added"
        sever(address)
        assert store.is_withdrawn("none") is False


def test_work_that_breaks_in_its_midst_is_done_once(address: str, read: Callable[..., Record]) -> None:
    record = read("Police arrested five people.", published="2025-10-24")
    tries = 0

    def work(_: object) -> None:
        nonlocal tries
        tries += 1
        store.add(record)
        if tries == 1:
            sever(address)
        store.add(record)

    with Store(address) as store:
        store.attempt(work)
        assert tries == 2
        assert store.query("SELECT count(*) FROM articles") == [(1,)]
        assert store.query("SELECT count(*) FROM history") == [(1,)]


def test_work_that_breaks_again_and_again_is_given_up_with_advice(address: str) -> None:
    tries = 0

    def work(_: object) -> None:
        nonlocal tries
        tries += 1
        store.note_unkept(Unkept("a.txt", "empty", "there is nothing in it"))
        sever(address)
        store.note_unkept(Unkept("b.txt", "empty", "there is nothing in it"))

    with Store(address) as store:
        with pytest.raises(LedgerLost, match=r"goes on from there \(it broke 12 times within one piece of work: see"):
            store.attempt(work)
        assert tries == 12
        assert store.query("SELECT count(*) FROM issues") == [(0,)]


def test_a_snapshot_that_breaks_is_not_mended(address: str) -> None:
    """Answers of two moments must not stand in one list."""
    with Store(address) as store:
        store.open_for_writing()
        with store.snapshot():
            store.query("SELECT count(*) FROM articles")
            sever(address)
            with pytest.raises(LedgerLost, match="the connection to the database broke"):
                store.query("SELECT count(*) FROM articles")
        assert store.query("SELECT count(*) FROM articles") == [(0,)]


def test_a_commit_whose_answer_is_lost_is_not_made_twice(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The server keeps what was written, and then the connection breaks before it can say so."""
    with Store(address) as store:
        store.open_for_writing()
        writer = store._writer
        whole = type(writer).execute

        def execute(self: object, sql: str, *values: object) -> object:
            answer = whole(self, sql, *values)  # type: ignore[arg-type]
            if sql == "COMMIT" and self is writer:
                sever(address)
                whole(self, "SELECT 1")  # type: ignore[arg-type]
            return answer

        monkeypatch.setattr(type(writer), "execute", execute)
        store.begin_run("add")
        monkeypatch.undo()
        assert store.run == 1
        assert store.query("SELECT count(*) FROM runs") == [(1,)]


def test_a_killed_server_process_is_outlived(tmp_path: Path, read: Callable[..., Record]) -> None:
    """kill -9 lets the whole server begin anew; a server of its own, so that no other test feels it."""
    record = read("Police arrested five people.", published="2025-10-24")
    with run_server() as own:
        assert isinstance(own, Server)
        with Store(own.make_database()) as store:
            store.begin_run("add")
            assert own.kill_backend("dateline", random.Random(1)) == 1
            assert store.add(record) == "added"
            assert store.query("SELECT count(*) FROM articles") == [(1,)]


def test_readers_of_many_threads(address: str, read: Callable[..., Record]) -> None:
    from dateline.web.book import Book

    with Store(address) as store:
        store.add(read("Police arrested five people.", published="2025-10-24"))
        book, counts = Book(store.path), []
        mark = store.mark()
        threads = [threading.Thread(target=lambda: counts.append(len(book.indexes().events.ids))) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        events = store.query("SELECT count(*) FROM events")[0][0]
        assert counts == [events] * 4
        store.add(read("Police arrested six people in Oslo.", published="2025-10-25"))
        assert store.mark() != mark
        assert len(book.indexes().events.ids) > events
