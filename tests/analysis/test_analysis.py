from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.model.article import Span
from dateline.model.errors import ConfigError
from dateline.reading import Engine, load_engine
from dateline.reading.analysis import build_analysis
from dateline.reading.analysis.model_files import load_lemmatizer

ROWS = [
    ("Russian", "JJ", "russian", 1, "amod"),
    ("planes", "NNS", "plane", 2, "nsubj"),
    ("crossed", "VBD", "cross", 2, "ROOT"),
    ("into", "IN", "into", 2, "prep"),
    ("Estonia", "NNP", "estonia", 3, "pobj"),
    ("and", "CC", "and", 4, "cc"),
    ("Latvia", "NNP", "latvia", 4, "conj"),
    (".", ".", ".", 2, "punct"),
]


def test_a_parse_written_by_hand() -> None:
    analysis = build_analysis([ROWS])
    assert analysis.text == "Russian planes crossed into Estonia and Latvia."
    assert analysis.subtree(3) == (3, 7)
    assert analysis.child(2, "nsubj") == 1
    assert analysis.conjuncts(4) == [4, 6]
    assert list(analysis.ancestors(6)) == [4, 3, 2]
    assert analysis.text[slice(*analysis.span(0, 2))] == "Russian planes"
    assert analysis.words_of(4, 8) == "Estonia and Latvia."
    assert analysis.tokens_in(Span(8, 22)) == (1, 3)


def test_sentences_and_paragraphs_of_a_parse_by_hand() -> None:
    analysis = build_analysis([ROWS, ROWS], paragraph_breaks=[1])
    assert analysis.paragraphs == ((0, 8), (8, 16))
    assert analysis.sentence(9) == (8, 16)
    assert "\n" in analysis.text
    assert analysis.heads[9] == 10


def test_the_engine_keeps_offsets_through_odd_characters(engine: Engine) -> None:
    text = "\ufeffThe\u00a0Cafe\u0301 was hit\r\nby mis\u00adsiles 😀 on Monday."
    analysis = engine.analyse(text)
    pairs = {word: text[s:e] for word, s, e in zip(analysis.words, analysis.starts, analysis.ends)}
    assert pairs["Café"] == "Cafe\u0301"
    assert pairs["missiles"] == "mis\u00adsiles"
    assert pairs["😀"] == "😀"
    assert len(analysis.paragraphs) == 2


@pytest.mark.parametrize(
    ("word", "tag", "lemma"),
    [
        ("flew", "VBD", "fly"), ("aircraft", "NNS", "aircraft"), ("countries", "NNS", "country"), ("’s", "VBZ", "be"),
        ("Has", "VBZ", "have"), ("Putin", "NNP", "putin"), ("struck", "VBN", "strike"), ("allies", "NNS", "ally"),
    ],
)  # fmt: skip
def test_lemmas(word: str, tag: str, lemma: str) -> None:
    assert load_lemmatizer().lemma(word, tag) == lemma


def test_an_unknown_model_is_named_with_what_would_be_right() -> None:
    with pytest.raises(ConfigError, match=r"no_such_model.*Install"):
        load_engine("no_such_model")


def test_a_sentence_without_end_is_read(engine: Engine) -> None:
    analysis = engine.analyse("and then the soldiers went on " * 1_700)
    assert len(analysis) > 10_000


@settings(max_examples=30, deadline=None)
@given(st.text(max_size=80))
def test_any_text_gives_tokens_inside_it(engine: Engine, text: str) -> None:
    analysis = engine.analyse(text)
    assert all(0 <= s < e <= len(text) for s, e in zip(analysis.starts, analysis.ends))
    assert list(analysis.starts) == sorted(analysis.starts)
    assert all(first < last for first, last in analysis.sentences)
    covered = [token for first, last in analysis.sentences for token in range(first, last)]
    assert covered == list(range(len(analysis)))
