"""Which words of an article are written as names: capitals where capitals mean something."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.knowledge.names import load_names
from dateline.reading.analysis import Analysis

_OPENERS = frozenset("“\"'‘([«:;•*-–—…|>#")
_FINITE = frozenset(("VBD", "VBZ", "VBP", "MD"))
"""Title case writes verbs big: a small one tells a sentence full of names."""
_NEVER = frozenset(
    ("PRP", "PRP$", "DT", "IN", "CC", "TO", "MD", "WP", "WP$", "WDT", "WRB", "EX", "PDT", "UH", "POS", "RP")
)


@dataclass(frozen=True, slots=True)
class Shapes:
    """How the words of one article are written."""

    capital: tuple[bool, ...]
    """The token may be part of a name."""
    initial: tuple[bool, ...]
    """The token begins a sentence or a quotation: its capital means nothing by itself."""
    loud: tuple[bool, ...]
    """For each sentence: a title-case or all-capitals line, where capitals mean nothing."""
    lower: frozenset[str]
    """Words that the article also writes small."""
    firm: frozenset[str]
    """Words that the article writes with a capital inside a sentence."""


def read_shapes(analysis: Analysis) -> Shapes:
    """Look at how an article uses capitals: "Minister Warns Of Attack" is a line where they say nothing."""
    words, tags = analysis.words, analysis.tags
    count = len(words)
    initial = _find_initials(analysis)
    loud = tuple(_is_loud(analysis, first, last) for first, last in analysis.sentences)
    lower: set[str] = set()
    firm: set[str] = set()
    upper = [False] * count
    for token, word in enumerate(words):
        begin = word[0]
        if begin.islower():
            lower.add(word)
        elif begin.isupper():
            upper[token] = True
            if not initial[token] and tags[token] not in _NEVER and not loud[analysis.sentence_of[token]]:
                firm.add(word)
    common = load_names().common_words
    capital = [False] * count
    for token in range(count):
        if not upper[token]:
            continue
        word, tag = words[token], tags[token]
        if loud[analysis.sentence_of[token]]:
            capital[token] = _fold(word) in firm and (word.lower() not in lower or _fold(word) not in common)
        elif initial[token]:
            if word in firm and tag not in _NEVER:
                capital[token] = word.lower() not in lower or tag.startswith("NNP")
            elif tag.startswith("NNP"):
                small = word.lower()
                capital[token] = small not in lower and not (small in common and not _next_is_upper(upper, token))
        else:
            capital[token] = tag not in _NEVER or (word.isupper() and len(word) > 1 and load_names().named(word) != ())
    return Shapes(tuple(capital), tuple(initial), loud, frozenset(lower), frozenset(firm))


def _fold(word: str) -> str:
    return word.capitalize() if word.isupper() and len(word) > 1 else word


def _next_is_upper(upper: list[bool], token: int) -> bool:
    return token + 1 < len(upper) and upper[token + 1]


def _find_initials(analysis: Analysis) -> list[bool]:
    words = analysis.words
    initial = [False] * len(words)
    for first, _ in analysis.sentences:
        initial[first] = True
    fresh = False
    for token, word in enumerate(words):
        if fresh:
            initial[token] = True
        fresh = (initial[token] and not word[0].isalpha()) or word[0] in _OPENERS or word == "..."
    for token in range(1, len(words)):
        # A hyphen inside a word opens nothing.
        if initial[token] and words[token - 1] in ("-", "–", "'") and _is_joined(analysis, token):
            initial[token] = initial[token - 2] if token > 1 else True
    return initial


def _is_joined(analysis: Analysis, token: int) -> bool:
    return analysis.starts[token] == analysis.ends[token - 1] and (
        token < 2 or analysis.starts[token - 1] == analysis.ends[token - 2]
    )


def _is_loud(analysis: Analysis, first: int, last: int) -> bool:
    """Tell a line in title case or capitals from a sentence: at least three of four longer words are capitalised."""
    words = analysis.words
    longer = [word for word in words[first:last] if len(word) > 3 and word[0].isalpha()]
    if len(longer) < 3 or last - first < 4:
        return False
    big = sum(word[0].isupper() for word in longer)
    if all(word.isupper() for word in longer):
        return True
    if any(analysis.tags[token] in _FINITE and words[token].islower() for token in range(first, last)):
        return False
    if words[last - 1] in (".", "”", '"') and last - first > 6:
        return big >= 0.95 * len(longer) and len(longer) > 5
    return big >= 0.75 * len(longer) and any(
        analysis.tags[token][0] in "VJR" and words[token][0].isupper() for token in range(first, last)
    )


def is_common_here(analysis: Analysis, token: int) -> bool:
    """Tell "Turkey prices rose" where the article writes of turkey, and of Turkey only where a sentence begins."""
    word = analysis.words[token]
    if word.lower() not in analysis.words:
        return False
    places = (place for place, other in enumerate(analysis.words) if other == word)
    return all(analysis.sentence(place)[0] == place for place in places)
