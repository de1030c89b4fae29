"""Reports made up by the thousand, for loads and faults: short, all different, with events and statements."""

from __future__ import annotations

import datetime
import json
import random
from collections.abc import Iterator, Sequence
from pathlib import Path

from dateline.reading.analysis.model_files import load_lemmatizer

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
_FIRST = datetime.date(2025, 1, 1)
_OUTLETS = ("Harbour News", "Northern Ledger", "The Courier", "Delta Wire", "Evening Post", "Plateau Radio")


def make_reports(count: int, seed: int) -> Iterator[dict[str, str]]:
    """Yield rows of JSON Lines: the same for the same seed, each with its number in the text."""
    chance = random.Random(seed)
    for number in range(count):
        acts = [_make_act(chance, _PLACES) for _ in range(chance.randint(2, 4))]
        yield _make_report(chance, number, acts, _PLACES, chance.randrange(600))


def make_years(count: int, seed: int, a_day: int, places: Sequence[str]) -> Iterator[dict[str, str]]:
    """Yield rows as news comes in: so many of one day, then of the next; of ten acts three were told before.

    Each act lies near something of its own: in news, what is seldom is so in many ways.
    """
    chance = random.Random(seed)
    told: list[str] = []
    nouns = sorted(word for word in load_lemmatizer().index["noun"] if word.isalpha() and 5 <= len(word) <= 10)
    for number in range(count):
        if number % a_day == 0:
            told = []
        acts = []
        for _ in range(chance.randint(2, 4)):
            again = bool(told) and chance.random() < 0.3
            acts.append(chance.choice(told) if again else _make_near(chance, places, nouns))
        told.extend(acts)
        yield _make_report(chance, number, list(dict.fromkeys(acts)), places, number // a_day)


def _make_act(chance: random.Random, places: Sequence[str]) -> str:
    return chance.choice(_ACTS).format(
        body=chance.choice(_BODIES), place=chance.choice(places), day=chance.choice(_DAYS), n=chance.randint(2, 90),
        m=chance.randint(2, 200),
    )  # fmt: skip


def _make_near(chance: random.Random, places: Sequence[str], nouns: Sequence[str]) -> str:
    act = _make_act(chance, places)
    return f"near the {chance.choice(nouns)} {chance.choice(nouns)}, {act}"


def _make_report(
    chance: random.Random, number: int, acts: list[str], places: Sequence[str], day: int
) -> dict[str, str]:
    sentences = [f"{act[0].upper()}{act[1:]}, {chance.choice(_SPEAKERS)} said." for act in acts]
    sentences.append(f"“We will not yield,” the mayor of {chance.choice(places)} told report {number}.")
    return {
        "ref": f"made-{number}",
        "url": f"https://reports.example/{number}",
        "outlet": chance.choice(_OUTLETS),
        "title": f"Report {number} from {chance.choice(places)}",
        "published": (_FIRST + datetime.timedelta(day)).isoformat(),
        "text": " ".join(sentences),
    }


def write_reports(path: Path, count: int, seed: int) -> Path:
    """Write so many reports as JSON Lines."""
    with path.open("w", encoding="utf-8") as out:
        for row in make_reports(count, seed):
            out.write(json.dumps(row, ensure_ascii=False) + "\n")
    return path
