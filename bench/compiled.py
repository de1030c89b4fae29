#!/usr/bin/env python3
"""Compare what compiled reading and the same source as Python say of texts, byte for byte, and what either costs.

    python bench/compiled.py [FILE ...] [--articles N]

FILEs are JSON Lines with `text`, plain or .gz (default: polnear_dev of $DATELINE_DATA; without it the example reports).
Each form reads in a process of its own. Exits with 1 where a record differs or nothing is compiled here.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from bench.speed import DEFAULT, make_article, read_texts
from dateline.compiled import SWITCH, form

FORMS = {"compiled": "0", "python": "1"}


def read_all(texts: list[str]) -> dict[str, object]:
    """Read every text; gives the form that ran, digests of the records' JSON and CPU seconds."""
    import msgspec

    from dateline.ingest.memory import settle, steady_memory
    from dateline.reading import load_engine, read_article

    engine = load_engine(None)
    found = []
    with steady_memory():
        settle()
        begun = time.process_time()
        for text in texts:
            record = msgspec.json.encode(read_article(make_article(text, "2016-10-01"), engine))
            found.append(hashlib.sha256(record).hexdigest())
    return {"form": form(), "digests": found, "seconds": time.process_time() - begun}


def ask(form_: str, file: Path, articles: int) -> dict[str, object]:
    """Have one form read in a process of its own."""
    command = [sys.executable, __file__, str(file), "--articles", str(articles), "--in-this-process"]
    environment = {**os.environ, SWITCH: FORMS[form_], "OMP_NUM_THREADS": "1"}
    answer = subprocess.run(command, env=environment, check=True, capture_output=True, text=True)
    told: dict[str, object] = json.loads(answer.stdout)
    if told["form"] != form_:
        raise SystemExit(f"reading runs as {told['form']} where {form_} was asked for; run make setup")
    return told


def main() -> int:
    """Print one line a file; tells of the first text that differs."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path, default=[DEFAULT])
    parser.add_argument("--articles", type=int, default=1_000_000)
    parser.add_argument("--in-this-process", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.in_this_process:
        print(json.dumps(read_all(read_texts(options.files[0], options.articles))))
        return 0
    differing = 0
    for file in options.files:
        compiled, python = (ask(form_, file, options.articles) for form_ in FORMS)
        pairs = list(zip(compiled["digests"], python["digests"], strict=True))  # type: ignore[call-overload]
        wrong = [number for number, (one, other) in enumerate(pairs) if one != other]
        differing += len(wrong)
        spent = " and ".join(f"{1000 * float(str(told['seconds'])) / len(pairs):.1f}" for told in (compiled, python))
        first = f"; first: row {wrong[0] + 1}" if wrong else ""
        print(f"{file.name}: {len(pairs)} texts, {len(wrong)} differ{first}; {spent} CPU ms a text", flush=True)
    return 1 if differing else 0


if __name__ == "__main__":
    raise SystemExit(main())
