#!/usr/bin/env python3
"""Kill `dateline add` at random moments, resume it each time, and see that nothing is lost and nothing is there twice.

    python bench/faults.py [--documents 2000] [--kills 200] [--workers 2] [--seed 7]
    python bench/faults.py --store postgresql [--documents 400] [--kills 20]

Adds documents of our own making to one ledger with several processes, kills the run with SIGKILL (every second time
only one of its reading processes), checks the ledger, goes on; then compares the ledger with one that was filled
undisturbed. With `--store postgresql` the ledger is in a database of a server that is started for it; after the writer,
as many times the server's process that serves the writer is killed, which lets the whole server begin anew: the writer
must connect again and go on, or end with an error from which the same command goes on. The last line says what was
found; exit code 1 when anything was lost, doubled or damaged.
"""

from __future__ import annotations

import argparse
import hashlib
import itertools
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from bench.made_up import write_reports
from bench.postgres import Server, run_server
from dateline.ledger import Store, find_faults
from dateline.model.errors import LedgerError
from dateline.views import Wish, export_csv, export_jsonl


def view(ledger: str | Path) -> str:
    """Hash everything that the ledger says."""
    digest = hashlib.sha256()
    with Store(ledger) as store:
        for line in export_jsonl(store, Wish("full")):
            digest.update(line)
        for line in export_csv(store):
            digest.update(line)
    return digest.hexdigest()


def count(ledger: str) -> tuple[int, int]:
    """Count articles, and different ids among them."""
    with Store(ledger) as store:
        return tuple(store.query("SELECT count(*), count(DISTINCT article_id) FROM articles")[0])


def start(ledger: str, rows: Path, workers: int) -> subprocess.Popen[bytes]:
    """Start adding, in a group of its own."""
    command = [sys.executable, "-m", "dateline", "add", ledger, str(rows), "--workers", str(workers)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    return subprocess.Popen(command, stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL, env=environment)


def children(pid: int) -> list[int]:
    """Give the processes that one has started."""
    found: list[int] = []
    try:
        for task in Path(f"/proc/{pid}/task").iterdir():
            found += [int(child) for child in (task / "children").read_text().split()]
    except (OSError, ValueError):
        pass
    return found


def disturb(process: subprocess.Popen[bytes], chance: random.Random, only_a_reader: bool, longest: float) -> bool:
    """Wait a while and kill; tell whether there was still something to kill."""
    time.sleep(chance.uniform(0.05, longest))
    if process.poll() is not None:
        return False
    readers = children(process.pid)
    if only_a_reader and readers:
        os.kill(chance.choice(readers), signal.SIGKILL)
        time.sleep(chance.uniform(0.0, 1.0))
    process.kill()
    process.wait()
    return True


@dataclass(frozen=True)
class Plan:
    """What is done how often."""

    documents: int
    kills: int
    workers: int
    seed: int
    longest: float
    """Seconds after which a run is killed at the latest."""


def kill_writers(plan: Plan, rows: Path, new: Callable[[], str], whole: str) -> int:
    """Kill the run, or one of its readers and then the run; give how many problems there were."""
    chance, problems, killed, finished = random.Random(plan.seed), 0, 0, 0
    ledger, kept = new(), 0
    while killed < plan.kills:
        process = start(ledger, rows, plan.workers)
        if not disturb(process, chance, only_a_reader=killed % 2 == 1, longest=plan.longest):
            finished += 1
            ledger, kept = new(), 0
            continue
        killed += 1
        try:
            articles, different = count(ledger)
        except LedgerError:
            continue  # killed before there was a ledger
        faults = list(_faults(ledger)) if killed % 20 == 0 else []
        if articles != different or articles < kept or faults:
            problems += 1
            print(f"kill {killed}: {articles} articles, {different} different, {kept} before, {faults[:3]}")
        kept = articles
        print(f"kill {killed}: {articles} articles kept", file=sys.stderr)
    start(ledger, rows, plan.workers).wait()
    problems += compare(ledger, whole, plan.documents)
    print(f"writer: {killed} kills (in between {finished} runs came to their end and began anew), {problems} problems")
    return problems


def compare(ledger: str, whole: str, documents: int) -> int:
    """Compare a ledger with one that was filled undisturbed; give how many problems there are."""
    faults, same = list(_faults(ledger)), view(ledger) == view(whole)
    articles, different = count(ledger)
    print(json.dumps({"documents": documents, "articles": articles, "different": different, "same_view": same}))
    return bool(faults) + (not same) + (articles != documents) + (articles != different)


def kill_backends(plan: Plan, rows: Path, server: Server, whole: str) -> int:
    """Kill the server's process that serves the writer, again and again while it works."""
    chance, problems, killed, finished, ended = random.Random(plan.seed), 0, 0, 0, 0
    ledger, kept = server.make_database(), 0
    while killed < plan.kills:
        process = start(ledger, rows, plan.workers)
        while killed < plan.kills and process.poll() is None:
            time.sleep(chance.uniform(0.2, 5.0))
            killed += server.kill_backend("dateline", chance)
        code = process.wait()
        server.wait()
        try:
            articles, different = count(ledger)
        except LedgerError:
            ended += 1  # killed before there was a ledger
            continue
        print(f"backend kill {killed}: {articles} articles kept, the run ended with {code}", file=sys.stderr)
        problems += articles != different or articles < kept
        kept = articles
        if code not in (0, 3):
            ended += 1
        elif killed < plan.kills:
            finished += 1
            problems += compare(ledger, whole, plan.documents)
            ledger, kept = server.make_database(), 0
    start(ledger, rows, plan.workers).wait()
    problems += compare(ledger, whole, plan.documents)
    print(
        f"backend: {killed} kills, {ended} runs ended with an error and went on when called again, all others "
        f"connected again by themselves ({finished} came to their end before the last kill), {problems} problems"
    )
    return problems


def run(plan: Plan, store: str) -> int:
    """Do it all in a temporary folder; print what was found."""
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        rows = write_reports(Path(folder, "rows.jsonl"), plan.documents, plan.seed)
        whole = str(Path(folder, "whole.db"))
        start(whole, rows, plan.workers).wait()
        if store == "postgresql":
            server = stack.enter_context(run_server(durable=True))
            problems = kill_writers(plan, rows, server.make_database, whole)
            problems += kill_backends(plan, rows, server, whole)
        else:
            names = (str(Path(folder, f"killed-{number}.db")) for number in itertools.count())
            problems = kill_writers(plan, rows, lambda: next(names), whole)
    print(f"{store}: {problems} problems")
    return 1 if problems else 0


def _faults(ledger: str) -> list[str]:
    with Store(ledger) as store:
        return [f"{fault.kind}: {fault.where}: {fault.message}" for fault in find_faults(store)]


def main() -> int:
    """Read the options and run."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--store", choices=("sqlite", "postgresql"), default="sqlite")
    parser.add_argument("--documents", type=int)
    parser.add_argument("--kills", type=int)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--longest", type=float, default=6.0, help="seconds after which a run is killed at the latest")
    options = parser.parse_args()
    documents, kills = (2000, 200) if options.store == "sqlite" else (400, 20)
    plan = Plan(options.documents or documents, options.kills or kills, options.workers, options.seed, options.longest)
    return run(plan, options.store)


if __name__ == "__main__":
    raise SystemExit(main())
