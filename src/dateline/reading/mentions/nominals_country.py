"""Whose country a description tells: "Russian jets", "rebels in Mali", "troops from Chad", "people fleeing Sudan"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from dateline.knowledge.gazetteer import load_gazetteer
from dateline.reading.analysis import Analysis
from dateline.reading.mentions.names_runs import Reader
from dateline.reading.mentions.types import Mention

_WITHIN = frozenset(("in", "across", "throughout", "around", "inside", "within"))
_OUT_OF = frozenset(("from", "of"))
_STAYING = frozenset(("base", "operate", "live", "headquarter"))
_LEAVING = frozenset(("flee", "escape"))
_FAMOUS = 8.0
"""How well known a place must be for its country to be taken from its name alone."""


def find_country(reader: Reader, names: Mapping[int, Mention], first: int, token: int) -> str | None:
    """Give the country told inside the phrase or by what hangs on its noun; None where two are told."""
    analysis = reader.analysis
    if "ethnic" in analysis.lowers[first:token]:
        # "ethnic Albanian guerrillas" need not be of Albania
        return _country_around(reader, names, first, token)
    told: list[str] = []
    for inner in range(token - 1, first - 1, -1):
        name = names.get(inner)
        if name is None or name.country is None or not _tells_country(name) or is_opposed(analysis, name):
            continue
        if _is_over_against(reader, name, token):
            return None
        if name.country not in told:
            told.append(name.country)
    if told:
        joined = any(analysis.lowers[inner] in ("and", "or") for inner in range(first, token))
        return None if len(told) > 1 and joined else told[0]
    return _country_around(reader, names, first, token)


def is_opposed(analysis: Analysis, name: Mention) -> bool:
    """Tell "anti-Syria journalist", who is not Syria's."""
    before = name.first - 2
    return before >= 0 and analysis.words[before + 1] == "-" and analysis.lowers[before] in ("anti", "pro", "non")


def country_of_place(name: str, named: frozenset[str]) -> str | None:
    """Give the country of a well-known place, or of a lesser one where the text names the country as well."""
    place = load_gazetteer().best(name)
    if place is None or place.country is None:
        return None
    return place.country if place.prior >= _FAMOUS or place.country in named else None


def _is_over_against(reader: Reader, name: Mention, token: int) -> bool:
    """Tell "Peru's creditors", who are not of Peru, from "Peruvian creditors"."""
    analysis = reader.analysis
    owns = name.last < token and analysis.tags[name.last] == "POS"
    return owns and analysis.lemmas[token] in reader.cues.lists["opposed_nouns"]


def _tells_country(name: Mention) -> bool:
    """Let countries, bodies, people and capitals tell a country: "the Khartoum government"."""
    return name.kind in ("country", "organisation", "person") or (name.kind == "place" and name.entry is not None)


def _country_around(reader: Reader, names: Mapping[int, Mention], first: int, token: int) -> str | None:
    """Read "the president of Chile", "farmers across France", "people fleeing the war in Sudan"."""
    told = list(dict.fromkeys(_told_around(reader, names, first, token)))
    return told[0] if len(told) == 1 else None


def _told_around(reader: Reader, names: Mapping[int, Mention], first: int, token: int) -> Iterator[str]:
    analysis = reader.analysis
    local = _is_local(reader, first, token)
    for child in analysis.children[token]:
        if child < token:
            continue
        label, word = analysis.labels[child], analysis.lowers[child]
        if label == "prep" and word == "of":
            yield from _countries_of(reader, names, child, bodies=True)
        elif label == "prep" and (word == "from" or (word in _WITHIN and local)):
            yield from _countries_of(reader, names, child)
        elif label in ("acl", "relcl"):
            yield from _told_by_clause(reader, names, child, local)
    following = token + 1
    within = local and following < len(analysis) and analysis.lowers[following] in _WITHIN
    if within and analysis.labels[following] == "prep" and analysis.heads[following] < token:
        yield from _countries_of(reader, names, following)


def _is_local(reader: Reader, first: int, token: int) -> bool:
    """Tell "rebels in Mali" and "a ministry spokesman in Lima" from "tourists in Kenya" and "foreign students"."""
    analysis, lists = reader.analysis, reader.cues.lists
    before = analysis.lowers[first:token]
    if any(word in lists["outsiders"] for word in before):
        return False
    lemma = analysis.lemmas[token]
    if lemma in lists["locals"] or analysis.lowers[token] in lists["locals"]:
        return True
    if before and f"{before[-1]} {lemma}" in lists["locals"]:
        return True
    return lemma in lists["home_nouns"] and any(word in lists["home_modifiers"] for word in before)


def _told_by_clause(reader: Reader, names: Mapping[int, Mention], verb: int, local: bool) -> Iterator[str]:
    """Read "guerrillas operating in Colombia", "refugees fleeing the war in Sudan"."""
    analysis = reader.analysis
    if analysis.lemmas[verb] in _STAYING and local:
        for child in analysis.with_label(verb, "prep"):
            if analysis.lowers[child] in _WITHIN:
                yield from _countries_of(reader, names, child)
    elif analysis.lemmas[verb] in _LEAVING:
        for child in analysis.children[verb]:
            if analysis.labels[child] == "dobj":
                country = _country_named(names, child)
                if country is not None:
                    yield country
                    continue
                for inner in analysis.with_label(child, "prep"):
                    if analysis.lowers[inner] in _WITHIN:
                        yield from _countries_of(reader, names, inner)
            elif analysis.labels[child] == "prep" and analysis.lowers[child] == "from":
                yield from _countries_of(reader, names, child)


def _countries_of(
    reader: Reader, names: Mapping[int, Mention], preposition: int, *, bodies: bool = False
) -> Iterator[str]:
    """Yield the countries of the places behind a preposition: "from across Kenya and Uganda" tells two."""
    analysis = reader.analysis
    inner = analysis.child(preposition, "prep")
    if inner is not None and analysis.lowers[inner] in _WITHIN:
        preposition = inner
    pending = list(analysis.with_label(preposition, "pobj"))
    while pending:
        noun = pending.pop(0)
        pending.extend(analysis.with_label(noun, "conj"))
        if noun + 2 in names and analysis.lowers[noun + 1] in ("and", "or") and noun + 2 not in pending:
            pending.append(noun + 2)  # parsers tie the second to the people: "miners in Peru and Bolivia"
        name = names.get(noun)
        if name is not None and (bodies or name.kind != "organisation"):
            country = _country_named(names, noun)
            if country is not None:
                yield country


def _country_named(names: Mapping[int, Mention], token: int) -> str | None:
    """Give the country that a name is or lies in: "Mali", "Lyon"."""
    name = names.get(token)
    if name is None:
        return None
    if name.kind in ("country", "organisation"):
        return name.country
    if name.kind != "place":
        return None
    return name.country or country_of_place(name.name, frozenset())
