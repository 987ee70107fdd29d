// SPDX-License-Identifier: MIT
// The schema: what the migrations make of an empty file, which databases are refused, and what the tables themselves
// refuse, whoever writes into them.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

import { database, fixture, folder, program, root, run } from '../lib/factd.js';
import { attempt, dump, rows, sql, value } from '../load/sqlite.js';

const migrations = readdirSync(join(root, 'migrations')).sort();

function migrate(path) {
  return run(['migrate', '--database', path]);
}

// ---- the schema ----

const head = `-- SPDX-License-Identifier: MIT
-- The database after all migrations, to be read beside them; \`make schema SCHEMA=write\` writes it anew.
`;

test('schema/schema.sql is what all migrations give', (t) => {
  const file = join(root, 'schema/schema.sql');
  // What an index of search keeps behind itself (`…_index_data` and so on) comes with it.
  const statements = rows(database(t), "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE '%_search_index_%' ORDER BY rowid");
  const schema = head + statements.map((statement) => `\n${statement.sql};\n`).join('');
  if (process.env.SCHEMA === 'write') writeFileSync(file, schema);
  assert.equal(existsSync(file) ? readFileSync(file, 'utf8') : '', schema, 'SCHEMA=write writes it anew');
});

test('schema/schema.sql makes the same database by itself', (t) => {
  const path = join(folder(t), 'facts.db');
  sql(path, readFileSync(join(root, 'schema/schema.sql'), 'utf8'));
  const schema = (from) => rows(from, 'SELECT type, name, sql FROM sqlite_schema ORDER BY name');
  assert.deepEqual(schema(path), schema(database(t)));
});

test('migrations are numbered from 1 without a gap, and each opens with why', () => {
  for (const [i, name] of migrations.entries()) {
    assert.match(name, new RegExp(`^${String(i + 1).padStart(4, '0')}_[a-z0-9_]+\\.sql$`));
    assert.match(readFileSync(join(root, 'migrations', name), 'utf8'), /^-- .{20}/);
  }
});

test('a migrated database remembers each migration with its time', (t) => {
  const remembered = rows(database(t), 'SELECT * FROM migration ORDER BY number');
  assert.deepEqual(remembered.map(({ number }) => number), migrations.map((_, i) => i + 1));
  for (const { checksum, applied_at } of remembered) {
    assert.match(checksum, /^[0-9a-f]{64}$/);
    assert.match(applied_at, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
  }
});

test('there are tables and indexes and nothing else', (t) => {
  const path = database(t);
  assert.deepEqual(rows(path, 'SELECT DISTINCT type FROM sqlite_schema ORDER BY type'), [{ type: 'index' }, { type: 'table' }]);
});

// ---- migrating ----

test('the second migration of a database applies nothing', (t) => {
  const path = join(folder(t), 'facts.db');
  assert.deepEqual(migrate(path), { status: 0, signal: null, stdout: `${path}: ${migrations.length} migrations applied\n`, stderr: '' });
  const before = dump(path);
  assert.equal(migrate(path).stdout, `${path}: 0 migrations applied\n`);
  assert.deepEqual(dump(path), before);
});

test('an empty file becomes a database', (t) => {
  const path = join(folder(t), 'facts.db');
  writeFileSync(path, '');
  assert.equal(migrate(path).status, 0);
  assert.equal(run(['check', '--database', path]).status, 0);
});

test('migrations at once all succeed, and one of them does the work', async (t) => {
  for (let round = 0; round < 20; round++) {
    const path = join(folder(t), 'facts.db');
    const ends = await Promise.all([1, 2, 3, 4].map(() => {
      const child = spawn(program, ['migrate', '--database', path], { env: {} });
      let said = '';
      for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text) => { said += text; });
      return new Promise((done) => child.on('close', (status) => done({ status, said })));
    }));
    assert.deepEqual(ends.map(({ status }) => status), [0, 0, 0, 0], `round ${round}: ${ends.map(({ said }) => said).join('')}`);
    const applied = ends.map(({ said }) => Number(/: (\d+) migrations? applied/.exec(said)[1]));
    assert.equal(applied.reduce((sum, one) => sum + one), migrations.length);
    assert.equal(value(path, 'SELECT COUNT(*) FROM migration'), migrations.length);
  }
});

