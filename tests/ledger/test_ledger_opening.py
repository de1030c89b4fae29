"""What is wrong with a ledger file is said in words, and nothing is made or changed by it."""

from __future__ import annotations

import os
import signal
import sqlite3
import stat
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from dateline.ledger import APPLICATION_ID, SCHEMA_VERSION, Store, find_faults
from dateline.ledger.schema import MIGRATIONS
from dateline.model.errors import LedgerError
from dateline.views import Ledger
from records_by_hand import make_record, make_records

NOBODY = 65534


def read(path: Path) -> None:
    with Store(path, busy_seconds=0.1) as store:
        store.open_for_reading()


def write(path: Path) -> None:
    with Store(path, busy_seconds=0.1) as store:
        store.open_for_writing()


def test_a_new_ledger_says_what_it_is(tmp_path: Path) -> None:
    path = tmp_path / "new.db"
    write(path)
    connection = sqlite3.connect(path)
    assert connection.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
    assert connection.execute("PRAGMA user_version").fetchone() == (SCHEMA_VERSION,)
    assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    connection.close()
    assert sorted(p.name for p in tmp_path.iterdir()) == ["new.db"], "one file, nothing beside it"


def test_migrations_are_numbered_in_order() -> None:
    assert [migration.version for migration in MIGRATIONS] == list(range(1, SCHEMA_VERSION + 1))
    assert all(list(migration.statements()) for migration in MIGRATIONS)


def test_stories_of_an_older_ledger_get_what_they_are_listed_by(example_path: Path, tmp_path: Path) -> None:
    path = tmp_path / "older.db"
    asked = "SELECT id, key, since, until, articles, voices FROM stories ORDER BY id"
    with closing(sqlite3.connect(example_path)) as whole, closing(sqlite3.connect(path)) as older:
        whole.backup(older)
        wanted = whole.execute(asked).fetchall()
        for index in ("since", "until", "articles", "largest", "voices", "told"):
            older.execute(f"DROP INDEX stories_{index}")
        for column in ("since", "until", "articles", "voices"):
            older.execute(f"ALTER TABLE stories DROP COLUMN {column}")
        for index in ("articles_title", "actors_folded", "issues_kind", "article_actors_words", "article_actors_roles"):
            older.execute(f"DROP INDEX {index}")
        for table in ("threads", "thread_waiting", "thread_outcomes", "merge_texts", "merge_runs", "merge_common"):
            older.execute(f"DROP TABLE {table}")
        older.execute("ALTER TABLE merge_marks DROP COLUMN level")
        older.execute("PRAGMA user_version = 7")
    with Store(path) as store:
        store.open_for_writing()
        assert store.query(asked) == wanted
    assert len(wanted) > 1


def test_names_of_every_kind_work(tmp_path: Path) -> None:
    for name in ("a b.db", "50%?x=1#y.db", "Žółć 🚀.db", "file:x.db", "-"):
        path = tmp_path / name
        with Store(path) as store:
            store.add(make_record())
            assert len(list(store.record_texts())) == 1
        assert path.exists()


def test_reading_makes_no_file(tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match="there is no ledger"):
        read(tmp_path / "none.db")
    with pytest.raises(LedgerError, match="there is no ledger"):
        Ledger(tmp_path / "none.db", create=False)
    assert list(tmp_path.iterdir()) == []


def test_a_text_file_is_refused_and_left_alone(tmp_path: Path) -> None:
    for text in ("hello", "x" * 5000):
        path = tmp_path / "notes.txt"
        path.write_text(text)
        for use in (read, write):
            with pytest.raises(LedgerError, match=r"not a dateline ledger; it is no SQLite file"):
                use(path)
        assert path.read_text() == text


def test_another_programs_file_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "photos.db"
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE photos (name)")
    connection.commit()
    connection.close()
    before = path.read_bytes()
    for use in (read, write):
        with pytest.raises(LedgerError, match="SQLite file of another program"):
            use(path)
    assert path.read_bytes() == before


def test_a_newer_ledger_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "newer.db"
    write(path)
    connection = sqlite3.connect(path)
    connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
    connection.close()
    for use in (read, write):
        with pytest.raises(LedgerError, match=rf"newer dateline \(schema {SCHEMA_VERSION + 1}\)"):
            use(path)


def test_an_empty_file_becomes_a_ledger_only_by_adding(tmp_path: Path) -> None:
    path = tmp_path / "empty.db"
    path.touch()
    with pytest.raises(LedgerError, match="is empty, not a ledger"):
        read(path)
    assert path.stat().st_size == 0
    write(path)
    read(path)


def test_folders_are_told_apart(tmp_path: Path) -> None:
    for use in (read, write):
        with pytest.raises(LedgerError, match="is a folder"):
            use(tmp_path)
    with pytest.raises(LedgerError, match="there is no folder"):
        write(tmp_path / "missing" / "a.db")


