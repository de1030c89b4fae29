"""Runs of words written as one name: "Ministry of Foreign Affairs", "Ursula von der Leyen", "Johnson & Sons"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dateline.knowledge.gazetteer import Gazetteer
from dateline.knowledge.name_cues import NameCues
from dateline.knowledge.names import NameEntry, NameTables
from dateline.reading.analysis import Analysis
from dateline.reading.mentions.month_names import MONTH_NAMES, is_first_name
from dateline.reading.mentions.names_shape import Shapes

Match = tuple[int, tuple[NameEntry, ...]]
_ARTICLES = frozenset(("the", "The"))
_BEFORE_MONTHS = frozenset(
    {"in", "since", "until", "till", "by", "from", "last", "this", "next", "early", "late", "mid", "of"}
)
_SUFFIXES = frozenset(("Inc", "Inc.", "Ltd", "Ltd.", "LLC", "Jr.", "Jr", "Sr.", "Corp", "Corp.", "PLC", "plc"))
_FOR = frozenset(
    f"organisation.{kind}" for kind in ("society", "state", "teaching", "business", "labour", "party", "army")
)
_ON = frozenset(("Council", "Commission", "Committee", "Conference", "Panel", "Convention", "Treaty", "Office"))
_LOWER_STARTS = frozenset(("al", "el", "an", "ad", "as", "at", "e", "i"))


@dataclass(frozen=True, slots=True)
class Reader:
    """What every rule of names looks at."""

    analysis: Analysis
    shapes: Shapes
    tables: NameTables
    cues: NameCues
    gazetteer: Gazetteer

    def match(self, token: int) -> Match | None:
        """Give the longest known name at a token that the capitals of the article bear out."""
        found = self.tables.match_at(self.analysis.words, token)
        if found is None:
            return None
        words, sentence = self.analysis.words, self.analysis.sentence(token)
        if token + found[0] > sentence[1] or (found[0] == 1 and self._ends_hyphened_name(token)):
            return None
        if found[0] == 1 and words[token] in self.cues.heads and self.cues.heads[words[token]].gives == "other":
            return None
        if found[0] == 1 and not self.shapes.capital[token]:
            loud = self.shapes.loud[self.analysis.sentence_of[token]]
            word = words[token]
            if not loud and not self.shapes.initial[token] and not word[0].islower():
                return None
            if all(entry.ambiguous for entry in found[1]) or word.lower() in self.shapes.lower:
                return None
            if word.islower() or self.analysis.tags[token][0] in "VMWPID" or self.analysis.tags[token] == "CC":
                return None
        return found

    def _ends_hyphened_name(self, token: int) -> bool:
        """Tell the "Fateh" of "Al-Fateh Qurashi", which is no party, from the "China" of "US-China"."""
        analysis = self.analysis
        glued = token > 1 and analysis.lowers[token - 1] == "-" and analysis.ends[token - 1] == analysis.starts[token]
        return glued and analysis.lowers[token - 2] in self.cues.lists["particles"]

    def standing(self, first: int, last: int) -> float:
        """Tell how well known the place is that words could name; 0 for none: see `PlaceRow.prior`."""
        place = self.gazetteer.best(self.analysis.words_of(first, last))
        return 0.0 if place is None else place.prior


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of words written as one name, with the known names inside."""

    first: int
    last: int
    matches: tuple[tuple[int, Match], ...]
    """(token, match) of the known names inside, none overlapping another."""


def find_runs(reader: Reader, taken: frozenset[int]) -> Iterator[Run]:
    """Yield the runs of an article in text order; `taken` tokens (dates) belong to none."""
    analysis, capital = reader.analysis, reader.shapes.capital
    words = analysis.words
    token, count = 0, len(words)
    while token < count:
        word = words[token]
        if token in taken or not (word[0].isupper() or word[0].isdigit() or word in _LOWER_STARTS):
            token += 1
            continue
        if not word[0].isupper() and not _starts_number_name(reader, token):
            match = reader.match(token)
            if (match is None or match[0] < 2) and not _starts_with_article(reader, token):
                token += 1
                continue
        elif not capital[token] and reader.match(token) is None and not _begins_with_office(reader, token):
            token += 1
            continue
        run = _read_run(reader, token, taken)
        if run is None:
            token += 1
            continue
        yield run
        token = run.last


def _begins_with_office(reader: Reader, token: int) -> bool:
    """Tell "Secretary of State Ana Silva" where a sentence begins, and its capital alone says nothing."""
    office = reader.tables.office_at(reader.analysis.words, token)
    after = token + (office[0] if office else 0)
    return office is not None and office[0] > 1 and after < len(reader.analysis) and reader.shapes.capital[after]


def _starts_number_name(reader: Reader, token: int) -> bool:
    """Tell "47th Mechanised Brigade" and "5th Fleet" from "47th street"."""
    analysis = reader.analysis
    word = analysis.words[token]
    if not word[0].isdigit() or word[-2:] not in ("th", "st", "nd", "rd"):
        return False
    after = token + 1
    while after < len(analysis) and reader.shapes.capital[after]:
        cue = reader.cues.heads.get(analysis.words[after])
        if cue is not None:
            return cue.gives == "organisation"
        after += 1
    return False


def _starts_with_article(reader: Reader, token: int) -> bool:
    """Tell the "al-" of "al-Ikhbariya" from a word of its own."""
    analysis = reader.analysis
    return (
        analysis.words[token] in _LOWER_STARTS
        and token + 2 < len(analysis)
        and analysis.words[token + 1] in ("-", "‑")
        and analysis.starts[token + 1] == analysis.ends[token]
        and analysis.starts[token + 2] == analysis.ends[token + 1]
        and reader.shapes.capital[token + 2]
    )