// Every command but migrate and load only looks at the schema; all of them refuse, and none changes a row.
function refusedEverywhere(path, sentence) {
  const before = dump(path);
  for (const args of [['migrate'], ['check'], ['load', fixture('harbour.json')], ['remove', 'a'], ['serve', '--listen', '127.0.0.1:0']]) {
    const { status, stdout, stderr } = run([args[0], '--database', path, ...args.slice(1)]);
    assert.equal(status, 3, `${args[0]}: ${stderr}`);
    assert.match(stderr, sentence);
    assert.equal(stderr.trimEnd().split('\n').length, 1, stderr);
    assert.equal(stdout, '');
  }
  assert.deepEqual(dump(path), before);
}

test('a database that another reading of a migration made is refused', (t) => {
  const path = database(t);
  sql(path, "UPDATE migration SET checksum = REPLACE(checksum, SUBSTR(checksum, 1, 8), '00000000') WHERE number = 1;");
  refusedEverywhere(path, new RegExp(`^factd: database: migrations/${migrations[0].replace('.', '\\.')} reads differently from the migration `
    + 'of that number that made this database; use the program that made it, or load the documents into a new database\n$'));
});

test('a database that is newer than the program is refused', (t) => {
  const path = database(t);
  sql(path, "INSERT INTO migration (number, checksum, applied_at) VALUES (9999, 'x', '2099-01-01T00:00:00Z');");
  refusedEverywhere(path, new RegExp('^factd: database: it is newer than this program: it has migration 9999, the program knows '
    + `${migrations.length}; use the newer program\n$`));
});

test('a file that is no database is refused, and stays as it is', (t) => {
  const path = join(folder(t), 'facts.db'), bytes = 'A list of groceries. '.repeat(300);
  writeFileSync(path, bytes);
  for (const args of [['migrate'], ['check'], ['remove', 'a'], ['serve', '--listen', '127.0.0.1:0']]) {
    const { status, stderr } = run([args[0], '--database', path, ...args.slice(1)]);
    assert.equal(status, 3, args[0]);
    assert.match(stderr, /^factd: \S+: file is not a database\n$/);
  }
  assert.equal(readFileSync(path, 'utf8'), bytes);
});

test('a database of another program is refused, and stays as it is', (t) => {
  const sentence = /^factd: database: it is another program's, and stays as it is; give another --database\n$/;
  for (const [name, table] of [['groceries.db', 'article (id TEXT, price NUMERIC)'], ['other.db', 'unrelated (id TEXT)']]) {
    const path = join(folder(t), name);
    sql(path, `CREATE TABLE ${table};`);
    refusedEverywhere(path, sentence);
  }
});

// ---- what the tables refuse ----

const literal = (given) => (given === null ? 'NULL' : typeof given === 'number' ? `${given}` : `'${given}'`);
const insert = (table, row) =>
  `INSERT INTO ${table} (${Object.keys(row).join(', ')}) VALUES (${Object.values(row).map(literal).join(', ')});`;

const fact = { id: 'a.f', article: 'a', name_en: 'F', since: 1, changed: 1, digest: 'x' };
const good = {
  participant: { id: 'p', kind: 'person', name_en: 'P' },
  topic: { id: 't', name_en: 'T' },
  article: { id: 'a', publisher: 'p', language: 'ko', title_en: 'A', published_at: 'x', published_at_utc: 'x', text_sha256: 'x', text_length: 1 },
  article_author: { article: 'a', ordinal: 0, name_ko: 'A' },
  participant_article: { participant: 'p', article: 'a', published_at_utc: 'x', kind: 'person', name_en: 'P' },
  agreement: { ...fact, kind: 'agreement', type: 'mou', status: 'signed' },
  figure: { ...fact, kind: 'figure', value: 2, lower: 2, upper: 2, comparator: 'eq', unit: 'gpu' },
  range: { ...fact, kind: 'figure', lower: 2, upper: 3, comparator: 'between', unit: 'gpu' },
  event: { ...fact, kind: 'event', type: 'meeting', place_ko: 'P', date: '2025', date_from: '2025-01-01', date_to: '2025-12-31' },
  statement: { ...fact, kind: 'statement', mode: 'direct', gist_en: 'G' },
  affiliation: { ...fact, kind: 'affiliation', title_ko: 'T' },
  fact_participant: { fact: 'a.f', ordinal: 0, participant: 'p', role: 'party', inferred: 0 },
  evidence: { id: 'e', article: 'a', fact: 'a.f', ordinal: 0, quote: 'q', starts: 0, ends: 1, supports: 'date', verified: 0 },
  removed: { collection: 'facts', id: 'x', revision: 1 },
  tally: { collection: 'x', rows: 0 },
};
const table = (of) => (fact.digest === good[of].digest ? 'fact' : of);

