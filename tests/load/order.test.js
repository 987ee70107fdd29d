// SPDX-License-Identifier: MIT
// What is stored depends on the documents alone: not on the order of loading, nor on what was there in between.
import assert from 'node:assert/strict';
import { copyFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { isDeepStrictEqual } from 'node:util';

import { database, fixture, folder, run, serve } from '../lib/factd.js';
import { agreement, figure, statement, write } from '../lib/generate.js';
import { dump, history, rows, sql, value } from './sqlite.js';

const harbour = fixture('harbour.json'), english = fixture('harbour-en.json');

function load(path, ...args) {
  const result = run(['load', '--database', path, ...args]);
  assert.equal(result.status, 0, result.stderr);
  return result.stdout;
}

function remove(path, article) {
  const result = run(['remove', '--database', path, article]);
  assert.equal(result.status, 0, result.stderr);
}

// Search numbers its rows as they come, and the engine's index keeps what it is told in the order of time: `sound` asks
// the engine whether index and rows agree.
const searches = ['article_search', 'participant_search', 'topic_search', 'fact_search', 'evidence_search'];
const ofTime = searches.flatMap((table) =>
  [`${table}.number`, `${table}_tokens.number`, ...['', '_data', '_idx', '_docsize', '_config'].map((part) => `${table}_index${part}`)]);

const contents = (path) => dump(path, { without: [...history, ...ofTime, 'removed'] });

function sound(path) {
  for (const table of searches) sql(path, `INSERT INTO ${table}_index (${table}_index, rank) VALUES ('integrity-check', 1);`);
  const { status, stderr } = run(['check', '--database', path]);
  assert.equal(status, 0, stderr);
}

const sharedTopic = { id: 'ships', name: { en: 'Ships', ko: '배' } };
const party = (id, role = 'party') => ({ id, role, inferred: true });

// Three articles that share participants and topics under partly different names, kinds and addresses.
function three(at) {
  return [
    write(at, {
      id: 'first', published_at: '2026-01-02T00:30:00+09:00', topics: [sharedTopic, { id: 'harbours', name: 'Harbours' }],
      participants: [
        { id: 'acme', kind: 'company', name: { en: 'Acme', ko: '애크미' }, aliases: ['Acme Corp'] },
        { id: 'kim', kind: 'person', name: 'Kim' },
        { id: 'owners', kind: 'group', name: 'Owners' },
      ],
      facts: [
        figure('ships', 12, { participants: [party('acme', 'supplier'), party('owners', 'recipient')], topics: ['ships'] }),
        statement('said', { mode: 'indirect', participants: [party('kim', 'speaker')], topics: ['harbours', 'ships'] }),
      ],
    }),
    write(at, {
      id: 'second', publisher: 'weekly', published_at: '2026-01-01T23:00:00Z', topics: [{ id: 'ships', name: 'Ships' }],
      participants: [
        { id: 'acme', kind: 'organization', name: 'Acme Corp', aliases: ['Acme'], same_as: ['https://acme.example/'] },
        { id: 'owners', kind: 'group', name: 'Shipowners' },
      ],
      facts: [agreement('deal', { participants: [party('acme'), party('owners')], topics: ['ships'] })],
    }),
    write(at, {
      id: 'third', published_at: '2026-01-01T10:00:00Z', topics: [{ id: 'ships', name: { ko: '배', en: 'Ships' } }],
      participants: [
        { id: 'acme', kind: 'company', name: { en: 'Acme', ko: '애크미' }, aliases: ['ACME Ltd'], same_as: ['https://acme.example/'] },
        { id: 'kim', kind: 'person', name: { en: 'Kim', ko: '김' }, aliases: ['Mr Kim'] },
      ],
      facts: [
        agreement('deal', { participants: [party('kim', 'supporter'), party('acme')], topics: ['ships'] }),
        figure('cost', 7, { part_of: 'deal' }),
      ],
    }),
  ].map(({ json }) => json);
}

const orders = ([a, b, c]) => [[a, b, c], [a, c, b], [b, a, c], [b, c, a], [c, a, b], [c, b, a]];

test('two documents that share participants give the same database in either order', (t) => {
  const one = database(t, harbour, english), other = database(t, english, harbour);
  assert.deepEqual(contents(other), contents(one));
  sound(one);
});

test('with their texts, too, two documents give the same database in either order', (t) => {
  const texts = ['--text', fixture('harbour.txt'), '--text', fixture('harbour-en.txt')];
  const one = database(t, ...texts, harbour, english), other = database(t, ...texts, english, harbour);
  assert.deepEqual(contents(other), contents(one));
  assert.equal(value(one, 'SELECT COUNT(*) FROM article_text'), 2);
});

test('three documents give the same database in all six orders', (t) => {
  const [expected, ...others] = orders(three(folder(t))).map((order) => {
    const path = database(t, ...order);
    sound(path);
    return contents(path);
  });
  assert.equal(expected.participant_article.length, 10);
  for (const other of others) assert.deepEqual(other, expected);
});

test('removing an article leaves what loading only the others gives, whichever it was', (t) => {
  const at = folder(t), files = three(at), ids = ['first', 'second', 'third'];
  for (const [gone, id] of ids.entries()) {
    const expected = contents(database(t, ...files.filter((_, i) => i !== gone)));
    for (const order of orders(files)) {
      const path = database(t, ...order);
      remove(path, id);
      sound(path);
      assert.deepEqual(contents(path), expected, `without ${id}`);
    }
  }
});

test('removing every article leaves an empty database', (t) => {
  const path = database(t, '--text', fixture('harbour.txt'), harbour, english);
  remove(path, 'haedong-2026-03-12-harbour');
  remove(path, 'coastal-herald-20411');
  sound(path);
  assert.deepEqual(contents(path), contents(database(t)));
});

test('an article that is removed and loaded again is what it was', (t) => {
  const path = database(t, harbour, english), before = contents(path);
  remove(path, 'haedong-2026-03-12-harbour');
  load(path, harbour);
  assert.deepEqual(contents(path), before);
  assert.equal(value(path, 'SELECT COUNT(*) FROM removed'), 0);
});

test('loading again says unchanged and changes no byte of any row', (t) => {
  const texts = ['--text', fixture('harbour.txt')];
  const path = database(t, ...texts, harbour, english), before = dump(path);
  for (const args of [[harbour, english], [english, harbour], [...texts, harbour]]) {
    const said = load(path, ...args).trimEnd().split('\n');
    for (const line of said) assert.match(line, /: unchanged; the database stays at revision 2$/);
    assert.deepEqual(dump(path), before);
  }
});

test('each load and each removal that changed something is one revision', (t) => {
  const path = database(t, harbour);
  const revision = () => value(path, 'SELECT revision FROM dataset');
  assert.equal(revision(), 1);
  assert.match(load(path, harbour, english), /stored as revision 2: 12 facts added, 0 changed, 0 removed/);
  assert.equal(revision(), 2);
  remove(path, 'coastal-herald-20411');
  assert.equal(revision(), 3);
});

test('a database that did the same has the same digest, and one that did anything else another', (t) => {
  const digest = (path) => value(path, 'SELECT digest FROM dataset');
  const one = database(t, harbour, english);
  assert.equal(digest(database(t, harbour, english)), digest(one));
  assert.notEqual(digest(database(t, english, harbour)), digest(one));
  assert.notEqual(digest(database(t, '--text', fixture('harbour.txt'), harbour, english)), digest(one));
  assert.notEqual(digest(database(t, harbour)), digest(one));
});

const draft = (facts, more = {}) => ({
  id: 'a', topics: [{ id: 'ships', name: 'Ships' }],
  participants: [{ id: 'acme', kind: 'company', name: 'Acme' }], facts, ...more,
});
const four = [figure('one', 11), figure('two', 22), statement('three', { topics: ['ships'] }), agreement('four')];
const times = (path) => Object.fromEntries(
  rows(path, 'SELECT id, since, changed FROM fact').map(({ id, since, changed }) => [id, [since, changed]]));

test('a changed document keeps since, and moves changed only of the facts that say something else', (t) => {
  const at = folder(t), path = database(t, harbour);
  load(path, write(at, draft(four)).json);
  assert.deepEqual(times(path)['a.two'], [2, 2]);
  const corrected = [four[0], figure('two', 22, { unit: 'boat' }), four[2], four[3], figure('five', 55)];
  assert.match(load(path, write(at, draft(corrected)).json), /revision 3: 1 facts added, 1 changed, 0 removed/);
  const now = times(path);
  for (const id of ['a.one', 'a.three', 'a.four']) assert.deepEqual(now[id], [2, 2], id);
  assert.deepEqual(now['a.two'], [2, 3]);
  assert.deepEqual(now['a.five'], [3, 3]);
  for (const id in now) if (!id.startsWith('a.')) assert.deepEqual(now[id], [1, 1], id);
  sound(path);
});

// What is served of a fact, each changed alone; none of it moves another quote.
const changes = {
  'its name': { name: 'Another' },
  'its summary': { summary: { en: 'In short' } },
  'its unit': { unit: 'boat' },
  'a topic': { topics: ['ships'] },
  'what it is part of': { part_of: 'four' },
  'who takes part': { participants: [party('acme', 'recipient')] },
  'a role': { participants: [party('acme', 'subject')] },
  'what a quote is for': { evidence: [{ quote: '11 ships', for: 'value' }] },
};

for (const [what, change] of Object.entries(changes))
  test(`a fact has changed with ${what}`, (t) => {
    const at = folder(t), path = database(t, write(at, draft(four)).json);
    load(path, write(at, draft([{ ...four[0], ...change }, ...four.slice(1)])).json);
    assert.deepEqual(times(path), { 'a.one': [1, 2], 'a.two': [1, 1], 'a.three': [1, 1], 'a.four': [1, 1] });
  });

test('a fact has changed with the address of its article, which is in its link', (t) => {
  const at = folder(t), path = database(t, write(at, draft(four)).json);
  load(path, write(at, draft(four, { url: 'https://daily.example/a' })).json);
  assert.deepEqual(times(path)['a.one'], [1, 2]);
});

test('a fact has changed when its quotes are verified for the first time', (t) => {
  const at = folder(t), { json, txt } = write(at, draft(four)), path = database(t, json);
  assert.match(load(path, '--text', txt, json), /revision 2: 0 facts added, 4 changed, 0 removed/);
  assert.deepEqual(times(path)['a.one'], [1, 2]);
});

test('a fact has changed when a participant of it is now a group, since it has another id', (t) => {
  const at = folder(t), facts = [figure('one', 11, { participants: [party('acme', 'supplier')] })];
  const path = database(t, write(at, draft(facts)).json);
  load(path, write(at, draft(facts, { participants: [{ id: 'acme', kind: 'group', name: 'Acme' }] })).json);
  assert.equal(value(path, 'SELECT participant FROM fact_participant'), 'a.acme');
  assert.deepEqual(times(path)['a.one'], [1, 2]);
});

test('no fact has changed where only the article or a participant has', (t) => {
  const at = folder(t), path = database(t, write(at, draft(four)).json);
  const participants = [{ id: 'acme', kind: 'company', name: 'Acme', aliases: ['Acme Corp'] }];
  assert.match(load(path, write(at, draft(four, { title: { en: 'Otherwise' }, participants })).json),
    /revision 2: 0 facts added, 0 changed, 0 removed/);
  assert.deepEqual(times(path)['a.one'], [1, 1]);
  assert.equal(value(path, 'SELECT title_en FROM article'), 'Otherwise');
});

// What was loaded shows at the server's next look at the database; until then kept answers may be given.
async function shows(ask, expected) {
  const late = Date.now() + 20_000;
  while (!isDeepStrictEqual(await ask(), expected) && Date.now() < late) await new Promise((done) => setTimeout(done, 10));
  assert.deepEqual(await ask(), expected);
}

test('a fact that a document no longer has is gone: 410, until it comes back', async (t) => {
  const at = folder(t), path = database(t, write(at, draft(four)).json), server = await serve(t, path);
  const until = async (revision) => {
    while ((await server.get('/v1')).json.meta.revision < revision) await new Promise((done) => setTimeout(done, 20));
  };
  assert.match(load(path, write(at, draft(four.slice(0, 3))).json), /0 facts added, 0 changed, 1 removed/);
  await until(2);
  assert.equal((await server.get('/v1/facts/a.four')).status, 410);
  assert.equal((await server.get('/v1/agreements/a.four')).status, 410);
  assert.equal((await server.get('/v1/facts/a.never')).status, 404);
  assert.match(load(path, write(at, draft(four)).json), /1 facts added, 0 changed, 0 removed/);
  await until(3);
  const { status, json } = await server.get('/v1/facts/a.four');
  assert.equal(status, 200);
  assert.deepEqual([json.data.since, json.data.changed], [3, 3]);
});

test('what a removed article alone named is gone: 410, until it comes back', async (t) => {
  const path = database(t, harbour, english), server = await serve(t, path);
  const gone = ['/v1/articles/haedong-2026-03-12-harbour', '/v1/facts/haedong-2026-03-12-harbour.tugs',
    '/v1/articles/haedong-2026-03-12-harbour/document', '/v1/participants/choi-ian', '/v1/topics/port-jobs',
    '/v1/participants/haedong-2026-03-12-harbour.local-lines'];
  const statuses = () => Promise.all(gone.map(async (target) => (await server.get(target)).status));
  assert.deepEqual(await statuses(), gone.map(() => 200));
  remove(path, 'haedong-2026-03-12-harbour');
  await shows(statuses, gone.map(() => 410));
  for (const target of ['/v1/participants/garam', '/v1/topics/unmanned-quays'])
    assert.equal((await server.get(target)).status, 200, target);
  load(path, harbour);
  await shows(statuses, gone.map(() => 200));
});

test('an article that is not stored cannot be removed', (t) => {
  const path = database(t, harbour), before = dump(path);
  const { status, stderr } = run(['remove', '--database', path, 'never']);
  assert.equal(status, 1);
  assert.match(stderr, /never: no article of this id is stored/);
  assert.deepEqual(dump(path), before);
});

// ---- who names a participant ----

const naming = (id, published_at, name, more = {}) => ({
  id, published_at, topics: [{ id: 'ships', name: { en: 'Ships', ko: `배 ${id}` } }],
  participants: [{ id: 'acme', kind: 'company', name, aliases: ['Acme'], ...more }],
});
const acme = (path) => rows(path, "SELECT kind, name_ko, name_en FROM participant WHERE id = 'acme'")[0];

test('the earliest instant names a participant, though a later one may read smaller', (t) => {
  const at = folder(t);
  const early = write(at, naming('late-in-the-alphabet', '2026-01-02T08:00:00+09:00', 'Early', { kind: 'institute' }));
  const late = write(at, naming('early-in-the-alphabet', '2026-01-01T23:30:00Z', 'Late'));
  for (const order of [[early, late], [late, early]]) {
    const path = database(t, ...order.map(({ json }) => json));
    assert.deepEqual(acme(path), { kind: 'institute', name_ko: null, name_en: 'Early' });
    assert.equal(value(path, "SELECT name_ko FROM topic WHERE id = 'ships'"), '배 late-in-the-alphabet');
  }
});

test('of two articles of one instant the one with the smaller id names a participant', (t) => {
  const at = folder(t);
  const a = write(at, naming('a', '2026-01-02T09:00:00+09:00', 'From a'));
  const b = write(at, naming('b', '2026-01-02T00:00:00Z', 'From b'));
  for (const order of [[a, b], [b, a]])
    assert.equal(acme(database(t, ...order.map(({ json }) => json))).name_en, 'From a');
});

test('when the article that names a participant goes, the next one does', (t) => {
  const at = folder(t);
  const path = database(t, write(at, naming('a', '2026-01-01T00:00:00Z', { en: 'First', ko: '일' })).json,
    write(at, naming('b', '2026-01-02T00:00:00Z', 'Second')).json);
  assert.deepEqual(acme(path), { kind: 'company', name_ko: '일', name_en: 'First' });
  remove(path, 'a');
  assert.deepEqual(acme(path), { kind: 'company', name_ko: null, name_en: 'Second' });
});

test('every name that an article uses is an alias, once, and goes with the last article that uses it', async (t) => {
  const at = folder(t);
  const path = database(t, write(at, naming('a', '2026-01-01T00:00:00Z', { en: 'First', ko: '일' })).json,
    write(at, naming('b', '2026-01-02T00:00:00Z', 'Second')).json);
  const server = await serve(t, path);
  const aliases = async () => (await server.get('/v1/participants/acme')).json.data.aliases;
  assert.deepEqual(await aliases(), ['Acme', 'Second']);
  remove(path, 'a');
  await shows(aliases, ['Acme']);
});

test('groups of one id in two articles are two participants', (t) => {
  const at = folder(t);
  const group = (id, kind) => write(at, {
    id, participants: [{ id: 'firms', kind, name: `Firms of ${id}` }],
    facts: [figure('ships', 12, { participants: [party('firms', 'supplier')] })],
  }).json;
  const path = database(t, group('a', 'group'), group('b', 'group'), group('c', 'company'));
  assert.deepEqual(rows(path, "SELECT id, kind, figure_count FROM participant WHERE id LIKE '%firms' ORDER BY id"), [
    { id: 'a.firms', kind: 'group', figure_count: 1 }, { id: 'b.firms', kind: 'group', figure_count: 1 },
    { id: 'firms', kind: 'company', figure_count: 1 },
  ]);
  assert.deepEqual(rows(path, 'SELECT participant FROM fact_participant ORDER BY fact').map((row) => row.participant),
    ['a.firms', 'b.firms', 'firms']);
});

test('a participant whose kind becomes group leaves its old id behind', (t) => {
  const at = folder(t), of = (kind) => write(at, { id: 'a', participants: [{ id: 'firms', kind, name: 'Firms' }] }).json;
  const path = database(t, of('company'));
  load(path, of('group'));
  assert.deepEqual(rows(path, "SELECT id FROM participant WHERE id LIKE '%firms'"), [{ id: 'a.firms' }]);
  assert.deepEqual(rows(path, 'SELECT collection, id FROM removed'), [{ collection: 'participants', id: 'firms' }]);
  sound(path);
});

test('the bytes of a document come back as they were loaded', async (t) => {
  const at = folder(t), path = join(at, 'facts.db'), odd = join(at, 'odd.json');
  const { document } = write(at, draft(four));
  writeFileSync(odd, `\n\t${JSON.stringify(document).replaceAll('"Acme"', '"Ac\\u006de"')}  \n\n`);
  copyFileSync(odd, join(at, 'copy'));
  load(path, odd);
  const server = await serve(t, path);
  const { text, json } = await server.get('/v1/articles/a/document');
  assert.match(text, /^\n\t\{.*Ac\\u006de.*\}  \n\n$/s);
  assert.equal(json.article.id, 'a');
});
