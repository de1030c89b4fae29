"""Every span of a record with the path of the field that claims it: the ground of "evidence or nothing"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

from dateline.model.article import Span
from dateline.model.record import Record


def iter_spans(record: Record) -> Iterator[tuple[str, Span]]:
    """Yield (`events[0].trigger[0]`, span) for each span anywhere in the record, in the order of the fields."""
    for name in ("article", "actors", "places", "times", "statements", "events", "issues"):
        yield from _walk(name, getattr(record, name))


def _walk(path: str, value: Any) -> Iterator[tuple[str, Span]]:
    if isinstance(value, Span):
        yield path, value
    elif isinstance(value, msgspec.Struct):
        for field in value.__struct_fields__:
            yield from _walk(f"{path}.{field}", getattr(value, field))
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from _walk(f"{path}[{index}]", item)
