"""Doubtful speakers chosen by learned weights."""

from __future__ import annotations

import pytest
from tests.statements.test_properties import Say

from dateline.knowledge import source_weights
from dateline.knowledge.source_weights import load_source_weights
from dateline.model.errors import LexiconError


@pytest.mark.parametrize(
    ("text", "words", "speaker"),
    [
        (
            "At a dinner in Graz on Friday the union's treasurer, Beata Holm, told members that the fund was empty.",
            "the fund was empty", "Holm",
        ),
        (
            "Mayor Ilse Grau would not be drawn on dates, apart from saying that the bridge would open.",
            "the bridge would open", "Ilse Grau",
        ),
        (
            "The film, which weaves letters and maps together, explains how the valley was drowned.",
            "how the valley was drowned", "film",
        ),
    ],
)  # fmt: skip
def test_who_speaks_where_the_tree_errs(say: Say, text: str, words: str, speaker: str) -> None:
    reading = say(text)
    got = reading.speaker(reading.saying(words))
    assert got is not None
    assert speaker in got


@pytest.mark.parametrize(
    "text", ["The man was accused of fraud.", "Rates are expected to fall.", "It was said that the bridge was closed."]
)
def test_nobody_is_named_where_the_text_names_nobody(say: Say, text: str) -> None:
    reading = say(text)
    assert [reading.speaker(each) for each in reading.statements] == [None] * len(reading.statements)


def test_the_table_refuses_what_is_no_weight(tmp_path: object, monkeypatch: pytest.MonkeyPatch) -> None:
    assert len(load_source_weights()) > 1000
    from pathlib import Path

    folder = Path(str(tmp_path))
    (folder / "cues").mkdir()
    monkeypatch.setattr(source_weights, "DATA", folder)
    for rows in ("seen,weight\na,1\na,2\n", "seen,weight\na,much\n", "what,weight\na,1\n"):
        (folder / "cues" / "source_weights.csv").write_text(rows, "utf-8")
        load_source_weights.cache_clear()
        with pytest.raises(LexiconError):
            load_source_weights()
    monkeypatch.undo()
    load_source_weights.cache_clear()
