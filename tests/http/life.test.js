// SPDX-License-Identifier: MIT
// A server from its start to its stop: settings, what it prints and logs, loads beside it, load upon it.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { before, describe, it } from 'node:test';
import { database, ended, fixture, folder, run, serve } from '../lib/factd.js';
import { anyArticle, article, figure, random, write } from './generate.js';
import { logfmt, requestLines } from './logs.js';
import { eventually, scope } from './scope.js';
import { ask, request, Wire } from './wire.js';

describe('a start', () => {
  const shared = scope();
  let path;
  before(() => { path = database(shared, fixture('harbour.json')); });

  it('prints the URL first, and answers there', async (t) => {
    const server = await serve(t, path);
    assert.match(server.url, /^http:\/\/127\.0\.0\.1:[1-9]\d*$/);
    assert.equal((await server.get('/livez')).status, 200);
  });

  it('prints nothing else on standard output', async (t) => {
    const server = await serve(t, path);
    let more = '';
    server.process.stdout.on('data', (text) => { more += text; });
    await server.get('/v1/facts');
    await server.stop();
    assert.equal(more, '');
  });

  it('makes and migrates a database that is not there', async (t) => {
    const server = await serve(t, join(folder(t), 'new.db'));
    assert.equal((await server.get('/v1')).json.meta.revision, 0);
  });

  it('on a port that is in use exits 3 and names it', async (t) => {
    const other = createServer().listen(0, '127.0.0.1');
    t.after(() => other.close());
    await new Promise((done) => other.once('listening', done));
    const address = `127.0.0.1:${other.address().port}`;
    const { status, stdout, stderr } = await ended(['serve', '--database', path, '--listen', address]);
    assert.equal(status, 3);
    assert.ok(stderr.includes(address), stderr);
    assert.equal(stdout, '');
  });

  for (const listen of ['nonsense', '8080', ':8080', '127.0.0.1:', '127.0.0.1:http', '127.0.0.1:99999', '::1:8080', '[::1:8080', 'no.such.host.invalid:80', ''])
    it(`with --listen "${listen}" exits 2`, async () => {
      const { status, stdout, stderr } = await ended(['serve', '--database', path, '--listen', listen]);
      assert.equal(status, 2, stderr);
      assert.match(stderr, /listen/);
      assert.equal(stdout, '');
    });

  for (const [name, args] of Object.entries({
    'an unknown setting': ['--prot', '8080'], 'workers that are no number': ['--workers', 'many'], 'no workers': ['--workers', '0'],
    'no queue': ['--queue', '0'], 'no time in the queue': ['--queue-milliseconds', '0'], 'no time for a query': ['--query-milliseconds', '0'],
    'a negative time for a query': ['--query-milliseconds', '-1'], 'an export of no rate': ['--export-rate', '0'], 'no time for an export': ['--export-seconds', '0'],
    'no exports': ['--exports', '0'], 'too many exports': ['--exports', '65'], 'texts that are neither on nor off': ['--texts', 'maybe'], 'an access log that is neither on nor off': ['--access-log', 'yes'],
    'a cache smaller than none': ['--cache-mib', '-1'], 'a cache of 64 GiB and more': ['--cache-mib', '65537'], 'a cache that is no number': ['--cache-mib', '64M'],
    'a Cache-Control of two lines': ['--cache-control', 'a\r\nX-Evil: 1'], 'an operand': ['articles'],
  }))
    it(`with ${name} exits 2`, async () => {
      const { status, stdout } = await ended(['serve', '--database', path, '--listen', '127.0.0.1:0', ...args]);
      assert.equal(status, 2);
      assert.equal(stdout, '');
    });

  it('takes settings from the environment, and rather from flags', async () => {
    const { status, stderr } = await ended(['serve', '--database', path], { FACTD_LISTEN: 'from-environment' });
    assert.equal(status, 2);
    assert.match(stderr, /from-environment/);
    const both = await ended(['serve', '--database', path, '--listen', 'from-flag'], { FACTD_LISTEN: 'from-environment' });
    assert.match(both.stderr, /from-flag/);
    const cache = await ended(['serve', '--database', path], { FACTD_CACHE_MIB: '65537' });
    assert.equal(cache.status, 2);
    assert.match(cache.stderr, /FACTD_CACHE_MIB: "65537" is not a whole number from 0 to 65536/);
  });

  it('takes the largest and the smallest cache', async (t) => {
    for (const mib of ['0', '65536'])
      assert.equal((await (await serve(t, path, '--cache-mib', mib)).get('/v1/facts')).status, 200);
  });

  it('with a database that is a folder or no database exits 3', async (t) => {
    const home = folder(t);
    writeFileSync(join(home, 'text.db'), 'this is no database '.repeat(500));
    for (const bad of [home, join(home, 'text.db'), join(home, 'missing', 'facts.db')])
      assert.equal((await ended(['serve', '--database', bad, '--listen', '127.0.0.1:0'])).status, 3, bad);
  });

  it('loads a folder first', async (t) => {
    const home = folder(t);
    write(home, article({ id: 'one', facts: [figure('a', 1)] }), article({ id: 'two', facts: [figure('b', 2)] }));
    const server = await serve(t, join(home, 'facts.db'), '--load', home);
    assert.equal((await server.get('/v1/articles')).json.data.length, 2);
  });

  it('with a bad document in that folder exits 1 and serves nothing', async (t) => {
    const home = folder(t);
    write(home, article({ id: 'good', facts: [figure('a', 1)] }));
    writeFileSync(join(home, 'worse.json'), '{"format":"facts/1"}');
    const { status, stdout, stderr } = await ended(['serve', '--database', join(home, 'facts.db'), '--listen', '127.0.0.1:0', '--load', home]);
    assert.equal(status, 1);
    assert.equal(stdout, '');
    assert.match(stderr, /worse\.json/);
  });

  it('with an empty folder to load exits 1, and so with a missing one', async (t) => {
    const home = folder(t);
    mkdirSync(join(home, 'empty'));
    const start = (load) => ended(['serve', '--database', join(home, 'facts.db'), '--listen', '127.0.0.1:0', '--load', load]);
    assert.equal((await start(join(home, 'empty'))).status, 1);
    const missing = await start(join(home, 'missing'));
    assert.equal(missing.status, 1);
    assert.ok(missing.stderr.includes(join(home, 'missing')), missing.stderr);
  });
});

