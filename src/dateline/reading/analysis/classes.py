"""Universal word classes (NOUN, VERB, ADP, ...) from words, tags and labels, by the model's own rules.

A rule looks at one token or at a few in a row; of several that match the later one wins.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache

from dateline.reading.analysis.analysis import Analysis
from dateline.reading.analysis.model_files import load_tables

_Pattern = tuple[dict[str, object], ...]
_UNKNOWN = "X"


def find_classes(analysis: Analysis) -> tuple[str, ...]:
    """Give the class of each token, as Universal Dependencies name them."""
    single, several = _rules()
    count = len(analysis)
    found: list[str] = []
    places: list[int] = []
    for token in range(count):
        place, name = single(analysis.tags[token], analysis.lowers[token], analysis.labels[token])
        found.append(name)
        places.append(place)
    for place, pattern, index, name in several:
        for first in range(count - len(pattern) + 1):
            token = first + index
            if place > places[token] and all(
                _matches(part, analysis.tags[at], analysis.lowers[at], analysis.labels[at])
                for at, part in enumerate(pattern, first)
            ):
                found[token], places[token] = name, place
    return tuple(found)


class _Single:
    """The rules of one token; what was asked once is remembered."""

    def __init__(self, rules: Sequence[tuple[int, Mapping[str, object], str]]) -> None:
        self._by_tag: dict[str, list[tuple[int, Mapping[str, object], str]]] = defaultdict(list)
        self._any = [rule for rule in rules if not isinstance(rule[1].get("TAG"), str)]
        for rule in rules:
            if isinstance(tag := rule[1].get("TAG"), str):
                self._by_tag[tag].append(rule)
        self._memory: dict[tuple[str, str, str], tuple[int, str]] = {}

    def __call__(self, tag: str, lower: str, label: str) -> tuple[int, str]:
        key = (tag, lower, label)
        known = self._memory.get(key)
        if known is None:
            rules = [*self._any, *self._by_tag.get(tag, ())]
            fitting = [(place, name) for place, part, name in rules if _matches(part, tag, lower, label)]
            known = max(fitting, default=(-1, _UNKNOWN))
            if len(self._memory) < 100_000:
                self._memory[key] = known
        return known


@cache
def _rules() -> tuple[_Single, list[tuple[int, _Pattern, int, str]]]:
    single, several = [], []
    for place, (pattern, index, name) in enumerate(load_tables().classes):
        if len(pattern) == 1:
            single.append((place, pattern[0], name))
        else:
            several.append((place, pattern, index, name))
    return _Single(single), several


def _matches(part: Mapping[str, object], tag: str, lower: str, label: str) -> bool:
    values: dict[str, object] = {"TAG": tag, "LOWER": lower, "DEP": label, "IS_SPACE": lower.isspace()}
    return all(_fits(values[attribute], wanted) for attribute, wanted in part.items())


def _fits(value: object, wanted: object) -> bool:
    if isinstance(wanted, dict):
        return all((value in listed) == (sign == "IN") for sign, listed in wanted.items())
    return value == wanted
