-- Migration 8: lists come out of an index in their order, so that their first rows take no longer the more there are.

-- Of stories, what they are listed by; the entry holds it too.
ALTER TABLE stories ADD COLUMN since TEXT;
ALTER TABLE stories ADD COLUMN until TEXT;
ALTER TABLE stories ADD COLUMN articles INTEGER NOT NULL DEFAULT 0;
ALTER TABLE stories ADD COLUMN voices INTEGER NOT NULL DEFAULT 0;
UPDATE stories SET
  since = json_extract(entry, '$.since'), until = json_extract(entry, '$.until'),
  articles = json_array_length(entry, '$.articles'), voices = CAST(json_extract(entry, '$.voices') AS INTEGER);
CREATE INDEX stories_since ON stories (since, key);
CREATE INDEX stories_until ON stories (until, key);
CREATE INDEX stories_articles ON stories (articles, key);
CREATE INDEX stories_largest ON stories (articles DESC, key);
CREATE INDEX stories_voices ON stories (voices, key);
CREATE INDEX stories_told ON stories (voices DESC, key);

CREATE INDEX articles_title ON articles (title, published, article_id);
CREATE INDEX actors_folded ON actors (folded, key);
CREATE INDEX issues_kind ON issues (kind, article);

-- Whether an article is current is read off the index: its row holds it behind the whole text.
DROP INDEX articles_published;
CREATE INDEX articles_published ON articles (published, article_id, superseded_by);
