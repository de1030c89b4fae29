#!/usr/bin/env python3
"""Write the generated reference pages: the command line, the record and its JSON Schema.

    python scripts/make_docs.py [--check]

`--check` writes nothing and fails when a page is not what would be written (the tests do this).
"""

from __future__ import annotations

import ast
import inspect
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal, cast, get_args, get_origin

import click
import msgspec
from fastapi import FastAPI

from dateline.cli import command_group
from dateline.model import article, record
from dateline.model.record import Record

ROOT = Path(__file__).resolve().parent.parent
REFERENCE = ROOT / "docs" / "reference"
NOTE = "<!-- Written by scripts/make_docs.py; change the source, not this page. -->\n\n"


def make_schema() -> str:
    """Give the JSON Schema of the record."""
    schema = msgspec.json.schema(Record)
    schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "dateline/1", **schema}
    return json.dumps(schema, indent=1, ensure_ascii=False) + "\n"


def make_record_page() -> str:
    """Describe every struct of the record with its fields, from the sources' own docstrings."""
    parts = [
        NOTE,
        "# The record: what dateline says of one article\n\n",
        "One JSON object an article, schema `dateline/1`. Keys may be added, never renamed or given another meaning. ",
        "Unknown is `null` or an empty list. A span is `[start, end]`, half-open, in Unicode code points of ",
        "`article.text`. The [JSON Schema](record.schema.json) is generated from the same types.\n",
    ]
    for module in (record, article):
        for name, doc, fields in _structs(inspect.getsource(module)):
            parts.append(f"\n## {name}\n\n{doc}\n")
            if fields:
                parts.append("\n| key | type | meaning |\n|---|---|---|\n")
            parts += [f"| `{key}` | `{_cell(type_)}` | {_cell(meaning)} |\n" for key, type_, meaning in fields]
    parts.append("\n## Values\n\n")
    for name, values in _value_lists():
        parts.append(f"- `{name}`: {', '.join(f'`{value}`' for value in values)}\n")
    return "".join(parts)


def _value_lists() -> Iterator[tuple[str, tuple[str, ...]]]:
    for name, value in vars(record).items():
        if get_origin(value) is Literal:
            yield name, get_args(value)


def _structs(source: str) -> Iterator[tuple[str, str, list[tuple[str, str, str]]]]:
    for node in ast.parse(source).body:
        if not isinstance(node, ast.ClassDef) or node.name.startswith("_"):
            continue
        fields: list[tuple[str, str, str]] = []
        for item in node.body:
            if isinstance(item, ast.AnnAssign) and isinstance(item.target, ast.Name):
                fields.append((item.target.id, ast.unparse(item.annotation), ""))
            elif isinstance(item, ast.Expr) and isinstance(item.value, ast.Constant) and fields:
                fields[-1] = (*fields[-1][:2], " ".join(str(item.value.value).split()))
        yield node.name, ast.get_docstring(node) or "", fields


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def make_cli_page() -> str:
    """Give the help of every command, as it is printed."""
    parts = [NOTE, "# The command line\n\n"]
    group = command_group()
    context = click.Context(group, info_name="dateline", terminal_width=100, max_content_width=100)
    parts.append(f"```text\n{group.get_help(context).strip()}\n```\n")
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        inner = click.Context(command, info_name=name, parent=context, terminal_width=100, max_content_width=100)
        parts.append(f"\n## dateline {name}\n\n```text\n{command.get_help(inner).strip()}\n```\n")
    return "".join(parts)


def make_figures_page() -> str:
    """Tell the floors that `make golden` holds, by task and figure."""
    floors = json.loads((ROOT / "tests" / "golden" / "floors.json").read_text("utf-8"))
    parts = [
        NOTE,
        "# Figures that are held\n\n",
        "`make golden` measures these and fails when one falls below its floor. All are per cent, higher is better. ",
        "`examples`, `seed` and `own-…` are golden facts of our own; the others are public sets (development parts). ",
        "`…-frozen` are golden facts that nobody looks at while rules are written: the honest ones.\n\n",
        "| task | figure | floor |\n|---|---|---|\n",
    ]
    for name, held in sorted(floors.items()):
        parts += [f"| {name} | {metric} | {value:.1f} |\n" for metric, value in held["floors"].items()]
    parts.append(
        "\n`printed_per_serving_inverse` is the share of printed events that serve a fact (100 means none is beside "
        "the facts; the facts are not all that a text says).\n"
    )
    return "".join(parts)


def make_api_page() -> str:
    """List every address of the API with its filters, from the OpenAPI document."""
    from dateline.web.api import add_api
    from dateline.web.openapi import install_document

    app = FastAPI(docs_url=None, redoc_url=None)
    add_api(app, cast(Any, None))
    install_document(app)
    document = app.openapi()
    parts = [NOTE, "# The API\n\n", "`/openapi.json` of a served ledger has all of this with the shapes of rows.\n"]
    parts.append("\n| address | gives | filters |\n|---|---|---|\n")
    for path, operations in document["paths"].items():
        asked = operations["get"]
        names = ", ".join(f"`{each['name']}`" for each in asked.get("parameters", ()) if each["in"] == "query")
        media = ", ".join(asked["responses"]["200"]["content"])
        parts.append(f"| `{path}` | {asked['summary']} ({media}) | {names} |\n")
    return "".join(parts)


def make_figures_file() -> str:
    """Give the floors as the page about the program shows them."""
    floors = json.loads((ROOT / "tests" / "golden" / "floors.json").read_text("utf-8"))
    return json.dumps({name: held["floors"] for name, held in floors.items()}, indent=1, sort_keys=True) + "\n"


def main() -> int:
    """Write the pages, or check them."""
    pages = {
        "record.schema.json": make_schema(),
        "record.md": make_record_page(),
        "cli.md": make_cli_page(),
        "figures.md": make_figures_page(),
        "api.md": make_api_page(),
        "../../src/dateline/web/figures.json": make_figures_file(),
    }
    stale = [name for name, text in pages.items() if _read(REFERENCE / name) != text]
    if "--check" in sys.argv:
        for name in stale:
            print(f"docs/reference/{name} is not current; run `make docs`", file=sys.stderr)
        return 1 if stale else 0
    REFERENCE.mkdir(parents=True, exist_ok=True)
    for name in stale:
        (REFERENCE / name).write_text(pages[name], "utf-8")
    return 0


def _read(path: Path) -> str:
    return path.read_text("utf-8") if path.exists() else ""


if __name__ == "__main__":
    raise SystemExit(main())
