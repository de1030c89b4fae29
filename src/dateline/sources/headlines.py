"""Whether the first line of a text is its headline."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from dateline.knowledge.headline_matter import load_matter_words
from dateline.model.article import Span
from dateline.sources.bylines import read_byline
from dateline.sources.credits import read_credit
from dateline.sources.datelines import read_dateline
from dateline.sources.lines import Line
from dateline.sources.publication import read_publication

MAX_LENGTH = 220
_MIN_LETTERS = 6
_SEARCHED = 4
_ADDRESS = re.compile(r"\s*(?:https?\s*:|www\.)", re.IGNORECASE)
_SENTENCE_END = re.compile(r"(?:[.,;:]|[.,;][”\"’')\]]+)$")
_SHORTENED = re.compile(r"(?:\b(?:[^\W\d_]\.){1,4}|\.\.\.|…)[”\"’')\]]*$")
_LABEL = re.compile(r"(?:title|headline)\s*:\s+(?=\S)", re.IGNORECASE)
_WRAP_WIDTH = (50, 100)


@dataclass(frozen=True, slots=True)
class Headline:
    """The span of the headline with the indices of its first line and of the line after it."""

    span: Span
    first_line: int
    next_line: int


def find_headline(text: str, lines: list[Line]) -> Headline | None:
    """Find the headline of a text whose title nobody gave: its first line, if that is no sentence of the report."""
    first = 0
    sections = load_matter_words().sets["sections", "forms"]
    while first < min(len(lines) - 1, _SEARCHED) and (
        lines[first].text.lower().strip(" :|") in sections
        or _ADDRESS.match(lines[first].text)
        or read_publication(lines[first].text) is not None
        or _is_caption(lines[first].text)
        or read_byline(lines[first].text) is not None
    ):
        first += 1
    if len(lines) < first + 2:
        return None
    last = _end_of_block(text, lines, first)
    if last is None:
        return None
    label = _LABEL.match(lines[first].text)
    span = Span(lines[first].start + (label.end() if label else 0), lines[last - 1].span.end)
    words = text[span.start : span.end]
    if not _looks_like_headline(lines[first], words, lines[last:]):
        return None
    return Headline(span, first, last)


def find_given_headline(lines: list[Line], title: str) -> Headline | None:
    """Find a title that was given apart among the first lines; its own final full stop is left out of the span."""
    wanted = _fold(title)
    for index, line in enumerate(lines[:_SEARCHED]):
        if len(line.text) > 2 * len(title) + 20:
            return None
        if wanted and _fold(line.text) == wanted:
            end = len(line.text)
            if line.text.startswith(title.strip()):
                end = len(title.strip())
            return Headline(line.part(0, end), index, index + 1)
    return None


def _fold(title: str) -> str:
    folded = unicodedata.normalize("NFKD", title).casefold()
    return " ".join(re.findall(r"[^\W_]+", "".join(c for c in folded if not unicodedata.combining(c))))


def _end_of_block(text: str, lines: list[Line], first: int) -> int | None:
    """Give the index after the headline's last line: in a text wrapped by hand it may run over two or three."""
    if not _is_wrapped(lines):
        return first + 1
    for last in range(first + 1, min(first + 4, len(lines))):
        if re.search(r"(?:\r\n|\r|\n)[^\S\r\n]*(?:\r\n|\r|\n)", text[lines[last - 1].span.end : lines[last].start]):
            return last
    return None


def _is_wrapped(lines: list[Line]) -> bool:
    """Tell whether lines end where the paper did: most are of like length and do not end a sentence."""
    sample = lines[:60]
    low, high = _WRAP_WIDTH
    full = [line for line in sample if low <= len(line.text) <= high]
    open_ended = [line for line in full if line.text[-1] not in '.!?:”"']
    return len(sample) >= 4 and len(full) > 0.6 * len(sample) and len(open_ended) > 0.6 * len(full)


def _looks_like_headline(line: Line, words: str, rest: list[Line]) -> bool:
    if len(words) > MAX_LENGTH or sum(map(str.isalpha, words)) < _MIN_LETTERS or len(words.split()) < 2:
        return False
    if read_byline(line.text) is not None or read_credit(line.text) is not None:
        return False
    following = rest[0].text
    after = [" ".join(item.text for item in rest[first:20]) for first in (0, 1)]
    if read_dateline(line.text, after[0]) is not None:
        return False
    if _is_caption(words):
        return False
    if following[0].islower() and not following.lower().startswith("by "):
        return False
    if _SENTENCE_END.search(words) and not _SHORTENED.search(words):
        return _is_headline_with_stop(words, following, after[1])
    return any(len(item.text) > 40 or item.text[-1] in '.!?”"' for item in rest[:20])


def _is_caption(words: str) -> bool:
    lowered = words[: 2 * MAX_LENGTH].lower()
    return any(form in lowered for form in load_matter_words().lists["captions", "forms"])


def _is_headline_with_stop(words: str, following: str, after: str) -> bool:
    """Tell whether a line that ends in a full stop is one: the lines of a head follow it, or it is in Title Case."""
    if words[-1] in ",;:" or len(words) > 140 or len(re.findall(r"[.!?]\s+[A-Z]", words)) > 0:
        return False
    if read_byline(following) is not None or read_publication(following) is not None or read_dateline(following, after):
        return len(words) <= 120
    long_words = [word for word in re.findall(r"[^\W\d_]+", words) if len(word) > 3]
    capitals = sum(word[0].isupper() for word in long_words)
    return len(long_words) >= 4 and capitals >= 0.8 * len(long_words)
