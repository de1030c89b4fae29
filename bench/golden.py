#!/usr/bin/env python3
"""Score the golden articles and the public sets, and hold the floors of tests/golden/floors.json.

    python bench/golden.py [--update [--allow-regression]] [--only NAME] [--misses]

The public sets are looked for in $DATELINE_DATA (default ../shared/data), their scorers in ../score beside it;
what is absent is skipped by name. A figure below its floor fails. `--update` raises the floors to today's figures
and writes today's records of the examples anew; it refuses to lower a floor without --allow-regression.
Frozen examples are scored, but their misses are never printed.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib.util
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from bench import contradictions, engine, joined, own
from bench.digest import describe
from bench.facts import Tally, load_articles, score_article
from bench.predict import read_rows
from bench.sets import SETS, PublicSet
from dateline.model.record import Record
from dateline.reading import load_engine, read_article
from dateline.sources import Found, Options, read_inputs

FLOORS = ROOT / "tests" / "golden" / "floors.json"
TODAY = ROOT / "tests" / "golden" / "today.txt"
DATA = Path(os.environ.get("DATELINE_DATA", ROOT.parent / "shared" / "data")).resolve()
SCORERS = DATA.parent / "score"
SEED = DATA.parent / "seed"
Figures = dict[str, float]


def read_examples() -> Iterator[tuple[dict[str, Any], Record]]:
    """Read the example reports as a user would."""
    reader = load_engine()
    for fact in load_articles(ROOT / "examples" / "facts.toml"):
        options = Options(published=fact.get("published"), outlet=fact.get("outlet"))
        for found in read_inputs([str(ROOT / "examples" / fact["file"])], options):
            if not isinstance(found, Found):
                raise SystemExit(f"{fact['file']}: {found}")
            yield dict(fact), read_article(found.article, reader, found.issues)


def score_examples(misses: bool) -> tuple[dict[str, Figures], str]:
    """Score the example reports, open and frozen ones apart, and describe what is said of the open ones."""
    tallies = {"examples": Tally(), "examples-frozen": Tally()}
    described = []
    for fact, record in read_examples():
        frozen = bool(fact.get("frozen"))
        score_article(fact, record, tallies["examples-frozen" if frozen else "examples"])
        if not frozen:
            described.append(describe(fact["id"], record))
    if misses:
        print("\n".join(tallies["examples"].misses))
    figures = {
        name: {
            "facts_right": 100 * t.facts_right,
            "statements_right": 100 * t.share("statement wholly right"),
            "events_right": 100 * t.share("event wholly right"),
            "events_found": 100 * t.share("event found"),
            "printed_per_serving_inverse": 100 / max(1.0, t.printed_per_serving),
        }
        for name, t in tallies.items()
    }
    return figures, "\n".join(described)


def score_seed() -> Figures:
    """Score the seed article by the record scorer's own rules."""
    from bench import facts as rules

    spec = importlib.util.spec_from_file_location("seed_facts", SEED / "facts.py")
    assert spec is not None
    assert spec.loader is not None
    seed = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(seed)
    options = Options(published=seed.PUBLISHED)
    (found,) = read_inputs([str(SEED / "article.txt")], options)
    assert isinstance(found, Found)
    record = read_article(found.article, load_engine(), found.issues)
    with tempfile.NamedTemporaryFile("wb", suffix=".jsonl") as out:
        import msgspec

        out.write(msgspec.json.encode(record) + b"\n")
        out.flush()
        command = [sys.executable, str(SCORERS / "score_record.py"), str(SEED / "facts.py"), out.name]
        printed = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    lines = printed.strip().splitlines()
    right = lines[-1].rsplit("(", 1)[1].rstrip("%)")
    emitted, serving = (int(part.split(": ")[1]) for part in lines[-2].split(", ")[:2])
    shares = {line[:28].strip(): float(line.split()[-1].rstrip("%")) for line in lines[:-2]}
    del rules
    return {
        "facts_right": float(right),
        "actors_found": shares.get("actor found", 0.0),
        "title_and_byline": min(shares.get("article title", 0.0), shares.get("article byline", 0.0)),
        "printed_per_serving_inverse": 100 * serving / max(1, emitted),
    }


def score_public(chosen: PublicSet) -> Figures:
    """Predict one public set in a process of its own and score it with its scorer."""
    path = DATA / chosen.file
    with tempfile.TemporaryDirectory() as folder:
        given, clusters, predicted = (
            Path(folder, name) for name in ("given.jsonl", "clusters.jsonl", "predicted.jsonl")
        )
        if chosen.keep is not None or (not chosen.scorer_reads_gz and path.suffix == ".gz"):
            rows = [row for row in read_rows(str(path)) if chosen.keep is None or chosen.keep(row)]
            given.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
            wanted = [{"id": row["id"], "cluster": row.get("incident")} for row in rows]
            clusters.write_text("".join(json.dumps(row) + "\n" for row in wanted), "utf-8")
        else:
            given = path
        with predicted.open("wb") as out:
            command = [sys.executable, str(ROOT / "bench" / "predict.py"), chosen.task, *chosen.options, str(given)]
            subprocess.run(command, stdout=out, check=True)
        command = [sys.executable, str(SCORERS / chosen.scorer)]
        names = {"gold": given, "pred": predicted, "clusters": clusters, "data": DATA}
        command += [part.format(**names) for part in chosen.arguments]
        printed = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    return chosen.figures(printed)


