"""`dateline serve`: the page and the API of a ledger."""

from __future__ import annotations

import secrets
import socket
from typing import TYPE_CHECKING

import click

from dateline.cli.ledger_add import now
from dateline.cli.output import cache_folder, say
from dateline.cli.place import ledger_argument

if TYPE_CHECKING:
    from dateline.ledger import Place

_EPILOG = """\b
Examples:
  dateline serve situation.db
  dateline serve situation.db --port 9000 --read-only
  dateline serve situation.db --host 0.0.0.0 --allow-host desk.example

The page is at http://127.0.0.1:8765/ and works without scripts and without any
other network. Every list is also data: /events.json, .csv, .geojson, .atom,
.ics beside /events, with the same filters; /openapi.json describes it all.
It may be read while `dateline add` writes. Anything but this machine needs a
token, which is made and printed unless --token gives one."""


@click.command(epilog=_EPILOG, short_help="Serve the page and the API of a ledger.")
@ledger_argument
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen at. Example: --host 0.0.0.0")
@click.option(
    "--port", default=8765, show_default=True, type=click.IntRange(0, 65535), help="Port. Example: --port 9000"
)
@click.option(
    "--allow-host",
    "names",
    multiple=True,
    metavar="NAME",
    help="Also answer under this name. Example: --allow-host desk.example",
)
@click.option("--token", metavar="WORDS", help="What callers must know. Example: --token correct-horse-battery")
@click.option("--read-only", is_flag=True, help="Take no decisions. Example: --read-only")
@click.option(
    "--rate",
    default=40.0,
    show_default=True,
    type=click.FloatRange(0),
    help="Requests a second and address; 0: any. Example: --rate 5",
)
@click.option("--name", metavar="WORDS", help='What the pages call the ledger. Example: --name "Baltic desk"')
def serve(
    ledger: Place, host: str, port: int, names: tuple[str, ...], token: str | None, read_only: bool, rate: float,
    name: str | None,
) -> None:  # fmt: skip
    """Serve a ledger to a browser and to programs, on this machine unless told otherwise. Ends with Ctrl-C."""
    import uvicorn

    from dateline.web.app import create_app
    from dateline.web.settings import LOOPBACK, Settings

    local = host in LOOPBACK
    if not local and token is None:
        token = secrets.token_urlsafe(24)
    hosts = (*LOOPBACK, *(() if host in ("0.0.0.0", "::") else (host.lower(),)), *(each.lower() for each in names))
    settings = Settings(token=token, hosts=hosts, read_only=read_only, rate=rate, cache=cache_folder(), now=now)
    app = create_app(ledger, settings, name)
    listening = _listen(host, port)
    port = listening.getsockname()[1]
    config = uvicorn.Config(
        app, log_level="warning", access_log=False, server_header=False, date_header=True,
        timeout_graceful_shutdown=3,
    )  # fmt: skip
    server = uvicorn.Server(config)
    shown = f"[{host}]" if ":" in host else host
    say(f"http://{shown}:{port}/{f'?token={token}' if token else ''}  ({ledger}; Ctrl-C ends)")
    with listening:
        server.run(sockets=[listening])


def _listen(host: str, port: int) -> socket.socket:
    """Take a port; raises ClickException where it is taken or the address is none of this machine."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        listening = socket.create_server((host, port), family=family)
        # Without it each answer waits some 40 ms for the caller's acknowledgement of its head.
        listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return listening
    except OSError as error:
        words = f"nothing can listen at {host}:{port} ({error.strerror or error}); another --port may be free"
        raise click.ClickException(words) from error
