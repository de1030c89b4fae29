"""What a described body or person does: "drone unit", "separatist leader", "coast guard vessel", "former minister"."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from dateline.knowledge.name_cues import load_name_cues
from dateline.knowledge.names import AgentNoun, Office
from dateline.knowledge.names_files import load_codes
from dateline.reading.analysis import Analysis
from dateline.reading.mentions.names_runs import Reader
from dateline.reading.mentions.types import Mention

_MODIFIES = frozenset(("compound", "amod", "nmod", "poss", "npadvmod"))
_CIVIL = frozenset(("GOV", "LEG", "JUD", "PTY", "SPY"))
_ARMED = frozenset(("MIL", "REB", "PRM", "UAF", "COP", "CRM"))
_MEANS = "means_"
_INSIDE = frozenset(("JJ", "NN", "NNS", "NNP", "NNPS", "HYPH", "VBN", "CD", "JJS", "JJR"))
_BACK = 5
"""Words in front of an office in which "former" is looked for."""


def find_sectors(
    reader: Reader,
    names: Mapping[int, Mention],
    phrase: tuple[int, int],
    country: str | None,
    told: tuple[AgentNoun | None, Office | None],
) -> tuple[str, ...]:
    """Give the sectors of a description by its noun, by what stands in front of it, or by whose body it is."""
    (first, token), (agent, office) = phrase, told
    if reader.analysis.lemmas[token] == "party" and reader.analysis.lowers[token + 1 : token + 2] == ("to",):
        return ()  # "the parties to the conflict"
    lists, lemma = reader.cues.lists, reader.analysis.lemmas[token]
    if agent is not None and not agent.sectors:
        agent = reader.tables.agent(reader.analysis.lowers[token]) or agent  # a union is of any kind, "unions" are not
    own = join_sectors(agent.sectors if agent is not None else (), office.sectors if office is not None else ())
    if not own or lemma in lists["general_agents"]:
        found = _sectors_of_modifiers(reader, names, first, token, bool(own))
        if found and country is not None and _serves_state(reader, token):
            own = ("GOV",)
        elif found:
            own = _arm(own, found)
        elif lemma in lists["speakers_for"] and country is None:
            own = ()
    if not own and (lemma in lists["attendants"] or lemma in lists["general_agents"]):
        own = _sectors_of_served(reader, token)
    if not own and country is not None:
        own = _sectors_of_states(reader, lemma, country)
    if is_former(reader.analysis, lists["former_words"], first, token):
        return make_former(own)
    return own


def _arm(own: tuple[str, ...], found: tuple[str, ...]) -> tuple[str, ...]:
    """Make of "Hezbollah fighters" the armed part of what the body is; "Muslim forces" stay forces."""
    if not _ARMED.intersection(own):
        return found
    return tuple(sector for sector in found if sector in _ARMED) or own


def _serves_state(reader: Reader, token: int) -> bool:
    """Tell "Belarusian trade officials" from "Belarusian business leaders"."""
    lists, analysis = reader.cues.lists, reader.analysis
    return analysis.lemmas[token] in lists["state_servants"] and analysis.lowers[token - 1] in lists["state_fields"]


def is_former(analysis: Analysis, former: frozenset[str], first: int, token: int) -> bool:
    """Tell "a former Bolivian president" and "ex-minister" from those in office."""
    for inner in range(token - 1, max(first, token - _BACK) - 1, -1):
        if analysis.lowers[inner] in former:
            return True
        if analysis.tags[inner] not in _INSIDE:
            return False
    return False


def make_former(sectors: tuple[str, ...]) -> tuple[str, ...]:
    """Make former officials the elite that the manual makes them; soldiers and rebels stay what they were."""
    if not _CIVIL.intersection(sectors):
        return sectors
    return ("ELI", *(sector for sector in sectors if sector not in _CIVIL and sector != "ELI"))


def join_sectors(one: tuple[str, ...], other: tuple[str, ...]) -> tuple[str, ...]:
    """Put two lists of sectors together."""
    return (*one, *(sector for sector in other if sector not in one))


def _sectors_of_modifiers(
    reader: Reader, names: Mapping[int, Mention], first: int, token: int, has_own: bool
) -> tuple[str, ...]:
    """Read "drone" in "drone unit", "Hamas" in "Hamas official", "minister" in "the minister's office"."""
    analysis = reader.analysis
    lemma, lists = analysis.lemmas[token], reader.cues.lists
    follows = lemma in lists["followers"] or lemma in lists["opposed_nouns"]  # "the government's critics"
    for inner in range(token - 1, first - 1, -1):
        name = names.get(inner)
        if name is not None:
            numbered = any(character.isdigit() for character in analysis.words[inner + 1])
            if name.kind in ("organisation", "group") and name.sectors and not numbered:  # not "a Boeing 737 jet"
                return name.sectors
            continue
        if analysis.labels[inner] not in _MODIFIES or (follows and analysis.labels[inner] == "poss"):
            continue
        found = _sectors_of_word(reader, inner, first)
        if found and not (has_own and found == ("CVL",)):
            return found
    return ()


def _sectors_of_word(reader: Reader, token: int, first: int) -> tuple[str, ...]:
    analysis, tables = reader.analysis, reader.tables
    lemma, word = analysis.lemmas[token], analysis.lowers[token]
    if token > first:
        pair = f"{analysis.lowers[token - 1]} {lemma}"
        agent, office = tables.agent(pair), tables.office(analysis.lowers[token - 1], lemma)
        if agent is not None and agent.sectors:
            return agent.sectors
        if office is not None and not office.modifiers and office.sectors:
            return office.sectors
    meant = _meanings().get(word)
    if meant is not None:
        return (meant,)
    agent = tables.agent(lemma)
    if agent is None or not agent.sectors:
        agent = tables.agent(word) or agent
    if agent is not None and agent.sectors and lemma not in reader.cues.lists["place_nouns"]:
        return agent.sectors
    office = tables.office(lemma) if agent is None else None
    return () if office is None else office.sectors


def _sectors_of_served(reader: Reader, token: int) -> tuple[str, ...]:
    """Read "an aide to the prime minister"."""
    analysis = reader.analysis
    for child in analysis.with_label(token, "prep"):
        for noun in analysis.with_label(child, "pobj"):
            if analysis.lowers[child] in ("to", "of"):
                return _sectors_of_word(reader, noun, analysis.lefts[noun])
    return ()


def _sectors_of_states(reader: Reader, lemma: str, country: str) -> tuple[str, ...]:
    """Read "the Rwandan leader", "Estonia's cyber agency": of a state and nothing else is the government's."""
    lists = reader.cues.lists
    if lemma in lists["state_equipment"]:
        return ("MIL",)
    if country in _codes_of_bodies():
        return ()
    return ("GOV",) if lemma in lists["leaders"] or lemma in lists["state_bodies"] else ()


@cache
def _codes_of_bodies() -> frozenset[str]:
    """Give the codes that stand for no state: of the United Nations, of companies."""
    return load_codes()[1]


@cache
def _meanings() -> dict[str, str]:
    """Give the sectors that adjectives and other modifiers tell: "naval", "judicial", "humanitarian"."""
    found: dict[str, str] = {}
    for identity, words in load_name_cues().lists.items():
        if identity.startswith(_MEANS):
            found.update(dict.fromkeys(sorted(words), identity.removeprefix(_MEANS)))
    return found
