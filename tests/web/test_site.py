"""A folder of pages: every link leads to a file of it, no whole article is in it unless asked, no script at all."""

from __future__ import annotations

import posixpath
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from lxml import html

from dateline.ledger import Store
from dateline.model.errors import SourceError
from dateline.web.site import file_of, write_site


def _pages(folder: Path) -> dict[str, html.HtmlElement]:
    return {
        path.relative_to(folder).as_posix(): html.document_fromstring(path.read_text("utf-8"))
        for path in folder.rglob("*.html")
    }


@pytest.mark.parametrize("full", [False, True])
def test_links_lead_to_files(example_path: Path, tmp_path: Path, full: bool) -> None:
    folder = tmp_path / "site"
    counted: list[int] = []
    written = write_site(example_path, folder, full=full, tell=lambda: counted.append(1))
    files = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    assert written == len(files) == len(counted) + 2
    pages = _pages(folder)
    anchors = {name: set(tree.xpath("//@id")) for name, tree in pages.items()}
    for name, tree in pages.items():
        assert not tree.xpath("//script | //form | //button"), name
        for link in tree.xpath("//a/@href | //link/@href"):
            parts = urlsplit(link)
            if parts.scheme:
                continue
            target = posixpath.normpath(posixpath.join(posixpath.dirname(name), parts.path)) if parts.path else name
            assert target in files, (name, link)
            if parts.fragment and target in anchors:
                assert parts.fragment in anchors[target], (name, link)
    with Store(example_path) as store:
        texts = [text for (text,) in store.query("SELECT text FROM articles WHERE length(text) > 900")]
    whole = "".join(tree.text_content() for tree in pages.values())
    assert any(text.strip()[:900] in whole for text in texts) is full
    assert ("articles.html" in files) is False
    assert {name for name in files if name.startswith("articles/")} == (
        {name for name in files if name.startswith("articles/")} if full else set()
    )


def test_the_same_ledger_gives_the_same_bytes(example_path: Path, tmp_path: Path) -> None:
    for name in ("one", "two"):
        write_site(example_path, tmp_path / name, name="sample")
    one = {p.relative_to(tmp_path / "one"): p.read_bytes() for p in (tmp_path / "one").rglob("*") if p.is_file()}
    two = {p.relative_to(tmp_path / "two"): p.read_bytes() for p in (tmp_path / "two").rglob("*") if p.is_file()}
    assert one == two


def test_nothing_is_overwritten(example_path: Path, tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    with pytest.raises(SourceError, match="not empty"):
        write_site(example_path, tmp_path)


@pytest.mark.parametrize(
    ("address", "file"),
    [
        ("/", "index.html"), ("/events?sort=-time", "events.html"), ("/events?after=r100", "events-r100.html"),
        ("/events/event:12ab", "events/12ab.html"), ("/events?actor=NATO", None), ("/search?q=x", None),
        ("/events/../../etc/passwd", None), ("/articles/12ab?at=1-2#at", None), ("https://x.example/", None),
        ("//evil.example/", None),
    ],
)  # fmt: skip
def test_names_of_files(address: str, file: str | None) -> None:
    assert file_of(address, full=False) == file
