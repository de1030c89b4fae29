"""Compiled or as Python, the program says the same, and nobody runs what is older than its source."""

from __future__ import annotations

import importlib.util
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from dateline import compiled

ROOT = Path(__file__).resolve().parent.parent
REPORTS = sorted((ROOT / "examples" / "reports").glob("*.txt"))
_COMPILED = pytest.mark.skipif(compiled.form() != "compiled", reason="nothing is compiled here (make compile)")


def _ask(code: str, **environment: str) -> str:
    told = subprocess.run(
        [sys.executable, "-c", code], env={**os.environ, **environment}, check=True, capture_output=True, text=True
    )
    return told.stdout


@_COMPILED
def test_both_forms_say_the_same_of_every_example_report() -> None:
    command = [sys.executable, "-m", "dateline", "read", *map(str, REPORTS), "--format", "json"]
    said = {}
    for switch in ("0", "1"):
        environment = {**os.environ, compiled.SWITCH: switch}
        said[switch] = subprocess.run(command, env=environment, check=True, capture_output=True).stdout
    assert len(REPORTS) > 3
    assert len(said["0"]) > 10_000
    assert said["0"] == said["1"]


@_COMPILED
def test_the_switch_turns_to_python() -> None:
    code = "from dateline.compiled import form; print(form())"
    assert _ask(code, DATELINE_PURE="1").strip() == "python"
    assert _ask(code, DATELINE_PURE="0").strip() == "compiled"


def test_what_python_caches_is_not_taken_for_compiled() -> None:
    recipe = importlib.util.spec_from_file_location("compile_python", ROOT / "scripts" / "compile_python.py")
    assert recipe is not None
    assert recipe.loader is not None
    script = importlib.util.module_from_spec(recipe)
    recipe.loader.exec_module(script)
    suffixes = {path.suffix for path in script.find_compiled()}
    assert suffixes <= {".so", ".pyd", ".json"}
    assert (".so" in suffixes or ".pyd" in suffixes) == compiled.STAMP.exists()


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a source that is told of in a stamp."""
    source = tmp_path / "reading" / "one.py"
    source.parent.mkdir()
    source.write_text("value = 1\n", "utf-8")
    now = source.stat()
    row = [compiled.digest(source), now.st_size, now.st_mtime_ns]
    stamp = tmp_path / "compiled.json"
    stamp.write_text(json.dumps({"python": "any", "sources": {"reading/one.py": row}}), "utf-8")
    monkeypatch.setattr(compiled, "FOLDER", tmp_path)
    monkeypatch.setattr(compiled, "STAMP", stamp)
    monkeypatch.setattr(sys, "meta_path", list(sys.meta_path))
    monkeypatch.delenv(compiled.SWITCH, raising=False)
    return source


def _turned() -> bool:
    before = len(sys.meta_path)
    compiled.prefer_fresh()
    return len(sys.meta_path) > before


def test_what_is_fresh_stays_compiled(tree: Path) -> None:
    assert not _turned()
    os.utime(tree, (1, 1))  # written again with the same contents, as a checkout does
    assert not _turned()


def test_a_change_of_the_same_length_turns_all_to_python(tree: Path) -> None:
    tree.write_text("value = 2\n", "utf-8")
    assert _turned()
    spec = sys.meta_path[0].find_spec("dateline.reading.one", None)
    assert spec is not None
    assert spec.origin == str(tree)
    assert sys.meta_path[0].find_spec("dateline.ledger.one", None) is None
    assert sys.meta_path[0].find_spec("dateline.reading", None) is None


def test_a_source_that_is_gone_turns_all_to_python(tree: Path) -> None:
    tree.unlink()
    assert _turned()


def test_without_a_stamp_nothing_is_looked_at(tree: Path) -> None:
    compiled.STAMP.unlink()
    tree.unlink()
    assert not _turned()


def test_the_switch_asks_for_python(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert tree.exists()
    monkeypatch.setenv(compiled.SWITCH, "1")
    assert _turned()
