"""Everything in a ledger as a file for other programs; by default with quotes, without the articles' whole texts."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import Any, Literal

import msgspec

from dateline.ledger import Store
from dateline.model.evidence import iter_spans
from dateline.model.record import Record
from dateline.views.columns import EVENT_COLUMNS, Cell
from dateline.views.lists import list_events

Texts = Literal["none", "quotes", "full"]
_RECORD = msgspec.json.Decoder(Record)


def export_jsonl(store: Store, texts: Texts = "quotes") -> Iterator[bytes]:
    """Yield each record as a line of JSON, in the order of publication and id.

    `full` gives the records exactly as `dateline read` prints them. The other two have `article.text` null and
    a key `texts`; `quotes` adds an object `quotes` with the words of every span of the record by "start-end".
    """
    for _, record in store.record_texts():
        data = record.encode("utf-8")
        yield (data if texts == "full" else _without_text(data, texts)) + b"\n"


def _without_text(data: bytes, texts: Texts) -> bytes:
    shown: dict[str, Any] = msgspec.json.decode(data)
    shown["article"]["text"] = None
    shown["texts"] = texts
    if texts == "quotes":
        record = _RECORD.decode(data)
        spans = sorted({span for _, span in iter_spans(record)})
        shown["quotes"] = {f"{start}-{end}": record.article.text[start:end] for start, end in spans}
    return msgspec.json.encode(shown)


def csv_columns(texts: Texts = "quotes") -> tuple[str, ...]:
    """Give the names of the columns of the CSV export; they are the same for all `texts`, but `full` adds `text`."""
    names = tuple(column.name for column in EVENT_COLUMNS)
    return (*names, "text") if texts == "full" else names


def export_csv(store: Store, texts: Texts = "quotes") -> Iterator[bytes]:
    """Yield the lines of a CSV of all events (RFC 4180, UTF-8), a header first, by when they happened."""
    yield _csv_line(csv_columns(texts))
    with store.snapshot():
        for row in list_events(store):
            cells = [None if texts == "none" and column.quotes else column.cell(row) for column in EVENT_COLUMNS]
            if texts == "full":
                found = store.query("SELECT text FROM articles WHERE article_id = ?", (row.source.article,))
                cells.append(found[0][0])
            yield _csv_line(cells)


def _csv_line(cells: tuple[Cell, ...] | list[Cell] | tuple[str, ...]) -> bytes:
    line = io.StringIO()
    csv.writer(line).writerow(cells)
    return line.getvalue().encode("utf-8")


EXPORTS = {"jsonl": export_jsonl, "csv": export_csv}
