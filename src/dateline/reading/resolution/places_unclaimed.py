"""Place names among capitalised words that no mention claims: "a farm in Pandi, Bulacan", "the Somme region"."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.knowledge.gazetteer import Gazetteer, PlaceRow
from dateline.knowledge.gazetteer_tables import load_generics
from dateline.knowledge.gazetteer_words import load_place_words
from dateline.knowledge.name_cues import load_name_cues
from dateline.knowledge.names import load_names
from dateline.reading.analysis import Analysis
from dateline.reading.mentions import Mentions
from dateline.reading.mentions.names_shape import is_common_here

_LONGEST = 6
_PARTICLES = frozenset({"-", "a", "al", "el", "es", "de", "del", "la", "le", "of", "the", "du", "da", "au", "sur"})
_PARTICLES = frozenset({"-", "a", "al", "el", "es", "de", "del", "la", "le", "of", "the", "du", "da", "au", "sur"})
_GREAT = 7.5
"""Prior from which a name needs no word around it to be a place."""
_SMALL = 2.5
_SOURCES = frozenset({"from", "to", "of", "between"})


def find_unclaimed(analysis: Analysis, mentions: Mentions, gazetteer: Gazetteer) -> Iterator[tuple[int, int]]:
    """Yield token ranges of place names outside all mentions, in text order.

    A great name stands by itself; a lesser one needs a preposition of place, a larger place behind a comma, a place
    beside it in a list, or a word that tells its kind.
    """
    claimed = _claimed(analysis, mentions, gazetteer)
    places = {
        mention.first: mention.last
        for mention in mentions.names
        if mention.kind in ("place", "country") and mention.form == "name"
    }
    ends = set(places.values())
    token = 0
    while token < len(analysis):
        if claimed[token] or not _is_name_word(analysis, token):
            token += 1
            continue
        last = _end_of_run(analysis, claimed, token, frozenset())
        longer = _end_of_run(analysis, claimed, token, _PARTICLES)
        if longer > last and gazetteer.knows(analysis.words_of(token, longer)):
            last = longer
        for first, end in _cut(analysis, gazetteer, token, last, places, ends):
            ends.add(end)
            yield first, end
        token = last


def _end_of_run(analysis: Analysis, claimed: bytearray, token: int, particles: frozenset[str]) -> int:
    """Give the end of a run of capitalised words, over hyphens and particles if asked: "Mar-a-Lago"."""
    _, end = analysis.sentence(token)
    last = token + 1
    while last < end:
        ahead = last
        while ahead < end and not claimed[ahead] and analysis.lowers[ahead] in particles:
            ahead += 1
        if ahead == end or claimed[ahead] or not _is_name_word(analysis, ahead):
            break
        last = ahead + 1
    return last


def _claimed(analysis: Analysis, mentions: Mentions, gazetteer: Gazetteer) -> bytearray:
    """Mark the tokens of mentions; what was only guessed to be a body claims nothing that a great place is called."""
    claimed = bytearray(len(analysis))
    for mention in mentions.names:
        if mention.form == "name" and mention.kind == "organisation" and mention.entry is None:
            first = mention.first
            while first > 1 and analysis.words[first - 1] == "-" and analysis.ends[first - 1] == analysis.starts[first]:
                first -= 2
            row = gazetteer.best(analysis.words_of(first, mention.last))
            if row is not None and row.prior >= _GREAT:
                continue
        if mention.form != "nominal" and mention.form != "pronoun":
            claimed[mention.first : mention.last] = b"\x01" * (mention.last - mention.first)
    for time in mentions.times:
        claimed[time.first : time.last] = b"\x01" * (time.last - time.first)
    return claimed


def _is_name_word(analysis: Analysis, token: int) -> bool:
    return analysis.tags[token] in ("NNP", "NNPS") and analysis.words[token][:1].isupper()


def _cut(
    analysis: Analysis, gazetteer: Gazetteer, first: int, last: int, places: dict[int, int], ends: set[int]
) -> Iterator[tuple[int, int]]:
    """Take the run whole, or where it is too long its longest known beginning."""
    words = analysis.words[first:last]
    if last - first > _LONGEST or (first and analysis.words[first - 1] == "$") or _is_calendar(words):
        return
    row = gazetteer.best(analysis.words_of(first, last))
    if row is not None and _is_borne_out(analysis, row, first, last, places, ends):
        yield first, last


def _is_calendar(words: tuple[str, ...]) -> bool:
    """Tell "May", "Christmas", "God" and the like: capitals that name no place."""
    cues = load_name_cues().lists
    return len(words) == 1 and (
        words[0] in cues["calendar"] or words[0] in cues["never"] or words[0] in cues["compass"]
    )


def _is_borne_out(
    analysis: Analysis, row: PlaceRow, first: int, last: int, places: dict[int, int], ends: set[int]
) -> bool:
    if row.prior >= _GREAT:
        return not (last - first == 1 and is_common_here(analysis, first))
    common = last - first == 1 and load_names().is_common_word(analysis.words[first])
    if row.prior < _SMALL or common or _is_heading(analysis, first):
        return False
    before = first - 1
    if before >= 0 and analysis.lowers[before] == "the":
        before -= 1
    previous = analysis.lowers[before] if before >= 0 else ""
    if previous in load_place_words()["locative"].words or (previous in _SOURCES and row.prior >= 4.0):
        return True
    following = analysis.lowers[last] if last < len(analysis) else ""
    if any(generic.word == following and row.kind in generic.kinds for generic in load_generics()[1]):
        return True
    beside = following in (",", "and", "or") and last + 1 in places
    return beside or (previous in (",", "and", "or") and before in ends)


def _is_heading(analysis: Analysis, token: int) -> bool:
    """Tell a line in title case, where a capital says nothing."""
    first, last = analysis.sentence(token)
    words = [word for word in analysis.words[first:last] if word[:1].isalpha() and len(word) > 3]
    return len(words) > 2 and sum(word[:1].isupper() for word in words) > 0.7 * len(words)
