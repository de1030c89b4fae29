#!/usr/bin/env python3
"""Measure the ledger under load: memory while many articles come in, writers side by side, and how quick lists are.

    python bench/ledger.py [--documents 25000] [--keep FILE] [--use FILE]

Adds documents of our own making with two processes while a second program adds others and a third one reads; says how
memory grew, whether anybody met an error, how large the file is; then asks each list and the quick check many times.
`--use FILE` measures only the lists of a ledger that is there. Exit code 1 when an error was met.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from bench.faults import children
from bench.made_up import write_reports
from dateline.ledger import Store, find_faults, find_quick_faults
from dateline.model.errors import DatelineError
from dateline.views import list_actors, list_articles, list_events, list_issues, list_places, list_statements

ROUNDS = 20
QUESTIONS: tuple[tuple[str, Callable[[Store], object]], ...] = (
    ("events, first 100", lambda s: list(list_events(s, limit=100))),
    ("events, latest 100", lambda s: list(list_events(s, sort="-time", limit=100))),
    ("events of a register", lambda s: list(list_events(s, register="strike", limit=100))),
    ("events of an actor", lambda s: list(list_events(s, actor="Estonia", limit=100))),
    ("events of a country", lambda s: list(list_events(s, country="RUS", limit=100))),
    ("events of a month", lambda s: list(list_events(s, since="2025-06", until="2025-06", limit=100))),
    ("events searched", lambda s: list(list_events(s, search='"defence ministry" Tbilisi', limit=100))),
    ("events at a place", lambda s: list(list_events(s, place="Khartoum", limit=100))),
    ("statements, first 100", lambda s: list(list_statements(s, limit=100))),
    ("statements of a speaker", lambda s: list(list_statements(s, speaker="United Nations", limit=100))),
    ("statements searched", lambda s: list(list_statements(s, search="sanctions Goma", limit=100))),
    ("articles, first 100", lambda s: list(list_articles(s, limit=100))),
    ("articles searched", lambda s: list(list_articles(s, search="ceasefire Quito", limit=100))),
    ("actors, most events", lambda s: list(list_actors(s, limit=100))),
    ("places, most events", lambda s: list(list_places(s, limit=100))),
    ("issues, first 100", lambda s: list(list_issues(s, limit=100))),
    ("check --quick", lambda s: list(find_quick_faults(s))),
)  # fmt: skip


def memory_of(pid: int) -> float:
    """Give the megabytes that a process and those it started hold."""
    total = 0
    for each in (pid, *children(pid)):
        try:
            for line in Path(f"/proc/{each}/status").read_text().splitlines():
                if line.startswith("VmRSS:"):
                    total += int(line.split()[1])
        except OSError:
            continue
    return total / 1024


def add(ledger: Path, rows: Path, workers: int) -> subprocess.Popen[str]:
    """Start adding."""
    command = [sys.executable, "-m", "dateline", "add", str(ledger), str(rows), "--workers", str(workers)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    return subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=environment)


def fill(ledger: Path, folder: Path, documents: int) -> int:
    """Fill a ledger from two sides while it is read; print memory and errors; give how many errors were met."""
    main = add(ledger, write_reports(folder / "main.jsonl", documents, 1), 2)
    errors, reads, sizes, other = 0, 0, [], None
    begun = time.monotonic()
    while main.poll() is None:
        time.sleep(0.5)
        sizes.append(memory_of(main.pid))
        if other is None and time.monotonic() - begun > 5:
            other = add(ledger, write_reports(folder / "other.jsonl", max(50, documents // 20), 2), 1)
        if ledger.exists() and time.monotonic() - begun > 3:
            try:
                with Store(ledger) as store:
                    list(list_events(store, sort="-time", limit=20))
                reads += 1
            except DatelineError as error:
                errors += 1
                print(f"reading while others add: {type(error).__name__}: {error}")
    seconds = time.monotonic() - begun
    for process in (main, other):
        if process is not None and process.wait() not in (0, 3):
            errors += 1
            print(f"adding failed: {process.stderr.read() if process.stderr else ''}")
    quarter = max(1, len(sizes) // 4)
    early, late = statistics.median(sizes[quarter : 2 * quarter]), statistics.median(sizes[-quarter:])
    print(f"{documents} documents in {seconds:.0f} s with two processes; {reads} readings meanwhile; {errors} errors")
    print(
        f"memory of the run: {early:.0f} MB in its second quarter, {late:.0f} MB in its last, peak {max(sizes):.0f} MB"
    )
    return errors


def ask(ledger: Path) -> None:
    """Ask every list many times, each with a connection of its own, and print the times."""
    with Store(ledger) as store:
        names = ("articles", "events", "statements")
        counts = [store.query(f"SELECT count(*) FROM {name}")[0][0] for name in names]
    size = ledger.stat().st_size / 2**20
    print(", ".join(f"{count} {name}" for count, name in zip(counts, names)) + f", {size:.0f} MB")
    for name, question in QUESTIONS:
        times = []
        for _ in range(ROUNDS):
            with Store(ledger) as store:
                store.open_for_reading()
                begun = time.perf_counter()
                question(store)
                times.append(1000 * (time.perf_counter() - begun))
        times.sort()
        print(f"{name:28} median {statistics.median(times):7.1f} ms  95 % {times[int(0.95 * ROUNDS) - 1]:7.1f} ms")
    begun = time.perf_counter()
    with Store(ledger) as store:
        faults = sum(1 for _ in find_faults(store))
    print(f"check, every span and row: {time.perf_counter() - begun:.1f} s, {faults} faults")


def main() -> int:
    """Read the options and run."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=25_000)
    parser.add_argument("--keep", type=Path, help="keep the ledger in this file")
    parser.add_argument("--use", type=Path, help="measure the lists of this ledger only")
    options = parser.parse_args()
    if options.use:
        ask(options.use)
        return 0
    with tempfile.TemporaryDirectory() as folder:
        ledger = options.keep or Path(folder, "load.db")
        errors = fill(ledger, Path(folder), options.documents)
        ask(ledger)
    return 1 if errors else 0


if __name__ == "__main__":
    raise SystemExit(main())
