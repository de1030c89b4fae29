"""The main journeys in a real browser: read, narrow, compare, go to the words, decide; by mouse, keys, no scripts."""

from __future__ import annotations

import re
import time
from pathlib import Path
from typing import Any

import pytest
from tests.browser.conftest import SHOTS, start

from dateline.ledger import Store
from dateline.views import list_events

pytestmark = pytest.mark.browser
PAGES = (
    "/", "/events?sort=-time", "/events?actor=Russia&status=occurred", "/ahead", "/statements", "/registers",
    "/registers/airspace", "/registers/strike", "/registers/meeting", "/registers/sanction", "/registers/aid",
    "/timeline", "/map", "/map?view=world", "/network", "/pairs", "/threads", "/stories", "/actors", "/places",
    "/articles", "/issues", "/review", "/changes", "/about", "/search?q=drone", "/nowhere",
)  # fmt: skip


def _single_pages(page: Any) -> list[str]:
    """Give one event, statement, article, actor and place."""
    found: list[str] = []
    for lists, prefix in (
        ("/events?contested=1", "/events/event"), ("/statements", "/statements/st"), ("/articles", "/articles/"),
        ("/actors", "/actors/a"), ("/places", "/places/p"),
    ):  # fmt: skip
        page.goto(lists)
        found.append(page.locator(f'main a[href^="{prefix}"]').first.get_attribute("href"))
    return found


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious(browser: Any, site: str, scheme: str) -> None:
    from axe_playwright_python.sync_playwright import Axe

    context = browser.new_context(viewport={"width": 1280, "height": 900}, base_url=site, color_scheme=scheme)
    opened = context.new_page()
    axe, wrong = Axe(), []
    for path in (*PAGES, *_single_pages(opened)):
        opened.goto(path)
        if path.startswith("/events?actor"):
            opened.locator("details.filters").evaluate("element => element.open = true")
        result = axe.run(
            opened, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
        )
        for each in result.response["violations"]:
            if each["impact"] in ("serious", "critical"):
                nodes = [node["html"][:160] for node in each["nodes"][:2]]
                wrong.append((path, each["id"], each["help"], nodes))
    context.close()
    assert wrong == []


def test_pages_at_two_widths_and_text_sizes(browser: Any, site: str) -> None:
    """No page is wider than the window, at two widths and at twice the text size; pictures go to out/screenshots."""
    SHOTS.mkdir(parents=True, exist_ok=True)
    for width, zoom in ((1280, 1), (400, 1), (640, 2)):
        context = browser.new_context(viewport={"width": width, "height": 900}, base_url=site)
        opened = context.new_page()
        for path in (*PAGES, *_single_pages(opened)):
            opened.goto(path)
            if zoom != 1:
                opened.evaluate(f"document.documentElement.style.fontSize = '{100 * zoom}%'")
            wide = opened.evaluate("document.documentElement.scrollWidth")
            assert wide <= width + 1, (path, width, zoom, wide)
            name = re.sub(r"[^a-z0-9]+", "-", path.lower()).strip("-")[:60] or "overview"
            opened.screenshot(path=SHOTS / f"{name}-{width}-{zoom}x.png")
        context.close()


def test_from_the_overview_to_the_words(page: Any) -> None:
    page.goto("/")
    page.get_by_role("link", name=re.compile("Airspace incidents")).first.click()
    assert "/registers/airspace" in page.url
    row = page.locator("tr[data-item]").first
    words = row.locator("mark").first.inner_text()
    row.locator("a.cite").click()
    assert "/articles/" in page.url
    asked = page.locator(".text .asked").first
    assert asked.inner_text() == words
    box = asked.bounding_box()
    assert 0 < box["y"] < 900, "the words are in sight"


def test_narrowing_by_facets_and_taking_it_back(page: Any) -> None:
    page.goto("/events")
    before = page.locator("tbody tr").count()
    page.locator(".facet a", has_text="Strikes and their victims").click()
    assert "register=strike" in page.url
    after = page.locator("tbody tr").count()
    assert 0 < after < before
    page.locator(".chip").first.click()
    assert page.locator("tbody tr").count() == before


def test_the_filter_form_makes_an_address(page: Any) -> None:
    page.goto("/events")
    page.locator("summary", has_text="Filter").click()
    page.get_by_label("Who (actor)").fill("Ukraine")
    page.get_by_role("button", name="Show").click()
    assert "actor=Ukraine" in page.url
    assert page.locator("tbody tr").count() > 0


def test_reports_are_compared_and_every_cell_leads_to_its_words(page: Any, example_ledger: Store) -> None:
    contested = list_events(example_ledger, contested=True)
    row = max(contested, key=lambda each: each.joined.reports if each.joined else 0)
    assert row.joined is not None
    page.goto(f"/events/{row.joined.id}")
    cells = page.locator(".matrix tbody td:nth-child(n+3) a")
    assert cells.count() > row.joined.reports
    cells.nth(1).click()
    assert page.locator(".text .asked").count() > 0
    page.go_back()
    assert page.locator("tr.f-contested, tr.f-denied").count() > 0


def test_words_and_records_light_up_together(page: Any) -> None:
    page.goto("/articles?actor=Rutte")
    page.locator("tbody a[data-open]").first.click()
    record = page.locator(".records li[data-r^='e']").first
    record.hover()
    lit = page.locator(".text .lit")
    assert lit.count() > 0
    words = page.locator(".text .l-event").first
    words.hover()
    assert page.locator(".records .lit").count() > 0
    page.get_by_label("the outlet's own voice").check()
    faded = page.locator(".text .said-by").first.evaluate("element => getComputedStyle(element).opacity")
    assert float(faded) < 1


