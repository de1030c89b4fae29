"""Whose country a description tells: "Russian jets", "rebels in Mali", "troops from Chad", "people fleeing Sudan"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from dateline.knowledge.gazetteer import load_gazetteer
from dateline.knowledge.name_cues import load_name_cues
from dateline.reading.analysis import Analysis
from dateline.reading.mentions.names_runs import Reader
from dateline.reading.mentions.nominals_sectors import is_former
from dateline.reading.mentions.types import Mention

_WITHIN = frozenset(("in", "on", "across", "throughout", "around", "inside", "within"))
_FROM_TOO = _WITHIN | {"from"}
_AT = frozenset(("at", "of", "from", "to", "for"))
_STAYING = frozenset(
    (
        "base",
        "operate",
        "live",
        "headquarter",
        "trap",
        "gather",
        "work",
        "fight",
        "rally",
        "protest",
        "shelter",
        "camp",
        "reside",
        "hide",
    )
)
_LEAVING = frozenset(("flee", "escape"))
_FAMOUS = 8.0
"""How well known a place must be for its country to be taken from its name alone."""
_KNOWN, _AHEAD = 6.0, 2.0
"""The same for a place that is so much better known than its namesakes abroad."""
_DEPTH = 2
"""How often a phrase within a phrase is followed: "workers at a mine in Peru"."""


def find_country(reader: Reader, names: Mapping[int, Mention], first: int, token: int) -> str | None:
    """Give the country told inside the phrase or by what hangs on its noun; None where two are told."""
    analysis = reader.analysis
    if "ethnic" in analysis.lowers[first:token]:
        # "ethnic Albanian guerrillas" need not be of Albania
        return _country_around(reader, names, first, token)
    told: list[tuple[str, Mention]] = []
    for inner in range(token - 1, first - 1, -1):
        name = names.get(inner)
        if name is None:
            country = _country_of_party(reader, inner)
            if country is not None and not told:
                return country
            continue
        if is_opposed(analysis, name) or _only_ties(reader, name, token):
            continue
        if is_topic(analysis, name, token, reader.cues.lists["topic_nouns"]):
            continue
        country = _country_told(name)
        if country is None or _is_narrowed(names, name, first):
            continue
        if _is_over_against(reader, name, token) or _has_twin(reader, name):
            return None
        if all(country != known for known, _ in told):
            told.append((country, name))
    if not told:
        return _country_of_owner(reader, names, token) or _country_around(reader, names, first, token)
    if len(told) > 1 and _are_joined(analysis, told[1][1], told[0][1], token):
        return None
    return told[0][0]


def _is_narrowed(names: Mapping[int, Mention], name: Mention, first: int) -> bool:
    """Tell "Pakistani Taliban" and "the Peruvian Amazon": the people in front say of which country they are."""
    before = names.get(name.first - 1) if name.first > first else None
    narrows = before is not None and before.form == "demonym" and before.country is not None
    return narrows and name.kind in ("organisation", "place", "group")


def _country_of_party(reader: Reader, token: int) -> str | None:
    """Read "Republican senators" at the head of a sentence, where the word alone is no name yet."""
    if not reader.shapes.initial[token] or reader.analysis.tags[token][0] not in "JN":
        return None
    entries = reader.tables.named(reader.analysis.words[token])
    countries = {entry.country for entry in entries if entry.subkind in ("party-people", "party")}
    return countries.pop() if len(countries) == 1 else None


def _country_of_owner(reader: Reader, names: Mapping[int, Mention], token: int) -> str | None:
    """Read "Jordan's king" and "Kharkiv's governor", where the name alone may be a person's or opens a sentence."""
    analysis = reader.analysis
    poss = analysis.child(token, "poss")
    if poss is None or poss in names or analysis.lemmas[token] not in reader.cues.lists["state_nouns"]:
        return None
    word = analysis.words[poss]
    if not word[0].isupper() or (poss > 0 and analysis.words[poss - 1][0].isupper()):
        return None
    entries = (*reader.tables.named(word), reader.tables.country_of_capital(word))
    for entry in entries:
        if entry is not None and entry.kind == "country" and entry.form == "name":
            return entry.country
    return country_of_place(word)


def is_opposed(analysis: Analysis, name: Mention) -> bool:
    """Tell "anti-Syria journalist", who is not Syria's."""
    before = name.first - 2
    return before >= 0 and analysis.words[before + 1] == "-" and analysis.lowers[before] in ("anti", "pro", "non")


def is_topic(analysis: Analysis, name: Mention, token: int, topic_nouns: frozenset[str]) -> bool:
    """Tell "an Iran expert" and "the Syria envoy", who need not be of Iran and Syria, from "a US envoy"."""
    if name.kind != "country" or name.form != "name" or name.last > token or analysis.lemmas[token] not in topic_nouns:
        return False
    return analysis.tags[name.last] != "POS" and not analysis.words[name.last - 1].replace(".", "").isupper()


