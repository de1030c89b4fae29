from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from dateline.knowledge import numbers
from dateline.model.errors import LexiconError
from dateline.reading import Engine
from dateline.reading.mentions.quantities import find_quantities
from dateline.reading.mentions.times import find_times

CASES = tomllib.loads(Path(__file__).with_name("quantities.toml").read_text("utf-8"))["case"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:40])
def test_quantities_of_sentences(engine: Engine, make_article: Any, case: dict[str, Any]) -> None:
    analysis = engine.analyse(case["text"])
    found = [
        [
            case["text"][slice(*analysis.span(q.first, q.last))],
            analysis.words[q.head],
            "" if q.min is None else q.min,
            "" if q.max is None else q.max,
            q.approximate,
            q.unit or "",
            q.what or "",
        ]
        for q in find_quantities(analysis, list(find_times(make_article(case["text"]), analysis)))
    ]
    assert found == case.get("found", [])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The blast killed at least six people.", [("at least six", "people", 6, None, False, None)]),
        ("Up to 40 ships were turned back.", [("Up to 40", "ships", None, 40, False, None)]),
        ("About 200 troops crossed the river.", [("About 200", "troops", 200, 200, True, None)]),
        ("Between 10 and 15 drones were seen.", [("Between 10 and 15", "drones", 10, 15, False, None)]),
        ("More than 25,000 tons of grain were burned.", [("More than 25,000", "tons", 25000, None, True, "ton")]),
        ("Hundreds of protesters gathered.", [("Hundreds of", "protesters", 100, None, True, None)]),
        ("It will pay $1.5 billion for the jets.", [("$1.5 billion", "billion", 1.5e9, 1.5e9, False, "USD")]),
        ("The bank gave 40 million euros in aid.", [("40 million euros", "million", 4e7, 4e7, False, "EUR")]),
        ("Two dozen miners are missing.", [("Two dozen", "miners", 24, 24, False, None)]),
        ("Twenty-four sailors were freed.", [("Twenty-four", "sailors", 24, 24, False, None)]),
        ("As many as three dozen houses fell.", [("As many as three dozen", "houses", None, 36, False, None)]),
        ("They shot down 71 of the drones.", [("71", "drones", 71, 71, False, None)]),
        ("Six to eight gunmen fled.", [("Six to eight", "gunmen", 6, 8, False, None)]),
    ],
)
def test_quantities(engine: Engine, text: str, expected: list[tuple[object, ...]]) -> None:
    analysis = engine.analyse(text)
    found = [
        (
            analysis.text[slice(*analysis.span(q.first, q.last))],
            analysis.words[q.head],
            q.min,
            q.max,
            q.approximate,
            q.unit,
        )
        for q in find_quantities(analysis, ())
    ]
    assert found == expected


@pytest.mark.parametrize(
    "text",
    [
        "Article 5 of the treaty was not invoked.",
        "One of the ministers resigned.",
        "The F-16 turned north.",
        "Prices rose by 5 percent.",
        "Flight 370 was never found.",
    ],
)
def test_numbers_that_name_do_not_count(engine: Engine, text: str) -> None:
    assert list(find_quantities(engine.analyse(text), ())) == []


def test_numbers_inside_times_are_none(engine: Engine, make_article: object) -> None:
    text = "Three weeks ago, on May 4, 2024, four men left."
    analysis = engine.analyse(text)
    times = list(find_times(make_article(text), analysis))  # type: ignore[operator]
    assert [q.min for q in find_quantities(analysis, times)] == [4]


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ('plane = "aircraft"', 'plane = "planes"', "no such count: 'planes'"),
        ('side = "max"', 'side = "most"', "needs words and a side"),
        ('words = "at most"', 'words = "at least"', "stands twice"),
        ("[measures]", "[measure]", "the table is missing|no such table"),
    ],
)
def test_a_wrong_row_of_the_table_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, old: str, new: str, problem: str
) -> None:
    text = (numbers.DATA / numbers.FILE).read_text("utf-8")
    assert old in text
    (tmp_path / numbers.FILE).write_text(text.replace(old, new, 1), "utf-8")
    monkeypatch.setattr(numbers, "DATA", tmp_path)
    with pytest.raises(LexiconError, match=problem):
        numbers.load_number_words.__wrapped__()
