"""One event or statement as HTML for a notebook: a sentence, its standing, the words marked; nothing to load."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING

from dateline.model.article import Spans

if TYPE_CHECKING:
    from dateline.views.rows import EventRow, StatementRow, Words

_BOX = '<div style="border-left:3px solid #888;padding:.2em .8em;margin:.3em 0">{}</div>'


def mark_words(words: Words, marks: Spans) -> str:
    """Write words of one span as HTML with some of them marked; of several spans they stay whole."""
    if len(words.spans) != 1:
        return html.escape(words.words)
    begin, end = words.spans[0]
    position, pieces = begin, []
    for mark in sorted(marks):
        first, last = max(mark.start, position), min(mark.end, end)
        if first < last:
            pieces.append(html.escape(words.words[position - begin : first - begin]))
            pieces.append(f"<mark>{html.escape(words.words[first - begin : last - begin])}</mark>")
            position = last
    return "".join(pieces) + html.escape(words.words[position - begin :])


def show_event(row: EventRow) -> str:
    """Show an event."""
    from dateline.views.phrasing import STATUS_WORDS, tell_plainly, tell_reports

    voices = ", ".join(voice.speaker.label for voice in row.said_by) or "the outlet"
    facts = f"{STATUS_WORDS[row.status]} · {row.register} · voice: {voices} · {tell_reports(row)}"
    source = ", ".join(part for part in (row.source.outlet, row.source.published, row.key) if part)
    lines = (
        f"<strong>{html.escape(tell_plainly(row))}</strong>", f"<small>{html.escape(facts)}</small>",
        f"<q dir='auto'>{mark_words(row.sentence, row.trigger.spans)}</q>", f"<small>{html.escape(source)}</small>",
    )  # fmt: skip
    return _BOX.format("<br>".join(lines))


def show_statement(row: StatementRow) -> str:
    """Show a statement."""
    to = f" → {row.addressee.label}" if row.addressee is not None else ""
    source = ", ".join(part for part in (row.source.outlet, row.source.published, row.key) if part)
    lines = (
        f"<strong>{html.escape(row.speaker.label + to)}</strong> <small>{html.escape(row.act)}</small>",
        f"<q dir='auto'>{html.escape(row.content.words)}</q>", f"<small>{html.escape(source)}</small>",
    )  # fmt: skip
    return _BOX.format("<br>".join(lines))
