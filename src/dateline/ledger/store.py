"""The ledger: articles and their records go in one at a time and whole, and can be asked while others write."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import msgspec

from dateline.ledger.address import Address
from dateline.ledger.connected import Connected, attempted
from dateline.ledger.connection import Connection, Unkeepable
from dateline.ledger.files import SQLITE_REFUSES
from dateline.ledger.rows import encode, offer_of
from dateline.ledger.versions import describe_changes, link_versions
from dateline.ledger.writing import RecordWriter, decode_record, keep_producer, remove_article
from dateline.model.article import Article
from dateline.model.errors import ArticleError
from dateline.model.record import Issue, Producer, Record

Outcome = Literal["added", "replaced", "known", "withdrawn"]


@dataclass(frozen=True, slots=True)
class Unkept:
    """An input that gave no article, or an article that could not be read: it is kept as an issue."""

    source: str
    kind: str
    message: str
    article_id: str | None = None


@dataclass(frozen=True, slots=True)
class RunCounts:
    """What one run of adding did."""

    added: int = 0
    replaced: int = 0
    known: int = 0
    unread: int = 0


@dataclass(frozen=True, slots=True)
class _Known:
    """An article that is kept: the mark of its offer, the run that brought it in, what read it."""

    offer: str
    first_run: int | None
    producer: Producer


class Store(Connected):
    """One ledger: a file, or a schema of a database by its address (`postgresql://desk@db.example/news`).

    Reading and writing go through connections of their own, opened when first needed. One to a database that breaks is
    made anew; what was under way is told as LedgerLost, or tried again where the Store itself can (`attempt`).
    `busy_seconds` is how long a writer waits for another: by default 30 for a file, 600 for a database. Raises
    LedgerError, with words for a person, for whatever is wrong with the ledger. Not to be shared by threads.
    """

    def __init__(self, path: str | Path | Address, *, busy_seconds: float | None = None) -> None:
        super().__init__(path, busy_seconds=busy_seconds)
        self._run: int | None = None

    @property
    def run(self) -> int | None:
        """The number of the run that is under way."""
        return self._run

    # Reading

    def record_texts(self, *, all_versions: bool = True) -> Iterator[tuple[str, str]]:
        """Yield (article id, record as JSON) of all articles by their publication, unknown first, then id.

        Without `all_versions` those that newer versions have replaced are left out.
        """
        current = "" if all_versions else "WHERE superseded_by IS NULL "
        with self.snapshot():
            rows = self.query(f"SELECT id FROM articles {current}ORDER BY published, article_id")
            find = "SELECT a.article_id, r.record FROM records r JOIN articles a ON a.id = r.article WHERE a.id = ?"
            for row in rows:
                article_id, text = self.query(find, row)[0]
                yield article_id, text

    def record(self, article_id: str) -> Record | None:
        """Give the record of an article, exactly as it was added; None when there is none."""
        find = "SELECT record FROM records r JOIN articles a ON a.id = r.article WHERE a.article_id = ?"
        rows = self.query(find, (article_id,))
        return decode_record(rows[0][0]) if rows else None

    # Writing

    def knows(self, article: Article, issues: tuple[Issue, ...], producer: Producer) -> bool:
        """Tell whether reading the offered article would change nothing: a better or the same offer was read."""
        known = self._find_known(article.id)
        return known is not None and known.offer <= offer_of(article, issues).mark and known.producer == producer

    @attempted
    def add(self, record: Record, issues: tuple[Issue, ...] = ()) -> Outcome:
        """Keep a record; `issues` are those its source gave (a part of the record's).

        Idempotent. A record by another producer takes the place of the one kept. Of several that one producer made
        of one article (offered with another `ref`, say), the same one is kept in whatever order they come.
        """
        mark = offer_of(record.article, issues).mark
        with self.transaction() as connection:
            if self._is_withdrawn(connection, record.article.id):
                return "withdrawn"
            known = self._find_known(record.article.id)
            if known is not None and known.producer == record.producer and self._keeps_better(known, mark, record):
                return "known"
            action: Outcome = "added" if known is None else "replaced"
            changes = None if known is None else self._describe_changes(connection, record)
            if known is not None:
                self._backend.settle_words(connection)
            connection.execute("SAVEPOINT article")
            try:
                if known is not None:
                    remove_article(connection, record.article.id)
                first_run = self._run if known is None else known.first_run
                RecordWriter(connection, record, self._backend.keep_words).write(mark, first_run, issues)
            except (*SQLITE_REFUSES, Unkeepable) as error:
                self._undo(connection)
                raise ArticleError(f"the record of article {record.article.id[:12]} cannot be kept: {error}") from error
            except ArticleError:
                self._undo(connection)
                raise
            connection.execute("RELEASE article")
            forgiven = "DELETE FROM issues WHERE article IS NULL AND article_id = ?"
            connection.execute(forgiven, (record.article.id,))
            self._note_history(connection, record.article.id, action, record.producer, changes)
            self._link_versions(connection, record.article.url)
        return action

    @attempted
    def withdraw(self, article_id: str, note: str | None = None) -> bool:
        """Take an article out with all that hangs on it; a mark stays, so that it is not added again.

        False when there is none. What it said is overwritten in the file, not only unlinked.
        """
        with self.transaction() as connection:
            row = connection.execute("SELECT url FROM articles WHERE article_id = ?", (article_id,)).fetchone()
            if row is None:
                return False
            self._backend.settle_words(connection)
            remove_article(connection, article_id)
            connection.execute("DELETE FROM issues WHERE article_id = ?", (article_id,))
            connection.execute("UPDATE history SET changes = NULL WHERE article_id = ?", (article_id,))
            connection.execute(
                "INSERT INTO withdrawn (article_id, run, note) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
                (article_id, self._run, _storable(note)),
            )
            self._note_history(connection, article_id, "withdrawn")
            self._link_versions(connection, row[0])
        return True

    @attempted
    def readmit(self, article_id: str) -> bool:
        """Let a withdrawn article be added again; False when it was not withdrawn."""
        with self.transaction() as connection:
            gone = connection.execute("DELETE FROM withdrawn WHERE article_id = ?", (article_id,)).rowcount
            if gone:
                self._note_history(connection, article_id, "readmitted")
        return gone > 0

    def erase(self) -> None:
        """Rewrite the ledger without what was taken out, so that no word of a withdrawn article is left in it."""
        self.ask_writer(self._backend.erase)

    def find_article(self, beginning: str) -> list[str]:
        """Give the ids of articles, kept or withdrawn, that begin so."""
        of = "SELECT article_id FROM {} WHERE article_id >= ? AND article_id < ?"
        sql = f"{of.format('articles')} UNION {of.format('withdrawn')}"
        limits = beginning, beginning + "\U0010ffff"
        return sorted(found for (found,) in self.query(sql, (*limits, *limits)))

    def is_withdrawn(self, article_id: str) -> bool:
        """Tell whether an article was withdrawn."""
        return self.ask_writer(lambda writer: self._is_withdrawn(writer, article_id))

    def outdated(self, producer: Producer | None) -> list[str]:
        """Give the ids of the articles that another producer has read, in their order; for None all."""
        return [
            article
            for article, *versions in self.query(
                "SELECT a.article_id, p.dateline, p.model, p.knowledge FROM articles a "
                "JOIN producers p ON p.id = a.producer ORDER BY a.published, a.article_id"
            )
            if producer is None or versions != [producer.dateline, producer.model, producer.knowledge]
        ]

    def offer(self, article_id: str) -> tuple[Article, tuple[Issue, ...]] | None:
        """Give an article as its source offered it, before it was read, with what the source said of it."""
        rows = self.query(
            "SELECT r.record, a.source_issues FROM records r JOIN articles a ON a.id = r.article "
            "WHERE a.article_id = ?",
            (article_id,),
        )
        if not rows:
            return None
        article = msgspec.structs.replace(decode_record(rows[0][0]).article, place=None)
        return article, msgspec.json.decode(rows[0][1].encode(), type=tuple[Issue, ...])

    @attempted
    def note_unkept(self, unkept: Unkept) -> None:
        """Keep as an issue what could not be read; the same said again changes nothing."""
        with self.transaction() as connection:
            connection.execute(
                "INSERT INTO issues (source, article_id, position, kind, message, spans, words) "
                "VALUES (?, ?, 0, ?, ?, '[]', '') ON CONFLICT DO NOTHING",
                tuple(_storable(part) for part in (unkept.source, unkept.article_id, unkept.kind, unkept.message)),
            )

    @attempted
    def unkept_sources(self) -> frozenset[str]:
        """Give the inputs that an issue says could not be read."""
        with self.transaction() as connection:
            rows = connection.execute("SELECT DISTINCT source FROM issues WHERE article IS NULL").fetchall()
        return frozenset(source for (source,) in rows)

    @attempted
    def clear_unkept(self, source: str) -> None:
        """Drop the issues of an input that is read anew."""
        with self.transaction() as connection:
            connection.execute("DELETE FROM issues WHERE article IS NULL AND source = ?", (_storable(source),))

    @attempted
    def fetched(self) -> dict[str, tuple[str | None, str | None]]:
        """Give by address the ETag and Last-Modified under which it was read last."""
        with self.transaction() as connection:
            rows = connection.execute("SELECT url, etag, last_modified FROM fetched").fetchall()
        return {url: (etag, last_modified) for url, etag, last_modified in rows}

    @attempted
    def note_fetched(self, url: str, etag: str | None, last_modified: str | None) -> None:
        """Keep the ETag and Last-Modified under which an address was read."""
        with self.transaction() as connection:
            connection.execute(
                "INSERT INTO fetched VALUES (?, ?, ?) ON CONFLICT (url) DO UPDATE "
                "SET etag = excluded.etag, last_modified = excluded.last_modified",
                (_storable(url), _storable(etag), _storable(last_modified)),
            )

    @attempted
    def begin_run(self, command: str, producer: Producer | None = None, at: str | None = None) -> None:
        """Open a line in the history of runs; `at` is the moment as the caller's clock has it."""
        with self.transaction() as connection:
            row = None if producer is None else keep_producer(connection, producer)
            # Numbered by the rows that are there: what was undone before it was kept leaves no gap.
            self._run = connection.execute(
                "INSERT INTO runs (id, at, command, producer) "
                "VALUES ((SELECT coalesce(max(id), 0) + 1 FROM runs), ?, ?, ?) RETURNING id",
                (at, command, row),
            ).fetchone()[0]

    def end_run(self, counts: RunCounts, at: str | None = None) -> None:
        """Close the line of this run with what it did."""
        end = "UPDATE runs SET added = ?, replaced = ?, known = ?, unread = ?, ended = ? WHERE id = ?"
        values = (counts.added, counts.replaced, counts.known, counts.unread, at, self._run)
        self.attempt(lambda connection: connection.execute(end, values))
        self._run = None

    def _find_known(self, article_id: str) -> _Known | None:
        find = (
            "SELECT a.offer, a.first_run, p.dateline, p.model, p.knowledge FROM articles a "
            "JOIN producers p ON p.id = a.producer WHERE a.article_id = ?"
        )
        row = self.ask_writer(lambda writer: writer.execute(find, (article_id,)).fetchone())
        return (
            None if row is None else _Known(row[0], row[1], Producer(dateline=row[2], model=row[3], knowledge=row[4]))
        )

    def _keeps_better(self, known: _Known, mark: str, record: Record) -> bool:
        if known.offer != mark:
            return known.offer < mark
        find = "SELECT record FROM records r JOIN articles a ON a.id = r.article WHERE a.article_id = ?"
        row = self.ask_writer(lambda writer: writer.execute(find, (record.article.id,)).fetchone())
        return row is not None and row[0] <= encode(record)

    def _describe_changes(self, connection: Connection, record: Record) -> str | None:
        find = "SELECT record FROM records r JOIN articles a ON a.id = r.article WHERE a.article_id = ?"
        (data,) = connection.execute(find, (record.article.id,)).fetchone()
        try:
            return describe_changes(decode_record(data), record) or "{}"
        except (msgspec.DecodeError, msgspec.ValidationError):
            return None  # written by a version whose records have another shape

    def _note_history(
        self,
        connection: Connection,
        article_id: str,
        action: str,
        producer: Producer | None = None,
        changes: str | None = None,
    ) -> None:
        row = None if producer is None else keep_producer(connection, producer)
        connection.execute(
            "INSERT INTO history (run, article_id, action, producer, changes) VALUES (?, ?, ?, ?, ?)",
            (self._run, article_id, action, row, changes),
        )

    def _link_versions(self, connection: Connection, url: str | None) -> None:
        for article_id, successor in link_versions(connection, url):
            action = "current" if successor is None else "superseded"
            self._note_history(connection, article_id, action, changes=encode({"by": successor}))

    @staticmethod
    def _is_withdrawn(connection: Connection, article_id: str) -> bool:
        find = "SELECT 1 FROM withdrawn WHERE article_id = ?"
        return connection.execute(find, (article_id,)).fetchone() is not None

    @staticmethod
    def _undo(connection: Connection) -> None:
        connection.execute("ROLLBACK TO article")
        connection.execute("RELEASE article")


def _storable(words: str | None) -> str | None:
    """Give words that a file can hold: half characters, as in the names of badly named files, are shown as such."""
    return None if words is None else words.encode("utf-8", "backslashreplace").decode("utf-8").replace("\x00", "\\x00")
