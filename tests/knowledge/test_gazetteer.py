"""The gazetteer: names to places, the likeliest first."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest

from dateline.knowledge.gazetteer import load_gazetteer
from dateline.knowledge.gazetteer_file import TARGET, open_place_file
from dateline.knowledge.gazetteer_names import fold_name, is_exact_form
from dateline.model.errors import LexiconError


@pytest.mark.parametrize(
    ("name", "kind", "country", "place"),
    [
        ("Ukraine", "country", "UKR", "Ukraine"),
        ("the United States", "country", "USA", "United States"),
        ("U.S.", "country", "USA", "United States"),
        ("US", "country", "USA", "United States"),
        ("the US", "country", "USA", "United States"),
        ("U.K.", "country", "GBR", "United Kingdom"),
        ("UAE", "country", "ARE", "United Arab Emirates"),
        ("DRC", "country", "COD", "Democratic Republic of the Congo"),
        ("Burma", "country", "MMR", "Myanmar"),
        ("Zaire", "country", "COD", "Democratic Republic of the Congo"),
        ("Côte d’Ivoire", "country", "CIV", "Ivory Coast"),
        ("Cote d'Ivoire", "country", "CIV", "Ivory Coast"),
        ("Türkiye", "country", "TUR", "Turkey"),
        ("Fla.", "admin1", "USA", "Florida"),
        ("N.Y.", "admin1", "USA", "New York"),
        ("W.Va.", "admin1", "USA", "West Virginia"),
        ("NSW", "admin1", "AUS", "New South Wales"),
        ("Kiev", "city", "UKR", "Kyiv"),
        ("Odessa", "city", "UKR", "Odesa"),
        ("Saint Petersburg", "city", "RUS", "St. Petersburg"),
        ("St Petersburg", "city", "RUS", "St. Petersburg"),
        ("Khan Yunis", "city", "PSE", "Khan Younis"),
        ("Sana'a", "city", "YEM", "Sanaa"),
        ("Deir Ezzor", "city", "SYR", "Deir ez-Zor"),
        ("Kharkiv region", "admin1", "UKR", "Kharkiv Oblast"),
        ("Crimea", "admin1", "UKR", "Crimea"),
        ("Gaza Strip", "admin1", "PSE", "Gaza Strip"),
        ("Donbass", "region", "UKR", "Donbas"),
        ("the Gulf of Finland", "gulf", None, "Gulf of Finland"),
        ("South China Sea", "sea", None, "South China Sea"),
        ("Nagorno Karabakh", "region", "AZE", "Nagorno-Karabakh"),
        ("USSR", "historic", None, "Soviet Union"),
        ("10 Downing Street", "site", "GBR", "Downing Street"),
        ("Elysee Palace", "site", "FRA", "Élysée Palace"),
        ("Buergenstock", "site", "CHE", "Bürgenstock"),
        ("WASHINGTON", "city", "USA", "Washington"),
        ("Georgia", "country", "GEO", "Georgia"),
        ("Orange County", "admin2", "USA", "Orange County"),
    ],
)
def test_well_known_names_mean_what_the_news_means(name: str, kind: str, country: str | None, place: str) -> None:
    row = load_gazetteer().best(name)
    assert row is not None
    assert (row.kind, row.country, row.name) == (kind, country, place)


def test_candidates_are_kept_and_ordered_by_prior() -> None:
    rows = load_gazetteer().find("Paris")
    assert rows[0].country == "FRA"
    assert {row.admin1 for row in rows} >= {"Texas", "Tennessee", "Kentucky"}
    assert [row.prior for row in rows] == sorted((row.prior for row in rows), reverse=True)


@pytest.mark.parametrize("word", ["us", "In", "OR", "Me", "miss", "Zorblax", "", "  ", "-", "the", "...", "МОСКВА"])
def test_common_words_and_nonsense_are_no_great_places(word: str) -> None:
    row = load_gazetteer().best(word)
    assert row is None or row.prior < 4.0


def test_the_don_is_a_river_and_don_is_not() -> None:
    assert load_gazetteer().find("the Don")[0].kind == "river"
    assert all(row.kind != "river" for row in load_gazetteer().find("Don"))


def test_state_short_forms_hold_only_where_asked_for() -> None:
    gazetteer = load_gazetteer()
    assert not gazetteer.knows("OR")
    state = gazetteer.region_of_abbreviation("OR")
    assert state is not None
    assert state.name == "Oregon"


def test_rows_tell_what_they_lie_in() -> None:
    gazetteer = load_gazetteer()
    bangor = next(row for row in gazetteer.find("Bangor") if row.admin1 == "Maine")
    names = [gazetteer.row(key).name for key in bangor.within]
    assert names == ["Penobscot County", "Maine", "United States"]


def test_every_country_has_a_code_a_point_and_an_id() -> None:
    gazetteer = load_gazetteer()
    assert len(gazetteer.country_keys) == 250
    for code, key in gazetteer.country_keys.items():
        row = gazetteer.row(key)
        assert row.country == code
        assert row.geonames
        assert -90 <= row.lat <= 90
        assert -180 <= row.lon <= 180


def test_every_row_of_the_file_is_whole() -> None:
    file = open_place_file()
    countries, regions, districts, towns = file.bounds
    assert countries < regions < districts < towns
    assert len(file.columns["lat"]) == len(file.columns["geonames"]) == towns
    assert all(-9_000_000 <= lat <= 9_000_000 for lat in file.columns["lat"])
    assert all(-18_000_000 <= lon <= 18_000_000 for lon in file.columns["lon"])
    assert all(row in (0xFFFFFFFF,) or row < districts for row in file.columns["parent"])
    assert file.name(towns - 1)


def test_regions_lie_among_their_towns() -> None:
    gazetteer = load_gazetteer()
    for name, lat, lon in (("Texas", 31, -99), ("Bavaria", 49, 11.5), ("Kherson Oblast", 46.6, 33), ("Punjab", 31, 75)):
        row = next(row for row in gazetteer.find(name) if row.kind == "admin1" and row.country != "PAK")
        assert abs(row.lat - lat) < 1.0
        assert abs(row.lon - lon) < 1.5


def test_loading_is_quick_in_a_fresh_process() -> None:
    code = (
        "import time; from dateline.knowledge import gazetteer as g; t = time.perf_counter(); "
        "g.load_gazetteer().best('Homs'); print(time.perf_counter() - t)"
    )
    best = min(
        float(subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout)
        for _ in range(3)
    )
    assert best < 0.3


def test_unknown_names_are_refused_quickly() -> None:
    gazetteer = load_gazetteer()
    start = time.process_time()
    for number in range(5_000):
        gazetteer.knows(f"Qzx{number}")
    assert time.process_time() - start < 1.0


@pytest.mark.parametrize(
    ("name", "folded"),
    [
        ("Sana’a", "sanaa"),
        ("the St. Lawrence River", "saint lawrence river"),
        ("Ivano-Frankivsk", "ivano frankivsk"),
        ("Łódź", "lodz"),
        ("Xankəndi", "xankandi"),
        ("Ft. Hood", "fort hood"),
        ("St", "st"),
        ("", ""),
    ],
)
def test_folding(name: str, folded: str) -> None:
    assert fold_name(name) == folded
    assert fold_name(folded) == folded


@pytest.mark.parametrize(("form", "exact"), [("US", True), ("Fla.", True), ("the States", True), ("Oman", False)])
def test_forms_that_hold_only_as_written(form: str, exact: bool) -> None:
    assert is_exact_form(form) is exact


def test_a_missing_or_foreign_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(LexiconError, match=r"absent\.bin"):
        open_place_file(tmp_path / "absent.bin")
    other = tmp_path / "other.bin"
    other.write_bytes(b"GIF89a" + bytes(200))
    with pytest.raises(LexiconError, match="no gazetteer of this version"):
        open_place_file(other)


def test_a_cut_file_is_refused(tmp_path: Path) -> None:
    cut = tmp_path / "cut.bin"
    cut.write_bytes(TARGET.read_bytes()[:100_000])
    with pytest.raises(LexiconError, match="ends before it should"):
        open_place_file(cut)
