// SPDX-License-Identifier: MIT
// A database of the program before search, with documents in it, is brought to this program's schema: what search and
// the lists of participants need is derived, and nothing else becomes another.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

import { database, folder, root, run, serve } from '../lib/factd.js';
import * as generate from '../lib/generate.js';
import { dump, rows, sql, value } from '../load/sqlite.js';
import { steps } from './before-search.js';

function before(t) {
  const path = join(folder(t), 'facts.db');
  sql(path, readFileSync(join(root, 'tests/migrations/before-search.sql'), 'utf8'));
  return path;
}

function succeed(args, path) {
  const { status, stdout, stderr } = run([args[0], '--database', path, ...args.slice(1)]);
  assert.equal(status, 0, `${args.join(' ')}: ${stderr}`);
  return stdout;
}

// The same steps with this program.
function replayed(t) {
  const path = database(t), at = folder(t);
  for (const step of steps(at, generate)) succeed(step, path);
  return path;
}

const searches = ['article_search', 'participant_search', 'topic_search', 'fact_search', 'evidence_search'];
const ofTime = searches.flatMap((table) => [`${table}.number`, `${table}_tokens.number`, ...['', '_data', '_idx', '_docsize', '_config'].map((part) => `${table}_index${part}`)]);

const everything = [
  '/v1', '/v1/facts?limit=200', '/v1/facts?participant=garam&sort=-date_from', '/v1/facts?topic=unmanned-quays&kind=figure', '/v1/facts?role=supplier',
  '/v1/facts?q=quays', '/v1/facts?q=%EA%B0%80%EB%9E%8C', '/v1/participants?q=garam', '/v1/articles?q=harbour', '/v1/topics?q=people', '/v1/evidence?q=ships',
  '/v1/evidence?limit=200', '/v1/participants?limit=200', '/v1/articles', '/v1/topics', '/v1/facts?facet=participant,topic&total=true',
  '/v1/facts?format=csv&limit=all', '/v1/facts/gone.one', '/v1/facts/haedong-2026-03-12-harbour.jobs', '/v1/articles/ships/document',
];

test('the rows of before stay as they are', (t) => {
  const path = before(t);
  const tables = rows(path, "SELECT name FROM sqlite_schema WHERE type = 'table' AND name <> 'migration'").map(({ name }) => name);
  const columns = Object.fromEntries(tables.map((name) => [name, rows(path, `SELECT name FROM pragma_table_info('${name}')`).map((one) => one.name)]));
  const contents = () => Object.fromEntries(tables.map((name) => [name, rows(path, `SELECT "${columns[name].join('", "')}" FROM "${name}" ORDER BY 1, 2`)]));
  const old = contents();
  assert.ok(old.fact.length > 30 && old.article_document.length === 3 && old.removed.length >= 2);
  assert.ok(old.fact.some(({ since, changed }) => since < changed), 'a fact changed after it came');
  const later = readdirSync(join(root, 'migrations')).length - 1;
  assert.equal(succeed(['migrate'], path), `${path}: ${later} migration${later === 1 ? '' : 's'} applied\n`);
  assert.deepEqual(contents(), old);
});

test('what is derived is what loading gives', (t) => {
  const path = before(t);
  succeed(['migrate'], path);
  assert.equal(succeed(['check'], path), `${path}: no fault found\n`);
  for (const table of searches) sql(path, `INSERT INTO ${table}_index (${table}_index, rank) VALUES ('integrity-check', 1);`);
  const without = [...ofTime, 'applied_at', 'changed_at'];
  assert.deepEqual(dump(path, { without }), dump(replayed(t), { without }));
});

test('places in UTF-16 units are found for the texts that are kept', (t) => {
  const path = before(t);
  succeed(['migrate'], path);
  const [{ starts, ends, starts_utf16, ends_utf16 }] = rows(path, "SELECT * FROM evidence WHERE id = 'ships.fleet/0000'");
  assert.deepEqual([ends - starts, ends_utf16 - starts_utf16, starts_utf16 - starts], [11, 13, 1]);
  assert.equal(value(path, "SELECT COUNT(*) FROM evidence WHERE starts_utf16 IS NULL"), 0);
});

test('it answers, tags and dates what a database answers that this program filled', async (t) => {
  const path = before(t), changed = value(path, 'SELECT changed_at FROM dataset');
  succeed(['migrate'], path);
  const [migrated, other] = [await serve(t, path, '--access-log', 'off'), await serve(t, replayed(t), '--access-log', 'off')];
  const bare = (text) => text.replace(/"request_id":"[^"]*"/, '');
  for (const target of everything) {
    const [one, two] = [await migrated.get(target), await other.get(target)];
    assert.equal(one.status, two.status, target);
    assert.equal(bare(one.text), bare(two.text), target);
    assert.equal(one.headers.get('etag'), two.headers.get('etag'), target);
    if (one.status === 200) assert.equal(one.headers.get('last-modified'), new Date(changed).toUTCString(), target);
  }
  for (const target of everything.slice(2, 11)) assert.ok((await migrated.get(target)).json.data.length > 0, `${target} finds something`);
});

test('a second migration changes nothing, nor does a load of what is there', (t) => {
  const path = before(t);
  succeed(['migrate'], path);
  const once = dump(path);
  assert.equal(succeed(['migrate'], path), `${path}: 0 migrations applied\n`);
  assert.deepEqual(dump(path), once);
  for (const step of steps(folder(t), generate).filter(([command], i) => command === 'load' && [1, 3, 5].includes(i)))
    assert.match(succeed(step, path), /unchanged/);
  assert.deepEqual(dump(path), once);
});

for (const command of ['load', 'serve'])
  test(`${command} brings the database to the schema by itself`, async (t) => {
    const path = before(t);
    if (command === 'load') succeed(steps(folder(t), generate)[1], path);
    else await (await serve(t, path)).stop();
    succeed(['check'], path);
    assert.equal(value(path, 'SELECT derived FROM dataset'), 1);
    assert.ok(value(path, 'SELECT COUNT(*) FROM fact_search') > 30);
  });

test('check and remove ask for the migration first', (t) => {
  const path = before(t), old = dump(path);
  for (const args of [['check'], ['remove', 'ships']]) {
    const { status, stderr } = run([args[0], '--database', path, ...args.slice(1)]);
    assert.equal(status, 3);
    assert.match(stderr, /migrations\/0002_\S+ has not been applied; run `factd migrate`/);
  }
  assert.deepEqual(dump(path), old);
});

test('documents that cannot be read any more stop the migration, and leave the database as it was', (t) => {
  const path = before(t);
  sql(path, "UPDATE article_document SET document = '{' WHERE article = 'ships';");
  const { status, stderr } = run(['migrate', '--database', path]);
  assert.equal(status, 3);
  assert.match(stderr, /the stored document of ships cannot be read/);
  assert.equal(value(path, 'SELECT COUNT(*) FROM fact_search'), 0);
});
