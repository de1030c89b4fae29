"""Names, descriptions and pronouns of people, bodies, countries, groups and places.

No statistical name finder: known names, capitals as the article uses them, head words ("Ministry", "River"), offices
and given names, the words around, and what the same string is elsewhere in the article.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from dateline.knowledge.gazetteer import load_gazetteer
from dateline.knowledge.name_cues import load_name_cues
from dateline.knowledge.names import Gender, NameEntry, load_names
from dateline.model.article import Article, Span
from dateline.reading.analysis import Analysis
from dateline.reading.mentions.month_names import is_first_name
from dateline.reading.mentions.names_context import head_of
from dateline.reading.mentions.names_decide import decide_kinds
from dateline.reading.mentions.names_draft import Draft
from dateline.reading.mentions.names_entries import choose_entries, date_persons
from dateline.reading.mentions.names_runs import Reader, find_runs
from dateline.reading.mentions.names_segment import cut_run
from dateline.reading.mentions.names_shape import is_common_here, read_shapes
from dateline.reading.mentions.names_titles import (
    add_acronyms,
    add_small_titles,
    find_metonyms,
    join_titles_ahead,
    read_bare_heads,
)
from dateline.reading.mentions.nominals import find_nominals
from dateline.reading.mentions.pronouns import find_pronouns
from dateline.reading.mentions.types import Mention, TimeMention

_KNOWN_REGION = 5.0


def find_names(article: Article, analysis: Analysis, times: Sequence[TimeMention]) -> Iterator[Mention]:
    """Yield the mentions of an article in text order; a name inside another comes after the outer one."""
    reader = Reader(analysis, read_shapes(analysis), load_names(), load_name_cues(), load_gazetteer())
    dated = frozenset(token for time in times for token in range(time.first, time.last))
    dated |= _tokens_of(analysis, article.byline_span, article.credit_span)
    placed = _tokens_of(analysis, article.dateline_span)
    drafts = _find_drafts(reader, dated, placed)
    find_metonyms(reader, drafts, placed)
    date_persons(reader, drafts, article.published)
    names = [_mention(reader, draft) for draft in drafts]
    owner: dict[int, Mention] = {}
    for name in names:
        for token in range(name.first, name.last):
            owner[token] = name
    taken = dated.union(owner)
    found = list(names)
    for nominal in find_nominals(reader, owner):
        body = _body_called(reader, owner, nominal)
        if body is None:
            found.append(nominal)
        else:
            outer = reader.analysis.heads[body.head] == nominal.noun or body.last <= nominal.last
            if outer:
                found[found.index(body)] = replace(body, head=nominal.head)
    found.extend(find_pronouns(analysis, frozenset(taken)))
    found.sort(key=lambda mention: (mention.first, -mention.last))
    for index, mention in enumerate(found):
        object.__setattr__(mention, "index", index)  # nobody else has seen it yet
    yield from found


def _tokens_of(analysis: Analysis, *spans: Span | None) -> frozenset[int]:
    """Give the tokens of what stands around the report: byline, credit, dateline."""
    found: set[int] = set()
    for span in spans:
        if span is not None:
            found.update(range(*analysis.tokens_in(span)))
    return frozenset(found)


def _body_called(reader: Reader, owner: Mapping[int, Mention], nominal: Mention) -> Mention | None:
    """Give the body that a noun only names again: "the Yonhap news agency", "the Wagner group"."""
    noun = nominal.last - 1
    if reader.analysis.lemmas[noun] not in reader.cues.kind_nouns or nominal.number == "plural":
        return None
    behind = owner.get(nominal.last)
    if behind is not None and behind.first == nominal.last and behind.kind == "organisation" and behind.form == "name":
        return (
            behind if reader.analysis.heads[behind.head] == noun or reader.analysis.heads[noun] == behind.head else None
        )
    for token in range(noun - 1, max(nominal.first - 1, noun - 3), -1):
        name = owner.get(token)
        if name is not None:
            known = name.kind == "organisation" and name.form == "name" and name.first >= nominal.first
            return name if known and "MIL" not in nominal.sectors and not _is_state(name) else None
        if reader.analysis.labels[token] != "compound":
            return None
    return None


def _is_state(name: Mention) -> bool:
    return name.entry is not None and name.entry.subkind in ("igo", "government", "company", "university")


def _find_drafts(reader: Reader, dated: frozenset[int], placed: frozenset[int]) -> list[Draft]:
    drafts = [draft for run in find_runs(reader, dated) for draft in cut_run(reader, run)]
    drafts = [draft for draft in drafts if not _is_no_name(reader, draft)]
    for draft in drafts:
        if draft.first in placed and draft.kind in (None, "person") and reader.standing(draft.first, draft.last):
            draft.kind = "place"
    drafts = join_titles_ahead(reader, drafts)
    add_small_titles(reader, drafts)
    read_bare_heads(reader, drafts)
    add_acronyms(reader, drafts)
    decide_kinds(reader, drafts)
    for draft in drafts:
        _read_place_of_building(reader, draft)
        _read_people(reader, draft)
    return [draft for draft in drafts if not _is_left_out(reader, draft)]


def _is_no_name(reader: Reader, draft: Draft) -> bool:
    """Leave out capitalised words that name nobody: "TV", "Friday"."""
    words = reader.analysis.words[draft.first : draft.last]
    if draft.form == "name" and _is_currency(reader, draft):
        return True
    if (
        len(words) == 1
        and words[0] in reader.cues.lists["compass"]
        and not draft.entries
        and _follows_the(reader, draft)
    ):
        return not _opens_a_name(reader, words[0])
    if len(words) == 1 and not draft.entries:
        if words[0] in reader.cues.lists["letters"]:
            return True
        if is_first_name(reader.analysis, draft.first):
            return False
        return words[0] in reader.cues.lists["never"] or words[0] in reader.cues.lists["calendar"] or len(words[0]) < 2
    return False


def _follows_the(reader: Reader, draft: Draft) -> bool:
    return draft.first > 0 and reader.analysis.lowers[draft.first - 1] == "the"


def _opens_a_name(reader: Reader, word: str) -> bool:
    """Tell "the North" of an article that tells of North Korea."""
    words = reader.analysis.words
    return any(one == word and other[0].isupper() for one, other in pairwise(words))


def _is_currency(reader: Reader, draft: Draft) -> bool:
    """Tell the "NZ" of "NZ$26 million"."""
    words = reader.analysis.words
    return draft.last < len(words) and words[draft.last] in ("$", "£", "€") and words[draft.first].isupper()


def _is_left_out(reader: Reader, draft: Draft) -> bool:
    """Leave out single words that only a sentence's beginning capitalised and that nothing bears out."""
    if draft.form in ("demonym", "metonym"):
        return False
    if draft.kind == "country" and draft.last - draft.first == 1 and is_common_here(reader.analysis, draft.first):
        return True
    words, shapes = reader.analysis.words, reader.shapes
    loud = shapes.loud[reader.analysis.sentence_of[draft.first]]
    alone = draft.last - draft.first == 1
    if draft.kind is None:
        return True
    if alone and draft.doubtful and (shapes.initial[draft.first] or loud):
        word = words[draft.first]
        return word not in shapes.firm
    return False


