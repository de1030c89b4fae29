"""The tables that merging keeps in a ledger: what is compared, what hangs together, what reports were joined into."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dateline.ledger.merge_pairs import PairTables

_DERIVED = (
    "story_articles", "stories", "merge_sources", "merge_reports", "merge_keys", "merge_edges", "merge_marks",
    "joined_fields", "joined_reports", "joined", "threads", "thread_waiting", "thread_outcomes", "merge_texts",
    "merge_runs", "merge_common", "merge_state",
)  # fmt: skip
_KEEP_SOURCE = (
    "INSERT INTO merge_sources (article_id, source, published, outlet, agency, fingerprint, voice, copy_of) "
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (article_id) DO UPDATE SET source = excluded.source, "
    "published = excluded.published, outlet = excluded.outlet, agency = excluded.agency, "
    "fingerprint = excluded.fingerprint, voice = excluded.voice, copy_of = excluded.copy_of"
)
_KEEP_EVENT = "INSERT INTO joined (id, key, reports, documents, voices, standing, entry) VALUES (?, ?, ?, ?, ?, ?, ?)"


@dataclass(frozen=True, slots=True)
class KeptSource:
    """What is kept of an article for merging."""

    article_id: str
    source: str
    """As JSON."""
    published: str | None
    outlet: str | None
    agency: str | None
    fingerprint: bytes
    voice: str
    copy_of: str | None = None


@dataclass(frozen=True, slots=True)
class KeptEvent:
    """An event as it is kept: `entry` is None where one report is all there is."""

    number: int
    key: str
    reports: tuple[tuple[int, int], ...]
    """Number of each report, and for which policies it speaks (bits 1, 2, 4)."""
    documents: int
    voices: int
    standing: str
    entry: str | None
    fields: tuple[tuple[str, str], ...]
    """Name and status of each field that is more than single."""


@dataclass(frozen=True, slots=True)
class OldEvent:
    """An event as it was before it is made again."""

    number: int
    key: str
    reports: int
    voices: int
    fields: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class KeptDecision:
    """What a person ruled, as it is kept."""

    id: int
    at: str | None
    by: str | None
    action: str
    target: str | None
    anchor: str | None
    other: str | None
    other_anchor: str | None
    field: str | None
    value: str | None
    note: str | None
    undoes: int | None


class MergeTables(PairTables):
    """The tables of merging, through a connection that may write, within the caller's transaction."""

    def _rows(self, sql: str, values: Sequence[object] = ()) -> list[tuple[object, ...]]:
        return self._connection.execute(sql, values).fetchall()

    # State

    def state(self, name: str) -> str | None:
        """Give a mark of how far merging has come."""
        row = self._connection.execute("SELECT value FROM merge_state WHERE name = ?", (name,)).fetchone()
        return None if row is None else str(row[0])

    def set_state(self, name: str, value: str) -> None:
        """Keep a mark of how far merging has come."""
        self._connection.execute(
            "INSERT INTO merge_state (name, value) VALUES (?, ?) "
            "ON CONFLICT (name) DO UPDATE SET value = excluded.value",
            (name, value),
        )

    def clear(self) -> None:
        """Forget all that can be made again."""
        for table in _DERIVED:
            self._connection.execute(f"DELETE FROM {table}")

    def last_history(self) -> int:
        """Give the number of the last step in the history of articles."""
        return int(self._connection.execute("SELECT coalesce(max(id), 0) FROM history").fetchone()[0])

    def changed_since(self, history: int) -> list[str]:
        """Give the articles that something was done with since a step of the history."""
        # Told apart and ordered here: asked for in order, an index by article would be walked from end to end.
        rows = self._rows("SELECT article_id FROM history WHERE id > ?", (history,))
        return sorted({str(row[0]) for row in rows})

    def current(self) -> list[str]:
        """Give the ids of all current articles."""
        sql = "SELECT article_id FROM articles WHERE superseded_by IS NULL ORDER BY article_id"
        return [str(row[0]) for row in self._rows(sql)]

    def current_record(self, article_id: str) -> str | None:
        """Give the record of a current article as JSON; None where it is not current."""
        row = self._connection.execute(
            "SELECT r.record FROM records r JOIN articles a ON a.id = r.article "
            "WHERE a.article_id = ? AND a.superseded_by IS NULL",
            (article_id,),
        ).fetchone()
        return None if row is None else str(row[0])

    # What is compared

    def source(self, article_id: str) -> KeptSource | None:
        """Give what is kept of one article."""
        row = self._connection.execute("SELECT * FROM merge_sources WHERE article_id = ?", (article_id,)).fetchone()
        return None if row is None else KeptSource(*row)

    def keep_source(self, kept: KeptSource, reports: Iterable[int]) -> None:
        """Keep an article and the numbers of its reports."""
        self._connection.execute(
            _KEEP_SOURCE,
            (
                kept.article_id, kept.source, kept.published, kept.outlet, kept.agency, kept.fingerprint, kept.voice,
                kept.copy_of,
            ),
        )  # fmt: skip
        self._connection.executemany(
            "INSERT INTO merge_reports (number, article_id) VALUES (?, ?) "
            "ON CONFLICT (number) DO UPDATE SET article_id = excluded.article_id",
            [(number, kept.article_id) for number in reports],
        )

    def drop_source(self, article_id: str, reports: Sequence[int]) -> None:
        """Drop an article, its reports and their edges."""
        self._connection.execute("DELETE FROM merge_sources WHERE article_id = ?", (article_id,))
        one = [(number,) for number in reports]
        self._connection.executemany("DELETE FROM merge_reports WHERE number = ?", one)
        self._connection.executemany("DELETE FROM merge_marks WHERE number = ?", one)
        self._connection.executemany("DELETE FROM merge_edges WHERE first = ?", one)
        self._connection.executemany("DELETE FROM merge_edges WHERE second = ?", one)

    def article_of(self, report: int) -> str | None:
        """Give the article that a report stands in."""
        sql = "SELECT article_id FROM merge_reports WHERE number = ?"
        row = self._connection.execute(sql, (report,)).fetchone()
        return None if row is None else str(row[0])

    def order_of(self, number: int) -> tuple[str, str]:
        """Give the day and id of the article that a report, or an article, by its number is of."""
        sql = (
            "SELECT coalesce(s.published, '~'), s.article_id FROM merge_reports r "
            "JOIN merge_sources s ON s.article_id = r.article_id WHERE r.number = ?"
        )
        row = self._connection.execute(sql, (number,)).fetchone()
        return ("~", "") if row is None else (str(row[0]), str(row[1]))

    # What reports were joined into

    def joined_of(self, report: int) -> OldEvent | None:
        """Give the event that a report is of."""
        sql = (
            "SELECT j.id, j.key, j.reports, j.voices FROM joined_reports r JOIN joined j ON j.id = r.joined "
            "WHERE r.number = ?"
        )
        row = self._connection.execute(sql, (report,)).fetchone()
        if row is None:
            return None
        fields = self._connection.execute("SELECT name, status FROM joined_fields WHERE joined = ?", (row[0],))
        return OldEvent(int(row[0]), str(row[1]), int(row[2]), int(row[3]), tuple(fields.fetchall()))

    def reports_of(self, joined: int) -> list[int]:
        """Give the numbers of the reports of an event."""
        sql = "SELECT number FROM joined_reports WHERE joined = ? ORDER BY number"
        return [int(row[0]) for row in self._connection.execute(sql, (joined,))]

    def key_of(self, joined: int) -> str:
        """Give the id of an event."""
        return str(self._connection.execute("SELECT key FROM joined WHERE id = ?", (joined,)).fetchone()[0])

    def companions_of(self, report: int) -> list[int]:
        """Give the numbers of the reports of the event that a report is of, itself among them."""
        sql = (
            "SELECT other.number FROM joined_reports r JOIN joined_reports other ON other.joined = r.joined "
            "WHERE r.number = ?"
        )
        return [int(row[0]) for row in self._connection.execute(sql, (report,))]

    def keep_events(self, events: Sequence[KeptEvent]) -> None:
        """Keep events with their reports; one that was kept under its number goes with all that hung on it."""
        many = self._connection.executemany
        many("DELETE FROM joined WHERE id = ?", [(event.number,) for event in events])
        many(_KEEP_EVENT, [
            (
                event.number, event.key, len(event.reports), event.documents, event.voices, event.standing, event.entry,
            )
            for event in events
        ])  # fmt: skip
        many(
            "INSERT INTO joined_fields (joined, name, status) VALUES (?, ?, ?) "
            "ON CONFLICT (joined, name) DO UPDATE SET status = excluded.status",
            [(event.number, name, status) for event in events for name, status in event.fields],
        )
        many(
            "INSERT INTO joined_reports (number, joined, event, chosen) VALUES (?, ?, NULL, ?) "
            "ON CONFLICT (number) DO UPDATE SET joined = excluded.joined, event = NULL, chosen = excluded.chosen",
            [(number, event.number, chosen) for event in events for number, chosen in event.reports],
        )

    def place_reports(self, keys: Iterable[tuple[str, int]]) -> None:
        """Let reports point to their rows, given as (key, number)."""
        self._connection.executemany(
            "UPDATE joined_reports SET event = (SELECT id FROM events WHERE key = ?) WHERE number = ?", keys
        )

    def drop_events(self, numbers: Iterable[int]) -> None:
        """Drop events; their reports are of none until they are kept again."""
        one = [(number,) for number in numbers]
        for sql in (
            "DELETE FROM joined_fields WHERE joined = ?",
            "DELETE FROM joined_reports WHERE joined = ?",
            "DELETE FROM joined WHERE id = ?",
        ):
            self._connection.executemany(sql, one)

    def note(self, run: int | None, key: str, action: str, into: str | None, changes: str | None = None) -> None:
        """Note in the history what became of an event, or of its id."""
        sql = "INSERT INTO joined_history (run, key, action, into_key, changes) VALUES (?, ?, ?, ?, ?)"
        self._connection.execute(sql, (run, key, action, into, changes))

    # Stories

    def story_of(self, article: int) -> int | None:
        """Give the story that an article, by its number, is of; None where it stands alone."""
        row = self._connection.execute("SELECT story FROM story_articles WHERE number = ?", (article,)).fetchone()
        return None if row is None else int(row[0])

    def articles_of(self, story: int) -> list[int]:
        """Give the numbers of the articles of a story."""
        sql = "SELECT number FROM story_articles WHERE story = ? ORDER BY number"
        return [int(row[0]) for row in self._connection.execute(sql, (story,))]

    def keep_story(
        self, number: int, key: str, entry: str, articles: Sequence[int], told: tuple[str | None, str | None, int]
    ) -> None:
        """Keep a story with the numbers of its articles, and `told`: its days, from and until, and its voices."""
        self._connection.execute(
            "INSERT INTO stories (id, key, entry, articles, since, until, voices) VALUES (?, ?, ?, ?, ?, ?, ?)",
            (number, key, entry, len(articles), *told),
        )
        self._connection.executemany(
            "INSERT INTO story_articles VALUES (?, ?)", [(article, number) for article in articles]
        )

    def drop_stories(self, numbers: Sequence[int]) -> None:
        """Drop stories; their articles stand alone until they are kept again."""
        one = [(number,) for number in numbers]
        self._connection.executemany("DELETE FROM story_articles WHERE story = ?", one)
        self._connection.executemany("DELETE FROM stories WHERE id = ?", one)

    # What people decided

    def decisions(self) -> list[KeptDecision]:
        """Give all decisions in the order in which they were made."""
        return [KeptDecision(*row) for row in self._connection.execute("SELECT * FROM decisions ORDER BY id")]

    def keep_decision(self, decision: KeptDecision) -> int:
        """Append a decision; its number is given by the table."""
        values = (
            decision.at, decision.by, decision.action, decision.target, decision.anchor, decision.other,
            decision.other_anchor, decision.field, decision.value, decision.note, decision.undoes,
        )  # fmt: skip
        # Numbered by the rows that are there: what was undone before it was kept leaves no gap.
        row = self._connection.execute(
            "INSERT INTO decisions "
            "(id, at, by, action, target, anchor, other, other_anchor, field, value, note, undoes) VALUES ("
            "(SELECT coalesce(max(id), 0) + 1 FROM decisions), ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id",
            values,
        ).fetchone()
        return int(row[0])
