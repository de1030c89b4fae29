"""Parts of the reading of names, apart from any model: acronyms, relative pronouns, descriptions."""

from __future__ import annotations

import pytest

from dateline.knowledge.gazetteer import load_gazetteer
from dateline.knowledge.name_cues import load_name_cues
from dateline.knowledge.names import load_names
from dateline.reading.analysis import Analysis, build_analysis
from dateline.reading.mentions.names_context import head_of
from dateline.reading.mentions.names_runs import Reader
from dateline.reading.mentions.names_shape import read_shapes
from dateline.reading.mentions.names_titles import fits_acronym
from dateline.reading.mentions.nominals import find_nominals
from dateline.reading.mentions.pronouns import antecedent_of, find_pronouns


def reader(analysis: Analysis) -> Reader:
    return Reader(analysis, read_shapes(analysis), load_names(), load_name_cues(), load_gazetteer())


@pytest.mark.parametrize(
    ("acronym", "words", "fits"),
    [
        ("WFU", ["World", "Farm", "Union"], True),
        ("W.F.U.", ["World", "Farm", "Union"], True),
        ("UNC", ["Union", "of", "Nordic", "Clerks"], True),
        ("UONC", ["Union", "of", "Nordic", "Clerks"], True),
        ("WFU", ["World", "Food", "Bank"], False),
        ("W", ["World"], False),
        ("WF2", ["World", "Farm", "2"], False),
    ],
)
def test_acronyms(acronym: str, words: list[str], fits: bool) -> None:
    assert fits_acronym(acronym, words) is fits


def test_head_is_the_token_by_which_a_name_hangs_in_the_sentence() -> None:
    analysis = build_analysis(
        [
            [
                ("Lena", "NNP", "lena", 1, "compound"),
                ("Holm", "NNP", "holm", 2, "nsubj"),
                ("left", "VBD", "leave", 2, "ROOT"),
            ]
        ]
    )
    assert head_of(analysis, 0, 2) == 1


def test_a_relative_pronoun_leads_to_its_noun() -> None:
    analysis = build_analysis(
        [
            [
                ("miners", "NNS", "miner", 3, "nsubj"),
                ("who", "WP", "who", 2, "nsubj"),
                ("fled", "VBD", "flee", 0, "relcl"),
                ("returned", "VBD", "return", 3, "ROOT"),
            ]
        ]
    )
    assert antecedent_of(analysis, 1) == 0
    assert [m.name for m in find_pronouns(analysis, frozenset())] == ["who"]


def test_who_of_a_question_is_no_mention() -> None:
    analysis = build_analysis(
        [[("Who", "WP", "who", 1, "nsubj"), ("fled", "VBD", "flee", 1, "ROOT"), ("?", ".", "?", 1, "punct")]]
    )
    assert list(find_pronouns(analysis, frozenset())) == []


def test_a_quantity_belongs_to_those_it_counts() -> None:
    analysis = build_analysis(
        [
            [
                ("Hundreds", "NNS", "hundred", 4, "nsubj"),
                ("of", "IN", "of", 0, "prep"),
                ("angry", "JJ", "angry", 3, "amod"),
                ("protesters", "NNS", "protester", 1, "pobj"),
                ("marched", "VBD", "march", 4, "ROOT"),
            ]
        ]
    )
    (mention,) = find_nominals(reader(analysis), {})
    assert (mention.first, mention.last, mention.head, mention.noun) == (0, 4, 0, 3)
    assert (mention.kind, mention.number) == ("group", "plural")


def test_a_modifier_is_no_description_of_its_own() -> None:
    analysis = build_analysis(
        [
            [
                ("police", "NN", "police", 1, "compound"),
                ("stations", "NNS", "station", 2, "nsubj"),
                ("burned", "VBD", "burn", 2, "ROOT"),
            ]
        ]
    )
    assert "police" not in [m.name for m in find_nominals(reader(analysis), {})]


def test_capitals_in_a_line_of_capitals_say_nothing() -> None:
    rows = [(word, "NNP", word.lower(), 3, "nsubj") for word in ("ANGRY", "FARMERS", "BLOCK", "ROADS")]
    shapes = read_shapes(build_analysis([rows]))
    assert shapes.loud == (True,)
    assert not any(shapes.capital)
