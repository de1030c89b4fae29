"""How a ledger is served."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

LOOPBACK = ("127.0.0.1", "localhost", "::1")


def _no_moment() -> str | None:
    return None


@dataclass(frozen=True, slots=True)
class Settings:
    """What a server may do, and for whom."""

    token: str | None = None
    """Needed by everyone where it is set: `Authorization: Bearer …`, or once as `?token=…`."""
    hosts: tuple[str, ...] = LOOPBACK
    """Names under which it answers; requests to any other are refused, so that no foreign page reaches it by a name."""
    read_only: bool = False
    """No decisions are taken."""
    static: bool = False
    """The pages are for a folder, not for a server."""
    full: bool = False
    """Of such a folder: whole articles are in it."""
    rate: float = 40.0
    """Requests a second and address that are answered in the long run; 0 is without limit."""
    burst: int = 400
    cache: Path | None = None
    """Folder in which the columns of large ledgers are kept; None: they are made whenever the server starts."""
    now: Callable[[], str | None] = field(default=_no_moment)
    """Gives the moment that is noted with a decision."""
