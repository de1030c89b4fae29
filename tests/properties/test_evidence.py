"""Evidence or nothing: every span of every field is what it claims to be, through JSON and in any order of reading."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest

from dateline.model.article import Span
from dateline.model.evidence import iter_spans
from dateline.model.record import Record
from dateline.reading import Engine, read_article
from dateline.sources import Found, Options, read_inputs
from faults import find_faults

ROOT = Path(__file__).resolve().parent.parent.parent
REPORTS = sorted((ROOT / "examples" / "reports").iterdir())


def read_report(path: Path, engine: Engine) -> Record:
    (found,) = read_inputs([str(path)], Options(published="2026-06-30" if path.suffix == ".txt" else None))
    assert isinstance(found, Found)
    return read_article(found.article, engine, found.issues)


@pytest.mark.parametrize("path", REPORTS, ids=lambda path: path.stem)
def test_examples_have_evidence_for_every_field(path: Path, engine: Engine) -> None:
    record = read_report(path, engine)
    assert list(find_faults(record)) == []
    assert record.events, "an example without an event proves nothing"
    assert record.statements


def test_all_of_polnear_dev_has_evidence_for_every_field(
    read: Callable[..., Record], public_rows: Callable[[str], list[dict[str, Any]]]
) -> None:
    spans = 0
    for row in public_rows("quotes/polnear_dev.jsonl.gz"):
        record = read(row["text"], published=row["date"][:10] if row.get("date") else None)
        assert list(find_faults(record)) == [], row["id"]
        decoded = msgspec.json.decode(msgspec.json.encode(record), type=Record)
        assert decoded == record
        spans += sum(1 for _ in iter_spans(decoded))
    assert spans > 20_000


TWISTED = (
    "\ufeffBy Jane Doe\r\n\r\nKYIV, Nov 16 \u2013 The\u00a0presi\u00addent of France, Rene\u0301 Dupont, said 😀 "
    "on Monday that \u201cthree Rus\u00adsian planes flew over Estonia.\u201d\r\n"
    "Police\u00a0arrested five people in\u2009Paris.\n"
)


def test_spans_survive_odd_characters(read: Callable[..., Record]) -> None:
    record = read(TWISTED, published="2025-11-18")
    assert list(find_faults(record)) == []
    words = {record.text_of(span) for _, span in iter_spans(record)}
    assert any("Dupont" in word for word in words)
    assert any("\u00ad" in word for word in words), "no field reaches over the soft hyphen: the test has lost its point"


def test_the_same_in_any_order_and_hash_seed(engine: Engine) -> None:
    paths = [path for path in REPORTS if path.suffix == ".txt"]
    forward = {path: msgspec.json.encode(read_report(path, engine)) for path in paths}
    shuffled = random.Random(7).sample(paths, len(paths))
    assert {path: msgspec.json.encode(read_report(path, engine)) for path in shuffled} == forward
    outputs = set()
    for seed in ("1", "4711"):
        command = [sys.executable, "-m", "dateline", "read", *map(str, paths[:3]), "--format", "jsonl"]
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        outputs.add(subprocess.run(command, capture_output=True, check=True, env=environment).stdout)
    assert len(outputs) == 1
    assert outputs != {b""}


def test_a_wrong_span_is_caught(engine: Engine) -> None:
    record = read_report(REPORTS[0], engine)
    event = msgspec.structs.replace(record.events[0], trigger=(Span(0, 10**6),))
    broken = msgspec.structs.replace(record, events=(event,))
    assert list(find_faults(broken))
