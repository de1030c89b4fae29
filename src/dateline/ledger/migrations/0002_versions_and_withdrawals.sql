-- Migration 2: newer versions of an article at its address, articles withdrawn on purpose, and what each run changed.

-- superseded_by: id of the article that took its place at the same URL; null is current.
-- first_run: the run that brought it in; decides which of two versions of one day is the newer.
-- source_issues: what its source had to say of it (JSON), needed to read it again as it was read first.
-- notices: corrections, retractions and the like in its own text, as JSON list of [kind, [start, end]].
ALTER TABLE articles ADD COLUMN superseded_by TEXT;
ALTER TABLE articles ADD COLUMN first_run INTEGER;
ALTER TABLE articles ADD COLUMN source_issues TEXT NOT NULL DEFAULT '[]';
ALTER TABLE articles ADD COLUMN notices TEXT NOT NULL DEFAULT '[]';
CREATE INDEX articles_superseded ON articles (superseded_by) WHERE superseded_by IS NOT NULL;

-- Nothing is kept of a withdrawn article but that it was withdrawn; adding passes it over.
CREATE TABLE withdrawn (
  article_id TEXT PRIMARY KEY,
  run INTEGER REFERENCES runs (id),
  note TEXT
) STRICT;

-- changes: keys of statements and events that came, went or changed with this step, as JSON; null where all of the
-- article came or went.
ALTER TABLE history ADD COLUMN changes TEXT;
CREATE INDEX history_run ON history (run);
