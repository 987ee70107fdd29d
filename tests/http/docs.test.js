// SPDX-License-Identifier: MIT
// /docs as it is sent: what a browser is told to load and not to load, and who links to it. What a browser makes of it
// is for tests/browser.
import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { database, run, serve, serveAt } from '../lib/factd.js';
import { scope } from './scope.js';
import { ask, request } from './wire.js';

const policy = {
  'default-src': "'none'", 'script-src': "'self'", 'style-src': "'self'", 'img-src': "'self' data:",
  'connect-src': "'self'", 'form-action': "'self'", 'base-uri': "'none'", 'frame-ancestors': "'none'",
};

describe('the API reference', () => {
  const shared = scope();
  let server, get, page;
  before(async () => {
    server = await serve(shared, database(shared));
    get = (target, headers) => ask(server, request('GET', target, headers));
    page = await get('/docs');
  });

  it('is HTML in English, kept as long as other answers', async () => {
    assert.equal(page.status, 200);
    assert.equal(page.headers['content-type'], 'text/html; charset=utf-8');
    assert.equal(page.headers['content-language'], 'en');
    assert.equal(page.headers['cache-control'], (await get('/openapi.yaml')).headers['cache-control']);
    assert.match(page.body, /^<!doctype html>\n<html lang="en">/);
    for (const part of ['<title>API reference · factd</title>', '<meta charset="utf-8">',
      '<meta name="viewport" content="width=device-width, initial-scale=1">'])
      assert.ok(page.body.includes(part), part);
  });

  it('lets a browser load from this server alone, and run nothing that stands in the page', () => {
    const parts = page.headers['content-security-policy'].split('; ');
    const said = Object.fromEntries(parts.map((part) => /^(\S+) (.+)$/.exec(part).slice(1)));
    assert.deepEqual(said, policy);
    assert.equal(page.headers['referrer-policy'], 'strict-origin-when-cross-origin');
    assert.doesNotMatch(page.body, /<style|\sstyle=|\son[a-z]+=|javascript:|<script(?![^>]*\ssrc=)/i);
    for (const [, address] of page.body.matchAll(/\s(?:href|src)="([^"]*)"/g)) assert.match(address, /^\/(?!\/)/);
  });

  it('the same headers come from the cache, and to who asks for an own id', async () => {
    for (let round = 0; round < 3; round++)
      for (const headers of [{}, { 'X-Request-Id': 'abc' }])
        for (const name of ['content-security-policy', 'referrer-policy'])
          assert.equal((await get('/docs', headers)).headers[name], page.headers[name]);
  });

  it('other answers come without a policy for pages', async () => {
    for (const target of ['/v1', '/openapi.json', '/v1/nothing'])
      assert.equal((await get(target)).headers['content-security-policy'], undefined, target);
  });

  it('loads what is there and stays what it is', async () => {
    const loaded = [...page.body.matchAll(/<(?:link|script)[^>]*\s(?:href|src)="([^"]*)"/g)].map(([, address]) => address);
    const types = { css: 'text/css', js: 'text/javascript', svg: 'image/svg+xml' };
    assert.deepEqual(loaded.map((address) => address.replace(/-[0-9A-Z]{8}\./, '.')).sort(),
      ['docs.css', 'docs.js', 'icon.svg', 'swagger-ui-bundle.js', 'swagger-ui.css'].map((name) => `/assets/${name}`));
    for (const address of loaded) {
      const { status, headers } = await get(address);
      assert.equal(status, 200, address);
      assert.ok(headers['content-type'].startsWith(`${types[address.split('.').at(-1)]};`), address);
      assert.match(headers['cache-control'], /immutable/, address);
    }
  });

  it('runs the reader before the script that uses it', () => {
    const [reader, user] = page.body.match(/<script[^>]*>/g);
    assert.match(reader, /^<script defer src="\/assets\/swagger-ui-bundle-/);
    assert.match(user, /^<script type="module" src="\/assets\/docs-/);
  });

  it('links back, to the contract, which it says is the same where there are no scripts, and to the licenses', async () => {
    const linked = [...page.body.matchAll(/<a[^>]*\shref="([^"]*)"/g)].map(([, address]) => address);
    assert.deepEqual([...new Set(linked.map((address) => address.replace(/-[0-9A-Z]{8}\./, '.')))],
      ['/', '/openapi.yaml', '/openapi.json', '/assets/licenses.txt']);
    assert.match(page.body, /<noscript>.*href="\/openapi\.yaml".*<\/noscript>/);
    for (const address of linked) assert.equal((await get(address)).status, 200, address);
  });

  it('the licenses are those of what it loads', async () => {
    const [address] = /\/assets\/licenses-[^"]+/.exec(page.body);
    const { body } = await get(address);
    for (const words of ['swagger-ui-dist', 'Apache License', 'SmartBear Software', 'd3-force', 'Mike Bostock', 'React'])
      assert.ok(body.includes(words), words);
  });

  it('is asked to read this server\'s contract alone', async () => {
    const { body } = await get(/\/assets\/docs-[0-9A-Z]+\.js/.exec(page.body)[0]);
    assert.match(body, /url:"\/openapi\.json"/);
    assert.match(body, /queryConfigEnabled:(!1|false)/);
    assert.match(body, /validatorUrl:null/);
    for (const target of ['/docs?url=https://elsewhere.example/openapi.json', '/docs?configUrl=/x'])
      assert.equal((await get(target)).status, 400, target);
  });

  it('is 304 to whoever has it, has a head, and a slash too many leads to it', async () => {
    assert.equal((await get('/docs', { 'If-None-Match': page.headers.etag })).status, 304);
    const head = await ask(server, request('HEAD', '/docs'), { head: true });
    assert.equal(head.status, 200);
    for (const name of ['content-length', 'etag', 'content-security-policy'])
      assert.equal(head.headers[name], page.headers[name], name);
    const slash = await get('/docs/');
    assert.equal(slash.status, 308);
    assert.equal(slash.headers.location, '/docs');
  });

  it('is given as HTML only, to be read only', async () => {
    assert.equal((await get('/docs', { Accept: 'application/json' })).status, 406);
    assert.equal((await get('/docs', { Accept: 'text/html,*/*;q=0.8' })).status, 200);
    assert.equal((await ask(server, request('POST', '/docs', { 'Content-Length': '0' }))).status, 405);
  });

  it('is what the catalog and the index name, and no part of the contract', async () => {
    const { linkset } = (await get('/.well-known/api-catalog')).json;
    assert.deepEqual(linkset.find(({ anchor }) => anchor === '/v1')['service-doc'],
      [{ href: '/docs', type: page.headers['content-type'] }]);
    assert.equal((await get('/v1')).json.data.docs, '/docs');
    assert.ok(!JSON.parse(run(['describe']).stdout).paths.includes('/docs'));
  });
});

describe('an operator\'s address of its own', () => {
  it('has no pages, and the other has them still', async (test) => {
    const server = await serveAt(test, database(test), '127.0.0.1:0', { args: ['--admin', '127.0.0.1:0'] });
    const admin = /event=listening-admin detail="http:\/\/127\.0\.0\.1:(\d+)"/.exec(server.log)[1];
    for (const target of ['/docs', '/embed.js']) {
      assert.equal((await ask(server, request('GET', target))).status, 200, target);
      assert.equal((await ask({ port: Number(admin) }, request('GET', target))).status, 404, target);
    }
  });
});
