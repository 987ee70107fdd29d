// SPDX-License-Identifier: MIT
// What goes wrong around a server: a log that nobody reads, a database that is taken away, lists too wide to go on.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { database, fixture, folder, program, run, serve } from '../lib/factd.js';
import { figure, write } from '../lib/generate.js';
import { eventually } from './scope.js';
import { ask, request, Wire } from './wire.js';

const harbour = fixture('harbour.json');

test('a log that nobody reads keeps no request and no stop waiting', async (t) => {
  const child = spawn(program, ['serve', '--database', database(t, harbour), '--listen', '127.0.0.1:0'], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  t.after(() => child.kill('SIGKILL'));
  child.stderr.pause();
  const url = await new Promise((done) => child.stdout.setEncoding('utf8').once('data', (text) => done(text.trim())));
  const wire = new Wire({ port: Number(new URL(url).port) });
  t.after(() => wire.close());
  for (let i = 0; i < 600; i++) {
    const answer = await wire.send(request('GET', `/nothing-${'a'.repeat(3900)}`)).response();
    assert.equal(answer.status, 404);
  }
  const code = new Promise((done) => child.once('exit', done));
  child.kill('SIGTERM');
  assert.equal(await code, 0);
});

test('a server whose database file was replaced is not ready', async (t) => {
  const path = database(t, harbour), server = await serve(t, path);
  assert.equal((await server.get('/readyz')).status, 200);
  renameSync(path, `${path}.old`);
  assert.equal(run(['load', '--database', path, harbour]).status, 0);
  assert.ok(await eventually(async () => (await server.get('/readyz')).status === 503), 'the replaced file is noticed');
  assert.equal((await server.get('/livez')).status, 200);
});

test('an encoded slash is no separator of a path', async (t) => {
  const server = await serve(t, database(t, harbour));
  const answer = await ask(server, request('GET', '/v1%2Ffacts'));
  assert.equal(answer.status, 400);
  assert.match(answer.json.detail, /encoded slash/);
});

test('what a message shows of a long value is whole characters', async (t) => {
  const server = await serve(t, database(t, harbour));
  const response = await fetch(`${server.url}/v1/facts?kind=${encodeURIComponent('안'.repeat(100))}`);
  const text = new TextDecoder('utf-8', { fatal: true }).decode(await response.arrayBuffer());
  assert.match(JSON.parse(text).detail, /^kind: "안{60}" is not one of/);
});

test('Accept may be spread over several headers', async (t) => {
  const server = await serve(t, database(t, harbour));
  const spread = 'GET /v1 HTTP/1.1\r\nHost: a\r\nAccept: text/html\r\nAccept: application/json\r\n\r\n';
  assert.equal((await ask(server, spread)).status, 200);
});

test('a list whose next page could not be asked for is refused rather than cut', async (t) => {
  const at = folder(t), names = '가'.repeat(500);
  const base = JSON.parse(readFileSync(harbour, 'utf8'));
  for (const fact of base.facts) fact.name = { ko: names, en: 'a'.repeat(500) };
  for (const fact of base.facts.filter(({ kind }) => kind === 'event')) fact.place = { ko: names, en: names };
  for (const fact of base.facts) fact.evidence = fact.evidence.filter((quote) => quote.for !== 'place');
  const document = join(at, 'long.json');
  writeFileSync(document, JSON.stringify(base));
  const server = await serve(t, database(t, document));
  const one = await server.get('/v1/events?sort=name.ko&limit=1');
  assert.equal(one.status, 200);
  assert.equal((await server.get(one.json.next)).status, 200);
  const wide = await server.get('/v1/events?sort=name.ko,place.ko,place.en&limit=1');
  assert.equal(wide.status, 400);
  assert.match(wide.json.detail, /next page would be longer than 4096 bytes/);
});

test('a folder that is called like a document is told about, and the documents beside it are stored', (t) => {
  const at = folder(t), path = join(folder(t), 'facts.db');
  mkdirSync(join(at, 'a.json'));
  writeFileSync(join(at, 'b.json'), '{}');
  assert.equal(run(['load', '--database', path, at, harbour]).status, 1);
  const { stdout, stderr } = run(['load', '--database', path, '--dry-run', at, harbour]);
  assert.match(stderr, /a\.json: \(document\): is no file/);
  assert.match(stdout, /harbour\.json: unchanged; the database stays at revision 1/);
});

test('a list of names is read up to a length', async (t) => {
  const server = await serve(t, database(t, harbour));
  for (const parameter of ['fields', 'sort', 'include']) {
    const { status, json } = await server.get(`/v1/facts?${parameter}=${Array(65).fill('x').join(',')}`);
    assert.equal(status, 400);
    assert.deepEqual(json.errors.map(({ detail }) => detail), ['it lists more than 64 names']);
  }
});

test('words are looked for up to a number, in lists and in searches', async (t) => {
  const server = await serve(t, database(t, harbour));
  const words = (count) => Array.from({ length: count }, (_, i) => i).join('+');
  for (const path of ['/v1/facts', '/v1/search']) {
    assert.equal((await server.get(`${path}?q=${words(32)}`)).status, 200);
    const { status, json } = await server.get(`${path}?q=${words(33)}`);
    assert.equal(status, 400);
    assert.match(json.errors[0].detail, /more than 32 words/);
  }
  // One character that stands for four words.
  assert.equal((await server.get(`/v1/search?q=${encodeURIComponent('\u{fdfa}'.repeat(200))}`)).status, 400);
});

test('what belongs to one path is never taken for another', async (t) => {
  const server = await serve(t, database(t, harbour));
  const one = '/v1/facts/haedong-2026-03-12-harbour.talks';
  const tag = (await server.get(`${one}?fields=id`)).headers.get('etag');
  const other = await server.get(`${one}%3Ffields=id`, { headers: { 'If-None-Match': tag } });
  assert.equal(other.status, 404);
});

test('a request that waits too long for a worker is refused', async (t) => {
  const home = folder(t), facts = Array.from({ length: 2000 }, (_, i) => figure(`f-${i}`, i + 2));
  const server = await serve(t, database(t, write(home, { id: 'many', facts }).json), '--workers', '1', '--queue-milliseconds', '1', '--access-log', 'off');
  const answers = await Promise.all(Array.from({ length: 40 }, (_, i) => server.get(`/v1/facts?limit=200&name.en__ne=${i}`)));
  assert.ok(answers.some(({ status, json }) => status === 503 && /waited too long/.test(json.detail)));
  for (const { status } of answers) assert.ok(status === 200 || status === 503);
});

test('an answer that includes too much is refused, and a smaller one is not', async (t) => {
  const home = folder(t);
  const participants = Array.from({ length: 256 }, (_, i) => ({ id: `party-${i}`, kind: 'company', name: `Party No ${i} of a long list of parties` }));
  const parts = participants.map(({ id }) => ({ id, role: 'supplier', inferred: true }));
  const facts = Array.from({ length: 100 }, (_, i) => figure(`f-${i}`, i + 2, { participants: parts, ...(i && { part_of: 'f-0' }) }));
  const server = await serve(t, database(t, write(home, { id: 'wide', participants, facts }).json), '--access-log', 'off');
  const { status, json } = await server.get('/v1/facts?limit=100&include=participants,part_of');
  assert.equal(status, 400);
  assert.deepEqual([json.errors[0].parameter, /8 MiB/.test(json.errors[0].detail)], ['limit', true]);
  assert.equal((await server.get('/v1/facts?limit=10&include=participants,part_of')).status, 200);
  const { text } = await server.get('/v1/facts?limit=all&format=ndjson&include=participants,part_of');
  assert.equal(text.trimEnd().split('\n').length, 100, 'an export is not one answer');
});
