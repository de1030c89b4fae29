"""The gazetteer's binary file as mapped columns: nothing is read before it is asked for."""

from __future__ import annotations

import mmap
import struct
import sys
from array import array
from bisect import bisect_left
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from dateline.knowledge.gazetteer_names import hash_name
from dateline.model.errors import LexiconError

TARGET = Path(__file__).parent / "data" / "places" / "gazetteer.bin"
MAGIC = b"DLPLACE1"
NONE = 0xFFFFFFFF
SECTIONS = (
    "geonames", "lat", "lon", "population", "parent", "name_start", "hash_high", "posting", "hash_low", "code", "name",
    "exact",
)  # fmt: skip
_Kind = Literal["i", "I", "H", "B"]
_TYPES: dict[str, _Kind] = {"lat": "i", "lon": "i", "hash_low": "H", "code": "B", "name": "B", "exact": "B"}
MAIN, ALTERNATE, PREFERRED, WEAK = 0, 1, 2, 3
"""How a form stands to its place: the name itself, another name, the place that the form means in the news, a stem."""


@dataclass(frozen=True, slots=True)
class PlaceFile:
    """The mapped file. Rows are numbered: countries, then regions, then districts, then towns."""

    bounds: tuple[int, int, int, int]
    """Row numbers at which countries, regions, districts and towns end."""
    columns: dict[str, memoryview]

    def postings(self, folded: str) -> list[tuple[int, int]]:
        """Give (row, standing) of each place filed under a folded name."""
        high, low = hash_name(folded)
        highs, lows, postings = self.columns["hash_high"], self.columns["hash_low"], self.columns["posting"]
        found = []
        at = bisect_left(highs, high)
        while at < len(highs) and highs[at] == high:
            if lows[at] == low:
                found.append((postings[at] >> 2, postings[at] & 3))
            at += 1
        return found

    def exact_forms(self) -> dict[str, tuple[tuple[int, int], ...]]:
        """Give the forms that hold only as they are written ("US", "Fla.", "the States") with (row, standing)."""
        found: dict[str, tuple[tuple[int, int], ...]] = {}
        for line in bytes(self.columns["exact"]).decode("utf-8").splitlines():
            form, row, standing = line.split("\t")
            found[form] = (*found.get(form, ()), (int(row), int(standing)))
        return found

    def name(self, row: int) -> str:
        """Give the name of a row."""
        starts = self.columns["name_start"]
        return bytes(self.columns["name"][starts[row] : starts[row + 1]]).decode("utf-8")

    def code(self, row: int) -> str:
        """Give the ISO alpha-3 code of a country row."""
        return bytes(self.columns["code"][3 * row : 3 * row + 3]).decode("ascii")

    def above(self, row: int) -> tuple[int, ...]:
        """Give the rows that a row lies in, nearest first, the country last."""
        parents = self.columns["parent"]
        found = []
        while parents[row] != NONE:
            row = parents[row]
            found.append(row)
        return tuple(found)


def open_place_file(path: Path = TARGET) -> PlaceFile:
    """Map the file; raise LexiconError when it is absent or another format."""
    try:
        with path.open("rb") as file:
            data = memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
    except (OSError, ValueError) as error:
        raise LexiconError(path.name, "file", f"cannot be opened: {error}; build it anew") from error
    if bytes(data[:8]) != MAGIC:
        raise LexiconError(path.name, "header", "is no gazetteer of this version; build it anew")
    bounds = struct.unpack_from("<4I", data, 8)
    sizes = struct.unpack_from(f"<{len(SECTIONS)}I", data, 24)
    at = 24 + 4 * len(SECTIONS)
    columns: dict[str, memoryview] = {}
    for name, size in zip(SECTIONS, sizes):
        at += -at % 8
        if at + size > len(data):
            raise LexiconError(path.name, name, "ends before it should; build it anew")
        columns[name] = _cast(data[at : at + size], _TYPES.get(name, "I"))
        at += size
    return PlaceFile(bounds, columns)


def _cast(data: memoryview, kind: _Kind) -> memoryview:
    if sys.byteorder == "little" or kind == "B":
        return data.cast(kind)
    column = array(kind, bytes(data))
    column.byteswap()
    return memoryview(column.tobytes()).cast(kind)
