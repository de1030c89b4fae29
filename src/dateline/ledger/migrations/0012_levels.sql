-- Migration 12: at which level a report, or an article, was cut out; what was marked before is looked at once more.
ALTER TABLE merge_marks ADD COLUMN level INTEGER NOT NULL DEFAULT 0;
