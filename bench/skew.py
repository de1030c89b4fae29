#!/usr/bin/env python3
"""Simulate a day on which one story takes a tenth of all news: what merging takes, and what becomes of the story.

    python bench/skew.py [--reports 3000] [--share 0.1]

Makes up reports of one day, reads them, and joins them in batches of 500 into a ledger, twice: with all reports on
different matters, and with `--share` of them telling of one explosion in one city, in several wordings, with numbers
that grow during the day. Prints CPU milliseconds a report for reading, writing and merging, the slowest batch, and how
many events the reports of the explosion became. Merging's work is bounded for each key (`merging/candidates.py`): a key
of more than 2,000 reports tells nothing, and from 40 on each is compared with the first 16 only.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from bench.web_made import make_rows
from dateline.ledger import Store
from dateline.merging.refreshing import refresh
from dateline.model.record import Record
from dateline.reading import load_engine, read_article
from dateline.sources import Options, read_text

_BATCH = 500
_DAY = "2025-03-14"
_CITY = "Izmir"
_TELLINGS = (
    "A bomb exploded at a railway station in {city} on Friday, killing {n} people and wounding {m}, officials said.",
    "At least {n} people were killed and {m} wounded on Friday when a bomb went off at a railway station in {city}.",
    "An explosion at a railway station in {city} killed {n} people on Friday, the governor said.",
    "{n} people died and {m} were hurt in a bomb attack on a railway station in {city} on Friday.",
)
_MORE = (
    "Hospitals asked for blood, and trains to the coast were stopped.",
    "“Nobody saw who left the bag,” said Elena Keller, who sells newspapers there.",
    "The police chief of {city} said that two men were sought.",
    "The president condemned the attack and promised to find those responsible.",
    "Schools near the station stayed closed.",
    "It was the worst attack in {city} for ten years.",
)


def make_texts(reports: int, share: float) -> list[tuple[str, bool]]:
    """Make reports of one day in a mixed order, each with whether it is of the explosion."""
    chance = random.Random(3)
    of_story = int(reports * share)
    texts = [(row["text"], False) for row in make_rows(reports - of_story, 17, acts=3, said=3)]
    for number in range(of_story):
        toll = 8 + 20 * number // max(1, of_story)
        first = chance.choice(_TELLINGS).format(city=_CITY, n=toll, m=3 * toll)
        rest = chance.sample(_MORE, 3)
        texts.append((" ".join([first, *rest]).format(city=_CITY), True))
    chance.shuffle(texts)
    return texts


def simulate(reports: int, share: float) -> None:
    """Read, write and join, and print what it took."""
    engine = load_engine()
    outlets = [f"Outlet {number}" for number in range(200)]
    spent = {"reading": 0.0, "writing": 0.0, "merging": 0.0}
    slowest = 0.0
    told: set[str] = set()
    records: list[Record] = []
    texts = make_texts(reports, share)
    for number, (text, is_story) in enumerate(texts):
        begun = time.process_time()
        options = Options(published=_DAY, outlet=outlets[number % 200], ref=str(number), language="en")
        record = read_article(read_text(text, options).article, engine)
        spent["reading"] += time.process_time() - begun
        records.append(record)
        if is_story:
            told.add(record.article.id)
    with tempfile.TemporaryDirectory() as folder, Store(Path(folder) / "skew.db") as store:
        store.begin_run("skew")
        for first in range(0, len(records), _BATCH):
            taken = _join(store, records[first : first + _BATCH], spent)
            slowest = max(slowest, taken)
        joined = store.query(
            "SELECT a.article_id, r.joined, e.type FROM articles a JOIN events e ON e.article = a.id "
            "JOIN joined_reports r ON r.event = e.id WHERE e.type = 'ASSAULT' AND e.position = 0"
        )
        groups = [group for article, group, _ in joined if article in told]
    line = ", ".join(f"{what} {1000 * seconds / reports:.1f}" for what, seconds in spent.items())
    print(f"{reports} reports, {share:.0%} on one story: CPU ms a report: {line}; slowest batch {slowest:.1f} CPU s")
    if groups:
        largest = max(groups.count(group) for group in set(groups))
        print(f"  {len(groups)} tellings of the explosion became {len(set(groups))} events, the largest of {largest}")


def _join(store: Store, records: list[Record], spent: dict[str, float]) -> float:
    begun = time.process_time()
    with store.transaction():
        for record in records:
            store.add(record)
    written = time.process_time()
    refresh(store)
    done = time.process_time()
    spent["writing"] += written - begun
    spent["merging"] += done - written
    return done - written


def main() -> None:
    """Simulate both days."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reports", type=int, default=3000)
    parser.add_argument("--share", type=float, default=0.1)
    options = parser.parse_args()
    for share in (0.0, options.share):
        simulate(options.reports, share)


if __name__ == "__main__":
    main()
