"""What a list of a ledger gives back: rows that are loaded as they are looked at, and go into tables and files."""

from __future__ import annotations

import html
import importlib
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, Generic, TypeVar, overload

import msgspec

from dateline.model.errors import ConfigError
from dateline.views.columns import Cell, Column

Row = TypeVar("Row", bound=msgspec.Struct)
_CHUNK = 400
_SHOWN_IN_NOTEBOOK = 50


class Listing(Sequence[Row], Generic[Row]):
    """The rows of one list: has a length, iterates, gives rows by index, and goes to pandas, polars, JSON Lines.

    What belongs to it was settled when it was asked for; rows are loaded as they are looked at.
    """

    def __init__(
        self,
        numbers: Sequence[int],
        load: Callable[[Sequence[int]], list[Row]],
        columns: tuple[Column[Row], ...],
        undated: int = 0,
    ) -> None:
        self._numbers = numbers
        self._load = load
        self.columns = columns
        self.undated = undated
        """How many fit all filters but have no date, and are left out because days were asked for."""

    @property
    def numbers(self) -> Sequence[int]:
        """The rows by their numbers in the ledger."""
        return self._numbers

    def __len__(self) -> int:
        return len(self._numbers)

    def __iter__(self) -> Iterator[Row]:
        first = 0
        # Not by the length: some lists know theirs only when they have been read to the end.
        while len(some := self._numbers[first : first + _CHUNK]):
            yield from self._load(some)
            first += _CHUNK

    @overload
    def __getitem__(self, index: int) -> Row: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Row]: ...
    def __getitem__(self, index: int | slice) -> Row | Sequence[Row]:
        if isinstance(index, slice):
            return Listing(self._numbers[index], self._load, self.columns)
        return self._load([self._numbers[index]])[0]

    def __repr__(self) -> str:
        return f"<{len(self)} rows: {', '.join(column.name for column in self.columns[:6])} ...>"

    def column_names(self) -> tuple[str, ...]:
        """Give the names of the flat columns, in their order."""
        return tuple(column.name for column in self.columns)

    def cells(self) -> Iterator[tuple[Cell, ...]]:
        """Yield each row as flat cells: several values of one field stand in one cell, with "; " between them."""
        for row in self:
            yield tuple(column.cell(row) for column in self.columns)

    def to_jsonl(self, path: str | Path | None = None) -> str:
        """Give the rows as JSON Lines with all their parts and spans; written to a file too when a path is given."""
        lines = "".join(msgspec.json.encode(row).decode() + "\n" for row in self)
        if path is not None:
            Path(path).write_text(lines, encoding="utf-8", newline="\n")
        return lines

    def to_pandas(self) -> Any:
        """Give a pandas DataFrame of the flat columns; raises ConfigError where pandas is not installed."""
        pandas = _import_frames("pandas")
        return pandas.DataFrame(list(self.cells()), columns=list(self.column_names()))

    def to_polars(self) -> Any:
        """Give a polars DataFrame of the flat columns; raises ConfigError where polars is not installed."""
        polars = _import_frames("polars")
        names = list(self.column_names())
        return polars.DataFrame(list(self.cells()), schema=names, orient="row", infer_schema_length=None)

    def _repr_html_(self) -> str:
        """Show the first rows in a notebook."""
        names = "".join(f"<th>{html.escape(name)}</th>" for name in self.column_names())
        lines: list[str] = []
        for row in self[:_SHOWN_IN_NOTEBOOK]:
            cells = ("" if cell is None else str(cell) for cell in (column.cell(row) for column in self.columns))
            lines.append("<tr>" + "".join(f"<td>{html.escape(cell)}</td>" for cell in cells) + "</tr>")
        more = len(self) - len(lines)
        caption = f"{len(self)} rows" + (f", the first {len(lines)} shown" if more else "")
        return (
            f'<table style="font-size: smaller"><caption>{caption}</caption>'
            f"<thead><tr>{names}</tr></thead><tbody>{''.join(lines)}</tbody></table>"
        )


def _import_frames(name: str) -> Any:
    try:
        return importlib.import_module(name)
    except ImportError as error:
        raise ConfigError(f"{name} is not installed; `pip install dateline[frames]` brings it") from error
