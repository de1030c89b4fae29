"""Which row of the tables a name means: "Trump" the president, but not "Ivanka Trump" nor an unknown "Brown"."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from dateline.knowledge.names import NameEntry, date_entry, find_term, is_state, take_term
from dateline.reading.mentions.names_draft import Draft
from dateline.reading.mentions.names_runs import Reader
from dateline.reading.mentions.nominals_sectors import is_former

_JUNIOR = frozenset(("Jr.", "Jr", "Jnr"))
_HIGH = (" minister", " secretary", "secretary of state", "vice president")
_LOCAL = frozenset(("police", "club"))
"""Holders of offices that nobody known for others holds: "Police Chief Richard Myers"."""
_FITTING = {
    "person": ("person",),
    "organisation": ("organisation", "group"),
    "country": ("country",),
    "group": ("group", "organisation", "country"),
    "place": ("place", "country"),
}


def choose_entries(reader: Reader, draft: Draft) -> tuple[NameEntry | None, tuple[NameEntry, ...]]:
    """Give the row that a name means and all that it could mean; None where its words leave it open."""
    kind = draft.kind or "other"
    if kind == "other":
        return None, ()
    fitting = tuple(entry for entry in draft.entries if entry.kind in _FITTING[kind])
    if draft.form in ("demonym", "nominal") and draft.entries:
        return draft.entries[0], draft.entries
    if not fitting:
        return None, ()
    if len(fitting) == 1 and not (fitting[0].ambiguous and kind == "person"):
        return fitting[0], fitting
    told = [entry for entry in fitting if _is_told_by_title(reader, draft, entry)]
    if len(told) == 1:
        return told[0], fitting
    if kind == "person" and any(entry.ambiguous for entry in fitting):
        return None, fitting
    return (fitting[0] if len({entry.key for entry in fitting}) == 1 else None), fitting


def date_persons(reader: Reader, drafts: Sequence[Draft], day: str | None) -> None:
    """Give known persons the offices they hold on the day of publication, and titled family names their bearers."""
    full = {
        reader.analysis.words[draft.last - 1]
        for draft in drafts
        if draft.kind == "person" and draft.form == "name" and draft.last - draft.first > 1
    }
    for draft in drafts:
        if draft.kind != "person" or draft.form != "name":
            continue
        if _is_junior(reader, draft):
            draft.last, draft.entries, draft.sectors, draft.country = draft.last + 1, (), (), None
        elif _has_unknown_given_name(reader, draft):
            draft.first, draft.entries, draft.sectors, draft.country = draft.first - 1, (), (), None
        elif draft.entries and draft.entries[0].terms:
            dated = (_date(reader, draft, entry, day) for entry in draft.entries)
            draft.entries = tuple(entry for entry in dated if not _is_namesake(reader, draft, entry))
            if draft.title is None:
                draft.sectors, draft.country = draft.entries[0].sectors, draft.entries[0].country
        elif not draft.entries and draft.title is not None and reader.analysis.words[draft.last - 1] not in full:
            draft.entries = _find_bearer(reader, draft, day)


def _is_junior(reader: Reader, draft: Draft) -> bool:
    """Tell "Robert Gates Jr.", whose father's name alone is known."""
    words = reader.analysis.words
    return bool(draft.entries) and draft.last < len(words) and words[draft.last] in _JUNIOR


def _has_unknown_given_name(reader: Reader, draft: Draft) -> bool:
    """Tell "Daniil Medvedev", who is not the known man of that bare name, though no list has his given name."""
    analysis, before = reader.analysis, draft.first - 1
    if before < 0 or draft.last - draft.first != 1 or draft.title is not None or not draft.entries:
        return False
    word = analysis.words[before]
    return (
        analysis.tags[before] == "NNP"
        and analysis.labels[before] == "compound"
        and analysis.heads[before] == draft.first
        and word.isalpha()
        and not word.isupper()
        and reader.shapes.capital[before]
        and not reader.shapes.loud[analysis.sentence_of[before]]
        and not reader.tables.named(word)
        and not reader.tables.is_common_word(word)
        and reader.tables.office(word) is None
        and word not in reader.cues.heads
    )


