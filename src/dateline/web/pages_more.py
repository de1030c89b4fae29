"""The other pages: overview, search, review with decisions, changes, about."""

from __future__ import annotations

import json
from dataclasses import replace
from functools import cache
from typing import Any
from urllib.parse import parse_qsl

from fastapi import FastAPI
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from dateline.ledger import Store
from dateline.merging.types import DEFAULT_POLICY
from dateline.model.errors import ConfigError, DatelineError
from dateline.views import list_actors, list_changes
from dateline.views.filters import List
from dateline.views.loading import load_events
from dateline.views.overview import find_doubtful
from dateline.views.registers import REGISTERS
from dateline.views.why import find_key
from dateline.web.asking import Asked, read_question
from dateline.web.frame import House
from dateline.web.lists import ask_page
from dateline.web.overview_api import overview_answer
from dateline.web.rendering import HERE

_TITLES = {spec.name: spec.title for spec in REGISTERS}
_A_REVIEW = 20
_MOST_CHANGES = 500
_SEARCHED: tuple[List, ...] = ("events", "statements", "articles")
_ACTIONS = {"accept": 1, "reject": 1, "set": 1, "same": 2, "different": 2, "undo": 0}


def _overview(house: House, request: Request) -> Response:
    store, indexes = house.open()
    with store.snapshot():
        overview = overview_answer(store, indexes)
        changes = indexes.keep("changes", lambda: list(list_changes(store, "last")[:8]))
    page = house.page("overview", "Overview", request, alternates=[("application/atom+xml", "/events.atom", "Events")])
    return house.send("overview.html", page, o=overview, titles=_TITLES, changes=changes)


def _search(house: House, request: Request) -> Response:
    words = request.query_params.get("q", "").strip()
    page = house.page("search", f"Search: {words}" if words else "Search", request, q=words)
    if not words:
        return house.send("search.html", page, q="")
    if "\x00" in words:
        raise ConfigError("q holds a character that no word has")
    store, indexes = house.open()

    def find() -> dict[str, Any]:
        found: dict[str, Any] = {"actors": list(list_actors(store, actor=words, limit=12))}
        for about in _SEARCHED:
            # What is kept is what is shown, not the rows of all that fit.
            found[about] = replace(
                ask_page(store, indexes, Asked(about, {"search": words}, 8, 0)), found=None, fits=None
            )
        return found

    with store.snapshot():
        found = indexes.keep(("search", words), find)
    return house.send("search.html", page, q=words, **found)


def _review(house: House, request: Request) -> Response:
    asked = read_question("events", [pair for pair in request.query_params.multi_items() if pair[0] == "after"])
    store, indexes = house.open()
    with store.snapshot():
        queue = indexes.keep("review", lambda: find_doubtful(store, indexes.events))
        some = queue.some(asked.first, asked.first + _A_REVIEW)
        numbers = indexes.events.ids[[row for row, _ in some]].tolist() if some else []
        rows = load_events(store, numbers) if numbers else []
    items = list(zip(rows, (doubts for _, doubts in some)))
    page = house.page("review", "Review", request)
    message = request.query_params.get("done")
    return house.send("review.html", page, items=items, first=asked.first, total=len(queue), message=message)


async def _read_form(request: Request) -> dict[str, str]:
    body = await request.body()
    return {name: value.strip() for name, value in parse_qsl(body.decode("utf-8", "replace")) if value.strip()}


def _decide(house: House, form: dict[str, str]) -> str:
    """Take a decision; gives where to go then. Raises DatelineError for one that cannot be."""
    from dateline.merging.deciding import Wish, decide

    action = form.get("action", "")
    if action not in _ACTIONS:
        raise ConfigError(f"there is no decision {action!r}; there are {', '.join(_ACTIONS)}")
    wanted = [form[name] for name in ("key", "other") if name in form][: _ACTIONS[action]]
    if len(wanted) != _ACTIONS[action]:
        raise ConfigError(f"{action} needs the ids of {_ACTIONS[action]} events or reports")
    reader = house.book.store()
    keys = tuple(find_key(reader, key, of="event")[0] for key in wanted)
    if len(set(keys)) != len(keys):
        raise ConfigError("these are one and the same report")
    if action == "set" and not (form.get("field") and form.get("value")):
        raise ConfigError("set needs a field and a value, as killed and 7")
    wish = Wish(
        action=action, keys=keys, field=form.get("field") if action == "set" else None,  # type: ignore[arg-type]
        value=form.get("value") if action == "set" else None, by=form.get("by"), note=form.get("note"),
        at=house.settings.now(),
    )  # fmt: skip
    with Store(house.book.path) as store:
        number = decide(store, wish)
    house.book.refresh()
    back = form.get("back", "/review")
    if not back.startswith("/") or back.startswith("//") or "\\" in back:
        back = "/review"
    return f"{back.partition('?')[0]}?done=Decision+{number}+taken" if back.startswith("/review") else back


def _changes(house: House, request: Request) -> Response:
    since = request.query_params.get("since", "").strip() or "last"
    store, indexes = house.open()

    def count() -> int:
        return len(list_changes(store, since))

    with store.snapshot():
        shown = list(list_changes(store, since)[: _MOST_CHANGES + 1])
        # A run may have changed a million things; they are counted once.
        number = indexes.keep(("changes", since), count) if len(shown) > _MOST_CHANGES else len(shown)
        shown = shown[:_MOST_CHANGES]
    page = house.page("changes", "What changed", request)
    return house.send("changes.html", page, changes=shown, since=since, more=number - len(shown))


@cache
def load_figures() -> tuple[tuple[str, str, float], ...]:
    """Give the figures of this version: (set, figure, floor)."""
    told = json.loads((HERE / "figures.json").read_text("utf-8"))
    return tuple(
        (group, name, value) for group, several in sorted(told.items()) for name, value in sorted(several.items())
    )


def _about(house: House, request: Request) -> Response:
    store, indexes = house.open()
    with store.snapshot():
        overview = overview_answer(store, indexes)
        counted = indexes.keep("producers", indexes.events.count_producers)
        told = store.query("SELECT id, dateline, model, knowledge FROM producers ORDER BY id")
        producers = [(*versions, counted[number]) for number, *versions in told if counted.get(number)]
    page = house.page("about", "About", request)
    return house.send(
        "about.html", page, o=overview, figures=load_figures(), producers=producers, policy=DEFAULT_POLICY
    )


def add_other_pages(app: FastAPI, house: House) -> None:
    """Add the pages to an application."""

    @app.get("/", include_in_schema=False)
    def overview(request: Request) -> Response:
        return _overview(house, request)

    @app.get("/search", include_in_schema=False)
    def search(request: Request) -> Response:
        return _search(house, request)

    @app.get("/review", include_in_schema=False)
    def review(request: Request) -> Response:
        return _review(house, request)

    @app.get("/changes", include_in_schema=False)
    def changes(request: Request) -> Response:
        return _changes(house, request)

    @app.get("/about", include_in_schema=False)
    def about(request: Request) -> Response:
        return _about(house, request)

    @app.post("/decide", include_in_schema=False)
    async def decide(request: Request) -> Response:
        from starlette.concurrency import run_in_threadpool

        if house.settings.read_only:
            raise DatelineError("this server only reads; decisions are taken with `dateline decide`")
        form = await _read_form(request)
        return RedirectResponse(await run_in_threadpool(_decide, house, form), 303)
