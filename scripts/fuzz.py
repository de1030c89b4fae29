#!/usr/bin/env python3
"""Throw broken inputs at every reader; anything but an article, an `Unread` or a DatelineError is a failure.

    python scripts/fuzz.py [--inputs 1000000] [--seconds 1800] [--seed 1] [--corpus tests/sources/corpus]

Inputs are the files of the corpus, changed: bytes turned over, pieces cut out, doubled, swapped with pieces of other
files, marks that readers look for put in. The same seed gives the same inputs.
An input that fails is kept in the corpus as `crash-...`. Exit code 1 when there was one.
"""

from __future__ import annotations

import argparse
import hashlib
import logging
import random
import sys
import time
import traceback
import warnings
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "src"))

from dateline.model.errors import DatelineError
from dateline.sources import Found, Options, Unread, read_bytes
from dateline.sources.archives import read_tar, read_zip
from dateline.sources.files import _is_wanted, _read_member
from dateline.sources.warcs import read_warc

FORMS = ("text", "markdown", "jsonl", "json", "feed", "mail", "zip", "tar", "warc", "html", "pdf")
# How often each is tried: pages and PDFs cost a hundred times as much as rows.
WEIGHTS = (20, 12, 25, 12, 4, 10, 10, 8, 4, 0.5, 0.5)
MARKS = (
    b"<", b">", b"<p>", b"</", b"<!ENTITY", b"&#xD800;", b"&#0;", b"\x00", b"\xff\xfe", b"\xef\xbb\xbf",
    b"\xed\xa0\x80",
    b"\r\n\r\n", b"{\"text\": ", b"\\ud800", b"1e999", b"[[[[", b"PK\x05\x06", b"ustar", b"WARC/1.0\r\n", b"%PDF-",
    b"---\n", b"Content-Type: text/html; charset=x\n", b"=?utf-8?q?=ZZ?=", b"By ", b"(Reuters) - ", b"\xe2\x80\xae",
    b"Published 99 October 99999", b"KYIV, Feb 31 -", b"Correction: ", b"\xf0\x9f\x9a\x80", b"e\xcc\x81", b"2025-13-45",
)  # fmt: skip


def change(data: bytes, others: list[bytes], chance: random.Random) -> bytes:
    """Change an input in one to four places."""
    made = bytearray(data[:20_000])
    for _ in range(chance.randint(1, 4)):
        place = chance.randrange(len(made) + 1)
        way = chance.randrange(7)
        if way == 0 and made:
            made[min(place, len(made) - 1)] = chance.randrange(256)
        elif way == 1:
            del made[place : place + chance.choice((1, 4, 40, 400))]
        elif way == 2:
            made[place:place] = made[place : place + chance.choice((2, 30, 300))]
        elif way == 3:
            made[place:place] = chance.choice(MARKS)
        elif way == 4:
            other = chance.choice(others)
            start = chance.randrange(len(other) + 1)
            made[place:place] = other[start : start + chance.choice((5, 60, 600))]
        elif way == 5:
            del made[place:]
        else:
            made[place : place + 4] = chance.randbytes(chance.randint(1, 8))
    return bytes(made)


def read(form: str, data: bytes) -> str:
    """Read one input; give what became of it."""
    import io

    options = Options(published="2025-10-24", language="en")
    if form == "zip":
        items = list(read_zip(io.BytesIO(data), options, "x", _read_member, _is_wanted))
    elif form == "tar":
        items = list(read_tar(io.BytesIO(data), options, "x", _read_member, _is_wanted))
    elif form == "warc":
        items = list(read_warc(io.BytesIO(data), options, "x"))
    else:
        items = list(read_bytes(data, "x", form, options))
    for item in items:
        if isinstance(item, Found):
            article = item.article
            assert article.text.encode("utf-8") is not None
            for span in (article.title_span, article.byline_span, article.dateline_span):
                assert span is None or 0 <= span.start < span.end <= len(article.text)
            for notice in article.notices:
                assert 0 <= notice.span.start < notice.span.end <= len(article.text)
        else:
            assert isinstance(item, Unread)
    return "article" if any(isinstance(item, Found) for item in items) else "issue"


def main() -> int:
    """Read the options, run, print what became of the inputs."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--inputs", type=int, default=1_000_000)
    parser.add_argument("--seconds", type=float, default=1800)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--corpus", type=Path, default=ROOT / "tests" / "sources" / "corpus")
    options = parser.parse_args()
    logging.disable(logging.CRITICAL)
    warnings.simplefilter("ignore")
    corpus = {path.name: path.read_bytes() for path in sorted(options.corpus.iterdir()) if path.is_file()}
    by_form = {form: [data for name, data in corpus.items() if name.startswith(form)] for form in FORMS}
    everything = list(corpus.values())
    chance, outcomes, crashes = random.Random(options.seed), Counter[str](), 0
    begun = time.monotonic()
    for number in range(options.inputs):
        if number % 1000 == 0 and time.monotonic() - begun > options.seconds:
            break
        form = chance.choices(FORMS, WEIGHTS)[0]
        data = change(chance.choice(by_form[form] or everything), everything, chance)
        try:
            outcome = read(form, data)
        except DatelineError:
            outcome = "refused"
        except Exception:  # noqa: BLE001
            crashes += 1
            outcome = "crash"
            name = f"crash-{form}-{hashlib.sha256(data).hexdigest()[:12]}"
            (options.corpus / name).write_bytes(data)
            print(f"{name}: {traceback.format_exc().splitlines()[-1]}", flush=True)
        outcomes[f"{form} {outcome}"] += 1
    seconds = time.monotonic() - begun
    for name, count in sorted(outcomes.items()):
        print(f"{name:24} {count:9}")
    print(f"{sum(outcomes.values())} inputs in {seconds:.0f} s, {crashes} crashes")
    return 1 if crashes else 0


if __name__ == "__main__":
    raise SystemExit(main())
