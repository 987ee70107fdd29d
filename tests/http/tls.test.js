// SPDX-License-Identifier: MIT
// HTTPS: what is refused at the start, what clients see, and certificates that change while they ask.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, renameSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { before, describe, it } from 'node:test';
import { connect as secured } from 'node:tls';
import { database, ended, fixture, folder, run, serve } from '../lib/factd.js';
import { certificate, ecdsa, ed25519, pem, rsa } from '../lib/x509.js';
import { article, figure, write } from './generate.js';
import { eventually, scope } from './scope.js';
import { ask, request, Wire } from './wire.js';

const DAY = 24 * 60 * 60 * 1000;
const key1024 = rsa(1024), key2048 = rsa();
const root = certificate({ subject: 'root', ca: true, usage: 'keyCertSign' });
const middle = certificate({ subject: 'middle', ca: true, usage: 'keyCertSign', issuer: root, key: key2048 });
const issued = (more) => certificate({ issuer: middle, usage: 'digitalSignature', purpose: 'server', ...more });

// Both files, as renewing programs put them there: each at once, one after the other.
function put(dir, chain, key, mode = 0o600) {
  const at = { certificate: join(dir, 'cert.pem'), key: join(dir, 'key.pem') };
  for (const [path, text] of [[at.certificate, chain], [at.key, key]]) {
    writeFileSync(`${path}.new`, text, { mode });
    renameSync(`${path}.new`, path);
  }
  return at;
}

const settings = (at) => ['--tls-certificate', at.certificate, '--tls-key', at.key];

// A server with a certificate of its own making, or with the chain and key that are given; `server.tls` is for Wire.
async function serveTls(test, path, { chain, key, args = [], dir = folder(test) } = {}) {
  const own = chain ? null : certificate();
  const at = put(dir, chain ?? own.pem, pem(key ?? own.key));
  const server = await serve(test, path, ...settings(at), ...args);
  return Object.assign(server, { at, dir, own, tls: { rejectUnauthorized: false } });
}

const opened = async (server, more = {}) => {
  const wire = new Wire({ port: server.port, tls: { rejectUnauthorized: false, ...more } });
  await wire.opened;
  return wire;
};

// Of the certificate that a new connection is shown.
async function shown(server) {
  const wire = await opened(server);
  const { fingerprint256 } = wire.socket.getPeerCertificate();
  wire.close();
  return fingerprint256;
}

const count = (log, text) => log.split(text).length - 1;

// Sends SIGHUP and waits until the log tells how it went.
async function reload(server, text = ' event=reloaded ') {
  const had = count(server.log, text);
  server.process.kill('SIGHUP');
  assert.ok(await eventually(() => count(server.log, text) > had, 10_000), server.log);
}

