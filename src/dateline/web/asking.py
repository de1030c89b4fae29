"""What an address asks for: filters, order, page; the same names on the page, in the API, in feeds and downloads."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from dateline.model.errors import ConfigError
from dateline.views.filters import FILTERS, List

PAGE = 100
LARGEST_PAGE = 1_000
_FLAGS = ("all_versions", "contested", "rejected", "reports")
_ONE = ("since", "until", "search", "sort", "policy")
_TRUE, _FALSE = ("1", "true", "yes", "on"), ("0", "false", "no", "off")
Pairs = Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as read from an address."""

    about: List
    filters: Mapping[str, Any]
    """For the lists of `views`; without `limit`."""
    size: int
    """Rows on a page."""
    first: int
    """How many rows come before it."""
    extra: Mapping[str, str] = field(default_factory=dict)
    """What only some pages take: the unit of a timeline and the like."""

    def values(self, name: str) -> tuple[str, ...]:
        """Give what a filter is set to, as strings."""
        value = self.filters.get(name)
        if value is None or value is False:
            return ()
        if value is True:
            return ("1",)
        return (value,) if isinstance(value, str) else tuple(value)

    def pairs(self, *, page: bool = False) -> list[tuple[str, str]]:
        """Give the question as pairs for an address, always in the same order."""
        pairs = [(name, value) for name in FILTERS[self.about] for value in self.values(name)]
        pairs += sorted(self.extra.items())
        if page and self.size != PAGE:
            pairs.append(("limit", str(self.size)))
        if page and self.first:
            pairs.append(("after", write_after(self.first)))
        return pairs

    def all_filters(self) -> tuple[tuple[str, Any], ...]:
        """Give all filters by their names, the order too, by which an answer is kept: one that cannot be is told."""
        return tuple(sorted(self.filters.items()))

    def narrowed(self) -> tuple[tuple[str, Any], ...]:
        """Give what narrows a list, without how it is ordered."""
        return tuple((name, value) for name, value in self.all_filters() if name != "sort")

    def bare(self) -> Asked:
        """Give the question without what only its own page takes."""
        return Asked(self.about, self.filters, self.size, 0)

    @property
    def query(self) -> str:
        """The filters as the query of an address, with "?" where there are any."""
        return as_query(self.pairs())

    def with_(self, name: str, value: str | None) -> str:
        """Give the query with a filter set to one value, or taken away; from the first page."""
        pairs = [pair for pair in self.pairs() if pair[0] != name]
        return as_query([*pairs, (name, value)] if value is not None else pairs)

    def adding(self, name: str, value: str) -> str:
        """Give the query with one value more for a filter."""
        return as_query([*self.pairs(), (name, value)])

    def without(self, name: str, value: str) -> str:
        """Give the query with one value less for a filter."""
        return as_query([pair for pair in self.pairs() if pair != (name, value)])

    def next_query(self) -> str:
        """Give the query of the next page."""
        pairs = [pair for pair in self.pairs(page=True) if pair[0] != "after"]
        return as_query([*pairs, ("after", write_after(self.first + self.size))])

    def previous_query(self) -> str:
        """Give the query of the page before."""
        pairs = [pair for pair in self.pairs(page=True) if pair[0] != "after"]
        first = self.first - self.size
        return as_query([*pairs, ("after", write_after(first))] if first > 0 else pairs)


def as_query(pairs: Pairs) -> str:
    """Write pairs as the query of an address."""
    return "?" + urlencode(pairs) if pairs else ""


def write_after(first: int) -> str:
    """Write where a page begins; a caller need not know how."""
    return f"r{first}"


def _read_after(value: str) -> int:
    if value[:1] == "r" and value[1:].isdecimal() and value.isascii() and len(value) < 12:
        return int(value[1:])
    raise ConfigError(f"after={value!r} is no place in a list; take it from `next` of the page before")


def _read_size(value: str) -> int:
    if value.isdecimal() and value.isascii() and len(value) < 10 and 1 <= int(value) <= LARGEST_PAGE:
        return int(value)
    raise ConfigError(f"limit must be a whole number from 1 to {LARGEST_PAGE}, not {value!r}")


def _read_flag(name: str, value: str) -> bool:
    if value.lower() in _TRUE:
        return True
    if value.lower() in _FALSE:
        return False
    raise ConfigError(f"{name} is 1 or 0, not {value!r}")


def read_question(about: List, pairs: Pairs, extra: Sequence[str] = ()) -> Asked:
    """Read the query of an address; empty values do not filter. Raises ConfigError for what the list does not take."""
    filters: dict[str, Any] = {}
    more: dict[str, str] = {}
    size, first = PAGE, 0
    known = [name for name in FILTERS[about] if name != "limit"]
    for name, value in pairs:
        if "\x00" in value:
            raise ConfigError(f"{name} holds a character that no word has")
        if not value.strip():
            continue
        if name == "limit":
            size = _read_size(value)
        elif name == "after":
            first = _read_after(value)
        elif name in extra:
            more[name] = value
        elif name not in known:
            raise ConfigError(f"{about} have no filter {name!r}; they have {', '.join([*known, 'limit', 'after'])}")
        elif name in _FLAGS:
            if _read_flag(name, value):
                filters[name] = True
        elif name in _ONE:
            filters[name] = value
        else:
            filters[name] = (*filters.get(name, ()), value)
    return Asked(about, filters, size, first, more)