def _date(reader: Reader, draft: Draft, entry: NameEntry, day: str | None) -> NameEntry:
    """Give a person as of a day, or, where no day is known, in the one office that the title names."""
    if day is None and draft.title is not None:
        office = reader.tables.office(*reader.analysis.lowers[draft.title[0] : draft.title[1]])
        if office is not None and not office.modifiers_of(reader.cues.lists["rank_modifiers"]):
            names_it = partial(reader.tables.is_same_office, office=office)
            term = find_term(entry, names_it, _country_of_title(reader, draft))
            if term is not None:
                return take_term(entry, term)
    return date_entry(entry, day)


def _find_bearer(reader: Reader, draft: Draft, day: str | None) -> tuple[NameEntry, ...]:
    """Find who "President Bush" is in 2005: the one bearer of the family name who then held that very office.

    Without a date the country must stand in the title as well: "British Prime Minister Blair".
    """
    name = reader.analysis.words_of(draft.first, draft.last)
    dated = [_date(reader, draft, entry, day) for entry in reader.tables.holders.get(name, ())]
    country = _country_of_title(reader, draft)
    if not dated or (country is None and day is None) or not _is_high(reader, draft):
        return ()
    found = [entry for entry in dated if _is_told_by_title(reader, draft, entry)]
    if country is not None:
        found = [entry for entry in found if any(term.country == country for term in entry.terms)]
    elif _title_office(reader, draft, "state"):
        found = [entry for entry in found if is_state(entry.country)]  # "President Kim" is not the World Bank's
    return tuple(found) if len(found) == 1 else ()


def _is_high(reader: Reader, draft: Draft) -> bool:
    """Tell an office that one person of a state holds, as against mayors, governors, senators and generals."""
    assert draft.title is not None
    office = reader.tables.office(*reader.analysis.lowers[draft.title[0] : draft.title[1]])
    return office is not None and (office.rank == 5 or office.form.endswith(_HIGH))


def _title_office(reader: Reader, draft: Draft, holder: str) -> bool:
    assert draft.title is not None
    office = reader.tables.office(*reader.analysis.lowers[draft.title[0] : draft.title[1]])
    return office is not None and office.holder == holder


def _is_told_by_title(reader: Reader, draft: Draft, entry: NameEntry) -> bool:
    """Tell whether the title in front names a known person's office: "Prime Minister Brown", "ex-President Bush"."""
    if draft.title is None:
        return False
    lowers = reader.analysis.lowers[draft.title[0] : draft.title[1]]
    office = reader.tables.office(*lowers)
    if office is None:
        return False
    ranks = office.modifiers_of(reader.cues.lists["rank_modifiers"])
    if any(word not in reader.cues.lists["former_words"] for word in ranks):
        return False  # "Deputy Prime Minister"
    former = is_former(reader.analysis, reader.cues.lists["former_words"], 0, draft.title[1] - 1)
    roles = entry.former_roles if former else entry.roles
    return any(reader.tables.is_same_office(role, office) for role in roles)


def _is_namesake(reader: Reader, draft: Draft, entry: NameEntry) -> bool:
    """Tell "Kenyan Foreign Minister John Kerry" and "Coach Robert Gates" from the known men of these names."""
    if draft.title is None:
        return False
    office = reader.tables.office(*reader.analysis.lowers[draft.title[0] : draft.title[1]])
    if office is None:
        return False
    if office.holder in _LOCAL:
        return not any(sector in term.sectors for term in entry.terms for sector in office.sectors)
    if office.holder != "state" and not office.form.endswith("minister"):
        return False
    country = _country_of_title(reader, draft)
    return country is not None and all(term.country != country for term in entry.terms)


def _country_of_title(reader: Reader, draft: Draft) -> str | None:
    """Give the country or body that a title names: "South African" in "South African President Mbeki"."""
    assert draft.title is not None
    for token in range(*draft.title):
        match = reader.match(token)
        if match is not None and match[1][0].kind in ("country", "organisation"):
            return match[1][0].country
    return None
