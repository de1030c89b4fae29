"""Which of its places a name means: prior weight and what the article tells, with the reason in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import cos, hypot, radians

from dateline.knowledge.gazetteer import PlaceRow, load_gazetteer
from dateline.knowledge.gazetteer_names import fold_name
from dateline.reading.resolution.places_evidence import Evidence
from dateline.reading.resolution.places_names import Toponym

HELD = 12.0
"""Named with it: decides."""
HELD_FORCE = 0.3
"""Among the places that a named state holds, nearness to others says little: size does."""
COUNTRY, COUNTRY_MORE, COUNTRY_MOST = 1.0, 0.3, 2.2
REGION, REGION_MORE, REGION_MOST = 2.0, 0.4, 3.6
PEER = 2.0
DATELINE_COUNTRY, DATELINE_REGION, HOME_COUNTRY, HOME = 0.8, 1.2, 0.7, 2.5
NEAR, AROUND, NEAR_MOST = 1.6, 0.8, 3.5
NEAR_KM, AROUND_KM = 80.0, 250.0
SHARE = 2.0
"""A region that has half of all mentions of regions speaks with full weight; one of ten states named hardly does."""
ENOUGH, UNIQUE_ENOUGH = 3.7, 2.8
"""Score below which a name without any support stays open: of one among several, of the only one."""
BYNAME = 4.5
"""Prior below which a place is not taken by a lesser name ("West Side") on its country's evidence alone."""
REGIONAL = 2.5
"""For a part of a country that shares its name with a state."""
MARGIN = 0.15
"""Lead that the best must have over another place far away."""
SAME_SPOT_KM = 60.0
COUNTED = 7.0
"""Prior from which a name has spoken for its country before anything is scored."""
_MOST_ROWS = 60


@dataclass(frozen=True, slots=True)
class Choice:
    """What a name was taken to mean, or None, with the reason and what else it could mean."""

    row: PlaceRow | None
    reason: str
    others: tuple[PlaceRow, ...]
    inside: PlaceRow | None = None
    """For an open name the state that the words put it in."""


@dataclass(frozen=True, slots=True)
class _Scored:
    row: PlaceRow
    score: float
    grounds: tuple[str, ...]


SEAT = 2.0
"""A city may be so much less known than the region of its name and still be meant."""


def choose_places(toponyms: Sequence[Toponym], evidence: Evidence) -> dict[str, Choice]:
    """Choose one place for each sense string, first what needs no help, then the rest by what lies near."""
    groups: dict[str, list[Toponym]] = {}
    for toponym in toponyms:
        groups.setdefault(toponym.sense, []).append(toponym)
    scored = {sense: _score(sense, group, evidence) for sense, group in groups.items()}
    for sense, ranked in scored.items():
        if ranked and _is_firm(ranked) and ranked[0].row.prior < COUNTED:
            evidence.add(ranked[0].row, sense, 0.8)
    scored = {sense: _score(sense, group, evidence) for sense, group in groups.items()}
    anchors = {
        sense: ranked[0].row
        for sense, ranked in scored.items()
        if ranked and _is_firm(ranked) and ranked[0].row.kind in ("city", "admin2", "site", "base", "admin1")
    }
    return {
        sense: _choose(groups[sense], _add_neighbours(sense, ranked, anchors), sense in evidence.regional)
        for sense, ranked in scored.items()
    }


def _choose(group: Sequence[Toponym], ranked: Sequence[_Scored], regional: bool) -> Choice:
    """Decide, but take nothing that the words beside the name speak against."""
    held = any(toponym.holders for toponym in group)
    others = tuple(item.row for item in ranked)
    elsewhere = next((toponym.elsewhere for toponym in group if toponym.elsewhere is not None), None)
    if elsewhere is not None and not held:
        return Choice(None, f"no place of this name is known in {elsewhere.name}", others, elsewhere)
    weakly = not held and bool(ranked) and ranked[0].score - ranked[0].row.prior <= COUNTRY_MOST
    if weakly and all(toponym.common for toponym in group):
        return Choice(None, "a common word, and nothing near it is named", others)
    if weakly and _is_byname(group[0], ranked[0].row):
        return Choice(None, "only a lesser known name of a small place, and nothing near it is named", others)
    choice = _decide(ranked if regional else _prefer_seat(ranked, group[0].text))
    if choice.row is not None and group[0].facility:
        return replace(choice, reason=f"placed at {choice.row.name}, which it is named after; {choice.reason}")
    return choice


