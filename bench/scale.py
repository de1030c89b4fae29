#!/usr/bin/env python3
"""Measure what commands and pages ask of ledgers of any size: the 95th percentile of each question, memory, size.

    python bench/scale.py FILE [FILE ...] [--rounds 7] [--no-pages] [--only WORDS]

FILEs are ledgers as `bench/scale_made.py` makes them. Commands are asked in this process, the first 100 rows of each
list, with values chosen from the ledger itself: the names that are met most, middling and seldom ones. Pages are asked
of `dateline serve` in a process of its own, as `bench/web.py` does, and lists of the API a thousand rows at once. Times
are wall-clock milliseconds, warm; `first` is the longest that an address of its kind took when the server was fresh.
"""

from __future__ import annotations

import argparse
import http.client
import itertools
import json
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from bench import web
from dateline.cli.output import cache_folder
from dateline.cli.quick import list_quickly
from dateline.ledger import Store, find_quick_faults
from dateline.views import (
    explain,
    list_actors,
    list_articles,
    list_changes,
    list_events,
    list_issues,
    list_places,
    list_statements,
    list_stories,
    list_threads,
    load_entity,
    load_story,
)
from dateline.views.filters import SORTS, List

Question = Callable[[], object]
_ORDERED: tuple[List, ...] = ("events", "statements", "articles", "actors", "places", "stories", "threads")
_FIRST = 100


def _orders(about: List) -> list[str]:
    """Give every order that a list can be asked in."""
    return [way + by for by in SORTS[about] for way in ("", "-")]


def _first(listing: object) -> int:
    return len(list(itertools.islice(iter(listing), _FIRST)))  # type: ignore[call-overload]


