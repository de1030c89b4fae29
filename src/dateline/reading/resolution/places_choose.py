"""Which of its places a name means: prior weight and what the article tells, with the reason in words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dateline.knowledge.gazetteer import PlaceRow
from dateline.reading.resolution.places_evidence import Evidence, distance
from dateline.reading.resolution.places_names import Toponym

HELD = 12.0
COUNTRY, COUNTRY_MORE, REGION, DATELINE_COUNTRY, DATELINE_REGION, HOME, NEAR, AROUND = 1.0, 0.3, 2.2, 0.8, 1.2, 1.5, 1.6, 0.8
NEAR_KM, AROUND_KM = 80.0, 250.0
ENOUGH = 3.7
"""Score below which a name without any support stays open."""
UNIQUE_ENOUGH = 2.8
MARGIN = 0.15
"""Lead that the best must have over another place far away."""
SAME_SPOT_KM = 60.0
_MOST_RIVALS = 60


@dataclass(frozen=True, slots=True)
class Choice:
    """What a name was taken to mean, or None, with the reason and what else it could mean."""

    row: PlaceRow | None
    reason: str
    others: tuple[PlaceRow, ...]


@dataclass(frozen=True, slots=True)
class _Scored:
    row: PlaceRow
    score: float
    grounds: tuple[str, ...]


def choose_places(toponyms: Sequence[Toponym], evidence: Evidence) -> dict[str, Choice]:
    """Choose one place for each sense string, first what needs no help, then the rest by what lies near."""
    groups: dict[str, list[Toponym]] = {}
    for toponym in toponyms:
        groups.setdefault(toponym.sense, []).append(toponym)
    scored = {sense: _score(group, evidence) for sense, group in groups.items()}
    anchors = {
        sense: ranked[0].row
        for sense, ranked in scored.items()
        if ranked and _is_firm(ranked) and ranked[0].row.kind in ("city", "admin2", "site", "base", "admin1")
    }
    return {sense: _decide(_add_neighbours(sense, ranked, anchors)) for sense, ranked in scored.items()}


def _score(group: Sequence[Toponym], evidence: Evidence) -> list[_Scored]:
    rows = next((toponym.rows for toponym in group if toponym.rows), ())
    holders = [holder for toponym in group for holder in toponym.holders]
    scored = [_score_row(row, holders, evidence) for row in rows[:_MOST_RIVALS]]
    return sorted(scored, key=lambda s: (-s.score, -s.row.prior, s.row.key))


def _score_row(row: PlaceRow, holders: Iterable[PlaceRow], evidence: Evidence) -> _Scored:
    score, grounds = row.prior, []
    held = [holder for holder in holders if holder.key in row.within]
    if held:
        finest = max(held, key=lambda holder: len(holder.within))
        score += HELD + len(finest.within)
        grounds.append(f"{finest.name} is named with it")
    regions = [key for key in row.within[:-1] if key in evidence.regions]
    if regions:
        score += REGION
        grounds.append(f"{evidence.names[regions[0]]} is named in the article")
    country = row.within[-1] if row.within else row.key
    if country in evidence.countries and row.within:
        score += COUNTRY + min(1.2, COUNTRY_MORE * evidence.countries[country])
        if not regions:
            grounds.append(f"{evidence.names.get(country, 'its country')} is named in the article")
    if row.key in evidence.dateline or (row.within and row.within[0] in evidence.dateline):
        score += DATELINE_REGION
        grounds.append("the report was filed there")
    elif country in evidence.dateline:
        score += DATELINE_COUNTRY
        grounds.append("the report was filed in its country")
    if row.key in evidence.home or any(key in evidence.home for key in row.within):
        score += HOME
        grounds.append("the outlet is at home there")
    return _Scored(row, score, tuple(grounds))


def _is_firm(ranked: Sequence[_Scored]) -> bool:
    best = ranked[0]
    if best.score < 5.0 and not best.grounds:
        return False
    return len(ranked) == 1 or best.score - ranked[1].score > 1.5


def _add_neighbours(sense: str, ranked: list[_Scored], anchors: dict[str, PlaceRow]) -> list[_Scored]:
    """Favour senses that lie near the places already settled."""
    if not ranked or (sense in anchors and ranked[0].score > 9):
        return ranked
    moved = []
    for item in ranked:
        near = [row for other, row in anchors.items() if other != sense and row.key not in item.row.within]
        km = min((distance(item.row, row) for row in near), default=99_999.0)
        if item.row.kind in ("country", "admin1") or km > AROUND_KM:
            moved.append(item)
            continue
        nearest = min(near, key=lambda row: (distance(item.row, row), row.key))
        gain = NEAR if km <= NEAR_KM else AROUND
        moved.append(_Scored(item.row, item.score + gain, (*item.grounds, f"near {nearest.name}")))
    return sorted(moved, key=lambda s: (-s.score, -s.row.prior, s.row.key))


def _decide(ranked: Sequence[_Scored]) -> Choice:
    if not ranked:
        return Choice(None, "no place of this name is known", ())
    best = ranked[0]
    others = tuple(item.row for item in ranked[1:])
    rivals = [item for item in ranked[1:] if distance(item.row, best.row) > SAME_SPOT_KM]
    if not best.grounds:
        if best.score < (ENOUGH if rivals else UNIQUE_ENOUGH):
            return Choice(None, "too small a place to be taken without support from the article", (best.row, *others))
        if rivals and best.score - rivals[0].score < MARGIN:
            return Choice(None, f"several places of this name, none favoured: {_spell(best, rivals[0])}", (best.row, *others))
    elif rivals and best.score - rivals[0].score < MARGIN:
        return Choice(None, f"several places of this name, none favoured: {_spell(best, rivals[0])}", (best.row, *others))
    return Choice(best.row, _reason(best, rivals), others)


def _spell(best: _Scored, rival: _Scored) -> str:
    return f"{describe(best.row)} or {describe(rival.row)}"


def _reason(best: _Scored, rivals: Sequence[_Scored]) -> str:
    if best.grounds:
        return "; ".join(best.grounds)
    if not rivals:
        return "the only place of this name in the tables"
    return "the best known place of this name"


def describe(row: PlaceRow) -> str:
    """Give a place with what it lies in: "Paris, Texas, USA"."""
    parts = [row.name, row.admin1 if row.admin1 != row.name else None, row.country]
    return ", ".join(part for part in parts if part)
