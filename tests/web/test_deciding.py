"""Decisions from the page: taken, seen at once, undone; and what others add meanwhile is seen too."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from tests.records_by_hand import make_article, make_record
from tests.web.serving import serve

from dateline.ledger import Store
from dateline.merging.refreshing import refresh
from dateline.views import list_events


@pytest.fixture
def ledger(example_path: Path, tmp_path: Path) -> Path:
    path = tmp_path / "copy.db"
    with Store(example_path) as store:
        store.open_for_reading()
        store.query("SELECT 1")
    shutil.copy(example_path, path)
    for suffix in ("-wal", "-shm"):
        beside = example_path.with_name(example_path.name + suffix)
        if beside.exists():
            shutil.copy(beside, path.with_name(path.name + suffix))
    return path


def _first(client: TestClient) -> str:
    key: str = client.get("/events.json?limit=1").json()["rows"][0]["joined"]["id"]
    return key


def test_rejected_is_gone_and_undone_is_back(ledger: Path) -> None:
    client = serve(ledger, now=lambda: "2026-01-02T03:04:05+00:00")
    key, total = _first(client), client.get("/events.json").json()["total"]
    answer = client.post(
        "/decide", data={"action": "reject", "key": key, "by": "A. Reader", "note": "a film", "back": "/review"}
    )
    assert answer.status_code == 303
    assert answer.headers["location"].startswith("/review?done=")
    assert client.get("/events.json").json()["total"] == total - 1
    assert client.get("/events.json?rejected=1").json()["total"] == total
    page = client.get(f"/events/{key}").text
    assert "rejected by a person" in page
    assert "A. Reader" in page
    assert "2026-01-02T03:04:05+00:00" in page
    assert client.post("/decide", data={"action": "undo"}).status_code == 303
    assert client.get("/events.json").json()["total"] == total


def test_a_set_value_stands_beside_what_was_read(ledger: Path) -> None:
    client = serve(ledger)
    key = client.get("/events.json?register=strike&search=killed&limit=1").json()["rows"][0]["joined"]["id"]
    answer = client.post(
        "/decide", data={"action": "set", "key": key, "field": "killed", "value": "7", "back": f"/events/{key}"}
    )
    assert answer.headers["location"] == f"/events/{key}"
    field = next(f for f in client.get(f"/events/{key}.json").json()["event"]["matrix"] if f["name"] == "killed")
    assert field["decided"] == "7"
    assert "set by a person" in client.get(f"/events/{key}").text


def test_two_are_said_to_be_one(ledger: Path) -> None:
    client = serve(ledger)
    rows = client.get("/events.json?register=airspace&limit=2").json()["rows"]
    total = client.get("/events.json").json()["total"]
    form = {"action": "same", "key": rows[0]["key"], "other": rows[1]["key"], "back": "/review"}
    assert client.post("/decide", data=form).status_code == 303
    assert client.get("/events.json").json()["total"] < total
    ids = {client.get(f"/events/{row['key']}.json").json()["event"]["id"] for row in rows}
    assert len(ids) == 1


@pytest.mark.parametrize(
    ("form", "words"),
    [
        ({"action": "burn"}, "there is no decision"),
        ({"action": "accept"}, "needs the ids of 1"),
        ({"action": "same", "key": "event:1234567890"}, "needs the ids of 2"),
        ({"action": "accept", "key": "event:0000000000"}, "holds no event"),
        ({"action": "undo"}, "no decision to undo"),
    ],
)
def test_what_cannot_be_decided_is_told(ledger: Path, form: dict[str, str], words: str) -> None:
    answer = serve(ledger).post("/decide", data=form)
    assert answer.status_code in (400, 404)
    assert words in answer.text


def test_a_decision_sends_nobody_elsewhere(ledger: Path) -> None:
    client = serve(ledger)
    key = _first(client)
    for back in ("//evil.example", "https://evil.example", "/\\evil.example"):
        answer = client.post("/decide", data={"action": "accept", "key": key, "back": back})
        assert answer.headers["location"].startswith("/review")


def test_a_reading_server_decides_nothing(ledger: Path) -> None:
    client = serve(ledger, read_only=True)
    key = _first(client)
    assert client.post("/decide", data={"action": "accept", "key": key}).status_code == 403
    assert 'action="/decide"' not in client.get(f"/events/{key}").text
    assert 'action="/decide"' not in client.get("/review").text


def test_the_queue_gets_shorter(ledger: Path) -> None:
    client = serve(ledger)
    with Store(ledger) as store:
        rows = {row.joined.id for row in list_events(store) if row.joined}
    before = client.get("/review").text
    first = next(key for key in rows if f"/events/{key}" in before)
    client.post("/decide", data={"action": "accept", "key": first, "back": "/review"})
    assert f"/events/{first}" not in client.get("/review").text


def test_what_others_add_is_seen(ledger: Path) -> None:
    client = serve(ledger)
    before = client.get("/events.json").json()["total"]
    with Store(ledger) as store:
        store.add(make_record(make_article(outlet="Late Extra")))
        refresh(store)
    assert client.get("/events.json").json()["total"] > before
    assert client.get("/events.json?outlet=Late").json()["total"] > 0
