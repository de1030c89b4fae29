#!/usr/bin/env python3
"""Make a large ledger of made-up reports to measure the page on.

    python bench/web_made.py FILE [--documents 33000]

31,000 documents give more than 100,000 events and 300,000 statements; that takes about a quarter of an hour on two
cores. `bench/web.py FILE` then measures.
"""

from __future__ import annotations

import argparse
import datetime
import json
import random
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "src"))

from dateline.knowledge.gazetteer import load_gazetteer

_BODIES = (
    "the Russian army", "Ukrainian forces", "rebels", "the Sudanese army", "Estonian border guards", "police",
    "Israeli troops", "Malian soldiers", "Turkish jets", "gunmen", "the Syrian army", "militants",
)  # fmt: skip
_ACTS = (
    "{body} shelled a market in {place} on {day}, killing {n} people and wounding {m}",
    "{body} shot down {n} drones over {place} on {day}",
    "{body} arrested {n} men in {place} on {day}",
    "ministers of {n} countries will meet in {place} on {day} to discuss a ceasefire",
    "{body} withdrew from two villages near {place} on {day}",
    "the European Union imposed sanctions on {n} companies in {place} on {day}",
    "thousands of people protested in {place} on {day} against the arrest of {n} students",
    "{body} threatened to attack {place}",
)
_GIVEN = [
    "Anna",
    "Boris",
    "Carla",
    "Daniel",
    "Elena",
    "Farid",
    "Grace",
    "Hassan",
    "Ines",
    "Jonas",
    "Katya",
    "Leon",
    "Maria",
    "Nadia",
    "Omar",
    "Petra",
]
_FAMILY = [
    "Adler",
    "Bruno",
    "Castell",
    "Dorsey",
    "Eklund",
    "Farouk",
    "Granger",
    "Hollis",
    "Ivanov",
    "Jansen",
    "Keller",
    "Lindqvist",
    "Moreau",
    "Nkemelu",
]
_SAID = (
    "“We will not yield to threats, whatever the price of it,” {name} told report {number}.",
    "{name} said that {n} more patrols had been seen near {place} and that nobody had been warned.",
    "“Nobody asked us before the convoy left {place},” said {name}.",
    "{name} denied that troops had entered {place}.",
    "“There are {n} families without water in {place} tonight,” {name} said in a statement.",
    "According to {name}, the road to {place} has been closed for {n} days.",
)
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_OUTLETS = ("Harbour News", "Northern Ledger", "The Courier", "Delta Wire", "Evening Post", "Plateau Radio")


def find_cities() -> list[str]:
    """Give the names of large cities in plain letters."""
    file = load_gazetteer().file
    _, _, first, last = file.bounds
    large = (row for row in range(first, last) if file.columns["population"][row] > 200_000)
    return sorted({name for name in map(file.name, large) if name.isascii()})


def make_rows(documents: int, seed: int, acts: int = 3, said: int = 7) -> Iterator[dict[str, str]]:
    """Yield rows of JSON Lines, the same for the same seed."""
    chance = random.Random(seed)
    cities = find_cities()
    first = datetime.date(2024, 1, 1)
    for number in range(documents):
        day = first + datetime.timedelta(days=number * 700 // documents)
        sentences: list[str] = []
        for _ in range(acts):
            act = chance.choice(_ACTS).format(
                body=chance.choice(_BODIES), place=chance.choice(cities), day=chance.choice(_DAYS),
                n=chance.randint(2, 90), m=chance.randint(2, 200),
            )  # fmt: skip
            sentences.append(f"{act[0].upper()}{act[1:]}, officials said.")
        for _ in range(said):
            name = f"{chance.choice(_GIVEN)} {chance.choice(_FAMILY)}"
            form = chance.choice(_SAID)
            sentences.append(
                form.format(name=name, number=number, place=chance.choice(cities), n=chance.randint(2, 90))
            )
        yield {
            "ref": f"made-{number}", "url": f"https://reports.example/{number}", "outlet": chance.choice(_OUTLETS),
            "title": f"Report {number} from {chance.choice(cities)}", "published": day.isoformat(),
            "text": "\n\n".join(sentences),
        }  # fmt: skip


def main() -> int:
    """Make the ledger and say what is in it."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("file", type=Path)
    options.add_argument("--documents", type=int, default=31_000)
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        rows = Path(folder) / "rows.jsonl"
        with rows.open("w", encoding="utf-8") as out:
            for row in make_rows(chosen.documents, 5):
                out.write(json.dumps(row, ensure_ascii=False) + "\n")
        return subprocess.call([sys.executable, "-m", "dateline", "add", str(chosen.file), str(rows), "--workers", "2"])


if __name__ == "__main__":
    raise SystemExit(main())
