"""Numerals as they stand in the text: "25,000", "two dozen", "1.5 billion", "twenty-four", "hundreds of"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from dateline.knowledge.numbers import NumberWords
from dateline.reading.analysis import Analysis

_DIGITS = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")
_ORDINAL = re.compile(r"(\d+)(?:st|nd|rd|th)")
_RANGE = re.compile(r"(\d[\d,]*)[–—-](\d[\d,]*)")
_GLUED = re.compile(r"(\d+(?:\.\d+)?)(m|mn|mln|bn|tn|k)")
_ARTICLES = frozenset({"a", "an"})
_FRACTIONS = {"½": 0.5, "¼": 0.25, "¾": 0.75}


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number read at some token; `last` is exclusive."""

    first: int
    last: int
    value: float | int
    vague: bool = False
    """A plural scale: "hundreds" is at least 100 and says no more; "several hundred" at least 200."""
    rough: bool = False
    """About that many: "a couple of"."""
    high: float | int | None = None
    """The second number of a range written as one word ("10–12")."""


def read_numeral(analysis: Analysis, first: int, last: int, words: NumberWords) -> Numeral | None:
    """Read the longest numeral that begins at a token, not beyond `last`; None where there is none."""
    if first >= last:
        return None
    lower = analysis.lowers[first]
    if lower in words.plural_scales:
        return _read_plural_scale(analysis, first, last, words)
    value = _read_digits(lower, words)
    end = first + 1
    if value is None:
        found = _read_words(analysis, first, last, words)
        if found is None:
            return None
        value, end = found
    value, end = _read_scales(analysis, value, end, last, words)
    value, end = _read_half(analysis, value, end, last)
    return Numeral(first, end, int(value) if value == int(value) else round(value, 6))


def read_group(analysis: Analysis, first: int, last: int, words: NumberWords) -> Numeral | None:
    """Read "several hundred", "a few dozen", "a couple of", "a pair of", "a single", "both"."""
    lowers = analysis.lowers
    token = first + (lowers[first] in _ARTICLES)
    if token + 1 >= last:
        return None
    word, follow = lowers[token], lowers[token + 1]
    if word in words.several:
        scale = words.scales.get(follow, 0)
        return Numeral(first, token + 2, 2 * scale, vague=True) if scale >= 12 and len(follow) > 3 else None
    value = words.groups.get(word)
    if value is None or (word == "both") != (token == first):
        return None
    if follow == "of":
        return Numeral(first, token + 2, value, rough=word == "couple")
    return Numeral(first, token + 1, value) if word in ("both", "single") else None


def read_range(analysis: Analysis, first: int) -> Numeral | None:
    """Read a range that is one word of the text: "10–12", but not the score "3–1"."""
    match = _RANGE.fullmatch(analysis.lowers[first])
    if match is None:
        return None
    low, high = (int(part.replace(",", "") or 0) for part in match.groups())
    return Numeral(first, first + 1, low, high=high) if high > low else None


def read_ordinal(word: str, words: NumberWords) -> int | None:
    """Give the number of "third" or "23rd"."""
    match = _ORDINAL.fullmatch(word)
    return int(match.group(1)) if match else words.ordinals.get(word)


def _read_digits(word: str, words: NumberWords) -> float | None:
    if not word[:1].isdigit():
        return _FRACTIONS.get(word)
    if _DIGITS.fullmatch(word):
        return float(word.replace(",", ""))
    glued = _GLUED.fullmatch(word)
    return None if glued is None else float(glued.group(1)) * words.scales[glued.group(2)]


def _read_words(analysis: Analysis, first: int, last: int, words: NumberWords) -> tuple[float, int] | None:
    lowers = analysis.lowers
    word = lowers[first]
    if word in words.cardinals:
        value = float(words.cardinals[word])
        if value >= 20 and value % 10 == 0:
            ones = first + 1 + (first + 1 < last and lowers[first + 1] == "-")
            unit = words.cardinals.get(lowers[ones], 0) if ones < last else 0
            if 0 < unit < 10:
                return value + unit, ones + 1
        return value, first + 1
    if "-" in word:
        tens, _, unit_word = word.partition("-")
        if tens in words.cardinals and unit_word in words.cardinals:
            return float(words.cardinals[tens] + words.cardinals[unit_word]), first + 1
    if word in ("a", "an", "half") and first + 1 < last:
        follow = lowers[first + 1]
        if word != "half" and len(follow) > 2 and follow in words.scales:
            return 1.0, first + 1
        if word == "half" and follow == "a" and first + 2 < last and len(lowers[first + 2]) > 2:
            scale = words.scales.get(lowers[first + 2])
            return None if scale is None else (scale / 2, first + 3)
    return None


def _read_scales(analysis: Analysis, value: float, end: int, last: int, words: NumberWords) -> tuple[float, int]:
    while end < last:
        word = analysis.lowers[end].removesuffix(".")
        scale = words.scales.get(word)
        if scale is None or (len(word) <= 3 and analysis.starts[end] > analysis.ends[end - 1] + 1):
            break
        value, end = value * scale, end + 1
        if end + 1 < last and analysis.lowers[end] == "and":
            rest = _read_words(analysis, end + 1, last, words)
            if rest is not None and rest[0] < scale:
                value, end = value + rest[0], rest[1]
    return value, end


def _read_half(analysis: Analysis, value: float, end: int, last: int) -> tuple[float, int]:
    """Read "two and a half"."""
    if end + 3 <= last and analysis.lowers[end : end + 3] == ("and", "a", "half"):
        return value + 0.5, end + 3
    return value, end


def _read_plural_scale(analysis: Analysis, first: int, last: int, words: NumberWords) -> Numeral | None:
    """Read "hundreds", "tens of thousands", with the "of" when a noun follows it."""
    value = float(words.plural_scales[analysis.lowers[first]])
    end = first + 1
    while end + 1 < last and analysis.lowers[end] == "of" and analysis.lowers[end + 1] in words.plural_scales:
        value *= words.plural_scales[analysis.lowers[end + 1]]
        end += 2
    if end < last and analysis.lowers[end] == "of":
        end += 1
    return Numeral(first, end, int(value), vague=True)
