from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.model.article import Span
from dateline.reading.analysis.view import MAX_CHARACTERS, find_paragraphs, read_view

ODD = "ab é\u0301\u00a0\u00ad\u200b\ufeff\u2009.“”’\n\r\t😀e\u0301  -"


def words(text: str) -> list[str]:
    return [read_view(text, span).text for span in find_paragraphs(text)]


def test_the_accidents_of_typing_are_not_seen() -> None:
    assert words("\ufeffThe\u00a0Cafe\u0301 pro\u00adtest  ended.\r\nNext") == ["The Café protest ended.", "Next"]


def test_each_character_knows_where_it_stands() -> None:
    text = "\ufeffCafe\u0301 so\u00adft"
    view = read_view(text, Span(0, len(text)))
    assert view.text == "Café soft"
    assert text[view.starts[3] : view.ends[3]] == "e\u0301"
    assert [text[s:e] for s, e in zip(view.starts, view.ends)][-3:] == ["o", "f", "t"]


def test_lines_wrapped_by_hand_are_read_as_one_paragraph() -> None:
    text = (
        "Three Russian planes flew over the eastern part of the country\n"
        "on Monday and were escorted out by Italian fighters, according\n"
        "to the ministry of defence, which summoned the Russian envoy.\n"
        "\n"
        "A second paragraph stands by itself and is also wrapped, so that\n"
        "nobody can take the ends of its lines for the ends of sentences."
    )
    assert len(words(text)) == 2
    assert "country on Monday" in words(text)[0]


def test_a_headline_without_full_stop_stays_a_paragraph() -> None:
    assert len(words("Planes cross border\nRussian planes crossed the border.\nThey left.")) == 3


def test_a_paragraph_ends_behind_the_dateline() -> None:
    text = "KYIV, Nov 16 - Two men were held.\nThey left."
    spans = find_paragraphs(text, [15])
    assert [read_view(text, span).text for span in spans] == ["KYIV, Nov 16 -", "Two men were held.", "They left."]
    assert find_paragraphs(text, [0, 33, len(text)]) == find_paragraphs(text)


def test_an_endless_line_is_cut_at_blanks() -> None:
    text = "word " * 20_000
    spans = find_paragraphs(text)
    assert len(spans) > 1
    assert all(span.end - span.start <= MAX_CHARACTERS + 1 for span in spans)
    assert "".join(text[s.start : s.end] for s in spans) == text.rstrip(" ") + " "


def test_an_endless_word_is_cut_too() -> None:
    assert all(s.end - s.start <= MAX_CHARACTERS for s in find_paragraphs("x" * 50_000))


@pytest.mark.parametrize("text", ["", " ", "\n\n", "\u00ad", "\ufeff\n \u200b"])
def test_nothing_gives_nothing(text: str) -> None:
    assert not any(words(text))


@given(st.text(st.sampled_from(ODD), max_size=60))
def test_offsets_run_forward_and_stay_inside(text: str) -> None:
    last = 0
    for span in find_paragraphs(text):
        view = read_view(text, span)
        assert len(view.text) == len(view.starts) == len(view.ends)
        for start, end in zip(view.starts, view.ends):
            assert last <= start < end <= len(text)
            last = start
