"""Outlets and wire agencies: found by address and by name; a bad table is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from dateline.knowledge import outlets
from dateline.knowledge.outlets import (
    agency_by_form,
    find_agency,
    load_agencies,
    load_outlets,
    outlet_by_name,
    outlet_of_url,
)
from dateline.model.errors import LexiconError


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://www.theguardian.com/world/2025/x", "The Guardian"),
        ("http://edition.cnn.com/a?b#c", "CNN"),
        ("asia.nikkei.com/Politics", "Nikkei Asia"),
        ("https://www.nikkei.com/", "Nikkei"),
        ("HTTPS://USER@WWW.BBC.CO.UK:443/news", "BBC News"),
        ("https://bbc.co.uk.example.org/", None),
        ("https://notbbc.com/", None),
        ("", None),
        ("mailto:x", None),
    ],
)
def test_by_address(url: str, name: str | None) -> None:
    found = outlet_of_url(url)
    assert (found.name if found else None) == name


def test_by_name() -> None:
    assert [outlet_by_name(form).name for form in ("GUARDIAN", "the  new york times")] == [
        "The Guardian",
        "The New York Times",
    ]  # type: ignore[union-attr]
    assert outlet_by_name("Harbour News") is None


def test_agencies() -> None:
    found = find_agency("Copyright 2025 The Associated Press.")
    assert found is not None
    assert (found.agency.name, found.start, found.end) == ("Associated Press", 15, 35)
    assert find_agency("The apple fell; APT groups; a.AP") is None
    agency = agency_by_form("Agence  France-Presse")
    assert agency is not None
    assert (agency.name, agency.country) == ("AFP", "FRA")


def test_the_tables_cover_the_world() -> None:
    countries = {outlet.country for outlet in load_outlets()}
    assert len(load_outlets()) > 500
    assert len(load_agencies()) > 120
    assert len(countries) > 120
    assert all(len(country or "XXX") == 3 for country in countries)


@pytest.mark.parametrize(
    ("rows", "problem"),
    [
        ("name,domain\nX,x.org\n", "columns"),
        ("name,domain,city,country,kind,forms\nX,x.org,Y\n", "3 fields"),
        ("name,domain,city,country,kind,forms\nX,x.org,Y,USA,paper,\n", "no such kind"),
        ("name,domain,city,country,kind,forms\nX,x.org,Y,USA,online,\nX,z.org,Y,USA,online,\n", "line 2"),
        ("name,domain,city,country,kind,forms\nX,x.org,Y,USA,online,\nZ,x.org,Y,USA,online,\n", "line 2"),
    ],
)
def test_a_bad_table_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, rows: str, problem: str) -> None:
    (tmp_path / "outlets.csv").write_text(rows, "utf-8")
    monkeypatch.setattr(outlets, "DATA", tmp_path)
    with pytest.raises(LexiconError, match=problem):
        load_outlets.__wrapped__()
