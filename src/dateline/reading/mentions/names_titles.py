"""Titles written small in front of a name, acronyms in brackets, capitals that stand for their government."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.reading.mentions.names_context import head_of
from dateline.reading.mentions.names_draft import Draft
from dateline.reading.mentions.names_runs import Reader

_TITLE_LABELS = frozenset(("compound", "amod", "nmod", "punct", "poss", "case"))


def add_small_titles(reader: Reader, drafts: Sequence[Draft]) -> None:
    """Read "Fox News anchor Bret Baier", "spokesman John Smith": the noun in front says that it is a person."""
    analysis = reader.analysis
    for draft in drafts:
        before = draft.first - 1
        if before < 0 or draft.form != "name" or draft.title is not None or draft.kind not in ("person", None):
            continue
        if analysis.tags[before] not in ("NN", "NNP", "JJ") or before < analysis.sentence(draft.first)[0]:
            continue
        if not draft.first <= analysis.heads[before] < draft.last:
            continue
        lemma = analysis.lemmas[before]
        office, agent = reader.tables.office(lemma), reader.tables.agent(lemma)
        if office is None and (agent is None or agent.kind != "person"):
            continue
        draft.kind = "person"
        draft.title = (_title_start(reader, draft), draft.first)
        if office is not None:
            draft.sectors = office.sectors
            draft.gender = draft.gender or office.gender
        elif agent is not None:
            draft.sectors = agent.sectors
            draft.gender = draft.gender or agent.gender


def _title_start(reader: Reader, draft: Draft) -> int:
    analysis = reader.analysis
    begin = draft.first
    floor = analysis.sentence(draft.first)[0]
    while begin > floor:
        token = begin - 1
        if analysis.labels[token] not in _TITLE_LABELS or not token < analysis.heads[token] < draft.last:
            break
        if analysis.words[token][0] in ',;:“”"()':
            break
        begin = token
    return begin


def join_titles_ahead(reader: Reader, drafts: list[Draft]) -> list[Draft]:
    """Read "Ambassador to Chile Jane Doe": an office, its country and the person without a comma between."""
    words = reader.analysis.words
    by_end = {draft.last: draft for draft in drafts}
    dropped: list[int] = []
    for draft in drafts:
        body = by_end.get(draft.first)
        if (
            draft.kind != "person"
            or draft.title is not None
            or body is None
            or body.kind not in ("country", "organisation")
        ):
            continue
        before = body.first - 1
        if before > 0 and words[before] == "the":
            before -= 1
        office = by_end.get(before)
        if before < 1 or words[before] not in ("to", "of", "for", "at") or office is None or office.form != "title":
            continue
        draft.title = (office.first, draft.first)
        draft.sectors, draft.gender = office.sectors, office.gender
        dropped.append(id(office))
    return [draft for draft in drafts if id(draft) not in dropped]


def read_bare_heads(reader: Reader, drafts: Sequence[Draft]) -> None:
    """Read "the Church", "the Ministry": a capitalised head word alone takes up a body or place named before."""
    analysis = reader.analysis
    for draft in drafts:
        if draft.kind is not None or draft.last - draft.first != 1 or draft.first == 0:
            continue
        cue = reader.cues.heads.get(analysis.words[draft.first])
        if cue is None or analysis.lowers[draft.first - 1] not in ("the", "this"):
            continue
        draft.first -= 1
        draft.kind, draft.form, draft.sectors, draft.doubtful = cue.gives, "nominal", cue.sectors, False


def add_acronyms(reader: Reader, drafts: Sequence[Draft]) -> None:
    """Read "World Farm Union (WFU)": what stands in brackets behind a body is the same body."""
    words = reader.analysis.words
    by_end = {draft.last: draft for draft in drafts if draft.form == "name" and draft.last - draft.first > 1}
    for draft in drafts:
        if draft.last - draft.first != 1 or draft.first < 2 or words[draft.first - 1] != "(":
            continue
        if draft.last >= len(words) or words[draft.last] not in (")", ","):
            continue
        long = by_end.get(draft.first - 1)
        if long is None or not fits_acronym(words[draft.first], words[long.first : long.last]):
            continue
        if long.kind in (None, "organisation", "group"):
            long.kind = long.kind or "organisation"
            draft.kind, draft.sectors = long.kind, draft.sectors or long.sectors
            draft.country = draft.country or long.country
            draft.doubtful = False


def fits_acronym(acronym: str, words: Sequence[str]) -> bool:
    """Tell whether an acronym is made of the first letters of words, small ones left out or not."""
    letters = acronym.replace(".", "").upper()
    if len(letters) < 2 or not letters.isalpha():
        return False
    full = "".join(word[0].upper() for word in words if word[0].isalpha())
    big = "".join(word[0] for word in words if word[0].isupper())
    return letters in (full, big) or (
        len(letters) > 2 and (big.startswith(letters) or (letters.startswith(big) and len(big) > 1))
    )


def find_metonyms(reader: Reader, drafts: Sequence[Draft], places: frozenset[int]) -> None:
    """Let a capital that acts or speaks be its country: "Moscow warned", "talks with Kyiv", "Ankara's troops".

    `places` are tokens that can only be places, those of a dateline.
    """
    tables = reader.tables
    for draft in drafts:
        if draft.kind != "place" or not draft.entries or draft.entries[0].subkind != "seat" or draft.first in places:
            continue
        if draft.entries[0].name in reader.cues.lists["seats_of_others"] or not _acts(reader, draft):
            continue
        country = tables.country_of_capital(draft.entries[0].name)
        if country is None:
            country = tables.country_of_capital(reader.analysis.words_of(draft.first, draft.last))
        if country is None:
            continue
        draft.kind, draft.form, draft.entries = "country", "metonym", (country,)
        draft.country, draft.sectors = country.country, ()


def _acts(reader: Reader, draft: Draft) -> bool:
    analysis, lists = reader.analysis, reader.cues.lists
    head = head_of(analysis, draft.first, draft.last)
    label, parent = analysis.labels[head], analysis.heads[head]
    if label == "conj":
        label, parent = analysis.labels[parent], analysis.heads[parent]
    if label == "nsubj":
        lemma = analysis.lemmas[parent]
        takes = analysis.child(parent, "dobj", "ccomp") is not None
        return lemma in lists["acting"] or lemma in lists["speech"] or (takes and lemma not in lists["stative"])
    if label == "dobj":
        return analysis.lemmas[parent] in lists["addressing"]
    if label == "poss":
        return analysis.lemmas[parent] in lists["stance"]
    if label == "pobj":
        word = analysis.lowers[parent]
        return word in lists["body_prepositions"] or (
            word == "to" and analysis.lowers[analysis.heads[parent]] == "according"
        )
    return label == "compound" and "-" in analysis.words[head + 1 : head + 2]
