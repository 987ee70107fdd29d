-- SPDX-License-Identifier: MIT
-- The database after all migrations, to be read beside them; `make schema SCHEMA=write` writes it anew.

CREATE TABLE migration (number INTEGER NOT NULL PRIMARY KEY, checksum TEXT NOT NULL, applied_at TEXT NOT NULL);

CREATE TABLE dataset (
    id INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
    revision BIGINT NOT NULL,
    digest TEXT NOT NULL,
    changed_at TEXT
, derived INTEGER NOT NULL DEFAULT 0);

CREATE TABLE tally (
    collection TEXT NOT NULL PRIMARY KEY,
    rows BIGINT NOT NULL CHECK (rows >= 0)
);

CREATE TABLE participant (
    id TEXT NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('person', 'company', 'government', 'institute', 'media', 'organization', 'group')),
    name_ko TEXT,
    name_en TEXT,
    agreement_count BIGINT NOT NULL DEFAULT 0 CHECK (agreement_count >= 0),
    figure_count BIGINT NOT NULL DEFAULT 0 CHECK (figure_count >= 0),
    event_count BIGINT NOT NULL DEFAULT 0 CHECK (event_count >= 0),
    statement_count BIGINT NOT NULL DEFAULT 0 CHECK (statement_count >= 0),
    affiliation_count BIGINT NOT NULL DEFAULT 0 CHECK (affiliation_count >= 0),
    CHECK (name_ko IS NOT NULL OR name_en IS NOT NULL)
);

CREATE INDEX participant_kind ON participant (kind, id);

CREATE INDEX participant_name_ko ON participant (name_ko, id);

CREATE INDEX participant_name_en ON participant (name_en, id);

CREATE TABLE topic (
    id TEXT NOT NULL PRIMARY KEY,
    name_ko TEXT,
    name_en TEXT,
    agreement_count BIGINT NOT NULL DEFAULT 0 CHECK (agreement_count >= 0),
    figure_count BIGINT NOT NULL DEFAULT 0 CHECK (figure_count >= 0),
    event_count BIGINT NOT NULL DEFAULT 0 CHECK (event_count >= 0),
    statement_count BIGINT NOT NULL DEFAULT 0 CHECK (statement_count >= 0),
    affiliation_count BIGINT NOT NULL DEFAULT 0 CHECK (affiliation_count >= 0),
    CHECK (name_ko IS NOT NULL OR name_en IS NOT NULL)
);

CREATE TABLE article (
    id TEXT NOT NULL PRIMARY KEY,
    publisher TEXT NOT NULL REFERENCES participant (id) DEFERRABLE INITIALLY DEFERRED,
    language TEXT NOT NULL CHECK (language IN ('ko', 'en')),
    title_ko TEXT,
    title_en TEXT,
    url TEXT,
    published_at TEXT NOT NULL,
    published_at_utc TEXT NOT NULL,
    modified_at TEXT,
    modified_at_utc TEXT,
    text_sha256 TEXT NOT NULL,
    text_length BIGINT NOT NULL CHECK (text_length > 0),
    agreement_count BIGINT NOT NULL DEFAULT 0 CHECK (agreement_count >= 0),
    figure_count BIGINT NOT NULL DEFAULT 0 CHECK (figure_count >= 0),
    event_count BIGINT NOT NULL DEFAULT 0 CHECK (event_count >= 0),
    statement_count BIGINT NOT NULL DEFAULT 0 CHECK (statement_count >= 0),
    affiliation_count BIGINT NOT NULL DEFAULT 0 CHECK (affiliation_count >= 0),
    CHECK (title_ko IS NOT NULL OR title_en IS NOT NULL),
    CHECK ((modified_at IS NULL) = (modified_at_utc IS NULL))
);

CREATE INDEX article_published_at ON article (published_at_utc, id);

CREATE INDEX article_publisher ON article (publisher, id);

CREATE TABLE article_author (
    article TEXT NOT NULL REFERENCES article (id) DEFERRABLE INITIALLY DEFERRED,
    ordinal INTEGER NOT NULL,
    name_ko TEXT,
    name_en TEXT,
    PRIMARY KEY (article, ordinal),
    CHECK (name_ko IS NOT NULL OR name_en IS NOT NULL)
);

CREATE TABLE article_document (
    article TEXT NOT NULL PRIMARY KEY REFERENCES article (id) DEFERRABLE INITIALLY DEFERRED,
    sha256 TEXT NOT NULL,
    document TEXT NOT NULL
);

CREATE TABLE article_text (
    article TEXT NOT NULL PRIMARY KEY REFERENCES article (id) DEFERRABLE INITIALLY DEFERRED,
    sha256 TEXT NOT NULL,
    text TEXT NOT NULL
);

