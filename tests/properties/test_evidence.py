"""Evidence or nothing: every span of every field is what it claims to be, through JSON and in any order of reading."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

from dateline.model.article import Span
from dateline.model.evidence import iter_spans
from dateline.model.record import Record
from dateline.reading import Engine, read_article
from dateline.sources import Found, Options, read_inputs

ROOT = Path(__file__).resolve().parent.parent.parent
REPORTS = sorted((ROOT / "examples" / "reports").iterdir())


def read_report(path: Path, engine: Engine) -> Record:
    (found,) = read_inputs([str(path)], Options(published="2026-06-30" if path.suffix == ".txt" else None))
    assert isinstance(found, Found)
    return read_article(found.article, engine, found.issues)


def find_faults(record: Record) -> Iterator[str]:
    """Yield what is wrong with the evidence of a record, in words."""
    text = record.article.text
    for path, span in iter_spans(record):
        words = text[span.start : span.end]
        if not 0 <= span.start < span.end <= len(text):
            yield f"{path} {span} is not inside the text"
        elif words != words.strip():
            yield f"{path} {words!r} has blanks at its edges"
    ids = {x.id for group in (record.actors, record.places, record.times, record.statements) for x in group}
    for statement in record.statements:
        for other in (statement.within, statement.replies_to, statement.speaker.id):
            if other is not None and other not in ids:
                yield f"{statement.id} names {other}, which is not there"
    for event in record.events:
        if not all(event.sentence.covers(span) for span in event.trigger):
            yield f"{event.id} has a trigger outside its sentence"
        if not event.trigger:
            yield f"{event.id} has no trigger"
        named = [p.id for p in (*event.actors, *event.recipients, *event.participants)]
        named += [*event.said_by, *event.denied_by, *(p.id for p in event.places), event.time.id]
        for other in named:
            if other is not None and other not in ids:
                yield f"{event.id} names {other}, which is not there"
    yield from _find_number_faults(record)


def _find_number_faults(record: Record) -> Iterator[str]:
    for event in record.events:
        for count in event.counts:
            words = record.text_of(count.span)
            exact = count.min if count.min == count.max else None
            if words.isdigit() and exact is not None and int(words) != exact:
                yield f"{event.id}: the words {words!r} are counted as {exact}"
    article = record.article
    if article.title_span is not None and record.text_of(article.title_span) != article.title:
        yield f"the title {article.title!r} is not under its span"
    if article.byline_span is not None:
        words = record.text_of(article.byline_span)
        for name in article.byline:
            if name not in words:
                yield f"the byline {name!r} is not in {words!r}"


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
