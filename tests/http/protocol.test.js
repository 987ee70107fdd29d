// SPDX-License-Identifier: MIT
// The rules of HTTP, as bytes on the wire where a client library would keep them.
import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { database, fixture, folder, run, serve } from '../lib/factd.js';
import { article, figure, write } from './generate.js';
import { eventually, scope } from './scope.js';
import { ask, request, Wire } from './wire.js';

const good = ['/', '/v1', '/v1/facts', '/v1/facts?kind=figure&limit=2', '/v1/facts/haedong-2026-03-12-harbour.tugs', '/v1/participants/garam',
  '/v1/articles/haedong-2026-03-12-harbour/document', '/v1/evidence', '/openapi.yaml', '/openapi.json', '/livez', '/readyz', '/metrics', '/problems/gone'];
const bad = ['/v1/facts?x=1', '/v1/facts?x', '/x', '/v1/facts/a.b', '/v1/facts?limit=0'];

describe('a server on the wire', () => {
  const shared = scope();
  let server;
  let get;
  before(async () => {
    server = await serve(shared, database(shared, fixture('harbour.json')), '--access-log', 'off');
    get = (target, headers) => ask(server, request('GET', target, headers));
  });

  // ---- methods ----

  for (const target of [...good, ...bad, '/v1/facts/'])
    it(`HEAD ${target} has the headers of GET and no body`, async () => {
      const plain = await get(target, { 'X-Request-Id': 'same' });
      const wire = new Wire(server);
      const head = await wire.send(request('HEAD', target, { 'X-Request-Id': 'same', Connection: 'close' })).response({ head: true });
      assert.equal(await wire.closed(), '');
      wire.close();
      assert.equal(head.status, plain.status);
      const lasting = ({ date, connection, 'server-timing': timing, ...rest }) => rest;
      if (target === '/metrics') head.headers['content-length'] = plain.headers['content-length']; // each counts the one before
      assert.deepEqual(lasting(head.headers), lasting(plain.headers));
      assert.equal(Number(plain.headers['content-length']), Buffer.byteLength(plain.body));
    });

  for (const method of ['POST', 'PUT', 'DELETE', 'PATCH', 'TRACE', 'PROPFIND', 'BREW', 'get', "!#$%&'*+-.^_`|~09az", 'M'.repeat(200)])
    it(`${method.slice(0, 20)} is 405 and told what is allowed`, async () => {
      const { status, headers, json } = await ask(server, request(method, '/v1/facts'));
      assert.equal(status, 405);
      assert.equal(headers.allow, 'GET, HEAD, OPTIONS');
      assert.equal(json.type, '/problems/method-not-allowed');
    });

  it('a method that may not have a body is 405 even with one', async () => {
    const { status, headers } = await ask(server, `${request('POST', '/v1/facts', { 'Content-Length': 2 })}{}`);
    assert.equal(status, 405);
    assert.equal(headers.allow, 'GET, HEAD, OPTIONS');
  });

  it('a method on a path that is not there is 404', async () => {
    assert.equal((await ask(server, request('DELETE', '/v1/nothing'))).status, 404);
  });

  for (const target of ['*', '/v1', '/v1/facts', '/v1/facts/a.b', '/livez', '/openapi.json'])
    it(`OPTIONS ${target} is answered without a body`, async () => {
      const { status, headers, body } = await ask(server, request('OPTIONS', target));
      assert.equal(status, 204);
      assert.equal(headers.allow, 'GET, HEAD, OPTIONS');
      assert.equal(headers['content-length'], undefined);
      assert.equal(body, '');
    });

  it('OPTIONS of a path that is not there is 404', async () => {
    assert.equal((await ask(server, request('OPTIONS', '/v1/nothing'))).status, 404);
  });

  it('a preflight is allowed what a script may send', async () => {
    const { status, headers } = await ask(server, request('OPTIONS', '/v1/facts?kind=figure', {
      Origin: 'https://app.example', 'Access-Control-Request-Method': 'GET', 'Access-Control-Request-Headers': 'if-none-match, x-request-id',
    }));
    assert.equal(status, 204);
    assert.equal(headers['access-control-allow-origin'], '*');
    assert.ok(headers['access-control-allow-methods'].split(/, */).includes('GET'));
    const allowed = headers['access-control-allow-headers'].toLowerCase().split(/, */);
    for (const name of ['accept', 'if-none-match', 'x-request-id']) assert.ok(allowed.includes(name), name);
    assert.ok(Number(headers['access-control-max-age']) > 0);
  });

  it('other paths are not asked for with *', async () => {
    assert.ok((await ask(server, request('GET', '*'))).status >= 400);
  });

  // ---- what a request must be ----

  it('the absolute form of a target is the path in it', async () => {
    for (const [target, same] of [['http://test/v1/facts?kind=figure', '/v1/facts?kind=figure'], ['HTTP://other:99/v1', '/v1'], ['https://test/v1/topics', '/v1/topics'], ['http://test', '/']])
      assert.equal((await get(target)).body, (await get(same)).body, target);
  });

  it('a target that is no path is refused', async () => {
    for (const target of ['v1/facts', '?kind=figure', 'ftp://test/v1', 'test:80', 'javascript:1', 'http:/v1', '\\v1'])
      assert.equal((await get(target)).status, 400, target);
  });

  for (const [name, bytes] of Object.entries({
    'a body with a length': `${request('GET', '/v1', { 'Content-Length': 2 })}{}`,
    'a body in chunks': `${request('GET', '/v1', { 'Transfer-Encoding': 'chunked' })}2\r\n{}\r\n0\r\n\r\n`,
    'a body announced and never sent': request('GET', '/v1', { 'Content-Length': 1000000 }),
    'a body behind Expect': request('GET', '/v1', { 'Content-Length': 5, Expect: '100-continue' }),
  }))
    it(`${name} is refused as 413`, async () => {
      const { status, json } = await ask(server, bytes);
      assert.equal(status, 413);
      assert.equal(json.type, '/problems/body-not-allowed');
    });

  it('a body is never taken for the next request', async () => {
    const wire = new Wire(server);
    const smuggled = request('GET', '/v1/topics');
    const first = await wire.send(request('GET', '/v1', { 'Content-Length': smuggled.length }) + smuggled).response();
    assert.equal(first.status, 413);
    assert.equal(await wire.response(), null);
    wire.close();
  });

  it('an empty body is none', async () => {
    assert.equal((await get('/v1', { 'Content-Length': 0 })).status, 200);
  });

  for (const [name, bytes] of Object.entries({
    'no Host': 'GET /v1 HTTP/1.1\r\n\r\n',
    'two Host headers': 'GET /v1 HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n',
    'the same Host twice': 'GET /v1 HTTP/1.1\r\nHost: a\r\nhost: a\r\n\r\n',
    'a space before the colon': 'GET /v1 HTTP/1.1\r\nHost: a\r\nX-A : 1\r\n\r\n',
    'a header without a colon': 'GET /v1 HTTP/1.1\r\nHost: a\r\nnonsense\r\n\r\n',
    'a name that is no token': 'GET /v1 HTTP/1.1\r\nHost: a\r\nX(A): 1\r\n\r\n',
    'a name that is no ASCII': 'GET /v1 HTTP/1.1\r\nHost: a\r\nX-가: 1\r\n\r\n',
    'a control character in a value': 'GET /v1 HTTP/1.1\r\nHost: a\r\nX-A: \x01\r\n\r\n',
    'two lengths': 'GET /v1 HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\nContent-Length: 5\r\n\r\n',
    'length and coding': 'GET /v1 HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n',
    'a length that is no number': 'GET /v1 HTTP/1.1\r\nHost: a\r\nContent-Length: +5\r\n\r\n',
    'a method that is no token': 'GE(T /v1 HTTP/1.1\r\nHost: a\r\n\r\n',
    'no version that exists': 'GET /v1 HTTX/1.1\r\nHost: a\r\n\r\n',
  }))
    it(`${name} is refused, and the connection ends`, async () => {
      const wire = new Wire(server);
      const response = await wire.send(bytes).response();
      assert.ok(response === null || [400, 413, 431, 505].includes(response.status), response?.line);
      await wire.closed();
      wire.close();
    });

  it('headers without end are cut off', async () => {
    const wire = new Wire(server);
    wire.send('GET /v1 HTTP/1.1\r\nHost: a\r\n');
    for (let i = 0; i < 40; i++) wire.send(`X-${i}: ${'x'.repeat(1000)}\r\n`);
    const response = await wire.response();
    assert.ok(response === null || [400, 413, 431].includes(response.status), response?.line);
    await wire.closed();
    wire.close();
    assert.equal((await get('/livez')).status, 200);
  });

  // ---- paths ----

  it('a slash at the end is led to the path without it, the query kept', async () => {
    for (const [target, location] of [['/v1/', '/v1'], ['/v1/facts/', '/v1/facts'], ['/v1/facts/?kind=figure&limit=2', '/v1/facts?kind=figure&limit=2'],
      ['/v1/participants/garam/', '/v1/participants/garam'], ['/v1/facts//', '/v1/facts'], ['/livez/', '/livez'],
      ['http://test/v1/facts/?a=b', '/v1/facts?a=b'], ['/v1/facts/?name.ko=%EA%B0%80', '/v1/facts?name.ko=%EA%B0%80']]) {
      const { status, headers, body } = await get(target);
      assert.equal(status, 308, target);
      assert.equal(headers.location, location, target);
      assert.equal(body, '');
    }
  });

  it('no path is led off the site', async () => {
    for (const target of ['//evil.example', '//evil.example/', '//evil.example/v1/', '//evil.example/v1/facts/', '///evil.example/', '/\\evil.example/',
      '/%2Fevil.example/', '/%5Cevil.example/', 'http://evil.example//evil.example/', '/.//evil.example/', '//', '///', '/v1//evil.example/',
      '/v1/facts/%0d%0aLocation:%20x/', '/v1/facts/%20/', '/v1/..//evil.example/', '//v1/facts/']) {
      const { status, headers } = await get(target);
      assert.ok([308, 400, 404].includes(status), target);
      if (headers.location !== undefined) assert.match(headers.location, /^\/(?![/\\])/, target);
    }
  });

  it('a path is not put right silently', async () => {
    for (const target of ['/v1//facts', '/v1/./facts', '/v1/../v1/facts', '/V1/facts', '/v1/Facts', '/v1/facts;x=1', '/v1/facts/%2e'])
      assert.equal((await get(target)).status, 404, target);
  });

  it('a percent-encoded path is the path', async () => {
    assert.equal((await get('/v1/%66acts?limit=1')).body, (await get('/v1/facts?limit=1')).body);
  });

  // ---- entity tags ----

  const tagged = good.filter((target) => !/livez|readyz|metrics|problems/.test(target));
  for (const target of tagged)
    it(`${target} has a strong tag, and is not sent again to who has it`, async () => {
      const plain = await get(target);
      const { etag } = plain.headers;
      assert.match(etag, /^"[!#-~]+"$/);
      for (const known of [etag, `W/${etag}`, `"other", ${etag}`, `"a","b",W/"c" , W/${etag}`, '*']) {
        const { status, headers, body } = await get(target, { 'If-None-Match': known });
        assert.equal(status, 304, known);
        assert.equal(body, '');
        assert.equal(headers.etag, etag);
        for (const name of ['cache-control', 'vary', 'access-control-allow-origin']) assert.equal(headers[name], plain.headers[name], name);
        assert.equal(headers['content-type'], undefined);
      }
    });

  it('a tag that is not the answer\'s brings the whole answer', async () => {
    const { etag } = (await get('/v1/facts')).headers;
    const other = (await get('/v1/topics')).headers.etag;
    for (const known of ['"other"', other, etag.slice(1, -1), `${etag.slice(0, -2)}"`, `"x${etag.slice(1)}`, 'W/', '""', '"', etag.toUpperCase().replaceAll('"', '\''), '"*"', '* , "x'])
      assert.equal((await get('/v1/facts', { 'If-None-Match': known })).status, 200, known);
  });

  it('HEAD is 304 like GET', async () => {
    const { etag } = (await get('/v1/facts')).headers;
    assert.equal((await ask(server, request('HEAD', '/v1/facts', { 'If-None-Match': etag }), { head: true })).status, 304);
  });

  it('* matches nothing where nothing is', async () => {
    assert.equal((await get('/v1/facts/a.b', { 'If-None-Match': '*' })).status, 404);
  });

  it('a wrong request is refused whatever tag is known', async () => {
    assert.equal((await get('/v1/facts?x=1', { 'If-None-Match': '*' })).status, 400);
  });

  it('a list has one tag however its filters are ordered and written', async () => {
    const tag = async (target) => (await get(target)).headers.etag;
    assert.equal(await tag('/v1/facts?kind=figure&unit=krw'), await tag('/v1/facts?unit=krw&kind=figure'));
    assert.equal(await tag('/v1/facts?kind=figure'), await tag('/v1/facts?%6Bind=%66igure'));
  });

  it('lists that differ have different tags', async () => {
    const targets = ['/v1/facts', '/v1/figures', '/v1/facts?kind=figure', '/v1/facts?kind=event', '/v1/facts?limit=2', '/v1/facts?sort=-id', '/v1/facts?sort=-date_from',
      '/v1/facts?participant=garam', '/v1/facts?participant=garam&role=party', '/v1/participants/garam', '/v1', '/openapi.yaml', '/openapi.json'];
    const tags = await Promise.all(targets.map(async (target) => (await get(target)).headers.etag));
    assert.equal(new Set(tags).size, targets.length);
  });

  it('errors have no tag', async () => {
    for (const target of bad) assert.equal((await get(target)).headers.etag, undefined, target);
  });

  // ---- what is accepted ----

  const anything = [undefined, '', '*/*', 'application/*', 'application/json', 'APPLICATION/JSON', 'text/html, application/json;q=0.5', 'text/html;q=1, */*;q=0.001',
    'application/json; charset=utf-8', 'application/json;q=1.000', ' application/json ', 'image/*;q=0, application/*', 'text/html,,*/*'];
  for (const accept of anything)
    it(`JSON goes to who accepts ${accept === undefined ? 'whatever comes' : `"${accept}"`}`, async () => {
      assert.equal((await get('/v1/facts', accept === undefined ? {} : { Accept: accept })).status, 200);
    });

  for (const accept of ['image/png', 'text/html', 'text/*', 'application/jsonp', 'application/json;q=0', 'application/json; q=0.000', 'application/json;q=0, */*',
    'application/*;q=0, */*;q=1', '*/*;q=0', 'application/xml, text/plain;q=0.9', 'application/json ; Q=0'])
    it(`JSON is 406 to who accepts "${accept}"`, async () => {
      const { status, json, headers } = await get('/v1', { Accept: accept });
      assert.equal(status, 406);
      assert.equal(headers['content-type'], 'application/problem+json');
      assert.equal(json.type, '/problems/not-acceptable');
    });

  for (const accept of ['image/png', 'text/html', 'application/jsonp', 'application/json;q=0', '*/*;q=0', 'application/xml, text/plain;q=0.9'])
    it(`a list is 406 to who accepts "${accept}", and its formats are named`, async () => {
      const { status, json } = await get('/v1/facts', { Accept: accept });
      assert.equal(status, 406);
      assert.match(json.detail, /application\/json, text\/csv.*, application\/x-ndjson, application\/ld\+json/);
    });

  for (const [accept, type] of [['text/*', 'text/csv'], ['application/json;q=0, */*', 'text/csv'], ['application/*;q=0, */*;q=1', 'text/csv'],
    ['application/json;q=0.4, text/csv;q=0.5', 'text/csv'], ['application/json, text/csv', 'application/json'],
    ['text/csv, application/json', 'application/json'], ['application/x-ndjson', 'application/x-ndjson'],
    ['application/x-ndjson, */*;q=0.1', 'application/x-ndjson']])
    it(`a list is ${type} to who accepts "${accept}"`, async () => {
      const { status, headers } = await get('/v1/facts', { Accept: accept });
      assert.equal(status, 200);
      assert.equal(headers['content-type'].split(';')[0], type);
      assert.equal(headers.vary, 'Accept, Accept-Encoding');
    });

  it('the contract is YAML or JSON by its path', async () => {
    assert.equal((await get('/openapi.yaml')).headers['content-type'], 'application/yaml');
    const json = await get('/openapi.json');
    assert.equal(json.headers['content-type'], 'application/json');
    assert.equal(typeof json.json, 'object');
    assert.equal((await get('/openapi.yaml', { Accept: 'application/json' })).status, 406);
  });

  // ---- request ids ----

  for (const id of ['a', 'A-b_c.9', '0'.repeat(64)])
    it(`a safe request id of ${id.length} characters comes back`, async () => {
      for (const target of ['/v1', '/livez', '/x', '/v1/facts?x=1'])
        assert.equal((await get(target, { 'X-Request-Id': id })).headers['x-request-id'], id, target);
    });

  for (const id of ['', 'a b', 'a"b', '<b>', 'a;b', 'a\tb', '0'.repeat(65), 'a/b', 'é'])
    it(`the request id ${JSON.stringify(id).slice(0, 20)} does not come back`, async () => {
      assert.equal((await get('/v1', { 'X-Request-Id': id })).headers['x-request-id'], undefined);
      const wrong = await get('/x', { 'X-Request-Id': id });
      assert.match(wrong.headers['x-request-id'], /^[0-9A-Za-z_.-]{1,64}$/);
      assert.notEqual(wrong.headers['x-request-id'], id);
    });

  it('every error has an id of its own, in header and body', async () => {
    const ids = [];
    for (const target of [...bad, ...bad]) {
      const { headers, json } = await get(target);
      assert.equal(json.request_id, headers['x-request-id']);
      ids.push(json.request_id);
    }
    assert.equal(new Set(ids).size, ids.length);
  });

  it('a good answer has no id, so that it can be shared', async () => {
    for (const target of good) assert.equal((await get(target)).headers['x-request-id'], undefined, target);
  });

  // ---- headers of every answer ----

  const every = {
    200: '/v1/facts', 308: '/v1/', 400: '/v1/facts?x=1', 404: '/x', '404 of an id': '/v1/facts/a.b', 414: `/${'x'.repeat(5000)}`,
    '200 of health': '/livez', '200 of the contract': '/openapi.yaml', '200 of a problem': '/problems/gone',
  };
  for (const [name, target] of Object.entries(every))
    it(`${name} may be read by any site and is never sniffed`, async () => {
      const { status, headers } = await get(target, { Origin: 'https://app.example' });
      assert.equal(status, parseInt(name, 10));
      assert.equal(headers['access-control-allow-origin'], '*');
      assert.equal(headers['x-content-type-options'], 'nosniff');
      const exposed = headers['access-control-expose-headers'].split(/, */);
      for (const one of ['ETag', 'Link', 'Retry-After', 'Server-Timing', 'X-Request-Id', 'Content-Language']) assert.ok(exposed.includes(one), one);
    });

  it('405, 406, 413 and 304 may be read by any site and are never sniffed', async () => {
    for (const answer of [await ask(server, request('DELETE', '/v1')), await get('/v1', { Accept: 'image/png' }),
      await get('/v1', { 'Content-Length': 3 }), await get('/v1', { 'If-None-Match': '*' })]) {
      assert.equal(answer.headers['access-control-allow-origin'], '*', answer.line);
      assert.equal(answer.headers['x-content-type-options'], 'nosniff', answer.line);
    }
  });

  it('good answers may be shared for a minute', async () => {
    for (const target of good.filter((one) => !/livez|readyz|metrics/.test(one)))
      assert.equal((await get(target)).headers['cache-control'], 'public, max-age=60, stale-while-revalidate=600', target);
  });

  it('errors and health are stored by nobody', async () => {
    for (const target of [...bad, '/livez', '/readyz', '/metrics']) assert.equal((await get(target)).headers['cache-control'], 'no-store', target);
  });

  it('answers say on what they depend', async () => {
    for (const target of [...good, ...bad]) assert.equal((await get(target)).headers.vary, 'Accept, Accept-Encoding', target);
  });

  it('what came from the database says when that changed', async () => {
    const { headers } = await get('/v1/facts');
    const when = Date.parse(headers['last-modified']);
    assert.match(headers['last-modified'], /^[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d GMT$/);
    assert.ok(when <= Date.now() && when > Date.now() - 24 * 3600 * 1000);
  });

  it('JSON is UTF-8 and ends with a newline', async () => {
    const { body, headers } = await get('/v1/facts');
    assert.equal(headers['content-type'], 'application/json');
    assert.ok(body.endsWith('}\n') && body.includes('가람'));
  });

  it('a page that another follows links to it in a header as in its body', async () => {
    const { headers, json } = await get('/v1/facts?sort=-date_from&limit=10&kind=figure');
    assert.ok(json.next === null || json.next.startsWith('/v1/facts?'));
    const { headers: first, json: body } = await get('/v1/facts?sort=-date_from&limit=5');
    assert.equal(first.link, `<${body.next}>; rel="next"`);
    assert.match(body.next, /^\/v1\/facts\?[!-~]+$/);
    assert.equal(headers.link === undefined, json.next === null);
  });

  it('the last page links nowhere', async () => {
    const { headers, json } = await get('/v1/facts?limit=200');
    assert.equal(json.next, null);
    assert.equal(headers.link, undefined);
  });

  // ---- connections ----

  it('a connection is kept for more requests', async () => {
    const wire = new Wire(server);
    for (const target of [...good, ...bad, ...good]) {
      const { status } = await wire.send(request('GET', target)).response();
      assert.equal(status, good.includes(target) ? 200 : status, target);
    }
    wire.close();
  });

  it('requests sent ahead are answered in their order', async () => {
    const wire = new Wire(server);
    const targets = Array.from({ length: 100 }, (_, i) => [...good, ...bad][i % (good.length + bad.length)]);
    wire.send(targets.map((target, i) => request('GET', target, { 'X-Request-Id': `r${i}` })).join(''));
    for (let i = 0; i < targets.length; i++) assert.equal((await wire.response()).headers['x-request-id'], `r${i}`);
    wire.close();
  });

  it('HEAD, 304 and 204 among requests sent ahead leave no bytes behind', async () => {
    const wire = new Wire(server);
    const round = [['HEAD', '/v1/facts', {}], ['GET', '/v1/facts', { 'If-None-Match': '*' }], ['OPTIONS', '*', {}], ['HEAD', '/x', {}], ['GET', '/v1/topics', {}]];
    for (let i = 0; i < 5; i++) wire.send(round.map(([method, target, headers]) => request(method, target, headers)).join(''));
    for (let i = 0; i < 25; i++) {
      const { status } = await wire.response({ head: round[i % 5][0] === 'HEAD' });
      assert.equal(status, [200, 304, 204, 404, 200][i % 5]);
    }
    wire.close();
  });

  it('a request that comes byte by byte is a request', async () => {
    const wire = new Wire(server);
    for (const byte of request('GET', '/v1/facts?kind=figure', { 'X-Request-Id': 'slow' })) {
      wire.send(byte);
      await new Promise(setImmediate);
    }
    assert.equal((await wire.response()).headers['x-request-id'], 'slow');
    wire.close();
  });

  it('Connection: close ends the connection behind the answer', async () => {
    const wire = new Wire(server);
    const { status } = await wire.send(request('GET', '/v1', { Connection: 'close' })).response();
    assert.equal(status, 200);
    assert.equal(await wire.closed(), '');
    wire.close();
  });

  it('HTTP/1.0 needs no Host, and its connection ends behind the answer', async () => {
    for (const target of ['/v1', '/livez', '/v1/facts?limit=1']) {
      const wire = new Wire(server);
      const { status, headers, body } = await wire.send(`GET ${target} HTTP/1.0\r\n\r\n`).response();
      assert.equal(status, 200);
      assert.equal(headers['transfer-encoding'], undefined);
      assert.equal(Buffer.byteLength(body), Number(headers['content-length']));
      assert.equal(await wire.closed(), '');
      wire.close();
    }
  });

  it('a client that leaves before its answer does no harm', async () => {
    for (let i = 0; i < 50; i++) {
      const wire = new Wire(server);
      await wire.opened;
      wire.send(request('GET', '/v1/facts?limit=200&sort=-name.ko').repeat(1 + i % 3).slice(0, i % 2 ? undefined : -3));
      if (i % 3) await new Promise(setImmediate);
      wire.close();
    }
    assert.equal((await get('/v1/facts')).status, 200);
  });
});

describe('a server whose dataset changes', () => {
  const shared = scope();
  const home = folder(shared);
  let server;
  let path;
  before(async () => {
    path = database(shared, ...write(home, article({ id: 'one', facts: [figure('a', 1)] })));
    server = await serve(shared, path);
  });

  it('gives no 304 for a tag from before', async () => {
    const before = (await server.get('/v1/figures')).headers.get('etag');
    const again = () => server.get('/v1/figures', { headers: { 'if-none-match': before } });
    assert.equal((await again()).status, 304);
    assert.equal(run(['load', '--database', path, ...write(home, article({ id: 'two', facts: [figure('b', 2)] }))]).status, 0);
    const after = await eventually(async () => {
      const answer = await again();
      return answer.status === 200 && answer;
    });
    assert.ok(after, 'the change does not show');
    assert.notEqual(after.headers.get('etag'), before);
    assert.equal(after.json.data.length, 2);
    assert.equal((await server.get('/v1/figures', { headers: { 'if-none-match': after.headers.get('etag') } })).status, 304);
  });

  it('has one tag for one state: loading the same again changes none', async () => {
    const before = await server.get('/v1/figures');
    assert.equal(run(['load', '--database', path, `${home}/two.json`]).status, 0);
    await new Promise((done) => setTimeout(done, 200));
    const after = await server.get('/v1/figures');
    assert.equal(after.headers.get('etag'), before.headers.get('etag'));
    assert.deepEqual(after.json, before.json);
  });
});
