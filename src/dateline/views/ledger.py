"""A ledger as Python sees it: `dateline.Ledger("situation.db")`."""

from __future__ import annotations

from collections.abc import Iterator
from types import TracebackType
from typing import Any, Self, Unpack

from dateline.ledger import Outcome, Place, Store
from dateline.merging.types import DEFAULT_POLICY, Policy
from dateline.model.errors import LedgerError
from dateline.model.record import Record
from dateline.views.changes import ChangeRow, list_changes
from dateline.views.context import Why
from dateline.views.entities import Entity, load_entity
from dateline.views.facets import Facet, count_events
from dateline.views.filters import ArticleFilters, EventFilters, IssueFilters, StatementFilters
from dateline.views.issues import list_issues
from dateline.views.joined import Dossier, load_dossier
from dateline.views.listing import Listing
from dateline.views.lists import list_articles, list_events, list_statements
from dateline.views.rows import ActorRow, ArticleRow, EventRow, IssueRow, PlaceRow, StatementRow
from dateline.views.stories import StoryRow, list_stories
from dateline.views.threads import ThreadRow, list_threads
from dateline.views.totals import list_actors, list_places
from dateline.views.why import explain, find_key


class Ledger:
    """One ledger: records go in, questions are answered.

    `Ledger("situation.db")` makes the file when there is none; with `create=False` it must be there. The address of a
    database (`postgresql://desk@db.example/news`) stands for one that is shared. Reading goes through a connection
    that cannot write, works while other programs add, and from a read-only disk.

    >>> ledger = Ledger("situation.db")                                # doctest: +SKIP
    >>> ledger.add(dateline.read("report.txt", published="2025-10-24"))
    'added'
    >>> for event in ledger.events(actor="NATO", since="2025-10"):
    ...     print(event.start, event.type, event.sentence.words)
    >>> ledger.statements(speaker="Mark Rutte").to_pandas()

    Raises LedgerError where the file cannot be opened or used, ConfigError for a filter that cannot be.
    """

    def __init__(self, path: str | Place, *, create: bool = True) -> None:
        self._store = Store(path)
        self.path = self._store.path
        self._unjoined = False
        there = self._store.exists()
        if create and not there:
            self._store.open_for_writing()
        elif not create and not there:
            raise LedgerError(f"there is no ledger {self.path}")
        self._store.open_for_reading()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"Ledger({str(self.path)!r})"

    def close(self) -> None:
        """Let go of the file; also done at the end of a `with` block."""
        if self._unjoined:
            self.join()
        self._store.close()

    def add(self, record: Record) -> Outcome:
        """Keep a record, once and whole; tells whether it was `added`, `replaced` (read by another version) or `known`.

        Raises ArticleError for a record that no file can hold (half characters in its text).
        """
        outcome = self._store.add(record)
        self._unjoined = self._unjoined or outcome in ("added", "replaced")
        return outcome

    def join(self) -> int:
        """Join the reports that were added since into events; done by itself before the first question after them.

        Gives the number of events that were made or changed.
        """
        from dateline.merging.refreshing import refresh

        self._unjoined = False
        return refresh(self._store).events

    def _asked(self) -> Store:
        if self._unjoined:
            self.join()
        return self._store

    def records(self) -> Iterator[Record]:
        """Yield all records, exactly as they were added, by publication and id."""
        for article, _ in self._store.record_texts():
            record = self._store.record(article)
            if record is not None:
                yield record

    def record(self, article: str) -> Record | None:
        """Give the record of an article by its id, None when there is none."""
        return self._store.record(article)

    def events(self, **filters: Unpack[EventFilters]) -> Listing[EventRow]:
        """List events by when they happened.

        One row an event, told by the report that speaks for it by `policy`; `reports=True` gives one row a report.
        Filters: `actor recipient country type status register place said_by outlet search since until contested
        sort limit`. An event fits when one of its reports does. They
        hold together; several values of one (`type=["ASSAULT", "COERCE"]`) stand side by side. `since` and
        `until` are compared with the event's interval; events without a date are left out and counted in `undated`.
        """
        return list_events(self._asked(), **filters)

    def statements(self, **filters: Unpack[StatementFilters]) -> Listing[StatementRow]:
        """List statements: `speaker addressee actor country act outlet search since until sort limit`."""
        return list_statements(self._store, **filters)

    def articles(self, **filters: Unpack[ArticleFilters]) -> Listing[ArticleRow]:
        """List articles: `actor country place outlet search since until sort limit`."""
        return list_articles(self._store, **filters)

    def actors(self, **filters: Unpack[ArticleFilters]) -> Listing[ActorRow]:
        """List actors over all articles: `actor country outlet since until sort limit`."""
        return list_actors(self._store, **filters)

    def places(self, **filters: Unpack[ArticleFilters]) -> Listing[PlaceRow]:
        """List places over all articles: `place country outlet since until sort limit`."""
        return list_places(self._store, **filters)

    def issues(self, **filters: Unpack[IssueFilters]) -> Listing[IssueRow]:
        """List what could not be read or resolved: `kind outlet limit`."""
        return list_issues(self._store, **filters)

    def stories(self, **filters: Unpack[ArticleFilters]) -> Listing[StoryRow]:
        """List articles about one matter: `actor country place outlet search since until sort limit`."""
        return list_stories(self._asked(), **filters)

    def threads(self, **filters: Any) -> Listing[ThreadRow]:
        """List what was planned, threatened or demanded and what became of it: `kind outcome` and filters of events."""
        return list_threads(self._asked(), **filters)

    def count(self, facet: Facet, **filters: Unpack[EventFilters]) -> list[tuple[str | None, int]]:
        """Count events by `register type status outlet month country said`: `count("status", actor="NATO")`."""
        return count_events(self._asked(), facet, **filters)

    def changes(self, since: str) -> Listing[ChangeRow]:
        """List what changed since a day, a moment, `run:N` or `last`: articles, and what they are now read to say."""
        return list_changes(self._store, since)

    def forget(self, article: str, note: str | None = None) -> bool:
        """Withdraw an article with all that hangs on it, for good; False when there is none of that id."""
        gone = self._store.withdraw(article, note)
        if gone:
            self.join()
            self._store.erase()
        return gone

    def dossier(self, key: str, policy: Policy = DEFAULT_POLICY) -> Dossier | None:
        """Give all that the ledger holds of the event that a report is of: values, who claims each, why."""
        return load_dossier(self._asked(), find_key(self._store, key)[0], policy)

    def entity(self, key: str) -> Entity:
        """Give the names and dated roles of one person or body over all articles."""
        return load_entity(self._asked(), key)

    def why(self, key: str, field: str | None = None) -> Why:
        """Give the words, the rule and the candidates behind every field, or one, of an event or statement."""
        return explain(self._store, key, field)
