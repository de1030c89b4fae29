#!/usr/bin/env python3
"""Join reports by the hundred thousand: is the time a straight line, and does the memory hold?

    python bench/merging.py [--reports 100000] [--steps 4] [--keep FILE]

Makes up incidents in hundreds of cities over two years, each told by one to four outlets in their own words, reads the
articles on all cores, and joins them step by step, as they come in. Prints for each step how long joining took and how
much memory it held, and in the end how well the incidents were kept apart: pairs of articles that share an event about
their main incident, against those that are of one incident. The first step is the cheapest, since few share a key yet;
exit code 1 when the last took more than a quarter longer than the one before, or the memory passed a gigabyte.
"""

from __future__ import annotations

import argparse
import datetime
import itertools
import json
import multiprocessing
import random
import resource
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from bench.web_made import find_cities
from dateline.ledger import Store
from dateline.merging.refreshing import refresh
from dateline.model.record import Record
from dateline.reading import load_engine, read_article
from dateline.sources import Options, read_text

_GIGABYTE = 1024.0
_BATCH = 500
_A_TELLING = 2.2
"""Articles an incident."""
_GIVEN = (
    "Amara Boris Celia Dario Elena Farid Greta Hugo Ines Jonas Karim Lena Marek Nadia Oscar Petra Rafael Sonia Tomas"
)
_FAMILY = (
    "Abara Belov Castro Demir Eriksen Farah Gruber Haddad Ivanov Jensen Kovac Lopes Mbeki Novak Okafor Petrov Quiroga "
    "Rahman Silva Tanaka Usman Varga Weber Yilmaz Zeman Ortiz Lindt Costa Amin Duarte"
)
_ACTS: tuple[tuple[str, ...], ...] = (
    (
        "Gunmen attacked a bus station in {city} on {day}, killing {n} people",
        "At least {n} people were killed in {city} on {day} when gunmen attacked a bus station",
        "{n} people died in an attack by gunmen on a bus station in {city} on {day}",
        "Attackers with rifles killed {n} people at a bus station in {city} on {day}",
    ),
    (
        "A car bomb exploded outside a court in {city} on {day} and wounded {n} people",
        "{n} people were wounded in {city} on {day} when a car bomb went off outside a court",
        "A car bomb wounded {n} people near the court of {city} on {day}",
        "The explosion of a car bomb outside a court in {city} injured {n} people on {day}",
    ),
    (
        "Police arrested {n} teachers in {city} on {day} at a protest over pay",
        "{n} teachers were arrested in {city} on {day} as police broke up a protest",
        "Police in {city} detained {n} teachers on {day} during a march for higher pay",
        "In {city}, {n} teachers were detained by police at a protest on {day}",
    ),
    (
        "Thousands of miners protested in {city} on {day} against the closure of {n} pits",
        "Miners marched through {city} on {day} after {n} pits were closed",
        "A protest by miners blocked the centre of {city} on {day}",
        "Miners staged a protest in {city} on {day} over {n} closed pits",
    ),
    (
        "Soldiers shelled a village near {city} on {day}, killing {n} farmers",
        "{n} farmers were killed near {city} on {day} when soldiers shelled their village",
        "Shelling by soldiers killed {n} farmers in a village near {city} on {day}",
        "The shelling of a village near {city} by soldiers on {day} left {n} farmers dead",
    ),
    (
        "Kidnappers seized {n} engineers from a dam near {city} on {day}",
        "{n} engineers were kidnapped near {city} on {day} from the site of a dam",
        "Armed men kidnapped {n} engineers who work at a dam outside {city} on {day}",
        "{n} engineers were abducted near {city} on {day}",
    ),
)
_SAID = (
    "Governor {name} said the inquiry would take weeks.",
    "{name}, the governor, promised to bring those responsible to court.",
    "The governor, {name}, called for calm.",
    "Governor {name} told reporters that security would be raised.",
)
_OUTLETS = tuple(
    f"{a} {b}" for a in ("North", "Coast", "Lake", "Valley", "Harbour") for b in ("Herald", "Post", "Mirror", "Wire")
)


