"""Columns of other projects: their headers to the letter, what is stated where it belongs, nothing else made up."""

from __future__ import annotations

import csv
import io

import pytest

from dateline.ledger import Store
from dateline.views import EXPORTS, Wish, list_events
from dateline.views.cells import safe_cell
from dateline.views.compatible import COMPATIBLE, column_names_of, find_acled_type

POLECAT = [
    "Event ID",
    "Event Date",
    "Event Type",
    "Event Mode",
    "Intensity",
    "Quad Code",
    "Contexts",
    "Actor Name",
    "Actor Country",
    "Actor COW",
    "Primary Actor Sector",
    "Actor Sectors",
    "Actor Title",
    "Actor Name Raw",
    "Wikipedia Actor ID",
    "Recipient Name",
    "Recipient Country",
    "Recipient COW",
    "Primary Recipient Sector",
    "Recipient Sectors",
    "Recipient Title",
    "Recipient Name Raw",
    "Wikipedia Recipient ID",
    "Placename",
    "City",
    "District",
    "Province",
    "Country",
    "Latitude",
    "Longitude",
    "GeoNames ID",
    "Raw Placename",
    "Feature Type",
    "Source",
    "Publication Date",
    "Story People",
    "Story Organizations",
    "Story Locations",
    "Language",
    "Version",
]
GDELT_ENDS = ("GlobalEventID", "Day", "MonthYear", "Year", "FractionDate", "Actor1Code"), ("DATEADDED", "SOURCEURL")
ACLED = [
    "event_id_cnty",
    "event_date",
    "year",
    "time_precision",
    "disorder_type",
    "event_type",
    "sub_event_type",
    "actor1",
    "assoc_actor_1",
    "inter1",
    "actor2",
    "assoc_actor_2",
    "inter2",
    "interaction",
    "civilian_targeting",
    "iso",
    "region",
    "country",
    "admin1",
    "admin2",
    "admin3",
    "location",
    "latitude",
    "longitude",
    "geo_precision",
    "source",
    "source_scale",
    "notes",
    "fatalities",
    "tags",
    "timestamp",
]


def _rows(store: Store, name: str, **options: object) -> list[dict[str, str]]:
    text = b"".join(EXPORTS[name](store, Wish(**options))).decode()  # type: ignore[arg-type]
    rows = list(csv.reader(io.StringIO(text), strict=True))
    assert all(len(row) == len(rows[0]) for row in rows), "no stray cells"
    return [dict(zip(rows[0], row)) for row in rows[1:]]


def test_headers_are_those_of_the_projects() -> None:
    ours = ["dateline_id", "dateline_status"]
    assert list(column_names_of("polecat")) == POLECAT + ours
    assert len(POLECAT) == 40
    gdelt = column_names_of("gdelt")
    assert gdelt[:6] == GDELT_ENDS[0]
    assert gdelt[59:61] == GDELT_ENDS[1]
    assert len(gdelt) == 61 + 2
    assert len(set(gdelt)) == 63
    assert list(column_names_of("acled")) == ACLED + ours


def test_every_event_is_in_polecat_and_only_what_happened_in_the_others(example_ledger: Store) -> None:
    events = {row.key: row for row in list_events(example_ledger)}
    assert {row["dateline_id"] for row in _rows(example_ledger, "polecat")} == set(events)
    for name in ("gdelt", "acled"):
        rows = _rows(example_ledger, name)
        assert rows
        assert {row["dateline_status"] for row in rows} <= {"occurred", "ongoing"}
    for row in _rows(example_ledger, "polecat"):
        event = events[row["dateline_id"]]
        assert row["Event Type"] == event.plover.type
        assert row["Event Date"] == (event.start or event.end or "")
        names = {side.name for side in (*event.actors, *event.recipients, *event.participants)}
        assert {row["Actor Name"], row["Recipient Name"]} - {""} <= names


def test_directions_are_kept(example_ledger: Store) -> None:
    told: dict[str, set[tuple[str, str]]] = {}
    for row in _rows(example_ledger, "polecat"):
        told.setdefault(row["dateline_id"], set()).add((row["Actor Name"], row["Recipient Name"]))
    directed = [row for row in list_events(example_ledger) if row.actors and row.recipients and not row.participants]
    assert len(directed) > 10
    for row in directed:
        pairs = {(side.name or "", other.name or "") for side in row.actors for other in row.recipients}
        assert told[row.key] == pairs


def test_victims_and_precision_of_acled(example_ledger: Store) -> None:
    rows = {row["dateline_id"]: row for row in _rows(example_ledger, "acled")}
    found = 0
    for event in list_events(example_ledger, register="strike", status="occurred"):
        killed = [count for count in event.counts if count.what == "killed"]
        if event.key in rows and len(killed) == 1 and killed[0].min is not None:
            found += 1
            assert rows[event.key]["fatalities"] == str(killed[0].min)
            assert rows[event.key]["time_precision"] == (
                "1" if event.start == event.end else rows[event.key]["time_precision"]
            )
            assert rows[event.key]["event_type"] == "Explosions/Remote violence"
            assert rows[event.key]["notes"] == event.sentence.words
    assert found > 1
    without = _rows(example_ledger, "acled", texts="none")
    assert all(row["notes"] != event.sentence.words for row in without for event in list_events(example_ledger))


@pytest.mark.parametrize(
    ("act", "kinds"),
    [
        (("ASSAULT", "strike", "drone"), ("Political violence", "Explosions/Remote violence", "Air/drone strike")),
        (("ASSAULT", "clash", None), ("Political violence", "Battles", "Armed clash")),
        (
            ("ASSAULT", "detention", "abduct"),
            ("Political violence", "Violence against civilians", "Abduction/forced disappearance"),
        ),
        (("PROTEST", "protest", "riot"), ("Demonstrations", "Riots", "Violent demonstration")),
        (("CONSULT", "meeting", "visit"), None),
        (("ASSAULT", "crime", "firearms"), None),
        (("SANCTION", "sanction", None), None),
    ],
)
def test_kinds_of_acled(act: tuple[str, str, str | None], kinds: tuple[str, str, str] | None) -> None:
    assert find_acled_type(*act) == kinds


@pytest.mark.parametrize(
    ("cell", "safe"),
    [
        ("=1+1", "'=1+1"), ("+49 30", "'+49 30"), ("-5", "-5"), ("-5.5; 6", "-5.5; 6"), ("-5; x", "'-5; x"),
        ("@here", "'@here"), ("\t=x", "'\t=x"), ("plain = text", "plain = text"), (-3, -3), (None, None), ("", ""),
        ("-", "'-"), ("=-1", "'=-1"),
    ],
)  # fmt: skip
def test_cells_that_no_spreadsheet_runs(cell: object, safe: object) -> None:
    assert safe_cell(cell) == safe  # type: ignore[arg-type]


def test_all_tables_are_named(example_ledger: Store) -> None:
    assert set(COMPATIBLE) <= set(EXPORTS)
