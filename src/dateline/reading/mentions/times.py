"""Time expressions as they stand in the text: found around their core words, read by the grammar."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from dateline.knowledge.numbers import load_number_words
from dateline.knowledge.times import load_time_words
from dateline.model.article import Article
from dateline.reading.analysis import Analysis
from dateline.reading.mentions.month_names import is_first_name
from dateline.reading.mentions.times_grammar import Grammar
from dateline.reading.mentions.times_words import Expression
from dateline.reading.mentions.types import TimeMention

_DIGITS = re.compile(
    r"(?:mid-)?[12]\d{3}|\d{4}-\d\d-\d\d|(?:1[5-9]|20)?\d0[’']?s|[’']\d0s|[’']\d\d|\d{1,2}[:.]\d\d|[qh][1-4]|\d\d?[/.]\d\d?[/.][12]\d{3}"
)
_FIRSTS = frozenset("0123456789’'qhm")
_BACK = 9
"""Tokens that an expression may have before its core word: "the first nine and a half months"."""


def find_times(article: Article, analysis: Analysis) -> Iterator[TimeMention]:
    """Yield the time expressions of an article in text order; they never overlap."""
    words, numbers = load_time_words(), load_number_words()
    grammar = Grammar(analysis, words, numbers)
    cores, leads = _core_words(), _lead_words()
    lowers = analysis.lowers
    done = 0
    for core, lower in enumerate(lowers):
        if core < done or (lower not in cores and not (lower[:1] in _FIRSTS and _is_digits(lowers, core))):
            continue
        first, last = analysis.sentence(core)
        start = core
        while start > max(first, done, core - _BACK) and (
            lowers[start - 1] in leads or lowers[start - 1][:1].isdigit()
        ):
            start -= 1
        for begin in range(start, core + 1):
            found = grammar.read(begin, last)
            if found is not None and found.last > core:
                if not _is_name(analysis, begin, found):
                    yield TimeMention(begin, found.last, found.rule, found.parts)
                done = found.last
                break


def _is_digits(lowers: Sequence[str], token: int) -> bool:
    """Tell years, clock times and "'82" from other words that begin with a digit or an apostrophe."""
    word = lowers[token]
    if word in ("'", "’"):
        return token + 1 < len(lowers) and len(lowers[token + 1]) == 2 and lowers[token + 1].isdigit()
    return _DIGITS.fullmatch(word) is not None


@cache
def _core_words() -> frozenset[str]:
    """Words without which there is no expression."""
    words = load_time_words()
    plain = {*words.units, *words.months, *words.weekdays, *words.seasons, *words.deictics, *words.vague, *words.sets}
    dotted = {f"{name}." for name in (*words.months, *words.weekdays) if len(name) <= 5}
    holidays = {name.split()[0] for name in words.holidays} - {
        "new",
        "may",
        "good",
        "election",
        "labor",
        "labour",
        "memorial",
    }
    return frozenset(
        plain
        | dotted
        | holidays
        | {f"{name}s" for name in words.weekdays if name.endswith("day")}
        | {"period", "year-ago", "year-earlier", "nineteen", "eighteen", "term"}
        | {"friday", "being", "noon", "midnight", "midday", "a.m.", "p.m.", "future", "past"}
        | {"utc", "gmt", "morning", "afternoon", "evening"}
    )


@cache
def _lead_words() -> frozenset[str]:
    """Words that an expression may begin with before its core word."""
    words, numbers = load_time_words(), load_number_words()
    hedges = {word for hedge in words.hedges for word in hedge.split()}
    plain = {
        *words.relatives,
        *words.pieces,
        *hedges,
        *words.alike,
        *words.vague,
        *numbers.cardinals,
        *numbers.ordinals,
        *numbers.scales,
    }
    plain |= {*numbers.plural_scales, *words.months, *words.zones}
    return frozenset(plain | words.leads)


def _is_name(analysis: Analysis, first: int, found: Expression) -> bool:
    """Tell "Sunday Times", "Black Monday", "Radio May" from times: a time word inside a longer name."""
    last = found.last
    if found.rule == "set" and analysis.words[first] == "Daily":
        return last < len(analysis) and analysis.tags[last].startswith("NNP")
    names = [name for name, _ in found.parts]
    if found.rule != "date" or "year" in names or "day" in names:
        return False
    token = last - 1
    if _is_hyphened_name(analysis, last):
        return True
    if token + 1 < len(analysis) and analysis.tags[token + 1].startswith("NNP") and _next_is_joined(analysis, token):
        return analysis.labels[token] == "compound"
    if names == ["month"] and analysis.lowers[first] == "may" and _acts(analysis, first):
        return True
    if names == ["month"] and last == first + 1 and is_first_name(analysis, first):
        return True
    before = first - 1
    if first > analysis.sentence(first)[0] and analysis.lowers[before] in load_time_words().named_days:
        return analysis.words[before][0].isupper() and names[0] == "weekday"
    return (
        first > analysis.sentence(first)[0] + 1
        and analysis.tags[before] == "NNP"
        and analysis.labels[before] in ("compound", "amod")
        and analysis.heads[before] == first
    )


def _acts(analysis: Analysis, token: int) -> bool:
    """Tell Theresa May, who "said", from the month."""
    label, above = analysis.labels[token], analysis.tags[analysis.heads[token]]
    if label == "aux":  # no helper verb stands before a past tense
        return above in ("VBD", "VBZ")
    return label in ("nsubj", "nsubjpass") and above.startswith("VB")


def _is_hyphened_name(analysis: Analysis, last: int) -> bool:
    """Tell "Sept-Iles" and "Mar-a-Lago" from "May-June"."""
    if last + 1 >= len(analysis) or analysis.lowers[last] not in ("-", "–"):
        return False
    glued = analysis.starts[last] == analysis.ends[last - 1] and analysis.starts[last + 1] == analysis.ends[last]
    joined = last + 3 < len(analysis) and analysis.lowers[last + 2] in ("-", "–") and analysis.words[last + 1].islower()
    name = (joined or analysis.tags[last + 1] == "NNP") and analysis.lowers[last + 1] not in load_time_words().months
    return glued and name and analysis.lowers[last + 1] not in load_time_words().weekdays


def _next_is_joined(analysis: Analysis, token: int) -> bool:
    return analysis.sentence_of[token] == analysis.sentence_of[token + 1] and analysis.words[token + 1][0].isupper()
