-- Migration 7: the order of events from the latest on, with those without any day last, as from the first on.
CREATE INDEX events_by_day ON events ((day = '~'), day, article, position);
DROP INDEX events_day;
