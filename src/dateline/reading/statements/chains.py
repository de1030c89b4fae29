"""Quotations that are one, because each but the last goes on in the next paragraph."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dateline.reading.statements.marks import Marks


@dataclass(frozen=True, slots=True)
class Chain:
    """Quotations that are one: each but the last goes on in the next paragraph."""

    members: tuple[int, ...]
    """Indices of the quotations."""
    first: int
    """First token inside the first of them."""
    last: int
    """Behind the last token inside the last of them."""


def find_chains(marks: Marks) -> Iterator[Chain]:
    """Yield the quotations of an article, those that go on joined."""
    members: list[int] = []
    for index, quotation in enumerate(marks.quotations):
        if members and not quotation.continues:
            yield _join(marks, members)
            members = []
        members.append(index)
        if not quotation.goes_on:
            yield _join(marks, members)
            members = []
    if members:
        yield _join(marks, members)


def _join(marks: Marks, members: list[int]) -> Chain:
    quotations = marks.quotations
    return Chain(tuple(members), quotations[members[0]].first, quotations[members[-1]].last)
