"""Versions of an article, withdrawal, and what changed: in the ledger and through its lists."""

from __future__ import annotations

import itertools
from pathlib import Path

import msgspec
import pytest

from dateline.ledger import Store, find_faults
from dateline.ledger.versions import is_address_of_one
from dateline.model.article import Notice
from dateline.model.errors import ConfigError
from dateline.model.record import Producer, Record
from dateline.views import Ledger
from records_by_hand import PRODUCER, TEXT, make_article, make_record

URL = "https://dnipro.example/2026/03/strike"
OTHER = Producer(dateline="0.2.0", model="by-hand 1", knowledge="1" * 64)


def version(text: str, published: str = "2026-03-11", url: str = URL) -> Record:
    return make_record(make_article(f"{text}\n{TEXT}", url=url, published=published))


def add(path: Path, *records: Record, at: str | None = None) -> list[str]:
    with Store(path) as store:
        store.begin_run("add", PRODUCER, at)
        return [store.add(record) for record in records]


def current(path: Path) -> list[str]:
    with Ledger(path) as ledger:
        return [ledger.record(row.article).article.text.split("\n")[0] for row in ledger.articles()]  # type: ignore[union-attr]


def test_a_new_text_at_a_known_url_takes_the_place_of_the_old(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    add(path, version("First."))
    add(path, version("Second."))
    assert current(path) == ["Second."]
    with Ledger(path) as ledger:
        old, new = ledger.articles(all_versions=True, sort="published")
        if old.superseded_by is None:
            old, new = new, old
        assert (old.superseded_by, new.superseded_by) == (new.article, None)
        events = len(ledger.record(new.article).events)  # type: ignore[union-attr]
        assert len(ledger.events()) == events
        assert len(ledger.events(all_versions=True)) == 2 * events
        assert {row.articles for row in ledger.actors()} == {1}
        assert {row.articles for row in ledger.places(all_versions=True)} == {2}
    with Store(path) as store:
        assert list(find_faults(store)) == []


def test_the_day_of_publication_comes_before_the_order_of_adding(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    add(path, version("Later.", "2026-03-12"))
    add(path, version("Earlier."))
    assert current(path) == ["Later."]


def test_within_one_run_the_order_does_not_matter(tmp_path: Path) -> None:
    records = [version(f"Version {number}.") for number in range(3)]
    seen = set()
    for number, order in enumerate(itertools.permutations(records)):
        add(tmp_path / f"{number}.db", *order)
        seen.add(tuple(current(tmp_path / f"{number}.db")))
    assert len(seen) == 1


def test_reading_again_keeps_the_order_of_versions(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    first, second = version("First."), version("Second.")
    add(path, first)
    add(path, second)
    add(path, msgspec.structs.replace(first, producer=OTHER), msgspec.structs.replace(second, producer=OTHER))
    assert current(path) == ["Second."]


@pytest.mark.parametrize(
    ("url", "one"),
    [
        (URL, True),
        ("https://example.org/?p=12", True),
        ("https://example.org/", False),
        ("https://example.org", False),
        ("", False),
        (None, False),
        ("http://[bad", False),
    ],
)
def test_addresses_of_whole_sites_have_no_versions(url: str | None, one: bool) -> None:
    assert is_address_of_one(url) is one


def test_one_text_at_two_outlets_is_two_articles_of_one_copy_group(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    add(path, make_record(), make_record(make_article(outlet="Harbour News")), make_record(make_article("x " + TEXT)))
    with Ledger(path) as ledger:
        groups = {row.outlet: (row.copy_group, row.copies) for row in ledger.articles() if row.characters == len(TEXT)}
        assert len(set(groups.values())) == 1
        assert groups["Harbour News"][1] == 2
        assert [row.copy_group for row in ledger.articles() if row.characters != len(TEXT)] == [None]


def test_notices_are_listed_with_their_words(tmp_path: Path) -> None:
    text = f"{TEXT}\nCorrection: It was Monday."
    span = (text.index("Correction"), len(text))
    article = make_article(text, notices=(msgspec.convert({"kind": "correction", "span": span}, Notice),))
    add(tmp_path / "a.db", make_record(article))
    with Ledger(tmp_path / "a.db") as ledger:
        (row,) = ledger.articles()
    assert [(n.kind, n.words, tuple(n.spans[0])) for n in row.notices] == [
        ("correction", "Correction: It was Monday.", span)
    ]


def test_a_withdrawn_article_is_gone_from_the_file_and_stays_out(tmp_path: Path) -> None:
    path, record = tmp_path / "a.db", version("Zyxomma, a word of its own.")
    add(path, record, version("Another.", url="https://dnipro.example/2"))
    with Ledger(path) as ledger:
        assert ledger.forget(record.article.id, "asked by the outlet")
        assert not ledger.forget(record.article.id)
        assert len(ledger.articles()) == 1
        assert len(ledger.articles(search="Zyxomma")) == 0
    for file in tmp_path.iterdir():
        assert b"yxomma" not in file.read_bytes().lower()
    assert add(path, record) == ["withdrawn"]
    with Store(path) as store:
        assert list(find_faults(store)) == []
        assert store.readmit(record.article.id)
        assert not store.readmit(record.article.id)
        assert store.add(record) == "added"


def test_withdrawing_a_version_brings_the_one_before_back(tmp_path: Path) -> None:
    path, old, new = tmp_path / "a.db", version("Old."), version("New.")
    add(path, old)
    add(path, new)
    with Ledger(path) as ledger:
        ledger.forget(new.article.id)
    assert current(path) == ["Old."]


def test_words_found_are_shown_in_their_place(tmp_path: Path) -> None:
    long = "Nothing of note was said. " * 40
    record = version(long + "Then the frigate “Żubr” 🚀 left the harbour and turned north towards the strait. " + long)
    add(tmp_path / "a.db", record)
    with Ledger(tmp_path / "a.db") as ledger:
        (row,) = ledger.articles(search="frigates harbour")
        (all_of_it,) = ledger.articles()
    text = record.article.text
    assert all_of_it.found is None
    assert row.found is not None
    assert row.found.words == text[slice(*row.found.spans[0])]
    assert [text[slice(*hit)] for hit in row.hits] == ["frigate", "harbour"]
    assert len(row.found.words) < 300


def test_what_changed_is_told(tmp_path: Path) -> None:
    path, record = tmp_path / "a.db", version("First.")
    add(path, record, at="2026-03-11T10:00:00+00:00")
    event = msgspec.structs.replace(record.events[0], status="denied")
    changed = msgspec.structs.replace(record, producer=OTHER, events=(event, *record.events[2:]))
    add(path, changed, at="2026-03-12T10:00:00+00:00")
    add(path, version("Second."), at="2026-03-13T10:00:00+00:00")
    with Ledger(path) as ledger:
        rows = list(ledger.changes("2026-03-12"))
        told = [(row.what, row.change, row.key) for row in rows]
        assert told[0] == ("article", "reread", record.article.id)
        assert ("event", "removed", record.events[1].key) in told
        (row,) = [row for row in rows if row.change == "changed" and row.key == event.key]
        assert row.fields == ("status",)
        assert (row.before, row.after) == ({"status": record.events[0].status}, {"status": "denied"})
        assert [(row.what, row.change) for row in ledger.changes("last")] == [
            ("article", "added"), ("article", "superseded"),
        ]  # fmt: skip
        assert len(ledger.changes("2026-03-13T10:30+00:00")) == 0
        assert [row.change for row in ledger.changes("run:1")].count("added") == 2
        assert [tuple(map(str, cells)) for cells in ledger.changes("run:1").cells()]
        with pytest.raises(ConfigError, match="is no moment"):
            ledger.changes("yesterday")