const words = {
  'participant.kind': ['person', 'company', 'government', 'institute', 'media', 'organization', 'group'],
  'article.language': ['ko', 'en'],
  'agreement.type': ['mou', 'cooperation', 'research', 'supply', 'programme', 'other'],
  'agreement.status': ['signed', 'agreed', 'planned', 'ongoing', 'discussed'],
  'figure.comparator': ['eq', 'gte', 'gt', 'lte', 'lt', 'approx'],
  'event.type': ['meeting', 'signing', 'gathering', 'summit', 'other'],
  'statement.mode': ['direct', 'indirect', 'narration'],
  'fact_participant.role': ['subject', 'party', 'supporter', 'supplier', 'recipient', 'host', 'attendee', 'signatory', 'speaker',
    'addressee', 'holder', 'body'],
  'evidence.supports': ['status', 'date', 'value', 'place', 'title'],
  'removed.collection': ['articles', 'participants', 'topics', 'facts'],
};

// All statements in one database, each in a transaction of its own that is taken back.
function takes(path, statement) {
  const { status, stderr } = attempt(path, `BEGIN; ${statement} ROLLBACK;`);
  return { taken: status === 0, stderr };
}

function refuses(path, statement, why = /CHECK constraint failed/) {
  const { taken, stderr } = takes(path, statement);
  assert.ok(!taken, `it was taken: ${statement}`);
  assert.match(stderr, why, statement);
}

test('a row of each kind is taken', (t) => {
  const path = database(t);
  for (const of in good) assert.deepEqual(takes(path, insert(table(of), good[of])), { taken: true, stderr: '' }, of);
});

for (const [name, known] of Object.entries(words)) {
  const [of, column] = name.split('.');
  test(`${name} takes its words and no other`, (t) => {
    const path = database(t);
    for (const word of known)
      assert.deepEqual(takes(path, insert(table(of), { ...good[of], [column]: word })), { taken: true, stderr: '' }, word);
    for (const word of ['robot', '', known[0].toUpperCase(), `${known[0]} `])
      refuses(path, insert(table(of), { ...good[of], [column]: word }));
  });
}

test('a fact of no known kind is refused', (t) => {
  const path = database(t);
  for (const kind of ['rumour', '', 'Figure', null]) refuses(path, insert('fact', { ...fact, kind }), /constraint failed/);
});