CREATE TABLE participant_article (
    participant TEXT NOT NULL REFERENCES participant (id) DEFERRABLE INITIALLY DEFERRED,
    article TEXT NOT NULL REFERENCES article (id) DEFERRABLE INITIALLY DEFERRED,
    published_at_utc TEXT NOT NULL,
    kind TEXT NOT NULL,
    name_ko TEXT,
    name_en TEXT,
    PRIMARY KEY (participant, article)
);

CREATE INDEX participant_article_first ON participant_article (participant, published_at_utc, article);

CREATE INDEX participant_article_article ON participant_article (article, participant);

CREATE TABLE participant_name (
    participant TEXT NOT NULL REFERENCES participant (id) DEFERRABLE INITIALLY DEFERRED,
    name TEXT NOT NULL,
    article TEXT NOT NULL REFERENCES article (id) DEFERRABLE INITIALLY DEFERRED,
    PRIMARY KEY (participant, name, article)
);

CREATE INDEX participant_name_article ON participant_name (article);

CREATE TABLE participant_alias (
    participant TEXT NOT NULL REFERENCES participant (id) DEFERRABLE INITIALLY DEFERRED,
    name TEXT NOT NULL,
    PRIMARY KEY (participant, name)
);

CREATE TABLE participant_same_as (
    participant TEXT NOT NULL REFERENCES participant (id) DEFERRABLE INITIALLY DEFERRED,
    uri TEXT NOT NULL,
    article TEXT NOT NULL REFERENCES article (id) DEFERRABLE INITIALLY DEFERRED,
    PRIMARY KEY (participant, uri, article)
);

CREATE INDEX participant_same_as_uri ON participant_same_as (uri, participant);

CREATE INDEX participant_same_as_article ON participant_same_as (article);

CREATE TABLE topic_article (
    topic TEXT NOT NULL REFERENCES topic (id) DEFERRABLE INITIALLY DEFERRED,
    article TEXT NOT NULL REFERENCES article (id) DEFERRABLE INITIALLY DEFERRED,
    published_at_utc TEXT NOT NULL,
    name_ko TEXT,
    name_en TEXT,
    PRIMARY KEY (topic, article)
);

CREATE INDEX topic_article_first ON topic_article (topic, published_at_utc, article);

CREATE INDEX topic_article_article ON topic_article (article, topic);

CREATE TABLE fact (
    id TEXT NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('agreement', 'figure', 'event', 'statement', 'affiliation')),
    article TEXT NOT NULL REFERENCES article (id) DEFERRABLE INITIALLY DEFERRED,
    name_ko TEXT,
    name_en TEXT,
    summary_ko TEXT,
    summary_en TEXT,
    date TEXT,
    date_from TEXT,
    date_to TEXT,
    part_of TEXT REFERENCES fact (id) DEFERRABLE INITIALLY DEFERRED,
    at TEXT REFERENCES fact (id) DEFERRABLE INITIALLY DEFERRED,
    according_to TEXT REFERENCES fact (id) DEFERRABLE INITIALLY DEFERRED,
    link TEXT,
    type TEXT,
    status TEXT CHECK (status IN ('signed', 'agreed', 'planned', 'ongoing', 'discussed')),
    value NUMERIC,
    lower NUMERIC,
    upper NUMERIC,
    comparator TEXT CHECK (comparator IN ('eq', 'gte', 'gt', 'lte', 'lt', 'approx', 'between')),
    unit TEXT,
    place_ko TEXT,
    place_en TEXT,
    gist_ko TEXT,
    gist_en TEXT,
    mode TEXT CHECK (mode IN ('direct', 'indirect', 'narration')),
    title_ko TEXT,
    title_en TEXT,
    since BIGINT NOT NULL,
    changed BIGINT NOT NULL CHECK (changed >= since),
    digest TEXT NOT NULL,
    CHECK (name_ko IS NOT NULL OR name_en IS NOT NULL),
    CHECK (date IS NOT NULL OR (date_from IS NULL AND date_to IS NULL)),
    CHECK (CASE kind
        WHEN 'agreement' THEN type IN ('mou', 'cooperation', 'research', 'supply', 'programme', 'other')
        WHEN 'event' THEN type IN ('meeting', 'signing', 'gathering', 'summit', 'other')
        ELSE type IS NULL END),
    CHECK ((kind = 'agreement') = (type IS NOT NULL AND status IS NOT NULL)),
    CHECK (kind <> 'event' OR type IS NOT NULL),
    CHECK ((kind = 'figure') = (comparator IS NOT NULL)),
    CHECK ((kind = 'figure') = (unit IS NOT NULL)),
    CHECK (kind = 'figure' OR (value IS NULL AND lower IS NULL AND upper IS NULL)),
    CHECK (kind <> 'figure' OR (value IS NULL) = (comparator = 'between')),
    CHECK (comparator <> 'between' OR (lower IS NOT NULL AND upper IS NOT NULL)),
    CHECK (kind = 'event' OR (place_ko IS NULL AND place_en IS NULL)),
    CHECK ((kind = 'statement') = (mode IS NOT NULL)),
    CHECK ((kind = 'statement') = (gist_ko IS NOT NULL OR gist_en IS NOT NULL)),
    CHECK ((kind = 'affiliation') = (title_ko IS NOT NULL OR title_en IS NOT NULL))
);

