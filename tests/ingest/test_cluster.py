"""Workers of a cluster read, or processes here: one contract, and what the ledger says is the same."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

from dateline.ingest import Cluster, Progress, Readers, add_inputs, cluster, pool, reread_articles
from dateline.ingest.contract import Pool
from dateline.ingest.producing import find_producer
from dateline.ledger import Store, Unkept
from dateline.merging import helping
from dateline.merging.jobs import do_job
from dateline.model.errors import ClusterError, ConfigError
from dateline.model.record import Producer, Record
from dateline.reading import load_engine, read_article
from ingest_by_hand import give, view, write_rows
from records_by_hand import make_article

sys.path.insert(0, str(Path(__file__).parent))
from cluster_by_hand import DEADLY, start_cluster

pytest.importorskip("distributed")
pytest.importorskip("pyarrow")
PRODUCER = find_producer(None, load_engine)
Make = Callable[[], Pool]


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with start_cluster(tmp_path_factory.mktemp("cluster")) as found:
        yield found


def join(
    address: str, work: Path | str, producer: Producer = PRODUCER, model: str | None = None
) -> cluster.ClusterPool:
    return cluster.ClusterPool(Cluster(address, str(work)), producer, model, lambda words: None)


@pytest.fixture(params=["processes", "cluster"])
def make_pool(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Make:
    """Both kinds of readers; each dies of an article that says so."""
    if request.param == "cluster":
        address = request.getfixturevalue("address")
        return lambda: join(address, tmp_path / "work")
    monkeypatch.setattr(pool, "_START", pool._START.replace("main()", f"exec({DEADLY!r}); main()"))
    return lambda: pool.ReaderPool(2)


def take_all(reader: Pool) -> list[Any]:
    return [article for several in reader.take_rest() for article in several]


# The contract, for both


def test_all_that_was_given_comes_back_once(make_pool: Make) -> None:
    done: list[Any] = []
    with make_pool() as reader:
        for number in range(12):
            give(reader, *[f"Rebels took town {number}-{n} on Monday, killing six people." for n in range(7)])
            done += [article for several in reader.take() for article in several]
        assert len(done) >= 7, "there is room for so many chunks only"
        done += take_all(reader)
        assert list(reader.take_ready()) == []
    assert len({article.found.article.id for article in done}) == len(done) == 84
    assert all(isinstance(article.result, Record) for article in done)


def test_killed_readers_are_replaced_and_nothing_is_lost(make_pool: Make) -> None:
    with make_pool() as reader:
        for number in range(6):
            give(reader, *[f"Rebels took town {number}-{n} on Monday, killing six people." for n in range(14)])
        killer = threading.Thread(target=_kill_some, args=(reader,))
        killer.start()
        done = take_all(reader)
        killer.join()
    assert len(done) == 84
    assert [article for article in done if not isinstance(article.result, Record)] == []
    assert len({article.found.article.id for article in done}) == 84


def _kill_some(reader: Any) -> None:
    for _ in range(2):
        time.sleep(0.7)
        pids = reader.pids if hasattr(reader, "pids") else _worker_pids(reader)
        for pid in pids[:1]:
            os.kill(pid, signal.SIGKILL)


def _worker_pids(reader: cluster.ClusterPool) -> list[int]:
    return list(reader._client.run(os.getpid, on_error="ignore").values())


def test_an_article_that_kills_its_readers_is_an_issue(make_pool: Make) -> None:
    with make_pool() as reader:
        give(reader, "Rebels took a town.", "This one is deadly.", "Rebels left the town.")
        done = sorted(take_all(reader), key=lambda article: article.found.where)
    assert [type(article.result) for article in done] == [Record, Record, Unkept]
    assert done[2].result.kind == "reading-failed"
    assert "ended" in done[2].result.message


def test_readers_help_with_merging(make_pool: Make) -> None:
    texts = ["Rebels took a town on Monday, killing six people.", "Police arrested nine men in Lima on Friday."]
    records = [read_article(make_article(text), load_engine()) for text in texts]
    orders = [msgspec.msgpack.encode([msgspec.json.encode(record).decode()]) for record in records * 9]
    with make_pool() as reader:
        assert list(reader.help("cut articles", orders)) == [do_job("cut articles", order) for order in orders]
        with pytest.raises(KeyError, match="no such job"):
            list(reader.help("no such job", orders[:1]))


def test_what_cannot_be_sent_is_an_issue(make_pool: Make) -> None:
    with make_pool() as reader:
        give(reader, "Rebels took a town.", "Half a character: \ud800")
        done = sorted(take_all(reader), key=lambda article: article.found.where, reverse=True)
    assert [type(article.result) for article in done] == [Record, Unkept]


def test_what_is_wrong_with_the_program_is_raised(address: str, tmp_path: Path) -> None:
    with join(address, tmp_path / "work", model="no_such_model") as reader:
        give(reader, "Rebels took a town.")
        with pytest.raises(ConfigError, match="no_such_model"):
            take_all(reader)


# What a ledger says


def test_the_view_is_that_of_one_process(address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("_FEW_ARTICLES", "_FEW_PAIRS", "_LEAST", "_LARGE_PART"):
        monkeypatch.setattr(helping, name, 1)
    rows = write_rows(tmp_path / "rows.jsonl", 90)
    seen: list[Progress] = []
    alone = add_inputs(tmp_path / "1.db", [rows])
    readers = Readers(cluster=Cluster(address, str(tmp_path / "work")))
    together = add_inputs(tmp_path / "2.db", [rows], readers=readers, progress=seen.append)
    assert alone == together
    assert any("joining the cluster" in progress.doing for progress in seen)
    assert view(tmp_path / "1.db") == view(tmp_path / "2.db")
    assert not (tmp_path / "work").exists(), "what is in the ledger is cleared away"
    again = reread_articles(tmp_path / "2.db", readers, everything=True)
    assert again.known == 90
    assert view(tmp_path / "1.db") == view(tmp_path / "2.db")


def test_chunks_that_are_there_are_not_read_again(address: str, tmp_path: Path) -> None:
    rows, work = write_rows(tmp_path / "rows.jsonl", 60), tmp_path / "work"
    kept = Readers(cluster=Cluster(address, str(work), keep=True))
    add_inputs(tmp_path / "1.db", [rows], readers=kept)
    files = {path.name: path.stat().st_mtime_ns for path in work.glob("*.parquet")}
    assert len(files) >= 3
    add_inputs(tmp_path / "2.db", [rows], readers=kept)
    assert {path.name: path.stat().st_mtime_ns for path in work.glob("*.parquet")} == files
    assert view(tmp_path / "1.db") == view(tmp_path / "2.db")
    damaged = sorted(work.glob("*.parquet"))[0]
    damaged.write_bytes(damaged.read_bytes()[:100])
    (work / f"{'0' * 40}.parquet.ab.part").write_bytes(b"half of what a dead worker wrote")
    add_inputs(tmp_path / "3.db", [rows], readers=Readers(cluster=Cluster(address, str(work))))
    assert view(tmp_path / "1.db") == view(tmp_path / "3.db")
    assert not work.exists()


def test_what_a_killed_writer_left_is_cleared_away(address: str, tmp_path: Path) -> None:
    rows, work = write_rows(tmp_path / "rows.jsonl", 40), tmp_path / "work"
    add_inputs(tmp_path / "a.db", [rows], readers=Readers(cluster=Cluster(address, str(work), keep=True)))
    assert list(work.glob("*.parquet")), "as if it had been killed before it could clear them away"
    foreign = join(address, work)
    with foreign:
        give(foreign, "Rebels took a town that is in no ledger.")
        next(foreign.take_rest())
    more = write_rows(tmp_path / "more.jsonl", 41)
    add_inputs(tmp_path / "a.db", [more], readers=Readers(cluster=Cluster(address, str(work))))
    assert len(list(work.glob("*.parquet"))) == 1, "what is in no ledger yet stays"


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGINT])
def test_a_stopped_writer_goes_on(address: str, tmp_path: Path, how: signal.Signals) -> None:
    rows, ledger = write_rows(tmp_path / "rows.jsonl", 80), tmp_path / "a.db"
    command = [sys.executable, "-m", "dateline", "add", str(ledger), rows, "--cluster", address]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        deadline = time.monotonic() + 60
        while (
            time.monotonic() < deadline
            and process.poll() is None
            and not list((tmp_path / "a.db.work").glob("*.parquet"))
        ):
            time.sleep(0.01)
        process.send_signal(how)
        _, words = process.communicate(timeout=60)
    if how == signal.SIGINT:
        assert "the same command goes on from here" in words or ": 80 added" in words
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stderr
    with Store(ledger) as store:
        assert store.query("SELECT count(*), count(DISTINCT article_id) FROM articles") == [(80, 80)]
    add_inputs(tmp_path / "b.db", [rows])
    assert view(ledger) == view(tmp_path / "b.db")
    assert not (tmp_path / "a.db.work").exists()


# What can be wrong


def test_another_version_on_a_worker_is_refused_and_both_are_named(address: str, tmp_path: Path) -> None:
    newer = Producer(dateline="9.9.9", model=PRODUCER.model, knowledge="f" * 64)
    with join(address, tmp_path / "work", newer) as reader:
        give(reader, "Rebels took a town.")
        with pytest.raises(ClusterError, match=rf"dateline {PRODUCER.dateline}.*dateline 9\.9\.9"):
            take_all(reader)


def test_a_folder_that_is_not_shared_is_told(address: str, tmp_path: Path) -> None:
    with join(address, "memory://work") as reader:
        give(reader, "Rebels took a town.")
        with pytest.raises(ClusterError, match="does not see the folder memory://work"):
            take_all(reader)


def test_a_worker_that_cannot_write_is_told(address: str, tmp_path: Path) -> None:
    with join(address, tmp_path / "work") as reader:
        give(reader, "Rebels took a town.")
        take_all(reader)
        name = next(iter((tmp_path / "work").glob("dateline-work"))).name
        (tmp_path / "work" / name).unlink()
        (tmp_path / "work").rmdir()
        (tmp_path / "work").write_text("a file now")
        give(reader, "Rebels took another town.")
        with pytest.raises(ClusterError, match="work"):
            take_all(reader)


def test_no_scheduler_and_no_worker_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "CONNECT_SECONDS", 1.0)
    monkeypatch.setattr(cluster, "WORKER_SECONDS", 1.0)
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
        with pytest.raises(ClusterError, match=f"no scheduler answers at tcp://127.0.0.1:{port}"):
            join(f"127.0.0.1:{port}", tmp_path / "work")
    told = pytest.raises(ClusterError, match="has no worker; start some with `dask worker")
    with start_cluster(tmp_path, workers=0) as empty, told:
        join(empty, tmp_path / "work")
    assert not list((tmp_path / "work").glob("*.parquet"))


def test_a_scheduler_that_goes_is_told(tmp_path: Path) -> None:
    with start_cluster(tmp_path, workers=1) as found:
        reader = join(found, tmp_path / "work")
    with reader:
        give(reader, "Rebels took a town.")
        with pytest.raises(ClusterError, match="the same command goes on"):
            take_all(reader)


def test_a_missing_extra_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(ConfigError, match=r"pip install dateline\[cluster\]"):
        join("tcp://127.0.0.1:1", tmp_path / "work")
