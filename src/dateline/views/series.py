"""Events over time, between pairs, among actors and on the map: what stands behind the charts of a page."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from dateline.ledger import Store
from dateline.views.countries import name_country
from dateline.views.couples import couples_of
from dateline.views.index import EventIndex, Ints, as_day
from dateline.views.index_counts import count_codes
from dateline.views.index_rows import NO_DAY, STATUSES
from dateline.views.rows import Line

Unit = Literal["day", "week", "month", "year"]
GROUPS: dict[str, tuple[str, ...]] = {
    "happened": ("occurred", "ongoing"),
    "ahead": ("planned", "proposed", "considered", "threatened", "conditional"),
    "not": ("cancelled", "denied", "negated"),
}
"""Statuses as a chart groups them: what happened, what may come, what did not or is disputed."""
_MOST_BARS = 120
_NONE = (0, 0, 0, 0)


class Bar(Line, frozen=True, kw_only=True):
    """The events of one stretch of time."""

    start: str
    end: str
    happened: int = 0
    ahead: int = 0
    not_: int = 0

    @property
    def total(self) -> int:
        """All of them."""
        return self.happened + self.ahead + self.not_


class Timeline(Line, frozen=True, kw_only=True):
    """Events by when they happened or are to happen."""

    unit: Unit
    bars: tuple[Bar, ...]
    """Without gaps, in the order of time."""
    undated: int


class Pair(Line, frozen=True, kw_only=True):
    """What one actor did to another, or two did together."""

    first: str
    """Key of the actor, or code of the country."""
    first_name: str
    second: str
    second_name: str
    mutual: bool
    """The two are participants: no direction is told."""
    events: int
    intensity: float | None
    """Mean of PLOVER's scores of their acts that happened: from -10, conflict, to 10, cooperation."""
    bars: tuple[Bar, ...] = ()


class Node(Line, frozen=True, kw_only=True):
    """An actor in the network."""

    key: str
    name: str
    country: str | None
    events: int
    x: float
    """From 0 to 1."""
    y: float


class Edge(Line, frozen=True, kw_only=True):
    """How often two actors of the network are on two sides of an event, or in one together."""

    first: str
    second: str
    events: int


