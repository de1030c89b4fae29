"""Where and when a report was filed: "KYIV, Nov 16 (Reuters) -" before its first sentence."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from dateline.knowledge.headline_matter import country_names, load_matter_words
from dateline.knowledge.outlets import agency_by_form, find_agency, outlet_by_name
from dateline.sources.credits import Credit
from dateline.sources.dates import PrintedDate, find_dates

MAX_LENGTH = 140
_SEPARATOR = re.compile(
    r"""\s*(?:[—–―]|--+)\s*        # KYIV — The
      | \s+-+\s* | \s*>>\s*         # KYIV, Nov 16 - The
      | (?<=[)\d/])\s*-+\s*        # (Reuters)- The
      | (?<=[A-Z]{3})-(?=[A-Z“"][a-z\ ’A-Z])  # MIAMI-Police
      | (?<=[A-Z]{2})-\s+(?=[A-Z])    # HOUSTON- The
      | (?<=/)[.:]?\s+ | (?<=\))[.:]\s+           # /TASS/. The
      | :\s+                        # ISLAMABAD: The
    """,
    re.VERBOSE,
)
_BRACKETS = re.compile(r"[\s,.]*(?:\(\s*([^()]{2,60}?)\s*\)|/\s*([\w .&-]{2,30}?)\s*/)\s*$")
_WEEKDAY = re.compile(r"[,\s]*([^\W\d_]+)\.?,?\s*$")
_NAME_TOKEN = re.compile(r"[^\W\d_][\w'’.\-‐‑]*|&")


@dataclass(frozen=True, slots=True)
class Dateline:
    """A dateline with offsets in its line."""

    start: int
    end: int
    """After the dash, before the first sentence."""
    place: tuple[int, int] | None
    date: PrintedDate | None
    credit: Credit | None


@dataclass(frozen=True, slots=True)
class _Head:
    """What stands before the dash, taken apart."""

    place: str
    pieces: tuple[str, ...]
    date: PrintedDate | None
    credit: Credit | None
    labelled: bool
    """A bracket that names a source or day stood in it."""


@dataclass(frozen=True, slots=True)
class _Rest:
    """What is left of a head, and what was taken off it."""

    words: str
    date: PrintedDate | None = None
    credit: Credit | None = None
    labelled: bool = False


def read_dateline(line: str, after: str) -> Dateline | None:
    """Read the dateline a paragraph opens with; `after` is the text after its line, which tells acronyms from towns."""
    window = line[:MAX_LENGTH]
    for separator in _SEPARATOR.finditer(window):
        head = _take_apart(line[: separator.start()])
        if head is None:
            continue
        rest = line[separator.end() :]
        if _is_dateline(head, separator.group().strip(), rest, after):
            place = (0, len(_first_place(head.place))) if head.place else None
            end = separator.start() + len(separator.group().rstrip())
            return Dateline(0, max(end, separator.start()), place, head.date, head.credit)
        if not head.place or len(head.pieces) > 1:
            return None
    return _read_alone(line)


def _read_alone(line: str) -> Dateline | None:
    """Read a line that is a place and a whole date and no more ("Kyiv, 24 October 2025")."""
    head = _take_apart(line) if len(line) <= 60 else None
    if head is None or not head.place or head.date is None or head.date.year is None:
        return None
    if head.place.casefold() not in load_matter_words().cities:
        return None
    return Dateline(0, len(line), (0, len(head.place)), head.date, head.credit)


def _take_apart(head: str) -> _Head | None:
    found = _strip_brackets(_Rest(head.rstrip()))
    if found is None:
        return None
    found = _strip_brackets(_strip_date(found))  # "MANILA (Straits Dispatch), June 18"
    if found is None:
        return None
    rest, date, credit, labelled = found.words, found.date, found.credit, found.labelled
    place = rest.rstrip(" ,.") + ("." if re.search(r"\b[^\W\d_]{1,5}\.$", rest.rstrip(" ,")) and "," in rest else "")
    place = rest[: len(place)] if rest.startswith(place) else rest.rstrip(" ,.")
    pieces = tuple(piece.strip() for piece in place.split(",")) if place else ()
    if any(not _is_place_name(piece) for piece in pieces) or len(pieces) > 3:
        return None
    return _Head(place, pieces, date, credit, labelled)


def _strip_brackets(found: _Rest) -> _Rest | None:
    """Take brackets off that name a source or day; None where they name something else."""
    for _ in range(2):
        match = _BRACKETS.search(found.words)
        if match is None:
            break
        group = 1 if match.group(1) is not None else 2
        inside, offset = match.group(group), match.start(group)
        dates, named = list(find_dates(inside)), find_agency(inside)
        if not dates and named is None and not _is_label(inside):
            return None
        credit = None if named is None else Credit(named.agency.name, offset + named.start, offset + named.end)
        date = _shift(dates[0], offset) if dates else None
        found = _Rest(found.words[: match.start()], date or found.date, credit or found.credit, True)
    return found


def _strip_date(found: _Rest) -> _Rest:
    """Take a day off, with the weekday before it."""
    words = found.words
    dates = [each for each in find_dates(words) if not words[each.end :].strip(" .,")]
    if not dates:
        return found
    words = words[: dates[-1].start]
    weekday = _WEEKDAY.search(words)
    if weekday and weekday.group(1).lower() in load_matter_words().sets["weekdays", "forms"]:
        words = words[: weekday.start()]
    return _Rest(words.rstrip(" ,."), dates[-1], found.credit, found.labelled)


def _shift(date: PrintedDate, offset: int) -> PrintedDate:
    return replace(date, start=date.start + offset, end=date.end + offset)


def _is_label(inside: str) -> bool:
    """Tell whether a bracket may name a station or paper: "(KDKA)", "(CBS/AP)", "(Harbour News)"."""
    tokens = inside.split()
    return len(tokens) <= 4 and all(
        token[0].isupper() or token[0].isdigit() or token in ("of", "&") for token in tokens
    )


def _is_place_name(piece: str) -> bool:
    tokens = piece.replace("/", " ").split()
    words = load_matter_words()
    return 0 < len(tokens) <= 6 and all(
        _NAME_TOKEN.fullmatch(token)
        and (token[0].isupper() or words.has("dateline", "place_words", token.lower()) or "-" in token)
        for token in tokens
    )


def _first_place(place: str) -> str:
    return re.split(r"\s*[,/]", place)[0]


def _is_dateline(head: _Head, separator: str, rest: str, after: str) -> bool:
    words = load_matter_words()
    opening = rest.lstrip("“\"‘'([*_ ")[:1]
    starts_sentence = not rest.strip() or opening.isupper() or opening.isdigit() or opening in "$€£"
    if not head.place:
        return head.credit is not None
    first = head.pieces[0]
    if not starts_sentence or first.lower() in words.sets["dateline", "not_places"]:
        return False
    if first.split()[0].lower() in words.sets["published", "words"] | words.sets["published", "later"]:
        return first.casefold() in words.cities
    if head.credit is not None or head.date is not None:
        return separator != ":" or head.date is not None or head.labelled
    known = _first_place(first).casefold() in words.cities
    capitals = first.upper() == first and sum(map(str.isalpha, first)) > 2
    if first.lower().startswith(("a ", "an ", "the ")) and first.casefold() not in words.cities:
        return False
    region = len(head.pieces) > 1 and (
        head.pieces[-1].lower().rstrip(" ") in words.sets["dateline", "regions"]
        or head.pieces[-1].casefold() in words.cities
        or head.pieces[-1].casefold().rstrip(".") in country_names()
    )
    if separator.startswith(":"):
        return (known and capitals) or head.labelled
    if head.labelled:
        return capitals or known or region
    if not capitals:
        return known or region
    return (
        known or region or (head.place == head.place.upper() and not _is_acronym_or_shout(first, rest + "\n" + after))
    )


def _is_acronym_or_shout(first: str, body: str) -> bool:
    """Tell whether words in capitals are so elsewhere in the text too, as acronyms are and towns are not."""
    if outlet_by_name(first) is not None or agency_by_form(first.title()) is not None:
        return True
    for word in re.findall(r"[^\W\d_]{2,}", first):
        if re.search(rf"\b{re.escape(word)}\b", body):
            return True
    letters = [c for c in body[:2000] if c.isalpha()]
    return sum(map(str.isupper, letters)) > 0.5 * max(len(letters), 1)
