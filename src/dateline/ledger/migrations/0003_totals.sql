-- Migration 3: how often each actor and place is met in the current versions of articles, kept up with every article.

CREATE TABLE actor_totals (
  actor INTEGER PRIMARY KEY REFERENCES actors (id) ON DELETE CASCADE,
  articles INTEGER NOT NULL,
  mentions INTEGER NOT NULL,
  events INTEGER NOT NULL,
  statements INTEGER NOT NULL
) STRICT;
CREATE INDEX actor_totals_events ON actor_totals (events);

-- One row for each way in which articles describe an actor.
CREATE TABLE actor_profiles (
  actor INTEGER NOT NULL REFERENCES actors (id) ON DELETE CASCADE,
  sectors TEXT NOT NULL,
  affiliation TEXT NOT NULL,
  articles INTEGER NOT NULL,
  PRIMARY KEY (actor, sectors, affiliation)
) STRICT, WITHOUT ROWID;

CREATE TABLE place_totals (
  place INTEGER PRIMARY KEY REFERENCES places (id) ON DELETE CASCADE,
  articles INTEGER NOT NULL,
  mentions INTEGER NOT NULL,
  events INTEGER NOT NULL
) STRICT;
CREATE INDEX place_totals_events ON place_totals (events);

INSERT INTO actor_totals
SELECT l.actor, count(DISTINCT l.article), sum(l.mentions),
  (SELECT count(DISTINCT s.event) FROM event_actors s JOIN events e ON e.id = s.event
   JOIN articles a ON a.id = e.article WHERE s.actor = l.actor AND a.superseded_by IS NULL),
  (SELECT count(DISTINCT s.statement) FROM statement_actors s JOIN statements t ON t.id = s.statement
   JOIN articles a ON a.id = t.article WHERE s.actor = l.actor AND s.side = 'speaker' AND a.superseded_by IS NULL)
FROM article_actors l JOIN articles a ON a.id = l.article WHERE a.superseded_by IS NULL GROUP BY l.actor;

INSERT INTO actor_profiles
SELECT l.actor, l.sectors, coalesce(l.affiliation, ''), count(DISTINCT l.article)
FROM article_actors l JOIN articles a ON a.id = l.article WHERE a.superseded_by IS NULL
GROUP BY l.actor, l.sectors, coalesce(l.affiliation, '');

INSERT INTO place_totals
SELECT l.place, count(DISTINCT l.article), sum(l.mentions),
  (SELECT count(DISTINCT s.event) FROM event_places s JOIN events e ON e.id = s.event
   JOIN articles a ON a.id = e.article WHERE s.place = l.place AND a.superseded_by IS NULL)
FROM article_places l JOIN articles a ON a.id = l.article WHERE a.superseded_by IS NULL GROUP BY l.place;