class Network(Line, frozen=True, kw_only=True):
    """Who has to do with whom: actors of most events that have a tie to another of them."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    left_out: int
    """How many more actors there are."""


class Site(Line, frozen=True, kw_only=True):
    """A place with the events in it."""

    key: str
    name: str
    kind: str | None
    country: str | None
    lat: float | None
    lon: float | None
    events: int


def choose_unit(first: str, last: str) -> Unit:
    """Choose the unit that makes as many bars as one can still read."""
    days = (_read(last) - _read(first)).days
    if days <= 62:
        return "day"
    if days <= 7 * 104:
        return "week"
    return "month" if days <= 31 * _MOST_BARS else "year"


def _read(day: str) -> datetime.date:
    return datetime.date.fromisoformat(day)


def begin_of(day: datetime.date, unit: Unit) -> datetime.date:
    """Give the first day of the day, week (from Monday), month or year that a day is in."""
    if unit == "week":
        return day - datetime.timedelta(days=day.weekday())
    if unit == "month":
        return day.replace(day=1)
    return day.replace(month=1, day=1) if unit == "year" else day


def _next(day: datetime.date, unit: Unit) -> datetime.date:
    step = {"day": 1, "week": 7, "month": 32, "year": 367}[unit]
    return begin_of(day + datetime.timedelta(days=step), unit)


def make_timeline(index: EventIndex, rows: Ints, unit: Unit | None = None) -> Timeline:
    """Count rows by when they happened: by their first day, else their last."""
    days, counts = _count_days(index, rows)
    undated = int(counts[days == NO_DAY].sum())
    met = days[(days != NO_DAY) & counts.any(axis=1)]
    if not len(met):
        return Timeline(unit=unit or "day", bars=(), undated=undated)
    # A stray day far off the others must not make thousands of empty bars: years are the last resort.
    chosen = unit or choose_unit(as_day(int(met.min())) or "", as_day(int(met.max())) or "")
    return Timeline(unit=chosen, bars=_make_bars(index, counts, chosen), undated=undated)


def _count_days(index: EventIndex, rows: Ints) -> tuple[NDArray[np.int32], Ints]:
    """Give all days, and of each how many rows there are of each group of statuses."""
    days = index.days
    each = index.keep("days", lambda: (index.day_code * 4 + _group_codes()[index.codes["status"]]).astype(np.int32))
    return days, count_codes(each, rows, len(days) * 4).reshape(len(days), 4)


def _make_bars(index: EventIndex, counts: Ints, unit: Unit, span: tuple[str, str] | None = None) -> tuple[Bar, ...]:
    begins = index.keep(("begins", unit), lambda: _begin_all(index.days, unit))
    met = np.flatnonzero(counts.any(axis=1) & (begins > 0))
    if not len(met):
        return ()
    starts, place = np.unique(begins[met], return_inverse=True)
    sums = np.zeros((len(starts), 4), dtype=np.int64)
    np.add.at(sums, place, counts[met])
    counted = dict(zip(starts.tolist(), sums.tolist()))
    day = begin_of(_read(span[0]), unit) if span else datetime.date.fromordinal(min(counted))
    last = begin_of(_read(span[1]), unit) if span else datetime.date.fromordinal(max(counted))
    bars: list[Bar] = []
    if (last - day).days > 366 * 400:
        return tuple(_make_bar(datetime.date.fromordinal(each), unit, counted[each]) for each in sorted(counted))
    while day <= last:
        bars.append(_make_bar(day, unit, counted.get(day.toordinal(), _NONE)))
        day = _next(day, unit)
    return tuple(bars)


def _begin_all(days: NDArray[np.int32], unit: Unit) -> Ints:
    """Give where the stretch of each day begins, as a number of the calendar; 0 for no day."""
    told = (as_day(day) for day in days.tolist())
    return np.array([begin_of(_read(day), unit).toordinal() if day else 0 for day in told], dtype=np.int64)


def _make_bar(day: datetime.date, unit: Unit, counted: Sequence[int]) -> Bar:
    end = _next(day, unit) - datetime.timedelta(days=1)
    return Bar(start=day.isoformat(), end=end.isoformat(), **dict(zip(("happened", "ahead", "not_"), counted)))


@cache
def _group_codes() -> NDArray[np.int8]:
    """Give the number of the group of each status."""
    of = {status: number for number, several in enumerate(GROUPS.values()) for status in several}
    return np.array([of[status] for status in STATUSES], dtype=np.int8)


def list_counterparts(store: Store, index: EventIndex, rows: Ints, actor: str, limit: int = 15) -> list[Pair]:
    """List those whom an actor has most to do with, by its key; without series."""
    ((number,),) = store.query("SELECT id FROM actors WHERE key = ?", (actor,))
    couples = couples_of(index, "actor", rows).of(number)
    counted = couples.count(limit)
    names = _names(store, {actor for first, second, _ in counted for actor in (first, second)})
    kept = sorted(counted.items(), key=lambda item: (-item[1], names[item[0][0]][1], names[item[0][1]][1], item[0]))
    return [
        Pair(
            first=names[first][0], first_name=names[first][1], second=names[second][0], second_name=names[second][1],
            mutual=mutual, events=events, intensity=_intensity(index, couples.rows_of(first, second, mutual)),
        )
        for (first, second, mutual), events in kept[:limit]
    ]  # fmt: skip


def list_pairs(
    store: Store, index: EventIndex, rows: Ints, by: Literal["country", "actor"] = "country", limit: int = 20
) -> list[Pair]:
    """List the pairs of most events, with a series over the same stretch of time for all; ties by name.

    By country, all who act for one are one.
    """
    couples = couples_of(index, by, rows)
    counted = couples.count(limit)
    if by == "country":
        names: dict[int, tuple[str, str, str | None]] = {
            number: (code, name_country(code), code) for number, code in enumerate(index.country_codes)
        }
    else:
        names = _names(store, {actor for first, second, _ in counted for actor in (first, second)})
    kept = sorted(counted.items(), key=lambda item: (-item[1], names[item[0][0]][1], names[item[0][1]][1], item[0]))
    timeline = make_timeline(index, rows)
    span = (timeline.bars[0].start, timeline.bars[-1].start) if timeline.bars else None
    pairs: list[Pair] = []
    for (first, second, mutual), _ in kept[:limit]:
        its = couples.rows_of(first, second, mutual)
        bars = _make_bars(index, _count_days(index, its)[1], timeline.unit, span)
        pairs.append(
            Pair(
                first=names[first][0], first_name=names[first][1], second=names[second][0],
                second_name=names[second][1], mutual=mutual, events=len(its), intensity=_intensity(index, its),
                bars=bars,
            )
        )  # fmt: skip
    return pairs


def _intensity(index: EventIndex, rows: Ints) -> float | None:
    scores = index.score[rows[index.codes["status"][rows] <= 1]]
    told = scores[~np.isnan(scores)]
    return round(float(told.sum()) / len(told), 2) if len(told) else None


def _names(store: Store, numbers: Iterable[int]) -> dict[int, tuple[str, str, str | None]]:
    marks = ",".join(str(number) for number in sorted(numbers))
    rows = store.query(f"SELECT id, key, name, country FROM actors WHERE id IN ({marks})")
    return {number: (key, name, country) for number, key, name, country in rows}


def make_network(store: Store, index: EventIndex, rows: Ints, limit: int = 40) -> Network:
    """Lay out the actors of most events and how often they meet; the same for the same events."""
    couples = couples_of(index, "actor", rows)
    pairs, numbers = couples.count_pairs()
    met = np.unique(pairs)
    links = index.actors.of_rows(index.mask(rows))
    actors, counted = _count_distinct(links.row, links.value)
    events = dict(zip(actors.tolist(), counted.tolist()))
    its = counted[np.searchsorted(actors, met)]
    least = int(np.partition(its, -limit)[-limit]) if len(met) > limit else 0
    names = _names(store, met[its >= least].tolist())
    ranked = sorted(names, key=lambda actor: (-events[actor], names[actor][1], names[actor][0]))[:limit]
    shown: Counter[tuple[int, int]] = Counter()
    among = np.flatnonzero(np.isin(pairs, ranked).all(axis=0))
    for first, second, number in zip(*pairs[:, among].tolist(), numbers[among].tolist()):
        shown[min(first, second), max(first, second)] += number
    tied = {actor for pair in shown for actor in pair}
    kept = [actor for actor in ranked if actor in tied]
    placed = _lay_out(kept, shown)
    return Network(
        nodes=tuple(
            Node(
                key=names[actor][0], name=names[actor][1], country=names[actor][2], events=events[actor],
                x=placed[actor][0], y=placed[actor][1],
            )
            for actor in kept
        ),
        edges=tuple(
            Edge(first=names[pair[0]][0], second=names[pair[1]][0], events=number)
            for pair, number in sorted(shown.items(), key=lambda item: (-item[1], item[0]))
        ),
        left_out=len(met) - len(kept),
    )  # fmt: skip


def _count_distinct(rows: NDArray[Any], values: NDArray[Any]) -> tuple[Ints, Ints]:
    if not len(values):
        return np.empty(0, dtype=np.int64), np.empty(0, dtype=np.int64)
    # Links stand in the order of rows: what is there twice stands near.
    order = np.lexsort((values, rows)) if np.any((rows[1:] == rows[:-1]) & (values[1:] < values[:-1])) else None
    row, value = (rows, values) if order is None else (rows[order], values[order])
    new = np.ones(len(row), dtype=np.bool_)
    new[1:] = (row[1:] != row[:-1]) | (value[1:] != value[:-1])
    numbers = np.bincount(value[new])
    found = np.flatnonzero(numbers)
    return found, numbers[found]


def _lay_out(actors: Sequence[int], edges: dict[tuple[int, int], int]) -> dict[int, tuple[float, float]]:
    """Place actors so that those who meet often are near: from 0 to 1 on both axes."""
    import networkx

    graph = networkx.Graph()
    graph.add_nodes_from(actors)
    graph.add_weighted_edges_from((first, second, 1 + np.log(number)) for (first, second), number in edges.items())
    if not actors:
        return {}
    places = networkx.spring_layout(graph, seed=7, k=2.2 / max(1, len(actors)) ** 0.5, iterations=120)
    points = np.array([places[actor] for actor in actors])
    low, high = points.min(axis=0), points.max(axis=0)
    points = (points - low) / np.where(high > low, high - low, 1)
    return {actor: (round(float(x), 3), round(float(y), 3)) for actor, (x, y) in zip(actors, points)}


def list_sites(store: Store, index: EventIndex, rows: Ints) -> list[Site]:
    """List the places of events, those of most events first; what is not resolved has no coordinates."""
    links = index.places.of_rows(index.mask(rows))
    if not len(links.row):
        return []
    places, numbers = _count_distinct(links.row, links.value)
    events = dict(zip(places.tolist(), numbers.tolist()))
    marks = ",".join(str(place) for place in events)
    sql = f"SELECT id, key, name, kind, country, lat, lon FROM places WHERE id IN ({marks})"
    sites = [
        Site(key=row[1], name=row[2], kind=row[3], country=row[4], lat=row[5], lon=row[6], events=events[row[0]])
        for row in store.query(sql)
    ]
    return sorted(sites, key=lambda site: (-site.events, site.name, site.key))
