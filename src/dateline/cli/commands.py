"""All commands, in the order in which the help lists them."""

from __future__ import annotations

from dateline.cli.group import LazyCommand

COMMANDS: dict[str, LazyCommand] = {
    "read": LazyCommand("dateline.cli.read:read", "Read articles and print what they say, without a ledger."),
}