def test_a_damaged_file_is_said_to_be_damaged(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    with Store(path) as store:
        for record in make_records(20):
            store.add(record)
    data = bytearray(path.read_bytes())
    data[4096:] = os.urandom(len(data) - 4096)
    path.write_bytes(data)
    with pytest.raises(LedgerError, match="damaged"):
        list(Store(path).record_texts())


def test_a_locked_ledger_is_said_to_be_locked_and_can_be_read(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    with Store(path) as store:
        store.add(make_record())
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(LedgerError, match="locked by another program"):
        write(path)
    with Ledger(path) as ledger:
        assert len(ledger.events()) == 4
    other.execute("ROLLBACK")
    write(path)


@contextmanager
def _as_nobody() -> Iterator[None]:
    """Drop the power to write anywhere, which root has even in a read-only folder."""
    if os.geteuid() == 0:
        os.seteuid(NOBODY)
        try:
            yield
        finally:
            os.seteuid(0)
    else:
        yield


def test_a_read_only_folder_can_be_read_and_not_written() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with Store(folder / "a.db") as store:
            store.add(make_record())
        (folder / "a.db").chmod(0o444)
        folder.chmod(0o555)
        with _as_nobody():
            with Ledger(folder / "a.db", create=False) as ledger:
                assert len(ledger.events()) == 4
            with pytest.raises(LedgerError, match=r"read-only|cannot be opened"):
                write(folder / "a.db")
            with pytest.raises(LedgerError, match="cannot be opened"):
                write(folder / "b.db")
        assert [path.name for path in folder.iterdir()] == ["a.db"]
        folder.chmod(stat.S_IRWXU)


def test_readers_see_whole_articles_while_another_adds(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    records = make_records(60)
    with Store(path) as store:
        store.add(records[0])
    seen: list[tuple[int, int]] = []
    done = threading.Event()

    def look() -> None:
        with Ledger(path) as ledger:
            while not done.is_set():
                store = ledger._store
                with store.snapshot():
                    seen.append((len(ledger.articles()), len(ledger.events())))

    reader = threading.Thread(target=look)
    reader.start()
    with Store(path) as store:
        for record in records:
            store.add(record)
    done.set()
    reader.join()
    assert all(events == 4 * articles for articles, events in seen)
    assert len({articles for articles, _ in seen}) > 3, "it looked while articles came in"


ADD_FOREVER = """
import sys
sys.path.insert(0, sys.argv[2])
from records_by_hand import make_records
from dateline.ledger import Store
with Store(sys.argv[1]) as store:
    for record in make_records(400):
        if store.add(record) == "added":
            print(record.article.id, flush=True)
"""


def test_a_killed_program_loses_nothing_that_it_said_was_kept(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    said: set[str] = set()
    for lines in (1, 17, 60):
        command = [sys.executable, "-c", ADD_FOREVER, str(path), str(Path(__file__).parent.parent)]
        process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        assert process.stdout is not None
        for _ in range(lines):
            said.add(process.stdout.readline().strip())
        time.sleep(0.001 * lines)
        process.send_signal(signal.SIGKILL)
        said |= {line.strip() for line in process.stdout if len(line) == 65}
        process.stdout.close()
        process.wait()
        with Store(path) as store:
            kept = {article for article, _ in store.record_texts()}
            assert said <= kept
            assert len(kept - said) <= 1, "at most the one that was kept and not yet said"
            assert list(find_faults(store)) == []
        said = kept
    assert 78 <= len(said) < 400
    with Store(path) as store:
        outcomes = [store.add(record) for record in make_records(400)]
        assert outcomes.count("known") == len(said)
        assert len(list(store.record_texts())) == 400


ADD_UNTIL_FULL = """
import resource, signal, sys
sys.path.insert(0, sys.argv[2])
from records_by_hand import make_records
from dateline.ledger import Store
from dateline.model.errors import LedgerError
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
store = Store(sys.argv[1])
store.add(make_records(1)[0])
resource.setrlimit(resource.RLIMIT_FSIZE, (1_500_000, resource.RLIM_INFINITY))
kept = 0
try:
    for record in make_records(400):
        store.add(record)
        kept += 1
except LedgerError as error:
    print(kept, error)
"""


def test_a_file_that_may_not_grow_is_said_and_what_was_kept_is_good(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    command = [sys.executable, "-c", ADD_UNTIL_FULL, str(path), str(Path(__file__).parent.parent)]
    shown = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    kept, _, message = shown.partition(" ")
    assert str(path) in message
    assert "the disk" in message
    with Store(path) as store:
        assert 1 < int(kept) <= len(list(store.record_texts())) < 400
        assert list(find_faults(store)) == []
        assert store.add(make_records(400)[-1]) == "added", "with room again it goes on"


ADD_ALL = """
import sys
sys.path.insert(0, sys.argv[2])
from records_by_hand import make_records
from dateline.ledger import Store
records = make_records(80)
with Store(sys.argv[1]) as store:
    for record in records if sys.argv[3] == "forwards" else records[::-1]:
        store.add(record)
"""


def test_several_programs_make_and_fill_one_ledger_at_once(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    commands = [
        [sys.executable, "-c", ADD_ALL, str(path), str(Path(__file__).parent.parent), way]
        for way in ("forwards", "backwards", "forwards")
    ]
    running = [subprocess.Popen(command) for command in commands]
    assert [process.wait() for process in running] == [0, 0, 0]
    with Store(path) as store:
        assert len(list(store.record_texts())) == 80
        assert store.query("SELECT count(*) FROM history WHERE action = 'added'") == [(80,)]
        assert list(find_faults(store)) == []