describe('a stop', () => {
  const shared = scope();
  let path;
  before(() => {
    path = database(shared, ...write(folder(shared), ...['one', 'two', 'three'].map((id) => anyArticle(id, 300, random(1)))));
  });

  for (const signal of ['SIGTERM', 'SIGINT']) {
    it(`by ${signal} exits 0`, async (t) => {
      const server = await serve(t, path);
      const { code, log } = await server.stop(signal);
      assert.equal(code, 0);
      assert.match(log, /event=stopped/);
    });

    it(`by ${signal} answers what is in flight`, async (t) => {
      const server = await serve(t, path, '--workers', '1', '--queue', '5');
      const wires = Array.from({ length: 60 }, () => new Wire(server));
      t.after(() => wires.forEach((wire) => wire.close()));
      await Promise.all(wires.map((wire) => wire.opened));
      // The first 503 says that five requests wait in the queue.
      let full;
      const first = new Promise((done) => { full = done; });
      const answers = wires.map(async (wire, i) => {
        const answer = await wire.send(request('GET', `/v1/facts?limit=200&sort=-name.ko&name.en__ne=${i}`, { 'X-Request-Id': `r${i}` })).response();
        if (answer?.status === 503) full();
        return answer;
      });
      await Promise.race([first, Promise.all(answers)]);
      const { code, log } = await server.stop(signal);
      const got = (await Promise.all(answers)).filter(Boolean);
      const logged = new Set(requestLines(log).map((line) => logfmt(line).id));
      assert.equal(code, 0);
      assert.ok(got.filter(({ status }) => status === 200).length >= 5, `${got.length} answers`);
      for (const { status, headers } of got) {
        assert.ok([200, 503].includes(status), String(status));
        if (status === 503) assert.ok(logged.has(headers['x-request-id']));
      }
    });

    it(`by ${signal} exits 0 while clients go on asking`, async (t) => {
      for (let round = 0; round < 12; round++) {
        const server = await serve(t, path, '--access-log', 'off');
        const wires = Array.from({ length: 8 }, () => new Wire(server));
        const counts = wires.map(async (wire) => {
          for (let count = 0; ; count++)
            if (!(await wire.send(request('GET', '/v1/facts?limit=50')).response())) return count;
        });
        await wires[0].opened;
        await ask(server, request('GET', '/v1'));
        await new Promise((done) => setTimeout(done, 20 + 5 * round));
        const end = await server.stop(signal);
        await Promise.all(counts);
        wires.forEach((wire) => wire.close());
        assert.deepEqual([end.code, end.signal], [0, null], `round ${round}: ${end.log.slice(-2000)}`);
      }
    });
  }

  it('does not wait for clients that are connected and ask nothing', async (t) => {
    const server = await serve(t, path);
    const [idle, asked] = [new Wire(server), new Wire(server)];
    t.after(() => [idle, asked].forEach((wire) => wire.close()));
    await idle.opened;
    await asked.send(request('GET', '/v1')).response();
    const began = Date.now();
    assert.equal((await server.stop()).code, 0);
    assert.ok(Date.now() - began < 5000, `${Date.now() - began} ms`);
  });

  it('does not wait for a request that nobody finishes sending', async (t) => {
    const server = await serve(t, path);
    const wire = new Wire(server);
    t.after(() => wire.close());
    await wire.send(request('GET', '/v1')).response();
    wire.send('GET /v1 HTTP/1.1\r\nHost: a\r\n');
    await server.get('/livez');
    const began = Date.now();
    assert.equal((await server.stop()).code, 0);
    assert.ok(Date.now() - began < 5000, `${Date.now() - began} ms`);
  });

  it('ends new connections', async (t) => {
    const server = await serve(t, path);
    await server.stop();
    assert.equal(await new Wire(server).response(), null);
  });

  it('leaves a database without fault', async (t) => {
    const server = await serve(t, path);
    await server.get('/v1/facts');
    await server.stop('SIGKILL');
    assert.equal(run(['check', '--database', path]).status, 0);
  });
});

