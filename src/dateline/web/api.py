"""The same addresses as the pages, as data: JSON, JSON Lines, CSV, GeoJSON, Atom, iCalendar, annotations, citations."""

from __future__ import annotations

import csv
import gzip
import io
from collections.abc import Callable, Iterable, Iterator
from typing import Any, Literal, cast, get_args

import msgspec
from fastapi import FastAPI
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from dateline.ledger import Store
from dateline.merging.types import DEFAULT_POLICY
from dateline.views.annotations import make_annotations
from dateline.views.cells import safe_cell
from dateline.views.citing import cite_bibtex, cite_csl
from dateline.views.compatible import COMPATIBLE, column_names_of, make_compatible
from dateline.views.details import find_event, load_actor, load_event, load_statement
from dateline.views.feeds import AHEAD, make_atom, make_calendar
from dateline.views.filters import List
from dateline.views.geojson import make_geojson
from dateline.views.index import Found
from dateline.views.series import Unit, list_pairs, list_sites, make_network, make_timeline
from dateline.web.asking import Asked, write_after
from dateline.web.book import Indexes
from dateline.web.frame import House, read_request
from dateline.web.lists import KINDS, Slice, ask_encoded, ask_page, iter_all
from dateline.web.openapi import describe_list, describe_one, describe_text
from dateline.web.overview_api import overview_answer
from dateline.web.pages_charts import choose
from dateline.web.pages_one import find_article, load_place

JSON = "application/json"
_FACETS = ("register", "type", "status", "outlet", "country")
_LARGE, _LOOSELY = 200_000, 3
"""Bytes from which an answer is packed here, and zlib's level for it."""
_FEED = 200
"""Entries of a feed."""


def answer_json(**values: Any) -> Response:
    """Answer with a JSON object that says `ok`."""
    return Response(msgspec.json.encode({"ok": True, **values}), media_type=JSON)


def pack(request: Request, answer: Response) -> Response:
    """Pack a large answer for who takes it packed, more loosely than pages are: half the time for a sixth more."""
    if len(answer.body) >= _LARGE and "gzip" in request.headers.get("Accept-Encoding", ""):
        answer.body = gzip.compress(answer.body, _LOOSELY, mtime=0)
        answer.headers["Content-Length"] = str(len(answer.body))
        answer.headers["Content-Encoding"] = "gzip"
        answer.headers["Vary"] = "Accept-Encoding"
    return answer


def stream(pieces: Iterable[bytes], media_type: str, name: str | None = None) -> Response:
    """Send pieces as they are made, as a download where it has a name."""
    headers = {"Content-Disposition": f'attachment; filename="{name}"'} if name else {}
    return StreamingResponse(pieces, media_type=media_type, headers=headers)


def _page_json(request: Request, asked: Asked, found: Slice) -> Response:
    following = write_after(asked.first + asked.size) if found.more else None
    path = f"/{asked.about}.json"
    return pack(request, answer_json(
        rows=found.rows, total=found.total, undated=found.undated, truncated=found.more, next=following,
        next_url=f"{path}{asked.next_query()}" if following else None,
    ))  # fmt: skip


def _csv(rows: Iterable[Iterable[Any]]) -> Iterator[bytes]:
    for row in rows:
        line = io.StringIO()
        csv.writer(line).writerow(row)
        yield line.getvalue().encode("utf-8")


def _in_snapshot(store: Store, pieces: Iterator[bytes]) -> Iterator[bytes]:
    """Send in blocks what is made of one state of the ledger."""
    block = bytearray()
    for piece in pieces:
        block += piece
        if len(block) > 65_536:
            yield bytes(block)
            block.clear()
    yield bytes(block)


def _list_route(house: House, about: List, form: str) -> Callable[[Request], Response]:
    def answer(request: Request) -> Response:
        asked = read_request(about, request)
        store, indexes = house.open()
        if form == "json":
            with store.snapshot():
                return _page_json(request, asked, ask_encoded(store, indexes, asked))
        # A stream is made in other threads than this one: it opens the file for itself.
        ask_page(store, indexes, Asked(about, asked.filters, 1, 0))
        own = Store(house.book.path)

        def rows() -> Iterator[Any]:
            try:
                yield from iter_all(own, indexes, asked)
            finally:
                own.close()

        columns = KINDS[about].columns
        if form == "jsonl":
            pieces = (msgspec.json.encode(row) + b"\n" for row in rows())
            return stream(_in_snapshot(own, pieces), "application/jsonl", f"{about}.jsonl")
        header = [[column.name for column in columns]]
        cells = ([safe_cell(column.cell(row)) for column in columns] for row in rows())
        table = (line for part in (header, cells) for line in _csv(part))
        return stream(_in_snapshot(own, table), "text/csv; charset=utf-8", f"{about}.csv")

    return answer


