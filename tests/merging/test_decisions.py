"""What people decide holds: against the machine, through new articles, readings and joinings, until it is undone."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from dateline.cli import main
from dateline.views import Ledger

TEXTS = (
    ("Dnipro Wire", "A Russian missile strike on a market in Kharkiv killed six people on Tuesday, officials said."),
    ("Baltic Courier", "Six people were killed in Kharkiv on Tuesday when a Russian missile hit a market."),
    ("Coast Mail", "Gunmen attacked a bank in Lima on Monday and killed two guards."),
)
THIRD = ("Plain Times", "A missile strike killed six people at a market in Kharkiv on Tuesday.")


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


def write(path: Path, *texts: tuple[str, str]) -> Path:
    rows = [{"text": text, "outlet": outlet, "published": "2026-05-14"} for outlet, text in texts]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return path


@pytest.fixture
def ledger(tmp_path: Path, run: Callable[..., Ran]) -> Path:
    path = tmp_path / "a.db"
    assert run("add", path, write(tmp_path / "rows.jsonl", *TEXTS)).code == 0
    return path


def groups(path: Path) -> list[list[str]]:
    """Give the outlets that tell of each event in the strike register."""
    with Ledger(path) as ledger:
        dossiers = [ledger.dossier(row.key) for row in ledger.events(register="strike", rejected=True)]
        return sorted(sorted(report.source.outlet or "" for report in each.reports) for each in dossiers if each)


def keys(path: Path) -> dict[str, str]:
    with Ledger(path) as ledger:
        return {row.source.outlet or "": row.key for row in ledger.events(reports=True, register="strike")}


JOINED = [["Baltic Courier", "Dnipro Wire"], ["Coast Mail"]]
APART = [["Baltic Courier"], ["Coast Mail"], ["Dnipro Wire"]]


def test_different_wins_and_undo_restores(ledger: Path, run: Callable[..., Ran]) -> None:
    assert groups(ledger) == JOINED
    of = keys(ledger)
    assert run("decide", ledger, "different", of["Dnipro Wire"], of["Baltic Courier"], "--by", "A. Reader").code == 0
    assert groups(ledger) == APART
    assert run("decide", ledger, "undo").code == 0
    assert groups(ledger) == JOINED


def test_different_holds_when_a_third_report_would_bind_them(
    ledger: Path, run: Callable[..., Ran], tmp_path: Path
) -> None:
    of = keys(ledger)
    run("decide", ledger, "different", of["Dnipro Wire"], of["Baltic Courier"])
    assert run("add", ledger, write(tmp_path / "third.jsonl", THIRD)).code == 0
    together = [group for group in groups(ledger) if {"Dnipro Wire", "Baltic Courier"} <= set(group)]
    assert together == []
    assert any("Plain Times" in group and len(group) == 2 for group in groups(ledger))


def test_same_joins_what_nothing_speaks_for(ledger: Path, run: Callable[..., Ran]) -> None:
    of = keys(ledger)
    assert run("decide", ledger, "same", of["Coast Mail"], of["Dnipro Wire"]).code == 0
    assert groups(ledger) == [["Baltic Courier", "Coast Mail", "Dnipro Wire"]]
    with Ledger(ledger) as opened:
        dossier = opened.dossier(of["Dnipro Wire"])
        assert dossier is not None
        assert any(report.decided for report in dossier.reports)


def test_decisions_hold_when_articles_are_read_again(ledger: Path, run: Callable[..., Ran]) -> None:
    of = keys(ledger)
    run("decide", ledger, "different", of["Dnipro Wire"], of["Baltic Courier"])
    run("decide", ledger, "reject", of["Coast Mail"], "--note", "a film scene")
    assert run("reread", ledger, "--all").code in (0, 4)
    assert groups(ledger) == APART
    with Ledger(ledger) as opened:
        assert [row.source.outlet for row in opened.events(register="strike")] == ["Dnipro Wire", "Baltic Courier"] or [
            row.source.outlet for row in opened.events(register="strike")
        ] == ["Baltic Courier", "Dnipro Wire"]


def test_what_is_set_stands_beside_what_was_read(ledger: Path, run: Callable[..., Ran]) -> None:
    of = keys(ledger)
    assert run("decide", ledger, "set", of["Dnipro Wire"], "killed=7", "--by", "A. Reader").code == 0
    with Ledger(ledger) as opened:
        dossier = opened.dossier(of["Baltic Courier"])
        assert dossier is not None
        (killed,) = [field for field in dossier.fields if field.name == "killed"]
    assert (killed.chosen, killed.decided, [value.value for value in killed.values]) == ("7", "7", ["6"])


def test_the_log_is_appended_to_and_knows_orphans(ledger: Path, run: Callable[..., Ran]) -> None:
    of = keys(ledger)
    run("decide", ledger, "accept", of["Coast Mail"], "--by", "A. Reader", "--note", "seen the court file")
    run("decide", ledger, "undo", "1")
    rows = [json.loads(line) for line in run("decide", ledger, "log", "--format", "jsonl").out.splitlines()]
    assert [row["action"] for row in rows] == ["accept", "undo"]
    assert rows[0]["by"] == "A. Reader"
    run("decide", ledger, "reject", of["Coast Mail"])
    with Ledger(ledger) as opened:
        article = next(row.article for row in opened.articles(outlet="Coast Mail"))
    assert run("forget", ledger, article).code == 0
    rows = [json.loads(line) for line in run("decide", ledger, "log", "--format", "jsonl").out.splitlines()]
    assert rows[-1]["orphaned"] is True


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("same", "event:ffffff0000"), "two"),
        (("accept", "event:ffffff0000"), "holds no event"),
        (("set", "{0}", "killed=many"), "killed"),
        (("set", "{0}", "colour=red"), "colour"),
        (("different", "{0}", "{0}"), "one"),
        (("undo", "99"), "99"),
    ],
)
def test_wrong_wishes_are_told_and_change_nothing(
    ledger: Path, run: Callable[..., Ran], arguments: tuple[str, ...], words: str
) -> None:
    key = keys(ledger)["Dnipro Wire"]
    ran = run("decide", ledger, *(argument.format(key) for argument in arguments))
    assert ran.code != 0
    assert words in ran.err
    assert run("decide", ledger, "log", "--format", "jsonl").out == ""
