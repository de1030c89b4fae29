"""`dateline copy`: a whole ledger into an empty one, from a file to a database and back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from dateline.cli.output import say
from dateline.cli.place import LedgerPlace

if TYPE_CHECKING:
    from dateline.ledger import Place

_EPILOG = """\b
Examples:
  dateline copy situation.db postgresql://desk@db.example/news
  dateline copy postgresql://desk@db.example/news situation.db
  dateline copy situation.db 'postgresql://desk@db.example/news?schema=baltic'

Copies everything: articles and what was read from them, decisions, histories,
runs and withdrawals, each with its number. The copy is of one moment, also
while others add to the source, and is kept whole or not at all. TARGET must be
empty or not be there yet."""


@click.command(epilog=_EPILOG, short_help="Copy a whole ledger into an empty one.")
@click.argument("ledger", type=LedgerPlace(), metavar="LEDGER")
@click.argument("target", type=LedgerPlace(), metavar="TARGET")
def copy(ledger: Place, target: Place) -> None:
    """Copy a whole LEDGER into an empty one, TARGET: a file or a database."""
    from dateline.cli.progress import show_shares
    from dateline.ledger import Store, copy_ledger

    with Store(ledger) as source, Store(target) as copied:
        source.open_for_reading()
        with show_shares("rows") as tell:
            articles = copy_ledger(source, copied, tell)
    say(f"{target}: {articles} articles copied from {ledger}")
