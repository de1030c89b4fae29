-- Migration 10: whoever writes gives the searches their words, those of many articles at once. With triggers SQLite wrote
-- each search to the disk again for every row.
DROP TRIGGER IF EXISTS articles_searched;
DROP TRIGGER IF EXISTS statements_searched;
DROP TRIGGER IF EXISTS events_searched;
