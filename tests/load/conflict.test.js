// SPDX-License-Identifier: MIT
// What a load refuses for what is stored already, for its texts, its files, its settings or its database; a refused
// load leaves the database as it was.
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

import { database, fixture, folder, program, run, serve } from '../lib/factd.js';
import { figure, write } from '../lib/generate.js';
import { dump, rows, value } from './sqlite.js';

const harbour = fixture('harbour.json'), english = fixture('harbour-en.json');

function accepted(path, ...args) {
  const result = run(['load', '--database', path, ...args]);
  assert.equal(result.status, 0, result.stderr);
  return result;
}

// The load exits 1, says `expected` on a line and leaves every row of the database as it was.
function refused(path, args, ...expected) {
  const before = dump(path), { status, stderr } = run(['load', '--database', path, ...args]);
  assert.equal(status, 1, stderr);
  for (const pattern of expected) assert.match(stderr, pattern);
  assert.deepEqual(dump(path), before);
  return stderr;
}

const article = (id, participants, more = {}) => ({ id, participants, ...more });
const one = (more) => [{ id: 'acme', kind: 'company', name: 'Acme', ...more }];

// ---- what is stored already ----

for (const [first, second] of [['person', 'company'], ['company', 'person'], ['media', 'person'], ['person', 'organization']])
  test(`a participant that is a ${first} in one article and a ${second} in another is refused`, (t) => {
    const at = folder(t), path = database(t, write(at, article('a', one({ kind: first }))).json);
    refused(path, [write(at, article('b', one({ kind: second }))).json],
      new RegExp(`b\\.json: /participants/1/kind: "acme" is a ${first} in article a, not a ${second}\n`));
  });

test('a participant of two other kinds is stored, with a warning', (t) => {
  const at = folder(t), path = database(t, write(at, article('a', one())).json);
  const { stderr } = accepted(path, write(at, article('b', one({ kind: 'institute' }))).json);
  assert.match(stderr, /^\S+b\.json: \/participants\/1\/kind: warning: "acme" is a company in article a, here a institute\n$/);
  assert.equal(value(path, 'SELECT COUNT(*) FROM article'), 2);
  assert.equal(value(path, "SELECT kind FROM participant WHERE id = 'acme'"), 'company');
});

test('a group is of its article alone, whatever the id names elsewhere', (t) => {
  const at = folder(t), path = database(t, write(at, article('a', one({ kind: 'person' }))).json);
  assert.equal(accepted(path, write(at, article('b', one({ kind: 'group', name: 'Others' }))).json).stderr, '');
});

test('a participant with no name in common with the one of its id is refused', (t) => {
  const at = folder(t), path = database(t, write(at, article('a', one({ aliases: ['ACME'] }))).json);
  refused(path, [write(at, article('b', one({ name: 'Apex', aliases: ['acme', 'Acme Corp'] }))).json],
    /b\.json: \/participants\/1\/name: no name or alias in common with the "acme" of article a \(Acme\)/);
});

for (const [what, more] of Object.entries({
  'a name': { name: { en: 'Acme', ko: '다른' } },
  'an alias that is the name there': { name: 'Apex', aliases: ['Acme'] },
  'a name that is an alias there': { name: 'ACME' },
  'an alias that is an alias there': { name: 'Apex', aliases: ['ACME'] },
}))
  test(`${what} in common is enough`, (t) => {
    const at = folder(t), path = database(t, write(at, article('a', one({ aliases: ['ACME'] }))).json);
    accepted(path, write(at, article('b', one(more))).json);
  });

test('a name in common with any article is enough, be it not the earliest', (t) => {
  const at = folder(t), of = (id, day, more) => write(at, article(id, one(more), { published_at: `2026-01-0${day}T00:00:00Z` })).json;
  const path = database(t, of('a', 1), of('b', 2, { aliases: ['Apex'] }));
  accepted(path, of('c', 3, { name: 'Apex' }));
});

