#!/usr/bin/env python3
"""Make a ledger of any size in minutes: some thousand reports are read, then copied within the file, each copy changed.

    python bench/scale_made.py FILE [--events 1000000] [--documents 1250] [--threads]

The reports of `bench/web_made.py`, four acts and four sayings each, are read into FILE by `dateline add`; the rows that
came of them are then copied by SQLite itself until there are so many events. A copy has other days (over ten years),
outlets (a few large, many small) and ids; three of four of its persons are people of its own, while countries, bodies
and places stay the same for all: few are met very often and most seldom.

Table after table is filled, each from copies of its rows in memory, in the order of its key; then its indexes are made
and its words are read for searches. Nothing is journalled: a file whose making was broken off is of no use.

What copies leave out: the record as JSON and candidates of places (all but the newest), what merging compares, its keys
and pairs, and rows of issues (all). The runs of a copy's text are its own: none goes back to the text it was made from.
So lists, pages, searches and columns answer truly; `rebuild`, `reread`, and what is merged with old articles do not.
Numbers of events and stories are no longer those of their keys. Sizes are those of tables and indexes, at 3.3 GB a
million events.
"""

from __future__ import annotations

import argparse
import json
import re
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from bench.web_made import make_rows
from dateline.ledger.merges import MergeTables
from dateline.ledger.opening import open_writer
from dateline.ledger.threads import ThreadTables
from dateline.merging.rethreading import ThreadKeeper
from dateline.merging.shelf import Shelf

_OUTLETS = 400
_DAYS = 3650
_LOW = (1 << 50) - 1
"""The bits of a number that stay in a copy; those above are the copy's, and beyond the 60 bits of the base."""
_TABLES = (
    "actors", "articles", "article_actors", "article_places", "times", "statements", "statement_actors", "events",
    "event_actors", "event_places", "event_counts", "event_statements", "joined", "joined_reports", "joined_fields",
    "stories", "story_articles", "merge_reports", "history", "records",
    "threads", "merge_texts", "merge_runs", "merge_common",
)  # fmt: skip
_NEWEST = ("records",)
_COUNTED = ("articles", "events", "statements", "article_actors", "article_places", "actors")
_TO = {"article": "articles", "event": "events", "statement": "statements", "article_actor": "article_actors",
       "article_place": "article_places"}  # fmt: skip
_SEARCHES = {"articles": "article_search", "statements": "statement_search", "events": "event_search"}
_SIGNS = re.compile(r'(?<=[":])([0-9a-f]{8})(?=[0-9a-f]{7,}")|(?<=")(\d{4}-\d\d-\d\d)(?=")')


def rewrite(entry: str | None, hexed: str, days: int) -> str | None:
    """Give the JSON of an event or a story its copy's ids and days."""

    def change(found: re.Match[str]) -> str:
        if found[1]:
            return hexed
        return (date.fromisoformat(found[2]) - timedelta(days=days)).isoformat()

    return None if entry is None else _SIGNS.sub(change, entry)


def express(table: str, column: str, last: dict[str, int]) -> tuple[list[str], str]:
    """Give what is kept of a column of the base, as pieces of SELECT, and what a copy makes of it."""
    quoted = f'"{column}"'
    kept, made = [quoted], f"t.{quoted}"
    if (table, column) == ("threads", "day"):
        return kept, made
    if table in ("merge_texts", "merge_runs", "merge_common") and column in ("run", "article", "parent", "day"):
        if column == "day":
            return kept, "t.day - n.days"
        return [f"{column} & {_LOW} AS {column}"], f"t.{column} | n.top"
    if column in ("number", "joined", "story") or (column == "id" and table in ("joined", "stories")):
        kept, made = [f"{column} & {_LOW} AS {column}"], f"t.{column} | n.top"
    elif column == "id":
        made = f"t.id + n.copy * {last[table]}" if table in last else "NULL"
    elif column in _TO:
        made = f"t.{column} + n.copy * {last[_TO[column]]}"
    elif column == "actor":
        kept.append("actor IN (SELECT id FROM temp.own) AS is_own")
        made = f"t.actor + t.is_own * n.copy * {last['actors']}"
    elif column in ("article_id", "text_sha256"):
        kept, made = [f"substr({column}, 9) AS {column}"], f"n.hexed || t.{column}"
    elif column in ("key", "replies_to", "within", "opens", "opening", "ending"):
        kept = [f"substr({column}, 1, instr({column}, ':')) AS {column}_1",
                f"substr({column}, instr({column}, ':') + 9) AS {column}_2"]  # fmt: skip
        made = f"t.{column}_1 || n.hexed || t.{column}_2"
    elif column == "url":
        made = "t.url || '?' || n.copy"
    elif column == "outlet" and table == "articles":
        skewed = f"abs((t.id * 7919 + n.copy * 104729) % {_OUTLETS}) * abs((t.id * 31 + n.copy) % 97) / 97"
        made = f"'Outlet ' || CAST(1 + {skewed} AS INTEGER)"
    elif column in ("published", "start_date", "end_date", "day", "since", "until", "opened", "due"):
        kept = [f"CASE WHEN length({column}) >= 10 THEN julianday({column}) ELSE {column} END AS {column}"]
        made = f"CASE typeof(t.{column}) WHEN 'real' THEN date(t.{column} - n.days) ELSE t.{column} END"
    elif column == "entry":
        made = "CASE WHEN t.entry IS NOT NULL THEN rewrite(t.entry, n.hexed, n.days) END"
    elif column == "candidates" and table == "article_places":
        made = "CASE WHEN n.newest THEN t.candidates ELSE '[]' END"
    elif table == "actors" and column == "name":
        made = "t.name || ' ' || char(65 + n.copy % 26) || n.copy"
    elif table == "actors" and column == "folded":
        made = "t.folded || lower(char(65 + n.copy % 26)) || n.copy || ' '"
    return kept, made


