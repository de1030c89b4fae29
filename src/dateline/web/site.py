"""A ledger as a folder of plain pages for publishing: no server, no scripts, quotes only unless asked otherwise.

The pages are those of the server. What needs one (search, filters, decisions) is left out, and so are links to what is
not in the folder; whole articles are in it only where that was asked for.
"""

from __future__ import annotations

import asyncio
import posixpath
import re
from collections import deque
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from lxml import html

from dateline.ledger import Place, Store
from dateline.model.errors import SourceError
from dateline.web.app import create_app
from dateline.web.rendering import HERE, safe_link
from dateline.web.settings import Settings

_LISTS = (
    "events",
    "statements",
    "actors",
    "places",
    "threads",
    "stories",
    "registers",
    "timeline",
    "map",
    "network",
    "pairs",
    "about",
)
_DATA = (
    "events.json",
    "events.csv",
    "events.geojson",
    "events.atom",
    "events.ics",
    "statements.json",
    "statements.csv",
)
_PAGE_OF = re.compile(r"/(events|statements|actors|places|registers)/([A-Za-z0-9:_-]+)")
_ARTICLE = re.compile(r"/articles/([0-9a-f]+)")
_SCHEMES = ("http", "https")


def file_of(address: str, full: bool) -> str | None:
    """Give the file of a page of the server, None for what a folder cannot have."""
    parts = urlsplit(address)
    path, query = unquote(parts.path), dict(parse_qsl(parts.query))
    if parts.scheme or parts.netloc:
        return None
    more = f"-{query.pop('after')}" if re.fullmatch(r"r\d+", query.get("after", "")) else ""
    if query.get("sort") in ("-time", "-published"):
        del query["sort"]
    article = _ARTICLE.fullmatch(path)
    if article and full:
        return f"articles/{article.group(1)}.html"
    if query:
        return None
    if path == "/":
        return "index.html"
    if path[1:] in _LISTS:
        return f"{path[1:]}{more}.html"
    if path[1:] in _DATA and not more:
        return path[1:]
    found = _PAGE_OF.fullmatch(path)
    return f"{found.group(1)}/{found.group(2).rpartition(':')[2]}{more}.html" if found else None


class _Caller:
    """Asks the application for pages, without a network."""

    def __init__(self, app: Any) -> None:
        self._app = app

    async def get(self, address: str) -> tuple[int, bytes]:
        """Give the status and the body of an address; of one that leads on, the address that it leads to."""
        parts = urlsplit(address)
        scope = {
            "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": "GET", "scheme": "http",
            "path": unquote(parts.path), "raw_path": parts.path.encode(), "query_string": parts.query.encode(),
            "root_path": "", "headers": [(b"host", b"localhost")], "client": ("127.0.0.1", 0),
            "server": ("localhost", 80),
        }  # fmt: skip
        status, body = 0, bytearray()

        async def receive() -> dict[str, Any]:
            await asyncio.sleep(3600)
            return {"type": "http.disconnect"}

        async def send(message: dict[str, Any]) -> None:
            nonlocal status
            status = message.get("status", status)
            if status == 303:
                body.extend(dict(message.get("headers", ())).get(b"location", b""))
            body.extend(message.get("body", b""))

        await self._app(scope, receive, send)
        return status, bytes(body)


def write_site(
    ledger: Place, folder: Path, full: bool = False, name: str | None = None, tell: Callable[[], None] | None = None
) -> int:
    """Write the pages of a ledger into a new or empty folder; gives how many files there are.

    `tell` is called after each file. Raises SourceError for a folder that has files already.
    """
    if folder.exists() and any(folder.iterdir()):
        raise SourceError(f"{folder} is not empty; name a new folder")
    folder.mkdir(parents=True, exist_ok=True)
    settings = Settings(read_only=True, rate=0, static=True, full=full)
    return asyncio.run(_crawl(_Caller(create_app(ledger, settings, name)), _urls_of(ledger), folder, full, tell))


def _urls_of(ledger: Place) -> dict[str, str]:
    """Give the public address of each article that has one which may be followed."""
    with Store(ledger) as store:
        rows = store.query("SELECT article_id, url FROM articles WHERE url IS NOT NULL")
    return {article: url for article, url in rows if safe_link(url)}


async def _crawl(
    caller: _Caller, urls: dict[str, str], folder: Path, full: bool, tell: Callable[[], None] | None
) -> int:
    waiting = deque(["/", *(f"/{name}" for name in _DATA)])
    known = {file_of(address, full) for address in waiting}
    written = 0
    while waiting:
        address = waiting.popleft()
        status, body = await caller.get(address)
        file = file_of(address, full)
        if status not in (200, 303) or file is None:
            continue
        if status == 303:
            linked, body = [body.decode()], _lead_on(body.decode(), file, full)
        elif file.endswith(".html"):
            body, linked = _rewrite(body, file, urls, full)
        else:
            linked = []
        for each in linked:
            target = file_of(each, full)
            if target is not None and target not in known:
                known.add(target)
                waiting.append(each)
        path = folder / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(body)
        written += 1
        if tell is not None:
            tell()
    (folder / "static").mkdir(exist_ok=True)
    for asset in ("page.css", "icon.svg"):
        (folder / "static" / asset).write_bytes((HERE / "static" / asset).read_bytes())
    return written + 2


def _lead_on(address: str, file: str, full: bool) -> bytes:
    """Make a page that leads on to another: of a report to its event."""
    target = posixpath.relpath(file_of(address, full) or "index.html", posixpath.dirname(file) or ".")
    words = f'<meta http-equiv="refresh" content="0;url={target}"><a href="{target}">It is here now</a>'
    return f'<!doctype html><html lang="en"><meta charset="utf-8"><title>Moved</title>{words}</html>'.encode()


def _rewrite(body: bytes, file: str, urls: dict[str, str], full: bool) -> tuple[bytes, list[str]]:
    """Make the links of a page lead to files beside it, and take those away that lead nowhere."""
    tree = html.document_fromstring(body.decode("utf-8"))
    linked: list[str] = []
    here = posixpath.dirname(file) or "."
    for element in tree.iter("a", "link"):
        address = element.get("href", "")
        parts = urlsplit(address)
        if parts.scheme in _SCHEMES or address.startswith("#"):
            continue
        if parts.path.startswith("/static/"):
            element.set("href", posixpath.relpath(parts.path[1:], here))
            continue
        target = file_of(address, full)
        article = _ARTICLE.fullmatch(parts.path)
        if target is not None:
            linked.append(address if not article else parts.path)
            anchor = _anchor_of(parts) if article else parts.fragment
            element.set("href", posixpath.relpath(target, here) + (f"#{anchor}" if anchor else ""))
        elif article and article.group(1) in urls:
            element.set("href", urls[article.group(1)])
            element.set("rel", "noreferrer nofollow")
        elif element.tag == "a":
            del element.attrib["href"]
            element.attrib.pop("data-open", None)
        else:
            element.drop_tree()
    made: str = html.tostring(tree, encoding="unicode", doctype="<!doctype html>")
    return made.encode("utf-8"), linked


def _anchor_of(parts: Any) -> str:
    at = dict(parse_qsl(parts.query)).get("at", "")
    return f"c{at.partition('-')[0]}" if at else ""
