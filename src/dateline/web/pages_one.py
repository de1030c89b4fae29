"""Pages of one thing: an event, a statement, an article, an actor, a place."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from fastapi import FastAPI
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from dateline.ledger import Store, actor_key, place_key
from dateline.model.article import Span
from dateline.model.errors import ConfigError, LedgerError
from dateline.model.record import Record
from dateline.views.citing import cite_plainly
from dateline.views.details import find_event, load_actor, load_event, load_statement
from dateline.views.index import Found
from dateline.views.loading import load_events, load_statements
from dateline.views.registers import REGISTERS
from dateline.views.rendering_rows import RecordRows
from dateline.views.rows import PlaceRow
from dateline.views.segments import cut_article
from dateline.views.series import list_counterparts, make_timeline
from dateline.web.asking import Asked, as_query
from dateline.web.book import Indexes
from dateline.web.frame import House
from dateline.web.lists import Slice, ask_page
from dateline.web.pages_lists import brush_of

_SHOWN = 8
_TITLES = {spec.name: spec.title for spec in REGISTERS}
_VERBS = {
    "say": "says to",
    "ask": "asks",
    "answer": "answers",
    "deny": "denies to",
    "confirm": "confirms to",
    "warn": "warns",
    "demand": "demands of",
    "promise": "promises",
    "praise": "praises to",
    "criticise": "criticises to",
    "decline": "declines to speak to",
}


def find_article(store: Store, beginning: str) -> str:
    """Find an article by its id or the beginning of one; raises LedgerError where none or several fit."""
    if not beginning.isalnum() or len(beginning) < 6:
        raise LedgerError(f"{beginning!r} is no id of an article")
    found = store.find_article(beginning)
    if not found:
        if store.is_withdrawn(beginning):
            raise LedgerError(f"the article {beginning} was withdrawn; nothing is kept of it")
        raise LedgerError(f"there is no article {beginning!r}")
    if len(found) > 1:
        raise LedgerError(f"{beginning!r} fits several articles; give more of it")
    return found[0]


def read_at(request: Request, length: int) -> Span | None:
    """Read which words an address points to: `at=120-131`; raises ConfigError for what lies outside the text."""
    value = request.query_params.get("at", "")
    if not value:
        return None
    first, dash, last = value.partition("-")
    digits = first.isdecimal() and last.isdecimal() and first.isascii() and last.isascii()
    if not (digits and dash and len(value) < 24 and int(first) < int(last) <= length):
        raise ConfigError(f"at={value!r} is no stretch of this text; write it as 120-131, up to {length}")
    return Span(int(first), int(last))


def _event(house: House, request: Request, key: str) -> Response:
    store, _ = house.open()
    with store.snapshot():
        id_, report = find_event(store, key)
        if id_ != key:
            query = request.url.query
            return RedirectResponse(f"/events/{id_}{'?' + query if query else ''}", 303)
        detail = load_event(store, report)
    base = f"/events/{id_}"
    downloads = [
        ("JSON", f"{base}.json"), ("BibTeX", f"{base}.bib"), ("CSL-JSON", f"{base}.csl.json"),
        ("Annotations", f"{base}.annotations.jsonld"),
    ]  # fmt: skip
    page = house.page("events", detail.sentence, request)
    return house.send("event.html", page, d=detail, titles=_TITLES, downloads=downloads, citation=cite_plainly(detail))


def _statement(house: House, request: Request, key: str) -> Response:
    store, _ = house.open()
    detail = load_statement(store, key)
    row = detail.statement
    verb = _VERBS[row.act] if row.addressee is not None else _VERBS[row.act].removesuffix(" to").removesuffix(" of")
    speaker = row.speaker.name or row.speaker.words or "someone"
    page = house.page("statements", f"{speaker} {verb}", request)
    downloads = [("JSON", f"/statements/{row.key}.json")]
    return house.send("statement.html", page, d=detail, verb=verb, downloads=downloads)


def _article(house: House, request: Request, id_: str) -> Response:
    store, _ = house.open()
    with store.snapshot():
        whole = find_article(store, id_)
        record = store.record(whole)
        newer = store.query("SELECT superseded_by FROM articles WHERE article_id = ?", (whole,))[0][0]
    assert record is not None
    asked = read_at(request, len(record.article.text))
    page = house.page("articles", " ".join((record.article.title or "Untitled article").split()), request)
    downloads = [("JSON (the whole record)", f"/articles/{whole}.json")]
    return house.send(
        "article.html",
        page,
        downloads=downloads,
        **article_values(record, asked, house.settings.static),
        superseded=newer,
    )


def article_values(record: Record, asked: Span | None, everywhere: bool = False) -> dict[str, Any]:
    """Give what the page of an article shows."""
    rows = RecordRows(record)
    return {
        "record": record, "a": record.article, "segments": cut_article(record, asked, everywhere),
        "first_asked": asked.start if asked else None,
        "events": [(event.id, row) for event, row in zip(record.events, rows.events())],
        "statements": [(said.id, row) for said, row in zip(record.statements, rows.statements())],
        "actor_keys": {actor.id: actor_key(actor) for actor in record.actors},
        "place_keys": {place.id: place_key(place) for place in record.places},
    }  # fmt: skip


def _find_of(store: Store, indexes: Indexes, about: Any, size: int, **filters: Any) -> Slice:
    return ask_page(store, indexes, Asked(about, filters, size, 0))


def _first_events(store: Store, indexes: Indexes, found: Found) -> Slice:
    numbers = indexes.events.ids[found.rows[:_SHOWN]].tolist()
    rows = load_events(store, numbers) if numbers else []
    return Slice(rows, len(found.rows), 0, len(found.rows) > _SHOWN, found.rows)


def _actor(house: House, request: Request, key: str) -> Response:
    store, indexes = house.open()
    shown = indexes.keep(("actor", key), lambda: _load_actor(store, indexes, key))
    entity = shown["d"].entity
    return house.send(
        "actor.html",
        house.page("actors", entity.name, request),
        **shown,
        brush=brush_of(Asked("events", {"actor": (entity.name,)}, 100, 0)),
        downloads=[
            ("JSON", f"/actors/{entity.key}.json"),
            ("Events (CSV)", "/events.csv" + as_query([("actor", entity.name)])),
        ],
    )


def _load_actor(store: Store, indexes: Indexes, key: str) -> dict[str, Any]:
    """Give what the page of an actor shows: little of much, so that it can be kept."""
    with store.snapshot():
        detail = load_actor(store, key)
        ((number,),) = store.query("SELECT id FROM actors WHERE key = ?", (detail.entity.key,))
        acts = _first_events(store, indexes, indexes.events.find_of_actor(number, ("actor", "participant")))
        suffered = _first_events(store, indexes, indexes.events.find_of_actor(number, ("recipient",)))
        told = indexes.statements.find_of_speaker(number)
        numbers = indexes.statements.ids[told.rows[:_SHOWN]].tolist()
        said = Slice(load_statements(store, numbers) if numbers else [], len(told.rows), 0, False)
        assert acts.found is not None
        assert suffered.found is not None
        timeline = make_timeline(indexes.events, acts.found)
        both = indexes.events.mask(acts.found) | indexes.events.mask(suffered.found)
        ours = list_counterparts(store, indexes.events, both.nonzero()[0], detail.entity.key)
    return {
        "d": detail, "said": said, "timeline": timeline, "pairs": ours,
        "acts": replace(acts, found=None), "suffered": replace(suffered, found=None),
    }  # fmt: skip


def load_place(store: Store, key: str) -> PlaceRow:
    """Load a place by its key; raises LedgerError where there is none."""
    sql = "SELECT x.key, x.name, x.kind, x.country, x.admin1, x.lat, x.lon, x.geonames, coalesce(t.articles, 0), "
    sql += "coalesce(t.mentions, 0), coalesce(t.events, 0) FROM places x LEFT JOIN place_totals t ON t.place = x.id "
    rows = store.query(sql + "WHERE x.key = ?", (key,))
    if not rows:
        raise LedgerError(f"there is no place {key!r}")
    return PlaceRow(**dict(zip(PlaceRow.__struct_fields__, rows[0])))


def _place(house: House, request: Request, key: str) -> Response:
    store, indexes = house.open()
    with store.snapshot():
        place = load_place(store, key)
        found = _find_of(store, indexes, "events", 30, place=(place.name,), sort="-time")
    return house.send("place.html", house.page("places", place.name, request), place=place, slice=found)


def add_single_pages(app: FastAPI, house: House) -> None:
    """Add the pages to an application."""

    @app.get("/events/{key}", include_in_schema=False)
    def event(request: Request, key: str) -> Response:
        return _event(house, request, key)

    @app.get("/statements/{key}", include_in_schema=False)
    def statement(request: Request, key: str) -> Response:
        return _statement(house, request, key)

    @app.get("/articles/{id_}", include_in_schema=False)
    def article(request: Request, id_: str) -> Response:
        return _article(house, request, id_)

    @app.get("/actors/{key}", include_in_schema=False)
    def actor(request: Request, key: str) -> Response:
        return _actor(house, request, key)

    @app.get("/places/{key}", include_in_schema=False)
    def place(request: Request, key: str) -> Response:
        return _place(house, request, key)

    @app.get("/stories/{key}", include_in_schema=False)
    def story(key: str) -> Response:
        from dateline.views import load_story

        store, _ = house.open()
        return RedirectResponse(f"/articles/{load_story(store, key).sources[0].article}", 303)