def _prefer_seat(ranked: Sequence[_Scored], written: str) -> Sequence[_Scored]:
    """Put the city before the region that is called after it: "met in Ankara" is no talk of the province."""
    if not ranked or ranked[0].row.kind not in ("admin1", "admin2"):
        return ranked
    region = ranked[0].row
    names = {fold_name(region.name), fold_name(written)}
    for item in ranked[1:]:
        same = item.row.kind == "city" and region.key in item.row.within and fold_name(item.row.name) in names
        if same and item.row.prior >= region.prior - SEAT:
            return [replace(item, score=ranked[0].score), *(other for other in ranked if other is not item)]
    return ranked


def _is_byname(toponym: Toponym, row: PlaceRow) -> bool:
    """Tell a small place that is known by another name: "West Side" for West Newton."""
    small = row.prior < BYNAME and row.kind == "city" and not toponym.facility
    return small and fold_name(row.name) != fold_name(toponym.text)


def _score(sense: str, group: Sequence[Toponym], evidence: Evidence) -> list[_Scored]:
    rows = next((toponym.rows for toponym in group if toponym.rows), ())
    holders = [holder for toponym in group for holder in toponym.holders]
    if len(rows) == 1 and not holders:
        return [_Scored(rows[0], rows[0].prior, tuple(_countries(rows[0], sense, evidence)[1]))]
    state = next((row for row in rows if row.kind == "country"), None)
    scored = [_score_row(row, sense, holders, evidence, state) for row in rows[:_MOST_ROWS]]
    if holders and len(rows) > _MOST_ROWS:
        late = [row for row in rows[_MOST_ROWS:] if any(holder.key in row.within for holder in holders)]
        scored.extend(_score_row(row, sense, holders, evidence, state) for row in late)
    return sorted(scored, key=_rank)


def _rank(item: _Scored) -> tuple[float, float, int]:
    return -item.score, -item.row.prior, item.row.key


def _score_row(
    row: PlaceRow, sense: str, holders: Sequence[PlaceRow], evidence: Evidence, state: PlaceRow | None
) -> _Scored:
    gain, grounds = _countries(row, sense, evidence)
    score = row.prior + gain
    held = [holder for holder in holders if holder.key in row.within]
    if held:
        finest = max(held, key=lambda holder: len(holder.within))
        score += HELD + len(finest.within)
        grounds = [f"{finest.name} is named with it"]
    peers = [peer for peer in evidence.peers.get(sense, ()) if peer.kind == row.kind]
    if peers and row.kind in ("country", "admin1"):
        same = [peer for peer in peers if row.kind == "country" or peer.country == row.country]
        if same:
            score += PEER
            grounds.append(f"named in one row with {same[0].name}")
    if sense in evidence.regional and row.kind == "admin1" and (state is None or state.country != row.country):
        score += REGIONAL
        grounds.append("the words beside it are of a part of a country")
    if sense != evidence.dateline_sense:
        if row.within and row.within[0] in evidence.dateline and len(row.within) > 1:
            score += DATELINE_REGION
            grounds.append("the report was filed in its region")
        elif (row.within[-1] if row.within else row.key) in evidence.dateline:
            score += DATELINE_COUNTRY
            grounds.append("the report was filed in its country")
    if any(key in evidence.home for key in (row.key, *row.within[:-1])):
        score += HOME
        grounds.append("the outlet is at home there")
    elif row.within and row.within[-1] in evidence.home:
        score += HOME_COUNTRY
        grounds.append("the outlet is at home in its country")
    return _Scored(row, score, tuple(grounds))