describe('a certificate or key that would not serve', () => {
  const shared = scope();
  let path, dir;
  before(() => { path = database(shared); dir = folder(shared); });
  const good = certificate({ key: key2048 }), other = certificate();
  const refused = async (args, code, sentence) => {
    const { status, stderr, stdout } = await ended(['serve', '--database', path, '--listen', '127.0.0.1:0', ...args]);
    assert.match(stderr, sentence);
    assert.equal(stderr.trim().split('\n').length, 1, stderr);
    assert.deepEqual([status, stdout], [code, '']);
  };
  const rejects = (claim, chain, key, sentence) => it(`${claim} is refused`, async (t) => {
    await refused(settings(put(folder(t), chain, key)), 1, sentence);
  });

  it('without its other half is refused', async () => {
    await refused(['--tls-certificate', 'c.pem'], 2, /^factd: --tls-certificate: it needs --tls-key too/);
    await refused(['--tls-key', 'k.pem'], 2, /^factd: --tls-key: it needs --tls-certificate too/);
  });
  it('that is not there is refused', async (t) => {
    const at = put(folder(t), good.pem, pem(good.key));
    await refused(settings({ ...at, certificate: '/none/c.pem' }), 3, /tls-certificate: \/none\/c\.pem cannot be read: No such file/);
    await refused(settings({ ...at, key: '/none/k.pem' }), 3, /tls-key: \/none\/k\.pem cannot be read: No such file/);
  });
  it('that is a folder is refused', (t) => refused(settings({ ...put(folder(t), good.pem, pem(good.key)), key: dir }), 1,
    /tls-key: \S+ is a folder; name the file in it/));
  it('that is a pipe is refused without waiting for its writer', async (t) => {
    const at = put(folder(t), good.pem, pem(good.key)), pipe = join(folder(t), 'pipe');
    execFileSync('mkfifo', [pipe]);
    await refused(settings({ ...at, key: pipe }), 1, /tls-key: \S+ is no ordinary file/);
  });
  it('that may not be read is refused', { skip: process.getuid() === 0 && 'root may read everything' }, async (t) => {
    const at = put(folder(t), good.pem, pem(good.key));
    chmodSync(at.key, 0);
    await refused(settings(at), 3, /tls-key: \S+ cannot be read: Permission denied; let user \d+/);
  });

  rejects('an empty certificate', '', pem(good.key), /tls-certificate: \S+ is empty/);
  rejects('an empty key', good.pem, '', /tls-key: \S+ is empty/);
  rejects('a huge certificate', `${good.pem}${' '.repeat(1024 * 1024)}`, pem(good.key), /tls-certificate: \S+ is larger than 1 MiB/);
  rejects('a text that is no PEM', 'hello\n', pem(good.key), /tls-certificate: \S+ holds no certificate in PEM/);
  rejects('a key that is no PEM', good.pem, 'hello\n', /tls-key: \S+ holds no private key in PEM/);
  rejects('a text that ends in NUL bytes', Buffer.alloc(100), pem(good.key), /tls-certificate: \S+ holds no certificate in PEM/);
  rejects('a certificate in DER', good.der, pem(good.key), /tls-certificate: \S+ is no PEM but seems to be DER; convert it with openssl/);
  rejects('a key in DER', good.pem, good.key.export({ type: 'pkcs8', format: 'der' }), /tls-key: \S+ is no PEM but seems to be DER/);
  rejects('a damaged certificate', good.pem.replace(/\n.{20}/, '\n!!!!'), pem(good.key), /tls-certificate: \S+ is damaged: /);
  rejects('a certificate that is cut short', good.pem.slice(0, 400), pem(good.key), /tls-certificate: \S+ is damaged: /);
  rejects('a certificate of bytes that mean nothing', `-----BEGIN CERTIFICATE-----\n${Buffer.alloc(99, 7).toString('base64')}\n-----END CERTIFICATE-----\n`,
    pem(good.key), /tls-certificate: \S+ is damaged: /);
  rejects('a damaged key', good.pem, pem(good.key).replace(/\n.{20}/, '\nAAAA'), /tls-key: \S+ is damaged or of an unknown kind: /);
  rejects('a request for a certificate', '-----BEGIN CERTIFICATE REQUEST-----\nMIIB\n-----END CERTIFICATE REQUEST-----\n', pem(good.key),
    /tls-certificate: \S+ holds a request for a certificate; name the certificate that came of it/);
  rejects('a key given as the certificate', pem(good.key), good.pem, /tls-certificate: \S+ holds a private key and no certificate; are .* the wrong way round\?/);
  rejects('a certificate given as the key', good.pem, good.pem, /tls-key: \S+ holds a certificate and no private key; are .* the wrong way round\?/);
  rejects('an encrypted key', good.pem, pem(good.key, { cipher: 'aes-256-cbc', passphrase: 'x' }), /tls-key: \S+ is encrypted, .*; decrypt it with openssl pkey/);
  rejects('an encrypted key in the old form', good.pem, good.key.export({ type: 'pkcs1', format: 'pem', cipher: 'aes-128-cbc', passphrase: 'x' }),
    /tls-key: \S+ is encrypted, /);
  rejects('a key of another certificate', good.pem, pem(other.key), /tls-key: \S+ is not the key of the certificate in \S+; give the two that were made together/);

  const expired = certificate({ until: new Date('2020-02-03T04:05:06Z') });
  rejects('an expired certificate', expired.pem, pem(expired.key),
    /tls-certificate: \S+: certificate 1 \(CN=localhost\) expired on 2020-02-03 04:05:06 UTC; renew it and send SIGHUP/);
  const early = certificate({ from: new Date('2088-01-02T03:04:05Z') });
  rejects('a certificate of the future', early.pem, pem(early.key),
    /tls-certificate: \S+: certificate 1 \(CN=localhost\) is not valid before 2088-01-02 03:04:05 UTC; wait, renew it, or set this machine's clock/);
  const stale = certificate({ subject: 'stale', ca: true, issuer: root, until: new Date('2021-01-01') });
  const under = certificate({ issuer: stale });
  rejects('a chain whose issuer expired', under.pem + stale.pem, pem(under.key), /certificate 2 \(CN=stale\) expired on 2021-01-01 00:00:00 UTC/);

  const leaf = issued();
  rejects('a chain with the root first', root.pem + middle.pem + leaf.pem, pem(leaf.key),
    /tls-certificate: \S+ begins with another certificate than the key's, which stands at place 3; put the server's own first/);
  rejects('a chain with a gap', leaf.pem + root.pem, pem(leaf.key), /tls-certificate: \S+: certificate 1 was not issued by certificate 2; put the server's own first/);
  rejects('a chain with a stranger', leaf.pem + middle.pem + other.pem, pem(leaf.key), /certificate 2 was not issued by certificate 3/);
  rejects('a chain without end', good.pem.repeat(17), pem(good.key), /holds more than 16 certificates/);

  const weak = certificate({ key: key1024 });
  rejects('an RSA key of 1024 bits', weak.pem, pem(weak.key), /tls-certificate: \S+ has a key of 1024 bits, which clients refuse; have one issued for RSA of at least 2048/);
  const small = certificate({ key: ecdsa('P-224') });
  rejects('a curve of 224 bits', small.pem, pem(small.key), /tls-certificate: \S+ has a key of 224 bits, which clients refuse/);
  const client = certificate({ purpose: 'client' });
  rejects('a certificate for clients', client.pem, pem(client.key), /tls-certificate: \S+ is not for servers \(its extended key usage lacks serverAuth\)/);
  const sealing = certificate({ key: key2048, usage: 'keyEncipherment' });
  rejects('a certificate that may not sign', sealing.pem, pem(sealing.key), /tls-certificate: \S+ is not for signing \(its key usage lacks digitalSignature\)/);

  it('is told before the database is made', async (t) => {
    const unborn = join(folder(t), 'unborn.db');
    const { status } = await ended(['serve', '--database', unborn, '--tls-certificate', dir, '--tls-key', dir]);
    assert.deepEqual([status, existsSync(unborn)], [1, false]);
  });
});

describe('what is served over TLS', () => {
  const shared = scope();
  const leaf = issued();
  let path, server, plain;
  before(async () => {
    path = database(shared, fixture('harbour.json'));
    server = await serveTls(shared, path, { chain: leaf.pem + middle.pem, key: leaf.key });
    plain = await serve(shared, path);
  });

  it('is told by the URL', () => assert.match(server.url, /^https:\/\/127\.0\.0\.1:[1-9]\d*$/));

  it('is believed by a client that knows the root alone', async () => {
    const wire = await opened(server, { rejectUnauthorized: true, ca: root.pem, servername: 'localhost' });
    assert.equal(wire.socket.authorized, true);
    assert.equal((await wire.send(request('GET', '/v1')).response()).status, 200);
    wire.close();
  });

  it('is the same under any name that a client asks for', async () => {
    for (const servername of ['localhost', 'elsewhere.example', '']) {
      const wire = await opened(server, { servername });
      assert.equal(wire.socket.getPeerCertificate().fingerprint256, leaf.fingerprint);
      wire.close();
    }
  });

  for (const target of ['/v1', '/v1/facts', '/v1/facts?limit=1&kind=event', '/v1/facts?limit=all&format=csv', '/v1/facts?limit=all&format=ndjson', '/none', '/v1/facts?limit=x',
    '/v1/search?q=harbour', '/openapi.json'])
    it(`is what HTTP has: ${target}`, async () => {
      for (const method of ['GET', 'HEAD']) {
        const options = { head: method === 'HEAD' };
        const told = async (from) => {
          const { status, headers, sent } = await ask(from, request(method, target, { Connection: 'close' }), options);
          for (const varying of ['date', 'server-timing', 'x-request-id', 'age']) delete headers[varying];
          return { status, headers, sent: sent.toString('latin1').replace(/"request_id":"[^"]*"/g, '') };
        };
        assert.deepEqual(await told(server), await told(plain));
      }
    });

  it('is unchanged by its tag', async () => {
    const { headers } = await ask(server, request('GET', '/v1/facts'));
    assert.equal((await ask(server, request('GET', '/v1/facts', { 'If-None-Match': headers.etag }))).status, 304);
  });

  it('is HTTP/1.1 by ALPN', async () => {
    const wire = await opened(server, { ALPNProtocols: ['h2', 'http/1.1'] });
    assert.equal(wire.socket.alpnProtocol, 'http/1.1');
    wire.close();
  });

  for (const version of ['TLSv1.2', 'TLSv1.3'])
    it(`is had by ${version}`, async () => {
      const wire = await opened(server, { minVersion: version, maxVersion: version });
      assert.equal(wire.socket.getProtocol(), version);
      assert.match(wire.socket.getCipher().standardName, /GCM|CHACHA20/);
      assert.equal((await wire.send(request('GET', '/v1')).response()).status, 200);
      wire.close();
    });

  for (const version of ['TLSv1', 'TLSv1.1'])
    it(`is not had by ${version}`, () => assert.rejects(
      opened(server, { minVersion: version, maxVersion: version, ciphers: 'ALL:@SECLEVEL=0' }), /version|alert|reset|disconnected/i));

  for (const [ciphers, key] of [['AES128-GCM-SHA256', key2048], ['DHE-RSA-AES128-GCM-SHA256', key2048], ['ECDHE-RSA-AES128-SHA', key2048],
    ['ECDHE-ECDSA-AES128-SHA', leaf.key]])
    it(`is not had by ${ciphers}`, async (t) => {
      const own = certificate({ key }), one = await serveTls(t, path, { chain: own.pem, key });
      const offer = (more) => opened(one, { maxVersion: 'TLSv1.2', ciphers: `${more}:@SECLEVEL=0` });
      await assert.rejects(offer(ciphers), /alert|reset|disconnected/i);
      (await offer(`${ciphers}:ECDHE-RSA-AES128-GCM-SHA256:ECDHE-ECDSA-AES128-GCM-SHA256`)).close();
    });

  for (const [kind, key] of [['RSA', key2048], ['ECDSA', ecdsa('P-384')], ['Ed25519', ed25519()]])
    it(`is had with a key of ${kind}`, async (t) => {
      const own = issued({ key });
      const one = await serveTls(t, path, { chain: own.pem + middle.pem + root.pem, key });
      const wire = await opened(one, { rejectUnauthorized: true, ca: root.pem, servername: 'localhost' });
      assert.equal((await wire.send(request('GET', '/v1')).response()).status, 200);
      wire.close();
    });

  it('is had with a key in the old form, and with both in one file', async (t) => {
    const own = certificate({ key: key2048 });
    const dir = folder(t), both = own.pem + key2048.export({ type: 'pkcs1', format: 'pem' });
    put(dir, both, both);
    const file = join(dir, 'cert.pem');
    const one = await serve(t, path, '--tls-certificate', file, '--tls-key', file);
    assert.equal(await shown(one), own.fingerprint);
  });

  it('is no answer to HTTP, which is told so', async () => {
    const response = await ask({ port: server.port }, request('GET', '/v1/facts'));
    assert.equal(response.status, 400);
    assert.match(response.headers['content-type'], /^application\/problem\+json$/);
    assert.equal(response.json.detail, 'Ask this port with https, not http.');
  });

  it('is no answer to garbage, and goes on', async () => {
    for (const bytes of [Buffer.alloc(100), Buffer.from([22, 3, 1, 255, 255, 1]), Buffer.alloc(20_000, 0x16), Buffer.from([0x80, 46, 1, 3, 1])]) {
      const socket = connect({ port: server.port, host: '127.0.0.1' });
      socket.on('error', () => {});
      socket.end(bytes);
      await new Promise((done) => socket.resume().on('close', done));
    }
    assert.equal((await ask(server, request('GET', '/v1'))).status, 200);
  });

  it('is asked by healthcheck, and so is what does not answer', async () => {
    const listen = ['--listen', `127.0.0.1:${server.port}`];
    const env = { FACTD_TLS_CERTIFICATE: server.at.certificate };
    assert.deepEqual(run(['healthcheck', ...listen], { env }), { status: 0, signal: null, stdout: '', stderr: '' });
    assert.equal(run(['healthcheck', ...listen]).status, 3);
    const wrong = run(['healthcheck', '--listen', `127.0.0.1:${plain.port}`], { env });
    assert.equal(wrong.status, 3);
    assert.match(wrong.stderr, /the TLS handshake fails: /);
  });
});

describe('many and much over TLS', () => {
  const shared = scope();
  const COUNT = 4000;
  const line = `${'so it goes on and on, '.repeat(22)}and on`;
  let path, server, plain;
  before(async () => {
    path = database(shared, ...write(folder(shared), article({
      id: 'many', facts: Array.from({ length: COUNT }, (_, i) => figure(`f${String(i).padStart(5, '0')}`, 2 + i, { summary: { en: line, ko: line } })),
    })));
    server = await serveTls(shared, path, { args: ['--access-log', 'off'] });
    plain = await serve(shared, path, '--access-log', 'off');
  });

  // All that comes over a connection which the server closes; `read` may take its time.
  const whole = (from, target, read = (socket) => socket.resume()) => new Promise((done, fail) => {
    const chunks = [];
    const options = { port: from.port, host: '127.0.0.1', rejectUnauthorized: false };
    const socket = from.tls ? secured(options) : connect(options);
    socket.on('data', (chunk) => chunks.push(chunk)).on('error', fail)
      .on('end', () => done(Buffer.concat(chunks).toString('latin1')));
    socket.write(request('GET', target, { Connection: 'close' }));
    read(socket);
  });
  const body = (text) => text.slice(text.indexOf('\r\n\r\n') + 4);

  // The body out of its chunks, of which the last came.
  const unchunked = (text) => {
    const parts = [];
    for (let rest = body(text); ;) {
      const end = rest.indexOf('\r\n'), size = Number.parseInt(rest.slice(0, end), 16);
      if (size === 0) return parts.join('');
      assert.ok(size > 0, rest.slice(0, 20));
      parts.push(rest.slice(end + 2, end + 2 + size));
      rest = rest.slice(end + 2 + size + 2);
    }
  };

  it('an export is what it is over HTTP', async () => {
    const over = await whole(server, '/v1/facts?limit=all&format=csv'), under = await whole(plain, '/v1/facts?limit=all&format=csv');
    assert.ok(unchunked(over).length > 4_000_000);
    assert.equal(unchunked(over), unchunked(under));
  });

  it('an export waits for a slow reader', async () => {
    const slow = await whole(server, '/v1/facts?limit=all&format=ndjson', (socket) => socket.on('data', () => {
      socket.pause();
      setTimeout(() => socket.resume(), 5);
    }));
    assert.equal(unchunked(slow).trim().split('\n').length, COUNT);
  });

  it('a document of megabytes is what it is over HTTP', async () => {
    const target = '/v1/articles/many/document';
    const over = await whole(server, target), under = await whole(plain, target);
    assert.ok(body(over).length > 1_000_000, over.slice(0, 500));
    assert.equal(body(over), body(under));
  });

  it('a hundred requests in one record have a hundred answers', async () => {
    const wire = await opened(server);
    for (let round = 0; round < 5; round++) {
      wire.send(request('GET', '/v1').repeat(100));
      for (let i = 0; i < 100; i++) assert.equal((await wire.response()).status, 200);
    }
    wire.close();
  });

  it('requests of all kinds in one record are answered in order', async () => {
    const wire = await opened(server);
    const targets = ['/v1', '/v1/facts?limit=1', '/none', '/v1/facts?sort=-value&limit=2', '/livez', '/v1/facts?limit=x'];
    const statuses = [200, 200, 404, 200, 200, 400];
    for (let round = 0; round < 10; round++) {
      wire.send(targets.map((target) => request('GET', target.replace('limit=1', `limit=${round + 1}`))).join(''));
      for (const status of statuses) assert.equal((await wire.response()).status, status);
    }
    wire.close();
  });

  it('a request in records of one byte is answered', async () => {
    const wire = await opened(server);
    wire.socket.setNoDelay(true);
    for (const byte of request('GET', '/v1')) wire.send(byte);
    assert.equal((await wire.response()).status, 200);
    wire.close();
  });

  it('a target that fills a record and more is answered', async () => {
    const wire = await opened(server);
    for (let i = 0; i < 5; i++) {
      wire.send(request('GET', '/v1', { 'X-Filler': 'x'.repeat(6000) }).repeat(3));
      for (let k = 0; k < 3; k++) assert.equal((await wire.response()).status, 200);
    }
    wire.close();
  });

  it('200 connections at once are all answered', async () => {
    const wires = await Promise.all(Array.from({ length: 200 }, () => opened(server)));
    for (let round = 0; round < 3; round++) {
      for (const [i, wire] of wires.entries()) wire.send(request('GET', `/v1/facts?limit=${1 + (i % 50)}`));
      for (const wire of wires) assert.equal((await wire.response()).status, 200);
    }
    for (const wire of wires) wire.close();
  });

  it('clients that stop amid the handshake hold up nobody', async () => {
    const hello = Buffer.from([22, 3, 1, 2, 0, 1, 0, 1, 0xfc, 3, 3]); // of its 512 bytes, the first
    const stopped = Array.from({ length: 50 }, (_, i) => {
      const socket = connect({ port: server.port, host: '127.0.0.1' });
      socket.on('error', () => {});
      socket.write(hello.subarray(0, i % (hello.length + 1)));
      return socket;
    });
    for (let i = 0; i < 20; i++) assert.equal((await ask(server, request('GET', '/v1'))).status, 200);
    for (const socket of stopped) socket.destroy();
  });

  it('clients that leave amid an answer hold up nobody', async () => {
    await Promise.all(Array.from({ length: 30 }, async (_, i) => {
      const wire = await opened(server);
      wire.send(request('GET', i % 2 ? '/v1/articles/many/document' : '/v1/facts?limit=100'));
      await new Promise((done) => wire.socket.once('data', done));
      wire.close();
    }));
    assert.equal((await ask(server, request('GET', '/v1'))).status, 200);
  });

  it('a stop lets an answer end', async (t) => {
    const one = await serveTls(t, path);
    const wire = await opened(one);
    wire.send(request('GET', '/v1/articles/many/document'));
    await new Promise((done) => wire.socket.once('data', done));
    const stopping = one.stop();
    const response = await wire.response();
    assert.equal(response.sent.length, Number(response.headers['content-length']));
    wire.close();
    assert.equal((await stopping).code, 0);
  });
});

describe('a reload', () => {
  const shared = scope();
  let path;
  before(() => { path = database(shared, fixture('harbour.json')); });

  it('shows a new certificate to new connections while old ones go on', async (t) => {
    const server = await serveTls(t, path);
    const old = await opened(server);
    const fresh = issued();
    put(server.dir, fresh.pem + middle.pem, pem(fresh.key));
    assert.equal(await shown(server), server.own.fingerprint);
    await reload(server);
    assert.equal(await shown(server), fresh.fingerprint);
    assert.equal((await old.send(request('GET', '/v1/facts')).response()).status, 200);
    assert.equal(old.socket.getPeerCertificate().fingerprint256, server.own.fingerprint);
    old.close();
  });

  it('may change the kind of key', async (t) => {
    const server = await serveTls(t, path);
    for (const key of [key2048, ecdsa('P-384'), ed25519(), ecdsa()]) {
      const fresh = issued({ key });
      put(server.dir, fresh.pem + middle.pem, pem(key));
      await reload(server);
      assert.equal(await shown(server), fresh.fingerprint);
    }
  });

  it('with bad files keeps what was and says why', async (t) => {
    const server = await serveTls(t, path);
    const late = certificate({ until: new Date('2020-02-03') }), other = certificate();
    for (const [chain, key, sentence] of [
      ['', '', /tls-certificate: \S+ is empty; the certificate before stays in force/],
      [late.pem, pem(late.key), /expired on 2020-02-03 00:00:00 UTC; .*; the certificate before stays in force/],
      [server.own.pem, pem(other.key), /tls-key: \S+ is not the key of .*; the certificate before stays in force/],
    ]) {
      put(server.dir, chain, key);
      await reload(server, ' level=error event=reload-failed ');
      assert.match(server.log.trim().split('\n').at(-1), sentence);
      assert.equal(await shown(server), server.own.fingerprint);
    }
    put(server.dir, other.pem, pem(other.key));
    await reload(server);
    assert.equal(await shown(server), other.fingerprint);
  });

  it('fifty times under load fails no request', async (t) => {
    const server = await serveTls(t, path, { args: ['--access-log', 'off'] });
    const keys = [key2048, ecdsa(), ecdsa('P-384')];
    const states = Array.from({ length: 6 }, (_, i) => certificate({ key: keys[i % keys.length] }));
    const known = new Set([server.own, ...states].map(({ fingerprint }) => fingerprint));
    let over = false, handshakes = 0, answers = 0;
    const fresh = async () => {
      while (!over) {
        const wire = await opened(server);
        assert.ok(known.has(wire.socket.getPeerCertificate().fingerprint256));
        assert.equal((await wire.send(request('GET', '/v1/facts')).response()).status, 200);
        wire.close();
        handshakes++;
      }
    };
    const kept = async () => {
      const wire = await opened(server);
      for (; !over; answers++) assert.equal((await wire.send(request('GET', '/v1/facts?limit=3')).response()).status, 200);
      wire.close();
    };
    const load = Promise.all([...Array.from({ length: 8 }, fresh), ...Array.from({ length: 4 }, kept)]);
    try {
      for (let i = 0; i < 50; i++) {
        const state = states[i % states.length];
        put(server.dir, state.pem, pem(state.key));
        await reload(server);
      }
    } finally {
      over = true;
    }
    await load;
    assert.ok(handshakes > 50 && answers > 50, `${handshakes} handshakes, ${answers} answers`);
    assert.equal(await shown(server), states[49 % states.length].fingerprint);
  });

  it('without TLS changes nothing and ends nothing', async (t) => {
    const server = await serve(t, path);
    await reload(server);
    assert.match(server.log, / level=info event=reloaded detail="there is nothing that is read again"/);
    assert.equal((await server.get('/v1')).status, 200);
  });
});

describe('what the log warns of', () => {
  const shared = scope();
  let path;
  before(() => { path = database(shared); });
  // Those of a start stand before the line that tells of its end.
  const warnings = async (server) => {
    assert.ok(await eventually(() => server.log.includes(' event=listening ')));
    return server.log.split('\n').filter((one) => one.includes(' level=warning event=certificate '));
  };

  it('is a certificate with fewer than 14 days left, at the start and at a reload', async (t) => {
    const near = certificate({ until: new Date(Date.now() + 3.5 * DAY) });
    const server = await serveTls(t, path, { chain: near.pem, key: near.key });
    assert.match((await warnings(server))[0], /cert\.pem expires in 3 days/);
    await reload(server);
    assert.ok(await eventually(async () => (await warnings(server)).length === 2));
  });

  it('is the issuer that expires before the certificate', async (t) => {
    const near = certificate({ subject: 'near', ca: true, issuer: root, until: new Date(Date.now() + 3.5 * DAY) });
    const own = certificate({ issuer: near });
    const server = await serveTls(t, path, { chain: own.pem + near.pem, key: own.key });
    assert.match((await warnings(server))[0], /cert\.pem expires in 3 days/);
  });

  it('is a key that everybody may read', async (t) => {
    const own = certificate(), at = put(folder(t), own.pem, pem(own.key), 0o644);
    const server = await serve(t, path, ...settings(at));
    assert.equal((await warnings(server)).length, 1);
    assert.match((await warnings(server))[0], /key\.pem, the private key, may be read by every user of this machine; chmod o-r it/);
  });

  it('is nothing where all is well', async (t) => {
    const far = certificate({ until: new Date(Date.now() + 15 * DAY) });
    const server = await serveTls(t, path, { chain: far.pem, key: far.key });
    assert.deepEqual(await warnings(server), []);
  });
});
