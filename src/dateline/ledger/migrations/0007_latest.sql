-- Migration 7: the order of events from the latest on, with those without any day last, as from the first on.
CREATE INDEX events_latest ON events ((day = '~'), day DESC, article DESC, position DESC);
