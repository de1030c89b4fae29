-- Migration 1: articles, their records, and the columns that lists and searches are made from.
-- Spans are JSON lists of [start, end) in Unicode code points of articles.text; `words` are the words under them.
-- Row numbers (`id`) are this file's own; what holds outside it are article_id and the keys.

CREATE TABLE producers (
  id INTEGER PRIMARY KEY,
  dateline TEXT NOT NULL,
  model TEXT NOT NULL,
  knowledge TEXT NOT NULL,
  UNIQUE (dateline, model, knowledge)
) STRICT;

CREATE TABLE articles (
  id INTEGER PRIMARY KEY,
  article_id TEXT NOT NULL UNIQUE,
  ref TEXT,
  url TEXT,
  outlet TEXT,
  title TEXT,
  byline TEXT NOT NULL,
  credit TEXT,
  dateline_place TEXT,
  published TEXT,
  published_from TEXT,
  language TEXT,
  text_sha256 TEXT NOT NULL,
  text TEXT NOT NULL,
  producer INTEGER NOT NULL REFERENCES producers (id),
  offer TEXT NOT NULL
) STRICT;
CREATE INDEX articles_published ON articles (published, article_id);
CREATE INDEX articles_outlet ON articles (outlet, published);
CREATE INDEX articles_url ON articles (url);
CREATE INDEX articles_text ON articles (text_sha256);

CREATE TABLE records (
  article INTEGER PRIMARY KEY REFERENCES articles (id) ON DELETE CASCADE,
  record TEXT NOT NULL
) STRICT;

CREATE TABLE actors (
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  kind TEXT NOT NULL,
  country TEXT,
  folded TEXT NOT NULL
) STRICT;
CREATE INDEX actors_country ON actors (country);

CREATE TABLE article_actors (
  id INTEGER PRIMARY KEY,
  article INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
  local_id TEXT NOT NULL,
  actor INTEGER NOT NULL REFERENCES actors (id),
  affiliation TEXT,
  sectors TEXT NOT NULL,
  roles TEXT NOT NULL,
  wikidata TEXT,
  resolved_by TEXT,
  candidates TEXT NOT NULL,
  mentions INTEGER NOT NULL,
  spans TEXT NOT NULL,
  words TEXT NOT NULL,
  UNIQUE (article, local_id)
) STRICT;
CREATE INDEX article_actors_actor ON article_actors (actor, article);
CREATE INDEX article_actors_affiliation ON article_actors (affiliation, article);

CREATE TABLE places (
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  kind TEXT,
  country TEXT,
  admin1 TEXT,
  lat REAL,
  lon REAL,
  geonames INTEGER,
  folded TEXT NOT NULL
) STRICT;
CREATE INDEX places_country ON places (country);

CREATE TABLE article_places (
  id INTEGER PRIMARY KEY,
  article INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
  local_id TEXT NOT NULL,
  place INTEGER NOT NULL REFERENCES places (id),
  candidates TEXT NOT NULL,
  reason TEXT,
  mentions INTEGER NOT NULL,
  spans TEXT NOT NULL,
  words TEXT NOT NULL,
  UNIQUE (article, local_id)
) STRICT;
CREATE INDEX article_places_place ON article_places (place, article);

