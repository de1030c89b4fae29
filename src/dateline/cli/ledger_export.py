"""`dateline export`: everything in a ledger as a file for other programs."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import cast

import click

from dateline.cli.ledger_lists import ledger_argument, open_ledger
from dateline.cli.output import open_output
from dateline.views import EXPORTS, TABLES, Table, Texts, Wish

_EPILOG = """\b
Examples:
  dateline export situation.db --to csv -o events.csv
  dateline export situation.db --to jsonl --texts full -o records.jsonl
  dateline export situation.db --to parquet --table statements -o statements.parquet
  dateline export situation.db --to jsonl --texts none | gzip > spans.jsonl.gz

jsonl is a record a line, csv and parquet a row an event (or of --table). --texts quotes, the default,
leaves out the articles' whole texts, so that sharing does not republish them,
and gives the exact words of every span instead; full gives the records as
`dateline read` prints them; none leaves out all words of the articles."""


@click.command(epilog=_EPILOG, short_help="Write everything in a ledger as a file for other programs.")
@ledger_argument
@click.option("--to", "name", required=True, type=click.Choice(list(EXPORTS)), help="The form. Example: --to csv")
@click.option(
    "--texts",
    type=click.Choice(("none", "quotes", "full")),
    default="quotes",
    show_default=True,
    help="How much of the articles' own words goes along. Example: --texts full",
)
@click.option(
    "--table",
    type=click.Choice(TABLES),
    default="events",
    show_default=True,
    help="Which rows csv and parquet hold. Example: --table statements",
)
@click.option(
    "--all-versions",
    is_flag=True,
    help="Also versions that newer ones at the same URL replaced. Example: --all-versions",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Write to FILE instead of standard output. Example: -o events.csv",
)
def export(ledger: Path, name: str, texts: str, table: str, all_versions: bool, output: Path | None) -> None:
    """Write all records (jsonl) or rows (csv, parquet) of a ledger, in an order that does not depend on the adding."""
    if name == "jsonl" and table != "events":
        raise click.UsageError("jsonl gives whole records; --table goes with csv and parquet")
    if name == "parquet" and output is None and sys.stdout.isatty():
        raise click.UsageError("parquet is no text for a terminal; give a file: -o events.parquet")
    wish = Wish(cast(Texts, texts), cast(Table, table), all_versions)
    with open_ledger(ledger) as store, open_output(output) as stream:
        for piece in EXPORTS[name](store, wish):
            stream.write(piece)
