// SPDX-License-Identifier: MIT
// /.well-known/api-catalog as RFC 9727 and RFC 9264 want it.
import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { database, serve } from '../lib/factd.js';
import { scope } from './scope.js';

const path = '/.well-known/api-catalog';
const type = 'application/linkset+json; profile="https://www.rfc-editor.org/info/rfc9727"';

describe('the catalog of interfaces', () => {
  const shared = scope();
  let server;
  before(async () => { server = await serve(shared, database(shared)); });

  it('is a linkset of the profile, kept by caches', async () => {
    const { status, headers, json } = await server.get(path);
    assert.equal(status, 200);
    assert.equal(headers.get('content-type'), type);
    assert.match(headers.get('cache-control'), /public/);
    assert.match(headers.get('etag'), /^"[0-9a-f]{32}(-gzip)?"$/);
    assert.deepEqual(Object.keys(json), ['linkset']);
    for (const { anchor, ...relations } of json.linkset) {
      assert.match(anchor, /^\//);
      for (const targets of Object.values(relations))
        for (const target of targets) assert.equal(typeof target.href, 'string');
    }
  });

  it('names the interface, and of the interface every collection, its descriptions and its health', async () => {
    const [catalog, api] = (await server.get(path)).json.linkset;
    const index = (await server.get('/v1')).json.data.collections;
    assert.deepEqual(catalog, { anchor: path, item: [{ href: '/v1', type: 'application/json' }] });
    assert.equal(api.anchor, '/v1');
    assert.deepEqual(api.item.map(({ href }) => href), index.map(({ href }) => href));
    assert.deepEqual(api['service-desc'].map(({ href }) => href), ['/openapi.json', '/openapi.yaml']);
    assert.deepEqual(api.status.map(({ href }) => href), ['/readyz']);
  });

  it('links to nothing that does not answer as it says', async () => {
    for (const { anchor, ...relations } of (await server.get(path)).json.linkset)
      for (const target of [{ href: anchor }, ...Object.values(relations).flat()]) {
        const { status, headers } = await server.get(target.href);
        assert.equal(status, 200, target.href);
        if (target.type) assert.equal(headers.get('content-type'), target.type, target.href);
      }
  });

  it('answers HEAD with the same headers, among them the link that RFC 9727 asks for', async () => {
    const head = await server.get(path, { method: 'HEAD' });
    const get = await server.get(path);
    assert.equal(head.status, 200);
    assert.equal(head.text, '');
    assert.equal(head.headers.get('link'), `<${path}>; rel="api-catalog"`);
    for (const name of ['content-type', 'etag', 'link', 'content-length'])
      assert.equal(head.headers.get(name), get.headers.get(name), name);
  });

  it('is 304 to whoever has it', async () => {
    const etag = (await server.get(path)).headers.get('etag');
    for (const tag of [etag, `W/${etag}`, `"other", ${etag}`, '*']) {
      const { status, headers, text } = await server.get(path, { headers: { 'If-None-Match': tag } });
      assert.equal(status, 304, tag);
      assert.equal(text, '');
      assert.equal(headers.get('etag'), etag);
    }
    assert.equal((await server.get(path, { headers: { 'If-None-Match': '"other"' } })).status, 200);
  });

  it('takes no parameters, no other method and no other type', async () => {
    const parameter = await server.get(`${path}?format=json`);
    assert.equal(parameter.status, 400);
    assert.equal(parameter.json.errors[0].parameter, 'format');
    assert.equal((await server.get(path, { method: 'DELETE' })).status, 405);
    assert.equal((await server.get(path, { headers: { Accept: 'text/html' } })).status, 406);
    assert.equal((await server.get(path, { headers: { Accept: 'application/linkset+json' } })).status, 200);
    assert.equal((await server.get(`${path}/`, { redirect: 'manual' })).status, 308);
  });
});
