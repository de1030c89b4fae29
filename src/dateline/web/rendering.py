"""From rows to HTML: the templates, and the few words and links that they all need."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from dateline.model.article import Span, Spans
from dateline.version import VERSION
from dateline.views.countries import code_meanings, name_country
from dateline.views.phrasing import STATUS_WORDS, tell_event, tell_plainly, tell_reports, write_count, write_when
from dateline.views.rendering_words import write_day, write_number, write_period
from dateline.views.rows import EventRow, SideRow, Words

HERE = Path(str(files("dateline.web")))
_LANGUAGES_LEFT = ("ar", "fa", "he", "ur")
_FIELD_WORDS = {
    "status": "Status", "time": "When", "place": "Where", "actors": "Who did it", "recipients": "Done to",
    "participants": "Taking part", "said_by": "Said by", "denied_by": "Denied by", "plover": "PLOVER code",
    "places": "Where", "type": "What kind of act", "counts": "Numbers", "condition": "Condition", "trigger": "Act",
}  # fmt: skip
_FIELD_STATUS = {
    "single": "one value", "corroborated": "agree", "updated": "updated", "contested": "contradict", "denied": "denied",
}  # fmt: skip


def safe_link(url: str | None) -> str | None:
    """Give an address that may be followed: http or https only."""
    if not url:
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and parts.netloc else None


def highlight(words: Words, marks: Spans) -> list[tuple[str, bool]]:
    """Cut words of one span into pieces, each with whether it is marked; of several spans they stay whole."""
    if len(words.spans) != 1:
        return [(words.words, False)]
    begin, end = words.spans[0]
    pieces: list[tuple[str, bool]] = []
    position = begin
    for mark in sorted(marks):
        first, last = max(mark.start, position), min(mark.end, end)
        if first >= last:
            continue
        pieces += [
            (words.words[position - begin : first - begin], False),
            (words.words[first - begin : last - begin], True),
        ]
        position = last
    pieces.append((words.words[position - begin :], False))
    return [piece for piece in pieces if piece[0]]


def event_path(row: EventRow) -> str:
    """Give the address of an event: that of all its reports where they are joined."""
    return f"/events/{quote(row.joined.id if row.joined else row.key, safe=':')}"


def article_path(article: str, span: Span | None = None) -> str:
    """Give the address of an article, at some words of it."""
    return f"/articles/{quote(article)}" + (f"?at={span.start}-{span.end}#at" if span is not None else "")


def thing_path(key: str | None) -> str | None:
    """Give the address of an actor, a place, an event, a statement or a story by its key."""
    if not key:
        return None
    kind = {"actor": "actors", "place": "places", "event": "events", "statement": "statements", "story": "stories"}
    found = kind.get(key.partition(":")[0])
    return f"/{found}/{quote(key, safe=':')}" if found else None


def side_name(side: SideRow | None) -> str:
    """Name a side: by its name, else its words, else "someone"."""
    if side is None:
        return "someone"
    return side.name or (f"“{' '.join(side.words.split())}”" if side.words else "someone")


def describe_side(side: SideRow) -> str:
    """Say in a few words who somebody is: "person, Russia, executive and ruling parties"."""
    meanings = code_meanings()
    parts = [side.kind or "", name_country(side.country) if side.country else ""]
    parts += [meanings.get(sector, sector) for sector in side.sectors]
    return ", ".join(part for part in parts if part) or "not resolved to a name"


def short(text: str | None, width: int = 240) -> str:
    """Cut words to a width at a blank, with "…" where something is left out."""
    plain = " ".join((text or "").split())
    if len(plain) <= width:
        return plain
    cut = plain[:width].rsplit(" ", 1)[0]
    return (cut if len(cut) > width // 2 else plain[:width]) + " …"


def field_words(name: str) -> str:
    """Name a field for a reader."""
    if name.startswith("counts."):
        name = name.removeprefix("counts.")
    return _FIELD_WORDS.get(name, name.replace("_", " ").capitalize())


def direction(language: str | None) -> str:
    """Give which way a language is written."""
    return "rtl" if (language or "")[:2] in _LANGUAGES_LEFT else "auto"


@cache
def environment() -> Environment:
    """Give the templates with their words; whatever they are given is text, never markup."""
    made = Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=select_autoescape(default=True, default_for_string=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters.update(
        day=write_day, number=write_number, country=name_country, short=short, field=field_words,
        agreement=lambda status: _FIELD_STATUS.get(status, status), reports=tell_reports, path=thing_path,
        status=lambda status: STATUS_WORDS.get(status, status), count=write_count, side=side_name,
        who=describe_side,
        plainly=tell_plainly, pieces=tell_event, safe_link=safe_link, one_line=lambda text: " ".join(text.split()),
    )  # fmt: skip
    made.globals.update(
        version=VERSION, period=write_period, when=write_when, highlight=highlight, event_path=event_path,
        article_path=article_path, direction=direction,
    )  # fmt: skip
    return made


def render(template: str, **values: Any) -> str:
    """Render a page."""
    return environment().get_template(template).render(**values)
