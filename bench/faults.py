#!/usr/bin/env python3
"""Kill `dateline add` at random moments, resume it each time, and see that nothing is lost and nothing is there twice.

    python bench/faults.py [--documents 2000] [--kills 200] [--workers 2] [--seed 7]

Adds documents of our own making to one ledger with several processes, kills the run with SIGKILL (every second time
only one of its reading processes), checks the ledger, goes on; then compares the ledger with one that was filled
undisturbed. The last line says what was found; exit code 1 when anything was lost, doubled or damaged.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from bench.made_up import write_reports
from dateline.ledger import Store, find_faults
from dateline.views import Wish, export_csv, export_jsonl


def view(ledger: Path) -> str:
    """Hash everything that the ledger says."""
    digest = hashlib.sha256()
    with Store(ledger) as store:
        for line in export_jsonl(store, Wish("full")):
            digest.update(line)
        for line in export_csv(store):
            digest.update(line)
    return digest.hexdigest()


def count(ledger: Path) -> tuple[int, int]:
    """Count articles, and different ids among them."""
    with Store(ledger) as store:
        return tuple(store.query("SELECT count(*), count(DISTINCT article_id) FROM articles")[0])


def start(ledger: Path, rows: Path, workers: int) -> subprocess.Popen[bytes]:
    """Start adding, in a group of its own."""
    command = [sys.executable, "-m", "dateline", "add", str(ledger), str(rows), "--workers", str(workers)]
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


def disturb(process: subprocess.Popen[bytes], chance: random.Random, only_a_reader: bool) -> bool:
    """Wait a while and kill; tell whether there was still something to kill."""
    time.sleep(chance.uniform(0.05, 6.0))
    if process.poll() is not None:
        return False
    readers = children(process.pid)
    if only_a_reader and readers:
        os.kill(chance.choice(readers), signal.SIGKILL)
        time.sleep(chance.uniform(0.0, 1.0))
    process.kill()
    process.wait()
    return True


def run(documents: int, kills: int, workers: int, seed: int) -> int:
    """Do it all in a temporary folder; print what was found."""
    chance, problems, killed, finished = random.Random(seed), 0, 0, 0
    with tempfile.TemporaryDirectory() as folder:
        rows = write_reports(Path(folder, "rows.jsonl"), documents, seed)
        ledger, kept = Path(folder, "killed.db"), 0
        while killed < kills:
            process = start(ledger, rows, workers)
            if not disturb(process, chance, only_a_reader=killed % 2 == 1):
                finished += 1
                ledger.unlink()
                kept = 0
                continue
            killed += 1
            if not ledger.exists():
                continue
            articles, different = count(ledger)
            faults = list(_faults(ledger)) if killed % 20 == 0 else []
            if articles != different or articles < kept or faults:
                problems += 1
                print(f"kill {killed}: {articles} articles, {different} different, {kept} before, {faults[:3]}")
            kept = articles
            print(f"kill {killed}: {articles} articles kept", file=sys.stderr)
        start(ledger, rows, workers).wait()
        whole = Path(folder, "whole.db")
        start(whole, rows, workers).wait()
        faults, same = list(_faults(ledger)), view(ledger) == view(whole)
        articles, different = count(ledger)
        problems += bool(faults) + (not same) + (articles != documents)
        print(json.dumps({"documents": documents, "articles": articles, "different": different, "same_view": same}))
    print(f"{killed} kills (in between {finished} runs came to their end and began anew), {problems} problems")
    return 1 if problems else 0


def _faults(ledger: Path) -> list[str]:
    with Store(ledger) as store:
        return [f"{fault.kind}: {fault.where}: {fault.message}" for fault in find_faults(store)]


def main() -> int:
    """Read the options and run."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=2000)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--seed", type=int, default=7)
    options = parser.parse_args()
    return run(options.documents, options.kills, options.workers, options.seed)


if __name__ == "__main__":
    raise SystemExit(main())
