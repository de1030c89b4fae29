"""The map: outlines of countries and the places of events in one plain projection, drawn on the server."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from dateline.views.series import Site

WIDTH, HEIGHT = 792.0, 495.0
"""The whole world: equidistant cylindrical, true to shape at 37 degrees north and south."""
_PRECISION = {
    "country": 26.0, "admin1": 14.0, "sea": 22.0, "ocean": 40.0, "lake": 12.0, "river": 14.0, "strait": 12.0,
    "continent": 40.0, "region": 16.0,
}  # fmt: skip
"""How wide the halo of a place of a kind is; towns and the like have a narrow one."""
_SMALLEST = 60.0


@dataclass(frozen=True, slots=True)
class Point:
    """A place on the map."""

    site: Site
    x: float
    y: float
    r: float
    halo: float


def project(lon: float, lat: float) -> tuple[float, float]:
    """Give where a place is on the map."""
    return (lon + 180) / 360 * WIDTH, (90 - lat) / 180 * HEIGHT


@cache
def load_outlines() -> dict[str, list[list[Any]]]:
    """Load the outlines of land, by scale: each a box and a path."""
    loaded: dict[str, list[list[Any]]] = json.loads((files("dateline.web") / "world.json").read_text("utf-8"))
    return loaded


def choose_box(sites: Sequence[Site]) -> tuple[float, float, float, float]:
    """Choose the part of the map that has all the places: left, top, width, height; the world where there are none."""
    placed = [project(site.lon, site.lat) for site in sites if site.lat is not None and site.lon is not None]
    if not placed:
        return (0.0, 0.0, WIDTH, HEIGHT)
    xs, ys = [x for x, _ in placed], [y for _, y in placed]
    width = max(_SMALLEST, (max(xs) - min(xs)) * 1.25, (max(ys) - min(ys)) * 1.25 * WIDTH / HEIGHT)
    width = min(width, WIDTH)
    height = width * HEIGHT / WIDTH
    left = min(max((max(xs) + min(xs) - width) / 2, 0), WIDTH - width)
    top = min(max((max(ys) + min(ys) - height) / 2, 0), HEIGHT - height)
    return (round(left, 1), round(top, 1), round(width, 1), round(height, 1))


def draw_land(box: tuple[float, float, float, float]) -> str:
    """Give the outlines that touch a part of the map as one path: finer where the part is small."""
    left, top, width, height = box
    scale = "50" if width < WIDTH * 0.45 else "110"
    drawn = [
        path for x0, y0, x1, y1, path in load_outlines()[scale]
        if x1 >= left and x0 <= left + width and y1 >= top and y0 <= top + height
    ]  # fmt: skip
    return "".join(drawn)


def place_points(sites: Sequence[Site], box: tuple[float, float, float, float]) -> list[Point]:
    """Give the places that have coordinates, those of most events first drawn; sizes fit the part of the map."""
    scale = box[2] / WIDTH
    points: list[Point] = []
    for site in sites:
        if site.lat is None or site.lon is None:
            continue
        x, y = project(site.lon, site.lat)
        size = 2.2 + min(8.0, site.events**0.5)
        halo = max(size + 1.5, _PRECISION.get(site.kind or "", size + 2.5))
        points.append(Point(site, round(x, 2), round(y, 2), round(size * scale, 2), round(halo * scale, 2)))
    return points