def _countries(row: PlaceRow, sense: str, evidence: Evidence) -> tuple[float, list[str]]:
    """Weigh the regions and the country of a place that other names of the article speak for."""
    gain, grounds = 0.0, []
    areas = (row.key, *row.within[:-1]) if row.kind in ("admin1", "admin2") else row.within[:-1]
    for key in areas:
        weight = evidence.weight(key, sense)
        if weight:
            share = min(1.0, SHARE * weight / max(weight, evidence.regions))
            gain += share * min(REGION_MOST, REGION + REGION_MORE * weight)
            grounds.append(f"the article speaks of {_name(key)}")
            break
    country = row.within[-1] if row.within else row.key
    weight = evidence.weight(country, sense)
    if weight:
        gain += min(COUNTRY_MOST, COUNTRY + COUNTRY_MORE * weight)
        if not grounds:
            its_own = country == row.key
            grounds.append("other words speak of it too" if its_own else f"the article speaks of {_name(country)}")
    return gain, grounds


def _name(key: int) -> str:
    return load_gazetteer().row(key).name


def _is_firm(ranked: Sequence[_Scored]) -> bool:
    best = ranked[0]
    if len(ranked) == 1:
        return best.score >= ENOUGH
    return (best.score >= 5.0 or bool(best.grounds)) and best.score - ranked[1].score > 1.5


def _add_neighbours(sense: str, ranked: list[_Scored], anchors: Mapping[str, PlaceRow]) -> list[_Scored]:
    """Favour senses that lie near the places already settled."""
    if len(ranked) < 2 or ranked[0].score - ranked[1].score > NEAR_MOST:
        return ranked
    best = ranked[0].score
    force = HELD_FORCE if best > HELD else 1.0
    moved = []
    for item in ranked:
        if item.row.kind in ("country", "admin1") or best - item.score > NEAR_MOST:
            moved.append(item)
            continue
        gain, nearest = 0.0, None
        for other, row in anchors.items():
            if other == sense or row.kind == "admin1":
                continue
            km = distance(item.row, row)
            if km <= AROUND_KM:
                gain = max(gain, NEAR if km <= NEAR_KM else AROUND) if nearest is None else gain + 0.5
                nearest = nearest or row
        if nearest is None:
            moved.append(item)
        else:
            grounds = (*item.grounds, f"it lies near {nearest.name}")
            moved.append(_Scored(item.row, item.score + force * min(gain, NEAR_MOST), grounds))
    return sorted(moved, key=_rank)


def distance(a: PlaceRow, b: PlaceRow) -> float:
    """Give the distance of two places in kilometres, near enough for a choice."""
    north = a.lat - b.lat
    if abs(north) > 3.0 and a.kind == "city":
        return 999.0
    east = (a.lon - b.lon + 180) % 360 - 180
    return 111.2 * hypot(north, east * cos(radians((a.lat + b.lat) / 2)))


def _decide(ranked: Sequence[_Scored]) -> Choice:
    if not ranked:
        return Choice(None, "no place of this name is known", ())
    best = ranked[0]
    others = tuple(item.row for item in ranked[1:])
    rivals = [item for item in ranked[1:] if not _overlap(item.row, best.row)]
    if not best.grounds and best.score < (ENOUGH if rivals else UNIQUE_ENOUGH):
        return Choice(None, "too small a place to be taken without support from the article", (best.row, *others))
    if rivals and best.score - rivals[0].score < MARGIN:
        several = f"several places of this name, none favoured: {describe(best.row)} or {describe(rivals[0].row)}"
        return Choice(None, several, (best.row, *others))
    return Choice(best.row, _reason(best, bool(rivals)), others)


def _overlap(a: PlaceRow, b: PlaceRow) -> bool:
    return a.key in b.within or b.key in a.within or distance(a, b) <= SAME_SPOT_KM


def _reason(best: _Scored, contested: bool) -> str:
    if best.grounds:
        return "; ".join(best.grounds)
    return "the best known place of this name" if contested else "the only place of this name in the tables"


def describe(row: PlaceRow) -> str:
    """Give a place with what it lies in: "Paris, Texas, USA"."""
    parts = [row.name, row.admin1 if row.admin1 != row.name else None, row.country]
    return ", ".join(part for part in parts if part)