def country_of_place(name: str, named: frozenset[str] = frozenset()) -> str | None:
    """Give the country of a well-known place, or of a lesser one where the text names the country as well."""
    found = load_gazetteer().find(name)
    place = found[0] if found else None
    if place is None or place.country is None:
        return None
    if place.prior >= _FAMOUS or place.country in named:
        return place.country
    rivals = [other.prior for other in found if other.country != place.country]
    return place.country if place.prior >= max([_KNOWN, *(prior + _AHEAD for prior in rivals)]) else None


def _only_ties(reader: Reader, name: Mention, token: int) -> bool:
    """Tell "an Iranian-backed militia" and "a Saudi-led coalition", who are not of the country in front."""
    lowers = reader.analysis.lowers
    if name.last + 1 >= token or lowers[name.last] != "-":
        return False
    tie = lowers[name.last + 1]
    if tie == "led":
        return name.kind == "country" and reader.analysis.lemmas[token] in reader.cues.lists["joint_bodies"]
    return tie in reader.cues.lists["foreign_ties"]


def _are_joined(analysis: Analysis, one: Mention, other: Mention, token: int) -> bool:
    """Tell "French and Algerian journalists" and "a US-Israeli team" from "the US embassy's Iraqi staff"."""
    if "and" in analysis.lowers[one.first : token] or "or" in analysis.lowers[one.first : token]:
        return True
    return analysis.words[one.last : other.first] in (("-",), ("–",), ("/",))


def _is_over_against(reader: Reader, name: Mention, token: int) -> bool:
    """Tell "Peru's creditors", who are not of Peru, from "Peruvian creditors"."""
    analysis = reader.analysis
    owns = name.last < token and analysis.tags[name.last] == "POS"
    if not owns or analysis.lemmas[token] not in reader.cues.lists["opposed_nouns"]:
        return False
    return all(analysis.tags[inner] != "JJS" for inner in range(name.last, token))  # "Russia's largest lender"


def _has_twin(reader: Reader, name: Mention) -> bool:
    """Tell "a Franco-German brigade", which is of two countries."""
    analysis = reader.analysis
    before = name.first - 2
    return (
        before >= 0
        and analysis.words[before + 1] == "-"
        and analysis.lowers[before] in reader.cues.lists["combining_forms"]
    )


def _country_told(name: Mention) -> str | None:
    """Let countries, bodies, people and well-known towns tell a country: "the Khartoum government"."""
    if name.kind in ("country", "organisation", "person", "group"):
        return name.country
    if name.kind != "place" or name.name in load_name_cues().heads:
        return None  # "Gulf airlines"
    return name.country if name.entry is not None else country_of_place(name.name)


def _country_around(reader: Reader, names: Mapping[int, Mention], first: int, token: int) -> str | None:
    """Read "the president of Chile", "farmers across France", "people fleeing the war in Sudan"."""
    told = list(dict.fromkeys(_told_around(reader, names, first, token)))
    return told[0] if len(told) == 1 else None


def _told_around(reader: Reader, names: Mapping[int, Mention], first: int, token: int) -> Iterator[str]:
    analysis = reader.analysis
    local = _is_local(reader, names, first, token)
    for child in analysis.children[token]:
        if child < token:
            continue
        label = analysis.labels[child]
        if label == "prep" and _leads_home(reader, token, analysis.lowers[child], local):
            yield from _countries_of(reader, names, child, local)
        elif label in ("acl", "relcl"):
            yield from _told_by_clause(reader, names, child, local)
        elif analysis.lowers[child] == "loyal":
            yield from _told_by_loyalty(reader, names, child)
    verb = analysis.heads[token]
    if analysis.labels[token] == "nsubj" and analysis.tags[verb] == "VBG" and analysis.child(verb, "aux") is None:
        yield from _told_by_clause(reader, names, verb, local)  # "Refugees fleeing Sudan drowned", badly parsed
    following = token + 1
    if following >= len(analysis) or analysis.heads[following] == token:
        return
    if analysis.labels[following] == "prep" and analysis.heads[following] < token:
        if local and (analysis.lowers[following] in _WITHIN or analysis.lowers[following] == "at"):
            yield from _countries_of(reader, names, following, local)
    elif analysis.lowers[following] == "loyal":
        yield from _told_by_loyalty(reader, names, following)


def _leads_home(reader: Reader, token: int, word: str, local: bool) -> bool:
    """Tell "the president of Chile" and "rebels in Mali" from "critics of Chile" and "tourists in Mali"."""
    lemma, lists = reader.analysis.lemmas[token], reader.cues.lists
    if word == "of":
        return lemma not in lists["opposed_nouns"]
    if word in ("to", "for"):
        return lemma in lists["attendants" if word == "to" else "speakers_for"]
    if word == "aboard":
        return lemma in lists["ship_people"]
    return word == "from" or (local and (word in _WITHIN or word == "at"))


