"""`dateline events`, `statements`, `articles`, `stories`, `threads` and so on: the lists of a ledger."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from dateline.cli.ledger_filters import filter_options
from dateline.cli.output import (
    cache_folder,
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
from dateline.cli.quick import list_quickly
from dateline.ledger import Place, Store
from dateline.model.errors import ConfigError
from dateline.views import (
    Listing,
    list_actors,
    list_articles,
    list_events,
    list_issues,
    list_places,
    list_statements,
    list_stories,
    list_threads,
)


@contextmanager
def open_ledger(path: Place) -> Iterator[Store]:
    """Open a ledger for one command, which sees it as it stands at its start; filters that cannot be are wrong use."""
    try:
        with Store(path) as store, store.snapshot():
            yield store
    except ConfigError as error:
        raise click.UsageError(str(error)) from error


def _show(what: str, listing: Listing[Any], form: str | None, output: Path | None) -> None:
    chosen = choose_format(form, output)
    with open_output(output) as stream:
        if chosen == "table":
            from dateline.cli.ledger_tables import print_list

            with open_console(stream) as console:
                print_list(console, what, listing)
        elif chosen == "jsonl":
            write_json_lines(stream, listing)
        elif chosen == "json":
            write_json(stream, listing)
        else:
            write_separated(stream, listing.column_names(), listing.cells(), chosen)
    if chosen == "table" and not len(listing):
        say(f"no {what} fit" if what != "issues" else "no issues")
    if listing.undated:
        say(f"{listing.undated} more {what} have no date and were left out")


def _command(name: str, ask: Callable[..., Listing[Any]], about: str, examples: tuple[str, ...]) -> click.Command:
    def run(ledger: Place, form: str | None, output: Path | None, **filters: Any) -> None:
        with open_ledger(ledger) as store:
            listing = list_quickly(name, store, cache_folder(), **filters)
            _show(name, ask(store, **filters) if listing is None else listing, form, output)

    lines = "\n".join(f"  dateline {name} situation.db {example}".rstrip() for example in examples)
    notes = "\n\nFilters hold together; an option given twice lets either value through." if name != "issues" else ""
    run.__doc__ = about
    command = filter_options(name)(output_options(run))
    return click.command(name, epilog=f"\b\nExamples:\n{lines}{notes}", short_help=about)(ledger_argument(command))


events = _command(
    "events",
    list_events,
    "List events: what happened or may, who did it to whom, whose claim it is, with the words.",
    (
        "--actor NATO --since 2025-10",
        "--recipient UKR --type ASSAULT --status occurred -o strikes.csv",
        '--search "oil refinery" --sort -time --limit 20',
        "--contested",
    ),
)
statements = _command(
    "statements",
    list_statements,
    "List statements: who said what to whom, word for word.",
    ('--speaker "Mark Rutte"', "--act deny --since 2025-10-01 --until 2025-10-31", "--search sanctions --format csv"),
)
articles = _command(
    "articles",
    list_articles,
    "List articles and how much was read from them.",
    ('--outlet "Harbour News"', "--place Kharkiv --search drones", "--sort -published --limit 10"),
)
actors = _command(
    "actors",
    list_actors,
    "List actors over all articles, those with most events first.",
    ("--country Russia", "--actor Putin", "--sort mentions --limit 50 --format csv"),
)
places = _command(
    "places",
    list_places,
    "List places over all articles, those with most events first.",
    ("--country UKR", "--place Kharkiv", "--format csv -o places.csv"),
)
issues = _command(
    "issues",
    list_issues,
    "List what could not be read or resolved, and why; inputs of which nothing was kept come first.",
    ("", "--kind place-unresolved", '--outlet "Harbour News" --format csv'),
)
stories = _command(
    "stories",
    list_stories,
    "List stories: articles about one matter, with outlets, voices and what is contested.",
    ("--actor Putin --since 2025-10", '--search "oil refinery" --sort -articles', "--format csv -o stories.csv"),
)
threads = _command(
    "threads",
    list_threads,
    "List what was planned, threatened, promised, proposed or demanded, and what became of it.",
    ("--kind threat --actor Russia", "--outcome overdue", "--kind plan --since 2025-10 --format csv"),
)
