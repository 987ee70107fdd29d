// SPDX-License-Identifier: MIT
// `factd restore`: the old state or the new one and nothing between, under a server that goes on, and from nothing
// that is not a sound database of factd.
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, openSync, closeSync, readdirSync, readFileSync, symlinkSync, truncateSync, writeFileSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';

import { database, ended, fixture, folder, run, serve } from '../lib/factd.js';
import { large, write } from '../lib/generate.js';
import { copyOver, killedAfter, random, sanitized } from './kill.js';
import { dump, rows, sql, value } from './sqlite.js';

const harbour = fixture('harbour.json'), english = fixture('harbour-en.json');
const oldSchema = readFileSync(new URL('../migrations/before-search.sql', import.meta.url), 'utf8');

function good(args) {
  const result = run(args);
  assert.equal(result.status, 0, result.stderr);
  return result.stdout;
}

const sound = (path) => good(['check', '--database', path]);

// A backup of a database that was made of these documents.
function backed(t, ...documents) {
  const path = join(folder(t), 'facts.backup');
  good(['backup', '--database', database(t, ...documents), path]);
  return path;
}

// What stands beside a database while it is open is no part of what is compared.
const files = (at) => readdirSync(at).filter((name) => !/-(wal|shm)$/.test(name)).sort();

// ---- what is restored ----

test('a restore puts the backup in the place of what was there', (t) => {
  const source = backed(t, harbour), path = database(t, english), bytes = readFileSync(source);
  const result = run(['restore', '--database', path, source]);
  assert.deepEqual(result, { status: 0, signal: null, stderr: '', stdout: `${path}: restored to revision 1 from ${source}\n` });
  assert.deepEqual(dump(path), dump(source));
  assert.equal(value(path, 'SELECT journal_mode FROM pragma_journal_mode'), 'wal');
  sound(path);
  assert.deepEqual(readFileSync(source), bytes);
  assert.deepEqual(readdirSync(dirname(source)), ['facts.backup'], 'nothing is left beside the backup');
  assert.match(good(['load', '--database', path, english]), /stored as revision 2/);
  sound(path);
});

test('a restore makes a database where there is none', (t) => {
  const source = backed(t, harbour), path = join(folder(t), 'new.db');
  good(['restore', '--database', path, source]);
  assert.deepEqual(dump(path), dump(source));
  assert.equal(value(path, 'SELECT journal_mode FROM pragma_journal_mode'), 'wal');
  sound(path);
});

test('an empty file becomes the database', (t) => {
  const source = backed(t, harbour), path = join(folder(t), 'new.db');
  writeFileSync(path, '');
  good(['restore', '--database', path, source]);
  assert.deepEqual(dump(path), dump(source));
});

test('a large database gives way to a small one, and the file becomes small', (t) => {
  const at = folder(t), source = backed(t, harbour), path = database(t, write(at, large('large', 2000)).json);
  good(['restore', '--database', path, source]);
  assert.deepEqual(dump(path), dump(source));
  assert.deepEqual(readFileSync(path).length, readFileSync(source).length);
  sound(path);
});

// The source is used as it stands, so what it is made of must not matter.
const sources = {
  'a database that was copied as it is, in WAL mode': (t, path) => copyFileSync(database(t, harbour), path),
  'a database that is open elsewhere, with what stands in its log': (t, path) => {
    copyFileSync(database(t, harbour), path);
    const reader = spawn('sqlite3', ['-batch', path], { stdio: ['pipe', 'pipe', 'inherit'] });
    t.after(() => reader.kill());
    reader.stdin.write('BEGIN; SELECT revision FROM dataset;\n');
    return new Promise((done) => reader.stdout.once('data', done))
      .then(() => good(['load', '--database', path, english]));
  },
  'a backup that was vacuumed': (t, path) => sql(backed(t, harbour, english), `VACUUM INTO '${path}';`),
  'a backup with what a replicating program adds to a database': (t, path) => {
    copyFileSync(backed(t, harbour), path);
    sql(path, 'CREATE TABLE _litestream_seq (id INTEGER PRIMARY KEY, seq INTEGER); INSERT INTO _litestream_seq VALUES (1, 1);'
      + 'CREATE TABLE _litestream_lock (id INTEGER);');
  },
  'a backup whose name has all that an address gives a meaning': (t, path) => copyFileSync(backed(t, harbour), path),
};

