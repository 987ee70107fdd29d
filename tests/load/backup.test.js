// SPDX-License-Identifier: MIT
// `factd backup`: one state, whole, in one file, while others read and write, and never over anything.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

import { database, ended, fixture, folder, program, run, serve } from '../lib/factd.js';
import { large, write } from '../lib/generate.js';
import { killedAfter, random, sanitized } from './kill.js';
import { dump, sql, value } from './sqlite.js';

const loaded = (t) => database(t, fixture('harbour.json'), fixture('harbour-en.json'));
const without = ['applied_at', 'changed_at'];

function backup(path, dest) {
  const result = run(['backup', '--database', path, dest]);
  assert.equal(result.status, 0, result.stderr);
  return result.stdout;
}

function sound(path) {
  const { status, stderr } = run(['check', '--database', path]);
  assert.equal(status, 0, stderr);
}

test('a backup holds what the database holds, and says which revision and how many bytes', (t) => {
  const path = loaded(t), at = folder(t), dest = join(at, 'facts.backup');
  const result = run(['backup', '--database', path, dest]);
  assert.deepEqual(result, { status: 0, signal: null, stderr: '', stdout: `${dest}: revision 2, ${statSync(dest).size} bytes\n` });
  assert.deepEqual(dump(dest), dump(path));
  sound(dest);
});

test('a backup is one file, which can be read where nothing can be written', (t) => {
  const path = loaded(t), at = folder(t), dest = join(at, 'facts.backup');
  backup(path, dest);
  assert.deepEqual(readdirSync(at), ['facts.backup']);
  assert.deepEqual([...readFileSync(dest).subarray(18, 20)], [1, 1], 'the header says a rollback journal');
  assert.equal(value(dest, "SELECT journal_mode FROM pragma_journal_mode"), 'delete');
  assert.equal(statSync(dest).mode & 0o777, statSync(path).mode & 0o777);
  assert.equal(value(`file:${dest}?mode=ro`, 'SELECT revision FROM dataset'), 2);
  assert.deepEqual(readdirSync(at), ['facts.backup']);
});

// A reader of an older state keeps what is loaded from being folded into the database's own file.
test('a backup holds what stands in the log alone', async (t) => {
  const path = loaded(t), at = folder(t), dest = join(at, 'facts.backup');
  const reader = spawn('sqlite3', ['-batch', path], { stdio: ['pipe', 'pipe', 'inherit'] });
  t.after(() => reader.kill());
  reader.stdin.write('BEGIN; SELECT revision FROM dataset;\n');
  await new Promise((done) => reader.stdout.once('data', done));
  assert.equal(run(['load', '--database', path, write(at, large('more', 100)).json]).status, 0);
  assert.ok(statSync(`${path}-wal`).size > 0);
  assert.match(backup(path, dest), /: revision 3, /);
  assert.deepEqual(dump(dest), dump(path));
  sound(dest);
});

test('a database that an older program made is backed up as it is', (t) => {
  const at = folder(t), path = join(at, 'old.db'), dest = join(at, 'old.backup');
  sql(path, readFileSync(new URL('../migrations/before-search.sql', import.meta.url), 'utf8'));
  assert.match(backup(path, dest), /revision \d+, \d+ bytes/);
  assert.deepEqual(dump(dest), dump(path));
});

// What is named as DEST, made in the folder of the database "facts.db"; the exit status, and what is said.
const refused = {
  'is there already': [(at) => { writeFileSync(join(at, 'there'), 'mine'); return 'there'; }, 2, /there: is there already, and nothing is overwritten; name a new file/],
  'is an empty file': [(at) => { writeFileSync(join(at, 'there'), ''); return 'there'; }, 2, /is there already/],
  'is a folder': [(at) => { mkdirSync(join(at, 'sub')); return 'sub'; }, 2, /sub: is there already/],
  'is a link to nothing': [(at) => { symlinkSync('nothing', join(at, 'link')); return 'link'; }, 2, /link: is there already/],
  'is the database': [() => 'facts.db', 2, /facts\.db: belongs to the database itself; name another file/],
  'is the database under another name': [(at) => { symlinkSync('facts.db', join(at, 'other')); return 'other'; }, 2, /other: belongs to the database itself/],
  'is the log of the database': [() => 'facts.db-wal', 2, /belongs to the database itself/],
  'is the log of the database by a detour': [(at) => { mkdirSync(join(at, 'sub')); return 'sub/../facts.db-wal'; }, 2, /belongs to the database itself/],
  "is the log's index": [() => 'facts.db-shm', 2, /belongs to the database itself/],
  'is the journal': [() => 'facts.db-journal', 2, /belongs to the database itself/],
  'would have the log of something else': [(at) => { writeFileSync(join(at, 'new-wal'), 'x'); return 'new'; }, 2,
    /new: .*new-wal is there and would be taken for a part of it; delete that, or name another file/],
  'is in a folder that is missing': [() => 'missing/new', 3, /missing\/new: cannot be made: its folder is missing/],
  'is in a file': [() => 'facts.db/new', 3, /facts\.db\/new: cannot be made: /],
};