def base_of(request: Request) -> str:
    """Give the address of the server as the caller knows it."""
    return str(request.base_url)


def _feed_route(house: House, about: List) -> Callable[[Request], Response]:
    def answer(request: Request) -> Response:
        given = read_request(about, request)
        asked = Asked(about, {"sort": "-published", **given.filters}, _FEED, 0)
        store, indexes = house.open()
        with store.snapshot():
            found = ask_page(store, indexes, asked)
        title = f"{house.name}: {about}" + "".join(f", {name} {value}" for name, value in given.pairs())
        return Response(
            make_atom(found.rows, title, str(request.url), base_of(request)), media_type="application/atom+xml"
        )

    return answer


def _ics(house: House, request: Request) -> Response:
    given = read_request("events", request)
    asked = Asked("events", {"status": AHEAD, **given.filters}, 1_000, 0)
    store, indexes = house.open()
    with store.snapshot():
        rows = ask_page(store, indexes, asked).rows
    statuses = asked.values("status")
    calendar = make_calendar(rows, f"{house.name}: planned", base_of(request), statuses=statuses)
    return Response(calendar, media_type="text/calendar; charset=utf-8")


def _events_as(house: House, request: Request, form: str) -> Response:
    asked = read_request("events", request)
    store, indexes = house.open()
    ask_page(store, indexes, Asked("events", asked.filters, 1, 0))
    own = Store(house.book.path)
    rows = iter_all(own, indexes, asked)
    if form in COMPATIBLE:
        table = _csv(part for some in ([column_names_of(form)], make_compatible(form, rows)) for part in some)
        return stream(_in_snapshot(own, table), "text/csv; charset=utf-8", f"events.{form}.csv")
    if form == "geojson":
        return stream(_in_snapshot(own, make_geojson(rows)), "application/geo+json", "events.geojson")
    return stream(_in_snapshot(own, make_annotations(own, rows)), "application/ld+json", "events.annotations.jsonld")


def _add_lists(app: FastAPI, house: House) -> None:
    for about in KINDS:
        for form in ("json", "jsonl", "csv"):
            app.add_api_route(
                f"/{about}.{form}", _list_route(house, about, form), response_model=None,
                **describe_list(about, form, KINDS[about].row),
            )  # fmt: skip
    for about in cast(tuple[List, ...], ("events", "statements", "articles")):
        app.add_api_route(
            f"/{about}.atom",
            _feed_route(house, about),
            response_model=None,
            **describe_text(
                f"{about}_atom", f"{about.capitalize()} as an Atom feed, newest first.", "application/atom+xml", about
            ),
        )

    @app.get(
        "/events.ics", response_model=None,
        **describe_text("events_ics", "What is planned, as a calendar.", "text/calendar", "events"),
    )  # fmt: skip
    def events_ics(request: Request) -> Response:
        return _ics(house, request)

    for form, media, words in (
        ("geojson", "application/geo+json", "Events as GeoJSON."),
        ("annotations.jsonld", "application/ld+json", "The evidence of events as W3C Web Annotations."),
        *((f"{name}.csv", "text/csv", f"Events in {name.upper()}-like columns.") for name in COMPATIBLE),
    ):
        app.add_api_route(
            f"/events.{form}", _make_events_as(house, form.partition(".")[0]), response_model=None,
            **describe_text(f"events_{form.partition('.')[0]}", words, media, "events"),
        )  # fmt: skip


def _make_events_as(house: House, form: str) -> Callable[[Request], Response]:
    def answer(request: Request) -> Response:
        return _events_as(house, request, form)

    return answer


