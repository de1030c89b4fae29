"""Everything in a ledger as a file for other programs; by default with quotes, without the articles' whole texts."""

from __future__ import annotations

import csv
import importlib
import io
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal

import msgspec

from dateline.ledger import Store
from dateline.model.errors import ConfigError
from dateline.model.evidence import iter_spans
from dateline.model.record import Record
from dateline.views.annotations import make_annotations
from dateline.views.cells import safe_cell
from dateline.views.columns import (
    ACTOR_COLUMNS,
    ARTICLE_COLUMNS,
    EVENT_COLUMNS,
    PLACE_COLUMNS,
    STATEMENT_COLUMNS,
    Cell,
    Column,
)
from dateline.views.compatible import COMPATIBLE, column_names_of, make_compatible
from dateline.views.feeds import AHEAD, make_atom, write_calendar
from dateline.views.geojson import make_geojson
from dateline.views.listing import Listing
from dateline.views.lists import list_articles, list_events, list_statements
from dateline.views.totals import list_actors, list_places

Texts = Literal["none", "quotes", "full"]
Table = Literal["events", "statements", "articles", "actors", "places"]
_RECORD = msgspec.json.Decoder(Record)
_ROWS_A_GROUP = 20_000


@dataclass(frozen=True, slots=True)
class Wish:
    """What an export is to hold."""

    texts: Texts = "quotes"
    """How much of the articles' own words goes along."""
    table: Table = "events"
    """Which rows; JSON Lines are whole records in any case."""
    all_versions: bool = False
    """Also versions of articles that newer ones at the same URL have replaced."""
    filters: Mapping[str, Any] = field(default_factory=dict)
    """Of the list of events, where the rows are events."""
    quick: Callable[..., Listing[Any] | None] | None = None
    """Lists events or statements (name, store, filters) sooner than the tables; None for what it does not list."""


_LISTS: dict[Table, tuple[Callable[..., Listing[Any]], tuple[Column[Any], ...]]] = {
    "events": (list_events, EVENT_COLUMNS),
    "statements": (list_statements, STATEMENT_COLUMNS),
    "articles": (list_articles, ARTICLE_COLUMNS),
    "actors": (list_actors, ACTOR_COLUMNS),
    "places": (list_places, PLACE_COLUMNS),
}
TABLES: tuple[Table, ...] = tuple(_LISTS)


def export_jsonl(store: Store, wish: Wish = Wish()) -> Iterator[bytes]:
    """Yield each record as a line of JSON, in the order of publication and id.

    `full` gives the records exactly as `dateline read` prints them. The other two have `article.text` null and
    a key `texts`; `quotes` adds an object `quotes` with the words of every span of the record by "start-end".
    """
    for _, record in store.record_texts(all_versions=wish.all_versions):
        data = record.encode("utf-8")
        yield (data if wish.texts == "full" else _without_text(data, wish.texts)) + b"\n"


def _without_text(data: bytes, texts: Texts) -> bytes:
    shown: dict[str, Any] = msgspec.json.decode(data)
    shown["article"]["text"] = None
    shown["texts"] = texts
    if texts == "quotes":
        record = _RECORD.decode(data)
        spans = sorted({span for _, span in iter_spans(record)})
        shown["quotes"] = {f"{start}-{end}": record.article.text[start:end] for start, end in spans}
    return msgspec.json.encode(shown)


def column_names(wish: Wish = Wish()) -> tuple[str, ...]:
    """Give the names of the columns of a CSV or Parquet export; `full` adds `text` where a row has an article."""
    names = tuple(column.name for column in _LISTS[wish.table][1])
    return (*names, "text") if _has_text(wish) else names


def _has_text(wish: Wish) -> bool:
    return wish.texts == "full" and wish.table not in ("actors", "places")


def _rows(store: Store, wish: Wish) -> Iterator[list[Cell]]:
    ask, columns = _LISTS[wish.table]
    for row in _ask(store, wish, wish.table, ask):
        cells = [None if wish.texts == "none" and column.quotes else column.cell(row) for column in columns]
        if _has_text(wish):
            article = row.article if wish.table == "articles" else row.source.article
            cells.append(store.query("SELECT text FROM articles WHERE article_id = ?", (article,))[0][0])
        yield cells


def export_csv(store: Store, wish: Wish = Wish()) -> Iterator[bytes]:
    """Yield the lines of a CSV (RFC 4180, UTF-8), a header first: events by when they happened, or another table."""
    yield _csv_line(column_names(wish))
    with store.snapshot():
        for cells in _rows(store, wish):
            yield _csv_line(cells)


