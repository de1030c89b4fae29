"""Predictions of whole files: articles of one incident, their victims, and mentions of one event."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from bench.mentions import predict_mentions
from bench.predict import Row, read_row
from dateline.merging.reports import make_source
from dateline.merging.stories import join_articles
from dateline.merging.toll import find_toll
from dateline.reading import Engine


def predict_incidents(rows: Sequence[Row], engine: Engine) -> Iterator[dict[str, Any]]:
    """Give the story of each article; stories are called by their first article."""
    names: dict[str, list[str]] = {}
    sources = {}
    for row in rows:
        kept = {"text": row["text"], "title": row.get("title")}
        source = make_source(read_row(kept, engine, published=row.get("date")))
        sources[source.id] = source
        names.setdefault(source.id, []).append(row["id"])
    story_of = {
        each: group[0].id for group in join_articles(sources.values()) for source in group for each in names[source.id]
    }
    for row in rows:
        yield {"id": row["id"], "cluster": story_of[row["id"]]}


def predict_victims(rows: Sequence[Row], engine: Engine) -> Iterator[dict[str, Any]]:
    """Give how many died and were hurt, by each article."""
    del engine
    for row in rows:
        toll = find_toll(row.get("title") or "", row["text"], title_in_text=False)
        yield {"id": row["id"], "killed": toll.killed, "injured": toll.injured}


def predict_ecbplus(rows: Sequence[Row], engine: Engine) -> Iterator[dict[str, Any]]:
    """Give the event of each mention that the rows name by their spans."""
    kept = [
        {"id": row["id"], "text": row["text"], "events": [{"spans": event["spans"]} for event in row["events"]]}
        for row in rows
    ]
    yield from predict_mentions(kept, engine)