def _told_by_loyalty(reader: Reader, names: Mapping[int, Mention], loyal: int) -> Iterator[str]:
    """Read "soldiers loyal to the Libyan general"."""
    for child in reader.analysis.with_label(loyal, "prep"):
        yield from _countries_of(reader, names, child, True)


def _is_local(reader: Reader, names: Mapping[int, Mention], first: int, token: int) -> bool:
    """Tell "rebels in Mali" and "a ministry spokesman in Lima" from "tourists in Kenya" and "foreign students"."""
    analysis, lists = reader.analysis, reader.cues.lists
    before = analysis.lowers[first:token]
    if any(word in lists["outsiders"] for word in before):
        return False
    if any(_is_of_region(names.get(inner)) for inner in range(first, token)):
        return False
    lemma = analysis.lemmas[token]
    if analysis.tags[token] in ("NNP", "NNPS"):
        lemma = lemma.removesuffix("s")  # "Rebels" at the head of a sentence, taken for a name
    known = lists["locals"]
    if lemma in known or analysis.lowers[token] in known or (before and f"{before[-1]} {lemma}" in known):
        return True
    if is_former(analysis, lists["former_words"], first, token):
        return True
    return lemma in lists["home_nouns"] and any(word in lists["home_modifiers"] for word in before)


def _is_of_region(name: Mention | None) -> bool:
    """Tell "Western officials in Kabul", who are not of Kabul, from "Kurdish officials in Kirkuk"."""
    entry = None if name is None else name.entry
    return entry is not None and entry.subkind == "region-people" and entry.country is None


def _told_by_clause(reader: Reader, names: Mapping[int, Mention], verb: int, local: bool) -> Iterator[str]:
    """Read "guerrillas operating in Colombia", "a bank based in Cyprus", "refugees fleeing the war in Sudan"."""
    analysis = reader.analysis
    lemma = analysis.lemmas[verb]
    if lemma in _STAYING and (local or lemma in ("base", "headquarter")):
        for child in analysis.with_label(verb, "prep"):
            if analysis.lowers[child] in _WITHIN:
                yield from _countries_of(reader, names, child, local)
    elif lemma in _LEAVING:
        for child in analysis.children[verb]:
            if analysis.labels[child] == "dobj":
                country = _country_of_phrase(reader, names, child)
                if country is not None:
                    yield country
            elif analysis.labels[child] == "prep" and analysis.lowers[child] in _FROM_TOO:
                yield from _countries_of(reader, names, child, True)


def _countries_of(reader: Reader, names: Mapping[int, Mention], preposition: int, local: bool) -> Iterator[str]:
    """Yield the countries of what stands behind a preposition: "from across Kenya and Uganda" tells two."""
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
        if analysis.lowers[preposition] in _AT and noun not in names and not _is_somebody(reader, noun):
            continue
        if analysis.lemmas[noun] in reader.cues.lists["opposed_nouns"]:
            continue  # "the chief of Israel's ally"
        country = _country_of_phrase(reader, names, noun)
        if country is not None:
            yield country


def _is_somebody(reader: Reader, noun: int) -> bool:
    """Tell "the leader of a Turkish party" from "the victims of a Turkish raid", who are not of Turkey."""
    analysis, lists = reader.analysis, reader.cues.lists
    lemma = analysis.lemmas[noun]
    pair = f"{analysis.lowers[noun - 1]} {lemma}" if noun else lemma
    agent = reader.tables.agent(pair) or reader.tables.agent(lemma) or reader.tables.agent(analysis.lowers[noun])
    if agent is None:
        return lemma in lists["place_nouns"] or reader.tables.office(lemma) is not None
    return agent.kind != "equipment" or analysis.lemmas[analysis.heads[analysis.heads[noun]]] in lists["ship_people"]


def _country_of_phrase(reader: Reader, names: Mapping[int, Mention], noun: int, depth: int = _DEPTH) -> str | None:
    """Give the country that a name is or lies in, or that its modifiers tell: "Mali", "Lyon", "Yemen's Marib"."""
    analysis = reader.analysis
    country = _country_named(names, noun)
    if country is not None:
        return country
    told = []
    for inner in range(analysis.lefts[noun], noun):
        name = names.get(inner)
        if name is None or name.last > noun or is_opposed(analysis, name) or _only_ties(reader, name, noun):
            continue
        country = _country_told(name)
        if country is not None and country not in told:
            told.append(country)
    if told:
        return told[0] if len(told) == 1 else None
    if depth > 0:
        for child in analysis.with_label(noun, "prep"):
            if analysis.lowers[child] in _WITHIN or analysis.lowers[child] == "of":
                for inner in analysis.with_label(child, "pobj"):
                    return _country_of_phrase(reader, names, inner, depth - 1)
    return None


def _country_named(names: Mapping[int, Mention], token: int) -> str | None:
    """Give the country that a name is or lies in: "Mali", "Lyon"."""
    name = names.get(token)
    return None if name is None else name.country if name.kind != "place" else name.country or _country_told(name)