class Asker:
    """The questions of all commands to one ledger."""

    def __init__(self, path: Path) -> None:
        self.store = Store(path)
        self.events = int(self.store.query("SELECT count(*) FROM events")[0][0])
        self.statements = int(self.store.query("SELECT count(*) FROM statements")[0][0])
        ranked = "SELECT x.name FROM {0}_totals t JOIN {0}s x ON x.id = t.{0} ORDER BY t.events DESC LIMIT 1 OFFSET {1}"
        self.actors = [self._one(ranked.format("actor", at)) for at in (0, 8, 60)]
        self.places = [self._one(ranked.format("place", at)) for at in (5, 100, 800)]
        self.keys = [row[0] for row in self.store.query("SELECT key FROM events ORDER BY id LIMIT 5")]
        outlets = self.store.query("SELECT outlet, count(*) FROM articles GROUP BY outlet ORDER BY 2 DESC LIMIT 40")
        self.said = [row[0] for row in self.store.query("SELECT key FROM statements ORDER BY id LIMIT 5")]
        self.stories = [row[0] for row in self.store.query("SELECT key FROM stories ORDER BY id LIMIT 5")]
        ranked = (
            "SELECT x.key FROM actor_totals t JOIN actors x ON x.id = t.actor ORDER BY t.events DESC LIMIT 1 OFFSET "
        )
        self.known = [self.store.query(f"{ranked}{at}")[0][0] for at in (8, 60, 2000)]
        self.outlets = [outlets[0][0], outlets[-1][0]]

    def _one(self, sql: str) -> str:
        rows = self.store.query(sql)
        return str(rows[0][0]) if rows else "nobody"

    def _first_of(self, ask: Callable[..., Any], filters: dict[str, Any]) -> int:
        return _first(self._ask(ask, filters))

    def _ask(self, ask: Callable[..., Any], filters: dict[str, Any]) -> object:
        """Ask as the command does: large ledgers by their columns, loaded anew each time."""
        what = ask.__name__.removeprefix("list_")
        quick = list_quickly(what, self.store, cache_folder(), **filters, limit=_FIRST)
        return ask(self.store, **filters, limit=_FIRST) if quick is None else quick

    def questions(self) -> dict[str, list[Question]]:
        """Give the questions by kind."""
        s = self.store
        found: dict[str, list[Question]] = {}

        def add(kind: str, ask: Any, *several: dict[str, Any]) -> None:
            for filters in several:
                found.setdefault(kind, []).append(partial(self._first_of, ask, filters))

        actor, middling, seldom = ({"actor": name} for name in self.actors)
        add("events, all", list_events, {}, {"sort": "-time"}, {"sort": "published"}, {"sort": "-published"})
        add("events by kind", list_events, {"register": "strike"}, {"status": "planned"}, {"type": "PROTEST"},
            {"register": "airspace", "status": "occurred", "sort": "-time"})  # fmt: skip
        add("events by actor", list_events, actor, middling, seldom, {**actor, "sort": "-time"})
        add("events by recipient", list_events, {"recipient": self.actors[0]}, {"recipient": self.actors[2]})
        add(
            "events by country",
            list_events,
            {"country": "RUS"},
            {"country": "EST"},
            {"country": "UKR", "sort": "-time"},
        )
        add("events by place", list_events, *({"place": name} for name in self.places))
        add("events by outlet", list_events, *({"outlet": name} for name in self.outlets))
        add(
            "events by days",
            list_events,
            {"since": "2023-06", "until": "2023-06"},
            {"since": "2020"},
            {"until": "2018-03-04"},
        )
        add("events by words", list_events, {"search": "market"}, {"search": '"sanctions on" 37'})
        add("events by speaker", list_events, {"said_by": self.actors[2]}, {"said_by": "officials"})
        add("events, combined", list_events, {**actor, "register": "strike", "since": "2021"},
            {**middling, "place": self.places[0]}, {"country": "RUS", "status": "occurred", "until": "2019"},
            {"search": "market", "country": "UKR"})  # fmt: skip
        add("events contested", list_events, {"contested": True}, {"contested": True, "sort": "-time"})
        add("events by report", list_events, {"reports": True}, {"reports": True, **middling})
        add(
            "statements",
            list_statements,
            {},
            {"sort": "-published"},
            {"act": "deny"},
            {"since": "2022-02", "until": "2022-02"},
        )
        add("statements by name", list_statements, {"speaker": self.actors[2]}, {"speaker": "Granger"}, actor)
        add("statements by words", list_statements, {"search": "convoy"}, {"search": '"without water" 41'})
        add("articles", list_articles, {}, {"sort": "-published"}, {"search": "convoy"}, {"outlet": self.outlets[1]})
        add("articles, ordered", list_articles, {"sort": "title"}, {"sort": "-title"}, {"sort": "outlet"},
            {"sort": "-outlet", "search": "market"})  # fmt: skip
        add("articles by days", list_articles, {"since": "2023-06", "until": "2023-06"}, {"until": "2018-03-04"},
            {"since": "2022", "search": "convoy"})  # fmt: skip
        add("articles by name", list_articles, middling, {"place": self.places[1]}, seldom, {"country": "EST"})
        add("actors", list_actors, {}, {"country": "RUS"}, {"sort": "name"}, {"actor": "Granger"})
        add("actors, ordered", list_actors, {"sort": "mentions"}, {"sort": "articles"}, {"sort": "-events"})
        add("places", list_places, {}, {"country": "UKR"}, {"place": self.places[1]})
        add("places, ordered", list_places, {"sort": "mentions"}, {"sort": "articles"}, {"sort": "name"})
        add("stories", list_stories, {}, {"sort": "-articles"}, {"search": "convoy"}, {"sort": "since"})
        add("stories by name", list_stories, middling, seldom, {"place": self.places[1]}, {"since": "2024-06"})
        add("issues", list_issues, {}, {"kind": "place-unresolved"}, {"outlet": self.outlets[1]})
        add("threads", list_threads, {}, {"sort": "-opened"}, {"sort": "due"}, {"sort": "-due"})
        add("threads by kind", list_threads, {"kind": "threat"}, {"outcome": "overdue"}, {"outcome": "carried out"},
            {"kind": "plan", "outcome": "held"})  # fmt: skip
        add("threads, combined", list_threads, actor, seldom, {"search": "ministers"}, {"country": "RUS"},
            {"register": "meeting", "since": "2022"}, {"outlet": self.outlets[1]})  # fmt: skip
        for about, ask in zip(_ORDERED, (list_events, list_statements, list_articles, list_actors, list_places,
                                         list_stories, list_threads)):  # fmt: skip
            add(f"{about}, every order", ask, *({"sort": order} for order in _orders(about)))
        found["why"] = [partial(explain, s, key) for key in (*self.keys, *self.said)]
        found["why of a story"] = [partial(load_story, s, key) for key in self.stories]
        found["why of an actor"] = [partial(load_entity, s, key) for key in self.known]
        found["diff"] = [lambda: _first(list_changes(s, "last")), lambda: _first(list_changes(s, "run:1"))]
        found["check --quick"] = [lambda: list(find_quick_faults(s))]
        return found


