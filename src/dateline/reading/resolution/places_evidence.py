"""What an article tells of where its places lie: larger places beside names, countries named, dateline, outlet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from math import cos, hypot, radians

from dateline.knowledge.gazetteer import Gazetteer, PlaceRow
from dateline.knowledge.gazetteer_words import load_place_words
from dateline.knowledge.names import load_names
from dateline.model.article import Article
from dateline.reading.analysis import Analysis
from dateline.reading.mentions import Mentions
from dateline.reading.resolution.places_names import Toponym

SURE = 8.0
"""Prior from which a name needs no help to be a country or a region."""
_GAP = 4
_HOLDER_GAP = 6
_AREAS = frozenset({"country", "admin1", "admin2"})


@dataclass(slots=True)
class Evidence:
    """Keys of countries and regions that the article is about, with how often they are named."""

    countries: dict[int, float] = field(default_factory=dict)
    regions: dict[int, float] = field(default_factory=dict)
    home: frozenset[int] = frozenset()
    """Keys of the places in the outlet's name and what they lie in."""
    dateline: frozenset[int] = frozenset()
    """Keys of the dateline's place and what it lies in."""
    names: dict[int, str] = field(default_factory=dict)


def gather_evidence(article: Article, mentions: Mentions | None, toponyms: Sequence[Toponym], gazetteer: Gazetteer) -> Evidence:  # fmt: skip
    """Count the countries and regions that the article names beyond doubt."""
    evidence = Evidence()
    for toponym in toponyms:
        _count(evidence, toponym.rows, 0.7 if toponym.adjective else 1.0)
        for holder in toponym.holders:
            _add(evidence, holder, 0.5)
        if toponym.dateline and toponym.rows:
            best = toponym.rows[0]
            if best.prior >= SURE or len(toponym.rows) == 1 or toponym.holders:
                row = _inside(toponym) or best
                evidence.dateline = frozenset((row.key, *row.within))
    if mentions is not None:
        for mention in mentions.names:
            if mention.form in ("demonym", "metonym") and mention.country is not None:
                row = gazetteer.country(mention.country)
                if row is not None:
                    _add(evidence, row, 0.5)
    _read_title(article, evidence, gazetteer)
    evidence.home = _read_outlet(article.outlet, gazetteer)
    return evidence


def link_holders(analysis: Analysis, toponyms: Sequence[Toponym], gazetteer: Gazetteer) -> None:
    """Tie each name to the larger places that the words around name: "Goma in eastern Congo", "Syria's Homs"."""
    words = load_place_words()
    inside, holder = words["inside"].words, words["holder"].words
    for index, toponym in enumerate(toponyms):
        following = toponyms[index + 1] if index + 1 < len(toponyms) else None
        if following is not None and _between(analysis, toponym.last, following.first, inside, _GAP):
            _link(toponym, following)
        elif following is None or following.first > toponym.last + 1:
            _link_abbreviation(analysis, toponym, gazetteer)
        if index and _between(analysis, toponyms[index - 1].last, toponym.first, holder, _HOLDER_GAP):
            _link(toponym, toponyms[index - 1])
        _link_demonym(analysis, toponym, holder, gazetteer)
    for toponym, following in reversed(list(zip(toponyms, toponyms[1:]))):
        if toponym.holders and following.holders and _covers(following, toponym.holders[0]):
            toponym.holders.extend(row for row in following.holders if row not in toponym.holders)


def distance(a: PlaceRow, b: PlaceRow) -> float:
    """Give the distance of two places in kilometres, near enough for a choice."""
    east = (a.lon - b.lon + 180) % 360 - 180
    return 111.2 * hypot(a.lat - b.lat, east * cos(radians((a.lat + b.lat) / 2)))


def _between(analysis: Analysis, first: int, last: int, allowed: frozenset[str], most: int) -> bool:
    if last - first > most or first > last or analysis.sentence_of[first - 1] != analysis.sentence_of[last]:
        return False
    return all(analysis.lowers[token] in allowed for token in range(first, last)) and first < last


