"""`dateline forget`: an article is withdrawn with all that hangs on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from dateline.cli.ledger_add import now
from dateline.cli.output import say
from dateline.cli.place import ledger_argument

if TYPE_CHECKING:
    from dateline.ledger import Place

_EPILOG = """\b
Examples:
  dateline forget situation.db 3fa91c07 --note "withdrawn by the outlet"
  dateline forget situation.db 3fa91c07 77be0d12
  dateline forget situation.db 3fa91c07 --undo

ARTICLE is the id of an article or how it begins (`dateline articles`). Its
text, its record and all that was read from it are taken out and overwritten
in the file; only the mark stays that it was withdrawn, when and why. Adding
passes it over from then on. --undo lifts the mark: it can be added again."""


@click.command(epilog=_EPILOG, short_help="Withdraw articles with all that hangs on them.")
@ledger_argument
@click.argument("articles", nargs=-1, required=True, metavar="ARTICLE...")
@click.option("--note", metavar="WORDS", help='Why. Example: --note "withdrawn by the outlet"')
@click.option("--undo", is_flag=True, help="Let withdrawn articles be added again. Example: --undo")
def forget(ledger: Place, articles: tuple[str, ...], note: str | None, undo: bool) -> int:
    """Withdraw articles with all that hangs on them; a mark stays, so that they are not added again."""
    from dateline.ledger import Store
    from dateline.merging.refreshing import refresh

    with Store(ledger) as store:
        store.open_for_reading()
        ids = [_find_one(store, ledger, beginning) for beginning in articles]
        store.begin_run("forget", None, now())
        done = [(id_, store.readmit(id_) if undo else store.withdraw(id_, note)) for id_ in ids]
        if not undo:
            refresh(store)
            store.erase()
    for id_, changed in done:
        if changed:
            say(f"{id_[:12]} {'can be added again' if undo else 'is withdrawn'}")
        else:
            say(f"{id_[:12]} was {'not withdrawn' if undo else 'withdrawn already'}")
    return 0


def _find_one(store: object, ledger: Place, beginning: str) -> str:
    from dateline.ledger import Store

    assert isinstance(store, Store)
    found = store.find_article(beginning) if len(beginning) >= 4 else []
    if len(found) == 1:
        return found[0]
    if len(beginning) < 4:
        raise click.UsageError(f"{beginning!r} is too short for the id of an article; give at least 4 letters of it")
    if not found:
        raise click.ClickException(
            f"{ledger}: there is no article {beginning}; `dateline articles {ledger}` lists them"
        )
    raise click.UsageError(
        f"{beginning} begins {len(found)} ids: {', '.join(id_[:16] for id_ in found[:5])}; give more of it"
    )
