"""What every page has around it: the menu, the search, links to feeds, and how a page is made and sent."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any

from starlette.requests import Request
from starlette.responses import HTMLResponse

from dateline.ledger import Store
from dateline.views.filters import CHOICES, FILTERS, SORTS, List
from dateline.web.asking import Asked, read_question
from dateline.web.book import Book, Indexes
from dateline.web.rendering import HERE, render
from dateline.web.settings import Settings

MENU: tuple[tuple[str, str, str], ...] = (
    ("overview", "/", "Overview"),
    ("events", "/events?sort=-time", "Events"),
    ("statements", "/statements?sort=-published", "Statements"),
    ("registers", "/registers", "Registers"),
    ("timeline", "/timeline", "Timeline"),
    ("map", "/map", "Map"),
    ("network", "/network", "Network"),
    ("pairs", "/pairs", "Pairs"),
    ("threads", "/threads", "Threads"),
    ("stories", "/stories", "Stories"),
    ("actors", "/actors", "Actors"),
    ("places", "/places", "Places"),
    ("articles", "/articles?sort=-published", "Articles"),
    ("review", "/review", "Review"),
    ("changes", "/changes", "Changes"),
    ("about", "/about", "About"),
)
_LABELS = {
    "actor": "Who (actor)",
    "recipient": "To whom",
    "country": "Country",
    "place": "Where",
    "said_by": "Claimed by",
    "outlet": "Outlet",
    "since": "From day",
    "until": "To day",
    "search": "Words",
    "type": "Type",
    "status": "Standing",
    "register": "Register",
    "contested": "Only contested",
    "rejected": "Also rejected",
    "reports": "One row a report",
    "policy": "Speaks for an event",
    "sort": "Order",
    "all_versions": "Also old versions",
    "speaker": "Who says",
    "addressee": "To whom",
    "act": "Act",
    "kind": "Kind",
    "outcome": "Outcome",
}
_HINTS = {
    "actor": "NATO", "country": "Estonia or EST", "since": "2025-10", "until": "2025-10-24", "search": '"oil refinery"',
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a filter form."""

    name: str
    label: str
    choices: tuple[str, ...] = ()
    flag: bool = False
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """What the frame of a page is told."""

    name: str
    title: str
    ledger: str
    path: str = "/"
    q: str = ""
    read_only: bool = False
    alternates: Sequence[tuple[str, str, str]] = ()
    menu: Sequence[tuple[str, str, str]] = field(default=MENU)
    root: str = "/"
    home: str = "/"
    stamp: str = ""
    static: bool = False
    full: bool = False


@cache
def asset_stamp() -> str:
    """Give what is added to the address of sheets and scripts, so that a new version is loaded anew."""
    digest = hashlib.sha256()
    for path in sorted((HERE / "static").iterdir()):
        digest.update(path.read_bytes())
    return f"?v={digest.hexdigest()[:10]}"


def _menu(settings: Settings) -> tuple[tuple[str, str, str], ...]:
    """Leave out of the menu what a folder of pages cannot have."""
    without = {"review", "changes"} | (set() if settings.full else {"articles"})
    return tuple(each for each in MENU if each[0] not in without) if settings.static else MENU


@dataclass(frozen=True, slots=True)
class House:
    """What the handlers share: the ledger and how it is served."""

    book: Book
    settings: Settings
    name: str

    def page(self, name: str, title: str, request: Request, **more: Any) -> Page:
        """Make the frame of a page."""
        made = Page(
            name=name, title=title, ledger=self.name, path=request.url.path, read_only=self.settings.read_only,
            stamp="" if self.settings.static else asset_stamp(), static=self.settings.static, full=self.settings.full,
            menu=_menu(self.settings),
        )  # fmt: skip
        return replace(made, **more)

    def open(self) -> tuple[Store, Indexes]:
        """Give this thread's connection and the columns."""
        return self.book.store(), self.book.indexes()

    @staticmethod
    def send(template: str, page: Page, status: int = 200, **values: Any) -> HTMLResponse:
        """Render and send a page."""
        return HTMLResponse(render(template, page=page, **values), status)


def read_request(about: List, request: Request, extra: Sequence[str] = ()) -> Asked:
    """Read the question that the address of a request asks."""
    return read_question(about, request.query_params.multi_items(), extra)


@cache
def form_fields(about: List) -> tuple[Field, ...]:
    """Give the fields of the filter form of a list."""
    fields: list[Field] = []
    for name in FILTERS[about]:
        if name == "limit":
            continue
        choices = CHOICES.get(name, ())
        if name == "sort":
            choices = tuple(order for by in SORTS[about] for order in (by, f"-{by}"))
            if not choices:
                continue
        flag = name in ("contested", "rejected", "reports", "all_versions")
        fields.append(Field(name, _LABELS.get(name, name), choices, flag, _HINTS.get(name, "")))
    return tuple(fields)


_FORMS: dict[str, tuple[tuple[str, str], ...]] = {
    "events": (
        ("JSON", "json"), ("JSON Lines", "jsonl"), ("CSV", "csv"), ("GeoJSON", "geojson"), ("Atom feed", "atom"),
        ("Calendar (planned)", "ics"), ("POLECAT-like", "polecat.csv"), ("GDELT-like", "gdelt.csv"),
        ("ACLED-like", "acled.csv"), ("Annotations", "annotations.jsonld"),
    ),
    "statements": (("JSON", "json"), ("JSON Lines", "jsonl"), ("CSV", "csv"), ("Atom feed", "atom")),
    "articles": (("JSON", "json"), ("JSON Lines", "jsonl"), ("CSV", "csv"), ("Atom feed", "atom")),
}  # fmt: skip
_TABLES = (("JSON", "json"), ("JSON Lines", "jsonl"), ("CSV", "csv"))


def download_links(asked: Asked) -> list[tuple[str, str]]:
    """Give the addresses of a list's data in every form, with the same filters."""
    query = asked.query
    return [(label, f"/{asked.about}.{form}{query}") for label, form in _FORMS.get(asked.about, _TABLES)]


def feed_links(asked: Asked) -> list[tuple[str, str, str]]:
    """Give what a feed reader looks for in the head of a page."""
    links = [("application/atom+xml", f"/{asked.about}.atom{asked.query}", f"{asked.about.capitalize()} (Atom)")]
    if asked.about == "events":
        links.append(("text/calendar", f"/events.ics{asked.query}", "Planned events (calendar)"))
    return links
