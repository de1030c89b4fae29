"""Place names to places: every name with what it was taken to mean, why, and what else it could mean."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.knowledge.gazetteer import PlaceRow, load_gazetteer
from dateline.knowledge.gazetteer_words import load_place_words
from dateline.model.article import Article, Span
from dateline.model.record import Place, PlaceCandidate
from dateline.reading.analysis import Analysis
from dateline.reading.mentions import Mentions
from dateline.reading.references import References
from dateline.reading.resolution.places_choose import Choice, choose_places
from dateline.reading.resolution.places_evidence import gather_evidence
from dateline.reading.resolution.places_links import link_holders
from dateline.reading.resolution.places_names import Toponym, find_adjectives, find_given, find_toponyms
from dateline.reading.resolution.types import Places

_CANDIDATES = 5


def resolve_places(article: Article, analysis: Analysis, mentions: Mentions, references: References) -> Places:
    """Resolve the place names of an article: "Goma in eastern Congo" -> the city, one place for all its mentions.

    A name that nothing in the article settles keeps its candidates and has no coordinates.
    """
    gazetteer = load_gazetteer()
    names = find_toponyms(article, analysis, mentions, gazetteer)
    adjectives = find_adjectives(analysis, mentions, load_place_words()["territory"].words, gazetteer)
    toponyms = sorted([*names, *adjectives], key=lambda toponym: (toponym.first, toponym.last))
    link_holders(analysis, toponyms, gazetteer)
    evidence = gather_evidence(article, analysis, mentions, toponyms, gazetteer)
    return _gather(toponyms, choose_places(toponyms, evidence))


def resolve_spans(article: Article, analysis: Analysis, spans: Sequence[Span]) -> tuple[Place | None, ...]:
    """Resolve place names that somebody else found, one answer a span; None where nothing is known of the name.

    Adjectives of countries ("Russian") are resolved to the country.
    """
    gazetteer = load_gazetteer()
    order = sorted(range(len(spans)), key=lambda index: spans[index])
    toponyms = find_given(analysis, [spans[index] for index in order], gazetteer)
    link_holders(analysis, toponyms, gazetteer)
    choices = choose_places(toponyms, gather_evidence(article, analysis, None, toponyms, gazetteer))
    answers: list[Place | None] = [None] * len(spans)
    for index, toponym in zip(order, toponyms):
        choice = choices[toponym.sense]
        if choice.row is not None or choice.others:
            answers[index] = _make_place("p1", toponym.text, choice, [toponym.span], facility=toponym.facility)
    return tuple(answers)


def _gather(toponyms: Sequence[Toponym], choices: dict[str, Choice]) -> Places:
    """Join the mentions of one place, numbered in reading order."""
    index_of: dict[int | str, int] = {}
    members: list[list[Toponym]] = []
    chosen: list[Choice] = []
    by_token: dict[int, int] = {}
    dateline: int | None = None
    for toponym in toponyms:
        choice = choices[toponym.sense]
        identity: int | str = toponym.sense if choice.row is None or toponym.facility else choice.row.key
        index = index_of.setdefault(identity, len(members))
        if index == len(members):
            members.append([])
            chosen.append(choice)
        members[index].append(toponym)
        by_token.update((token, index) for token in range(toponym.first, toponym.last))
        if toponym.dateline and dateline is None:
            dateline = index
    places = tuple(
        _make_place(
            f"p{number}", group[0].text, choice, [toponym.span for toponym in group], facility=group[0].facility
        )
        for number, (group, choice) in enumerate(zip(members, chosen), 1)
    )
    return Places(places, by_token, dateline)


def _make_place(identifier: str, text: str, choice: Choice, spans: Sequence[Span], *, facility: bool = False) -> Place:
    candidates = tuple(_candidate(row) for row in choice.others[:_CANDIDATES])
    row = choice.row
    if row is None:
        inside = choice.inside
        return Place(
            id=identifier,
            name=text,
            country=None if inside is None else inside.country,
            admin1=None if inside is None else inside.name,
            spans=tuple(spans),
            candidates=candidates,
            reason=choice.reason,
        )
    if facility:
        return Place(
            id=identifier, name=text, kind="site", country=row.country, admin1=row.admin1, lat=row.lat, lon=row.lon,
            spans=tuple(spans), candidates=candidates, reason=choice.reason,
        )  # fmt: skip
    return Place(
        id=identifier,
        name=row.name,
        kind=row.kind,
        country=row.country,
        admin1=row.admin1 if row.kind != "admin1" else None,
        lat=row.lat,
        lon=row.lon,
        geonames=row.geonames,
        spans=tuple(spans),
        candidates=candidates,
        reason=choice.reason if row.city is None else f"{choice.reason}; in {row.city}",
    )


def _candidate(row: PlaceRow) -> PlaceCandidate:
    return PlaceCandidate(
        name=row.name, country=row.country, admin1=row.admin1, lat=row.lat, lon=row.lon, geonames=row.geonames
    )
