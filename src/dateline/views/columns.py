"""The flat columns of every list, for CSV, tables and data frames; their names and order are stable."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Generic, Literal, TypeVar

import msgspec

from dateline.model.article import Spans
from dateline.views.rows import (
    ActorRow,
    ArticleRow,
    CountRow,
    EventRow,
    IssueRow,
    JoinedRow,
    PlaceRow,
    SideRow,
    SiteRow,
    SourceRow,
    StatementRow,
    VoiceRow,
    Words,
)

Cell = str | int | float | None
Row = TypeVar("Row", bound=msgspec.Struct)
BETWEEN = "; "
"""Stands between several values in one cell; of each several-valued side, cells have one entry a member."""


@dataclass(frozen=True, slots=True)
class Column(Generic[Row]):
    """One column: its name, and how it is read off a row."""

    name: str
    cell: Callable[[Row], Cell]
    quotes: bool = False
    """Holds words of the article, and is left empty where no quotes may be given."""
    kind: Literal["text", "whole", "number"] = "text"
    """What its cells are where they are not empty."""


def _join(values: Iterable[object]) -> str | None:
    return BETWEEN.join("" if value is None else str(value) for value in values) or None


def _spans(spans: Spans) -> str:
    return ",".join(f"{start}-{end}" for start, end in spans)


def write_count(count: CountRow) -> str:
    """Write a number with its bounds: "killed 6+", "aircraft 3", "about 200 participants" as "participants ~200"."""
    if count.min is not None and count.min == count.max:
        number = f"{count.min}"
    elif count.max is None:
        number = f"{count.min}+"
    elif count.min is None:
        number = f"<={count.max}"
    else:
        number = f"{count.min}-{count.max}"
    unit = f" {count.unit}" if count.unit else ""
    return f"{count.what} {'~' if count.approximate else ''}{number}{unit}"


def _side(name: str, get: Callable[[Any], tuple[SideRow, ...]]) -> tuple[Column[Any], ...]:
    return (
        Column(f"{name}s", lambda row: _join(side.name for side in get(row))),
        Column(f"{name}_countries", lambda row: _join(side.country for side in get(row))),
        Column(f"{name}_sectors", lambda row: _join(",".join(side.sectors) for side in get(row))),
        Column(f"{name}_affiliations", lambda row: _join(side.affiliation for side in get(row))),
        Column(f"{name}_keys", lambda row: _join(side.key for side in get(row))),
        Column(f"{name}_words", lambda row: _join(side.words for side in get(row)), quotes=True),
        Column(f"{name}_spans", lambda row: _join(_spans(side.spans) for side in get(row))),
    )


def _one_side(name: str, get: Callable[[Any], SideRow | None]) -> tuple[Column[Any], ...]:
    def read(of: Callable[[SideRow], Cell]) -> Callable[[Any], Cell]:
        def cell(row: Any) -> Cell:
            side = get(row)
            return None if side is None else of(side)

        return cell

    return (
        Column(name, read(lambda side: side.name)),
        Column(f"{name}_country", read(lambda side: side.country)),
        Column(f"{name}_sectors", read(lambda side: ",".join(side.sectors) or None)),
        Column(f"{name}_affiliation", read(lambda side: side.affiliation)),
        Column(f"{name}_key", read(lambda side: side.key)),
        Column(f"{name}_words", read(lambda side: side.words or None), quotes=True),
        Column(f"{name}_spans", read(lambda side: _spans(side.spans) or None)),
    )


def _words(name: str, get: Callable[[Any], Words | None]) -> tuple[Column[Any], ...]:
    def words(row: Any) -> Cell:
        found = get(row)
        return None if found is None else found.words or None

    def spans(row: Any) -> Cell:
        found = get(row)
        return None if found is None else _spans(found.spans) or None

    return Column(name, words, quotes=True), Column(f"{name}_spans", spans)


def _voices(name: str, get: Callable[[EventRow], tuple[VoiceRow, ...]]) -> tuple[Column[EventRow], ...]:
    return (
        Column(name, lambda row: _join(voice.speaker.name for voice in get(row))),
        Column(f"{name}_words", lambda row: _join(voice.speaker.words for voice in get(row)), quotes=True),
        Column(f"{name}_keys", lambda row: _join(voice.statement for voice in get(row))),
    )


def _of_sites(name: str, get: Callable[[SiteRow], object]) -> Column[EventRow]:
    return Column(name, lambda row: _join(get(site) for site in row.places))


def _of_source(get: Callable[[Any], SourceRow | None]) -> tuple[Column[Any], ...]:
    def column(name: str, attribute: str) -> Column[Any]:
        def cell(row: Any) -> Cell:
            source = get(row)
            value: Cell = None if source is None else getattr(source, attribute)
            return value

        return Column(name, cell)

    names = ("article", "ref", "url", "outlet", "title", "published")
    return tuple(column("article_id" if name == "article" else name, name) for name in names)


def _of_joined(
    name: str, get: Callable[[JoinedRow], Cell], kind: Literal["text", "whole"] = "text"
) -> Column[EventRow]:
    return Column(name, lambda row: None if row.joined is None else get(row.joined), kind=kind)


def _of_status(status: str) -> Column[EventRow]:
    return _of_joined(status, lambda joined: _join(joined.of_status(status)))


def _one_count(what: str, bound: str) -> Column[EventRow]:
    def cell(row: EventRow) -> Cell:
        found = [count for count in row.counts if count.what == what]
        value: Cell = getattr(found[0], bound) if len(found) == 1 else None
        return value

    return Column(f"{what}_{bound}", cell, kind="number")


EVENT_COLUMNS: tuple[Column[EventRow], ...] = (
    Column("dateline_id", lambda row: row.key),
    Column("start", lambda row: row.start),
    Column("end", lambda row: row.end),
    Column("edtf", lambda row: row.edtf),
    Column("time_basis", lambda row: row.time_basis),
    *_words("time", lambda row: row.time),
    Column("type", lambda row: row.type),
    Column("mode", lambda row: row.mode),
    Column("contexts", lambda row: _join(row.contexts)),
    Column("register", lambda row: row.register),
    Column("status", lambda row: row.status),
    Column("status_words", lambda row: row.status_words.words or None, quotes=True),
    Column("status_spans", lambda row: _spans(row.status_words.spans) or None),
    *_words("condition", lambda row: row.condition),
    Column("plover_type", lambda row: row.plover.type),
    Column("plover_mode", lambda row: row.plover.mode),
    Column("plover_aux", lambda row: _join(row.plover.aux)),
    *_side("actor", lambda row: row.actors),
    *_side("recipient", lambda row: row.recipients),
    *_side("participant", lambda row: row.participants),
    _of_sites("places", lambda site: site.name),
    _of_sites("place_countries", lambda site: site.country),
    _of_sites("place_kinds", lambda site: site.kind),
    _of_sites("latitudes", lambda site: site.lat),
    _of_sites("longitudes", lambda site: site.lon),
    _of_sites("geonames", lambda site: site.geonames),
    _of_sites("place_basis", lambda site: site.basis),
    Column("place_words", lambda row: _join(site.words for site in row.places), quotes=True),
    _of_sites("place_spans", lambda site: _spans(site.spans)),
    Column("counts", lambda row: _join(write_count(count) for count in row.counts)),
    Column("count_words", lambda row: _join(count.words for count in row.counts), quotes=True),
    Column("count_spans", lambda row: _join(_spans(count.spans) for count in row.counts)),
    _one_count("killed", "min"),
    _one_count("killed", "max"),
    _one_count("injured", "min"),
    _one_count("injured", "max"),
    *_voices("said_by", lambda row: row.said_by),
    *_voices("denied_by", lambda row: row.denied_by),
    *_words("trigger", lambda row: row.trigger),
    *_words("sentence", lambda row: row.sentence),
    Column("confidence", lambda row: row.confidence, kind="number"),
    Column("rule", lambda row: row.rule),
    *_of_source(lambda row: row.source),
    _of_joined("event", lambda joined: joined.id),
    _of_joined("reports", lambda joined: joined.reports, "whole"),
    _of_joined("documents", lambda joined: joined.documents, "whole"),
    _of_joined("voices", lambda joined: joined.voices, "whole"),
    _of_status("corroborated"),
    _of_status("updated"),
    _of_status("contested"),
    _of_status("denied"),
    _of_joined("standing", lambda joined: joined.standing),
    _of_joined("decided", lambda joined: _join(f"{name}={value}" for name, value in joined.decided)),
    _of_joined("values", lambda joined: _join(f"{name}={value}" for name, value in joined.values)),
    _of_joined("policy", lambda joined: joined.policy),
)
STATEMENT_COLUMNS: tuple[Column[StatementRow], ...] = (
    Column("dateline_id", lambda row: row.key),
    *_one_side("speaker", lambda row: row.speaker),
    Column("act", lambda row: row.act),
    Column("form", lambda row: row.form),
    *_one_side("addressee", lambda row: row.addressee),
    *_words("content", lambda row: row.content),
    *_words("cue", lambda row: row.cue),
    *_words("venue", lambda row: row.venue),
    Column("replies_to", lambda row: row.replies_to),
    Column("within", lambda row: row.within),
    Column("events", lambda row: _join(row.events)),
    *_of_source(lambda row: row.source),
)
ARTICLE_COLUMNS: tuple[Column[ArticleRow], ...] = (
    Column("article_id", lambda row: row.article),
    Column("published", lambda row: row.published),
    Column("outlet", lambda row: row.outlet),
    Column("title", lambda row: row.title),
    Column("url", lambda row: row.url),
    Column("ref", lambda row: row.ref),
    Column("byline", lambda row: _join(row.byline)),
    Column("credit", lambda row: row.credit),
    Column("place", lambda row: row.place),
    Column("published_from", lambda row: row.published_from),
    Column("language", lambda row: row.language),
    Column("characters", lambda row: row.characters, kind="whole"),
    Column("statements", lambda row: row.statements, kind="whole"),
    Column("events", lambda row: row.events, kind="whole"),
    Column("issues", lambda row: row.issues, kind="whole"),
    Column("text_sha256", lambda row: row.text_sha256),
    Column("superseded_by", lambda row: row.superseded_by),
    Column("copy_group", lambda row: row.copy_group),
    Column("copies", lambda row: row.copies, kind="whole"),
    Column("notices", lambda row: _join(notice.kind for notice in row.notices)),
    Column("notice_words", lambda row: _join(notice.words for notice in row.notices), quotes=True),
    Column("notice_spans", lambda row: _join(_spans(notice.spans) for notice in row.notices)),
    *_words("found", lambda row: row.found),
)
ACTOR_COLUMNS: tuple[Column[ActorRow], ...] = (
    Column("dateline_id", lambda row: row.key),
    Column("name", lambda row: row.name),
    Column("kind", lambda row: row.kind),
    Column("country", lambda row: row.country),
    Column("sectors", lambda row: _join(row.sectors)),
    Column("affiliations", lambda row: _join(row.affiliations)),
    Column("articles", lambda row: row.articles, kind="whole"),
    Column("mentions", lambda row: row.mentions, kind="whole"),
    Column("events", lambda row: row.events, kind="whole"),
    Column("statements", lambda row: row.statements, kind="whole"),
)
PLACE_COLUMNS: tuple[Column[PlaceRow], ...] = (
    Column("dateline_id", lambda row: row.key),
    Column("name", lambda row: row.name),
    Column("kind", lambda row: row.kind),
    Column("country", lambda row: row.country),
    Column("admin1", lambda row: row.admin1),
    Column("latitude", lambda row: row.lat, kind="number"),
    Column("longitude", lambda row: row.lon, kind="number"),
    Column("geonames", lambda row: row.geonames, kind="whole"),
    Column("articles", lambda row: row.articles, kind="whole"),
    Column("mentions", lambda row: row.mentions, kind="whole"),
    Column("events", lambda row: row.events, kind="whole"),
)
ISSUE_COLUMNS: tuple[Column[IssueRow], ...] = (
    Column("about", lambda row: row.about),
    Column("input", lambda row: row.input),
    Column("kind", lambda row: row.kind),
    Column("message", lambda row: row.message),
    Column("words", lambda row: row.words or None, quotes=True),
    Column("spans", lambda row: _spans(row.spans) or None),
    *_of_source(lambda row: row.source),
)
