-- Migration 6: where too much hangs together, weak pairs are left out; the mark tells with what a report, or an article, was clustered.
CREATE TABLE merge_marks (
  number INTEGER PRIMARY KEY,
  mark INTEGER NOT NULL
) STRICT;
