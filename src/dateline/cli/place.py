"""What stands for LEDGER on the command line: the name of a file, or the address of a database."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import click

from dateline.model.errors import LedgerError


class LedgerPlace(click.ParamType[Any]):
    """Reads a LEDGER. What is shown of an address, also in errors, is without its password."""

    name = "ledger"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Read a name or an address."""
        if not isinstance(value, str) or not re.match(r"postgres(?:ql)?:", value, re.IGNORECASE):
            return Path(value) if isinstance(value, str) else value
        from dateline.ledger.address import find_place

        try:
            return find_place(value)
        except LedgerError as error:
            self.fail(str(error), param, ctx)


ledger_argument = click.argument("ledger", type=LedgerPlace(), metavar="LEDGER")
