"""Numbers with what they count."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dateline.reading.analysis import Analysis
from dateline.reading.mentions.types import Quantity, TimeMention


def find_quantities(analysis: Analysis, times: Sequence[TimeMention]) -> Iterator[Quantity]:
    """Yield the quantities of an article in text order; numbers inside time expressions are none."""
    yield from ()
