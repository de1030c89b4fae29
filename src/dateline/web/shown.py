"""Lines of events as they stand in a page, made once for all lists that show them."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from dateline.ledger import Store
from dateline.merging.types import Policy
from dateline.views.loading import load_events
from dateline.web.book import Indexes
from dateline.web.rendering import environment

_KEPT = 8_000
"""So many lines, of some 1.5 kB, are kept until the ledger changes."""


def show_events(store: Store, indexes: Indexes, numbers: Sequence[int], policy: Policy) -> list[Markup]:
    """Give the lines of the events of these row numbers, in this order."""
    kept: dict[tuple[int, str], Markup] = indexes.keep("event lines", dict)
    lines = {number: kept.get((number, policy)) for number in numbers}
    missing = [number for number, line in lines.items() if line is None]
    if missing:
        show = environment().get_template("parts.html").module.event_row  # type: ignore[attr-defined]
        rows = load_events(store, missing, policy)
        made = [Markup(show(row)) for row in rows]
        if len(made) < len(missing):  # some went since the columns were made
            return [Markup(show(row)) for row in load_events(store, numbers, policy)]
        if len(kept) + len(made) > _KEPT:
            kept.clear()
        lines.update(zip(missing, made))
        kept.update(((number, policy), line) for number, line in zip(missing, made))
    return [line for number in numbers if (line := lines[number]) is not None]
