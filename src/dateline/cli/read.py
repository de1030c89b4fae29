"""`dateline read`: articles in, records out, no ledger."""

from __future__ import annotations

import datetime
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import click

from dateline.cli.output import (
    Command,
    choose_format,
    open_console,
    open_output,
    output_options,
    say,
    write_json,
    write_json_lines,
    write_separated,
)
from dateline.model.errors import ConfigError, LexiconError
from dateline.model.record import Record
from dateline.sources import Found, Options, Unchanged, Unread, is_iso_date, read_inputs
from dateline.sources.future_dates import with_future_date

if TYPE_CHECKING:
    from dateline.network import WebFetcher
    from dateline.reading import Engine

EXIT_FAILED, EXIT_ISSUES = 1, 3

_EPILOG = """\b
Examples:
  dateline read article.txt --published 2025-10-24
  dateline read page.html --format json
  dateline read news/ --outlet "Harbour News" --format csv -o events.csv
  dateline read rows.jsonl.gz -o records.jsonl
  zcat rows.gz | dateline read - | jq .events

INPUT is a plain text, Markdown or HTML file, JSON Lines with the keys
ref, text, title, published, url, outlet (.gz too), a folder, or - for
standard input. Exit code 3: done, but some inputs have issues."""


def _check_day(context: click.Context, parameter: click.Parameter, value: str | None) -> str | None:
    if value is not None and not is_iso_date(value):
        raise click.BadParameter(f"{value!r} is no date of the form YYYY-MM-DD, such as 2025-10-24")
    return value


def source_options(command: Command) -> Command:
    """Give a command the options for what an input lacks."""
    for option in reversed(
        (
            click.option(
                "--published",
                metavar="DATE",
                callback=_check_day,
                help="Day of publication. Example: --published 2025-10-24",
            ),
            click.option("--outlet", metavar="NAME", help='Who published it. Example: --outlet "Harbour News"'),
            click.option("--title", metavar="TEXT", help='Headline, if not in the text. Example: --title "Talks end"'),
            click.option("--url", metavar="URL", help="Address. Example: --url https://example.org/talks"),
            click.option(
                "--language", metavar="CODE", help="Language; found from the text if not given. Example: --language en"
            ),
            click.option("--large", is_flag=True, help="Read texts over 1 MB too. Example: --large"),
            click.option(
                "--fetch",
                is_flag=True,
                help="Read INPUTs that are http(s) addresses of pages and feeds; without it the network is not used. "
                "Example: --fetch",
            ),
        )
    ):
        command = option(command)
    return command


def make_fetcher(wanted: bool) -> WebFetcher | None:
    """Give what reads from the network, where that is wanted."""
    if not wanted:
        return None
    from dateline.network import WebFetcher

    return WebFetcher()


@dataclass(slots=True)
class Tally:
    """What became of the inputs."""

    read: int = 0
    unread: int = 0
    with_issues: int = 0
    today: str = field(default_factory=lambda: datetime.date.today().isoformat())

    @property
    def exit_code(self) -> int:
        """0 all read, 1 nothing read, 3 something unread or odd."""
        if self.unread and not self.read:
            return EXIT_FAILED
        return EXIT_ISSUES if self.unread or self.with_issues else 0


@click.command(epilog=_EPILOG, short_help="Read articles and print what they say, without a ledger.")
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT...")
@source_options
@output_options
@click.option(
    "--model",
    metavar="NAME",
    help="int8 (a little faster, not quite the same trees) or another spaCy pipeline. Example: --model en_core_web_trf",
)
@click.option("--limit", type=click.IntRange(min=1), metavar="N", help="Stop after N articles. Example: --limit 10")
def read(
    inputs: tuple[str, ...],
    published: str | None,
    outlet: str | None,
    title: str | None,
    url: str | None,
    language: str | None,
    large: bool,
    fetch: bool,
    form: str | None,
    output: Path | None,
    model: str | None,
    limit: int | None,
) -> int:
    """Read articles and print what they say: events, statements, actors, places, times, each with its words."""
    options = Options(
        published=published, outlet=outlet, title=title, url=url, language=language, large=large,
        fetcher=make_fetcher(fetch),
    )  # fmt: skip
    tally = Tally()
    chosen = choose_format(form, output)
    with _progress(len(inputs) > 1 or Path(inputs[0]).is_dir()) as advance:
        records = _read_records(inputs, options, model, tally, advance)
        with open_output(output) as stream:
            _write(stream, chosen, _take(records, limit))
    if tally.unread and tally.read:
        say(f"{tally.read} read, {tally.unread} not read")
    return tally.exit_code


def _take(records: Iterator[Record], limit: int | None) -> Iterator[Record]:
    for number, record in enumerate(records, 1):
        yield record
        if number == limit:
            return


def _read_records(
    inputs: tuple[str, ...], options: Options, model: str | None, tally: Tally, advance: Callable[[], None]
) -> Iterator[Record]:
    engine: Engine | None = None
    for found in read_inputs(inputs, options):
        if isinstance(found, Unchanged):
            continue
        if isinstance(found, Unread):
            tally.unread += 1
            say(f"dateline: {found}")
            continue
        if engine is None:
            from dateline.reading import load_engine

            engine = load_engine(model)
        record = _read_one(found, engine, tally)
        if record is not None:
            tally.read += 1
            yield record
            advance()


def _read_one(found: Found, engine: Engine, tally: Tally) -> Record | None:
    """Read one article; what fails in it is told and does not stop the others."""
    from dateline.reading import read_article

    found = with_future_date(found, tally.today)
    try:
        record = read_article(found.article, engine, found.issues)
    except (ConfigError, LexiconError):
        raise
    except Exception as error:
        tally.unread += 1
        say(f"dateline: {found.where}: internal error, please report it: {type(error).__name__}: {error}")
        return None
    issues = (*found.issues, *(issue for issue in record.issues if issue.kind == "language"))
    for issue in issues:
        say(f"dateline: {found.where}: {issue.message}")
    tally.with_issues += bool(issues)
    return record


def _write(stream: BinaryIO, form: str, records: Iterator[Record]) -> None:
    if form == "jsonl":
        write_json_lines(stream, records)
    elif form == "json":
        write_json(stream, records)
    elif form == "table":
        _write_cards(stream, records)
    else:
        from dateline.views.columns import EVENT_COLUMNS
        from dateline.views.rendering_rows import RecordRows

        rows = ([c.cell(row) for c in EVENT_COLUMNS] for record in records for row in RecordRows(record).events())
        write_separated(stream, [c.name for c in EVENT_COLUMNS], rows, "csv" if form == "csv" else "tsv")


def _write_cards(stream: BinaryIO, records: Iterator[Record]) -> None:
    from dateline.cli.card import print_card

    with open_console(stream) as console:
        for record in records:
            print_card(console, record)


def _progress(many: bool) -> AbstractContextManager[Callable[[], None]]:
    """Show how many articles are read, on standard error, when a person waits for many and sees nothing else."""
    if not many or not sys.stderr.isatty() or sys.stdout.isatty():
        return nullcontext(lambda: None)
    from dateline.cli.progress import show_progress

    return show_progress()
