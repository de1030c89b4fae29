"""The commands of the ledger: what they print, where, and with which exit code."""

from __future__ import annotations

import csv
import io
import json
import os
import pty
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from dateline.cli import command_group, main
from dateline.ingest import Progress, Summary
from dateline.ledger import Store, Unkept
from records_by_hand import TEXT, make_article, make_record

LISTS = ("events", "statements", "articles", "actors", "places", "issues")
LEDGER_COMMANDS = ("add", *LISTS, "why", "diff", "reread", "forget", "export", "check")


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
def ledger(tmp_path: Path) -> Path:
    path = tmp_path / "situation.db"
    with Store(path) as store:
        store.add(make_record(make_article(title="Strike on Kharkiv", ref="1")))
        store.add(make_record(make_article(outlet="Baltic Courier", published="2026-03-12")))
        store.note_unkept(Unkept("bad.txt", "empty", "there is nothing in it"))
    return path


@pytest.mark.parametrize("name", LEDGER_COMMANDS)
def test_every_command_has_help_with_examples_that_parse(name: str, run: Callable[..., Ran]) -> None:
    ran = run(name, "--help")
    assert ran.code == 0
    assert "Examples:" in ran.out
    group = command_group()
    command = group.get_command(None, name)  # type: ignore[arg-type]
    assert command is not None
    for option in command.params:
        words = getattr(option, "help", None)
        if words is not None and option.name not in ("help",):
            assert "Example: " in words, f"{name} {option.name} has no example"


@pytest.mark.parametrize("name", LISTS)
def test_lists_in_every_form(name: str, ledger: Path, run: Callable[..., Ran]) -> None:
    lines = [json.loads(line) for line in run(name, ledger).out.splitlines()]
    assert lines, "JSON Lines when piped"
    assert json.loads(run(name, ledger, "--format", "json").out) == lines
    with_commas = list(csv.reader(io.StringIO(run(name, ledger, "--format", "csv").out, newline="")))
    with_tabs = list(csv.reader(io.StringIO(run(name, ledger, "--format", "tsv").out, newline=""), delimiter="\t"))
    assert with_commas == with_tabs
    assert len(with_commas) == len(lines) + 1
    table = run(name, ledger, "--format", "table")
    assert table.code == 0
    assert len(table.out.splitlines()) > len(lines)


def _in_terminal(*arguments: object) -> list[str]:
    """Run a command in a terminal of 80 columns and give the lines on its screen."""
    child, screen = pty.fork()
    if child == 0:
        os.environ.update(COLUMNS="80", TERM="xterm")
        code = "import sys; from dateline.cli import main; sys.exit(main())"
        os.execv(sys.executable, [sys.executable, "-c", code, *(str(argument) for argument in arguments)])
    shown = b""
    with os.fdopen(screen, "rb", buffering=0) as stream:
        while True:
            try:
                piece = stream.read(65536)
            except OSError:
                break
            if not piece:
                break
            shown += piece
    os.waitpid(child, 0)
    return re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", shown.decode("utf-8")).splitlines()


def test_a_table_is_readable_in_80_columns(ledger: Path) -> None:
    lines = _in_terminal("events", ledger, "--limit", "1")
    assert max(len(line) for line in lines) <= 80
    shown = "\n".join(lines)
    assert re.search(r"2026-03-09 +ASSAULT +Russian Armed Forces", shown)
    assert re.search(r"occurred +.*“six people”", shown)
    assert re.search(r"event:[0-9a-f]{8} +at least 6 killed", shown)
    assert "Andrii Sybiha says" in shown


def test_events_go_to_a_file_by_its_ending(ledger: Path, run: Callable[..., Ran], tmp_path: Path) -> None:
    ran = run("events", ledger, "--type", "assault", "-o", tmp_path / "events.csv")
    assert (ran.code, ran.out) == (0, "")
    rows = list(csv.DictReader(io.StringIO((tmp_path / "events.csv").read_bytes().decode("utf-8"), newline="")))
    assert [row["sentence"] for row in rows] == [
        "Russian drones 🚀 killed at least six people in Kharkiv on Monday"
    ] * 2


