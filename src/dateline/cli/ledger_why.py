"""`dateline why`: the words behind every field of an event, statement or story, and why reports were joined."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dateline.cli.ledger_lists import open_ledger
from dateline.cli.ledger_why_joined import (
    entity_roles,
    joined_rows,
    print_dossier,
    print_entity,
    print_story,
    story_links,
)
from dateline.cli.output import (
    choose_format,
    open_console,
    open_output,
    output_options,
    write_json,
    write_json_lines,
    write_separated,
)
from dateline.cli.place import ledger_argument
from dateline.views import Quote, Reason, Why, explain, load_entity, load_story

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

    from dateline.ledger import Place

_EPILOG = """\b
Examples:
  dateline why situation.db event:1f3a9c
  dateline why situation.db event:1f3a9c time
  dateline why situation.db statement:77ab01 speaker --format json
  dateline why situation.db story:5f02d1
  dateline why situation.db actor:69a66a

ID stands in every list; its first six letters after the colon are enough
where they fit only one. FIELD is type, status, actors, recipients, places,
time, counts, said_by, speaker, content and so on."""
_REACH = 60
"""How much of the sentence is shown on either side of the words, in characters; other formats give all of it."""
_COLUMNS = ("dateline_id", "field", "value", "words", "start", "end", "before", "after", "notes")


_ROLE_COLUMNS = (
    "dateline_id", "name", "role", "of", "since", "until", "articles", "words", "start", "end", "article",
)  # fmt: skip


@click.command(epilog=_EPILOG, short_help="Show the words behind every field of an event or statement.")
@ledger_argument
@click.argument("key", metavar="ID")
@click.argument("field", required=False, metavar="[FIELD]")
@output_options
def why(ledger: Place, key: str, field: str | None, form: str | None, output: Path | None) -> None:
    """Show the exact words behind every field of an event or statement, the rule, and who or what else it could be.

    Of an event that several reports tell of, also why they were taken for one, and who claims what; of a story, why
    its articles are in it; of an actor, by which names and in which roles articles speak of it, and when.
    """
    if key.strip().lower().startswith("story:"):
        _explain_story(ledger, key, form, output)
        return
    if key.strip().lower().startswith("actor:"):
        _explain_entity(ledger, key, form, output)
        return
    with open_ledger(ledger) as store:
        answer = explain(store, key, field)
    chosen = choose_format(form, output)
    with open_output(output) as stream:
        if chosen == "table":
            with open_console(stream) as console:
                _print_card(console, answer)
        elif chosen == "jsonl":
            write_json_lines(stream, [answer])
        elif chosen == "json":
            write_json(stream, [answer])
        else:
            write_separated(stream, _COLUMNS, _rows(answer), chosen)


def _rows(answer: Why) -> Iterator[tuple[str | int | None, ...]]:
    for reason in answer.reasons:
        notes = "; ".join(reason.notes) or None
        for q in reason.quotes:
            yield answer.key, reason.field, reason.value, q.words, q.span.start, q.span.end, q.before, q.after, notes
        if not reason.quotes:
            yield answer.key, reason.field, reason.value, None, None, None, None, None, notes
    if answer.joined is not None:
        yield from joined_rows(answer.joined)


def _print_card(console: Console, answer: Why) -> None:
    from rich.text import Text

    console.print(Text.assemble((answer.key, "bold"), "  ", answer.summary))
    source = " · ".join(part for part in (answer.title, answer.outlet, answer.published, answer.url) if part)
    if source:
        console.print(Text(" ".join(source.split()), style="dim"))
    for reason in answer.reasons:
        console.print()
        _print_reason(console, reason)
    if answer.joined is not None:
        print_dossier(console, answer.joined)


def _explain_entity(ledger: Place, key: str, form: str | None, output: Path | None) -> None:
    with open_ledger(ledger) as store:
        entity = load_entity(store, key)
    chosen = choose_format(form, output)
    with open_output(output) as stream:
        if chosen == "table":
            with open_console(stream) as console:
                print_entity(console, entity)
        elif chosen == "jsonl":
            write_json_lines(stream, [entity])
        elif chosen == "json":
            write_json(stream, [entity])
        else:
            columns = (
                "dateline_id",
                "name",
                "role",
                "of",
                "since",
                "until",
                "articles",
                "words",
                "start",
                "end",
                "article",
            )
            write_separated(stream, columns, entity_roles(entity), chosen)


def _explain_story(ledger: Place, key: str, form: str | None, output: Path | None) -> None:
    with open_ledger(ledger) as store:
        story = load_story(store, key)
    chosen = choose_format(form, output)
    with open_output(output) as stream:
        if chosen == "table":
            with open_console(stream) as console:
                print_story(console, story)
        elif chosen == "jsonl":
            write_json_lines(stream, [story])
        elif chosen == "json":
            write_json(stream, [story])
        else:
            columns = ("dateline_id", "article", "outlet", "published", "title", "nearest", "points", "reasons")
            write_separated(stream, columns, story_links(story), chosen)


def _print_reason(console: Console, reason: Reason) -> None:
    from rich.padding import Padding
    from rich.text import Text

    value = reason.value or "unknown"
    whole = any(quote.words == value for quote in reason.quotes)
    head = Text(reason.field, style="bold")
    if not whole:
        head.append(f"  {value}", "not bold" if reason.value else "not bold italic")
    console.print(head)
    for quote in reason.quotes:
        console.print(Padding(_quote(quote), (0, 0, 0, 4)))
    for note in reason.notes:
        console.print(Padding(Text(note, style="dim"), (0, 0, 0, 4)))


def _quote(quote: Quote) -> Text:
    from rich.text import Text

    before, words, after = (" ".join(part.split()) for part in (quote.before, quote.words, quote.after))
    if len(before) > _REACH:
        before = "… " + before[-_REACH:].partition(" ")[2]
    if len(after) > _REACH:
        after = after[:_REACH].rpartition(" ")[0] + " …"
    text = Text(f"{quote.span.start}-{quote.span.end}  ", style="dim")
    text.append(before + (" " if quote.before[-1:].isspace() else ""))
    text.append(words, "bold underline not dim")
    text.append((" " if quote.after[:1].isspace() else "") + after)
    return text
