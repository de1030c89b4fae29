"""A real browser and a served ledger; `make browser` installs both. Skipped, with the reason, where there is none."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

PORT = 8797
SHOTS = Path(__file__).resolve().parents[2] / "out" / "screenshots"


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    found = os.environ.get("DATELINE_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    if found is None:
        pytest.skip("there is no chromium; `make browser` installs Debian's")
    with playwright.sync_playwright() as running:
        opened = running.chromium.launch(executable_path=found, args=["--no-sandbox", "--disable-dev-shm-usage"])
        yield opened
        opened.close()


def start(path: Path, port: int, *options: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "dateline", "serve", str(path), "--port", str(port), "--rate", "0", *options]
    server = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    until = time.monotonic() + 60
    while time.monotonic() < until:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/static/icon.svg", timeout=5):
                return server
        except OSError:
            time.sleep(0.2)
    server.terminate()
    raise RuntimeError("the server did not start")


@pytest.fixture(scope="session")
def site(example_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    path = tmp_path_factory.mktemp("served") / "examples.db"
    for suffix in ("", "-wal", "-shm"):
        beside = example_path.with_name(example_path.name + suffix)
        if beside.exists():
            shutil.copy(beside, path.with_name(path.name + suffix))
    server = start(path, PORT)
    yield f"http://127.0.0.1:{PORT}"
    server.terminate()
    server.wait()


@pytest.fixture
def page(browser: Any, site: str) -> Iterator[Any]:
    """A fresh page that fails the test when anything is wrong with it or leaves the machine."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, base_url=site)
    opened = context.new_page()
    wrong: list[str] = []
    opened.on("pageerror", lambda error: wrong.append(f"error: {error}"))
    opened.on("console", lambda told: wrong.append(f"console: {told.text}") if told.type == "error" else None)
    opened.on("request", lambda asked: None if asked.url.startswith((site, "data:")) else wrong.append(asked.url))
    yield opened
    context.close()
    assert wrong == []
