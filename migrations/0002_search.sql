-- Search: token strings made by the program, one a row that can be found, and the engine's index over them. What is
-- found is told by number in narrow tables, since a frequent word would else read long rows by the thousand. And lists
-- by participant or topic that cost the same however many facts there are: the rows that tie a fact to them repeat
-- what such lists filter and sort by. All of it is derived from the documents, which `derived` makes the program do
-- once for a database that had them before.

ALTER TABLE dataset ADD COLUMN derived INTEGER NOT NULL DEFAULT 0;

CREATE TABLE article_search (
    number INTEGER NOT NULL PRIMARY KEY,
    article TEXT NOT NULL UNIQUE REFERENCES article (id) DEFERRABLE INITIALLY DEFERRED
);

CREATE TABLE article_search_tokens (
    number INTEGER NOT NULL PRIMARY KEY REFERENCES article_search (number) DEFERRABLE INITIALLY DEFERRED,
    tokens TEXT NOT NULL
);

CREATE TABLE participant_search (
    number INTEGER NOT NULL PRIMARY KEY,
    participant TEXT NOT NULL UNIQUE REFERENCES participant (id) DEFERRABLE INITIALLY DEFERRED
);

CREATE TABLE participant_search_tokens (
    number INTEGER NOT NULL PRIMARY KEY REFERENCES participant_search (number) DEFERRABLE INITIALLY DEFERRED,
    tokens TEXT NOT NULL
);

CREATE TABLE topic_search (
    number INTEGER NOT NULL PRIMARY KEY,
    topic TEXT NOT NULL UNIQUE REFERENCES topic (id) DEFERRABLE INITIALLY DEFERRED
);

CREATE TABLE topic_search_tokens (
    number INTEGER NOT NULL PRIMARY KEY REFERENCES topic_search (number) DEFERRABLE INITIALLY DEFERRED,
    tokens TEXT NOT NULL
);

CREATE TABLE fact_search (
    number INTEGER NOT NULL PRIMARY KEY,
    fact TEXT NOT NULL UNIQUE REFERENCES fact (id) DEFERRABLE INITIALLY DEFERRED
);

CREATE TABLE fact_search_tokens (
    number INTEGER NOT NULL PRIMARY KEY REFERENCES fact_search (number) DEFERRABLE INITIALLY DEFERRED,
    tokens TEXT NOT NULL
);

CREATE TABLE evidence_search (
    number INTEGER NOT NULL PRIMARY KEY,
    evidence TEXT NOT NULL UNIQUE REFERENCES evidence (id) DEFERRABLE INITIALLY DEFERRED,
    fact TEXT -- of the evidence; a foreign key would want an index of its own, at each fact that is stored
);

CREATE TABLE evidence_search_tokens (
    number INTEGER NOT NULL PRIMARY KEY REFERENCES evidence_search (number) DEFERRABLE INITIALLY DEFERRED,
    tokens TEXT NOT NULL
);

-- SQLite's own. Plain `ascii` would cut c++ and n-up.
CREATE VIRTUAL TABLE article_search_index USING fts5 (
    tokens, content = 'article_search_tokens', content_rowid = 'number', tokenize = "ascii tokenchars '+#.&-='");
CREATE VIRTUAL TABLE participant_search_index USING fts5 (
    tokens, content = 'participant_search_tokens', content_rowid = 'number', tokenize = "ascii tokenchars '+#.&-='");
CREATE VIRTUAL TABLE topic_search_index USING fts5 (
    tokens, content = 'topic_search_tokens', content_rowid = 'number', tokenize = "ascii tokenchars '+#.&-='");
CREATE VIRTUAL TABLE fact_search_index USING fts5 (
    tokens, content = 'fact_search_tokens', content_rowid = 'number', tokenize = "ascii tokenchars '+#.&-='");
CREATE VIRTUAL TABLE evidence_search_index USING fts5 (
    tokens, content = 'evidence_search_tokens', content_rowid = 'number', tokenize = "ascii tokenchars '+#.&-='");

-- Places in UTF-16 units, as JavaScript counts; only where the article's text was at hand.
ALTER TABLE evidence ADD COLUMN starts_utf16 BIGINT;
ALTER TABLE evidence ADD COLUMN ends_utf16 BIGINT;

ALTER TABLE fact_participant ADD COLUMN kind TEXT NOT NULL DEFAULT '';
ALTER TABLE fact_participant ADD COLUMN date_from TEXT;
ALTER TABLE fact_topic ADD COLUMN kind TEXT NOT NULL DEFAULT '';
ALTER TABLE fact_topic ADD COLUMN date_from TEXT;

CREATE INDEX fact_participant_kind ON fact_participant (participant, kind, fact, role);
CREATE INDEX fact_participant_date ON fact_participant (participant, date_from, fact, role);
CREATE INDEX fact_participant_kind_date ON fact_participant (participant, kind, date_from, fact, role);
CREATE INDEX fact_participant_role ON fact_participant (role, fact);
CREATE INDEX fact_topic_kind ON fact_topic (topic, kind, fact);
CREATE INDEX fact_topic_date ON fact_topic (topic, date_from, fact);
CREATE INDEX fact_topic_kind_date ON fact_topic (topic, kind, date_from, fact);

-- Indexes of what one kind has begin with the kind, which every list of it asks for, and hold no row of another.
DROP INDEX agreement_id;
DROP INDEX agreement_type;
DROP INDEX agreement_status;
DROP INDEX figure_id;
DROP INDEX figure_value;
DROP INDEX figure_unit;
DROP INDEX event_id;
DROP INDEX event_date_from;
DROP INDEX statement_id;
DROP INDEX affiliation_id;
DROP INDEX fact_part_of;
DROP INDEX fact_at;
DROP INDEX fact_according_to;

CREATE INDEX article_publisher_published_at ON article (publisher, published_at_utc, id);
CREATE INDEX fact_kind ON fact (kind, id);
CREATE INDEX fact_article_kind ON fact (article, kind, id);
CREATE INDEX fact_kind_date_from ON fact (kind, date_from, id);
CREATE INDEX fact_since ON fact (since, id);
CREATE INDEX fact_part_of ON fact (part_of, id) WHERE part_of IS NOT NULL;
CREATE INDEX fact_at ON fact (at, id) WHERE at IS NOT NULL;
CREATE INDEX fact_according_to ON fact (according_to, id) WHERE according_to IS NOT NULL;
CREATE INDEX fact_type ON fact (type, id) WHERE type IS NOT NULL;
CREATE INDEX fact_kind_type ON fact (kind, type, id) WHERE type IS NOT NULL;
CREATE INDEX fact_kind_status ON fact (kind, status, id) WHERE status IS NOT NULL;
CREATE INDEX fact_kind_unit ON fact (kind, unit, id) WHERE unit IS NOT NULL;
CREATE INDEX fact_kind_unit_value ON fact (kind, unit, value, id) WHERE unit IS NOT NULL;
CREATE INDEX fact_kind_value ON fact (kind, value, id) WHERE value IS NOT NULL;
CREATE INDEX fact_kind_lower ON fact (kind, lower, id) WHERE lower IS NOT NULL;
CREATE INDEX fact_kind_upper ON fact (kind, upper, id) WHERE upper IS NOT NULL;
