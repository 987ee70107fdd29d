// SPDX-License-Identifier: MIT
// /metrics: what it counts is what was asked, its form is Prometheus', and nothing keeps it waiting.
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, it } from 'node:test';
import { database, fixture, folder, root, run, serve } from '../lib/factd.js';
import { anyArticle, random, write } from './generate.js';
import { growth, parse, sum } from './scrape.js';
import { eventually, scope } from './scope.js';
import { ask, request, Wire } from './wire.js';

const scrape = async (server) => {
  const { status, body } = await ask(server, request('GET', '/metrics'));
  assert.equal(status, 200);
  return parse(body);
};

// A scrape once all other requests are over: an answer is here before its server has counted it.
const settled = async (server) => {
  let now;
  const over = await eventually(async () => {
    now = await scrape(server);
    return sum(now, 'factd_http_requests_in_flight') === 1;
  }, 30_000);
  assert.ok(over, 'requests stay in flight');
  return now;
};

function accepted(args, input) {
  const { error, status, stdout, stderr } = spawnSync('promtool', args, { input, encoding: 'utf8' });
  if (error) throw error;
  assert.equal(status, 0, stdout + stderr);
}

// What a request of each kind counts as: method, target, route, status, headers.
const kinds = [
  ['GET', '/v1/facts?limit=3', '/v1/facts', 200], ['HEAD', '/v1/facts?limit=3', '/v1/facts', 200], ['OPTIONS', '/v1/facts', '/v1/facts', 204],
  ['GET', '/v1/participants/garam', '/v1/participants/{id}', 200], ['GET', '/v1/participants/none', '/v1/participants/{id}', 404],
  ['GET', '/v1/figures?x=1', '/v1/figures', 400], ['POST', '/v1/figures', '/v1/figures', 405], ['BREW', '/x', '-', 404], ['GET', '/x', '-', 404], ['GET', '/v1/', '-', 308],
  ['GET', '/v1?%', '-', 400], ['OPTIONS', '*', '-', 204], ['GET', '/v1', '/v1', 406, { Accept: 'image/png' }], ['GET', '/livez', '/livez', 200], ['GET', '/readyz', '/readyz', 200],
  ['GET', `/${'x'.repeat(4200)}`, '-', 414], ['GET', '/%', '-', 400], ['POST', '/v1', '-', 405, { 'Content-Length': 3 }], ['GET', '/v1', '-', 413, { 'Content-Length': 3 }],
  ['GET', '/openapi.json', '/openapi.json', 304, { 'If-None-Match': '*' }],
];
const shown = { POST: 'other', BREW: 'other' };

