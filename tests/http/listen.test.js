// SPDX-License-Identifier: MIT
// Where a server answers: several addresses, both families, Unix sockets, an address for operation, and sockets that a
// service manager passes.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { get } from 'node:http';
import { createServer } from 'node:net';
import { networkInterfaces } from 'node:os';
import { join } from 'node:path';
import { before, describe, it } from 'node:test';
import { database, ended, fixture, folder, program, serve, serveAt } from '../lib/factd.js';
import { eventually, scope } from './scope.js';
import { Wire } from './wire.js';

const hasIpv6 = Object.values(networkInterfaces()).flat().some(({ address }) => address === '::1');

// The body of GET at unix:PATH.
const text = (at, path) => new Promise((done, failed) => {
  get({ socketPath: at.slice(5), path, agent: false }, async (answer) => {
    let all = '';
    for await (const part of answer.setEncoding('utf8')) all += part;
    done(all);
  }).on('error', failed);
});

// The status of GET there, or the code of the error; `at` is a URL's origin or unix:PATH.
const status = (at, path = '/v1') => new Promise((done) => {
  const { hostname, port } = at.startsWith('unix:') ? {} : new URL(at);
  const to = port ? { host: hostname.replace(/[[\]]/g, ''), port } : { socketPath: at.slice('unix:'.length) };
  get({ ...to, path, agent: false }, (response) => response.resume().on('end', () => done(response.statusCode))).on('error', ({ code }) => done(code));
});

const listening = async (test, ...args) => {
  const other = createServer(() => {}).listen(...args);
  test.after(() => other.close());
  await new Promise((done) => other.once('listening', done));
  return other;
};

const shared = scope();
let path;
before(() => { path = database(shared, fixture('harbour.json')); });

describe('--listen', () => {
  it('takes several addresses, prints each, and answers at each', async (t) => {
    const socket = join(folder(t), 'factd.sock');
    const server = await serveAt(t, path, `127.0.0.1:0,unix:${socket},127.0.0.2:0`);
    assert.equal(server.urls.length, 3);
    assert.match(server.urls[0], /^http:\/\/127\.0\.0\.1:\d+$/);
    assert.equal(server.urls[1], `unix:${socket}`);
    assert.match(server.urls[2], /^http:\/\/127\.0\.0\.2:\d+$/);
    for (const url of server.urls) assert.equal(await status(url), 200, url);
  });

  it('with a name listens on all of its addresses, at one port', async (t) => {
    const server = await serveAt(t, path, 'localhost:0');
    const ports = new Set(server.urls.map((url) => new URL(url).port));
    assert.equal(ports.size, 1, server.urls.join());
    for (const url of server.urls) assert.equal(await status(url), 200, url);
  });

  it('with a star answers to both families', async (t) => {
    const server = await serveAt(t, path, '*:0');
    const { port } = new URL(server.url);
    assert.equal(await status(`http://127.0.0.1:${port}`), 200);
    if (hasIpv6) assert.equal(await status(`http://[::1]:${port}`), 200);
    else t.diagnostic('this machine has no IPv6');
  });

  it('keeps [::] apart from 0.0.0.0', { skip: !hasIpv6 && 'this machine has no IPv6' }, async (t) => {
    const server = await serveAt(t, path, '[::]:0');
    const { port } = new URL(server.url);
    assert.equal(await status(`http://[::1]:${port}`), 200);
    assert.equal(await status(`http://127.0.0.1:${port}`), 'ECONNREFUSED');
  });

  const wrong = ['127.0.0.1:0,', ',127.0.0.1:0', '127.0.0.1:0,,127.0.0.2:0', '*', '*:', '**:0', '[*]:0', 'unix:', `unix:/${'p'.repeat(107)}`, '127.0.0.1:-1', '127.0.0.1:+80', '127.0.0.1: 80', '127.0.0.1:65536', '127.0.0.1:080808', `${'h'.repeat(400)}:80`, Array(17).fill('127.0.0.1:0').join()];
  for (const listen of wrong)
    it(`"${listen.slice(0, 60)}" exits 2 and names the setting`, async () => {
      const { status: code, stdout, stderr } = await ended(['serve', '--database', path, '--listen', listen]);
      assert.equal(code, 2, stderr);
      assert.match(stderr, /listen/);
      assert.equal(stdout, '');
    });

  it('on one port that is in use of several exits 3, names it, and says what to do', async (t) => {
    const other = await listening(t, 0, '127.0.0.1');
    const { status: code, stderr } = await ended(['serve', '--database', path, '--listen', `127.0.0.1:0,127.0.0.1:${other.address().port}`]);
    assert.equal(code, 3);
    assert.match(stderr, new RegExp(`127.0.0.1:${other.address().port}.*another port`));
  });

  it('on a port that is in use says so before the database is touched', async (t) => {
    const other = await listening(t, 0, '127.0.0.1');
    const made = join(folder(t), 'new.db');
    const { status: code } = await ended(['serve', '--database', made, '--listen', `127.0.0.1:${other.address().port}`]);
    assert.equal(code, 3);
    assert.ok(!existsSync(made));
  });

  it('on an address that this machine has not exits 3 and names it', async () => {
    const { status: code, stderr } = await ended(['serve', '--database', path, '--listen', '192.0.2.1:0']);
    assert.equal(code, 3);
    assert.ok(stderr.includes('192.0.2.1:0'), stderr);
  });
});

