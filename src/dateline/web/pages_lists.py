"""Pages that are lists: events, statements, articles, actors, places, stories, threads, issues, registers."""

from __future__ import annotations

import calendar
from collections.abc import Callable
from functools import partial
from typing import Any

from fastapi import FastAPI
from starlette.requests import Request
from starlette.responses import Response

from dateline.merging.types import DEFAULT_POLICY
from dateline.model.errors import LedgerError
from dateline.views.countries import name_country
from dateline.views.filters import List
from dateline.views.index import Bools
from dateline.views.overview import find_ahead
from dateline.views.phrasing import STATUS_WORDS
from dateline.views.registers import (
    BY_NAME,
    REGISTERS,
    counts_of,
    find_responses,
    make_calendar,
    sides_of,
    sum_victims,
)
from dateline.views.series import Bar, make_timeline
from dateline.web.asking import Asked, as_query
from dateline.web.book import Indexes
from dateline.web.frame import House, download_links, feed_links, form_fields, read_request
from dateline.web.lists import Slice, ask_page
from dateline.web.shown import show_events

_TITLES = {spec.name: spec.title for spec in REGISTERS}
_TABLES: dict[List, tuple[str, str, tuple[str, ...]]] = {
    "articles": (
        "Articles",
        "What was read.",
        ("Published", "Title", "Outlet", "Events", "Statements", "Issues", "Copies"),
    ),
    "actors": (
        "Actors",
        "Everyone who is named: people, bodies, countries, groups.",
        ("Name", "Kind", "Acts for", "Sectors", "Events", "Statements", "Articles"),
    ),
    "places": (
        "Places",
        "Every place that is named.",
        ("Name", "Kind", "Country", "Latitude, longitude", "Events", "Articles"),
    ),
    "stories": ("Stories", "Articles about one matter.", ("Published", "Story", "Events", "Contested")),
    "threads": (
        "Threads",
        "What was planned, threatened, promised, proposed or demanded, and what became of it.",
        ("Kind", "What was to be", "Due", "Outcome", "What became of it"),
    ),
    "issues": ("Issues", "What could not be read or resolved, and why.", ("Kind", "What", "Where")),
}


def brush_of(asked: Asked) -> Callable[[Bar], str]:
    """Give the query that narrows a question to the days of a bar."""

    def query(bar: Bar) -> str:
        pairs = [pair for pair in asked.pairs() if pair[0] not in ("since", "until", "unit", "by", "view")]
        return as_query([*pairs, ("since", bar.start), ("until", bar.end)])

    return query


def _said(value: str) -> str:
    return value


def event_facets(
    indexes: Indexes, found: Slice, asked: Asked
) -> list[tuple[str, str, list[tuple[str | None, int]], Any]]:
    """Count the events that fit by what one narrows them with; once for all pages and orders of a list."""
    fits = found.fits
    if fits is None:
        return []
    made: list[Any] = indexes.keep(("facets", asked.narrowed()), lambda: _count_facets(indexes, fits))
    return made


def _count_facets(indexes: Indexes, fits: Bools) -> list[tuple[str, str, list[tuple[str | None, int]], Any]]:
    count, kinds = indexes.events.count_events, indexes.events.count_kinds(fits)
    facets: list[tuple[str, str, list[tuple[str | None, int]], Any]] = [
        ("Register", "register", kinds["register"], lambda value: _TITLES.get(value, value)),
        ("Standing", "status", kinds["status"], lambda value: STATUS_WORDS.get(value, value)),
        ("Country", "country", count("country", fits), name_country),
        ("Type", "type", kinds["type"], _said),
        ("Outlet", "outlet", count("outlet", fits), _said),
    ]
    return facets


def _events(house: House, request: Request) -> Response:
    asked = read_request("events", request)
    store, indexes = house.open()
    with store.snapshot():
        found = ask_page(store, indexes, asked, show_events)
        assert found.found is not None
        rows = found.found
        timeline = indexes.keep(("timeline", asked.narrowed()), lambda: make_timeline(indexes.events, rows))
    page = house.page("events", "Events", request, alternates=feed_links(asked))
    return house.send(
        "events.html", page, asked=asked, slice=found, fields=form_fields("events"), note=None, timeline=timeline,
        facets=event_facets(indexes, found, asked), brush=brush_of(asked), downloads=download_links(asked),
    )  # fmt: skip