describe('/metrics', () => {
  const shared = scope();
  let server, path;
  before(async () => {
    path = database(shared, fixture('harbour.json'));
    server = await serve(shared, path);
  });

  it('is plain text of version 0.0.4 that nobody keeps', async () => {
    const { headers } = await ask(server, request('GET', '/metrics'));
    assert.equal(headers['content-type'], 'text/plain; version=0.0.4; charset=utf-8');
    assert.equal(headers['cache-control'], 'no-store');
    assert.equal(headers.etag, undefined);
  });

  it('is given to what Prometheus asks for', async () => {
    const Accept = 'application/openmetrics-text;version=1.0.0,application/openmetrics-text;version=0.0.1;q=0.75,text/plain;version=0.0.4;q=0.5,*/*;q=0.1';
    assert.equal((await ask(server, request('GET', '/metrics', { Accept, 'Accept-Encoding': 'gzip' }))).status, 200);
  });

  it('counts each request once, by route, method and status', async () => {
    for (const target of ['/v1/facts?limit=3', '/openapi.json']) await ask(server, request('GET', target));
    const old = await settled(server);
    const expected = {};
    const rounds = 7;
    for (let round = 0; round < rounds; round++)
      for (const [method, target, route, status, headers = {}] of kinds) {
        const answer = await ask(server, request(method, target, headers), { head: method === 'HEAD' });
        assert.equal(answer.status, status, `${method} ${target.slice(0, 50)}`);
        const key = `${route} ${shown[method] ?? method} ${status}`;
        expected[key] = (expected[key] ?? 0) + 1;
      }
    const now = await settled(server);
    const others = ([key]) => !key.startsWith('/metrics');
    assert.deepEqual(Object.fromEntries(Object.entries(growth(old, now, 'factd_http_requests_total')).filter(others)), expected);
    const byRoute = {};
    for (const [key, count] of Object.entries(expected)) byRoute[key.split(' ')[0]] = (byRoute[key.split(' ')[0]] ?? 0) + count;
    assert.deepEqual(Object.fromEntries(Object.entries(growth(old, now, 'factd_http_request_duration_seconds_count')).filter(others)), byRoute);
  });

  it('counts what was kept and what was made, and the bytes that were sent', async () => {
    const target = '/v1/events?limit=9';
    const old = await settled(server);
    let bytes = 0;
    for (let i = 0; i < 6; i++) bytes += Buffer.byteLength((await ask(server, request('GET', target))).body);
    await ask(server, request('HEAD', target), { head: true });
    await ask(server, request('GET', target, { 'If-None-Match': '*' }));
    const now = await settled(server);
    assert.deepEqual(growth(old, now, 'factd_cache_misses_total'), { '': 1 });
    assert.deepEqual(growth(old, now, 'factd_cache_hits_total'), { '': 7 });
    const sent = growth(old, now, 'factd_http_response_bytes_total')[''];
    assert.ok(sent > bytes, `${sent} bytes, of the scrape too`);
    assert.ok(sum(now, 'factd_cache_bytes') > bytes / 6 && sum(now, 'factd_cache_bytes') <= sum(now, 'factd_cache_limit_bytes'));
    assert.ok(sum(now, 'factd_cache_entries') >= 1);
  });

  it('has histograms whose buckets grow to the count, which is that of the requests', async () => {
    const now = await scrape(server);
    const name = 'factd_http_request_duration_seconds';
    for (const route of new Set(now.samples.map(({ labels }) => labels.route).filter(Boolean))) {
      const buckets = now.samples.filter((sample) => sample.name === `${name}_bucket` && sample.labels.route === route);
      assert.ok(buckets.length >= 11);
      assert.deepEqual(buckets.at(-1).labels.le, '+Inf');
      for (const [i, { value, labels }] of buckets.slice(1).entries()) {
        assert.ok(value >= buckets[i].value, route);
        assert.ok(labels.le === '+Inf' || Number(labels.le) > Number(buckets[i].labels.le));
      }
      const count = sum(now, `${name}_count`, { route });
      assert.equal(buckets.at(-1).value, count);
      assert.equal(sum(now, 'factd_http_requests_total', { route }), count);
      assert.ok(sum(now, `${name}_sum`, { route }) > 0);
    }
  });

  it('knows the open connections', async () => {
    const old = await scrape(server);
    const wires = Array.from({ length: 5 }, () => new Wire(server));
    for (const wire of wires) await wire.send(request('GET', '/livez')).response();
    const now = await scrape(server);
    assert.equal(sum(now, 'factd_connections_accepted_total') - sum(old, 'factd_connections_accepted_total'), 6);
    assert.ok(sum(now, 'factd_connections') >= 6);
    for (const wire of wires) wire.close();
    assert.ok(await eventually(async () => sum(await scrape(server), 'factd_connections') <= 2, 30_000));
  });

  it('knows the facts, the files and the process', async () => {
    const now = await scrape(server);
    const meta = (await server.get('/v1')).json.meta;
    assert.equal(sum(now, 'factd_dataset_revision'), meta.revision);
    const modified = Date.parse((await server.get('/v1/facts')).headers.get('last-modified')) / 1000;
    assert.equal(sum(now, 'factd_dataset_changed_timestamp_seconds'), modified);
    assert.equal(sum(now, 'factd_database_bytes'), readFileSync(path).length);
    assert.equal(sum(now, 'factd_database_ready'), 1);
    assert.equal(sum(now, 'factd_workers'), 4);
    const { version, build } = now.samples.find(({ name }) => name === 'factd_build_info').labels;
    assert.equal(run(['version']).stdout, `factd ${version} (${build})\n`);
    const status = readFileSync(`/proc/${server.process.pid}/status`, 'utf8');
    assert.equal(sum(now, 'process_threads'), Number(/^Threads:\s*(\d+)/m.exec(status)[1]));
    const started = sum(now, 'process_start_time_seconds');
    assert.ok(Math.abs(started - Date.now() / 1000) < 600, `${started}`);
    for (const name of ['process_resident_memory_bytes', 'process_virtual_memory_bytes', 'process_open_fds', 'process_max_fds']) assert.ok(sum(now, name) > 0, name);
  });

  it('refuses a parameter, as every path does', async () => {
    assert.equal((await server.get('/metrics?name=x')).status, 400);
  });

  it('is what promtool accepts', async () => {
    accepted(['check', 'metrics'], (await server.get('/metrics')).text);
  });

  it('counts the answers that had to make room', async (t) => {
    const many = database(t, ...write(folder(t), ...Array.from({ length: 4 }, (_, i) => anyArticle(`a${i}`, 200, random(i + 1)))));
    const small = await serve(t, many, '--cache-mib', '1');
    for (let i = 0; i < 40; i++) await small.get(`/v1/facts?limit=100&name.en__ne=${i}`);
    const now = await scrape(small);
    assert.ok(sum(now, 'factd_cache_evictions_total') > 0);
    assert.equal(sum(now, 'factd_cache_limit_bytes'), 1024 * 1024);
  });
});

