"""Lists as feeds: Atom for readers of news, iCalendar for what is planned."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Sequence
from urllib.parse import quote

from dateline.version import VERSION
from dateline.views.phrasing import STATUS_WORDS, tell_plainly, tell_reports
from dateline.views.rows import ArticleRow, EventRow, SourceRow, StatementRow

AHEAD = ("planned", "proposed", "conditional", "cancelled")
"""Statuses of what a calendar holds unless others are asked for; what was called off is shown as such."""
_ICS_STATUS = {"planned": "CONFIRMED", "cancelled": "CANCELLED", "denied": "CANCELLED", "negated": "CANCELLED"}
_EPOCH = "1970-01-01"
_JOINERS = "\u200c\u200d"
"""Signs without a shape of their own that some scripts and emoji need."""


def _moment(day: str | None) -> datetime.datetime:
    """Give the beginning of a day: feeds need a moment, articles often have only a day."""
    return datetime.datetime.fromisoformat((day or _EPOCH)[:10]).replace(tzinfo=datetime.UTC)


def clean(words: str) -> str:
    """Leave out what XML cannot hold, and what would turn the direction of the text around it."""
    return "".join(
        character for character in " ".join(words.split())
        if character.isprintable() or character in _JOINERS
    )  # fmt: skip


def _told_by(source: SourceRow) -> str:
    return f"{source.outlet or 'unnamed outlet'}{f', {source.published[:10]}' if source.published else ''}"


def make_atom(
    rows: Iterable[EventRow | StatementRow | ArticleRow], title: str, address: str, base: str = "", quotes: bool = True
) -> bytes:
    """Make an Atom feed; the time of an entry is the day on which its article was published."""
    from feedgen.feed import FeedGenerator

    feed = FeedGenerator()
    feed.id(address or f"urn:dateline:{quote(clean(title))}")
    feed.title(clean(title))
    feed.author({"name": "dateline (machine-coded)"})
    feed.generator("dateline", version=VERSION)
    if base:
        feed.link(href=address, rel="self")
    newest = _EPOCH
    for row in rows:
        key, head, words, source = _entry_of(row, quotes)
        entry = feed.add_entry(order="append")
        entry.id(f"urn:dateline:{key}")
        entry.title(clean(head) or "untitled")
        entry.content(clean(words), type="text")
        entry.updated(_moment(source.published))
        if base:
            place = {"event": "events", "statement": "statements"}.get(key.partition(":")[0])
            entry.link(href=f"{base}{place}/{key}" if place else f"{base}articles/{key.removeprefix('article:')}")
        newest = max(newest, source.published or "")
    feed.updated(_moment(newest))
    made: bytes = feed.atom_str(pretty=True)
    return made


def _entry_of(row: EventRow | StatementRow | ArticleRow, quotes: bool) -> tuple[str, str, str, SourceRow]:
    if isinstance(row, EventRow):
        head = f"{tell_plainly(row)} [{STATUS_WORDS[row.status]}]"
        words = f"{_quote(row.sentence.words, quotes)}{_told_by(row.source)}; {tell_reports(row)}"
        return (row.joined.id if row.joined else row.key), head, words, row.source
    if isinstance(row, StatementRow):
        to = f" to {row.addressee.label}" if row.addressee else ""
        return (
            row.key,
            f"{row.speaker.label}{to} ({row.act})",
            _quote(row.content.words, quotes) + _told_by(row.source),
            row.source,
        )
    source = SourceRow(article=row.article, outlet=row.outlet, title=row.title, published=row.published)
    words = f"{row.events} events, {row.statements} statements – {_told_by(source)}"
    return f"article:{row.article}", row.title or "untitled", words, source


def _quote(words: str, quotes: bool) -> str:
    return f"“{words}” – " if quotes else ""


def make_calendar(
    rows: Iterable[EventRow], title: str, base: str = "", quotes: bool = True, statuses: Sequence[str] = AHEAD
) -> bytes:
    """Make a calendar whole, as `write_calendar` gives it in parts."""
    return b"".join(write_calendar(rows, title, base, quotes, statuses))


def write_calendar(
    rows: Iterable[EventRow], title: str, base: str = "", quotes: bool = True, statuses: Sequence[str] = AHEAD
) -> Iterator[bytes]:
    """Yield a calendar of whole days of the events of some statuses, event by event.

    What has no first and last day ("since May", "soon") is left out: it is on no day.

    What is planned is CONFIRMED, what was called off CANCELLED, all else TENTATIVE.
    """
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", f"-//dateline//{VERSION}//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", clean(title))
    head, end, _ = calendar.to_ical().rpartition(b"END:VCALENDAR")
    yield head
    for row in rows:
        if row.start is not None and row.end is not None and row.status in statuses:
            yield _make_item(row, row.start, row.end, base, quotes)
    yield end + b"\r\n"


def _make_item(row: EventRow, start: str, end: str, base: str, quotes: bool) -> bytes:
    from icalendar import Event, vDate

    key = row.joined.id if row.joined else row.key
    item = Event()
    item.add("uid", f"{key.replace(':', '-')}@dateline")
    item.add("dtstamp", _moment(row.source.published))
    item["dtstart"] = vDate(datetime.date.fromisoformat(start))
    item["dtstart"].params["VALUE"] = "DATE"
    item["dtend"] = vDate(datetime.date.fromisoformat(end) + datetime.timedelta(days=1))
    item["dtend"].params["VALUE"] = "DATE"
    item.add("summary", clean(tell_plainly(row)))
    item.add("description", clean(f"{_quote(row.sentence.words, quotes)}{_told_by(row.source)}; {tell_reports(row)}"))
    item.add("status", _ICS_STATUS.get(row.status, "TENTATIVE"))
    item.add("transp", "TRANSPARENT")
    if row.places:
        item.add("location", clean("; ".join(site.label for site in row.places)))
    if base:
        item.add("url", f"{base}events/{key}")
    made: bytes = item.to_ical()
    return made