// A row that is refused, and the good one of which it is a change.
const wrong = {
  'a type of another kind': ['agreement', { type: 'summit' }],
  'an event of a type of agreements': ['event', { type: 'mou' }],
  'an agreement without status': ['agreement', { status: null }],
  'an agreement without type': ['agreement', { type: null }],
  'an event without type': ['event', { type: null }],
  'an event with a status': ['event', { status: 'signed' }],
  'a figure with a type': ['figure', { type: 'other' }],
  'a figure without unit': ['figure', { unit: null }],
  'a figure without comparator': ['figure', { comparator: null }],
  'a figure without value': ['figure', { value: null }],
  'a range with a value': ['range', { value: 2 }],
  'a range without upper bound': ['range', { upper: null }],
  'a statement with a value': ['statement', { value: 1 }],
  'a statement with a unit': ['statement', { unit: 'gpu' }],
  'a statement without mode': ['statement', { mode: null }],
  'a statement without gist': ['statement', { gist_en: null }],
  'a figure with a gist': ['figure', { gist_ko: 'G' }],
  'a statement with a place': ['statement', { place_en: 'P' }],
  'an affiliation without title': ['affiliation', { title_ko: null }],
  'an event with a title': ['event', { title_en: 'T' }],
  'a fact without name': ['event', { name_en: null }],
  'a first day without date': ['statement', { date_from: '2025-01-01' }],
  'a fact that changed before it was there': ['event', { since: 2, changed: 1 }],
  'a participant without name': ['participant', { name_en: null }],
  'a topic without name': ['topic', { name_en: null }],
  'an article without title': ['article', { title_en: null }],
  'an article of no length': ['article', { text_length: 0 }],
  'an article that was modified at no instant': ['article', { modified_at: 'x' }],
  'an author without name': ['article_author', { name_ko: null }],
  'a count below zero': ['participant', { figure_count: -1 }],
  'a count of rows below zero': ['tally', { rows: -1 }],
  'a span that begins before the text': ['evidence', { starts: -1 }],
  'a span of nothing': ['evidence', { starts: 1, ends: 1 }],
  'evidence of nothing': ['evidence', { fact: null }],
  'evidence of two things': ['evidence', { participant: 'p' }],
  'evidence that is half verified': ['evidence', { verified: 2 }],
  'a part that is half inferred': ['fact_participant', { inferred: 2 }],
};

for (const [what, [of, change]] of Object.entries(wrong))
  test(`${what} is refused`, (t) => refuses(database(t), insert(table(of), { ...good[of], ...change })));

test('a second dataset is refused', (t) => {
  refuses(database(t), insert('dataset', { id: 2, revision: 0, digest: 'x' }));
  refuses(database(t), insert('dataset', { id: 1, revision: 0, digest: 'x' }), /UNIQUE constraint failed/);
});

test('what identifies a row is never null and never twice', (t) => {
  const path = database(t);
  for (const of in good) {
    const rowOf = good[of], [key] = Object.keys(rowOf);
    refuses(path, insert(table(of), { ...rowOf, [key]: null }), /NOT NULL constraint failed/);
    refuses(path, insert(table(of), rowOf) + insert(table(of), rowOf), /UNIQUE constraint failed/);
  }
});

// The fact of a token string of evidence is its evidence's, whose own foreign key holds it.
test('every column that names a row is a foreign key, checked at the commit; only what is removed may be named freely', (t) => {
  const path = database(t);
  const references = rows(path, "SELECT t.name || '.' || f.\"from\" AS name FROM sqlite_schema AS t "
    + "JOIN pragma_foreign_key_list(t.name) AS f WHERE t.type = 'table'").map(({ name }) => name);
  const expected = rows(path, "SELECT t.name || '.' || c.name AS name FROM sqlite_schema AS t JOIN pragma_table_info(t.name) AS c "
    + "WHERE t.type = 'table' AND t.name <> 'removed' AND t.name || '.' || c.name <> 'evidence_search.fact' AND (c.name IN ('article', 'participant', 'fact', 'topic', 'publisher', 'part_of', 'at', 'according_to', 'evidence') OR t.name || '.' || c.name LIKE '%_search_tokens.number')");
  assert.deepEqual(references.sort(), expected.map(({ name }) => name).sort());
  for (const of of ['article', 'agreement', 'fact_participant', 'evidence', 'article_author', 'participant_article']) {
    const statement = insert(table(of), good[of]);
    const { status, stderr } = attempt(path, `PRAGMA foreign_keys = ON; BEGIN; ${statement} COMMIT;`);
    assert.notEqual(status, 0, statement);
    assert.match(stderr, /FOREIGN KEY constraint failed/);
  }
});

test('a fact names each participant once in a role, and each topic once', (t) => {
  const path = database(t), part = good.fact_participant, topic = { fact: 'a.f', ordinal: 0, topic: 't' };
  refuses(path, insert('fact_participant', part) + insert('fact_participant', { ...part, ordinal: 1 }), /UNIQUE constraint failed/);
  assert.ok(takes(path, insert('fact_participant', part) + insert('fact_participant', { ...part, ordinal: 1, role: 'subject' })).taken);
  refuses(path, insert('fact_topic', topic) + insert('fact_topic', { ...topic, ordinal: 1 }), /UNIQUE constraint failed/);
});
