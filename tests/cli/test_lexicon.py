"""`dateline lexicon`: the tables put to the test, reasons for a sentence, words that tell nothing."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from dateline.cli import main
from dateline.reading.lexicon import Fault

SENTENCE = "Border guards in Mali detained two reporters, and a critic attacked the film."


def run(capfd: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str, str]:
    code = main([str(each) for each in arguments])
    out, err = capfd.readouterr()
    return code, out, err


def test_why_tells_of_each_word_what_was_made_of_it(capfd: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capfd, "lexicon", "why", SENTENCE)
    rows = [json.loads(line) for line in out.splitlines()]
    assert code == 0
    detained = next(row for row in rows if row["words"] == "detained" and row["told"])
    assert (detained["type"], detained["reason"]) == ("COERCE", "occurred")
    assert SENTENCE[detained["start"] : detained["end"]] == "detained"
    attacked = [row for row in rows if row["words"] == "attacked"]
    assert attacked
    assert not any(row["told"] for row in attacked)
    assert all(row["reason"] for row in attacked)


def test_why_as_words_for_people(capfd: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(capfd, "lexicon", "why", SENTENCE, "--format", "table")
    assert (code, err) == (0, "")
    assert out.endswith("\n")
    assert "+ detained: COERCE" in out
    assert "- attacked: " in out


def test_why_says_when_no_word_is_known(capfd: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(capfd, "lexicon", "why", "The kettle sang.")
    assert (code, out) == (0, "")
    assert "no word of the lexicon" in err


def test_unused_lists_what_tells_nothing(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.txt").write_text(SENTENCE)
    code, out, err = run(capfd, "lexicon", "unused", tmp_path, "--format", "csv")
    rows = {row["frame"]: row for row in csv.DictReader(io.StringIO(out))}
    assert code == 0
    assert rows["arrest.verb"]["told"] == "1"
    assert "detain (verb)" not in rows["arrest.verb"]["unused"].split("; ")
    assert "apprehend (verb)" in rows["arrest.verb"]["unused"].split("; ")
    assert "1 acts were told" in err


def test_unused_without_an_article_fails(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.txt").write_text("")
    code, _, err = run(capfd, "lexicon", "unused", tmp_path / "a.txt")
    assert code == 1
    assert "a.txt" in err


def test_faults_end_with_code_4(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    fault = Fault("frame", "strike", "Dockers went on strike.", "the act is found, and should not be")
    monkeypatch.setattr("dateline.reading.lexicon.find_faults", lambda *_: iter([fault]))
    code, out, err = run(capfd, "lexicon", "test", "--format", "table")
    assert code == 4
    assert "frame strike: the act is found" in out
    assert "1 sentences" in err
    monkeypatch.setattr("dateline.reading.lexicon.find_faults", lambda *_: iter([]))
    assert run(capfd, "lexicon", "test")[0] == 0
