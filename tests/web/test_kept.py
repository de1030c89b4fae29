"""What pages keep until the ledger changes gives the pages that would be made anew."""

from __future__ import annotations

import gc
import re
from collections.abc import Sequence
from pathlib import Path

import msgspec
import pytest
from starlette.testclient import TestClient
from tests.web.serving import serve

from dateline.ledger import Store
from dateline.merging.types import Policy
from dateline.views import details, list_changes, list_events, list_statements
from dateline.views.details import load_actor
from dateline.views.loading import load_events
from dateline.views.rows import EventRow
from dateline.web import api, pages_more, shown

PAGES = (
    "/events",
    "/events?sort=-time&limit=7",
    "/events?policy=latest",
    "/ahead",
    "/map",
    "/map?view=world",
    "/pairs",
)
MORE = ("/pairs?by=actor", "/timeline", "/timeline?unit=year", "/search?q=drone", "/changes", "/network")


def test_pages_asked_again_are_the_same(client: TestClient, example_path: Path) -> None:
    for path in (*PAGES, *MORE):
        assert client.get(path).text == client.get(path).text == serve(example_path).get(path).text, path


def test_a_line_is_made_once_for_all_lists(example_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []

    def load(store: Store, numbers: Sequence[int], policy: Policy) -> list[EventRow]:
        asked.extend(numbers)
        return load_events(store, numbers, policy)

    monkeypatch.setattr(shown, "load_events", load)
    client = serve(example_path)
    whole = client.get("/events?limit=1000").text
    assert len(asked) == len(set(asked)) == whole.count("<tr data-item>") > 20
    for path in ("/events", "/events?sort=-time", "/events?status=occurred", "/ahead"):
        client.get(path)
    assert len(asked) == len(set(asked))
    monkeypatch.setattr(shown, "_KEPT", 3)
    assert serve(example_path).get("/events?limit=1000").text == whole


def test_what_cannot_be_asked_is_told_of_a_page_that_is_kept(client: TestClient) -> None:
    for path in ("/pairs", "/map", "/timeline", "/network"):
        assert client.get(path).status_code == 200
        assert client.get(f"{path}?sort=nonsense").status_code == 400


def test_all_changes_are_counted(example_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages_more, "_MOST_CHANGES", 2)
    with Store(example_path) as store:
        number = len(list_changes(store, "run:1"))
    client = serve(example_path)
    for _ in range(2):
        page = client.get("/changes?since=run:1").text
        assert page.count("<tr data-item>") == 2
        assert re.findall(r"<p>([\d,\s\u202f]+) more;", page) == [f"{number - 2:,}".replace(",", " ")]


def test_what_stays_is_put_aside_while_it_serves(example_path: Path) -> None:
    before = gc.get_freeze_count(), gc.get_threshold()
    with serve(example_path) as client:
        assert client.get("/").status_code == 200
        assert gc.get_freeze_count() > 10_000
        assert gc.get_threshold()[0] > before[1][0]
    assert gc.get_threshold() == before[1]


def test_what_others_say_is_the_same_however_it_is_looked_for(
    example_ledger: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    keys = [row[0] for row in example_ledger.query("SELECT key FROM actors ORDER BY key")]
    monkeypatch.setattr(details, "_LOOKED_AT", 2)
    whole = [load_actor(example_ledger, key) for key in keys]
    assert sum(len(each.said_of) for each in whole) > 3
    monkeypatch.setattr(details, "OFTEN", 0)
    assert [load_actor(example_ledger, key) for key in keys] == whole


def test_names_and_roles_are_told_by_indexes(example_ledger: Store) -> None:
    for asked, index in (
        ("SELECT words, count(*) FROM article_actors WHERE actor = 1 AND article > 0 GROUP BY words", "words"),
        ("SELECT 1 FROM article_actors WHERE actor = 1 AND roles != '[]' LIMIT 1", "roles"),
    ):
        told = example_ledger.query(f"EXPLAIN QUERY PLAN {asked}")
        assert f"article_actors_{index}" in str(told), told


@pytest.mark.parametrize("policy", ["conservative", "informative", "representative"])
def test_rows_of_an_answer_are_the_rows_as_json(
    example_path: Path, policy: Policy, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = serve(example_path)
    with Store(example_path) as store:
        events = msgspec.json.encode(list(list_events(store, policy=policy, sort="-time")))
        said = msgspec.json.encode(list(list_statements(store)))
    for _ in range(2):
        assert events in client.get(f"/events.json?policy={policy}&sort=-time&limit=1000").content
        assert said in client.get("/statements.json?limit=1000").content
        monkeypatch.setattr(api, "_LARGE", 1)  # packed by the answer itself
        monkeypatch.setattr(shown, "_KEPT", 3)


def test_a_packed_answer_says_so(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    plain = client.get("/events.json?limit=1000", headers={"Accept-Encoding": "identity"})
    monkeypatch.setattr(api, "_LARGE", 1)
    packed = client.get("/events.json?limit=1000", headers={"Accept-Encoding": "gzip"})
    assert "Content-Encoding" not in plain.headers
    assert (packed.headers["Content-Encoding"], packed.headers["Vary"]) == ("gzip", "Accept-Encoding")
    assert int(packed.headers["Content-Length"]) < len(plain.content) == len(packed.content)
    assert packed.content == plain.content
