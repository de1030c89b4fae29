"""Records come back from the ledger as they went in, once, whole, and the same in any order."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline.ledger import Store, Unkept, find_faults
from dateline.model.article import Article, Span, article_id, text_sha256
from dateline.model.errors import ArticleError
from dateline.model.record import (
    Count,
    Event,
    EventTime,
    Issue,
    Party,
    Plover,
    Producer,
    Record,
    Statement,
)
from dateline.views import EXPORTS, Ledger, Wish
from records_by_hand import PRODUCER, TEXT, make_article, make_record, make_records


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "a.db")


def _sqlite(store: Store) -> sqlite3.Connection:
    return sqlite3.connect(store.path)


def test_a_record_comes_back_as_it_went_in(store: Store) -> None:
    record = make_record()
    assert store.add(record) == "added"
    assert store.record(record.article.id) == record
    ((_, data),) = store.record_texts()
    assert data.encode() == msgspec.json.encode(record)


def test_words_of_every_column_are_those_under_its_spans(store: Store) -> None:
    store.add(make_record())
    rows = _sqlite(store)
    pairs = {
        "events": [("trigger", "trigger_spans"), ("sentence", "sentence_spans"), ("status_words", "status_spans")],
        "statements": [("content", "content_spans"), ("cue", "cue_spans")],
        **{t: [("words", "spans")] for t in ("times", "event_actors", "event_places", "event_counts", "issues")},
    }
    seen = 0
    for table, columns in pairs.items():
        for words, spans in columns:
            for kept, where in rows.execute(f'SELECT "{words}", {spans} FROM {table}'):
                assert kept == " … ".join(TEXT[start:end] for start, end in msgspec.json.decode(where))
                seen += bool(kept)
    assert seen > 20
    assert "🚀" in rows.execute("SELECT sentence FROM events WHERE position = 0").fetchone()[0]


def _spans(length: int) -> st.SearchStrategy[tuple[Span, ...]]:
    ends = st.lists(st.integers(0, length), min_size=2, max_size=2, unique=True).map(sorted)
    return st.lists(ends.map(lambda pair: Span(*pair)), max_size=3).map(tuple)


@st.composite
def _records(draw: st.DrawFn) -> Record:
    text = draw(st.text(st.characters(exclude_categories=("Cs",)), min_size=1, max_size=60))
    title = draw(st.none() | st.text(st.characters(exclude_categories=("Cs",)), max_size=10))
    spans = _spans(len(text))
    one = spans.filter(bool).map(lambda several: several[0])
    id_ = article_id(text, title, None, None, None)
    statement = Statement(
        id="s1", key=f"statement:{id_[:20]}", form="direct", act="say", speaker=Party(spans=draw(spans)),
        content=draw(spans), cue=draw(spans),
    )  # fmt: skip
    number = draw(st.none() | st.integers(-(2**62), 2**62) | st.floats(allow_nan=False, allow_infinity=False))
    event = Event(
        id="e1", key=f"event:{id_[:20]}", type="AID", plover=Plover(type="AID"), register="aid", status="occurred",
        status_spans=draw(spans), actors=(Party(spans=draw(spans)), Party(id="a9", spans=draw(spans))),
        time=EventTime(), counts=(Count(what="other", min=number, max=number, span=draw(one)),), said_by=("s1",),
        trigger=draw(spans), sentence=draw(one), confidence=0.5, rule="r",
    )  # fmt: skip
    article = Article(id=id_, text_sha256=text_sha256(text), title=title, text=text)
    issues = (Issue(kind="k", message=draw(st.text(st.characters(exclude_categories=("Cs",)))), span=draw(one)),)
    return Record(producer=PRODUCER, article=article, statements=(statement,), events=(event,), issues=issues)


@pytest.fixture(scope="module")
def common_store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    store = Store(tmp_path_factory.mktemp("ledger") / "many.db")
    yield store
    assert [fault for fault in find_faults(store) if fault.kind != "columns"] == [], "in good health after all of it"


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(record=_records())
def test_any_record_comes_back_with_its_spans(common_store: Store, record: Record) -> None:
    common_store.add(record)
    kept = common_store.record(record.article.id)
    assert kept is not None
    assert kept.article == record.article
    with Ledger(common_store.path) as ledger:
        (event,) = (e for e in ledger.events() if e.source.article == kept.article.id)
    assert event.trigger.spans == kept.events[0].trigger
    assert event.trigger.words == kept.text_of(*kept.events[0].trigger)
    assert event.counts[0].min == kept.events[0].counts[0].min
    assert event.actors[1].name is None


def test_adding_again_changes_nothing(store: Store) -> None:
    record = make_record()
    store.add(record)
    before = list(_sqlite(store).iterdump())
    assert store.add(record) == "known"
    assert list(_sqlite(store).iterdump()) == before


def test_another_version_takes_the_place_and_leaves_nothing_behind(store: Store) -> None:
    record = make_record()
    store.add(record)
    newer = Producer(dateline="0.2.0", model="by-hand 1", knowledge="1" * 64)
    bare = msgspec.structs.replace(record, producer=newer, events=(), actors=record.actors[:1], places=())
    assert store.add(bare) == "replaced"
    assert store.record(record.article.id) == bare
    rows = _sqlite(store)
    counts = {t: rows.execute(f"SELECT count(*) FROM {t}").fetchone()[0] for t in ("articles", "actors", "places")}
    assert counts == {"articles": 1, "actors": 1, "places": 0}
    assert rows.execute("SELECT count(*) FROM event_search WHERE event_search MATCH 'drones'").fetchone() == (0,)
    actions = rows.execute("SELECT action FROM history ORDER BY id").fetchall()
    assert actions == [("added",), ("replaced",)]
    assert list(find_faults(store)) == []


def _view(path: Path) -> bytes:
    """Everything that is listed or exported, as bytes."""
    with Store(path) as store, Ledger(path) as ledger:
        parts = [b"".join(export(store, Wish(texts))) for export in EXPORTS.values() for texts in ("quotes", "full")]
        parts += [
            listing.to_jsonl().encode()
            for listing in (
                ledger.events(), ledger.events(sort="-published"), ledger.events(sort="type"),
                ledger.statements(), ledger.statements(sort="speaker"), ledger.articles(),
                ledger.articles(sort="title"),
                ledger.actors(), ledger.actors(sort="-mentions"), ledger.places(), ledger.issues(),
            )
        ]  # fmt: skip
    return b"\0".join(parts)


def test_any_order_gives_the_same_bytes(tmp_path: Path) -> None:
    records = make_records(12)
    other_ref = [msgspec.structs.replace(make_article(ref=ref), title="x") for ref in ("b", "a", None)]
    records += [make_record(article) for article in other_ref]
    views = set()
    for seed in range(4):
        random.Random(seed).shuffle(records)
        path = tmp_path / f"{seed}.db"
        with Store(path) as store:
            for number, record in enumerate(records):
                store.add(record)
                if number % 3 == seed % 3:
                    store.note_unkept(Unkept("x.txt", "empty", "there is nothing in it"))
        views.add(_view(path))
    assert len(views) == 1
    assert len(views.pop()) > 10_000


def test_of_one_article_offered_twice_the_same_offer_is_kept_in_any_order(tmp_path: Path) -> None:
    given = [make_record(make_article(ref=ref)) for ref in ("b", None, "a")]
    kept = set()
    for first in range(3):
        with Store(tmp_path / f"{first}.db") as store:
            for record in given[first:] + given[:first]:
                store.add(record)
            (row,) = store.record_texts()
            kept.add(row)
    assert len(kept) == 1
    assert '"ref":null' not in kept.pop()[1], "an offer with a ref is better than one without"


def test_what_no_file_can_hold_is_refused_and_the_rest_stays(store: Store) -> None:
    store.add(make_record())
    broken = make_record(make_article(TEXT + " \ud800"))
    with pytest.raises(ArticleError, match="no character"):
        store.add(broken)
    assert len(list(store.record_texts())) == 1
    assert list(find_faults(store)) == []


def test_half_a_batch_is_never_kept(store: Store) -> None:
    first, second = make_records(2)

    def add_both_and_fail() -> None:
        with store.transaction():
            store.add(first)
            store.add(second)
            raise RuntimeError("the lights went out")

    with pytest.raises(RuntimeError):
        add_both_and_fail()
    assert list(store.record_texts()) == []


def test_issues_of_inputs_are_kept_once_and_dropped_when_they_are_read(store: Store) -> None:
    unkept = Unkept("bad\udcff.txt", "empty", "there is nothing in it")
    store.note_unkept(unkept)
    store.note_unkept(unkept)
    assert store.unkept_sources() == {"bad\\udcff.txt"}
    store.clear_unkept(unkept.source)
    assert store.unkept_sources() == frozenset()
    record = make_record()
    store.note_unkept(Unkept("a.txt", "reading-failed", "oh", record.article.id))
    store.add(record)
    assert store.unkept_sources() == frozenset()


def test_numbers_beyond_64_bits_are_kept(store: Store) -> None:
    record = make_record()
    count = msgspec.structs.replace(record.events[0].counts[0], min=2**64 - 1)
    event = msgspec.structs.replace(record.events[0], counts=(count,))
    store.add(msgspec.structs.replace(record, events=(event,)))
    with Ledger(store.path) as ledger:
        assert ledger.events()[0].counts[0].min == float(2**64 - 1)
