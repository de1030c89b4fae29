"""`dateline check`: the health of a ledger."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

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
from dateline.ledger import Place, find_faults, find_quick_faults

EXIT_FOUND = 4
_EPILOG = """\b
Examples:
  dateline check situation.db
  dateline check situation.db --quick
  dateline check situation.db --format jsonl

Looks at the file itself, at rows that point nowhere or that nothing points
to, at the search index, and at every span and column against the texts.
Exit code 4: something was found."""


@click.command(epilog=_EPILOG, short_help="Check the health of a ledger: the file, its rows, every span.")
@ledger_argument
@click.option("--quick", is_flag=True, help="Look only at the newest and oldest articles. Example: --quick")
@output_options
def check(ledger: Place, quick: bool, form: str | None, output: Path | None) -> int:
    """Check the health of a ledger: the file itself, what hangs in the air, every span against its text."""
    with open_ledger(ledger) as store:
        faults = list(find_quick_faults(store) if quick else find_faults(store))
        articles = store.query("SELECT count(*) FROM articles")[0][0] if not faults else None
    chosen = choose_format(form, output)
    with open_output(output) as stream:
        if chosen == "table":
            with open_console(stream) as console:
                for fault in faults:
                    console.print(f"{fault.kind}: {fault.where}: {fault.message}", markup=False, soft_wrap=True)
        elif chosen == "jsonl":
            write_json_lines(stream, faults)
        elif chosen == "json":
            write_json(stream, faults)
        else:
            names = ("kind", "where", "message")
            write_separated(stream, names, (tuple(asdict(fault).values()) for fault in faults), chosen)
    if not faults:
        looked = "a quick look at the newest and oldest" if quick else "every span and row looked at"
        say(f"{ledger}: good; {articles} articles, {looked}")
    return EXIT_FOUND if faults else 0