def _add_single(app: FastAPI, house: House) -> None:
    @app.get("/events/{key}.bib", response_model=None, **describe_one("event_bib", None, "application/x-bibtex"))
    def event_bib(key: str) -> Response:
        return Response(cite_bibtex(_load(house, key)), media_type="application/x-bibtex")

    @app.get(
        "/events/{key}.csl.json",
        response_model=None,
        **describe_one("event_csl", None, "application/vnd.citationstyles.csl+json"),
    )
    def event_csl(key: str) -> Response:
        return Response(cite_csl(_load(house, key)), media_type="application/vnd.citationstyles.csl+json")

    @app.get(
        "/events/{key}.annotations.jsonld",
        response_model=None,
        **describe_one("event_annotations", None, "application/ld+json"),
    )
    def event_annotations(key: str) -> Response:
        store = house.book.store()
        with store.snapshot():
            made = b"".join(make_annotations(store, _load(house, key).reports))
        return Response(made, media_type="application/ld+json")

    @app.get("/events/{key}.json", response_model=None, **describe_one("event", "EventDetail"))
    def event_json(key: str) -> Response:
        return answer_json(event=_load(house, key))

    @app.get("/statements/{key}.json", response_model=None, **describe_one("statement", "StatementDetail"))
    def statement_json(key: str) -> Response:
        return answer_json(statement=load_statement(house.book.store(), key))

    @app.get("/articles/{id_}.json", response_model=None, **describe_one("article", "Record", name="id_"))
    def article_json(id_: str) -> Response:
        store = house.book.store()
        record = store.record(find_article(store, id_))
        return answer_json(record=record)

    @app.get("/actors/{key}.json", response_model=None, **describe_one("actor", "ActorDetail"))
    def actor_json(key: str) -> Response:
        return answer_json(actor=load_actor(house.book.store(), key))

    @app.get("/places/{key}.json", response_model=None, **describe_one("place", "PlaceRow"))
    def place_json(key: str) -> Response:
        return answer_json(place=load_place(house.book.store(), key))


def _load(house: House, key: str) -> Any:
    store = house.book.store()
    with store.snapshot():
        return load_event(store, find_event(store, key)[1], DEFAULT_POLICY)


def _add_series(app: FastAPI, house: House) -> None:
    def ask(request: Request, *extra: str) -> tuple[Asked, Store, Indexes, Found]:
        asked = read_request("events", request, extra)
        store, indexes = house.open()
        return asked, store, indexes, indexes.events.find(store, **asked.filters)

    def timeline(request: Request) -> Response:
        asked, _, indexes, found = ask(request, "unit")
        unit = cast(Unit | None, choose(asked, "unit", get_args(Unit), None))
        return answer_json(timeline=make_timeline(indexes.events, found.rows, unit))

    def places(request: Request) -> Response:
        asked, store, indexes, found = ask(request, "view")
        choose(asked, "view", ("world", "fit"), "fit")
        return answer_json(places=list_sites(store, indexes.events, found.rows))

    def network(request: Request) -> Response:
        _, store, indexes, found = ask(request)
        return answer_json(network=make_network(store, indexes.events, found.rows))

    def pairs(request: Request) -> Response:
        asked, store, indexes, found = ask(request, "by")
        by = cast(Literal["country", "actor"], choose(asked, "by", ("country", "actor"), "country"))
        return answer_json(pairs=list_pairs(store, indexes.events, found.rows, by))

    def facets(request: Request) -> Response:
        _, _, indexes, found = ask(request)
        counted = {name: indexes.events.count_events(name, found.fits) for name in _FACETS}
        return answer_json(total=len(found.rows), facets=counted)

    for name, words, extra, schema, answer in (
        ("timeline", "Events over time.", ("unit",), "Timeline", timeline),
        ("map", "Places of events.", ("view",), "Site", places),
        ("network", "Who has to do with whom.", (), "Network", network),
        ("pairs", "Pairs over time.", ("by",), "Pair", pairs),
        ("facets", "How many events have which value.", (), None, facets),
    ):
        described = describe_text(name, words, JSON, "events", extra, schema)
        app.add_api_route(f"/{name}.json", answer, response_model=None, **described)

    @app.get("/overview.json", response_model=None, **describe_one("overview", "Overview", name=None))
    def overview_json() -> Response:
        return answer_json(overview=overview_answer(*house.open()))


def add_api(app: FastAPI, house: House) -> None:
    """Add all addresses of data to an application."""
    _add_lists(app, house)
    _add_single(app, house)
    _add_series(app, house)


__all__ = ["add_api", "answer_json"]
