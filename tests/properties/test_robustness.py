"""Whatever the text, reading gives a record whose evidence holds, or an issue; never anything else."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline.model.record import Record
from faults import find_faults

ROOT = Path(__file__).resolve().parent.parent.parent
REPORTS = [path.read_text("utf-8") for path in sorted((ROOT / "examples" / "reports").glob("*.txt"))]
PIECES = [
    "Russia", "the past weekend", "said", "“", "”", '"', "three", "planes", "killed", ",", ".", "\n", "on", "Monday",
    "NATO",
    "who", "and", "not", "would", "if", "talks with", "the", "President", "Putin", "according to", "at least", "six",
    "people", "in", "Kyiv", "(", ")", ":", "—", "sanctions", "on", "of", "to", "deny", "denied", "that", "31 February",
    "'s", "$1.5 billion", "between", "2009", "shoot", "down", "he", "they", "its", "the same", "last", "recent", "May",
    "a year earlier", "fiscal", "quarter", "mid-", "Q3", "U.S.", "‘", "’", "«", "»", "…", "😀", "e\u0301", "\u00ad",
]  # fmt: skip


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    words=st.lists(st.sampled_from(PIECES), max_size=60), published=st.sampled_from([None, "2025-10-24", "2024-02-29"])
)
def test_any_soup_of_news_words(read: Callable[..., Record], words: list[str], published: str | None) -> None:
    assert list(find_faults(read(" ".join(words), published=published))) == []


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_any_slice_of_a_report(read: Callable[..., Record], data: st.DataObject) -> None:
    text = data.draw(st.sampled_from(REPORTS))
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    assert list(find_faults(read(text[start:end], published="2026-06-30"))) == []


@pytest.mark.parametrize(
    "text",
    [
        "and then the soldiers of the north said that " * 1_100,
        "Russia, Iran, China, " * 2_400,
        "the attack on " * 3_500,
        "“" * 2_000 + "he said" + "”" * 2_000,
        "word" * 12_500,
        "He said " * 6_000,
        "1,000 " * 8_000,
        "on Monday " * 5_000,
    ],
    ids=["clauses", "names", "nouns", "marks", "one-word", "he-said", "numbers", "times"],
)
def test_one_sentence_of_fifty_thousand_characters(read: Callable[..., Record], text: str) -> None:
    begun = time.process_time()
    record = read(text, published="2025-10-24")
    assert time.process_time() - begun < 40
    assert list(find_faults(record)) == []


@pytest.mark.parametrize("change", [str.upper, str.lower, lambda t: t.translate(str.maketrans("", "", ".,;:“”\"'"))])
def test_capitals_lower_case_and_no_punctuation(read: Callable[..., Record], change: Callable[[str], str]) -> None:
    for text in REPORTS[:3]:
        assert list(find_faults(read(change(text), published="2025-10-24"))) == []


def test_another_language_is_said_and_not_coded(read: Callable[..., Record]) -> None:
    record = read("Drei russische Flugzeuge flogen am Montag über Estland.", language="de")
    assert record.events == ()
    assert record.statements == ()
    assert record.actors == ()
    assert [issue.kind for issue in record.issues] == ["language"]
