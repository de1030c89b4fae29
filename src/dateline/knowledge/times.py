"""Words of news time, as the tables have them: units, months, weekdays, directions, hedges."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache
from typing import Any

from dateline.knowledge.digest import DATA
from dateline.model.errors import LexiconError

FILE = "times.toml"
_LISTS = (
    "hedges", "zones", "year_leads", "season_leads", "alike", "begins", "opens", "ahead", "ahead_verbs", "sets_ahead",
    "books", "leads", "apart", "tells", "named_days", "clock_leads", "numbered",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class TimeWords:
    """Lower-case words and what each stands for; see the comments in the table."""

    units: Mapping[str, str]
    months: Mapping[str, str]
    weekdays: Mapping[str, str]
    seasons: Mapping[str, str]
    dayparts: Mapping[str, str]
    deictics: Mapping[str, str]
    vague: Mapping[str, str]
    relatives: Mapping[str, str]
    shifts: Mapping[str, str]
    pieces: Mapping[str, str]
    sets: Mapping[str, str]
    holidays: Mapping[str, str]
    hedges: frozenset[str]
    zones: frozenset[str]
    year_leads: frozenset[str]
    season_leads: frozenset[str]
    alike: frozenset[str]
    begins: frozenset[str]
    opens: frozenset[str]
    ahead: frozenset[str]
    ahead_verbs: frozenset[str]
    sets_ahead: frozenset[str]
    books: frozenset[str]
    leads: frozenset[str]
    apart: frozenset[str]
    tells: frozenset[str]
    named_days: frozenset[str]
    clock_leads: frozenset[str]
    numbered: frozenset[str]


@cache
def load_time_words() -> TimeWords:
    """Load the words of time; a table that is missing or not known is a LexiconError."""
    data = tomllib.loads((DATA / FILE).read_text("utf-8"))
    names = {field.name for field in fields(TimeWords)}
    for name in sorted(set(data) ^ names):
        raise LexiconError(FILE, name, "no such table is known" if name in data else "the table is missing")
    tables: dict[str, Any] = {name: data[name] for name in names}
    return TimeWords(**{**tables, **{name: frozenset(data[name]["words"]) for name in _LISTS}})
