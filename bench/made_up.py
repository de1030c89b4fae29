"""Reports made up by the thousand, for loads and faults: short, all different, with events and statements."""

from __future__ import annotations

import datetime
import json
import random
from collections.abc import Iterator
from pathlib import Path

_PLACES = (
    "Kharkiv",
    "Odesa",
    "Lima",
    "Nairobi",
    "Tbilisi",
    "Aleppo",
    "Goma",
    "Manila",
    "Quito",
    "Vilnius",
    "Sanaa",
    "Khartoum",
)
_BODIES = (
    "the Russian army",
    "Ukrainian forces",
    "rebels",
    "the defence ministry",
    "Estonian border guards",
    "police",
    "NATO jets",
)
_SPEAKERS = (
    "the governor",
    "the foreign minister",
    "a spokesman for the army",
    "the mayor",
    "two diplomats",
    "the United Nations",
)
_ACTS = (
    "{body} shelled a market in {place} on {day}, killing {n} people and wounding {m}",
    "{body} intercepted {n} drones over {place} on {day}",
    "{body} arrested {n} men in {place} on {day}",
    "ministers of {n} countries met in {place} on {day} to discuss a ceasefire",
    "{body} withdrew from two villages near {place} on {day}",
    "the European Union imposed sanctions on {n} companies in {place} on {day}",
    "thousands of people protested in {place} on {day} against the arrest of {n} students",
)
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_OUTLETS = ("Harbour News", "Northern Ledger", "The Courier", "Delta Wire", "Evening Post", "Plateau Radio")


def make_reports(count: int, seed: int) -> Iterator[dict[str, str]]:
    """Yield rows of JSON Lines: the same for the same seed, each with its number in the text."""
    chance = random.Random(seed)
    first = datetime.date(2025, 1, 1)
    for number in range(count):
        sentences = []
        for _ in range(chance.randint(2, 4)):
            act = chance.choice(_ACTS).format(
                body=chance.choice(_BODIES),
                place=chance.choice(_PLACES),
                day=chance.choice(_DAYS),
                n=chance.randint(2, 90),
                m=chance.randint(2, 200),
            )
            speaker = chance.choice(_SPEAKERS)
            sentences.append(f"{act[0].upper()}{act[1:]}, {speaker} said.")
        sentences.append(f"“We will not yield,” the mayor of {chance.choice(_PLACES)} told report {number}.")
        day = first + datetime.timedelta(chance.randrange(600))
        yield {
            "ref": f"made-{number}",
            "url": f"https://reports.example/{number}",
            "outlet": chance.choice(_OUTLETS),
            "title": f"Report {number} from {chance.choice(_PLACES)}",
            "published": day.isoformat(),
            "text": " ".join(sentences),
        }


def write_reports(path: Path, count: int, seed: int) -> Path:
    """Write so many reports as JSON Lines."""
    with path.open("w", encoding="utf-8") as out:
        for row in make_reports(count, seed):
            out.write(json.dumps(row, ensure_ascii=False) + "\n")
    return path
