// SPDX-License-Identifier: MIT
// What one client may take: requests a second, connections, the size of a request, answers that it does not read.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, test } from 'node:test';
import { database, fixture, folder, program, run, serve } from '../lib/factd.js';
import { figure, write } from '../lib/generate.js';
import { eventually, scope } from './scope.js';
import { ask, request, Wire } from './wire.js';

const harbour = fixture('harbour.json');
const sanitized = /-[at]san$/.test(program);

// The answers to as many requests over one connection.
async function answers(server, count, { from, headers, target = '/v1' } = {}) {
  const wire = new Wire(server, { from });
  const all = [];
  for (let i = 0; i < count; i++) {
    const answer = await wire.send(request('GET', target, headers)).response();
    assert.ok(answer, `request ${i + 1} has an answer`);
    all.push(answer);
  }
  wire.close();
  return all;
}

const count = (all, status) => all.filter((one) => one.status === status).length;

// Of 30 requests at once, a burst of 5 with one more a second lets in few; all of them where nothing is counted.
const BURST = ['--rate', '1', '--rate-burst', '5'];
const ASKED = 30;
function assertLimited(all) {
  assert.ok(count(all, 200) >= 5, `${count(all, 200)} are let in`);
  assert.ok(count(all, 429) >= 5, `${count(all, 429)} are refused`);
  assert.equal(count(all, 200) + count(all, 429), ASKED);
}
const assertFree = (all) => assert.equal(count(all, 200), ASKED);
const assertRefused = (all) => assert.ok(count(all, 429) >= ASKED - 10, `${count(all, 429)} are refused`);

describe('a server with a rate', () => {
  const shared = scope();
  let server;
  before(async () => { server = await serve(shared, database(shared, harbour), ...BURST); });

  test('lets in a burst and refuses what comes faster than the rate, over the same connection', async () => {
    assertLimited(await answers(server, ASKED, { from: '127.0.1.1' }));
  });

  test('says in a 429 what is wrong and when to come back', async () => {
    const refused = (await answers(server, ASKED, { from: '127.0.1.2' })).find(({ status }) => status === 429);
    assert.equal(refused.headers['content-type'], 'application/problem+json');
    assert.equal(refused.headers['retry-after'], '1');
    assert.equal(refused.headers['access-control-allow-origin'], '*');
    assert.equal(refused.headers['cache-control'], 'no-store');
    assert.match(refused.headers['access-control-expose-headers'], /Retry-After/);
    assert.equal(refused.json.type, '/problems/too-many-requests');
    assert.equal(refused.json.request_id, refused.headers['x-request-id']);
    const page = await ask(server, request('GET', refused.json.type), { from: '127.0.1.3' });
    assert.equal(page.json.status, 429);
  });

  test('lets in again after as long as it said', async () => {
    const last = (await answers(server, ASKED, { from: '127.0.1.4' })).at(-1);
    assert.equal(last.status, 429);
    await new Promise((done) => setTimeout(done, 1000 * Number(last.headers['retry-after']) + 50));
    assert.equal((await ask(server, request('GET', '/v1'), { from: '127.0.1.4' })).status, 200);
  });

  test('counts every connection of an address', async () => {
    const all = [];
    for (let i = 0; i < ASKED; i++) all.push(await ask(server, request('GET', '/v1'), { from: '127.0.1.5' }));
    assertLimited(all);
  });

  test('counts what the cache has, HEAD, OPTIONS and what is not found', async () => {
    await answers(server, ASKED, { from: '127.0.1.6', target: '/v1/facts' });
    for (const [method, target] of [['GET', '/v1/facts'], ['HEAD', '/v1/facts'], ['OPTIONS', '/v1/facts'], ['GET', '/nothing']]) {
      const all = [];
      for (let i = 0; i < 10; i++) all.push(await ask(server, request(method, target), { from: '127.0.1.6', head: method === 'HEAD' }));
      assert.ok(count(all, 429) >= 5, `${method} ${target}: ${all.map(({ status }) => status)}`);
    }
  });

  test('counts no address for another', async () => {
    assertLimited(await answers(server, ASKED, { from: '127.0.1.7' }));
    assert.equal((await ask(server, request('GET', '/v1'), { from: '127.0.1.8' })).status, 200);
  });

  for (const target of ['/livez', '/readyz'])
    test(`answers ${target} however often it is asked`, async () => {
      assertFree(await answers(server, ASKED, { from: '127.0.1.9', target }));
    });

  test('believes nobody who tells another address', async () => {
    const all = [];
    for (let i = 0; i < ASKED; i++)
      all.push(await ask(server, request('GET', '/v1', { 'X-Forwarded-For': `203.0.113.${i}`, Forwarded: `for=203.0.113.${i}` }), { from: '127.0.1.10' }));
    assertLimited(all);
  });
});

