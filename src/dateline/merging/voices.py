"""Voices: who speaks for himself. A copy has the voice of what it was copied from, an agency's text the agency's."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dateline.merging.copies import BOUNDS, Bounds, choose_originals, find_copies
from dateline.merging.fingerprints import Fingerprint
from dateline.merging.reports import day_of

UNKNOWN = 9_999_999
"""A day that is not known."""


@dataclass(frozen=True, slots=True)
class Origin:
    """An article as far as its voice goes."""

    article: str
    published: str | None
    outlet: str | None
    agency: str | None
    fingerprint: Fingerprint


@dataclass(frozen=True, slots=True)
class Voice:
    """Whose voice an article has, and what it was copied from."""

    name: str
    """`agency:Reuters`, `outlet:The Meridian`, or `article:` and the id."""
    original: str | None
    """Id of the article that it is a copy of; None when it is none."""


def find_day(published: str | None) -> int:
    """Give the day by which texts are ordered; an unknown one comes after all others."""
    day = day_of(published)
    return UNKNOWN if day is None else day


def find_voices(origins: Sequence[Origin], bounds: Bounds = BOUNDS) -> Mapping[str, Voice]:
    """Give the voice of each article, by its id; the order in which they are given makes no difference."""
    ordered = sorted(origins, key=lambda origin: (find_day(origin.published), origin.article))
    copies = find_copies([origin.fingerprint for origin in ordered], bounds)
    originals = choose_originals(range(len(ordered)), copies)
    voices: dict[str, Voice] = {}
    for number, origin in enumerate(ordered):
        first = ordered[originals[number]]
        voices[origin.article] = name_voice(origin.article, origin.agency, first.article, first.agency, first.outlet)
    return voices


def name_voice(article: str, agency: str | None, first: str, its_agency: str | None, its_outlet: str | None) -> Voice:
    """Give the voice of an article by its agency, and by agency and outlet of the first that printed the text."""
    original = None if first == article else first
    # A copy may name the agency where the first that printed the text does not.
    agency = agency or its_agency
    if agency is not None:
        return Voice(f"agency:{agency}", original)
    return Voice(f"article:{first}" if its_outlet is None else f"outlet:{its_outlet}", original)
