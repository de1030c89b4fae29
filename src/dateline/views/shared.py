"""What many lines share: actors, places and articles, each fetched once for all lines that name it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import NamedTuple, cast

import msgspec

from dateline.ledger import Store
from dateline.model.article import Spans
from dateline.model.record import Plover
from dateline.views.rows import SideRow, SiteRow, SourceRow

ReadSpans = Callable[[str], Spans]
read_spans: ReadSpans = msgspec.json.Decoder(Spans).decode
"""Read spans as they are stored."""
keep_spans = cast(ReadSpans, msgspec.Raw)
"""Leave spans as they are stored, of lines that are only to be written as JSON: they are written just so."""
_STRINGS = msgspec.json.Decoder(tuple[str, ...])
_LISTS_KEPT = 1_000


class Person(NamedTuple):
    """Who stands on a side, as one article tells it."""

    key: str
    name: str
    kind: str
    country: str | None
    sectors: tuple[str, ...]
    affiliation: str | None


class Side(NamedTuple):
    """A side of an event or statement as its row holds it: whose it is, and who by the number in the article."""

    owner: int
    side: str
    person: int | None
    words: str
    spans: str


def list_numbers(numbers: Iterable[int]) -> str:
    """Write numbers as SQL takes a list of them."""
    return str([*map(int, numbers)])[1:-1] or "NULL"


@lru_cache(_LISTS_KEPT)
def strings_of(data: str | None) -> tuple[str, ...]:
    """Read a list of words as it is stored; sectors, contexts and the like are the same few again and again."""
    return () if data is None else _STRINGS.decode(data)


@lru_cache(_LISTS_KEPT)
def plover_of(type_: str, mode: str | None, aux: str) -> Plover:
    """Give a code of PLOVER's; there are few."""
    return msgspec.convert({"type": type_, "mode": mode, "aux": strings_of(aux)}, Plover)


def load_sides(store: Store, owner: str, numbers: str, which: str = "") -> list[Side]:
    """Load the sides of events or statements, in order; `which` narrows them."""
    sql = (
        f"SELECT {owner}, side, article_actor, words, spans FROM {owner}_actors "
        f"WHERE {owner} IN ({numbers}) {which} ORDER BY {owner}, side, position"
    )
    return list(map(Side._make, store.query(sql)))


def load_people(store: Store, sides: Iterable[Side]) -> dict[int, Person]:
    """Load who stands on sides, by the number in the article."""
    numbers = sorted({side.person for side in sides if side.person is not None})
    sql = f"SELECT id, actor, sectors, affiliation FROM article_actors WHERE id IN ({list_numbers(numbers)})"
    met = store.query(sql)
    actors = list_numbers(sorted({row[1] for row in met}))
    sql = f"SELECT id, key, name, kind, country FROM actors WHERE id IN ({actors})"
    named = {row[0]: row for row in store.query(sql)}
    people: dict[int, Person] = {}
    for number, actor, sectors, affiliation in met:
        _, key, name, kind, country = named[actor]
        people[number] = Person(key, name, kind, country, strings_of(sectors), affiliation)
    return people


def make_sides(
    sides: Iterable[Side], people: dict[int, Person], read: ReadSpans = read_spans
) -> dict[tuple[int, str], list[SideRow]]:
    """Give sides as lines show them, by their owner and which side it is."""
    made: dict[tuple[int, str], list[SideRow]] = {}
    for owner, side, number, words, spans in sides:
        if number is None:
            row = SideRow(words=words, spans=read(spans))
        else:
            key, name, kind, country, sectors, affiliation = people[number]
            row = SideRow(
                key=key, name=name, kind=kind, country=country, sectors=sectors, affiliation=affiliation, words=words,
                spans=read(spans),
            )  # fmt: skip
        made.setdefault((owner, side), []).append(row)
    return made


def load_sites(store: Store, numbers: str, read: ReadSpans = read_spans) -> dict[int, list[SiteRow]]:
    """Load where events took place, by their numbers."""
    sql = (
        "SELECT event, place, basis, words, spans FROM event_places "
        f"WHERE event IN ({numbers}) ORDER BY event, position"
    )
    met = store.query(sql)
    places = list_numbers(sorted({row[1] for row in met if row[1] is not None}))
    sql = f"SELECT id, key, name, kind, country, admin1, lat, lon, geonames FROM places WHERE id IN ({places})"
    named = {row[0]: row for row in store.query(sql)}
    sites: dict[int, list[SiteRow]] = {}
    for event, place, basis, words, spans in met:
        if place is None:
            site = SiteRow(basis=basis, words=words, spans=read(spans))
        else:
            _, key, name, kind, country, admin1, lat, lon, geonames = named[place]
            site = SiteRow(
                key=key, name=name, kind=kind, country=country, admin1=admin1, lat=lat, lon=lon, geonames=geonames,
                basis=basis, words=words, spans=read(spans),
            )  # fmt: skip
        sites.setdefault(event, []).append(site)
    return sites


def load_sources(store: Store, articles: Iterable[int]) -> dict[int, SourceRow]:
    """Load where lines were published, by the numbers of their articles."""
    sql = (
        "SELECT id, article_id, ref, url, outlet, title, published FROM articles "
        f"WHERE id IN ({list_numbers(sorted(set(articles)))})"
    )
    return {
        number: SourceRow(article=article, ref=ref, url=url, outlet=outlet, title=title, published=published)
        for number, article, ref, url, outlet, title, published in store.query(sql)
    }
