"""The names on a byline: "By Ana de Souza, Li Wei and Per Åkesson in Kyiv" names three."""

from __future__ import annotations

import re
from dataclasses import dataclass

from dateline.knowledge.headline_matter import given_names, load_matter_words
from dateline.knowledge.outlets import agency_by_form, find_agency, outlet_by_name

_SPLIT = re.compile(r"\s*(?:,\s*(?:and|with)\s|,|;|/|\s(?:and|AND|And|with|WITH|With)\s|\s&\s)\s*")
_END = re.compile(r"\s*(?:[|•·@(\[\t<]|\s[–—-]\s|--|\s\S+@\S|\d)")
_TOKEN = re.compile(r"[^\W\d_](?:[^\W\d_]|['’.\-‐‑\u00ad\u0300-\u036f])*")
_MAX_TOKENS = 5
_MAX_NAMES = 12


@dataclass(frozen=True, slots=True)
class ByName:
    """A name on a byline with its offsets in the line."""

    name: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class ByNames:
    """The persons and the agency on a byline."""

    persons: tuple[ByName, ...]
    agency: ByName | None = None
    """By its canonical name."""


def read_names(text: str, start: int) -> ByNames:
    """Read the names from an offset of a line on, as far as they go; none where the words are no names."""
    end_match = _END.search(text, start)
    stuck = _find_stuck_agency(text, start)
    end = min(end_match.start() if end_match else len(text), stuck.start if stuck else len(text))
    persons: list[ByName] = []
    agency = stuck
    for piece_start, piece_end in _pieces(text, start, end):
        words = text[piece_start:piece_end]
        named = agency_by_form(words.removeprefix("the ").strip(" ."))
        if named is not None:
            agency = agency or ByName(named.name, piece_start, piece_end)
            continue
        if _is_apart(words, bool(persons)):
            continue
        name = _read_name(text, piece_start, piece_end)
        if name is None:
            # What follows the first name may be a place or a description; before it, the line is no byline.
            if persons:
                continue
            return ByNames((), agency)
        if persons and not _continues_list(text, persons[-1].end, name, end):
            continue
        persons.append(name)
        if len(persons) == _MAX_NAMES:
            break
    if len(persons) > 1:
        persons = [person for person in persons if " " in person.name or "-" in person.name or "." in person.name]
    return ByNames(tuple(persons), agency)


def _continues_list(text: str, previous: int, name: ByName, end: int) -> bool:
    """Tell whether words after a comma are one more name: a list goes on to its "and", or the name is a known one.

    "By Yegor Samarin, Volga Today" names one person and a paper.
    """
    if text[previous : name.start].strip() != ",":
        return True
    if re.search(r"\s(?:and|AND|And|&)\s", text[name.end : end]):
        return True
    return name.name.split()[0].capitalize() in given_names()


def _find_stuck_agency(text: str, start: int) -> ByName | None:
    """Find an agency of two words or more that a careless page glued to the name ("Ann RoeAssociated Press")."""
    named = find_agency(text, start)
    if named is None:
        match = re.search(r"(?<=\w)(?:The )?Associated Press\b", text[start:])
        if match is None:
            return None
        return ByName("Associated Press", start + match.start(), start + match.end())
    return None


def _pieces(text: str, start: int, end: int) -> list[tuple[int, int]]:
    pieces, begin = [], start
    for match in _SPLIT.finditer(text, start, end):
        pieces.append((begin, match.start()))
        begin = match.end()
    pieces.append((begin, end))
    trimmed = []
    for first, last in pieces:
        while first < last and text[first] in " :.":
            first += 1
        while first < last and text[last - 1] in " ,:":
            last -= 1
        if first < last:
            trimmed.append((first, last))
    return trimmed


def _is_apart(words: str, has_names: bool) -> bool:
    """Tell whether a piece after the first names something else: an outlet, a city."""
    if not has_names:
        return False
    return outlet_by_name(words) is not None or words.casefold() in load_matter_words().cities


def _read_name(text: str, start: int, end: int) -> ByName | None:
    words = load_matter_words()
    tokens: list[re.Match[str]] = []
    for token in _TOKEN.finditer(text, start, end):
        word = token.group()
        between = text[tokens[-1].end() if tokens else start : token.start()]
        if between.strip(" ") or token.group().lower() in words.sets["byline", "cuts"]:
            break
        if not tokens and word.lower().rstrip(".") in words.sets["byline", "honorifics"]:
            start = token.end()
            continue
        if words.has("byline", "roles", word.lower().rstrip(".")) or word.lower() in words.sets["weekdays", "forms"]:
            return None
        if not word[0].isupper() and not _is_particle(word, bool(tokens)):
            return None
        tokens.append(token)
    while tokens and not tokens[-1].group()[0].isupper() and not _is_prefixed(tokens[-1].group()):
        tokens.pop()
    if not tokens or len(tokens) > _MAX_TOKENS or (len(tokens[-1].group().rstrip(".")) < 2 and len(tokens) < 2):
        return None
    stop = tokens[-1].end()
    last = tokens[-1].group()
    if last.endswith(".") and last.lower() not in ("jr.", "sr.") and len(last) > 2:
        stop -= 1
    if len(tokens) == 1 and last.isupper() and len(last) <= 5:
        return None
    if len(tokens) == 1 and (not last[:1].isupper() or last.lower() in words.months or last.casefold() in words.cities):
        return None
    return ByName(text[tokens[0].start() : stop], tokens[0].start(), stop)


def _is_particle(word: str, inside: bool) -> bool:
    return _is_prefixed(word) or (
        (inside or len(word) > 1) and load_matter_words().has("byline", "particles", word.lower())
    )


def _is_prefixed(word: str) -> bool:
    """Tell whether a word is a name with a small prefix ("al-Haddad", "d'Artagnan")."""
    return bool(re.match(r"[^\W\d_]{1,4}[-'’‐‑][^\W\d_]", word)) and any(letter.isupper() for letter in word)