test('without a rate nothing is counted', async (t) => {
  const server = await serve(t, database(t, harbour));
  assertFree(await answers(server, ASKED));
});

describe('a server behind proxies that tell the client', () => {
  const shared = scope();
  let server;
  before(async () => {
    server = await serve(shared, database(shared, harbour), ...BURST, '--trusted-proxy', '127.0.0.0/24', '--client-header', 'X-Forwarded-For');
  });

  // One request each, all with this header: `vary` puts a number into its place.
  async function told(header, from = '127.0.0.1') {
    const all = [];
    for (let i = 0; i < ASKED; i++)
      all.push((await answers(server, 1, { from, headers: { 'X-Forwarded-For': typeof header === 'function' ? header(i) : header } }))[0]);
    return all;
  }

  for (const [what, header, check] of [
    ['one client by its address', '203.0.113.1', assertLimited],
    ['many clients each for itself', (i) => `203.0.113.${100 + i}`, assertFree],
    ['one client whatever stands left of it', (i) => `198.51.100.${i}, 203.0.113.2`, assertLimited],
    ['one client through two proxies', (i) => `198.51.100.${i}, 203.0.113.3, 127.0.0.9`, assertLimited],
    ['one client over several headers', (i) => [`198.51.100.${i}`, '203.0.113.4'], assertLimited],
    ['one IPv6 client by its first 64 bits', (i) => `2001:db8:0:1::${i}`, assertLimited],
    ['IPv6 clients by their first 64 bits', (i) => `2001:db8:1:${i}::1`, assertFree],
    ['one client as IPv4 and as IPv6', (i) => i % 2 ? '203.0.113.5' : '::ffff:203.0.113.5', assertLimited],
    ['nobody where a proxy tells nothing', null, assertFree],
  ])
    test(`counts ${what}`, async () => check(await told(header)));

  test('counts what cannot be read as the proxy\'s own', async () => {
    assertLimited(await told((i) => ['nonsense', '203.0.113.300', `x${i}`, 'unix:'][i % 4], '127.0.0.20'));
    assertRefused(await told('203.0.113.9, unknown', '127.0.0.20'));
    assert.equal((await answers(server, 1, { from: '127.0.0.20', headers: { 'X-Forwarded-For': '203.0.113.9' } }))[0].status, 200);
  });

  test('counts others by their own address', async () => {
    assertLimited(await told((i) => `203.0.113.${i}`, '127.0.1.20'));
  });
});

for (const [header, value] of [['Forwarded', 'for=198.51.100.1, for="203.0.113.1:80";proto=http'], ['Forwarded', ['for="', 'for=203.0.113.1']], ['X-Forwarded-For', '"198.51.100.1, 203.0.113.1'],
  ['X-Real-IP', '203.0.113.1'], ['x-real-ip', '203.0.113.1']])
  test(`a client may be told in ${header}: ${value}`, async (t) => {
    const server = await serve(t, database(t, harbour), ...BURST, '--trusted-proxy', '127.0.0.1', '--client-header', header);
    assertLimited(await answers(server, ASKED, { headers: { [header]: value } }));
    assert.ok(await eventually(() => / status=429 .* client="203\.0\.113\.1"/.test(server.log), 20_000), server.log);
    assertFree(await answers(server, ASKED));
  });

