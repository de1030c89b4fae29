"""Articles that a ledger keeps are read again with the present version; what hangs on them is made anew."""

from __future__ import annotations

from dateline.ingest.contract import Readers
from dateline.ingest.run import Clock, Run
from dateline.ingest.summary import Report, Summary
from dateline.ledger import Place, Store
from dateline.model.errors import LedgerError
from dateline.sources import Found


def reread_articles(
    ledger: str | Place,
    readers: Readers | None = None,
    progress: Report | None = None,
    clock: Clock | None = None,
    *,
    everything: bool = False,
) -> Summary:
    """Read again what another version of program, model or knowledge has read; `everything`: all that is kept.

    Texts, dates and ids stay as they are. Resumable: the same call goes on where a stopped one ended. What came, went
    and changed is in the history (`dateline diff`). Raises LedgerError, ConfigError.
    """
    with Store(ledger) as store:
        if not store.exists():
            raise LedgerError(f"there is no ledger {store.path}; `dateline add {store.path} INPUT` makes one")
        store.open_for_writing()
        run = Run(store, readers or Readers(), progress, clock)
        articles = store.outdated(None if everything else run.producer)
        run.total = len(articles)
        return run.work("reread", lambda: _feed(run, articles))


def _feed(run: Run, articles: list[str]) -> None:
    for article_id in articles:
        offered = run.store.offer(article_id)
        if offered is not None:
            article, issues = offered
            run.read(Found(article, issues, article.ref or article.url or article.title or article_id[:12]))
