"""The gazetteer's own tables: seas, regions and sites that GeoNames lacks, weights of kinds, words around names."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from dateline.knowledge.gazetteer_names import fold_name, is_exact_form
from dateline.model.errors import LexiconError

TABLES = Path(__file__).parent / "data" / "places"
_REGION_COLUMNS = ["name", "forms", "kind", "country", "countries", "city", "lat", "lon", "geonames"]


@dataclass(frozen=True, slots=True)
class Kind:
    """What a kind of place weighs when a name could mean several, and whether it is a feature of nature."""

    name: str
    weight: float
    physical: bool


@dataclass(frozen=True, slots=True)
class Region:
    """A row of `regions.csv`: a sea, range, region or site."""

    name: str
    forms: tuple[str, ...]
    kind: str
    country: str | None
    countries: tuple[str, ...]
    city: str | None
    lat: float
    lon: float
    geonames: int | None


@dataclass(frozen=True, slots=True)
class Generic:
    """A word around a name that tells its kind: "Kharkiv region", "the city of Homs"."""

    word: str
    position: str
    kinds: frozenset[str]


@cache
def load_kinds() -> dict[str, Kind]:
    """Read `kinds.csv`."""
    kinds: dict[str, Kind] = {}
    for where, line in _read("kinds.csv", ["kind", "weight", "physical"]):
        if line["kind"] in kinds:
            raise LexiconError("kinds.csv", where, f"kind {line['kind']!r} is there twice")
        if line["physical"] not in ("yes", "no"):
            raise LexiconError("kinds.csv", where, f"physical must be yes or no, not {line['physical']!r}")
        kinds[line["kind"]] = Kind(
            line["kind"], _number("kinds.csv", where, line["weight"], 0, 20), line["physical"] == "yes"
        )
    return kinds


@cache
def load_generics() -> tuple[tuple[Generic, ...], tuple[Generic, ...]]:
    """Read `generics.csv`: words in front of a name, words behind it."""
    sides: dict[str, list[Generic]] = {"before": [], "after": []}
    for where, line in _read("generics.csv", ["word", "position", "kinds"]):
        if line["position"] not in sides:
            raise LexiconError("generics.csv", where, f"position must be before or after, not {line['position']!r}")
        side = sides[line["position"]]
        if any(known.word == line["word"] for known in side):
            raise LexiconError("generics.csv", where, f"{line['word']!r} is there twice")
        side.append(Generic(line["word"], line["position"], frozenset(line["kinds"].split("|"))))
    return tuple(sides["before"]), tuple(sides["after"])


def read_regions(path: Path = TABLES / "regions.csv") -> tuple[Region, ...]:
    """Read `regions.csv`, checked: kinds known, points on the globe, no name twice."""
    kinds = load_kinds()
    seen: dict[str, str] = {}
    regions = []
    for where, line in _read(path.name, _REGION_COLUMNS, path):
        if line["kind"] not in kinds:
            raise LexiconError(path.name, where, f"unknown kind {line['kind']!r}; kinds.csv lists them")
        forms = (line["name"], *(form for form in line["forms"].split("|") if form))
        for form in forms:
            key = form if is_exact_form(form) else fold_name(form)
            if seen.get(key, line["name"]) != line["name"]:
                raise LexiconError(path.name, where, f"{form!r} is also a form of {seen[key]!r}")
            seen[key] = line["name"]
        regions.append(
            Region(
                line["name"],
                forms,
                line["kind"],
                _code(path.name, where, line["country"]) if line["country"] else None,
                tuple(_code(path.name, where, code) for code in line["countries"].split("|") if code),
                line["city"] or None,
                _number(path.name, where, line["lat"], -90, 90),
                _number(path.name, where, line["lon"], -180, 180),
                int(line["geonames"]) if line["geonames"] else None,
            )
        )
    return tuple(regions)


def _read(name: str, columns: list[str], path: Path | None = None) -> list[tuple[str, dict[str, str]]]:
    with (path or TABLES / name).open(encoding="utf-8", newline="") as file:
        reader = csv.reader(file)
        if (header := next(reader, [])) != columns:
            raise LexiconError(name, "line 1", f"columns must be {','.join(columns)}, not {','.join(header)}")
        lines = []
        for number, cells in enumerate(reader, 2):
            if len(cells) != len(columns):
                raise LexiconError(name, f"line {number}", f"has {len(cells)} cells, not {len(columns)}")
            lines.append((f"line {number}", dict(zip(columns, cells))))
    return lines


def _number(name: str, where: str, cell: str, low: float, high: float) -> float:
    try:
        value = float(cell)
    except ValueError:
        raise LexiconError(name, where, f"{cell!r} is no number") from None
    if not low <= value <= high:
        raise LexiconError(name, where, f"{cell} is not between {low} and {high}")
    return value


def _code(name: str, where: str, code: str) -> str:
    if len(code) != 3 or not code.isupper():
        raise LexiconError(name, where, f"{code!r} is no ISO 3166-1 alpha-3 code")
    return code
