"""Inputs by patterns and by fsspec addresses: in the order of their names, and nothing from the network unasked."""

from __future__ import annotations

import gzip
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

import pytest

from dateline.ingest import estimate_total
from dateline.sources import Found, Options, Unread, read_inputs
from dateline.sources.addresses import is_address

fsspec = pytest.importorskip("fsspec")
TEXT = "Police arrested {n} men in Lima on Monday, the minister said. “We go on,” he said on the square."


def read(*names: str, fetch: bool = False) -> list[Found | Unread]:
    options = Options(fetcher=cast(Any, object()) if fetch else None)
    return cast(list[Found | Unread], list(read_inputs(names, options)))


def texts(items: list[Found | Unread]) -> list[str]:
    assert all(isinstance(item, Found) for item in items), items
    return [item.article.text.split()[2] for item in items if isinstance(item, Found)]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "sub").mkdir()
    (tmp_path / ".hidden").mkdir()
    for name, number in (("b.txt", 2), ("a.txt", 1), ("sub/c.txt", 3), (".hidden/d.txt", 4), ("sub/e.css", 5)):
        (tmp_path / name).write_text(TEXT.format(n=number))
    with gzip.open(tmp_path / "rows.jsonl.gz", "wt") as out:
        out.write("".join(json.dumps({"text": TEXT.format(n=n)}) + "\n" for n in (7, 8)))
    return tmp_path


@pytest.fixture
def memory(folder: Path) -> Iterator[str]:
    files = fsspec.filesystem("memory")
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            files.pipe_file(f"/news/{path.relative_to(folder).as_posix()}", path.read_bytes())
    yield "memory://news"
    files.rm("/news", recursive=True)


def test_patterns_give_what_fits_in_the_order_of_names(folder: Path) -> None:
    assert texts(read(f"{folder}/*.txt")) == ["1", "2"]
    assert texts(read(f"{folder}/**/[bc].txt")) == ["2", "3"]
    assert texts(read(f"{folder}/su?")) == ["3"], "a folder that fits is read as a folder"
    assert texts(read(f"{folder}/*.jsonl.gz")) == ["7", "8"]
    assert estimate_total([f"{folder}/*.txt"]) == 2
    (none,) = read(f"{folder}/*.pdf")
    assert str(none) == f"{folder}/*.pdf: no file fits the pattern"


def test_a_file_that_is_named_like_a_pattern_is_that_file(folder: Path) -> None:
    (folder / "[ab].txt").write_text(TEXT.format(n=6))
    assert texts(read(f"{folder}/[ab].txt")) == ["6"]


def test_addresses_give_what_paths_give(folder: Path, memory: str) -> None:
    for base in (f"file://{folder}", memory):
        assert texts(read(f"{base}/a.txt")) == ["1"]
        assert texts(read(f"{base}/*.txt")) == ["1", "2"]
        assert texts(read(f"{base}/rows.jsonl.gz")) == ["7", "8"]
        assert texts(read(base)) == ["1", "2", "7", "8", "3"]
        assert estimate_total([base]) is None
        (none,) = read(f"{base}/none.txt")
        assert isinstance(none, Unread)
        assert none.kind == "missing"
        assert read(f"{base}/*.none")[0].where == f"{base}/*.none"
    (found,) = read(f"{memory}/a.txt")
    assert found.where == "memory:///news/a.txt"
    (found,) = read(f"file://{folder}/a.txt")
    assert found.where == str(folder / "a.txt"), "one file is one input, however it is named"


def test_chained_addresses_are_read(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    with zipfile.ZipFile(folder / "all.zip", "w") as out:
        out.write(folder / "a.txt", "in/a.txt")
    (found,) = read(f"zip://in/*.txt::{folder}/all.zip")
    assert texts([found]) == ["1"]
    assert found.where == f"zip://in/a.txt::{folder}/all.zip"
    assert texts(read("zip://in/a.txt::all.zip")) == ["1"]


@pytest.mark.parametrize(
    ("address", "says"),
    [
        ("s3://bucket/news/*.jsonl", "unless --fetch"),
        ("gs://bucket/a.txt", "unless --fetch"),
        ("sftp://host/a.txt", "unless --fetch"),
        ("simplecache::s3://bucket/a.txt", "unless --fetch"),
        ("zip://a.txt::http://127.0.0.1/a.zip", "only by itself"),
        ("filecache::https://example.org/a.txt", "only by itself"),
    ],
)
def test_nothing_is_read_from_the_network_unasked(address: str, says: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fsspec.core, "url_to_fs", lambda *_: pytest.fail("asked the network"))
    (refused,) = read(address)
    assert isinstance(refused, Unread)
    assert refused.kind == "not-fetched"
    assert says in refused.message


def test_what_guards_the_web_is_not_gone_around(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fsspec.core, "url_to_fs", lambda *_: pytest.fail("asked the network"))
    (refused,) = read("zip://a.txt::https://127.0.0.1/a.zip", fetch=True)
    assert isinstance(refused, Unread)
    assert "only by itself" in refused.message


def test_a_store_that_is_not_installed_or_not_known_is_told() -> None:
    (unknown,) = read("nowhere://a.txt", fetch=True)
    assert isinstance(unknown, Unread)
    assert "nowhere" in unknown.message


@pytest.mark.parametrize(("name", "is_one"), [("s3://b/a", True), ("a.txt", False), ("https://a.example/", False),
                                              ("zip://a::b.zip", True), ("./s3:/a", False), ("-", False)])  # fmt: skip
def test_addresses_are_told_from_paths(name: str, is_one: bool) -> None:
    assert is_address(name) == is_one
