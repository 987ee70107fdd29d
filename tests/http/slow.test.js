// SPDX-License-Identifier: MIT
// Clients that take their time: however they spread it, a request has a bounded one, and a connection without a request
// too; an export has bounds of its own. That connections end is tested, not when.
import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { database, fixture, folder, serve, serveAt } from '../lib/factd.js';
import { anyArticle, random, write } from './generate.js';
import { eventually, scope } from './scope.js';
import { ask, request, Wire } from './wire.js';

const shared = scope();
let path;
before(() => {
  path = database(shared, fixture('harbour.json'), ...write(folder(shared), ...Array.from({ length: 8 }, (_, i) => anyArticle(`a${i}`, 400, random(1)))));
});

const pause = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));

// Sends a byte of the text again and again until the server has closed; what it said.
async function drip(test, server, text, opening = '') {
  const wire = new Wire(server);
  test.after(() => wire.close());
  let closed = null;
  wire.closed().then((said) => { closed = said; });
  if (opening) wire.send(opening);
  for (let i = 0; closed === null && i < 1200; i++) {
    wire.send(text[i % text.length]);
    await pause(50);
  }
  return closed;
}

describe('a connection', () => {
  it('that stays silent ends', async (t) => {
    const server = await serve(t, path, '--idle-seconds', '1');
    const wire = new Wire(server);
    t.after(() => wire.close());
    assert.equal(await wire.closed(), '');
  });

  it('that was answered and stays silent ends', async (t) => {
    const server = await serve(t, path, '--idle-seconds', '1');
    const wire = new Wire(server);
    t.after(() => wire.close());
    assert.equal((await wire.send(request('GET', '/v1')).response()).status, 200);
    assert.equal(await wire.closed(), '');
  });

  it('that drips a request line ends', async (t) => {
    const server = await serve(t, path, '--idle-seconds', '1');
    assert.notEqual(await drip(t, server, 'x', 'GET /v1/facts?q='), null);
  });

  it('that asks again and again lives longer than it may be silent, and than one request may take', async (t) => {
    const server = await serve(t, path, '--idle-seconds', '1', '--request-seconds', '1');
    const wire = new Wire(server);
    t.after(() => wire.close());
    for (let i = 0; i < 16; i++) {
      const answer = await wire.send(request('GET', '/livez')).response();
      if (!answer) return t.diagnostic('this machine pauses for longer than a second'); // then it may end, and does
      assert.equal(answer.status, 200);
      await pause(150);
    }
  });
});

describe('a request', () => {
  it('whose headers drip is told that it is too slow, and cut', async (t) => {
    const server = await serve(t, path, '--request-seconds', '1', '--idle-seconds', '3600');
    const said = await drip(t, server, 'x', 'GET /v1 HTTP/1.1\r\nHost: a\r\nX-Long: ');
    assert.match(said, /^HTTP\/1\.1 408 [^\r]+\r\n/);
    assert.match(said, /\r\nContent-Type: application\/problem\+json\r\n/);
    const [head, body] = said.split('\r\n\r\n');
    assert.equal(JSON.parse(body).type, '/problems/too-slow');
    assert.equal(Number(/Content-Length: (\d+)/.exec(head)[1]), Buffer.byteLength(body));
  });

  it('whose answer nobody takes is cut', async (t) => {
    const server = await serve(t, path, '--request-seconds', '1', '--idle-seconds', '3600');
    const open = async () => Number(/^factd_connections (\d+)$/m.exec((await ask(server, request('GET', '/metrics'))).body)[1]);
    const wires = Array.from({ length: 20 }, () => new Wire(server));
    t.after(() => wires.forEach((wire) => wire.close()));
    // More than the sockets' buffers hold, and none of it is read.
    for (const wire of wires) (await wire.pause()).send(request('GET', '/v1/facts?limit=200').repeat(200));
    assert.ok(await eventually(async () => await open() === 21, 20_000), 'they wait');
    assert.ok(await eventually(async () => await open() === 1, 60_000), 'they are gone');
  });

  it('for an export takes as long as an export may', async (t) => {
    const server = await serve(t, path, '--request-seconds', '1', '--idle-seconds', '1', '--export-rate', '1');
    const response = await fetch(`${server.url}/v1/facts?limit=all&format=ndjson`);
    let text = '';
    let reads = 0;
    const decoder = new TextDecoder();
    for await (const chunk of response.body) {
      text += decoder.decode(chunk, { stream: true });
      if (reads++ < 8) await pause(300);
    }
    const rows = text.trim().split('\n');
    assert.ok(rows.length > 3200, `${rows.length} rows`);
    JSON.parse(rows.at(-1));
  });
});

describe('--connections', () => {
  const refused = (answer) => {
    assert.equal(answer.status, 503);
    assert.equal(answer.json.type, '/problems/overloaded');
    assert.ok(answer.headers['retry-after']);
    assert.equal(answer.headers.connection, 'close');
    assert.equal(answer.headers['access-control-allow-origin'], '*');
  };

  it('are taken; who comes then is told so at once, until one has gone', async (t) => {
    const server = await serve(t, path, '--connections', '3');
    const wires = Array.from({ length: 3 }, () => new Wire(server));
    t.after(() => wires.forEach((wire) => wire.close()));
    for (const wire of wires) assert.equal((await wire.send(request('GET', '/livez')).response()).status, 200);
    for (let i = 0; i < 5; i++) refused(await ask(server, request('GET', '/livez')));
    for (const wire of wires) assert.equal((await wire.send(request('GET', '/livez')).response()).status, 200);
    wires[0].close();
    assert.ok(await eventually(async () => (await ask(server, request('GET', '/livez'))).status === 200, 20_000));
  });

  it('are as many as the limit of open files leaves, which the log tells', async (t) => {
    const server = await serveAt(t, path, '127.0.0.1:0', { shell: 'ulimit -n 64' });
    assert.match(server.log, /level=warning event=connections-limited detail="the limit of open files leaves 32 connections in place of 4096;/);
    const wires = Array.from({ length: 60 }, () => new Wire(server));
    t.after(() => wires.forEach((wire) => wire.close()));
    const statuses = (await Promise.all(wires.map((wire) => wire.send(request('GET', '/livez')).response()))).map((answer) => answer?.status);
    assert.equal(statuses.filter((status) => status === 200).length, 32);
    assert.equal(statuses.filter((status) => status === 503).length, 28);
    wires.forEach((wire) => wire.close());
    assert.ok(await eventually(async () => (await ask(server, request('GET', '/v1'))).status === 200, 20_000));
  });

  it('that come without a descriptor left for them wait, and nothing spins', async (t) => {
    const server = await serveAt(t, path, '127.0.0.1:0', { args: ['--connections', '30'], shell: 'ulimit -n 48' });
    const wires = Array.from({ length: 100 }, () => new Wire(server));
    t.after(() => wires.forEach((wire) => wire.close()));
    const answers = await Promise.all(wires.map((wire) => wire.send(request('GET', '/livez', { Connection: 'close' })).response()));
    assert.ok(answers.every((answer) => answer && [200, 503].includes(answer.status)), JSON.stringify(answers.map((answer) => answer?.status)));
    assert.equal((await ask(server, request('GET', '/v1'))).status, 200);
  });
});
