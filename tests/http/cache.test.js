// SPDX-License-Identifier: MIT
// Answers that are kept, compressed and asked for again, as clients see them: codings, tags, Server-Timing.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { before, describe, it } from 'node:test';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { database, fixture, folder, program, run, serve } from '../lib/factd.js';
import { anyArticle, article, figure, random, write } from './generate.js';
import { eventually, scope } from './scope.js';
import { ask, request, Wire } from './wire.js';

const codings = ['identity', 'gzip', 'br'];
const suffix = { identity: '', gzip: '-gzip', br: '-br' };
const vary = 'Accept, Accept-Encoding';
const hit = 'cache;desc=hit';
const ran = /^queue;dur=\d+\.\d{3}, query;dur=\d+\.\d{3}(, encode;dur=\d+\.\d{3})?$/;
// An answer that was kept, of which a coding was wanted that nobody had asked for.
const coded = /^encode;dur=\d+\.\d{3}$/;

// Where compression is surely worth it, and where it surely is not.
const LARGE = 2048, SMALL = 100;

const asking = (server) => (target, headers = {}) => ask(server, request('GET', target, headers));
const heading = (server) => (target, headers = {}) => ask(server, request('HEAD', target, headers), { head: true });
const timing = ({ headers }) => headers['server-timing'];
const codingOf = ({ headers }) => headers['content-encoding'] ?? 'identity';
const encoded = (coding) => (coding === 'identity' ? {} : { 'Accept-Encoding': coding });

// The 32 digits of a tag, which must be that of the answer's coding.
function digits(answer, coding = codingOf(answer)) {
  const found = /^"([0-9a-f]{32})(|-gzip|-br)"$/.exec(answer.headers.etag);
  assert.ok(found, `the tag ${answer.headers.etag}`);
  assert.equal(found[2], suffix[coding]);
  return found[1];
}

// What is the same whenever, and however often, an answer is given.
function lasting({ date, connection, 'server-timing': timing, ...headers }) { return headers; }

const articleId = 'haedong-2026-03-12-harbour';
// Answers of every kind: [target, Accept].
const things = {
  'a list': ['/v1/facts'],
  'a filtered list': ['/v1/facts?kind__in=agreement,figure&sort=-id'],
  'a list with counts': ['/v1/facts?facet=kind,role&total=true'],
  'a list in one language': ['/v1/facts?lang=ko'],
  'a page that another follows': ['/v1/evidence?limit=20'],
  'one fact': [`/v1/facts/${articleId}.tugs`],
  'one participant': ['/v1/participants/garam'],
  'the index': ['/v1'],
  'the root': ['/'],
  'a search': ['/v1/search?q=garam'],
  'CSV': ['/v1/facts?format=csv'],
  'CSV by its header': ['/v1/facts', 'text/csv'],
  'lines of JSON': ['/v1/facts?format=ndjson'],
  'linked data': ['/v1/facts?format=jsonld'],
  'linked data by its header': ['/v1/facts', 'application/ld+json'],
  'a document': [`/v1/articles/${articleId}/document`],
  'a text': [`/v1/articles/${articleId}/text`],
  'the contract': ['/openapi.yaml'],
  'the contract as JSON': ['/openapi.json'],
  'the context': ['/v1/context.jsonld'],
  'the catalog': ['/.well-known/api-catalog'],
  'an empty list': ['/v1/facts?id=nothing'],
  'no lines': ['/v1/topics?id=nothing&format=ndjson'],
};
const fixed = ['the contract', 'the contract as JSON', 'the context', 'the catalog'];
const accepting = (accept) => (accept ? { Accept: accept } : {});

const loaded = (test) => database(test, '--text', fixture('harbour.txt'), fixture('harbour.json'), fixture('harbour-en.json'));

