"""What lists can be asked for: the filters of the command line and of Python, checked and made one shape."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable, Mapping
from typing import Literal, TypedDict, get_args

import msgspec

from dateline.merging.types import DEFAULT_POLICY, POLICIES, Outcome, Policy
from dateline.model.errors import ConfigError
from dateline.model.record import Act, EventType, Register, Status

Several = str | Iterable[str] | None
"""One value, or several of which any may hold."""


class ArticleFilters(TypedDict, total=False):
    """Filters that every list takes; those on one list hold together, several values of one stand side by side."""

    outlet: Several
    """Whole words of the publisher's name."""
    since: str | None
    """First day: 2025, 2025-10 or 2025-10-24. Of an event it is compared with when it happened, else published."""
    until: str | None
    """Last day, in the same forms; 2025-10 is to the end of the month."""
    search: str | None
    """Words that must all be there, in any form ("drone" finds "drones"); "several in quotes" stand together."""
    sort: str | None
    """What to order by; with `-` in front backwards."""
    limit: int | None
    """How many to give at most."""
    all_versions: bool
    """Also what stands in versions of articles that newer ones at the same URL have replaced."""
    actor: Several
    """Whole words of a name or affiliation, or a country's name or code."""
    country: Several
    """A country's name or code (also PLOVER's: IGO, NGO ...)."""
    place: Several
    """Whole words of a place's name, or a country's name or code."""


class EventFilters(ArticleFilters, total=False):
    """Filters of the list of events."""

    recipient: Several
    type: Several
    status: Several
    register: Several
    said_by: Several
    contested: bool
    """Only events on which reports contradict each other, or that someone denies."""
    rejected: bool
    """Also events that a person rejected."""
    reports: bool
    """One row for each report, not one for each event."""
    policy: str | None
    """Which report speaks for an event: conservative, informative or representative."""


class StatementFilters(ArticleFilters, total=False):
    """Filters of the list of statements."""

    speaker: Several
    addressee: Several
    act: Several


class IssueFilters(TypedDict, total=False):
    """Filters of the list of issues."""

    kind: Several
    outlet: Several
    limit: int | None


class Wanted(msgspec.Struct, frozen=True, kw_only=True):
    """The filters of a list after checking: empty or None does not filter."""

    actor: tuple[str, ...] = ()
    recipient: tuple[str, ...] = ()
    country: tuple[str, ...] = ()
    place: tuple[str, ...] = ()
    type: tuple[str, ...] = ()
    status: tuple[str, ...] = ()
    register: tuple[str, ...] = ()
    act: tuple[str, ...] = ()
    kind: tuple[str, ...] = ()
    outcome: tuple[str, ...] = ()
    said_by: tuple[str, ...] = ()
    speaker: tuple[str, ...] = ()
    addressee: tuple[str, ...] = ()
    outlet: tuple[str, ...] = ()
    since: str | None = None
    until: str | None = None
    search: str | None = None
    sort: str | None = None
    limit: int | None = None
    all_versions: bool = False
    contested: bool = False
    rejected: bool = False
    reports: bool = False
    policy: Policy = DEFAULT_POLICY


List = Literal["events", "statements", "articles", "actors", "places", "issues", "stories", "threads"]
_COMMON = ("outlet", "since", "until", "sort", "limit", "all_versions")
FILTERS: dict[List, tuple[str, ...]] = {
    "events": (
        "actor", "recipient", "country", "type", "status", "register", "place", "said_by", "search", "contested",
        "rejected", "reports", "policy", *_COMMON,
    ),
    "statements": ("speaker", "addressee", "actor", "country", "act", "search", *_COMMON),
    "articles": ("actor", "country", "place", "search", *_COMMON),
    "actors": ("actor", "country", *_COMMON),
    "places": ("place", "country", *_COMMON),
    "issues": ("kind", "outlet", "limit"),
    "stories": ("actor", "country", "place", "search", *_COMMON),
    "threads": (
        "kind", "outcome", "actor", "recipient", "country", "type", "register", "place", "said_by", "search", *_COMMON,
    ),
}  # fmt: skip
SORTS: dict[List, tuple[str, ...]] = {
    "events": ("time", "published", "type", "confidence"),
    "statements": ("published", "speaker"),
    "articles": ("published", "outlet", "title"),
    "actors": ("events", "articles", "mentions", "name"),
    "places": ("events", "articles", "mentions", "name"),
    "issues": (),
    "stories": ("until", "since", "articles", "voices"),
    "threads": ("opened", "due"),
}
CHOICES: dict[str, tuple[str, ...]] = {
    "type": get_args(EventType),
    "status": get_args(Status),
    "register": get_args(Register),
    "act": get_args(Act),
    "policy": POLICIES,
    "outcome": get_args(Outcome),
}
_DAY = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


def read_filters(about: List, filters: Mapping[str, object]) -> Wanted:
    """Check the filters of a list; raises ConfigError for one that it does not have, or a value that cannot be."""
    values: dict[str, object] = {}
    for name, value in filters.items():
        if name not in FILTERS[about]:
            known = ", ".join(FILTERS[about])
            raise ConfigError(f"the list of {about} has no filter {name!r}; it has {known}")
        if value is None or value == () or value == []:
            continue
        values[name] = _read_filter(about, name, value)
    return msgspec.convert(values, Wanted)


def _read_filter(about: List, name: str, value: object) -> object:
    if name == "limit":
        if not isinstance(value, int) or value < 0:
            raise ConfigError(f"limit must be a whole number from 0 on, not {value!r}")
        return value
    if name in ("all_versions", "contested", "rejected", "reports"):
        if not isinstance(value, bool):
            raise ConfigError(f"{name} is true or false, not {value!r}")
        return value
    if name == "policy":
        return _read_choice(name, str(value))
    if name in ("since", "until", "search", "sort"):
        if not isinstance(value, str):
            raise ConfigError(f"{name} must be one string, not {value!r}")
        if name in ("since", "until"):
            return read_day(value, last=name == "until")
        if name == "sort" and value.removeprefix("-") not in SORTS[about]:
            known = ", ".join(SORTS[about])
            raise ConfigError(f"{about} cannot be sorted by {value!r}; by {known}, or with - in front")
        return value
    several = [value] if isinstance(value, str) else list(value) if isinstance(value, Iterable) else [value]
    words = tuple(_read_choice(name, item) for item in several if isinstance(item, str))
    if len(words) != len(several):
        raise ConfigError(f"{name} must be a string or several, not {value!r}")
    return words


def _read_choice(name: str, value: str) -> str:
    choices = CHOICES.get(name)
    if choices is None:
        return value
    found = next((choice for choice in choices if choice.lower() == value.lower()), None)
    if found is None:
        raise ConfigError(f"there is no {name} {value!r}; there are {', '.join(choices)}")
    return found


def read_day(value: str, *, last: bool) -> str:
    """Read a day, month or year as its first or last day: "2025-10" is 2025-10-01 or 2025-10-31."""
    found = _DAY.fullmatch(value.strip())
    if found is not None:
        year, month, day = (None if part is None else int(part) for part in found.groups())
        assert year is not None
        month = month or (12 if last else 1)
        if 1 <= month <= 12 and year > 0:
            length = calendar.monthrange(year, month)[1]
            day = day or (length if last else 1)
            if 1 <= day <= length:
                return f"{year:04d}-{month:02d}-{day:02d}"
    raise ConfigError(f"{value!r} is no day; write it as 2025-10-24, 2025-10 or 2025")