test('a topic without a name in common is refused', (t) => {
  const at = folder(t), of = (id, name) => write(at, article(id, [], { topics: [{ id: 'ships', name }] })).json;
  const path = database(t, of('a', { en: 'Ships', ko: '배' }));
  refused(path, [of('b', { en: 'Fleet', ko: '선단' })],
    /b\.json: \/topics\/0\/name: no name in common with the "ships" of article a \(배\)/);
  accepted(path, of('c', { en: 'Fleet', ko: '배' }));
});

test('a topic with a name in common with any article is stored, as a participant is', (t) => {
  const at = folder(t);
  const of = (id, day, name) => write(at, article(id, [], {
    topics: [{ id: 'ships', name }], published_at: `2026-01-0${day}T00:00:00Z`,
  })).json;
  const path = database(t, of('a', 1, { ko: '배' }), of('b', 2, { ko: '배', en: 'Ships' }));
  accepted(path, of('c', 3, { en: 'Ships' }));
});

test('an address that is another participant already is refused', (t) => {
  const at = folder(t), path = database(t, write(at, article('a', one({ same_as: ['https://site.example/1'] }))).json);
  refused(path, [write(at, article('b', [{ id: 'apex', kind: 'company', name: 'Apex', same_as: ['https://site.example/1'] }])).json],
    /b\.json: \/participants\/1\/same_as\/0: https:\/\/site\.example\/1 is "acme" already/);
});

test('another address of the same site for one participant is refused', (t) => {
  const at = folder(t), path = database(t, write(at, article('a', one({ same_as: ['https://site.example/1'] }))).json);
  refused(path, [write(at, article('b', one({ same_as: ['https://site.example/2'] }))).json],
    /b\.json: \/participants\/1\/same_as\/0: "acme" is https:\/\/site\.example\/1 already/);
  accepted(path, write(at, article('c', one({ same_as: ['https://other.example/2', 'https://site.example.org/2'] }))).json);
  accepted(path, write(at, article('d', one({ same_as: ['https://site.example/1'] }))).json);
});

test('another address of the same site is refused, though a site whose name only begins so is stored too', (t) => {
  const at = folder(t), same_as = ['https://site.example.org/1', 'https://site.example/1'];
  const path = database(t, write(at, article('a', one({ same_as }))).json);
  refused(path, [write(at, article('b', one({ same_as: ['https://site.example/2'] }))).json],
    /"acme" is https:\/\/site\.example\/1 already/);
});

test('an address that is both a group and another participant is refused in either order', (t) => {
  const at = folder(t), same_as = ['https://site.example/1'];
  const group = write(at, article('a', one({ kind: 'group', same_as }))).json;
  const company = write(at, article('b', [{ id: 'apex', kind: 'company', name: 'Apex', same_as }])).json;
  for (const order of [[group, company], [company, group]]) {
    const { status, stderr } = run(['load', '--database', join(folder(t), 'facts.db'), ...order]);
    assert.equal(status, 1, order.join(' '));
    assert.match(stderr, /same_as/);
  }
});

const told = (at, more = {}) => write(at, { id: 'a', facts: [figure('ships', 12)], ...more }).json;

test('an article id is never used again for another publisher', (t) => {
  const at = folder(t), path = database(t, told(at));
  refused(path, [told(at, { publisher: 'weekly' })],
    /a\.json: \/article\/publisher: the article of this id is by "daily"; an id is never used again/);
});

test('an article id is never used again for another time', (t) => {
  const at = folder(t), path = database(t, told(at));
  refused(path, [told(at, { published_at: '2026-01-01T09:00:01+09:00' })],
    /a\.json: \/article\/published_at: the article of this id was published at 2026-01-01T00:00:00\.000000000Z/);
});

test('the same instant written otherwise is the same time', (t) => {
  const at = folder(t), path = database(t, told(at));
  accepted(path, told(at, { published_at: '2026-01-01T00:00:00Z' }));
  assert.equal(value(path, 'SELECT published_at FROM article'), '2026-01-01T00:00:00Z');
});

