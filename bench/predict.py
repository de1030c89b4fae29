#!/usr/bin/env python3
"""Print predictions for the scorers, made from records like any other output.

    python bench/predict.py TASK FILE [--adjectives] [--model NAME]

TASK is one of: records actors quotes plover times event-times event-intervals event-marks places places-given incidents
victims ecbplus.
FILE is JSON Lines, plain or .gz; a row out for each row in, in the same order, on standard output (ecbplus: a row
for each mention).
A task reads nothing of a row but its input (id, text, title, date): never gold fields, row order or file name.
"""

from __future__ import annotations

import argparse
import gzip
import importlib
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from dateline.model.record import Record
from dateline.reading import Engine, load_engine, read_article
from dateline.sources import Options, read_text
from dateline.sources.dates import day_of_timestamp

Row = Mapping[str, Any]
Task = Callable[[Row, Engine], Any]


def read_row(row: Row, engine: Engine, *, published: str | None = None) -> Record:
    """Read one row as `dateline read` would; what the row tells of its publication is handed on."""
    date = published or row.get("published")
    options = Options(
        published=day_of_timestamp(date) if date else None,
        outlet=row.get("outlet"),
        title=row.get("title"),
        url=row.get("url"),
        language="en",
        large=True,
        ref=row.get("ref"),
    )
    found = read_text(row["text"], options)
    return read_article(found.article, engine, found.issues)


def predict_record(row: Row, engine: Engine) -> Record:
    """Give the whole record."""
    return read_row(row, engine)


def predict_actors(row: Row, engine: Engine) -> dict[str, Any]:
    """Give persons, organisations and places, one a span, with who is the same as whom."""
    record = read_row({"id": row["id"], "text": row["text"]}, engine, published=row.get("date"))
    mentions: dict[tuple[int, int], str] = {}
    countries = {actor.country: actor.id for actor in record.actors if actor.kind == "country"}
    for actor in record.actors:
        for mention in actor.mentions:
            if mention.form != "demonym":  # an adjective ("Russian") names no person, organisation or place
                mentions.setdefault(mention.span, actor.id)
    for place in record.places:
        same = countries.get(place.country) if place.kind == "country" else None
        for span in place.spans:
            mentions.setdefault(span, same or place.id)
    rows = [{"start": s, "end": e, "cluster": cluster} for (s, e), cluster in sorted(mentions.items())]
    return {"id": row["id"], "mentions": rows}


def predict_quotes(row: Row, engine: Engine) -> dict[str, Any]:
    """Give source, cue and content of each statement; like the gold, nothing that is quoted inside another."""
    record = read_row({"id": row["id"], "text": row["text"]}, engine)
    outermost = [s for s in record.statements if s.content and s.within is None]
    attributions = [{"source": s.speaker.spans, "cue": s.cue, "content": s.content} for s in outermost]
    return {"id": row["id"], "attributions": attributions}


def predict_plover(row: Row, engine: Engine) -> dict[str, Any]:
    """Give every event of the record as PLOVER has it, sides as country codes."""
    record = read_row({"id": row["id"], "text": row["text"]}, engine)
    actors = {actor.id: actor for actor in record.actors}
    events = []
    for event in record.events:
        row_out: dict[str, Any] = {"type": event.plover.type}
        sides = {"source": (*event.actors, *event.participants), "target": event.recipients}
        for name, parties in sides.items():
            known = [actors[party.id] for party in parties if party.id is not None]
            row_out[name] = sorted({actor.country for actor in known if actor.country})
            row_out[f"{name}_sector"] = sorted({sector for actor in known for sector in actor.sectors})
            row_out[f"{name}_text"] = [record.text_of(span) for party in parties for span in party.spans]
        events.append(row_out)
    return {"id": row["id"], "events": events}


TASKS: dict[str, Task] = {
    "records": predict_record,
    "actors": predict_actors,
    "quotes": predict_quotes,
    "plover": predict_plover,
    "times": lambda row, engine: _tasks("tasks_times").predict_times(row, engine),
    "event-times": lambda row, engine: _tasks("tasks_times").predict_event_times(row, engine),
    "event-intervals": lambda row, engine: _tasks("tasks_times").predict_event_times(row, engine, honest=True),
    "event-marks": lambda row, engine: _tasks("tasks_status").predict_event_marks(row, engine),
    "places": lambda row, engine: _tasks("tasks_places").predict_places(row, engine, adjectives=False),
    "places-given": lambda row, engine: _tasks("tasks_places").predict_places_given(row, engine),
}


FILE_TASKS: dict[str, str] = {
    "incidents": "predict_incidents",
    "victims": "predict_victims",
    "ecbplus": "predict_ecbplus",
}
"""Tasks that need all rows at once."""


def _tasks(name: str) -> Any:
    return importlib.import_module(f"bench.{name}")


def read_rows(path: str) -> Iterator[Row]:
    """Yield the rows of a JSON Lines file, plain or .gz."""
    opener = gzip.open if path.endswith(".gz") else open
    with opener(path, "rb") as lines:
        for line in lines:
            if line.strip():
                yield msgspec.json.decode(line)


def main() -> None:
    """Run one task over one file."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("task", choices=sorted({**TASKS, **FILE_TASKS}))
    parser.add_argument("file")
    parser.add_argument("--adjectives", action="store_true", help="count demonyms as places (task places)")
    parser.add_argument("--model", default=None, help="another spaCy pipeline")
    options = parser.parse_args()
    engine = load_engine(options.model)
    if options.task in FILE_TASKS:
        predict = getattr(_tasks("tasks_merging"), FILE_TASKS[options.task])
        for predicted in predict(list(read_rows(options.file)), engine):
            sys.stdout.buffer.write(msgspec.json.encode(predicted) + b"\n")
        return
    task = TASKS[options.task]
    if options.task == "places" and options.adjectives:
        task = lambda row, engine: _tasks("tasks_places").predict_places(row, engine, adjectives=True)  # noqa: E731
    for row in read_rows(options.file):
        sys.stdout.buffer.write(msgspec.json.encode(task(row, engine)) + b"\n")


if __name__ == "__main__":
    main()
