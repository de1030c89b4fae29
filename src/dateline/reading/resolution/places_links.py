"""Larger places beside a name: "Bangor, Maine", "Goma in eastern Congo", "the Syrian city of Homs"."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from dateline.knowledge.gazetteer import Gazetteer, PlaceRow
from dateline.knowledge.gazetteer_words import load_place_words
from dateline.knowledge.names import load_names
from dateline.reading.analysis import Analysis
from dateline.reading.resolution.places_evidence import AREAS, SURE
from dateline.reading.resolution.places_names import Toponym

_GAP = 4
_HOLDER_GAP = 6


def link_holders(analysis: Analysis, toponyms: Sequence[Toponym], gazetteer: Gazetteer) -> None:
    """Tie each name to the larger places that the words around it name."""
    words = load_place_words()
    inside, holder = words["inside"].words, words["holder"].words
    for index, toponym in enumerate(toponyms):
        if toponym.first >= toponym.last:
            continue
        following = toponyms[index + 1] if index + 1 < len(toponyms) else None
        if following is not None and _between(analysis, toponym.last, following.first, inside, _GAP):
            if not _is_list(analysis, toponyms, index) and not _starts_clause(analysis, toponym, following):
                _link(toponym, following)
                _note_elsewhere(analysis, toponym, following)
        elif following is None or following.first > toponym.last + 1:
            _link_abbreviation(analysis, toponym, gazetteer)
        if index and _between(analysis, toponyms[index - 1].last, toponym.first, holder, _HOLDER_GAP):
            _link(toponym, toponyms[index - 1])
        _link_demonym(analysis, toponym, holder, gazetteer)
    for toponym, following in reversed(list(pairwise(toponyms))):
        if toponym.holders and following.holders and toponym.holders[0] in following.rows:
            toponym.holders.extend(row for row in following.holders if row not in toponym.holders)


def _is_list(analysis: Analysis, toponyms: Sequence[Toponym], index: int) -> bool:
    """Tell a row of great names ("Mexico, Texas and Ohio") from a town with its state ("Lebanon, Pa., and Ohio")."""
    rows, follower = toponyms[index].rows, toponyms[index + 1]
    if not rows or rows[0].prior < SURE or analysis.words[toponyms[index].last] != ",":
        return False
    if index and toponyms[index - 1].last + 1 == toponyms[index].first:
        previous = toponyms[index - 1]
        if previous.rows and previous.rows[0].kind == rows[0].kind and analysis.words[previous.last] == ",":
            return True
    if index + 2 >= len(toponyms):
        return False
    third = toponyms[index + 2]
    gap = analysis.lowers[follower.last : third.first]
    alike = third.rows and follower.rows and third.rows[0].kind == follower.rows[0].kind
    return bool(alike) and 1 <= len(gap) <= 2 and all(word in (",", "and", "or") for word in gap)


def _starts_clause(analysis: Analysis, toponym: Toponym, following: Toponym) -> bool:
    """Tell the subject of the next clause from a holder: "In Paris, the United States agreed" is no town in the US."""
    if not toponym.rows or toponym.rows[0].prior < SURE or analysis.words[toponym.last] != ",":
        return False
    best = following.rows[0] if following.rows else None
    if best is None or best.kind != "country" or best.key in toponym.rows[0].within:
        return False
    subject = analysis.labels[following.last - 1] in ("nsubj", "nsubjpass")
    return subject or analysis.lowers[following.first - 1] == "the"


def _between(analysis: Analysis, first: int, last: int, allowed: frozenset[str], most: int) -> bool:
    if not first < last <= first + most or last >= len(analysis):
        return False
    if analysis.sentence_of[first - 1] != analysis.sentence_of[last]:
        return False
    return all(analysis.lowers[token] in allowed for token in range(first, last))


def _link(toponym: Toponym, other: Toponym) -> None:
    """Take the other name as what holds this one, where one of its senses does."""
    for row in other.rows:
        if row.kind in AREAS and any(row.key in own.within for own in toponym.rows):
            if row not in toponym.holders:
                toponym.holders.append(row)
            if len(other.rows) > 1:
                # "Buffalo, New York" is the state, whatever "New York" means elsewhere in the article.
                other.sense, other.rows = f"{other.sense} {row.key}", (row,)
            return


def _note_elsewhere(analysis: Analysis, toponym: Toponym, following: Toponym) -> None:
    """Note that "Hartsville, Ind.," is none of the Hartsvilles known when none of them lies in Indiana."""
    best = following.rows[0] if following.rows else None
    if best is None or toponym.holders or best.kind != "admin1" or following.first - toponym.last != 1:
        return
    small = not toponym.rows or toponym.rows[0].prior < SURE
    if small and analysis.words[toponym.last] == "," and following.text.endswith("."):
        toponym.elsewhere = best


def _link_abbreviation(analysis: Analysis, toponym: Toponym, gazetteer: Gazetteer) -> None:
    """Read the short form of a state behind a comma that no mention covers: "Tampa, FL", "Bangor, Me."."""
    at = toponym.last
    if at + 1 >= len(analysis) or analysis.words[at] not in (",", "("):
        return
    word = analysis.words[at + 1]
    row = gazetteer.region_of_abbreviation(word) or gazetteer.region_of_abbreviation(word + ".")
    if row is not None:
        _hold(toponym, row)
        if not toponym.holders and analysis.words[at] == ",":
            toponym.elsewhere = row


def _link_demonym(analysis: Analysis, toponym: Toponym, holder: frozenset[str], gazetteer: Gazetteer) -> None:
    """Read the adjective in front: "the Syrian city of Homs"."""
    token = toponym.first - 1
    while token >= 0 and toponym.first - token <= _HOLDER_GAP and analysis.lowers[token] in holder:
        token -= 1
    if token < 0 or toponym.first - token > _HOLDER_GAP or not analysis.words[token][:1].isupper():
        return
    if analysis.sentence_of[token] != analysis.sentence_of[toponym.first]:
        return
    entry = load_names().country_of_demonym(analysis.words[token])
    row = gazetteer.country(entry.country) if entry is not None and entry.country is not None else None
    if row is not None:
        _hold(toponym, row)


def _hold(toponym: Toponym, row: PlaceRow) -> None:
    if row not in toponym.holders and any(row.key in own.within for own in toponym.rows):
        toponym.holders.append(row)
