"""How many died and were hurt, by the article as a whole; nothing where its numbers are of several matters or differ.

Single events carry the numbers that their own sentences give. Here the headline and the first sentences are taken
together: one named victim counts as one, and a report on a weekend of shootings gives no number at all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from dateline.knowledge.tolls import Kind, load_tolls
from dateline.model.article import Span

_OPENING = 4
"""Sentences, after the headline, whose numbers count; and a few more for single victims."""
_SINGLE = 6
_MOST = 39
"""A greater number has other forms than those that are read here."""
_BREAK = re.compile(r"(?<=[.!?”\"])\s+(?=[A-Z“\"])|\n+")


@dataclass(frozen=True, slots=True)
class Claim:
    """One place that says how many, or who."""

    sentence: int
    kind: Kind
    value: int
    words: str
    span: Span | None
    """None: in a headline that is not part of the text."""


@dataclass(frozen=True, slots=True)
class Toll:
    """How many; None where the article does not tell."""

    killed: int | None = None
    injured: int | None = None
    killed_at: tuple[Span, ...] = ()
    injured_at: tuple[Span, ...] = ()


def find_toll(title: str, text: str, *, title_in_text: bool) -> Toll:
    """Read how many died and were hurt."""
    tolls, folded = load_tolls(), text.casefold()
    headline = [(-1, title)] if title and not title_in_text else []
    sentences = [*headline, *islice(_split(text), _SINGLE + 1)]
    opening = " ".join(words for _, words in sentences[:_OPENING])
    if tolls.series.search(opening):
        return Toll()
    killed, at = _decide(list(_find_claims(sentences[: _SINGLE + 1], "killed")), text, folded)
    if killed is None and not at and _all_live(headline, title, text, folded):
        killed, found = 0, tolls.alive.search(text, folded)
        at = (Span(found.start(), found.end()),) if found else ()
    injured, hurt_at = _decide(list(_find_claims(sentences[: _OPENING + 1], "injured")), "", "")
    return Toll(killed, injured, at if killed is not None else (), hurt_at if injured is not None else ())


def _split(text: str) -> Iterator[tuple[int, str]]:
    start = 0
    for found in _BREAK.finditer(text):
        yield start, text[start : found.start()]
        start = found.end()
    yield start, text[start:]


def _find_claims(sentences: list[tuple[int, str]], what: str) -> Iterator[Claim]:
    tolls = load_tolls()
    for number, (start, written) in enumerate(sentences):
        folded = written.casefold()
        words = written
        if tolls.unreal.may_be_in(folded):
            words = tolls.unreal.compiled.sub(lambda found: " " * len(found.group()), written)
        for each in tolls.patterns:
            if each.what != what or not each.pattern.may_be_in(folded):
                continue
            for found in each.pattern.compiled.finditer(words):
                group = next(name for name in ("n", "times", "one") if name in found.groupdict())
                said = found.group(group)
                value = 1 if group == "one" else (int(said) if said.isdigit() else tolls.numbers[said.casefold()])
                span = None if start < 0 else Span(start + found.start(group), start + found.end(group))
                yield Claim(number, each.kind, value, said, span)


def _decide(claims: list[Claim], text: str, folded: str) -> tuple[int | None, tuple[Span, ...]]:
    """Give the number that the claims agree on, and where; no number where they do not."""
    tolls = load_tolls()
    numbers = [claim for claim in claims if claim.kind != "one" and claim.sentence <= _OPENING]
    singles = [claim for claim in claims if claim.kind == "one"]
    at = tuple(claim.span for claim in numbers or singles if claim.span is not None)
    own_life = bool(text) and tolls.own_life.search(text, folded) is not None
    if numbers:
        value = numbers[0].value
        if len({claim.value for claim in numbers}) > 1 or value > _MOST:
            return None, at
        return value + (own_life and all(claim.kind == "deed" for claim in numbers)), at
    if not singles or own_life:
        return None, at
    names = {claim.words.split()[-1] for claim in singles if _is_name(claim.words)}
    if len(names) > 1 or any(tolls.several.search(claim.words) for claim in singles if claim.sentence <= _OPENING):
        return None, at
    return 1, at


def _is_name(words: str) -> bool:
    parts = words.split()
    return len(parts) > 1 and all(part[0].isupper() for part in parts)


def _all_live(headline: list[tuple[int, str]], title: str, text: str, folded: str) -> bool:
    """Tell whether those who were hurt live and nobody is said to have died."""
    tolls = load_tolls()
    if not tolls.alive.search(text, folded):
        return False
    told = tolls.unreal.compiled.sub(" ", f"{title}\n{text}")
    if tolls.some.search(told):
        return False
    return not any(True for _ in _find_claims([*headline, *_split(text)], "killed"))