describe('a Unix socket', () => {
  it('is gone when the server has stopped', async (t) => {
    const socket = join(folder(t), 's');
    const server = await serveAt(t, path, `unix:${socket}`);
    assert.ok(existsSync(socket));
    await server.stop();
    assert.ok(!existsSync(socket));
  });

  it('that a server left behind is replaced', async (t) => {
    const socket = join(folder(t), 's');
    await (await serveAt(t, path, `unix:${socket}`)).stop('SIGKILL');
    assert.ok(existsSync(socket));
    const server = await serveAt(t, path, `unix:${socket}`);
    assert.equal(await status(server.url), 200);
  });

  it('on which another server listens is left alone', async (t) => {
    const socket = join(folder(t), 's');
    const first = await serveAt(t, path, `unix:${socket}`);
    const { status: code, stderr } = await ended(['serve', '--database', path, '--listen', `unix:${socket}`]);
    assert.equal(code, 3);
    assert.ok(stderr.includes(socket), stderr);
    assert.equal(await status(first.url), 200);
  });

  it('on which another listens and accepts nobody is left alone, too', { timeout: 60_000 }, async (t) => {
    const socket = join(folder(t), 's');
    const child = spawn('python3', ['-c', `
import socket, sys
at = socket.socket(socket.AF_UNIX)
at.bind(sys.argv[1])
at.listen(0)
others = [socket.socket(socket.AF_UNIX) for _ in range(3)]
for other in others:
    other.setblocking(False)
    other.connect_ex(sys.argv[1])
print('full', flush=True)
sys.stdin.read()`, socket], { stdio: ['pipe', 'pipe', 'inherit'] });
    t.after(() => child.kill('SIGKILL'));
    await new Promise((done) => child.stdout.once('data', done));
    const { status: code, stderr } = await ended(['serve', '--database', path, '--listen', `unix:${socket}`]);
    assert.equal(code, 3, stderr);
    assert.ok(existsSync(socket));
  });

  it('never takes the place of another file', async (t) => {
    const home = folder(t);
    writeFileSync(join(home, 'file'), 'kept');
    mkdirSync(join(home, 'dir'));
    for (const name of ['file', 'dir', 'missing/s']) {
      const { status: code, stderr } = await ended(['serve', '--database', path, '--listen', `unix:${join(home, name)}`]);
      assert.equal(code, 3, name);
      assert.ok(stderr.includes(join(home, name)), stderr);
    }
    assert.ok(existsSync(join(home, 'file')));
  });

  it('answers a health check', async (t) => {
    const socket = join(folder(t), 's');
    await serveAt(t, path, `unix:${socket}`);
    assert.equal((await ended(['healthcheck', '--listen', `unix:${socket}`])).status, 0);
    assert.equal((await ended(['healthcheck', '--listen', `unix:${socket}x`])).status, 3);
  });
});