test('an article id is never used again after a removal either', (t) => {
  const at = folder(t), path = database(t, told(at));
  assert.equal(run(['remove', '--database', path, 'a']).status, 0);
  refused(path, [told(at, { publisher: 'weekly', published_at: '2026-01-02T00:00:00Z' })],
    /\/article\/publisher: the article of this id is by "daily"/, /\/article\/published_at: the article of this id was published at 2026-01-01/);
  accepted(path, told(at));
});

test('everything that stands against the stored articles is told at once', (t) => {
  const at = folder(t);
  const path = database(t, write(at, article('a', one({ same_as: ['https://site.example/1'] }), { topics: [{ id: 'ships', name: 'Ships' }] })).json);
  const stderr = refused(path, [write(at, article('b', [
    ...one({ name: 'Apex' }), { id: 'apex', kind: 'person', name: 'Apex', same_as: ['https://site.example/1'] },
  ], { topics: [{ id: 'ships', name: 'Fleet' }] })).json]);
  assert.equal(stderr.trimEnd().split('\n').length, 3, stderr);
});

// ---- several documents ----

test('of several documents the good ones are stored, and the status says that one was bad', (t) => {
  const at = folder(t), path = join(at, 'facts.db');
  const good = told(at), bad = write(at, { id: 'bad', facts: [figure('ships', 12, { value: 13 })] }).json;
  const { status, stdout, stderr } = run(['load', '--database', path, good, bad, harbour]);
  assert.equal(status, 1);
  assert.match(stderr, /bad\.json: \/facts\/0/);
  assert.match(stderr, /1 of 3 documents have problems/);
  assert.equal(stdout.trimEnd().split('\n').length, 2);
  assert.deepEqual(rows(path, 'SELECT id FROM article ORDER BY id').map(({ id }) => id), ['a', 'haedong-2026-03-12-harbour']);
  assert.equal(run(['check', '--database', path]).status, 0);
});

test('of two documents of one run the second is held against the first', (t) => {
  const at = folder(t), path = join(at, 'facts.db');
  const result = run(['load', '--database', path, write(at, article('a', one())).json, write(at, article('b', one({ kind: 'person' }))).json]);
  assert.equal(result.status, 1);
  assert.match(result.stderr, /"acme" is a company in article a/);
  assert.equal(value(path, 'SELECT COUNT(*) FROM article'), 1);
});

test('a dry run says what it would do and stores nothing', (t) => {
  const path = database(t, harbour), before = dump(path), bytes = readFileSync(path);
  const { status, stdout } = run(['load', '--dry-run', '--database', path, harbour, english]);
  assert.equal(status, 0);
  assert.match(stdout, /harbour\.json: unchanged; the database stays at revision 1\n/);
  assert.match(stdout, /harbour-en\.json: would be stored as revision 2: 12 facts added, 0 changed, 0 removed\n/);
  assert.deepEqual(dump(path), before);
  assert.deepEqual(readFileSync(path), bytes);
});

test('a dry run finds what stands against the stored articles', (t) => {
  const at = folder(t), path = database(t, told(at));
  refused(path, ['--dry-run', told(at, { publisher: 'weekly' })], /an id is never used again/);
});

test('a dry run makes no database where there is none', (t) => {
  const path = join(folder(t), 'facts.db');
  assert.equal(run(['load', '--dry-run', '--database', path, harbour]).status, 0);
  assert.ok(!existsSync(path), 'it made one');
});

test('a folder is loaded document by document, its other files left alone', (t) => {
  const at = folder(t), path = join(at, 'facts.db'), documents = join(at, 'documents');
  mkdirSync(documents);
  write(documents, { id: 'b' });
  write(documents, { id: 'a' });
  writeFileSync(join(documents, '.hidden.json'), 'no document');
  writeFileSync(join(documents, 'notes.md'), 'no document');
  const { stdout } = accepted(path, documents);
  assert.deepEqual(stdout.trimEnd().split('\n').map((line) => line.replace(/^.*\/(\w+)\.json: (\w+).*$/, '$1 $2')), ['a stored', 'b stored']);
});

