"""`dateline mcp`: a ledger for agents."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from dateline.cli.place import ledger_argument

if TYPE_CHECKING:
    from dateline.ledger import Place

_EPILOG = """\b
Examples:
  dateline mcp situation.db
  {"command": "dateline", "args": ["mcp", "/data/situation.db"]}

Speaks the Model Context Protocol on standard input and output. The tools are
search_events, get_event, get_evidence, list_statements and compare_reports; all
only read, and every answer has ids and the exact words with their source."""


@click.command(epilog=_EPILOG, short_help="Give a ledger to agents: read-only tools that always quote.")
@ledger_argument
def mcp(ledger: Place) -> None:
    """Give a ledger to agents by the Model Context Protocol, on standard input and output."""
    from dateline.mcp.server import run

    run(ledger)