for (const [what, make] of Object.entries(sources))
  test(`the source may be ${what}`, async (t) => {
    const at = folder(t), source = join(at, what.includes('address') ? 'a?immutable=0&x#1%20 가.db' : 'source.db');
    await make(t, source);
    const before = dump(source);
    for (const path of [database(t, english), join(folder(t), 'new.db')]) {
      const beside = readdirSync(at);
      good(['restore', '--database', path, source]);
      assert.deepEqual(readdirSync(at), beside, 'nothing is left beside the source');
      assert.deepEqual(dump(path), before);
      sound(path);
    }
    assert.deepEqual(dump(source), before);
  });

test('a backup that an older program made is brought to the schema, and stays as it is', (t) => {
  const at = folder(t), source = join(at, 'old.backup'), path = database(t, harbour), expected = join(at, 'expected.db');
  sql(source, oldSchema);
  sql(expected, oldSchema);
  good(['migrate', '--database', expected]);
  const bytes = readFileSync(source);
  assert.match(good(['restore', '--database', path, source]), /restored to revision \d+ from .*, after \d+ migrations\n/);
  assert.deepEqual(dump(path, { without: ['applied_at'] }), dump(expected, { without: ['applied_at'] }));
  sound(path);
  assert.deepEqual(readFileSync(source), bytes);
});

test('a backup whose rows an older program derived gets them anew', (t) => {
  const at = folder(t), source = backed(t, harbour), path = database(t, english);
  const before = dump(source);
  sql(source, 'UPDATE dataset SET derived = 0; UPDATE fact_participant SET kind = \'\';');
  good(['restore', '--database', path, source]);
  assert.deepEqual(dump(path).fact_participant, before.fact_participant);
  sound(path);
  assert.equal(value(source, 'SELECT derived FROM dataset'), 0);
  assert.deepEqual(files(at), []);
});

test('a database of an older schema gives way to a backup', (t) => {
  const source = backed(t, harbour), path = join(folder(t), 'old.db');
  sql(path, oldSchema);
  good(['restore', '--database', path, source]);
  assert.deepEqual(dump(path), dump(source));
});

test('a database whose pages are broken is mended by a restore', (t) => {
  const source = backed(t, harbour), path = database(t, harbour, english);
  const page = value(path, "SELECT rootpage FROM sqlite_schema WHERE name = 'fact'");
  const file = openSync(path, 'r+');
  writeSync(file, Buffer.alloc(2000, 0xa5), 0, 2000, (page - 1) * 4096);
  closeSync(file);
  good(['restore', '--database', path, source]);
  assert.deepEqual(dump(path), dump(source));
  sound(path);
});

// ---- what is refused ----

