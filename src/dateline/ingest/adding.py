"""Many inputs go into a ledger: read in chunks, written by one writer, resumed by the same call."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Literal

from dateline.ingest.chunks import Chunk, ReadArticle, explain_failure, name_source, read_one
from dateline.ingest.estimate import estimate_total
from dateline.ingest.pool import ReaderPool, Readers
from dateline.ingest.summary import Progress, Report, Summary
from dateline.knowledge.digest import knowledge_digest
from dateline.ledger import Outcome, RunCounts, Store, Unkept
from dateline.model.errors import ArticleError, SourceError
from dateline.model.record import Producer, Record
from dateline.reading import Engine, load_engine, model_version
from dateline.sources import Found, Options, Unread, read_inputs
from dateline.sources.future_dates import with_future_date
from dateline.version import VERSION

Clock = Callable[[], str]
_PIPES = "standard input"


def add_inputs(
    ledger: str | Path,
    inputs: Sequence[str],
    options: Options | None = None,
    readers: Readers = Readers(),
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
        run = _Run(store, readers, progress, clock)
        return run.add(inputs, options or Options())


class _Run:
    """One run: the only writer to the ledger it was given."""

    def __init__(self, store: Store, readers: Readers, progress: Report | None, clock: Clock | None) -> None:
        self._store = store
        self._readers = readers
        self._progress = progress
        self._clock = clock
        self._pool: ReaderPool | None = None
        self._engine: Engine | None = None
        self._summary = Summary()
        self._total: int | None = None
        self._stale: set[str] = set()
        self._producer = self._find_producer()

    def add(self, inputs: Sequence[str], options: Options) -> Summary:
        if self._progress is not None:
            self._total = estimate_total(inputs)
        self._stale = set(self._store.unkept_sources())
        self._store.begin_run("add", self._producer, self._now())
        try:
            self._read_inputs(inputs, options)
        except KeyboardInterrupt:
            self._summary = replace(self._summary, interrupted=True)
            self._write_ready()
        finally:
            if self._pool is not None:
                self._pool.close()
        s = self._summary
        self._store.end_run(RunCounts(s.added, s.replaced, s.known, s.unread), self._now())
        return s

    def _read_inputs(self, inputs: Sequence[str], options: Options) -> None:
        chunk, first = Chunk(), True
        for item in _read_each(inputs, options):
            item = self._date(item)
            if isinstance(item, Unread):
                self._note_unread(item)
            elif self._is_known(item):
                self._count("known", item.where)
            else:
                chunk.take(item)
            if chunk.is_full:
                if self._readers.workers > 1 and not first and self._pool is None:
                    self._report(f"starting {self._readers.workers} processes")
                    self._pool = ReaderPool(self._readers.workers, self._readers.model)
                waiting, chunk, first = chunk, Chunk(), False
                self._add_chunk(waiting)
        self._add_chunk(chunk)
        if self._pool is not None:
            for done in self._pool.take_rest():
                self._write(done)

    def _write_ready(self) -> None:
        """Keep what the processes have read by the moment of the stop."""
        if self._pool is not None:
            for done in self._pool.take_ready():
                self._write(done)

    def _find_producer(self) -> Producer:
        version = model_version(self._readers.model)
        if version.endswith(" ?"):
            # A model that is a folder, not a package, tells its version only once it is loaded.
            version = self._load().name
        return Producer(dateline=VERSION, model=version, knowledge=knowledge_digest())

    def _load(self) -> Engine:
        if self._engine is None:
            self._report("loading the language model")
            self._engine = load_engine(self._readers.model)
        return self._engine

    def _date(self, item: Found | Unread) -> Found | Unread:
        today = (self._now() or "")[:10]
        return with_future_date(item, today) if today and isinstance(item, Found) else item

    def _now(self) -> str | None:
        return None if self._clock is None else self._clock()

    def _is_known(self, found: Found) -> bool:
        self._clear_stale(found.where)
        return self._store.knows(found.article, found.issues, self._producer)

    def _clear_stale(self, where: str) -> None:
        if where in self._stale and not where.startswith(_PIPES):
            self._stale.discard(where)
            self._store.clear_unkept(where)

    def _note_unread(self, unread: Unread) -> None:
        self._clear_stale(unread.where)
        self._store.note_unkept(Unkept(unread.where, unread.kind, unread.message))
        self._count("unread", unread.where, unread.message)

    def _add_chunk(self, chunk: Chunk) -> None:
        """Read a chunk and write what was read, also when the keyboard stops the reading in its midst.

        The first chunk is read here in any case: most runs are small, and processes take a second to start.
        """
        if not chunk.articles:
            return
        if self._pool is not None:
            self._pool.give(chunk)
            for read in self._pool.take():
                self._write(read)
            return
        engine = self._load()
        done: list[ReadArticle] = []
        try:
            for found in chunk.articles:
                self._report(name_source(found), waiting=len(done))
                done.append(read_one(found, engine))
        finally:
            self._write(done)

    def _write(self, done: Sequence[ReadArticle]) -> None:
        before = self._summary
        try:
            with self._store.transaction():
                for number, article in enumerate(done, 1):
                    self._write_one(article, len(done) - number)
        except BaseException:
            self._summary = before
            raise

    def _write_one(self, article: ReadArticle, waiting: int) -> None:
        result, where = article.result, name_source(article.found)
        if not isinstance(result, Unkept):
            try:
                outcome = self._store.add(result, article.found.issues)
            except ArticleError as error:
                result = explain_failure(article.found, error)
            else:
                self._count(outcome, where, waiting=waiting)
                self._say_issues(result, article.found, waiting)
                return
        self._store.note_unkept(result)
        self._count("unread", where, result.message, waiting)

    def _say_issues(self, record: Record, found: Found, waiting: int) -> None:
        issues = (*found.issues, *(issue for issue in record.issues if issue.kind == "language"))
        if issues:
            self._summary = replace(self._summary, with_issues=self._summary.with_issues + 1)
        for issue in issues:
            self._report(name_source(found), issue.message, waiting)

    def _count(
        self, outcome: Outcome | Literal["unread"], doing: str, problem: str | None = None, waiting: int = 0
    ) -> None:
        """Count what became of one input."""
        counts = {outcome: getattr(self._summary, outcome) + 1}
        self._summary = replace(self._summary, **counts)
        self._report(doing, problem, waiting)

    def _report(self, doing: str, problem: str | None = None, waiting: int = 0) -> None:
        if self._progress is not None:
            self._progress(Progress(self._summary, self._total, doing, waiting, problem))


def _read_each(inputs: Sequence[str], options: Options) -> Iterator[Found | Unread]:
    """Read input after input; one that fails in a way no reader foresaw is said, and the next one goes on."""
    for name in inputs:
        try:
            yield from read_inputs([name], options)
        except SourceError:
            raise
        except Exception as error:
            message = f"{type(error).__name__}: {error}; what came after it in {name} was not read"
            yield Unread(name, "reading-failed", message)
