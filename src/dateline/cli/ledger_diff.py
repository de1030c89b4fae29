"""`dateline diff`: what changed in a ledger since some moment."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from dateline.cli.ledger_lists import open_ledger
from dateline.cli.output import (
    choose_format,
    open_console,
    open_output,
    output_options,
    say,
    write_json,
    write_json_lines,
    write_separated,
)
from dateline.cli.place import ledger_argument
from dateline.views import list_changes

if TYPE_CHECKING:
    from dateline.ledger import Place
    from dateline.views import ChangeRow

EXIT_CHANGED = 4
_EPILOG = """\b
Examples:
  dateline diff situation.db --since last
  dateline diff situation.db --since 2026-11-01
  dateline diff situation.db --since 2026-11-23T08:00 --format csv -o changes.csv
  dateline diff situation.db --since run:7

Lists articles that came, were read again, were replaced by a newer version or
withdrawn, and of those read again each statement and event that came, went or
changed, with the fields before and after; then events that other reports were
joined with or parted from, and where agreement on a field changed. Exit code 4:
something changed."""


@click.command(epilog=_EPILOG, short_help="List what changed since some moment.")
@ledger_argument
@click.option(
    "--since", required=True, metavar="WHEN", help="A day, a moment, `last` or `run:N`. Example: --since 2026-11-01"
)
@output_options
def diff(ledger: Place, since: str, form: str | None, output: Path | None) -> int:
    """List what changed in a ledger since a moment: articles, and what they are now read to say."""
    with open_ledger(ledger) as store:
        changes = list_changes(store, since)
        chosen = choose_format(form, output)
        with open_output(output) as stream:
            if chosen == "table":
                with open_console(stream) as console:
                    for row in changes:
                        console.print(_describe(row), markup=False, soft_wrap=True)
            elif chosen == "jsonl":
                write_json_lines(stream, changes)
            elif chosen == "json":
                write_json(stream, changes)
            else:
                write_separated(stream, changes.column_names(), changes.cells(), chosen)
    if not len(changes):
        say(f"nothing changed since {since}")
        return 0
    return EXIT_CHANGED


def _describe(row: ChangeRow) -> str:
    if row.what == "joined":
        return _describe_joined(row)
    if row.what == "article":
        named = " · ".join(part for part in (row.title or row.key[:12], row.outlet) if part)
        words = f"{(row.at or '')[:16].replace('T', ' ')}  article {row.change}: {named}"
        return words + (f" (by {row.successor[:12]})" if row.successor else "")
    kind, _, letters = row.key.partition(":")
    words = f"    {row.change} {kind}:{letters[:8]}"
    if row.change != "changed":
        return words + f" {row.type or ''} {row.status or ''}".rstrip()
    pairs = [f"{name}: {_short(row.before[name])} -> {_short(row.after[name])}" for name in row.fields]
    return words + "  " + "; ".join(pairs)


def _describe_joined(row: ChangeRow) -> str:
    letters = row.key.partition(":")[2][:8]
    kind = f" ({row.type} {row.status})" if row.type else ""
    words = f"{(row.at or '')[:16].replace('T', ' ')}  event:{letters}{kind}"
    other = f"event:{(row.successor or '').partition(':')[2][:8]}"
    if row.change == "merged":
        return f"{words} is now part of {other}"
    if row.change == "split":
        return f"{words} let go of {other}"
    if row.change == "gone":
        return f"{words} is told of no more"
    pairs = [f"{name}: {_short((row.before or {})[name])} -> {_short((row.after or {})[name])}" for name in row.fields]
    return f"{words} over all reports: {'; '.join(pairs)}"


def _short(value: object) -> str:
    words = "nothing" if value in (None, [], "") else str(value)
    return words if len(words) <= 60 else words[:57] + "..."
