"""`dateline plugins`: what reads, computes and keeps here, and which extras are installed."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from importlib import metadata
from pathlib import Path

import click

from dateline.cli.output import (
    choose_format,
    open_console,
    open_output,
    output_options,
    write_json,
    write_json_lines,
    write_separated,
)

_EPILOG = """\b
Examples:
  dateline plugins
  dateline plugins --format json

"computes" is vnni or fma (compiled, for processors with AVX-512 or AVX2), base
(compiled, for any) or numpy (nothing is compiled: the same, more slowly; a C
compiler at installation mends it). "reads" is compiled or python, which do the
same too; in a checkout it is python after a change until `make compile`."""
_DISTRIBUTION = "dateline"


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the program as it runs here."""

    what: str
    name: str
    state: str
    """"in use", "installed" or "not installed"."""
    note: str


@click.command(epilog=_EPILOG, short_help="Show what reads, computes and keeps here, and which extras are there.")
@output_options
def plugins(form: str | None, output: Path | None) -> int:
    """Show what is loaded: model, tables, what computes, the ledger's engine; and which extras are installed."""
    parts = tuple(_find_parts())
    chosen = choose_format(form, output)
    with open_output(output) as stream:
        if chosen == "table":
            with open_console(stream) as console:
                for part in parts:
                    console.print(f"{part.what:10} {part.name:45} {part.state:14} {part.note}", markup=False)
        elif chosen == "jsonl":
            write_json_lines(stream, parts)
        elif chosen == "json":
            write_json(stream, parts)
        else:
            rows = (tuple(asdict(part).values()) for part in parts)
            write_separated(stream, ("what", "name", "state", "note"), rows, chosen)
    return 0


def _find_parts() -> Iterator[Part]:
    from dateline.compiled import form
    from dateline.knowledge.digest import knowledge_digest
    from dateline.reading import kernel_name, model_version
    from dateline.version import VERSION

    yield Part("program", f"dateline {VERSION}", "in use", "")
    yield Part("model", model_version(), "in use", "words, tags and trees")
    yield Part("knowledge", knowledge_digest()[:12], "in use", "digest of the tables")
    yield Part("computes", kernel_name(), "in use", "")
    yield Part("reads", form(), "in use", "reading and merging")
    yield Part("ledger", f"SQLite {sqlite3.sqlite_version}", "in use", "")
    for extra, needed in sorted(_extras().items()):
        lacking = [name for name in needed if _version(name) is None]
        there = ", ".join(f"{name} {_version(name)}" for name in needed if name not in lacking)
        note = f"pip install 'dateline[{extra}]'" if lacking else there
        yield Part("extra", extra, "not installed" if lacking else "installed", note)


def _extras() -> dict[str, list[str]]:
    """Give the packages of each extra, as the installed package names them."""
    found: dict[str, list[str]] = {}
    for line in metadata.requires(_DISTRIBUTION) or ():
        requirement, _, condition = line.partition(";")
        if "extra ==" in condition:
            extra = condition.split("extra ==")[1].strip().strip("'\"")
            name = requirement.strip()
            for mark in "[<>=!~ (":
                name = name.partition(mark)[0]
            found.setdefault(extra, []).append(name)
    return found


def _version(name: str) -> str | None:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return None