describe('--admin', () => {
  const operation = ['/livez', '/readyz'];
  let server;
  let admin;
  before(async () => {
    const socket = join(folder(shared), 'admin');
    admin = `unix:${socket}`;
    server = await serve(shared, path, '--admin', admin);
  });

  for (const target of operation) {
    it(`has ${target}, and the other address has not`, async () => {
      assert.equal(await status(admin, target), 200);
      assert.equal(await status(server.url, target), 404);
    });
  }

  it('has no facts', async () => {
    for (const target of ['/', '/v1', '/v1/facts', '/openapi.yaml']) assert.equal(await status(admin, target), 404, target);
  });

  it('explains its errors', async () => {
    assert.equal(await status(admin, '/problems/not-found'), 200);
  });

  it('counts what the other address answers by its routes', async () => {
    const routes = { '/v1/facts?limit=1': '/v1/facts', '/v1/figures/none': '/v1/figures/{id}', '/v1/evidence': '/v1/evidence', '/v1/search?q=a': '/v1/search' };
    for (const target of Object.keys(routes)) await status(server.url, target);
    for (const [target, route] of Object.entries(routes)) {
      const counted = `factd_http_requests_total{route="${route}",method="GET"`;
      assert.ok(await eventually(async () => (await text(admin, '/metrics')).includes(counted)), counted);
      assert.ok(await eventually(() => server.log.includes(`route="${route}" target="${target}"`)), target);
    }
  });

  it('is what a health check asks', async () => {
    assert.equal((await ended(['healthcheck', '--listen', `127.0.0.1:${server.port}`, '--admin', admin])).status, 0);
    assert.equal((await ended(['healthcheck', '--listen', `127.0.0.1:${server.port}`])).status, 3);
  });

  it('is not printed, but logged', () => {
    assert.equal(server.urls.length, 1);
    assert.match(server.log, /event=listening-admin detail="unix:/);
  });

  it('that is in use exits 3 and names the setting', async (t) => {
    const other = await listening(t, 0, '127.0.0.1');
    const { status: code, stdout, stderr } = await ended(['serve', '--database', path, '--listen', '127.0.0.1:0', '--admin', `127.0.0.1:${other.address().port}`]);
    assert.equal(code, 3);
    assert.match(stderr, /--admin/);
    assert.equal(stdout, '');
  });

  it('that is no address exits 2', async () => {
    assert.equal((await ended(['serve', '--database', path, '--listen', '127.0.0.1:0', '--admin', 'nonsense'])).status, 2);
  });
});

describe('sockets that were passed', () => {
  const passing = 'LISTEN_PID=$$; export LISTEN_PID';

  // Holds sockets of these names on the descriptors from 3 on, which no one else accepts from; for each line that comes it
  // starts the server on them, telling its process and the ports first, and waits for its end.
  const holder = `
import os, socket, sys
names = sys.argv[1].split(':')
held = [socket.create_server(('127.0.0.1', 0)) for name in names]
ports = [one.getsockname()[1] for one in held]
for at, one in enumerate(held): os.dup2(one.fileno(), 100 + at)
for at in range(len(held)): os.dup2(100 + at, 3 + at)
for line in sys.stdin:
    child = os.fork()
    if child == 0:
        os.environ.update(LISTEN_PID=str(os.getpid()), LISTEN_FDS=str(len(names)), LISTEN_FDNAMES=sys.argv[1])
        print('started', os.getpid(), *ports, flush=True)
        os.execv(sys.argv[2], sys.argv[2:])
    print('ended', os.waitpid(child, 0)[1], flush=True)`;

  // { start, end }: of a server on the holder's sockets; start gives its process, and the ports.
  function held(t, names) {
    const child = spawn('python3', ['-c', holder, names, program, 'serve', '--database', path, '--listen', '127.0.0.1:1'], { stdio: ['pipe', 'pipe', 'ignore'] });
    t.after(() => child.stdin.end());
    let said = '';
    child.stdout.setEncoding('utf8').on('data', (text) => { said += text; });
    const heard = async (pattern, nth) => (await eventually(() => [...said.matchAll(pattern)][nth], 30_000)) ?? assert.fail(said);
    return {
      async start(nth = 0) {
        child.stdin.write('\n');
        const [, pid, ports] = await heard(/started (\d+) (.*)\n/g, nth);
        await heard(/http:.*\n/g, nth);
        return { pid: Number(pid), ports: ports.split(' ').map(Number), urls: said.match(/http:.*/g) };
      },
      async end(pid, nth = 0) {
        process.kill(pid, 'SIGTERM');
        await heard(/ended 0\n/g, nth);
      },
    };
  }

  it('are used in place of --listen, and stay open when the server ends', async (t) => {
    const service = held(t, 'factd.socket');
    const { pid, ports: [port], urls } = await service.start();
    assert.deepEqual(urls, [`http://127.0.0.1:${port}`]);
    await service.end(pid);
    // Nobody accepts now: the connection waits for the next server.
    const wire = new Wire({ port });
    t.after(() => wire.close());
    await wire.send('GET /v1 HTTP/1.1\r\nHost: a\r\n\r\n').opened;
    const second = await service.start(1);
    assert.equal((await wire.response()).status, 200);
    await service.end(second.pid, 1);
  });

  it('that are named admin are for operation', async (t) => {
    const service = held(t, 'admin:http');
    const { pid, ports: [admin, facts] } = await service.start();
    assert.equal(await status(`http://127.0.0.1:${facts}`, '/v1'), 200);
    assert.equal(await status(`http://127.0.0.1:${facts}`, '/livez'), 404);
    assert.equal(await status(`http://127.0.0.1:${admin}`, '/livez'), 200);
    await service.end(pid);
  });

  it('to another process are not touched', async (t) => {
    const passed = await listening(t, 0, '127.0.0.1');
    const server = await serveAt(t, path, '127.0.0.1:0', { descriptors: [passed._handle.fd], env: { LISTEN_FDS: '1', LISTEN_PID: '1' } });
    assert.notEqual(server.port, passed.address().port);
  });

  for (const [count, descriptors] of [['x', []], ['1', []], ['17', []], ['-1', []], ['1', ['ignore']]])
    it(`that are not there (LISTEN_FDS=${count}, ${descriptors.length} open) exit 3 and say so`, async (t) => {
      await assert.rejects(serveAt(t, path, '127.0.0.1:0', { shell: passing, descriptors, env: { LISTEN_FDS: count } }), /ended with 3: factd: LISTEN_FDS/);
    });

  it('that keep messages apart exit 3 and say what is needed', async (t) => {
    const passer = `
import os, socket, sys
at = socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET)
at.bind(sys.argv[1])
at.listen()
os.dup2(at.fileno(), 3)
os.set_inheritable(3, True)
os.environ.update(LISTEN_PID=str(os.getpid()), LISTEN_FDS='1')
os.execv(sys.argv[2], sys.argv[2:])`;
    const child = spawn('python3', ['-c', passer, join(folder(t), 's'), program, 'serve', '--database', path], { stdio: ['ignore', 'ignore', 'pipe'] });
    t.after(() => child.kill('SIGKILL'));
    let said = '';
    child.stderr.setEncoding('utf8').on('data', (text) => { said += text; });
    assert.ok(await eventually(() => child.exitCode !== null, 20_000), said);
    assert.equal(child.exitCode, 3, said);
    assert.match(said, /LISTEN_FDS.*ListenStream/);
  });
});

describe('a service manager', () => {
  // Prints each message that comes to a datagram socket, a line each, with blanks for line ends.
  const listener = `
import os, socket, sys
at = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
at.bind(sys.argv[1])
print('bound', flush=True)
while True: print(at.recv(4096).decode().replace('\\n', ' '), flush=True)`;

  async function manager(t) {
    const socket = join(folder(t), 'notify');
    const child = spawn('python3', ['-c', listener, socket], { stdio: ['ignore', 'pipe', 'inherit'] });
    t.after(() => child.kill('SIGKILL'));
    const heard = [];
    child.stdout.setEncoding('utf8').on('data', (text) => heard.push(...text.trim().split('\n')));
    assert.ok(await eventually(() => heard.includes('bound'), 20_000));
    return { socket, heard };
  }

  it('hears that it is ready, reloads, and stops', async (t) => {
    const { socket, heard } = await manager(t);
    const server = await serveAt(t, path, '127.0.0.1:0', { env: { NOTIFY_SOCKET: socket } });
    assert.ok(await eventually(() => heard.includes('READY=1'), 20_000));
    server.process.kill('SIGHUP');
    assert.ok(await eventually(() => heard.some((line) => /^RELOADING=1 MONOTONIC_USEC=\d+$/.test(line)), 20_000), heard.join());
    assert.ok(await eventually(() => heard.filter((line) => line === 'READY=1').length === 2, 20_000), heard.join());
    assert.equal((await server.get('/v1')).status, 200);
    await server.stop();
    assert.ok(await eventually(() => heard.includes('STOPPING=1'), 20_000));
    assert.ok(!heard.some((line) => line.startsWith('WATCHDOG')));
  });

  it('that wants it hears again and again that all is well', async (t) => {
    const { socket, heard } = await manager(t);
    await serveAt(t, path, '127.0.0.1:0', { env: { NOTIFY_SOCKET: socket, WATCHDOG_USEC: '400000' } });
    assert.ok(await eventually(() => heard.filter((line) => line === 'WATCHDOG=1').length >= 3, 30_000), heard.join());
  });

  it('whose watchdog has all the time of the world is no trouble', async (t) => {
    for (const microseconds of ['0', '1', '-1', '9223372036854776', '99999999999999999', '18446744073709551615']) {
      const server = await serveAt(t, path, '127.0.0.1:0', { env: { WATCHDOG_USEC: microseconds } });
      assert.equal((await server.get('/livez')).status, 200);
      assert.equal((await server.stop()).code, 0, microseconds);
    }
  });

  it('that does not take its messages keeps no server from its end', { timeout: 120_000 }, async (t) => {
    const socket = join(folder(t), 'notify');
    const deaf = spawn('python3', ['-c', `
import socket, sys
at = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
at.bind(sys.argv[1])
print('bound', flush=True)
sys.stdin.read()`, socket], { stdio: ['pipe', 'pipe', 'inherit'] });
    t.after(() => deaf.kill('SIGKILL'));
    await new Promise((done) => deaf.stdout.once('data', done));
    const server = await serveAt(t, path, '127.0.0.1:0', { args: ['--log-level', 'debug'], env: { NOTIFY_SOCKET: socket, WATCHDOG_USEC: '1000' } });
    const longest = Number(readFileSync('/proc/sys/net/unix/max_dgram_qlen', 'utf8'));
    // Each is answered by two messages, so these are more than the socket holds, whatever the watchdog is told.
    for (let told = 0; told <= longest; told++) {
      const before = server.log.length;
      server.process.kill('SIGHUP');
      assert.ok(await eventually(() => server.log.indexOf('event=reloaded', before) >= 0, 20_000), `reload ${told}`);
    }
    assert.equal((await server.stop()).code, 0);
  });

  it('that is not there does not matter', async (t) => {
    for (const socket of ['/missing/notify', 'nonsense', `/${'p'.repeat(200)}`, '@nobody', '']) {
      const server = await serveAt(t, path, '127.0.0.1:0', { env: { NOTIFY_SOCKET: socket } });
      assert.equal((await server.get('/livez')).status, 200);
    }
  });
});

describe('SIGHUP', () => {
  it('does not end a server', async (t) => {
    const server = await serve(t, path);
    server.process.kill('SIGHUP');
    assert.ok(await eventually(() => server.log.includes('event=reloaded'), 20_000));
    assert.equal((await server.get('/v1')).status, 200);
  });
});
