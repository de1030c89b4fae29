"""Adding goes on whatever an input is like, can be stopped and resumed, and knows what is there already."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from dateline.ingest import Progress, Summary, add_inputs, adding, chunks, estimate_total, producing, run
from dateline.ledger import Store, find_faults
from dateline.model.article import Article
from dateline.model.errors import ArticleError, ConfigError, LedgerError, LexiconError, SourceError
from dateline.model.record import Issue, Producer, Record
from dateline.reading import model_version
from dateline.sources import Options
from dateline.views import Ledger
from records_by_hand import TEXT, make_record

BAD = "the one that fails"


class Reader:
    """Stands in for the reading: gives records by hand, fails where it is told to."""

    def __init__(self) -> None:
        self.read: list[str] = []
        self.loaded = 0
        self.error: BaseException = ValueError("cannot be")

    def load(self, model: str | None) -> Any:
        self.loaded += 1
        return self

    def read_article(self, article: Article, engine: Any, issues: tuple[Issue, ...] = ()) -> Record:
        if BAD in article.text:
            raise self.error
        self.read.append(article.text)
        producer = Producer(dateline=producing.VERSION, model=model_version(), knowledge=producing.knowledge_digest())
        if TEXT in article.text:
            return make_record(article, producer)
        return Record(producer=producer, article=article, issues=issues)


@pytest.fixture
def reader(monkeypatch: pytest.MonkeyPatch) -> Reader:
    reader = Reader()
    monkeypatch.setattr(run, "load_engine", reader.load)
    monkeypatch.setattr(chunks, "read_article", reader.read_article)
    return reader


@pytest.fixture
def rows(tmp_path: Path) -> Callable[..., str]:
    def write(*texts: str, name: str = "rows.jsonl") -> str:
        path = tmp_path / name
        lines = [json.dumps({"ref": str(number), "text": text}) for number, text in enumerate(texts)]
        path.write_text("\n".join(lines) + "\n", "utf-8")
        return str(path)

    return write


def _texts(count: int) -> list[str]:
    return [f"Report number {number} says that the talks went on in the city all day." for number in range(count)]


def test_a_good_run(reader: Reader, rows: Callable[..., str], tmp_path: Path) -> None:
    ledger = tmp_path / "a.db"
    seen: list[Progress] = []
    summary = add_inputs(ledger, [rows(*_texts(40))], progress=seen.append, clock=lambda: "2026-11-23T10:00:00")
    assert summary == Summary(added=40)
    assert reader.loaded == 1
    assert seen[-1].summary.added == 40
    assert {progress.total for progress in seen if progress.summary.done} == {40}
    shown = [progress.summary.done + progress.waiting for progress in seen]
    assert shown == sorted(shown), "the bar never goes back"
    with Store(ledger) as store:
        assert store.query("SELECT at, command, added, known, ended FROM runs") == [
            ("2026-11-23T10:00:00", "add", 40, 0, "2026-11-23T10:00:00")
        ]
        assert store.query("SELECT count(*), count(DISTINCT run) FROM history") == [(40, 1)]
        assert list(find_faults(store)) == []


def test_what_is_known_is_passed_over_without_the_model(
    reader: Reader, rows: Callable[..., str], tmp_path: Path
) -> None:
    ledger = tmp_path / "a.db"
    add_inputs(ledger, [rows(*_texts(20))])
    assert add_inputs(ledger, [rows(*_texts(25))]) == Summary(added=5, known=20)
    reader.loaded = 0
    assert add_inputs(ledger, [rows(*_texts(25))]) == Summary(known=25)
    assert reader.loaded == 0
    assert len(reader.read) == 25


def test_one_bad_article_is_an_issue_and_stops_nothing(
    reader: Reader, rows: Callable[..., str], tmp_path: Path
) -> None:
    ledger = tmp_path / "a.db"
    texts = [*_texts(3), BAD, *_texts(6)[3:]]
    for error, name in (
        (ValueError("cannot be"), "ValueError"),
        (ArticleError("no way"), "ArticleError"),
        (RecursionError("deep"), "RecursionError"),
    ):
        reader.error = error
        ledger.unlink(missing_ok=True)
        assert add_inputs(ledger, [rows(*texts)]) == Summary(added=6, unread=1)
        with Ledger(ledger) as kept:
            (issue,) = kept.issues()
        assert issue.about == "input"
        assert issue.kind == "reading-failed"
        assert issue.message == f"{name} while reading “{BAD}”: {error}"
        assert (issue.input or "").endswith("rows.jsonl line 4")


def test_an_issue_goes_when_its_input_can_be_read(reader: Reader, rows: Callable[..., str], tmp_path: Path) -> None:
    ledger = tmp_path / "a.db"
    add_inputs(ledger, [rows(BAD)])
    add_inputs(ledger, [rows(*_texts(1))])
    with Ledger(ledger) as kept:
        assert len(kept.issues()) == 0


def test_inputs_that_give_no_article_are_issues(reader: Reader, rows: Callable[..., str], tmp_path: Path) -> None:
    (tmp_path / "empty.txt").touch()
    (tmp_path / "binary.txt").write_bytes(bytes(range(256)) * 10)
    inputs = [str(tmp_path / name) for name in ("none.txt", "empty.txt", "binary.txt")]
    summary = add_inputs(tmp_path / "a.db", [*inputs, rows(*_texts(2))])
    assert summary == Summary(added=2, unread=3)
    assert add_inputs(tmp_path / "a.db", inputs).unread == 3
    with Ledger(tmp_path / "a.db") as kept:
        issues = {Path(issue.input or "").name: issue.kind for issue in kept.issues()}
    assert issues == {"none.txt": "missing", "empty.txt": "empty", "binary.txt": "not-text"}


def test_a_source_that_breaks_is_an_issue(
    reader: Reader, rows: Callable[..., str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = adding.read_inputs

    def break_once(inputs: list[str], options: Options) -> Any:
        if inputs == ["broken"]:
            raise ZeroDivisionError("oh")
        return real(inputs, options)

    monkeypatch.setattr(adding, "read_inputs", break_once)
    assert add_inputs(tmp_path / "a.db", ["broken", rows(*_texts(1))]) == Summary(added=1, unread=1)
    with Ledger(tmp_path / "a.db") as kept:
        assert kept.issues()[0].message.startswith("ZeroDivisionError: oh")


@pytest.mark.parametrize("error", [ConfigError("no model"), LexiconError("a.csv", "line 1", "twice")])
def test_what_is_wrong_with_the_program_stops_it(
    reader: Reader, rows: Callable[..., str], tmp_path: Path, error: Exception
) -> None:
    reader.error = error
    with pytest.raises(type(error)):
        add_inputs(tmp_path / "a.db", [rows(*_texts(3), BAD)])
    with Ledger(tmp_path / "a.db") as kept:
        assert len(kept.articles()) == 3, "what was read before is kept"


def test_wrong_options_and_ledgers_are_errors(reader: Reader, rows: Callable[..., str], tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="published"):
        add_inputs(tmp_path / "a.db", [rows("x")], Options(published="yesterday"))
    (tmp_path / "b.db").write_text("no ledger, this")
    with pytest.raises(LedgerError, match="not a dateline ledger"):
        add_inputs(tmp_path / "b.db", [rows("x")])


def test_the_keyboard_stops_it_and_keeps_what_was_read(
    reader: Reader, rows: Callable[..., str], tmp_path: Path
) -> None:
    reader.error = KeyboardInterrupt()
    texts = [*_texts(21), BAD, *_texts(30)[21:]]
    summary = add_inputs(tmp_path / "a.db", [rows(*texts)])
    assert summary == Summary(added=21, interrupted=True)
    reader.error = ValueError("now it is read, and fails")
    assert add_inputs(tmp_path / "a.db", [rows(*texts)]) == Summary(added=9, known=21, unread=1)


def test_the_same_article_in_two_inputs_is_one(reader: Reader, rows: Callable[..., str], tmp_path: Path) -> None:
    twice = [rows(*_texts(3)), rows(*_texts(3), name="again.jsonl")]
    assert add_inputs(tmp_path / "a.db", twice) == Summary(added=3, known=3)


def test_articles_of_the_future_are_kept_with_an_issue(reader: Reader, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(_texts(1)[0])
    summary = add_inputs(
        tmp_path / "a.db", [str(tmp_path / "a.txt")], Options(published="2999-01-01"), clock=lambda: "2026-01-01T00:00"
    )
    assert summary == Summary(added=1, with_issues=1)
    with Ledger(tmp_path / "a.db") as kept:
        assert kept.issues(kind="future-date")[0].message.endswith("is in the future (today is 2026-01-01)")


def test_totals_are_estimated(rows: Callable[..., str], tmp_path: Path) -> None:
    path = rows(*_texts(7))
    (tmp_path / "sub").mkdir()
    for name in ("a.txt", "b.html", ".hidden.txt", "c.png"):
        (tmp_path / "sub" / name).touch()
    assert estimate_total([path]) == 7
    assert estimate_total([str(tmp_path / "sub"), path, "no-such-file"]) == 2 + 7 + 1
    assert estimate_total([str(tmp_path)]) == 9
    assert estimate_total([path, "-"]) is None


ADD = """
import signal, sys, time
signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell has what it starts behind itself ignore it
sys.path[:0] = sys.argv[3:]
import test_adding
from dateline.ingest import add_inputs, chunks, run
reader = test_adding.Reader()
run.load_engine, chunks.read_article = reader.load, reader.read_article
def show(progress):
    print(progress.summary.done, flush=True)
    if 0 < progress.summary.done < 10 or 120 <= progress.summary.done < 130:
        time.sleep(0.02)  # not done before the signal comes, however busy the machine is