// What stands at the source, the exit status, and what is said.
const refused = {
  'is missing': [() => {}, 1, /source: cannot be opened: No such file or directory/],
  'is a folder': [(path) => mkdirSync(path), 1, /source: is a folder, not a database; name the file that a backup made/],
  'is a pipe': [(path) => assert.equal(spawnMkfifo(path), 0), 1, /source: is no file, not a database/],
  'is empty': [(path) => writeFileSync(path, ''), 1, /source: is empty; name the file that a backup made/],
  'is a text': [(path) => writeFileSync(path, readFileSync(harbour)), 1, /source: is no SQLite database; name the file/],
  'is the start of a header': [(path) => writeFileSync(path, 'SQLite form'), 1, /source: is no SQLite database/],
  'is a header alone': [(path, whole) => { copyFileSync(whole, path); truncateSync(path, 100); }, 1, /source: is damaged: .+; take another backup/],
  'is cut off': [(path, whole) => { copyFileSync(whole, path); truncateSync(path, 200_000); }, 1, /source: is damaged: .+; take another backup/],
  'is cut off within a page': [(path, whole) => { copyFileSync(whole, path); truncateSync(path, 200_001); }, 1, /source: is damaged: .+; take another backup/],
  'has a broken page': [(path, whole) => {
    copyFileSync(whole, path);
    const page = value(path, "SELECT rootpage FROM sqlite_schema WHERE name = 'fact_article'"), file = openSync(path, 'r+');
    writeSync(file, Buffer.alloc(200, 0xa5), 0, 200, (page - 1) * 4096 + 8);
    closeSync(file);
  }, 1, /source: (has \d+ faults|is damaged: .+); take another backup/],
  'has rows that refer to nothing': [(path, whole) => {
    copyFileSync(whole, path);
    sql(path, 'DELETE FROM fact_topic; DELETE FROM topic WHERE id = (SELECT MIN(topic) FROM topic_article);');
  }, 1, /source: row \d+ of topic_article refers to a row of topic that is missing[^]*source: has \d+ faults; take another backup/],
  'is an empty database': [(path) => sql(path, 'CREATE TABLE t (a); DROP TABLE t;'), 1, /source: holds no facts: it is no database of factd; name the file/],
  "is another program's database": [(path) => sql(path, 'CREATE TABLE fact (id);'), 1, /source: holds no facts: it is no database of factd/],
  'has a table that is called as ours': [(path) => sql(path, 'CREATE TABLE dataset (name);'), 1, /source: is damaged: no such column: revision/],
  'is newer than the program': [(path, whole) => {
    copyFileSync(whole, path);
    sql(path, "INSERT INTO migration VALUES (9999, 'x', 'x');");
  }, 1, /source: it is newer than this program: it has migration 9999, .*; use the newer program/],
  'was made by another reading of a migration': [(path, whole) => {
    copyFileSync(whole, path);
    sql(path, "UPDATE migration SET checksum = 'x' WHERE number = 1;");
  }, 1, /source: migrations\/0001\S* reads differently/],
  'has pages of another size': [(path, whole) => {
    copyFileSync(whole, path);
    sql(path, 'PRAGMA page_size = 8192; VACUUM;');
  }, 1, /source: its pages have 8192 bytes, and those of the database have 4096; make them equal in a copy/],
  'is of an older program and cannot be read': [(path) => {
    sql(path, oldSchema);
    sql(path, "UPDATE article_document SET document = '{';");
  }, 1, /source: cannot be brought to this program's schema: the stored document of \S+ cannot be read/],
};

const spawnMkfifo = (path) => spawnSync('mkfifo', [path]).status;

for (const [what, [make, expected, said]] of Object.entries(refused))
  test(`a source that ${what} is refused, and nothing is changed`, (t) => {
    const at = folder(t), source = join(at, 'source'), path = database(t, english), missing = join(folder(t), 'new.db');
    make(source, backed(t, harbour));
    const before = dump(path), beside = files(at);
    for (const to of [path, missing]) {
      const { status, stdout, stderr } = run(['restore', '--database', to, source]);
      assert.equal(status, expected, stderr);
      assert.match(stderr, said);
      assert.equal(stdout, '');
    }
    assert.deepEqual(dump(path), before);
    assert.ok(!existsSync(missing), 'no database was made');
    assert.deepEqual(files(at), beside);
  });

// The name of the source beside the database "facts.db".
const own = {
  'the database': () => 'facts.db',
  'the database under another name': (at) => { symlinkSync('facts.db', join(at, 'other')); return 'other'; },
  "the database's log": () => 'facts.db-wal',
};

for (const [what, make] of Object.entries(own))
  test(`${what} is no source`, (t) => {
    const at = folder(t), path = join(at, 'facts.db');
    copyFileSync(database(t, harbour), path);
    const { status, stderr } = run(['restore', '--database', path, join(at, make(at))]);
    assert.equal(status, 2);
    assert.match(stderr, /belongs to the database itself; name a backup of it/);
    sound(path);
  });

test("another program's database is not overwritten, nor changed", (t) => {
  const path = join(folder(t), 'other.db'), source = backed(t, harbour);
  sql(path, 'CREATE TABLE song (id); INSERT INTO song VALUES (1);');
  const bytes = readFileSync(path);
  const { status, stderr } = run(['restore', '--database', path, source]);
  assert.equal(status, 2);
  assert.match(stderr, /other\.db: is another program's database, which is not overwritten; give another --database/);
  assert.deepEqual(readFileSync(path), bytes);
});

test('a text in the place of the database is not overwritten', (t) => {
  const path = join(folder(t), 'text.db'), source = backed(t, harbour);
  writeFileSync(path, 'x'.repeat(5000));
  const { status, stderr } = run(['restore', '--database', path, source]);
  assert.equal(status, 3);
  assert.match(stderr, /text\.db: cannot be read: file is not a database; if it was a database of facts, stop what uses it/);
  assert.equal(readFileSync(path, 'utf8'), 'x'.repeat(5000));
});

test('a restore waits for a writer, and says so where that does not end', async (t) => {
  const source = backed(t, harbour), path = database(t, english), before = dump(path);
  const writer = spawn('sqlite3', ['-batch', path], { stdio: ['pipe', 'pipe', 'inherit'] });
  t.after(() => writer.kill());
  writer.stdin.write('BEGIN IMMEDIATE; SELECT 1;\n');
  await new Promise((done) => writer.stdout.once('data', done));
  const { status, stderr } = run(['restore', '--database', path, source]);
  assert.equal(status, 3);
  assert.match(stderr, /^factd: .*facts\.db: something else writes to it, so it stays as it was; try again when that has ended\n$/);
  assert.deepEqual(dump(path), before);
  const later = ended(['restore', '--database', path, source]);
  setTimeout(() => writer.stdin.end('ROLLBACK;\n'), 500);
  const end = await later;
  assert.equal(end.status, 0, end.stderr);
  assert.deepEqual(dump(path), dump(source));
});

// ---- killed ----

test('a restore that is killed leaves the old state or the new one', async (t) => {
  const at = folder(t), next = random(20264), kills = sanitized ? 6 : 40, count = { killed: 0, restored: 0 };
  const before = database(t, write(at, large('before', 1500)).json), source = backed(t, harbour, write(at, large('after', 2000)).json);
  const path = join(at, 'facts.db'), args = ['restore', '--database', path, source];
  const old = dump(before), renewed = dump(source);
  copyOver(before, path);
  const started = performance.now();
  good(args);
  const duration = performance.now() - started;

  copyOver(before, path);
  for (let i = 0; i < kills; i++) {
    const { code, signal } = await killedAfter(1.1 * duration * ((i + next()) / kills), args);
    if (signal) count.killed++;
    else assert.equal(code, 0);
    const restored = value(path, 'SELECT revision FROM dataset') === 2;
    if (signal !== 'SIGKILL') assert.ok(restored);
    if (i % 4 === 0 || restored) {
      sound(path);
      assert.deepEqual(dump(path), restored ? renewed : old);
    }
    if (restored) {
      count.restored++;
      copyOver(before, path);
    }
  }
  t.diagnostic(`${count.killed} of ${kills} restores were killed; ${count.restored} were done`);
  good(args);
  assert.deepEqual(dump(path), renewed);
});

test('a restore that is killed where there was no database can be done again', async (t) => {
  const at = folder(t), next = random(20265), source = backed(t, write(at, large('large', 2000)).json), path = join(at, 'new.db');
  const args = ['restore', '--database', path, source], kills = sanitized ? 3 : 10, started = performance.now();
  good(args);
  const duration = performance.now() - started, renewed = dump(source);
  for (let i = 0; i < kills; i++) {
    copyOver(null, path);
    await killedAfter(duration * ((i + next()) / kills), args);
    if (existsSync(path)) assert.ok([0, rows(source, 'SELECT name FROM sqlite_schema').length].includes(rows(path, 'SELECT name FROM sqlite_schema').length));
    good(args);
    assert.deepEqual(dump(path), renewed);
  }
});

// ---- under a server ----

const targets = [
  '/v1', '/v1/facts?limit=100', '/v1/facts?limit=50&include=article,participants&lang=en', '/v1/participants?limit=100', '/v1/search?q=tugs',
  '/v1/search?q=harbour', '/v1/facts?q=garam&facet=kind', '/v1/figures?sort=-value', '/v1/articles', '/v1/evidence?limit=100',
  '/v1/facts?format=csv&limit=all', '/v1/topics/unmanned-quays',
];

async function all(server) {
  const answers = {};
  for (const target of targets) {
    const { status, text, headers } = await server.get(target);
    assert.equal(status, 200, `${target}: ${text}`);
    answers[target] = { text, tag: headers.get('etag') };
  }
  return answers;
}

const differs = (one, other) => targets.filter((target) => one[target].text !== other[target].text);

// The states that are restored in turn: of the same revision, of another number of pages, with tables in other places of
// the file, and of an older schema.
function states(t, at) {
  const first = backed(t, harbour), second = backed(t, english);
  const grown = backed(t, harbour, english, write(at, large('large', sanitized ? 200 : 1500)).json);
  const moved = join(at, 'moved.backup'), old = join(at, 'old.backup');
  sql(backed(t, english, harbour), `DROP INDEX fact_kind; CREATE INDEX fact_kind ON fact (kind, id); VACUUM INTO '${moved}';`);
  sql(old, oldSchema);
  assert.notEqual(value(moved, "SELECT rootpage FROM sqlite_schema WHERE name = 'fact'"), value(first, "SELECT rootpage FROM sqlite_schema WHERE name = 'fact'"));
  assert.equal(value(first, 'SELECT revision FROM dataset'), value(second, 'SELECT revision FROM dataset'));
  return { first, second, grown, moved, old };
}

// What a server says that serves nothing but this state.
async function expectedOf(t, backup) {
  const path = join(folder(t), 'facts.db');
  good(['restore', '--database', path, backup]);
  const server = await serve(t, path), answers = await all(server);
  await server.stop();
  return answers;
}

test('under a server every answer is of the old state or of the new one, and none fails', async (t) => {
  const at = folder(t), path = join(at, 'facts.db'), backups = states(t, at), expected = {};
  for (const name in backups) expected[name] = await expectedOf(t, backups[name]);
  assert.ok(differs(expected.first, expected.second).length >= 10, 'the states can be told apart');
  good(['restore', '--database', path, backups.first]);
  const server = await serve(t, path, '--access-log', 'off', '--exports', '64');
  let asking = true, asked = 0;
  let allowed = ['first'];
  const client = async (from) => {
    for (let i = from; asking; i++, asked++) {
      const target = targets[i % targets.length], before = allowed;
      const { status, text } = await server.get(target, i % 3 ? {} : { headers: { accept: 'application/json, */*;q=0.5' } });
      assert.equal(status, 200, `${target}: ${text}`);
      const names = [...new Set([...before, ...allowed])];
      assert.ok(names.some((name) => expected[name][target].text === text), `${target} is none of ${names}: ${text.slice(0, 500)}`);
    }
  };
  const clients = Promise.all([0, 3, 6, 9].map(client)).finally(() => { asking = false; });
  clients.catch(() => {}); // told below
  let now = 'first', longest = 0;
  const turns = ['second', 'first', 'grown', 'second', 'moved', 'grown', 'old', 'first', 'moved', 'old', 'second', 'first'];
  for (const name of turns) {
    allowed = [now, name];
    const { status, stderr } = await ended(['restore', '--database', path, backups[name]]);
    assert.equal(status, 0, stderr);
    const started = performance.now();
    for (const target of targets)
      while (asking && (await server.get(target)).text !== expected[name][target].text)
        assert.ok(performance.now() - started < 30_000, `${target} is still of ${now} after ${name} was restored`);
    longest = Math.max(longest, performance.now() - started);
    allowed = [name];
    assert.deepEqual(await all(server), expected[name]);
    now = name;
  }
  asking = false;
  await clients;
  t.diagnostic(`${turns.length} restores, ${asked} answers meanwhile; all was to be seen ${Math.round(longest)} ms after the slowest`);
  sound(path);
});

test('a tag of before a restore is no tag of what is served then, though the revision is the same', async (t) => {
  const first = backed(t, harbour), second = backed(t, english), path = join(folder(t), 'facts.db');
  good(['restore', '--database', path, first]);
  const server = await serve(t, path), before = await all(server);
  for (const target of targets) await server.get(target); // kept since
  good(['restore', '--database', path, second]);
  const wanted = await expectedOf(t, second);
  const started = performance.now();
  while ((await server.get('/v1/facts?limit=100')).text !== wanted['/v1/facts?limit=100'].text)
    assert.ok(performance.now() - started < 30_000, 'the old facts are still served');
  for (const target of differs(before, wanted)) {
    const { status, text } = await server.get(target, { headers: { 'if-none-match': before[target].tag } });
    assert.equal(status, 200, target);
    assert.equal(text, wanted[target].text);
  }
});

test('loads and restores beside each other leave a sound database', async (t) => {
  const at = folder(t), path = database(t, harbour), source = backed(t, harbour, english), server = await serve(t, path);
  const documents = Array.from({ length: 8 }, (_, i) => write(at, large(`large-${i}`, 100)).json);
  let loading = true;
  const load = ended(['load', '--database', path, ...documents]).finally(() => { loading = false; });
  for (let i = 0; loading || i === 0; i++) {
    const { status, stderr } = await ended(['restore', '--database', path, source]);
    assert.equal(status, 0, stderr);
    assert.equal((await server.get('/v1/facts?limit=100')).status, 200);
  }
  const { status, stderr } = await load;
  assert.equal(status, 0, stderr);
  sound(path);
  const stored = value(path, 'SELECT COUNT(*) FROM article');
  assert.equal(value(path, 'SELECT revision FROM dataset'), stored);
});