describe('a scrape', () => {
  const shared = scope();
  let path;
  before(() => {
    path = database(shared, ...write(folder(shared), ...Array.from({ length: 4 }, (_, i) => anyArticle(`a${i}`, 300, random(i + 1)))));
  });
  const heavy = (i) => `/v1/facts?limit=200&sort=-name.ko,name.en&name.en__ne=${i}`;

  it('is answered while all workers are busy and the queue is full', async (t) => {
    const server = await serve(t, path, '--workers', '1', '--queue', '2');
    let over = false, asked = 0;
    const busy = Promise.all(Array.from({ length: 8 }, async () => { while (!over) await ask(server, request('GET', heavy(++asked))); }));
    let most = 0, working = 0;
    for (let i = 0; i < 2000 && (most < 2 || !working); i++) {
      const now = await scrape(server);
      most = Math.max(most, sum(now, 'factd_queue_length'));
      working = Math.max(working, sum(now, 'factd_workers_busy'));
      assert.ok(sum(now, 'factd_http_requests_in_flight') >= 1);
      assert.equal(sum(now, 'factd_queue_limit'), 2);
    }
    over = true;
    await busy;
    assert.deepEqual([most, working], [2, 1]);
    const now = await settled(server);
    assert.equal(sum(now, 'factd_http_requests_total', { route: '/v1/facts' }), asked);
    assert.ok(sum(now, 'factd_http_requests_total', { route: '/v1/facts', status: '503' }) > 0);
    assert.equal(sum(now, 'factd_http_requests_in_flight'), 1);
  });

  it('never goes back while many ask', async (t) => {
    const server = await serve(t, path);
    let over = false;
    const asking = Promise.all(Array.from({ length: 4 }, async () => {
      const wire = new Wire(server);
      let count = 0;
      for (; !over; count++) await wire.send(request('GET', '/v1')).response();
      wire.close();
      return count;
    }));
    let last = 0;
    for (let i = 0; i < 60; i++) {
      const count = sum(await scrape(server), 'factd_http_requests_total', { route: '/v1' });
      assert.ok(count >= last);
      last = count;
    }
    over = true;
    const total = (await asking).reduce((all, count) => all + count, 0);
    assert.equal(sum(await settled(server), 'factd_http_requests_total', { route: '/v1', status: '200' }), total);
  });

  it('knows the exports under way', async (t) => {
    const server = await serve(t, path);
    const wire = new Wire(server);
    // A connection that is not read: the export cannot end.
    for (let i = 0; i < 40; i++) wire.send(request('GET', '/v1/facts?format=ndjson&limit=all'));
    await wire.pause();
    const shown = await eventually(async () => sum(await scrape(server), 'factd_exports') === 1, 30_000);
    wire.close();
    assert.ok(shown);
    assert.ok(await eventually(async () => sum(await scrape(server), 'factd_exports') === 0, 30_000));
  });

  // Another process holds the strongest lock that it can have.
  it('waits for no lock on the database', async (t) => {
    const own = database(t, fixture('harbour.json'));
    const server = await serve(t, own);
    const locking = spawn('sqlite3', ['-batch', own], { stdio: ['pipe', 'pipe', 'inherit'] });
    t.after(() => locking.kill());
    locking.stdin.write("BEGIN EXCLUSIVE;\nUPDATE dataset SET revision = revision;\nSELECT 'locked';\n");
    const [said] = await new Promise((done) => locking.stdout.setEncoding('utf8').on('data', (text) => done(text.split('\n'))));
    assert.equal(said, 'locked');
    for (let i = 0; i < 20; i++) {
      const now = await scrape(server);
      assert.equal(sum(now, 'factd_dataset_revision'), 1);
      assert.equal((await server.get('/livez')).status, 200);
      assert.equal((await server.get('/readyz')).status, sum(now, 'factd_database_ready') ? 200 : 503);
    }
  });

  it('is answered where the database is gone, and says so', async (t) => {
    const home = database(t, fixture('harbour.json'));
    const server = await serve(t, home);
    for (const suffix of ['', '-wal', '-shm']) rmSync(home + suffix, { force: true });
    const gone = await eventually(async () => {
      const now = await scrape(server);
      assert.equal((await server.get('/livez')).status, 200);
      return sum(now, 'factd_database_ready') === 0 && now;
    }, 10_000);
    assert.ok(gone, 'the lost file is noticed');
    assert.equal(sum(gone, 'factd_database_bytes'), 0);
    assert.equal((await server.get('/readyz')).status, 503);
  });
});

