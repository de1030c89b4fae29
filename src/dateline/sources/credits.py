"""The wire agency that a text credits: "(Reuters)", "Source: AFP", "With reporting by Reuters and AP"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from dateline.knowledge.headline_matter import load_matter_words
from dateline.knowledge.outlets import agency_by_form, find_agency

MAX_LENGTH = 200
_ALONE = re.compile(r"[(\[/–—\-\s]*(?P<form>[^()\[\]]+?)[)\]/.\s]*")
_TRAILING = re.compile(
    r"(?:[.!?”\"’]\s*[–—-]{1,2}\s*(?P<dash>[^()–—]{2,40})|[.!?”\"’]\s*\((?P<brackets>[^()]{2,40})\)\.?)$"
)


@dataclass(frozen=True, slots=True)
class Credit:
    """A wire agency by its canonical name, with the offsets in the line of the words that name it."""

    name: str
    start: int
    end: int


def read_credit(line: str) -> Credit | None:
    """Read a line that does nothing but credit an agency."""
    if len(line) > MAX_LENGTH:
        return None
    alone = _ALONE.fullmatch(line)
    if alone is not None:
        agency = agency_by_form(alone["form"])
        if agency is not None:
            return Credit(agency.name, *alone.span("form"))
    named = find_agency(line)
    if named is None or _is_of_picture(line):
        return None
    if _before().search(line[: named.start]) or (_opens(line, named.start) and _after().search(line, named.end)):
        return Credit(named.agency.name, named.start, named.end)
    return None


def read_trailing_credit(line: str) -> Credit | None:
    """Read the agency after the last sentence of a paragraph ("... he said. (Reuters)", "... he said. — AP")."""
    match = _TRAILING.search(line, max(0, len(line) - 60))
    if match is None:
        return None
    group = "dash" if match["dash"] is not None else "brackets"
    agency = agency_by_form(match[group].strip(" ."))
    return Credit(agency.name, *match.span(group)) if agency else None


@cache
def _before() -> re.Pattern[str]:
    phrases = load_matter_words().lists["credit", "before"]
    alternatives = "|".join(re.escape(phrase) for phrase in sorted(phrases, key=lambda p: (-len(p), p)))
    # Between the phrase and the agency may stand a year, "the", or another agency.
    return re.compile(
        rf"^[\s(\[*_–—-]*(?:{alternatives})(?:[\s:,.|/&\d©]|\bthe\b|\band\b|\bagencies\b|\(c\))*$", re.IGNORECASE
    )


@cache
def _after() -> re.Pattern[str]:
    phrases = load_matter_words().lists["credit", "after"]
    alternatives = "|".join(re.escape(phrase) for phrase in sorted(phrases, key=lambda p: (-len(p), p)))
    return re.compile(rf"\b(?:{alternatives})\b", re.IGNORECASE)


def _opens(line: str, start: int) -> bool:
    """Tell whether only an article or a bracket stands before the agency."""
    return line[:start].strip(" ([—–-*_").lower() in ("", "the")


def _is_of_picture(line: str) -> bool:
    words = load_matter_words().sets["credit", "pictures"]
    return any(word in words for word in re.findall(r"[^\W\d_]+", line.lower()))