def percentile(times: list[float]) -> float:
    """Give the 95th percentile: with few values the largest but what lies above it."""
    ordered = sorted(times)
    return ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))]


def measure_commands(asker: Asker, rounds: int, only: str) -> dict[str, tuple[float, float]]:
    """Ask all questions in turn; gives median and 95th percentile by kind. A question of seconds is asked twice."""
    times: dict[str, list[float]] = {}
    for kind, several in asker.questions().items():
        if only and only not in kind:
            continue
        for ask in several:
            ask()
            for _ in range(rounds):
                begun = time.process_time()
                ask()
                taken = (time.process_time() - begun) * 1000
                times.setdefault(kind, []).append(taken)
                if taken > 1000:
                    break
    return {kind: (sorted(each)[len(each) // 2], percentile(each)) for kind, each in times.items()}


def _single_pages(path: Path) -> dict[str, list[str]]:
    """Give the pages of single things that were read, not copied: only these have all that their page shows."""
    current = "EXISTS (SELECT 1 FROM articles a WHERE a.id = {0} AND a.superseded_by IS NULL)"
    with Store(path) as store:
        return {
            kind: [
                f"/{kind}s/{row[0]}"
                for row in store.query(
                    f"SELECT {key} FROM {kind}s WHERE {current.format(f'{kind}s.{article}')} ORDER BY id LIMIT 20"
                )
            ]
            for kind, key, article in (
                ("event", "key", "article"),
                ("statement", "key", "article"),
                ("article", "article_id", "id"),
            )
        }


_THOUSANDS: dict[str, tuple[str, ...]] = {
    # More than are kept encoded, so that most rows are made anew each time.
    "events": ("&register=strike", "&country=UKR", *(f"&after=r{number}000" for number in range(10))),
    "statements": ("", "&sort=-published", "&search=convoy", "&after=r20000"),
    "articles": ("", "&sort=-published", "&search=convoy", "&after=r20000"),
    "actors": ("", "&sort=name"),
    "places": ("", "&sort=name"),
    "stories": ("", "&sort=-articles"),
    "threads": ("", "&sort=-opened"),
    "issues": ("",),
}


_NARROWED: dict[str, tuple[str, ...]] = {
    "articles": ("actor=Russia", "country=RUS", "place=Kharkiv", "outlet=Courier", "until=2024", "actor=Granger"),
    "stories": ("actor=Russia", "country=RUS", "search=market", "outlet=Courier", "until=2024", "actor=Granger"),
    "threads": ("actor=Russia", "type=ASSAULT", "said_by=officials", "outcome=overdue", "since=2022"),
    "actors": ("actor=Russia", "outlet=Courier", "since=2025-06", "until=2024", "all_versions=1"),
    "places": ("place=Kharkiv", "outlet=Courier", "since=2025-06", "until=2024", "all_versions=1"),
}


def _every_order() -> dict[str, list[str]]:
    """Give the addresses of every list in every order, and of lists that are narrowed by what many or few rows fit."""
    told = {f"{about} ordered": [f"/{about}?sort={order}" for order in _orders(about)] for about in _ORDERED}
    return told | {
        f"{about} narrowed": [f"/{about}?{narrowed}" for narrowed in several] for about, several in _NARROWED.items()
    }


def _thousands() -> dict[str, list[str]]:
    """Give the addresses of a thousand rows at once, of every list."""
    return {
        f"1,000 {about}": [f"/{about}.json?limit=1000{more}" for more in several]
        for about, several in _THOUSANDS.items()
    }


class Pages(NamedTuple):
    """What asking the pages of a ledger gave; times are milliseconds to the first byte."""

    times: dict[str, tuple[float, float]]
    """By kind the median and the 95th percentile, asked again."""
    firsts: dict[str, float]
    """By kind the longest that an address took when it was asked for the first time."""
    ready: float
    """Seconds until the server answered."""
    held: float
    """Megabytes that it held at most."""


def measure_pages(path: Path, rounds: int) -> Pages:
    """Serve the ledger and ask its pages."""
    command = [
        sys.executable,
        "-m",
        "dateline",
        "serve",
        str(path),
        "--port",
        str(web.PORT),
        "--rate",
        "0",
        "--read-only",
    ]
    server = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    client = http.client.HTTPConnection("127.0.0.1", web.PORT, timeout=900)
    times: dict[str, list[float]] = {}
    firsts: dict[str, float] = {}
    try:
        begun = time.monotonic()
        web.wait_for(client, 900)
        ready = time.monotonic() - begun
        for number in range(rounds + 1):
            for kind, paths in (web.addresses(client) | _single_pages(path) | _every_order() | _thousands()).items():
                for address in paths:
                    try:
                        first, _, _ = web.ask(client, address)
                    except http.client.RemoteDisconnected:  # it was left idle for too long
                        client.close()
                        first, _, _ = web.ask(client, address)
                    if number:
                        times.setdefault(kind, []).append(first * 1000)
                    else:
                        firsts[kind] = max(firsts.get(kind, 0.0), first * 1000)
        lines = Path(f"/proc/{server.pid}/status").read_text().splitlines()
        held = next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) / 1024
    finally:
        server.terminate()
        server.wait()
    told = {kind: (sorted(each)[len(each) // 2], percentile(each)) for kind, each in times.items()}
    return Pages(told, firsts, ready, held)


def main() -> None:
    """Measure and print, one ledger after the other."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--only", default="", help="only kinds of questions with these words")
    parser.add_argument("--no-pages", action="store_true")
    parser.add_argument("--json", type=Path, help="keep the figures as JSON, for bench/speed.py --docs")
    options = parser.parse_args()
    told = []
    for path in options.files:
        asker = Asker(path)
        size = path.stat().st_size / 1e6
        print(f"== {path.name}: {asker.events:,} events, {asker.statements:,} statements, {size:,.0f} MB")
        figures = measure_commands(asker, options.rounds, options.only)
        row = {"events": asker.events, "statements": asker.statements, "megabytes": round(size), "commands": figures}
        for kind, (median, high) in figures.items():
            print(f"{kind:24} {median:9.1f} ms, at 95 % {high:9.1f} ms", flush=True)
        asker.store.close()
        if not options.no_pages:
            asked = measure_pages(path, max(1, options.rounds // 2))
            for kind, (median, high) in asked.times.items():
                first = asked.firsts[kind]
                print(f"page {kind:19} {median:9.1f} ms, at 95 % {high:9.1f} ms, first {first:9.1f} ms", flush=True)
            print(f"serve: ready after {asked.ready:.1f} s, {asked.held:,.0f} MB at most")
            row |= {"pages": asked.times, "firsts": asked.firsts}
            row |= {"ready": round(asked.ready, 1), "held": round(asked.held)}
        told.append(row)
    if options.json:
        options.json.write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
