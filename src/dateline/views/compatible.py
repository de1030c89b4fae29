"""Events in the columns of POLECAT, GDELT and ACLED, for programs that read those; what is not stated stays empty.

Every table has `dateline_id` and `dateline_status` at its end. None of them is those projects' data: it is read by this
program, and the codes are the nearest that their schemes have.
"""

from __future__ import annotations

import csv
import datetime
from collections.abc import Callable, Iterable, Iterator
from functools import cache

from dateline.knowledge.digest import TELLING
from dateline.knowledge.scores import find_score
from dateline.version import VERSION
from dateline.views.cells import safe_cell
from dateline.views.columns import Cell
from dateline.views.countries import name_country
from dateline.views.phrasing import tell_plainly
from dateline.views.rows import EventRow, SideRow, SiteRow

_OURS = ("dateline_id", "dateline_status")
_SIDE = (
    "{} Name",
    "{} Country",
    "{} COW",
    "Primary {} Sector",
    "{} Sectors",
    "{} Title",
    "{} Name Raw",
    "Wikipedia {} ID",
)
POLECAT = (
    "Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code", "Contexts",
    *(name.format("Actor") for name in _SIDE), *(name.format("Recipient") for name in _SIDE),
    "Placename", "City", "District", "Province", "Country", "Latitude", "Longitude", "GeoNames ID", "Raw Placename",
    "Feature Type", "Source", "Publication Date", "Story People", "Story Organizations", "Story Locations", "Language",
    "Version",
)  # fmt: skip
_ACTOR = (
    "Code", "Name", "CountryCode", "KnownGroupCode", "EthnicCode", "Religion1Code", "Religion2Code", "Type1Code",
    "Type2Code", "Type3Code",
)  # fmt: skip
_GEO = ("Type", "Fullname", "CountryCode", "ADM1Code", "ADM2Code", "Lat", "Long", "FeatureID")
GDELT = (
    "GlobalEventID", "Day", "MonthYear", "Year", "FractionDate", *(f"Actor1{name}" for name in _ACTOR),
    *(f"Actor2{name}" for name in _ACTOR), "IsRootEvent", "EventCode", "EventBaseCode", "EventRootCode", "QuadClass",
    "GoldsteinScale", "NumMentions", "NumSources", "NumArticles", "AvgTone", *(f"Actor1Geo_{name}" for name in _GEO),
    *(f"Actor2Geo_{name}" for name in _GEO), *(f"ActionGeo_{name}" for name in _GEO), "DATEADDED", "SOURCEURL",
)  # fmt: skip
ACLED = (
    "event_id_cnty",
    "event_date",
    "year",
    "time_precision",
    "disorder_type",
    "event_type",
    "sub_event_type",
    "actor1",
    "assoc_actor_1",
    "inter1",
    "actor2",
    "assoc_actor_2",
    "inter2",
    "interaction",
    "civilian_targeting",
    "iso",
    "region",
    "country",
    "admin1",
    "admin2",
    "admin3",
    "location",
    "latitude",
    "longitude",
    "geo_precision",
    "source",
    "source_scale",
    "notes",
    "fatalities",
    "tags",
    "timestamp",
)
_REAL = ("occurred", "ongoing")
_TOWNS = ("city", "site", "island")
_GDELT_KINDS = {"country": 1, "admin1": 5, "city": 4, "site": 4}


def _first(row: EventRow) -> SiteRow | None:
    placed = [site for site in row.places if site.lat is not None]
    return next(iter([*placed, *row.places]), None)


def _couples(row: EventRow) -> list[tuple[SideRow | None, SideRow | None]]:
    """Give who did it to whom, each with each; of those who take part together, the first with each other."""
    doers: list[SideRow | None] = [*row.actors]
    others: list[SideRow | None] = [*row.recipients]
    if row.participants and not doers:
        doers, others = [row.participants[0]], [*row.participants[1:], *others]
    elif row.participants:
        others = [*others, *row.participants]
    return [(one, other) for one in doers or [None] for other in others or [None]]


def _polecat_side(side: SideRow | None) -> list[Cell]:
    if side is None:
        return [None] * len(_SIDE)
    sector = side.sectors[0] if side.sectors else None
    return [side.name, side.country, None, sector, ";".join(side.sectors) or None, None, side.words, None]


def _polecat(row: EventRow, quotes: bool) -> Iterator[list[Cell]]:
    score = find_score(row.plover.type, row.plover.mode)
    site = _first(row)
    town = site is not None and site.kind in _TOWNS
    where: list[Cell] = [None] * 10
    if site is not None:
        country = name_country(site.country) if site.country else None
        where = [
            site.name, site.name if town else None, None, site.admin1, country, site.lat, site.lon, site.geonames,
            site.words if quotes else None, site.kind,
        ]  # fmt: skip
    sides = [*row.actors, *row.recipients, *row.participants]
    people = ";".join(side.name for side in sides if side.kind == "person" and side.name)
    bodies = ";".join(side.name for side in sides if side.kind == "organisation" and side.name)
    for doer, other in _couples(row):
        yield [
            row.key, row.start or row.end, row.plover.type, row.plover.mode, score.score, score.quad,
            ";".join(row.contexts) or None, *_polecat_side(doer), *_polecat_side(other), *where, row.source.outlet,
            row.source.published, people or None, bodies or None,
            ";".join(each.name for each in row.places if each.name) or None, "English", f"dateline {VERSION}",
        ]  # fmt: skip


