"""The API gives what the lists give, page by page, in shapes that hold."""

from __future__ import annotations

import csv
import datetime
import io
import itertools
import json
from typing import Any

import pytest
from icalendar import Calendar
from lxml import etree
from starlette.testclient import TestClient

from dateline.ledger import Store
from dateline.views import list_events, list_statements
from dateline.views.columns import EVENT_COLUMNS
from dateline.web.lists import KINDS


def _all(client: TestClient, address: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = []
    following: str | None = address
    while following:
        told = client.get(following).json()
        assert told["ok"] is True
        rows += told["rows"]
        assert told["truncated"] is (told["next"] is not None)
        following = told["next_url"]
    return rows


@pytest.mark.parametrize("about", KINDS)
def test_the_shape_of_a_list(client: TestClient, about: str) -> None:
    told = client.get(f"/{about}.json?limit=3").json()
    assert set(told) == {"ok", "rows", "total", "undated", "truncated", "next", "next_url"}
    assert len(told["rows"]) <= 3
    assert [json.dumps(row) for row in _all(client, f"/{about}.json?limit=3")] == [
        json.dumps(row) for row in _all(client, f"/{about}.json?limit=1000")
    ], "the same rows in pages of any size"


@pytest.mark.parametrize(
    "filters",
    [
        {}, {"actor": "Russia"}, {"register": "strike", "since": "2026"}, {"search": "drone"}, {"contested": "1"},
        {"status": ["planned", "threatened"]}, {"sort": "-time"}, {"reports": "true", "outlet": "Courier"},
    ],
)  # fmt: skip
def test_filters_are_those_of_the_lists(client: TestClient, example_ledger: Store, filters: dict[str, Any]) -> None:
    answer = client.get("/events.json", params={**filters, "limit": 1000}).json()
    asked = {
        name: value in ("1", "true") if name in ("contested", "reports") else value for name, value in filters.items()
    }
    listed = list_events(example_ledger, **asked)
    assert [row["key"] for row in answer["rows"]] == [row.key for row in listed]
    assert answer["total"] == len(listed)
    lines = client.get("/events.jsonl", params=filters).text.splitlines()
    assert [json.loads(line)["key"] for line in lines] == [row.key for row in listed]


def test_statements_are_those_of_the_list(client: TestClient, example_ledger: Store) -> None:
    for filters in ({}, {"speaker": "Rutte"}, {"sort": "-published"}, {"sort": "speaker"}, {"act": "deny"}):
        answer = client.get("/statements.json", params={**filters, "limit": 1000}).json()
        listed = list_statements(example_ledger, **filters)  # type: ignore[arg-type]
        assert [row["key"] for row in answer["rows"]] == [row.key for row in listed]


def test_errors_have_their_shape(client: TestClient) -> None:
    for path, status in (("/events.json?x=1", 400), ("/events/event:0000000000.json", 404), ("/none.json", 404)):
        answer = client.get(path)
        assert answer.status_code == status
        told = answer.json()
        assert told["ok"] is False
        assert told["status"] == status
        assert told["errors"] == [told["error"]]


def test_csv_has_the_columns_of_the_list(client: TestClient) -> None:
    rows = list(csv.reader(io.StringIO(client.get("/events.csv?register=strike").text)))
    assert rows[0] == [column.name for column in EVENT_COLUMNS]
    assert len(rows) - 1 == client.get("/events.json?register=strike").json()["total"]


def test_positions_of_annotations_are_those_of_the_text(client: TestClient) -> None:
    told = json.loads(client.get("/events.annotations.jsonld").text)
    assert told["@context"] == "http://www.w3.org/ns/anno.jsonld"
    texts: dict[str, str] = {}
    for each in told["items"]:
        target = each["target"]
        article = target["source"].rpartition(":")[2]
        if article not in texts:
            texts[article] = client.get(f"/articles/{article}.json").json()["record"]["article"]["text"]
        position, quote = target["selector"]
        text = texts[article]
        assert text[position["start"] : position["end"]] == quote["exact"]
        assert text[: position["start"]].endswith(quote["prefix"])
        assert text[position["end"] :].startswith(quote["suffix"])
    assert len(told["items"]) > 100


def test_geojson_loses_nothing(client: TestClient) -> None:
    told = json.loads(client.get("/events.geojson").text)
    keys = {row["key"] for row in client.get("/events.json?limit=1000").json()["rows"]}
    assert {each["properties"]["dateline_id"] for each in told["features"]} == keys
    placed = [each for each in told["features"] if each["geometry"]]
    assert placed
    for each in placed:
        lon, lat = each["geometry"]["coordinates"]
        assert -180 <= lon <= 180
        assert -90 <= lat <= 90


def test_the_calendar_has_days_that_were_named(client: TestClient) -> None:
    calendar = Calendar.from_ical(client.get("/events.ics").content)
    held = {str(each["uid"]): each for each in calendar.walk("VEVENT")}
    rows = client.get("/events.json?limit=1000").json()["rows"]
    ahead = [
        r
        for r in rows
        if r["status"] in ("planned", "proposed", "conditional", "cancelled") and r["start"] and r["end"]
    ]
    assert len(held) == len(ahead) > 0
    for row in ahead:
        item = held[f"{row['joined']['id'].replace(':', '-')}@dateline"]
        assert item["dtstart"].dt == datetime.date.fromisoformat(row["start"])
        assert item["dtend"].dt == datetime.date.fromisoformat(row["end"]) + datetime.timedelta(days=1)
        assert (str(item["status"]) == "CANCELLED") is (row["status"] == "cancelled")


@pytest.mark.parametrize("about", ["events", "statements", "articles"])
def test_feeds_are_atom_and_the_same_each_time(client: TestClient, about: str) -> None:
    first, again = (client.get(f"/{about}.atom?actor=Russia").content for _ in range(2))
    assert first == again, "no clock in a feed"
    tree = etree.fromstring(first)
    name = "{http://www.w3.org/2005/Atom}"
    days = [each.findtext(f"{name}updated") for each in tree.iter(f"{name}entry")]
    assert days
    assert days == sorted(days, reverse=True)
    assert tree.findtext(f"{name}updated") == days[0]
    for each in tree.iter(f"{name}link"):
        assert each.get("href", "").startswith("http://testserver/")


def test_series_count_what_the_list_has(client: TestClient) -> None:
    total = client.get("/events.json?actor=Russia").json()["total"]
    timeline = client.get("/timeline.json?actor=Russia").json()["timeline"]
    bars = timeline["bars"]
    assert sum(b["happened"] + b["ahead"] + b["not_"] for b in bars) + timeline["undated"] == total
    days = [(b["start"], b["end"]) for b in bars]
    assert days == sorted(days)
    for (_, end), (start, _) in itertools.pairwise(days):
        gap = datetime.date.fromisoformat(start) - datetime.date.fromisoformat(end)
        assert gap == datetime.timedelta(days=1), "no gaps"
    facets = client.get("/facets.json?actor=Russia").json()
    assert facets["total"] == total
    assert sum(number for _, number in facets["facets"]["status"]) >= total, "reports of one event may differ"
    for pair in client.get("/pairs.json?by=country").json()["pairs"]:
        found = client.get("/events.json", params={"actor": pair["first"], "recipient": pair["second"]}).json()
        assert found["total"] >= pair["events"]


def test_the_overview_counts_from_the_newest_day(client: TestClient) -> None:
    told = client.get("/overview.json").json()["overview"]
    assert told["events"] == client.get("/events.json").json()["total"]
    assert told["contested_events"] == client.get("/events.json?contested=1").json()["total"]
    for row in told["ahead"]:
        assert row["status"] in ("planned", "proposed", "considered", "threatened", "conditional")
        assert row["end"] is None or row["end"] >= told["newest"]
    for row in told["lately"]:
        assert row["status"] in ("occurred", "ongoing")


def test_citations_name_every_article(client: TestClient, example_ledger: Store) -> None:
    row = max(list_events(example_ledger), key=lambda each: each.joined.documents if each.joined else 0)
    assert row.joined is not None
    told = client.get(f"/events/{row.joined.id}.csl.json").json()
    assert len(told) == 1 + row.joined.documents
    bibtex = client.get(f"/events/{row.joined.id}.bib").text
    assert bibtex.count("@article{") == row.joined.documents
    assert bibtex.count("{") == bibtex.count("}")
