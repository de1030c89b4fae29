#!/usr/bin/env python3
"""Make a ledger of any size in minutes: some thousand reports are read, then copied within the file, each copy changed.

    python bench/scale_made.py FILE [--events 1000000] [--documents 1250]

The reports of `bench/web_made.py`, four acts and four sayings each, are read into FILE by `dateline add`; the rows that
came of them are then copied by SQLite itself until there are so many events. A copy has other days (over ten years),
outlets (a few large, many small) and ids; three of four of its persons are people of its own, while countries, bodies
and places stay the same for all: few are met very often and most seldom. Copies carry neither the record as JSON nor
what merging compares, but for the newest; so sizes are those of tables and indexes, at 3.5 GB a million events.
"""

from __future__ import annotations

import argparse
import json
import sqlite3
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from bench.web_made import make_rows
from dateline.ledger.opening import open_writer

_OUTLETS = 400
_DAYS = 3650
_ID = "(? * {0} + {1})"
_FRESH = "printf('%08x', (:copy * 2654435761) & 4294967295) || substr({0}, 9)"
_KEY = (
    "substr({0}, 1, instr({0}, ':')) || printf('%08x', (:copy * 2654435761) & 4294967295) || "
    "substr({0}, instr({0}, ':') + 9)"
)
_DAY = "CASE WHEN {0} IS NULL OR length({0}) < 10 THEN {0} ELSE date({0}, :shift) END"
_NUMBER = "(({0} & 1125899906842623) | ((:copy + 1024) << 50))"
_TABLES = (
    "articles", "article_actors", "article_places", "times", "statements", "statement_actors", "events", "event_actors",
    "event_places", "event_counts", "event_statements", "joined", "joined_reports", "joined_fields", "stories",
    "story_articles", "merge_reports", "history",
)  # fmt: skip
_NUMBERED = ("joined", "stories")
_FIRST = 1 << 60
"""The numbers of events and stories that were not copied are less."""
_NEWEST_TOO = ("records", "merge_sources")