def _read_run(reader: Reader, first: int, taken: frozenset[int]) -> Run | None:
    analysis = reader.analysis
    limit = analysis.sentence(first)[1]
    matches: list[tuple[int, Match]] = []
    position, begun = first, False
    while position < limit and position not in taken:
        match = reader.match(position)
        if match is not None:
            matches.append((position, match))
            position, begun = position + match[0], True
        elif (
            reader.shapes.capital[position]
            or (position == first and not analysis.words[first][0].isupper())
            or (position == first and _begins_with_office(reader, position))
        ):
            if analysis.words[position] in reader.cues.lists["calendar"] and not _is_person_may(reader, position):
                break
            if position > first and analysis.words[position] in reader.cues.lists["letters"]:
                break
            office = reader.tables.office_at(analysis.words, position)
            position, begun = position + (_capital_office(reader, position, office[0]) if office else 1), True
        else:
            break
        after = _cross_connector(reader, first, position, limit)
        if after is None:
            break
        position = after
    return Run(first, position, tuple(matches)) if begun and position > first else None


def _capital_office(reader: Reader, start: int, length: int) -> int:
    """Take as much of an office as belongs to the run: "Secretary of State" whole, "Major general Fuad" too."""
    while length > 1 and not reader.shapes.capital[start + length - 1]:
        after = start + length
        if after < len(reader.analysis) and reader.shapes.capital[after] and reader.analysis.tags[after - 1] == "NN":
            break
        length -= 1
        while length > 1 and reader.analysis.words[start + length - 1] in ("-", "of", "the", "for"):
            length -= 1
    return length


def _is_person_may(reader: Reader, token: int) -> bool:
    """Tell Theresa May and April Jones from May 2019."""
    analysis, after = reader.analysis, token + 1
    if analysis.words[token] not in MONTH_NAMES:
        return False
    if is_first_name(analysis, token):
        return True
    dated = token > 0 and analysis.lowers[token - 1] in _BEFORE_MONTHS
    joined = analysis.labels[token] in ("compound", "dep")
    if after < len(analysis) and analysis.tags[after] == "NNP" and joined and not dated:
        return analysis.words[after] not in reader.cues.lists["calendar"] and reader.shapes.capital[after]
    return token > 0 and reader.tables.given_name(reader.analysis.words[token - 1]) is not None


def _cross_connector(reader: Reader, first: int, position: int, limit: int) -> int | None:
    """Give where the run goes on, after a small word or hyphen if need be; None where it ends."""
    if position >= limit:
        return None
    analysis, capital = reader.analysis, reader.shapes.capital
    words = analysis.words
    word = words[position]
    if capital[position]:
        return position
    after = position + 1
    if after >= limit:
        return None
    if word in ("-", "‑"):
        joined = (
            analysis.starts[after] == analysis.ends[position]
            and analysis.starts[position] == analysis.ends[position - 1]
        )
        if joined and not capital[after] and words[after + 1 : after + 2] == ("-",) and after + 2 < limit:
            after += 2 if analysis.starts[after + 2] == analysis.ends[after] + 1 else 0  # "Mar-a-Lago"
        return after if joined and capital[after] else None
    if word == "&":
        return after if capital[after] else None
    if word in ("'s", "’s", "'", "’"):
        inner = words[position - 1] in reader.cues.lists["inner_genitives"] and capital[after]
        return after if inner else None
    if word == "," and words[after] in _SUFFIXES:
        return after
    if word.lower() in reader.cues.lists["particles"]:
        return _cross_particles(reader, position, limit)
    if word in ("of", "for", "on", "and"):
        return _cross_small_word(reader, first, position, limit)
    return None


def _cross_particles(reader: Reader, position: int, limit: int) -> int | None:
    """Cross "von der" before Leyen and "al-" before Assad."""
    analysis = reader.analysis
    particles = reader.cues.lists["particles"]
    after = position
    while after < limit and (analysis.words[after].lower() in particles or analysis.words[after] == "-"):
        after += 1
    if after < limit and after - position <= 4 and reader.shapes.capital[after]:
        return after
    return None


def _cross_small_word(reader: Reader, first: int, position: int, limit: int) -> int | None:
    analysis, capital = reader.analysis, reader.shapes.capital
    words = analysis.words
    word, after = words[position], position + 1
    if words[after] in _ARTICLES and word != "and":
        after += 1
    if after >= limit or not capital[after] or words[after] in reader.cues.lists["calendar"]:
        return None
    last = words[position - 1]
    cue = reader.cues.heads.get(last) or reader.cues.leads.get(last)
    if word == "and":
        return after if _is_inner_and(reader, first, position) else None
    if word == "of" and any(words[token] in ("of", "for") for token in range(first, position)):
        return after  # "Union for the Independence of Darland"
    if cue is None:
        office = reader.tables.office(last) if word == "for" and position - 1 == first else None
        return after if office is not None and office.plural else None
    if word == "of":
        return after
    if word == "for":
        return after if cue.id in _FOR else None
    return after if last in _ON and reader.match(after) is None else None


def _is_inner_and(reader: Reader, first: int, position: int) -> bool:
    """Tell "Ministry of Health and Sport" from "Ministry of Health and Moscow"."""
    analysis = reader.analysis
    words = analysis.words
    if not any(words[token] in ("of", "for", "on") for token in range(first, position)):
        return False
    after = position + 1
    if analysis.heads[after] in range(position, len(analysis)) and analysis.labels[after] not in ("compound", "amod"):
        return False
    found = reader.match(after)
    if found is not None or reader.tables.given_name(words[after]) is not None:
        return False
    inner = words[position - 1]
    if reader.standing(position - 1, position) >= 5.0:
        return False
    return reader.match(position - 1) is None or inner in reader.cues.heads
