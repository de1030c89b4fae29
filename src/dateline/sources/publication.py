"""Lines that tell when a text was published: "Published 24 October 2025", "Fri, 24 Oct 2025 14:20 GMT"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from dateline.knowledge.headline_matter import load_matter_words
from dateline.sources.dates import find_dates

MAX_LENGTH = 120
_TIME = re.compile(
    r"\b\d{1,2}[:.h]\d{2}(?:[:.]\d{2})?(?:\.\d+)?\s*(?:[ap]\.?\s?m\b\.?)?|\b\d{1,2}\s*[ap]\.?\s?m\b\.?", re.IGNORECASE
)
_CLOCK_MARK = re.compile(r"\bT(?=\d\d:)")
_OFFSET = re.compile(r"(?<!\d)[+\-−]\d{1,2}(?::?\d{2})?")
_WORD = re.compile(r"[^\W\d_]+(?:\.[^\W\d_]+)*|\d+")


@dataclass(frozen=True, slots=True)
class Publication:
    """The day on such a line; `later` marks one that tells of a change ("Updated ...")."""

    published: str
    later: bool


def read_publication(line: str) -> Publication | None:
    """Read a line that holds nothing but when the text was published; the first publication wins over updates."""
    if len(line) > MAX_LENGTH:
        return None
    dates = [date for date in find_dates(line) if date.iso is not None]
    if not dates:
        return None
    words = load_matter_words()
    found: list[Publication] = []
    rest, previous = [], 0
    for date in dates:
        between = line[previous : date.start]
        rest.append(between)
        later = any(word in words.sets["published", "later"] for word in _words(between))
        if date.iso is not None:
            found.append(Publication(date.iso, later))
        previous = date.end
    rest.append(line[previous:])
    known = (
        words.sets["published", "words"]
        | words.sets["published", "later"]
        | words.sets["published", "zones"]
        | words.sets["weekdays", "forms"]
    )
    leftover = _OFFSET.sub(" ", _TIME.sub(" ", _CLOCK_MARK.sub(" ", " ".join(rest))))
    if any(word not in known for word in _words(leftover) if not word.isdigit()):
        return None
    if sum(word.isdigit() for word in _words(leftover)) > 1:
        return None
    return next((item for item in found if not item.later), found[0])


def _words(text: str) -> list[str]:
    return [word.lower().rstrip(".") for word in _WORD.findall(text)]
