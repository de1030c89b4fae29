"""A ledger served to a test, and what is asked of every page."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from starlette.testclient import TestClient

from dateline.web.app import create_app
from dateline.web.settings import Settings

PAGES = (
    "/", "/events", "/events?sort=-time", "/ahead", "/statements", "/registers", "/timeline", "/timeline?unit=month",
    "/map", "/map?view=world", "/network", "/pairs", "/pairs?by=actor", "/threads", "/stories", "/actors", "/places",
    "/articles", "/issues", "/review", "/changes", "/about", "/search", "/search?q=drone",
)  # fmt: skip
_LINK = re.compile(r'href="([^"]*)"')


def serve(path: Path, name: str | None = None, **settings: Any) -> TestClient:
    """Serve a ledger to a client that stays on the same connection rules as a browser."""
    options = {"hosts": ("testserver",), "rate": 0.0, **settings}
    return TestClient(create_app(path, Settings(**options), name), follow_redirects=False)


def links_of(page: str) -> set[str]:
    """Give the internal addresses that a page links to."""
    found = {each.replace("&amp;", "&") for each in _LINK.findall(page)}
    return {each for each in found if each.startswith("/")}
