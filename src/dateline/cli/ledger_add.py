"""`dateline add`: articles are read into a ledger."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

import click

from dateline.cli.output import say
from dateline.cli.place import ledger_argument
from dateline.cli.read import make_fetcher, source_options
from dateline.cli.readers import choose_readers, reader_options
from dateline.sources import Options

if TYPE_CHECKING:
    from dateline.ingest import Summary
    from dateline.ledger import Place

EXIT_FAILED, EXIT_ISSUES = 1, 3
_EPILOG = """\b
Examples:
  dateline add situation.db article.txt --published 2025-10-24
  dateline add situation.db news/ rows.jsonl --workers 4
  dateline add situation.db page.html --outlet "Harbour News"
  curl -s https://example.org/report.html | dateline add situation.db -
  dateline add situation.db 'corpus/*.jsonl.gz' --cluster tcp://10.0.0.5:8786

LEDGER is one file, made when it is missing, or postgresql://USER@HOST/DATABASE
for one that many write to. Adding is idempotent: what is
there already is passed over, so the same command goes on where a stopped one
ended. An input that cannot be read becomes an issue (`dateline issues`) and
stops nothing. INPUT may hold * and ** (in quotes), and may be an fsspec address
(s3://bucket/news/*.jsonl, with --fetch). With --cluster the workers of a Dask
cluster read. Exit code 3: done, but some inputs have issues."""


@click.command(epilog=_EPILOG, short_help="Read articles into a ledger.")
@ledger_argument
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT...")
@source_options
@reader_options
@click.option(
    "--model",
    metavar="NAME",
    help="int8 (a little faster, not quite the same trees) or another spaCy pipeline. Example: --model en_core_web_trf",
)
def add(
    ledger: Place,
    inputs: tuple[str, ...],
    published: str | None,
    outlet: str | None,
    title: str | None,
    url: str | None,
    language: str | None,
    large: bool,
    fetch: bool,
    workers: int | None,
    cluster: str | None,
    work: str | None,
    keep_chunks: bool,
    model: str | None,
) -> int:
    """Read articles into a ledger: files, folders, JSON Lines, or - for standard input."""
    from dateline.cli.ledger_progress import show_adding
    from dateline.ingest import add_inputs

    fetcher = make_fetcher(fetch)
    options = Options(
        published=published, outlet=outlet, title=title, url=url, language=language, large=large, fetcher=fetcher
    )
    with show_adding() as report:
        readers = choose_readers(ledger, model, workers, cluster, work, keep_chunks)
        summary = add_inputs(ledger, inputs, options, readers, report, now)
    say(_describe(summary, ledger))
    if summary.interrupted or (summary.unread and summary.done == summary.unread):
        return EXIT_FAILED
    return EXIT_ISSUES if summary.unread or summary.with_issues else 0


def now() -> str:
    """Give the moment for the history of runs."""
    return datetime.datetime.now().astimezone().isoformat(timespec="seconds")


def _describe(summary: Summary, ledger: Place) -> str:
    parts = [f"{summary.added} added"]
    if summary.replaced:
        parts.append(f"{summary.replaced} read again")
    if summary.known:
        parts.append(f"{summary.known} already there")
    if summary.withdrawn:
        parts.append(f"{summary.withdrawn} withdrawn before and passed over")
    if summary.unread:
        parts.append(f"{summary.unread} not read (`dateline issues {ledger}` says why)")
    if summary.with_issues:
        parts.append(f"{summary.with_issues} with issues")
    words = f"{ledger}: {', '.join(parts)}"
    if summary.interrupted:
        words += "; stopped: what was read is kept, the same command goes on from here"
    return words
