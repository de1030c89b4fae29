"""Lines of events as they stand in a page or in an answer, made once for all lists that show them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

import msgspec
from markupsafe import Markup

from dateline.ledger import Store
from dateline.merging.types import Policy
from dateline.views.loading import load_events
from dateline.views.shared import keep_spans
from dateline.web.book import Indexes
from dateline.web.rendering import environment

Shown = TypeVar("Shown")
_ENCODER = msgspec.json.Encoder()
_KEPT = 8_000
"""So many lines of each kind, of some 2 kB, are kept until the ledger changes."""


def show_events(store: Store, indexes: Indexes, numbers: Sequence[int], policy: Policy) -> list[Markup]:
    """Give the lines of the events of these row numbers, in this order."""
    show = environment().get_template("parts.html").module.event_row  # type: ignore[attr-defined]

    def make(some: Sequence[int]) -> list[Markup]:
        return [Markup(show(row)) for row in load_events(store, some, policy)]

    return _keep_lines(indexes.keep("event lines", dict), numbers, policy, make)


def encode_events(store: Store, indexes: Indexes, numbers: Sequence[int], policy: Policy) -> list[msgspec.Raw]:
    """Give the events of these row numbers as JSON, in this order."""

    def make(some: Sequence[int]) -> list[msgspec.Raw]:
        return [msgspec.Raw(_ENCODER.encode(row)) for row in load_events(store, some, policy, keep_spans)]

    return _keep_lines(indexes.keep("events encoded", dict), numbers, policy, make)


def _keep_lines(
    kept: dict[tuple[int, str], Shown],
    numbers: Sequence[int],
    policy: Policy,
    make: Callable[[Sequence[int]], list[Shown]],
) -> list[Shown]:
    """Give lines that are kept, and make and keep those that are not."""
    lines = {number: kept.get((number, policy)) for number in numbers}
    missing = [number for number, line in lines.items() if line is None]
    if missing:
        made = make(missing)
        if len(made) < len(missing):  # some went since the columns were made
            return make(numbers)
        if len(kept) + len(made) > _KEPT:
            kept.clear()
        lines.update(zip(missing, made))
        kept.update(((number, policy), line) for number, line in zip(missing, made))
    return [line for number in numbers if (line := lines[number]) is not None]
