"""Titles of books, films and programmes between quotation marks, which nobody says."""

from __future__ import annotations

from dateline.knowledge.cues import load_cues
from dateline.reading.analysis import Analysis
from dateline.reading.statements.draft import Range

_MOST = 10
_SMALL = frozenset(
    ("a", "an", "the", "of", "in", "on", "and", "or", "for", "to", "at", "by", "with", "from", "’s", "'s", "vs")
)


def is_work(analysis: Analysis, piece: Range) -> bool:
    """Tell “The Steve Harvey Show” of an episode from “Make Our City Safe Again,” which somebody says.

    Its words are capitalised, and what stands right before or behind it says that it is a work: "the book", "episode
    of", "in", or ", a film by".
    """
    first, last = piece
    stopped = False
    while last > first and not any(map(str.isalnum, analysis.words[last - 1])):
        if analysis.words[last - 1] in ("?", "!"):
            return False
        stopped = stopped or analysis.words[last - 1] == "."
        last -= 1
    words = [t for t in range(first, last) if any(map(str.isalnum, analysis.words[t]))]
    if not 2 <= len(words) <= _MOST or not analysis.words[words[0]][0].isupper():
        return False
    if any(analysis.words[t][0].islower() and analysis.lowers[t] not in _SMALL for t in words):
        return False
    # A stop inside the marks may be that of the sentence: `he said on "Meet the Press."`
    return _is_announced(analysis, first) or (not stopped and _is_explained(analysis, last))


def _is_announced(analysis: Analysis, first: int) -> bool:
    token = first - 1
    while token >= 0 and not any(map(str.isalnum, analysis.words[token])):
        if analysis.words[token] in (",", ":", ".", ";", "?", "!"):
            return False
        token -= 1
    if token < 0:
        return False
    works = load_cues().lists["works"]
    owned = analysis.tags[token] == "POS"
    return owned or analysis.lowers[token] in ("of", "in", "on", "from") or analysis.lemmas[token] in works


def _is_explained(analysis: Analysis, last: int) -> bool:
    token, end = last, min(len(analysis), last + 8)
    while token < end and not any(map(str.isalnum, analysis.words[token])):
        token += 1
    if token >= end or analysis.lowers[token] not in ("a", "an", "the", "his", "her", "their"):
        return False
    works = load_cues().lists["works"]
    return any(analysis.lemmas[t] in works and analysis.tags[t] == "NN" for t in range(token + 1, min(end, token + 5)))
