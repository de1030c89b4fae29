"""The application: routes, errors and what stands before them."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import anyio.to_thread
import msgspec
from fastapi import FastAPI
from starlette.exceptions import HTTPException
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.staticfiles import StaticFiles

from dateline.ingest.memory import settle, steady_memory
from dateline.ledger import Place, find_place
from dateline.model.errors import ConfigError, DatelineError, LedgerError
from dateline.web.api import add_api
from dateline.web.book import Book
from dateline.web.frame import House
from dateline.web.guard import Guard
from dateline.web.openapi import install_document
from dateline.web.pages_charts import add_chart_pages
from dateline.web.pages_lists import add_list_pages
from dateline.web.pages_more import add_other_pages
from dateline.web.pages_one import add_single_pages
from dateline.web.rendering import HERE, environment
from dateline.web.settings import Settings
from dateline.web.world import load_outlines

_THREADS = 8
_COLLECTED = (100_000, 20, 20)
"""First: objects that a page of a thousand rows is made of, three times over; it goes by itself when it is sent."""
_PACKED_FROM = 800
_DATA = (".json", ".jsonl", ".csv", ".atom", ".ics", ".geojson", ".jsonld", ".bib")


class _Assets(StaticFiles):
    """Sheets and scripts, which an address with their stamp may keep for long."""

    async def get_response(self, path: str, scope: object) -> Response:
        response = await super().get_response(path, scope)  # type: ignore[arg-type]
        response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
        return response


def create_app(path: str | Place, settings: Settings | None = None, name: str | None = None) -> FastAPI:
    """Make the application that serves a ledger.

    Raises LedgerError where the ledger cannot be read.
    """
    place = find_place(path)
    book = Book(place, (settings or Settings()).cache)
    if isinstance(place, Path) and not place.exists():
        raise LedgerError(f"there is no ledger {place}")
    book.store()
    book.indexes()
    house = House(book, settings or Settings(), name or place.stem)

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        anyio.to_thread.current_default_thread_limiter().total_tokens = _THREADS
        with steady_memory(_COLLECTED):
            load_outlines()
            environment().get_template("events.html")
            settle()
            yield

    app = FastAPI(docs_url=None, redoc_url=None, lifespan=lifespan, redirect_slashes=False)
    app.mount("/static", _Assets(directory=HERE / "static"))
    add_api(app, house)
    add_single_pages(app, house)
    add_list_pages(app, house)
    add_chart_pages(app, house)
    add_other_pages(app, house)
    install_document(app)
    _add_errors(app, house)
    app.add_middleware(GZipMiddleware, minimum_size=_PACKED_FROM, compresslevel=5)
    app.add_middleware(Guard, settings=house.settings)
    return app


def _add_errors(app: FastAPI, house: House) -> None:
    def answer(request: Request, status: int, title: str, words: str) -> Response:
        if request.url.path.endswith(_DATA):
            body = {"ok": False, "error": words, "errors": [words], "status": status}
            return Response(msgspec.json.encode(body), status, media_type="application/json")
        return house.send("error.html", house.page("error", title, request), status, title=title, message=words)

    async def told(request: Request, error: Exception) -> Response:
        if isinstance(error, ConfigError):
            return answer(request, 400, "That cannot be asked", str(error))
        if isinstance(error, LedgerError):
            return answer(request, 404, "Not found", str(error))
        return answer(request, 403, "Not done", str(error))

    async def http(request: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)
        words = "There is no such page." if error.status_code == 404 else str(error.detail)
        return answer(request, error.status_code, "Not found" if error.status_code == 404 else "Not done", words)

    app.add_exception_handler(DatelineError, told)
    app.add_exception_handler(HTTPException, http)
