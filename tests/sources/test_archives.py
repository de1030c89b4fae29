"""Archives are read without being unpacked; names that lead out, links, devices, bombs and nests are told."""

from __future__ import annotations

import gzip
import io
import json
import tarfile
import zipfile
from pathlib import Path

import pytest

from dateline.sources import Found, Options, Unread, read_inputs
from dateline.sources import archives as archives_module

TEXT = "Shells hit a market in Kherson on Monday, killing six people, the governor said.\n\nThe army denied it."
FILES = {
    "news/a.txt": TEXT.encode(),
    "news/b.html": f"<html><body><article><p>{TEXT * 3}</p></article></body></html>".encode(),
    "news/rows.jsonl": b"\n".join(json.dumps({"text": f"{n} {TEXT}"}).encode() for n in range(3)),
    "news/c.txt.gz": gzip.compress(TEXT.encode()),
    "news/style.css": b"p {}",
    "news/.hidden": b"x",
}


def make_tar(mode: str, files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode=mode) as archive:  # type: ignore[call-overload]
        for name, data in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return out.getvalue()


def make_zip(files: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


def read(tmp_path: Path, name: str, data: bytes) -> list[Found | Unread]:
    (tmp_path / name).write_bytes(data)
    return list(read_inputs([str(tmp_path / name)], Options()))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.tar", make_tar("w", FILES)),
        ("a.tar.gz", make_tar("w:gz", FILES)),
        ("a.tgz", make_tar("w:gz", FILES)),
        ("a.tar.xz", make_tar("w:xz", FILES)),
        ("a.tar.bz2", make_tar("w:bz2", FILES)),
        ("a.zip", make_zip(FILES)),
        ("nameless-tar", make_tar("w", FILES)),
        ("nameless-tgz", make_tar("w:gz", FILES)),
        ("nameless-zip", make_zip(FILES)),
    ],
)
def test_the_files_of_an_archive_are_read_in_its_order(tmp_path: Path, name: str, data: bytes) -> None:
    items = read(tmp_path, name, data)
    assert all(isinstance(item, Found) for item in items), items
    wheres = [item.where.removeprefix(f"{tmp_path / name}/") for item in items]
    lines = [f"news/rows.jsonl line {number}" for number in (1, 2, 3)]
    assert wheres == ["news/a.txt", "news/b.html", *lines, "news/c.txt.gz"]
    assert list(tmp_path.iterdir()) == [tmp_path / name], "nothing is written"


def test_names_that_lead_out_links_and_devices_are_told(tmp_path: Path) -> None:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        for name in ("../../etc/cron.txt", "/etc/passwd.txt", "ok.txt"):
            info = tarfile.TarInfo(name)
            info.size = len(TEXT)
            archive.addfile(info, io.BytesIO(TEXT.encode()))
        for name, kind in (("link.txt", tarfile.SYMTYPE), ("hard.txt", tarfile.LNKTYPE), ("dev.txt", tarfile.CHRTYPE)):
            info = tarfile.TarInfo(name)
            info.type, info.linkname = kind, "/etc/passwd"
            archive.addfile(info)
    items = read(tmp_path, "a.tar", out.getvalue())
    kinds = [item.kind if isinstance(item, Unread) else "found" for item in items]
    assert kinds == ["unsafe", "unsafe", "found", "unsafe", "unsafe", "unsafe"]
    items = read(
        tmp_path, "a.zip", make_zip({"../up.txt": TEXT.encode(), "C:\\up.txt": TEXT.encode(), "ok.txt": TEXT.encode()})
    )
    assert [item.kind if isinstance(item, Unread) else "found" for item in items] == ["unsafe", "unsafe", "found"]


def test_bombs_are_not_opened(tmp_path: Path) -> None:
    items = read(tmp_path, "bomb.zip", make_zip({"a.txt": bytes(15_000_000), "b.txt": TEXT.encode()}))
    assert [item.kind if isinstance(item, Unread) else "found" for item in items] == ["unsafe", "found"]
    assert "times its size" in items[0].message  # type: ignore[union-attr]
    (item,) = read(tmp_path, "bomb.tar.gz", make_tar("w:gz", {"a.txt": bytes(30_000_000)}))
    assert isinstance(item, Unread)
    assert item.kind == "large"
    (item,) = read(tmp_path, "bomb.txt.gz", gzip.compress(bytes(60_000_000)))
    assert isinstance(item, Unread)
    (item,) = read(tmp_path, "in.zip", make_zip({"a.txt.gz": gzip.compress(bytes(60_000_000))}, zipfile.ZIP_STORED))
    assert isinstance(item, Unread)
    assert item.kind == "large"


def test_archives_in_archives_are_told(tmp_path: Path) -> None:
    inner = make_zip(FILES)
    (item,) = read(tmp_path, "a.zip", make_zip({"inner.zip": inner}))
    assert isinstance(item, Unread)
    assert item.kind == "nested"
    (item,) = read(tmp_path, "a.tar", make_tar("w", {"inner.tar.gz": make_tar("w:gz", FILES)}))
    assert isinstance(item, Unread)
    assert item.kind == "nested"


@pytest.mark.parametrize("cut", [10, 40, 200, 600])
def test_damaged_archives_are_told(tmp_path: Path, cut: int) -> None:
    for name, data in (
        ("a.zip", make_zip(FILES)),
        ("a.tar.gz", make_tar("w:gz", FILES)),
        ("a.tar", make_tar("w", FILES)),
    ):
        items = read(tmp_path, name, data[:-cut] if name != "a.tar" else data[:cut])
        assert any(isinstance(item, Unread) for item in items) or name == "a.tar.gz", name


def test_there_are_bounds_to_an_archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives_module, "MAX_FILES", 2)
    items = read(tmp_path, "a.tar", make_tar("w", {f"{n}.txt": TEXT.encode() for n in range(5)}))
    assert [isinstance(item, Found) for item in items] == [True, True, False]
    assert "more than 2 files" in items[-1].message  # type: ignore[union-attr]
    for name, data in (("e.zip", make_zip({})), ("e.tar", make_tar("w", {}))):
        (item,) = read(tmp_path, name, data)
        assert isinstance(item, Unread)
        assert item.kind in ("empty", "unreadable")
