"""Pages that draw: timeline, map, network, pairs. Each has the same data as a table on the page."""

from __future__ import annotations

from typing import Any, Literal, cast, get_args

from fastapi import FastAPI
from starlette.requests import Request
from starlette.responses import Response

from dateline.model.errors import ConfigError
from dateline.views.series import (
    Bar,
    Network,
    Pair,
    Site,
    Timeline,
    Unit,
    list_pairs,
    list_sites,
    make_network,
    make_timeline,
)
from dateline.web.asking import Asked, as_query
from dateline.web.frame import House, download_links, form_fields, read_request
from dateline.web.pages_lists import brush_of
from dateline.web.world import HEIGHT, WIDTH, choose_box, draw_land, place_points

_NETWORK = (1000, 600)
_MOST_POINTS = 600
_LETTER = 7.2


def choose(asked: Asked, name: str, choices: tuple[str, ...], otherwise: str | None) -> str | None:
    """Read what an address chooses of a page; raises ConfigError for what it does not offer."""
    value = asked.extra.get(name, otherwise)
    if value is not None and value not in choices:
        raise ConfigError(f"{name} is {' or '.join(choices)}, not {value!r}")
    return value


def _timeline(house: House, request: Request) -> Response:
    asked = read_request("events", request, ("unit",))
    unit = cast(Unit | None, choose(asked, "unit", get_args(Unit), None))
    store, indexes = house.open()

    def make() -> Timeline:
        return make_timeline(indexes.events, indexes.events.find(store, **asked.filters).rows, unit)

    with store.snapshot():
        timeline = indexes.keep(("timeline", unit, asked.all_filters()), make)
    return house.send(
        "timeline.html", house.page("timeline", "Timeline", request), asked=asked, timeline=timeline,
        fields=form_fields("events"), brush=brush_of(asked), downloads=_downloads(asked, "timeline"),
    )  # fmt: skip


def _downloads(asked: Asked, name: str) -> list[tuple[str, str]]:
    events = Asked("events", asked.filters, asked.size, 0)
    return [(f"JSON of this {name}", f"/{name}.json{asked.query}"), *download_links(events)]


def _map(house: House, request: Request) -> Response:
    asked = read_request("events", request, ("view",))
    whole = choose(asked, "view", ("world", "fit"), "fit") == "world"
    store, indexes = house.open()

    def make() -> tuple[list[Site], list[Site], tuple[float, float, float, float], dict[str, str]]:
        sites = list_sites(store, indexes.events, indexes.events.find(store, **asked.filters).rows)
        placed = [site for site in sites if site.lat is not None]
        unresolved = [site for site in sites if site.lat is None]
        shown = placed[:_MOST_POINTS]
        links = {site.name: asked.bare().adding("place", site.name) for site in shown}
        return shown, unresolved[:200], choose_box(placed), links

    with store.snapshot():
        placed, unresolved, box, links = indexes.keep(("sites", asked.size, asked.all_filters()), make)
    box = (0.0, 0.0, WIDTH, HEIGHT) if whole else box
    return house.send(
        "map.html", house.page("map", "Map", request), asked=asked, fields=form_fields("events"), box=box, whole=whole,
        land=draw_land(box), points=place_points(placed, box),
        unresolved=unresolved, links=links, downloads=_downloads(asked, "map"),
    )  # fmt: skip


def _network(house: House, request: Request) -> Response:
    asked = read_request("events", request)
    store, indexes = house.open()

    def make() -> Any:
        return make_network(store, indexes.events, indexes.events.find(store, **asked.filters).rows)

    with store.snapshot():
        net = indexes.keep(("network", asked.all_filters()), make)
    wide, high = _NETWORK
    at = {node.key: (round(node.x * wide, 1), round(node.y * high, 1)) for node in net.nodes}
    names = {node.key: node.name for node in net.nodes}
    lines = [
        {
            "x1": at[edge.first][0], "y1": at[edge.first][1], "x2": at[edge.second][0], "y2": at[edge.second][1],
            "wide": round(min(8.0, 0.8 + edge.events**0.5), 1),
            "title": f"{names[edge.first]} and {names[edge.second]}: {edge.events}",
        }
        for edge in net.edges
    ]  # fmt: skip
    dots = place_labels(net, at)
    return house.send(
        "network.html", house.page("network", "Network", request), asked=asked, net=net, lines=lines, dots=dots,
        names=names, fields=form_fields("events"), downloads=_downloads(asked, "network"),
    )  # fmt: skip


