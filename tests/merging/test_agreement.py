"""Of each field the values, who claims each, and whether they fit, by typed rules."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import dateline
from dateline.views import Ledger
from dateline.views.joined import FieldRow


class Newsroom:
    """Reports of one strike, with the words of our choosing."""

    def __init__(self, path: Path) -> None:
        self.ledger = Ledger(path)

    def report(self, text: str, outlet: str, published: str = "2026-05-14") -> None:
        self.ledger.add(dateline.read(text=text, outlet=outlet, published=published))

    def fields(self, kind: str = "ASSAULT") -> dict[str, FieldRow]:
        (row,) = [row for row in self.ledger.events() if row.type == kind]
        dossier = self.ledger.dossier(row.key)
        assert dossier is not None
        return {field.name: field for field in dossier.fields}


@pytest.fixture
def newsroom(tmp_path: Path) -> Iterator[Newsroom]:
    room = Newsroom(tmp_path / "a.db")
    yield room
    room.ledger.close()


STRIKE = "A Russian missile strike on a market in Kharkiv killed {} people on Tuesday, officials in the city said."
OTHER = "{} people were killed in Kharkiv on Tuesday when a Russian missile hit a market, the governor said."


def test_numbers_that_can_be_one_agree(newsroom: Newsroom) -> None:
    newsroom.report(STRIKE.format("six"), "Dnipro Wire")
    newsroom.report(OTHER.format("At least six"), "Baltic Courier")
    killed = newsroom.fields()["killed"]
    assert killed.status == "corroborated"
    assert [(value.value, value.voices) for value in killed.values] == [("6+", 1), ("6", 1)] or [
        (value.value, value.voices) for value in killed.values
    ] == [("6", 1), ("6+", 1)]


def test_a_toll_that_rises_later_is_an_update(newsroom: Newsroom) -> None:
    newsroom.report(STRIKE.format("twelve"), "Dnipro Wire", "2026-05-13")
    newsroom.report(OTHER.format("Thirteen"), "Baltic Courier", "2026-05-14")
    killed = newsroom.fields()["killed"]
    assert killed.status == "updated"
    assert [(value.value, value.superseded_by) for value in killed.values] == [("12", "13"), ("13", None)]
    assert killed.chosen == "13"


def test_numbers_of_one_day_that_differ_are_contested(newsroom: Newsroom) -> None:
    newsroom.report(STRIKE.format("twelve"), "Dnipro Wire")
    newsroom.report(OTHER.format("Nine"), "Baltic Courier")
    assert newsroom.fields()["killed"].status == "contested"


def test_a_copy_is_no_second_voice(newsroom: Newsroom) -> None:
    text = (
        STRIKE.format("six")
        + " Rescuers pulled nine others from the rubble. Power was cut in three districts of the city."
    )
    newsroom.report(text, "Dnipro Wire")
    newsroom.report(text, "Baltic Courier")
    killed = newsroom.fields()["killed"]
    assert (killed.status, killed.values[0].voices, killed.values[0].documents) == ("single", 1, 2)


def test_a_denial_is_no_count(newsroom: Newsroom) -> None:
    newsroom.report(
        "Russian jets violated Estonian airspace near Narva on Tuesday, the Estonian army said.", "Dnipro Wire"
    )
    newsroom.report(
        "The Kremlin denied that Russian jets had violated Estonian airspace near Narva on Tuesday.", "Baltic Courier"
    )
    status = newsroom.fields("MOBILIZE")["status"]
    assert status.status == "denied"
    assert {(value.value, value.polarity) for value in status.values} == {
        ("occurred", "asserted"),
        ("occurred", "denied"),
    }
    (denial,) = [claim for value in status.values if value.polarity == "denied" for claim in value.claims]
    assert denial.claimed_by == "Kremlin"


def test_a_plan_that_was_carried_out_is_an_update(newsroom: Newsroom) -> None:
    newsroom.report(
        "Greek and Iranian diplomats will meet in Muscat on Friday, Athens said.", "Dnipro Wire", "2026-05-13"
    )
    newsroom.report("Greek and Iranian diplomats met in Muscat on Friday.", "Baltic Courier", "2026-05-16")
    status = newsroom.fields("CONSULT")["status"]
    assert (status.status, status.chosen) == ("updated", "occurred")


def test_other_days_and_places_are_other_events(newsroom: Newsroom) -> None:
    newsroom.report("Gunmen attacked a bank in Lima on Monday and killed two guards.", "Dnipro Wire")
    newsroom.report(
        "Gunmen attacked a bank in Arequipa on Monday and killed two guards, police in the south said.",
        "Baltic Courier",
    )
    newsroom.report("Gunmen attacked a bank in Lima last month and killed a cashier, a court was told.", "Coast Mail")
    assert len([row for row in newsroom.ledger.events() if row.type == "ASSAULT"]) == 3
