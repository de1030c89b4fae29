"""`export` in all its forms, and `serve` as a command."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from dateline.cli import main
from dateline.views import EXPORTS


def _run(*arguments: object) -> int:
    return main([str(each) for each in arguments])


@pytest.mark.parametrize("form", list(EXPORTS))
def test_every_form_is_written_and_the_same_each_time(example_path: Path, tmp_path: Path, form: str) -> None:
    for name in ("one", "two"):
        assert _run("export", example_path, "--to", form, "-o", tmp_path / name) == 0
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()
    assert (tmp_path / "one").stat().st_size > 500


def test_filters_narrow_an_export(example_path: Path, tmp_path: Path) -> None:
    for name, options in (("all", ()), ("some", ("--register", "strike", "--since", "2026"))):
        assert _run("export", example_path, "--to", "geojson", *options, "-o", tmp_path / name) == 0
    every, some = (json.loads((tmp_path / name).read_text()) for name in ("all", "some"))
    assert 0 < len(some["features"]) < len(every["features"])
    assert {each["properties"]["register"] for each in some["features"]} == {"strike"}


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--to", "jsonl", "--register", "strike"), "narrows events"),
        (("--to", "csv", "--table", "actors", "--actor", "NATO"), "narrows events"),
        (("--to", "ics", "--table", "actors"), "--table goes with"),
        (("--to", "site"), "name a new one"),
        (("--to", "site", "--texts", "none", "-o", "x"), "quotes or full"),
        (("--to", "cvs"), "is not one of"),
    ],
)
def test_wrong_use_is_told(
    example_path: Path, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], words: str
) -> None:
    assert _run("export", example_path, *arguments) == 2
    assert words in capsys.readouterr().err


def test_quotes_are_left_out_where_none_are_wanted(example_path: Path, tmp_path: Path) -> None:
    for form in ("geojson", "atom", "ics", "annotations", "polecat", "acled"):
        assert _run("export", example_path, "--to", form, "--texts", "none", "-o", tmp_path / form) == 0
        assert "interview with Fox News, Rutte said" not in (tmp_path / form).read_text()
    assert _run("export", example_path, "--to", "atom", "-o", tmp_path / "quoted") == 0
    assert "Rutte" in (tmp_path / "quoted").read_text()


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def test_serve_answers_and_ends(example_path: Path) -> None:
    port = _free_port()
    command = [
        sys.executable,
        "-m",
        "dateline",
        "serve",
        str(example_path),
        "--port",
        str(port),
        "--token",
        "word-of-mine",
    ]
    server = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    try:
        address = f"http://127.0.0.1:{port}/events.json?limit=1"
        asked = urllib.request.Request(address, headers={"Authorization": "Bearer word-of-mine"})
        for _ in range(100):
            try:
                with urllib.request.urlopen(asked, timeout=5) as answer:
                    assert json.load(answer)["ok"] is True
                break
            except urllib.error.URLError:
                time.sleep(0.2)
        else:
            pytest.fail("the server did not start")
        with pytest.raises(urllib.error.HTTPError, match="401"):
            urllib.request.urlopen(address, timeout=5)
    finally:
        server.terminate()
        assert server.stderr is not None
        words = server.stderr.read()
        server.stderr.close()
        server.wait(20)
    assert f"http://127.0.0.1:{port}/?token=word-of-mine" in words


def test_a_port_that_is_taken_is_told(example_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        command = [sys.executable, "-m", "dateline", "serve", str(example_path), "--port", str(taken.getsockname()[1])]
        ended = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert ended.returncode == 1
    assert "another --port" in ended.stderr or "address already in use" in ended.stderr


def test_no_ledger_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for command in ("serve", "mcp"):
        assert _run(command, tmp_path / "none.db") == 1
        assert "none.db" in capsys.readouterr().err
    assert not (tmp_path / "none.db").exists()
