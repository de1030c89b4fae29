"""An event in one plain sentence, made from its fields alone: it can be wrong only where a field is wrong."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from dateline.knowledge.phrases import Phrase, find_phrase
from dateline.views.rendering_words import write_bounds, write_day, write_number, write_period
from dateline.views.rows import CountRow, EventRow, Line, SideRow, SiteRow

STATUS_WORDS = {
    "occurred": "happened", "ongoing": "going on", "planned": "planned", "proposed": "proposed",
    "considered": "considered", "threatened": "threatened", "conditional": "on a condition",
    "cancelled": "called off", "denied": "denied", "negated": "did not happen",
}  # fmt: skip
"""How each status is said to a reader."""
_HAPPENED = frozenset(("occurred", "denied", "negated"))
_LED = {
    "planned": "Planned: ", "proposed": "Proposed: ", "considered": "Considered: ", "threatened": "Threatened: ",
    "conditional": "On a condition: ", "cancelled": "Called off: ", "denied": "Denied: ",
    "negated": "Did not happen: ", "ongoing": "Going on: ",
}  # fmt: skip
_VICTIMS = frozenset(("killed", "injured", "missing", "arrested", "released", "kidnapped", "displaced"))
_MOST_NAMES = 4
_ALONE = frozenset(("CONSULT", "COOPERATE", "PROTEST"))
"""Types whose verbs need nobody that it is done to."""


class Piece(Line, frozen=True, kw_only=True):
    """Some words of the sentence and the field that they tell, None for what only joins."""

    words: str
    field: str | None = None
    key: str | None = None
    """Key of the actor or place that is named."""


def tell_event(row: EventRow) -> tuple[Piece, ...]:
    """Tell an event: "Planned: Poland to meet Ukraine in Warsaw on 3 May 2025"."""
    first, *others = _merge(_tell(row))
    return (msgspec.structs.replace(first, words=_capital(first.words)), *others)


def tell_plainly(row: EventRow) -> str:
    """Tell an event as one string."""
    return "".join(piece.words for piece in tell_event(row))


def _tell(row: EventRow) -> Iterator[Piece]:
    phrase = find_phrase(row.type, row.register, row.trigger.words)
    lead = _LED.get(row.status, "")
    if lead:
        yield Piece(words=lead, field="status")
    doers = row.actors or row.participants
    field = "actors" if row.actors else "participants"
    if doers and not (row.recipients or phrase.to or row.type in _ALONE):
        yield Piece(words=f"{phrase.noun if lead else _capital(phrase.noun)} by ", field="type")
        yield from _names(doers, field)
    elif doers:
        yield from _names(doers, field)
        yield Piece(words=f" {_verb(phrase, row.status)}", field="type")
        yield from _others(row, phrase)
    else:
        yield Piece(words=phrase.noun if lead else _capital(phrase.noun), field="type")
        if row.recipients:
            yield Piece(words=f" {phrase.of} ")
            yield from _names(row.recipients, "recipients")
    yield from _counts(row.counts)
    yield from _where(row.places)
    yield from _when(row)


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _verb(phrase: Phrase, status: str) -> str:
    if status in _HAPPENED:
        return phrase.did
    return phrase.doing if status == "ongoing" else f"to {phrase.do}"


def _others(row: EventRow, phrase: Phrase) -> Iterator[Piece]:
    if row.recipients:
        yield Piece(words=f" {phrase.to} " if phrase.to else " ")
        yield from _names(row.recipients, "recipients")
    if row.actors and row.participants:
        yield Piece(words=" with ")
        yield from _names(row.participants, "participants")


def _names(sides: tuple[SideRow, ...], field: str) -> Iterator[Piece]:
    shown = list({side.label: side for side in sides}.values())
    more = len(shown) - _MOST_NAMES
    if more > 0:
        shown = shown[:_MOST_NAMES]
    for position, side in enumerate(shown):
        last = position == len(shown) - 1 and more <= 0
        if position:
            yield Piece(words=" and " if last else ", ")
        name = side.name if side.name else f"“{' '.join(side.words.split())}”" if side.words else "someone"
        yield Piece(words=name, field=field, key=side.key)
    if more > 0:
        yield Piece(words=f" and {more} more", field=field)


def write_count(count: CountRow) -> str:
    """Say a number: "at least 6 killed", "about 40 million USD"."""
    number = write_bounds(count.min, count.max, count.approximate)
    what = count.what if count.what not in ("money", "other") else ""
    return " ".join(part for part in (number, count.unit, what) if part)


def _counts(counts: Iterable[CountRow]) -> Iterator[Piece]:
    told = (count for count in counts if count.what != "other" or count.unit)
    several = sorted(told, key=lambda count: count.what not in _VICTIMS)
    if several:
        yield Piece(words=" (")
        for position, count in enumerate(several):
            yield Piece(words=(", " if position else "") + write_count(count), field=f"counts.{count.what}")
        yield Piece(words=")")


def _where(places: tuple[SiteRow, ...]) -> Iterator[Piece]:
    shown = list({site.label: site for site in places}.values())[:_MOST_NAMES]
    for position, site in enumerate(shown):
        yield Piece(words=" in " if position == 0 else ", ")
        yield Piece(words=site.name or f"“{' '.join(site.words.split())}”", field="places", key=site.key)


def write_when(start: str | None, end: str | None, ahead: bool = False) -> str | None:
    """Say when: "on 3 May 2025", "12–14 May 2025", "by 3 May 2025"; None where the text does not say.

    What lies ahead and has no last day is "from 3 May 2025 on", all else "since 3 May 2025".
    """
    period = write_period(start, end)
    if period is None:
        return None
    if end is None and ahead:
        return f"from {write_day(start or '')} on"
    if start is None:
        return f"by {period.removeprefix('until ')}"
    return f"on {period}" if start == end else period


def _when(row: EventRow) -> Iterator[Piece]:
    when = write_when(row.start, row.end, row.status not in (*_HAPPENED, "ongoing"))
    if when is not None:
        words = f", {when}" if row.start != row.end else f" {when}"
        yield Piece(words=words, field="time")


def _merge(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Join what follows each other without a field."""
    waiting = ""
    for piece in pieces:
        if piece.field is None:
            waiting += piece.words
            continue
        if waiting:
            yield Piece(words=waiting)
            waiting = ""
        yield piece
    if waiting:
        yield Piece(words=waiting)


def tell_reports(row: EventRow) -> str:
    """Say how widely an event is told: "2 articles of 2 origins"."""
    joined = row.joined
    if joined is None:
        return "1 article"
    articles = f"{write_number(joined.documents)} article{'' if joined.documents == 1 else 's'}"
    return f"{articles} of {joined.voices} origin{'' if joined.voices == 1 else 's'}"
