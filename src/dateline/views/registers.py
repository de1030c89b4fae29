"""The registers: lists of one system of the news, each with the columns that its reader asks for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from dateline.ledger import Store
from dateline.views.phrasing import write_count
from dateline.views.rows import CountRow, EventRow, Line, SideRow

_VICTIMS = ("killed", "injured", "missing")
_CRAFT = ("aircraft", "drones", "missiles", "violations")


class RegisterColumn(Line, frozen=True, kw_only=True):
    """One column of a register, by the fields of an event that fill it."""

    title: str
    sides: tuple[str, ...] = ()
    """Fields whose names it shows: actors, recipients, participants."""
    places: bool = False
    counts: tuple[str, ...] = ()
    responses: bool = False


class RegisterSpec(Line, frozen=True, kw_only=True):
    """How a register is shown."""

    name: str
    title: str
    about: str
    columns: tuple[RegisterColumn, ...]
    victims: bool = False
    calendar: bool = False


def _sides(title: str, *fields: str) -> RegisterColumn:
    return RegisterColumn(title=title, sides=fields)


_WHERE = RegisterColumn(title="Where", places=True)
_PLAIN = (
    _sides("Who", "actors", "participants"), _sides("To whom", "recipients"), _WHERE,
    RegisterColumn(title="Numbers", counts=("*",)),
)  # fmt: skip
REGISTERS: tuple[RegisterSpec, ...] = (
    RegisterSpec(
        name="airspace", title="Airspace incidents",
        about="Aircraft and drones over borders, and what was done about them.",
        columns=(
            _sides("Whose aircraft, or who acted", "actors", "participants"),
            RegisterColumn(title="How many", counts=_CRAFT), _sides("Against", "recipients"), _WHERE,
            RegisterColumn(title="Response told in the same report", responses=True),
        ),
    ),
    RegisterSpec(
        name="strike", title="Strikes and their victims", about="Attacks from afar: who, on what, with how many victims.",
        columns=(
            _sides("By", "actors", "participants"), _sides("On", "recipients"), _WHERE,
            RegisterColumn(title="Killed", counts=("killed",)), RegisterColumn(title="Injured", counts=("injured",)),
            RegisterColumn(title="Other numbers", counts=("-killed", "-injured")),
        ), victims=True,
    ),
    RegisterSpec(
        name="clash", title="Clashes", about="Fighting on the ground.",
        columns=(
            _sides("Sides", "actors", "participants"), _sides("Against", "recipients"), _WHERE,
            RegisterColumn(title="Killed", counts=("killed",)), RegisterColumn(title="Injured", counts=("injured",)),
        ), victims=True,
    ),
    RegisterSpec(
        name="sanction", title="Sanctions", about="Who sanctions whom; what is threatened, imposed and eased.",
        columns=(_sides("By", "actors", "participants"), _sides("Targets", "recipients"), RegisterColumn(title="Numbers", counts=("*",))),
    ),
    RegisterSpec(
        name="aid", title="Aid", about="Who gives or promises what to whom.",
        columns=(_sides("From", "actors", "participants"), _sides("To", "recipients"), RegisterColumn(title="How much", counts=("*",)), _WHERE),
    ),
    RegisterSpec(
        name="meeting", title="Meetings", about="Summits, visits, talks and calls: held, planned, called off.",
        columns=(_sides("Who", "actors", "participants"), _sides("With", "recipients"), _WHERE), calendar=True,
    ),
    RegisterSpec(name="agreement", title="Agreements", about="What was agreed, promised or signed.", columns=_PLAIN),
    RegisterSpec(name="threat", title="Threats", about="Who threatens whom.", columns=_PLAIN),
    RegisterSpec(
        name="detention", title="Detentions and releases", about="Arrests, cases, kidnappings and releases.",
        columns=(_sides("By", "actors", "participants"), _sides("Whom", "recipients"), RegisterColumn(title="How many", counts=("*",)), _WHERE),
    ),
    RegisterSpec(name="protest", title="Protests", about="Marches, strikes of workers, riots, blockades.", columns=_PLAIN),
    RegisterSpec(name="diplomacy", title="Diplomacy", about="Praise, blame, demands, refusals between governments.", columns=_PLAIN),
    RegisterSpec(name="military", title="Military moves", about="Forces moved, exercised, withdrawn.", columns=_PLAIN),
    RegisterSpec(name="office", title="Offices", about="Appointments, elections, resignations.", columns=_PLAIN),
    RegisterSpec(name="cyber", title="Cyber", about="Attacks on networks.", columns=_PLAIN),
    RegisterSpec(name="economy", title="Economy", about="Trade, tariffs, embargoes.", columns=_PLAIN),
    RegisterSpec(
        name="crime", title="Crime", about="Violence without a war.",
        columns=(*_PLAIN[:3], RegisterColumn(title="Killed", counts=("killed",)), RegisterColumn(title="Injured", counts=("injured",))),
        victims=True,
    ),
    RegisterSpec(
        name="disaster", title="Disasters", about="Accidents and forces of nature.",
        columns=(*_PLAIN[:3], RegisterColumn(title="Killed", counts=("killed",)), RegisterColumn(title="Injured", counts=("injured",))),
        victims=True,
    ),
    RegisterSpec(name="other", title="Other", about="What belongs to no other register.", columns=_PLAIN),
)  # fmt: skip
BY_NAME = {spec.name: spec for spec in REGISTERS}


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
    marks = ",".join("?" * len(articles))
    told = store.query(
        "SELECT a.article_id, e.key, e.type, e.status, e.trigger, s.side, s.country, s.actor "
        "FROM events e JOIN articles a ON a.id = e.article LEFT JOIN event_actors s ON s.event = e.id "
        f"WHERE e.register = 'airspace' AND a.article_id IN ({marks}) ORDER BY e.id, s.side, s.position",
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
                (day or None, tuple(by_day.get(f"{year:04d}-{month:02d}-{day:02d}", ())) if day else ())
                for day in week
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


CellWriter = Callable[[EventRow], str]


def write_cell(row: EventRow, column: RegisterColumn) -> str:
    """Write a cell of a register as plain text, for files."""
    if column.sides:
        return "; ".join(side.label for side in sides_of(row, column.sides))
    if column.places:
        return "; ".join(site.label for site in row.places)
    return "; ".join(write_count(count) for count in counts_of(row, column.counts))
