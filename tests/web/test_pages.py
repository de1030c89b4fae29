"""Every page answers, keeps to itself, works without scripts, and leads to the words in two steps."""

from __future__ import annotations

import gzip
import re
from collections import deque

import pytest
from lxml import html
from starlette.testclient import TestClient
from tests.web.serving import PAGES, links_of

from dateline.ledger import Store
from dateline.views import list_events
from dateline.views.registers import REGISTERS
from dateline.web.guard import POLICY

EVERY = (*PAGES, *(f"/registers/{spec.name}" for spec in REGISTERS))


@pytest.mark.parametrize("path", EVERY)
def test_answers_and_keeps_to_itself(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 200
    assert answer.headers["content-security-policy"] == POLICY
    assert answer.headers["x-content-type-options"] == "nosniff"
    tree = html.document_fromstring(answer.text)
    assert not tree.xpath("//script[not(@src)] | //style | //@style"), "the policy lets nothing inline run"
    assert not [name for name in tree.xpath("//@*") if name.attrname.startswith("on")]
    loaded = tree.xpath("//script/@src | //link[@rel='stylesheet']/@href | //link[@rel='icon']/@href | //img/@src")
    assert all(each.startswith("/static/") for each in loaded)
    assert len(tree.xpath("//h1")) == 1
    assert tree.xpath("//html/@lang") == ["en"]
    labelled = tree.xpath("//input[not(@type='hidden')] | //select")
    for field in labelled:
        name = field.get("id")
        assert field.getparent().tag == "label" or tree.xpath(f"//label[@for='{name}']"), html.tostring(field)
    ids = tree.xpath("//@id")
    assert len(ids) == len(set(ids))


def test_every_link_leads_somewhere(client: TestClient) -> None:
    """Walk on from the overview; of addresses that differ in their question only, some of each kind."""
    waiting, seen, kinds = deque(["/"]), {"/"}, {}
    while waiting:
        path = waiting.popleft()
        answer = client.get(path)
        assert answer.status_code in (200, 303), (path, answer.text[:300])
        if "text/html" not in answer.headers.get("content-type", ""):
            continue
        for link in sorted(links_of(answer.text)):
            kind = re.sub(r"[0-9a-f]{12,}|=[^&]*", "*", link)
            if link not in seen and kinds.get(kind, 0) < 3 and link.count("=") <= 2:
                kinds[kind] = kinds.get(kind, 0) + 1
                seen.add(link)
                waiting.append(link)
    assert len(seen) > 300


def test_any_event_is_two_steps_from_its_words(client: TestClient, example_ledger: Store) -> None:
    for row in list_events(example_ledger)[:25]:
        page = client.get(f"/events/{row.joined.id if row.joined else row.key}").text
        span = row.trigger.spans[0]
        article = next(
            link
            for link in links_of(page)
            if link.startswith(f"/articles/{row.source.article}?at={span.start}-{span.end}")
        )
        tree = html.document_fromstring(client.get(article.partition("#")[0]).text)
        asked = tree.xpath("//*[contains(concat(' ', @class, ' '), ' asked ')]")
        assert "".join(each.text_content() for each in asked) == row.trigger.words.split(" … ")[0]
        assert tree.get_element_by_id("at") is not None


def test_numbers_of_facets_are_numbers_of_lists(client: TestClient) -> None:
    tree = html.document_fromstring(client.get("/events").text)
    facets = tree.xpath("//section[@class='facet']//li[a]")
    assert len(facets) > 10
    for each in facets:
        link, number = each.xpath("a/@href")[0], int(each.xpath("span")[0].text.replace(",", ""))
        told = client.get(link.replace("/events", "/events.json", 1)).json()
        assert told["total"] == number, link


def test_the_text_of_an_article_is_whole(client: TestClient, example_ledger: Store) -> None:
    for article, text in example_ledger.query("SELECT article_id, text FROM articles"):
        tree = html.document_fromstring(client.get(f"/articles/{article}").text)
        shown = tree.get_element_by_id("text").text_content()
        assert shown == text.replace("\r\n", "\n")


def test_pages_are_light(client: TestClient) -> None:
    whole = sum(
        len(gzip.compress(client.get(f"/static/{name}").content)) for name in ("page.css", "page.js", "icon.svg")
    )
    for path in EVERY:
        weight = whole + len(gzip.compress(client.get(path).content))
        assert weight < (300_000 if path.startswith("/map") else 100_000), (path, weight)


@pytest.mark.parametrize(
    ("path", "status", "words"),
    [
        ("/nowhere", 404, "no such page"),
        ("/events/event:0000000000", 404, "holds no event"),
        ("/events/x", 404, "too short"),
        ("/registers/weather", 404, "there is no register"),
        ("/events?colour=red", 400, "no filter"),
        ("/events?status=maybe", 400, "there is no status"),
        ("/events?limit=0", 400, "limit must be"),
        ("/events?after=x", 400, "no place in a list"),
        ("/timeline?unit=minute", 400, "unit is day or week"),
        ("/statements/event:1234567890", 404, ""),
    ],
)  # fmt: skip
def test_what_cannot_be_asked_is_told(client: TestClient, path: str, status: int, words: str) -> None:
    answer = client.get(path)
    assert answer.status_code == status
    assert words in answer.text
    assert "Traceback" not in answer.text


def test_a_report_leads_to_its_event(client: TestClient, example_ledger: Store) -> None:
    reports = list_events(example_ledger, reports=True)
    merged = next(row for row in reports if row.joined is not None and row.joined.id != row.key)
    answer = client.get(f"/events/{merged.key}")
    assert answer.status_code == 303
    assert merged.joined is not None
    assert answer.headers["location"] == f"/events/{merged.joined.id}"


def test_the_matrix_has_every_report_and_value(client: TestClient, example_ledger: Store) -> None:
    row = max(list_events(example_ledger), key=lambda each: each.joined.reports if each.joined else 0)
    assert row.joined is not None
    told = client.get(f"/events/{row.joined.id}.json").json()["event"]
    tree = html.document_fromstring(client.get(f"/events/{row.joined.id}").text)
    table = tree.xpath("//table[@class='matrix']")[0]
    assert len(table.xpath(".//thead//th")) == 2 + row.joined.reports
    assert len(table.xpath(".//tbody/tr")) == len(told["matrix"])
    contested = {field["name"] for field in told["matrix"] if field["status"] == "contested"}
    assert {each.removeprefix("f-") for each in table.xpath(".//tr[contains(@class, 'f-contested')]/@id")} == contested
    values = sum(len(cell["values"]) for field in told["matrix"] for cell in field["cells"])
    assert len(table.xpath(".//tbody//td[position() > 1]/a")) == values


def test_an_overlay_of_a_quote_shows_whose_voice_it_is(client: TestClient, example_ledger: Store) -> None:
    article = example_ledger.query("SELECT a.article_id FROM statements s JOIN articles a ON a.id = s.article LIMIT 1")
    tree = html.document_fromstring(client.get(f"/articles/{article[0][0]}").text)
    said = tree.xpath("//span[contains(@class, 'said-by')]")
    record = client.get(f"/articles/{article[0][0]}.json").json()["record"]
    inside = {place for each in record["statements"] for start, end in each["content"] for place in range(start, end)}
    assert sum(len(each.text_content()) for each in said) == len(inside)
