-- Migration 5: reports of one happening joined into events, and what people decided. All but decisions and joined_history
-- is made from articles and decisions alone, and can be made again at any time.
-- A report's number is the first 60 bits of its key.

CREATE TABLE merge_state (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- What of each current article is compared with others (JSON), its fingerprint, and whose voice it has.
CREATE TABLE merge_sources (
  article_id TEXT PRIMARY KEY,
  source TEXT NOT NULL,
  published TEXT,
  outlet TEXT,
  agency TEXT,
  fingerprint BLOB NOT NULL,
  voice TEXT NOT NULL,
  copy_of TEXT
) STRICT;
CREATE INDEX merge_sources_copy ON merge_sources (copy_of) WHERE copy_of IS NOT NULL;

-- Articles stand here too, by their own numbers.
CREATE TABLE merge_reports (
  number INTEGER PRIMARY KEY,
  article_id TEXT NOT NULL
) STRICT;

CREATE TABLE merge_keys (
  key INTEGER NOT NULL,
  report INTEGER NOT NULL,
  PRIMARY KEY (key, report)
) STRICT, WITHOUT ROWID;

CREATE TABLE merge_edges (
  first INTEGER NOT NULL,
  second INTEGER NOT NULL,
  score REAL NOT NULL,
  PRIMARY KEY (first, second)
) STRICT, WITHOUT ROWID;
CREATE INDEX merge_edges_second ON merge_edges (second, first);

-- One row an event; entry (JSON) is null where one report is all there is.
CREATE TABLE joined (
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL UNIQUE,
  reports INTEGER NOT NULL,
  documents INTEGER NOT NULL,
  voices INTEGER NOT NULL,
  standing TEXT NOT NULL,
  entry TEXT
) STRICT;

-- chosen: 1 speaks for the event by the conservative policy, 2 by the informative, 4 by the representative.
CREATE TABLE joined_reports (
  number INTEGER PRIMARY KEY,
  joined INTEGER NOT NULL REFERENCES joined (id) ON DELETE CASCADE,
  event INTEGER REFERENCES events (id) ON DELETE SET NULL,
  chosen INTEGER NOT NULL
) STRICT;
CREATE INDEX joined_reports_joined ON joined_reports (joined);
CREATE UNIQUE INDEX joined_reports_event ON joined_reports (event);

-- Fields on which the reports of an event do more than stand alone.
CREATE TABLE joined_fields (
  joined INTEGER NOT NULL REFERENCES joined (id) ON DELETE CASCADE,
  name TEXT NOT NULL,
  status TEXT NOT NULL,
  PRIMARY KEY (joined, name)
) STRICT, WITHOUT ROWID;
CREATE INDEX joined_fields_status ON joined_fields (status, joined);

-- What became of events: changed (how, in JSON); and of their ids: merged into another, split, gone.
CREATE TABLE joined_history (
  id INTEGER PRIMARY KEY,
  run INTEGER REFERENCES runs (id),
  key TEXT NOT NULL,
  action TEXT NOT NULL,
  into_key TEXT,
  changes TEXT
) STRICT;
CREATE INDEX joined_history_key ON joined_history (key);
CREATE INDEX joined_history_run ON joined_history (run);

-- Articles about one matter, two or more; entry is JSON. Numbers are the first 60 bits of the id of an article.
CREATE TABLE stories (
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL UNIQUE,
  entry TEXT NOT NULL
) STRICT;

CREATE TABLE story_articles (
  number INTEGER PRIMARY KEY,
  story INTEGER NOT NULL REFERENCES stories (id) ON DELETE CASCADE
) STRICT;
CREATE INDEX story_articles_story ON story_articles (story);

-- Append-only. target and other are keys of reports; anchors tell where they were read, to find them after a new reading.
CREATE TABLE decisions (
  id INTEGER PRIMARY KEY,
  at TEXT,
  by TEXT,
  action TEXT NOT NULL CHECK (action IN ('accept', 'reject', 'set', 'same', 'different', 'undo')),
  target TEXT,
  anchor TEXT,
  other TEXT,
  other_anchor TEXT,
  field TEXT,
  value TEXT,
  note TEXT,
  undoes INTEGER REFERENCES decisions (id)
) STRICT;
