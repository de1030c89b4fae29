#!/usr/bin/env python3
"""Measure the page and the API of a large ledger: time to the first byte, weight of pages.

    python bench/web.py FILE [--rounds 5]

FILE is a ledger as `bench/web_made.py` makes it. Serves it, asks addresses of every kind one after the other as a
browser does (packed), and prints for each kind the median and the 95th percentile of the time to the first byte, and
the weight of the heaviest page with its sheet and scripts. Exit code 1 where a bar is missed: 100 ms at the 95th
percentile of all answers, 100 kB a page, 300 kB with the map.
"""

from __future__ import annotations

import argparse
import http.client
import json
import re
import statistics
import subprocess
import sys
import time
from collections import defaultdict
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PORT = 8799
BAR_MS, BAR_PAGE, BAR_MAP = 100.0, 100_000, 300_000
FILTERS = (
    "",
    "?sort=-time",
    "?register=strike",
    "?status=planned",
    "?actor=Russia",
    "?country=UKR",
    "?since=2025-06&until=2025-06",
    "?search=market",
    "?actor=Syria&register=strike",
    "?outlet=Courier",
    "?status=occurred&sort=-time&after=r5000",
    "?contested=1",
    "?place=Kharkiv",
    "?limit=1000",
)
SAID = ("", "?sort=-published", "?speaker=Granger", "?act=deny", "?search=convoy", "?since=2025-06", "?after=r200000")


def addresses(client: http.client.HTTPConnection) -> dict[str, list[str]]:
    """Give the addresses that are asked, by kind."""
    first = json.loads(ask(client, "/events.json?limit=40&after=r3000")[2])["rows"]
    said = json.loads(ask(client, "/statements.json?limit=20&after=r3000")[2])["rows"]
    actors = re.findall(r'href="(/actors/actor:[0-9a-f]+)"', ask(client, "/actors")[2])
    return {
        "overview": ["/"] * 5,
        "events": [f"/events{each}" for each in FILTERS],
        "events.json": [f"/events.json{each}" for each in FILTERS],
        "event": [f"/events/{row['joined']['id']}" for row in first],
        "statements": [f"/statements{each}" for each in SAID],
        "statement": [f"/statements/{row['key']}" for row in said],
        "article": [f"/articles/{row['source']['article']}" for row in first[:20]],
        "registers": [
            "/registers",
            *(f"/registers/{n}" for n in ("airspace", "strike", "sanction", "meeting", "detention")),
        ],
        "timeline": [f"/timeline{each}" for each in FILTERS[:9]],
        "map": [f"/map{each}" for each in FILTERS[:9]],
        "network": [f"/network{each}" for each in FILTERS[2:9]],
        "pairs": [f"/pairs{each}" for each in FILTERS[:9]],
        "lists": [
            "/articles",
            "/articles?sort=-published",
            "/actors",
            "/places",
            "/stories",
            "/issues",
            "/review",
            "/about",
            "/changes",
        ],
        "actor": actors[:12],
        "search": ["/search?q=convoy", "/search?q=Kharkiv", "/search?q=%22without%20water%22"],
    }


def ask(client: http.client.HTTPConnection, path: str) -> tuple[float, int, str]:
    """Ask once: seconds to the first byte, packed bytes, and the body where it is short of 3 MB."""
    import gzip

    begun = time.perf_counter()
    client.request("GET", path, headers={"Accept-Encoding": "gzip", "Host": "127.0.0.1"})
    answer = client.getresponse()
    if answer.length != 0:  # of an answer without a body none would come until the server hangs up, after 5 s
        answer.peek(1)
    first = time.perf_counter() - begun
    body = answer.read()
    if answer.status not in (200, 303):
        raise SystemExit(f"{path}: {answer.status} {body[:300]!r}")
    packed = answer.headers.get("Content-Encoding") == "gzip"
    return first, len(body), (gzip.decompress(body) if packed else body).decode()


def wait_for(client: http.client.HTTPConnection, seconds: float = 120) -> None:
    """Wait until the server answers."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        try:
            ask(client, "/static/icon.svg")
        except OSError:
            client.close()
            time.sleep(0.3)
        else:
            return
    raise SystemExit("the server did not start")


def main() -> int:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("file", type=Path)
    options.add_argument("--rounds", type=int, default=5)
    chosen = options.parse_args()
    command = [
        sys.executable,
        "-m",
        "dateline",
        "serve",
        str(chosen.file),
        "--port",
        str(PORT),
        "--rate",
        "0",
        "--read-only",
    ]
    server = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    client = http.client.HTTPConnection("127.0.0.1", PORT, timeout=120)
    times: dict[str, list[float]] = defaultdict(list)
    weights: dict[str, int] = {}
    try:
        begun = time.monotonic()
        wait_for(client)
        print(f"ready after {time.monotonic() - begun:.1f} s")
        print(re.sub(r"<[^>]+>", "", re.findall(r'<p class="lead">(.*?)</p>', ask(client, "/")[2], re.S)[0]))
        assets = sum(ask(client, f"/static/{name}")[1] for name in ("page.css", "page.js", "icon.svg"))
        kinds = addresses(client)
        for _ in range(chosen.rounds):
            for kind, paths in kinds.items():
                for path in paths:
                    first, packed, _ = ask(client, path)
                    times[kind].append(first * 1000)
                    if "limit=1000" not in path and not kind.endswith(".json"):
                        weights[kind] = max(weights.get(kind, 0), packed + assets)
    finally:
        server.terminate()
        server.wait()
    return report(times, weights)


def report(times: dict[str, list[float]], weights: dict[str, int]) -> int:
    """Print what was measured; gives 1 where a bar is missed."""
    for kind, several in times.items():
        low, high = statistics.median(several), statistics.quantiles(several, n=20)[-1]
        weight = f"{weights[kind]:7,} bytes" if kind in weights else ""
        print(f"{kind:12} {len(several):4} asked   first byte {low:6.1f} ms, at 95 % {high:6.1f} ms   {weight}")
    every = sorted(each for several in times.values() for each in several)
    high = every[int(len(every) * 0.95)]
    heavy, chart = max(w for kind, w in weights.items() if kind != "map"), weights["map"]
    print(
        f"all          {len(every):4} asked   first byte {statistics.median(every):6.1f} ms, "
        f"at 95 % {high:6.1f} ms (bar {BAR_MS:.0f})"
    )
    print(f"heaviest page {heavy:,} bytes (bar {BAR_PAGE:,}), with the map {chart:,} (bar {BAR_MAP:,})")
    return int(high > BAR_MS or heavy > BAR_PAGE or chart > BAR_MAP)


if __name__ == "__main__":
    raise SystemExit(main())
