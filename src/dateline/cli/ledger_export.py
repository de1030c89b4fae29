"""`dateline export`: everything in a ledger, or what fits, as a file for other programs."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import click

from dateline.cli.ledger_filters import filter_options
from dateline.cli.ledger_lists import open_ledger
from dateline.cli.output import cache_folder, open_output, say
from dateline.cli.place import ledger_argument
from dateline.cli.quick import list_quickly
from dateline.views import EXPORTS, TABLES, Listing, Table, Texts, Wish

if TYPE_CHECKING:
    from dateline.ledger import Place, Store

_EPILOG = """\b
Examples:
  dateline export situation.db --to csv -o events.csv
  dateline export situation.db --to csv --register strike --since 2026 -o strikes.csv
  dateline export situation.db --to jsonl --texts full -o records.jsonl
  dateline export situation.db --to parquet --table statements -o statements.parquet
  dateline export situation.db --to geojson --country UKR -o events.geojson
  dateline export situation.db --to ics --register meeting -o meetings.ics
  dateline export situation.db --to acled -o acled-like.csv
  dateline export situation.db --to annotations -o evidence.jsonld
  dateline export situation.db --to site -o public/

jsonl is a record a line, csv and parquet a row an event (or of --table);
geojson, ics (what is planned), atom, annotations (W3C) and the tables in the
columns of polecat, gdelt and acled are of events, and take the filters of
`dateline events`. site is a folder of plain pages for publishing.
--texts quotes, the default, leaves out the articles' whole texts, so that
sharing does not republish them, and gives the exact words of every span
instead; full gives the records as `dateline read` prints them (of a site: the
articles too); none leaves out all words of the articles."""
_WHOLE = ("jsonl", "site")


@click.command(epilog=_EPILOG, short_help="Write a ledger, or what fits, as a file for other programs.")
@ledger_argument
@click.option("--to", "name", required=True, type=click.Choice([*EXPORTS, "site"]), help="The form. Example: --to csv")
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
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Write to FILE (site: a folder) instead of standard output. Example: -o events.csv",
)
@filter_options("events")
def export(ledger: Place, name: str, texts: str, table: str, output: Path | None, **given: Any) -> None:
    """Write all records (jsonl), rows or pages of a ledger, in an order that does not depend on the adding."""
    all_versions = given.pop("all_versions")
    filters = {key: value for key, value in given.items() if value not in (None, (), False)}
    if (name in _WHOLE or table != "events") and filters:
        raise click.UsageError(
            f"--{next(iter(filters)).replace('_', '-')} narrows events, and goes with forms of events"
        )
    if name not in ("csv", "parquet") and table != "events":
        raise click.UsageError(f"--table goes with csv and parquet, not with {name}")
    if name == "site":
        _write_site(ledger, output, texts)
        return
    if output is not None and output.is_dir():
        raise click.UsageError(f"{output} is a folder; name a file")
    if name == "parquet" and output is None and sys.stdout.isatty():
        raise click.UsageError("parquet is no text for a terminal; give a file: -o events.parquet")
    wish = Wish(cast(Texts, texts), cast(Table, table), all_versions, filters, _quickly)
    with open_ledger(ledger) as store, open_output(output) as stream:
        for piece in EXPORTS[name](store, wish):
            stream.write(piece)


def _quickly(table: str, store: Store, **filters: Any) -> Listing[Any] | None:
    return list_quickly(table, store, cache_folder(), **filters)


def _write_site(ledger: Place, output: Path | None, texts: str) -> None:
    from dateline.cli.progress import show_progress
    from dateline.web.site import write_site

    if output is None:
        raise click.UsageError("a site is a folder of pages; name a new one: -o public/")
    if texts == "none":
        raise click.UsageError("pages show the words of every event; --texts is quotes or full for a site")
    with show_progress("pages") as tell:
        written = write_site(ledger, output, full=texts == "full", tell=tell)
    say(f"{output}: {written} files")
