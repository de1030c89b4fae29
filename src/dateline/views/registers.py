"""The registers: lists of one system of the news, each with the columns that its reader asks for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dateline.knowledge.registers import load_registers
from dateline.ledger import Store
from dateline.views.rows import CountRow, EventRow, Line, SideRow

REGISTERS = tuple(load_registers().values())
BY_NAME = load_registers()


def sides_of(row: EventRow, fields: Sequence[str]) -> tuple[SideRow, ...]:
    """Give the sides of an event that some fields hold."""
    found: list[SideRow] = []
    for field in fields:
        found += getattr(row, field)
    return tuple(found)


def counts_of(row: EventRow, wanted: Sequence[str]) -> tuple[CountRow, ...]:
    """Give the numbers of some kinds; "*" is all, "-killed" all but the killed."""
    without = {what[1:] for what in wanted if what.startswith("-")}
    if without:
        return tuple(count for count in row.counts if count.what not in without)
    return tuple(count for count in row.counts if "*" in wanted or count.what in wanted)


def find_responses(store: Store, rows: Sequence[EventRow]) -> dict[str, tuple[tuple[str, str], ...]]:
    """Find for each airspace incident what the same article tells was done against those who flew: (key, words).

    A response is an act of the register by somebody else, against the same actor, its country or craft.
    """
    articles = sorted({row.source.article for row in rows})
    # Of these articles, which are few; the index of registers would lead over all incidents.
    marks = ",".join("?" * len(articles))
    told = store.query(
        "SELECT a.article_id, e.key, e.type, e.status, e.trigger, s.side, s.country, s.actor "
        "FROM events e JOIN articles a ON a.id = e.article LEFT JOIN event_actors s ON s.event = e.id "
        f"WHERE e.register || '' = 'airspace' AND a.article_id IN ({marks}) ORDER BY e.id, s.side, s.position",
        articles,
    )
    acts: dict[str, dict[str, dict[str, Any]]] = {}
    for article, key, kind, status, trigger, side, country, _ in told:
        act = acts.setdefault(article, {}).setdefault(
            key, {"type": kind, "status": status, "trigger": trigger, "actor": set(), "recipient": set()}
        )
        if side in ("actor", "recipient") and country:
            act[side].add(country)
    found: dict[str, tuple[tuple[str, str], ...]] = {}
    for row in rows:
        own = acts.get(row.source.article, {}).get(row.key)
        if own is None or row.type != "MOBILIZE":
            continue
        found[row.key] = tuple(
            (key, f"{act['trigger']} ({act['status']})")
            for key, act in acts[row.source.article].items()
            if key != row.key
            and act["type"] in ("COERCE", "ASSAULT", "MOBILIZE")
            and own["actor"] & act["recipient"]
            and not own["actor"] & act["actor"]
        )
    return found


class Month(Line, frozen=True, kw_only=True):
    """One month of a calendar: weeks of (day or None, rows on that day)."""

    year: int
    month: int
    weeks: tuple[tuple[tuple[int | None, tuple[EventRow, ...]], ...], ...]


def make_calendar(rows: Sequence[EventRow]) -> tuple[Month, ...]:
    """Lay events that have one day out in months from Monday to Sunday."""
    import calendar

    by_day: dict[str, list[EventRow]] = {}
    for row in rows:
        if row.start is not None and row.start == row.end:
            by_day.setdefault(row.start, []).append(row)
    months: list[Month] = []
    for year, month in sorted({(int(day[:4]), int(day[5:7])) for day in by_day}):
        weeks = tuple(
            tuple(
                (day or None, tuple(by_day.get(f"{year:04d}-{month:02d}-{day:02d}", ())) if day else ()) for day in week
            )
            for week in calendar.Calendar(0).monthdayscalendar(year, month)
        )
        months.append(Month(year=year, month=month, weeks=weeks))
    return tuple(months)


class Toll(Line, frozen=True, kw_only=True):
    """Victims of one stretch of time: the least that the events tell, and the most."""

    start: str
    killed: tuple[int, int | None]
    injured: tuple[int, int | None]
    events: int


def sum_victims(rows: Sequence[EventRow]) -> tuple[Toll, ...]:
    """Sum the victims of events that happened by month; an open side stays open ("at least")."""
    sums: dict[str, list[Any]] = {}
    for row in rows:
        day = row.start or row.end
        if day is None or row.status not in ("occurred", "ongoing"):
            continue
        victims = [count for count in row.counts if count.what in ("killed", "injured")]
        if not victims:
            continue
        held = sums.setdefault(day[:7], [[0, 0], [0, 0], 0])
        held[2] += 1
        for count in victims:
            pair = held[0] if count.what == "killed" else held[1]
            pair[0] += int(count.min or 0)
            pair[1] = None if pair[1] is None or count.max is None else pair[1] + int(count.max)
    return tuple(
        Toll(start=month, killed=(a[0], a[1]), injured=(b[0], b[1]), events=number)
        for month, (a, b, number) in sorted(sums.items())
    )