describe('codings', () => {
  const shared = scope();
  let server, get, head, path;
  before(async () => {
    path = loaded(shared);
    server = await serve(shared, path, '--texts', 'on', '--access-log', 'off');
    get = asking(server);
    head = heading(server);
  });

  // ---- which one ----

  const chosen = [
    [undefined, 'identity'], ['', 'identity'], [' ', 'identity'], [',', 'identity'], ['identity', 'identity'],
    ['gzip', 'gzip'], ['br', 'br'], ['x-gzip', 'gzip'], ['GZIP', 'gzip'], ['Br', 'br'], ['X-GZip', 'gzip'], ['*', 'br'],
    ['gzip, br', 'br'], ['br, gzip', 'br'], ['gzip,br', 'br'], ['gzip, deflate', 'gzip'], ['gzip, deflate, br, zstd', 'br'],
    ['gzip;q=1.0, br;q=0.9', 'gzip'], ['br;q=0.999, gzip', 'gzip'], ['br;q=0.501, gzip;q=0.502', 'gzip'],
    ['br;q=0.502, gzip;q=0.501', 'br'], ['br;q=0.5, gzip;q=0.5', 'br'], ['br;q=1.000, gzip;q=1', 'br'], ['br;q=0.10, gzip;q=0.1', 'br'],
    ['br;q=0.09, gzip;q=0.1', 'gzip'], ['gzip;q=0.001, br;q=0', 'gzip'], ['gzip;q=0.001, br;q=0.000, identity;q=0', 'gzip'],
    ['gzip;Q=0.2, br;Q=0.1, identity;q=0', 'gzip'], ['gzip ; q=0.2 , br ; q=0.1, identity;q=0', 'gzip'],
    ['gzip;\tq=0.2,\tbr;\tq=0.1, identity;q=0', 'gzip'], ['  br  ', 'br'], [',,gzip,,', 'gzip'], [', ,br;q=1,', 'br'],
    ['gzip;q=0', 'identity'], ['br;q=0', 'identity'], ['br;q=0, gzip;q=0', 'identity'], ['gzip;q=0.0', 'identity'], ['gzip;q=0.000', 'identity'],
    ['x-gzip;q=0, br;q=0', 'identity'], ['x-gzip;q=0.9, br;q=0.8', 'gzip'],
    ['deflate', 'identity'], ['zstd, compress', 'identity'], ['deflate;q=1, gzip;q=0.3', 'gzip'], ['gzipped', 'identity'], ['gzi', 'identity'], ['b', 'identity'],
    ['brotli', 'identity'], ['xgzip', 'identity'], ['x-br', 'identity'], ['gzip2, br2', 'identity'], ['**', 'identity'],
    ['identity, gzip;q=0.5', 'identity'], ['identity;q=0.5, gzip;q=0.4, br;q=0.3', 'identity'], ['identity, gzip', 'gzip'],
    ['identity;q=0.5, gzip;q=0.5', 'gzip'], ['identity;q=0.501, gzip;q=0.5, br;q=0.5', 'identity'], ['identity;q=1, *;q=0.5', 'identity'],
    ['*;q=0, identity', 'identity'], ['*;q=0, identity;q=0.1', 'identity'], ['identity;q=0.1, *;q=0', 'identity'], ['*;q=0, gzip', 'gzip'], ['*;q=0, br;q=0.1', 'br'],
    ['*, br;q=0', 'gzip'], ['br;q=0, *', 'gzip'], ['gzip;q=0, *', 'br'], ['br;q=0, gzip;q=0, *', 'identity'], ['gzip;q=0.1, *;q=0.5', 'br'],
    ['br;q=0.1, *;q=0.5', 'gzip'], ['gzip, *;q=0.5', 'gzip'], ['gzip, *;q=0', 'gzip'], ['br;q=0.4, gzip;q=0.5, *;q=0.6', 'identity'],
    ['identity;q=0, *', 'br'], ['identity;q=0, br', 'br'], ['gzip, identity;q=0', 'gzip'], ['IDENTITY;q=0, gzip;q=0.1', 'gzip'],
    ['identity;q=0, *;q=0.5, br;q=0', 'gzip'], ['deflate, identity;q=0, gzip;q=0.3', 'gzip'],
    [['gzip', 'br'], 'br'], [['gzip;q=0.5', 'br;q=0.4', 'identity;q=0'], 'gzip'], [['deflate', 'identity', 'gzip;q=0'], 'identity'], [['*;q=0', 'gzip'], 'gzip'],
    [['', 'gzip'], 'gzip'],
  ];
  for (const [accept, coding] of chosen)
    it(`${accept === undefined ? 'no Accept-Encoding' : JSON.stringify(accept)} is answered in ${coding}`, async () => {
      const plain = await get('/v1/facts');
      assert.ok(plain.sent.length > LARGE);
      const answer = await get('/v1/facts', accept === undefined ? {} : { 'Accept-Encoding': accept });
      assert.equal(answer.status, 200);
      assert.equal(answer.headers['content-encoding'], coding === 'identity' ? undefined : coding);
      assert.equal(answer.headers.vary, vary);
      assert.equal(digits(answer), digits(plain));
      assert.deepEqual(answer.plain, plain.plain);
      if (coding !== 'identity') assert.ok(answer.sent.length < plain.sent.length);
    });

  for (const accept of ['identity;q=0', 'identity;q=0.0', 'identity;q=0.000', 'IDENTITY;Q=0', '*;q=0', '*;q=0.000', 'identity;q=0, deflate', 'deflate, *;q=0', 'identity;q=0, br;q=0',
    'identity;q=0, gzip;q=0, br;q=0', 'gzip;q=0, br;q=0, *;q=0', 'identity;q=0, zstd, *;q=0', ['identity;q=0', 'br;q=0', 'gzip;q=0'], ['gzip;q=0, br;q=0', '*;q=0']])
    it(`${JSON.stringify(accept)} leaves nothing, and is 406`, async () => {
      for (const [target, media] of [...Object.values(things), ['/v1/facts?format=ndjson&limit=all'], ['/v1/facts?format=csv&limit=all']])
        for (const more of [{}, { 'If-None-Match': '"other"' }]) {
          const { status, headers, json } = await get(target, { 'Accept-Encoding': accept, ...accepting(media), ...more });
          assert.equal(status, 406, target);
          assert.equal(headers['content-type'], 'application/problem+json');
          assert.equal(json.type, '/problems/not-acceptable');
          assert.match(json.detail, /br.*gzip|gzip.*br|coding|encod|identity/i);
          assert.equal(json.request_id, headers['x-request-id']);
          assert.equal(headers['cache-control'], 'no-store');
          assert.equal(headers.vary, vary);
          for (const name of ['etag', 'content-encoding', 'server-timing']) assert.equal(headers[name], undefined, name);
        }
    });

  // Weights that are none (RFC 9110, 12.4.2), and codings named twice: whatever is made of them, it is right.
  for (const accept of ['gzip;q=2', 'br;q=1.001', 'gzip;q=-1', 'gzip;q=.5', 'gzip;q=0.0001', 'gzip;q=', 'br;q', 'br;', 'gzip;q=0,5', 'gzip;level=9', 'br;q="0"', 'gzip;q=nan', 'gzip;q=0;q=1',
    'gzip;q=0, gzip;q=1', 'gzip, x-gzip;q=0', 'gzip br', 'gzip;q=1e3', '"gzip"', 'gzip=1', ';q=1', 'é', 'br'.repeat(2000), Array(500).fill('gzip;q=0.5').join(',')])
    it(`${JSON.stringify(accept).slice(0, 30)} does no harm`, async () => {
      const answer = await get('/v1/facts', { 'Accept-Encoding': accept });
      assert.equal(answer.status, 200);
      assert.equal(digits(answer), digits(await get('/v1/facts')));
      assert.deepEqual(answer.plain, (await get('/v1/facts')).plain);
    });

  // ---- every kind of answer ----

  for (const [name, [target, media]] of Object.entries(things)) {
    const get = (headers) => ask(server, request('GET', target, { ...accepting(media), ...headers }));

    it(`${name} is the same bytes in every coding, each with its own tag`, async () => {
      const plain = await get({});
      assert.equal(plain.status, 200, plain.body);
      assert.equal(codingOf(plain), 'identity');
      assert.equal(Number(plain.headers['content-length']), plain.sent.length);
      for (const coding of ['gzip', 'br', 'gzip', 'br']) {
        const answer = await get({ 'Accept-Encoding': coding });
        const worth = plain.sent.length > LARGE ? [coding] : plain.sent.length < SMALL ? ['identity'] : [coding, 'identity'];
        assert.ok(worth.includes(codingOf(answer)), `${plain.sent.length} bytes in ${codingOf(answer)}`);
        assert.equal(digits(answer), digits(plain));
        assert.deepEqual(answer.plain, plain.plain);
        assert.ok(answer.sent.length <= plain.sent.length);
        const { 'content-encoding': sent, 'content-length': length, etag, ...rest } = lasting(answer.headers);
        const { 'content-length': plainLength, etag: plainTag, ...others } = lasting(plain.headers);
        assert.equal(Number(length), answer.sent.length);
        assert.deepEqual(rest, others);
      }
      assert.equal(plain.headers.vary, vary);
    });

    it(`${name} is given compressed to who refuses it as it is, however small`, async () => {
      const plain = await get({});
      for (const coding of ['gzip', 'br']) {
        const answer = await get({ 'Accept-Encoding': `${coding}, identity;q=0` });
        assert.equal(answer.status, 200);
        assert.equal(codingOf(answer), coding);
        assert.equal(digits(answer), digits(plain));
        assert.deepEqual({ br: brotliDecompressSync, gzip: gunzipSync }[coding](answer.sent), plain.sent);
      }
    });

    it(`${name} has the same headers for HEAD`, async () => {
      for (const accept of [null, 'gzip', 'br', 'gzip, identity;q=0', 'br;q=0.2, identity;q=0.5', '*;q=0']) {
        const headers = { ...accepting(media), 'Accept-Encoding': accept, 'X-Request-Id': 'same' };
        const wire = new Wire(server);
        const bare = await wire.send(request('HEAD', target, { ...headers, Connection: 'close' })).response({ head: true });
        assert.equal(await wire.closed(), '');
        wire.close();
        const whole = await get(headers);
        assert.equal(bare.status, whole.status);
        assert.deepEqual(lasting(bare.headers), lasting(whole.headers), accept);
        assert.equal(Number(bare.headers['content-length']), whole.sent.length);
      }
    });

    it(`${name} is not sent again to who has it in a coding that they take`, async () => {
      const plain = await get({});
      const tags = Object.fromEntries(codings.map((coding) => [coding, `"${digits(plain)}${suffix[coding]}"`]));
      for (const [accept, taken] of [['gzip', ['gzip', 'identity']], ['br', ['br', 'identity']], ['gzip, br', codings], ['x-gzip;q=0.001', ['gzip', 'identity']], ['*', codings],
        ['identity', ['identity']], [null, ['identity']], ['', ['identity']], ['gzip, identity;q=0', ['gzip']], ['*;q=0.1, gzip;q=0', ['br', 'identity']], ['*, identity;q=0', ['gzip', 'br']],
        ['deflate', ['identity']], [['br', 'gzip'], codings]])
        for (const coding of codings) {
          const known = tags[coding];
          for (const list of [known, `W/${known}`, `"x", ${known} , "y"`]) {
            if (accept === null && coding !== 'identity') continue; // who names no coding is told nothing wrong either way
            const { status, headers, sent } = await get({ 'Accept-Encoding': accept, 'If-None-Match': list });
            assert.equal(status, taken.includes(coding) ? 304 : 200, `${list} to ${JSON.stringify(accept)}`);
            assert.equal(headers.vary, vary);
            assert.equal(headers['cache-control'], plain.headers['cache-control']);
            if (status === 200) continue;
            assert.equal(headers.etag, known);
            assert.equal(sent.length, 0);
            for (const none of ['content-type', 'content-encoding', 'content-language']) assert.equal(headers[none], undefined, none);
          }
        }
    });

    it(`${name} is not sent to who has any, and the tag told is one that they take`, async () => {
      const of = digits(await get({}));
      for (const [accept, taken] of [[null, ['identity']], ['gzip', ['gzip', 'identity']], ['br, identity;q=0', ['br']], ['gzip, br', codings]]) {
        const answer = await get({ 'Accept-Encoding': accept, 'If-None-Match': '*' });
        assert.equal(answer.status, 304);
        assert.ok(taken.some((coding) => answer.headers.etag === `"${of}${suffix[coding]}"`), `${answer.headers.etag} to ${accept}`);
      }
    });

    it(`${name} is whole to who has it in a coding that they refuse`, async () => {
      const plain = await get({});
      for (const [accept, known] of [['br', 'gzip'], ['gzip', 'br'], ['identity', 'br'], ['gzip;q=0, br', 'gzip'], ['gzip, identity;q=0', 'identity'], ['br, *;q=0', 'identity']]) {
        const answer = await get({ 'Accept-Encoding': accept, 'If-None-Match': `"${digits(plain)}${suffix[known]}"` });
        assert.equal(answer.status, 200, `${known} to ${accept}`);
        assert.deepEqual(answer.plain, plain.plain);
      }
    });
  }

  it('answers nobody asked for yet are 304 to who has them', async (t) => {
    const tags = {};
    for (const [name, [target, media]] of Object.entries(things)) tags[name] = digits(await get(target, accepting(media)));
    for (const coding of codings) {
      const other = await serve(t, path, '--texts', 'on', '--access-log', 'off');
      for (const [name, [target, media]] of Object.entries(things)) {
        const known = `"${tags[name]}${suffix[coding]}"`;
        const answer = await ask(other, request('GET', target, { ...accepting(media), 'Accept-Encoding': `${coding}, identity`, 'If-None-Match': known }));
        assert.equal(answer.status, 304, name);
        assert.equal(answer.headers.etag, known);
        assert.equal(answer.headers.vary, vary);
        assert.equal(answer.headers['cache-control'], 'public, max-age=60, stale-while-revalidate=600');
        if (!fixed.includes(name)) assert.equal(timing(answer), hit, name);
        const whole = await ask(other, request('GET', target, accepting(media)));
        if (!fixed.includes(name)) assert.match(timing(whole), ran, `${name} was there already`);
      }
    }
  });

  it('answers nobody asked for yet are whole to who has them in a coding that they refuse', async (t) => {
    for (const [accept, known] of [['gzip, identity;q=0', 'identity'], ['br, *;q=0', 'identity'], ['br', 'gzip'], ['gzip', 'br'], ['identity', 'br'], ['*;q=0, gzip', 'br']]) {
      const other = await serve(t, path, '--texts', 'on', '--access-log', 'off');
      for (const [name, [target, media]] of Object.entries(things)) {
        const plain = await get(target, accepting(media));
        const answer = await ask(other, request('GET', target, { ...accepting(media), 'Accept-Encoding': accept, 'If-None-Match': `"${digits(plain)}${suffix[known]}"` }));
        assert.equal(answer.status, 200, `${name}: ${known} to ${accept}`);
        assert.deepEqual(answer.plain, plain.plain);
      }
    }
  });

  // ---- what is never compressed ----

  for (const target of ['/v1/facts?x=1', '/x', '/v1/facts/a.b', `/v1/facts?${'x'.repeat(3000)}`, '/v1/articles/coastal-herald-20411/text', '/v1/facts?x=%E0', `/${'x'.repeat(5000)}`])
    it(`an error to ${target.slice(0, 40)} stays as it is`, async () => {
      for (const accept of ['gzip', 'br', 'gzip, br, identity;q=0.1', 'br, identity;q=0', '*;q=0']) {
        const { status, headers, sent, json } = await get(target, { 'Accept-Encoding': accept });
        assert.ok(status >= 400);
        assert.equal(headers['content-encoding'], undefined);
        assert.equal(headers.vary, vary);
        assert.equal(Number(headers['content-length']), sent.length);
        assert.equal(json.status, status);
      }
    });

  for (const format of ['csv', 'ndjson'])
    it(`a whole list as ${format} stays as it is, and is 406 to who refuses that`, async () => {
      const target = `/v1/facts?format=${format}&limit=all`;
      const plain = await server.get(target, { headers: { 'Accept-Encoding': 'identity' } });
      for (const accept of ['gzip', 'br', 'gzip, br, identity;q=0.001', '*']) {
        const { status, headers, text } = await server.get(target, { headers: { 'Accept-Encoding': accept } });
        assert.equal(status, 200);
        assert.equal(headers.get('content-encoding'), null);
        assert.equal(headers.get('vary'), vary);
        assert.equal(headers.get('etag'), plain.headers.get('etag'));
        assert.match(headers.get('etag'), /^"[0-9a-f]{32}"$/);
        assert.equal(text, plain.text);
        const bare = await head(target, { 'Accept-Encoding': accept });
        assert.equal(bare.headers['content-encoding'], undefined);
        assert.equal(bare.headers.etag, plain.headers.get('etag'));
        assert.equal((await get(target, { 'Accept-Encoding': accept, 'If-None-Match': plain.headers.get('etag') })).status, 304);
      }
      for (const accept of ['gzip, identity;q=0', 'br, gzip, *;q=0', 'br, identity;q=0.000']) {
        const refused = await get(target, { 'Accept-Encoding': accept });
        assert.equal(refused.status, 406);
        assert.equal(refused.json.type, '/problems/not-acceptable');
        assert.equal((await head(target, { 'Accept-Encoding': accept })).status, 406);
      }
    });

  it('what is refused before it is understood stays as it is, and says on what it depends', async () => {
    for (const [bytes, status] of [[request('POST', '/v1/facts', { 'Accept-Encoding': 'br' }), 405], [`${request('GET', '/v1/facts', { 'Content-Length': 2, 'Accept-Encoding': 'gzip' })}{}`, 413],
      [request('GET', '/v1/facts', { Accept: 'image/png', 'Accept-Encoding': 'br, gzip' }), 406]]) {
      const answer = await ask(server, bytes);
      assert.equal(answer.status, status);
      assert.equal(answer.headers['content-encoding'], undefined);
      assert.equal(answer.headers.vary, vary);
      assert.equal(answer.json.status, status);
    }
  });

  it('what is empty by its method or status has no coding', async () => {
    for (const [method, target, status] of [['OPTIONS', '/v1/facts', 204], ['OPTIONS', '*', 204], ['GET', '/v1/', 308], ['GET', '/v1/facts/?limit=2', 308]]) {
      const answer = await ask(server, request(method, target, { 'Accept-Encoding': 'br, gzip' }));
      assert.equal(answer.status, status);
      assert.equal(answer.headers['content-encoding'], undefined);
      assert.equal(answer.headers.vary, vary);
    }
  });

  it('probes and types of errors say that they vary, too', async () => {
    for (const target of ['/livez', '/readyz', '/problems/gone', '/problems/deadline'])
      for (const [accept, status] of [[null, 200], ['gzip', 200], ['br', 200], ['gzip, identity;q=0.001', 200], ['*;q=0', 406], ['identity;q=0', 406]]) {
        const answer = await get(target, { 'Accept-Encoding': accept });
        assert.equal(answer.status, status, `${target} to ${accept}`);
        assert.equal(answer.headers.vary, vary);
        assert.equal(typeof answer.json, 'object');
      }
  });

  it('codings among requests sent ahead are each answered as asked', async () => {
    const wire = new Wire(server);
    const plain = (await get('/v1/facts')).plain;
    const round = Array.from({ length: 120 }, (_, i) => [codings[i % 3], i % 4 === 3, i % 7 === 6]);
    const tag = digits(await get('/v1/facts'));
    wire.send(round.map(([coding, again, head], i) => request(head ? 'HEAD' : 'GET', '/v1/facts', {
      ...encoded(coding), 'X-Request-Id': `r${i}`, 'If-None-Match': again ? `"${tag}${suffix[coding]}"` : null,
    })).join(''));
    for (const [i, [coding, again, head]] of round.entries()) {
      const answer = await wire.response({ head });
      assert.equal(answer.status, again ? 304 : 200);
      assert.equal(answer.headers['x-request-id'], `r${i}`);
      assert.equal(answer.headers.etag, `"${tag}${suffix[coding]}"`);
      if (!again && !head) assert.deepEqual(answer.plain, plain);
    }
    wire.close();
  });

  it('an old client is answered, too', async () => {
    const plain = await get('/v1/facts');
    for (const coding of codings) {
      const wire = new Wire(server).send(`GET /v1/facts HTTP/1.0\r\nAccept-Encoding: ${coding}\r\n\r\n`);
      const answer = await wire.response();
      assert.equal(codingOf(answer), coding);
      assert.deepEqual(answer.plain, plain.plain);
      assert.equal(await wire.closed(), '');
      wire.close();
    }
  });
});

