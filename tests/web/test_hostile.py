"""A hostile article is text everywhere: on every page, in JSON, CSV, feeds, calendars, notebooks and citations."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from icalendar import Calendar
from lxml import etree, html
from starlette.testclient import TestClient
from tests.records_by_hand import TEXT, make_article, make_record
from tests.web.serving import PAGES, links_of, serve

from dateline.ledger import Store
from dateline.merging.refreshing import refresh
from dateline.model.record import Record
from dateline.views import Ledger

SCRIPT = "<script>window.hurt=1</script><img src=x onerror=window.hurt=2>"
TURN = "‮gnp.exe‬"
HUGE = "W" * 6_000
FORMULA = '=HYPERLINK("https://evil.example","click")'
BREAK = 'x"><svg/onload=window.hurt=3>{{7*7}}\r\nBEGIN:VEVENT\r\nEND:VCALENDAR]]>'
LINK = "javascript:alert(document.cookie)"
FORMULAS = (FORMULA, "+1+cmd|' /C calc'!A0", "-2+3+cmd|x", "@SUM(1+1)", "\tx", "\rx")


def hostile_records() -> Iterator[Record]:
    for number, evil in enumerate((SCRIPT, TURN, HUGE, FORMULA, BREAK, *FORMULAS[1:])):
        article = make_article(
            f"{TEXT}\n{evil}", outlet=evil, title=evil, url=LINK if number % 2 else f"https://x.example/{evil[:40]}",
            byline=(evil,), ref=evil, credit=evil,
        )  # fmt: skip
        record = make_record(article)
        yield msgspec.structs.replace(
            record,
            actors=tuple(
                msgspec.structs.replace(each, name=f"{evil} {place}", affiliation=evil)
                for place, each in enumerate(record.actors)
            ),
            places=tuple(msgspec.structs.replace(each, name=evil) for each in record.places),
            issues=tuple(msgspec.structs.replace(each, message=evil) for each in record.issues),
        )


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("hostile") / "hostile.db"
    with Store(path) as store:
        for record in hostile_records():
            store.add(record)
        refresh(store)
    return path


@pytest.fixture(scope="module")
def client(ledger: Path) -> TestClient:
    return serve(ledger, name=SCRIPT)


def _check(page: str, path: str) -> None:
    tree = html.document_fromstring(page)
    scripts = tree.xpath("//script")
    assert [each.get("src", "").partition("?")[0] for each in scripts] == ["/static/page.js"], path
    assert not tree.xpath("//img | //iframe | //object | //embed | //base | //svg[@onload]"), path
    for name in tree.xpath("//@*"):
        assert not name.attrname.lower().startswith("on"), (path, name.attrname)
        if name.attrname in ("href", "action", "src"):
            assert not name.strip().lower().startswith(("javascript:", "data:", "vbscript:")), (path, name)
    assert "49" not in "".join(tree.xpath("//h1//text()")), "no template in a template"


def test_every_page_shows_it_as_text(client: TestClient) -> None:
    seen: set[str] = set()
    for path in (
        *PAGES,
        "/events?reports=1&limit=1000",
        "/search?q=" + "%3Cscript%3E",
        "/events?actor=%3Cscript%3Ealert(1)%3C/script%3E",
    ):
        answer = client.get(path)
        assert answer.status_code == 200, path
        _check(answer.text, path)
        seen |= {
            each for each in links_of(answer.text) if each.startswith(("/events/event", "/articles/", "/actors/a"))
        }
    assert len(seen) > 20
    for path in sorted(seen)[:60]:
        _check(client.get(path).text, path)
    for path in ("/events?x=%3Cscript%3E", "/%3Cscript%3Ealert(1)%3C/script%3E", "/registers/%3Csvg%20onload=x%3E"):
        _check(client.get(path).text, path)


def test_words_that_turn_the_line_stay_in_their_place(client: TestClient) -> None:
    for path in ("/actors?limit=1000", "/articles"):
        tree = html.document_fromstring(client.get(path).text)
        for element in tree.iter():
            if isinstance(element.tag, str) and element.text and "‮" in element.text and element.tag != "title":
                kept = element.tag in ("bdi", "q", "blockquote") or element.get("dir") == "auto"
                assert kept, (path, html.tostring(element)[:200])


def test_json_is_json(client: TestClient) -> None:
    for path in (
        "/events.json",
        "/statements.json",
        "/articles.json",
        "/actors.json",
        "/events.geojson",
        "/overview.json",
    ):
        answer = client.get(path)
        json.loads(answer.text)
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert "html" not in answer.headers["content-type"]


@pytest.mark.parametrize(
    "name",
    [
        "events.csv",
        "statements.csv",
        "articles.csv",
        "actors.csv",
        "places.csv",
        "events.polecat.csv",
        "events.gdelt.csv",
        "events.acled.csv",
    ],
)
def test_no_cell_is_a_formula(client: TestClient, name: str) -> None:
    of_all = "?reports=1" if name.startswith("events") else ""
    rows = list(csv.reader(io.StringIO(client.get(f"/{name}{of_all}").text)))
    assert len(rows) > 5
    width = len(rows[0])
    for row in rows:
        assert len(row) == width
        for cell in row:
            if cell.startswith(("=", "+", "-", "@", "\t", "\r")):
                float(cell.split("; ")[0])


def test_feeds_are_well_formed_and_hold_one_entry_a_row(client: TestClient) -> None:
    for about in ("events", "statements", "articles"):
        tree = etree.fromstring(client.get(f"/{about}.atom").content)
        entries = list(tree.iter("{http://www.w3.org/2005/Atom}entry"))
        assert len(entries) == min(200, client.get(f"/{about}.json").json()["total"])
        for each in tree.iter("{http://www.w3.org/2005/Atom}link"):
            assert each.get("href").startswith("http://testserver/")
        assert not [e for e in tree.iter() if isinstance(e.tag, str) and e.tag.endswith(("script", "img"))]


def test_a_calendar_cannot_be_broken_into(client: TestClient) -> None:
    statuses = "status=occurred&status=planned&status=considered&status=cancelled"
    content = client.get(f"/events.ics?{statuses}").content
    held = Calendar.from_ical(content).walk("VEVENT")
    rows = client.get(f"/events.json?limit=1000&{statuses}").json()["rows"]
    assert len(held) == len([row for row in rows if row["start"] and row["end"]]) > 0
    assert content.count(b"END:VCALENDAR\r\n") == 1
    assert b"\xe2\x80\xae" not in content


def test_citations_keep_their_braces(client: TestClient) -> None:
    key = client.get("/events.json?limit=1").json()["rows"][0]["joined"]["id"]
    bibtex = client.get(f"/events/{key}.bib").text
    depth = 0
    for place, sign in enumerate(bibtex):
        if sign in "{}" and bibtex[max(0, place - 1)] != "\\":
            depth += 1 if sign == "{" else -1
        assert depth >= 0
    assert depth == 0
    json.loads(client.get(f"/events/{key}.csl.json").text)


def test_notebooks_show_it_as_text(ledger: Path) -> None:
    with Ledger(ledger, create=False) as opened:
        rows = (*opened.events(reports=True)[:20], *opened.statements()[:20])
        for shown in (*rows, opened.events(), opened.statements(), opened.articles(), opened.actors()):
            tree = html.fragment_fromstring(shown._repr_html_(), create_parent="div")
            assert not tree.xpath(".//script | .//img | .//svg")