CREATE INDEX fact_article ON fact (article, id);

CREATE INDEX fact_date_from ON fact (date_from, id);

CREATE INDEX fact_date_to ON fact (date_to, id);

CREATE INDEX fact_changed ON fact (changed, id);

CREATE TABLE fact_participant (
    fact TEXT NOT NULL REFERENCES fact (id) DEFERRABLE INITIALLY DEFERRED,
    ordinal INTEGER NOT NULL,
    participant TEXT NOT NULL REFERENCES participant (id) DEFERRABLE INITIALLY DEFERRED,
    role TEXT NOT NULL CHECK (role IN ('subject', 'party', 'supporter', 'supplier', 'recipient', 'host', 'attendee',
        'signatory', 'speaker', 'addressee', 'holder', 'body')),
    inferred INTEGER NOT NULL CHECK (inferred IN (0, 1)), kind TEXT NOT NULL DEFAULT '', date_from TEXT,
    PRIMARY KEY (fact, ordinal)
);

CREATE UNIQUE INDEX fact_participant_participant ON fact_participant (participant, fact, role);

CREATE TABLE fact_topic (
    fact TEXT NOT NULL REFERENCES fact (id) DEFERRABLE INITIALLY DEFERRED,
    ordinal INTEGER NOT NULL,
    topic TEXT NOT NULL REFERENCES topic (id) DEFERRABLE INITIALLY DEFERRED, kind TEXT NOT NULL DEFAULT '', date_from TEXT,
    PRIMARY KEY (fact, ordinal)
);

CREATE UNIQUE INDEX fact_topic_topic ON fact_topic (topic, fact);

CREATE TABLE evidence (
    id TEXT NOT NULL PRIMARY KEY,
    article TEXT NOT NULL REFERENCES article (id) DEFERRABLE INITIALLY DEFERRED,
    fact TEXT REFERENCES fact (id) DEFERRABLE INITIALLY DEFERRED,
    participant TEXT REFERENCES participant (id) DEFERRABLE INITIALLY DEFERRED,
    ordinal INTEGER NOT NULL,
    quote TEXT NOT NULL,
    starts BIGINT NOT NULL CHECK (starts >= 0),
    ends BIGINT NOT NULL CHECK (ends > starts),
    supports TEXT CHECK (supports IN ('status', 'date', 'value', 'place', 'title')),
    verified INTEGER NOT NULL CHECK (verified IN (0, 1)), starts_utf16 BIGINT, ends_utf16 BIGINT,
    CHECK ((fact IS NULL) <> (participant IS NULL))
);

CREATE INDEX evidence_fact ON evidence (fact, ordinal);

CREATE INDEX evidence_article ON evidence (article, id);

CREATE INDEX evidence_participant ON evidence (participant, id);

CREATE TABLE removed (
    collection TEXT NOT NULL CHECK (collection IN ('articles', 'participants', 'topics', 'facts')),
    id TEXT NOT NULL,
    revision BIGINT NOT NULL,
    publisher TEXT,
    published_at_utc TEXT,
    PRIMARY KEY (collection, id)
);

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

CREATE INDEX fact_participant_kind ON fact_participant (participant, kind, fact, role);

CREATE INDEX fact_participant_date ON fact_participant (participant, date_from, fact, role);

CREATE INDEX fact_participant_kind_date ON fact_participant (participant, kind, date_from, fact, role);

CREATE INDEX fact_participant_role ON fact_participant (role, fact);

CREATE INDEX fact_topic_kind ON fact_topic (topic, kind, fact);

CREATE INDEX fact_topic_date ON fact_topic (topic, date_from, fact);

CREATE INDEX fact_topic_kind_date ON fact_topic (topic, kind, date_from, fact);

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

CREATE INDEX fact_article_kind_date_from ON fact (article, kind, date_from, id);

CREATE INDEX fact_article_kind_value ON fact (article, kind, value, id) WHERE value IS NOT NULL;
