#!/usr/bin/env python3
"""Plant contradictions in otherwise equal reports and count how many the ledger tells of: contradictions.py [--misses]

Of each report in tests/golden/merging/contradictions.toml eight others are made that differ from it in one number,
day, place or in whether it happened at all, two of each kind, under another outlet and of the same day. Each pair
goes into a ledger of its own. Found: an event that holds both reports has a contested or denied field of that
kind. False alarms: contested fields in untouched copies under another outlet, one for each planted one.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import tempfile
import tomllib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from dateline.model.record import Record
from dateline.reading import Engine, load_engine, read_article
from dateline.sources import Options, read_text
from dateline.views import Ledger

GOLD = ROOT / "tests" / "golden" / "merging" / "contradictions.toml"
_SLOT = re.compile(r"\{(number|day|place|whether):([^}]*)\}")
_FIELDS = {"day": ("time",), "place": ("place",), "whether": ("status",)}
_COURSE = ("status", "time", "place", "actors", "recipients", "participants")
_OUTLETS = ("Morning Herald", "Evening Courier", "River Gazette", "Hill Dispatch")
_OTHERS = (
    "Coast Mail", "Valley Post", "Plain Times", "Lake Journal", "Bay Observer", "Moor Reporter", "Cape Star",
    "Delta News",
)  # fmt: skip


def fill(text: str, kind: str | None = None, choice: int = 0) -> str:
    """Give the report with another value of one kind."""
    return _SLOT.sub(lambda slot: slot[2].split("|")[choice if slot[1] == kind else 0], text).strip()


def read(text: str, outlet: str, engine: Engine) -> Record:
    """Read a report as of one day."""
    title, _, body = text.partition("\n\n")
    found = read_text(body, Options(published="2026-05-14", outlet=outlet, title=title))
    return read_article(found.article, engine, found.issues)


def find_contested(first: Record, second: Record) -> Iterator[str]:
    """Yield the names of the fields on which two reports are said to disagree."""
    with tempfile.TemporaryDirectory() as folder, Ledger(Path(folder) / "two.db") as ledger:
        ledger.add(first)
        ledger.add(second)
        for row in ledger.events():
            dossier = ledger.dossier(row.key)
            for each in dossier.fields if dossier is not None else ():
                if each.status in ("contested", "denied"):
                    yield each.name


def is_of(field: str, kind: str) -> bool:
    """Tell whether a field is of the kind that was planted."""
    return field in _FIELDS[kind] if kind in _FIELDS else field not in _COURSE


def score(misses: list[str]) -> dict[str, float]:
    """Plant and count."""
    engine = load_engine()
    found: Counter[str] = Counter()
    planted: Counter[str] = Counter()
    alarms = copies = 0
    for number, report in enumerate(tomllib.loads(GOLD.read_text("utf-8"))["report"]):
        base = read(fill(report["text"]), _OUTLETS[number % 2], engine)
        for kind in ("number", "day", "place", "whether"):
            for choice in (1, 2):
                other = read(fill(report["text"], kind, choice), _OUTLETS[2 + choice % 2], engine)
                contested = list(find_contested(base, other))
                hit = any(is_of(field, kind) for field in contested)
                found[kind] += hit
                planted[kind] += 1
                if not hit:
                    misses.append(f"{kind} {choice}: {other.article.title}: {contested}")
        for outlet in _OTHERS:
            contested = list(find_contested(base, read(fill(report["text"]), outlet, engine)))
            alarms += bool(contested)
            copies += 1
            if contested:
                misses.append(f"false alarm: {base.article.title}: {contested}")
    figures = {f"found_{kind}": 100 * found[kind] / planted[kind] for kind in planted}
    figures |= {"found": 100 * found.total() / planted.total(), "planted": float(planted.total())}
    return figures | {"quiet_copies": 100 - 100 * alarms / copies}


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--misses", action="store_true")
    options = parser.parse_args()
    misses: list[str] = []
    figures = score(misses)
    if options.misses:
        print("\n".join(misses))
    print(json.dumps({name: round(value, 1) for name, value in figures.items()}))


if __name__ == "__main__":
    main()
