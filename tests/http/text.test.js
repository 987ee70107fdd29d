// SPDX-License-Identifier: MIT
// /v1/articles/{id}/text: byte for byte where a text was loaded and may be given, else a reason that tells no more.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { before, describe, it } from 'node:test';
import { database, fixture, run, serve } from '../lib/factd.js';
import { scope } from './scope.js';

const korean = '/v1/articles/haedong-2026-03-12-harbour/text';
const english = '/v1/articles/coastal-herald-20411/text';
const refused = "the operator does not serve articles' texts (--texts)";

const loaded = (test, ...texts) =>
  database(test, ...texts.flatMap((name) => ['--text', fixture(name)]), fixture('harbour.json'), fixture('harbour-en.json'));

describe('texts that may be served', () => {
  const shared = scope();
  let server, path;
  before(async () => {
    path = loaded(shared, 'harbour.txt');
    server = await serve(shared, path, '--texts', 'on');
  });

  it('are given byte for byte, in the language of the article', async () => {
    const response = await fetch(server.url + korean);
    assert.equal(response.status, 200);
    assert.equal(response.headers.get('content-type'), 'text/plain; charset=utf-8');
    assert.equal(response.headers.get('content-language'), 'ko');
    assert.match(response.headers.get('etag'), /^".+"$/);
    assert.match(response.headers.get('last-modified'), / GMT$/);
    assert.deepEqual(Buffer.from(await response.arrayBuffer()), readFileSync(fixture('harbour.txt')));
  });

  it('are where the evidence says that its quotes stand', async () => {
    const points = [...(await server.get(korean)).text];
    const { data } = (await server.get('/v1/evidence?article=haedong-2026-03-12-harbour&limit=200')).json;
    assert.ok(data.length > 20);
    for (const { quote, start, end } of data) assert.equal(points.slice(start, end).join(''), quote);
  });

  it('answer HEAD with the headers of GET', async () => {
    const head = await server.get(korean, { method: 'HEAD' });
    const get = await server.get(korean);
    assert.equal(head.status, 200);
    assert.equal(head.text, '');
    for (const name of ['content-type', 'content-language', 'content-length', 'etag'])
      assert.equal(head.headers.get(name), get.headers.get(name), name);
  });

  it('are 304 to whoever has them', async () => {
    const etag = (await server.get(korean)).headers.get('etag');
    const again = await server.get(korean, { headers: { 'If-None-Match': etag } });
    assert.equal(again.status, 304);
    assert.equal(again.text, '');
    assert.equal((await server.get(korean, { headers: { 'If-None-Match': '"other"' } })).status, 200);
  });

  it('are 404 where none was loaded, and where there is no article, each with its reason', async () => {
    const none = await server.get(english);
    assert.equal(none.status, 404);
    assert.equal(none.json.detail, 'no text was loaded for it');
    assert.equal(none.headers.get('cache-control'), 'no-store');
    assert.equal(none.headers.get('content-language'), null);
    const unknown = await server.get('/v1/articles/nobody-1/text');
    assert.equal(unknown.status, 404);
    assert.match(unknown.json.detail, /nothing of that id/);
    assert.equal((await server.get(english, { headers: { 'If-None-Match': '*' } })).status, 404);
  });

  it('take no parameters, no other method and no other type', async () => {
    assert.equal((await server.get(`${korean}?lang=en`)).status, 400);
    assert.equal((await server.get(korean, { method: 'POST' })).status, 405);
    assert.equal((await server.get(korean, { headers: { Accept: 'application/json' } })).status, 406);
    assert.equal((await server.get(korean, { headers: { Accept: 'text/*' } })).status, 200);
    assert.equal((await server.get(`${korean}/`, { redirect: 'manual' })).status, 308);
  });

  it('are 410 once the article is removed', async (test) => {
    const own = loaded(test, 'harbour.txt');
    assert.equal(run(['remove', '--database', own, 'haedong-2026-03-12-harbour']).status, 0);
    for (const switched of ['on', 'off']) {
      const gone = await (await serve(test, own, '--texts', switched)).get(korean);
      assert.equal(gone.status, 410, switched);
      assert.match(gone.json.detail, /removed in revision/);
    }
  });
});

describe('texts that may not be served', () => {
  const shared = scope();
  let server, path;
  before(async () => {
    path = loaded(shared, 'harbour.txt');
    server = await serve(shared, path);
  });

  it('are 404 with one reason, whether one is stored or not', async () => {
    const answers = [];
    for (const target of [korean, english]) {
      const { status, headers, json } = await server.get(target, { headers: { 'X-Request-Id': 'same' } });
      assert.equal(status, 404);
      assert.equal(json.detail, refused);
      const { date, ...others } = Object.fromEntries(headers);
      assert.equal(others.etag, undefined);
      answers.push({ ...others, 'content-length': null, ...json, instance: null });
    }
    assert.deepEqual(answers[0], answers[1]);
  });

  it('tell of an article that is not there', async () => {
    const { status, json } = await server.get('/v1/articles/nobody-1/text');
    assert.equal(status, 404);
    assert.match(json.detail, /nothing of that id/);
  });

  it('are not confirmed to one who got them while they were served', async (test) => {
    const etag = (await (await serve(test, path, '--texts', 'on')).get(korean)).headers.get('etag');
    for (const tag of [etag, '*']) assert.equal((await server.get(korean, { headers: { 'If-None-Match': tag } })).status, 404);
  });

  it('take no parameters either', async () => assert.equal((await server.get(`${korean}?lang=en`)).status, 400));
});
