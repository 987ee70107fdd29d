// SPDX-License-Identifier: MIT
// A stop under load loses no request: first a balancer is told and all goes on, then answers close their connections,
// then no new ones are taken, then what is under way ends. Nothing here depends on how fast that goes: the stages are
// ended by signals.
import assert from 'node:assert/strict';
import { Agent, get } from 'node:http';
import { connect } from 'node:net';
import { join } from 'node:path';
import { before, describe, it } from 'node:test';
import { database, fixture, folder, serve } from '../lib/factd.js';
import { anyArticle, random, write } from './generate.js';
import { eventually, scope } from './scope.js';
import { request, Wire } from './wire.js';

const shared = scope();
let path;
before(() => {
  path = database(shared, fixture('harbour.json'), ...write(folder(shared), ...['one', 'two'].map((id) => anyArticle(id, 200, random(1)))));
});

// { status, close } of one request, or { error }.
const asked = (options) => new Promise((done) => {
  get(options, (response) => response.on('error', ({ code }) => done({ error: code })).resume()
    .on('end', () => done({ status: response.statusCode, close: response.headers.connection === 'close' })))
    .on('error', ({ code }) => done({ error: code }));
});

describe('a stop with a delay', () => {
  it('fails no request of clients that a balancer leads elsewhere once /readyz fails', { timeout: 120_000 }, async (t) => {
    const admin = join(folder(t), 'admin');
    const server = await serve(t, path, '--admin', `unix:${admin}`, '--drain-delay-seconds', '3600', '--drain-seconds', '60');
    const readyz = () => asked({ socketPath: admin, path: '/readyz', agent: false });
    let led = true;
    let begun = false;
    const answers = { before: 0, during: 0 };
    const failed = [];
    const client = async (number) => {
      const agent = new Agent({ keepAlive: number % 2 === 0, maxSockets: 1 });
      for (let count = 0; led; count++) {
        const answer = await asked({ host: '127.0.0.1', port: server.port, agent, path: `/v1/facts?limit=50&name.en__ne=${number}-${count}` });
        if (answer.status !== 200) failed.push(answer);
        answers[begun ? 'during' : 'before']++;
      }
      agent.destroy();
    };
    const clients = Array.from({ length: 8 }, (_, i) => client(i));
    assert.ok(await eventually(() => answers.before > 100, 60_000));
    assert.equal((await readyz()).status, 200);
    begun = true;
    server.process.kill('SIGTERM');
    assert.ok(await eventually(async () => (await readyz()).status === 503, 60_000));
    const sofar = answers.during;
    assert.ok(await eventually(() => answers.during > sofar + 100, 60_000), 'all goes on while the balancer makes up its mind');
    led = false;
    await Promise.all(clients);
    server.process.kill('SIGTERM');
    assert.equal((await server.ended).code, 0);
    assert.deepEqual(failed, []);
  });

  it('keeps connections open until it is over, then closes each with its answer', async (t) => {
    const server = await serve(t, path, '--drain-delay-seconds', '3600', '--drain-seconds', '3600');
    const kept = new Wire(server);
    t.after(() => kept.close());
    assert.equal((await kept.send(request('GET', '/livez')).response()).headers.connection, undefined);
    server.process.kill('SIGTERM');
    assert.ok(await eventually(async () => (await server.get('/readyz')).status === 503, 20_000));
    assert.equal((await kept.send(request('GET', '/v1')).response()).headers.connection, undefined);
    server.process.kill('SIGTERM');
    assert.equal((await server.ended).code, 0);
    assert.match(server.log, /event=stopped detail="all requests are answered"/);
  });

  it('says on /readyz that it is about to end, and on /livez that it lives', async (t) => {
    const server = await serve(t, path, '--drain-delay-seconds', '3600');
    server.process.kill('SIGTERM');
    assert.ok(await eventually(async () => (await server.get('/readyz')).status === 503, 20_000));
    const { json, headers } = await server.get('/readyz');
    assert.equal(json.type, '/problems/stopping');
    assert.ok(headers.get('retry-after'));
    assert.equal((await server.get('/livez')).status, 200);
  });
});

describe('a stop without a delay', () => {
  it('answers each request that was sent before it, and tells that the connection ends', async (t) => {
    const server = await serve(t, path, '--workers', '1', '--drain-seconds', '3600');
    const wires = Array.from({ length: 20 }, () => new Wire(server));
    t.after(() => wires.forEach((wire) => wire.close()));
    await Promise.all(wires.map((wire) => wire.send(request('GET', '/livez')).response()));
    wires.forEach((wire, i) => wire.send(request('GET', `/v1/facts?limit=200&sort=-name.ko&name.en__ne=${i}`)));
    // A request that came behind them, over a connection of its own, says that they have come.
    await server.get('/livez');
    const { code } = await server.stop();
    const answers = await Promise.all(wires.map((wire) => wire.response()));
    assert.equal(code, 0);
    assert.deepEqual(answers.map((answer) => answer?.status), Array(20).fill(200));
  });

  // Nothing can be done for who connects between the last accept and the close, but there is next to no time for it:
  // were it a few milliseconds, the next connection of each of these clients would be cut off.
  it('cuts next to nobody off whose connection stands', { timeout: 120_000 }, async (t) => {
    const counts = {};
    for (let round = 0; round < 5; round++) {
      const server = await serve(t, path);
      const client = async () => {
        for (;;) {
          const { status, error } = await asked({ host: '127.0.0.1', port: server.port, agent: false, path: '/livez' });
          if (status === 200) continue;
          counts[status ?? error] = (counts[status ?? error] ?? 0) + 1;
          return;
        }
      };
      const clients = Array.from({ length: 8 }, client);
      assert.ok(await eventually(() => server.log.includes('event=request'), 20_000));
      assert.equal((await server.stop()).code, 0);
      await Promise.all(clients);
    }
    assert.ok(counts.ECONNREFUSED >= 20, JSON.stringify(counts));
  });

  // The listeners close while a loop has just heard of somebody who comes: ThreadSanitizer looks on.
  it('while many connect ends well', { timeout: 120_000 }, async (t) => {
    for (let round = 0; round < 8; round++) {
      const server = await serve(t, path, '--access-log', 'off');
      let comes = true;
      const client = () => new Promise((done) => {
        const again = () => {
          if (!comes) return done();
          const socket = connect(server.port, '127.0.0.1', () => socket.resetAndDestroy());
          return socket.on('error', () => {}).on('close', () => setImmediate(again));
        };
        again();
      });
      const clients = Array.from({ length: 50 }, client);
      await server.get('/livez');
      const { code, log } = await server.stop();
      comes = false;
      await Promise.all(clients);
      assert.equal(code, 0, log);
    }
  });
});
