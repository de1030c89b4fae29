"""A real Dask scheduler with two worker processes on loopback, for tests."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

SECONDS = 60
DEADLY = """
import os
import dateline.ingest.chunks as chunks
def read_or_die(found, engine, read_one=chunks.read_one):
    if "deadly" in found.article.text:
        os._exit(9)
    return read_one(found, engine)
if chunks.read_one.__name__ == "read_one":  # what is loaded beforehand is loaded twice
    chunks.read_one = read_or_die
"""


@contextmanager
def start_cluster(folder: Path, workers: int = 2, preload: str = DEADLY) -> Iterator[str]:
    """Start a scheduler on a free port of 127.0.0.1 with workers that are replaced when they die; give its address."""
    told = folder / "scheduler.json"
    (folder / "preloaded.py").write_text(preload)
    environment = {
        **os.environ,
        "OMP_NUM_THREADS": "1",
        "OPENBLAS_NUM_THREADS": "1",
        "DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "1",
        "DASK_DISTRIBUTED__ADMIN__LOG_FORMAT": "%(message)s",
        "PYTHONWARNINGS": "ignore",
    }
    dask = [sys.executable, "-m", "dask"]
    scheduler = ["scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--scheduler-file", str(told)]
    started = [_start([*dask, *scheduler], environment, folder / "scheduler.log")]
    try:
        address = _read_address(told, started[0])
        if workers:
            more = ["--nworkers", str(workers), "--nthreads", "1", "--no-dashboard", "--host", "127.0.0.1"]
            more += ["--local-directory", str(folder), "--preload", str(folder / "preloaded.py")]
            started.append(_start([*dask, "worker", address, *more], environment, folder / "workers.log"))
        yield address
    finally:
        for process in reversed(started):
            _stop(process)


def _start(command: list[str], environment: dict[str, str], log: Path) -> subprocess.Popen[bytes]:
    with log.open("wb") as out:
        return subprocess.Popen(
            command, env=environment, stdout=out, stderr=subprocess.STDOUT, start_new_session=True, cwd=log.parent
        )


def _read_address(told: Path, process: subprocess.Popen[bytes]) -> str:
    deadline = time.monotonic() + SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        with suppress(FileNotFoundError, json.JSONDecodeError):
            return str(json.loads(told.read_text())["address"])
        time.sleep(0.05)
    raise RuntimeError("the scheduler did not start")


def _stop(process: subprocess.Popen[bytes]) -> None:
    """End a process with all that it has started."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