def _csv_line(cells: list[Cell] | tuple[str, ...]) -> bytes:
    line = io.StringIO()
    csv.writer(line).writerow(map(safe_cell, cells))
    return line.getvalue().encode("utf-8")


def export_parquet(store: Store, wish: Wish = Wish()) -> Iterator[bytes]:
    """Yield a Parquet file of the columns of the CSV, numbers as numbers; ConfigError where pyarrow is not there."""
    try:
        arrow, parquet = importlib.import_module("pyarrow"), importlib.import_module("pyarrow.parquet")
    except ImportError as error:
        raise ConfigError("pyarrow is not installed; `pip install dateline[parquet]` brings it") from error
    kinds = {"text": arrow.string(), "whole": arrow.int64(), "number": arrow.float64()}
    columns = _LISTS[wish.table][1]
    fields = [(column.name, kinds[column.kind]) for column in columns]
    schema = arrow.schema([*fields, ("text", arrow.string())] if _has_text(wish) else fields)
    whole = io.BytesIO()
    with store.snapshot(), parquet.ParquetWriter(whole, schema, compression="zstd") as writer:
        group: list[list[Cell]] = []
        for cells in _rows(store, wish):
            group.append(cells)
            if len(group) == _ROWS_A_GROUP:
                writer.write_table(_as_table(arrow, schema, group))
                group = []
        writer.write_table(_as_table(arrow, schema, group))
    yield whole.getvalue()


def _as_table(arrow: Any, schema: Any, group: list[list[Cell]]) -> Any:
    several = list(zip(*group)) if group else [()] * len(schema)
    return arrow.table([arrow.array(cells, field.type) for cells, field in zip(several, schema)], schema=schema)


def _events(store: Store, wish: Wish) -> Listing[Any]:
    return _ask(store, wish, "events", list_events)


def _ask(store: Store, wish: Wish, table: Table, ask: Callable[..., Listing[Any]]) -> Listing[Any]:
    filters = {"all_versions": wish.all_versions, **wish.filters}
    quick = None if wish.quick is None else wish.quick(table, store, **filters)
    return ask(store, **filters) if quick is None else quick


def export_geojson(store: Store, wish: Wish = Wish()) -> Iterator[bytes]:
    """Yield events as a GeoJSON FeatureCollection, a feature for each place of each."""
    with store.snapshot():
        yield from make_geojson(_events(store, wish), wish.texts != "none")


def export_atom(store: Store, wish: Wish = Wish()) -> Iterator[bytes]:
    """Yield the 500 events that were published last as an Atom feed."""
    filters = {"sort": "-published", "limit": 500, **wish.filters}
    with store.snapshot():
        rows = list(_events(store, replace(wish, filters=filters)))
    yield make_atom(rows, "dateline: events", "", quotes=wish.texts != "none")


def export_ics(store: Store, wish: Wish = Wish()) -> Iterator[bytes]:
    """Yield what is planned, proposed or was called off as a calendar; other statuses where they are asked for."""
    filters = {"status": AHEAD, **wish.filters}
    asked = filters["status"]
    statuses = (asked,) if isinstance(asked, str) else tuple(asked)
    with store.snapshot():
        rows = _events(store, replace(wish, filters=filters))
        yield from write_calendar(rows, "dateline: planned", quotes=wish.texts != "none", statuses=statuses)


def export_annotations(store: Store, wish: Wish = Wish()) -> Iterator[bytes]:
    """Yield the evidence of events as W3C Web Annotations; without quotes positions alone."""
    with store.snapshot():
        yield from make_annotations(store, _events(store, wish), wish.texts != "none")


def _export_compatible(name: str) -> Callable[[Store, Wish], Iterator[bytes]]:
    def export(store: Store, wish: Wish = Wish()) -> Iterator[bytes]:
        yield _csv_line(column_names_of(name))
        with store.snapshot():
            for cells in make_compatible(name, _events(store, wish), wish.texts != "none"):
                yield _csv_line(cells)

    return export


EXPORTS: dict[str, Callable[[Store, Wish], Iterator[bytes]]] = {
    "jsonl": export_jsonl,
    "csv": export_csv,
    "parquet": export_parquet,
    "geojson": export_geojson,
    "ics": export_ics,
    "atom": export_atom,
    **{name: _export_compatible(name) for name in COMPATIBLE},
    "annotations": export_annotations,
}
