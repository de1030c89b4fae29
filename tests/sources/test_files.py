"""Files, folders, JSON Lines and the pipe; what cannot be read is told and stops nothing."""

from __future__ import annotations

import gzip
import io
import json
import os
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from dateline.model.errors import SourceError
from dateline.sources import Found, Options, Unread, read_inputs

BODY = "The port authority said on Tuesday that two tankers had been turned back at the mouth of the river."
PAGE = f"<html><body><article><p>{BODY}</p><p>{BODY}</p></article></body></html>"


def read(*inputs: object, **options: object) -> list[Found | Unread]:
    return list(read_inputs([str(each) for each in inputs], Options(**options)))  # type: ignore[arg-type]


def only(path: Path, **options: object) -> Found | Unread:
    (found,) = read(path, **options)
    return found


def write(path: Path, data: bytes | str) -> Path:
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return path


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("a.txt", b"", "empty"),
        ("a.txt", b" \r\n\t\n", "empty"),
        ("a.txt", b"\xef\xbb\xbf", "empty"),
        ("a.txt", "\u00a0\u2003\n".encode(), "empty"),
        ("a.txt", b"\x7fELF\x02\x01\x01\x00\x00\x00words", "not-text"),
        ("a.html", b"<html><body><p>Sign in</p></body></html>", "no-article"),
        ("a.html", b"\x00\x01\x02\x03", "not-text"),
        ("a.html", b"", "empty"),
        ("a.txt", (BODY + "\n").encode() * 11_000, "large"),
        ("a.md", (BODY + "\n").encode() * 11_000, "large"),
        ("a.jsonl", b'{"text": ""}\n', "empty"),
        ("a.jsonl", b'{"ref": "1"}\n', "bad-row"),
        ("a.jsonl", b'{"text": 7}\n', "bad-row"),
        ("a.jsonl", b"not json\n", "bad-row"),
        ("a.jsonl", rb'{"text": "The port was closed.\u0000"}', "not-text"),
        ("a.jsonl", rb'{"text": "The port \ud800 was closed."}', "bad-row"),
        ("a.jsonl", b'["text"]\n', "bad-row"),
        ("a.json", b"{", "bad-row"),
        ("a.jsonl.gz", b"no gzip at all", "unreadable"),
        ("a.txt.gz", gzip.compress(BODY.encode(), mtime=0)[:-9], "unreadable"),
    ],
)
def test_bad_input(tmp_path: Path, name: str, data: bytes, kind: str) -> None:
    found = only(write(tmp_path / name, data))
    assert isinstance(found, Unread)
    assert found.kind == kind
    assert name in found.where
    assert found.message


