"""`dateline read` end to end: forms of output, exit codes, words on standard error, bad input."""

from __future__ import annotations

import csv
import datetime
import io
import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import msgspec
import pytest

from dateline.cli import main
from dateline.model.record import Record

TEXT = (
    "Two tankers turned back at river mouth\n"
    "BEIRUT, Lebanon (AP) — Israeli jets struck a fuel depot near Tyre on Tuesday, killing at least four people, the "
    "health ministry said.\n“We will answer,” Foreign Minister Youssef Rajji told Harbour News 🚀.\n"
    "By Zofia Wójcik\n"
)


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "article.txt"
    path.write_bytes(TEXT.encode())
    return path


def run(capfdbinary: pytest.CaptureFixture[bytes], *arguments: object) -> tuple[int, bytes, str]:
    code = main([str(each) for each in arguments])
    out, err = capfdbinary.readouterr()
    assert b"Traceback" not in err
    return code, out, err.decode()


Run = pytest.CaptureFixture[bytes]


def test_json_lines_when_piped(article: Path, capfdbinary: Run) -> None:
    code, out, err = run(capfdbinary, "read", article, "--published", "2025-06-04")
    assert (code, err) == (0, "")
    assert out.count(b"\n") == 1
    assert out.startswith(b'{"schema":"dateline/1","producer":{"dateline":')
    record = json.loads(out)
    assert record["article"]["title"] == "Two tankers turned back at river mouth"
    assert record["article"]["title_span"] == [0, 38]
    assert record["article"]["byline"] == ["Zofia Wójcik"]
    assert record["article"]["credit"] == "Associated Press"
    assert ["Wójcik", "🚀"][0].encode() in out
    assert msgspec.json.encode(msgspec.json.decode(out, type=Record)) + b"\n" == out


def test_same_bytes_every_time(article: Path, capfdbinary: Run) -> None:
    first = run(capfdbinary, "read", article)[1]
    assert first == run(capfdbinary, "read", article)[1]


def test_a_card_for_a_person(article: Path, capfdbinary: Run) -> None:
    code, out, _ = run(capfdbinary, "read", article, "--published", "2025-06-04", "--format", "table")
    card = out.decode()
    flat = " ".join(card.split())
    assert code == 0
    assert "Two tankers turned back at river mouth" in card
    assert "4 June 2025" in card
    assert "by Zofia Wójcik" in card
    assert "Events" in card
    assert "killing at least four people" in flat
    assert "\x1b[" not in card
    assert max(map(len, card.splitlines())) <= 100


def test_rows_of_csv_and_tsv(article: Path, capfdbinary: Run) -> None:
    _, lines, _ = run(capfdbinary, "read", article, "--format", "jsonl")
    events = json.loads(lines)["events"]
    assert events
    for form, separator in (("csv", ","), ("tsv", "\t")):
        code, out, _ = run(capfdbinary, "read", article, "--format", form)
        rows = list(csv.DictReader(io.StringIO(out.decode(), newline=""), delimiter=separator))
        assert code == 0
        assert [row["dateline_id"] for row in rows] == [event["key"] for event in events]
        assert {"type", "status", "register", "actors", "recipients", "places", "start", "sentence", "said_by"} <= set(
            rows[0]
        )


def test_one_array_of_json(article: Path, capfdbinary: Run) -> None:
    _, out, _ = run(capfdbinary, "read", article, article, "--format", "json")
    assert [record["schema"] for record in json.loads(out)] == ["dateline/1"] * 2


def test_a_file_tells_the_form_and_is_whole_or_not_there(article: Path, tmp_path: Path, capfdbinary: Run) -> None:
    target = tmp_path / "events.csv"
    assert run(capfdbinary, "read", article, "-o", target) == (0, b"", "")
    assert target.read_text("utf-8").startswith("dateline_id,")
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []
    code, _, err = run(capfdbinary, "read", article, "-o", tmp_path / "none" / "events.csv")
    assert code == 1
    assert "there is no folder" in err


def test_limit(article: Path, capfdbinary: Run) -> None:
    _, out, _ = run(capfdbinary, "read", article, article, article, "--limit", "2")
    assert out.count(b"\n") == 2


def test_one_bad_among_several(article: Path, tmp_path: Path, capfdbinary: Run) -> None:
    bad = tmp_path / "bad.txt"
    bad.write_bytes(b"\x00\x01\x02")
    code, out, err = run(capfdbinary, "read", bad, article, tmp_path / "none.txt")
    assert code == 3
    assert out.count(b"\n") == 1
    assert "bad.txt: not text" in err
    assert "none.txt: no such file" in err
    assert "1 read, 2 not read" in err


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "nothing in it"),
        (b"\x7fELF\x00\x01\x02", "not text"),
        (b"<html><body><p>Please sign in.</p></body></html>", "no article found"),
        (b'{"ref": "1"}', "missing required field"),
        (b"One line of a long text.\n" * 50_000, "over 1 MB; give --large"),
    ],
)
def test_nothing_read(tmp_path: Path, capfdbinary: Run, data: bytes, words: str) -> None:
    path = tmp_path / "input"
    path.write_bytes(data)
    code, out, err = run(capfdbinary, "read", path)
    assert (code, out) == (1, b"")
    assert words in err
    assert err.count("\n") == 1