def test_filters_hold_together_and_options_given_twice_stand_side_by_side(
    ledger: Path, run: Callable[..., Ran]
) -> None:
    ran = run("events", ledger, "--type", "AID", "--type", "CONSULT", "--status", "considered")
    assert [json.loads(line)["type"] for line in ran.out.splitlines()] == ["AID", "AID"]
    ran = run("statements", ledger, "--speaker", "sybiha", "--addressee", "zolty", "--outlet", "courier")
    assert [json.loads(line)["content"]["words"] for line in ran.out.splitlines()] == ["Moscow will answer for this"]


def test_events_without_a_date_are_counted_on_standard_error(ledger: Path, run: Callable[..., Ran]) -> None:
    ran = run("events", ledger, "--since", "2026-03")
    assert len(ran.out.splitlines()) == 6
    assert ran.err == "2 more events have no date and were left out\n"
    assert run("events", ledger).err == ""


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("events", "--country", "Atlantis"), "no country is known as 'Atlantis'"),
        (("events", "--since", "soon"), "'soon' is no day"),
        (("events", "--sort", "size"), "cannot be sorted by 'size'"),
        (("events", "--type", "EXPLODE"), "is not one of"),
        (("events", "--limit", "-1"), "x>=0"),
        (("events", "--colour", "red"), "No such option"),
        (("export", "--to", "excel"), "is not one of"),
    ],
)
def test_wrong_use_is_exit_code_2(
    ledger: Path, run: Callable[..., Ran], arguments: tuple[str, ...], words: str
) -> None:
    ran = run(arguments[0], ledger, *arguments[1:])
    assert ran.code == 2
    assert words in " ".join(ran.err.split())
    assert "Traceback" not in ran.err


@pytest.mark.parametrize("name", [*LISTS, "check", "why", "export"])
def test_no_reading_command_makes_a_file(name: str, run: Callable[..., Ran], tmp_path: Path) -> None:
    more = {"why": ["event:123456"], "export": ["--to", "csv"]}.get(name, [])
    ran = run(name, tmp_path / "none.db", *more)
    assert ran.code == 1
    assert f"dateline: there is no ledger {tmp_path / 'none.db'}" in ran.err
    assert list(tmp_path.iterdir()) == []


def test_why_says_it_in_words(ledger: Path, run: Callable[..., Ran]) -> None:
    key = json.loads(run("events", ledger, "--type", "ASSAULT").out.splitlines()[0])["key"]
    card = run("why", ledger, key[:14], "--format", "table")
    assert card.code == 0
    shown = " ".join(card.out.split())
    assert "found by strike.kill, confidence 0.9" in shown
    assert "Russian drones 🚀 killed at least six people" in shown
    assert "could also be Kharkivske, UKR" in shown
    (answer,) = [json.loads(line) for line in run("why", ledger, key, "time").out.splitlines()]
    assert [reason["quotes"][0]["words"] for reason in answer["reasons"]] == ["Monday"]
    rows = list(csv.DictReader(io.StringIO(run("why", ledger, key, "--format", "csv").out, newline="")))
    for row in rows:
        if row["start"]:
            assert TEXT[int(row["start"]) : int(row["end"])] == row["words"]


def test_why_of_nothing_is_an_error(ledger: Path, run: Callable[..., Ran]) -> None:
    ran = run("why", ledger, "event:000000")
    assert ran.code == 1
    assert "holds no event or statement 'event:000000'" in ran.err
    key = json.loads(run("events", ledger).out.splitlines()[0])["key"]
    ran = run("why", ledger, key, "colour")
    assert (ran.code, ran.out) == (1, "")
    assert "has no field 'colour'" in ran.err


