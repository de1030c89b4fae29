"""Every frame and every word of status is run on its own sentences, in which it must and must not be found."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import get_args

import pytest

from dateline.knowledge.frames import load_frames
from dateline.knowledge.lemmas import Lemma, load_lemmas, read_lemmas
from dateline.model.article import Article
from dateline.model.errors import LexiconError
from dateline.model.record import EventType
from dateline.reading import Engine
from dateline.reading.lexicon import Fault, count_tellings, explain_sentence, find_faults


@pytest.fixture(scope="session")
def faults(engine: Engine) -> list[Fault]:
    return list(find_faults(engine))


@pytest.mark.parametrize("table", ["frame", "lemma", "status"])
def test_every_entry_reads_its_own_sentences_as_it_should(table: str, faults: list[Fault]) -> None:
    assert [fault for fault in faults if fault.table == table] == []


def test_a_sentence_that_reads_otherwise_is_found(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = (
        Lemma("verb", "arrest", "The cake was arrested by nobody in particular.", "Police arrested nine men.", "x.csv"),
    )
    monkeypatch.setattr("dateline.reading.lexicon.load_lemmas", lambda: rows)
    problems = {fault.problem for fault in find_faults(engine) if fault.table == "lemma"}
    assert "the word tells an act, and should not" in problems


def test_every_word_has_a_sentence_for_it_and_one_against_it() -> None:
    frames = load_frames()
    words = {word for frame in frames.frames for word in frame.words()}
    lemmas = load_lemmas()
    assert {(lemma.kind, lemma.word) for lemma in lemmas} == words
    assert len(lemmas) >= 1000
    sentences = [sentence for lemma in lemmas for sentence in (lemma.yes, lemma.no)]
    assert len(set(sentences)) == len(sentences)


def test_no_sentence_is_made_from_a_template() -> None:
    """With its names and its own word taken out, no sentence is another one again."""
    shapes: dict[str, list[str]] = {}
    for lemma in load_lemmas():
        for sentence in (lemma.yes, lemma.no):
            own = lemma.word.split()[0][:4]
            words = [w for w in sentence.rstrip(".").split() if w[:4].lower() != own and not w[:1].isupper()]
            if len(words) > 3:
                shapes.setdefault(" ".join(words), []).append(sentence)
    assert {shape: found for shape, found in shapes.items() if len(found) > 2} == {}


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        ("verb,levitate,It levitated.,It rose.", "no frame lists it"),
        ("verb,arrest,Police arrested nine men.,", "needs a sentence"),
        ("verb,arrest,Police arrested nine men.,Police arrested nine men.", "each has its own"),
        ("verb,arrest,Police arrested nine men.,The film arrests.", "a frame lists it, and no row"),
        ("adverb,arrest,a,b", "Invalid enum value"),
    ],
)
def test_a_wrong_row_says_what_is_wrong(row: str, problem: str, tmp_path: Path) -> None:
    (tmp_path / "words.csv").write_text(f"kind,word,yes,no\n{row}\n")
    with pytest.raises(LexiconError, match=problem):
        read_lemmas(tmp_path, load_frames())


def test_a_sentence_is_explained_word_by_word(engine: Engine) -> None:
    text = "Envoys urged Mali to free the nuns, and the lawyer attacked the budget."
    verdicts = explain_sentence(engine, text)
    told = {verdict.frame for verdict in verdicts if verdict.told}
    assert "release.verb" not in told or "urge" in told
    assert any(verdict.told for verdict in verdicts)
    attack = [verdict for verdict in verdicts if verdict.words == "attacked"]
    assert attack
    assert not any(verdict.told for verdict in attack)
    assert all(text[verdict.span.start : verdict.span.end].split()[0] in verdict.words for verdict in verdicts)
    assert any(verdict.wanted for verdict in attack)


def test_words_that_tell_are_counted(engine: Engine, make_article: Callable[..., Article]) -> None:
    text = "Police in Chad detained two reporters. Later the army detained a third reporter in Abéché."
    frames, words = count_tellings(engine, [make_article(text)])
    assert frames["arrest.verb"] == 2
    assert words["verb", "detain"] == 2


def test_the_lexicon_is_broad() -> None:
    table = load_frames()
    assert len({word for frame in table.frames for word in (*frame.verbs, *frame.nouns, *frame.adjectives)}) >= 900
    assert {frame.type for frame in table.frames} == set(get_args(EventType))


def test_no_sentence_serves_two_frames() -> None:
    sentences = [sentence for frame in load_frames().frames for sentence in frame.yes]
    assert sorted({s for s in sentences if sentences.count(s) > 1}) == []
