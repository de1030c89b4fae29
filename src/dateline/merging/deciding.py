"""People decide: what they rule is appended, never overwritten, and the joined view is made anew from it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal, get_args

import msgspec

from dateline.ledger import Store
from dateline.ledger.merges import KeptDecision, MergeTables
from dateline.merging.decisions import find_again, make_anchor
from dateline.merging.refreshing import refresh
from dateline.merging.reports import Report, Source, number_of
from dateline.model.errors import LedgerError
from dateline.model.record import CountWhat, Status

Action = Literal["accept", "reject", "set", "same", "different", "undo"]
_SIDES = ("actors", "recipients", "participants", "place")
_DAY = r"(?:\d{4}(?:-\d{2}(?:-\d{2})?)?|\.\.)"
_TIME = re.compile(rf"{_DAY}(?:/{_DAY})?")
_NUMBER = re.compile(r"<=\d+|~?\d+(?:\.\d+)?\+?|\d+-\d+")


@dataclass(frozen=True, slots=True)
class Wish:
    """What a person wants to rule, by whom and why."""

    action: Action
    keys: tuple[str, ...]
    """Keys of reports; of an event that of any of its reports."""
    field: str | None = None
    value: str | None = None
    by: str | None = None
    note: str | None = None
    at: str | None = None
    undoes: int | None = None


@dataclass(frozen=True, slots=True)
class Ruled:
    """One line of the log of decisions."""

    decision: KeptDecision
    undone: bool
    orphaned: bool
    """The report it is on is read from no article any more."""


def decide(store: Store, wish: Wish) -> int:
    """Append a decision and remake what it touches; gives its number.

    Raises LedgerError for reports that are not there, or a value that the field cannot have.
    """
    return store.attempt(lambda connection: _decide(store, MergeTables(connection), wish))


def _decide(store: Store, tables: MergeTables, wish: Wish) -> int:
    refresh(store)
    if wish.action == "undo":
        return _undo(store, tables, wish)
    if wish.action == "set":
        check_value(wish.field or "", wish.value or "")
    anchors = [_anchor(tables, key) for key in wish.keys]
    number = tables.keep_decision(
        KeptDecision(
            id=0, at=wish.at, by=wish.by, action=wish.action, target=wish.keys[0], anchor=anchors[0],
            other=wish.keys[1] if len(wish.keys) > 1 else None,
            other_anchor=anchors[1] if len(anchors) > 1 else None,
            field=wish.field, value=wish.value, note=wish.note, undoes=None,
        )
    )  # fmt: skip
    refresh(store)
    return number


def _undo(store: Store, tables: MergeTables, wish: Wish) -> int:
    log = list_decisions(tables)
    standing = [ruled.decision for ruled in log if not ruled.undone and ruled.decision.action != "undo"]
    if wish.undoes is None:
        if not standing:
            raise LedgerError(f"{store.path}: there is no decision to undo")
        undoes = standing[-1].id
    else:
        undoes = wish.undoes
        if undoes not in {ruled.decision.id for ruled in log}:
            raise LedgerError(f"{store.path}: there is no decision {undoes}; `decide {store.path} log` lists them")
        if any(ruled.undone for ruled in log if ruled.decision.id == undoes):
            raise LedgerError(f"{store.path}: decision {undoes} is undone already")
    number = tables.keep_decision(
        KeptDecision(
            id=0, at=wish.at, by=wish.by, action="undo", target=None, anchor=None, other=None, other_anchor=None,
            field=None, value=None, note=wish.note, undoes=undoes,
        )
    )  # fmt: skip
    refresh(store)
    return number


def check_value(field: str, value: str) -> None:
    """Raise LedgerError for a field that cannot be set, or a value that it cannot have."""
    name = field.split(" ")[0]
    if field == "status":
        if value not in get_args(Status):
            raise LedgerError(f"there is no status {value!r}; there are {', '.join(get_args(Status))}")
    elif field == "time":
        if not _TIME.fullmatch(value) or value in ("..", "../.."):
            raise LedgerError(f"{value!r} is no time; write 2025-10-24, 2025-10, 2025-10-24/2025-10-26, ../2025-10-24")
    elif name in get_args(CountWhat):
        if not _NUMBER.fullmatch(value):
            raise LedgerError(f"{value!r} is no number of {name}; write 6, 6+, <=6, ~200 or 5-7")
    elif field in _SIDES:
        if not value.strip():
            raise LedgerError(f"{field} must have a name")
    else:
        known = ", ".join(("status", "time", *_SIDES, *get_args(CountWhat)))
        raise LedgerError(f"{field!r} cannot be set; these can: {known}")


def _anchor(tables: MergeTables, key: str) -> str:
    article = tables.article_of(number_of(key))
    report = None if article is None else _find_report(_reports_of(tables, article), key)
    if article is None or report is None:
        raise LedgerError(f"there is no report {key} in a current article")
    return make_anchor(article, report)


def _reports_of(tables: MergeTables, article: str) -> tuple[Report, ...]:
    kept = tables.source(article)
    return () if kept is None else msgspec.json.decode(kept.source.encode(), type=Source).reports


def _find_report(reports: tuple[Report, ...], key: str) -> Report | None:
    return next((report for report in reports if report.key == key), None)


def list_decisions(tables: MergeTables) -> list[Ruled]:
    """Give all decisions in the order in which they were made."""
    decisions = tables.decisions()
    undone: set[int] = set()
    for decision in reversed(decisions):
        if decision.action == "undo" and decision.undoes is not None and decision.id not in undone:
            undone.add(decision.undoes)
    return [Ruled(decision, decision.id in undone, _is_orphan(tables, decision)) for decision in decisions]


def _is_orphan(tables: MergeTables, decision: KeptDecision) -> bool:
    for key, anchor in ((decision.target, decision.anchor), (decision.other, decision.other_anchor)):
        if key is None or anchor is None:
            continue
        article = msgspec.json.decode(anchor.encode())["article"]
        if find_again(key, anchor, {article: _reports_of(tables, article)}) is None:
            return True
    return False