def _link(toponym: Toponym, other: Toponym) -> None:
    """Take the other name as what holds this one, where one of its senses does."""
    for row in other.rows:
        if row.kind in _AREAS and any(row.key in own.within for own in toponym.rows):
            if row not in toponym.holders:
                toponym.holders.append(row)
            return


def _covers(toponym: Toponym, row: PlaceRow) -> bool:
    return any(own.key == row.key for own in toponym.rows)


def _link_abbreviation(analysis: Analysis, toponym: Toponym, gazetteer: Gazetteer) -> None:
    """Read the short form of a state behind a comma that no mention covers: "Tampa, FL", "Bangor, Me."."""
    at = toponym.last
    if at + 1 >= len(analysis) or analysis.words[at] not in (",", "("):
        return
    word = analysis.words[at + 1]
    row = gazetteer.region_of_abbreviation(word) or gazetteer.region_of_abbreviation(word + ".")
    if row is not None and any(row.key in own.within for own in toponym.rows):
        toponym.holders.append(row)


def _link_demonym(analysis: Analysis, toponym: Toponym, holder: frozenset[str], gazetteer: Gazetteer) -> None:
    """Read the adjective in front: "the Syrian city of Homs"."""
    token = toponym.first - 1
    while token >= 0 and toponym.first - token <= _HOLDER_GAP and analysis.lowers[token] in holder:
        token -= 1
    if token < 0 or toponym.first - token > _HOLDER_GAP or not analysis.words[token][:1].isupper():
        return
    if analysis.sentence_of[token] != analysis.sentence_of[toponym.first]:
        return
    entry = load_names().country_of_demonym(analysis.words[token])
    row = gazetteer.country(entry.country) if entry is not None and entry.country is not None else None
    if row is not None and any(row.key in own.within for own in toponym.rows) and row not in toponym.holders:
        toponym.holders.append(row)


def _inside(toponym: Toponym) -> PlaceRow | None:
    for row in toponym.rows:
        if toponym.holders and toponym.holders[0].key in row.within:
            return row
    return None


def _count(evidence: Evidence, rows: tuple[PlaceRow, ...], weight: float) -> None:
    """Count a name that is a country or region beyond doubt, else the country and region of a town known to all."""
    if not rows:
        return
    best = rows[0]
    rivals = [row for row in rows[1:] if row.prior > best.prior - 2.5 and row.kind in ("country", "admin1")]
    if best.kind in _AREAS and best.prior >= 7.0:
        _add(evidence, best, weight)
        for rival in rivals:
            _add(evidence, rival, weight / 2)


def _add(evidence: Evidence, row: PlaceRow, weight: float) -> None:
    evidence.names[row.key] = row.name
    if row.kind == "country":
        evidence.countries[row.key] = evidence.countries.get(row.key, 0.0) + weight
        return
    if row.kind in ("admin1", "admin2"):
        evidence.regions[row.key] = evidence.regions.get(row.key, 0.0) + weight
    for key in row.within[-1:]:
        evidence.countries[key] = evidence.countries.get(key, 0.0) + weight / 2


def _read_title(article: Article, evidence: Evidence, gazetteer: Gazetteer) -> None:
    """Count the countries and regions of a title that was given apart."""
    if article.title is None or article.title_span is not None:
        return
    words = article.title.replace("’s", "").replace("'s", "").split()
    for index, word in enumerate(words):
        for size in (3, 2, 1):
            run = words[index : index + size]
            if len(run) == size and word[:1].isupper() and run[-1][:1].isupper():
                row = gazetteer.best(" ".join(run).strip(",:;()"))
                if row is not None and row.kind in _AREAS and row.prior >= SURE:
                    _add(evidence, row, 0.5)
                    break


def _read_outlet(outlet: str | None, gazetteer: Gazetteer) -> frozenset[int]:
    """Take the place in an outlet's name as its home: "The Kyiv Independent", "Bangor Daily News"."""
    words = (outlet or "").split()
    for size in (3, 2, 1):
        for index in range(len(words) - size + 1):
            row = gazetteer.best(" ".join(words[index : index + size]))
            if row is not None and row.prior >= 4.0 and row.kind in ("country", "admin1", "city"):
                return frozenset((row.key, *row.within))
    return frozenset()