describe('loads beside a server', () => {
  const shared = scope();
  const home = folder(shared);
  let server;
  let path;
  before(async () => {
    path = database(shared, ...write(home, article({ id: 'one', facts: [figure('a', 1)] })));
    server = await serve(shared, path);
  });

  it('show without a restart', async () => {
    const [added] = write(home, article({ id: 'two', facts: [figure('b', 2)], topics: ['new'], participants: [{ id: 'guest', kind: 'company', name: { en: 'Guest' } }] }));
    assert.equal((await server.get('/v1/facts/two.b')).status, 404);
    assert.equal(run(['load', '--database', path, added]).status, 0);
    assert.ok(await eventually(async () => (await server.get('/v1/articles')).json.data.length === 2));
    assert.equal((await server.get('/v1/facts/two.b')).status, 200);
    assert.equal((await server.get('/v1')).json.meta.revision, 2);
  });

  it('are gone as 410 when they were removed', async () => {
    assert.equal(run(['remove', '--database', path, 'two']).status, 0);
    for (const target of ['/v1/articles/two', '/v1/articles/two/document', '/v1/facts/two.b', '/v1/figures/two.b', '/v1/participants/guest', '/v1/topics/new']) {
      // Each for itself: one that was kept may be seen a little longer than one that is read.
      assert.ok(await eventually(async () => (await server.get(target)).status === 410), target);
      const { status, json, headers } = await server.get(target);
      assert.equal(status, 410, target);
      assert.equal(json.type, '/problems/gone');
      assert.equal(headers.get('cache-control'), 'no-store');
    }
    assert.equal((await server.get('/v1/facts')).json.data.length, 1);
  });

  it('leave what was never there 404', async () => {
    assert.equal((await server.get('/v1/articles/three')).status, 404);
    assert.equal((await server.get('/v1/facts/two.c')).status, 404);
  });

  it('come back when they are loaded again', async () => {
    assert.equal(run(['load', '--database', path, `${home}/two.json`]).status, 0);
    assert.ok(await eventually(async () => (await server.get('/v1/articles/two')).status === 200));
    for (const target of ['/v1/articles/two/document', '/v1/facts/two.b', '/v1/participants/guest', '/v1/topics/new'])
      assert.equal((await server.get(target)).status, 200, target);
  });

  it('are never seen by half', async () => {
    const versions = [1, 2].map((value) => article({ id: 'pair', facts: Array.from({ length: 40 }, (_, i) => figure(`p${i}`, value)) }));
    const [file] = write(home, versions[0]);
    assert.equal(run(['load', '--database', path, file]).status, 0);
    let over = false;
    const looking = Promise.all(Array.from({ length: 4 }, async () => {
      const revisions = [];
      while (!over) {
        const { json, status } = await server.get('/v1/figures?article=pair&limit=200');
        assert.equal(status, 200);
        if (json.data.length) assert.equal(new Set(json.data.map(({ value }) => value)).size, 1);
        assert.ok([0, 40].includes(json.data.length));
        revisions.push(json.meta.revision);
      }
      return revisions;
    }));
    for (let turn = 1; turn <= 6; turn++) {
      write(home, versions[turn % 2]);
      assert.equal((await ended(['load', '--database', path, file])).status, 0);
    }
    over = true;
    for (const revisions of await looking) assert.deepEqual(revisions, [...revisions].sort((a, b) => a - b));
  });
});