def make_incidents(articles: int, seed: int) -> Iterator[dict[str, Any]]:
    """Yield articles of incidents of our own making, each with the number of its incident."""
    chance = random.Random(seed)
    cities = find_cities()
    names = [f"{a} {b}" for a in _GIVEN.split() for b in _FAMILY.split()]
    begin, made = datetime.date(2024, 1, 1), 0
    for incident in itertools.count():
        act, city, name = chance.choice(_ACTS), chance.choice(cities), chance.choice(names)
        day, number = (
            begin + datetime.timedelta(days=int(incident * 730 * _A_TELLING / articles)),
            chance.randint(2, 40),
        )
        old_city, old_act = chance.choice(cities), chance.choice(_ACTS)
        for telling in chance.sample(range(4), chance.choice((1, 1, 2, 2, 3, 4))):
            if made >= articles:
                return
            made += 1
            published = day + datetime.timedelta(days=chance.choice((0, 0, 1)))
            lead = act[telling].format(city=city, day=f"{day:%A}", n=number)
            back = old_act[telling].format(city=old_city, day="the same day last week", n=chance.randint(2, 40))
            said, last = _SAID[telling].format(name=name), chance.choice(cities)
            text = f"{lead}, officials said.\n\n{said} The foreign minister met envoys in {last}.\n\n{back}."
            yield {
                "incident": incident, "published": published.isoformat(),
                "outlet": chance.choice(_OUTLETS), "text": text,
            }  # fmt: skip


def _read(row: dict[str, Any]) -> tuple[int, bytes]:
    options = Options(published=row["published"], outlet=row["outlet"], language="en")
    found = read_text(row["text"], options)
    return row["incident"], msgspec.json.encode(read_article(found.article, load_engine(), found.issues))


def _read_all(pool: Any, rows: Iterator[dict[str, Any]]) -> Iterator[tuple[int, bytes]]:
    """Read some hundreds at a time, so that nothing piles up."""
    while some := list(itertools.islice(rows, _BATCH)):
        yield from pool.map(_read, some, chunksize=25)


def memory() -> float:
    """Give the most memory that this process ever held, in megabytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def join(path: Path, articles: int, step: int, reports: int) -> tuple[list[float], dict[str, int]]:
    """Add and join step by step; give the seconds of each step and the incident of each article."""
    seconds: list[float] = []
    incident_of: dict[str, int] = {}
    told = due = 0
    with multiprocessing.Pool() as pool, Store(path) as store:
        store.open_for_writing()
        for incident, data in _read_all(pool, make_incidents(articles, 11)):
            record = msgspec.json.decode(data, type=Record)
            store.add(record)
            incident_of[record.article.id] = incident
            told += len(record.events)
            if told - due >= step or told >= reports:
                due, begun = told, time.process_time()
                done = refresh(store)
                seconds.append(time.process_time() - begun)
                print(f"{told:8,} reports  {seconds[-1]:6.1f} s  {memory():5.0f} MB  {done.events} events", flush=True)
            if told >= reports:
                break
    return seconds, incident_of


def score(path: Path, incident_of: dict[str, int]) -> dict[str, float]:
    """Compare the events of first sentences with the incidents."""
    event_of: dict[str, int] = {}
    with Store(path) as store:
        sql = (
            "SELECT a.article_id, r.joined FROM joined_reports r JOIN events e ON e.id = r.event "
            "JOIN articles a ON a.id = e.article WHERE e.position = 0"
        )
        event_of.update(store.query(sql))
    sizes = Counter(incident_of[article] for article in event_of)
    wanted = sum(size * (size - 1) // 2 for size in sizes.values())
    found = Counter(event_of.values())
    given = sum(size * (size - 1) // 2 for size in found.values())
    right = Counter((event, incident_of[article]) for article, event in event_of.items())
    both = sum(size * (size - 1) // 2 for size in right.values())
    return {"pair_precision": 100 * both / max(1, given), "pair_recall": 100 * both / max(1, wanted)}


def main() -> int:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reports", type=int, default=100_000)
    parser.add_argument("--steps", type=int, default=4)
    parser.add_argument("--keep", type=Path, help="where to leave the ledger")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = options.keep or Path(folder) / "joined.db"
        seconds, incident_of = join(path, options.reports // 3, options.reports // options.steps, options.reports)
        figures = score(path, incident_of)
    straight = len(seconds) < 2 or seconds[-1] <= 1.25 * seconds[-2]
    figures |= {"first_step_s": seconds[0], "last_step_s": seconds[-1], "memory_mb": memory()}
    print(json.dumps({name: round(value, 1) for name, value in figures.items()}))
    return 0 if straight and memory() < _GIGABYTE else 1


if __name__ == "__main__":
    raise SystemExit(main())