test('a trusted proxy that tells no client has no limits', async (t) => {
  const server = await serve(t, database(t, harbour), ...BURST, '--connections-per-address', '1', '--trusted-proxy', '127.0.0.1');
  const wires = Array.from({ length: 5 }, () => new Wire(server));
  for (const wire of wires) assert.equal((await wire.send(request('GET', '/v1')).response()).status, 200);
  assertFree(await answers(server, ASKED, { headers: { 'X-Forwarded-For': '203.0.113.1' } }));
  for (const wire of wires) wire.close();
});

test('an address has so many connections, and more once some have gone', async (t) => {
  const server = await serve(t, database(t, harbour), '--connections-per-address', '3');
  const wires = Array.from({ length: 3 }, () => new Wire(server));
  for (const wire of wires) assert.equal((await wire.send(request('GET', '/v1')).response()).status, 200);
  const refused = await ask(server, request('GET', '/v1'));
  assert.equal(refused.status, 429);
  assert.equal(refused.headers.connection, 'close');
  assert.equal(refused.headers['retry-after'], '1');
  assert.equal(refused.json.type, '/problems/too-many-requests');
  assert.equal((await ask(server, request('GET', '/v1'), { from: '127.0.0.2' })).status, 200);
  wires.pop().close();
  assert.ok(await eventually(async () => (await ask(server, request('GET', '/v1'))).status === 200), 'there is room again');
  for (const wire of wires) wire.close();
});

for (const [what, args, message] of [
  ['a network with bits behind its prefix', ['--trusted-proxy', '10.0.0.1/8'], /--trusted-proxy: "10\.0\.0\.1\/8" has bits set behind its prefix; did you mean 10\.0\.0\.0\/8\?/],
  ['a name for a network', ['--trusted-proxy', 'proxy'], /--trusted-proxy: "proxy" is neither/],
])
  test(`a server is not started with ${what}`, (t) => {
    const { status, stderr } = run(['serve', '--database', join(folder(t), 'facts.db'), '--listen', '127.0.0.1:0', ...args]);
    assert.equal(status, 2, stderr);
    assert.match(stderr, message);
  });

// ---- the size of a request ----

// A target of so many bytes that is answered 200: the filter matches nothing, and its value may be that long.
function target(bytes) {
  const start = '/v1/facts?id__in=a';
  const values = 'a'.repeat(60);
  let text = start;
  while (text.length + values.length + 1 <= bytes) text += `,${values}`;
  return text.length < bytes ? text + (bytes - text.length > 1 ? `,${'b'.repeat(bytes - text.length - 1)}` : 'c') : text;
}

const fill = (bytes) => ({ 'X-Fill': 'x'.repeat(bytes) });

for (const [kib, most] of [[12, 4096], [16, 4096], [16, 256], [5, 512], [64, 4096], [48, 16384]])
  test(`with ${kib} KiB for headers and ${most} bytes for a target, each size has its answer`, async (t) => {
    const server = await serve(t, database(t, harbour), '--headers-kib', `${kib}`, '--target-bytes', `${most}`);
    const connection = kib * 1024, headers = connection - most - 1536;
    const statuses = async (bytes) => (await ask(server, bytes))?.status;
    assert.equal(await statuses(request('GET', target(most))), most > 4096 ? 400 : 200);
    assert.equal(await statuses(request('GET', target(most + 1))), 414);
    const rest = headers - 2 * 64 - request('GET', '/v1', fill(0)).length;
    assert.equal(await statuses(request('GET', '/v1', fill(rest))), 200);
    assert.equal(await statuses(request('GET', '/v1', fill(rest + 1))), 431);
    for (let bytes = headers - 800; bytes < connection + 900; bytes += Math.max(29, Math.ceil((connection - headers) / 100))) {
      assert.equal(await statuses(request('GET', target(bytes))), 414, `a target of ${bytes}`);
      assert.ok([200, 431].includes(await statuses(request('GET', '/v1', fill(bytes)))), `a header of ${bytes}`);
      assert.ok([200, 431].includes(await statuses(request('GET', '/v1', { Accept: `*/*,${'a'.repeat(bytes)}` }))), `an Accept of ${bytes}`);
      assert.ok([200, 400, 431].includes(await statuses(request('GET', target(most), fill(Math.max(0, bytes - most))))), `both of ${bytes}`);
      assert.ok([414, 431].includes(await statuses(request('GET', target(most + 40), fill(Math.max(0, bytes - most))))), `both of ${bytes}, one too long`);
    }
    for (let number = 1; number < connection / 60; number += Math.ceil(connection / 12000))
      assert.ok([200, 431].includes(await statuses(request('GET', '/v1', { X: Array(number).fill('y') }))), `${number} headers`);
  });

