"""`dateline reread`: articles that a ledger keeps are read again with this version."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from dateline.cli.ledger_add import EXIT_FAILED, now
from dateline.cli.output import say
from dateline.cli.place import ledger_argument
from dateline.cli.readers import choose_readers, reader_options

if TYPE_CHECKING:
    from dateline.ledger import Place

_EPILOG = """\b
Examples:
  dateline reread situation.db
  dateline reread situation.db --all --workers 4
  dateline reread situation.db --cluster tcp://10.0.0.5:8786 --work /shared/work
  dateline reread situation.db && dateline diff situation.db --since last

Reads again what another version of the program, its model or its tables has
read; texts, days and ids stay. A stopped run goes on where it ended. What came,
went and changed is told by `dateline diff`."""


@click.command(epilog=_EPILOG, short_help="Read kept articles again with this version.")
@ledger_argument
@click.option("--all", "everything", is_flag=True, help="Also what this very version has read. Example: --all")
@reader_options
@click.option("--model", metavar="NAME", help="int8 or another spaCy pipeline. Example: --model en_core_web_trf")
def reread(
    ledger: Place,
    everything: bool,
    workers: int | None,
    cluster: str | None,
    work: str | None,
    keep_chunks: bool,
    model: str | None,
) -> int:
    """Read the articles of a ledger again with this version; their texts, days and ids stay."""
    from dateline.cli.ledger_progress import show_adding
    from dateline.ingest import reread_articles

    with show_adding() as report:
        readers = choose_readers(ledger, model, workers, cluster, work, keep_chunks)
        summary = reread_articles(ledger, readers, report, now, everything=everything)
    words = (
        f"{ledger}: {summary.replaced} read again, {summary.known} of them as before"
        if summary.known
        else (f"{ledger}: {summary.replaced} read again")
    )
    if summary.unread:
        words += f", {summary.unread} could not be read (`dateline issues {ledger}` says why)"
    if summary.interrupted:
        words += "; stopped: what was read is kept, the same command goes on from here"
    elif not summary.done:
        words = f"{ledger}: everything was read by this version already"
    say(words)
    return EXIT_FAILED if summary.interrupted else 3 if summary.unread else 0
