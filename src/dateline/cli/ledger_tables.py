"""The lists of a ledger as tables for people: readable in 80 columns, an id on every line that can be asked why."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from dateline.cli.card import _STATUS_STYLES
from dateline.model.article import Span
from dateline.views import Listing, StoryRow, ThreadRow
from dateline.views.joined import NO_COUNTS
from dateline.views.rendering_words import cut_around, write_bounds
from dateline.views.rows import (
    ActorRow,
    ArticleRow,
    EventRow,
    IssueRow,
    PlaceRow,
    SideRow,
    SourceRow,
    StatementRow,
    Words,
)

_ID_LETTERS = 8
_QUOTE = 150
_NAME = 40


def print_list(console: Console, what: str, listing: Listing[Any]) -> None:
    """Print the rows of a list, as they come in, some hundreds at a time."""
    if not len(listing):
        return
    columns, fill = _TABLES[what]
    table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, header_style="bold")
    for name, options in columns:
        table.add_column(name, **options)
    for row in listing:
        table.add_row(*fill(row))
        if what not in ("actors", "places"):
            table.add_row()
    console.print(table)


def short_key(key: str) -> str:
    """Shorten a key to what is enough to ask for it: "event:1f3a9c07"."""
    kind, _, letters = key.partition(":")
    return f"{kind}:{letters[:_ID_LETTERS]}"


def _lines(*parts: Text | str | None) -> Text:
    return Text("\n").join([part if isinstance(part, Text) else Text(part) for part in parts if part])


def _sides(sides: Iterable[SideRow]) -> str:
    names = list(dict.fromkeys(side.name or f"“{side.words}”" if side.words else "?" for side in sides))
    return ", ".join(names)


def _quote(words: Words, marks: Words | None = None) -> Text:
    text = Text()
    if words.spans:
        start = words.spans[0].start
        whole = Span(0, len(words.words))
        inside = tuple(Span(a - start, b - start) for a, b in (marks.spans if marks else ()))
        inside = tuple(mark for mark in inside if whole.covers(mark))
        for piece, marked in cut_around(words.words, whole, inside, _QUOTE):
            text.append(piece, "underline" if marked else "")
    return text


def _source(source: SourceRow) -> Text:
    name = source.outlet or " ".join((source.title or source.ref or "unknown outlet").split())
    cut = name if len(name) <= _NAME else name[:_NAME].rstrip() + "…"
    return Text(" ".join(part for part in (cut, source.published) if part), style="dim")


def _publication(source: SourceRow) -> Text:
    parts = (source.outlet, source.published, None if source.title else source.ref or source.article[:_ID_LETTERS])
    return Text(" ".join(part for part in parts if part), style="dim")


def _days(start: str | None, end: str | None) -> str:
    if start is None and end is None:
        return "undated"
    if start == end:
        return start or ""
    if start is None:
        return f"by\n{end}"
    return f"{start}\nto {end}" if end else f"from\n{start}"


def _counts(row: EventRow) -> str:
    if row.joined is not None and row.joined.values:
        return ", ".join(f"{value} {name}" for name, value in row.joined.values if name not in NO_COUNTS)
    return ", ".join(
        f"{write_bounds(c.min, c.max, c.approximate)} {f'{c.unit} ' if c.unit else ''}{c.what}" for c in row.counts
    )


def _standing(row: EventRow) -> Iterable[Text]:
    """How many tell it, and where they part."""
    if row.joined is None or row.joined.reports < 2:
        return
    joined = row.joined
    number = f"{joined.voices} voice{'s' * (joined.voices > 1)}, {joined.reports} reports"
    yield Text(number if joined.standing == "open" else f"{number}, {joined.standing}", "dim")
    for status, style in (("contested", "red"), ("denied", "red"), ("updated", "yellow")):
        names = joined.of_status(status)
        if names:
            yield Text(f"{status}: {', '.join(names)}", style)


def _event(row: EventRow) -> tuple[Text, ...]:
    actors, recipients = _sides((*row.actors, *row.participants)), _sides(row.recipients)
    who = Text(actors or "?", style="bold")
    if recipients:
        who.append(f" → {recipients}")
    told = row.joined is not None and dict(row.joined.values)
    counts = (
        ", ".join(f"{told[name]} {name}" for name in sorted(told) if name not in NO_COUNTS) if told else _counts(row)
    )
    places = ", ".join(dict.fromkeys(place.label for place in row.places))
    said = _sides(voice.speaker for voice in row.said_by)
    denied = _sides(voice.speaker for voice in row.denied_by)
    what = _lines(
        Text(row.type), Text(row.status, style=_STATUS_STYLES.get(row.status, "")), Text(short_key(row.key), "dim")
    )
    facts = _lines(
        who, counts or None, f"in {places}" if places else None,
        f"{said} says" if said else None, f"{denied} denies it" if denied else None, *_standing(row),
    )  # fmt: skip
    return Text(_days(row.start, row.end)), what, facts, _lines(_quote(row.sentence, row.trigger), _source(row.source))


def _statement(row: StatementRow) -> tuple[Text, ...]:
    speaker = Text(_sides([row.speaker]), style="bold")
    if row.addressee is not None:
        speaker.append(f" → {_sides([row.addressee])}", "not bold")
    venue = f"on {row.venue.words}" if row.venue is not None else None
    reply = f"in reply to {short_key(row.replies_to)}" if row.replies_to else None
    who = _lines(speaker, f"{row.act}, {row.form}", venue, reply, Text(short_key(row.key), "dim"))
    words = Text(" … ").join([_whole(row.content)])
    return who, _lines(words, _source(row.source))


def _whole(words: Words) -> Text:
    cut = " ".join(words.words.split())
    return Text(cut if len(cut) <= 3 * _QUOTE else cut[: 3 * _QUOTE].rsplit(" ", 1)[0] + " …")


def _article(row: ArticleRow) -> tuple[Text, ...]:
    about = _lines(
        " ".join((row.title or "Untitled").split()), Text(row.url or "", "dim"), Text(row.article[:12], "dim")
    )
    return (
        Text(row.published or "undated"), Text(row.outlet or "?"), about,
        Text(str(row.events)), Text(str(row.statements)), Text(str(row.issues)),
    )  # fmt: skip


def _actor(row: ActorRow) -> tuple[Text, ...]:
    codes = " ".join(part for part in (row.country, *row.sectors) if part)
    affiliations = "; ".join(name for name in row.affiliations if name != row.name)
    return (
        _lines(Text(row.name, "bold"), Text(affiliations, "dim")), Text(row.kind), Text(codes),
        Text(str(row.events)), Text(str(row.statements)), Text(str(row.mentions)), Text(str(row.articles)),
    )  # fmt: skip


def _place(row: PlaceRow) -> tuple[Text, ...]:
    kind = " ".join(part for part in (row.kind, row.admin1, row.country) if part) or "unresolved"
    where = "" if row.lat is None or row.lon is None else f"{row.lat:.2f}, {row.lon:.2f}"
    return (
        Text(row.name, "bold"), Text(kind), Text(where),
        Text(str(row.events)), Text(str(row.mentions)), Text(str(row.articles)),
    )  # fmt: skip


def _issue(row: IssueRow) -> tuple[Text, ...]:
    about = Text(row.input or "?") if row.source is None else _lines(row.source.title, _publication(row.source))
    words = f"“{' '.join(row.words.split())[:_QUOTE]}”" if row.words else None
    return about, _lines(Text(row.kind, "bold"), row.message, Text(words or "", "dim"))


_NUMBER = {"justify": "right", "no_wrap": True}
_ONE_LINE = {"no_wrap": True}
_FOLD = {"overflow": "fold"}
_Columns = tuple[tuple[str, dict[str, Any]], ...]


def _story(row: StoryRow) -> tuple[Text, ...]:
    days = row.since if row.since == row.until else f"{row.since}\nto {row.until}"
    what = _lines(Text(" ".join((row.title or "no title").split()), "bold"), Text(short_key(row.key), "dim"))
    outlets = ", ".join(dict.fromkeys(each.outlet or each.ref or each.article[:_ID_LETTERS] for each in row.sources))
    told = f"{row.articles} articles, {row.voices} voice{'s' * (row.voices != 1)}, {row.events} events"
    contested = Text(f"{row.contested} contested", "red") if row.contested else None
    return Text(days or "undated"), what, _lines(told, contested, Text(outlets, "dim"))


def _thread(row: ThreadRow) -> tuple[Text, ...]:
    due = f"due {row.due}" if row.due else None
    what = _lines(Text(row.kind, "bold"), Text(row.outcome), due, Text(short_key(row.key), "dim"))
    ending = Text("")
    if row.ending is not None:
        ending = _lines(_quote(row.ending.sentence, row.ending.trigger), _source(row.ending.source))
    return what, _lines(_quote(row.opening.sentence, row.opening.trigger), _source(row.opening.source)), ending


_TABLES: dict[str, tuple[_Columns, Callable[[Any], tuple[Text, ...]]]] = {
    "events": (
        (("When", _ONE_LINE), ("What", _ONE_LINE), ("Who, to whom, where", {"ratio": 2, **_FOLD}), ("Words", _FOLD)),
        _event,
    ),
    "statements": ((("Who", {"max_width": 28, **_FOLD}), ("Words", _FOLD)), _statement),
    "articles": (
        (
            ("Published", _ONE_LINE), ("Outlet", _FOLD), ("Title", _FOLD),
            ("Events", _NUMBER), ("Said", _NUMBER), ("Issues", _NUMBER),
        ),
        _article,
    ),
    "actors": (
        (
            ("Name", _FOLD), ("Kind", _ONE_LINE), ("Codes", _FOLD),
            ("Events", _NUMBER), ("Said", _NUMBER), ("Named", _NUMBER), ("Articles", _NUMBER),
        ),
        _actor,
    ),
    "places": (
        (
            ("Name", _FOLD), ("Kind", _FOLD), ("Where", _ONE_LINE),
            ("Events", _NUMBER), ("Named", _NUMBER), ("Articles", _NUMBER),
        ),
        _place,
    ),
    "stories": ((("When", _ONE_LINE), ("Story", {"ratio": 3, **_FOLD}), ("Told by", {"ratio": 2, **_FOLD})), _story),
    "threads": ((("What", _ONE_LINE), ("Said", {"ratio": 1, **_FOLD}), ("Then", {"ratio": 1, **_FOLD})), _thread),
    "issues": ((("Input or article", {"max_width": 30, **_FOLD}), ("What", _FOLD)), _issue),
}  # fmt: skip
