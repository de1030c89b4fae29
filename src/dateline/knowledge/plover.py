"""PLOVER's own rules: which type and mode an act gets when it is planned, threatened or called off."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from typing import get_args

from dateline.knowledge.digest import DATA
from dateline.model.errors import LexiconError
from dateline.model.record import EventType, Status

FILE = "plover.toml"


@dataclass(frozen=True, slots=True)
class PloverRule:
    """One rule: acts of these types with this status are coded so."""

    types: tuple[str, ...]
    status: tuple[str, ...]
    code: EventType
    mode: tuple[str, ...] = ()
    """Holds only for acts of these modes; empty: any."""
    gives_mode: str | None = None
    aux: str | None = None
    why: str = ""


@dataclass(frozen=True, slots=True)
class PloverRules:
    """All rules in order: the first that fits decides."""

    rules: tuple[PloverRule, ...]
    aux_of: tuple[tuple[str, str], ...]
    modes: tuple[tuple[str, tuple[str, ...]], ...]

    def rule(self, type_: EventType, status: Status, mode: str | None) -> PloverRule | None:
        """Give the rule for an act, None where the act keeps its type."""
        for rule in self.rules:
            if type_ in rule.types and status in rule.status and (not rule.mode or mode in rule.mode):
                return rule
        return None

    def aux(self, status: Status) -> tuple[str, ...]:
        """Give the auxiliary mode of a status: planned is `future`, negated is `negation`."""
        return tuple(aux for name, aux in self.aux_of if name == status)


@cache
def load_plover() -> PloverRules:
    """Load the rules; a row with an unknown type, status, mode or key is a LexiconError."""
    data = tomllib.loads((DATA / FILE).read_text("utf-8"))
    modes = tuple((type_, tuple(names)) for type_, names in data["modes"].items())
    rules = tuple(_rule(number, row, dict(modes)) for number, row in enumerate(data["rule"], 1))
    for status in data["aux"]:
        if status not in get_args(Status):
            raise LexiconError(FILE, "aux", f"no such status: {status!r}")
    return PloverRules(rules, tuple(data["aux"].items()), modes)


def _rule(number: int, row: dict[str, object], modes: dict[str, tuple[str, ...]]) -> PloverRule:
    unknown = set(row) - {"types", "status", "code", "mode", "gives_mode", "aux", "why"}
    if unknown:
        raise LexiconError(FILE, f"rule {number}", f"unknown key {min(unknown)!r}")
    values = {key: tuple(value) if isinstance(value, list) else value for key, value in row.items()}
    try:
        rule = PloverRule(**values)  # type: ignore[arg-type]
    except TypeError as error:
        raise LexiconError(FILE, f"rule {number}", str(error)) from error
    for type_ in (*rule.types, rule.code):
        if type_ not in get_args(EventType):
            raise LexiconError(FILE, f"rule {number}", f"no such event type: {type_!r}")
    for status in rule.status:
        if status not in get_args(Status):
            raise LexiconError(FILE, f"rule {number}", f"no such status: {status!r}")
    if rule.gives_mode is not None and rule.gives_mode not in modes.get(rule.code, ()):
        raise LexiconError(FILE, f"rule {number}", f"{rule.code} has no mode {rule.gives_mode!r}")
    return rule
