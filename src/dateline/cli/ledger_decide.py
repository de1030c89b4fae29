"""`dateline decide`: people rule on what was read and joined; nothing is overwritten."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from dateline.cli.ledger_add import now
from dateline.cli.output import (
    choose_format,
    open_output,
    output_options,
    say,
    write_json,
    write_json_lines,
    write_separated,
)
from dateline.cli.place import ledger_argument

if TYPE_CHECKING:
    from dateline.ledger import Place
    from dateline.merging.deciding import Action, Ruled

_ACTIONS = {"accept": 1, "reject": 1, "set": 2, "same": 2, "different": 2, "undo": None, "log": 0}
_EPILOG = """\b
Examples:
  dateline decide situation.db accept event:1f3a9c
  dateline decide situation.db reject event:1f3a9c --note "a film scene"
  dateline decide situation.db set event:1f3a9c killed=7 --by "A. Reader"
  dateline decide situation.db same event:1f3a9c event:77ab01
  dateline decide situation.db different event:1f3a9c event:77ab01
  dateline decide situation.db undo
  dateline decide situation.db log --format csv

ID is that of an event or of one of its reports (`dateline events --reports`).
A rejected event is left out of lists unless --rejected is given. What is set
stands beside what was read (`dateline why`). Fields: status, time, place,
actors, recipients, participants, killed, injured, aircraft and the other
counts. Decisions hold when articles are read or joined again; those whose
report is read from no article any more are shown as orphaned in the log."""
_COLUMNS = ("id", "at", "by", "action", "target", "other", "field", "value", "note", "undoes", "undone", "orphaned")


@click.command(epilog=_EPILOG, short_help="Rule on events: accept, reject, set a value, same, different, undo.")
@ledger_argument
@click.argument("action", type=click.Choice(list(_ACTIONS)), metavar="ACTION")
@click.argument("ids", nargs=-1, metavar="[ID...]")
@click.option("--by", metavar="NAME", help='Who decides. Example: --by "A. Reader"')
@click.option("--note", metavar="WORDS", help='Why. Example: --note "two strikes, an hour apart"')
@output_options
def decide(
    ledger: Place, action: str, ids: tuple[str, ...], by: str | None, note: str | None, form: str | None,
    output: Path | None,
) -> None:  # fmt: skip
    """Rule on events. ACTION: accept ID, reject ID, set ID FIELD=VALUE, same ID ID, different ID ID, undo [N], log."""
    from dateline.ledger import Store
    from dateline.ledger.merges import MergeTables
    from dateline.merging.deciding import Wish, list_decisions
    from dateline.merging.deciding import decide as rule

    wanted = _ACTIONS[action]
    if (wanted is not None and len(ids) != wanted) or len(ids) > 2 or (action == "undo" and len(ids) > 1):
        raise click.UsageError(f"`{action}` takes {_takes(action)}")
    with Store(ledger) as store:
        store.open_for_reading()
        if action == "log":
            _print_log(list_decisions(MergeTables(store.reader)), form, output)
            return
        keys, field, value, undoes = _read_ids(store, action, ids)
        checked: Action = action  # type: ignore[assignment]
        wish = Wish(action=checked, keys=keys, field=field, value=value, by=by, note=note, at=now(), undoes=undoes)
        number = rule(store, wish)
    say(f"decision {number}: {action} {' '.join(ids)}".rstrip())


def _takes(action: str) -> str:
    return {
        "accept": "the id of an event", "reject": "the id of an event", "set": "the id of an event and FIELD=VALUE",
        "same": "the ids of two events or reports", "different": "the ids of two events or reports",
        "undo": "nothing, or the number of a decision", "log": "nothing more",
    }[action]  # fmt: skip


def _read_ids(
    store: object, action: str, ids: tuple[str, ...]
) -> tuple[tuple[str, ...], str | None, str | None, int | None]:
    from dateline.ledger import Store
    from dateline.views.why import find_key

    assert isinstance(store, Store)
    if action == "undo":
        if ids and not ids[0].isdigit():
            raise click.UsageError(f"{ids[0]!r} is no number of a decision; `dateline decide LEDGER log` lists them")
        return (), None, None, int(ids[0]) if ids else None
    named = ids[:1] if action == "set" else ids
    keys = tuple(find_key(store, each, of="event")[0] for each in named)
    if action != "set":
        if len(set(keys)) != len(keys):
            raise click.UsageError("these are one and the same report")
        return keys, None, None, None
    field, equals, value = ids[1].partition("=")
    if not equals:
        raise click.UsageError(f"{ids[1]!r} is no FIELD=VALUE; write killed=7")
    return keys, field.strip(), value.strip(), None


def _print_log(log: list[Ruled], form: str | None, output: Path | None) -> None:
    chosen = choose_format(form, output)
    rows = [
        (
            d.id, d.at, d.by, d.action, d.target, d.other, d.field, d.value, d.note, d.undoes,
            "yes" if ruled.undone else None, "yes" if ruled.orphaned else None,
        )
        for ruled in log
        for d in (ruled.decision,)
    ]  # fmt: skip
    with open_output(output) as stream:
        if chosen in ("jsonl", "json"):
            marks = ("undone", "orphaned")
            objects = [
                {name: value == "yes" if name in marks else value for name, value in zip(_COLUMNS, row, strict=True)}
                for row in rows
            ]
            (write_json if chosen == "json" else write_json_lines)(stream, objects)
        elif chosen == "table":
            for row in rows:
                words = [str(part) for part in row[1:] if part is not None and part != ""]
                stream.write(f"{row[0]:>4}  {'  '.join(words)}\n".encode())
        else:
            write_separated(stream, _COLUMNS, rows, "csv" if chosen == "csv" else "tsv")
