-- Migration 4: what tells servers which version of an address is known here, so that only news are fetched.

CREATE TABLE fetched (
  url TEXT PRIMARY KEY,
  etag TEXT,
  last_modified TEXT
) STRICT;
