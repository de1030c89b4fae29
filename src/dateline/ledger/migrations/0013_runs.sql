-- Migration 13: which runs of words stand in which texts, so that copies of a new text are found without looking at all
-- others. All of it is made from merge_sources; where merge_state has no "copies" yet, it is filled at the next joining.

-- One row an article. day is an ordinal, the greatest where none is known; size counts runs that are no boilerplate. The
-- earlier text it is a copy of shares so many runs with it, of so many in the smaller of the two.
CREATE TABLE merge_texts (
  number INTEGER PRIMARY KEY,
  day INTEGER NOT NULL,
  size INTEGER NOT NULL,
  parent INTEGER,
  shared INTEGER NOT NULL,
  smaller INTEGER NOT NULL
) STRICT;
CREATE INDEX merge_texts_parent ON merge_texts (parent) WHERE parent IS NOT NULL;

-- Who holds a run, in the order of publication.
CREATE TABLE merge_runs (
  run INTEGER NOT NULL,
  day INTEGER NOT NULL,
  article INTEGER NOT NULL,
  PRIMARY KEY (run, day, article)
) STRICT, WITHOUT ROWID;

-- Runs that are boilerplate; the holder with whom that is decided: who comes later changes nothing.
CREATE TABLE merge_common (
  run INTEGER PRIMARY KEY,
  day INTEGER NOT NULL,
  article INTEGER NOT NULL
) STRICT;