test('a folder without a document is an error', (t) => {
  const at = folder(t), empty = join(at, 'empty');
  mkdirSync(empty);
  const { status, stderr } = run(['load', '--database', join(at, 'facts.db'), empty]);
  assert.equal(status, 1);
  assert.match(stderr, /empty: no document \(\*\.json\) is in it/);
});

// ---- texts ----

test('a text that no document is of refuses the whole load', (t) => {
  const path = database(t, harbour);
  refused(path, ['--text', fixture('harbour.txt'), english],
    /harbour\.txt: none of the documents is of the text with this digest \(3237bd70/);
  refused(path, ['--text', fixture('harbour-en.txt'), '--text', fixture('harbour.txt'), english], /harbour\.txt: none of the documents/);
});

test('a text that no document is of is no reason to make a database', (t) => {
  const path = join(folder(t), 'facts.db');
  assert.equal(run(['load', '--database', path, '--text', fixture('harbour.txt'), english]).status, 1);
  assert.ok(!existsSync(path));
});

test('texts are matched to documents by digest, whatever their order', (t) => {
  const path = database(t, '--text', fixture('harbour-en.txt'), harbour, '--text', fixture('harbour.txt'), english);
  assert.equal(value(path, 'SELECT COUNT(*) FROM article_text'), 2);
  assert.equal(value(path, 'SELECT MIN(verified) FROM evidence'), 1);
});

test('a text is kept on a later load without it, and the quotes are held against it', (t) => {
  const at = folder(t), facts = [figure('ships', 12), figure('boats', 34)];
  const { json, txt, document } = write(at, { id: 'a', facts });
  const path = database(t, '--text', txt, json), stored = readFileSync(txt, 'utf8');
  document.facts[0].name = { en: 'Renamed' };
  writeFileSync(json, JSON.stringify(document));
  accepted(path, json);
  assert.equal(value(path, 'SELECT text FROM article_text'), stored);
  assert.equal(value(path, 'SELECT MIN(verified) FROM evidence'), 1);
  const [quote] = document.facts[1].evidence;
  Object.assign(quote, { start: quote.start + 1, end: quote.end + 1 });
  writeFileSync(json, JSON.stringify(document));
  refused(path, [json], /a\.json: \/facts\/1\/evidence\/0: "34 ships" does not stand at \d+/);
});

test('without any text the same wrong place is not found, and the quotes are not called verified', (t) => {
  const at = folder(t), { json, document } = write(at, { id: 'a', facts: [figure('ships', 12)] });
  const path = database(t, json), [quote] = document.facts[0].evidence;
  Object.assign(quote, { start: quote.start + 1, end: quote.end + 1 });
  writeFileSync(json, JSON.stringify(document));
  accepted(path, json);
  assert.equal(value(path, 'SELECT MAX(verified) FROM evidence'), 0);
});

test('a document of another text is refused without that text, and taken with it', (t) => {
  const at = folder(t), { json, txt } = write(at, { id: 'a', facts: [figure('ships', 12)] });
  const path = database(t, '--text', txt, json);
  const next = write(at, { id: 'a', facts: [figure('ships', 12), figure('boats', 34)] }, 'next');
  refused(path, [next.json], /next\.json: \/article\/text\/sha256: the stored text has the digest [0-9a-f]{64}; .*--text/);
  accepted(path, '--text', next.txt, next.json);
  assert.equal(value(path, 'SELECT text FROM article_text'), next.text);
});

test('a text that comes later verifies what is stored', (t) => {
  const path = database(t, harbour);
  assert.match(accepted(path, '--text', fixture('harbour.txt'), harbour).stdout, /stored as revision 2: 0 facts added, 24 changed/);
  assert.match(accepted(path, '--text', fixture('harbour.txt'), harbour).stdout, /unchanged/);
  assert.equal(value(path, 'SELECT MIN(verified) FROM evidence'), 1);
});

test('an article that is removed takes its text with it', (t) => {
  const path = database(t, '--text', fixture('harbour.txt'), harbour);
  assert.equal(run(['remove', '--database', path, 'haedong-2026-03-12-harbour']).status, 0);
  assert.equal(value(path, 'SELECT COUNT(*) FROM article_text'), 0);
  accepted(path, harbour);
  assert.equal(value(path, 'SELECT MAX(verified) FROM evidence'), 0);
});

test('answers say whether a quote was held against the text', async (t) => {
  const path = database(t, '--text', fixture('harbour.txt'), harbour, english), server = await serve(t, path);
  const verified = async (article) => new Set(
    (await server.get(`/v1/facts?article=${article}`)).json.data.flatMap(({ evidence }) => evidence.map((item) => item.verified)));
  assert.deepEqual(await verified('haedong-2026-03-12-harbour'), new Set([true]));
  assert.deepEqual(await verified('coastal-herald-20411'), new Set([false]));
  const { json } = await server.get('/v1/evidence?verified=true&limit=200');
  assert.ok(json.data.length > 24);
  assert.deepEqual(new Set(json.data.map((row) => row.article)), new Set(['haedong-2026-03-12-harbour']));
});

test('a text that is no UTF-8 is refused', (t) => {
  const at = folder(t), txt = join(at, 'a.txt');
  writeFileSync(txt, Buffer.from([0x61, 0xff]));
  const { status, stderr } = run(['load', '--database', join(at, 'facts.db'), '--text', txt, harbour]);
  assert.equal(status, 1);
  assert.match(stderr, /a\.txt: is no UTF-8 text/);
});

// ---- files and databases ----

// Exit 3, one sentence that begins with `about`.
function failed(args, about, options) {
  const { status, stdout, stderr } = run(args, options);
  assert.equal(status, 3, stderr);
  assert.match(stderr, about);
  assert.equal(stderr.trimEnd().split('\n').length, 1, stderr);
  assert.equal(stdout, '');
}

test('a document that is not there is passed over like one with problems', (t) => {
  const at = folder(t), path = join(at, 'facts.db');
  const { status, stderr } = run(['load', '--database', path, join(at, 'none.json'), harbour]);
  assert.equal(status, 1);
  assert.match(stderr, /none\.json: cannot be opened: No such file or directory\n/);
  assert.match(stderr, /1 of 2 documents have problems/);
  assert.equal(value(path, 'SELECT COUNT(*) FROM article'), 1);
});

test('a text that is not there refuses the whole load', (t) => {
  const at = folder(t), path = database(t, english);
  refused(path, ['--text', join(at, 'none.txt'), harbour], /^factd: \S+none\.txt: cannot be opened: No such file or directory\n$/);
});

test('a database in a folder that is not there is an error of the environment', (t) => {
  const path = join(folder(t), 'none', 'facts.db');
  failed(['load', '--database', path, harbour], /^factd: \S+facts\.db: unable to open database file: user \d+ must be able to write in the folder \S+none\/: No such file or directory\n$/);
  for (const args of [['check'], ['migrate'], ['remove', 'a']])
    failed([args[0], '--database', path, ...args.slice(1)], /unable to open database file/);
});

test('only load, migrate and serve make a database', (t) => {
  const path = join(folder(t), 'facts.db');
  for (const [command, ...operands] of [['check'], ['remove', 'a'], ['backup', `${path}.copy`]])
    failed([command, '--database', path, ...operands], /facts\.db: unable to open database file: No such file or directory\n$/);
  assert.ok(!existsSync(path));
});

test('a folder in place of a database is an error of the environment', (t) => {
  const at = folder(t);
  failed(['load', '--database', at, harbour], /unable to open database file/);
});

test('a file that is no database is an error of the environment, and stays as it is', (t) => {
  const path = join(folder(t), 'facts.db'), bytes = 'This is a letter, not a database. '.repeat(200);
  writeFileSync(path, bytes);
  failed(['load', '--database', path, harbour], /facts\.db: file is not a database\n$/);
  failed(['check', '--database', path], /file is not a database/);
  assert.equal(readFileSync(path, 'utf8'), bytes);
});

test('a database that must not be written is an error of the environment', (t) => {
  const path = database(t, harbour), nobody = 65534;
  const root = process.getuid() === 0; // whom no permission stops
  chmodSync(path, 0o444);
  chmodSync(join(path, '..'), 0o555);
  const { status, stderr, error } = spawnSync(program, ['load', '--database', path, english],
    { encoding: 'utf8', env: {}, ...(root ? { uid: nobody, gid: nobody } : {}) });
  chmodSync(join(path, '..'), 0o755);
  if (error || /^factd: \S+harbour-en\.json: cannot be opened/.test(stderr)) return t.skip('another user cannot start the program here');
  assert.equal(status, 3, stderr);
  assert.match(stderr, /^factd: .+: user \d+ must be able to write in the folder \S+: Permission denied\n$/);
  assert.equal(value(path, 'SELECT COUNT(*) FROM article'), 1);
});

test('a database that another writer holds is waited for, and then an error of the environment', async (t) => {
  const path = database(t, harbour), holder = spawn('sqlite3', [path], { stdio: ['pipe', 'pipe', 'inherit'] });
  t.after(() => holder.kill());
  holder.stdin.write("BEGIN IMMEDIATE; SELECT 'held';\n");
  await new Promise((held) => holder.stdout.once('data', held));
  const from = Date.now();
  failed(['load', '--database', path, english], /database is locked/);
  assert.ok(Date.now() - from > 2000, 'it did not wait');
  holder.stdin.end('ROLLBACK;\n');
  await new Promise((ended) => holder.once('close', ended));
  accepted(path, english);
});

test('a load waits for another one to end', async (t) => {
  const path = database(t, harbour), holder = spawn('sqlite3', [path], { stdio: ['pipe', 'pipe', 'inherit'] });
  holder.stdin.write("BEGIN IMMEDIATE; SELECT 'held';\n");
  await new Promise((held) => holder.stdout.once('data', held));
  const load = spawn(program, ['load', '--database', path, english], { env: {}, stdio: 'ignore' });
  const status = new Promise((done) => load.once('close', done));
  setTimeout(() => holder.stdin.end('ROLLBACK;\n'), 1000);
  assert.equal(await status, 0);
  assert.equal(value(path, 'SELECT COUNT(*) FROM article'), 2);
});

test('many loads at once all come to their end, one after another', async (t) => {
  const at = folder(t), path = database(t, harbour);
  const statuses = await Promise.all(['a', 'b', 'c', 'd', 'e', 'f'].map((id) => {
    const load = spawn(program, ['load', '--database', path, write(at, article(id, one())).json], { env: {}, stdio: 'ignore' });
    return new Promise((done) => load.once('close', done));
  }));
  assert.deepEqual(statuses, [0, 0, 0, 0, 0, 0]);
  assert.equal(value(path, 'SELECT revision FROM dataset'), 7);
  assert.equal(run(['check', '--database', path]).status, 0);
});

// ---- settings ----

// Exit 2, one sentence, and nothing is done.
function misused(args, expected, env = {}) {
  const { status, stdout, stderr } = run(args, { env });
  assert.equal(status, 2, stderr);
  assert.match(stderr, expected);
  assert.equal(stderr.trimEnd().split('\n').length, 1, stderr);
  assert.equal(stdout, '');
}

test('an unknown flag is refused with the nearest known one', () => {
  misused(['load', '--databse', 'x', harbour], /^factd: --databse: no such setting here; did you mean --database\?\n$/);
  misused(['load', '--dryrun', harbour], /did you mean --dry-run\?/);
  misused(['load', '-d', harbour], /^factd: -d: no such setting here/);
  misused(['load', '--nothing-like-it', harbour], /^factd: --nothing-like-it: no such setting here\n$/);
});

test('a flag of another command is unknown', () => {
  misused(['load', '--listen', '127.0.0.1:0', harbour], /^factd: --listen: no such setting here/);
  misused(['remove', '--dry-run', 'a'], /^factd: --dry-run: no such setting here/);
});

test('an unknown command is refused with the nearest known one', () => {
  misused(['laod'], /^factd: laod: no such command; did you mean load; see `factd help`\n$/);
  misused(['--database', 'x'], /^factd: --database: no such command/);
});

test('a flag that is given twice is refused', (t) => {
  const path = join(folder(t), 'facts.db');
  misused(['load', '--database', path, '--database', path, harbour], /^factd: --database: it is given twice\n$/);
  misused(['load', '--dry-run', '--dry-run', harbour], /^factd: --dry-run: it is given twice\n$/);
  assert.ok(!existsSync(path));
});

test('a flag without its value, or with one that it does not take, is refused', () => {
  misused(['load', harbour, '--database'], /^factd: --database: its value is missing\n$/);
  misused(['load', '--database=', harbour], /^factd: --database: its value is empty\n$/);
  misused(['load', '--text', '', harbour], /^factd: --text: its value is empty\n$/);
  misused(['load', '--dry-run=on', harbour], /^factd: --dry-run: it takes no value; leave out "=on"\n$/);
});

test('too few and too many operands are refused', () => {
  misused(['load'], /^factd: load: DOCUMENT\S+ is missing\n$/);
  misused(['remove', 'a', 'b'], /^factd: remove: "b" is one operand too many\n$/);
  misused(['check', 'facts.db'], /^factd: check: "facts\.db" is one operand too many\n$/);
});

test('a setting comes from its flag, else from the environment', (t) => {
  const at = folder(t), flag = join(at, 'flag.db'), variable = join(at, 'variable.db'), env = { FACTD_DATABASE: variable };
  assert.equal(run(['load', harbour], { env }).status, 0);
  assert.equal(run(['load', `--database=${flag}`, harbour], { env: { FACTD_DATABASE: '/nowhere/facts.db' } }).status, 0);
  for (const path of [flag, variable]) assert.equal(value(path, 'SELECT COUNT(*) FROM article'), 1);
  assert.equal(run(['load', english], { env: { ...env, FACTD_DRY_RUN: 'on' } }).status, 0);
  assert.equal(value(variable, 'SELECT COUNT(*) FROM article'), 1);
  assert.equal(run(['load', harbour], { env: { ...env, FACTD_TEXT: fixture('harbour.txt') } }).status, 0);
  assert.equal(value(variable, 'SELECT COUNT(*) FROM article_text'), 1);
});

test('a wrong value in the environment is refused by the name of its variable', () => {
  misused(['load', harbour], /^factd: FACTD_DRY_RUN: "maybe" is not on or off\n$/, { FACTD_DRY_RUN: 'maybe' });
  misused(['load', harbour], /^factd: FACTD_DATABASE: its value is empty\n$/, { FACTD_DATABASE: '' });
  misused(['serve'], /^factd: FACTD_WORKERS: "0" is not a whole number from 1 to 64\n$/, { FACTD_WORKERS: '0' });
});

test('a variable of another command is not looked at', (t) => {
  const path = database(t, harbour);
  assert.equal(run(['check', '--database', path], { env: { FACTD_WORKERS: 'many', FACTD_DRY_RUN: 'maybe' } }).status, 0);
});

test('what stands behind -- is an operand, whatever it looks like', (t) => {
  const path = database(t, harbour);
  const { status, stderr } = run(['load', '--database', path, '--', '--dry-run']);
  assert.equal(status, 1);
  assert.match(stderr, /--dry-run: cannot be opened/);
});
