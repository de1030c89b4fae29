"""Many inputs go into a ledger: read in chunks, written by one writer, resumed by the same call."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dateline.ingest.contract import Readers
from dateline.ingest.estimate import estimate_total
from dateline.ingest.run import Clock, Run
from dateline.ingest.summary import Report, Summary
from dateline.ledger import Place, Store, Unkept
from dateline.model.errors import SourceError
from dateline.sources import Found, Options, Unchanged, Unread, Validators, read_inputs
from dateline.sources.future_dates import with_future_date

Item = Found | Unread | Unchanged
_PIPES = "standard input"


def add_inputs(
    ledger: str | Place,
    inputs: Sequence[str],
    options: Options | None = None,
    readers: Readers | None = None,
    progress: Report | None = None,
    clock: Clock | None = None,
) -> Summary:
    """Read inputs into a ledger, made when it is missing.

    One input that cannot be read becomes an issue in the ledger and stops nothing. An article that the same program,
    model and knowledge have read already is passed over before it is parsed, so that the same call goes on where a
    stopped one ended. From the keyboard it can be stopped at any moment: what was read so far is kept whole.
    `clock` gives the moments for the history of runs. With several workers that many processes read, once there is
    work for them; what the ledger then says is the same.

    Raises LedgerError for a ledger that cannot be written, SourceError for options that cannot be, ConfigError for a
    model that is not installed.
    """
    with Store(ledger) as store:
        store.open_for_writing()
        run = Run(store, readers or Readers(), progress, clock)
        if progress is not None:
            run.total = estimate_total(inputs)
        wanted, feeder = options or Options(), _Feeder(run)
        if wanted.fetcher is not None:
            wanted.fetcher.known.update((url, Validators(*pair)) for url, pair in store.fetched().items())
        summary = run.work("add", lambda: feeder.feed(inputs, wanted))
        if wanted.fetcher is not None and not summary.interrupted:
            for url, validators in sorted(wanted.fetcher.seen.items()):
                store.note_fetched(url, validators.etag, validators.last_modified)
        return summary


class _Feeder:
    """Hands over what is new among the inputs, and says what became of the rest."""

    def __init__(self, run: Run) -> None:
        self._run = run
        self._stale = set(run.store.unkept_sources())

    def feed(self, inputs: Sequence[str], options: Options) -> None:
        """Go through all inputs."""
        run = self._run
        for item in _read_each(inputs, options):
            item = self._date(item)
            if isinstance(item, Unchanged):
                run.count("known", item.where)
            elif isinstance(item, Unread):
                self._note_unread(item)
            elif self._is_known(item):
                run.count("known", item.where)
            elif run.store.is_withdrawn(item.article.id):
                run.count("withdrawn", item.where)
            else:
                run.read(item)

    def _date(self, item: Item) -> Item:
        today = (self._run.now() or "")[:10]
        return with_future_date(item, today) if today and isinstance(item, Found) else item

    def _is_known(self, found: Found) -> bool:
        self._clear_stale(found.where)
        return self._run.store.knows(found.article, found.issues, self._run.producer)

    def _clear_stale(self, where: str) -> None:
        if where in self._stale and not where.startswith(_PIPES):
            self._stale.discard(where)
            self._run.store.clear_unkept(where)

    def _note_unread(self, unread: Unread) -> None:
        self._clear_stale(unread.where)
        self._run.store.note_unkept(Unkept(unread.where, unread.kind, unread.message))
        self._run.count("unread", unread.where, unread.message)


def _read_each(inputs: Sequence[str], options: Options) -> Iterator[Item]:
    """Read input after input; one that fails in a way no reader foresaw is said, and the next one goes on."""
    for name in inputs:
        try:
            yield from read_inputs([name], options)
        except SourceError:
            raise
        except Exception as error:
            message = f"{type(error).__name__}: {error}; what came after it in {name} was not read"
            yield Unread(name, "reading-failed", message)
