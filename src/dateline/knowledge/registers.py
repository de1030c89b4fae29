"""How each register is listed: its title and the columns that its reader asks for."""

from __future__ import annotations

from functools import cache
from typing import get_args

import msgspec

from dateline.knowledge.digest import TELLING
from dateline.model.errors import LexiconError
from dateline.model.record import Register

_FILE = "registers.toml"


class RegisterColumn(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One column of a register, by the fields of an event that fill it."""

    title: str
    sides: tuple[str, ...] = ()
    """Fields whose names it shows: actors, recipients, participants."""
    places: bool = False
    counts: tuple[str, ...] = ()
    """Kinds of numbers; "*" is all, "-killed" all but the killed."""
    responses: bool = False
    """What the same report tells was done about it."""


class RegisterSpec(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How a register is shown."""

    name: Register
    title: str
    about: str
    columns: tuple[RegisterColumn, ...]
    victims: bool = False
    """Its victims are summed over time."""
    calendar: bool = False
    """Its days are laid out in months."""


class _Table(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    register: tuple[RegisterSpec, ...]


@cache
def load_registers() -> dict[str, RegisterSpec]:
    """Load the registers by name, in the order of the table; LexiconError where one is missing or stands twice."""
    table = msgspec.toml.decode((TELLING / _FILE).read_bytes(), type=_Table).register
    specs: dict[str, RegisterSpec] = {spec.name: spec for spec in table}
    if len(specs) != len(table):
        raise LexiconError(_FILE, "register", "one stands there twice")
    for name in get_args(Register):
        if name not in specs:
            raise LexiconError(_FILE, name, "has no entry")
    return specs