def _read_place_of_building(reader: Reader, draft: Draft) -> None:
    """Read "at the White House" as a place: the body's building is meant."""
    if draft.kind != "organisation" or draft.first < 2 or not draft.entries:
        return
    if draft.entries[0].name not in reader.cues.lists["buildings"]:
        return
    before = draft.first - 1
    if reader.analysis.lowers[before] == "the":
        before -= 1
    if reader.analysis.lowers[before] in reader.cues.lists["place_prepositions"]:
        draft.kind = "place"


def _read_people(reader: Reader, draft: Draft) -> None:
    """Tell a people ("Russians", "the French") from the adjective ("Russian") and a language ("in English")."""
    if draft.form != "demonym":
        return
    analysis = reader.analysis
    token = draft.last - 1
    head = analysis.heads[token]
    modifies = draft.first <= head < draft.last or analysis.labels[token] in ("amod", "compound", "nmod", "poss")
    before = analysis.lowers[draft.first - 1] if draft.first else ""
    if modifies and draft.number == "singular":
        return
    if before == "ethnic" and draft.number is not None and draft.kind == "country":
        # "ethnic Albanians" are a people, whatever state they live in.
        draft.first, draft.entries, draft.country = draft.first - 1, (), None
    if draft.number is not None or analysis.tags[token] == "NNPS":
        number = draft.number or "plural"
        draft.form, draft.kind, draft.number = "nominal", "group" if number == "plural" else "person", number
    elif not modifies and before == "the" and reader.standing(draft.first, draft.last) >= _KNOWN_REGION:
        draft.form, draft.kind, draft.entries, draft.country = "name", "place", (), None  # "over the Baltic"
    elif not modifies and before == "the" and analysis.labels[token] in ("nsubj", "nsubjpass", "pobj", "dobj", "conj"):
        draft.form, draft.kind, draft.number = "nominal", "group", "plural"
    elif not modifies and draft.kind == "country" and _is_language(reader, draft, before):
        draft.form, draft.kind = "name", "other"
    if draft.kind == "group" and draft.entries and draft.entries[0].kind == "group" and draft.form == "nominal":
        draft.form = "name"


