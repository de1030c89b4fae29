from __future__ import annotations

import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from dateline.knowledge import times
from dateline.model.errors import LexiconError
from dateline.model.record import Record

CASES = tomllib.loads(Path(__file__).with_name("times.toml").read_text("utf-8"))["case"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:40])
def test_expressions(case: dict[str, Any], read: Callable[..., Record]) -> None:
    record = read(case["text"], published=case["at"] or None)
    found = [[record.text_of(t.span), t.edtf or "", t.value] for t in record.times]
    assert found == case.get("found", [])


def test_without_a_publication_date_no_year_is_guessed(read: Callable[..., Record]) -> None:
    record = read("A bus was hit on May 4. Last week a train was hit, and yesterday a ferry.")
    assert all(time.start is None and time.end is None for time in record.times)
    assert "no-publication-date" in [issue.kind for issue in record.issues]


def test_what_a_time_is_counted_from_is_told(read: Callable[..., Record]) -> None:
    record = read("On May 4, 2021 a bus was hit. The next day a train burned.", published="2025-10-24")
    first, second = record.times
    assert first.basis is None
    assert (second.edtf, second.basis) == ("2021-05-05", "t1")


def test_a_table_that_is_missing_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / times.FILE).write_text("[units]\nday = 'day'\n")
    monkeypatch.setattr(times, "DATA", tmp_path)
    times.load_time_words.cache_clear()
    try:
        with pytest.raises(LexiconError, match=r"times\.toml"):
            times.load_time_words()
    finally:
        times.load_time_words.cache_clear()
