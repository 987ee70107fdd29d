// SPDX-License-Identifier: MIT
// The log: a line a request and a line an event, in both formats, whatever clients send and whoever reads it.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { before, describe, it } from 'node:test';
import { database, ended, fixture, folder, program, run, serve } from '../lib/factd.js';
import { article, figure, write } from './generate.js';
import { sql } from '../load/sqlite.js';
import { byId, entries, requestLines, requests } from './logs.js';
import { eventually, scope } from './scope.js';
import { ask, request, Wire } from './wire.js';

const formats = ['logfmt', 'json'];

describe('the lines of requests', () => {
  const shared = scope();
  let path;
  before(() => { path = database(shared, fixture('harbour.json')); });

  const asked = [['GET', '/v1/facts?kind=figure&limit=2', 200], ['HEAD', '/v1', 200], ['GET', '/x', 404], ['POST', '/v1', 405], ['GET', '/v1/facts?x=1', 400],
    ['OPTIONS', '*', 204], ['GET', '/v1/', 308], ['GET', '/livez', 200], ['GET', '/v1/facts/a.b', 404]];

  it('has one line a request with id, method, target and status', async (t) => {
    const server = await serve(t, path);
    for (const [i, [method, target]] of asked.entries())
      await ask(server, request(method, target, { 'X-Request-Id': `r${i}` }), { head: method === 'HEAD' });
    const lines = byId((await server.stop()).log);
    assert.deepEqual(lines.map(({ id, method, target, status }) => [id, method, target, Number(status)]),
      asked.map(([method, target, status], i) => [`r${i}`, method, target, status]));
    for (const { time, level } of lines) {
      assert.match(time, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
      assert.equal(level, 'info');
    }
  });

  it('has an id for every request, the one that an error names', async (t) => {
    const server = await serve(t, path);
    const { json } = await server.get('/x');
    await server.get('/v1');
    const ids = Object.fromEntries(byId((await server.stop()).log).map(({ target, id }) => [target, id]));
    assert.equal(ids['/x'], json.request_id);
    assert.match(ids['/v1'], /^[0-9A-Za-z_.-]{1,64}$/);
    assert.notEqual(ids['/v1'], ids['/x']);
  });

  it('counts the bytes of a body that was sent, and none for HEAD, 304 and 204', async (t) => {
    const server = await serve(t, path);
    const { body } = await ask(server, request('GET', '/v1/facts', { 'X-Request-Id': 'r0' }));
    await ask(server, request('HEAD', '/v1/facts', { 'X-Request-Id': 'r1' }), { head: true });
    await ask(server, request('GET', '/v1/facts', { 'X-Request-Id': 'r2', 'If-None-Match': '*' }));
    await ask(server, request('OPTIONS', '/v1/facts', { 'X-Request-Id': 'r3' }));
    const lines = byId((await server.stop()).log);
    assert.deepEqual(lines.map(({ bytes }) => Number(bytes)), [Buffer.byteLength(body), 0, 0, 0]);
  });

  it('is written while the server runs', async (t) => {
    const server = await serve(t, path);
    await server.get('/v1/topics');
    assert.ok(await eventually(() => server.log.includes('target="/v1/topics"')));
  });

  it('is silent when it is off, but for the start and the stop', async (t) => {
    const server = await serve(t, path, '--access-log', 'off');
    for (const [method, target] of asked.slice(0, 4)) await ask(server, request(method, target), { head: method === 'HEAD' });
    const { log } = await server.stop();
    assert.deepEqual(requestLines(log), []);
    assert.match(log, /event=listening/);
  });
});

describe('a line of a request', () => {
  const shared = scope();
  let path;
  before(() => { path = database(shared, fixture('harbour.json')); });

  for (const format of formats) {
    it(`has these members in this order as ${format}`, async (t) => {
      const server = await serve(t, path, '--log-format', format);
      const trace = '4bf92f3577b34da6a3ce929d0e0e4736';
      await ask(server, request('GET', '/v1/facts/a.b', { traceparent: `00-${trace}-00f067aa0ba902b7-01`, 'X-Request-Id': 'one' }));
      const [line] = requests((await server.stop()).log, format);
      assert.deepEqual(Object.keys(line), ['time', 'level', 'event', 'id', 'trace', 'method', 'route', 'target', 'status', 'bytes', 'ms', 'cache', 'client']);
      const { time, bytes, ms, ...others } = line;
      const number = (value) => (format === 'json' ? value : String(value));
      assert.deepEqual(others, { level: 'info', event: 'request', id: 'one', trace, method: 'GET', route: '/v1/facts/{id}',
        target: '/v1/facts/a.b', status: number(404), cache: '-', client: '127.0.0.1' });
      assert.match(time, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
      assert.ok(Number(bytes) > 0 && Number(ms) > 0);
      if (format === 'json') assert.deepEqual([typeof bytes, typeof ms], ['number', 'number']);
    });

    it(`says as ${format} which route was asked, also where the answer was kept`, async (t) => {
      const server = await serve(t, path, '--log-format', format);
      const routes = [['/v1/facts?limit=3', '/v1/facts'], ['/v1/participants/garam', '/v1/participants/{id}'], ['/x', '-'], ['/v1/', '-'], ['*', '-'], ['/v1/facts?x=1', '/v1/facts'],
        ['/v1/articles/haedong-2026-03-12-harbour/document', '/v1/articles/{id}/document'], ['/', '/'], ['/livez', '/livez'], ['/openapi.json', '/openapi.json']];
      let number = 100;
      for (let round = 0; round < 4; round++)
        for (const [target] of routes) await ask(server, request('GET', target, { 'X-Request-Id': `r${number++}` }));
      const seen = byId((await server.stop()).log, format).map(({ target, route }) => [target, route]);
      assert.deepEqual(seen, Array(4).fill(routes).flat());
    });
  }

  it('says whether the answer was kept', async (t) => {
    const server = await serve(t, path);
    const target = '/v1/facts?limit=7';
    const { etag } = (await ask(server, request('GET', target, { 'X-Request-Id': 'r0' }))).headers;
    for (let i = 1; i < 5; i++) await ask(server, request('GET', target, { 'X-Request-Id': `r${i}` }));
    await ask(server, request('GET', target, { 'X-Request-Id': 'r5', 'If-None-Match': etag }));
    await ask(server, request('HEAD', target, { 'X-Request-Id': 'r6' }), { head: true });
    await ask(server, request('GET', `${target}&x=1`, { 'X-Request-Id': 'r7' }));
    await ask(server, request('GET', '/livez', { 'X-Request-Id': 'r8' }));
    await ask(server, request('OPTIONS', target, { 'X-Request-Id': 'r9' }));
    assert.deepEqual(byId((await server.stop()).log).map(({ cache }) => cache),
      ['miss', 'hit', 'hit', 'hit', 'hit', 'hit', 'hit', '-', '-', '-']);
  });

  it('says miss of each answer where nothing is kept, and - of an export and of a 304 that its tag alone decides', async (t) => {
    const server = await serve(t, path, '--cache-mib', '0');
    const { etag } = (await ask(server, request('GET', '/v1/facts', { 'X-Request-Id': 'r0' }))).headers;
    await ask(server, request('GET', '/v1/facts', { 'X-Request-Id': 'r1' }));
    await ask(server, request('GET', '/v1/facts', { 'X-Request-Id': 'r2', 'If-None-Match': etag }));
    await server.get('/v1/facts?format=csv&limit=all', { headers: { 'X-Request-Id': 'r3' } });
    assert.deepEqual(byId((await server.stop()).log).map(({ cache }) => cache), ['miss', 'miss', '-', '-']);
  });

  const id = '4bf92f3577b34da6a3ce929d0e0e4736', parent = '00f067aa0ba902b7';
  const traces = [
    [`00-${id}-${parent}-01`, id], [`00-${id}-${parent}-00`, id], [`00-${id}-${parent}-ff`, id],
    [`cc-${id}-${parent}-01`, id], [`cc-${id}-${parent}-01-more`, id], [`cc-${id}-${parent}-01-`, id],
    [`00-${'f'.repeat(32)}-${parent}-01`, 'f'.repeat(32)], [`00-${'0'.repeat(31)}1-${'0'.repeat(15)}1-01`, `${'0'.repeat(31)}1`],
    [`00-${'0'.repeat(32)}-${parent}-01`], [`00-${id}-${'0'.repeat(16)}-01`], [`ff-${id}-${parent}-01`],
    [`00-${id}-${parent}-01-more`], [`00-${id}-${parent}-01-`], [`cc-${id}-${parent}-01more`], [`00-${id}-${parent}-0`], [`00-${id}-${parent}-`], [`00-${id}-${parent}`],
    [`00-${id.toUpperCase()}-${parent}-01`], [`00-${id}-${parent.toUpperCase()}-01`], [`0X-${id}-${parent}-01`], [`00-${id}-${parent}-0x`],
    [`00-${id.slice(1)}-${parent}-01`], [`00-${id}0-${parent}-01`], [`00_${id}_${parent}_01`], [`00-${id.slice(0, 31)}g-${parent}-01`], [`00-${id.slice(0, 31)}"-${parent}-01`],
    [''], ['-'], ['00'], ['00-'], [`${id}`], ['x'.repeat(3000)], [[`00-${id}-${parent}-01`, `00-${id}-${parent}-01`]], [['bad', `00-${id}-${parent}-01`]],
    [`00-${id}-${parent}-01, 00-${id}-${parent}-01`],
  ];
  it('names the trace of a good traceparent only', async (t) => {
    const server = await serve(t, path);
    for (const [i, [traceparent]] of traces.entries())
      await ask(server, request('GET', '/livez', { 'X-Request-Id': `r${100 + i}`, TraceParent: traceparent }));
    const seen = byId((await server.stop()).log).map(({ trace }) => trace);
    for (const [i, [traceparent, trace]] of traces.entries()) assert.equal(seen[i], trace, JSON.stringify(traceparent));
    assert.equal(seen.length, traces.length);
  });
});

describe('what clients send', () => {
  const shared = scope();
  let path;
  before(() => { path = database(shared, fixture('harbour.json')); });
  const bytes = Array.from({ length: 255 }, (_, i) => Buffer.from([i + 1]));
  const words = ['"', '" status=200 x="', '","status":200,"x":"', '\\', '\\"', '\\u000a', '%0d%0atime=now', '\x1b[31m', '\u0085', '\u2028', '\u2029', '가', '\ud83d\ude00', "'", '=', '{}', '<script>'];
  const targets = [...bytes, ...words.map((word) => Buffer.from(word)), ...['c0af', 'eda080', 'f4908080', 'e3', 'ff'].map((hex) => Buffer.from(hex, 'hex')), Buffer.from('x'.repeat(5000))];
  // As both formats show it.
  const shown = (target) => [...target].map((byte) => (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : `\\x${byte.toString(16).padStart(2, '0')}`)).join('');

  for (const format of formats)
    it(`is escaped as ${format}, one line each`, async (t) => {
      const server = await serve(t, path, '--log-format', format);
      const answered = [];
      for (const [i, target] of targets.entries()) {
        const answer = await ask(server, Buffer.concat([Buffer.from('GET /v1?'), target, Buffer.from(` HTTP/1.1\r\nHost: a\r\nX-Request-Id: r${100 + i}\r\n\r\n`)]));
        if (answer) answered.push([`r${100 + i}`, `/v1?${shown(target)}`.slice(0, 4096)]);
      }
      for (const method of ['"><\'', 'A'.repeat(100), '{}'])
        await ask(server, request(method, '/v1'));
      for (const bad of ['a" status=200', 'a","b":"c', 'a b', '가', 'x'.repeat(65), '\x1b', '', 'a\tb', '\u2028'])
        await ask(server, Buffer.from(request('GET', '/livez', { 'X-Request-Id': bad })));
      const { log } = await server.stop();
      assert.doesNotMatch(log, /[^\n\x20-\x7e]/);
      const seen = new Map(requests(log, format).map(({ id, target }) => [id, target]));
      const odd = answered.filter(([id, target]) => seen.has(id) && !target.startsWith(seen.get(id).slice(0, 4000)));
      assert.deepEqual(odd, []);
      assert.ok(answered.filter(([id]) => seen.has(id)).length > 150, `${seen.size} lines`);
      assert.ok(entries(log, format).every(({ level, event }) => level === 'info' && ['request', 'listening', 'stopping', 'stopped'].includes(event)));
      for (const id of seen.keys()) assert.match(id, /^[0-9A-Za-z_.-]{1,64}$/);
    });
});

describe('--log-level and --log-format', () => {
  const shared = scope();
  let path;
  before(() => { path = database(shared, fixture('harbour.json')); });

  const events = { error: [], warning: [], info: ['listening', 'request', 'stopping', 'stopped'], debug: ['listening', 'request', 'stopping', 'stopped'] };
  for (const format of formats)
    for (const [level, expected] of Object.entries(events))
      it(`${level} as ${format} has these events: ${expected.join(', ') || 'none'}`, async (t) => {
        const server = await serve(t, path, '--log-level', level, '--log-format', format);
        await server.get('/v1');
        assert.deepEqual(entries((await server.stop()).log, format).map(({ event }) => event).sort(), [...expected].sort());
      });

  it('debug tells of a new state of the facts, info does not', async (t) => {
    for (const level of ['debug', 'info']) {
      const own = database(t, fixture('harbour.json'));
      const server = await serve(t, own, '--log-level', level);
      assert.equal(run(['load', '--database', own, fixture('harbour-en.json')]).status, 0);
      assert.ok(await eventually(async () => (await server.get('/v1')).json.meta.revision === 2));
      const log = level === 'debug' ? (await eventually(() => server.log.includes('event=facts-changed')), server.log) : (await server.stop()).log;
      assert.equal(log.includes('level=debug event=facts-changed'), level === 'debug', log);
    }
  });

  for (const [flag, value] of [['--log-level', 'warn'], ['--log-level', 'INFO'], ['--log-format', 'text'], ['--log-format', '']])
    it(`${flag} "${value}" exits 2`, async () => {
      assert.equal((await ended(['serve', '--database', path, '--listen', '127.0.0.1:0', flag, value])).status, 2);
    });

  it('a failing database is told of as an error', async (t) => {
    for (const format of formats) {
      const home = database(t, ...write(folder(t), article({ id: 'one', facts: [figure('a', 1)] })));
      const server = await serve(t, home, '--log-level', 'error', '--log-format', format);
      sql(home, 'ALTER TABLE dataset RENAME TO lost');
      assert.equal((await server.get('/v1/facts')).status, 503);
      const [line, ...more] = entries((await server.stop()).log, format).filter(({ event }) => event !== 'database-lost');
      assert.deepEqual([line.level, line.event, more.length], ['error', 'request-failed', 0]);
      assert.ok(line.detail);
    }
  });
});

describe('a log that nobody reads', () => {
  const shared = scope();
  let path;
  before(() => { path = database(shared, fixture('harbour.json')); });

  // A server whose standard error is a pipe that is read only once `drain` is called.
  async function unread(t, ...args) {
    const child = spawn(program, ['serve', '--database', path, '--listen', '127.0.0.1:0', ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
    t.after(() => child.kill('SIGKILL'));
    child.stderr.pause();
    const [url] = await new Promise((done) => child.stdout.setEncoding('utf8').once('data', (text) => done(text.split('\n'))));
    let log = '';
    const closed = new Promise((done) => child.on('close', done));
    return {
      port: Number(new URL(url).port), get log() { return log; },
      drain() { child.stderr.setEncoding('utf8').on('data', (text) => { log += text; }).resume(); },
      async stop() { child.kill('SIGTERM'); return closed; },
    };
  }
  const many = async (server, count) => {
    const wire = new Wire(server);
    const target = `/v1?${'x'.repeat(3000)}`;
    for (let i = 0; i < count; i++) assert.equal((await wire.send(request('GET', target, { 'X-Request-Id': `r${i}` })).response()).status, 400);
    wire.close();
  };

  for (const format of formats)
    it(`keeps nobody waiting; what was lost is counted and told once, as ${format}`, { timeout: 120_000 }, async (t) => {
      const server = await unread(t, '--log-format', format);
      await many(server, 700);
      server.drain();
      const told = () => server.log.includes('log-lines-lost');
      assert.ok(await eventually(told, 20_000));
      await many(server, 1);
      assert.equal(await server.stop(), 0);
      const all = entries(server.log, format);
      const lost = all.filter(({ event }) => event === 'log-lines-lost');
      assert.equal(lost.length, 1);
      assert.equal(lost[0].level, 'warning');
      const lines = all.filter(({ event }) => event === 'request').length;
      assert.equal(Number(/^\d+/.exec(lost[0].detail)[0]) + lines, 701);
      assert.equal(all.at(-1).event, 'stopped');
    });

  it('may be closed: the server goes on', async (t) => {
    const server = await serve(t, path);
    server.process.stderr.destroy();
    for (let i = 0; i < 20; i++) assert.equal((await server.get('/livez')).status, 200);
  });
});

describe('the order of lines', () => {
  it('of one connection is that of its requests, and none is torn, while others ask too', async (t) => {
    const server = await serve(t, database(t, fixture('harbour.json')), '--log-format', 'json');
    const each = 200;
    await Promise.all(Array.from({ length: 6 }, async (_, client) => {
      const wire = new Wire(server);
      const pad = 'y'.repeat(client * 60);
      for (let i = 0; i < each; i++) await wire.send(request('GET', `/livez?c=${client}&i=${i}&${pad}`)).response();
      wire.close();
    }));
    const lines = requests((await server.stop()).log, 'json');
    assert.equal(lines.length, 6 * each);
    const last = Array(6).fill(-1);
    for (const { target } of lines) {
      const [, client, i] = /c=(\d+)&i=(\d+)/.exec(target).map(Number);
      assert.equal(i, last[client] + 1);
      last[client] = i;
    }
  });
});
