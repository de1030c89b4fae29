"""Who wrote it: "By A and B", "A reports from Kyiv.", "— A", "(Reporting by A; editing by B)"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from dateline.knowledge.headline_matter import load_matter_words
from dateline.knowledge.outlets import agency_by_form, outlet_by_name
from dateline.sources.credits import Credit
from dateline.sources.names import ByNames, read_names

MAX_LENGTH = 200
_DASHED = re.compile(r"[–—―]\s*|--?\s+|--")
_BRACKETS = "([ "


@dataclass(frozen=True, slots=True)
class Byline:
    """The names of a byline with the offsets in the line from the first to the last of them."""

    names: tuple[str, ...]
    start: int
    end: int
    credit: Credit | None = None
    """The agency that stands among the names."""


def _join(patterns: tuple[str, ...]) -> str:
    return "|".join(re.escape(pattern) for pattern in sorted(patterns, key=lambda p: (-len(p), p)))


@cache
def _opener() -> re.Pattern[str]:
    words = load_matter_words().lists["byline", "openers"]
    return re.compile(rf"[(\[*_\s]*(?:{_join(words)})(?:\s*:\s*|\s+)", re.IGNORECASE)


@cache
def _contributors() -> re.Pattern[str]:
    words = load_matter_words().lists["contributors", "authors"]
    return re.compile(rf"(?:^|[(\[]|[.!?”\"]\s+)\s*(?:{_join(words)})\s+", re.IGNORECASE)


@cache
def _others() -> re.Pattern[str]:
    return re.compile(rf"[;,.]?\s*\b(?:{_join(load_matter_words().lists['contributors', 'others'])})\b", re.IGNORECASE)


@cache
def _reports() -> re.Pattern[str]:
    words = load_matter_words().lists["byline", "reports"]
    return re.compile(rf"\s+(?:{_join(words)})(?:\s+(?:from|in|on|for|via)\s+.{{2,60}})?[.:]?$")


def read_byline(line: str) -> Byline | None:
    """Read a line that opens with "By" or another of these words and goes on with names."""
    if len(line) > MAX_LENGTH:
        return None
    opener = _opener().match(line)
    if opener is None or (re.search(r"[a-z]{3}[.!?][”\"]?$", line) and len(line.split()) > 9):
        return None
    return _make(read_names(line, opener.end()))


def read_signature(line: str) -> Byline | None:
    """Read a last line like "— Marta Olsen"."""
    dash = _DASHED.match(line)
    if dash is None or len(line) > 80:
        return None
    byline = _make(read_names(line, dash.end()))
    if byline is None or not byline.names or any(" " not in name for name in byline.names):
        return byline if byline and byline.credit else None
    rest = line[byline.end :]
    return byline if not rest.strip(" .") or (rest.lstrip().startswith((",", "(", "in ")) and "@" not in rest) else None


def read_reports(line: str) -> Byline | None:
    """Read a line like "Ruta Kalnina reports from Riga." that holds nothing else."""
    match = _reports().search(line) if len(line) <= 120 else None
    if match is None:
        return None
    start = 0
    owner = re.match(r"(?:the\s+)?(.{2,30}?)[’']s?\s+", line, re.IGNORECASE)
    if owner is not None and outlet_by_name(owner.group(1)) is not None:
        start = owner.end()
    byline = _make(read_names(line[: match.start()], start))
    if byline is None or byline.end != match.start() or any(" " not in name for name in byline.names):
        return None
    return byline


def read_contributors(line: str) -> Byline | None:
    """Read the authors in "(Reporting by A in Kyiv and B; Editing by C)", alone or after the last sentence."""
    window = max(0, len(line) - 400)
    match = _contributors().search(line, window)
    if match is None:
        return None
    others = _others().search(line, match.end())
    end = others.start() if others else len(line)
    return _make(read_names(line[:end].rstrip(") ]."), match.end()))


def read_placed_names(line: str) -> Byline | None:
    """Read a line that is a name and a place ("Marta Olsen in Riga"); the caller must know that it is one."""
    match = re.fullmatch(r"(.{4,50}?)\s+in\s+((?:[^\W\d_][\w'’.-]*\s?){1,3})", line)
    if match is None or not all(word[0].isupper() for word in match.group(2).split()):
        return None
    return read_bare_names(line[: match.end(1)])


def read_bare_names(line: str) -> Byline | None:
    """Read a line that is nothing but names of two or three words; the caller must know that it is one."""
    byline = _make(read_names(line, 0)) if len(line) <= 100 else None
    if byline is None or not byline.names or byline.start != 0:
        return None
    if byline.end != len(line) and not _is_affiliation(line[byline.end :]):
        return None
    return byline if all(2 <= len(name.split()) <= 4 for name in byline.names) else None


def _is_affiliation(rest: str) -> bool:
    """Tell whether what follows a name is nothing but for whom its bearer writes (", Harbour News", " with AFP")."""
    inner = re.fullmatch(r"\s*(?:,|\||/|[–—-]|\bwith\b|\bfor\b)\s*(.+?)[\s)]*", rest)
    if inner is None:
        return False
    pieces = re.split(r"\s*(?:,|/|\band\b)\s*", inner.group(1))
    return all(agency_by_form(piece) is not None or is_description(piece) for piece in pieces if piece)


def is_description(line: str) -> bool:
    """Tell whether a short line under a name says what its bearer is ("Staff writer", "BBC News, Kyiv")."""
    if not line.strip() or len(line) > 80 or line.endswith((".", "?", "!")):
        return False
    words = load_matter_words()
    first = line.split(",")[0].strip()
    tokens = [token.lower().strip(",.") for token in line.split()]
    return (
        outlet_by_name(first) is not None
        or (tokens[0] in ("in", "at") and len(tokens) <= 4)
        or (len(tokens) <= 6 and any(token in words.sets["byline", "roles"] for token in tokens))
    )


def _make(names: ByNames) -> Byline | None:
    credit = Credit(names.agency.name, names.agency.start, names.agency.end) if names.agency else None
    if names.persons:
        texts = tuple(person.name for person in names.persons)
        return Byline(texts, names.persons[0].start, names.persons[-1].end, credit)
    return Byline((), 0, 0, credit) if credit else None