describe('what operators are given', () => {
  const shared = scope();
  const monitoring = 'docs/OPERATIONS.md';
  const text = (path) => readFileSync(join(root, path), 'utf8');
  let families;
  before(async () => {
    const server = await serve(shared, database(shared, fixture('harbour.json')));
    await server.get('/v1');
    ({ families } = parse((await server.get('/metrics')).text));
  });
  // Every metric that an expression names; a histogram's parts are its own.
  const unknown = (expression) => [...expression.matchAll(/\b(?:factd|process)_[a-z_]+\b/g)].map(([name]) => name)
    .filter((name) => !(name in families) && families[name.replace(/_(bucket|sum|count)$/, '')]?.type !== 'histogram');

  it('docs: the table of metrics is what a scrape has, with its types', () => {
    const rows = [...text(monitoring).matchAll(/^\| `((?:factd|process)_\w+)` \| (\w+) \|/gm)].map(([, name, type]) => [name, type]);
    assert.deepEqual(Object.fromEntries(rows.sort()), Object.fromEntries(Object.entries(families).map(([name, { type }]) => [name, type]).sort()));
  });

  it('docs: the table of alerts is that of the rules', () => {
    const told = [...text(monitoring).matchAll(/^\| `(Factd\w+)` \|/gm)].map(([, name]) => name);
    assert.deepEqual(told, [...text('deploy/prometheus/alerts.yml').matchAll(/alert: (\w+)/g)].map(([, name]) => name));
  });

  it('alerts: promtool accepts them', () => accepted(['check', 'rules', join(root, 'deploy/prometheus/alerts.yml')]));

  it('alerts: every metric that they use is there', () => {
    const expressions = text('deploy/prometheus/alerts.yml');
    assert.ok(expressions.includes('factd_'));
    assert.deepEqual(unknown(expressions), []);
  });

  it('dashboard: every metric that it uses is there, and it uses every one', () => {
    const dashboard = JSON.parse(text('deploy/grafana/factd.json'));
    const expressions = dashboard.panels.flatMap(({ targets = [] }) => targets.map(({ expr }) => expr));
    const queries = dashboard.templating.list.map(({ definition }) => definition ?? '');
    assert.ok(expressions.length > 20);
    assert.deepEqual([...expressions, ...queries].flatMap(unknown), []);
    const all = expressions.join(' ');
    assert.deepEqual(Object.keys(families).filter((name) => !all.includes(name)), []);
  });

  it('dashboard: its panels have ids and places of their own', () => {
    const { panels } = JSON.parse(text('deploy/grafana/factd.json'));
    assert.equal(new Set(panels.map(({ id }) => id)).size, panels.length);
    const places = panels.map(({ gridPos: { x, y } }) => `${x} ${y}`);
    assert.equal(new Set(places).size, places.length);
  });
});
