"""`import dateline`: one article, many, and what is refused."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

import dateline

BODY = "The port authority said on Tuesday that Israeli jets had struck two tankers near Tyre, killing four people."


def test_text_html_and_path_give_records(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(BODY, "utf-8")
    by_path = dateline.read(path, published="2025-06-04", outlet="Harbour News", ref="r1")
    by_text = dateline.read(text=BODY, published="2025-06-04", outlet="Harbour News", ref="r1")
    assert isinstance(by_path, dateline.Record)
    assert by_path == by_text
    assert (by_path.article.ref, by_path.article.outlet) == ("r1", "Harbour News")
    page = f"<html><body><article><p>{BODY}</p><p>{BODY}</p></article></body></html>"
    assert dateline.read(html=page).article.text.startswith(BODY)
    assert dateline.read(html=page.encode()).article.language == "en"


def test_several_articles(tmp_path: Path) -> None:
    rows = tmp_path / "rows.jsonl"
    rows.write_text("".join(json.dumps({"ref": str(i), "text": f"{BODY} {i}"}) + "\n" for i in range(3)))
    with pytest.raises(dateline.SourceError, match="read_all"):
        dateline.read(rows)
    assert [record.article.ref for record in dateline.read_all(rows)] == ["0", "1", "2"]
    assert len(list(dateline.read_all([rows, rows], outlet="Wire"))) == 6


def test_what_cannot_be_read(tmp_path: Path) -> None:
    missing = tmp_path / "none.txt"
    with pytest.raises(dateline.SourceError, match="no such file"):
        dateline.read(missing)
    with pytest.raises(dateline.SourceError, match="no such file"):
        list(dateline.read_all([missing]))
    unread: list[str] = []
    assert list(dateline.read_all([missing], unread=unread)) == []
    assert len(unread) == 1


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ({}, "none"),
        ({"text": BODY, "html": BODY}, "text and html"),
        ({"text": " \n"}, "nothing in it"),
        ({"html": "<p>Sign in</p>"}, "no article found"),
        ({"text": BODY, "published": "yesterday"}, "YYYY-MM-DD"),
        ({"text": BODY * 12_000}, "large=True"),
    ],
)
def test_wrong_calls(arguments: dict[str, str], words: str) -> None:
    with pytest.raises(dateline.DatelineError, match=words):
        dateline.read(**arguments)  # type: ignore[arg-type]


def test_no_such_model() -> None:
    with pytest.raises(dateline.ConfigError, match="no_such"):
        dateline.read(text=BODY, model="no_such")


def test_public_names() -> None:
    assert set(dateline.__all__) <= set(dir(dateline))
    for name in dateline.__all__:
        assert getattr(dateline, name) is not None
    with pytest.raises(AttributeError, match="nonsense"):
        dateline.nonsense  # noqa: B018


def test_importing_loads_nothing_else() -> None:
    code = "import dateline, sys; print(sorted({'spacy', 'msgspec', 'click', 'numpy'} & set(sys.modules)))"
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert result.stdout.strip() == "[]"