def _is_language(reader: Reader, draft: Draft, before: str) -> bool:
    analysis = reader.analysis
    head = analysis.heads[draft.last - 1]
    return before in ("in", "into", "from") or analysis.lemmas[head] in reader.cues.lists["languages_verbs"]


def _mention(reader: Reader, draft: Draft) -> Mention:
    analysis = reader.analysis
    entry, entries = choose_entries(reader, draft)
    if draft.kind == "place" and entry is not None and not _is_that_place(reader, draft, entry):
        entry = None
    assert draft.kind is not None
    gender = draft.gender or (entry.gender if entry is not None else None)
    if gender is None and draft.kind == "person" and draft.form == "name":
        gender = _gender_of_given(reader, draft)
    return Mention(
        -1, draft.first, draft.last, head_of(analysis, draft.first, draft.last), draft.form, draft.kind,
        _name(reader, draft, entry), entry, entries, draft.title, draft.number, gender,
        sectors=entry.sectors if entry is not None and entry.sectors else draft.sectors,
        country=entry.country if entry is not None else draft.country,
        confidence=draft.confidence,
    )  # fmt: skip


def _is_that_place(reader: Reader, draft: Draft, entry: NameEntry) -> bool:
    """Tell Kiev, which is Kyiv, from Abidjan, which only stands for the same government as Yamoussoukro."""
    if entry.subkind != "seat":
        return True
    named = reader.gazetteer.best(reader.analysis.words_of(draft.first, draft.last))
    seat = reader.gazetteer.best(entry.name)
    return named is None or seat is None or named.key == seat.key


def _name(reader: Reader, draft: Draft, entry: NameEntry | None) -> str:
    analysis = reader.analysis
    if draft.form in ("title", "nominal"):
        if entry is not None and draft.form == "nominal":
            return entry.name
        return " ".join(analysis.lowers[draft.first : draft.last])
    return entry.name if entry is not None else analysis.words_of(draft.first, draft.last)


def _gender_of_given(reader: Reader, draft: Draft) -> Gender | None:
    word = reader.analysis.words[draft.first]
    if draft.last - draft.first < 2 and reader.tables.is_surname(word):
        return None
    gender = reader.tables.given_name(word)
    return None if gender == "u" else gender
