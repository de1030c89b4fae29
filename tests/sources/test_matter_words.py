"""The `yes` and `no` lines of the table of headline matter, and tables that must be refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from dateline.knowledge import headline_matter
from dateline.knowledge.headline_matter import load_matter_words
from dateline.model.errors import LexiconError
from dateline.sources.bylines import read_byline, read_reports
from dateline.sources.credits import read_credit
from dateline.sources.datelines import read_dateline
from dateline.sources.publication import read_publication


def _names_somebody(line: str) -> bool:
    byline = read_byline(line) or read_reports(line)
    return byline is not None and bool(byline.names)


READERS = {
    "byline": _names_somebody,
    "dateline": lambda line: read_dateline(line, "") is not None,
    "published": lambda line: read_publication(line) is not None,
    "credit": lambda line: read_credit(line) is not None,
}
CASES = [
    (section, kind, line)
    for section in READERS
    for kind in ("yes", "no")
    for line in load_matter_words().lists[section, kind]
]


@pytest.mark.parametrize(("section", "kind", "line"), CASES)
def test_example(section: str, kind: str, line: str) -> None:
    assert READERS[section](line) is (kind == "yes")


@pytest.mark.parametrize(
    ("old", "new", "where"),
    [
        ("[credit]", "[credits]", "credit"),
        ("openers = [", "opener = [", "byline"),
        ("december = 12", "december = 11", "months"),
        ('"by", "by:"', '"By", "by:"', "byline.openers"),
    ],
)
def test_a_bad_table_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, old: str, new: str, where: str
) -> None:
    text = (headline_matter.DATA / headline_matter.FILE).read_text("utf-8")
    assert old in text
    if old.startswith("december"):
        text = text.replace("dec = 12\n", "")
    (tmp_path / headline_matter.FILE).write_text(text.replace(old, new), "utf-8")
    (tmp_path / headline_matter.CITIES).write_text("Kyiv\n", "utf-8")
    monkeypatch.setattr(headline_matter, "DATA", tmp_path)
    load_matter_words.cache_clear()
    try:
        with pytest.raises(LexiconError) as caught:
            load_matter_words()
    finally:
        load_matter_words.cache_clear()
    assert caught.value.file == headline_matter.FILE
    assert caught.value.where == where
