"""Who publishes news: outlets by name and domain, and the wire agencies whose texts others print."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from functools import cache
from typing import Literal, get_args

from dateline.knowledge.digest import DATA
from dateline.model.errors import LexiconError

OUTLETS = "outlets.csv"
AGENCIES = "agencies.csv"
OutletKind = Literal["newspaper", "broadcaster", "online", "magazine", "aggregator"]


@dataclass(frozen=True, slots=True)
class Outlet:
    """A publisher of news and where it has its seat; an aggregator prints what others publish."""

    name: str
    domains: tuple[str, ...]
    city: str | None
    country: str | None
    """ISO 3166-1 alpha-3, or UNO."""
    kind: OutletKind
    forms: tuple[str, ...]
    """Other names it goes by, without `name`."""


@dataclass(frozen=True, slots=True)
class Agency:
    """A wire agency, its country and the forms in which a credit names it."""

    name: str
    country: str
    domains: tuple[str, ...]
    forms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NamedAgency:
    """A wire agency named in a text, with the offsets of the words that name it."""

    agency: Agency
    start: int
    end: int


def _read_rows(file: str, columns: tuple[str, ...]) -> list[tuple[str, list[str]]]:
    with (DATA / file).open(encoding="utf-8", newline="") as lines:
        rows = list(csv.reader(lines))
    if not rows or tuple(rows[0]) != columns:
        raise LexiconError(file, "line 1", f"the columns must be {','.join(columns)}")
    kept = []
    for number, row in enumerate(rows[1:], 2):
        if len(row) != len(columns):
            raise LexiconError(file, f"line {number}", f"{len(row)} fields where {len(columns)} are wanted")
        kept.append((f"line {number}", row))
    return kept


def _split(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split("|") if part.strip())


def _refuse_twice(file: str, seen: dict[str, str], keys: tuple[str, ...], where: str) -> None:
    for key in keys:
        if key in seen:
            raise LexiconError(file, where, f"{key!r} stands already on {seen[key]}")
        seen[key] = where


@cache
def load_outlets() -> tuple[Outlet, ...]:
    """Load all outlets; a bad row, a name or a domain given twice is a LexiconError."""
    outlets: list[Outlet] = []
    seen: dict[str, str] = {}
    hosts: dict[str, str] = {}
    for where, (name, domains, city, country, kind, forms) in _read_rows(
        OUTLETS, ("name", "domain", "city", "country", "kind", "forms")
    ):
        if kind not in get_args(OutletKind):
            raise LexiconError(OUTLETS, where, f"no such kind: {kind!r}; one of {', '.join(get_args(OutletKind))}")
        _refuse_twice(OUTLETS, seen, (name, *_split(forms)), where)
        _refuse_twice(OUTLETS, hosts, _split(domains), where)
        outlets.append(Outlet(name, _split(domains), city or None, country or None, kind, _split(forms)))  # type: ignore[arg-type]
    return tuple(outlets)


@cache
def load_agencies() -> tuple[Agency, ...]:
    """Load all wire agencies; a bad row or a form given twice is a LexiconError."""
    agencies: list[Agency] = []
    seen: dict[str, str] = {}
    hosts: dict[str, str] = {}
    for where, (name, country, domains, forms) in _read_rows(AGENCIES, ("name", "country", "domain", "forms")):
        _refuse_twice(AGENCIES, seen, _split(forms), where)
        _refuse_twice(AGENCIES, hosts, _split(domains), where)
        agencies.append(Agency(name, country, _split(domains), _split(forms)))
    return tuple(agencies)


@cache
def _by_domain() -> dict[str, Outlet]:
    return {domain: outlet for outlet in load_outlets() for domain in outlet.domains}


@cache
def _by_name() -> dict[str, Outlet]:
    return {form.casefold(): outlet for outlet in load_outlets() for form in (*outlet.forms, outlet.name)}


def outlet_of_url(url: str) -> Outlet | None:
    """Give the outlet that publishes at an address ("https://www.bbc.co.uk/news/1" -> BBC News)."""
    match = re.match(r"(?:[a-z][a-z0-9+.-]*:)?(?://)?(?:[^/?#@\s]*@)?([^/?#:\s]+)", url.strip().lower())
    host = match.group(1).rstrip(".") if match else ""
    parts = host.split(".")
    for first in range(len(parts) - 1):
        outlet = _by_domain().get(".".join(parts[first:]))
        if outlet is not None:
            return outlet
    return None


def outlet_by_name(name: str) -> Outlet | None:
    """Give the outlet of that name in any of its forms, whatever the case ("the guardian")."""
    return _by_name().get(" ".join(name.split()).casefold())


@cache
def _agency_forms() -> tuple[dict[str, Agency], re.Pattern[str]]:
    forms = {form: agency for agency in load_agencies() for form in agency.forms}
    pattern = "|".join(re.escape(form) for form in sorted(forms, key=lambda form: (-len(form), form)))
    return forms, re.compile(rf"(?<![\w.])(?:{pattern})(?![\w])(?!\.\w)")


def agency_by_form(form: str) -> Agency | None:
    """Give the agency that a credit names by exactly these words ("AP", "The Associated Press")."""
    return _agency_forms()[0].get(" ".join(form.split()))


def find_agency(text: str, start: int = 0) -> NamedAgency | None:
    """Find the first agency named in a short text (a credit, not an article), in its own case."""
    forms, pattern = _agency_forms()
    match = pattern.search(text, start)
    return NamedAgency(forms[match.group()], match.start(), match.end()) if match else None
