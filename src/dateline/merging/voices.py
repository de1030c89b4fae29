"""Voices: who speaks for himself. A copy has the voice of what it was copied from, an agency's text the agency's."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dateline.merging.copies import choose_originals, find_copies
from dateline.merging.fingerprints import Fingerprint


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


def find_voices(origins: Sequence[Origin]) -> Mapping[str, Voice]:
    """Give the voice of each article, by its id; the order in which they are given makes no difference."""
    ordered = sorted(origins, key=lambda origin: (origin.published or "~", origin.article))
    copies = find_copies([origin.fingerprint for origin in ordered])
    originals = choose_originals(range(len(ordered)), copies)
    voices: dict[str, Voice] = {}
    for number, origin in enumerate(ordered):
        first = ordered[originals[number]]
        # A copy may name the agency where the first that printed the text does not.
        agency = origin.agency or first.agency
        if agency is not None:
            name = f"agency:{agency}"
        elif first.outlet is not None:
            name = f"outlet:{first.outlet}"
        else:
            name = f"article:{first.article}"
        voices[origin.article] = Voice(name, None if first is origin else first.article)
    return voices
