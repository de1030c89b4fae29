"""Notices of newspapers about their own articles: the paragraphs of the table, spans, and tables that are refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from dateline.knowledge import notices
from dateline.knowledge.notices import load_notices
from dateline.model.errors import LexiconError
from dateline.sources.notices import find_notices

CASES = [
    (words.kind, should, text)
    for words in load_notices().kinds
    for should, texts in ((True, words.yes), (False, words.no))
    for text in texts
]


@pytest.mark.parametrize(("kind", "should", "text"), CASES)
def test_example(kind: str, should: bool, text: str) -> None:
    found = [notice.kind for notice in find_notices(text)]
    assert (found == [kind]) is should
    assert bool(found) is should


def test_only_the_paragraph_is_the_notice() -> None:
    text = "Rebels took the town.\n\n  *Correction: an earlier version said ten died.*  \n\nThe army denied it."
    (notice,) = find_notices(text)
    assert text[slice(*notice.span)] == "*Correction: an earlier version said ten died.*"


@pytest.mark.parametrize(
    "text",
    [
        "Corrections officers stormed the wing after two guards were taken hostage.",
        "The story of the siege was first published in Arabic, he said.",
        "A previous version of the plan was amended in March, diplomats said.",
        "Updates from the front were rare; the general said this report was false.",
        "“This article of the treaty has been withdrawn from the talks,” the envoy said.",
        "Retraction of the gear failed and the plane landed on its belly.",
        "In this story of loss, the village was updated on the fate of its men.",
        "",
        " \n\t\n",
    ],
)
def test_news_is_no_notice(text: str) -> None:
    assert find_notices(text) == ()


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ('kind = "update"', 'kind = "news"', "the kind is one of"),
        ('kind = "update"', 'kind = "correction"', "stands twice"),
        ('"this piece"', '"This piece"', "not in lower case"),
        ("self = [", "itself = [", "no such key"),
        ('opens = ["update"', 'open = ["update"', "has the keys"),
    ],
)
def test_a_wrong_table_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, old: str, new: str, problem: str
) -> None:
    text = (notices.DATA / notices.FILE).read_text("utf-8")
    assert old in text
    (tmp_path / notices.FILE).write_text(text.replace(old, new, 1), "utf-8")
    monkeypatch.setattr(notices, "DATA", tmp_path)
    with pytest.raises(LexiconError, match=problem):
        load_notices.__wrapped__()
