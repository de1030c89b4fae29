"""`dateline lexicon`: the tables of words put to the test, asked for reasons, and searched for what never tells."""

from __future__ import annotations

import dataclasses
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

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
from dateline.sources import Found, Options, Unread, read_inputs

if TYPE_CHECKING:
    from dateline.model.article import Article

EXIT_FAILED, EXIT_ISSUES, EXIT_FAULTS = 1, 3, 4
_EPILOG = """\b
Examples:
  dateline lexicon test
  dateline lexicon why "The envoy was turned back at the border."
  dateline lexicon unused news/ --format csv -o unused.csv"""
_TEST_EPILOG = """\b
Examples:
  dateline lexicon test
  dateline lexicon test --format json -o faults.json

Exit code 4: some sentence reads otherwise than its table says."""
_WHY_EPILOG = """\b
Examples:
  dateline lexicon why "Poland scrambled jets after drones crossed into its airspace."
  dateline lexicon why "She made a killing on shares." --format json

One line for each word and each act it could tell: whether it told it, how the
act stands, or which words the act lacks."""
_UNUSED_EPILOG = """\b
Examples:
  dateline lexicon unused news/
  dateline lexicon unused reports.jsonl.gz --format csv -o unused.csv

INPUT is whatever `dateline read` takes."""


@click.group(epilog=_EPILOG, short_help="Test the tables of words; ask why a sentence is read so.")
def lexicon() -> None:
    """Put the tables of words to the test, ask why a sentence is read as it is, list words that never tell an act."""


@lexicon.command(epilog=_TEST_EPILOG)
@output_options
def test(form: str | None, output: Path | None) -> int:
    """Run every act, word and row of status on its own sentences; list those that read otherwise."""
    from dateline.reading.lexicon import count_sentences, find_faults

    with _progress("entries tested") as advance:
        faults = [dataclasses.asdict(fault) for fault in find_faults(_engine(), advance)]
    _write(faults, ("table", "entry", "sentence", "problem"), form, output)
    say(f"{count_sentences()} entries, {len(faults)} sentences that read otherwise than they should")
    return EXIT_FAULTS if faults else 0


@lexicon.command(epilog=_WHY_EPILOG)
@click.argument("sentence")
@output_options
def why(sentence: str, form: str | None, output: Path | None) -> int:
    """Tell of each word of SENTENCE that could tell an act what was made of it, and why."""
    from dateline.reading.lexicon import explain_sentence

    rows = [
        {
            "words": v.words, "start": v.span.start, "end": v.span.end, "type": v.type, "frame": v.frame,
            "told": v.told, "reason": v.reason, "wanted": list(v.wanted),
        }
        for v in explain_sentence(_engine(), sentence)
    ]  # fmt: skip
    _write(rows, ("words", "start", "end", "type", "frame", "told", "reason", "wanted"), form, output)
    if not rows:
        say("no word of the lexicon stands in it")
    return 0


@lexicon.command(epilog=_UNUSED_EPILOG)
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT...")
@output_options
def unused(inputs: tuple[str, ...], form: str | None, output: Path | None) -> int:
    """List the acts and words of the lexicon that tell nothing in the articles of INPUT."""
    from dateline.knowledge.frames import load_frames
    from dateline.reading.lexicon import count_tellings

    unread: list[str] = []
    with _progress("articles read") as advance:
        frames, words = count_tellings(_engine(), _read(inputs, unread, advance))
    rows: list[dict[str, Any]] = []
    for frame in load_frames().frames:
        silent = [f"{word} ({kind})" for kind, word in frame.words() if not words[kind, word]]
        if silent:
            rows.append({"frame": frame.id, "type": frame.type, "told": frames[frame.id], "unused": silent})
    _write(rows, ("frame", "type", "told", "unused"), form, output)
    total = sum(len(row["unused"]) for row in rows)
    say(f"{total} words in {len(rows)} acts tell nothing here; {sum(frames.values())} acts were told by the others")
    return 0 if not unread else EXIT_ISSUES if frames else EXIT_FAILED


def _read(inputs: tuple[str, ...], unread: list[str], advance: Callable[[], None]) -> Iterator[Article]:
    for found in read_inputs(inputs, Options()):
        if isinstance(found, Unread):
            unread.append(str(found))
            say(f"dateline: {found}")
        elif isinstance(found, Found):
            yield found.article
            advance()


def _engine() -> Any:
    from dateline.reading import load_engine

    return load_engine()


def _progress(what: str) -> AbstractContextManager[Callable[[], None]]:
    if not sys.stderr.isatty():
        return nullcontext(lambda: None)
    from dateline.cli.progress import show_progress

    return show_progress(what)


def _write(rows: Sequence[dict[str, Any]], columns: Sequence[str], form: str | None, output: Path | None) -> None:
    chosen = choose_format(form, output)
    with open_output(output) as stream:
        if chosen == "jsonl":
            write_json_lines(stream, rows)
        elif chosen == "json":
            write_json(stream, rows)
        elif chosen == "table":
            with open_console(stream) as console:
                for row in rows:
                    console.print(_line(row), markup=False, soft_wrap=True)
        else:
            write_separated(stream, columns, ([_cell(row[c]) for c in columns] for row in rows), chosen)


def _line(row: dict[str, Any]) -> str:
    if "problem" in row:
        return f"{row['table']} {row['entry']}: {row['problem']}\n    {row['sentence']}"
    if "unused" in row:
        return f"{row['frame']} ({row['type']}, told {row['told']} times): {', '.join(row['unused'])}"
    asked = f" [{', '.join(row['wanted'])}]" if row["wanted"] else ""
    return f"{'+' if row['told'] else '-'} {row['words']}: {row['type']} ({row['frame']}): {row['reason']}{asked}"


def _cell(value: Any) -> Any:
    return "; ".join(value) if isinstance(value, list) else value