for (const [what, [make, expected, said]] of Object.entries(refused))
  test(`nothing is written where DEST ${what}`, (t) => {
    const at = folder(t), path = join(at, 'facts.db');
    copyFileSync(loaded(t), path);
    const dest = make(at), files = () => readdirSync(at).filter((name) => !/^facts\.db-(wal|shm)$/.test(name));
    const before = files();
    const { status, stdout, stderr } = run(['backup', '--database', path, `${at}/${dest}`]);
    assert.equal(status, expected, stderr);
    assert.equal(stdout, '');
    assert.match(stderr, said);
    assert.equal(stderr.trimEnd().split('\n').length, 1);
    assert.deepEqual(files(), before);
    if (existsSync(join(at, 'there'))) assert.ok(['', 'mine'].includes(readFileSync(join(at, 'there'), 'utf8')));
  });

// What is given as the database.
const unfit = {
  'a file that is missing': [() => {}, /facts\.db: /],
  'a text': [(path) => writeFileSync(path, 'x'.repeat(5000)), /facts\.db: file is not a database/],
  "another program's database": [(path) => sql(path, 'CREATE TABLE t (a);'), /facts\.db: holds no facts: it is no database of factd/],
};

for (const [what, [make, said]] of Object.entries(unfit))
  test(`${what} is not backed up`, (t) => {
    const at = folder(t), path = join(at, 'facts.db'), dest = join(at, 'new');
    make(path);
    const { status, stderr } = run(['backup', '--database', path, dest]);
    assert.equal(status, 3, stderr);
    assert.match(stderr, said);
    assert.deepEqual(readdirSync(at).filter((name) => name.startsWith('new')), []);
  });

test('a disk that is full leaves nothing behind', (t) => {
  const path = loaded(t), at = folder(t);
  const { status, stderr } = run(['backup', '--database', path, '/dev/full/new']);
  assert.equal(status, 3, stderr);
  const limited = spawn('sh', ['-c', `ulimit -f 100; trap '' XFSZ; exec "$0" backup --database "$1" "$2"`, program, path, join(at, 'new')]);
  let said = '';
  limited.stderr.setEncoding('utf8').on('data', (text) => { said += text; });
  return new Promise((done) => limited.on('close', done)).then((code) => {
    assert.equal(code, 3, said);
    assert.match(said, /new: cannot be made: /);
    assert.deepEqual(readdirSync(at), []);
  });
});

test('a backup while a load writes and a server serves is one of the states that the load went through', async (t) => {
  const at = folder(t), path = database(t), reference = database(t), states = [];
  const documents = Array.from({ length: sanitized ? 4 : 10 }, (_, i) => write(at, large(`large-${i}`, 300)).json);
  const see = (of) => { states[value(of, 'SELECT revision FROM dataset')] = dump(of, { without }); };
  see(reference);
  for (const document of documents) {
    assert.equal(run(['load', '--database', reference, document]).status, 0);
    see(reference);
  }
  const server = await serve(t, path);
  let loading = true, asked = 0;
  const load = ended(['load', '--database', path, ...documents]).finally(() => { loading = false; });
  const asking = (async () => {
    for (; loading; asked++) assert.equal((await server.get('/v1/facts?limit=100')).status, 200);
  })();
  const seen = new Set();
  for (let i = 0; loading || i === 0; i++) {
    const dest = join(at, `backup-${i}`);
    const { status, stdout, stderr } = await ended(['backup', '--database', path, dest]);
    assert.equal(status, 0, stderr);
    const revision = value(dest, 'SELECT revision FROM dataset');
    assert.match(stdout, new RegExp(`: revision ${revision}, `));
    assert.deepEqual(dump(dest, { without }), states[revision]);
    sound(dest);
    seen.add(revision);
  }
  const { status, stderr } = await load;
  assert.equal(status, 0, stderr);
  await asking;
  t.diagnostic(`backups of revisions ${[...seen].join(', ')} of ${documents.length}; ${asked} answers`);
});

test('a backup that is killed leaves nothing under its name, or all', async (t) => {
  const at = folder(t), path = database(t, fixture('harbour.json'), write(at, large('large', 2000)).json);
  const next = random(20263), kills = sanitized ? 6 : 30, count = { killed: 0, whole: 0 };
  const before = dump(path), into = (i) => join(at, `backup-${i}`);
  const started = performance.now();
  backup(path, into('whole'));
  const duration = performance.now() - started;
  for (let i = 0; i < kills; i++) {
    const { code, signal } = await killedAfter(1.1 * duration * ((i + next()) / kills), ['backup', '--database', path, into(i)]);
    if (signal) count.killed++;
    else assert.equal(code, 0);
    if (!existsSync(into(i))) continue;
    count.whole++;
    assert.deepEqual(readFileSync(into(i)), readFileSync(into('whole')));
  }
  assert.deepEqual(dump(path), before);
  t.diagnostic(`${count.killed} of ${kills} backups were killed; ${count.whole} were whole`);
  backup(path, into('after'));
});
