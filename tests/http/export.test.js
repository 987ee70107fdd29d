// SPDX-License-Identifier: MIT
// limit=all: whole, from one state, while others load; and cut short so that nobody takes a part for the whole. And
// queries that take too long.
import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { before, describe, it } from 'node:test';
import { database, folder, run, serve } from '../lib/factd.js';
import { page, walk } from './expect.js';
import { article, figure, write } from './generate.js';
import { eventually, scope } from './scope.js';
import { ask, request, Wire } from './wire.js';

// Far more bytes than sockets hold while nobody reads.
const COUNT = 8000;
const line = `${'so it goes on and on, '.repeat(22)}and on`;
const many = (id, count, first = 2) => article({
  id, facts: Array.from({ length: count }, (_, i) => figure(`f${String(i).padStart(5, '0')}`, first + i, { summary: { en: line, ko: line } })),
});

// A client over a socket that reads when it is told to.
class Reader {
  #chunks = [];
  constructor(server, target) {
    this.socket = connect({ port: server.port, host: '127.0.0.1' });
    this.ended = new Promise((done) => this.socket.on('close', done).on('error', () => {}));
    this.socket.write(request('GET', target));
  }

  // Waits for the first bytes, then reads no more.
  async begun() {
    await new Promise((done) => this.socket.once('data', (chunk) => { this.#chunks.push(chunk); this.socket.pause(); done(); }));
    return this;
  }

  // Reads to the end of the connection.
  async rest() {
    this.socket.on('data', (chunk) => this.#chunks.push(chunk)).resume();
    await this.ended;
    return this.text;
  }

  // Reads to the last chunk, or to the end of the connection.
  async whole() {
    await new Promise((done) => {
      const look = () => { if (this.#chunks.length && this.#chunks[this.#chunks.length - 1].toString('latin1').endsWith('0\r\n\r\n')) done(); };
      this.socket.on('data', (chunk) => { this.#chunks.push(chunk); look(); }).resume();
      this.ended.then(done);
      look();
    });
    this.socket.destroy();
    return this.text;
  }

  get text() { return Buffer.concat(this.#chunks).toString('utf8'); }
  get bytes() { return Buffer.concat(this.#chunks); }
}

// The body out of its chunks; `whole`: the last chunk came.
function unchunked(bytes) {
  let at = bytes.indexOf('\r\n\r\n') + 4, whole = false;
  const parts = [];
  for (;;) {
    const end = bytes.indexOf('\r\n', at);
    if (end < 0) break;
    const size = parseInt(bytes.toString('latin1', at, end), 16);
    if (size === 0) { whole = bytes.toString('latin1', end + 2) === '\r\n'; break; }
    parts.push(bytes.subarray(end + 2, end + 2 + size));
    if (end + 2 + size + 2 > bytes.length) break;
    at = end + 2 + size + 2;
  }
  return { body: Buffer.concat(parts).toString('utf8'), whole };
}

const aborted = (server) => server.log.split('\n').filter((one) => one.includes('event=export-aborted'));
const target = '/v1/facts?format=ndjson&limit=all';

function cutShort(reader, server) {
  assert.match(reader.text, /^HTTP\/1\.1 200 /);
  assert.match(reader.text, /\r\ntransfer-encoding: chunked\r\n/i);
  assert.ok(!reader.text.endsWith('0\r\n\r\n'), 'it ended as if it were whole');
  const { body, whole } = unchunked(reader.bytes);
  assert.equal(whole, false);
  assert.ok(body.split('\n').length < COUNT, 'all rows came');
  assert.equal(aborted(server).length, 1, server.log.slice(-2000));
  assert.match(aborted(server)[0], /level=warn/);
}

describe('an export', () => {
  const shared = scope();
  let path;
  before(() => { path = database(shared, ...write(folder(shared), many('long', COUNT))); });

  const start = (t, ...args) => serve(t, path, ...args);

  it('is the list, page after page, with the last chunk behind it', async (t) => {
    const server = await start(t);
    const reader = new Reader(server, `${target}&fields=id,value&sort=-value`);
    await reader.whole();
    const { body, whole } = unchunked(reader.bytes);
    assert.equal(whole, true);
    const rows = body.split('\n').slice(0, -1).map((one) => JSON.parse(one));
    assert.deepEqual(rows, await walk(server, '/v1/facts?fields=id,value&sort=-value&limit=200'));
    assert.equal(rows.length, COUNT);
    assert.deepEqual(aborted(server), []);
  });

  it('that nobody takes ends without its last chunk, and is logged', async (t) => {
    const server = await start(t, '--export-rate', '1000000');
    const reader = await new Reader(server, target).begun();
    assert.ok(await eventually(() => aborted(server).length, 20_000));
    await reader.rest();
    cutShort(reader, server);
  });

  it('that takes too long ends without its last chunk, and is logged', async (t) => {
    const server = await start(t, '--export-rate', '1', '--export-seconds', '1');
    const reader = await new Reader(server, target).begun();
    assert.ok(await eventually(() => aborted(server).length, 20_000));
    await reader.rest();
    cutShort(reader, server);
  });

  it('whose client leaves is nobody\'s fault, and makes room for the next', async (t) => {
    const server = await start(t, '--exports', '1', '--export-rate', '1');
    for (let round = 0; round < 3; round++) {
      const reader = await new Reader(server, target).begun();
      reader.socket.destroy();
      assert.ok(await eventually(async () => (await ask(server, request('HEAD', target), { head: true })).status === 200));
      assert.ok(await eventually(async () => {
        const response = await fetch(`${server.url}${target}&id=nothing`);
        await response.text();
        return response.status === 200;
      }, 20_000));
    }
    assert.deepEqual(aborted(server), []);
  });

  it('past those that may be at once is 503 with Retry-After, until one is over', async (t) => {
    const server = await start(t, '--exports', '2', '--export-rate', '1');
    const readers = [await new Reader(server, target).begun(), await new Reader(server, target).begun()];
    const refused = await server.get(target);
    assert.equal(refused.status, 503);
    assert.equal(refused.json.type, '/problems/overloaded');
    assert.match(refused.headers.get('retry-after'), /^[1-9]\d*$/);
    assert.equal(refused.headers.get('cache-control'), 'no-store');
    assert.equal(refused.headers.get('etag'), null);
    assert.equal((await server.get('/v1/facts?format=ndjson&limit=200')).status, 200, 'pages are answered meanwhile');
    assert.equal((await ask(server, request('HEAD', target), { head: true })).status, 200, 'HEAD takes no place');
    readers[0].socket.destroy();
    assert.ok(await eventually(async () => (await server.get(`${target}&id=nothing`)).status === 200, 20_000));
    readers[1].socket.destroy();
  });

  it('has heads like its body\'s, and a tag that a client may have', async (t) => {
    const server = await start(t);
    const head = await ask(server, request('HEAD', target), { head: true });
    assert.equal(head.status, 200);
    assert.equal(head.headers['content-type'], 'application/x-ndjson');
    const reader = await new Reader(server, target).begun();
    reader.socket.destroy();
    assert.equal(/\r\netag: (.*)\r\n/i.exec(reader.text)[1], head.headers.etag);
    assert.equal(/\r\nlast-modified: (.*)\r\n/i.exec(reader.text)[1], head.headers['last-modified']);
    const same = await ask(server, request('GET', target, { 'If-None-Match': head.headers.etag }));
    assert.equal(same.status, 304);
    const wire = new Wire(server).send(request('HEAD', target));
    assert.equal((await wire.response({ head: true })).headers['content-length'], undefined);
    assert.equal(await wire.closed(), '', 'nothing stands behind a head');
    wire.close();
  });

  it('is closed by its end where HTTP/1.0 has no chunks', async (t) => {
    const server = await start(t);
    const socket = connect({ port: server.port, host: '127.0.0.1' });
    let text = '';
    socket.setEncoding('utf8').on('data', (more) => { text += more; });
    socket.write(`GET ${target}&fields=id HTTP/1.0\r\n\r\n`);
    await new Promise((done) => socket.on('close', done));
    assert.doesNotMatch(text.slice(0, text.indexOf('\r\n\r\n')), /chunked/i);
    assert.equal(text.slice(text.indexOf('\r\n\r\n') + 4).split('\n').length, COUNT + 1);
  });

  it('under way at SIGTERM is finished', async (t) => {
    const server = await start(t);
    const reader = await new Reader(server, target).begun();
    const stopped = server.stop();
    assert.ok(await eventually(() => server.log.includes('event=stopping')));
    await reader.whole();
    const { body, whole } = unchunked(reader.bytes);
    assert.equal(whole, true);
    assert.equal(body.split('\n').length, COUNT + 1);
    assert.equal((await stopped).code, 0);
    assert.deepEqual(aborted(server), []);
  });

  it('that nobody takes does not keep a stopping server for ever', async (t) => {
    const server = await start(t, '--export-rate', '1');
    const reader = await new Reader(server, target).begun();
    const { code, log } = await server.stop();
    assert.equal(code, 0, log);
    await reader.rest();
    assert.ok(!reader.text.endsWith('0\r\n\r\n'));
    assert.equal(unchunked(reader.bytes).whole, false);
  });
});

describe('an export with a load beside it', () => {
  const shared = scope();

  it('keeps the state that it began with', async (t) => {
    const home = folder(shared);
    const path = database(shared, ...write(home, many('moving', COUNT)));
    const server = await serve(t, path);
    const earlier = (await page(server, '/v1/facts?limit=1&total=true')).meta;
    const reader = await new Reader(server, target).begun();
    const [again] = write(home, many('moving', 50, 700));
    const { status, stderr } = run(['load', '--database', path, again]);
    assert.equal(status, 0, stderr);
    assert.ok(await eventually(async () => (await page(server, '/v1/facts?limit=1&total=true')).meta.total === 50));
    await reader.whole();
    const { body, whole } = unchunked(reader.bytes);
    assert.equal(whole, true);
    const rows = body.split('\n').slice(0, -1).map((one) => JSON.parse(one));
    assert.equal(rows.length, earlier.total);
    assert.ok(rows.every(({ since, changed, value }, i) => since === 1 && changed === 1 && value === i + 2));
    const now = await ask(server, request('HEAD', target), { head: true });
    assert.notEqual(/\r\netag: (.*)\r\n/i.exec(reader.text)[1], now.headers.etag);
  });
});

describe('a query that takes too long', () => {
  const shared = scope();
  // Hundreds of thousands of comparisons, none of them by an index.
  const filters = Array.from({ length: 60 }, () => 'name.en__contains=igure').join('&');
  const slow = `/v1/facts?${filters}&name.en__contains=nowhere`;
  let path;
  before(() => { path = database(shared, ...write(folder(shared), many('long', COUNT))); });

  it('is 503 with Retry-After, and the next is answered', async (t) => {
    const server = await serve(t, path, '--query-milliseconds', '1');
    for (const asked of [slow, `/v1/facts?${filters}&total=true&limit=1`, `/v1/facts?${filters}&facet=kind&limit=1`]) {
      const { status, json, headers } = await server.get(asked);
      assert.equal(status, 503, asked);
      assert.equal(json.type, '/problems/deadline');
      assert.match(headers.get('retry-after'), /^[1-9]\d*$/);
      assert.equal(headers.get('cache-control'), 'no-store');
      assert.equal(headers.get('etag'), null);
      assert.equal((await server.get('/v1/facts/long.f00000')).status, 200);
    }
    assert.equal((await server.get('/problems/deadline')).status, 200);
  });

  it('in an export ends it without its last chunk, and is logged', async (t) => {
    const server = await serve(t, path, '--query-milliseconds', '1');
    const reader = new Reader(server, `${slow}&format=csv&limit=all`);
    await reader.rest();
    assert.ok(!reader.text.endsWith('0\r\n\r\n'));
    assert.equal(aborted(server).length, 1);
  });

  it('is answered where it may take its time', async (t) => {
    const server = await serve(t, path, '--query-milliseconds', '60000');
    assert.deepEqual((await page(server, slow)).data, []);
  });
});
