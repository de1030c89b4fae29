#!/usr/bin/env python3
"""Make the outlines of the map from world-atlas (Natural Earth, public domain).

    python scripts/make_world.py FOLDER

FOLDER is the unpacked package `world-atlas` 2.0.2 from npm, with `countries-110m.json` and `countries-50m.json`. Writes
src/dateline/web/world.json: for each scale the rings of countries with their bounds, in the units of the map.
"""

from __future__ import annotations

import json
import re
import sys
from itertools import pairwise
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "src"))

from dateline.web.world import project

_OUT = ROOT / "src" / "dateline" / "web" / "world.json"


def decode_arcs(topology: dict[str, Any]) -> list[list[tuple[float, float]]]:
    """Give the arcs of a topology as longitudes and latitudes."""
    (kx, ky), (dx, dy) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs: list[list[tuple[float, float]]] = []
    for arc in topology["arcs"]:
        x = y = 0
        points: list[tuple[float, float]] = []
        for step in arc:
            x, y = x + step[0], y + step[1]
            points.append((x * kx + dx, y * ky + dy))
        arcs.append(points)
    return arcs


def rings_of(topology: dict[str, Any]) -> list[list[tuple[float, float]]]:
    """Give every ring of every country."""
    arcs = decode_arcs(topology)
    rings: list[list[tuple[float, float]]] = []
    for shape in topology["objects"]["countries"]["geometries"]:
        polygons = shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]
        for polygon in polygons:
            for ring in polygon:
                points: list[tuple[float, float]] = []
                for number in ring:
                    arc = arcs[number] if number >= 0 else arcs[~number][::-1]
                    points += arc[1:] if points else arc
                rings.append(points)
    return rings


def unwrap(ring: list[tuple[float, float]]) -> list[list[tuple[float, float]]]:
    """Give a ring that crosses the 180th meridian once for each side, so that it is drawn without a line across."""
    whole: list[tuple[float, float]] = []
    turn = 0.0
    for place, (lon, lat) in enumerate(ring):
        if place and lon - ring[place - 1][0] > 180:
            turn -= 360
        elif place and lon - ring[place - 1][0] < -180:
            turn += 360
        whole.append((lon + turn, lat))
    rings = [whole]
    if max(lon for lon, _ in whole) > 180.5:
        rings.append([(lon - 360, lat) for lon, lat in whole])
    if min(lon for lon, _ in whole) < -180.5:
        rings.append([(lon + 360, lat) for lon, lat in whole])
    return rings


def draw(ring: list[tuple[float, float]], digits: int) -> list[Any] | None:
    """Write a ring as bounds and an SVG path of relative steps; None for one too small to see."""
    unit = 10**digits
    whole: list[tuple[int, int]] = []
    for lon, lat in ring:
        x, y = project(lon, lat)
        point = (round(x * unit), round(y * unit))
        if not whole or point != whole[-1]:
            whole.append(point)
    if len(whole) < 4:
        return None
    xs, ys = [x for x, _ in whole], [y for _, y in whole]
    steps = [f"M{whole[0][0] / unit:g} {whole[0][1] / unit:g}l"]
    for (x0, y0), (x1, y1) in pairwise(whole):
        steps.append(f"{(x1 - x0) / unit:g} {(y1 - y0) / unit:g} ")
    path = re.sub(r"(?<![\d.])0\.", ".", "".join(steps).strip().replace(" -", "-")) + "z"
    return [min(xs) / unit, min(ys) / unit, max(xs) / unit, max(ys) / unit, path]


def main() -> int:
    """Write the file."""
    folder = Path(sys.argv[1])
    world: dict[str, list[list[Any]]] = {}
    for scale, digits in (("110", 1), ("50", 2)):
        topology = json.loads((folder / f"countries-{scale}m.json").read_text())
        drawn = [draw(part, digits) for ring in rings_of(topology) for part in unwrap(ring)]
        world[scale] = sorted((each for each in drawn if each), key=lambda each: (each[0], each[1], each[4]))
    _OUT.write_text(json.dumps(world, separators=(",", ":")) + "\n")
    print(f"{_OUT}: {', '.join(f'{len(rings)} rings at 1:{scale}m' for scale, rings in world.items())}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