def corpus_sha(name: str) -> str:
    """Hash what a task is scored on, so that a floor cannot be met on another text."""
    if name.startswith("examples"):
        folder = ROOT / "examples"
        paths = [folder / "facts.toml", *sorted((folder / "reports").iterdir())]
    elif name.startswith("own-"):
        path, _ = own.SETS[name.removesuffix("-frozen")]
        paths = [path, *sorted(path.parent.glob("articles/*"))]
    elif name in ("joined", "contradictions"):
        paths = [{"joined": joined.GOLD, "contradictions": contradictions.GOLD}[name]]
    elif name == "seed":
        paths = [SEED / "facts.py", SEED / "article.txt"]
    elif name == "engine":
        paths = [DATA / "quotes" / "polnear_dev.jsonl.gz", engine.TREEBANK]
    else:
        paths = [DATA / next(s.file for s in SETS if s.name == name)]
    digest = hashlib.sha256()
    for path in paths:
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def run(only: str | None, misses: bool) -> tuple[dict[str, Figures], str | None]:
    """Score everything that is there; print a line a task."""
    results: dict[str, Figures] = {}
    today = None
    if only is None or only.startswith("examples"):
        figures, today = score_examples(misses)
        results.update(figures)
    for name, (path, score) in own.SETS.items():
        if only in (None, name, f"{name}-frozen") and path.exists():
            found: list[str] = []
            results.update(score(found))
            if misses:
                print("\n".join(found))
    results.update(score_sets(only))
    return results, today


def score_sets(only: str | None) -> dict[str, Figures]:
    """Score the seed and the public sets, two at a time."""
    tasks: list[tuple[str, Path, Callable[[], Figures]]] = [
        ("joined", joined.GOLD, lambda: joined.score().figures()),
        ("contradictions", contradictions.GOLD, lambda: contradictions.score([])),
        ("seed", SEED / "facts.py", score_seed),
        ("engine", DATA / "quotes" / "polnear_dev.jsonl.gz", engine.score),
    ]
    tasks += [(s.name, DATA / s.file, lambda s=s: score_public(s)) for s in SETS]  # type: ignore[misc]
    results: dict[str, Figures] = {}
    with ThreadPoolExecutor(2) as pool:
        running: dict[str, Future[Figures]] = {}
        begun = time.monotonic()
        for name, path, scorer in tasks:
            if only not in (None, name):
                continue
            if not path.exists() or not SCORERS.exists():
                print(f"{name:18} skipped: {path} or its scorer is not there")
                continue
            running[name] = pool.submit(scorer)
        for name, future in running.items():
            results[name] = future.result()
            print(f"{name:18} by {time.monotonic() - begun:4.0f} s", flush=True)
    return results


def main() -> int:
    """Score, compare with the floors, print a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--update", action="store_true")
    parser.add_argument("--allow-regression", action="store_true")
    parser.add_argument("--only", help="one task by name")
    parser.add_argument("--misses", action="store_true", help="print what the open examples lack")
    options = parser.parse_args()
    floors: dict[str, Any] = json.loads(FLOORS.read_text("utf-8")) if FLOORS.exists() else {}
    results, today = run(options.only, options.misses)
    failed = compare(results, floors)
    if today is not None and today != (TODAY.read_text("utf-8") if TODAY.exists() else ""):
        if options.update:
            TODAY.write_text(today, "utf-8")
        else:
            print(f"{TODAY.relative_to(ROOT)} differs from what is said today; look at the change with --update")
            failed = True
    if options.update:
        return update(results, floors, options.allow_regression)
    return 1 if failed else 0


def compare(results: dict[str, Figures], floors: dict[str, Any]) -> bool:
    """Print each figure beside its floor; tell whether one is below."""
    failed = False
    for name, figures in results.items():
        held = floors.get(name, {})
        if held and held["corpus"] != corpus_sha(name):
            print(f"{name}: the corpus is not the one that the floors were taken on")
            failed = True
        for metric, value in figures.items():
            floor = held.get("floors", {}).get(metric)
            below = floor is not None and value < floor - 1e-9
            failed |= below
            mark = "BELOW" if below else ""
            print(f"{name:18} {metric:30} {value:8.2f}   floor {'-' if floor is None else floor:>6} {mark}")
    return failed


def update(results: dict[str, Figures], floors: dict[str, Any], allow_regression: bool) -> int:
    """Write today's figures as floors, rounded down to a tenth."""
    for name, figures in results.items():
        held = floors.get(name, {}).get("floors", {})
        new = {metric: int(value * 10) / 10 for metric, value in figures.items()}
        lower = [metric for metric, value in new.items() if value < held.get(metric, value)]
        if lower and not allow_regression:
            print(f"{name}: {', '.join(lower)} would be lowered; --allow-regression does it, with a written reason")
            return 1
        floors[name] = {"corpus": corpus_sha(name), "floors": new}
    FLOORS.parent.mkdir(parents=True, exist_ok=True)
    FLOORS.write_text(json.dumps(floors, indent=1, sort_keys=True) + "\n", "utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