def read_base(path: Path, documents: int) -> None:
    """Read the reports that all else is made of."""
    with tempfile.TemporaryDirectory() as folder:
        rows = Path(folder) / "rows.jsonl"
        with rows.open("w", encoding="utf-8") as out:
            for row in make_rows(documents, 11, acts=4, said=4):
                out.write(json.dumps(row, ensure_ascii=False) + "\n")
        command = [sys.executable, "-m", "dateline", "add", str(path), str(rows), "--workers", "2"]
        subprocess.run(command, check=True, stderr=subprocess.DEVNULL)


class Copier:
    """Copies the rows of a ledger within it, so often that there are `copies` with the first."""

    def __init__(self, connection: sqlite3.Connection, copies: int, told: Callable[[str], None]) -> None:
        self.db, self.copies, self.say = connection, copies, told
        self._prepare()

    def hurry(self) -> None:
        """Journal nothing, and let nobody else in."""
        for pragma in ("foreign_keys = OFF", "synchronous = OFF", "journal_mode = DELETE", "locking_mode = EXCLUSIVE",
                       "journal_mode = OFF", "cache_size = -500000", "threads = 2"):  # fmt: skip
            self.db.execute(f"PRAGMA {pragma}").fetchall()

    def _prepare(self) -> None:
        self.db.create_function("rewrite", 3, rewrite, deterministic=True)
        self.last = {t: int(self.db.execute(f"SELECT coalesce(max(id), 0) FROM {t}").fetchone()[0]) for t in _COUNTED}
        self.db.execute("CREATE TEMP TABLE own AS SELECT id FROM actors WHERE kind = 'person' AND id % 4 != 0")
        self.db.execute("CREATE TEMP TABLE copies (copy INTEGER PRIMARY KEY, hexed, days, top, newest)")
        self.db.execute(
            "WITH RECURSIVE n (value) AS (SELECT 1 UNION ALL SELECT value + 1 FROM n WHERE value < ?1 - 1) "
            "INSERT INTO temp.copies SELECT value, printf('%08x', (value * 2654435761) & 4294967295), "
            "value * 37 % ?2, (value + 1024) << 50, value = ?1 - 1 FROM n WHERE ?1 > 1",
            (self.copies, _DAYS),
        )

    def copy_threads(self) -> None:
        """Fill the table of threads alone."""
        indexes = self._drop("index", "threads")
        self._copy_table("threads")
        for sql in indexes:
            self.db.execute(sql)

    def copy_all(self) -> None:
        """Fill all tables, and make the totals, searches and indexes."""
        made_again = self._drop("trigger", "")
        for table in _TABLES:
            indexes = self._drop("index", table)
            self.say(table)
            self.db.execute("BEGIN")
            self._copy_table(table)
            for sql in indexes:
                self.db.execute(sql)
            if table in _SEARCHES:
                self.say(_SEARCHES[table])
                self._fill_search(_SEARCHES[table])
            self.db.execute("COMMIT")
        self._count_totals()
        self.db.execute(
            "UPDATE merge_state SET value = (SELECT CAST(max(id) AS TEXT) FROM history) WHERE name = 'history'"
        )
        for sql in made_again:
            self.db.execute(sql)

    def _drop(self, kind: str, table: str) -> list[str]:
        """Take away indexes or triggers; gives how they are made again."""
        sql = "SELECT name, sql FROM sqlite_schema WHERE type = ?1 AND sql IS NOT NULL AND ?2 IN (tbl_name, '')"
        kept = self.db.execute(sql, (kind, table)).fetchall()
        for name, _ in kept:
            self.db.execute(f"DROP {kind} {name}")
        return [made for _, made in kept]

    def _copy_table(self, table: str) -> None:
        columns = [row[1] for row in self.db.execute(f"PRAGMA table_info({table})")]
        pieces = [express(table, column, self.last) for column in columns]
        kept = ", ".join(piece for several, _ in pieces for piece in several)
        numbered = next((c for c, (several, _) in zip(columns, pieces) if f"& {_LOW}" in several[0]), None)
        only = "WHERE id IN (SELECT id FROM temp.own)" if table == "actors" else ""
        order = f"ORDER BY {numbered}" if numbered else ""
        self.db.execute(f"CREATE TEMP TABLE base AS SELECT {kept} FROM main.{table} {only} {order}")
        names = ", ".join(f'"{column}"' for column in columns)
        made = ", ".join(made for _, made in pieces)
        which = "WHERE n.newest" if table in _NEWEST else ""
        into = "OR IGNORE INTO" if table == "merge_common" else "INTO"  # a run of the base may look like one of a copy
        self.db.execute(
            f"INSERT {into} main.{table} ({names}) SELECT {made} FROM temp.copies n CROSS JOIN temp.base t {which}"
        )
        self.db.execute("DROP TABLE temp.base")

    def _fill_search(self, search: str) -> None:
        """Read the words of all rows again, many megabytes of them before they are written."""
        setting = f"INSERT INTO {search} ({search}, rank) VALUES (?, ?)"
        self.db.execute(setting, ("hashsize", 64 << 20))
        self.db.execute(f"INSERT INTO {search} ({search}) VALUES ('rebuild')")
        self.db.execute(f"DELETE FROM {search}_config WHERE k = 'hashsize'")

    def _count_totals(self) -> None:
        counted = ("articles", "mentions", "events")
        for table, columns in (("actor_totals", (*counted, "statements")), ("place_totals", counted)):
            one = table.partition("_")[0]
            more = f"WHERE {one} NOT IN (SELECT id FROM temp.own)" if one == "actor" else ""
            sets = ", ".join(f"{name} = {name} * {self.copies}" for name in columns)
            self.db.execute(f"UPDATE {table} SET {sets} {more}")
        its = f"JOIN temp.copies n WHERE actor <= {self.last['actors']} AND actor IN (SELECT id FROM temp.own)"
        made = f"actor + n.copy * {self.last['actors']}"
        names = ", ".join((*counted, "statements"))
        self.db.execute(f"INSERT INTO actor_totals SELECT {made}, {names} FROM actor_totals {its}")
        self.db.execute(
            f"INSERT INTO actor_profiles SELECT {made}, sectors, affiliation, articles FROM actor_profiles {its}"
        )


