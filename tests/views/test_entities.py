"""One person or body over all articles: names, dated roles, and no two people for one name without a reason."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import dateline
from dateline.ledger import Store
from dateline.model.errors import LedgerError
from dateline.views import Ledger, entities


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    texts = [
        ("2024-03-01", "German Defence Minister Boris Pistorius met soldiers in Vilnius. Pistorius praised them."),
        ("2025-06-01", "Defence Minister Boris Pistorius of Germany said on Sunday that Berlin would send tanks."),
        ("2025-07-01", "Marta Lindqvist, the mayor of Uppsala, said the bridge was closed."),
        ("2026-01-01", "Marta Lindqvist, a spokeswoman for the Polish police, said two men were detained in Warsaw."),
    ]
    with Ledger(tmp_path / "a.db") as ledger:
        for published, text in texts:
            ledger.add(dateline.read(text=text, published=published))
        yield ledger


def test_roles_have_their_days_and_words(ledger: Ledger) -> None:
    (row,) = [row for row in ledger.actors() if row.name == "Boris Pistorius"]
    entity = ledger.entity(row.key)
    assert (entity.articles, entity.since, entity.until) == (2, "2024-03-01", "2025-06-01")
    assert {(role.of, role.since, role.until) for role in entity.roles} == {("Germany", "2024-03-01", "2025-06-01")}
    for role in entity.roles:
        record = ledger.record(role.source.article)
        assert record is not None
        assert record.text_of(*role.words.spans) == role.words.words


def test_namesakes_of_two_countries_stay_apart(ledger: Ledger) -> None:
    rows = [row for row in ledger.actors() if row.name == "Marta Lindqvist"]
    assert len(rows) == 2
    one, other = (ledger.entity(row.key) for row in rows)
    assert one.namesakes == (other.key,)
    assert {role.of for role in one.roles} != {role.of for role in other.roles}


def test_a_key_that_is_wrong_is_told(ledger: Ledger) -> None:
    with pytest.raises(LedgerError, match="holds no actor"):
        ledger.entity("actor:0000000000")
    with pytest.raises(LedgerError, match="too short"):
        ledger.entity("actor:0")


def test_days_are_the_same_however_they_are_looked_for(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    keys = [row.key for row in ledger.actors()]
    whole = [ledger.entity(key) for key in keys]
    monkeypatch.setattr(entities, "OFTEN", 0)
    assert [ledger.entity(key) for key in keys] == whole
    monkeypatch.setattr(entities, "find_first", lambda store, walk, limit: None)
    assert [ledger.entity(key) for key in keys] == whole
    assert {each.since for each in whole} > {"2024-03-01", "2025-06-01"}


def test_an_article_that_names_somebody_twice_is_counted_once(ledger: Ledger) -> None:
    (row,) = [row for row in ledger.actors() if row.name == "Boris Pistorius"]
    columns = "article, actor, affiliation, sectors, roles, wikidata, resolved_by, candidates, mentions, spans, words"
    chosen = "FROM article_actors WHERE actor = (SELECT id FROM actors WHERE name = 'Boris Pistorius') LIMIT 1"
    sql = f"INSERT INTO article_actors (local_id, {columns}) SELECT 'again', {columns} {chosen}"
    with Store(ledger.path) as store:
        store.attempt(lambda connection: connection.execute(sql))
    assert ledger.entity(row.key).articles == row.articles == 2
