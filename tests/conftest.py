"""What all tests share: the engine, loaded once, and the public data, where it is."""

from __future__ import annotations

import gzip
import json
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from dateline.ledger import Store
from dateline.model.article import Article, article_id, text_sha256
from dateline.model.record import Record
from dateline.reading import Engine, load_engine, read_article

ROOT = Path(__file__).resolve().parent.parent
DATA = Path(os.environ.get("DATELINE_DATA", ROOT.parent / "shared" / "data")).resolve()


@pytest.fixture(scope="session")
def engine() -> Engine:
    return load_engine()


@pytest.fixture(scope="session")
def make_article() -> Callable[..., Article]:
    def make(text: str, **fields: Any) -> Article:
        id_ = article_id(text, fields.get("title"), fields.get("outlet"), fields.get("url"), fields.get("published"))
        return Article(id=id_, text_sha256=text_sha256(text), text=text, **{"language": "en", **fields})

    return make


@pytest.fixture(scope="session")
def read(engine: Engine, make_article: Callable[..., Article]) -> Callable[..., Record]:
    """Read a text into a record: `read("Police arrested five people.", published="2025-10-24")`."""

    def read(text: str, **fields: Any) -> Record:
        return read_article(make_article(text, **fields), engine)

    return read


@pytest.fixture(scope="session")
def public_rows() -> Callable[[str], list[dict[str, Any]]]:
    """Give the rows of a public set, or skip with its name where it is absent."""

    def rows(name: str) -> list[dict[str, Any]]:
        path = DATA / name
        if not path.exists():
            pytest.skip(f"the public set {name} is not there (DATELINE_DATA={DATA})")
        opener = gzip.open if path.suffix == ".gz" else open
        with opener(path, "rt", encoding="utf-8") as lines:
            return [json.loads(line) for line in lines if line.strip()]

    return rows


@pytest.fixture(scope="session")
def example_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger of the shipped example reports."""
    from dateline.cli import main

    path = tmp_path_factory.mktemp("examples") / "examples.db"
    assert main(["add", str(path), str(ROOT / "examples" / "reports")]) in (0, 3)
    return path


@pytest.fixture
def example_ledger(example_path: Path) -> Iterator[Store]:
    with Store(example_path) as store:
        store.open_for_reading()
        yield store