def _gdelt_side(side: SideRow | None) -> list[Cell]:
    if side is None:
        return [None] * len(_ACTOR)
    code = "".join([side.country or "", *side.sectors])
    types: list[Cell] = [*side.sectors[:3], None, None, None]
    return [code or None, side.name or side.words, side.country, None, None, None, None, *types[:3]]


def _gdelt(row: EventRow, quotes: bool) -> Iterator[list[Cell]]:
    day = row.start or row.end
    if row.status not in _REAL:
        return
    score = find_score(row.type, row.mode)
    site = _first(row)
    nowhere: list[Cell] = [None] * len(_GEO)
    action: list[Cell] = nowhere
    if site is not None:
        kind = _GDELT_KINDS.get(site.kind or "")
        action = [kind, site.name, None, None, None, site.lat, site.lon, site.geonames]
    joined = row.joined
    added = (row.source.published or "").replace("-", "")[:8]
    for doer, other in _couples(row):
        yield [
            row.key, day and day.replace("-", ""), day and day[:7].replace("-", ""), day and day[:4], _fraction(day),
            *_gdelt_side(doer), *_gdelt_side(other), None, score.cameo, score.cameo[:3], score.cameo[:2], score.quad,
            None, joined.reports if joined else 1, joined.voices if joined else 1, joined.documents if joined else 1,
            None, *nowhere, *nowhere, *action, added or None, row.source.url,
        ]  # fmt: skip


def _fraction(day: str | None) -> float | None:
    if day is None:
        return None
    date = datetime.date.fromisoformat(day)
    return round(date.year + (date.timetuple().tm_yday - 1) / 365, 4)


@cache
def _acled_types() -> dict[tuple[str, str, str], tuple[str, str, str]]:
    with (TELLING / "acled.csv").open(encoding="utf-8", newline="") as file:
        return {
            (row["type"], row["register"], row["mode"]): (
                row["disorder_type"], row["event_type"], row["sub_event_type"]
            )
            for row in csv.DictReader(file)
        }  # fmt: skip


def find_acled_type(type: str, register: str, mode: str | None) -> tuple[str, str, str] | None:
    """Give ACLED's disorder, event and sub-event type nearest to an act; None for what ACLED does not hold."""
    types = _acled_types()
    for key in ((type, register, mode or ""), (type, register, ""), (type, "", mode or ""), (type, "", "")):
        if key in types:
            return types[key] if types[key][0] else None
    return None


def _acled(row: EventRow, quotes: bool) -> Iterator[list[Cell]]:
    kinds = find_acled_type(row.type, row.register, row.mode)
    day = row.start or row.end
    if kinds is None or row.status not in _REAL or day is None:
        return
    site = _first(row)
    doers = [*row.actors, *row.participants]
    others = [*row.recipients]
    killed = [count for count in row.counts if count.what == "killed"]
    civilians = row.type == "ASSAULT" and any("CVL" in side.sectors for side in others)
    precision = None if site is None else 1 if site.kind in _TOWNS else 2 if site.kind == "admin1" else 3
    where: list[Cell] = [None] * 4
    if site is not None:
        where = [name_country(site.country) if site.country else None, site.admin1, None, None]
    yield [
        row.key, day, int(day[:4]), _time_precision(row), *(kind or None for kind in kinds),
        doers[0].label if doers else None, "; ".join(side.label for side in doers[1:]) or None, None,
        others[0].label if others else None, "; ".join(side.label for side in others[1:]) or None, None, None,
        "Civilian targeting" if civilians else None, None, None, *where, site.name if site else None,
        site.lat if site else None, site.lon if site else None, precision, row.source.outlet, None,
        row.sentence.words if quotes else tell_plainly(row),
        killed[0].min if len(killed) == 1 and killed[0].min is not None else None, "machine-coded", None,
    ]  # fmt: skip


def _time_precision(row: EventRow) -> int:
    if row.start is None or row.end is None:
        return 3
    days = (datetime.date.fromisoformat(row.end) - datetime.date.fromisoformat(row.start)).days
    return 1 if days == 0 else 2 if days < 7 else 3


COMPATIBLE: dict[str, tuple[tuple[str, ...], Callable[[EventRow, bool], Iterator[list[Cell]]]]] = {
    "polecat": (POLECAT, _polecat),
    "gdelt": (GDELT, _gdelt),
    "acled": (ACLED, _acled),
}


def column_names_of(name: str) -> tuple[str, ...]:
    """Give the columns of a table: those of the project, then ours."""
    return (*COMPATIBLE[name][0], *_OURS)


def make_compatible(name: str, rows: Iterable[EventRow], quotes: bool = True) -> Iterator[list[Cell]]:
    """Yield the rows of a table for its CSV.

    polecat has every event, coded as PLOVER's manual says (planned meetings are AGREE and so on); gdelt and acled have
    no standing of an act, so they get only what happened or goes on; acled only what it collects, with a date.
    """
    columns, make = COMPATIBLE[name]
    for row in rows:
        for cells in make(row, quotes):
            assert len(cells) == len(columns), (name, len(cells), len(columns))
            yield [safe_cell(cell) for cell in (*cells, row.key, row.status)]
