-- Migration 11: what names an actor goes by, and where it is given a role, is told by indexes: their rows lie far apart.
CREATE INDEX article_actors_words ON article_actors (actor, words, article);
CREATE INDEX article_actors_roles ON article_actors (actor) WHERE roles != '[]';