CREATE TABLE times (
  article INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
  local_id TEXT NOT NULL,
  edtf TEXT,
  start_date TEXT,
  end_date TEXT,
  basis TEXT,
  approximate INTEGER NOT NULL,
  timex TEXT NOT NULL,
  value TEXT,
  spans TEXT NOT NULL,
  words TEXT NOT NULL,
  PRIMARY KEY (article, local_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE statements (
  id INTEGER PRIMARY KEY,
  article INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  key TEXT NOT NULL UNIQUE,
  local_id TEXT NOT NULL,
  form TEXT NOT NULL,
  act TEXT NOT NULL,
  venue TEXT,
  venue_spans TEXT NOT NULL,
  content TEXT NOT NULL,
  content_spans TEXT NOT NULL,
  cue TEXT NOT NULL,
  cue_spans TEXT NOT NULL,
  replies_to TEXT,
  within TEXT,
  UNIQUE (article, position)
) STRICT;
CREATE INDEX statements_act ON statements (act);

-- side: speaker or addressee. The last three columns repeat what the actor's own rows hold, so that lists are quick.
CREATE TABLE statement_actors (
  statement INTEGER NOT NULL REFERENCES statements (id) ON DELETE CASCADE,
  side TEXT NOT NULL CHECK (side IN ('speaker', 'addressee')),
  position INTEGER NOT NULL,
  spans TEXT NOT NULL,
  words TEXT NOT NULL,
  article_actor INTEGER REFERENCES article_actors (id) ON DELETE CASCADE,
  actor INTEGER REFERENCES actors (id),
  country TEXT,
  affiliation TEXT,
  PRIMARY KEY (statement, side, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX statement_actors_actor ON statement_actors (actor, statement);
CREATE INDEX statement_actors_country ON statement_actors (country, statement);
CREATE INDEX statement_actors_affiliation ON statement_actors (affiliation, statement);
CREATE INDEX statement_actors_article_actor ON statement_actors (article_actor);

-- day is what events are ordered by: the first day, else the last, else '~' (after all days).
CREATE TABLE events (
  id INTEGER PRIMARY KEY,
  article INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  key TEXT NOT NULL UNIQUE,
  local_id TEXT NOT NULL,
  type TEXT NOT NULL,
  mode TEXT,
  contexts TEXT NOT NULL,
  plover_type TEXT NOT NULL,
  plover_mode TEXT,
  plover_aux TEXT NOT NULL,
  register TEXT NOT NULL,
  status TEXT NOT NULL,
  status_words TEXT NOT NULL,
  status_spans TEXT NOT NULL,
  condition_words TEXT,
  condition_spans TEXT NOT NULL,
  start_date TEXT,
  end_date TEXT,
  edtf TEXT,
  time_basis TEXT,
  time_id TEXT,
  "trigger" TEXT NOT NULL,
  trigger_spans TEXT NOT NULL,
  sentence TEXT NOT NULL,
  sentence_spans TEXT NOT NULL,
  confidence REAL NOT NULL,
  rule TEXT NOT NULL,
  day TEXT NOT NULL,
  UNIQUE (article, position)
) STRICT;
CREATE INDEX events_day ON events (day, article, position);
CREATE INDEX events_type ON events (type, day);
CREATE INDEX events_status ON events (status, day);
CREATE INDEX events_register ON events (register, day);

CREATE TABLE event_actors (
  event INTEGER NOT NULL REFERENCES events (id) ON DELETE CASCADE,
  side TEXT NOT NULL CHECK (side IN ('actor', 'recipient', 'participant')),
  position INTEGER NOT NULL,
  spans TEXT NOT NULL,
  words TEXT NOT NULL,
  article_actor INTEGER REFERENCES article_actors (id) ON DELETE CASCADE,
  actor INTEGER REFERENCES actors (id),
  country TEXT,
  affiliation TEXT,
  PRIMARY KEY (event, side, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX event_actors_actor ON event_actors (actor, event);
CREATE INDEX event_actors_country ON event_actors (country, event);
CREATE INDEX event_actors_affiliation ON event_actors (affiliation, event);
CREATE INDEX event_actors_article_actor ON event_actors (article_actor);

CREATE TABLE event_places (
  event INTEGER NOT NULL REFERENCES events (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  basis TEXT NOT NULL,
  spans TEXT NOT NULL,
  words TEXT NOT NULL,
  article_place INTEGER REFERENCES article_places (id) ON DELETE CASCADE,
  place INTEGER REFERENCES places (id),
  country TEXT,
  PRIMARY KEY (event, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX event_places_place ON event_places (place, event);
CREATE INDEX event_places_country ON event_places (country, event);
CREATE INDEX event_places_article_place ON event_places (article_place);

-- min and max keep the kind of number of the record (3 or 3.5); null is an open side.
CREATE TABLE event_counts (
  event INTEGER NOT NULL REFERENCES events (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  what TEXT NOT NULL,
  min ANY,
  max ANY,
  approximate INTEGER NOT NULL,
  unit TEXT,
  spans TEXT NOT NULL,
  words TEXT NOT NULL,
  PRIMARY KEY (event, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX event_counts_what ON event_counts (what, event);

CREATE TABLE event_statements (
  event INTEGER NOT NULL REFERENCES events (id) ON DELETE CASCADE,
  role TEXT NOT NULL CHECK (role IN ('said_by', 'denied_by')),
  position INTEGER NOT NULL,
  statement INTEGER NOT NULL REFERENCES statements (id) ON DELETE CASCADE,
  PRIMARY KEY (event, role, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX event_statements_statement ON event_statements (statement, event);

-- Of a kept article (article is set), or of an input that gave none (source says which).
CREATE TABLE issues (
  id INTEGER PRIMARY KEY,
  article INTEGER REFERENCES articles (id) ON DELETE CASCADE,
  source TEXT,
  article_id TEXT,
  position INTEGER NOT NULL,
  kind TEXT NOT NULL,
  message TEXT NOT NULL,
  spans TEXT NOT NULL,
  words TEXT NOT NULL
) STRICT;
CREATE INDEX issues_article ON issues (article, position);
CREATE UNIQUE INDEX issues_source ON issues (source, kind, message) WHERE article IS NULL;
CREATE INDEX issues_unkept ON issues (article_id) WHERE article IS NULL;

-- Kept apart from the current view: who added what when. Nothing listed or exported depends on it.
CREATE TABLE runs (
  id INTEGER PRIMARY KEY,
  at TEXT,
  command TEXT NOT NULL,
  producer INTEGER REFERENCES producers (id),
  added INTEGER NOT NULL DEFAULT 0,
  replaced INTEGER NOT NULL DEFAULT 0,
  known INTEGER NOT NULL DEFAULT 0,
  unread INTEGER NOT NULL DEFAULT 0,
  ended TEXT
) STRICT;

CREATE TABLE history (
  id INTEGER PRIMARY KEY,
  run INTEGER REFERENCES runs (id),
  article_id TEXT NOT NULL,
  action TEXT NOT NULL,
  producer INTEGER REFERENCES producers (id)
) STRICT;
CREATE INDEX history_article ON history (article_id);

CREATE VIRTUAL TABLE article_search USING fts5 (
  title, text, content = 'articles', content_rowid = 'id', tokenize = 'porter unicode61 remove_diacritics 2'
);
CREATE TRIGGER articles_searched AFTER INSERT ON articles BEGIN
  INSERT INTO article_search (rowid, title, text) VALUES (new.id, new.title, new.text);
END;
CREATE TRIGGER articles_forgotten AFTER DELETE ON articles BEGIN
  INSERT INTO article_search (article_search, rowid, title, text) VALUES ('delete', old.id, old.title, old.text);
END;

CREATE VIRTUAL TABLE statement_search USING fts5 (
  content, content = 'statements', content_rowid = 'id', tokenize = 'porter unicode61 remove_diacritics 2'
);
CREATE TRIGGER statements_searched AFTER INSERT ON statements BEGIN
  INSERT INTO statement_search (rowid, content) VALUES (new.id, new.content);
END;
CREATE TRIGGER statements_forgotten AFTER DELETE ON statements BEGIN
  INSERT INTO statement_search (statement_search, rowid, content) VALUES ('delete', old.id, old.content);
END;

CREATE VIRTUAL TABLE event_search USING fts5 (
  sentence, content = 'events', content_rowid = 'id', tokenize = 'porter unicode61 remove_diacritics 2'
);
CREATE TRIGGER events_searched AFTER INSERT ON events BEGIN
  INSERT INTO event_search (rowid, sentence) VALUES (new.id, new.sentence);
END;
CREATE TRIGGER events_forgotten AFTER DELETE ON events BEGIN
  INSERT INTO event_search (event_search, rowid, sentence) VALUES ('delete', old.id, old.sentence);
END;

-- For people who browse the file: one readable line an event and a statement.
CREATE VIEW event_list AS
SELECT
  e.key, e.start_date, e.end_date, e.type, e.mode, e.status, e.register,
  (SELECT group_concat(name, '; ') FROM (
    SELECT coalesce(x.name, s.words) AS name FROM event_actors s LEFT JOIN actors x ON x.id = s.actor
    WHERE s.event = e.id AND s.side = 'actor' ORDER BY s.position) AS told) AS actors,
  (SELECT group_concat(name, '; ') FROM (
    SELECT coalesce(x.name, s.words) AS name FROM event_actors s LEFT JOIN actors x ON x.id = s.actor
    WHERE s.event = e.id AND s.side = 'recipient' ORDER BY s.position) AS told) AS recipients,
  (SELECT group_concat(name, '; ') FROM (
    SELECT coalesce(x.name, s.words) AS name FROM event_actors s LEFT JOIN actors x ON x.id = s.actor
    WHERE s.event = e.id AND s.side = 'participant' ORDER BY s.position) AS told) AS participants,
  (SELECT group_concat(name, '; ') FROM (
    SELECT coalesce(x.name, s.words) AS name FROM event_places s LEFT JOIN places x ON x.id = s.place
    WHERE s.event = e.id ORDER BY s.position) AS told) AS places,
  (SELECT group_concat(name, '; ') FROM (
    SELECT coalesce(x.name, p.words, '?') AS name FROM event_statements s
    LEFT JOIN statement_actors p ON p.statement = s.statement AND p.side = 'speaker'
    LEFT JOIN actors x ON x.id = p.actor
    WHERE s.event = e.id AND s.role = 'said_by' ORDER BY s.position) AS told) AS said_by,
  e.sentence, a.outlet, a.published, a.title, a.url, a.article_id
FROM events e JOIN articles a ON a.id = e.article;

CREATE VIEW statement_list AS
SELECT
  s.key, s.form, s.act,
  (SELECT coalesce(x.name, p.words) FROM statement_actors p LEFT JOIN actors x ON x.id = p.actor
    WHERE p.statement = s.id AND p.side = 'speaker' LIMIT 1) AS speaker,
  (SELECT coalesce(x.name, p.words) FROM statement_actors p LEFT JOIN actors x ON x.id = p.actor
    WHERE p.statement = s.id AND p.side = 'addressee' LIMIT 1) AS addressee,
  s.venue, s.content, s.replies_to, s.within,
  a.outlet, a.published, a.title, a.url, a.article_id
FROM statements s JOIN articles a ON a.id = s.article;
