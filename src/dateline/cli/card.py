"""One record as a card in the terminal: what happened, who said what, who is in it, where and when."""

from __future__ import annotations

from collections.abc import Iterable

from rich.console import Console
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from dateline.model.article import Article, Span
from dateline.model.record import Actor, Event, Party, Place, Record, Statement
from dateline.views.rendering_words import cut_around, write_bounds, write_day, write_period

_STATUS_STYLES = {
    "occurred": "green", "ongoing": "green", "planned": "cyan", "proposed": "cyan", "considered": "cyan",
    "threatened": "magenta", "conditional": "magenta", "cancelled": "yellow", "denied": "red", "negated": "red",
}  # fmt: skip
_INDENT = 4
_QUOTE_LINES = 3
_MOST_ACTORS = 20


def print_card(console: Console, record: Record) -> None:
    """Print the card of one record."""
    _print_head(console, record.article)
    for title, print_section in (
        ("Events", _print_events),
        ("Statements", _print_statements),
        ("Actors", _print_actors),
        ("Places", _print_places),
        ("Times", _print_times),
        ("Could not read or resolve", _print_issues),
    ):
        print_section(console, record, title)
    if not record.events and not record.statements:
        console.print(Text("Nothing was read from this text.", style="italic"))
    console.print()


def _print_head(console: Console, article: Article) -> None:
    console.print(Rule(style="dim"))
    console.print(Text(" ".join((article.title or "Untitled").split()), style="bold"))
    facts = [article.outlet, write_day(article.published) if article.published else "date unknown"]
    if article.byline:
        facts.append("by " + _and(article.byline))
    if article.dateline_place_span is not None:
        start, end = article.dateline_place_span
        facts.append(article.text[start:end])
    facts.append(article.credit)
    console.print(Text(" · ".join(fact for fact in facts if fact), style="dim"))
    if article.url:
        console.print(Text(article.url, style="dim", overflow="fold"))


def _and(names: Iterable[str]) -> str:
    *others, last = list(names) or [""]
    return f"{', '.join(others)} and {last}" if others else last


def _section(console: Console, title: str, size: int) -> None:
    console.print()
    console.print(Text.assemble((title, "bold"), (f"  {size}", "dim")))


class _Names:
    """Names of actors and places by id, and words where nobody was recognised."""

    def __init__(self, record: Record) -> None:
        self.record = record
        self.actors = {actor.id: actor for actor in record.actors}
        self.places = {place.id: place for place in record.places}
        self.statements = {statement.id: statement for statement in record.statements}

    def party(self, party: Party) -> str:
        actor = self.actors.get(party.id) if party.id is not None else None
        if actor is not None:
            return actor.name
        return f"“{' '.join(self.record.text_of(*party.spans).split())}”" if party.spans else "someone"

    def parties(self, parties: tuple[Party, ...]) -> str:
        return _and(dict.fromkeys(self.party(party) for party in parties))


def _print_events(console: Console, record: Record, title: str) -> None:
    if not record.events:
        return
    _section(console, title, len(record.events))
    names = _Names(record)
    for number, event in enumerate(record.events, 1):
        _print_hanging(console, Text(f"{number:>2}", style="dim"), _event_sentence(event, names))
        _print_hanging(console, Text(), _event_facts(event, names))
        # Events of one sentence stand together above it, so that it is read once.
        following = record.events[number : number + 1]
        if not following or following[0].sentence != event.sentence:
            _print_hanging(console, Text(), _evidence(console, record, event.sentence))


def _print_hanging(console: Console, first: Text, text: Text) -> None:
    """Print a text with its lines under each other, and something before the first of them."""
    first.pad_right(_INDENT - len(first))
    for number, line in enumerate(text.wrap(console, max(console.width - _INDENT, 20))):
        line.rstrip()
        console.print(Text.assemble(first if number == 0 else " " * _INDENT, line), soft_wrap=True)


def _event_sentence(event: Event, names: _Names) -> Text:
    """Say who does what to whom: "Russia → Estonia: mobilize (airspace), 3 aircraft"."""
    sentence = Text()
    if event.actors:
        sentence.append(names.parties(event.actors), "bold")
    elif not event.participants:
        sentence.append("unnamed", "italic")
    if event.participants:
        sentence.append(" with " if event.actors else "")
        sentence.append(names.parties(event.participants), "bold")
    if event.recipients:
        sentence.append(" → ")
        sentence.append(names.parties(event.recipients), "bold")
    sentence.append(": ")
    sentence.append(event.type + (f" ({event.mode})" if event.mode else ""))
    for count in event.counts:
        amount = write_bounds(count.min, count.max, count.approximate)
        bare = count.unit is not None and count.what in ("other", "money")
        words = [amount, count.unit, None if bare else count.what]
        sentence.append(f", {' '.join(word for word in words if word)}")
    return sentence