def place_labels(net: Network, at: dict[str, tuple[float, float]]) -> list[dict[str, Any]]:
    """Give each actor its dot, and its name a place where it lies on no other: above, below, right or left of it."""
    taken: list[tuple[float, float, float, float]] = []
    sizes = {node.key: round(4 + min(14.0, node.events**0.5), 1) for node in net.nodes}
    for node in net.nodes:
        (x, y), r = at[node.key], sizes[node.key]
        taken.append((x - r, y - r, x + r, y + r))
    dots: list[dict[str, Any]] = []
    for node in net.nodes:
        (x, y), r = at[node.key], sizes[node.key]
        wide = _LETTER * min(len(node.name), 28)
        tries = (
            (x, y - r - 4, "middle", x - wide / 2), (x, y + r + 13, "middle", x - wide / 2),
            (x + r + 4, y + 4, "start", x + r + 4), (x - r - 4, y + 4, "end", x - r - 4 - wide),
        )  # fmt: skip
        best = min(
            tries, key=lambda put: sum(_meet((put[3], put[1] - 11, put[3] + wide, put[1] + 3), b) for b in taken)
        )
        taken.append((best[3], best[1] - 11, best[3] + wide, best[1] + 3))
        dots.append(
            {"node": node, "x": x, "y": y, "r": r, "tx": round(best[0], 1), "ty": round(best[1], 1), "anchor": best[2]}
        )
    return dots


def _meet(one: tuple[float, float, float, float], other: tuple[float, float, float, float]) -> float:
    """Give how much two boxes cover of each other."""
    wide = min(one[2], other[2]) - max(one[0], other[0])
    high = min(one[3], other[3]) - max(one[1], other[1])
    return wide * high if wide > 0 and high > 0 else 0.0


def _pairs(house: House, request: Request) -> Response:
    asked = read_request("events", request, ("by",))
    by = cast(Literal["country", "actor"], choose(asked, "by", ("country", "actor"), "country"))
    store, indexes = house.open()

    def make() -> tuple[list[Pair], Unit]:
        rows = indexes.events.find(store, **asked.filters).rows
        return list_pairs(store, indexes.events, rows, by), make_timeline(indexes.events, rows).unit

    with store.snapshot():
        pairs, unit = indexes.keep(("pairs", by, asked.all_filters()), make)

    def pair_query(pair: Pair, *more: tuple[str, str]) -> str:
        first, second = (pair.first, pair.second) if by == "country" else (pair.first_name, pair.second_name)
        own = [each for each in asked.pairs() if each[0] not in ("by", "actor", "recipient")]
        own = [each for each in own if not more or each[0] not in ("since", "until")]
        return as_query([("actor", first), ("recipient", second), *own, *more])

    def pair_brush(pair: Pair) -> Any:
        def query(bar: Bar) -> str:
            return pair_query(pair, ("since", bar.start), ("until", bar.end))

        return query

    return house.send(
        "pairs.html",
        house.page("pairs", "Pairs over time", request),
        asked=asked,
        pairs=pairs,
        by=by,
        unit=unit,
        fields=form_fields("events"),
        pair_query=pair_query,
        pair_brush=pair_brush,
        downloads=_downloads(asked, "pairs"),
    )


def add_chart_pages(app: FastAPI, house: House) -> None:
    """Add the pages to an application."""

    @app.get("/timeline", include_in_schema=False)
    def timeline(request: Request) -> Response:
        return _timeline(house, request)

    @app.get("/map", include_in_schema=False)
    def world(request: Request) -> Response:
        return _map(house, request)

    @app.get("/network", include_in_schema=False)
    def network(request: Request) -> Response:
        return _network(house, request)

    @app.get("/pairs", include_in_schema=False)
    def pairs(request: Request) -> Response:
        return _pairs(house, request)