def _expressions(table: str, column: str) -> str:
    """Give what a column becomes in a copy."""
    own = {"articles": "articles", "events": "events", "statements": "statements", "article_actors": "article_actors",
           "article_places": "article_places"}  # fmt: skip
    to = {"article": "articles", "event": "events", "statement": "statements", "article_actor": "article_actors",
          "article_place": "article_places"}  # fmt: skip
    if column in ("number", "joined", "story") or (column == "id" and table in _NUMBERED):
        return _NUMBER.format(column)
    if column == "id":
        return f"id + :copy * :{own[table]}" if table in own else "NULL"
    if column in to:
        return f"{column} + :copy * :{to[column]}"
    if column == "actor":
        return "CASE WHEN actor IN (SELECT id FROM temp.own) THEN actor + :copy * :actors ELSE actor END"
    if column in ("article_id", "text_sha256"):
        return _FRESH.format(column)
    if column in ("key", "replies_to", "within"):
        return _KEY.format(column)
    if column == "url":
        return "url || '?' || :copy"
    if column == "outlet" and table == "articles":
        skewed = "abs((id * 7919 + :copy * 104729) % :outlets) * abs((id * 31 + :copy) % 97) / 97"
        return f"'Outlet ' || CAST(1 + {skewed} AS INTEGER)"
    if column in ("published", "start_date", "end_date"):
        return _DAY.format(column)
    if column == "day":
        return "CASE WHEN day = '~' THEN day ELSE date(day, :shift) END"
    if table == "stories" and column in ("since", "until"):
        return _DAY.format(column)
    return f'"{column}"'


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
    """Copies the rows of a ledger within it."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.db = connection
        for pragma in ("foreign_keys = OFF", "synchronous = OFF", "cache_size = -400000", "temp_store = MEMORY"):
            self.db.execute(f"PRAGMA {pragma}")
        tables = ("articles", "events", "statements", "article_actors", "article_places", "actors")
        self.last = {t: int(self.db.execute(f"SELECT coalesce(max(id), 0) FROM {t}").fetchone()[0]) for t in tables}
        self.columns = {
            t: [row[1] for row in self.db.execute(f"PRAGMA table_info({t})")] for t in (*_TABLES, *_NEWEST_TOO)
        }
        self.counted = {t: self.db.execute(f"SELECT max(rowid) FROM {t}").fetchone()[0] for t in ("history",)}

    def prepare(self) -> list[str]:
        """Take away indexes and triggers, which are made again at the end; choose who is a person of one copy only."""
        kept = self.db.execute(
            "SELECT type, name, sql FROM sqlite_schema WHERE sql IS NOT NULL AND (type = 'trigger' OR type = 'index') "
            "AND name NOT IN ('joined_reports_event')"
        ).fetchall()
        for kind, name, _ in kept:
            self.db.execute(f"DROP {kind} {name}")
        self.db.execute("CREATE TEMP TABLE own AS SELECT id FROM actors WHERE kind = 'person' AND id % 4 != 0")
        return [sql for _, _, sql in kept]

    def copy(self, number: int, *, newest: bool) -> None:
        """Make one copy."""
        values = {**self.last, "copy": number, "shift": f"-{number * 37 % _DAYS} days", "outlets": _OUTLETS}
        self.db.execute("BEGIN")
        self.db.execute(
            "INSERT INTO actors (id, key, name, kind, country, folded) SELECT id + :copy * :actors, "
            f"{_KEY.format('key')}, name || ' ' || char(65 + :copy % 26) || :copy, kind, country, "
            "folded || lower(char(65 + :copy % 26)) || :copy || ' ' FROM actors WHERE id IN (SELECT id FROM temp.own)",
            values,
        )
        for table in (*_TABLES, *(_NEWEST_TOO if newest else ())):
            self._copy_table(table, values)
        self.db.execute("COMMIT")

    def _copy_table(self, table: str, values: dict[str, object]) -> None:
        columns = self.columns[table]
        names = ", ".join(f'"{name}"' for name in columns)
        made = ", ".join(_expressions(table, name) for name in columns)
        base = {"times": "article", "article_actors": "article", "records": "article"}.get(table)
        limit = self.last.get(table)
        owner = next((name for name in ("article", "event", "statement") if name in columns), None)
        several = {"article": "articles", "event": "events", "statement": "statements"}
        if limit is not None:
            where = f"id <= {limit}"
        elif table in _NUMBERED:
            where = f"id < {_FIRST}"
        elif "joined" in columns or "story" in columns:
            where = f"{'joined' if 'joined' in columns else 'story'} < {_FIRST}"
        elif owner is not None:
            where = f"{base or owner} <= {self.last[several[base or owner]]}"
        elif table in ("merge_reports", "merge_sources"):
            where = "article_id IN (SELECT article_id FROM temp.base)"
        else:
            where = f"id <= {self.counted['history']}"
        self.db.execute(f"INSERT INTO {table} ({names}) SELECT {made} FROM {table} WHERE {where}", values)

    def finish(self, copies: int, made_again: list[str]) -> None:
        """Count totals, fill the searches and make the indexes."""
        counted = ("articles", "mentions", "events")
        for table, columns in (("actor_totals", (*counted, "statements")), ("place_totals", counted)):
            one = table.partition("_")[0]
            more = f"WHERE {one} NOT IN (SELECT id FROM temp.own)" if one == "actor" else ""
            sets = ", ".join(f"{name} = {name} * {copies}" for name in columns)
            if one == "actor":
                names = ", ".join(columns)
                self.db.execute(
                    f"INSERT INTO actor_totals SELECT actor + n.value * {self.last['actors']}, {names} "
                    f"FROM actor_totals JOIN temp.copies n WHERE actor IN (SELECT id FROM temp.own)"
                )
            self.db.execute(f"UPDATE {table} SET {sets} {more}")
        self.db.execute(
            f"INSERT OR IGNORE INTO actor_profiles SELECT actor + n.value * {self.last['actors']}, sectors, "
            "affiliation, articles FROM actor_profiles JOIN temp.copies n WHERE actor IN (SELECT id FROM temp.own)"
        )
        for sql in made_again:
            say(sql.split(" ON ")[0][:60])
            self.db.execute(sql)
        for search in ("article_search", "statement_search", "event_search"):
            say(search)
            self.db.execute(f"INSERT INTO {search} ({search}) VALUES ('rebuild')")


def say(words: str) -> None:
    """Say what is being done."""
    print(f"{time.strftime('%H:%M:%S')} {words}", file=sys.stderr, flush=True)


def main() -> int:
    """Make the ledger and say what is in it."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("file", type=Path)
    options.add_argument("--events", type=int, default=1_000_000)
    options.add_argument("--documents", type=int, default=1250)
    chosen = options.parse_args()
    if not chosen.file.exists():
        say("reading the reports")
        read_base(chosen.file, chosen.documents)
    db = open_writer(chosen.file)
    copier = Copier(db)
    events = int(db.execute("SELECT count(*) FROM events").fetchone()[0])
    copies = max(1, -(-chosen.events // events))
    db.execute("CREATE TEMP TABLE base AS SELECT article_id FROM articles")
    db.execute(f"CREATE TEMP TABLE copies AS WITH RECURSIVE n (value) AS (SELECT 1 UNION ALL SELECT value + 1 FROM n "
               f"WHERE value < {copies - 1}) SELECT value FROM n WHERE {copies} > 1")  # fmt: skip
    made_again = copier.prepare()
    for number in range(1, copies):
        copier.copy(number, newest=number == copies - 1)
        if not number % 100:
            say(f"{number} of {copies} copies")
    copier.finish(copies, made_again)
    db.execute("PRAGMA optimize")
    for table in ("articles", "events", "statements", "actors", "joined"):
        print(f"{table} {db.execute(f'SELECT count(*) FROM {table}').fetchone()[0]:,}")
    db.close()
    print(f"{chosen.file.stat().st_size / 1e6:,.0f} MB")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
