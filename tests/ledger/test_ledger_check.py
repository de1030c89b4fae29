"""The check finds what is wrong and is silent about a good ledger."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from dateline.ledger import Store, find_faults
from dateline.ledger.names import fold_name
from records_by_hand import make_records


@pytest.fixture
def path(tmp_path: Path) -> Path:
    with Store(tmp_path / "a.db") as store:
        for record in make_records(3):
            store.add(record)
    return tmp_path / "a.db"


def test_a_good_ledger_has_no_faults(path: Path) -> None:
    assert list(find_faults(Store(path))) == []


@pytest.mark.parametrize(
    ("harm", "kind", "words"),
    [
        ("UPDATE articles SET text = substr(text, 2) WHERE id = 1", "article", "not the one that was read"),
        ("UPDATE articles SET article_id = 'x' WHERE id = 1", "article", "its id is not that"),
        ("UPDATE events SET sentence = 'made up' WHERE id = 1", "columns", "rows of events"),
        ("UPDATE statements SET act = 'deny' WHERE id = 2", "columns", "rows of statements"),
        ("DELETE FROM event_actors WHERE event = 1", "columns", "event_actors holds 3 of its 5 rows"),
        ("DELETE FROM times", "columns", "rows of times"),
        ("DELETE FROM records WHERE article = 2", "orphan", "has no record"),
        ("INSERT INTO actors (key, name, kind, folded) VALUES ('k', 'n', 'person', ' n ')", "orphan", "no article"),
        ("INSERT INTO event_search (event_search) VALUES ('delete-all')", "search", "holds 0 of 12 events"),
        ("UPDATE statement_actors SET actor = 999 WHERE statement = 1", "reference", "row of actors"),
        ("UPDATE records SET record = '{}' WHERE article = 1", "article", "cannot be read"),
        (
            "UPDATE records SET record = replace(record, '\"trigger\":[[', '\"trigger\":[[9') WHERE article = 1",
            "span",
            "events[0].trigger[0]",
        ),
    ],
)
def test_harm_is_found(path: Path, harm: str, kind: str, words: str) -> None:
    connection = sqlite3.connect(path)
    connection.execute(harm)
    connection.commit()
    connection.close()
    faults = list(find_faults(Store(path)))
    assert any(fault.kind == kind and words in fault.message for fault in faults), faults


@pytest.mark.parametrize(
    ("name", "folded"),
    [
        ("Lech Wałęsa", " lech walesa "),
        ("U.S. Treasury", " us treasury "),
        ("  Côte d’Ivoire", " cote d ivoire "),
        ("Al-Qaeda", " al qaeda "),
        ("ΑΘΗΝΑ", " αθηνα "),
        ("Straße", " strasse "),
        ("Zoe\u0308", " zoe "),
        ("%_*", "  "),
    ],
)
def test_names_are_folded(name: str, folded: str) -> None:
    assert fold_name(name) == folded
