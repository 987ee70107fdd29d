// SPDX-License-Identifier: MIT
// What browsers load beside the pages: the files of build/web, which the program has in it.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, it } from 'node:test';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { database, root, run, serve } from '../lib/factd.js';
import { parse, sum } from './scrape.js';
import { eventually, scope } from './scope.js';
import { ask, request } from './wire.js';

const built = join(root, 'build/web');
const KEPT = 'public, max-age=31536000, immutable';
const BUDGET = 30 * 1024; // brotli's bytes of style and script, of 60 KiB that a first view may take in all
const types = { css: 'text/css', js: 'text/javascript', svg: 'image/svg+xml', txt: 'text/plain' };
const undo = { identity: (bytes) => bytes, gzip: gunzipSync, br: brotliDecompressSync };
const endings = { identity: '', gzip: '.gz', br: '.br' };

const files = readdirSync(join(built, 'assets')).filter((name) => !/\.(br|gz)$/.test(name));
const named = (name) => {
  const [stem, extension] = name.split('.');
  const found = files.filter((file) => new RegExp(`^${stem}-[0-9A-Z]{8}\\.${extension}$`).test(file));
  assert.equal(found.length, 1, `${name} is ${found}`);
  return `/assets/${found[0]}`;
};

describe('files for browsers', () => {
  const shared = scope();
  let server, get, head;
  before(async () => {
    server = await serve(shared, database(shared), '--cache-control', 'public, max-age=7');
    get = (target, headers) => ask(server, request('GET', target, headers));
    head = (target, headers) => ask(server, request('HEAD', target, headers), { head: true });
  });

  it('there are those that pages need', () => {
    for (const name of ['style.css', 'page.js', 'graph.js', 'docs.css', 'docs.js', 'icon.svg', 'licenses.txt',
      'swagger-ui.css'])
      assert.ok(named(name));
  });

  for (const target of [...files.map((name) => `/assets/${name}`), '/embed.js'])
    describe(target.replace(/-[0-9A-Z]{8}\./, '-HASH.'), () => {
      const bytes = readFileSync(join(built, target));

      for (const coding of Object.keys(undo))
        it(`is given as ${coding}, in the bytes that the build made`, async () => {
          const answer = await get(target, { 'Accept-Encoding': `${coding}, identity;q=0.1, *;q=0` });
          const small = bytes.length < 512;
          const used = small ? 'identity' : coding;
          assert.equal(answer.status, 200);
          assert.equal(answer.headers['content-encoding'] ?? 'identity', used);
          assert.deepEqual(answer.sent, readFileSync(join(built, target + endings[used])));
          assert.deepEqual(answer.plain, bytes);
          assert.match(answer.headers.etag, new RegExp(`^"[0-9a-f]{32}${used === 'identity' ? '' : `-${used}`}"$`));
        });

      if (bytes.length >= 512) it('is less to send with each coding', () => {
        const [plain, gzip, brotli] = Object.values(endings)
          .map((ending) => readFileSync(join(built, target + ending)).length);
        assert.ok(brotli < gzip && gzip < plain, `${brotli}, ${gzip}, ${plain}`);
      });

      it('has its type, and how long it may be kept', async () => {
        const { headers } = await get(target);
        assert.equal(headers['content-type'], `${types[target.split('.').at(-1)]}; charset=utf-8`);
        assert.equal(headers['x-content-type-options'], 'nosniff');
        assert.equal(headers['access-control-allow-origin'], '*');
        const hashed = target.startsWith('/assets/');
        assert.equal(headers['cache-control'], hashed ? KEPT : 'public, max-age=7');
        assert.match(headers.vary, hashed ? /^Accept-Encoding$/ : /\bAccept-Encoding\b/);
      });

      it('is told apart by its tag, and is not sent again', async () => {
        for (const coding of Object.keys(undo)) {
          const asked = { 'Accept-Encoding': coding };
          for (let round = 0; round < 3; round++) { // made, found by its tag, found by its spelling
            const { headers } = await get(target, asked);
            const again = await get(target, { ...asked, 'If-None-Match': headers.etag });
            assert.equal(again.status, 304);
            assert.equal(again.sent.length, 0);
            for (const name of ['etag', 'cache-control', 'vary']) assert.equal(again.headers[name], headers[name], name);
            assert.equal((await get(target, { ...asked, 'If-None-Match': '"0123"' })).status, 200);
          }
        }
      });

      it('has a head', async () => {
        const { headers } = await get(target, { 'Accept-Encoding': 'br' });
        const bare = await head(target, { 'Accept-Encoding': 'br' });
        assert.equal(bare.status, 200);
        for (const name of ['etag', 'content-length', 'content-type', 'cache-control'])
          assert.equal(bare.headers[name], headers[name], name);
      });
    });

  it('no two have one tag', async () => {
    const targets = [...files.map((name) => `/assets/${name}`), '/embed.js'];
    const tags = await Promise.all(targets.map(async (target) => (await get(target)).headers.etag));
    assert.equal(new Set(tags).size, files.length + 1);
  });

  it('the program looks at its start for all that its sources link to', () => {
    const source = (path) => readFileSync(join(root, 'server', path), 'utf8');
    const asked = readdirSync(join(root, 'server'), { withFileTypes: true }).filter((one) => one.isDirectory())
      .flatMap(({ name }) => readdirSync(join(root, 'server', name)).map((file) => join(name, file)))
      .flatMap((path) => [...source(path).matchAll(/asset_address\("([^"]+)"\)/g)].map(([, name]) => name));
    const [, list] = /\blinked\[\] = \{([^}]*)\}/.exec(source('base/asset.c'));
    const checked = list.match(/"[^"]+"/g).map((name) => name.slice(1, -1));
    assert.deepEqual(checked, [...new Set(asked)].sort());
  });

  it('names have what the bytes are in them', () => {
    for (const name of ['icon.svg', 'licenses.txt', 'swagger-ui.css', 'swagger-ui-bundle.js']) {
      const digest = createHash('sha256').update(readFileSync(join(built, named(name)))).digest('hex');
      assert.match(named(name), new RegExp(`-${digest.slice(0, 8).toUpperCase()}\\.`));
    }
  });

  it('what a script imports is there', async () => {
    const { body } = await get(named('page.js'));
    const imported = [...body.matchAll(/import\("\.\/([^"]+)"\)/g)].map(([, name]) => name);
    assert.ok(imported.includes(named('graph.js').slice('/assets/'.length)), imported.join());
    for (const name of imported) assert.equal((await get(`/assets/${name}`)).status, 200, name);
  });

  for (const target of ['/assets/style.css', '/assets/style-00000000.css', '/assets/nothing', '/assets/.', '/assets/%2e%2e',
    '/assets/embed.js', '/assets/manifest', '/assets/page.js.br', '/embed.js.gz', '/embed.css', '/assets/a/b'])
    it(`${target} is nothing`, async () => {
      const { status, headers, json } = await get(target);
      assert.equal(status, 404);
      assert.equal(json.type, '/problems/not-found');
      assert.equal(headers['cache-control'], 'no-store');
    });

  it('the codings have no address of their own', async () => {
    for (const ending of ['.br', '.gz']) {
      assert.ok(existsSync(join(built, named('swagger-ui.css') + ending)));
      assert.equal((await get(named('swagger-ui.css') + ending)).status, 404);
    }
  });

  it('parameters are refused', async () => {
    const { status, json } = await get(`${named('style.css')}?v=1`);
    assert.equal(status, 400);
    assert.equal(json.errors[0].parameter, 'v');
  });

  it('who refuses every coding is told', async () => {
    assert.equal((await get(named('swagger-ui.css'), { 'Accept-Encoding': '*;q=0' })).status, 406);
    const { headers } = await get(named('style.css'), { 'Accept-Encoding': 'br, identity;q=0' });
    assert.equal(headers['content-encoding'], 'br');
  });

  it('a name says what a file is, whatever is accepted', async () => {
    for (const accept of ['text/css,*/*;q=0.1', 'image/avif,image/webp', 'application/json'])
      assert.equal((await get(named('style.css'), { Accept: accept })).status, 200, accept);
  });

  it('only reading is answered', async () => {
    const answer = await ask(server, request('POST', named('style.css'), { 'Content-Length': '0' }));
    assert.equal(answer.status, 405);
    assert.equal(answer.headers.allow, 'GET, HEAD, OPTIONS');
  });

  it('they are counted and logged as one route', async () => {
    await get(named('style.css'));
    await get('/assets/nothing');
    const counted = async (status) =>
      sum(parse((await get('/metrics')).body), 'factd_http_requests_total', { route: '/assets/{name}', status });
    for (const status of ['200', '404']) assert.ok(await eventually(() => counted(status)), status);
    assert.ok(await eventually(() => /route="\/assets\/\{name\}" target="\/assets\/style-/.test(server.log)));
  });

  it('they are no part of the API', () => {
    const { paths } = JSON.parse(run(['describe']).stdout);
    assert.deepEqual(paths.filter((path) => /assets|embed/.test(path)), []);
  });

  it(`style and script together take at most ${BUDGET} bytes`, async () => {
    const size = async (name) => (await get(named(name), { 'Accept-Encoding': 'br' })).sent.length;
    const taken = await Promise.all(['style.css', 'page.js'].map(size));
    assert.ok(taken[0] + taken[1] <= BUDGET, `${taken}`);
  });
});

describe('files for browsers without a cache', () => {
  it('are coded all the same, by nobody', async (test) => {
    const server = await serve(test, database(test), '--cache-mib', '0');
    for (let round = 0; round < 3; round++) {
      const answer = await ask(server, request('GET', named('swagger-ui-bundle.js'), { 'Accept-Encoding': 'br' }));
      assert.deepEqual(answer.sent, readFileSync(join(built, `${named('swagger-ui-bundle.js')}.br`)));
      assert.doesNotMatch(answer.headers['server-timing'] ?? '', /encode/);
    }
  });
});
