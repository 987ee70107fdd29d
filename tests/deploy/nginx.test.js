// SPDX-License-Identifier: MIT
// deploy/nginx/factd.conf: nginx takes it, and keeps answers for as long as factd says.
import assert from 'node:assert/strict';
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { database, folder, serve, shipped } from '../lib/factd.js';
import { background, eventually, freePort, get, getPlain, openssl, pause, read, replaced, tool } from './artefacts.js';
import { proxied } from './proxied.js';

const name = 'facts.example.org';

// The shipped configuration with ports, files and the upstream of the test, inside a least nginx.conf.
async function configured(test, upstream) {
  const place = folder(test);
  const [port, plain] = [await freePort(), await freePort()];
  chmodSync(place, 0o755);
  mkdirSync(join(place, 'logs'));
  openssl('req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2', '-subj', `/CN=${name}`,
    '-addext', `subjectAltName=DNS:${name}`, '-keyout', join(place, 'key.pem'), '-out', join(place, 'certificate.pem'));
  writeFileSync(join(place, 'factd.conf'), replaced(read('nginx/factd.conf'), [
    ['/var/cache/nginx/factd', join(place, 'cache')],
    ['server 127.0.0.1:8080;', `server 127.0.0.1:${upstream};`],
    ['listen 80;', `listen 127.0.0.1:${plain};`],
    ['listen [::]:80;', ''],
    ['listen 443 ssl', `listen 127.0.0.1:${port} ssl`],
    ['listen [::]:443 ssl http2;', ''],
    ['/etc/ssl/factd/fullchain.pem', join(place, 'certificate.pem')],
    ['/etc/ssl/factd/privkey.pem', join(place, 'key.pem')],
  ]));
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((one) => `${one}_temp_path ${join(place, one)};`).join(' ');
  writeFileSync(join(place, 'nginx.conf'), `daemon off; worker_processes 1; pid ${join(place, 'pid')}; error_log stderr warn;
    ${process.getuid() === 0 ? 'user root;' : ''} events {} http { access_log off; ${temporary} include ${join(place, 'factd.conf')}; }\n`);
  return { args: ['-p', place, '-e', 'stderr', '-c', join(place, 'nginx.conf')], port, plain, name, ca: readFileSync(join(place, 'certificate.pem')) };
}

async function nginx(test, upstream) {
  const proxy = await configured(test, upstream);
  const running = background(test, 'nginx', proxy.args);
  await eventually('nginx answers', () => { running.check(); return getPlain(proxy.plain, '/', { host: name }); });
  return proxy;
}

describe('nginx with deploy/nginx/factd.conf', () => {
  it('finds no fault in it', async (t) => {
    const { args } = await configured(t, 1);
    const said = tool('nginx', ['-t', ...args]);
    assert.match(said, /syntax is ok/);
    // From 1.25.1 on HTTP/2 is asked for in another way, which older ones do not know.
    assert.doesNotMatch(said.replace(/.*"listen \.\.\. http2" directive is deprecated.*/g, ''), /\[(warn|error|emerg)\]/);
  });

  proxied(nginx);

  it('keeps answers by what they vary with, and errors not at all', async (t) => {
    const server = await serve(t, database(t, shipped));
    const proxy = await nginx(t, server.port);
    const state = async (target, headers) => (await get(proxy, target, headers)).headers['x-cache'];
    assert.equal(await state('/v1/facts'), 'MISS');
    assert.equal(await state('/v1/facts'), 'HIT');
    assert.equal(await state('/v1/facts', { 'accept-encoding': 'br' }), 'MISS');
    assert.equal(await state('/v1/facts', { 'accept-encoding': 'br' }), 'HIT');
    assert.equal(await state('/v1/facts', { accept: 'text/csv' }), 'MISS');
    assert.match((await get(proxy, '/v1/facts', { accept: 'text/csv' })).headers['content-type'], /^text\/csv/);
    assert.match((await get(proxy, '/v1/facts')).headers['content-type'], /^application\/json/);
    assert.equal(await state('/v1/nothing'), 'MISS');
    assert.equal(await state('/v1/nothing'), 'MISS');
    assert.equal(await state('/v1/facts?limit=all&format=csv'), 'BYPASS');
    assert.equal(await state('/v1/facts?limit=all&format=csv'), 'BYPASS');
  });

  it('shows an old answer while it asks for a new one, and while factd is away', async (t) => {
    const server = await serve(t, database(t, shipped), '--cache-control', 'public, max-age=1, stale-while-revalidate=600');
    const proxy = await nginx(t, server.port);
    const first = await get(proxy, '/v1/figures');
    await pause(2100);
    const stale = await get(proxy, '/v1/figures');
    assert.equal(stale.headers['x-cache'], 'STALE');
    assert.deepEqual(stale.body, first.body);
    await eventually('the 304 of factd makes it new', async () => (await get(proxy, '/v1/figures')).headers['x-cache'] === 'HIT');
    await eventually('the log has it', () => server.log.includes('status=304'));
    await server.stop();
    await pause(2100);
    for (let i = 0; i < 3; i++) {
      const away = await get(proxy, '/v1/figures');
      assert.equal(away.status, 200);
      assert.deepEqual(away.body, first.body);
    }
    assert.equal((await get(proxy, '/v1/statements')).status, 502);
  });

  it('shows no older answer than factd allows, unless factd is away', async (t) => {
    const server = await serve(t, database(t, shipped), '--cache-control', 'public, max-age=1');
    const proxy = await nginx(t, server.port);
    const first = await get(proxy, '/v1/figures');
    await pause(2100);
    assert.equal((await get(proxy, '/v1/figures')).headers['x-cache'], 'REVALIDATED');
    await server.stop();
    await pause(2100);
    const away = await get(proxy, '/v1/figures');
    assert.equal(away.headers['x-cache'], 'STALE');
    assert.deepEqual(away.body, first.body);
  });
});
