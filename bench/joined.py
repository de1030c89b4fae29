#!/usr/bin/env python3
"""Do the example reports together say what tests/golden/merging/examples.toml says? python bench/joined.py

Joins the example reports in a ledger of its own and compares events, voices, fields and threads with what was written
by hand. Prints each miss and one line of figures; exit code 1 when something is missed.
"""

from __future__ import annotations

import json
import sys
import tempfile
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
GOLD = ROOT / "tests" / "golden" / "merging" / "examples.toml"
REPORTS = ROOT / "examples" / "reports"
sys.path.insert(0, str(ROOT))

from dateline.api import read
from dateline.views import Ledger
from dateline.views.joined import Dossier


@dataclass(slots=True)
class Score:
    """How much of what was written by hand is found; `misses` tells what is not."""

    found: dict[str, int] = field(default_factory=dict)
    wanted: dict[str, int] = field(default_factory=dict)
    misses: list[str] = field(default_factory=list)

    def count(self, what: str, right: bool, words: str) -> None:
        """Count one thing that is found or not."""
        self.wanted[what] = self.wanted.get(what, 0) + 1
        self.found[what] = self.found.get(what, 0) + right
        if not right:
            self.misses.append(f"{what}: {words}")

    def figures(self) -> dict[str, float]:
        """Give the share found of each kind, in per cent."""
        return {what: round(100 * self.found[what] / self.wanted[what], 1) for what in sorted(self.wanted)}


class _Examples:
    """The example reports in a ledger."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger
        self._file: dict[str, str] = {}
        for path in sorted(REPORTS.iterdir()):
            record = read(path)
            ledger.add(record)
            self._file[record.article.id] = path.name
        self.rows = list(ledger.events(reports=True))

    def find(self, words: str, types: tuple[str, ...] = ()) -> str:
        """Find the report named by "file: words of its sentence"."""
        name, _, inside = words.partition(": ")
        fitting = [
            row.key
            for row in self.rows
            if self._file[row.source.article] == name
            and inside in " ".join(row.sentence.words.split())
            and (not types or row.type in types)
        ]
        return fitting[0] if fitting else f"none ({words})"


def score() -> Score:
    """Join the examples and compare."""
    gold = tomllib.loads(GOLD.read_text(encoding="utf-8"))
    result = Score()
    with tempfile.TemporaryDirectory() as folder, Ledger(Path(folder) / "examples.db") as ledger:
        examples = _Examples(ledger)
        named: set[frozenset[str]] = set()
        for event in gold["event"]:
            types = tuple(event["type"])
            keys = {examples.find(words, types) for words in event["reports"]}
            may = {examples.find(words, types) for words in event.get("may", ())}
            dossier = ledger.dossier(sorted(keys)[0]) if not any(key.startswith("none") for key in keys) else None
            joined = frozenset(row.key for row in dossier.reports) if dossier else frozenset[str]()
            named.add(joined)
            result.count("events", joined - may == keys, f"{event['name']}: {sorted(joined ^ keys)}")
            if dossier is not None:
                _compare(event, dossier, result)
        _find_wrong(examples, named, result)
        _compare_threads(gold["thread"], examples, result)
    return result


def _compare(event: Mapping[str, Any], dossier: Dossier, result: Score) -> None:
    if "voices" in event:
        result.count("voices", dossier.voices == event["voices"], f"{event['name']}: {dossier.voices}")
    fields = {each.name: each for each in dossier.fields}
    for name, wanted in event.get("fields", {}).items():
        found = fields.get(name)
        values = [value.value for value in found.values] if found else []
        right = found is not None and found.status == wanted["status"] and values == wanted["values"]
        result.count("fields", right, f"{event['name']}: {name} is {found.status if found else None} {values}")


def _find_wrong(examples: _Examples, named: set[frozenset[str]], result: Score) -> None:
    """Whatever is joined and not named together is wrong."""
    for row in examples.ledger.events():
        dossier = examples.ledger.dossier(row.key)
        keys = frozenset(each.key for each in dossier.reports) if dossier else frozenset[str]()
        if len(keys) > 1:
            result.count("joined", keys in named, f"{row.sentence.words!r} and {len(keys) - 1} more")


def _compare_threads(wanted: list[dict[str, str]], examples: _Examples, result: Score) -> None:
    found = {(thread.opening.key, thread.kind): thread for thread in examples.ledger.threads()}
    closed = 0
    for each in wanted:
        opening = set(_all(examples, each["opens"]))
        threads = [thread for (key, kind), thread in found.items() if key in opening and kind == each["kind"]]
        ends = {examples.ledger.dossier(key).id for key in _all(examples, each["by"])}  # type: ignore[union-attr]
        right = any(
            thread.outcome == each["outcome"]
            and thread.ending is not None
            and examples.ledger.dossier(thread.ending.key).id in ends  # type: ignore[union-attr]
            for thread in threads
        )
        closed += right
        result.count("threads", right, f"{each['name']}: {[thread.outcome for thread in threads]}")
    others = [thread for thread in found.values() if thread.ending is not None]
    result.count("threads told of wrongly", len(others) == closed, f"{len(others)} have an ending, {closed} should")


def _all(examples: _Examples, words: str) -> Iterator[str]:
    inside = words.partition(": ")[2]
    for row in examples.rows:
        if examples.find(words, (row.type,)) == row.key and inside in " ".join(row.sentence.words.split()):
            yield row.key


def main() -> None:
    """Print misses and figures."""
    result = score()
    for miss in result.misses:
        print(miss)
    print(json.dumps(result.figures()))
    raise SystemExit(1 if result.misses else 0)


if __name__ == "__main__":
    main()
