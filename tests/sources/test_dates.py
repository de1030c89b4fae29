"""Printed days, and lines that tell when a text was published."""

from __future__ import annotations

import pytest

from dateline.sources.dates import day_of_timestamp, find_dates, is_iso_date
from dateline.sources.publication import read_publication


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("3rd of March 2024", "2024-03-03"),
        ("Sept. 9, 2021", "2021-09-09"),
        ("9 Sept 2021", "2021-09-09"),
        ("DECEMBER 31 1999", "1999-12-31"),
        ("31-Jan-2020", "2020-01-31"),
        ("2020/01/31", "2020-01-31"),
        ("5.6.2020", "2020-06-05"),
        ("25/12/2020", "2020-12-25"),
        ("12/25/2020", "2020-12-25"),
    ],
)
def test_whole_days(text: str, expected: str) -> None:
    assert [date.iso for date in find_dates(f"x {text} x")] == [expected]


@pytest.mark.parametrize(
    "text",
    ["04/05/2020", "30 February 2020", "31 April 2020", "32 May 2020", "2020-13-01", "version 1.2.2020.4", "May 2020"],
)
def test_what_is_no_day(text: str) -> None:
    assert [date.iso for date in find_dates(text)] == []


def test_a_day_without_its_year() -> None:
    (date,) = find_dates("Nov. 16")
    assert (date.day, date.month, date.year, date.iso) == (16, 11, None, None)
    assert list(find_dates("Feb 29"))
    assert not list(find_dates("Feb 30"))


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Updated 4 May 2024, first published 2 May 2024", ("2024-05-02", False)),
        ("Last updated: 4 May 2024 at 18.30 CET", ("2024-05-04", True)),
        ("Saturday 4 May 2024 | 3 min read", ("2024-05-04", False)),
        ("2024-05-04T18:30:00+02:00", ("2024-05-04", False)),
        ("4 May 2024: troops leave the town", None),
        ("Battle of 4 May 2024", None),
        ("4 May", None),
    ],
)
def test_publication_lines(line: str, expected: tuple[str, bool] | None) -> None:
    found = read_publication(line)
    assert (None if found is None else (found.published, found.later)) == expected


def test_iso_dates() -> None:
    assert is_iso_date("2024-02-29")
    assert not any(map(is_iso_date, ("2023-02-29", "2024-2-9", "20240209", "", "2024-02-29T00:00")))
    assert day_of_timestamp(" 2025-10-24T23:30:00-05:00 ") == "2025-10-24"
    assert day_of_timestamp("yesterday") is None