describe('a server with much to do', () => {
  const shared = scope();
  let path;
  before(() => {
    path = database(shared, ...write(folder(shared), ...['one', 'two', 'three', 'four'].map((id) => anyArticle(id, 300, random(2)))));
  });
  // Each number is an answer of its own, so that no two share a query.
  const heavy = (i) => `/v1/facts?limit=200&sort=-name.ko,name.en&name.en__ne=${i}`;

  // `count` requests at once, each over a connection of its own.
  async function flood(server, target, count) {
    const wires = Array.from({ length: count }, () => new Wire(server));
    try {
      return await Promise.all(wires.map((wire, i) => wire.send(request('GET', target(i))).response()));
    } finally {
      for (const wire of wires) wire.close();
    }
  }

  it('answers 200 or 503 to each of 200 requests at once, and hangs at none', async (t) => {
    const server = await serve(t, path, '--workers', '1', '--queue', '1');
    const answers = await flood(server, heavy, 200);
    const counts = { 200: 0, 503: 0 };
    for (const [i, { status, headers, json, body }] of answers.entries()) {
      assert.ok(status in counts, String(status));
      counts[status]++;
      if (status === 200) {
        assert.equal(body, (await server.get(heavy(i))).text);
        continue;
      }
      assert.match(headers['retry-after'], /^[1-9]\d*$/);
      assert.equal(headers['cache-control'], 'no-store');
      assert.equal(headers['access-control-allow-origin'], '*');
      assert.equal(headers.etag, undefined);
      assert.equal(json.type, '/problems/overloaded');
      assert.equal(json.request_id, headers['x-request-id']);
    }
    assert.ok(counts[200] >= 1 && counts[200] + counts[503] === 200, JSON.stringify(counts));
    assert.equal((await server.get('/problems/overloaded')).status, 200);
  });

  it('answers all of 200 requests at once where they may wait', async (t) => {
    const server = await serve(t, path, '--workers', '4', '--queue', '200');
    const answers = await flood(server, (i) => `/v1/facts?limit=20&sort=-name.ko&name.en__ne=${i}`, 200);
    assert.deepEqual(new Set(answers.map(({ status }) => status)), new Set([200]));
    assert.equal(new Set(answers.map(({ json }) => JSON.stringify(json.data))).size, 1);
  });

  it('refuses a coding that must be made while the queue is full, as it does a query', async (t) => {
    const server = await serve(t, path, '--workers', '1', '--queue', '1', '--cache-mib', '0');
    let over = false, asked = 0;
    const busy = Promise.all(Array.from({ length: 8 }, async () => { while (!over) await ask(server, request('GET', heavy(++asked))); }));
    const statuses = new Set();
    for (let i = 0; i < 100 && statuses.size < 2; i++) statuses.add((await ask(server, request('GET', '/openapi.json', { 'Accept-Encoding': 'br' }))).status);
    over = true;
    await busy;
    statuses.add((await ask(server, request('GET', '/openapi.json', { 'Accept-Encoding': 'br' }))).status);
    assert.deepEqual([...statuses].sort(), [200, 503]);
  });

  it('answers /livez, /readyz, errors and 304 while workers are busy and the queue is full', async (t) => {
    const server = await serve(t, path, '--workers', '1', '--queue', '1');
    const { etag } = (await ask(server, request('GET', heavy(0)))).headers;
    let over = false, asked = 0;
    const busy = Promise.all(Array.from({ length: 8 }, async () => {
      let refused = 0;
      while (!over) refused += (await ask(server, request('GET', heavy(++asked)))).status === 503;
      return refused;
    }));
    for (let i = 0; i < 60; i++) {
      assert.equal((await ask(server, request('GET', '/livez'))).status, 200);
      assert.equal((await ask(server, request('GET', '/readyz'))).status, 200);
      assert.equal((await ask(server, request('GET', '/v1/facts?x=1'))).status, 400);
      assert.equal((await ask(server, request('GET', heavy(0), { 'If-None-Match': etag }))).status, 304);
    }
    over = true;
    assert.ok((await busy).reduce((sum, refused) => sum + refused, 0) > 0, 'the queue was never full');
  });

  // The library looks at 128 events at a time, and up to 0.9.75 its own threads then wait for more before they look at
  // those. On one core all connections are one thread's.
  it('answers 128 requests that come at the same moment', async (t) => {
    const allowed = /^Cpus_allowed_list:\s*(.*)$/m.exec(readFileSync('/proc/self/status', 'utf8'))[1];
    const stay = (cores) => execFileSync('taskset', ['-cp', cores, String(process.pid)], { stdio: 'ignore' });
    stay(/^\d+/.exec(allowed)[0]);
    const server = await serve(t, path).finally(() => stay(allowed));
    const wires = Array.from({ length: 128 }, () => new Wire(server));
    try {
      const round = () => Promise.all(wires.map((wire) => wire.send(request('GET', '/livez'))).map((wire) => wire.response()));
      assert.deepEqual(new Set((await round()).map(({ status }) => status)), new Set([200]));
      server.process.kill('SIGSTOP');
      const answers = round();
      await new Promise((done) => setTimeout(done, 300)); // for the requests to arrive; a slow machine only tests less
      server.process.kill('SIGCONT');
      assert.deepEqual(new Set((await answers).map((answer) => answer?.status)), new Set([200]));
    } finally {
      for (const wire of wires) wire.close();
    }
  });

  it('sends --cache-control on good answers only', async (t) => {
    const server = await serve(t, path, '--cache-control', 'public, max-age=5');
    assert.equal((await server.get('/v1/facts')).headers.get('cache-control'), 'public, max-age=5');
    assert.equal((await server.get('/x')).headers.get('cache-control'), 'no-store');
    assert.equal((await server.get('/livez')).headers.get('cache-control'), 'no-store');
    const { etag } = (await ask(server, request('GET', '/v1/facts'))).headers;
    assert.equal((await ask(server, request('GET', '/v1/facts', { 'If-None-Match': etag }))).headers['cache-control'], 'public, max-age=5');
  });
});

