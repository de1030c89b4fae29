"""A ledger that is copied says the same, down to every row; there and back it is the one it was."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from bench.postgres import Server

from dateline.cli import main
from dateline.ledger import Store, copy_ledger, find_faults
from dateline.ledger.copying import _tables
from dateline.model.errors import LedgerError
from dateline.views import Wish, export_csv, export_jsonl

EXAMPLES = Path(__file__).resolve().parent.parent.parent / "examples" / "reports"


def rows_of(ledger: str) -> dict[str, list[tuple[object, ...]]]:
    with Store(ledger) as store:
        return {
            table.name: [
                # 1 and 1.0 are equal, but not the same.
                tuple((type(value).__name__, value) for value in row)
                for row in store.query(
                    "SELECT " + ", ".join(f'"{name}"' for name in table.columns)
                    + f" FROM {table.name} ORDER BY {', '.join(table.key)}"
                )
            ]
            for table in _tables()
        }  # fmt: skip


def view_of(ledger: str) -> bytes:
    with Store(ledger) as store:
        return b"".join([*export_jsonl(store, Wish("full")), *export_csv(store)])


@pytest.fixture(scope="module")
def rich(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A ledger with everything in it: decisions, withdrawals, issues, histories."""
    folder = tmp_path_factory.mktemp("rich")
    ledger, broken = str(folder / "rich.db"), folder / "broken.json"
    broken.write_text("{", encoding="utf-8")
    assert main(["add", ledger, str(EXAMPLES), str(broken), "--workers", "1"]) == 3
    with Store(ledger) as store:
        events = [row[0] for row in store.query("SELECT key FROM events ORDER BY key LIMIT 3")]
        article = store.query("SELECT max(article_id) FROM articles")[0][0]
        event = store.query("SELECT min(event) FROM event_counts")[0][0]
    assert main(["decide", ledger, "accept", events[0], "--by", "Desk"]) == 0
    assert main(["decide", ledger, "reject", events[1]]) == 0
    assert main(["decide", ledger, "undo"]) == 0
    assert main(["forget", ledger, article, "--note", "gone"]) == 0
    with sqlite3.connect(ledger) as connection:
        # Numbers that look alike and are not, and the largest that there can be.
        values = [(3.0, 3), (1e20, 2**63 - 1), (0.1, -1.5), (5e-324, 1.7976931348623157e308)]
        for position, (low, high) in enumerate(values, 90):
            row = (event, position, "killed", low, high, 0, None, "[]", "")
            connection.execute("INSERT INTO event_counts VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", row)
    return ledger


def test_there_and_back_gives_an_equal_ledger(rich: str, address: str, tmp_path: Path) -> None:
    back = str(tmp_path / "back.db")
    assert main(["copy", rich, address]) == 0
    assert main(["copy", address, back]) == 0
    assert rows_of(address) == rows_of(rich)
    assert rows_of(back) == rows_of(rich)
    assert all(
        rows_of(rich)[name] for name in ("decisions", "withdrawn", "history", "runs", "joined_history", "issues")
    )
    assert view_of(back) == view_of(address) == view_of(rich)
    with Store(back) as store:
        assert [fault for fault in find_faults(store) if fault.kind != "columns"] == []
    with Store(address) as store:
        assert [fault for fault in find_faults(store) if fault.kind != "columns"] == []


@pytest.mark.parametrize("shape", ["file", "database"])
def test_like_to_like(rich: str, server: Server, tmp_path: Path, shape: str) -> None:
    def new(name: str) -> str:
        return str(tmp_path / f"{name}.db") if shape == "file" else server.make_database()

    one, other = new("one"), new("other")
    assert main(["copy", rich, one]) == main(["copy", one, other]) == 0
    assert rows_of(other) == rows_of(rich)


def test_a_copy_is_gone_on_with(rich: str, address: str, tmp_path: Path) -> None:
    """What is numbered goes on from the last number; searching finds what was copied."""
    article = tmp_path / "more.txt"
    article.write_text("Police arrested five people in Oslo on Monday.\n", encoding="utf-8")
    main(["copy", rich, address])
    with Store(address) as store:
        before = store.query("SELECT count(*), max(id) FROM articles")[0]
    assert main(["add", address, str(article), "--published", "2025-10-28", "--workers", "1"]) == 0
    with Store(address) as store:
        assert store.query("SELECT count(*), max(id) FROM articles")[0] == (before[0] + 1, before[1] + 1)
        assert store.query("SELECT max(id) FROM runs") == [(store.query("SELECT count(*) FROM runs")[0][0],)]


def test_a_target_that_is_not_empty_is_refused(rich: str, address: str, capsys: pytest.CaptureFixture[str]) -> None:
    main(["copy", rich, address])
    before = rows_of(address)
    capsys.readouterr()
    assert main(["copy", rich, address]) == 1
    assert "is not empty" in capsys.readouterr().err
    assert rows_of(address) == before
    assert main(["copy", rich, rich]) == 1


def test_a_source_that_is_none_makes_no_target(tmp_path: Path) -> None:
    assert main(["copy", str(tmp_path / "none.db"), str(tmp_path / "target.db")]) == 1
    assert not (tmp_path / "target.db").exists()


def test_what_breaks_off_leaves_nothing(rich: str, address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(done: int, total: int) -> None:
        if done > total // 2:
            raise KeyboardInterrupt

    with Store(rich) as source, Store(address) as target, pytest.raises(KeyboardInterrupt):
        copy_ledger(source, target, fail)
    assert not any(rows_of(address).values())
    calls: list[tuple[int, int]] = []
    tell: Callable[[int, int], None] = lambda done, total: calls.append((done, total))  # noqa: E731
    with Store(rich) as source, Store(address) as target:
        copy_ledger(source, target, tell)
        with pytest.raises(LedgerError, match="not empty"):
            copy_ledger(source, target)
    assert calls[-1][0] == calls[-1][1] == sum(len(rows) for rows in rows_of(rich).values())