def make_threads(path: Path) -> None:
    """Find the threads of what was read, and copy them as all else was, in a ledger made before they were kept."""
    db = open_writer(path)
    # Of a copy what merging compares says that it is of the report that was copied.
    db.execute("DELETE FROM merge_sources WHERE instr(source, article_id) = 0")
    (read,) = db.execute("SELECT count(*) FROM merge_sources").fetchone()
    (every,) = db.execute("SELECT count(*) FROM articles").fetchone()
    copier, tables = Copier(db, every // read, say), MergeTables(db)
    db.execute("BEGIN")
    ThreadKeeper(ThreadTables(db), tables, Shelf(tables)).update(frozenset(), frozenset(), (), {})
    copier.copy_threads()
    db.execute("COMMIT")
    print(f"threads {db.execute('SELECT count(*) FROM threads').fetchone()[0]:,}")
    db.close()


def say(words: str) -> None:
    """Say what is being done."""
    print(f"{time.strftime('%H:%M:%S')} {time.process_time():7.1f} s {words}", file=sys.stderr, flush=True)


def main() -> int:
    """Make the ledger and say what is in it."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("file", type=Path)
    options.add_argument("--events", type=int, default=1_000_000)
    options.add_argument("--documents", type=int, default=1250)
    options.add_argument("--threads", action="store_true", help="only make the threads of a FILE that has none")
    chosen = options.parse_args()
    if chosen.threads:
        make_threads(chosen.file)
        return 0
    if not chosen.file.exists():
        say("reading the reports")
        read_base(chosen.file, chosen.documents)
    db = open_writer(chosen.file)
    events = int(db.execute("SELECT count(*) FROM events").fetchone()[0])
    copier = Copier(db, max(1, -(-chosen.events // events)), say)
    copier.hurry()
    copier.copy_all()
    for pragma in ("locking_mode = NORMAL", "journal_mode = WAL", "analysis_limit = 1000", "optimize"):
        db.execute(f"PRAGMA {pragma}").fetchall()
    say("done")
    for table in ("articles", "events", "statements", "actors", "joined"):
        print(f"{table} {db.execute(f'SELECT count(*) FROM {table}').fetchone()[0]:,}")
    db.close()
    print(f"{chosen.file.stat().st_size / 1e6:,.0f} MB")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