def _event_facts(event: Event, names: _Names) -> Text:
    facts = Text()
    facts.append(f"[{event.status}]", _STATUS_STYLES.get(event.status, ""))
    facts.append(f" {event.register}")
    when = write_period(event.time.start, event.time.end)
    if when is not None:
        facts.append(f" · {when}{' (day of publication)' if event.time.basis == 'publication' else ''}")
    places = [names.places[place.id].name for place in event.places if place.id in names.places]
    if places:
        facts.append(f" · in {_and(dict.fromkeys(places))}")
    if event.plover.type != event.type:
        facts.append(f" · PLOVER {event.plover.type}")
    for verb, ids in (("says", event.said_by), ("denies it", event.denied_by)):
        speakers = [names.party(names.statements[each].speaker) for each in ids if each in names.statements]
        if speakers:
            facts.append(f" · {_and(dict.fromkeys(speakers))} {verb}", "italic")
    return facts


def _evidence(console: Console, record: Record, sentence: Span) -> Text:
    """Show a sentence with the words that tell of its events underlined, cut where it is very long."""
    marks = tuple(span for event in record.events if event.sentence == sentence for span in event.trigger)
    width = _QUOTE_LINES * max(console.width - _INDENT, 30) - 20
    text = Text(style="dim")
    for words, marked in cut_around(record.article.text, sentence, marks, width):
        text.append(words, "underline" if marked else "")
    return text


def _print_statements(console: Console, record: Record, title: str) -> None:
    if not record.statements:
        return
    _section(console, title, len(record.statements))
    names = _Names(record)
    for statement in record.statements:
        line = _statement_head(statement, names)
        for number, span in enumerate(statement.content):
            line.append(" " if number == 0 else " … ")
            quoted = statement.form != "indirect"
            line.append("“" if quoted else "")
            for words, _ in cut_around(record.article.text, span, (), 2 * console.width):
                line.append(words, "dim")
            line.append("”" if quoted else "")
        _print_hanging(console, Text(), line)


def _statement_head(statement: Statement, names: _Names) -> Text:
    head = Text(names.party(statement.speaker), style="bold")
    if statement.addressee is not None:
        head.append(" to ", "not bold")
        head.append(names.party(statement.addressee))
    notes = [f"{statement.act[:-1]}ies" if statement.act.endswith("ny") else f"{statement.act}s"]
    if statement.venue is not None:
        notes.append(f"on {statement.venue.name}")
    if statement.replies_to in names.statements:
        notes.append("in reply")
    head.append(f" ({', '.join(notes)}):", "not bold")
    return head


def _print_actors(console: Console, record: Record, title: str) -> None:
    if not record.actors:
        return
    _section(console, title, len(record.actors))
    table = _table()
    ordered = sorted(record.actors, key=lambda actor: -len(actor.mentions))
    for actor in ordered[:_MOST_ACTORS]:
        roles = Text(_roles(actor), style="dim")
        table.add_row(Text(actor.name), Text(_codes(actor)), roles, f"{len(actor.mentions)}×")
    console.print(table)
    if len(ordered) > _MOST_ACTORS:
        more = len(ordered) - _MOST_ACTORS
        console.print(Text(f"and {more} more; --format json shows all", style="dim"))


def _table() -> Table:
    table = Table.grid(padding=(0, 2, 0, 0))
    table.pad_edge = True
    table.add_column(ratio=None, max_width=32, overflow="fold")
    table.add_column(overflow="fold", max_width=24)
    table.add_column(overflow="fold", max_width=44)
    table.add_column(justify="right", no_wrap=True)
    return table


def _codes(actor: Actor) -> str:
    return " ".join(part for part in (actor.country, *actor.sectors) if part) or actor.kind


def _roles(actor: Actor) -> str:
    roles = [f"{role.title}{f' of {role.of}' if role.of else ''}" for role in actor.roles]
    if not roles and actor.affiliation and actor.affiliation != actor.name:
        roles = [actor.affiliation]
    return "; ".join(dict.fromkeys(roles))


def _print_places(console: Console, record: Record, title: str) -> None:
    if not record.places:
        return
    _section(console, title, len(record.places))
    table = _table()
    for place in record.places:
        found = place.lat is not None and place.lon is not None
        where = f"{place.lat:.2f}, {place.lon:.2f}" if found else _candidates(place)
        kind = " ".join(part for part in (place.kind, place.country) if part) or "unresolved"
        table.add_row(Text(place.name), Text(kind), Text(where, style="dim"), f"{len(place.spans)}×")
    console.print(table)


def _candidates(place: Place) -> str:
    parts = [
        ", ".join(part for part in (each.name, each.admin1, each.country) if part) for each in place.candidates[:3]
    ]
    return "could be " + " or ".join(parts) if parts else ""


def _print_times(console: Console, record: Record, title: str) -> None:
    times = [time for time in record.times if time.edtf is not None or time.start is not None]
    if not times:
        return
    _section(console, title, len(times))
    table = _table()
    for time in times:
        period = write_period(time.start, time.end) or time.edtf or ""
        about = "about " if time.approximate else ""
        table.add_row(
            Text(f"“{record.text_of(time.span)}”"), Text(about + period), Text(time.edtf or "", style="dim"), ""
        )
    console.print(table)


def _print_issues(console: Console, record: Record, title: str) -> None:
    if not record.issues:
        return
    _section(console, title, len(record.issues))
    for issue in record.issues:
        words = f": “{' '.join(record.text_of(issue.span).split())[:80]}”" if issue.span is not None else ""
        _print_hanging(console, Text(), Text(f"{issue.kind}: {issue.message}{words}", style="yellow"))
