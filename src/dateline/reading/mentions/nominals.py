"""Descriptions: phrases headed by a noun for somebody who acts ("the NATO chief", "three Russian planes")."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Literal

from dateline.knowledge.names import AgentNoun, Office
from dateline.reading.analysis import Analysis
from dateline.reading.mentions.names_runs import Reader
from dateline.reading.mentions.nominals_country import find_country
from dateline.reading.mentions.nominals_sectors import find_sectors
from dateline.reading.mentions.types import Mention, MentionKind

_INSIDE = frozenset(
    ("det", "amod", "compound", "poss", "nummod", "nmod", "predet", "quantmod", "advmod", "punct", "case")
)
_MODIFIES = frozenset(("compound", "amod", "nmod", "poss", "npadvmod"))
_LONGEST = 4
"""Words that the longest listed nouns have: "air traffic controller", "non-governmental organisation"."""
_PART_OF_NOUN = frozenset(("compound", "nmod"))


def find_nominals(reader: Reader, names: Mapping[int, Mention]) -> Iterator[Mention]:
    """Yield the descriptions of an article; `names` gives the name that holds a token."""
    analysis, cues = reader.analysis, reader.cues
    tags = analysis.tags
    places, things = cues.lists["place_nouns"], cues.lists["not_agents"]
    done = 0
    for token, tag in enumerate(tags):
        if token < done:
            continue
        if (tag != "NN" and tag != "NNS" and not (tag == "JJ" or tag == "NNP" or tag == "NNPS")) or token in names:
            continue
        lemma = analysis.lemmas[token]
        agent = _agent(reader, token)
        office = reader.tables.office(lemma) if agent is None or agent.kind == "person" else None
        if office is not None and lemma in cues.lists["relatives"]:
            office = None  # "her father" is no priest
        if tag == "NN" and (lemma in places or (agent is None and office is None and _is_site(reader, lemma))):
            taken_up = _place(reader, token)
            if taken_up is not None:
                yield taken_up
                continue
        place = lemma in places and lemma not in cues.lists["country_nouns"] and not _acts(analysis, token)
        known = _is_compound(agent) or _leads_body(reader, names, token) or _is_of_body(analysis, names, token)
        if (lemma in things or place) and not known:
            continue
        if agent is None and office is None:
            if lemma in places:
                continue
            elif lemma in cues.lists["relatives"] and tag in ("NN", "NNS"):
                yield from _described(reader, names, token, AgentNoun(lemma, "person"), None)
            continue
        if tag in ("JJ", "NNP", "NNPS") and not _is_noun_by_place(reader, token):
            continue
        for mention in _described(reader, names, token, agent, office):
            done = mention.last
            yield mention


def _agent(reader: Reader, token: int) -> AgentNoun | None:
    """Look a noun up, with the words before it first: "air traffic controller", "coast guard", else "guard"."""
    analysis, tables = reader.analysis, reader.tables
    lemma, word = analysis.lemmas[token], analysis.lowers[token]
    before = ""
    found: AgentNoun | None = None
    for inner in range(token - 1, max(-1, token - _LONGEST), -1):
        modifies = analysis.words[inner] == "-" or analysis.labels[inner] in _MODIFIES
        if not modifies and not _is_mistaken(reader, inner, token):
            break
        before = (
            analysis.lowers[inner] + ("" if before.startswith("-") or analysis.words[inner] == "-" else " ") + before
        )
        found = tables.agent(f"{before}{lemma}") or tables.agent(f"{before}{word}") or found
    return found or tables.agent(lemma) or tables.agent(word)


def _is_mistaken(reader: Reader, opening: int, token: int) -> bool:
    """Tell the "Aid" of "Aid workers left", which parsers take for a verb, by what is listed as one noun."""
    analysis = reader.analysis
    if opening != token - 1 or not reader.shapes.initial[opening] or analysis.heads[token] != opening:
        return False
    pair = f"{analysis.lowers[opening]} {analysis.lemmas[token]}"
    return analysis.labels[token] == "dobj" and reader.tables.agent(pair) is not None


def _is_compound(agent: AgentNoun | None) -> bool:
    """Tell "hedge fund" and "youth wing" from "fund" and "wing"."""
    return agent is not None and (" " in agent.lemma or "-" in agent.lemma)


def _leads_body(reader: Reader, names: Mapping[int, Mention], token: int) -> bool:
    """Tell "the head of Slovakia's secret service" from the head of a nail."""
    analysis = reader.analysis
    if analysis.lemmas[token] not in reader.cues.lists["leaders"]:
        return False
    for child in analysis.with_label(token, "prep"):
        for noun in analysis.with_label(child, "pobj"):
            name, agent = names.get(noun), _agent(reader, noun)
            if analysis.lowers[child] == "of" and (
                (name is not None and name.kind in ("organisation", "country"))
                or (name is None and agent is not None and agent.kind == "organisation")
            ):
                return True
    return False


def _acts(analysis: Analysis, token: int) -> bool:
    """Tell "the city sued the port" from "control of villages"."""
    return analysis.labels[token] == "nsubj" and analysis.lemmas[analysis.heads[token]] != "be"


def _is_of_body(analysis: Analysis, names: Mapping[int, Mention], token: int) -> bool:
    """Tell "the UN mission urged", which is somebody, from "the mission failed"."""
    name = names.get(token - 1)
    return name is not None and name.kind in ("organisation", "country") and _acts(analysis, token)


def _is_noun_by_place(reader: Reader, token: int) -> bool:
    """Let a word tagged as adjective or name pass where it is a noun: "the wounded", "Police" opening a headline."""
    analysis = reader.analysis
    if analysis.words[token].islower():
        return analysis.labels[token] in ("nsubj", "nsubjpass", "dobj", "pobj")
    if token > 1 and analysis.tags[token - 1] == "POS" and analysis.tags[token] == "NNP":
        agent = reader.tables.agent(analysis.lowers[token])
        return agent is not None and agent.kind == "organisation"  # "Israel's Cabinet"
    opens = reader.shapes.initial[token] or reader.shapes.loud[analysis.sentence_of[token]]
    if not opens or analysis.tags[token] == "JJ":
        return False
    if analysis.lowers[token] in reader.shapes.lower:
        return True
    agent = reader.tables.agent(analysis.lowers[token])
    many = agent is not None and agent.number == "plural" and analysis.labels[token] in ("nsubj", "nsubjpass")
    return (
        many and analysis.lowers[token] != analysis.words[token] and analysis.words[token + 1 : token + 2][0].islower()
    )


def _described(
    reader: Reader, names: Mapping[int, Mention], token: int, agent: AgentNoun | None, office: Office | None
) -> Iterator[Mention]:
    analysis = reader.analysis
    if _belongs_to_noun(analysis, names, token):
        return
    first = _phrase_start(analysis, token)
    if first == token > 0 and _is_mistaken(reader, token - 1, token):
        first -= 1
    if _is_idle(reader, token, first, agent) or _is_named_place(reader, names, token):
        return
    if any(analysis.lowers[inner] in reader.cues.lists["nobody"] for inner in range(first, token)):
        return
    if analysis.lemmas[token] in reader.cues.lists["machine_nouns"] and _is_machine(analysis, first, token):
        agent, office = AgentNoun(analysis.lemmas[token], "equipment", ("MIL",)), None
    number: Literal["singular", "plural"] | None
    number = "plural" if analysis.tags[token] in ("NNS", "NNPS") else "singular"
    if agent is not None and agent.number != "singular":
        number = "plural" if agent.number == "plural" else number if number == "plural" else None
    if agent is not None and agent.kind == "equipment" and number == "singular" and not _is_counted(analysis, token):
        number = None  # "shot down aircraft"
    last = token + 1 + _tail_of_office(reader, token, office)
    head = _quantity_before(reader, token)
    if head is None and _only_counts(reader, token):
        return
    if head is not None:
        first, number = _phrase_start(analysis, head), "plural"
    country = find_country(reader, names, first, token)
    if agent is not None and agent.kind == "equipment" and country is None and analysis.lowers[first] in ("a", "an"):
        return
    sectors = find_sectors(reader, names, (first, token), country, (agent, office))
    yield Mention(
        -1, first, last, token if head is None else head, "nominal", _kind(agent, number), analysis.lemmas[token],
        number=number,
        gender=(agent.gender if agent is not None else None) or (office.gender if office is not None else None),
        sectors=sectors,
        country=country,
        noun=token,
        equipment=agent is not None and agent.kind == "equipment",
    )  # fmt: skip


def _kind(agent: AgentNoun | None, number: str | None) -> MentionKind:
    if agent is None or agent.kind == "person":
        return "group" if number == "plural" else "person"
    if agent.kind == "organisation":
        return "group" if number == "plural" else "organisation"
    return "group"


def _belongs_to_noun(analysis: Analysis, names: Mapping[int, Mention], token: int) -> bool:
    """Tell "police" in "police station" and "spokesman" in "spokesman John Smith" from nouns of their own."""
    first = token
    while analysis.labels[first] == "conj":
        first = analysis.heads[first]
    if analysis.labels[first] in _PART_OF_NOUN and analysis.heads[first] > token:
        return True
    if _is_first_of_two_modifiers(analysis, token):
        return True
    name = names.get(token + 1)
    if name is not None and name.title is not None and name.title[0] <= token < name.title[1]:
        return True
    return analysis.labels[token] == "amod" and analysis.heads[token] > token


def _is_first_of_two_modifiers(analysis: Analysis, token: int) -> bool:
    """Tell the "drone" of "drone and missile attacks", which parsers take for a noun of its own."""
    if analysis.tags[token] != "NN" or token + 3 >= len(analysis) or analysis.lowers[token + 1] not in ("and", "or"):
        return False
    second = token + 2
    noun = analysis.heads[second]
    return analysis.labels[second] == "compound" and analysis.labels[noun] == "conj" and analysis.heads[noun] == token


def _is_machine(analysis: Analysis, first: int, token: int) -> bool:
    """Tell "Su-30 fighters" from fighters: the type of a machine has a figure in it."""
    return any(word[-1].isdigit() and not word.isdigit() for word in analysis.words[first:token]) or (
        analysis.lowers[token - 1 : token] == ("jet",)
    )


def _is_counted(analysis: Analysis, token: int) -> bool:
    """Tell "a jet" from "Russian aircraft", which may be many."""
    return analysis.child(token, "det", "poss", "nummod") is not None


def _is_idle(reader: Reader, token: int, first: int, agent: AgentNoun | None) -> bool:
    """Tell "office" in "took office" and "prison" in "in prison", which are nobody, from bodies."""
    if agent is None or agent.kind != "organisation":
        return False
    analysis = reader.analysis
    lemma = analysis.lemmas[token]
    if analysis.lowers[token + 1 : token + 2] == ("of",) and lemma in reader.cues.lists["matters"]:
        return True  # "a state of emergency"
    if lemma == "force" and analysis.tags[token] == "NN" and analysis.child(token, "det", "poss") is None:
        return True  # "by lethal force"
    if first < token:
        return False
    return analysis.tags[token] == "NN" and analysis.labels[token] in ("pobj", "dobj")


def _is_named_place(reader: Reader, names: Mapping[int, Mention], token: int) -> bool:
    """Tell "Rakhine state" and "Kunduz province", which are places, from "the Danish state"."""
    name = names.get(token - 1)
    if name is None or reader.analysis.lemmas[token] not in reader.cues.lists["place_nouns"]:
        return False
    return name.kind == "place" or (name.form == "name" and name.last == token and name.kind != "country")


def _phrase_start(analysis: Analysis, token: int) -> int:
    first = token
    for child in reversed(analysis.children[token]):
        if child > token:
            continue
        if analysis.labels[child] not in _INSIDE or analysis.words[child][0] in ",;:—–()":
            break
        if analysis.tags[child] in ("WRB", "VBZ", "VBP", "VBD"):
            break
        if analysis.rights[child] >= first:
            break
        first = analysis.lefts[child]
    dash = next((inner for inner in range(token - 1, first - 1, -1) if _is_dash(analysis, inner)), first - 1)
    first = dash + 1
    while first < token and not analysis.words[first][0].isalnum():
        first += 1
    if first == token > 1 and analysis.words[token - 1] == "-" and analysis.lowers[token - 2] == "ex":
        return token - 2
    return first


def _is_dash(analysis: Analysis, token: int) -> bool:
    """Tell the dash behind a dateline from a hyphen."""
    return analysis.words[token] in ("-", "--") and token > 0 and analysis.starts[token] > analysis.ends[token - 1]


def _quantity_before(reader: Reader, token: int) -> int | None:
    """Give "hundreds" for "hundreds of protesters"."""
    analysis = reader.analysis
    preposition = analysis.heads[token]
    if analysis.labels[token] != "pobj" or analysis.lowers[preposition] != "of":
        return None
    noun = analysis.heads[preposition]
    if noun >= preposition or analysis.lemmas[noun] not in reader.cues.lists["of_quantity"]:
        return None
    return noun


def _tail_of_office(reader: Reader, token: int, office: Office | None) -> int:
    """Count the words behind the noun that belong to the office: "secretary of state", "chief of staff"."""
    analysis = reader.analysis
    if office is None or token + 2 >= len(analysis) or analysis.lowers[token + 1] != "of":
        return 0
    found = reader.tables.office_at(analysis.words, token)
    return 0 if found is None else found[0] - 1


def _only_counts(reader: Reader, token: int) -> bool:
    """Tell "wave" in "a wave of strikes", which is nobody itself."""
    analysis = reader.analysis
    if analysis.lemmas[token] not in reader.cues.lists["of_quantity"]:
        return False
    child = analysis.child(token, "prep")
    return child is not None and analysis.lowers[child] == "of"


def _is_site(reader: Reader, lemma: str) -> bool:
    """Tell nouns by which a named place may be taken up ("the mosque", "the bridge")."""
    cue = reader.cues.heads.get(lemma.capitalize())
    return cue is not None and cue.gives == "place"


def _place(reader: Reader, token: int) -> Mention | None:
    analysis = reader.analysis
    if analysis.labels[token] in _PART_OF_NOUN:
        return None
    first = _phrase_start(analysis, token)
    if first == token or analysis.lowers[first] not in ("the", "this", "that"):
        return None
    return Mention(-1, first, token + 1, token, "nominal", "place", analysis.lemmas[token], number="singular")