describe('a database that is moved away', () => {
  it('is told of in the log with what to do, and again when it is back', async (t) => {
    const path = database(t, fixture('harbour.json'));
    const server = await serve(t, path);
    const move = (from, to) => ['', '-wal', '-shm'].forEach((end) => existsSync(from + end) && renameSync(from + end, to + end));
    move(path, `${path}.away`);
    assert.ok(await eventually(() => /level=error event=database-lost detail=".*(moved|replaced|deleted).*"/.test(server.log), 30_000), server.log);
    assert.equal((await server.get('/readyz')).status, 503);
    move(`${path}.away`, path);
    assert.ok(await eventually(() => server.log.includes('level=info event=database-back'), 30_000), server.log);
    assert.equal((await server.get('/readyz')).status, 200);
  });
});

describe('a process that is paused', () => {
  it('does not take its database for lost when it goes on', async (t) => {
    const server = await serve(t, database(t));
    for (let round = 0; round < 3; round++) {
      server.process.kill('SIGSTOP');
      await new Promise((done) => setTimeout(done, 3300));
      server.process.kill('SIGCONT');
      await server.get('/v1');
    }
    const { log } = await server.stop();
    assert.doesNotMatch(log, /database-lost/);
  });
});

describe('healthcheck', () => {
  it('exits 0 where a server is ready', async (t) => {
    const server = await serve(t, database(t));
    const { status, stderr } = await ended(['healthcheck', '--listen', `127.0.0.1:${server.port}`]);
    assert.equal(status, 0, stderr);
  });

  it('exits 3 where nobody listens, and names the address', async (t) => {
    const server = await serve(t, database(t));
    await server.stop();
    const { status, stderr } = await ended(['healthcheck', '--listen', `127.0.0.1:${server.port}`]);
    assert.equal(status, 3);
    assert.ok(stderr.includes(`127.0.0.1:${server.port}`), stderr);
  });

  for (const [name, answer] of Object.entries({ 'something else answers': 'HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n', 'it is not ready': 'HTTP/1.1 503 x\r\n\r\n', 'it answers nothing': '' }))
    it(`exits 3 where ${name}`, async (t) => {
      const other = createServer((socket) => socket.on('error', () => {}).end(answer)).listen(0, '127.0.0.1');
      t.after(() => other.close());
      await new Promise((done) => other.once('listening', done));
      assert.equal((await ended(['healthcheck', '--listen', `127.0.0.1:${other.address().port}`])).status, 3);
    });

  it('exits 3 where a server listens and says nothing', async (t) => {
    const sockets = [];
    const other = createServer((socket) => sockets.push(socket.on('error', () => {}))).listen(0, '127.0.0.1');
    t.after(() => { sockets.forEach((socket) => socket.destroy()); other.close(); });
    await new Promise((done) => other.once('listening', done));
    assert.equal((await ended(['healthcheck', '--listen', `127.0.0.1:${other.address().port}`])).status, 3);
  });

  it('exits 2 where --listen is no address', async () => {
    assert.equal((await ended(['healthcheck', '--listen', 'nonsense'])).status, 2);
  });
});