def _ahead(house: House, request: Request) -> Response:
    asked = read_request("events", request)
    store, indexes = house.open()
    with store.snapshot():
        every = indexes.events.find(store, **asked.filters)
        rows = find_ahead(indexes.events, every.rows)
        numbers = indexes.events.ids[rows[asked.first : asked.first + asked.size]].tolist()
        shown = show_events(store, indexes, numbers, DEFAULT_POLICY)
        found = Slice(shown, len(rows), 0, len(rows) > asked.first + asked.size, rows)
        timeline = make_timeline(indexes.events, rows)
    page = house.page("events", "What lies ahead", request)
    note = f"Planned, proposed, considered or threatened, and not over by {indexes.events.newest}, the newest day read."
    return house.send(
        "events.html", page, asked=asked, slice=found, fields=form_fields("events"), note=note, timeline=timeline,
        facets=event_facets(indexes, found, asked), brush=brush_of(asked),
        downloads=[("Calendar", f"/events.ics{asked.query}")],
    )  # fmt: skip


def _statements(house: House, request: Request) -> Response:
    asked = read_request("statements", request)
    store, indexes = house.open()
    with store.snapshot():
        found = ask_page(store, indexes, asked)
    facets: list[Any] = []
    if found.fits is not None:
        count = partial(indexes.statements.count, rows=found.fits)
        counted = indexes.keep(("said", asked.narrowed()), lambda: (count("act"), count("outlet")))
        facets = [("Act", "act", counted[0], _said), ("Outlet", "outlet", counted[1], _said)]
    page = house.page("statements", "Statements", request, alternates=feed_links(asked))
    return house.send(
        "statements.html", page, asked=asked, slice=found, fields=form_fields("statements"), facets=facets,
        downloads=download_links(asked),
    )  # fmt: skip


def _table(about: List, house: House, request: Request) -> Response:
    title, note, titles = _TABLES[about]
    asked = read_request(about, request)
    store, indexes = house.open()
    with store.snapshot():
        found = ask_page(store, indexes, asked)
    alternates = feed_links(asked) if about == "articles" else ()
    page = house.page(about, title, request, alternates=alternates)
    return house.send(
        "table.html", page, asked=asked, slice=found, note=note, titles=titles, fields=form_fields(about),
        downloads=download_links(asked),
    )  # fmt: skip


def _registers(house: House, request: Request) -> Response:
    store, indexes = house.open()
    with store.snapshot():
        events = indexes.events
        counted = dict(indexes.keep("registers", lambda: events.count_events("register", events.find(store).fits)))
    shown = [(spec, counted.get(spec.name, 0)) for spec in REGISTERS]
    return house.send("registers.html", house.page("registers", "Registers", request), registers=shown)


def _register(house: House, request: Request, name: str) -> Response:
    spec = BY_NAME.get(name)
    if spec is None:
        raise LedgerError(f"there is no register {name!r}; there are {', '.join(BY_NAME)}")
    given = read_request("events", request)
    asked = Asked("events", {"sort": "-time", **given.filters, "register": (name,)}, given.size, given.first)
    shown = Asked("events", {k: v for k, v in given.filters.items() if k != "register"}, given.size, given.first)
    store, indexes = house.open()
    with store.snapshot():
        found = ask_page(store, indexes, asked)
        assert found.found is not None
        timeline = make_timeline(indexes.events, found.found)
        responses = find_responses(store, found.rows) if name == "airspace" and found.rows else {}
    tolls = sum_victims(found.rows) if spec.victims else ()

    def month_query(month: str) -> str:
        return as_query(
            [*[p for p in shown.pairs() if p[0] not in ("since", "until")], ("since", month), ("until", month)]
        )

    fields = tuple(field for field in form_fields("events") if field.name != "register")
    return house.send(
        "register.html", house.page("registers", spec.title, request, alternates=feed_links(asked)), spec=spec,
        asked=shown, slice=found, fields=fields, timeline=timeline, brush=brush_of(shown), tolls=tolls,
        responses=responses, months=make_calendar(found.rows) if spec.calendar else (), month_query=month_query,
        month_names=calendar.month_name[1:], sides_of=sides_of, counts_of=counts_of, downloads=download_links(asked),
    )  # fmt: skip


def add_list_pages(app: FastAPI, house: House) -> None:
    """Add the pages to an application."""

    @app.get("/events", include_in_schema=False)
    def events(request: Request) -> Response:
        return _events(house, request)

    @app.get("/ahead", include_in_schema=False)
    def ahead(request: Request) -> Response:
        return _ahead(house, request)

    @app.get("/statements", include_in_schema=False)
    def statements(request: Request) -> Response:
        return _statements(house, request)

    @app.get("/registers", include_in_schema=False)
    def registers(request: Request) -> Response:
        return _registers(house, request)

    @app.get("/registers/{name}", include_in_schema=False)
    def register(request: Request, name: str) -> Response:
        return _register(house, request, name)

    for about in _TABLES:
        app.add_api_route(f"/{about}", _make_table(about, house), include_in_schema=False)


def _make_table(about: List, house: House) -> Callable[[Request], Response]:
    def table(request: Request) -> Response:
        return _table(about, house, request)

    return table


__all__ = ["add_list_pages", "brush_of", "event_facets"]
