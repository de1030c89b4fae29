"""The gazetteer's own tables are checked as they are read."""

from __future__ import annotations

from pathlib import Path

import pytest

from dateline.knowledge.gazetteer import load_gazetteer
from dateline.knowledge.gazetteer_tables import load_generics, load_kinds, read_regions
from dateline.knowledge.gazetteer_words import load_place_words, read_place_words
from dateline.model.errors import LexiconError

HEADER = "name,forms,kind,country,countries,city,lat,lon,geonames\n"


def test_the_table_of_regions_is_large_and_whole() -> None:
    regions = read_regions()
    assert len(regions) > 1000
    codes = load_gazetteer().country_keys
    for region in regions:
        assert region.country is None or region.country in codes, region.name
        assert all(code in codes for code in region.countries), region.name
        assert region.country is None or not region.countries or region.country in region.countries, region.name


def test_every_form_of_every_region_finds_it() -> None:
    gazetteer = load_gazetteer()
    lost = [
        (region.name, form)
        for region in read_regions()
        for form in region.forms
        if region.kind != "city" and region.name not in {row.name for row in gazetteer.find(form)}
    ]
    assert len(lost) <= 5, lost


def test_a_site_in_a_town_lies_near_it() -> None:
    gazetteer = load_gazetteer()
    far = []
    for region in read_regions():
        if region.city is None or region.country is None:
            continue
        towns = [row for row in gazetteer.find(region.city) if region.country in row.countries]
        if not any(abs(row.lat - region.lat) < 0.6 and abs(row.lon - region.lon) < 0.9 for row in towns):
            far.append((region.name, region.city))
    assert not far


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("Sea of X,,lagoon,,,,1,2,\n", "unknown kind 'lagoon'"),
        ("Sea of X,,sea,,,,91,2,\n", "not between -90"),
        ("Sea of X,,sea,,,,north,2,\n", "is no number"),
        ("Sea of X,,sea,,,,1,2\n", "has 8 cells, not 9"),
        ("Sea of X,,sea,Fr,,,1,2,\n", "no ISO 3166-1"),
        ("Sea of X,,sea,,,,1,2,\nGulf of Y,Sea of X,gulf,,,,1,2,\n", "also a form of 'Sea of X'"),
    ],
)
def test_bad_rows_are_refused_with_their_line(tmp_path: Path, line: str, problem: str) -> None:
    path = tmp_path / "regions.csv"
    path.write_text(HEADER + line, "utf-8")
    with pytest.raises(LexiconError, match=problem) as caught:
        read_regions(path)
    assert caught.value.where.startswith("line ")


def test_unknown_columns_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "regions.csv"
    path.write_text("name,kinds\n", "utf-8")
    with pytest.raises(LexiconError, match="columns must be"):
        read_regions(path)


def test_kinds_and_generics_agree() -> None:
    known = {*load_kinds(), "admin1", "admin2"}
    for side in load_generics():
        for generic in side:
            assert generic.kinds <= known, generic.word


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ('[[use]]\nid = "territory"\nwords = ["soil"]\nkind = "x"\n', "unknown key 'kind'"),
        ('[[use]]\nid = "territory"\nwords = ["soil", "soil"]\n', "'soil' is there twice"),
        ('[[use]]\nid = "wherever"\nwords = []\n', "must be one of"),
        ('[[use]]\nid = "territory"\nwords = ["soil"]\n', "lacks the use"),
    ],
)
def test_bad_uses_are_refused(tmp_path: Path, text: str, problem: str) -> None:
    path = tmp_path / "place_words.toml"
    path.write_text(text, "utf-8")
    with pytest.raises(LexiconError, match=problem):
        read_place_words(path)


def test_registers_named_exist() -> None:
    from typing import get_args

    from dateline.model.record import Register

    words = load_place_words()
    assert words["physical"].words <= set(get_args(Register))
    assert words["struck"].words <= set(get_args(Register))