def test_keys_walk_open_and_go_to_the_words(page: Any) -> None:
    page.goto("/events?sort=-time")
    page.keyboard.press("j")
    page.keyboard.press("j")
    assert page.locator("[data-item].here").count() == 1
    told = page.locator("[data-item].here a[data-open]").get_attribute("href")
    page.keyboard.press("o")
    page.wait_for_url(f"**{told}")
    page.keyboard.press("e")
    page.wait_for_url("**/articles/**")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "q"
    page.keyboard.type("drone")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?q=drone")
    page.locator("h1").click()
    page.keyboard.press("?")
    assert page.locator("dialog#keys").evaluate("element => element.open")


def test_decisions_by_keys_and_undone(page: Any) -> None:
    page.goto("/review")
    total = page.locator(".lead").inner_text()
    page.keyboard.press("j")
    first = page.locator("[data-item].here a[data-open]").get_attribute("href")
    assert "Decision" not in page.content().split("<footer")[0].split('role="status"')[-1][:80]
    page.keyboard.press("r")
    page.wait_for_url("**/review?done=**")
    assert page.locator(f'main a[href="{first}"]').count() == 0
    assert page.locator(".lead").inner_text() != total
    page.keyboard.press("u")
    page.wait_for_load_state()
    page.wait_for_function("document.querySelector('.message') !== null")
    page.goto("/review")
    assert page.locator(".lead").inner_text() == total


def test_drawing_over_the_bars_narrows_the_days(page: Any) -> None:
    page.goto("/timeline")
    chart = page.locator("svg.bars").first
    box = chart.bounding_box()
    page.mouse.move(box["x"] + box["width"] * 0.3, box["y"] + box["height"] / 2)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.6, box["y"] + box["height"] / 2, steps=5)
    assert page.locator(".hit.chosen").count() > 1
    page.mouse.up()
    page.wait_for_url("**since=**")
    assert "until=" in page.url


def test_all_can_be_reached_with_the_tab_key(page: Any) -> None:
    page.goto("/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    reached: set[str] = set()
    for _ in range(80):
        page.keyboard.press("Tab")
        reached.add(page.evaluate("document.activeElement.getAttribute('href') ?? document.activeElement.tagName"))
    assert any(each.startswith("/events/") for each in reached)
    assert any(each.startswith("/articles/") for each in reached)


def test_everything_is_read_without_scripts(browser: Any, site: str) -> None:
    context = browser.new_context(java_script_enabled=False, base_url=site)
    opened = context.new_page()
    opened.goto("/")
    opened.locator(".events a[data-open]").first.click()
    assert "/events/" in opened.url
    opened.locator(".evidence a.cite").first.click()
    assert opened.locator(".text .asked").count() > 0
    opened.goto("/events")
    opened.locator("summary", has_text="Filter").click()
    opened.locator("select[name=status]").select_option("planned")
    opened.get_by_role("button", name="Show").click()
    assert "status=planned" in opened.url
    opened.goto("/timeline")
    opened.locator("svg.bars a").first.click()
    assert "since=" in opened.url
    context.close()


def test_a_thousand_events_are_drawn_within_a_second(browser: Any, tmp_path: Path) -> None:
    from tests.records_by_hand import make_article, make_record

    from dateline.merging.refreshing import refresh

    path = tmp_path / "many.db"
    with Store(path) as store:
        for number in range(260):
            store.add(
                make_record(
                    make_article(outlet=f"Outlet {number}", published=f"20{10 + number % 15}-0{1 + number % 9}-11")
                )
            )
        refresh(store)
    server = start(path, 8796)
    try:
        context = browser.new_context(base_url="http://127.0.0.1:8796")
        opened = context.new_page()
        opened.goto("/events")
        taken: list[float] = []
        for _ in range(3):
            begun = time.perf_counter()
            opened.goto("/events?reports=1&limit=1000", wait_until="load")
            opened.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
            taken.append(time.perf_counter() - begun)
        assert opened.locator("tbody tr").count() == 1000
        print(f"1,000 events drawn in {min(taken):.2f} s")
        assert min(taken) < 1.0, taken
    finally:
        server.terminate()
        server.wait()


def test_a_hostile_article_runs_nothing(browser: Any, tmp_path: Path) -> None:
    from tests.web.test_hostile import hostile_records

    from dateline.merging.refreshing import refresh

    path = tmp_path / "hostile.db"
    with Store(path) as store:
        for record in hostile_records():
            store.add(record)
        refresh(store)
    server = start(path, 8795)
    try:
        context = browser.new_context(base_url="http://127.0.0.1:8795", viewport={"width": 1000, "height": 800})
        opened = context.new_page()
        left: list[str] = []
        opened.on(
            "request", lambda asked: None if asked.url.startswith("http://127.0.0.1:8795") else left.append(asked.url)
        )
        opened.on("dialog", lambda dialog: left.append(dialog.message))
        for path_ in (*PAGES[:25], *_single_pages(opened)):
            opened.goto(path_)
            assert opened.evaluate("window.hurt === undefined"), path_
            assert opened.evaluate("document.documentElement.scrollWidth") <= 1001, path_
        assert left == []
    finally:
        server.terminate()
        server.wait()
