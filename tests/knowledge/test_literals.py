"""A pattern with its words finds what the pattern alone finds, whatever the text."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.knowledge.literals import Pattern
from dateline.knowledge.tolls import load_tolls

_PARTS = [
    "was killed",
    "Fatal",
    "self-inflicted",
    "weekend",
    "expected to recover",
    "the",
    "in",
    "Three men",
    "FOUND DEAD",
]


@pytest.mark.parametrize(
    ("pattern", "flags", "words"),
    [
        (r"\b(?:fatal|homicide)\b", 0, ("fatal", "homicide")),
        (r"(?:un)?known (?:to|by)", 0, ("known ",)),
        (r"(?P<n>\d+) (?:men|women) (?:died|were killed)", 0, ("died", "were killed")),
        (r"Dead", re.IGNORECASE, ("dead",)),
        (r"a|bc", 0, None),
        (r"(?:killed)*", 0, None),
        (r"(?:killed|\w+)", 0, None),
        (r"(?!killed)\w", 0, None),
    ],
)
def test_words_of_a_pattern(pattern: str, flags: int, words: tuple[str, ...] | None) -> None:
    assert Pattern(pattern, flags).words == words


@given(st.lists(st.sampled_from(_PARTS), max_size=8), st.text(max_size=20))
def test_the_words_leave_nothing_out(parts: list[str], more: str) -> None:
    text = " ".join([*parts, more])
    tolls = load_tolls()
    for pattern in (*(each.pattern for each in tolls.patterns), tolls.unreal, tolls.series, tolls.some, tolls.alive):
        alone = pattern.compiled.search(text)
        found = pattern.search(text)
        assert (found and found.span()) == (alone and alone.span())
