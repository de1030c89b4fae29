"""Several processes read: what the ledger says is the same, and processes that die lose nothing."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from dateline.ingest import Progress, Readers, add_inputs, pool, reread_articles
from dateline.ingest.pool import ReaderPool
from dateline.ledger import Store, Unkept, find_faults
from dateline.model.errors import ConfigError, LedgerError
from dateline.model.record import Record
from ingest_by_hand import give, view, write_rows


def test_the_view_is_that_of_one_process(tmp_path: Path) -> None:
    rows = write_rows(tmp_path / "rows.jsonl", 90)
    seen: list[Progress] = []
    alone = add_inputs(tmp_path / "1.db", [rows])
    together = add_inputs(tmp_path / "2.db", [rows], readers=Readers(workers=2), progress=seen.append)
    assert alone == together
    assert any("processes" in progress.doing for progress in seen)
    assert view(tmp_path / "1.db") == view(tmp_path / "2.db")
    again = reread_articles(tmp_path / "2.db", Readers(workers=2), everything=True)
    assert again.known == 90
    assert view(tmp_path / "1.db") == view(tmp_path / "2.db")


def test_killed_processes_are_replaced_and_nothing_is_lost() -> None:
    with ReaderPool(2) as reader:
        for number in range(6):
            give(reader, *[f"Rebels took town {number}-{n} on Monday, killing six people." for n in range(40)])
        killer = threading.Thread(target=_kill_some, args=(reader,))
        killer.start()
        done = [article for several in reader.take_rest() for article in several]
        killer.join()
    assert len(done) == 240
    assert all(isinstance(article.result, Record) for article in done)
    assert len({article.found.article.id for article in done}) == 240


def _kill_some(reader: ReaderPool) -> None:
    for _ in range(3):
        time.sleep(0.7)
        for pid in reader.pids[:1]:
            os.kill(pid, signal.SIGKILL)


def test_an_article_that_kills_its_reader_is_an_issue(monkeypatch: pytest.MonkeyPatch) -> None:
    deadly = pool._START.replace("main()", "import dateline.ingest.chunks as c, os; r = c.read_one; "
        "c.read_one = lambda f, e: os._exit(9) if 'deadly' in f.article.text else r(f, e); main()")  # fmt: skip
    monkeypatch.setattr(pool, "_START", deadly)
    with ReaderPool(1) as reader:
        give(reader, "Rebels took a town.", "This one is deadly.", "Rebels left the town.")
        (done,) = reader.take_rest()
    kinds = [type(article.result) for article in done]
    assert kinds == [Record, Unkept, Record]
    assert isinstance(done[1].result, Unkept)
    assert "ended (exit code 9)" in done[1].result.message


def test_what_cannot_be_sent_is_an_issue() -> None:
    with ReaderPool(1) as reader:
        give(reader, "Rebels took a town.", "Half a character: \ud800")
        (done,) = reader.take_rest()
    assert [type(article.result) for article in done] == [Record, Unkept]


def test_what_is_wrong_with_the_program_is_raised() -> None:
    with ReaderPool(1, "no_such_model") as reader:
        give(reader, "Rebels took a town.")
        with pytest.raises(ConfigError, match="no_such_model"):
            list(reader.take_rest())


def test_reading_again_needs_a_ledger(tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match="there is no ledger"):
        reread_articles(tmp_path / "none.db")
    assert not (tmp_path / "none.db").exists()


def test_processes_end_with_the_one_that_started_them(tmp_path: Path) -> None:
    rows = write_rows(tmp_path / "rows.jsonl", 400)
    command = [sys.executable, "-m", "dateline", "add", str(tmp_path / "a.db"), rows, "--workers", "2"]
    with subprocess.Popen(command, stderr=subprocess.DEVNULL) as process:
        children: list[int] = []
        deadline = time.monotonic() + 30
        while len(children) < 2 and process.poll() is None and time.monotonic() < deadline:
            time.sleep(0.05)
            listed = Path(f"/proc/{process.pid}/task")
            if listed.exists():
                children = [int(pid) for task in listed.iterdir() for pid in (task / "children").read_text().split()]
        process.kill()
    if not Path("/proc/self/task").exists():
        pytest.skip("processes are not listed under /proc here")
    assert len(children) == 2
    deadline = time.monotonic() + 20
    while any(Path(f"/proc/{pid}").exists() for pid in children) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert not any(Path(f"/proc/{pid}").exists() for pid in children)
    with Store(tmp_path / "a.db") as store:
        assert list(find_faults(store)) == []
