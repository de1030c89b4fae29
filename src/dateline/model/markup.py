"""A record as HTML for a notebook: the text with everything that was read from it marked, and nothing to load."""

from __future__ import annotations

import html
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from dateline.model.article import Span

if TYPE_CHECKING:
    from dateline.model.record import Record

_LAYERS = ("event", "statement", "actor", "place", "time")
"""Kinds of marks; each has a lane of its own under the words, in this order from the top."""
_COLOURS = {"event": "#d9480f", "statement": "#1c7ed6", "actor": "#2f9e44", "place": "#9c36b5", "time": "#b08900"}
_LINE_ENDS = ("\r\n", "\r", "\u2028", "\u2029", "\x0b", "\x0c", "\x85")


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of text with what it was read as."""

    span: Span
    layer: str
    label: str


def find_marks(record: Record) -> list[Mark]:
    """Give every mark of a record in the order of the text: triggers, contents, mentions of actors, places, times."""
    marks = [Mark(span, "event", f"{event.type} {event.status}") for event in record.events for span in event.trigger]
    names = {actor.id: actor.name for actor in record.actors}
    for statement in record.statements:
        speaker = names.get(statement.speaker.id or "") or record.text_of(*statement.speaker.spans) or "someone"
        marks += [Mark(span, "statement", f"{statement.act}: {speaker}") for span in statement.content]
    marks += [Mark(m.span, "actor", actor.name) for actor in record.actors for m in actor.mentions]
    marks += [Mark(span, "place", place.name) for place in record.places for span in place.spans]
    marks += [Mark(time.span, "time", time.edtf or time.timex) for time in record.times]
    size = len(record.article.text)
    inside = {mark for mark in marks if 0 <= mark.span.start < mark.span.end <= size}
    return sorted(inside, key=lambda m: (m.span.start, -m.span.end, _LAYERS.index(m.layer), m.label))


def repr_html(record: Record) -> str:
    """Give self-contained HTML without script: escaped, readable on light and dark, each mark with its label."""
    article, escape = record.article, html.escape
    byline = " and ".join(article.byline)
    facts = (article.outlet, article.published, f"by {byline}" if byline else None, article.credit)
    marked = "".join(_mark_text(article.text, find_marks(record)))
    legend = " ".join(f'<span style="{_line_style((layer,))}">{layer}</span>' for layer in _LAYERS)
    counts = f"{len(record.events)} events, {len(record.statements)} statements, {len(record.actors)} actors"
    issues = "".join(f"<li>{escape(issue.kind)}: {escape(issue.message)}</li>" for issue in record.issues)
    return "".join(
        (
            '<div class="dateline-record" style="max-width:48em;line-height:2.3;color:inherit;background:transparent">',
            f"<strong>{escape(article.title or 'Untitled')}</strong>",
            f"<div><small>{escape(' · '.join(fact for fact in facts if fact))}</small></div>",
            f"<div><small>{counts}. {legend}</small></div>",
            f'<div style="white-space:pre-wrap;margin-top:.5em">{marked}</div>',
            f"<details><summary>{len(record.issues)} issues</summary><ul>{issues}</ul></details>" if issues else "",
            "</div>",
        )
    )


def _mark_text(text: str, marks: list[Mark]) -> Iterator[str]:
    """Cut the text where any mark begins or ends, so that overlapping marks become lines above each other."""
    opening: dict[int, list[Mark]] = {}
    for mark in marks:
        opening.setdefault(mark.span.start, []).append(mark)
    cuts = sorted({0, len(text), *(mark.span.start for mark in marks), *(mark.span.end for mark in marks)})
    open_marks: list[Mark] = []
    for start, end in pairwise(cuts):
        open_marks = [mark for mark in open_marks if mark.span.end > start] + opening.get(start, [])
        yield _segment(text[start:end], open_marks, Span(start, end))


def _segment(words: str, marks: list[Mark], span: Span) -> str:
    shown = html.escape(_plain_line_ends(words))
    if not marks:
        return shown
    layers = tuple(layer for layer in _LAYERS if any(mark.layer == layer for mark in marks))
    title = html.escape("; ".join(f"{mark.layer}: {mark.label}" for mark in marks), quote=True)
    before = _write_labels(m.label for m in marks if m.layer == "statement" and m.span.start == span.start)
    after = _write_labels(
        m.label for m in marks if m.layer != "statement" and m.span.end == span.end and m.label not in words
    )
    return f'{before}<mark title="{title}" style="{_line_style(layers)}">{shown}</mark>{after}'


def _write_labels(labels: Iterator[str]) -> str:
    written = ", ".join(dict.fromkeys(labels))
    return f'<sup style="font-size:.65em;opacity:.8">{html.escape(written)}</sup>' if written else ""


def _plain_line_ends(words: str) -> str:
    for line_end in _LINE_ENDS:
        words = words.replace(line_end, "\n")
    return words


def _line_style(layers: tuple[str, ...]) -> str:
    """Draw one line a layer under the words, each in its own lane; the words keep their own colour."""
    lanes = [(_COLOURS[layer], 3 * (len(_LAYERS) - 1 - _LAYERS.index(layer))) for layer in layers]
    images = ",".join(f"linear-gradient({colour},{colour})" for colour, _ in lanes)
    places = ",".join(f"0 calc(100% - {height}px)" for _, height in lanes)
    return (
        f"color:inherit;padding-bottom:{3 * len(_LAYERS)}px;background:{images};background-position:{places};"
        "background-size:100% 2px;background-repeat:no-repeat"
    )
