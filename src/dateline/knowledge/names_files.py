"""Reads the CSV files of the who-is-who tables and refuses what is not well formed."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

from dateline.knowledge.digest import DATA
from dateline.model.errors import LexiconError

FOLDER = DATA / "names"


@cache
def load_codes() -> tuple[frozenset[str], frozenset[str]]:
    """Give the PLOVER sectors and the codes of international actors."""
    sectors: set[str] = set()
    international: set[str] = set()
    for where, row in read_rows(FOLDER / "codes.csv", ("code", "kind", "meaning")):
        if row[1] not in ("sector", "international"):
            raise LexiconError("codes.csv", where, f"kind must be sector or international, not {row[1]!r}")
        (sectors if row[1] == "sector" else international).add(row[0])
    return frozenset(sectors), frozenset(international)


def read_rows(path: Path, columns: Sequence[str]) -> Iterator[tuple[str, list[str]]]:
    """Yield (line, cells) of a CSV file whose header must be exactly these columns."""
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.reader(file)
        header = next(reader, [])
        if header != list(columns):
            wrong = [column for column in header if column not in columns]
            problem = f"unknown column {wrong[0]!r}" if wrong else f"the header must be {','.join(columns)}"
            raise LexiconError(path.name, "line 1", problem)
        width = len(columns)
        for row in reader:
            where = f"line {reader.line_num}"
            if len(row) != width:
                raise LexiconError(path.name, where, f"{len(row)} cells where {width} are wanted")
            yield where, row


def split_forms(cell: str) -> tuple[str, ...]:
    """Split "Kyiv|Kiev" into its forms; an empty cell has none."""
    return tuple(cell.split("|")) if cell else ()


def read_sectors(file: str, where: str, cell: str) -> tuple[str, ...]:
    """Split "GOV MIL" into sectors; an unknown one is a LexiconError."""
    if not cell:
        return ()
    sectors = tuple(cell.split(" "))
    known = load_codes()[0]
    for sector in sectors:
        if sector not in known:
            raise LexiconError(file, where, f"no such PLOVER sector: {sector!r}")
    return sectors


def read_choice(file: str, where: str, value: str, choices: Sequence[str]) -> str:
    """Give the value if it is one of the choices, else raise a LexiconError that names them."""
    if value not in choices:
        raise LexiconError(file, where, f"{value!r} is none of {', '.join(choices)}")
    return value


def read_words(path: Path) -> frozenset[str]:
    """Read a list of one word a line, sorted and without doubles."""
    words = path.read_text("utf-8").split("\n")
    if words[-1] == "":
        words.pop()
    found = frozenset(words)
    if len(found) != len(words):
        seen: set[str] = set()
        for number, word in enumerate(words, 1):
            if word in seen:
                raise LexiconError(path.name, f"line {number}", f"{word!r} is listed twice")
            seen.add(word)
    if "" in found:
        raise LexiconError(path.name, f"line {words.index('') + 1}", "an empty line")
    return found
