"""Doers and objects by hand-made parses, so that no model can break the rules."""

from __future__ import annotations

from dateline.knowledge.frames import load_frames
from dateline.reading.analysis import Analysis, build_analysis
from dateline.reading.events.grammar import Grammar

Row = tuple[str, str, str, int, str]


def open_grammar(*rows: Row) -> tuple[Analysis, Grammar]:
    analysis = build_analysis([rows])
    return analysis, Grammar(analysis, load_frames())


def words(analysis: Analysis, tokens: tuple[int, ...]) -> list[str]:
    return [analysis.words[token] for token in tokens]


def test_the_doer_of_a_passive_is_its_agent() -> None:
    analysis, grammar = open_grammar(
        ("Planes", "NNS", "plane", 2, "nsubjpass"),
        ("were", "VBD", "be", 2, "auxpass"),
        ("downed", "VBN", "down", 2, "ROOT"),
        ("by", "IN", "by", 2, "agent"),
        ("Syria", "NNP", "syria", 3, "pobj"),
    )
    clause = grammar.clause(2)
    assert (words(analysis, clause.doers), words(analysis, clause.objects)) == (["Syria"], ["Planes"])


def test_a_relative_pronoun_stands_for_its_noun() -> None:
    analysis, grammar = open_grammar(
        ("Troops", "NNS", "troop", 4, "nsubj"),
        ("that", "WDT", "that", 2, "nsubj"),
        ("shelled", "VBD", "shell", 0, "relcl"),
        ("Goma", "NNP", "goma", 2, "dobj"),
        ("withdrew", "VBD", "withdraw", 4, "ROOT"),
    )
    assert words(analysis, grammar.clause(2).doers) == ["Troops"]


def test_an_infinitive_takes_the_object_it_is_asked_of_and_a_promise_its_subject() -> None:
    for verb, doer in (("urge", "Iran"), ("promise", "Spain")):
        analysis, grammar = open_grammar(
            ("Spain", "NNP", "spain", 1, "nsubj"),
            ("verbed", "VBD", verb, 1, "ROOT"),
            ("Iran", "NNP", "iran", 1, "dobj"),
            ("to", "TO", "to", 4, "aux"),
            ("withdraw", "VB", "withdraw", 1, "xcomp"),
        )
        assert words(analysis, grammar.clause(4).doers) == [doer]


def test_joined_verbs_share_subject_voice_and_object() -> None:
    analysis, grammar = open_grammar(
        ("Jets", "NNS", "jet", 3, "nsubjpass"),
        ("would", "MD", "would", 3, "aux"),
        ("be", "VB", "be", 3, "auxpass"),
        ("stopped", "VBN", "stop", 3, "ROOT"),
        ("and", "CC", "and", 3, "cc"),
        ("escorted", "VBN", "escort", 3, "conj"),
    )
    clause = grammar.clause(5)
    assert clause.passive
    assert words(analysis, clause.objects) == ["Jets"]


def test_an_apposition_taken_for_a_second_object_is_none() -> None:
    analysis, grammar = open_grammar(
        ("They", "PRP", "they", 1, "nsubj"),
        ("hit", "VBD", "hit", 1, "ROOT"),
        ("Lukoil", "NNP", "lukoil", 1, "dobj"),
        (",", ",", ",", 1, "punct"),
        ("producers", "NNS", "producer", 1, "dobj"),
    )
    assert words(analysis, grammar.clause(1).objects) == ["Lukoil"]


def test_words_of_amount_are_looked_through() -> None:
    analysis, grammar = open_grammar(
        ("launched", "VBD", "launch", 0, "ROOT"),
        ("one", "CD", "one", 0, "dobj"),
        ("of", "IN", "of", 1, "prep"),
        ("its", "PRP$", "its", 4, "poss"),
        ("waves", "NNS", "wave", 2, "pobj"),
        ("of", "IN", "of", 4, "prep"),
        ("strikes", "NNS", "strike", 5, "pobj"),
    )
    assert analysis.words[grammar.content(1)] == "strikes"
    assert analysis.words[grammar.top(6)] == "one"


def test_a_circle_of_missing_subjects_ends() -> None:
    _, grammar = open_grammar(
        ("going", "VBG", "go", 1, "xcomp"),
        ("coming", "VBG", "come", 1, "ROOT"),
        ("leaving", "VBG", "leave", 0, "xcomp"),
    )
    assert grammar.clause(2).doers == ()


def test_a_noun_taken_from_its_preposition_is_given_back() -> None:
    analysis, grammar = open_grammar(
        ("granted", "VBD", "grant", 0, "ROOT"),
        ("asylum", "NN", "asylum", 0, "dobj"),
        ("to", "IN", "to", 0, "prep"),
        ("officers", "NNS", "officer", 4, "nsubj"),
        ("holed", "VBD", "hole", 0, "advcl"),
        ("up", "RP", "up", 4, "prt"),
    )
    (phrase,) = grammar.prepositions(0)
    assert (phrase.word, words(analysis, phrase.objects)) == ("to", ["officers"])
