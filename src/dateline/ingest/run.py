"""One run over a ledger: articles are read in chunks, here or in processes, and written by this one writer."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Literal

from dateline.ingest.chunks import Chunk, ReadArticle, explain_failure, name_source, read_one
from dateline.ingest.contract import Cluster, Pool, Readers
from dateline.ingest.memory import settle, steady_memory
from dateline.ingest.pool import ReaderPool
from dateline.ingest.producing import find_producer
from dateline.ingest.summary import Progress, Report, Summary
from dateline.ledger import Outcome, RunCounts, Store, Unkept
from dateline.merging.refreshing import refresh
from dateline.model.errors import ArticleError
from dateline.model.record import Record
from dateline.reading import Engine, load_engine
from dateline.sources import Found

Clock = Callable[[], str]


class Run:
    """One run: the only writer to the ledger it was given."""

    def __init__(self, store: Store, readers: Readers, progress: Report | None, clock: Clock | None) -> None:
        self.store = store
        self._readers = readers
        self._progress = progress
        self._clock = clock
        self._pool: Pool | None = None
        self._engine: Engine | None = None
        self._chunk = Chunk()
        self._chunks = 0
        self.summary = Summary()
        self.total: int | None = None
        self.producer = find_producer(readers.model, self._load)

    def work(self, command: str, feed: Callable[[], None]) -> Summary:
        """Do the work of a run: `feed` hands over the articles; stopped at the keyboard, what was read is kept."""
        if self._readers.cluster is not None:
            self._pool = self._join(self._readers.cluster)
        try:
            self.store.begin_run(command, self.producer, self.now())
            with steady_memory():
                feed()
                self._finish()
                refresh(self.store, self._say_joining, self._pool)
        except KeyboardInterrupt:
            self.summary = replace(self.summary, interrupted=True)
            for done in self._pool.take_ready() if self._pool is not None else ():
                self._write(done)
        finally:
            if self._pool is not None:
                self._pool.close()
        s = self.summary
        self.store.end_run(RunCounts(s.added, s.replaced, s.known, s.unread), self.now())
        return s

    def read(self, found: Found) -> None:
        """Take an article to be read and written, together with others, by and by."""
        self._chunk.take(found)
        if self._chunk.is_full:
            if self._readers.workers > 1 and self._chunks == 1 and self._pool is None:
                self.report(f"starting {self._readers.workers} processes")
                self._pool = ReaderPool(self._readers.workers, self._readers.model)
            self._chunks += 1
            waiting, self._chunk = self._chunk, Chunk()
            self._add_chunk(waiting)

    def _join(self, cluster: Cluster) -> Pool:
        from dateline.ingest.cluster import ClusterPool

        self.report(f"joining the cluster at {cluster.address}")
        return ClusterPool(cluster, self.producer, self._readers.model, self.report)

    def _finish(self) -> None:
        waiting, self._chunk = self._chunk, Chunk()
        self._add_chunk(waiting)
        if self._pool is None:
            return
        for done in self._pool.take_rest():
            self._write(done)
        self._pool.finish(lambda found: self.store.knows(found.article, found.issues, self.producer))

    def _say_joining(self, done: int, every: int) -> None:
        self.report(f"joining reports: {100 * done // max(1, every)} %")

    def now(self) -> str | None:
        """Give the moment, by the caller's clock."""
        return None if self._clock is None else self._clock()

    def _load(self) -> Engine:
        if self._engine is None:
            self.report("loading the language model")
            self._engine = load_engine(self._readers.model)
        return self._engine

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
                self.report(name_source(found), waiting=len(done))
                done.append(read_one(found, engine))
            if self._chunks <= 1:
                settle()  # the tables are loaded now
        finally:
            self._write(done)

    def _write(self, done: Sequence[ReadArticle]) -> None:
        before = self.summary

        def write(_: object) -> None:
            self.summary = before
            for number, article in enumerate(done, 1):
                self._write_one(article, len(done) - number)

        try:
            self.store.attempt(write)
        except BaseException:
            self.summary = before
            raise

    def _write_one(self, article: ReadArticle, waiting: int) -> None:
        result, where = article.result, name_source(article.found)
        if not isinstance(result, Unkept):
            try:
                outcome = self.store.add(result, article.found.issues)
            except ArticleError as error:
                result = explain_failure(article.found, error)
            else:
                self.count(outcome, where, waiting=waiting)
                self._say_issues(result, article.found, waiting)
                return
        self.store.note_unkept(result)
        self.count("unread", where, result.message, waiting)

    def _say_issues(self, record: Record, found: Found, waiting: int) -> None:
        issues = (*found.issues, *(issue for issue in record.issues if issue.kind == "language"))
        if issues:
            self.summary = replace(self.summary, with_issues=self.summary.with_issues + 1)
        for issue in issues:
            self.report(name_source(found), issue.message, waiting)

    def count(
        self, outcome: Outcome | Literal["unread"], doing: str, problem: str | None = None, waiting: int = 0
    ) -> None:
        """Count what became of one input."""
        counts = {outcome: getattr(self.summary, outcome) + 1}
        self.summary = replace(self.summary, **counts)
        self.report(doing, problem, waiting)

    def report(self, doing: str, problem: str | None = None, waiting: int = 0) -> None:
        """Tell whoever looks on where the run stands."""
        if self._progress is not None:
            self._progress(Progress(self.summary, self.total, doing, waiting, problem))
