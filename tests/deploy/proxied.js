// SPDX-License-Identifier: MIT
// What holds for factd behind any of the proxies. `to(test, port)` starts the proxy with its shipped configuration in
// front of a port and gives { port, plain, ca, name }.
import assert from 'node:assert/strict';
import { it } from 'node:test';
import { gunzipSync } from 'node:zlib';
import { database, serve, shipped } from '../lib/factd.js';
import { echo, get, getPlain, inside } from './artefacts.js';

export function proxied(to) {
  it('answers over TLS what factd answers, and plain HTTP with the way there', async (t) => {
    const server = await serve(t, database(t, shipped));
    const proxy = await to(t, server.port);
    const direct = await server.get('/v1/figures', { headers: { 'accept-encoding': 'identity' } });
    const through = await get(proxy, '/v1/figures');
    assert.equal(through.status, 200);
    assert.equal(through.body.toString('utf8'), direct.text);
    assert.equal(through.headers['strict-transport-security'], 'max-age=31536000');
    for (const name of ['cache-control', 'content-type', 'etag', 'vary', 'x-content-type-options', 'access-control-allow-origin'])
      assert.equal(through.headers[name], direct.headers.get(name), name);
    const plain = await getPlain(proxy.plain, '/v1?a=b', { host: proxy.name });
    assert.equal(plain.status, 308);
    assert.match(plain.headers.location, new RegExp(`^https://${proxy.name}(:\\d+)?/v1\\?a=b$`));
  });

  it('passes a coding, its ETag and the 304 that this gets', async (t) => {
    const server = await serve(t, database(t, shipped));
    const proxy = await to(t, server.port);
    const plain = await get(proxy, '/v1/facts');
    const coded = await get(proxy, '/v1/facts', { 'accept-encoding': 'gzip' });
    assert.equal(coded.headers['content-encoding'], 'gzip');
    assert.deepEqual(gunzipSync(coded.body), plain.body);
    assert.match(plain.headers.etag, /^"[0-9a-f]{32}"$/);
    assert.match(coded.headers.etag, /^"[0-9a-f]{32}-gzip"$/);
    for (const [etag, coding] of [[plain.headers.etag, 'identity'], [coded.headers.etag, 'gzip']]) {
      const again = await get(proxy, '/v1/facts', { 'accept-encoding': coding, 'if-none-match': etag });
      assert.equal(again.status, 304, coding);
      assert.equal(again.headers.etag, etag);
      assert.equal(again.body.length, 0);
    }
    assert.equal((await get(proxy, '/v1/facts', { 'if-none-match': '"other"' })).status, 200);
  });

  it('passes errors as they are, unkept', async (t) => {
    const server = await serve(t, database(t, shipped));
    const proxy = await to(t, server.port);
    const answer = await get(proxy, '/v1/figures?unti=gpu');
    assert.equal(answer.status, 400);
    assert.equal(answer.headers['content-type'], 'application/problem+json');
    assert.equal(answer.headers['cache-control'], 'no-store');
    assert.equal(answer.json.errors[0].suggestion, 'unit');
  });

  it('gives a whole collection as it comes', async (t) => {
    const server = await serve(t, database(t, shipped));
    const proxy = await to(t, server.port);
    const direct = await server.get('/v1/facts?format=csv&limit=all');
    const through = await get(proxy, '/v1/facts?format=csv&limit=all', { 'accept-encoding': 'gzip' });
    assert.equal(through.status, 200);
    assert.equal(through.headers['content-encoding'], undefined);
    assert.equal(through.body.toString('utf8'), direct.text);
  });

  it('tells factd the address that really asked, whatever a client claims', async (t) => {
    const proxy = await to(t, await echo(t));
    const { headers } = (await get(proxy, '/v1', {
      'x-forwarded-for': '203.0.113.9', 'x-forwarded-proto': 'http', 'x-request-id': 'mine', cookie: 'a=b' })).json;
    assert.equal(headers['x-forwarded-for'], '127.0.0.1');
    assert.equal(headers['x-forwarded-proto'], 'https');
    assert.equal(headers.host.split(':')[0], proxy.name);
    for (const dropped of ['x-request-id', 'cookie']) assert.equal(headers[dropped] || undefined, undefined, dropped);
  });

  it('does not let health and metrics out, however they are written', async (t) => {
    const proxy = await to(t, await echo(t));
    for (const target of inside) assert.equal((await get(proxy, target)).status, 404, target);
    assert.equal((await get(proxy, '/metricsx')).status, 200);
  });
}
