"""Names as a search compares them: without case, accents and marks, cut into whole words; and their stable keys."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from functools import lru_cache

from dateline.model.record import Actor, Place

_KEY_LENGTH = 20
_INITIALS = re.compile(r"\b(?:\w\.){2,}")
_ASCII = str.maketrans({chr(code): chr(code).lower() if chr(code).isalnum() else " " for code in range(128)})
_LETTERS = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h"})
"""Letters that Unicode does not take apart into a plain letter and a mark."""


@lru_cache(maxsize=50_000)
def fold_name(name: str) -> str:
    """Fold a name into plain words with a blank on either side: "Wałęsa, Lech" is " walesa lech "."""
    joined = _INITIALS.sub(lambda initials: initials.group().replace(".", ""), name)
    if joined.isascii():
        return f" {' '.join(joined.translate(_ASCII).split())} "
    plain = "".join(c for c in unicodedata.normalize("NFKD", joined) if not unicodedata.combining(c))
    plain = plain.casefold().translate(_LETTERS)
    return " " + " ".join("".join(c if c.isalnum() else " " for c in plain).split()) + " "


def actor_key(actor: Actor) -> str:
    """Give the key that an actor has in every article: of its name, kind and country."""
    return _key_of_actor(actor.name, actor.kind, actor.country)


@lru_cache(maxsize=50_000)
def _key_of_actor(*parts: str | None) -> str:
    return _key("actor", *parts)


def place_key(place: Place) -> str:
    """Give the key that a place has in every article: of all that tells it from other places."""
    return _key_of_place(place.name, place.kind, place.country, place.admin1, place.lat, place.lon, place.geonames)


@lru_cache(maxsize=50_000, typed=True)
def _key_of_place(*parts: str | float | None) -> str:
    return _key("place", *parts)


def _key(kind: str, *parts: object) -> str:
    words = "|".join("" if part is None else str(part).replace("|", "||") for part in parts)
    return f"{kind}:{hashlib.sha256(words.encode('utf-8', 'surrogatepass')).hexdigest()[:_KEY_LENGTH]}"