@pytest.mark.parametrize(
    "arguments",
    [
        ["read"],
        ["read", "x.txt", "--published", "24.10.2025"],
        ["read", "x.txt", "--published", "2025-02-30"],
        ["read", "x.txt", "--format", "xml"],
        ["read", "x.txt", "--limit", "0"],
        ["reed", "x.txt"],
        ["--nonsense"],
    ],
)
def test_wrong_use(capfdbinary: Run, arguments: list[str]) -> None:
    code, out, err = run(capfdbinary, *arguments)
    assert (code, out) == (2, b"")
    assert "Usage:" in err or "Error" in err


def test_wrong_language_and_model(article: Path, capfdbinary: Run) -> None:
    code, _, err = run(capfdbinary, "read", article, "--language", "english")
    assert code == 1
    assert "no language code" in err
    code, _, err = run(capfdbinary, "read", article, "--model", "no_such_pipeline")
    assert code == 1
    assert "no_such_pipeline" in err
    assert err.count("\n") == 1


def test_a_future_date_is_a_warning_and_an_issue(article: Path, capfdbinary: Run) -> None:
    tomorrow = (datetime.date.today() + datetime.timedelta(days=2)).isoformat()
    code, out, err = run(capfdbinary, "read", article, "--published", tomorrow)
    assert code == 3
    assert "in the future" in err
    record = json.loads(out)
    assert next(issue["kind"] for issue in record["issues"]) == "future-date"
    assert record["article"]["published"] == tomorrow


def test_another_language_is_said_and_not_coded(tmp_path: Path, capfdbinary: Run) -> None:
    path = tmp_path / "fr.txt"
    path.write_text("Le ministre a déclaré mardi que des avions israéliens avaient frappé un dépôt près de Tyr.\n" * 3)
    code, out, err = run(capfdbinary, "read", path)
    record = json.loads(out)
    assert code == 3
    assert (record["article"]["language"], record["events"], record["statements"]) == ("fr", [], [])
    assert "language" in [issue["kind"] for issue in record["issues"]]
    assert "(fr)" in err


@pytest.mark.parametrize(
    "text",
    [
        "ISRAELI JETS STRUCK A FUEL DEPOT NEAR TYRE ON TUESDAY, KILLING FOUR PEOPLE, THE HEALTH MINISTRY SAID.\n" * 3,
        "israeli jets struck a fuel depot near tyre on tuesday killing four people the health ministry said\n" * 3,
        "Israeli jets struck a fuel depot near Tyre, and " * 1050,
        "Jets struck.\r\rNobody was hurt in the attack on the depot in the south.\r",
        "“" * 500 + " he said that the army of the country had struck the depot in the south of the land.",
        "Zażółć gęślą — e\u0301\u0301 \u200d👩‍👩‍👧‍👦 the army struck the depot in Tyre, the minister said on Monday.",
    ],
)
def test_odd_texts_are_read(tmp_path: Path, capfdbinary: Run, text: str) -> None:
    path = tmp_path / "odd.txt"
    path.write_bytes(text.encode())
    started = time.process_time()
    code, out, _ = run(capfdbinary, "read", path, "--language", "en", "--published", "2025-06-04")
    record: dict[str, Any] = json.loads(out)
    assert code == 0
    assert record["article"]["text"] == text
    assert time.process_time() - started < 30
    code, _, _ = run(capfdbinary, "read", path, "--language", "en", "--format", "table")
    assert code == 0


def test_an_error_inside_stops_one_article_alone(
    article: Path, capfdbinary: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    import dateline.reading

    real, calls = dateline.reading.read_article, []

    def fail_once(*arguments: Any) -> Record:
        calls.append(1)
        if len(calls) == 1:
            raise KeyError("t9")
        return real(*arguments)

    monkeypatch.setattr(dateline.reading, "read_article", fail_once)
    code, out, err = run(capfdbinary, "read", article, article)
    assert code == 3
    assert out.count(b"\n") == 1
    assert "internal error, please report it: KeyError: 't9'" in err


def dateline(*arguments: str, **options: Any) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "dateline", *arguments], capture_output=True, timeout=120, check=False, **options
    )


def test_the_pipe(article: Path) -> None:
    result = dateline("read", "-", input=TEXT.encode())
    assert result.returncode == 0
    assert json.loads(result.stdout)["article"]["byline"] == ["Zofia Wójcik"]
    assert result.stderr == b""


def test_a_reader_that_goes_away_is_no_error(tmp_path: Path) -> None:
    rows = tmp_path / "rows.jsonl"
    rows.write_text("".join(json.dumps({"text": TEXT + str(i)}) + "\n" for i in range(60)))
    process = subprocess.Popen(
        [sys.executable, "-m", "dateline", "read", str(rows)], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.readline()
    process.stdout.close()
    err = process.stderr.read()
    process.stderr.close()
    assert (process.wait(60), err) == (0, b"")


def test_a_full_disk_is_told() -> None:
    if not os.path.exists("/dev/full"):
        pytest.skip("there is no /dev/full here")
    with open("/dev/full", "wb") as full:
        result = subprocess.run(
            [sys.executable, "-m", "dateline", "read", "-"],
            input=TEXT.encode(), stdout=full, stderr=subprocess.PIPE, timeout=120, check=False,
        )  # fmt: skip
    assert result.returncode == 1
    assert b"No space left" in result.stderr
    assert b"Traceback" not in result.stderr