def test_missing_and_forbidden(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = only(tmp_path / "nothing.txt")
    assert isinstance(found, Unread)
    assert found.kind == "missing"

    def refuse(self: Path, *args: object) -> None:
        raise PermissionError(13, "Permission denied", str(self))

    path = write(tmp_path / "a.txt", BODY)
    monkeypatch.setattr(Path, "open", refuse)
    found = only(path)
    assert isinstance(found, Unread)
    assert found.kind == "unreadable"


def test_a_large_text_is_read_when_asked_for(tmp_path: Path) -> None:
    found = only(write(tmp_path / "a.txt", (BODY + "\n") * 11_000), large=True)
    assert isinstance(found, Found)
    assert len(found.article.text) > 1_000_000


def test_offsets_with_a_mark_and_line_ends(tmp_path: Path) -> None:
    text = f"Tankers turned back\r\nBy Zofia Wójcik\r\n\r\n{BODY}\r\n"
    found = only(write(tmp_path / "a.txt", b"\xef\xbb\xbf" + text.encode()))
    assert isinstance(found, Found)
    assert found.article.text == text
    assert found.article.title_span == (0, 19)


def test_forms_are_told_by_name_and_by_content(tmp_path: Path) -> None:
    row = json.dumps({"id": 7, "text": BODY, "title": "Tankers", "extra": [1]})
    files = {
        "a.md": f"# Tankers turned back\n\n{BODY}",
        "b.htm": PAGE,
        "c": f"\n\n<!-- x -->\n<!doctype html>{PAGE}",
        "d": row + "\n" + row,
        "e": json.dumps([{"text": BODY}, {"text": BODY}], indent=1),
        "f": json.dumps({"text": BODY}, indent=1),
        "g": f"---\ntitle: Tankers\n---\n{BODY}",
        "h.weird": BODY,
        "i.ndjson": row,
        "j.json": row,
    }
    for name, data in files.items():
        write(tmp_path / name, data)
    found = read(tmp_path)
    assert all(isinstance(each, Found) for each in found), [str(each) for each in found if isinstance(each, Unread)]
    names = [Path(each.where.split(" ")[0]).name for each in found]
    assert names == ["a.md", "b.htm", "c", "d", "d", "e", "e", "f", "g", "h.weird", "i.ndjson", "j.json"]
    refs = {name: each.article.ref for name, each in zip(names, found) if isinstance(each, Found)}
    assert (refs["d"], refs["a.md"]) == ("7", None)


def test_rows_come_before_options_and_bad_ones_name_their_line(tmp_path: Path) -> None:
    rows = [
        {
            "ref": "x1",
            "text": BODY,
            "published": "2025-01-02T10:00:00Z",
            "outlet": "Dock Post",
            "url": "https://a.example/1",
        },
        {"text": BODY, "published": "last week"},
        "broken",
        {"text": BODY, "title": "Tankers turned back"},
    ]
    lines = b"\n".join(json.dumps(row).encode() if isinstance(row, dict) else b"{broken" for row in rows)
    first, second, third, fourth = read(write(tmp_path / "rows.jsonl", lines), published="2025-03-03", outlet="Wire")
    assert isinstance(first, Found)
    assert (first.article.ref, first.article.published, first.article.outlet) == ("x1", "2025-01-02", "Dock Post")
    assert isinstance(second, Found)
    assert [issue.kind for issue in second.issues] == ["bad-date"]
    assert (second.article.published, second.article.outlet) == ("2025-03-03", "Wire")
    assert isinstance(third, Unread)
    assert third.where.endswith("rows.jsonl line 3")
    assert isinstance(fourth, Found)
    assert (fourth.article.title, fourth.article.title_span) == ("Tankers turned back", None)


def test_a_row_in_another_encoding_says_so(tmp_path: Path) -> None:
    found = only(
        write(tmp_path / "a.jsonl", json.dumps({"text": BODY + " Café."}, ensure_ascii=False).encode("cp1252"))
    )
    assert isinstance(found, Found)
    assert found.article.text.endswith("Café.")
    assert [issue.kind for issue in found.issues] == ["encoding"]


def test_rows_are_read_as_they_come(tmp_path: Path) -> None:
    line = json.dumps({"text": BODY + "é" * 5000}).encode()
    path = tmp_path / "rows.jsonl.gz"
    path.write_bytes(gzip.compress(b"\n\n".join([line] * 20) + b"\n", mtime=0))
    found = read(path)
    assert len(found) == 20
    assert all(isinstance(each, Found) for each in found)
    assert [each.where.rsplit(" ", 1)[1] for each in found[:3]] == ["1", "3", "5"]


def test_a_folder_in_the_order_of_names(tmp_path: Path) -> None:
    for name in ("b/2.txt", "a/9.txt", "c.txt", ".git/x.txt", "a/.hidden.txt", "pic.png", "style.css"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        write(tmp_path / name, BODY)
    write(tmp_path / "zz.bin", b"\x00\x01\x02")
    found = read(tmp_path)
    assert [os.path.relpath(each.where, tmp_path) for each in found] == ["c.txt", "zz.bin", "a/9.txt", "b/2.txt"]
    assert isinstance(found[1], Unread)
    assert found[1].kind == "not-text"


def test_an_empty_folder_is_told(tmp_path: Path) -> None:
    found = only(tmp_path)
    assert isinstance(found, Unread)
    assert found.kind == "empty"


def test_one_bad_input_stops_nothing(tmp_path: Path) -> None:
    good = write(tmp_path / "good.txt", BODY)
    found = read(tmp_path / "none.txt", good, write(tmp_path / "bad.txt", b"\x00\x01"), good)
    assert [type(each) for each in found] == [Unread, Found, Unread, Found]


@pytest.mark.parametrize(
    ("data", "count"), [(BODY.encode(), 1), (PAGE.encode(), 1), ((json.dumps({"text": BODY}) + "\n").encode() * 3, 3)]
)
def test_standard_input(monkeypatch: pytest.MonkeyPatch, data: bytes, count: int) -> None:
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(data)))
    found = read("-")
    assert len(found) == count
    assert all(isinstance(each, Found) for each in found)


def test_wrong_options_raise_before_anything_is_read(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="published"):
        read(tmp_path, published="soon")
