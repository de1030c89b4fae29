"""`reread`, `forget` and `diff`: what they say, and with which exit code."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from dateline.cli import main


class Ran(NamedTuple):
    code: int
    out: str
    err: str


@pytest.fixture
def run(capsysbinary: pytest.CaptureFixture[bytes]) -> Callable[..., Ran]:
    def run(*arguments: object) -> Ran:
        code = main([str(argument) for argument in arguments])
        out, err = capsysbinary.readouterr()
        return Ran(code, out.decode("utf-8"), err.decode("utf-8"))

    return run


@pytest.fixture
def ledger(tmp_path: Path, run: Callable[..., Ran]) -> Path:
    rows = tmp_path / "rows.jsonl"
    texts = ["Shells hit a market in Kherson on Monday, killing six people.", "Police in Lima arrested two men."]
    rows.write_text("".join(json.dumps({"text": text, "published": "2025-10-24"}) + "\n" for text in texts))
    assert run("add", tmp_path / "a.db", rows).code == 0
    return tmp_path / "a.db"


def article_ids(run: Callable[..., Ran], ledger: Path) -> list[str]:
    return [json.loads(line)["article"] for line in run("articles", ledger, "--format", "jsonl").out.splitlines()]


def test_what_was_added_is_a_change(run: Callable[..., Ran], ledger: Path) -> None:
    ran = run("diff", ledger, "--since", "last", "--format", "jsonl")
    assert ran.code == 4
    assert [json.loads(line)["change"] for line in ran.out.splitlines()] == ["added", "added"]
    later = run("diff", ledger, "--since", "2999-01-01")
    assert (later.code, later.out) == (0, "")
    assert "nothing changed" in later.err
    assert run("diff", ledger, "--since", "soon").code == 2
    table = run("diff", ledger, "--since", "run:1", "--format", "table").out
    assert table.count("article added") == 2
    assert run("diff", ledger, "--since", "run:1", "--format", "csv").out.startswith("at,run,what,change,key")


def test_reading_again_with_the_same_version_changes_nothing(run: Callable[..., Ran], ledger: Path) -> None:
    before = run("export", ledger, "--to", "jsonl").out
    assert "by this version already" in run("reread", ledger).err
    assert run("reread", ledger, "--all", "--workers", "1").code == 0
    assert run("export", ledger, "--to", "jsonl").out == before
    assert run("diff", ledger, "--since", "last").code == 0
    missing = run("reread", ledger.parent / "none.db")
    assert missing.code == 1
    assert "there is no ledger" in missing.err


def test_reading_again_with_another_version(
    run: Callable[..., Ran], ledger: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from dateline.ingest import producing
    from dateline.reading import steps

    monkeypatch.setattr(producing, "VERSION", "9.9.9")
    monkeypatch.setattr(steps, "VERSION", "9.9.9")
    monkeypatch.setattr(steps, "find_events", lambda *_: ())
    ran = run("reread", ledger, "--workers", "1")
    assert "2 read again" in ran.err
    diff = run("diff", ledger, "--since", "last", "--format", "jsonl")
    rows = [json.loads(line) for line in diff.out.splitlines()]
    assert ("event", "removed") in {(row["what"], row["change"]) for row in rows}
    assert run("events", ledger, "--format", "jsonl").out == ""
    assert "reread" in run("diff", ledger, "--since", "last", "--format", "table").out


def test_an_article_is_forgotten_and_may_come_back(run: Callable[..., Ran], ledger: Path) -> None:
    first, second = article_ids(run, ledger)
    ran = run("forget", ledger, first[:10], "--note", "asked for")
    assert (ran.code, "is withdrawn" in ran.err) == (0, True)
    assert article_ids(run, ledger) == [second]
    rows = ledger.parent / "rows.jsonl"
    again = run("add", ledger, rows)
    assert "1 withdrawn before and passed over" in again.err
    assert "withdrawn already" in run("forget", ledger, first[:10]).err
    assert "can be added again" in run("forget", ledger, first[:10], "--undo").err
    assert "not withdrawn" in run("forget", ledger, second, "--undo").err
    run("add", ledger, rows)
    assert article_ids(run, ledger) == [first, second]
    changes = [
        json.loads(x)["change"] for x in run("diff", ledger, "--since", "run:1", "--format", "jsonl").out.splitlines()
    ]
    assert changes.count("withdrawn") == 1
    assert changes.count("readmitted") == 1


def test_an_id_that_names_no_article_is_said(run: Callable[..., Ran], ledger: Path) -> None:
    assert run("forget", ledger, "zzzz9").code == 1
    assert run("forget", ledger, "ab").code == 2
    missing = run("forget", ledger.parent / "none.db", "abcd")
    assert missing.code == 1


def test_parquet_wants_a_file_and_rows_go_with_tables(run: Callable[..., Ran], ledger: Path) -> None:
    pytest.importorskip("pyarrow")
    out = ledger.parent / "s.parquet"
    assert run("export", ledger, "--to", "parquet", "--table", "articles", "-o", out).code == 0
    assert out.read_bytes()[:4] == b"PAR1"
    assert run("export", ledger, "--to", "jsonl", "--table", "places").code == 2
    assert run("export", ledger, "--to", "csv", "--table", "places").out.startswith("dateline_id,name")
