"""Where data goes and in which form: tables for people, JSON Lines, JSON, CSV and TSV for programs."""

from __future__ import annotations

import csv
import io
import os
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, BinaryIO, Literal, TypeVar

import click
import msgspec

if TYPE_CHECKING:
    from rich.console import Console

Format = Literal["table", "jsonl", "json", "csv", "tsv"]
FORMATS: tuple[Format, ...] = ("table", "jsonl", "json", "csv", "tsv")
_SUFFIXES: dict[str, Format] = {
    ".json": "json", ".csv": "csv", ".tsv": "tsv", ".tab": "tsv", ".txt": "table",
    ".jsonl": "jsonl", ".ndjson": "jsonl",
}  # fmt: skip
_FILE_WIDTH = 100
Command = TypeVar("Command", bound=Callable[..., Any])


def output_options(command: Command) -> Command:
    """Give a command `--format` and `-o`."""
    command = click.option(
        "-o",
        "--output",
        type=click.Path(dir_okay=False, path_type=Path),
        metavar="FILE",
        help="Write to FILE instead of standard output; its ending tells the format. Example: -o events.csv",
    )(command)
    return click.option(
        "--format",
        "form",
        type=click.Choice(FORMATS),
        help="Form of the output: by default a table in a terminal, JSON Lines when piped. Example: --format csv",
    )(command)


def choose_format(form: str | None, output: Path | None) -> Format:
    """Choose the form: the one asked for, else by the ending of the file, else by whether a person looks on."""
    for known in FORMATS:
        if form == known:
            return known
    if output is not None:
        return _SUFFIXES.get(output.suffix.lower(), "jsonl")
    return "table" if sys.stdout.isatty() else "jsonl"


@contextmanager
def open_output(output: Path | None) -> Iterator[BinaryIO]:
    """Open standard output, or a file that appears whole or not at all."""
    if output is None:
        sys.stdout.flush()
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    if not output.parent.is_dir():
        raise click.ClickException(f"{output}: there is no folder {output.parent}")
    if output.exists() and not output.is_file():
        with output.open("wb") as stream:
            yield stream
        return
    handle, name = tempfile.mkstemp(prefix=f".{output.name}.", dir=output.parent)
    try:
        with os.fdopen(handle, "wb") as stream:
            yield stream
        os.chmod(name, _mode_of(output))
        os.replace(name, output)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _mode_of(output: Path) -> int:
    if output.exists():
        return output.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def encode_line(value: Any) -> bytes:
    """Write a value as one line of JSON, keys in the order of its type, letters as they are."""
    return msgspec.json.encode(value) + b"\n"


def write_json_lines(stream: BinaryIO, values: Iterable[Any]) -> None:
    """Write one JSON object a line, each as soon as it is there."""
    for value in values:
        stream.write(encode_line(value))
        stream.flush()


def write_json(stream: BinaryIO, values: Iterable[Any]) -> None:
    """Write all values as one indented JSON array."""
    opened = False
    for value in values:
        text = msgspec.json.format(msgspec.json.encode(value), indent=2)
        stream.write((b",\n" if opened else b"[\n") + text)
        opened = True
    stream.write(b"\n]\n" if opened else b"[]\n")


def write_separated(
    stream: BinaryIO, names: Sequence[str], rows: Iterable[Sequence[Any]], form: Literal["csv", "tsv"]
) -> None:
    """Write a header and rows: CSV as RFC 4180 has it, or the same with tabs and plain line ends.

    Words that a spreadsheet would take for a formula get an apostrophe before them.
    """
    from dateline.views.cells import safe_cell

    with _as_text(stream) as lines:
        writer = csv.writer(
            lines, delimiter="," if form == "csv" else "\t", lineterminator="\r\n" if form == "csv" else "\n"
        )
        writer.writerow(names)
        for row in rows:
            writer.writerow([safe_cell(cell) for cell in row])


@contextmanager
def _as_text(stream: BinaryIO) -> Iterator[IO[str]]:
    text = io.TextIOWrapper(stream, encoding="utf-8", newline="", write_through=True)
    try:
        yield text
    finally:
        text.detach()


@contextmanager
def open_console(stream: BinaryIO) -> Iterator[Console]:
    """Open a console for people: in colour and as wide as the terminal, plain and 100 wide anywhere else."""
    from rich.console import Console

    if stream is sys.stdout.buffer and sys.stdout.isatty():
        yield Console(highlight=False, soft_wrap=False)
        return
    with _as_text(stream) as text:
        yield Console(file=text, width=_FILE_WIDTH, highlight=False, color_system=None, legacy_windows=False)


def cache_folder() -> Path | None:
    """Give the folder for what can be made again: `$DATELINE_CACHE`, else the user's own cache; None: keep nothing."""
    chosen = os.environ.get("DATELINE_CACHE")
    if chosen is not None:
        return Path(chosen) if chosen else None
    home = os.environ.get("XDG_CACHE_HOME")
    try:
        return Path(home) / "dateline" if home else Path.home() / ".cache" / "dateline"
    except RuntimeError:  # nobody's home
        return None


def say(message: str) -> None:
    """Say something to the person at the terminal, on standard error."""
    click.echo(message, err=True)
