// SPDX-License-Identifier: MIT
// deploy/compose/Caddyfile: Caddy takes it, and serves it with a certificate of its own authority, for localhost.
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { database, folder, program, serve, shipped } from '../lib/factd.js';
import { background, deploy, environment, eventually, freePort, get, read, replaced, tool } from './artefacts.js';
import { proxied } from './proxied.js';

const settings = (place, upstream) => environment({
  SITE: 'localhost', UPSTREAM: `127.0.0.1:${upstream}`, HOME: place, XDG_DATA_HOME: place, XDG_CONFIG_HOME: place });

// Other ports than 80 and 443, and nothing put among the certificates that this machine believes.
async function caddy(test, upstream) {
  const place = folder(test);
  const [port, plain] = [await freePort(), await freePort()];
  const file = join(place, 'Caddyfile');
  writeFileSync(file, replaced(read('compose/Caddyfile'), [
    ['\tadmin off\n', `\tadmin off\n\tskip_install_trust\n\thttp_port ${plain}\n\thttps_port ${port}\n`],
  ]));
  const running = background(test, 'caddy', ['run', '--adapter', 'caddyfile', '--config', file], { env: settings(place, upstream) });
  const root = join(place, 'caddy/pki/authorities/local/root.crt');
  return eventually('Caddy answers', async () => {
    running.check();
    const proxy = { port, plain, name: 'localhost', ca: readFileSync(root) };
    await get(proxy, '/livez');
    return proxy;
  });
}

describe('Caddy with deploy/compose/Caddyfile', () => {
  it('finds no fault in it, and nothing to lay out otherwise', (t) => {
    const file = join(deploy, 'compose/Caddyfile');
    tool('caddy', ['validate', '--adapter', 'caddyfile', '--config', file], { env: settings(folder(t), 1) });
    assert.equal(tool('caddy', ['fmt', file]), read('compose/Caddyfile'));
  });

  proxied(caddy);

  it('waits for a restart of factd', async (t) => {
    const path = database(t, shipped);
    const before = await serve(t, path);
    const proxy = await caddy(t, before.port);
    await before.stop();
    const asked = get(proxy, '/v1/figures');
    background(t, program, ['serve', '--database', path, '--listen', `127.0.0.1:${before.port}`], { env: environment({}) });
    assert.equal((await asked).status, 200);
  });
});