def test_export(ledger: Path, run: Callable[..., Ran], tmp_path: Path) -> None:
    lines = [json.loads(line) for line in run("export", ledger, "--to", "jsonl").out.splitlines()]
    assert [line["article"]["text"] for line in lines] == [None, None]
    assert all(line["quotes"] for line in lines)
    run("export", ledger, "--to", "jsonl", "--texts", "full", "-o", tmp_path / "r.jsonl")
    full = [json.loads(line) for line in (tmp_path / "r.jsonl").read_text("utf-8").splitlines()]
    assert [line["article"]["text"] for line in full] == [TEXT, TEXT]
    rows = list(csv.DictReader(io.StringIO(run("export", ledger, "--to", "csv").out, newline="")))
    assert len(rows) == 8


def test_check_is_quiet_about_a_good_ledger_and_finds_harm(ledger: Path, run: Callable[..., Ran]) -> None:
    ran = run("check", ledger)
    assert (ran.code, ran.out) == (0, "")
    assert "good; 2 articles" in ran.err
    import sqlite3

    connection = sqlite3.connect(ledger)
    connection.execute("UPDATE events SET type = 'AID' WHERE id = 1")
    connection.commit()
    connection.close()
    ran = run("check", ledger)
    assert ran.code == 4
    assert json.loads(ran.out)["kind"] == "columns"
    assert "rows of events are not those of its record" in run("check", ledger, "--format", "table").out


@pytest.mark.parametrize(
    ("summary", "code", "words"),
    [
        (Summary(added=3), 0, "3 added"),
        (Summary(known=3), 0, "0 added, 3 already there"),
        (Summary(added=3, replaced=1, unread=2), 3, "3 added, 1 read again, 2 not read (`dateline issues"),
        (Summary(added=3, with_issues=1), 3, "3 added, 1 with issues"),
        (Summary(unread=1), 1, "0 added, 1 not read"),
        (Summary(added=3, interrupted=True), 1, "stopped: what was read is kept, the same command goes on from here"),
    ],
)
def test_add_says_what_it_did(
    run: Callable[..., Ran], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, summary: Summary, code: int, words: str
) -> None:
    from dateline import ingest

    given: list[object] = []

    def add_inputs(*arguments: object) -> Summary:
        given.extend(arguments)
        report = arguments[4]
        assert callable(report)
        report(Progress(summary, None, "x.txt", problem="there is nothing in it" if summary.unread else None))
        return summary

    monkeypatch.setattr(ingest, "add_inputs", add_inputs)
    ran = run("add", tmp_path / "a.db", "x.txt", "--outlet", "Dnipro Wire", "--published", "2026-03-01")
    assert ran.code == code
    assert ran.out == ""
    assert words in ran.err
    assert ("dateline: x.txt: there is nothing in it" in ran.err) == bool(summary.unread)
    assert given[2].outlet == "Dnipro Wire"  # type: ignore[attr-defined]


def test_add_refuses_a_wrong_date_and_a_wrong_ledger(run: Callable[..., Ran], tmp_path: Path) -> None:
    assert run("add", tmp_path / "a.db", "x.txt", "--published", "yesterday").code == 2
    (tmp_path / "notes.txt").write_text("notes")
    ran = run("add", tmp_path / "notes.txt", "x.txt")
    assert ran.code == 1
    assert "is not a dateline ledger" in ran.err
    assert (tmp_path / "notes.txt").read_text() == "notes"
    assert run("add", tmp_path / "no" / "a.db", "x.txt").code == 1


def test_help_of_the_lists_is_quick_and_loads_no_model(ledger: Path) -> None:
    code = (
        "import sys; from dateline.cli import main; main(['events', sys.argv[1], '-o', sys.argv[2]]); "
        "print([name for name in ('spacy', 'trafilatura', 'numpy', 'rich') if name in sys.modules])"
    )
    command = [sys.executable, "-c", code, str(ledger), os.devnull]
    shown = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert shown == "[]\n"
