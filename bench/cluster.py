#!/usr/bin/env python3
"""Read with one process and with two workers of a cluster: is the ledger the same, how much faster is it?

    python bench/cluster.py [--workers 2] [--repeat 3] [--input GLOB | --made-up 1500]
    python bench/cluster.py --kill [--kills 20] [--made-up 600]

Starts a Dask scheduler and workers on loopback, reads 840 news texts (PolNeAR; short ones of our own making with
`--made-up`, or where that set is not there) into one ledger with one process and into another on the cluster, each
`--repeat` times in turn, and compares what the two ledgers say: every record, every joined event, every story. The
workers have read some other reports before, as those of a cluster that stands; how long these took is told too. Prints
wall-clock and CPU seconds; the speed-up is that of the quickest runs. Numeric libraries use one thread everywhere. Exit
code 1 when the ledgers differ or the speed-up is below 1.5.

`--kill` sends SIGKILL to a worker at 20 random moments while it reads and starts another in its place; every fifth time
it kills the command too and calls it again; exit code 1 when an article is lost, is there twice, or anything differs.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

import psutil

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from bench.faults import view
from bench.made_up import write_reports
from dateline.ledger import Store, find_faults

SPEED_UP = 1.5
_NEWS = Path("quotes", "polnear_train.jsonl.gz")
_THREADS = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
_STILL = {
    "DASK_DISTRIBUTED__WORKER__PROFILE__ENABLED": "False",
    "DASK_DISTRIBUTED__ADMIN__TICK__INTERVAL": "1s",
    "DASK_DISTRIBUTED__ADMIN__SYSTEM_MONITOR__INTERVAL": "5s",
    "DASK_DISTRIBUTED__WORKER__MEMORY__MONITOR_INTERVAL": "2s",
}
"""As docs/how-to/cluster.md has it: Dask looks after itself less often."""
_JOINED = (
    "SELECT key, documents, voices, standing, entry FROM joined ORDER BY key",
    "SELECT j.key, r.number, r.chosen FROM joined j JOIN joined_reports r ON j.id = r.joined ORDER BY 1, 2",
    "SELECT j.key, f.name, f.status FROM joined_fields f JOIN joined j ON j.id = f.joined ORDER BY j.key, f.name",
    "SELECT key, entry FROM stories ORDER BY key",
    "SELECT article_id, voice, copy_of FROM merge_sources ORDER BY article_id",
)


@dataclass
class Fleet:
    """A scheduler and workers, each a process of ours."""

    folder: Path
    address: str = ""
    scheduler: subprocess.Popen[bytes] | None = None
    workers: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def start_worker(self) -> None:
        """Start one more worker."""
        more = ["--nthreads", "1", "--no-nanny", "--no-dashboard", "--local-directory", str(self.folder)]
        self.workers.append(_start(["-m", "dask", "worker", self.address, *more], self.folder / "workers.log"))

    def cpu(self) -> float:
        """Give the CPU seconds of scheduler and workers so far."""
        total = 0.0
        for process in (self.scheduler, *self.workers):
            if process is not None:
                with suppress(psutil.Error):
                    times = psutil.Process(process.pid).cpu_times()
                    total += times.user + times.system
        return total

    def memory(self) -> float:
        """Give the memory of the largest worker, in megabytes."""
        return float(max(psutil.Process(worker.pid).memory_info().rss for worker in self.workers)) / 1e6


def _start(arguments: list[str], log: Path) -> subprocess.Popen[bytes]:
    environment = {**os.environ, **_THREADS, **_STILL, "PYTHONPATH": str(ROOT / "src")}
    with log.open("ab") as out:
        return subprocess.Popen([sys.executable, *arguments], stdout=out, stderr=out, env=environment)


@contextmanager
def start_fleet(folder: Path, workers: int) -> Iterator[Fleet]:
    """Start a scheduler with workers on a free port of loopback; all are ended in the end."""
    fleet, told = Fleet(folder), folder / "scheduler.json"
    options = ["--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--scheduler-file", str(told)]
    try:
        fleet.scheduler = _start(["-m", "dask", "scheduler", *options], folder / "scheduler.log")
        while not told.exists():
            if fleet.scheduler.poll() is not None:
                raise RuntimeError((folder / "scheduler.log").read_text())
            time.sleep(0.1)
        time.sleep(0.2)
        fleet.address = json.loads(told.read_text())["address"]
        for _ in range(workers):
            fleet.start_worker()
        time.sleep(5)
        yield fleet
    finally:
        for process in (*fleet.workers, fleet.scheduler):
            if process is not None:
                process.kill()
                process.wait()


def start_add(ledger: Path, inputs: str, *more: str) -> subprocess.Popen[bytes]:
    """Start adding."""
    return _start(["-m", "dateline", "add", str(ledger), inputs, *more], ledger.with_suffix(".log"))


def add(ledger: Path, inputs: str, *more: str) -> tuple[float, float]:
    """Add, and give wall-clock and CPU seconds of the command with its children."""
    for path in ledger.parent.glob(f"{ledger.name}*"):
        path.unlink()
    before, begun = os.times(), time.perf_counter()
    process = start_add(ledger, inputs, *more)
    if process.wait() not in (0, 3):  # 3: done, and some inputs have issues
        raise RuntimeError(ledger.with_suffix(".log").read_text())
    seconds, after = time.perf_counter() - begun, os.times()
    used = after.children_user + after.children_system - before.children_user - before.children_system
    return seconds, used


def say(ledger: Path) -> str:
    """Hash all that a ledger says: its records, its joined events and stories, and whose voice each article has."""
    digest = hashlib.sha256(view(ledger).encode())
    with Store(ledger) as store:
        for sql in _JOINED:
            for row in store.query(sql):
                digest.update(repr(row).encode())
    return digest.hexdigest()


def count(ledger: Path) -> tuple[int, int, list[str]]:
    """Count articles and different ids among them; list what is wrong with the ledger."""
    with Store(ledger) as store:
        articles, different = store.query("SELECT count(*), count(DISTINCT article_id) FROM articles")[0]
        return articles, different, [f"{fault.kind}: {fault.where}" for fault in find_faults(store)]


def write_rows(path: Path, made_up: int | None, seed: int) -> Path:
    """Write the news texts of PolNeAR as rows; made-up reports where those are wanted, or the set is not there."""
    data = Path(os.environ.get("DATELINE_DATA", ROOT.parent / "shared" / "data")) / _NEWS
    if made_up is not None or not data.exists():
        return write_reports(path, made_up or 1500, seed)
    with gzip.open(data, "rt", encoding="utf-8") as rows, path.open("w", encoding="utf-8") as out:
        for row in map(json.loads, rows):
            kept = {"ref": row["id"], "title": row["title"], "outlet": row["publisher"], "published": row["date"]}
            out.write(json.dumps({**kept, "text": row["text"]}) + "\n")
    return path


def compare(folder: Path, inputs: str, options: argparse.Namespace) -> int:
    """Read with one process and on a cluster in turn; print what it took."""
    one, many = folder / "one.db", folder / "many.db"
    alone: list[float] = []
    together: list[float] = []
    others = str(write_reports(folder / "others.jsonl", 200, options.seed + 1))
    for turn in range(options.repeat):
        wall, cpu = add(one, inputs, "--workers", "1")
        alone.append(wall)
        print(f"one process    {wall:6.1f} s wall  {cpu:6.1f} s CPU", flush=True)
        # Started anew for each turn: workers that had read the same texts before would know their words by now.
        with start_fleet(folder, options.workers) as fleet:
            wall, cpu = add(folder / "others.db", others, "--cluster", fleet.address)
            print(f"first 200 made-up reports of new workers: {wall:.1f} s wall", flush=True)
            before = fleet.cpu()
            wall, cpu = add(many, inputs, "--cluster", fleet.address)
            there, memory = fleet.cpu() - before, fleet.memory()
        (folder / "scheduler.json").unlink()
        together.append(wall)
        print(
            f"{options.workers} workers      {wall:6.1f} s wall  {cpu:6.1f} s CPU in the command, {there:6.1f} s in "
            f"scheduler and workers, {memory:4.0f} MB the largest worker",
            flush=True,
        )
        if say(one) != say(many):
            print(f"turn {turn + 1}: the ledgers differ")
            return 1
    articles, different, faults = count(many)
    speed_up = min(alone) / min(together)
    print(
        json.dumps(
            {
                "articles": articles, "different": different, "faults": len(faults), "same_view": True,
                "view": say(many)[:16], "speed_up": round(speed_up, 2), "load": round(os.getloadavg()[0], 1),
            }
        )
    )  # fmt: skip
    return 0 if speed_up >= SPEED_UP and not faults else 1


def kill(folder: Path, inputs: str, options: argparse.Namespace) -> int:
    """Kill workers, and now and then the command, at random moments; print what was found."""
    chance, one, many = random.Random(options.seed), folder / "one.db", folder / "many.db"
    wall, _ = add(one, inputs, "--workers", "1")
    killed = commands = runs = problems = 0
    wanted = say(one)
    with start_fleet(folder, options.workers) as fleet:
        while killed < options.kills:
            for path in folder.glob("many.db*"):
                if path.is_file():
                    path.unlink()
            runs += 1
            process = start_add(many, inputs, "--cluster", fleet.address)
            while process.poll() is None and killed < options.kills:
                time.sleep(chance.uniform(0.2, wall / 3))
                if process.poll() is None:
                    killed += 1
                    victim = fleet.workers.pop(chance.randrange(len(fleet.workers)))
                    victim.send_signal(signal.SIGKILL)
                    victim.wait()
                    fleet.start_worker()
                if killed % 5 == 0 and process.poll() is None:
                    commands += 1
                    process.kill()
                    process.wait()
                    process = start_add(many, inputs, "--cluster", fleet.address)
            code = process.wait()
            articles, different, faults = count(many)
            same, left = say(many) == wanted, list((folder / "many.db.work").glob("*"))
            if code not in (0, 3) or faults or not same or articles != different or left:
                problems += 1
                print((folder / "many.log").read_text()[-800:])
                print(
                    f"run {runs}: exit {code}, {articles} articles, {different} different, {faults[:3]}, {same}, {left}"
                )
            print(f"run {runs}: {killed} kills so far, {articles} articles, same view: {same}", flush=True)
    print(f"{killed} workers and {commands} commands killed in {runs} runs, {problems} problems")
    return 1 if problems else 0


def main() -> int:
    """Read the options and run."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--made-up", type=int, metavar="N", help="read N reports of our own making")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--input", help="what to read instead of made-up reports")
    parser.add_argument("--kill", action="store_true", help="kill workers while they read")
    parser.add_argument("--kills", type=int, default=20)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        inputs = options.input or str(write_rows(folder / "rows.jsonl", options.made_up, options.seed))
        return kill(folder, inputs, options) if options.kill else compare(folder, inputs, options)


if __name__ == "__main__":
    raise SystemExit(main())