summary = add_inputs(sys.argv[1], [sys.argv[2]], progress=show)
print("done", summary.interrupted, flush=True)
"""


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGINT])
def test_stopped_in_the_midst_it_goes_on(rows: Callable[..., str], tmp_path: Path, how: signal.Signals) -> None:
    path, ledger = rows(*[f"Report {n}.\n{TEXT}" for n in range(300)]), tmp_path / "a.db"
    here = Path(__file__).parent
    command = [sys.executable, "-c", ADD, str(ledger), path, str(here), str(here.parent)]
    environment = {**os.environ, "PYTHONHASHSEED": "random"}
    kept = 0
    for stop_at in (1, 120, None):
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as process:
            assert process.stdout is not None
            for line in process.stdout:
                if stop_at is not None and line.split()[0].isdigit() and int(line) >= stop_at:
                    time.sleep(0.003)
                    process.send_signal(how)
                    break
            rest = process.stdout.read()
        if how == signal.SIGINT and stop_at is not None:
            assert "done True" in rest
        with Store(ledger) as store:
            articles = [article for article, _ in store.record_texts()]
            assert len(articles) == len(set(articles)) >= kept
            assert list(find_faults(store)) == []
        kept = len(articles)
    assert kept == 300


@pytest.mark.parametrize("name", ["strike-1-dnipro-wire.txt", "tanker-3-aegean-bulletin.jsonl"])
def test_real_reports_go_in_and_come_out_as_they_were_read(tmp_path: Path, read: Any, name: str) -> None:
    import msgspec

    from dateline.reading import load_engine, read_article
    from dateline.sources import Found, read_inputs
    from dateline.views import Wish, export_jsonl

    report = str(Path(__file__).resolve().parent.parent.parent / "examples" / "reports" / name)
    options = Options(published="2026-03-12")
    summary = add_inputs(tmp_path / "a.db", [report], options)
    assert summary.added >= 1
    assert summary.unread == 0
    founds = [found for found in read_inputs([report], options) if isinstance(found, Found)]
    wanted = {msgspec.json.encode(read_article(f.article, load_engine(), f.issues)) + b"\n" for f in founds}
    with Store(tmp_path / "a.db") as store:
        assert set(export_jsonl(store, Wish("full"))) == wanted
        assert list(find_faults(store)) == []
