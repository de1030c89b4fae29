"""The gazetteer: which places a name could mean, the likeliest first, without regard to any text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from math import log10

from dateline.knowledge.gazetteer_file import ALTERNATE, MAIN, PREFERRED, WEAK, PlaceFile, open_place_file
from dateline.knowledge.gazetteer_names import fold_name, is_exact_form
from dateline.knowledge.gazetteer_tables import Region, load_generics, load_kinds, read_regions

_STANDING = {MAIN: 0.0, ALTERNATE: -1.2, WEAK: -2.5, PREFERRED: 3.5}
_REGION_STANDING = {MAIN: 0.0, ALTERNATE: -0.5, WEAK: -2.5, PREFERRED: 0.0}
FAME = 1.5
"""What a city of a million is favoured by over one of a hundred thousand beyond its size."""
_KNOWN = 5.0
_MEMORY = 60_000
_SHORT = 4
"""Letters from which a word in capitals may be any town ("HOMS"); shorter ones are abbreviations."""
_NEAR = 1.5
"""Degrees within which a town of our own table and one of GeoNames are the same."""


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """A place that a name could mean."""

    name: str
    kind: str
    """country | admin1 | admin2 | city, or a kind of our own table (sea, strait, region, site, base ...)."""
    country: str | None
    """ISO 3166-1 alpha-3; None for what lies in several countries or none."""
    admin1: str | None
    lat: float
    lon: float
    geonames: int | None
    population: int
    prior: float = 0.0
    """How likely the name means this place, before any text: about log10 of the people it concerns."""
    key: int = -1
    """Number of the row, the same for every name of the place."""
    within: tuple[int, ...] = ()
    """Keys of district, region and country that it lies in, the country last."""
    countries: tuple[str, ...] = ()
    """All countries that hold or claim it."""
    city: str | None = None
    """For a site: its town."""


@dataclass(slots=True)
class Gazetteer:
    """Names to places. Look-ups are remembered."""

    file: PlaceFile
    regions: tuple[Region, ...]
    filed: Mapping[str, tuple[int, ...]]
    """Folded forms of our own table to its rows; forms that hold only as written stand unfolded."""
    exact: Mapping[str, tuple[tuple[int, int], ...]]
    country_keys: Mapping[str, int]
    memory: dict[str, tuple[PlaceRow, ...]] = field(default_factory=dict)

    def find(self, name: str) -> tuple[PlaceRow, ...]:
        """Give the places that a name could mean, the likeliest first: "Kharkiv", "U.S.", "the Gulf of Finland".

        A name unknown as it stands is tried without the word that tells its kind: "Sumy region", "city of Homs".
        """
        known = self.memory.get(name)
        if known is None:
            if len(self.memory) > _MEMORY:
                self.memory.clear()
            known = self.memory[name] = self._find(name)
        return known

    def knows(self, name: str) -> bool:
        """Tell whether a name could mean a place."""
        return bool(self.find(name))

    def best(self, name: str) -> PlaceRow | None:
        """Give the likeliest place of a name; its `prior` and `kind` tell how well known it is."""
        found = self.find(name)
        return found[0] if found else None

    def region_of_abbreviation(self, name: str) -> PlaceRow | None:
        """Give the state or province behind a short form, as after a comma: "Tampa, FL", "Brandon, Man."."""
        spellings = (name, name.capitalize()) if len(name) > 3 and name.isupper() else (name,)
        for spelling in spellings:
            for row, standing in self.exact.get(spelling, ()):
                if self._kind(row) == "admin1":
                    return self._row(row, standing)
        return None

    def country(self, code: str) -> PlaceRow | None:
        """Give the row of a country by its ISO alpha-3 code."""
        key = self.country_keys.get(code)
        return None if key is None else self._row(key, MAIN)

    def row(self, key: int) -> PlaceRow:
        """Give a row by its key."""
        return self._row(key, MAIN)

    def _find(self, name: str) -> tuple[PlaceRow, ...]:
        name = " ".join(name.split())
        rows = self._look_up(name)
        if not rows:
            rows = self._look_up_generic(name)
        return tuple(sorted(rows, key=lambda row: (-row.prior, row.geonames or 0, row.key)))

    def _look_up(self, name: str) -> list[PlaceRow]:
        found: dict[int, int] = {}
        spelt = "the " + name[4:] if name.startswith("The ") else name
        if is_exact_form(spelt):
            postal = len(spelt) == 2 and spelt.isupper()
            for row, standing in self.exact.get(spelt, ()):
                if not (postal and self._kind(row) == "admin1"):
                    _keep(found, row, standing)
            for index in self.filed.get(spelt, ()):
                _keep(found, self.file.bounds[3] + index, MAIN)
            if found or len(spelt) < _SHORT:
                return [self._row(row, standing) for row, standing in found.items()]
            if spelt.startswith("the ") and is_exact_form(spelt[4:]):
                return self._look_up(spelt[4:])
        folded = fold_name(name)
        if not folded:
            return []
        for row, standing in self.file.postings(folded):
            _keep(found, row, standing)
        for index in self.filed.get(folded, ()):
            _keep(found, self.file.bounds[3] + index, MAIN)
        return _without_doubles([self._row(row, standing) for row, standing in found.items()])

    def _look_up_generic(self, name: str) -> list[PlaceRow]:
        lowered = name.lower().removeprefix("the ")
        stem = name[len(name) - len(lowered) :]
        before, after = load_generics()
        for generic in after:
            if lowered.endswith(" " + generic.word):
                return self._of_kinds(stem[: -len(generic.word) - 1], generic.kinds)
        for generic in before:
            if lowered.startswith(generic.word + " "):
                return self._of_kinds(stem[len(generic.word) + 1 :], generic.kinds)
        return []

    def _of_kinds(self, stem: str, kinds: frozenset[str]) -> list[PlaceRow]:
        return [row for row in self._look_up(stem) if row.kind in kinds]

    def _kind(self, key: int) -> str:
        countries, regions, districts, towns = self.file.bounds
        if key < regions:
            return "country" if key < countries else "admin1"
        if key < towns:
            return "admin2" if key < districts else "city"
        return self.regions[key - towns].kind

    def _row(self, key: int, standing: int) -> PlaceRow:
        if key >= self.file.bounds[3]:
            return self._own_row(key)
        columns = self.file.columns
        kind = self._kind(key)
        within = self.file.above(key)
        country = self.file.code(within[-1] if within else key)
        region = next((row for row in within if self._kind(row) == "admin1"), key if kind == "admin1" else None)
        population = columns["population"][key]
        return PlaceRow(
            self.file.name(key),
            kind,
            country,
            None if region is None else self.file.name(region),
            columns["lat"][key] / 100_000,
            columns["lon"][key] / 100_000,
            columns["geonames"][key],
            population,
            _prior(kind, population, standing),
            key,
            within,
            (country,),
        )

    def _own_row(self, key: int) -> PlaceRow:
        region = self.regions[key - self.file.bounds[3]]
        above = self.country_keys.get(region.country) if region.country else None
        within = () if above is None else (above,)
        return PlaceRow(
            region.name,
            region.kind,
            region.country,
            None,
            region.lat,
            region.lon,
            region.geonames,
            0,
            load_kinds()[region.kind].weight,
            key,
            within,
            region.countries or ((region.country,) if region.country else ()),
            region.city,
        )


def _keep(found: dict[int, int], row: int, standing: int) -> None:
    if row not in found or _STANDING[standing] > _STANDING[found[row]]:
        found[row] = standing


def _prior(kind: str, population: int, standing: int) -> float:
    size = log10(population + 10)
    if kind == "country":
        return load_kinds()["country"].weight + 0.3 * (size - 8.0) + (standing == PREFERRED)
    if kind == "admin1":
        return size + 2.0 + _REGION_STANDING[standing]
    if kind == "admin2":
        return size - 0.5 + _STANDING[standing]
    return size + FAME * min(1.0, max(0.0, size - _KNOWN)) + _STANDING[standing]


def _without_doubles(rows: list[PlaceRow]) -> list[PlaceRow]:
    """Leave out a town of our own table that GeoNames has by now, and a feature of one name at one spot."""
    known = [row for row in rows if row.geonames is not None and row.kind in ("city", "admin1")]
    return [
        row
        for row in rows
        if row.geonames is not None
        or row.kind not in ("city", "region")
        or not any(abs(row.lat - k.lat) < _NEAR and abs(row.lon - k.lon) < _NEAR and row.kind == k.kind for k in known)
    ]


def _file_regions(regions: Iterable[Region]) -> dict[str, tuple[int, ...]]:
    filed: defaultdict[str, list[int]] = defaultdict(list)
    for index, region in enumerate(regions):
        for form in region.forms:
            key = form if is_exact_form(form) else fold_name(form)
            if index not in filed[key]:
                filed[key].append(index)
    return {key: tuple(found) for key, found in filed.items()}


@cache
def load_gazetteer() -> Gazetteer:
    """Map the file and read our own tables, once."""
    file = open_place_file()
    regions = read_regions()
    keys = {file.code(row): row for row in range(file.bounds[0])}
    return Gazetteer(file, regions, _file_regions(regions), file.exact_forms(), keys)
