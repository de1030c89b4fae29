"""Lists give what the filters say, in an order that holds, and no words of a person can break a question."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.ledger import Unkept
from dateline.model.errors import ConfigError
from dateline.views import Ledger
from dateline.views.filters import read_day
from records_by_hand import make_article, make_record


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    path = tmp_path_factory.mktemp("views") / "a.db"
    with Ledger(path) as ledger:
        ledger.add(make_record(make_article(title="Strike on Kharkiv", ref="1")))
        ledger.add(make_record(make_article(outlet="Baltic Courier", published="2026-03-12")))
        ledger.add(make_record(make_article(outlet=None, published=None)))
        ledger._store.note_unkept(Unkept("bad.txt", "empty", "there is nothing in it"))
        yield ledger


@pytest.mark.parametrize(
    ("filters", "types"),
    [
        ({"actor": "Russia"}, ["ASSAULT", "CONSULT"]),
        ({"actor": "russian armed forces"}, ["ASSAULT"]),
        ({"actor": "RUS"}, ["ASSAULT", "CONSULT"]),
        ({"actor": "russ"}, []),
        ({"actor": "forces"}, ["ASSAULT"]),
        ({"actor": "gunmen"}, ["CONSULT"]),
        ({"actor": ["Poland", "gunmen"]}, ["AID", "CONSULT"]),
        ({"actor": "Poland", "status": "occurred"}, []),
        ({"recipient": "Kremlin"}, []),
        ({"recipient": "Russia"}, ["CONSULT"]),
        ({"country": "Ukraine"}, ["ASSAULT"]),
        ({"country": "poland"}, ["AID"]),
        ({"place": "KHARKIV"}, ["ASSAULT"]),
        ({"place": "UKR"}, ["ASSAULT"]),
        ({"place": "Ukraine"}, ["ASSAULT"]),
        ({"place": "geneva"}, ["CONSULT"]),
        ({"type": "assault"}, ["ASSAULT"]),
        ({"type": ["ASSAULT", "AID"]}, ["ASSAULT", "AID"]),
        ({"status": "cancelled"}, ["CONSULT"]),
        ({"register": "meeting"}, ["CONSULT", "CONSULT"]),
        ({"said_by": "Sybiha"}, ["ASSAULT"]),
        ({"said_by": "Ukraine"}, ["ASSAULT"]),
        ({"said_by": "Kremlin"}, []),
        ({"search": "drone"}, ["ASSAULT"]),
        ({"search": '"people in Kharkiv"'}, ["ASSAULT"]),
        ({"search": '"Kharkiv people"'}, []),
        ({"search": "generator"}, ["AID"]),
        ({"search": "kreml*"}, []),
        ({"search": "envoys kremlin"}, ["CONSULT"]),
        ({"search": "!!!"}, []),
    ],
)
def test_events_are_filtered(ledger: Ledger, filters: dict[str, Any], types: list[str]) -> None:
    found = [e.type for e in ledger.events(outlet="wire", **filters)]
    assert sorted(found) == sorted(types)
    assert len(ledger.events(reports=True, **filters)) == 3 * len(types), "in every article alike"


@pytest.mark.parametrize(
    ("since", "until", "types", "undated"),
    [
        ("2026-03-09", "2026-03-09", ["CONSULT", "ASSAULT"], 1),
        ("2026-03-10", None, ["CONSULT", "AID"], 1),
        ("2026-03-12", None, ["AID"], 1),
        (None, "2026-03-08", ["CONSULT"], 1),
        (None, "2026-03-10", ["CONSULT", "ASSAULT"], 1),
        ("2026", "2026", ["CONSULT", "ASSAULT", "AID"], 1),
        ("2026-03", None, ["CONSULT", "ASSAULT", "AID"], 1),
        ("2027", None, ["AID"], 1),
        (None, None, ["CONSULT", "ASSAULT", "AID", "CONSULT"], 0),
    ],
)
def test_days_are_compared_with_the_interval(
    ledger: Ledger, since: str | None, until: str | None, types: list[str], undated: int
) -> None:
    found = ledger.events(since=since, until=until, outlet="Dnipro Wire")
    assert sorted(e.type for e in found) == sorted(types)
    assert found.undated == undated


def test_statements_are_filtered(ledger: Ledger) -> None:
    def contents(**filters: Any) -> list[str]:
        return [s.content.words[:6] for s in ledger.statements(outlet="Dnipro Wire", **filters)]

    assert contents() == ["Russia", "Moscow"]
    assert contents(speaker="Andrii Sybiha") == ["Russia", "Moscow"]
    assert contents(speaker="Russia") == []
    assert contents(addressee="cafe zolty") == ["Moscow"]
    assert contents(addressee="POL", act="WARN") == ["Moscow"]
    assert contents(actor="POL") == ["Moscow"]
    assert contents(country="Ukraine") == ["Russia", "Moscow"]
    assert contents(search="moscow answer") == ["Moscow"]
    assert contents(since="2026-03-12") == []
    assert ledger.statements(since="2026").undated == 2


def test_a_statement_knows_what_it_claims_and_answers(ledger: Ledger) -> None:
    first, second = ledger.statements(outlet="Dnipro Wire")
    (event,) = ledger.events(outlet="Dnipro Wire", said_by="Sybiha")
    assert first.events == (event.key,)
    assert event.said_by[0].statement == first.key
    assert second.replies_to == first.key
    assert second.venue is not None
    assert (second.venue.words, second.speaker.words, second.speaker.name) == (
        "Morning Hour",
        "Sybiha",
        "Andrii Sybiha",
    )


def test_articles_are_filtered(ledger: Ledger) -> None:
    def outlets(**filters: Any) -> list[str | None]:
        return [a.outlet for a in ledger.articles(**filters)]

    assert outlets() == [None, "Dnipro Wire", "Baltic Courier"]
    assert outlets(sort="-published") == ["Baltic Courier", "Dnipro Wire", None]
    assert outlets(limit=1) == [None]
    assert outlets(since="2026-03-12") == ["Baltic Courier"]
    assert outlets(search="strike") == ["Dnipro Wire"]
    assert outlets(actor="Zolty", outlet="courier") == ["Baltic Courier"]
    assert outlets(country="UKR", place="kharkiv", outlet=["wire", "courier"]) == ["Dnipro Wire", "Baltic Courier"]
    assert outlets(country="France") == []
    assert ledger.articles(since="2026").undated == 1
    (article,) = ledger.articles(outlet="wire")
    assert (article.events, article.statements, article.issues, article.title) == (4, 2, 1, "Strike on Kharkiv")


def test_actors_and_places_are_counted_over_all_articles(ledger: Ledger) -> None:
    actors = {a.name: a for a in ledger.actors()}
    assert actors["Russia"].mentions == 6
    assert (actors["Russia"].articles, actors["Russia"].events, actors["Russia"].statements) == (3, 3, 0)
    assert (actors["Andrii Sybiha"].events, actors["Andrii Sybiha"].statements) == (0, 6)
    assert actors["Russian Armed Forces"].sectors == ("MIL",)
    assert actors["Russian Armed Forces"].affiliations == ("Russia",)
    assert [a.name for a in ledger.actors(country="Poland", sort="name")] == ["Café Żółty", "Poland"]
    assert [a.name for a in ledger.actors(actor="russia", since="2026-03-12")] == ["Russia", "Russian Armed Forces"]
    assert ledger.actors(actor="russia", since="2026-03-12")[0].articles == 1
    assert [a.name for a in ledger.actors(sort="-name", limit=1)] == ["Russian Armed Forces"]
    assert [(p.name, p.articles, p.events) for p in ledger.places()] == [("Geneva", 3, 3), ("Kharkiv", 3, 3)]
    assert [p.geonames for p in ledger.places(country="UKR", outlet="wire")] == [706483]


def test_issues_tell_inputs_from_articles(ledger: Ledger) -> None:
    first, *rest = ledger.issues()
    assert (first.about, first.input, first.source) == ("input", "bad.txt", None)
    assert [issue.words for issue in rest] == ["Geneva"] * 3
    assert len(ledger.issues(kind="empty")) == 1
    assert len(ledger.issues(outlet="wire")) == 1
    assert len(ledger.issues(limit=2)) == 2


def test_orders(ledger: Ledger) -> None:
    days = [e.start or e.end for e in ledger.events(reports=True)]
    dated = [day for day in days if day]
    assert dated == sorted(dated)
    assert days[len(dated) :] == [None] * 3, "those without a date come last"
    confidences = [e.confidence for e in ledger.events(sort="-confidence")]
    assert confidences == sorted(confidences, reverse=True)
    assert [e.type for e in ledger.events(sort="type", outlet="wire")] == ["AID", "ASSAULT", "CONSULT", "CONSULT"]
    forwards, backwards = ledger.events(), ledger.events(sort="-time")
    dated = [e.key for e in forwards if e.start or e.end]
    assert [e.key for e in backwards][: len(dated)] == dated[::-1], "the latest first"
    assert not any(e.start or e.end for e in backwards[len(dated) :]), "those without a date come last then too"
    assert len(ledger.events(limit=0)) == 0


@pytest.mark.parametrize(
    ("filters", "words"),
    [
        ({"type": "EXPLODE"}, "there is no type 'EXPLODE'; there are AGREE, CONSULT"),
        ({"status": "maybe"}, "there is no status"),
        ({"country": "Atlantis"}, "no country is known as 'Atlantis'"),
        ({"since": "last week"}, "'last week' is no day"),
        ({"since": "2026-02-30"}, "is no day"),
        ({"sort": "size"}, "cannot be sorted by 'size'"),
        ({"limit": -1}, "limit must be"),
        ({"speaker": "x"}, "events has no filter 'speaker'"),
        ({"actor": "%"}, "holds no letter"),
        ({"actor": 3}, "actor must be a string"),
    ],
)
def test_wrong_filters_are_said(ledger: Ledger, filters: dict[str, Any], words: str) -> None:
    with pytest.raises(ConfigError, match=words):
        ledger.events(**filters)


def test_days_are_read() -> None:
    assert read_day("2024", last=True) == "2024-12-31"
    assert read_day("2024-02", last=True) == "2024-02-29"
    assert read_day("2024-02", last=False) == "2024-02-01"
    assert read_day(" 2024-02-03 ", last=True) == "2024-02-03"


@settings(max_examples=150, deadline=None)
@given(
    words=st.text(min_size=1, max_size=20) | st.sampled_from(['"', "a OR b", "NEAR(", "*", "-x", "a:b", "^a", "%_'"])
)
def test_no_words_of_a_person_break_a_question(ledger: Ledger, words: str) -> None:
    for filters in ({"search": words}, {"actor": words}, {"place": words}, {"outlet": words}, {"said_by": words}):
        with contextlib.suppress(ConfigError):
            list(ledger.events(**filters))
    list(ledger.articles(search=words))
    list(ledger.statements(search=words))


def test_rows_go_into_tables_and_lines(ledger: Ledger, tmp_path: Path) -> None:
    events = ledger.events(outlet="wire", type="ASSAULT")
    (cells,) = (dict(zip(events.column_names(), cells)) for cells in events.cells())
    assert cells["actors"] == "Russian Armed Forces"
    assert cells["recipients"] is None
    assert cells["recipient_words"] == "six people"
    assert cells["counts"] == "killed 6+"
    assert (cells["killed_min"], cells["killed_max"]) == (6, None)
    assert cells["time"] == "Monday"
    lines = events.to_jsonl(tmp_path / "e.jsonl")
    (line,) = [msgspec.json.decode(line) for line in lines.splitlines()]
    assert line["actors"][0]["words"] == "Russian drones"
    assert (tmp_path / "e.jsonl").read_text("utf-8") == lines
    shown = ledger.articles(outlet="wire")._repr_html_()
    assert "Strike on Kharkiv" in shown
    assert "<script" not in ledger.events()._repr_html_()
    assert "7 rows" not in repr(ledger.events())


def test_rows_are_given_by_index(ledger: Ledger) -> None:
    events = ledger.events()
    everything = list(events)
    assert events[0] == everything[0]
    assert events[-1] == everything[-1]
    assert list(events[2:5]) == everything[2:5]
    with pytest.raises(IndexError):
        events[len(events)]


def test_frames_that_are_not_installed_are_named(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    for name in ("pandas", "polars"):
        monkeypatch.setitem(sys.modules, name, None)
        with pytest.raises(ConfigError, match=rf"{name} is not installed; `pip install dateline\[frames\]`"):
            getattr(ledger.events(), f"to_{name}")()


def test_html_of_rows_is_escaped(tmp_path: Path) -> None:
    with Ledger(tmp_path / "x.db") as ledger:
        ledger.add(make_record(make_article(title="<script>alert(1)</script>")))
        shown = ledger.articles()._repr_html_()
    assert "<script>" not in shown
    assert "&lt;script&gt;" in shown
