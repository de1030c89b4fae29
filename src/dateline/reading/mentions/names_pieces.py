"""The pieces of a run: known names, offices, head words, given names, places of several words, and plain words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from dateline.knowledge.name_cues import HeadCue
from dateline.knowledge.names import NameEntry, Office
from dateline.reading.mentions.names_runs import Match, Reader, Run

PieceKind = Literal["known", "demonym", "office", "head", "lead", "given", "word", "small", "site"]


@dataclass(frozen=True, slots=True)
class Piece:
    """A word or known name of a run, with what it says by itself."""

    kind: PieceKind
    first: int
    last: int
    entries: tuple[NameEntry, ...] = ()
    office: Office | None = None
    cue: HeadCue | None = None


def read_pieces(reader: Reader, run: Run) -> list[Piece]:
    """Cut a run into pieces, each told by itself."""
    matches = dict(run.matches)
    pieces: list[Piece] = []
    position = run.first
    while position < run.last:
        office = reader.tables.office_at(reader.analysis.words, position)
        if office is not None and position + office[0] > run.last:
            office = None
        match = matches.get(position)
        if match is not None and _is_part_of_more(reader, run, position, match):
            match = None
        if match is not None and (office is None or office[0] < match[0] or _has_office(reader, position, match[0])):
            length, entries = match
            kind: PieceKind = "demonym" if entries[0].form == "demonym" else "known"
            pieces.append(Piece(kind, position, position + length, entries))
            position += length
        elif office is not None and pieces and _ends_body(reader, position, office[0]):
            pieces.append(_read_word(reader, position))
            position += 1
        elif office is not None and not _is_name_word(reader, pieces, position, office[0]):
            pieces.append(Piece("office", position, position + office[0], office=office[1]))
            position += office[0]
        else:
            pieces.append(_read_site(reader, run, position) or _read_word(reader, position))
            position = pieces[-1].last
    return _merge_hyphens(reader, pieces)


def _is_part_of_more(reader: Reader, run: Run, position: int, match: Match) -> bool:
    """Tell the "Total" of "Total Independence" from the company: a common word beside other words of the name."""
    if match[0] > 1 or not all(entry.ambiguous for entry in match[1]):
        return False
    for token in (position - 1, position + 1):
        if run.first <= token < run.last and reader.shapes.capital[token]:
            known = reader.match(token) is not None or reader.tables.office_at(reader.analysis.words, token) is not None
            if not known and token not in dict(run.matches):
                return True
    return False


def _merge_hyphens(reader: Reader, pieces: list[Piece]) -> list[Piece]:
    """Make one piece of "Jean-Paul" and "Abdel-Rahman"; "Franco-German" stays in two."""
    words = reader.analysis.words
    merged: list[Piece] = []
    for piece in pieces:
        joins = len(merged) > 1 and words[merged[-1].first] == "-" and piece.kind in ("word", "given")
        if joins and merged[-2].kind in ("word", "given"):
            merged.pop()
            before = merged.pop()
            merged.append(Piece(before.kind, before.first, piece.last))
        else:
            merged.append(piece)
    return merged


_LONGEST_SITE = 5
KNOWN_SITE = 5.0
_FAMOUS_SITE = 8.0


def _read_site(reader: Reader, run: Run, first: int) -> Piece | None:
    """Find a place of several words that the gazetteer knows ("Los Angeles Sheriff", "Tel Aviv court")."""
    if run.last - first < 2:
        return None
    words = reader.analysis.words
    given = any(reader.tables.given_name(words[token]) for token in (first - 1, first) if token >= run.first)
    if not words[first][0].isalpha():
        return None
    for last in range(min(run.last, first + _LONGEST_SITE), first + 1, -1):
        if not reader.shapes.capital[last - 1]:
            continue
        standing = reader.standing(first, last)
        if standing >= (_FAMOUS_SITE if given and "-" not in words[first:last] else KNOWN_SITE):
            return Piece("site", first, last)
    return None


def _has_office(reader: Reader, position: int, length: int) -> bool:
    """Cut "European Commission president" behind the body, though the tables know the office as a whole."""
    return reader.tables.office_at(reader.analysis.words, position + length) is not None


def _ends_body(reader: Reader, position: int, length: int) -> bool:
    """Cut "NBC News anchor" behind News, though "news anchor" is an office."""
    return length > 1 and reader.analysis.words[position] in reader.cues.heads and _has_office(reader, position, 1)


def _is_name_word(reader: Reader, pieces: list[Piece], position: int, length: int) -> bool:
    """Tell words that are offices elsewhere from parts of a name: "Mr. King", "John M. Orr Jr."."""
    if length > 1:
        return False
    word = reader.analysis.words[position]
    if word in reader.cues.heads or len(word.rstrip(".")) == 1 or word in ("Jr.", "Jr", "Sr.", "Sr"):
        return True
    before = pieces[-1].office if pieces and pieces[-1].kind == "office" else None
    address = before is not None and before.precedes_name and before.rank <= 1
    return address and reader.tables.is_surname(word)


def _read_word(reader: Reader, token: int) -> Piece:
    word = reader.analysis.words[token]
    if word in reader.cues.heads and not _is_given_here(reader, token):
        return Piece("head", token, token + 1, cue=reader.cues.heads[word])
    if word in reader.cues.leads:
        return Piece("lead", token, token + 1, cue=reader.cues.leads[word])
    if word in ("of", "for", "on", "and", "the", "The", "&", "'s", "’s", "'", "’"):
        return Piece("small", token, token + 1)
    if reader.tables.given_name(word) is not None:
        return Piece("given", token, token + 1)
    return Piece("word", token, token + 1)


def _is_given_here(reader: Reader, token: int) -> bool:
    """Tell "Bill Orr" from "Defence Bill": a given name with a surname behind."""
    words = reader.analysis.words
    if token + 1 >= len(words) or reader.tables.given_name(words[token]) is None:
        return False
    return reader.shapes.capital[token + 1] and reader.tables.is_surname(words[token + 1])