test('the limit of a target is named, and holds for next pages', async (t) => {
  const server = await serve(t, database(t, harbour), '--target-bytes', '300');
  const refused = await ask(server, request('GET', target(301)));
  assert.equal(refused.status, 414);
  assert.equal(refused.json.detail, 'the target is longer than 300 bytes');
  const wide = await ask(server, request('GET', `/v1/facts?limit=1&fields=id,kind,name,summary,date,article,evidence,since,changed,topics,participants,part_of,at,according_to,link,type,status,value,lower,upper,unit,place,gist,mode,title,comparator,href,date_from,date_to`));
  assert.equal(wide.status, 400, wide.body);
  assert.match(wide.json.detail, /next page would be longer than 300 bytes/);
});

// ---- answers that nobody reads ----

const MIB = 2 ** 20;
const resident = (server) => Number(/VmRSS:\s*(\d+)/.exec(readFileSync(`/proc/${server.process.pid}/status`, 'utf8'))[1]) * 1024;

test('answers that are not read hold no more memory than is set, and others are answered', { timeout: 120_000 }, async (t) => {
  const UNSENT = 16, CACHE = 8, QUEUE = 8, WORKERS = 2, CLIENTS = 200;
  const title = { en: 'Every quay has a name that goes on and on, '.repeat(11).trim() };
  const { json } = write(folder(t), { id: 'many', title, facts: Array.from({ length: 220 }, (_, i) => figure(`f-${i}`, i + 1)) });
  const server = await serve(t, database(t, json), '--access-log', 'off', '--unsent-mib', `${UNSENT}`, '--cache-mib', `${CACHE}`,
    '--queue', `${QUEUE}`, '--workers', `${WORKERS}`, '--queue-milliseconds', '60000');
  const page = (i) => request('GET', `/v1/facts?limit=200&include=article&value__gt=-${i}`);
  const one = (await ask(server, page(1))).sent.length;
  const before = resident(server);
  const slow = await Promise.all(Array.from({ length: CLIENTS }, () => new Wire(server).pause()));
  t.after(() => slow.forEach((wire) => wire.close()));
  let asked = 2, refused;
  for (const wire of slow) {
    wire.send(page(asked++).repeat(4));
    const answer = await ask(server, page(asked++));
    assert.ok([200, 503].includes(answer.status), answer.body);
    if (answer.status === 503) refused = answer;
  }
  assert.ok(refused, 'what would have to be made is refused');
  assert.equal(refused.json.type, '/problems/overloaded');
  assert.match(refused.json.detail, /do not take them/);
  assert.equal(refused.headers['retry-after'], '1');
  for (const target of ['/livez', '/v1/openapi.json', '/v1/facts?no=1'])
    assert.ok((await ask(server, request('GET', target))).status < 500, `${target} is answered`);
  const most = (UNSENT + CACHE) * MIB + (QUEUE + WORKERS) * one + CLIENTS * 64 * 1024 + 16 * MIB;
  if (!sanitized) assert.ok(resident(server) - before < most, `${(resident(server) - before) / MIB} MiB more, of ${most / MIB}`);
  slow.forEach((wire) => wire.close());
  assert.ok(await eventually(async () => (await ask(server, page(asked++))).status === 200, 30_000), 'it recovers');
});
