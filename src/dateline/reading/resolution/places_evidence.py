"""What an article tells of where its places lie: countries and regions named, dateline, outlet, names in a row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from dateline.knowledge.gazetteer import Gazetteer, PlaceRow
from dateline.knowledge.gazetteer_words import load_place_words
from dateline.model.article import Article
from dateline.reading.analysis import Analysis
from dateline.reading.mentions import Mentions
from dateline.reading.resolution.places_names import Toponym

SURE = 8.0
"""Prior from which a name needs no help to be a country or a region."""
_LIKELY = 7.0
AREAS = frozenset({"country", "admin1", "admin2"})
_LIST_WORDS = frozenset({",", "and", "or", "&", "to", "the", "from", "/", "-", "as", "well", "also", "in", ";"})


@dataclass(slots=True)
class Evidence:
    """Keys of countries and regions that the article is about, with how often which name speaks for them."""

    named: dict[int, dict[str, float]] = field(default_factory=dict)
    regions: float = 0.0
    """How often regions and districts of all countries are spoken for."""
    home: frozenset[int] = frozenset()
    """Keys of the place in the outlet's name and what it lies in."""
    dateline: frozenset[int] = frozenset()
    """Keys of the dateline's place and what it lies in."""
    dateline_sense: str = ""
    regional: frozenset[str] = frozenset()
    """Names that words beside them tell to be of a part of a country: "the governor of Georgia"."""
    peers: dict[str, list[PlaceRow]] = field(default_factory=dict)
    """For a name the sure places that stand in one row with it: "Oregon and Washington"."""

    def weight(self, key: int, sense: str) -> float:
        """Tell how often other names than this one speak for a country or region."""
        voices = self.named.get(key)
        return 0.0 if voices is None else sum(voices.values()) - voices.get(sense, 0.0)

    def add(self, row: PlaceRow, sense: str, weight: float) -> None:
        """Count a name that speaks for a place and what it lies in."""
        for key in (row.key, *row.within) if row.kind in AREAS else row.within:
            voices = self.named.setdefault(key, {})
            voice = weight if key == row.key else weight / 2
            voices[sense] = voices.get(sense, 0.0) + voice
            if key == (row.key if row.kind == "admin1" else row.within[-2] if len(row.within) > 1 else None):
                self.regions += voice


def gather_evidence(
    article: Article, analysis: Analysis, mentions: Mentions | None, toponyms: Sequence[Toponym], gazetteer: Gazetteer
) -> Evidence:
    """Count the countries and regions that the article names."""
    evidence = Evidence()
    for toponym in toponyms:
        _count(evidence, toponym)
        if toponym.dateline and not evidence.dateline:
            _read_dateline(evidence, toponym)
    if mentions is not None:
        for mention in mentions.names:
            if mention.form in ("demonym", "metonym") and mention.country is not None:
                row = gazetteer.country(mention.country)
                if row is not None:
                    evidence.add(row, mention.form, 0.7)
    _read_title(article, evidence, gazetteer)
    evidence.home = _read_outlet(article.outlet, gazetteer)
    _find_peers(evidence, analysis, toponyms)
    evidence.regional = frozenset(each.sense for each in toponyms if _is_regional(each, analysis))
    return evidence


def _count(evidence: Evidence, toponym: Toponym) -> None:
    for holder in toponym.holders:
        evidence.add(holder, toponym.sense, 0.5)
    if toponym.holders or not toponym.rows:
        return
    best = toponym.rows[0]
    if best.kind in AREAS and best.prior >= _LIKELY:
        evidence.add(best, toponym.sense, 0.7 if toponym.adjective else 1.0)
        for rival in toponym.rows[1:]:
            if rival.prior > best.prior - 2.5 and rival.kind in ("country", "admin1"):
                evidence.add(rival, toponym.sense, 0.4)
    elif best.prior >= _LIKELY:
        evidence.add(best, toponym.sense, 0.8)


def _read_dateline(evidence: Evidence, toponym: Toponym) -> None:
    held = [row for row in toponym.rows if any(holder.key in row.within for holder in toponym.holders)]
    rows = held or list(toponym.rows)
    if rows and (held or rows[0].prior >= _LIKELY or len(rows) == 1):
        evidence.dateline = frozenset((rows[0].key, *rows[0].within))
        evidence.dateline_sense = toponym.sense


def _find_peers(evidence: Evidence, analysis: Analysis, toponyms: Sequence[Toponym]) -> None:
    """Note which sure places stand in one row with a name: states beside a state, countries beside a country."""
    for left, right in pairwise(toponyms):
        gap = range(left.last, right.first)
        if not 1 <= len(gap) <= 4 or not all(analysis.lowers[token] in _LIST_WORDS for token in gap):
            continue
        if left.holders and left.holders[0] in right.rows:
            continue
        for one, other in ((left, right), (right, left)):
            if one.rows and other.sense != one.sense:
                best = one.rows[0]
                if len(one.rows) == 1 or best.prior - one.rows[1].prior > 1.0:
                    evidence.peers.setdefault(other.sense, []).append(best)


def _is_regional(toponym: Toponym, analysis: Analysis) -> bool:
    """Tell "the governor of Georgia", "Georgia's legislature" and "Georgia residents"."""
    words = load_place_words()["regional"].words
    token = toponym.last - 1
    above = analysis.heads[token]
    if analysis.labels[token] == "pobj" and analysis.lowers[above] == "of":
        above = analysis.heads[above]
    elif analysis.labels[token] not in ("poss", "compound", "nmod", "amod"):
        return False
    return analysis.lowers[above] in words


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
                if row is not None and row.kind in AREAS and row.prior >= SURE:
                    evidence.add(row, "title", 0.7)
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