describe('answers that are kept', () => {
  const shared = scope();
  let server, get, head, path;
  before(async () => {
    path = loaded(shared);
    server = await serve(shared, path, '--texts', 'on', '--access-log', 'off');
    get = asking(server);
    head = heading(server);
  });

  for (const [name, [target, media]] of Object.entries(things).filter(([one]) => !fixed.includes(one) && one !== 'the root'))
    it(`${name} is read once, and then given as it was`, async () => {
      const headers = accepting(media);
      const first = await get(target, headers);
      assert.match(timing(first), ran);
      assert.doesNotMatch(timing(first), /encode/, 'nothing was compressed');
      for (let i = 0; i < 3; i++) {
        const again = await get(target, headers);
        assert.equal(timing(again), hit);
        assert.deepEqual(again.sent, first.sent);
        assert.deepEqual(lasting(again.headers), lasting(first.headers));
      }
      assert.equal(timing(await get(target, { ...headers, 'If-None-Match': first.headers.etag })), hit);
      assert.equal(timing(await head(target, headers)), hit);
      for (const coding of ['gzip', 'br']) {
        const other = await get(target, { ...headers, 'Accept-Encoding': coding });
        assert.match(timing(other), codingOf(other) === coding ? coded : /^cache;desc=hit$/);
        const again = await get(target, { ...headers, 'Accept-Encoding': coding });
        assert.equal(timing(again), hit);
        assert.deepEqual(again.sent, other.sent);
        assert.deepEqual(lasting(again.headers), lasting(other.headers));
      }
    });

  it('an answer that is compressed when it is made says how long that took', async () => {
    for (const coding of ['gzip', 'br']) {
      const answer = await get(`/v1/facts?limit=${coding === 'br' ? 41 : 42}`, { 'Accept-Encoding': coding });
      assert.equal(codingOf(answer), coding);
      assert.match(timing(answer), /^queue;dur=\d+\.\d{3}, query;dur=\d+\.\d{3}, encode;dur=\d+\.\d{3}$/);
    }
  });

  it('the root and the index are asked for by two names, and each is right', async () => {
    const [root, index] = [await get('/'), await get('/v1')];
    assert.equal(root.body, index.body);
  });

  it('what HEAD asked for is not read again for GET', async () => {
    const target = '/v1/facts?limit=43';
    assert.match(timing(await head(target)), ran);
    const { status, body, headers } = await get(target);
    assert.equal(status, 200);
    assert.equal(Buffer.byteLength(body), Number(headers['content-length']));
    assert.equal(timing(await head(target)), hit);
  });

  // Each row is one answer, the first of its spellings asked first.
  const spellings = [
    ['/v1/facts?kind=figure&unit=krw', '/v1/facts?unit=krw&kind=figure', '/v1/facts?%6Bind=%66igure&unit=%6brw', '/v1/%66acts?unit=krw&kind=figure',
      'http://other/v1/facts?kind=figure&unit=krw'],
    ['/v1/facts?limit=7&sort=-id', '/v1/facts?sort=-id&limit=7', '/v1/facts?sort=%2Did&limit=%37'],
    ['/v1/facts?q=%EA%B0%80%EB%9E%8C', '/v1/facts?q=%ea%b0%80%eb%9e%8c', '/v1/facts?%71=%EA%b0%80%EB%9e%8C'],
    ['/v1/participants/naru-shipping', '/v1/participants/%6Earu-shipping', '/v1/participants/naru%2Dshippin%67', 'http://test/v1/participants/naru-shipping'],
    ['/v1/figures?value__gte=3&value__lte=2000', '/v1/figures?value__lte=2000&value__gte=3'],
    ['/v1/search?q=garam&limit=3', '/v1/search?limit=3&q=garam', '/v1/search?%71=%67aram&limit=3'],
    ['/v1/evidence?article=coastal-herald-20411&limit=9', '/v1/evidence?limit=9&article=coastal%2Dherald%2D20411'],
  ];
  for (const row of spellings)
    it(`${row[0]} is one answer in ${row.length} spellings`, async () => {
      const first = await get(row[0]);
      assert.equal(first.status, 200, first.body);
      assert.match(timing(first), ran);
      for (const target of row) {
        const answer = await get(target);
        assert.equal(timing(answer), hit, target);
        assert.equal(answer.body, first.body);
        assert.deepEqual(lasting(answer.headers), lasting(first.headers));
      }
    });

  // Neighbours whose answers differ in a body, a type or a link.
  const neighbours = [
    [['/v1/facts?limit=5&format=csv'], ['/v1/facts?limit=5', 'text/csv']], [['/v1/facts?limit=5&format=jsonld'], ['/v1/facts?limit=5', 'application/ld+json']],
    [['/v1/facts?limit=5&format=json'], ['/v1/facts?limit=5', 'application/json']], [['/v1/facts?limit=5'], ['/v1/facts?limit=5', 'text/csv, application/json;q=0.5']],
    [['/v1/facts?limit=4', 'text/csv;q=0.5, application/x-ndjson'], ['/v1/facts?limit=4', 'application/x-ndjson;q=0.5, text/csv']],
    [['/v1/figures'], ['/v1/facts?kind=figure']], [['/v1/facts?limit=6'], ['/v1/facts?limit=6&lang=ko']], [['/v1/facts?limit=6&lang=en'], ['/v1/facts?limit=6&lang=ko']],
    [['/v1/participants/garam'], ['/v1/participants?id=garam']], [['/v1/facts?fields=id,name'], ['/v1/facts?fields=id']], [['/v1/facts?name.ko=a%26b'], ['/v1/facts?name.ko=a&limit=50']],
    [['/v1/facts?q=a%2Bb'], ['/v1/facts?q=a+b']], [['/v1/facts?q=A'], ['/v1/facts?q=a']], [['/v1/facts?name.en=garam'], ['/v1/facts?name.en=Garam']],
    [['/v1/facts?kind__in=figure,event'], ['/v1/facts?kind__in=event,figure']], [['/v1/facts?limit=5&total=true'], ['/v1/facts?limit=5']],
    [[`/v1/articles/${articleId}`], [`/v1/articles/${articleId}/document`]], [[`/v1/facts/${articleId}.tugs`], [`/v1/figures/${articleId}.tugs`]],
  ];

  it('what differs is never taken for each other', async (t) => {
    const fresh = await serve(t, path, '--texts', 'on', '--access-log', 'off');
    const bare = await serve(t, path, '--texts', 'on', '--access-log', 'off', '--cache-mib', '0');
    for (const pair of neighbours)
      for (const coding of codings)
        for (const [target, media] of [...pair, ...pair, ...[...pair].reverse()]) {
          const bytes = request('GET', target, { ...accepting(media), ...encoded(coding) });
          const [kept, read] = [await ask(fresh, bytes), await ask(bare, bytes)];
          assert.equal(kept.status, read.status, target);
          assert.equal(kept.body, read.body, `${target} as ${media}`);
          if (kept.status === 200) assert.deepEqual(lasting(kept.headers), lasting(read.headers), `${target} as ${media}`);
        }
  });

  it('a tag is the same from every server of one dataset, whatever it keeps', async (t) => {
    const bare = asking(await serve(t, path, '--texts', 'on', '--access-log', 'off', '--cache-mib', '0'));
    for (const [target, media] of Object.values(things))
      assert.equal((await bare(target, accepting(media))).headers.etag, (await get(target, accepting(media))).headers.etag, target);
  });

  it('every page of a list is given again as it was', async () => {
    const walk = async (accept) => {
      const pages = [];
      for (let next = '/v1/evidence?limit=23&sort=-start'; next;) {
        const { json, headers } = await get(next, { 'Accept-Encoding': accept });
        assert.equal(headers.link, json.next ? `<${json.next}>; rel="next"` : undefined);
        pages.push(json);
        next = json.next;
      }
      return pages;
    };
    const first = await walk('identity');
    assert.ok(first.length > 2);
    for (const accept of ['identity', 'br', 'gzip', 'br']) assert.deepEqual(await walk(accept), first);
  });

  // By the quicker ones of many, so that a busy machine does not count: what is read in a fraction of a millisecond must
  // not lie about until somebody looks.
  it('an answer is sent as soon as it is read, and coded', async () => {
    const wire = new Wire(server);
    await wire.opened;
    for (const coding of codings) {
      const took = [];
      for (let i = 0; i < 40; i++) {
        const began = performance.now();
        const answer = await wire.send(request('GET', `/v1/facts?limit=9&name.en__ne=${coding}${i}`, encoded(coding))).response();
        took.push(performance.now() - began);
        assert.match(timing(answer), ran);
      }
      const [tenth] = took.sort((one, other) => one - other).slice(9);
      assert.ok(tenth < 10, `the tenth quickest of 40 in ${coding} took ${tenth} ms`);
    }
    wire.close();
  });

  // ---- what is not kept ----

  for (const [name, target, status, headers = {}] of [['a path that is not there', '/x', 404], ['an id that is not there', '/v1/facts/a.b', 404], ['a wrong parameter', '/v1/facts?x=1', 400],
    ['a type that nobody gives', '/v1/facts', 406, { Accept: 'image/png' }], ['a document that is not there', '/v1/articles/a/document', 404],
    ['an article without its text', '/v1/articles/coastal-herald-20411/text', 404], ['a coding that nobody gives', '/v1/facts', 406, { 'Accept-Encoding': '*;q=0' }]])
    it(`${name} is an error of its own each time`, async () => {
      const ids = new Set();
      for (let i = 0; i < 4; i++) {
        const answer = await get(target, headers);
        assert.equal(answer.status, status);
        assert.equal(timing(answer), undefined);
        assert.equal(answer.headers['cache-control'], 'no-store');
        assert.equal(answer.headers.etag, undefined);
        assert.equal(answer.json.request_id, answer.headers['x-request-id']);
        assert.equal(answer.json.instance, target);
        ids.add(answer.json.request_id);
      }
      assert.equal(ids.size, 4);
      assert.equal((await get(target, { ...headers, 'X-Request-Id': 'mine' })).json.request_id, 'mine');
    });

  it('an error in the instance of another spelling names what was asked', async () => {
    for (const target of ['/v1/facts/a.b', '/v1/facts/%61.b', '/v1/facts/a.%62'])
      assert.equal((await get(target)).json.instance, target);
  });

  it('probes are asked anew each time', async () => {
    for (const target of ['/livez', '/readyz', '/livez', '/readyz']) {
      const answer = await get(target);
      assert.equal(answer.headers['cache-control'], 'no-store');
      assert.equal(answer.headers.etag, undefined);
      assert.notEqual(timing(answer), hit);
    }
  });

  it('a whole list is sent anew each time', async () => {
    for (let i = 0; i < 3; i++) {
      const { status, headers } = await server.get('/v1/facts?format=csv&limit=all');
      assert.equal(status, 200);
      assert.notEqual(headers.get('server-timing'), hit);
    }
  });

  it('a query that takes too long is stopped each time', async (t) => {
    const facts = Array.from({ length: 3000 }, (_, i) => figure(`f${i}`, i + 2));
    const slow = asking(await serve(t, database(t, ...write(folder(t), article({ id: 'long', facts }))), '--query-milliseconds', '1', '--access-log', 'off'));
    const ids = new Set();
    let stopped = 0;
    for (let i = 0; i < 10; i++) {
      const answer = await slow('/v1/facts?sort=-name.ko,name.en,-value&total=true&facet=kind,unit,article,topic&limit=200&name.en__ne=x&name.en__contains=9');
      if (answer.status === 200) continue; // a fast machine
      stopped++;
      assert.equal(answer.status, 503);
      assert.equal(answer.json.type, '/problems/deadline');
      assert.equal(timing(answer), undefined);
      ids.add(answer.json.request_id);
    }
    assert.equal(ids.size, stopped);
  });

  // ---- whose request it is ----

  it('an id that a client sends comes back, and is nobody else\'s', async () => {
    const target = '/v1/facts?limit=44';
    const { etag } = (await get(target, { 'X-Request-Id': 'first' })).headers;
    for (const coding of codings) {
      for (const known of [null, etag, '*']) {
        const headers = { ...encoded(coding), 'If-None-Match': known };
        assert.equal((await get(target, headers)).headers['x-request-id'], undefined);
        for (const id of ['a', 'A-b_c.9', '0'.repeat(64)]) {
          assert.equal((await get(target, { ...headers, 'X-Request-Id': id })).headers['x-request-id'], id);
          assert.equal((await head(target, { ...headers, 'X-Request-Id': id })).headers['x-request-id'], id);
        }
        for (const id of ['', 'a b', 'a"b', '0'.repeat(65)]) assert.equal((await get(target, { ...headers, 'X-Request-Id': id })).headers['x-request-id'], undefined);
      }
    }
    assert.equal(timing(await get(target, { 'X-Request-Id': 'last' })), hit);
  });

  it('a connection that ends with its answer ends only itself', async () => {
    const wire = new Wire(server);
    await wire.send(request('GET', '/v1/facts', { Connection: 'close' })).response();
    await wire.closed();
    const other = new Wire(server);
    for (let i = 0; i < 3; i++) assert.notEqual((await other.send(request('GET', '/v1/facts')).response()).headers.connection?.toLowerCase(), 'close');
    other.close();
    wire.close();
  });

  it('every line of the log tells what was sent, kept or not', async (t) => {
    const logged = await serve(t, path);
    const sent = [];
    for (const [i, accept] of ['identity', 'identity', 'br', 'br', 'gzip', 'gzip'].entries())
      sent.push((await ask(logged, request('GET', '/v1/facts', { 'Accept-Encoding': accept, 'X-Request-Id': `r${i}` }))).sent.length);
    const { log } = await logged.stop();
    const bytes = log.split('\n').filter((line) => line.includes(' event=request '))
      .map((line) => [Number(/ id=r(\d)/.exec(line)[1]), Number(/ bytes=(\d+)/.exec(line)[1])]).sort(([a], [b]) => a - b);
    assert.deepEqual(bytes, [...sent.entries()]);
    assert.ok(sent[2] < sent[0] && sent[4] < sent[0]);
  });
});

