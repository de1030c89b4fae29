"""The command line: words in, words out; no rule about news lives here."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import click

EXIT_DONE, EXIT_FAILED, EXIT_WRONG_USE, EXIT_ISSUES, EXIT_FOUND = range(5)
_EPILOG = """\b
Examples:
  dateline read article.txt --published 2025-10-24
  dateline read news/ --format csv -o events.csv
  curl -s https://example.org/report.html | dateline read -

Exit codes: 0 done, 1 failed, 2 wrong use, 3 done but some inputs have issues,
4 something was found (diff, check)."""


def command_group() -> click.Group:
    """Give the group of all commands; none of them is imported before it is called."""
    import click

    from dateline.cli.commands import COMMANDS
    from dateline.cli.group import LazyGroup
    from dateline.version import VERSION

    group = LazyGroup(
        COMMANDS,
        name="dateline",
        help="Read news reports into a ledger of what they say: who did what to whom, who said it, when and where, "
        "each field with the words it was read from.",
        epilog=_EPILOG,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    decorated: click.Group = click.version_option(VERSION, "--version", message="dateline %(version)s")(group)
    return decorated


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and give the exit code; errors are words on standard error, never a traceback."""
    import click

    from dateline.cli.group import ReaderGone
    from dateline.model.errors import DatelineError

    try:
        code = command_group().main(args=arguments, prog_name="dateline", standalone_mode=False)
        sys.stdout.flush()
        return code if isinstance(code, int) else EXIT_DONE
    except click.Abort:
        _complain("stopped")
        return EXIT_FAILED
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (BrokenPipeError, ReaderGone):
        # Whoever read the output has had enough; nothing may be written any more, not even at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return EXIT_DONE
    except DatelineError as error:
        _complain(str(error))
        return EXIT_FAILED
    except OSError as error:
        named = f"{error.filename}: " if error.filename else ""
        _complain(f"{named}{error.strerror or error}")
        return EXIT_FAILED
    except Exception as error:
        _complain(f"internal error, please report it: {type(error).__name__}: {error}")
        if os.environ.get("DATELINE_TRACEBACK"):
            raise
        return EXIT_FAILED


def _complain(message: str) -> None:
    import click

    click.echo(f"dateline: {message}", err=True)
