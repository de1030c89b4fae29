"""Exports: the records themselves, records with quotes for texts, and a row an event."""

from __future__ import annotations

import csv
import io
import sys
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from icalendar import Calendar

from dateline.ledger import Store
from dateline.model.errors import ConfigError
from dateline.model.evidence import iter_spans
from dateline.views import EXPORTS, TABLES, Wish, column_names, export_csv, export_jsonl, export_parquet
from records_by_hand import TEXT, make_article, make_record, make_records

ROOT = Path(__file__).resolve().parent.parent.parent


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store(tmp_path / "a.db") as store:
        store.add(make_record(make_article(title='A, "quoted"\ntitle', ref="1")))
        yield store


def test_full_records_are_those_that_were_read(store: Store) -> None:
    (line,) = export_jsonl(store, Wish("full"))
    assert line == msgspec.json.encode(store.record(make_article(title='A, "quoted"\ntitle').id)) + b"\n"


def test_quotes_stand_for_the_text(store: Store) -> None:
    (line,) = export_jsonl(store)
    shown = msgspec.json.decode(line)
    assert shown["article"]["text"] is None
    assert shown["texts"] == "quotes"
    record = make_record()
    assert shown["quotes"] == {f"{s.start}-{s.end}": TEXT[s.start : s.end] for _, s in iter_spans(record)}
    keys = [tuple(int(part) for part in key.split("-")) for key in shown["quotes"]]
    assert keys == sorted(keys)
    assert shown["events"][0]["trigger"] == [list(record.events[0].trigger[0])]


def test_without_texts_no_words_are_given(store: Store) -> None:
    (line,) = export_jsonl(store, Wish("none"))
    shown = msgspec.json.decode(line)
    assert shown["article"]["text"] is None
    assert "quotes" not in shown
    assert "envoys" not in line.decode()


def test_the_csv_has_a_row_an_event_and_stable_columns(store: Store) -> None:
    rows = list(csv.DictReader(io.StringIO(b"".join(export_csv(store)).decode("utf-8"), newline="")))
    assert [row["type"] for row in rows] == ["ASSAULT", "AID", "CONSULT", "CONSULT"]
    assert tuple(rows[0]) == column_names()
    first = rows[0]
    assert first["sentence"] == "Russian drones 🚀 killed at least six people in Kharkiv on Monday"
    start, end = (int(part) for part in first["sentence_spans"].split("-"))
    assert TEXT[start:end] == first["sentence"]
    assert first["title"] == 'A, "quoted"\ntitle'
    assert (first["said_by"], first["places"], first["geonames"]) == ("Andrii Sybiha", "Kharkiv", "706483")
    assert rows[2]["participants"] == "gunmen; Russia"
    assert rows[2]["participant_countries"] == "; RUS"


def test_the_csv_without_and_with_texts(store: Store) -> None:
    bare = list(csv.DictReader(io.StringIO(b"".join(export_csv(store, Wish("none"))).decode(), newline="")))
    assert {bare[0][name] for name in ("sentence", "trigger", "actor_words", "time", "count_words")} == {""}
    assert bare[0]["trigger_spans"] == "34-40"
    assert bare[0]["actors"] == "Russian Armed Forces"
    full = list(csv.DictReader(io.StringIO(b"".join(export_csv(store, Wish("full"))).decode(), newline="")))
    assert full[0]["text"] == TEXT
    assert tuple(full[0]) == (*column_names(), "text")


def test_the_lines_come_in_the_order_of_publication(tmp_path: Path) -> None:
    with Store(tmp_path / "b.db") as store:
        for record in make_records(9):
            store.add(record)
        days = [msgspec.json.decode(line)["article"]["published"] for line in export_jsonl(store)]
    assert days == sorted(days, key=lambda day: day or "")
    assert days[0] is None


def test_every_column_is_documented() -> None:
    page = (ROOT / "docs" / "reference" / "ledger.md").read_text("utf-8")
    from dateline.views import columns

    for listing in ("EVENT", "STATEMENT", "ARTICLE", "ACTOR", "PLACE", "ISSUE"):
        for column in getattr(columns, f"{listing}_COLUMNS"):
            assert f"`{column.name}`" in page, f"docs/reference/ledger.md does not speak of {column.name}"


def test_parquet_has_the_columns_and_values_of_the_csv(store: Store) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    for table in TABLES:
        for texts in ("none", "quotes", "full"):
            wish = Wish(texts, table)
            found = parquet.read_table(io.BytesIO(b"".join(export_parquet(store, wish))))
            assert tuple(found.column_names) == column_names(wish)
            lines = list(csv.DictReader(io.StringIO(b"".join(export_csv(store, wish)).decode(), newline="")))
            assert len(lines) == found.num_rows > 0
            for line, row in zip(lines, found.to_pylist()):
                for name, value in row.items():
                    kept = line[name]
                    same = float(kept) == value if isinstance(value, int | float) else kept == (value or "")
                    assert same, (table, texts, name)


def test_parquet_without_its_library_says_what_to_install(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(ConfigError, match=r"dateline\[parquet\]"):
        list(export_parquet(store))


def test_replaced_versions_are_left_out_unless_asked_for(store: Store) -> None:
    for text in (TEXT + " Old.", TEXT + " New."):
        store.add(make_record(make_article(text, url="https://dnipro.example/1")))
    assert [len(list(export_jsonl(store, Wish(all_versions=every)))) for every in (False, True)] == [2, 3]
    rows = [len(list(export_csv(store, Wish(table="articles", all_versions=every)))) for every in (False, True)]
    assert rows == [1 + 2, 1 + 3]


def test_a_calendar_is_given_event_by_event(example_ledger: Store) -> None:
    parts = list(EXPORTS["ics"](example_ledger, Wish()))
    assert len(parts) > 3
    assert all(part.startswith(b"BEGIN:VEVENT\r\n") and part.endswith(b"END:VEVENT\r\n") for part in parts[1:-1])
    calendar = Calendar.from_ical(b"".join(parts))
    assert len(calendar.walk("VEVENT")) == len(parts) - 2
    assert calendar.to_ical() == b"".join(parts)