describe('how much is kept', () => {
  const shared = scope();
  let path;
  before(() => { path = database(shared, ...write(folder(shared), anyArticle('one', 300, random(5)), anyArticle('two', 300, random(6)))); });
  const start = (t, ...args) => serve(t, path, '--access-log', 'off', ...args);
  const page = (i) => `/v1/facts?limit=20&name.en__ne=n${i}`;

  it('is nothing where nothing may be', async (t) => {
    const server = await start(t, '--cache-mib', '0');
    const get = asking(server);
    for (const target of ['/v1/facts', '/v1', '/v1/facts/one.f0', '/v1/facts?format=csv', '/v1/search?q=alpha'])
      for (const coding of codings) {
        const first = await get(target, encoded(coding));
        for (let i = 0; i < 3; i++) {
          const again = await get(target, encoded(coding));
          assert.match(timing(again), ran);
          assert.deepEqual(again.plain, first.plain);
          assert.equal(again.headers.etag, first.headers.etag);
        }
        assert.equal((await get(target, { ...encoded(coding), 'If-None-Match': first.headers.etag })).status, 304);
      }
  });

  it('is much by default', async (t) => {
    const get = asking(await start(t));
    for (let i = 0; i < 300; i++) assert.match(timing(await get(page(i))), ran);
    for (let i = 0; i < 300; i++) assert.equal(timing(await get(page(i))), hit);
  });

  it('is what is asked for most lately, where there is not room for all', async (t) => {
    const server = await start(t, '--cache-mib', '1');
    const get = asking(server), bare = asking(await start(t, '--cache-mib', '0'));
    const wanted = page('wanted'), once = page('once');
    const before = await get(wanted);
    await get(once);
    assert.equal(timing(await get(once)), hit);
    const OTHERS = 500;
    let passed = 0;
    for (let i = 0; i < OTHERS; i++) {
      const answer = await get(page(i));
      assert.match(timing(answer), ran);
      passed += answer.sent.length;
      const again = await get(wanted);
      assert.equal(timing(again), hit, `after ${i} others`);
      assert.deepEqual(again.sent, before.sent);
      if (i % 25 === 0) assert.deepEqual(answer.sent, (await bare(page(i))).sent);
    }
    assert.ok(passed > 4 * 2 ** 20, `${passed} bytes`);
    assert.match(timing(await get(once)), ran, 'what was asked once long ago is still there');

    let kept = 0, bytes = 0;
    for (let i = OTHERS - 1; i >= 0; i--) {
      const answer = await get(page(i));
      if (timing(answer) !== hit) break;
      kept++;
      bytes += answer.sent.length;
    }
    assert.ok(kept >= 10, `${kept} of the last are there`);
    assert.ok(bytes <= 2 ** 20, `${bytes} bytes are kept`);
  });

  it('is answers in all codings, each of which may go', async (t) => {
    const get = asking(await start(t, '--cache-mib', '1')), bare = asking(await start(t, '--cache-mib', '0'));
    for (let round = 0; round < 2; round++)
      for (let i = 0; i < 60; i++) {
        const target = `/v1/facts?limit=200&name.en__ne=n${i}`;
        const expected = await bare(target);
        for (const coding of codings) {
          const answer = await get(target, encoded(coding));
          assert.deepEqual(answer.plain, expected.plain);
          assert.equal(digits(answer, coding), digits(expected));
        }
      }
  });

  // What a client makes up must not add up: the same query in 6,000 spellings of 4 KiB, each once.
  it('is bounded whatever the spellings', async (t) => {
    const server = await start(t, '--cache-mib', '1');
    const resident = () => Number(/VmRSS:\s*(\d+)/.exec(readFileSync(`/proc/${server.process.pid}/status`, 'utf8'))[1]) * 1024;
    const chance = random(9);
    const spelled = () => `/v1/facts?limit=1&name.en__ne=${Array.from({ length: 1200 }, () => (chance.chance(0.8) ? '%78' : 'x')).join('')}`;
    const accepts = () => `application/json;x=${Array.from({ length: 300 }, () => chance.below(10)).join('')}`;
    const first = await ask(server, request('GET', spelled()));
    assert.match(timing(first), ran);
    const wire = new Wire(server);
    const some = async (count) => {
      for (let i = 0; i < count; i += 20) {
        wire.send(Array.from({ length: 20 }, () => request('GET', spelled(), { Accept: accepts() })).join(''));
        for (let k = 0; k < 20; k++) {
          const answer = await wire.response();
          assert.equal(timing(answer), hit);
          assert.equal(answer.body, first.body);
        }
      }
    };
    await some(1000);
    const before = resident();
    await some(5000);
    wire.close();
    if (!/-[at]san$/.test(program)) assert.ok(resident() - before < 8 * 2 ** 20, `${resident() - before} bytes more`);
  });

  it('is not more for answers that are large in every coding', async (t) => {
    const chance = random(11);
    const noise = () => Array.from({ length: 240 }, () => chance.below(256).toString(16).padStart(2, '0')).join('');
    const texts = () => ({ en: noise(), ko: noise() });
    const facts = Array.from({ length: 90 }, (_, i) => ({ id: `f${i}`, kind: 'statement', mode: 'narration', name: texts(), summary: texts(), gist: texts() }));
    const get = asking(await serve(t, database(t, ...write(folder(t), article({ id: 'noise', facts }))), '--access-log', 'off', '--cache-mib', '1'));
    const ten = (await get('/v1/facts?limit=10')).sent.length;
    for (const kib of [100, 240]) {
      const target = (i) => `/v1/facts?limit=${Math.floor(10 * kib * 1024 / ten)}&name.en__ne=n${i}`;
      for (let i = 0; i < 80; i++) for (const coding of codings) assert.equal((await get(target(i), encoded(coding))).status, 200);
      let bytes = 0;
      for (let i = 79; i >= 0; i--) {
        const answers = [];
        for (const coding of codings) answers.push(await get(target(i), encoded(coding)));
        if (!answers.every((answer) => timing(answer) === hit)) break;
        bytes += answers.reduce((sum, { sent }) => sum + sent.length, 0);
      }
      assert.ok(bytes <= 2 ** 20, `${bytes} bytes of answers of ${kib} KiB are kept`);
    }
  });

  it('is less than an answer that is larger than all of it', async (t) => {
    const texts = (i) => ({ en: `${i} ${'x'.repeat(480)}`, ko: `${i} ${'가'.repeat(480)}` });
    const facts = Array.from({ length: 200 }, (_, i) => ({ id: `f${i}`, kind: 'statement', mode: 'narration', name: texts(i), summary: texts(i), gist: texts(i) }));
    const long = database(t, ...write(folder(t), article({ id: 'wide', facts })));
    const get = asking(await serve(t, long, '--access-log', 'off', '--cache-mib', '1'));
    const small = '/v1/facts?limit=1', large = '/v1/facts?limit=200';
    await get(small);
    for (let i = 0; i < 3; i++) {
      const answer = await get(large);
      assert.equal(answer.status, 200);
      assert.ok(answer.sent.length > 2 ** 20, `${answer.sent.length} bytes`);
      assert.equal(answer.json.data.length, 200);
      assert.equal(timing(await get(small)), hit, 'it drove out others');
    }
  });
});

