-- Migration 9: threads are kept, and with them what leads from an opening to what may have become of it. All of it is made
-- from merge_sources and the joined view; where merge_state has no "threads" yet, it is filled at the next joining.

-- One row for each event that opens a thread. opened and due are days, '~' where none is known. An outcome is looked for
-- among the 60 nearest later reports that share a mark: seen of them were there, from day to horizon.
CREATE TABLE threads (
  joined INTEGER PRIMARY KEY,
  number INTEGER NOT NULL,
  opens TEXT NOT NULL,
  opening TEXT NOT NULL,
  ending TEXT,
  kind TEXT NOT NULL,
  outcome TEXT NOT NULL,
  opened TEXT NOT NULL,
  due TEXT NOT NULL,
  score REAL,
  reasons TEXT NOT NULL,
  seen INTEGER NOT NULL,
  day INTEGER,
  horizon INTEGER,
  marks BLOB NOT NULL
) STRICT;
CREATE INDEX threads_opened ON threads (opened, opens);
CREATE INDEX threads_due ON threads (due, opens);
CREATE INDEX threads_latest_due ON threads (due DESC, opens);
CREATE INDEX threads_kind ON threads (kind, outcome, opened, opens, due);

-- By mark: the openings that a report of a day may be an outcome of, and the reports that may be one.
CREATE TABLE thread_waiting (
  mark INTEGER NOT NULL,
  horizon INTEGER NOT NULL,
  joined INTEGER NOT NULL,
  day INTEGER NOT NULL,
  PRIMARY KEY (mark, horizon, joined)
) STRICT, WITHOUT ROWID;

CREATE TABLE thread_outcomes (
  mark INTEGER NOT NULL,
  day INTEGER NOT NULL,
  article INTEGER NOT NULL,
  position INTEGER NOT NULL,
  PRIMARY KEY (mark, day, article, position)
) STRICT, WITHOUT ROWID;
