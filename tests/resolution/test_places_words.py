"""The sentences of place_words.toml, read by the engine that ships; names are given, not found."""

from __future__ import annotations

import pytest

from dateline.knowledge.gazetteer import load_gazetteer
from dateline.knowledge.gazetteer_words import load_place_words
from dateline.knowledge.names import load_names
from dateline.model.article import Span
from dateline.reading import read_article
from dateline.reading.analysis import Analysis, load_engine
from dateline.reading.mentions import Mention, Mentions
from dateline.reading.resolution.event_places import _Finder
from dateline.reading.resolution.places_links import link_holders
from dateline.reading.resolution.places_names import find_adjectives, find_given
from dateline.reading.resolution.types import Places
from dateline.sources import Options, read_text

GREAT = 4.0


def cases(use: str) -> list[tuple[str, bool]]:
    entry = load_place_words()[use]
    return [(sentence, True) for sentence in entry.yes] + [(sentence, False) for sentence in entry.no]


def name_tokens(analysis: Analysis) -> list[int]:
    gazetteer = load_gazetteer()
    return [
        token
        for token, word in enumerate(analysis.words)
        if word[:1].isupper() and token and (row := gazetteer.best(word)) is not None and row.prior >= GREAT
    ]


@pytest.mark.parametrize(("sentence", "read"), cases("territory"))
def test_adjectives_of_territory(sentence: str, read: bool) -> None:
    analysis = load_engine().analyse(sentence)
    demonyms = []
    for token, word in enumerate(analysis.words):
        entry = load_names().country_of_demonym(word)
        if entry is not None:
            demonyms.append(
                Mention(len(demonyms), token, token + 1, token, "demonym", "country", word, country=entry.country)
            )
    assert demonyms
    territory = load_place_words()["territory"].words
    found = find_adjectives(analysis, Mentions(tuple(demonyms)), territory, load_gazetteer())
    assert bool(found) is read


@pytest.mark.parametrize(("sentence", "read"), cases("locative"))
def test_places_behind_prepositions(sentence: str, read: bool) -> None:
    analysis = load_engine().analyse(sentence)
    tokens = name_tokens(analysis)
    assert tokens
    finder = _Finder(analysis, Places((), dict.fromkeys(tokens, 0)))
    assert any(finder._is_located(token) for token in tokens) is read


@pytest.mark.parametrize(("sentence", "read"), [*cases("inside"), *cases("holder")])
def test_larger_places_beside_a_name(sentence: str, read: bool) -> None:
    analysis = load_engine().analyse(sentence)
    spans = [Span(analysis.starts[token], analysis.ends[token]) for token in name_tokens(analysis)]
    toponyms = find_given(analysis, spans, load_gazetteer())
    link_holders(analysis, toponyms, load_gazetteer())
    assert any(toponym.holders for toponym in toponyms) is read


@pytest.mark.parametrize(("sentence", "read"), cases("facility"))
def test_sites_named_after_towns(sentence: str, read: bool) -> None:
    analysis = load_engine().analyse(sentence)
    words = [token for token, word in enumerate(analysis.words) if word[:1].isupper() and token and word != "Sunday"]
    span = Span(analysis.starts[words[0]], analysis.ends[words[-1]])
    found = find_given(analysis, [span], load_gazetteer())
    assert found[0].facility is read


@pytest.mark.parametrize(("sentence", "read"), cases("regional"))
def test_parts_of_a_country_that_share_the_name_of_a_state(sentence: str, read: bool) -> None:
    record = read_article(read_text(sentence, Options(language="en")).article, load_engine())
    assert [place.kind for place in record.places] == ["admin1" if read else "country"]
    assert read is not any(actor.country == "GEO" for actor in record.actors)