describe('answers of a dataset that changes', () => {
  const shared = scope();
  const home = folder(shared);
  let server, get, path;
  const second = article({ id: 'two', facts: [figure('b', 2)] });
  before(async () => {
    path = database(shared, ...write(home, article({ id: 'one', facts: Array.from({ length: 40 }, (_, i) => figure(`a${i}`, i + 2)) })));
    server = await serve(shared, path, '--access-log', 'off');
    get = asking(server);
  });

  const targets = ['/v1/facts', '/v1/figures?sort=-value', '/v1', '/v1/facts/one.a1', '/v1/search?q=figure', '/v1/facts?format=ndjson', '/v1/articles', '/v1/facts?format=jsonld&limit=3'];
  const state = async () => {
    const found = [];
    for (const target of targets) for (const coding of codings) found.push([target, coding, await get(target, encoded(coding))]);
    return found;
  };

  // Asks until each answer of `old` is another one, then checks it.
  async function renewed(old, revision) {
    for (const [target, coding, { headers: { etag } }] of old) {
      const answer = await eventually(async () => {
        const now = await get(target, { ...encoded(coding), 'If-None-Match': etag });
        return now.status === 200 && now;
      }, 20_000);
      assert.ok(answer, `${target} in ${coding} stays as it was`);
      assert.notEqual(answer.headers.etag, etag);
      if (answer.json?.meta) assert.equal(answer.json.meta.revision, revision);
      assert.equal((await get(target, { ...encoded(coding), 'If-None-Match': answer.headers.etag })).status, 304);
      assert.equal((await get(target, { ...encoded(coding), 'If-None-Match': etag })).status, 200);
    }
  }

  it('are new after a load, and after a removal, and never an earlier one again', async () => {
    const first = await state();
    for (const [target, coding, { headers: { etag } }] of first)
      assert.equal((await get(target, { ...encoded(coding), 'If-None-Match': etag })).status, 304, target);

    assert.equal(run(['load', '--database', path, ...write(home, second)]).status, 0);
    await renewed(first, 2);
    assert.equal((await get('/v1/articles')).json.data.length, 2);
    assert.equal((await get('/v1/facts/two.b')).status, 200);
    assert.equal((await get('/v1/facts/two.b', { 'Accept-Encoding': 'br' })).status, 200);
    const then = await state();

    assert.equal(run(['remove', '--database', path, 'two']).status, 0);
    await renewed(then, 3);
    await renewed(first, 3);
    for (const coding of codings) assert.equal((await get('/v1/facts/two.b', encoded(coding))).status, 410);
    assert.equal((await get('/v1/articles')).json.data.length, 1);
  });

  it('an id that was not there is there once it is loaded', async () => {
    for (let i = 0; i < 3; i++) assert.equal((await get('/v1/facts/three.c')).status, 404);
    assert.equal(run(['load', '--database', path, ...write(home, article({ id: 'three', facts: [figure('c', 3)] }))]).status, 0);
    const found = await eventually(async () => {
      const answer = await get('/v1/facts/three.c');
      return answer.status === 200 && answer;
    }, 20_000);
    assert.ok(found);
    assert.equal(found.json.data.value, 3);
    assert.ok(await eventually(async () => timing(await get('/v1/facts/three.c')) === hit));
  });

  it('are kept where a load changed nothing', async () => {
    await eventually(async () => timing(await get('/v1/facts')) === hit);
    const { headers: { etag } } = await get('/v1/facts');
    assert.equal(run(['load', '--database', path, `${home}/three.json`]).status, 0);
    for (let i = 0; i < 10; i++) {
      const answer = await get('/v1/facts');
      assert.equal(answer.headers.etag, etag);
      assert.equal(timing(answer), hit);
      await new Promise((done) => setTimeout(done, 20));
    }
  });
});
