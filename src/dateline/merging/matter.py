"""What an article as a whole is about: names, people, their ages, places and the headline, as stories compare them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

import msgspec

from dateline.knowledge.ages import find_ages
from dateline.knowledge.words import find_stems, rarity
from dateline.ledger import fold_name, place_key
from dateline.merging.toll import find_toll
from dateline.model.record import Record

NAMES = 40
"""So many pairs of capitalised words are kept of an article, the rarest ones."""
PEOPLE = 30
_CAPITALISED = re.compile(r"[^\W\d_a-z][\w’'-]*")
"""A word with a capital, among others; where none of plain small letters and digits begins, the search goes quickly."""
_MARKS = "’'-_"


class Matter(msgspec.Struct, frozen=True, kw_only=True, array_like=True):
    """What an article is about, each list sorted."""

    names: tuple[str, ...] = ()
    """Pairs of capitalised words that follow each other, folded: "anthony rosemond", "edwards street"."""
    people: tuple[str, ...] = ()
    """Full names of persons, folded."""
    ages: tuple[int, ...] = ()
    """In years."""
    places: tuple[tuple[str, str], ...] = ()
    """Key and first-level region (empty: unknown) of each place that is no country."""
    headline: tuple[str, ...] = ()
    """Stems of the headline."""
    killed: int | None = None
    """How many died, by the article as a whole."""
    injured: int | None = None


def find_matter(record: Record) -> Matter:
    """Find what an article is about."""
    article = record.article
    people = {fold_name(actor.name).strip() for actor in record.actors if actor.kind == "person"}
    places = {(place_key(place), place.admin1 or "") for place in record.places if place.kind != "country"}
    title, text = article.title or "", article.text
    written = text if title and article.title_span is not None else f"{title}\n{text}"
    toll = find_toll(title, text, title_in_text=article.title_span is not None)
    return Matter(
        names=tuple(sorted(_rarest(written))),
        people=tuple(sorted(name for name in people if " " in name)[:PEOPLE]),
        ages=tuple(sorted(set(find_ages(written)))),
        places=tuple(sorted(places)),
        headline=tuple(sorted({stem for stem in find_stems(title) if len(stem) > 3})),
        killed=toll.killed,
        injured=toll.injured,
    )


@lru_cache(maxsize=100_000)
def rarity_of_name(name: str) -> float:
    """Tell how rare a pair of words is: the sum of what each is."""
    return sum(rarity(stem) for word in name.split() for stem in find_stems(word)[:1])


def _rarest(text: str) -> list[str]:
    names = sorted(set(_find_names(text)), key=lambda name: (-rarity_of_name(name), name))
    return names[:NAMES]


def _is_within(text: str, start: int) -> bool:
    """Tell whether a word has begun before this place: "iPhone" at its P; marks alone, as in "'Paris", are none."""
    while start and text[start - 1] in _MARKS:
        start -= 1
    return start > 0 and text[start - 1].isalnum()


def _find_names(text: str) -> Iterator[str]:
    """Yield each two capitalised words that follow each other on a line."""
    before, end = "", -9
    for found in _CAPITALISED.finditer(text):
        word = found.group()
        if not word[0].isupper() or _is_within(text, found.start()):
            continue
        word = word.replace("’", "'").removesuffix("'s")
        if len(word) < 2:
            before = ""
            continue
        if before and text[end : found.start()] in (" ", ". "):
            yield f"{before} {word.casefold()}"
        before, end = word.casefold(), found.end()
